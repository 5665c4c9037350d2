import Analysis
import Foundation
import NetworkModel
import Rendering
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
    for document in [
      ResultDocument(Description(of: network)),
      ResultDocument(Profile(of: node, in: network), in: network),
      ResultDocument(
        coverage: coverage(CoverageQuestion(.level(.county)), in: network), in: network),
      ResultDocument(gaps: coverage(CoverageQuestion(.level(.county)), in: network), in: network),
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
}
