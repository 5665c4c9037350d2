import Analysis
import DataPackage
import Foundation
import NetworkModel
import TestSupport
import Testing

@testable import Rendering

@Suite("Focus diagram")
struct FocusDiagramTests {
  private func layer(_ kind: PairingKind, _ pairs: [(String, String)]) -> FocusDiagram.Layer {
    FocusDiagram.Layer(
      kind: kind, donors: pairs.map { .init(id: "d" + $0.0, name: $0.0) },
      recipients: pairs.map { .init(id: "r" + $0.1, name: $0.1, place: "甘谷县") },
      links: pairs.map {
        FigureLink(id: $0.0 + $0.1, donor: "d" + $0.0, recipient: "r" + $0.1, certainty: .onRecord)
      })
  }

  @Test("one band a layer in the order of the layers, ends once, counts hollow")
  func structure() throws {
    var households = layer(.household, [])
    households.counts = [.init(id: "c", donors: "", recipients: "71 户")]
    let figure = try FocusDiagram(
      TianjinGansu.picture().frame,
      layers: [
        households, layer(.hospital, [("东丽医院", "县医院"), ("东丽医院", "中医院")]),
        layer(.county, [("东丽区", "甘谷县")]), layer(.school, []),
      ]
    ).figure
    let texts = figure.captions.map(\.text)
    let bands = PairingKind.allCases.map { $0.label(.zh) }.filter(texts.contains)
    #expect(bands == ["区县结对", "医院结对", "结对认亲"])
    #expect(texts.count { $0 == "东丽医院" } == 1)
    #expect(texts.contains("71 户（未具名）"))
    #expect(figure.strokes.count { $0.subject != nil } == 3)
    #expect(SVGReader(try figure.data(as: .svg)).isWellFormed)
  }

  @Test("nothing gives a page that says so")
  func empty() throws {
    let figure = try FocusDiagram(TianjinGansu.picture().frame, layers: []).figure
    #expect(figure.captions.contains { $0.text == FigureWords.nothing(.zh) })
  }

  private static let network = PackageReader.read(Repository.tianjin.path).network

  private func diagram(
    _ place: String, partner: String? = nil, date: String? = nil, language: Language = .zh,
    sheet: Sheet? = nil
  ) throws -> FocusDiagram {
    let network = try #require(Self.network)
    var provenance = CoverageMapTests.provenance
    provenance.sheet = sheet
    return try FocusDiagram(
      try #require(network.node(id: place)), partner: partner.flatMap(network.node(id:)),
      date: date.flatMap { CalendarDate($0) }, in: network, language: language,
      provenance: provenance)
  }

  /// A layer in which each of some donors helps many, in counties of prefectures.
  private func wide(
    donors: Int, recipients: Int, name: (Int) -> String = { "镇\($0)" }
  ) -> FocusDiagram.Layer {
    FocusDiagram.Layer(
      kind: .town,
      donors: (0..<donors).map { .init(id: "d\(100 + $0)", name: name($0)) },
      recipients: (0..<recipients).map { number in
        .init(
          id: "r\(1000 + number)", name: name(number),
          around: [
            .init(id: "c\(number % 25)", name: "县\(number % 25)", level: .county),
            .init(id: "p\(number % 5)", name: "市\(number % 5)", level: .prefecture),
          ])
      },
      links: (0..<recipients).map {
        FigureLink(
          id: "l\(1000 + $0)", donor: "d\(100 + $0 % donors)", recipient: "r\(1000 + $0)",
          certainty: .onRecord, note: $0 % 2 == 0 ? "2016/2020" : "2019/..")
      })
  }

  private func expectSound(
    _ diagram: FocusDiagram, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try FigureChecks.expectSound(diagram.figure, sourceLocation: sourceLocation)
    #expect(FigureChecks.overlaps(diagram.figure) == [], sourceLocation: sourceLocation)
    let drawn = diagram.bands.reduce(0) { $0 + $1.links.reduce(0) { $0 + $1.count } }
    #expect(
      drawn == diagram.layers.reduce(0) { $0 + $1.links.count }, "every pairing is in a line",
      sourceLocation: sourceLocation)
  }

  @Test("places of all kinds are sound in both languages, alone and with a partner")
  func reference() throws {
    for language in Language.allCases {
      for place in ["620523", "120110", "120000", "620000", "620500", "632300"] {
        try expectSound(diagram(place, language: language))
        try expectSound(diagram(place, date: "2018", language: language))
      }
      try expectSound(diagram("620523", partner: "120110", language: language))
    }
  }

  @Test(
    "fits every paper",
    arguments: [
      Sheet(width: 425, height: 300), .a4, .a4Portrait, .a3, .slide,
    ])
  func papers(sheet: Sheet) throws {
    for place in ["620523", "120000"] {
      let found = try diagram(place, sheet: sheet)
      try expectSound(found)
      #expect(found.figure.width == sheet.width && found.figure.height >= sheet.height)
    }
  }

  @Test("two pairings of the same two are two lines side by side, with both periods")
  func parallels() throws {
    let found = try diagram("120105")
    let lines = found.figure.strokes.filter { $0.subject != nil }
    let network = try #require(Self.network)
    let twice = Dictionary(grouping: network.pairings.filter { $0.kind == .county }) {
      [$0.donor, $0.recipient]
    }.values.first { $0.count > 1 && network[$0[0].donor].id == "120105" }
    let pair = try #require(twice).map(\.id)
    let starts = lines.filter { pair.contains($0.subject?.id ?? "") }.map { $0.path[0].y }
    #expect(starts.count == 2 && abs(starts[0] - starts[1]) > 2)
    #expect(found.figure.captions.contains { $0.text == "2012、2016?–2020" })
  }

  @Test("many ends are gathered by place, with their number, and the table names every pairing")
  func gathering() throws {
    let frame = TianjinGansu.picture().frame
    let layer = wide(donors: 6, recipients: 200)
    let found = try FocusDiagram(frame, layers: [layer])
    let band = found.bands[0]
    #expect(band.isGathered && band.recipients.count == 25 && band.donors.count == 6)
    #expect(band.recipients.allSatisfy { $0.place == "8 个" })
    #expect(band.links.reduce(0) { $0 + $1.count } == 200)
    let table = ResultDocument(found, file: "x").tables.first { $0.key == "pairings" }
    #expect(table?.rows.count == 200)
    #expect(FigureChecks.overlaps(found.figure) == [])
    // Forty stay as they are.
    #expect(try !FocusDiagram(frame, layers: [wide(donors: 6, recipients: 40)]).bands[0].isGathered)
    let crowd = wide(donors: 50, recipients: 300)
    #expect(FigureChecks.overlaps(try FocusDiagram(frame, layers: [crowd]).figure) == [])
  }

  @Test("periods read as people write them")
  func periods() {
    #expect(FigureWords.period("2019/..", .zh) == "2019 起")
    #expect(FigureWords.period("2019/..", .en) == "since 2019")
    #expect(FigureWords.period("../2016", .zh) == "至 2016")
    #expect(FigureWords.period("2016?/2020", .en) == "2016?–2020")
    #expect(FigureWords.period("2012-08", .en) == "2012-08")
  }

  @Test("hostile names cannot break the figure")
  func hostile() throws {
    let names = PenTests.hostileNames.map(\.name) + [String(repeating: "长", count: 10_000)]
    for recipients in [40, 200] {
      let layer = wide(
        donors: 20, recipients: recipients, name: { names[($0 * 3 + 61) % names.count] })
      let figure = try FocusDiagram(TianjinGansu.picture().frame, layers: [layer]).figure
      let reader = SVGReader(try figure.data(as: .svg))
      #expect(reader.isWellFormed)
      #expect(reader.elements.isSubset(of: SVGReader.allowedElements))
    }
  }
}
