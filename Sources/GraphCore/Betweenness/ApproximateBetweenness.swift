/// Betweenness estimated from sampled shortest paths, and how far it may be off.
public struct ApproximateBetweenness: Hashable, Sendable {
  /// The estimate for each node, normalised to [0, 1] as `betweenness(of:scale: .normalized)`.
  public let scores: [Double]
  /// With probability of at least ``confidence`` no score is further from the true one than this.
  /// At most the error that was asked for.
  public let errorBound: Double
  /// The probability with which the bound holds, over the choice of seeds.
  public let confidence: Double
  /// The error that was asked for.
  public let maximumError: Double
  /// How many paths were sampled.
  public let sampleCount: Int
  /// How many would have been needed without looking at the scores on the way.
  public let sampleLimit: Int
}

/// The betweenness of every node up to an error that is not exceeded with a given confidence.
///
/// Draws pairs of different nodes, and for each pair one of its shortest paths, every path as likely as
/// any other. The share of paths that pass through a node estimates its betweenness. After each stage
/// the spread of the estimates tells whether they are good enough; most networks have no node with a
/// betweenness near 1/2, and need far fewer samples than the worst case.
///
/// ## The bound
/// For *c* nodes that can lie inside a path, confidence 1 − *δ*, and at most *J* stages, the empirical
/// Bernstein inequality holds for all nodes in all stages but for a probability of *δ* / 2:
/// after *r* samples a share with sample variance *V* is off by at most
/// √(2 *V* *L* / *r*) + 7 *L* / (3 (*r* − 1)), *L* = ln(8 *J* *c* / *δ*). Sampling stops when this is at most the
/// error asked for. It stops in any case at ln(4 *c* / *δ*) / (2 *ε*²) samples, where Hoeffding's inequality
/// gives the bound for all nodes but for the other *δ* / 2.
///
/// ## Conventions
/// - As ``betweenness(of:lengths:scale:execution:)`` with `.normalized` and without lengths: direction is
///   followed, parallel edges are different paths, loops count nothing. With fewer than three nodes
///   all scores are 0 and exact.
///
/// - Parameters:
///   - graph: *n* nodes and *m* edges.
///   - maximumError: *ε*, above 0 and below 1, in units of normalised betweenness.
///   - confidence: 1 − *δ*, above 0 and below 1.
///   - seed: which paths are drawn.
/// - Throws: ``GraphError/parameter(_:problem:)``, ``GraphError/cancelled``.
/// - Complexity: O(*n* + *m*) time for each sample at worst; on small-world networks the search from
///   both ends meets after about √*m* edges. O(*n*) memory for each worker.
/// - Source: sampling of paths: Riondato & Kornaropoulos (2016), "Fast approximation of betweenness
///   centrality through sampling", DMKD 30(2), algorithm 1; search from both ends: Borassi & Natale
///   (2016), "KADABRA is an adaptive algorithm for betweenness via random approximation", ESA,
///   section 4.1; bound: Maurer & Pontil (2009), "Empirical Bernstein bounds and sample variance
///   penalization", COLT, theorem 4; Hoeffding (1963), theorem 1.
public func approximateBetweenness(
  of graph: CompactGraph, maximumError: Double, confidence: Double = 0.9,
  seed: UInt64 = SplitMix64.standardSeed, execution: Execution = .standard
) throws(GraphError) -> ApproximateBetweenness {
  guard maximumError > 0, maximumError < 1 else {
    throw .parameter("maximumError", problem: "must be above 0 and below 1")
  }
  guard confidence > 0, confidence < 1 else {
    throw .parameter("confidence", problem: "must be above 0 and below 1")
  }
  let count = graph.nodeCount
  let candidates = innerNodeCount(of: graph)
  guard count > 2, candidates > 0 else {
    return ApproximateBetweenness(
      scores: Array(repeating: 0, count: count), errorBound: 0, confidence: confidence,
      maximumError: maximumError, sampleCount: 0, sampleLimit: 0)
  }
  // Samples are pairs among n (n - 1); scores are shares of (n - 1)(n - 2).
  let scale = Double(count) / Double(count - 2)
  let schedule = try SampleSchedule(
    error: maximumError / scale, failure: 1 - confidence, candidates: candidates)
  var paths = SampledPaths(graph, seed: seed, workers: execution.workers)
  var bound = maximumError / scale
  for (stage, size) in schedule.sizes.enumerated() {
    try paths.draw(upTo: size, of: schedule.limit, execution: execution)
    if stage == schedule.sizes.count - 1 { break }
    let reached = schedule.bound(after: size, largestVariance: paths.largestVariance())
    if reached <= bound {
      bound = reached
      break
    }
  }
  let total = Double(paths.sampleCount)
  return ApproximateBetweenness(
    scores: paths.counts.map { min(1, Double($0) / total * scale) },
    errorBound: min(maximumError, bound * scale), confidence: confidence,
    maximumError: maximumError, sampleCount: paths.sampleCount, sampleLimit: schedule.limit)
}

/// As ``approximateBetweenness(of:maximumError:confidence:seed:execution:)``, with a seed drawn from a
/// generator.
public func approximateBetweenness(
  of graph: CompactGraph, maximumError: Double, confidence: Double = 0.9,
  using generator: inout some RandomNumberGenerator, execution: Execution = .standard
) throws(GraphError) -> ApproximateBetweenness {
  try approximateBetweenness(
    of: graph, maximumError: maximumError, confidence: confidence, seed: generator.next(),
    execution: execution)
}

/// The nodes that can lie inside a shortest path: with a neighbour to come from and another to go to.
private func innerNodeCount(of graph: CompactGraph) -> Int {
  (0..<graph.nodeCount).count { node in
    let ahead = graph.successors(of: node).filter { Int($0) != node }
    let behind = graph.predecessors(of: node).filter { Int($0) != node }
    guard let next = ahead.first, !behind.isEmpty else { return false }
    // With one and the same neighbour on both sides there is nowhere to go.
    return !(ahead.allSatisfy { $0 == next } && behind.allSatisfy { $0 == next })
  }
}

/// After how many samples to look, and what is then known.
private struct SampleSchedule {
  let sizes: [Int]
  private let logarithm: Double

  var limit: Int { sizes[sizes.count - 1] }

  init(error: Double, failure: Double, candidates: Int) throws(GraphError) {
    let nodes = Double(candidates)
    let needed = (naturalLogarithm(4 * nodes / failure) / (2 * error * error)).rounded(.up)
    guard needed < 0x1p40 else {
      throw .parameter("maximumError", problem: "would need more than 2⁴⁰ samples")
    }
    let limit = max(1, Int(needed))
    // Half as many again from stage to stage; the first is where a node without any spread passes.
    // The number of stages enters the logarithm, so it is settled first, for 64 of them.
    let rough = naturalLogarithm(8 * 64 * nodes / failure)
    var sizes: [Int] = []
    var size = (7 * rough / (3 * error)).rounded(.up) + 1
    while size < Double(limit), sizes.count < 64 {
      sizes.append(Int(size))
      size = (size * 1.5).rounded(.up)
    }
    logarithm = naturalLogarithm(8 * Double(max(1, sizes.count)) * nodes / failure)
    sizes.append(limit)
    self.sizes = sizes
  }

  func bound(after size: Int, largestVariance: Double) -> Double {
    (2 * largestVariance * logarithm / Double(size)).squareRoot()
      + 7 * logarithm / (3 * Double(size - 1))
  }
}

/// ln *x* for *x* > 0, to about 10⁻¹⁵: the exponent and a series for the significand.
private func naturalLogarithm(_ value: Double) -> Double {
  let ratio = (value.significand - 1) / (value.significand + 1)
  let square = ratio * ratio
  var term = ratio
  var sum = 0.0
  for odd in stride(from: 1.0, through: 35, by: 2) {
    sum += term / odd
    term *= square
  }
  return 2 * sum + Double(value.exponent) * 0.693_147_180_559_945_3
}
