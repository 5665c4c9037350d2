import NetworkModel
import Testing

@testable import Scenarios

/// What the verbs of pairings, donors, groups and rules do, by hand.
@Suite struct PairingChangeTests {
  private func maker() throws -> FundMaker {
    var maker = FundMaker()
    try maker.pairing("E1", "A", "2012/..", id: "pa")
    try maker.pairing("E2", "B", "2012/2020", id: "pb")
    try maker.pairing("E1F", "C", "2016/..", kind: .enterprise, id: "pf")
    return maker
  }

  private func apply(
    _ action: Change.Action, to maker: FundMaker, date: String = "2018"
  ) throws -> PairingNetwork {
    let baseline = Baseline(date: CalendarDate(date))
    return try Scenario("s", baseline: baseline, changes: [Change(action)])
      .applied(to: try maker.network())
  }

  private func refusal(_ action: Change.Action, to maker: FundMaker) throws -> ChangeRefusal {
    let error = try #require(throws: ScenarioError.self) { try apply(action, to: maker) }
    return try #require(error.refusals.first)
  }

  /// `donor>recipient period` of every pairing.
  private func brief(_ network: PairingNetwork) -> [String] {
    network.pairings.map {
      "\(network[$0.donor].id)>\(network[$0.recipient].id) \($0.period)"
    }.sorted()
  }

  @Test("a new pairing holds from the baseline's date on")
  func pair() throws {
    let network = try apply(
      .pair(NewPairing(.county, donor: "E2", recipient: "C")), to: try maker())
    #expect(brief(network).contains("E2>C 2018/.."))
    #expect(
      try refusal(.pair(NewPairing(.county, donor: "E1", recipient: "A")), to: try maker()).found
        == "pa")
    #expect(
      try refusal(.pair(NewPairing(.county, donor: "E1", recipient: "E1")), to: try maker())
        .field == "pair.recipient")
  }

  @Test("a pairing that ends holds to the day before")
  func unpair() throws {
    let network = try apply(
      .unpair(PairingSelection(donor: "E1", recipient: "A"), since: nil), to: try maker())
    #expect(brief(network) == ["E1>A 2012/2017", "E1F>C 2016/..", "E2>B 2012/2020"])
    let month = try #require(CalendarDate("2018-03"))
    let second = try apply(.unpair(PairingSelection(id: "pa"), since: month), to: try maker())
    #expect(brief(second).first == "E1>A 2012/2018-02")
    let day = try #require(CalendarDate("2016-03-01"))
    let third = try apply(.unpair(PairingSelection(id: "pa"), since: day), to: try maker())
    #expect(brief(third).first == "E1>A 2012/2016-02-29")
    // It never was, if it would end before it begins.
    let early = try #require(CalendarDate("2012"))
    let none = try apply(.unpair(PairingSelection(id: "pa"), since: early), to: try maker())
    #expect(brief(none).count == 2)
    #expect(
      try refusal(
        .unpair(PairingSelection(id: "pb"), since: CalendarDate("2021")), to: try maker()
      ).field
        == "unpair")
    #expect(
      try refusal(
        .unpair(PairingSelection(donor: "E2", recipient: "C"), since: nil), to: try maker()
      )
      .field == "unpair")
  }

  @Test("a pairing that moves ends at one recipient and begins at another, to the same end")
  func rePair() throws {
    let network = try apply(
      .rePair(PairingSelection(id: "pb"), to: "C", since: nil), to: try maker())
    #expect(
      brief(network) == [
        "E1>A 2012/..", "E1F>C 2016/..", "E2>B 2012/2017", "E2>C 2018/2020",
      ])
    #expect(
      try refusal(.rePair(PairingSelection(id: "pb"), to: "B", since: nil), to: try maker()).field
        == "to")
  }

  @Test("a donor that withdraws takes what lies in it along, or not")
  func withdraw() throws {
    var maker = try maker()
    try maker.money("old", "E1", "A", 100, year: "2017")
    try maker.money("new", "E1", "A", 100, year: "2018")
    try maker.money("later", "E1F", "C", 50, year: "2019")
    try maker.money("open", "E1", "B", 9, year: "2016/2019")
    let network = try apply(.withdraw(Withdrawal("E1")), to: maker)
    #expect(brief(network) == ["E1>A 2012/2017", "E1F>C 2016/2017", "E2>B 2012/2020"])
    #expect(try network.record("old").amount == .money(Money(fen: 100_00)))
    #expect(try network.record("new").amount == .money(.zero))
    #expect(try network.record("later").amount == .money(.zero))
    #expect(try network.record("open").amount == .money(Money(fen: 9_00)))
    let alone = try apply(.withdraw(Withdrawal("E1", extent: .itself)), to: maker)
    #expect(brief(alone).contains("E1F>C 2016/.."))
    #expect(try alone.record("later").amount == .money(Money(fen: 50_00)))
    let handed = try apply(
      .withdraw(Withdrawal("E1", fundsTo: "E2", pairingsTo: "E2", extent: .itself)), to: maker)
    #expect(brief(handed).contains("E2>A 2018/.."))
    #expect(try handed.record("new").donor == "E2")
    #expect(try handed.record("new").amount == .money(Money(fen: 100_00)))
  }

  @Test("a withdrawing donor's wholes and parts go down once, not twice")
  func withdrawParts() throws {
    var maker = FundMaker()
    try maker.money("whole", "E1", "W", 1000, year: "2018")
    try maker.money("part", "E1", "A", 200, year: "2018", partOf: "whole")
    let network = try apply(.withdraw(Withdrawal("E1")), to: maker)
    #expect(try network.record("whole").amount == .money(.zero))
    #expect(try network.record("part").amount == .money(.zero))
  }

  @Test("a county joins and leaves a group, and later changes know")
  func groups() throws {
    var maker = try maker()
    try maker.money("c", "E1", "C", 100, year: "2018")
    let baseline = Baseline(
      date: CalendarDate("2018"), years: 2018...2018, status: .disbursed)
    let scenario = Scenario(
      "s", baseline: baseline,
      changes: [
        Change(.join(node: "C", group: "G", since: nil)),
        Change(.cut(FundSelection(recipient: "G"), .percent(.exact(ExactDecimal(50))))),
        Change(.leave(node: "A", group: "G", since: nil)),
      ])
    let network = try scenario.applied(to: try maker.network())
    #expect(try network.record("c").amount == .money(Money(fen: 50_00)))
    let group = try #require(network.node(id: "G"))
    let ids = network.members(of: group, at: CalendarDate("2018")).map { network[$0].id }
    #expect(ids == ["B", "C"])
    #expect(
      try refusal(.join(node: "A", group: "G", since: nil), to: maker).field == "join")
    #expect(
      try refusal(.leave(node: "C", group: "G", since: nil), to: maker).field == "leave")
    #expect(try refusal(.join(node: "C", group: "WP", since: nil), to: maker).field == "group")
  }

  @Test("an agreement gets new terms")
  func agree() throws {
    let network = try apply(
      .agree(
        RuleSelection(agreement: "agr", kind: "share"),
        RuleTerms(threshold: ExactDecimal(85, scale: 2))),
      to: try maker())
    #expect(network.rules[0].threshold == ExactDecimal(85, scale: 2))
    #expect(network.rules[0].source == "scenario:s")
    #expect(
      try refusal(.agree(RuleSelection(id: "none"), RuleTerms(baseYear: 2012)), to: try maker())
        .field == "agree")
    #expect(
      try refusal(
        .agree(RuleSelection(id: "rule-share"), RuleTerms(threshold: ExactDecimal(8, scale: 1))),
        to: try maker()
      ).problem.en == "the rule already has these terms")
  }

  @Test("the date before")
  func previous() throws {
    for (date, before) in [
      ("2020", "2019"), ("2020-01", "2019-12"), ("2020-03", "2020-02"),
      ("2020-03-01", "2020-02-29"),
      ("2019-03-01", "2019-02-28"), ("2020-01-01", "2019-12-31"), ("2020-05-02", "2020-05-01"),
    ] {
      #expect(CalendarDate(date)?.previous == CalendarDate(before))
    }
  }
}
