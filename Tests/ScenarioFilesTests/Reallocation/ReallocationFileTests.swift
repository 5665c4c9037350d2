import Analysis
import DataPackage
import Foundation
import NetworkModel
import Optimisation
import ScenarioFiles
import Scenarios
import TestSupport
import Testing

@Suite("Files of reallocation problems")
struct ReallocationFileTests {
  static let network: PairingNetwork? =
    PackageReader.read(Repository.tianjin.path(percentEncoded: false)).network

  static let head = """
    schema_version: 1
    name: test
    year: 2018
    baseline:
      plan:
        - {donor: 天津市, recipient: 夏河县, amount: 1200 万元}
        - {donor: 天津市, recipient: 清水县, amount: 800 万元}
        - {donor: 天津市, recipient: 武山县, amount: 1000 万元}
    budget:
      growth: 8 %

    """

  func read(_ text: String) throws -> ReallocationFile {
    try ReallocationFile.read(
      Array(text.utf8), named: "p.yaml", in: try #require(Self.network))
  }

  /// Codes and paths of everything that is said of a file.
  func faults(_ text: String) throws -> [String] {
    let network = try #require(Self.network)
    do throws(DocumentRefusal) {
      _ = try ReallocationFile.read(Array(text.utf8), named: "p.yaml", in: network)
      return []
    } catch {
      #expect(error.issues.allSatisfy { $0.place != nil })
      return error.issues.filter { $0.severity == .error }.map { "\($0.code) \($0.path)" }
    }
  }

  @Test("everything that a file can say becomes the problem that verbs build")
  func everything() throws {
    let file = try read(
      Self.head + """
        groups:
          two: [清水县, 武山县]
        objective: {kind: least_shortfall, weighted: true}
        targets: {夏河县: 0.2 亿元}
        weights: {清水县: 1.5}
        rounding: 1 万元
        alternatives: 2
        sensitivity: true
        seconds: 60
        penalties: {churn: 0.01}
        rules:
          - {id: a, rule: share, recipients: two, at_least: 40 %}
          - {id: b, rule: share, recipients: 清水县, of: {recipients: two}, at_most: 60%}
          - {id: c, rule: total, recipients: two, exactly: 1944 万元}
          - {id: d, rule: each, at_least: 100 万元}
          - {id: e, rule: total_relative, at_least: 108 %}
          - {id: f, rule: each_relative, recipients: 夏河县, at_least: 90.5 %}
          - {id: g, rule: change_within, within: 50 %}
          - {id: h, rule: change_within, within: 500 万元}
          - {id: i, rule: capacity, donors: 天津市, at_most: 1 亿元}
          - {id: j, rule: locked, donors: 天津市, recipients: 武山县}
          - {id: k, rule: donor_count, at_least: 1, at_most: 2}
          - {id: l, rule: new_pairings, at_most: 3}
          - {id: rule-000-019, rule: agreement}
        """)
    let wan = { (amount: Int64) in Money(fen: amount * 1_000_000) }
    let percent = { (number: Int64) in ExactDecimal(number, scale: 2) }
    let two = LineSelection(recipients: ["two"])
    let expected: [ReallocationRule] = [
      .init("a", .share(of: two, within: .all, .atLeast, percent(40))),
      .init("b", .share(of: .to("620521"), within: two, .atMost, percent(60))),
      .init("c", .total(of: two, .exactly, wan(1944))),
      .init("d", .each(of: .all, .atLeast, wan(100))),
      .init("e", .totalRelative(of: .all, .atLeast, percent(108))),
      .init("f", .eachRelative(of: .to("623027"), .atLeast, ExactDecimal(905, scale: 3))),
      .init("g", .changeWithin(of: .all, percent(50))),
      .init("h", .changeWithinAmount(of: .all, wan(500))),
      .init("i", .capacity(of: .from("120000"), wan(10_000))),
      .init("j", .locked(.pair("120000", "620524"))),
      .init("k", .donorCount(of: .all, atLeast: 1, atMost: 2)),
      .init("l", .newPairings(atMost: 3)),
      .init(
        "rule-000-019",
        .share(
          of: .to("rule-000-019:gansu-zangqu"), within: .all, .atLeast, percent(80))),
    ]
    #expect(file.problem.sortedRules == expected)
    #expect(file.problem.budgets == [.totalFactor(percent(108))])
    #expect(file.problem.objectives == [.leastShortfall(weighted: true)])
    #expect(file.problem.targets == ["623027": wan(2000)])
    #expect(file.problem.weights == ["620521": ExactDecimal(15, scale: 1)])
    #expect(file.problem.groups["rule-000-019:gansu-zangqu"] == ["623027"])
    #expect(file.problem.roundingUnit == wan(1))
    #expect(file.problem.penalties == [.churn(percent(1))])
    #expect(file.options.alternatives == 2 && file.options.sensitivity)
    #expect(file.options.limits.seconds == 60)
    #expect(file.obligations.map(\.id) == ["rule-000-019"])
  }

  @Test("the record of a year is a baseline, and pairings may be lines without money")
  func record() throws {
    let file = try read(
      """
      schema_version: 1
      name: test
      year: 2018
      baseline: {pairings: county}
      budget: {total: 100 万元}
      objective: {kind: leximin}
      """)
    #expect(file.problem.recipients.count >= 25)
    #expect(file.problem.baseline.values.allSatisfy { $0 == .zero })
  }

  @Test("faults are said all at once, each at its keys")
  func everyFault() throws {
    #expect(
      try faults(
        Self.head + """
          objective: {kind: happiness}
          targets: {火星: 3 万元}
          rounding: 3
          colour: red
          rules:
            - {id: a, rule: share, recipients: 夏河县, at_least: 0.8}
            - {id: a, rule: total, at_least: 3 万元}
            - {id: b, rule: nope}
            - {id: c, rule: each, at_least: 3 万元, at_most: 4 万元}
            - {id: d, rule: capacity}
            - {id: rule-000-031, rule: agreement}
            - {id: nowhere, rule: agreement}
          """) == [
          "scenario/unknown-value objective.kind", "scenario/unknown-value targets.火星",
          "scenario/form rounding", "scenario/unknown-key colour",
          "scenario/form rules[0].at_least",
          "scenario/repeated-id rules[1].id", "scenario/unknown-value rules[2].rule",
          "scenario/conflict rules[3]", "scenario/missing-key rules[4]",
          "scenario/conflict rules[5].id", "scenario/unknown-value rules[6].id",
        ])
  }

  @Test("what makes no sense together is said at the part that is meant")
  func senseless() throws {
    #expect(
      try faults(
        Self.head + """
          objective: {kind: max_min, measure: per_target}
          targets: {夏河县: 3 万元}
          rules:
            - {id: a, rule: share, recipients: 夏河县, at_least: 180 %}
          """) == [
          "scenario/change targets", "scenario/change targets", "scenario/change rules[0]",
        ])
    #expect(
      try faults("schema_version: 1\nname: x\n") == [
        "scenario/missing-key baseline", "scenario/missing-key budget",
        "scenario/missing-key objective",
      ])
  }

  @Test("rules of agreements: the schedule of 2012 grows, others do not split money")
  func agreementRules() throws {
    let network = try #require(Self.network)
    func obligation(_ id: String) throws -> Obligation {
      let rule = try #require(network.rules.first { $0.id == id })
      let agreement = try #require(network.agreements.first { $0.id == rule.agreement })
      return try Obligation(rule, of: agreement)
    }
    let problem = try read(Self.head + "objective: least_change\n").problem
    let grown = try problem.adding(try obligation("rule-000-017"), year: 2014, places: network)
    // 6000 · 1.08² = 6998.4.
    #expect(
      grown.rules.first?.requirement
        == .total(of: LineSelection(), .atLeast, Money(fen: 6_998_400_000)))
    #expect(throws: AgreementRuleFault.self) {
      try problem.adding(try obligation("rule-000-031"), year: 2014, places: network)
    }
    #expect(throws: AgreementRuleFault.self) {
      try problem.adding(try obligation("rule-000-019"), year: 2005, places: network)
    }
  }
}
