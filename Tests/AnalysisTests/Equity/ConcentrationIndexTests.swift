import TestSupport
import Testing

@testable import Analysis

@Suite struct ConcentrationIndexTests {
  private func index(_ values: [Double], _ ranking: [Double], _ weights: [Double]? = nil) throws
    -> Double
  {
    try #require(try concentrationIndex(of: values, rankedBy: ranking, weights: weights))
  }

  @Test func signShowsWhereValuesSit() throws {
    #expect(abs(try index([1, 2, 3], [10, 20, 30]) - 2.0 / 9) < 1e-15)
    #expect(abs(try index([3, 2, 1], [10, 20, 30]) + 2.0 / 9) < 1e-15)
    #expect(try index([1, 2, 3], [5, 5, 5]) == 0)
  }

  @Test("tied ranks share their mean rank")
  func ties() throws {
    // Ranks 0.25, 0.25 and 0.75, 0.75 around ½: mean 2.5, C = 2/2.5 · (1/4)(−¼·(−1.5 − 0.5) + ¼·(0.5 + 1.5)).
    #expect(abs(try index([1, 2, 3, 4], [7, 7, 9, 9]) - 0.2) < 1e-15)
    #expect(try index([1, 2, 3, 4], [7, 7, 9, 9]) == index([2, 1, 4, 3], [7, 7, 9, 9]))
  }

  @Test func valuesThatRankThemselvesGiveTheGiniCoefficient() throws {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<100 {
      let count = Int.random(in: 1...30, using: &generator)
      let values = (0..<count).map { _ in Double(Int.random(in: 1...20, using: &generator)) }
      let weights = values.map { _ in Double.random(in: 0.5...4, using: &generator) }
      let gini = try ValueDistribution(values, weights: weights).gini ?? .nan
      #expect(abs(try index(values, values, weights) - gini) < 1e-12)
      #expect(abs(try index(values, values.map { -$0 }, weights) + gini) < 1e-12)
    }
  }

  @Test func rankingsAreChecked() {
    #expect(throws: InequalityError.counts(values: 1, others: 2)) {
      try concentrationIndex(of: [1], rankedBy: [1, 2])
    }
    #expect(throws: InequalityError.value(position: 0)) {
      try concentrationIndex(of: [1], rankedBy: [.nan])
    }
  }
}
