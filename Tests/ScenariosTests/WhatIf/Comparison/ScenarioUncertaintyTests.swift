import Analysis
import GraphCore
import NetworkModel
import Testing

@testable import Scenarios

/// Ranges, draws and what they come to.
@Suite struct ScenarioUncertaintyTests {
  private func scenario(_ number: UncertainNumber) -> Scenario {
    Scenario(
      "s", baseline: year2014,
      changes: [Change(.set(FundSelection(flow: "a"), FundAmount(number, "CNY")))],
      requirements: [Requirement(.recipient("A"), atLeast: ExactDecimal(500), unit: "CNY")])
  }

  private func run(
    _ scenario: Scenario, draws: Int, seed: UInt64 = 1
  ) throws -> ScenarioUncertainty {
    var maker = FundMaker()
    try maker.money("a", "E1", "A", 300)
    return try ScenarioUncertainty(
      scenario, on: try maker.network(), ComparisonQuestion(year2014), draws: draws, seed: seed)
  }

  private func fen(_ amount: Amount) -> Double {
    if case .money(let money) = amount { Double(money.fen) } else { .nan }
  }

  @Test("the middle and the peak stand for a range")
  func central() throws {
    #expect(
      UncertainNumber.between(ExactDecimal(4), ExactDecimal(5), mostLikely: nil).central.description
        == "4.5")
    #expect(
      UncertainNumber.between(ExactDecimal(4), ExactDecimal(9), mostLikely: ExactDecimal(5)).central
        .description == "5")
    #expect(scenario(.between(ExactDecimal(4), ExactDecimal(9), mostLikely: nil)).isUncertain)
    #expect(!scenario(.exact(ExactDecimal(4))).isUncertain)
  }

  @Test("the same seed gives the same numbers, another seed others")
  func seeds() throws {
    let uncertain = scenario(.between(ExactDecimal(400), ExactDecimal(600), mostLikely: nil))
    let first = try run(uncertain, draws: 50)
    let second = try run(uncertain, draws: 50)
    let third = try run(uncertain, draws: 50, seed: 2)
    #expect(first.spreads.map(\.quantiles) == second.spreads.map(\.quantiles))
    #expect(first.spreads.map(\.quantiles) != third.spreads.map(\.quantiles))
  }

  @Test("a uniform range has its mean in the middle and its quantiles in proportion")
  func uniform() throws {
    let result = try run(
      scenario(.between(ExactDecimal(400), ExactDecimal(600), mostLikely: nil)), draws: 2000)
    let spread = try #require(result.spreads.first { $0.place != nil })
    // Four standard errors of a mean of 2000 draws over 200 yuan: 57.7 / 44.7 · 4 = 5.2 yuan.
    #expect(abs(fen(spread.mean) - 500_00) < 5_20)
    #expect(fen(spread.least) >= 400_00 && fen(spread.greatest) <= 600_00)
    for (share, amount) in zip(ScenarioUncertainty.quantiles, spread.quantiles) {
      #expect(abs(fen(amount) - 400_00 - Double(share) * 200) < 9_00)
    }
    // Half of the draws give 500 or more.
    #expect(abs(result.met[0] - 1000) < 90)
  }

  @Test("a triangle has its mean at the third of its three points")
  func triangle() throws {
    let result = try run(
      scenario(.between(ExactDecimal(400), ExactDecimal(700), mostLikely: ExactDecimal(430))),
      draws: 2000)
    let spread = try #require(result.spreads.first { $0.place != nil })
    #expect(abs(fen(spread.mean) - 510_00) < 6_50)
    // A quarter of the mass lies below 400 + √(0.1 · …): (x − 400)² = 0.25 · 300 · 30 at the peak or before it.
    #expect(fen(spread.quantiles[0]) < 430_00)
  }

  @Test("draws that are impossible are left out and counted")
  func impossible() throws {
    let cut = Scenario(
      "s", baseline: year2014,
      changes: [
        Change(
          .cut(
            FundSelection(flow: "a"),
            .amount(
              FundAmount(.between(ExactDecimal(0), ExactDecimal(600), mostLikely: nil), "CNY"))))
      ])
    let result = try run(cut, draws: 400)
    #expect(abs(result.impossible - 200) < 40)
    #expect(result.firstRefusal?.field == "amount")
    #expect(result.possible == 400 - result.impossible)
  }

  @Test("percentages are drawn with two decimals more than they have")
  func percents() throws {
    var generator = SplitMix64(seed: 3)
    let scenario = Scenario(
      "s",
      changes: [
        Change(
          .scale(
            FundSelection(flow: "a"),
            percent: .between(ExactDecimal(-5), ExactDecimal(5), mostLikely: nil)))
      ])
    for _ in 0..<100 {
      guard case .scale(_, .exact(let value)) = scenario.drawn(using: &generator).changes[0].action
      else {
        Issue.record("not drawn")
        return
      }
      #expect(value.scale <= 2 && ExactDecimal(-5) <= value && value <= ExactDecimal(5))
    }
  }
}
