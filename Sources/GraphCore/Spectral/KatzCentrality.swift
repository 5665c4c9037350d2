/// The Katz centrality of every node.
public struct KatzScores: Sendable {
  /// By node, at least `beta` each, not normalised.
  public let scores: [Double]
  public let iterations: Int
  /// The L1 norm of the last change, divided by the L1 norm of ``scores``.
  public let residual: Double
}

/// Katz centrality: the number of walks to a node, a walk of *k* edges counting *alpha*ᵏ, times
/// `beta`; the solution of *x* = alpha · *Mx* + beta.
///
/// ## Conventions
/// - `side` says which walks count: `.incoming` (as in NetworkX) those that end at the node,
///   `.outgoing` those that begin at it. `.both` is refused for a directed graph: merge directions first.
/// - Weights multiply along a walk; parallel edges add up; a loop of an undirected graph counts twice.
/// - The walks must die out: alpha must be below 1 / (largest eigenvalue). Any alpha below
///   1 / (largest strength) is. Larger ones are tried, and refused with an estimate of the bound when the
///   changes do not shrink.
/// - Scores are not normalised. A node without walks scores `beta`.
///
/// - Parameters:
///   - graph: *n* nodes and *m* edges.
///   - weights: *m* non-negative weights in edge order, or `nil`: each edge weighs 1.
///   - alpha: at least 0.
///   - beta: what each node has of its own, above 0.
///   - side: see above.
///   - tolerance: of ``KatzScores/residual``.
///   - iterationLimit: products of matrix and vector at most.
///   - execution: how to run. The result does not depend on the number of workers.
/// - Throws: ``GraphError/parameter(_:problem:)``, ``GraphError/notConverged(measure:iterations:residual:)``,
///   ``GraphError/wrongCount(of:expected:found:)``, ``GraphError/negativeWeight(edge:weight:)``,
///   ``GraphError/needsUndirected(_:)``, ``GraphError/cancelled``.
/// - Complexity: O(*n* + *m*) an iteration, O(log(tolerance) / log(alpha · eigenvalue)) iterations;
///   16 bytes a node and 8 an arc.
/// - Source: Katz (1953), Psychometrika 18, 39–43.
public func katzCentrality(
  of graph: CompactGraph, weights: [Int64]? = nil, alpha: Double, beta: Double = 1,
  side: ArcSide = .incoming, tolerance: Double = 1e-12, iterationLimit: Int = 10_000,
  execution: Execution = .standard
) throws(GraphError) -> KatzScores {
  guard alpha >= 0, alpha.isFinite else {
    throw .parameter("alpha", problem: "must be a finite number of at least 0")
  }
  guard beta > 0, beta.isFinite else {
    throw .parameter("beta", problem: "must be a finite number above 0")
  }
  guard tolerance > 0 else { throw .parameter("tolerance", problem: "must be above 0") }
  if side == .both, graph.isDirected { throw .needsUndirected("Katz centrality of both sides") }
  try graph.requireNotNegative(weights, named: "weights")
  let count = graph.nodeCount
  if count == 0 { return KatzScores(scores: [], iterations: 0, residual: 0) }
  let matrix = MatrixRows(side == .outgoing ? graph.outgoing : graph.incoming, weights)
  var scores = [Double](repeating: beta, count: count)
  var next = scores
  // The last changes, of which the growth in two steps is read: in one step it may swing.
  var changes = (0.0, 0.0)
  var residual = Double.infinity
  for iteration in 1...max(1, iterationLimit) {
    let (change, sum) = try next.withSharedVector { (next) throws(GraphError) in
      try matrix.forEachProduct(scores, execution) { row, product, own in
        let value = alpha * product + beta
        next.values[row] = value
        return (abs(value - own), value)
      }
    }
    swap(&scores, &next)
    residual = change / sum
    if residual <= tolerance {
      return KatzScores(scores: scores, iterations: iteration, residual: residual)
    }
    let growth = (change / changes.0).squareRoot()
    // Changes that are far above what there was to begin with do not die out.
    if !sum.isFinite || (change > 1e12 * beta * Double(count) && growth > 1)
      || (iteration == iterationLimit && growth > 1 - 1e-6)
    {
      let bound = alpha / growth
      throw .parameter(
        "alpha",
        problem: "is \(alpha) but must be below 1 / (largest eigenvalue)"
          + (bound.isFinite ? ", which is about \(bound)" : ""))
    }
    changes = (changes.1, change)
  }
  throw .notConverged(measure: "Katz centrality", iterations: iterationLimit, residual: residual)
}
