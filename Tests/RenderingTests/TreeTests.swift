import Analysis
import DataPackage
import Foundation
import NetworkModel
import TestSupport
import Testing

@testable import Rendering

@Suite("Tree of places")
struct TreeTests {
  private static let network = PackageReader.read(Repository.tianjin.path).network

  static func diagram(
    in network: PairingNetwork, within: String? = nil, deepest: Level? = nil,
    date: String? = nil, side: CoverageQuestion.Side = .recipient, language: Language = .zh,
    sheet: Sheet? = nil
  ) throws -> TreeDiagram {
    var provenance = CoverageMapTests.provenance
    provenance.sheet = sheet
    return try TreeDiagram(
      TreePicture(
        within: within.flatMap(network.node(id:)), deepest: deepest, side: side,
        date: date.flatMap { CalendarDate($0) }, in: network, language: language,
        provenance: provenance))
  }

  /// Prefectures, counties and towns; every third town without a record.
  static func generated(
    counties: Int, towns: Int, names: (Int) -> String = { "地方\($0)" }, sheet: Sheet? = nil
  ) -> TreePicture {
    var frame = FigureFrame(
      language: .zh, title: "t", subtitle: "s", donorsHead: "", recipientsHead: "", sources: "x",
      asOf: "2018", fingerprint: "01234567", program: "jiedui test")
    frame.sheet = sheet
    var units: [TreePicture.Unit] = []
    func add(_ level: Level, _ state: CoverageState, _ parent: Int?, _ partners: Int) -> Int {
      let number = units.count
      units.append(
        .init(
          id: "u\(10_000 + number)", name: names(number), level: level, state: state,
          parent: parent,
          partners: (0..<partners).map { .init(id: "d\($0)", name: names(number + $0 + 1)) }))
      return number
    }
    let root = add(.province, .direct, nil, 1)
    for county in 0..<counties {
      let place = add(.county, CoverageState.allCases[county % 6], root, county % 4)
      for town in 0..<towns {
        let isQuiet = (county + town) % 3 == 0
        _ = add(.town, isQuiet ? .noRecord : .direct, place, isQuiet ? 0 : 1 + town % 9)
      }
    }
    return TreePicture(frame: frame, units: units)
  }

  private func expectSound(
    _ diagram: TreeDiagram, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    try FigureChecks.expectSound(diagram.figure, sourceLocation: sourceLocation)
    #expect(FigureChecks.overlaps(diagram.figure) == [], sourceLocation: sourceLocation)
    let units = diagram.picture.units
    var shown: [Int] = []
    for row in diagram.rows.rows {
      switch row.content {
      case .unit(let position): shown.append(position)
      case .folded(let positions): shown += positions
      }
    }
    shown += diagram.rows.foldedInto.values.flatMap(\.self)
    #expect(
      shown.sorted() == Array(units.indices), "every unit once", sourceLocation: sourceLocation)
    let marks = diagram.figure.marks.compactMap(\.subject?.id)
    #expect(
      marks.sorted()
        == units.indices.filter { !diagram.rows.folded.contains($0) }.map { units[$0].id }.sorted(),
      sourceLocation: sourceLocation)
    for level in diagram.picture.levels {
      let sum = CoverageState.allCases.reduce(0) { $0 + diagram.picture.count($1, level) }
      #expect(sum == units.count { $0.level == level }, sourceLocation: sourceLocation)
    }
  }

  @Test("the bundled package in both languages, to counties, towns and villages")
  func reference() throws {
    let network = try #require(Self.network)
    for language in Language.allCases {
      for (place, date) in [("620000", "2018"), ("620000", "2012"), ("620523", nil), (nil, "2019")]
      {
        for level in [nil, Level.town] {
          try expectSound(
            Self.diagram(
              in: network, within: place, deepest: level, date: date, language: language))
        }
      }
      try expectSound(
        Self.diagram(in: network, within: "120000", side: .donor, language: language))
    }
  }

  @Test(
    "states are those of the coverage report, level by level, and partners those of the pairings")
  func agreement() throws {
    let network = try #require(Self.network)
    let date = try #require(CalendarDate("2018"))
    let diagram = try Self.diagram(in: network, within: "620000", deepest: .town, date: "2018")
    let units = diagram.picture.units
    for level in [Level.province, .prefecture, .county, .town] {
      let report = coverage(
        CoverageQuestion(.level(level), within: network.node(id: "620000"), date: date),
        in: network)
      let own = units.filter { $0.level == level }
      #expect(own.count == report.denominator)
      for state in CoverageState.allCases {
        #expect(own.count { $0.state == state } == report.count(state))
      }
    }
    // 28 counties of Gansu have a district in 2018.
    #expect(units.count { $0.level == .county && $0.state == .direct } == 28)
    let gangu = try #require(units.first { $0.id == "620523" })
    #expect(gangu.partners.map(\.name) == ["东丽"])
    #expect(gangu.parent.map { units[$0].id } == "620500")
  }

  @Test("what is not shown is counted beside the place, and adds up")
  func inside() throws {
    let network = try #require(Self.network)
    let diagram = try Self.diagram(in: network, within: "620000", deepest: .county)
    let towns = network.nodeIndices.filter {
      network.kind(of: $0).level == .town
        && network.contains(network.node(id: "620000")!, $0)
    }
    let counted = diagram.picture.units.compactMap(\.inside)
    #expect(counted.allSatisfy { $0.level == .town })
    #expect(counted.reduce(0) { $0 + $1.all } == towns.count)
    #expect(diagram.picture.units.first { $0.id == "620523" }?.inside?.direct == 3)
  }

  @Test("quiet places are folded only where the page is too small, and said with their number")
  func folding() throws {
    let few = try TreeDiagram(Self.generated(counties: 6, towns: 5))
    #expect(few.rows.folded.isEmpty)
    let many = try TreeDiagram(Self.generated(counties: 50, towns: 12))
    try expectSound(many)
    // Every third of 600 towns is quiet, four in each county.
    #expect(many.rows.folded.count == 200)
    let texts = many.figure.captions.map(\.text)
    #expect(texts.contains { $0.hasPrefix("其余乡镇级 4 个：无记录") })
  }

  @Test(
    "fits every paper",
    arguments: [
      Sheet(width: 425, height: 300), .a4, .a4Portrait, .a3, .slide,
    ])
  func papers(sheet: Sheet) throws {
    let network = try #require(Self.network)
    let diagram = try Self.diagram(in: network, within: "620000", date: "2018", sheet: sheet)
    try expectSound(diagram)
    #expect(diagram.figure.width == sheet.width && diagram.figure.height >= sheet.height)
    try expectSound(TreeDiagram(Self.generated(counties: 20, towns: 15, sheet: sheet)))
  }

  @Test("nothing, one place and too many")
  func edges() throws {
    let network = try #require(Self.network)
    let village = try Self.diagram(in: network, within: "620523", deepest: .province)
    #expect(village.picture.units.isEmpty)
    try FigureChecks.expectSound(village.figure)
    try expectSound(TreeDiagram(Self.generated(counties: 0, towns: 0)))
    #expect(throws: FigureError.self) {
      try TreeDiagram(Self.generated(counties: 500, towns: 15))
    }
  }

  @Test("hostile names cannot break the figure")
  func hostile() throws {
    let names = PenTests.hostileNames.map(\.name)
    let diagram = try TreeDiagram(
      Self.generated(counties: 12, towns: 6, names: { names[$0 % names.count] }))
    let reader = SVGReader(try diagram.figure.data(as: .svg))
    #expect(reader.isWellFormed)
    #expect(reader.elements.isSubset(of: SVGReader.allowedElements))
  }
}
