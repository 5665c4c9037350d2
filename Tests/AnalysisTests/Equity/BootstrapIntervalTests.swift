import GraphCore
import TestSupport
import Testing

@testable import Analysis

@Suite struct BootstrapIntervalTests {
  private let values: [Double] = [1, 4, 9, 2, 2, 40, 7, 0, 12, 3]
  private let indices = InequalityIndex.all(aversions: [0.5, 2], isRanked: true)

  private func sample(_ order: [Int]? = nil) throws -> InequalitySample {
    let order = order ?? Array(values.indices)
    return try InequalitySample(
      order.map { values[$0] }, weights: order.map { Double($0 + 1) },
      ranking: order.map { Double($0 % 3) })
  }

  @Test func workersAndOrderOfRowsMakeNoDifference() throws {
    let options = BootstrapOptions(replicates: 333, seed: 7)
    let one = try sample().bootstrap(indices, options, execution: .serial)
    let four = try sample().bootstrap(indices, options, execution: Execution(workers: 4))
    let turned = try sample(values.indices.reversed()).bootstrap(indices, options)
    #expect(one == four)
    #expect(one == turned)
    let other = try sample().bootstrap(indices, BootstrapOptions(replicates: 333, seed: 8))
    #expect(one != other)
  }

  @Test("the quantile is linear between order statistics, type 7")
  func quantiles() {
    #expect(quantile(0.25, of: [1, 2, 3, 4]) == 1.75)
    #expect(quantile(0, of: [1, 2, 3, 4]) == 1)
    #expect(quantile(1, of: [1, 2, 3, 4]) == 4)
    #expect(quantile(0.5, of: [5]) == 5)
  }

  @Test func intervalHoldsTheIndexAndItsReplicates() throws {
    let interval = try #require(try sample().bootstrap([.gini])[0])
    let gini = try #require(try sample().values(of: [.gini])[0])
    #expect(interval.lower < gini && gini < interval.upper)
    #expect(interval.replicates == 1000 && interval.undefined == 0)
    // The same by hand: draw, repeat rows, take the index, sort.
    var seeder = SplitMix64(seed: SplitMix64.standardSeed)
    let rows = zip(values, 1...).map { ($0, Double($1)) }.sorted { $0 < $1 }
    let replicates = try (0..<1000).map { _ in
      var generator = SplitMix64(seed: seeder.next())
      let drawn = (0..<10).map { _ in rows[generator.index(below: 10)] }
      return try ValueDistribution(drawn.map(\.0), weights: drawn.map(\.1)).gini ?? .nan
    }.sorted()
    #expect(
      abs(interval.lower - (replicates[24] + 0.975 * (replicates[25] - replicates[24]))) < 1e-12)
    #expect(
      abs(interval.upper - (replicates[974] + 0.025 * (replicates[975] - replicates[974]))) < 1e-12)
  }

  @Test func replicatesOfZerosAloneAreCounted() throws {
    let few = try InequalitySample([0, 0, 3])
    let interval = try #require(try few.bootstrap([.gini])[0])
    // All three draws are zeros in (2/3)³ of the replicates.
    #expect((250...350).contains(interval.undefined))
    #expect(interval.replicates + interval.undefined == 1000)
    #expect(try InequalitySample([0]).bootstrap([.gini]) == [nil])
    #expect(try InequalitySample([]).bootstrap([.gini]) == [nil])
  }

  @Test func widerLevelsHoldNarrowerOnes() throws {
    let wide = try #require(try sample().bootstrap([.theilT], BootstrapOptions(level: 0.99))[0])
    let narrow = try #require(try sample().bootstrap([.theilT], BootstrapOptions(level: 0.5))[0])
    #expect(wide.lower <= narrow.lower && narrow.upper <= wide.upper)
  }

  @Test func aLongRunCanBeCancelled() {
    #expect(throws: GraphError.cancelled) {
      try sample().bootstrap([.gini], execution: Execution(isCancelled: { true }))
    }
  }
}
