import Analysis
import NetworkModel
import Testing

@testable import Scenarios

/// What the verbs of money do, by hand.
@Suite struct FundChangeTests {
  private func three() throws -> FundMaker {
    var maker = FundMaker()
    try maker.money("a", "E1", "A", 300)
    try maker.money("b", "E1", "B", 200)
    try maker.money("c", "E2", "C", 100)
    return maker
  }

  private func apply(
    _ actions: Change.Action..., to maker: FundMaker, baseline: Baseline = year2014
  ) throws -> AppliedScenario {
    try Scenario("s", baseline: baseline, changes: actions.map { Change($0) })
      .application(to: try maker.network())
  }

  private func refusal(
    _ action: Change.Action, to maker: FundMaker, baseline: Baseline = year2014
  ) throws -> ChangeRefusal {
    let error = try #require(throws: ScenarioError.self) {
      try apply(action, to: maker, baseline: baseline)
    }
    return try #require(error.refusals.first)
  }

  @Test("a move takes from one recipient and gives to another, and nothing is lost")
  func move() throws {
    let result = try apply(
      .move(FundSelection(flow: "a"), to: [SplitShare("C")], .amount(yuan(120))), to: try three())
    #expect(try result.after.received("A") == 180_00)
    #expect(try result.after.received("C") == 220_00)
    #expect(try result.after.received("W") == 600_00)
    let effect = try #require(result.steps[0].effects.first)
    #expect(effect.moved.money == Money(fen: 120_00))
    #expect(effect.added.isZero && effect.cut.isZero)
    #expect(result.balances.map(\.holds) == [true])
  }

  @Test("an amount over several flows is spread by largest remainder, to the fen")
  func spread() throws {
    let result = try apply(
      .cut(
        FundSelection(donor: "E"), .amount(FundAmount(.exact(ExactDecimal(10001, scale: 2)), "CNY"))
      ),
      to: try three())
    // 100.01 of 300 : 200 : 100 is 50.005, 33.336…, 16.668…
    #expect(try result.after.received("A") == 300_00 - 50_00)
    #expect(try result.after.received("B") == 200_00 - 33_34)
    #expect(try result.after.received("C") == 100_00 - 16_67)
    #expect(result.steps[0].effects[0].cut.money == Money(fen: 100_01))
  }

  @Test("shares of a split add up to the last fen")
  func thirds() throws {
    let result = try apply(
      .add(
        NewFunds(
          donor: "E2", recipients: ["A", "B", "C"].map { SplitShare($0) }, category: "fiscal"),
        yuan(100)), to: try three())
    #expect(try result.after.received("A") == 300_00 + 33_34)
    #expect(try result.after.received("B") == 200_00 + 33_33)
    #expect(try result.after.received("C") == 100_00 + 33_33)
    #expect(result.steps[0].effects[0].added.money == Money(fen: 100_00))
  }

  @Test("set and scale work on the sum of what is chosen")
  func setAndScale() throws {
    let set = try apply(.set(FundSelection(recipient: "G"), yuan(1000)), to: try three())
    #expect(try set.after.received("A") == 600_00)
    #expect(try set.after.received("B") == 400_00)
    let scale = try apply(
      .scale(FundSelection(donor: "E1"), percent: .exact(ExactDecimal(-10))), to: try three())
    #expect(try scale.after.received("A") == 270_00)
    #expect(try scale.after.received("C") == 100_00)
  }

  @Test("one fen more than there is is refused, and the fen is named")
  func oneFenTooMuch() throws {
    let much = FundAmount(.exact(ExactDecimal(30001, scale: 2)), "CNY")
    let refusal = try refusal(
      .move(FundSelection(flow: "a"), to: [SplitShare("C")], .amount(much)), to: try three())
    #expect(refusal.field == "amount")
    #expect(
      refusal.problem.en == "there is only 0.03 万元; 0.030001 万元 is 0.01 CNY too much")
    #expect(throws: Never.self) {
      try apply(
        .move(FundSelection(flow: "a"), to: [SplitShare("C")], .amount(yuan(300))),
        to: try three())
    }
  }

  @Test("what cannot be meant is refused at its field")
  func refusals() throws {
    let maker = try three()
    func field(_ action: Change.Action) throws -> String? {
      try refusal(action, to: maker).field
    }
    #expect(
      try field(.move(FundSelection(flow: "zz"), to: [SplitShare("C")], .amount(yuan(1)))) == "move"
    )
    #expect(
      try field(.move(FundSelection(flow: "a"), to: [SplitShare("A")], .amount(yuan(1)))) == "to")
    #expect(
      try field(.move(FundSelection(flow: "a"), to: [SplitShare("Z")], .amount(yuan(1)))) == "to")
    #expect(
      try field(.cut(FundSelection(donor: "nobody"), .amount(yuan(1)))) == "cut.donor")
    #expect(try field(.cut(FundSelection(category: "none"), .amount(yuan(1)))) == "cut")
    #expect(
      try field(.set(FundSelection(flow: "a"), FundAmount(.exact(ExactDecimal(1)), "人")))
        == "amount")
  }

  @Test("all refused changes are named at once")
  func allAtOnce() throws {
    let error = try #require(throws: ScenarioError.self) {
      try apply(
        .cut(FundSelection(flow: "x"), .all),
        .scale(FundSelection(flow: "a"), percent: .exact(ExactDecimal(1))),
        .cut(FundSelection(flow: "y"), .all), to: try three())
    }
    #expect(error.refusals.map(\.change) == [0, 2])
  }

  @Test("a flow of another step or another year than the baseline's is refused")
  func wrongStep() throws {
    var maker = try three()
    try maker.money("plan", "E1", "A", 50, status: .planned)
    try maker.money("later", "E1", "A", 50, year: "2015")
    for (id, words) in [("plan", "planned"), ("later", "2015")] {
      let refusal = try refusal(
        .move(FundSelection(flow: id), to: [SplitShare("C")], .amount(yuan(1))), to: maker)
      #expect(refusal.problem.en.contains(words), "\(refusal.problem.en)")
    }
    let open = Baseline(years: 2014...2014)
    let result = try apply(
      .move(FundSelection(flow: "plan"), to: [SplitShare("C")], .amount(yuan(1))), to: maker,
      baseline: open)
    #expect(result.warnings.map(\.text.en) == ["this money is only planned, not yet given"])
  }

  @Test("kinds are never added up")
  func kinds() throws {
    var maker = try three()
    try maker.money("alloc", "E1", "A", 50, status: .allocated)
    let refusal = try refusal(
      .cut(FundSelection(donor: "E1"), .amount(yuan(1))), to: maker,
      baseline: Baseline(years: 2014...2014))
    #expect(
      refusal.problem.en == "this means flows of several kinds: allocated money, disbursed money")
  }

  @Test("a part keeps inside its whole: cut with it, moved within it")
  func partsAndWholes() throws {
    var maker = FundMaker()
    try maker.money("whole", "E", "W", 1000)
    try maker.money("part", "E", "A", 200, partOf: "whole")
    let cut = try apply(.cut(FundSelection(recipient: "A"), .amount(yuan(50))), to: maker)
    #expect(try cut.after.record("whole").amount == .money(Money(fen: 950_00)))
    #expect(try cut.after.received("W") == 950_00)
    let move = try apply(
      .move(FundSelection(recipient: "A"), to: [SplitShare("B")], .amount(yuan(50))), to: maker)
    #expect(try move.after.record("whole").amount == .money(Money(fen: 1000_00)))
    #expect(try move.after.received("B") == 50_00)
    #expect(try move.after.received("W") == 1000_00)
    // What is in the part cannot be taken from the whole.
    let refusal = try refusal(
      .cut(FundSelection(flow: "whole"), .amount(yuan(801))), to: maker)
    #expect(refusal.problem.en.contains("1.00 CNY") || refusal.field == "amount")
  }

  @Test("a step cannot reach further than the one before it")
  func stepsOfOneTranche() throws {
    var maker = FundMaker()
    try maker.money("allocated", "E", "A", 1000, status: .allocated)
    try maker.money("paid", "E", "A", 600, partOf: "allocated")
    let allocated = Baseline(years: 2014...2014, status: .allocated)
    let refusal = try refusal(
      .cut(FundSelection(flow: "allocated"), .amount(yuan(401))), to: maker, baseline: allocated)
    #expect(refusal.found == "allocated")
    #expect(throws: Never.self) {
      try apply(
        .cut(FundSelection(flow: "allocated"), .amount(yuan(400))), to: maker, baseline: allocated)
    }
  }

  @Test("repeats are passed over and follow what they repeat")
  func repeats() throws {
    var maker = FundMaker()
    try maker.money("first", "E1", "A", 300)
    try maker.money("again", "E1", "A", 300, sameAs: "first")
    let result = try apply(
      .cut(FundSelection(donor: "E1"), .percent(.exact(ExactDecimal(50)))), to: maker)
    #expect(try result.after.record("first").amount == .money(Money(fen: 150_00)))
    #expect(try result.after.record("again").amount == .money(Money(fen: 150_00)))
    #expect(result.steps[0].effects[0].cut.money == Money(fen: 150_00))
    let refusal = try refusal(.cut(FundSelection(flow: "again"), .all), to: maker)
    #expect(refusal.problem.en.contains("first"))
  }

  @Test("unknown amounts stay unknown, and that is said")
  func unknown() throws {
    var maker = try three()
    try maker.money("u", "E1", "A", nil)
    let result = try apply(
      .cut(FundSelection(donor: "E1"), .percent(.exact(ExactDecimal(100)))), to: maker)
    #expect(try result.after.record("u").amount == nil)
    #expect(result.warnings.count == 1)
    let set = try apply(.set(FundSelection(flow: "u"), yuan(7)), to: maker)
    #expect(try set.after.record("u").amount == .money(Money(fen: 7_00)))
    #expect(try refusal(.cut(FundSelection(flow: "u"), .all), to: maker).field == "cut")
  }

  @Test("rows say where they come from; bounds stay bounds")
  func provenance() throws {
    var maker = FundMaker()
    try maker.money("a", "E1", "A", 400, precision: .atLeast)
    try maker.money("b", "E1", "B", 100)
    let result = try apply(
      .scale(FundSelection(donor: "E1"), percent: .exact(ExactDecimal(-10))), to: maker)
    let (a, b) = (try result.after.record("a"), try result.after.record("b"))
    #expect(a.precision == .atLeast && b.precision == .derived)
    #expect(a.source == "scenario:s" && a.locator == "changes[0]")
    #expect(a.note == "scenario: was 0.04 万元 (doc L1)")
    #expect(result.after.sources.map(\.id) == ["doc", "scenario:s"])
  }

  @Test("people move whole")
  func people() throws {
    var maker = FundMaker()
    for (id, count) in [("x", Int64(3)), ("y", 4)] {
      try maker.flow(
        id, "E1", id == "x" ? "A" : "B", .quantity(ExactDecimal(count)), unit: "人",
        measure: .persons, status: .realised, category: "training")
    }
    let result = try apply(
      .cut(FundSelection(donor: "E1"), .percent(.exact(ExactDecimal(50)))), to: maker,
      baseline: Baseline(years: 2014...2014, status: .realised, measure: .persons))
    // Half of 7 is 3.5, rounded to 4; 4 of 3 : 4 is 1.7, 2.3.
    #expect(try result.after.record("x").amount == .quantity(ExactDecimal(1)))
    #expect(try result.after.record("y").amount == .quantity(ExactDecimal(2)))
  }
}
