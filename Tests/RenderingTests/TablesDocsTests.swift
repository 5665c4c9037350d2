import Analysis
import Foundation
import GraphCore
import NetworkModel
import Rendering
import Scenarios
import TestSupport
import Testing

/// The documentation of the formats names what the verbs write.
@Suite struct TablesDocsTests {
  @Test func everyTableIsDocumentedWithItsColumnsInOrder() throws {
    let page = try String(
      contentsOf: Repository.root.appendingPathComponent("docs/output-formats.md"), encoding: .utf8)
    var draft = NetworkDraft()
    draft.nodes.append(
      NodeRow(id: draft.text.append("a"), kind: .county, name: draft.text.append("a")))
    let network = try PairingNetwork(validating: draft)
    let node = try #require(network.node(id: "a"))
    let year = try #require(CalendarDate(year: 2018))
    let graph = try NetworkGraph(NetworkGraphQuestion(), in: network)
    let suggested = try suggestions(
      SuggestionQuestion(CoverageQuestion(.level(.county)), donorPlaces: []), in: network)
    for document in [
      ResultDocument(suggestions: suggested, in: network),
      ResultDocument(pairingsOf: suggested, in: network),
      ResultDocument(try NetworkStructure(graph, in: network), in: network),
      ResultDocument(Description(of: network)),
      ResultDocument(
        FlowAccounts(FlowQuestion(), in: network), by: [.category, .year], lines: []),
      ResultDocument(try FlowTrace(TraceQuestion(node: node), in: network), in: network),
      ResultDocument(
        try EquityReport(
          EquityQuestion(.level(.county)), bootstrap: BootstrapOptions(replicates: 2), in: network),
        in: network),
      ResultDocument(Reconciliation(in: network)),
      ResultDocument(Profile(of: node, in: network), in: network),
      ResultDocument(
        coverage: coverage(CoverageQuestion(.level(.county)), in: network), in: network),
      ResultDocument(gaps: coverage(CoverageQuestion(.level(.county)), in: network), in: network),
      ResultDocument(
        AgreementReport(AgreementQuestion(), against: Evidence(network)), in: network),
      ResultDocument(
        diff: pairingDiff(from: year, to: year, kinds: [.county], in: network), in: network),
    ] {
      let start = try #require(page.range(of: "\n## \(document.verb)\n")).upperBound
      let section = page[start...]
      let end = section.range(of: "\n## ")?.lowerBound ?? section.endIndex
      let lines = section[..<end].split(separator: "\n")
      for table in document.tables {
        let line = try #require(
          lines.first {
            $0.hasPrefix("| ") && codes($0.split(separator: "|")[0]).contains(table.key)
          },
          "\(document.verb) \(table.key)")
        // ‘as `components`’ points to another table of the verb.
        if line.split(separator: "|")[1].hasPrefix(" as ") { continue }
        let documented = codes(line.split(separator: "|")[1])
        #expect(documented == table.columns.map(\.key), "\(document.verb) \(table.key)")
      }
      for fact in document.facts {
        #expect(section[..<end].contains("`\(fact.key)`"), "\(document.verb) \(fact.key)")
      }
    }
  }

  /// The words that stand between backticks.
  private func codes(_ text: Substring) -> [String] {
    text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }

  @Test("every column and fact of every measure is documented", arguments: GraphMeasure.allCases)
  func everyMeasureIsDocumented(measure: GraphMeasure) throws {
    let page = try String(
      contentsOf: Repository.root.appendingPathComponent("docs/output-formats.md"), encoding: .utf8)
    let words = Set(codes(page[...]))
    let edges =
      measure.subject == .twoMode ? [(0, 2), (0, 3), (1, 3)] : [(0, 1), (1, 2), (2, 3), (3, 0)]
    let material = MeasuredGraph(try CompactGraph(.directed, nodeCount: 4, edges: edges))
    var options = MeasureOptions()
    (options.source, options.target) = (0, 2)
    for graph in measure.subject == .twoMode ? [material] : [material, try material.undirected()] {
      let reading = try read(measure, of: graph, options)
      let keys =
        reading.nodes.map(\.key) + reading.edges.map(\.key) + reading.tables.map(\.key)
        + reading.tables.flatMap { $0.columns.map(\.key) } + reading.facts.map(\.key)
      for key in keys {
        let isNamed =
          words.contains(key) || words.contains { $0.hasPrefix("_") && key.hasSuffix($0) }
          || key.hasSuffix("_communities") || key.hasSuffix("_modularity")
        #expect(isNamed, "\(measure.rawValue): \(key)")
      }
    }
  }
}
