import Analysis
import DataPackage
import Foundation
import GraphCore
import NetworkModel
import Rendering
import Scenarios
import TestSupport
import Testing

/// What `whatif` prints.
@Suite struct WhatIfDocumentTests {
  private static let network: PairingNetwork = {
    guard let network = PackageReader.read(Repository.tianjin.path).network else {
      fatalError("The bundled package has errors.")
    }
    return network
  }()

  private let scenario: Scenario = {
    var scenario = Scenario(
      "情景=1", baseline: Baseline(years: 2012...2012, status: .disbursed),
      changes: [
        Change(
          .move(
            FundSelection(flow: "flow-000-042"), to: [SplitShare("甘谷县")],
            .percent(.between(ExactDecimal(5), ExactDecimal(15), mostLikely: nil)))),
        Change(.withdraw(Withdrawal("西青区"))),
        Change(
          .agree(RuleSelection(id: "rule-000-017"), RuleTerms(rate: ExactDecimal(1, scale: 1)))),
      ],
      requirements: [Requirement(.recipient("甘谷县"), atLeast: ExactDecimal(1), unit: "CNY")])
    scenario.draws = 5
    return scenario
  }()

  private func document() throws -> ResultDocument {
    let question = ComparisonQuestion(scenario.baseline)
    let applied = try scenario.application(to: Self.network)
    let comparison = try ScenarioComparison(
      question, before: applied.before, after: applied.after,
      requirements: scenario.requirements)
    var document = ResultDocument(comparison, of: applied)
    document.append(
      try ScenarioUncertainty(scenario, on: Self.network, question, draws: 5, seed: 1),
      of: scenario, in: Self.network)
    return document
  }

  private func sweep() throws -> ResultDocument {
    let applied = try scenario.application(to: Self.network)
    let comparison = try ScenarioComparison(
      ComparisonQuestion(scenario.baseline), before: applied.before, after: applied.after)
    return ResultDocument(
      sweep: [
        SweepPoint(ExactDecimal(1), applied, comparison),
        SweepPoint(ExactDecimal(2), refusal: Wording(en: "too much", zh: "超出")),
      ], over: "changes[0].percent=1..2", of: scenario.name, in: Self.network)
  }

  /// The words that stand between backticks.
  private func codes(_ text: Substring) -> [String] {
    text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }

  @Test("every table is documented with its columns in order, and every fact")
  func documentation() throws {
    let page = try String(
      contentsOf: Repository.root.appendingPathComponent("docs/output-formats.md"), encoding: .utf8)
    let start = try #require(page.range(of: "\n## whatif\n")).upperBound
    let end = try #require(page[start...].range(of: "\n## ")).lowerBound
    let section = page[start..<end]
    for document in [try document(), try sweep()] {
      for table in document.tables {
        let line = try #require(
          section.split(separator: "\n").first { $0.hasPrefix("| `\(table.key)`") }, "\(table.key)")
        #expect(codes(line.split(separator: "|")[1]) == table.columns.map(\.key), "\(table.key)")
      }
      for fact in document.facts { #expect(section.contains("`\(fact.key)`"), "\(fact.key)") }
    }
  }

  @Test("every format and language is written, and the name cannot become a formula")
  func formats() throws {
    for document in [try document(), try sweep()] {
      for format in OutputFormat.allCases {
        for language in Language.allCases {
          let text = document.rendered(format, language)
          #expect(text.hasSuffix("\n"))
          #expect(format == .table || text == document.rendered(format, .en))
        }
      }
      #expect(
        (try? JSONSerialization.jsonObject(with: Data(document.rendered(.json, .en).utf8))) != nil)
    }
  }

  @Test("what the withdrawal of Xiqing does in 2012")
  func withdrawal() throws {
    let text = try document().rendered(.table, .zh)
    #expect(text.contains("西青区退出"))
    // 400 余万 to 西和县 go, and with them its only pairing.
    #expect(text.contains("失去  621225  西和县"))
    #expect(text.contains("收支平衡        是（核对到分）"))
    #expect(text.contains("rule-000-017"))
  }
}
