import NetworkModel
import TestSupport
import Testing

@testable import Analysis

/// What must hold for any record, tried on seeded ones.
@Suite struct RuleCheckerPropertyTests {
  private struct Line {
    var yuan: Int64
    var recipient: String
    var category: String
    var year: Int
  }

  private func lines(_ generator: inout SeededGenerator) -> [Line] {
    (0..<12).map { _ in
      Line(
        yuan: Int64.random(in: 0...400, using: &generator),
        recipient: ["W", "WP", "WP1", "WP2", "WP3", "WP4", "G"].randomElement(using: &generator)
          ?? "W",
        category: ["c", "d"].randomElement(using: &generator) ?? "c",
        year: Int.random(in: 2012...2014, using: &generator))
    }
  }

  private func maker(_ lines: [Line]) throws -> AgreementMaker {
    var maker = AgreementMaker()
    try maker.rule("schedule", "r1", base: "300", baseYear: 2012, rate: "0.08", period: "2012/2014")
    try maker.rule("share", "r2", group: "G", threshold: "0.5", period: "2012/2014")
    try maker.rule("ceiling", "r3", class: "d", base: "500", period: "2012/2014")
    try maker.rule("hold_harmless", "r4", group: "G", threshold: "0.9", period: "2013/2014")
    try maker.rule("floor", "r5", class: nil, group: "WP", base: "200", period: "2012/2014")
    for (index, line) in lines.enumerated() {
      try maker.flow(
        line.yuan, to: line.recipient, class: line.category, id: "f\(100 + index)",
        period: "\(line.year)")
    }
    return maker
  }

  /// Everything that a verdict says, but for the ids of rows and the step of money.
  private func summary(_ verdicts: [Verdict]) -> [String] {
    verdicts.map { verdict in
      let units = verdict.units.map {
        "\($0.unit.value) \($0.outcome) \(String(describing: $0.actual))"
      }
      return "\(verdict.obligation.id) \(verdict.period) \(verdict.outcome) "
        + "\(String(describing: verdict.required)) \(String(describing: verdict.actual)) "
        + "\(String(describing: verdict.recorded)) \(units)"
    }
  }

  @Test("a plan typed by hand that equals the record gives the same verdicts", arguments: 0..<20)
  func planEqualsRecord(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let lines = lines(&generator)
    let maker = try maker(lines)
    let network = try maker.network()
    let rules = Obligation.all(in: network).obligations
    let years: Set = Set(lines.map(\.year))
    let record = check(rules, against: Evidence(network, completeness: .years(years)))
    let plan = lines.map {
      PlannedAmount(
        donor: "E", recipient: $0.recipient, category: $0.category, year: $0.year,
        amount: Money(fen: $0.yuan * 100))
    }
    let planned = check(rules, against: try Evidence(plan: plan, in: network))
    #expect(summary(record) == summary(planned))
    #expect(!record.isEmpty)
  }

  @Test("the order of rows changes nothing", arguments: 0..<20)
  func orderOfRows(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var maker = try maker(lines(&generator))
    let before = try maker.verdicts()
    maker.maker.draft.flows.shuffle(using: &generator)
    maker.maker.draft.rules.shuffle(using: &generator)
    maker.maker.draft.memberships.shuffle(using: &generator)
    let after = try maker.verdicts()
    #expect(summary(before) == summary(after))
    #expect(before.map(\.evidence) == after.map(\.evidence))
    #expect(before.map(\.missing) == after.map(\.missing))
  }

  @Test(
    "amounts and rules in a unit ten thousand times as large give the same verdicts",
    arguments: 0..<10)
  func units(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let small = try maker(lines(&generator))
    var large = small
    for row in large.maker.draft.flows.indices {
      if case .money(let money) = large.maker.draft.flows[row].amount {
        large.maker.draft.flows[row].amount = .money(Money(fen: money.fen * 10_000))
      }
    }
    for row in large.maker.draft.rules.indices {
      large.maker.draft.rules[row].baseAmount = large.maker.draft.rules[row].baseAmount.map {
        ExactDecimal($0.significand * 10_000, scale: $0.scale)
      }
    }
    let (before, after) = (try small.verdicts(complete: true), try large.verdicts(complete: true))
    #expect(before.map(\.outcome) == after.map(\.outcome))
    #expect(before.map(\.fulfilment) == after.map(\.fulfilment))
  }

  @Test("giving more never breaks a floor and never mends a ceiling", arguments: 0..<20)
  func growth(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let lines = lines(&generator)
    for complete in [false, true] {
      let before = try maker(lines).verdicts(complete: complete)
      var more = lines
      let chosen = Int.random(in: 0..<more.count, using: &generator)
      more[chosen].yuan += Int64.random(in: 1...500, using: &generator)
      let after = try maker(more).verdicts(complete: complete)
      #expect(before.count == after.count)
      for (old, new) in zip(before, after) {
        switch old.obligation.kind {
        case .schedule, .floor: #expect(old.outcome != .met || new.outcome == .met)
        case .ceiling: #expect(old.outcome != .notMet || new.outcome == .notMet)
        default: continue
        }
      }
    }
  }

  @Test("what an open record settles, a complete one does not unsettle", arguments: 0..<20)
  func completeness(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let maker = try maker(lines(&generator))
    for (open, complete) in zip(try maker.verdicts(), try maker.verdicts(complete: true))
    where open.outcome == .met || open.outcome == .notMet {
      #expect(open.obligation.id == complete.obligation.id)
      #expect(open.outcome == complete.outcome)
    }
  }
}

/// A plan of the size that a reallocation makes is judged in a moment.
@Suite struct RuleCheckerScaleTests {
  @Test("200 counties, 20,000 amounts, a floor for each county", .timeLimit(.minutes(1)))
  func manyUnits() throws {
    var maker = NetworkMaker()
    maker.node("E", .municipality)
    maker.node("W", .province)
    maker.node("G", .group, in: "W")
    for donor in 0..<100 { maker.node("E\(donor)", .district, in: "E") }
    for county in 0..<200 {
      maker.node("W\(county)", .county, in: "W")
      maker.member("W\(county)", of: "G")
    }
    let network = try maker.network()
    let plan = (0..<20_000).map { line in
      PlannedAmount(
        donor: "E\(line % 100)", recipient: "W\(line / 100)", category: "c", year: 2020,
        amount: Money(fen: Int64(line % 7)))
    }
    var scope = ObligationScope(
      agreement: "A", donor: "E", recipient: "W", fundClass: "c", group: "G")
    scope.period = try Period("2020")
    let rules = [
      Obligation(
        id: "floor", scope: scope, terms: .floor(amount: .one, per: .year, reach: .eachUnit)),
      Obligation(id: "share", scope: scope, terms: .share(atLeast: .one, per: .year)),
    ]
    let verdicts = check(rules, against: try Evidence(plan: plan, in: network))
    #expect(verdicts.map(\.outcome) == [.met, .met])
    #expect(verdicts[0].units.count == 200)
  }
}
