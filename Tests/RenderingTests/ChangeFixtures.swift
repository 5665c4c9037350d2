import Analysis
import DataPackage
import Foundation
import NetworkModel
import ScenarioFiles
import Scenarios
import TestSupport
import Testing

@testable import Rendering

/// Pictures of change: of the bundled package, its examples, and a made-up one of 50 donors and 300 recipients.
enum ChangeFixtures {
  static let network: PairingNetwork = {
    guard let network = PackageReader.read(Repository.tianjin.path).network else {
      fatalError("The bundled package has errors.")
    }
    return network
  }()

  static let provenance = CoverageMapTests.provenance

  static func provenance(_ sheet: Sheet?) -> FigureProvenance {
    FigureProvenance(fingerprint: provenance.fingerprint, program: provenance.program, sheet: sheet)
  }

  static func accounts(
    _ network: PairingNetwork, _ years: ClosedRange<Int>, status: FlowStatus? = .disbursed,
    measure: Measure = .money
  ) -> FlowAccounts {
    FlowAccounts(FlowQuestion(measure: measure, status: status, years: years), in: network)
  }

  /// 2012 against 2020, money disbursed, in the bundled package.
  static func years(
    _ end: AmountChange.End = .recipient, level: Level = .county, language: Language = .zh,
    sheet: Sheet? = nil
  ) throws -> ChangePicture {
    try ChangePicture(
      from: accounts(network, 2012...2012), to: accounts(network, 2020...2020), by: end,
      level: level, language: language, provenance: provenance(sheet))
  }

  static func comparison(
    _ example: String, units: Level = .county, status: FlowStatus? = nil,
    side: ComparisonQuestion.Side = .recipient
  ) throws -> ScenarioComparison {
    let file = try ScenarioFile.read(Repository.root.appending(path: "examples/\(example)").path)
    let applied = try file.scenario.application(to: network)
    var baseline = file.scenario.baseline
    baseline.status = baseline.status ?? status
    return try ScenarioComparison(
      ComparisonQuestion(baseline, units: .level(units), side: side), before: applied.before,
      after: applied.after, requirements: file.scenario.requirements)
  }

  static func scenario(
    _ example: String, level: Level = .county, status: FlowStatus? = nil,
    language: Language = .zh, sheet: Sheet? = nil
  ) throws -> ChangePicture {
    try ChangePicture(
      comparison(example, units: level, status: status), named: example, level: level,
      language: language, provenance: provenance(sheet))
  }

  static func solution(_ example: String) throws -> ReallocationResult {
    let file = try ReallocationFile.read(
      Repository.root.appending(path: "examples/\(example)").path, in: network)
    guard case .solved(let result) = try file.problem.solve(file.options) else {
      throw ReallocationError.undecided
    }
    return result
  }

  static func plan(_ example: String, language: Language = .zh) throws -> ChangePicture {
    ChangePicture(
      try solution(example), named: example, year: 2018, in: network, language: language,
      provenance: provenance)
  }

  /// 50 districts and 300 counties with money in 2016 and 2018: some on one side only, some of unknown amount, some 0.
  static func largeNetwork(shuffled: UInt64? = nil) throws -> PairingNetwork {
    var rows: [(id: String, donor: String, recipient: String, year: String, fen: Int64?)] = []
    var generator = SeededGenerator(seed: 2018)
    for county in 0..<300 {
      for year in ["2016", "2018"] {
        if Int.random(in: 0..<12, using: &generator) == 0 { continue }
        for part in 0..<Int.random(in: 1...2, using: &generator) {
          let luck = Int.random(in: 0..<20, using: &generator)
          let fen: Int64? =
            luck == 0 ? nil : luck == 1 ? 0 : .random(in: 1...90_000_000_000, using: &generator)
          rows.append(
            (
              "f\(county)-\(year)-\(part)", donor(Int.random(in: 0..<50, using: &generator)),
              recipient(county), year, fen
            ))
        }
      }
    }
    rows.append(("w", "12", "62", "2018", 123_456_789))
    var nodes: [(id: String, kind: NodeKind, parent: String)] = [
      ("12", .municipality, ""), ("62", .province, ""),
    ]
    nodes += (0..<50).map { (donor($0), .district, "12") }
    nodes += (0..<15).map { ("62\(10 + $0)", .prefecture, "62") }
    nodes += (0..<300).map { (recipient($0), .county, "62\(10 + $0 / 20)") }
    if let shuffled {
      var order = SeededGenerator(seed: shuffled)
      rows.shuffle(using: &order)
      nodes.shuffle(using: &order)
    }
    var draft = NetworkDraft()
    for node in nodes {
      var row = NodeRow(
        id: draft.text.append(node.id), kind: node.kind, name: draft.text.append("地\(node.id)"))
      row.parent = draft.text.append(node.parent)
      draft.nodes.append(row)
    }
    draft.sources.append(Source(id: "book", title: "Yearbook"))
    for row in rows {
      var flow = FlowRow(
        id: draft.text.append(row.id), measure: .money, category: draft.text.append("fiscal"),
        donor: draft.text.append(row.donor), recipient: draft.text.append(row.recipient),
        unit: draft.text.append("CNY"), status: .disbursed)
      flow.period = try Period(row.year)
      flow.amount = row.fen.map { .money(Money(fen: $0)) }
      flow.source = draft.text.append("book")
      draft.flows.append(flow)
    }
    return try PairingNetwork(validating: draft)
  }

  private static func donor(_ number: Int) -> String { "12\(10_00 + number)" }
  private static func recipient(_ number: Int) -> String { "62\(20_00 + number)" }

  static func large(
    _ network: PairingNetwork, _ end: AmountChange.End = .recipient, language: Language = .zh,
    sheet: Sheet? = nil
  ) throws -> ChangePicture {
    try ChangePicture(
      from: accounts(network, 2016...2016), to: accounts(network, 2018...2018), by: end,
      level: .county, language: language, provenance: provenance(sheet))
  }

  static let papers: [Sheet?] = [
    nil, .a4, .a3, .slide, .a4Portrait, Sheet(width: 425, height: 300),
  ]
}
