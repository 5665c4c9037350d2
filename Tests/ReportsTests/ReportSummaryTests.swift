import Analysis
import DataPackage
import Foundation
import NetworkModel
import Rendering
import ScenarioFiles
import Scenarios
import TestSupport
import Testing

@testable import Reports

/// The sentences: every number in them is the presenter's.
@Suite("The summary of a report")
struct ReportSummaryTests {
  /// The answers, asked anew and not through the report.
  private func documents(_ language: Language) throws -> [String: ResultDocument] {
    let network = try #require(Pages.bundled.network)
    let date = try #require(CalendarDate("2018"))
    let start = try #require(CalendarDate("2012"))
    let units = CoverageQuestion(.level(.county), date: date)
    let accounts = FlowAccounts(FlowQuestion(), in: network)
    var documents = [
      "describe": ResultDocument(Description(of: network, at: date)),
      "coverage-ladder": ResultDocument(
        ladder: CoverageLadder(
          units, in: network, language: language,
          provenance: FigureProvenance(fingerprint: "0", program: "x")), file: "x"),
      "diff": ResultDocument(
        diff: pairingDiff(from: start, to: date, kinds: [.county], in: network), in: network),
      "flows-year": ResultDocument(
        accounts, by: [.year], lines: accounts.breakdown(by: [.year], order: .key)),
      "reconcile": ResultDocument(Reconciliation(in: network)),
      "agreement": ResultDocument(
        AgreementReport(AgreementQuestion(), against: Evidence(network)), in: network),
      "dependence": ResultDocument(
        try NetworkStructure(
          NetworkGraph(NetworkGraphQuestion(date: date), in: network), in: network), in: network),
    ]
    for step in [FlowStatus.allocated, .disbursed] {
      documents["equity-\(step.rawValue)"] = ResultDocument(
        try EquityReport(EquityQuestion(.level(.county), status: step), in: network), in: network)
    }
    return documents
  }

  private func cell(_ origin: String, _ documents: [String: ResultDocument]) throws -> Cell {
    let parts = origin.split(separator: "/").map(String.init)
    let document = try #require(documents[parts[0]], "\(origin)")
    if parts.count == 2 {
      return try #require(document.facts.first { $0.key == parts[1] }, "\(origin)").value
    }
    let table = try #require(document.tables.first { $0.key == parts[1] }, "\(origin)")
    let column = try #require(table.columns.firstIndex { $0.key == parts[3] }, "\(origin)")
    return table.rows[try #require(Int(parts[2])) - 1][column]
  }

  private func plain(_ cell: Cell) -> String {
    switch cell {
    case .text(let text), .term(let text, _): text
    case .integer(let number): String(number)
    case .decimal(let number): number.description
    case .real(let number): number.description
    case .money(let money): String(money.fen)
    case .missing: ""
    }
  }

  @Test("every number of a sentence is the cell of a verb", arguments: Language.allCases)
  func numbers(language: Language) throws {
    let documents = try documents(language)
    let report = try Pages.of(language)
    let page = PageElements(report.html)
    let values = page.named("data")
    #expect(values.count > 80)
    var seen: Set<String> = []
    for value in values {
      let origin = try #require(value.attributes["data-from"])
      seen.insert(String(origin.prefix { $0 != "/" }))
      // Of the check, the report was given the issues.
      if origin.hasPrefix("check/") { continue }
      let cell = try cell(origin, documents)
      #expect(value.attributes["value"] == plain(cell), "\(origin)")
    }
    #expect(seen == Set(documents.keys).union(["check"]))
  }

  @Test(
    "no word of a sentence is a number, and none is of the other language",
    arguments: Language.allCases)
  func words(language: Language) throws {
    let summary = try Pages.of(language).summary
    let phrases =
      summary.paragraphs.flatMap(\.sentences)
      + summary.keyNumbers.flatMap { [$0.number, $0.label] }
    #expect(phrases.count > 20)
    for phrase in phrases {
      #expect(phrase.text.unicodeScalars.allSatisfy { !("0"..."9").contains($0) }, "\(phrase.text)")
      let hasLatin = phrase.text.unicodeScalars.contains { ("a"..."z").contains($0) }
      let hasHan = phrase.text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
      #expect(language == .zh ? !hasLatin : !hasHan, "\(phrase.text)")
    }
  }

  @Test("says what is known of the bundled package, number by number")
  func known() throws {
    func text(_ phrase: Phrase, _ language: Language) -> String {
      phrase.parts.map { part in
        switch part {
        case .words(let words): words
        case .date(let date): date.description
        case .value(let value): plain(value.cell)
        }
      }.joined()
    }
    let english = try Pages.of(.en).summary.paragraphs.flatMap(\.sentences).map { text($0, .en) }
    // 90 counties of Gansu and Huangnan; 28 named pairings of 34 that a source counts; 52 outside its closed list.
    #expect(
      english.contains(
        "As of 2018, of 90 counties in the places that receive, 28 have a pairing of their own by name; counting printed totals and units without a record, the true number lies between 34 and 38."
      ))
    #expect(
      english.contains(
        "Of the others: 4 only through the place above, 6 only by a printed total that names no partner, 52 with a source that says there is none."
      ))
    #expect(
      english.contains("Between 2012 and 2018, 25 county pairings began, 3 ended and 4 went on."))
    // 9990.93 printed, 9414.93 in cash: the goods have no printed value.
    #expect(
      english.contains {
        $0.hasPrefix("Does not agree: claim-000-006") && $0.contains("9990.93 万元 printed")
          && $0.contains("9414.93 in the rows, 576 apart")
      })
    let chinese = try Pages.of(.zh).summary.paragraphs.flatMap(\.sentences).map { text($0, .zh) }
    #expect(
      chinese.contains(
        "截至 2018 年，受援地区 90 个县级单位中，有具名结对的 28 个；计入未具名的汇总表述和无记录者，实际数在 34 至 38 之间。"))
    #expect(chinese.contains("从 2012 到 2018，区县结对新增 25 对，终止 3 对，延续 4 对。"))
  }

  @Test(
    "a scenario has its section, its sentence and a figure for each step",
    arguments: Language.allCases)
  func scenario(language: Language) throws {
    let network = try #require(Pages.bundled.network)
    let path = Repository.root.appending(path: "examples/withdrawal/withdrawal.yaml").path
    let scenario = try ScenarioFile.read(path).scenario
    let applied = try scenario.application(to: network)
    let comparison = try ScenarioComparison(
      ComparisonQuestion(scenario.baseline, units: .level(.county), side: .recipient),
      before: applied.before, after: applied.after, requirements: scenario.requirements)
    let document = ResultDocument(comparison, of: applied)
    var material = Pages.material(Pages.bundled)
    material.scenario = ReportScenario(
      name: scenario.name, file: "withdrawal.yaml", comparison: comparison,
      requirements: scenario.requirements, document: document)
    let report = Report(Pages.question(language), from: material, of: network)
    let section = try #require(report.sections.first { $0.id == "what-if" })
    #expect(section.figures.map(\.id) == ["scenario-allocated", "scenario-disbursed"])
    #expect(section.answers.map(\.csv) == [document.rendered(.csv, .en)])
    let page = PageElements(report.html)
    #expect(page.isWellFormed)
    let values = page.named("data").filter {
      $0.attributes["data-from"]?.hasPrefix("whatif/") == true
    }
    #expect(values.count == 5)
    for value in values {
      let cell = try cell(try #require(value.attributes["data-from"]), ["whatif": document])
      #expect(value.attributes["value"] == plain(cell))
    }
  }

  @Test("counts agree with nouns")
  func nouns() {
    let one = ReportValue(.integer(1), "a/b")
    let two = ReportValue(.integer(2), "a/b")
    let phrase: Phrase = "\(one, "county", "counties"), \(two, "county", "counties")"
    #expect(phrase.text == " county,  counties")
  }
}
