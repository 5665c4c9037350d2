import Analysis
import DataPackage
import Foundation
import Geodesy
import NetworkModel
import TestSupport
import Testing

@testable import Rendering

@Suite("Coverage map")
struct CoverageMapTests {
  static let network = PackageReader.read(Repository.tianjin.path).network
  static let provenance = FigureProvenance(
    fingerprint: "0123456789abcdef", program: "jiedui test")

  static func areas(in network: PairingNetwork) -> [FigureArea] {
    ["counties", "prefectures"].flatMap { file in
      GeoJSONReader.read(Repository.geodata.appending(path: "boundaries-odbl/\(file).geojson").path)
        .boundaries.map { FigureArea(id: $0.id, area: $0.area, in: network) }
    }
  }

  private func picture(
    _ date: String, by level: Level? = nil, language: Language = .zh, within: String? = "620000"
  ) throws -> CoveragePicture {
    let network = try #require(Self.network)
    return CoveragePicture(
      CoverageQuestion(
        .level(.county), within: within.flatMap(network.node(id:)), date: CalendarDate(date)),
      by: level, in: network, language: language, provenance: Self.provenance)
  }

  private func map(_ picture: CoveragePicture) throws -> CoverageMap {
    try CoverageMap(
      picture, areas: Self.areas(in: try #require(Self.network)), projection: .chinaAlbers())
  }

  @Test(
    "every county stands on the map once, classes are those of the report and add up",
    arguments: ["2012", "2018"], Language.allCases)
  func structure(date: String, language: Language) throws {
    let network = try #require(Self.network)
    let picture = try picture(date, language: language)
    let map = try map(picture)
    let report = coverage(
      CoverageQuestion(
        .level(.county), within: network.node(id: "620000"), date: CalendarDate(date)),
      in: network)
    #expect(picture.classCounts.reduce(0) { $0 + $1.count } == 86)
    for state in CoverageState.allCases {
      #expect(picture.units.count { $0.look == CoverageClass(state) } == report.count(state))
    }
    let reader = SVGReader(try map.figure.data(as: .svg))
    #expect(reader.dataIDs.sorted() == report.units.map { network[$0.unit].id }.sorted())
    let texts = map.figure.captions.map(\.text)
    for (look, count) in picture.classCounts {
      #expect(texts.contains(look.label(language)) && texts.contains("\(count)"))
    }
    #expect(texts.contains { $0.contains("86") && $0.contains(date) })
    try FigureChecks.expectSound(map.figure)
    #expect(texts.contains(FigureWords.notReviewed(language)))
    #expect(texts.contains { $0.contains("Albers") })
  }

  @Test("names lie on nothing, and the ones without a place are listed")
  func names() throws {
    for language in Language.allCases {
      let picture = try picture("2018", language: language)
      let map = try map(picture)
      #expect(FigureChecks.overlaps(map.figure).isEmpty)
      #expect(map.labels.count + map.unlabelled.count == 86)
      if !map.unlabelled.isEmpty { #expect(!map.figure.remarks.isEmpty) }
      let document = ResultDocument(coverageMap: map, of: picture, file: "x.svg")
      let unsolved = try #require(document.tables.last).rows.map { $0[1] }
      for id in map.unlabelled + map.calledOut { #expect(unsolved.contains(.text(id))) }
    }
    #expect(try map(picture("2018")).unlabelled.isEmpty)
  }

  @Test("the scale bar is right within one per cent of the geodesic where it stands")
  func scaleBar() throws {
    let map = try map(picture("2018"))
    let (panel, bar) = (try #require(map.panel), try #require(map.gauge).bar)
    let projection = try Projection.chinaAlbers()
    let foot = Spot(panel.box.left + 10, panel.box.bottom - 8)
    let from = try projection.point(at: panel.position(foot))
    let to = try projection.point(at: panel.position(Spot(foot.x + bar.points, foot.y)))
    let kilometres = from.geodesicDistanceInMetres(to: to) / 1000
    #expect(abs(kilometres / bar.kilometres - 1) < 0.01)
    // The frame of all Gansu spans ten degrees of latitude, over which lengths differ: the foot says by how much.
    #expect(bar.variation > 0.02 && map.figure.captions.contains { $0.text.contains("长度偏差至多") })
    #expect((0.09...0.25).contains(bar.points / panel.box.width))
  }

  @Test("rates by prefecture are those of the breakdown; confirmed none, no record and zero differ")
  func rates() throws {
    let picture = try picture("2018", by: .prefecture)
    #expect(picture.units.count == 13 && picture.denominator == 86)
    func unit(_ id: String) throws -> CoveragePicture.Unit {
      try #require(picture.units.first { $0.id == id })
    }
    #expect(try unit("620500").look == .upTo100)  // 6 of 7
    #expect(try unit("620400").look == .upTo60)  // 3 of 5 is 60 % and no more
    #expect(try unit("620300").look == CoverageClass.none)
    #expect(try unit("623000").counts == .init(direct: 3, most: 8, all: 8))
    let map = try map(picture)
    #expect(map.figure.captions.contains { $0.text == "甘南 ≥3/8" })
    try FigureChecks.expectSound(map.figure)
    func line(_ counts: [CoverageState: Int]) -> CoverageClass {
      CoverageClass(rateOf: counts)
    }
    #expect(line([:]) == .noUnits)
    #expect(line([.noRecord: 4]) == .noRecord)
    #expect(line([.none: 4]) == .none)
    #expect(line([.none: 3, .noRecord: 1]) == .zero)
    #expect(line([.direct: 1, .none: 4]) == .upTo20)
    #expect(line([.direct: 5]) == .upTo100)
  }

  @Test("classes have looks of their own, and neighbouring steps differ in grey print")
  func looks() {
    var looks: Set<[String]> = []
    let states: [CoverageClass] = [
      .direct, .inherited, .throughDescendants, .claimed, .none, .noRecord,
    ]
    for look in states {
      looks.insert([look.fill.hexadecimal, "\(look.hatch as Any)", "\(look.outline as Any)"])
    }
    #expect(looks.count == states.count)
    let rates: [CoverageClass] = [.upTo100, .upTo80, .upTo60, .upTo40, .upTo20, .zero, .none]
    for ramp in [rates, [.direct, .inherited, .throughDescendants, .claimed, .none]] {
      for (dark, light) in zip(ramp, ramp.dropFirst()) {
        #expect(light.fill.luminance - dark.fill.luminance >= 0.0995, "\(dark) \(light)")
      }
    }
    for look in CoverageClass.allCases {
      let (a, b) = (look.fill.luminance, look.textInk.luminance)
      #expect((max(a, b) + 0.05) / (min(a, b) + 0.05) >= 4.5, "\(look)")
    }
  }

  @Test("units without a boundary stand in a list; without any boundary there is no map")
  func missingBoundaries() throws {
    let network = try #require(Self.network)
    let picture = try picture("2018")
    let areas = Self.areas(in: network).filter { $0.id != "620523" && $0.id != "620102" }
    let map = try CoverageMap(picture, areas: areas, projection: .chinaAlbers())
    #expect(map.withoutBoundary == ["620102", "620523"])
    let reader = SVGReader(try map.figure.data(as: .svg))
    #expect(reader.dataIDs.count == 86 && reader.dataIDs.contains("620523"))
    #expect(throws: MapError.noBoundaries(missing: 86, of: 86)) {
      _ = try CoverageMap(picture, areas: [], projection: .chinaAlbers())
    }
  }

  @Test("nothing gives a valid page that says so, with the review state")
  func empty() throws {
    var picture = try picture("2018")
    picture.units = []
    for language in Language.allCases {
      picture.frame.language = language
      let map = try map(picture)
      try FigureChecks.expectSound(map.figure)
      let texts = map.figure.captions.map(\.text)
      #expect(texts.contains(FigureWords.nothing(language)))
      #expect(texts.contains(FigureWords.notReviewed(language)))
    }
  }

  @Test("the order of units and areas leaves the bytes as they are")
  func determinism() throws {
    let network = try #require(Self.network)
    var picture = try picture("2018")
    var areas = Self.areas(in: network)
    let expected = try CoverageMap(picture, areas: areas, projection: .chinaAlbers())
    var generator = SeededGenerator(seed: 62)
    picture.units.shuffle(using: &generator)
    areas.shuffle(using: &generator)
    let shuffled = try CoverageMap(picture, areas: areas, projection: .chinaAlbers())
    #expect(try shuffled.figure.data(as: .svg) == expected.figure.data(as: .svg))
  }

  @Test("a map names whose boundaries it shows")
  func credits() throws {
    let file = Repository.geodata.appending(path: "boundaries-odbl/counties.geojson").path
    let credit = try #require(GeoJSONReader.read(file).attribution)
    #expect(credit.contains("OpenStreetMap") && credit.contains("ODbL"))
    var picture = try picture("2018")
    picture.frame.notes += FigureFrame.boundaryCredits([credit], .zh)
    let texts = try map(picture).figure.captions.map(\.text).joined()
    #expect(texts.contains("边界数据：© OpenStreetMap contributors"))
  }

  @Test("hostile names cannot break the map")
  func hostile() throws {
    var picture = try picture("2018")
    let names = PenTests.hostileNames.map(\.name)
    for index in picture.units.indices {
      picture.units[index].name = names[index % names.count]
      picture.units[index].fullName = names[index % names.count]
      picture.units[index].group = names[index % names.count]
    }
    let reader = SVGReader(try map(picture).figure.data(as: .svg))
    #expect(reader.isWellFormed)
    #expect(reader.elements.isSubset(of: SVGReader.allowedElements))
  }
}

@Suite("Coverage ladder")
struct CoverageLadderTests {
  @Test(
    "bars of county, town and village carry the numbers of the reports, and doubts of their lists")
  func reference() throws {
    let network = try #require(CoverageMapTests.network)
    let question = CoverageQuestion(
      .level(.county), within: network.node(id: "620000"), date: CalendarDate("2018"))
    for language in Language.allCases {
      let ladder = CoverageLadder(
        question, in: network, language: language, provenance: CoverageMapTests.provenance)
      #expect(ladder.rows.map(\.level) == ["county", "town", "village"])
      #expect(ladder.rows.map(\.denominator) == [86, 1350, 6])
      #expect(ladder.rows.map(\.range) == [34...34, 230...1350, 0...6])
      #expect(ladder.rows[0].states[.direct] == 28 && ladder.rows[0].states[.none] == 52)
      #expect(ladder.rows[2].doubts.count == 3)
      for row in ladder.rows { #expect(row.states.values.reduce(0, +) == row.denominator) }
      let texts = ladder.figure.captions.map(\.text)
      for number in ["28", "6", "52", "1350"] { #expect(texts.contains(number), "\(number)") }
      try FigureChecks.expectSound(ladder.figure)
      #expect(FigureChecks.overlaps(ladder.figure).isEmpty)
    }
  }

  @Test("segments are as long as their counts, thin ones have their number above")
  func lengths() throws {
    let ladder = CoverageLadder(
      [
        .init(
          level: "county", name: "县级", layers: "", denominator: 1000,
          states: [.direct: 997, .claimed: 1, .none: 1, .noRecord: 1], range: 998...999),
        .init(level: "town", name: "乡镇级", layers: "", denominator: 0, states: [:], range: 0...0),
      ], frame: try frame())
    let bars = ladder.figure.areas.filter { $0.subject != nil }
    #expect(bars.count == 4)
    let widths = bars.map { area in PageBox(around: area.parts[0].outer).width }
    #expect(abs(widths[0] / 450 - 0.997) < 1e-9)
    #expect(FigureChecks.overlaps(ladder.figure).isEmpty)
    #expect(ladder.figure.captions.contains { $0.text == FigureWords.noUnits(.zh) })
  }

  @Test("no unit at any level gives a page that says so")
  func empty() throws {
    let ladder = CoverageLadder([], frame: try frame())
    #expect(ladder.figure.captions.contains { $0.text == FigureWords.nothing(.zh) })
    try FigureChecks.expectSound(ladder.figure)
  }

  private func frame() throws -> FigureFrame {
    FigureFrame(
      language: .zh, title: "t", subtitle: "s", donorsHead: "", recipientsHead: "", sources: "",
      asOf: "2018", fingerprint: "01234567", program: "jiedui test")
  }
}
