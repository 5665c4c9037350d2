public import GraphCore
internal import Synchronization

/// How an index would scatter if other units of the same kind had been seen.
///
/// ## Method
/// Each replicate draws as many units as there are, with replacement, each with its value, weight and rank, and takes the
/// index. The interval runs between two quantiles of the replicates (the percentile method).
///
/// ## Conventions
/// - Quantiles are linear between order statistics, at 1 + (*B* − 1) · *q* (type 7 of Hyndman & Fan, the default of R
///   and NumPy).
/// - Replicates in which the index is not defined (all units drawn have 0) are left out and counted.
/// - Replicate *b* draws from a generator of its own, whose seed is the *b*-th number of SplitMix64 of the seed: the same
///   numbers on any number of workers. Units are drawn in order of value, weight and rank, so rows may stand in any order.
/// - It speaks of the scatter of units, not of errors in their values. With few units, or all units of a region
///   taken, read it with care.
///
/// - Source: Efron & Tibshirani (1993), "An Introduction to the Bootstrap", 13.3; Hyndman & Fan (1996), Am. Statistician 50.
public struct BootstrapInterval: Hashable, Sendable {
  public let lower: Double
  public let upper: Double
  /// Replicates in which the index is defined.
  public let replicates: Int
  /// Replicates in which it is not.
  public let undefined: Int
}

public struct BootstrapOptions: Hashable, Sendable {
  public var replicates: Int
  public var seed: UInt64
  /// The share of replicates between the ends.
  public var level: Double

  /// - Precondition: there is a replicate, and the level lies between 0 and 1.
  public init(
    replicates: Int = 1000, seed: UInt64 = SplitMix64.standardSeed, level: Double = 0.95
  ) {
    precondition(
      replicates > 0 && level > 0 && level < 1, "An interval needs replicates and a level.")
    self.replicates = replicates
    self.seed = seed
    self.level = level
  }
}

extension InequalitySample {
  /// The interval of each index, `nil` where it is defined in no replicate.
  ///
  /// - Throws: ``GraphError/cancelled``.
  /// - Complexity: O(replicates · units · indices) time over the workers, O(replicates · indices + workers · units) memory.
  public func bootstrap(
    _ indices: [InequalityIndex], _ options: BootstrapOptions = BootstrapOptions(),
    execution: Execution = .standard
  ) throws(GraphError) -> [BootstrapInterval?] {
    guard unitCount > 0 else { return indices.map { _ in nil } }
    var seeder = SplitMix64(seed: options.seed)
    let seeds = (0..<options.replicates).map { _ in seeder.next() }
    let length = 16
    let results = Mutex([[Double?]](repeating: [], count: seeds.count))
    try execution.forEachBlock((seeds.count + length - 1) / length) { block, _ in
      for replicate in (block * length)..<min(seeds.count, (block + 1) * length) {
        var generator = SplitMix64(seed: seeds[replicate])
        var counts = [Int](repeating: 0, count: unitCount)
        for _ in 0..<unitCount { counts[generator.index(below: unitCount)] += 1 }
        let values = values(of: indices, counts: counts)
        results.withLock { $0[replicate] = values }
      }
    }
    let replicates = results.withLock { $0 }
    return indices.indices.map { index in
      let defined = replicates.compactMap { $0[index] }.sorted()
      guard !defined.isEmpty else { return nil }
      let tail = (1 - options.level) / 2
      return BootstrapInterval(
        lower: quantile(tail, of: defined), upper: quantile(1 - tail, of: defined),
        replicates: defined.count, undefined: replicates.count - defined.count)
    }
  }
}

/// The quantile of ascending numbers, linear between order statistics (type 7 of Hyndman & Fan).
///
/// Worked example: the quantile 0.25 of 1, 2, 3, 4 is 1.75.
///
/// - Precondition: there is a number, and `share` lies in 0…1.
func quantile(_ share: Double, of ascending: [Double]) -> Double {
  let position = Double(ascending.count - 1) * share
  let below = min(Int(position), ascending.count - 1)
  let above = min(below + 1, ascending.count - 1)
  return ascending[below] + (ascending[above] - ascending[below]) * (position - Double(below))
}
