/// Where the mass of a node without outgoing weight goes.
public enum DanglingRule: String, Sendable, CaseIterable {
  /// Where the teleport vector says: as NetworkX and igraph do. Without a teleport vector the same
  /// as ``uniform``.
  case teleport
  /// To all nodes alike.
  case uniform
}

/// What a PageRank is computed with.
public struct PageRankOptions: Hashable, Sendable {
  /// The share of mass that follows edges, in [0, 1); the rest teleports.
  public var damping: Double
  /// The largest L1 norm of the residual, as ``PageRankScores/residual`` measures it.
  public var tolerance: Double
  /// The most sweeps over one strong component.
  public var iterationLimit: Int
  public var dangling: DanglingRule

  public init(
    damping: Double = 0.85, tolerance: Double = 1e-10, iterationLimit: Int = 10_000,
    dangling: DanglingRule = .teleport
  ) {
    self.damping = damping
    self.tolerance = tolerance
    self.iterationLimit = iterationLimit
    self.dangling = dangling
  }
}

/// The PageRank of every node.
public struct PageRankScores: Sendable {
  /// By node; they add up to 1 (an empty graph has none).
  public let scores: [Double]
  /// The most sweeps that a strong component took; 1 if the graph has no cycle.
  public let iterations: Int
  /// The L1 norm of the change that one more step of the random walk would make, measured on
  /// ``scores`` after the last sweep.
  public let residual: Double
  public let options: PageRankOptions
}

/// The PageRank of every node: where a random walk is found that follows edges with probability
/// `damping`, each in proportion to its weight, and otherwise teleports.
///
/// ## Conventions
/// - The walk goes along the edges; in an undirected graph either way, a loop counting twice.
/// - Parallel edges add up. Loops count: the walk may stay. Edges of weight 0 are never taken.
/// - A node without outgoing weight is dangling; its mass goes where `options.dangling` says.
/// - Scores add up to 1. With a teleport vector they are personalised: a node that the teleport does
///   not reach scores 0.
///
/// - Parameters:
///   - graph: *n* nodes and *m* edges.
///   - weights: *m* non-negative weights in edge order, or `nil`: each edge weighs 1.
///   - teleport: *n* non-negative numbers, not all 0, in any unit (they are divided by their sum);
///     `nil` is uniform.
///   - options: damping, tolerance, limit and the rule for dangling nodes.
///   - execution: how to run. The result does not depend on the number of workers.
/// - Throws: ``GraphError/wrongCount(of:expected:found:)``, ``GraphError/negativeWeight(edge:weight:)``,
///   ``GraphError/parameter(_:problem:)``, ``GraphError/notConverged(measure:iterations:residual:)``,
///   ``GraphError/cancelled``.
/// - Complexity: O(*n* + *m*) to find strong components, which are solved in topological order: nodes
///   on no cycle once, others by sweeps of O(edges inside the component); about 110 bytes a
///   node and 12 an edge of extra memory, with weights 32 an edge.
/// - Source: Brin & Page (1998), Computer Networks 30; the linear system and the strong components
///   after Gleich, Gray, Greif & Lau (2010), "An inner-outer iteration for computing PageRank", SIAM J.
///   Sci. Comput. 32(1); components by Pearce (2016), Inf. Process. Lett. 116(1), algorithm 3.
public func pageRank(
  of graph: CompactGraph, weights: [Int64]? = nil, teleport: [Double]? = nil,
  options: PageRankOptions = PageRankOptions(), execution: Execution = .standard
) throws(GraphError) -> PageRankScores {
  guard options.damping >= 0, options.damping < 1 else {
    throw .parameter("damping", problem: "must be at least 0 and below 1")
  }
  guard options.tolerance > 0 else { throw .parameter("tolerance", problem: "must be above 0") }
  try graph.requireNotNegative(weights, named: "weights")
  let count = graph.nodeCount
  if count == 0 {
    return PageRankScores(scores: [], iterations: 0, residual: 0, options: options)
  }
  let uniform = [Double](repeating: 1 / Double(count), count: count)
  let jump = try teleport.map { vector throws(GraphError) in try normalized(vector, count: count) }
  var solver = PageRankSolver(
    graph: graph, weights: weights, damping: options.damping,
    iterationLimit: options.iterationLimit, execution: execution)
  let (scores, residual) = try solver.solve(
    teleport: jump ?? uniform,
    dangling: options.dangling == .uniform && jump != nil ? uniform : nil,
    tolerance: options.tolerance)
  return PageRankScores(
    scores: scores, iterations: solver.iterations, residual: residual, options: options)
}

/// A vector of non-negative numbers divided by its sum.
private func normalized(_ vector: [Double], count: Int) throws(GraphError) -> [Double] {
  if vector.count != count {
    throw .wrongCount(of: "teleport numbers", expected: count, found: vector.count)
  }
  guard vector.allSatisfy({ $0 >= 0 && $0.isFinite }) else {
    throw .parameter("teleport", problem: "must hold finite numbers of at least 0")
  }
  // Divided by the largest first, so that the sum cannot leave the range of numbers.
  let largest = vector.max() ?? 0
  guard largest > 0 else { throw .parameter("teleport", problem: "must not be 0 everywhere") }
  let scaled = vector.map { $0 / largest }
  let sum = scaled.reduce(0, +)
  return scaled.map { $0 / sum }
}
