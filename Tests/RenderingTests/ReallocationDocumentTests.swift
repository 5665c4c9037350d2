import Analysis
import DataPackage
import Foundation
import NetworkModel
import Rendering
import ScenarioFiles
import Scenarios
import TestSupport
import Testing

@Suite("Examples of reallocation")
struct ReallocationDocumentTests {
  static let network: PairingNetwork? =
    PackageReader.read(Repository.tianjin.path(percentEncoded: false)).network

  static func file(_ example: String) throws -> ReallocationFile {
    let url = Repository.root.appending(path: "examples/\(example)/problem.yaml")
    return try ReallocationFile.read(
      url.path(percentEncoded: false), in: try #require(network))
  }

  static func document(_ example: String) throws -> ResultDocument {
    let network = try #require(network)
    let file = try file(example)
    switch try file.problem.solve(file.options) {
    case .infeasible(let clash):
      return ResultDocument(clash, of: file.problem, named: file.name, in: network)
    case .solved(let solved):
      let verdicts = try solved.verdicts(
        under: file.obligations, year: file.year ?? 2018, category: file.category, places: network)
      #expect(verdicts.allSatisfy { $0.outcome == .met })
      return ResultDocument(
        solved, of: file.problem, named: file.name, verdicts: verdicts, in: network)
    }
  }

  @Test(
    "what the examples say is what comes out",
    arguments: ["larger-share", "clash", "five-counties"], Language.allCases)
  func examples(_ example: String, _ language: Language) throws {
    let url = Repository.root.appending(
      path: "examples/\(example)/expected.\(language.rawValue).txt")
    let expected = try String(contentsOf: url, encoding: .utf8)
    #expect(try Self.document(example).rendered(.table, language) == expected)
  }

  @Test("8 % more and a larger share: no two counties carry the change")
  func notOnTwoCounties() throws {
    let file = try Self.file("larger-share")
    guard case .solved(let result) = try file.problem.solve() else {
      Issue.record("There is no plan")
      return
    }
    let changes = result.units.map { $0.after.fen - $0.before.fen }
    #expect(changes.allSatisfy { $0 > 0 })
    let largest = changes.sorted(by: >).prefix(2).reduce(0, +)
    #expect(largest * 5 < changes.reduce(0, +))
    // All counties of a group change by the same part, to a rounding unit.
    for group in [["623001", "623021", "623027"], ["620121", "620422", "621027"]] {
      let rates = result.units.filter { group.contains($0.recipient) }.map {
        Double($0.after.fen) / Double($0.before.fen)
      }
      #expect(try #require(rates.max()) - #require(rates.min()) < 0.001)
    }
  }

  @Test("tables and facts are documented, columns in order")
  func documented() throws {
    let page = try String(
      contentsOf: Repository.root.appending(path: "docs/output-formats.md"), encoding: .utf8)
    let start = try #require(page.range(of: "\n## reallocate\n")).upperBound
    let section = page[start...].prefix { _ in true }
    let text = section[..<(section.range(of: "\n## ")?.lowerBound ?? section.endIndex)]
    let file = try Self.file("five-counties")
    let network = try #require(Self.network)
    let judged = ResultDocument(
      file.problem.evaluate([:]), of: file.problem, named: file.name, in: network)
    for document in [
      try Self.document("larger-share"), try Self.document("clash"),
      try Self.document("five-counties"), judged,
    ] {
      for table in document.tables {
        let columns = table.columns.map { "`\($0.key)`" }.joined(separator: ", ")
        #expect(text.contains("| `\(table.key)` | \(columns) |"), "\(table.key)")
      }
      for fact in document.facts { #expect(text.contains("`\(fact.key)`"), "\(fact.key)") }
    }
  }
}
