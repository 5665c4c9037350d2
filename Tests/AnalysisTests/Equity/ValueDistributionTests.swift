import Foundation
import TestSupport
import Testing

@testable import Analysis

/// Known answers and conventions of the indices of inequality.
@Suite struct ValueDistributionTests {
  private func near(_ a: Double?, _ b: Double, _ tolerance: Double = 1e-12) -> Bool {
    a.map { abs($0 - b) <= tolerance * max(1, abs(b)) } ?? false
  }

  private let indices = InequalityIndex.all(aversions: [0, 0.5, 1, 2, 30], isRanked: false)

  @Test func threeUnitsByHand() throws {
    let three = try ValueDistribution([3, 1, 2])
    #expect(near(three.gini, 2.0 / 9))
    #expect(near(three.hoover, 1.0 / 6))
    #expect(near(three.coefficientOfVariation, (1.0 / 6).squareRoot()))
    #expect(near(three.herfindahl, 14.0 / 36))
    #expect(near(three.effectiveNumber, 36.0 / 14))
    #expect(near(three.theilT, (0.5 * log(0.5) + 1.5 * log(1.5)) / 3))
    #expect(near(three.theilL, (log(2) - log(1.5)) / 3))
    #expect(near(three.topShare(1), 0.5))
    #expect(near(three.topShare(2), 5.0 / 6))
    #expect(three.topShare(3) == 1)
    #expect(three.topShare(9) == 1)
  }

  /// Incomes 10 … 50: the worked example of the documentation of PySAL inequality 1.1.2 (`atkinson`).
  @Test func publishedAtkinson() throws {
    let incomes = try ValueDistribution([10, 20, 30, 40, 50])
    #expect(near(incomes.atkinson(0.5), 0.06315, 5e-6))
    #expect(near(incomes.atkinson(1), 0.13161, 5e-6))
  }

  @Test func oneAndFourHaveKnownAtkinsonIndices() throws {
    let two = try ValueDistribution([1, 4])
    #expect(two.atkinson(0) == 0)
    #expect(near(two.atkinson(0.5), 0.1))
    #expect(near(two.atkinson(1), 0.2))
    #expect(near(two.atkinson(2), 1 - 1.6 / 2.5))
  }

  @Test("a zero: T counts it as 0, L is not defined, Atkinson is 1 from an aversion of 1")
  func zeros() throws {
    let some = try ValueDistribution([0, 0, 3, 1])
    #expect(near(some.theilT, 0.75 * log(3.0)))
    #expect(some.theilL == nil)
    #expect(near(some.atkinson(0.5), 1 - pow((1 + 3.0.squareRoot()) / 4, 2)))
    #expect(some.atkinson(1) == 1)
    #expect(some.atkinson(2) == 1)
    #expect(near(some.gini, 0.625))
  }

  @Test("nothing, and zeros alone, have no index", arguments: [[], [0.0], [0.0, 0, 0]])
  func nothing(values: [Double]) throws {
    let distribution = try ValueDistribution(values)
    let sample = try InequalitySample(values)
    #expect(sample.values(of: indices).allSatisfy { $0 == nil })
    #expect(distribution.herfindahl == nil)
    #expect(distribution.lorenzCurve == nil)
    #expect(distribution.topShare(1) == nil)
    #expect(try TheilDecomposition(.t, of: values, in: values.map { _ in 0 }, order: [0]) == nil)
    #expect(try concentrationIndex(of: values, rankedBy: values) == nil)
  }

  @Test(
    "one unit, and equal units, have 0 and not −0",
    arguments: [[7.0], [7.0, 7, 7], [0.1, 0.1, 0.1]])
  func equal(values: [Double]) throws {
    for value in try InequalitySample(values).values(of: indices) {
      #expect(value == 0 && value?.sign == .plus)
    }
    #expect(near(try ValueDistribution(values).herfindahl, 1 / Double(values.count)))
  }

  @Test func oneThatHasAllIsTheMaximum() throws {
    let one = try ValueDistribution([0, 0, 0, 5])
    #expect(near(one.gini, 0.75))
    #expect(near(one.hoover, 0.75))
    #expect(near(one.theilT, log(4.0)))
    #expect(one.herfindahl == 1)
  }

  @Test func valuesAndWeightsAreChecked() {
    #expect(throws: InequalityError.value(position: 1)) { try ValueDistribution([1, -1]) }
    #expect(throws: InequalityError.value(position: 0)) { try ValueDistribution([.nan]) }
    #expect(throws: InequalityError.value(position: 0)) { try ValueDistribution([.infinity]) }
    #expect(throws: InequalityError.weight(position: 1)) {
      try ValueDistribution([1, 1], weights: [1, 0])
    }
    #expect(throws: InequalityError.counts(values: 2, others: 1)) {
      try ValueDistribution([1, 1], weights: [1])
    }
    #expect(throws: InequalityError.counts(values: 2, others: 1)) {
      try InequalitySample([1, 1], ranking: [1])
    }
  }

  @Test func lorenzCurveHasOnePointAValue() throws {
    let curve = try #require(try ValueDistribution([2, 1, 1]).lorenzCurve)
    #expect(curve.points.map(\.weight) == [0, 2.0 / 3, 1])
    #expect(curve.points.map(\.value) == [0, 0.5, 1])
    #expect(near(curve.value(at: 1.0 / 3), 0.25))
    #expect(curve.value(at: 0) == 0)
    #expect(curve.value(at: 1) == 1)
  }

  // MARK: - Properties

  private func draw(_ generator: inout SeededGenerator, zeros: Bool = true) -> [Double] {
    let count = Int.random(in: 1...40, using: &generator)
    return (0..<count).map { _ in
      zeros && Int.random(in: 0..<6, using: &generator) == 0
        ? 0 : Double(Int.random(in: 1...5000, using: &generator)) / 7
    }
  }

  @Test func orderMakesNoDifferenceToTheLastBit() throws {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<100 {
      let values = draw(&generator)
      let weights = values.map { _ in Double.random(in: 0.1...9, using: &generator) }
      let ranking = values.map { _ in Double(Int.random(in: 0...5, using: &generator)) }
      let order = values.indices.shuffled(using: &generator)
      let all = InequalityIndex.all(aversions: [0.5, 1, 2], isRanked: true)
      let first = try InequalitySample(values, weights: weights, ranking: ranking)
      let second = try InequalitySample(
        order.map { values[$0] }, weights: order.map { weights[$0] },
        ranking: order.map { ranking[$0] })
      #expect(first.values(of: all) == second.values(of: all))
    }
  }

  @Test func weightsAreRepeatedRows() throws {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<150 {
      let values = draw(&generator)
      let counts = values.map { _ in Int.random(in: 1...5, using: &generator) }
      let ranking = values.map { _ in Double(Int.random(in: 0...6, using: &generator)) }
      func repeated(_ column: [Double]) -> [Double] {
        zip(column, counts).flatMap { [Double](repeating: $0, count: $1) }
      }
      let all = InequalityIndex.all(aversions: [0.3, 1, 2.5], isRanked: true)
      let weighted = try InequalitySample(
        values, weights: counts.map(Double.init), ranking: ranking)
      let rows = try InequalitySample(repeated(values), ranking: repeated(ranking))
      for (a, b) in zip(weighted.values(of: all), rows.values(of: all)) {
        #expect(a == nil ? b == nil : near(b, a ?? 0))
      }
      let (a, b) = (
        try ValueDistribution(values, weights: counts.map(Double.init)),
        try ValueDistribution(repeated(values))
      )
      #expect(a.herfindahl == nil ? b.herfindahl == nil : near(b.herfindahl, a.herfindahl ?? 0))
      #expect(a.topShare(3) == nil ? b.topShare(3) == nil : near(b.topShare(3), a.topShare(3) ?? 0))
    }
  }

  @Test("yuan or 万元 make no difference, nor does a common factor of the weights")
  func scaleMakesNoDifference() throws {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<100 {
      let values = draw(&generator)
      let weights = values.map { _ in Double.random(in: 0.1...9, using: &generator) }
      let first = try InequalitySample(values, weights: weights).values(of: indices)
      let second = try InequalitySample(
        values.map { $0 * 10_000 }, weights: weights.map { $0 * 3 }
      ).values(of: indices)
      for (a, b) in zip(first, second) { #expect(a == nil ? b == nil : near(b, a ?? 0)) }
    }
  }

  @Test("a gift from the richer to the poorer that does not turn them round never raises an index")
  func transfersLowerEveryIndex() throws {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<150 {
      var values = draw(&generator, zeros: false).sorted()
      guard values.count > 1, values[0] < values[values.count - 1] else { continue }
      let before = try InequalitySample(values).values(of: indices)
      let gift = (values[values.count - 1] - values[0]) / 4
      values[0] += gift
      values[values.count - 1] -= gift
      for (a, b) in zip(before, try InequalitySample(values).values(of: indices)) {
        #expect((b ?? .nan) <= (a ?? .nan) + 1e-12)
      }
    }
  }

  @Test func indicesStayInTheirBounds() throws {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<150 {
      let values = draw(&generator)
      let distribution = try ValueDistribution(values)
      guard let gini = distribution.gini, let hoover = distribution.hoover else { continue }
      let most = 1 - 1 / Double(values.count)
      #expect(gini >= 0 && gini <= most + 1e-12)
      #expect(hoover <= gini + 1e-12)
      #expect(
        distribution.theilT ?? -1 >= 0
          && distribution.theilT ?? .nan <= log(Double(values.count)) + 1e-12)
      var last = 0.0
      for aversion in [0, 0.25, 0.5, 1, 2, 10, 100, 1000] {
        let value = distribution.atkinson(aversion) ?? .nan
        #expect(value >= last - 1e-12 && value <= 1)
        last = value
      }
    }
  }

  @Test func aGreatAversionSeesTheLeastAlone() throws {
    let distribution = try ValueDistribution([1e-9, 5, 1000])
    let mean = (1005 + 1e-9) / 3
    #expect(near(distribution.atkinson(1e6), 1 - 1e-9 / mean))
    #expect(near(distribution.atkinson(40), 1 - 1e-9 * pow(3, 1.0 / 39) / mean))
  }

  @Test("values that are nearly equal keep their digits")
  func nearlyEqual() throws {
    // With values 1 ± d: T = ½ ((1+d) ln(1+d) + (1−d) ln(1−d)) = d²/2 + d⁴/12 + …, L = −½ ln(1 − d²).
    let d = 0x1p-20
    let two = try ValueDistribution([1 - d, 1 + d])
    func relative(_ a: Double?, _ b: Double) -> Double { abs((a ?? .nan) / b - 1) }
    #expect(relative(two.theilT, d * d / 2 + d * d * d * d / 12) < 1e-14)
    #expect(relative(two.theilL, d * d / 2 + d * d * d * d / 4) < 1e-14)
    #expect(relative(two.atkinson(1), d * d / 2) < 1e-11)
    #expect(relative(two.atkinson(2), d * d) < 1e-11)
    #expect(relative(two.gini, d / 2) < 1e-14)
  }
}
