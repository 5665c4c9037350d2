import Analysis
import DataPackage
import Foundation
import Geodesy
import NetworkModel
import TestSupport
import Testing

@testable import Rendering

/// The figures of the bundled package.
@Suite("Figures of the reference network")
struct NetworkFigureTests {
  static let network = PackageReader.read(Repository.tianjin.path).network
  static let provenance = FigureProvenance(
    fingerprint: "0123456789abcdef", program: "jiedui test")

  private func network() throws -> PairingNetwork { try #require(Self.network) }

  private func picture(_ date: String, within place: String? = nil) throws -> PairingPicture {
    let network = try network()
    let question = CoverageQuestion(
      .level(.county), within: place.flatMap(network.node(id:)), date: CalendarDate(date))
    return PairingPicture(
      question, in: network, language: .zh, provenance: Self.provenance)
  }

  @Test("states are those of the coverage report, unit by unit", arguments: ["2012", "2018"])
  func statesAgree(date: String) throws {
    let network = try network()
    let report = coverage(
      CoverageQuestion(
        .level(.county), within: network.node(id: "620000"), date: CalendarDate(date)),
      in: network)
    let counted = try picture(date, within: "620000").recipientUnits.filter(\.isCounted)
    #expect(counted.count == 86)
    let states = Dictionary(uniqueKeysWithValues: counted.map { ($0.id, $0.state) })
    for unit in report.units { #expect(states[network[unit.unit].id] == unit.state) }
  }

  @Test("every pairing active in 2018 is a line with two ends, the prefecture's, too")
  func links() throws {
    let network = try network()
    let date = try #require(CalendarDate("2018"))
    let active = network.pairings.filter {
      $0.kind == .county && $0.period.covers(date) == .yes
    }
    let picture = try picture("2018").sorted()
    #expect(picture.links.map(\.id).sorted() == active.map(\.id).sorted())
    #expect(picture.links.contains { $0.recipient == "632300" })
    #expect(picture.recipientUnits.contains { $0.id == "632300" && !$0.isCounted })
    let uncertain = active.filter { ($0.confidence?.approximateValue ?? 1) < 1 }.map(\.id)
    #expect(
      picture.links.filter { $0.certainty == .inferred }.map(\.id).sorted() == uncertain.sorted())
  }

  @Test("pairings that may or may not have been active are counted, not drawn")
  func undated() throws {
    let network = try network()
    let date = try #require(CalendarDate("2016"))
    let open = network.pairings.filter { $0.kind == .county && $0.period.covers(date) == .unknown }
    #expect(!open.isEmpty)
    let picture = try picture("2016")
    #expect(Set(picture.links.map(\.id)).isDisjoint(with: open.map(\.id)))
    #expect(picture.frame.notes == [FigureWords.undated(open.count, .zh)])
  }

  @Test("homonyms carry their full names")
  func homonyms() throws {
    let names = try picture("2018").recipientUnits.map(\.name)
    #expect(names.contains("临夏市") && names.contains("临夏县") && !names.contains("临夏"))
    #expect(names.contains("庄浪") && names.contains("宁县"))
  }

  @Test("the map of 2018 with the boundaries is clean")
  func map() throws {
    let network = try network()
    let areas = ["counties", "prefectures"].flatMap { file in
      GeoJSONReader.read(Repository.geodata.appending(path: "boundaries-odbl/\(file).geojson").path)
        .boundaries.map { FigureArea(id: $0.id, area: $0.area, in: network) }
    }
    #expect(areas.count { $0.rank == .county } > 100)
    let map = try PairingMap(picture("2018"), areas: areas, projection: .chinaAlbers())
    #expect(map.flowsUnderForeignNodes.isEmpty)
    #expect(map.unlabelled.isEmpty)
    #expect(map.figure.areas.count > 100)
    #expect(SVGReader(try map.figure.data(as: .svg)).isWellFormed)
    #expect(try map.figure.data(as: .pdf) == map.figure.data(as: .pdf))
  }

  @Test("甘谷 shows its town pairs, its enterprises and the 71 households of which none is named")
  func focus() throws {
    let network = try network()
    let figure = try FocusDiagram(
      try #require(network.node(id: "620523")), in: network, language: .zh,
      provenance: Self.provenance
    ).figure
    let texts = figure.captions.map(\.text)
    for words in ["东丽区", "乡镇结对", "3 对", "企业合作", "71 户（未具名）"] {
      #expect(texts.contains(words), "\(words)")
    }
    #expect(texts.contains { $0.contains("01234567") && !$0.contains("89abcdef") })
    let pair = try FocusDiagram(
      try #require(network.node(id: "620523")), partner: network.node(id: "120110"),
      kinds: [.county, .town], in: network, language: .en, provenance: Self.provenance)
    #expect(pair.figure.strokes.count { $0.subject != nil } == 4)
  }

  @Test("towns by the hundred fold into lists, and every one is named")
  func towns() throws {
    let network = try network()
    let picture = PairingPicture(
      CoverageQuestion(.level(.town), date: CalendarDate("2019")), in: network, language: .zh,
      provenance: Self.provenance)
    let diagram = try BipartiteDiagram(picture)
    #expect(picture.recipientUnits.count > 1000)
    #expect(diagram.figure.height < Figure.largestSide)
    let shown = diagram.figure.captions.map(\.text).joined(separator: " ")
    #expect(picture.recipientUnits.filter { !shown.contains($0.name) }.map(\.name) == [])
  }
}
