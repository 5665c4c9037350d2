import Analysis
import DataPackage
import Foundation
import Geodesy
import NetworkModel
import TestSupport
import Testing

@testable import Rendering

/// What figures say of themselves is documented, and they print the same in every format.
@Suite("Figures and their documentation")
struct FigureDocsTests {
  private static let network = PackageReader.read(Repository.tianjin.path).network

  private func figures() throws -> [(name: String, figure: Figure, document: ResultDocument)] {
    let network = try #require(Self.network)
    let provenance = CoverageMapTests.provenance
    let question = CoverageQuestion(
      .level(.county), within: network.node(id: "620000"), date: CalendarDate("2018"))
    let coverage = CoveragePicture(question, in: network, language: .zh, provenance: provenance)
    let map = try CoverageMap(
      coverage, areas: CoverageMapTests.areas(in: network), projection: .chinaAlbers())
    let ladder = CoverageLadder(question, in: network, language: .zh, provenance: provenance)
    let flows = FlowQuestion(status: .disbursed)
    let sankey = try SankeyDiagram(
      SankeyPicture(
        FlowPaths(flows, through: [.donor(nil), .recipient(nil)], in: network), in: network,
        language: .zh, provenance: provenance))
    let paths = try FlowPaths(flows, through: [.donor(.county), .recipient(.county)], in: network)
    let matrix = try MatrixDiagram(
      MatrixPicture(
        WhoDoesWhat(flows, in: network), amounts: paths, question: flows, kinds: [], in: network,
        language: .zh, provenance: provenance))
    let lorenz = LorenzDiagram(
      LorenzPicture(
        try EquityReport(EquityQuestion(.level(.county), status: .disbursed), in: network),
        in: network, language: .zh, provenance: provenance))
    let change = try ChangeFixtures.scenario("share-rule/met.yaml")
    let (bars, slope) = (try ChangeBars(change), try ChangeSlope(change))
    let dates = (try #require(CalendarDate("2012")), try #require(CalendarDate("2018")))
    let pairs = try PairingChangeDiagram(
      PairingChangePicture(
        pairingDiff(from: dates.0, to: dates.1, kinds: [.county], in: network), kinds: [.county],
        in: network, language: .zh, provenance: provenance))
    let changeMap = try ChangeMap(
      change, areas: CoverageMapTests.areas(in: network), projection: .chinaAlbers())
    let layers = PairingPicture(
      CoverageQuestion(
        .level(.county), kinds: [.county, .town, .school], date: CalendarDate("2019")),
      in: network, language: .zh, provenance: provenance)
    let pairings = try PairingMap(layers, areas: [], projection: .chinaAlbers())
    let funds = try PairingMap(
      PairingPicture(
        funds: paths, over: CoverageQuestion(.level(.county)), in: network, language: .zh,
        provenance: provenance), areas: [], projection: .chinaAlbers())
    let timeline = try TimelineDiagram(
      TimelinePicture(
        PairingHistory(HistoryQuestion(), in: network), in: network, language: .zh,
        provenance: provenance))
    let multiples = try MultiplesDiagram(
      MultiplesPicture(
        MultiplesQuestion(.year), showing: .diagram, in: network, language: .zh,
        provenance: provenance))
    let graph = try GraphTests.diagram(in: network)
    let tree = try TreeTests.diagram(in: network, within: "620000", date: "2018")
    let focus = try FocusDiagram(
      try #require(network.node(id: "120000")), in: network, language: .zh, provenance: provenance)
    return [
      ("map", pairings.figure, ResultDocument(map: pairings, of: layers, file: "x")),
      ("map", funds.figure, ResultDocument(map: funds, of: funds.picture, file: "x")),
      ("change", changeMap.figure, ResultDocument(changeMap, file: "x")),
      ("change", pairs.figure, ResultDocument(pairs, file: "x")),
      ("change", bars.figure, ResultDocument(bars, file: "x")),
      ("change", slope.figure, ResultDocument(slope, file: "x")),
      ("focus", focus.figure, ResultDocument(focus, file: "x")),
      ("tree", tree.figure, ResultDocument(tree, file: "x")),
      ("graph", graph.figure, ResultDocument(graph, file: "x")),
      ("coverage", map.figure, ResultDocument(coverageMap: map, of: coverage, file: "x")),
      ("coverage", ladder.figure, ResultDocument(ladder: ladder, file: "x")),
      ("sankey", sankey.figure, ResultDocument(sankey, file: "x")),
      ("matrix", matrix.figure, ResultDocument(matrix, file: "x")),
      ("lorenz", lorenz.figure, ResultDocument(lorenz, file: "x")),
      ("multiples", multiples.figure, ResultDocument(multiples, file: "x")),
      ("timeline", timeline.figure, ResultDocument(timeline, file: "x")),
    ]
  }

  @Test("every table is documented with its columns in order, and every fact")
  func documentation() throws {
    let page = try String(
      contentsOf: Repository.root.appending(path: "docs/output-formats.md"), encoding: .utf8)
    for (name, _, document) in try figures() {
      let start = try #require(page.range(of: "\n### draw \(name)\n")).upperBound
      let end = page[start...].range(of: "\n##")?.lowerBound ?? page.endIndex
      let section = page[start..<end]
      for table in document.tables {
        let line = try #require(
          section.split(separator: "\n").first { $0.hasPrefix("| `\(table.key)`") },
          "\(name) \(table.key)")
        let words = line.split(separator: "|")[1].split(separator: ";")[0]
        let columns = words.split(separator: "`", omittingEmptySubsequences: false).enumerated()
          .filter { $0.offset % 2 == 1 }.map { String($0.element) }
        #expect(columns == table.columns.map(\.key), "\(name) \(table.key)")
      }
      for fact in document.facts where fact.key != "file" {
        #expect(section.contains("`\(fact.key)`"), "\(name) \(fact.key)")
      }
    }
  }

  @Test("PDF and PNG are the same each time, and a PDF embeds the font and no time")
  func print() throws {
    for (name, figure, _) in try figures() {
      let pdf = try figure.data(as: .pdf)
      #expect(try figure.data(as: .pdf) == pdf, "\(name)")
      let text = String(decoding: pdf, as: UTF8.self)
      #expect(text.contains("NotoSansCJKsc") && text.contains("D:19700101000000"), "\(name)")
      #expect(try figure.data(as: .png) == figure.data(as: .png), "\(name)")
    }
  }

  @Test("every table and column has words in both languages, and tables print for people")
  func words() throws {
    for (name, _, document) in try figures() {
      for table in document.tables {
        for title in [table.title] + table.columns.map(\.title) {
          #expect(!title.en.isEmpty && !title.zh.isEmpty, "\(name) \(table.key)")
          #expect(!title.en.unicodeScalars.contains { $0.value > 0x2E80 }, "\(name)")
        }
      }
      #expect(document.rendered(.table, .zh) != document.rendered(.table, .en))
    }
  }
}
