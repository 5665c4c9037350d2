import TestSupport
import Testing

@testable import Analysis

@Suite struct ConcentrationTests {
  @Test func threeAndOneByHand() throws {
    let concentration = try #require(Concentration([1, 3]))
    #expect(concentration.herfindahl == ExactRatio(5).divided(by: ExactRatio(8)))
    #expect(concentration.effectiveNumber == ExactRatio(8).divided(by: ExactRatio(5)))
    #expect(concentration.topShare == ExactRatio(3).divided(by: ExactRatio(4)))
    #expect((concentration.top, concentration.holderCount) == (1, 2))
  }

  @Test("of ties for the largest the first is named; a holder of 0 is a holder")
  func ties() throws {
    let concentration = try #require(Concentration([0, 5, 5]))
    #expect((concentration.top, concentration.holderCount) == (1, 3))
    #expect(concentration.effectiveNumber == ExactRatio(2))
  }

  @Test("nothing, zeros alone and amounts below 0 have none")
  func none() {
    #expect(Concentration([]) == nil)
    #expect(Concentration([0, 0]) == nil)
    #expect(Concentration([3, -1]) == nil)
  }

  @Test func theGreatestAmountsStayExact() throws {
    let concentration = try #require(Concentration([Int64](repeating: .max, count: 7)))
    #expect(concentration.herfindahl == ExactRatio.one.divided(by: ExactRatio(7)))
    #expect(concentration.effectiveNumber == ExactRatio(7))
  }

  @Test func agreesWithTheIndexOfADistribution() throws {
    var generator = SeededGenerator(seed: 41)
    for _ in 0..<100 {
      let count = Int.random(in: 1...30, using: &generator)
      let amounts = (0..<count).map { _ in Int64.random(in: 0...1_000_000_000, using: &generator) }
      guard let ours = Concentration(amounts) else { continue }
      let other = try ValueDistribution(amounts.map(Double.init)).herfindahl ?? .nan
      #expect(abs(ours.herfindahl.approximateValue - other) < 1e-12)
      let top = try ValueDistribution(amounts.map(Double.init)).topShare(1) ?? .nan
      #expect(abs(ours.topShare.approximateValue - top) < 1e-12)
    }
  }
}
