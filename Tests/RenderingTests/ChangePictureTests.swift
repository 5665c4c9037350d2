import Analysis
import Foundation
import NetworkModel
import Scenarios
import TestSupport
import Testing

@testable import Rendering

/// The numbers behind the figures of change are those of the verbs.
@Suite("Picture of change")
struct ChangePictureTests {
  private func fen(_ total: FlowTotal?) -> Int64? {
    if case .money(let money)? = total?.amount { money.fen } else { nil }
  }

  /// What balances in every picture: units and totals, courses and units.
  private func expectBalanced(
    _ picture: ChangePicture, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let lines = picture.units.map(\.line)
    let before = lines.reduce(0) { $0 + ($1.before.atoms ?? 0) }
    let after = lines.reduce(0) { $0 + ($1.after.atoms ?? 0) }
    #expect(
      before - picture.excessBefore == picture.before.atoms ?? 0, sourceLocation: sourceLocation)
    #expect(after - picture.excessAfter == picture.after.atoms ?? 0, sourceLocation: sourceLocation)
    let differences = lines.reduce(0) { $0 + ($1.difference ?? 0) }
    #expect(
      differences + picture.unsettled - (picture.excessAfter - picture.excessBefore)
        == (picture.after.atoms ?? 0) - (picture.before.atoms ?? 0), sourceLocation: sourceLocation)
    #expect(
      picture.courseCounts.reduce(0) { $0 + $1.count } == lines.count,
      sourceLocation: sourceLocation)
    #expect(Set(picture.units.map(\.key)).count == lines.count, sourceLocation: sourceLocation)
  }

  @Test(
    "two years: each unit and both totals are those of flows, to the fen",
    arguments: AmountChange.End.allCases)
  func years(end: AmountChange.End) throws {
    let large = try ChangeFixtures.largeNetwork()
    let cases = [
      (ChangeFixtures.network, try ChangeFixtures.years(end), [2012, 2020]),
      (large, try ChangeFixtures.large(large, end), [2016, 2018]),
    ]
    for (network, picture, years) in cases {
      let dimension: FlowDimension = end == .recipient ? .recipient(.county) : .donor(.county)
      for (year, isAfter) in [(years[0], false), (years[1], true)] {
        let accounts = ChangeFixtures.accounts(network, year...year)
        let total = try #require(accounts.totals.first)
        #expect(fen(total) == (isAfter ? picture.after : picture.before).atoms)
        var rest = Dictionary(
          uniqueKeysWithValues: picture.units.map {
            ($0.key, isAfter ? $0.line.after : $0.line.before)
          })
        for line in accounts.breakdown(by: [dimension]) {
          guard case .node(let node, let isUnsplit)? = line.keys.first else { continue }
          let found = rest.removeValue(forKey: network[node].id + (isUnsplit ? "+" : ""))
          let side = try #require(found)
          #expect(side.atoms == fen(line))
          if fen(line) == nil { #expect(side == .unknown) }
        }
        #expect(rest.values.allSatisfy { $0 == .noRecord })
      }
      expectBalanced(picture)
    }
  }

  @Test("2012 and 2020 by hand: what rose, fell, began and ended")
  func byHand() throws {
    let picture = try ChangeFixtures.years()
    func line(_ id: String) throws -> AmountChange.Line {
      try #require(picture.units.first { $0.line.id == id }).line
    }
    // 20 and 50 (10,000 yuan) in Qingshui, 770 in Diebu in 2020 only, 80 in Wushan in 2012 only.
    #expect(try line("620521").course == .rise)
    #expect(try line("620521").difference == 30_000_000)
    #expect(try line("623024").course == .begun)
    #expect(try line("623024").difference == 770_000_000)
    #expect(try line("620524").course == .ended)
    #expect(try line("620524").difference == -80_000_000)
    #expect(try line("620102").course == .noRecord)
    #expect(try line("620102").difference == nil)
    #expect(try line("620000").isUnsplit)
    // All 86 counties of Gansu, the province and a group.
    #expect(picture.units.count == 88)
  }

  @Test("unknown, zero and silence are three courses", arguments: [Int64?.none, 0, 5])
  func courses(known: Int64?) {
    func side(_ atoms: Int64?) -> AmountChange.Side {
      atoms.map { .amount($0, mayBeMore: false, mayBeLess: false) } ?? .noRecord
    }
    func course(_ a: AmountChange.Side, _ b: AmountChange.Side) -> AmountChange.Course {
      AmountChange.Line(id: "", before: a, after: b).course
    }
    #expect(course(.unknown, side(known)) == .unknown && course(side(known), .unknown) == .unknown)
    let same = course(side(known), side(known))
    #expect(same == (known == nil ? .noRecord : known == 0 ? .zero : .unchanged))
    let begun = course(.noRecord, side(known))
    #expect(begun == (known == nil ? .noRecord : known == 0 ? .zero : .begun))
    #expect(course(side(7), side(known)) == (known == nil ? .ended : .fall))
  }

  @Test(
    "a scenario: funds, totals and difference are those of whatif",
    arguments: [
      "share-rule/met.yaml", "share-rule/missed.yaml", "uncertain/uncertain.yaml",
      "withdrawal/withdrawal.yaml", "withdrawal/taken-over.yaml",
    ])
  func scenarios(example: String) throws {
    for side in ComparisonQuestion.Side.allCases {
      let comparison = try ChangeFixtures.comparison(example, status: .disbursed, side: side)
      let picture = try ChangePicture(
        comparison, named: example, level: .county, language: .zh,
        provenance: ChangeFixtures.provenance)
      let total = try #require(comparison.totals.first)
      #expect(comparison.totals.count == 1)
      #expect(fen(total.before) == picture.before.atoms && fen(total.after) == picture.after.atoms)
      #expect(total.difference == .money(Money(fen: try #require(picture.difference))))
      let funds = comparison.funds.map { line in
        let id = comparison.after[line.place].id + (line.isUnsplit ? "+" : "")
        return
          "\(id) \(fen(line.before) as Any) \(fen(line.after) as Any) \(line.difference as Any)"
      }
      let drawn = picture.units.filter { $0.line.course != .noRecord }.map { unit in
        "\(unit.key) \(unit.line.before.atoms as Any) \(unit.line.after.atoms as Any) "
          + "\(unit.line.difference.map { Amount.money(Money(fen: $0)) } as Any)"
      }
      #expect(Set(funds) == Set(drawn) && funds.count == drawn.count)
      expectBalanced(picture)
    }
  }

  @Test("money that only moves has equal totals, and the figure says so in both languages")
  func equal() throws {
    for language in Language.allCases {
      let picture = try ChangeFixtures.scenario("share-rule/met.yaml", language: language)
      #expect(picture.difference == 0)
      let texts = try ChangeBars(picture).figure.captions.map(\.text).joined(separator: "\n")
      #expect(texts.contains(FigureWords.equalTotals(language)))
      let years = try ChangeBars(ChangeFixtures.years(language: language))
      #expect(
        !years.figure.captions.contains { $0.text.contains(FigureWords.equalTotals(language)) })
    }
  }

  @Test(
    "the places of a share rule are the group and its counties, with the verdict of the rule checker"
  )
  func rules() throws {
    for (example, outcome) in [
      ("share-rule/met.yaml", AmountChange.RuleMark.Outcome.kept),
      ("share-rule/missed.yaml", .broken),
    ] {
      let comparison = try ChangeFixtures.comparison(example)
      let verdict = try #require(
        comparison.rules.first { $0.after?.obligation.id == "rule-000-019" }?.after)
      #expect(verdict.outcome == (outcome == .kept ? .met : .notMet))
      let picture = try ChangeFixtures.scenario(example)
      let network = ChangeFixtures.network
      let group = try #require(network.node(id: "gansu-zangqu"))
      let members = network.members(of: group).map { network[$0].id }
      let marked = picture.units.filter { !$0.line.rules.isEmpty }
      #expect(Set(marked.map(\.line.id)) == Set(members + ["gansu-zangqu"]) && members.count == 9)
      #expect(marked.allSatisfy { $0.line.rules.map(\.outcome) == [outcome] })
      // Every unit that a rule bounds has a row.
      #expect(Set(try ChangeBars(picture).rows.map(\.key)).isSuperset(of: marked.map(\.key)))
    }
  }

  @Test("a requirement marks its recipient; one of the whole is named in a note")
  func requirements() throws {
    let picture = try ChangeFixtures.scenario("uncertain/uncertain.yaml")
    let marked = picture.units.filter { !$0.line.rules.isEmpty }
    #expect(marked.map(\.line.id) == ["620523"])
    #expect(marked.first?.line.rules.first?.outcome == .kept)
    var scenario = Scenario("s", baseline: Baseline(years: 2012...2012, status: .disbursed))
    scenario.requirements = [Requirement(.total, atLeast: ExactDecimal(9_000_000_000), unit: "CNY")]
    let comparison = try ScenarioComparison(
      ComparisonQuestion(scenario.baseline), before: ChangeFixtures.network,
      after: ChangeFixtures.network, requirements: scenario.requirements)
    let whole = try ChangePicture(
      comparison, named: "s", level: .county, language: .en, provenance: ChangeFixtures.provenance)
    #expect(!whole.units.contains { !$0.line.rules.isEmpty })
    #expect(whole.otherRules.map(\.id).contains("requirement-1"))
    let texts = try ChangeBars(whole).figure.captions.map(\.text)
    #expect(texts.contains { $0.contains("requirement 1") })
    #expect(texts.contains { $0.contains("No unit changes") })
  }

  @Test(
    "a plan: before and after are the plan's, and the marks are the rules that leave no room",
    arguments: ["larger-share/problem.yaml", "five-counties/problem.yaml"])
  func plan(example: String) throws {
    let result = try ChangeFixtures.solution(example)
    let picture = try ChangeFixtures.plan(example)
    #expect(picture.units.count == result.units.count)
    for planned in result.units {
      let line = try #require(picture.units.first { $0.line.id == planned.recipient }).line
      #expect(line.before.atoms == planned.before.fen && line.after.atoms == planned.after.fen)
      let rules = planned.fixedBy.count {
        if case .rule = $0 { true } else { false }
      }
      #expect(line.rules.count == rules)
    }
    #expect(picture.units.contains { !$0.line.rules.isEmpty })
    #expect(picture.after.atoms == result.lines.reduce(0) { $0 + $1.after.fen })
    expectBalanced(picture)
  }

  @Test("persons are counted in their unit; steps and items are refused")
  func measures() throws {
    let network = ChangeFixtures.network
    func picture(_ measure: Measure, _ status: FlowStatus?) throws -> ChangePicture {
      try ChangePicture(
        from: ChangeFixtures.accounts(network, 2000...2016, status: status, measure: measure),
        to: ChangeFixtures.accounts(network, 2017...2021, status: status, measure: measure),
        level: .province, language: .en, provenance: ChangeFixtures.provenance)
    }
    #expect(throws: PathsError.self) { _ = try picture(.money, nil) }
    let items = try #require(
      network.flows.first { $0.measure == .items }, "the package counts things")
    #expect(throws: PathsError.self) {
      _ = try ChangePicture(
        from: FlowAccounts(FlowQuestion(measure: .items, status: items.status), in: network),
        to: FlowAccounts(FlowQuestion(measure: .items, status: items.status), in: network),
        level: .county, language: .en, provenance: ChangeFixtures.provenance)
    }
    let money = try picture(.money, .disbursed)
    #expect(money.frame.notes.contains { $0.contains("17 and 5 years") })
  }
}
