import DataPackage
import Foundation
import GraphCore
import NetworkModel
import TestSupport
import Testing

@testable import Scenarios

/// A scenario and its inverse give back every row, byte for byte.
@Suite struct InverseTests {
  private func check(_ scenario: Scenario, on network: PairingNetwork) throws {
    let after = try scenario.applied(to: network)
    let back = try scenario.inverse(in: network).applied(to: after)
    #expect(back.flowTable == network.flowTable)
    #expect(back.otherTables == network.otherTables)
    #expect(after.flowTable != network.flowTable || after.otherTables != network.otherTables)
    // And there again.
    let again = try scenario.inverse(in: network).inverse(in: after).applied(to: back)
    #expect(again.flowTable == after.flowTable)
    #expect(again.otherTables == after.otherTables)
  }

  @Test("on the bundled package, every verb")
  func bundled() throws {
    let network = try #require(PackageReader.read(Repository.tianjin.path).network)
    let baseline = Baseline(
      date: CalendarDate("2012"), years: 2012...2012, status: .disbursed)
    try check(
      Scenario(
        "情景 一", baseline: baseline,
        changes: [
          Change(
            .move(
              FundSelection(flow: "flow-000-042"), to: [SplitShare("甘谷县")],
              .percent(.exact(ExactDecimal(10))))),
          Change(
            .cut(FundSelection(donor: "宝坻区"), .amount(FundAmount(.exact(ExactDecimal(5)), "万元")))),
          Change(.scale(FundSelection(recipient: "甘肃省"), percent: .exact(ExactDecimal(8)))),
          Change(
            .set(FundSelection(flow: "flow-000-044"), FundAmount(.exact(ExactDecimal(99)), "万元"))),
          Change(
            .add(
              NewFunds(donor: "河东区", recipients: [SplitShare("岷县")], category: "district_targeted"),
              FundAmount(.exact(ExactDecimal(7)), "万元"))),
          Change(.pair(NewPairing(.county, donor: "和平区", recipient: "岷县"))),
          Change(.unpair(PairingSelection(id: "pair-dongli-gangu"), since: nil)),
          Change(.withdraw(Withdrawal("西青区"))),
          Change(
            .agree(RuleSelection(id: "rule-000-017"), RuleTerms(rate: ExactDecimal(1, scale: 1)))),
        ]), on: network)
  }

  @Test("on random networks and random changes of funds", arguments: 0..<40)
  func random(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var maker = FundMaker()
    let (donors, recipients) = (["E", "E1", "E2"], ["W", "WP", "A", "B", "C"])
    for index in 0..<12 {
      try maker.money(
        "f\(index)", donors.randomElement(using: &generator)!,
        recipients.randomElement(using: &generator)!, Int64.random(in: 1...1000, using: &generator),
        partOf: index > 2 && Bool.random(using: &generator) && index % 4 == 0 ? "f\(index - 1)" : ""
      )
    }
    let network = try maker.network()
    var changes: [Change] = []
    for _ in 0..<6 {
      let selection = FundSelection(donor: donors.randomElement(using: &generator)!)
      let percent = UncertainNumber.exact(
        ExactDecimal(Int64.random(in: 1...99, using: &generator)))
      let target = recipients.randomElement(using: &generator)!
      let action: Change.Action =
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: .move(selection, to: [SplitShare(target), SplitShare("G")], .percent(percent))
        case 1: .cut(selection, .percent(percent))
        case 2: .scale(selection, percent: percent)
        default:
          .add(
            NewFunds(donor: "E2", recipients: [SplitShare(target)], category: "fiscal"), yuan(11))
        }
      let scenario = Scenario("s", baseline: year2014, changes: changes + [Change(action)])
      if (try? scenario.applied(to: network)) != nil { changes = scenario.changes }
    }
    let scenario = Scenario("s", baseline: year2014, changes: changes)
    guard !changes.isEmpty else { return }
    try check(scenario, on: network)
    let applied = try scenario.application(to: network)
    #expect(applied.balances.filter { !$0.holds } == [])
  }

  @Test("the order of rows in the package changes nothing")
  func permutation() throws {
    var maker = FundMaker()
    for index in 0..<8 {
      try maker.money("f\(index)", "E1", ["A", "B", "C"][index % 3], Int64(index * 37 + 5))
    }
    let scenario = Scenario(
      "s", baseline: year2014,
      changes: [
        Change(.move(FundSelection(recipient: "A"), to: [SplitShare("B")], .amount(yuan(77)))),
        Change(.cut(FundSelection(donor: "E1"), .amount(yuan(100)))),
      ])
    let first = try scenario.applied(to: try maker.network())
    maker.draft.flows.reverse()
    let second = try scenario.applied(to: try maker.network())
    #expect(first.flowTable == second.flowTable)
  }

  @Test("a row that was changed since is not taken back")
  func changedSince() throws {
    var maker = FundMaker()
    try maker.money("a", "E1", "A", 100)
    let network = try maker.network()
    let scenario = Scenario(
      "s", baseline: year2014,
      changes: [Change(.cut(FundSelection(flow: "a"), .amount(yuan(10))))])
    let after = try scenario.applied(to: network)
    let other = try Scenario(
      "t", baseline: year2014,
      changes: [Change(.cut(FundSelection(flow: "a"), .amount(yuan(10))))]
    ).applied(to: after)
    #expect(throws: ScenarioError.self) {
      try scenario.inverse(in: network).applied(to: other)
    }
  }
}
