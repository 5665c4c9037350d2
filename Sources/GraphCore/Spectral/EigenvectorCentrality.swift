/// The leading eigenvector of a graph.
public struct EigenvectorScores: Sendable {
  /// By node, none negative, with Euclidean norm 1.
  public let scores: [Double]
  /// The largest eigenvalue of the weighted adjacency matrix.
  public let eigenvalue: Double
  public let iterations: Int
  /// The Euclidean norm of *Mx* − *λx*, divided by *λ*.
  public let residual: Double
}

/// Eigenvector centrality: a node's score is in proportion to the sum of its neighbours' scores.
///
/// ## Conventions
/// - `side` says whose scores count: `.incoming` (as in NetworkX and igraph) those of the nodes with an
///   edge to it, `.outgoing` those of the nodes that it has an edge to, `.both` all of them.
/// - Weights multiply scores; parallel edges add up; a loop of an undirected graph counts twice.
/// - Where several components share the largest eigenvalue the vector is not unique: the one is found
///   that lies nearest to giving all nodes the same. Components with a smaller eigenvalue score 0 (up
///   to the tolerance), also in a graph that is weakly connected but not strongly.
/// - Bipartite graphs converge, since the iteration runs on *M* plus a multiple of the identity.
///
/// - Parameters:
///   - graph: *n* nodes and *m* edges, at least one cycle along the edges (an undirected edge is one).
///   - weights: *m* non-negative weights in edge order, or `nil`: each edge weighs 1.
///   - side: see above.
///   - tolerance: of ``EigenvectorScores/residual``.
///   - iterationLimit: products of matrix and vector at most.
///   - execution: how to run. The result does not depend on the number of workers.
/// - Throws: ``GraphError/notConverged(measure:iterations:residual:)``, also where a directed graph
///   without a unique leading component converges too slowly; ``GraphError/parameter(_:problem:)`` for
///   a graph without a cycle, which has no such vector; ``GraphError/wrongCount(of:expected:found:)``,
///   ``GraphError/negativeWeight(edge:weight:)``, ``GraphError/cancelled``.
/// - Complexity: O(*n* + *m*) an iteration; 40 bytes a node and 8 an arc.
/// - Source: Bonacich (1972), J. Math. Sociol. 2(1), 113–120.
public func eigenvectorCentrality(
  of graph: CompactGraph, weights: [Int64]? = nil, side: ArcSide = .incoming,
  tolerance: Double = 1e-10, iterationLimit: Int = 10_000, execution: Execution = .standard
) throws(GraphError) -> EigenvectorScores {
  guard tolerance > 0 else { throw .parameter("tolerance", problem: "must be above 0") }
  try graph.requireNotNegative(weights, named: "weights")
  guard hasPositiveCycle(graph, weights, side) else {
    throw .parameter("graph", problem: "has no cycle along its edges, so no leading eigenvector")
  }
  let count = graph.nodeCount
  let matrices = matrices(graph, weights, side)
  var scores = [Double](repeating: 1 / Double(count).squareRoot(), count: count)
  var residual = Double.infinity
  for iteration in 1...max(1, iterationLimit) {
    var product = [Double](repeating: 0, count: count)
    var (squares, along) = (0.0, 0.0)
    for (index, matrix) in matrices.enumerated() {
      let isLast = index == matrices.count - 1
      let sums = try product.withSharedVector { (product) throws(GraphError) in
        try matrix.forEachProduct(scores, execution) { row, value, own in
          let value = product.values[row] + value
          product.values[row] = value
          return isLast ? (value * value, value * own) : (0, 0)
        }
      }
      (squares, along) = sums
    }
    // Along is xᵀMx with x of norm 1, so this is the squared norm of Mx - λx for λ = xᵀMx.
    let eigenvalue = along
    if eigenvalue > 0 {
      var error = 0.0
      for node in 0..<count {
        let difference = product[node] - eigenvalue * scores[node]
        error += difference * difference
      }
      residual = error.squareRoot() / eigenvalue
      if residual <= tolerance {
        return EigenvectorScores(
          scores: scores, eigenvalue: eigenvalue, iterations: iteration, residual: residual)
      }
    }
    // Half the length of Mx: enough to outweigh an eigenvalue of the other sign, not more.
    let shift = squares.squareRoot() / 2
    var norm = 0.0
    for node in 0..<count {
      scores[node] = product[node] + shift * scores[node]
      norm += scores[node] * scores[node]
    }
    norm = norm.squareRoot()
    for node in 0..<count { scores[node] /= norm }
  }
  throw .notConverged(
    measure: "Eigenvector centrality", iterations: iterationLimit, residual: residual)
}

/// The matrices whose sum the side stands for.
private func matrices(
  _ graph: CompactGraph, _ weights: [Int64]?, _ side: ArcSide
) -> [MatrixRows] {
  switch side {
  case .incoming: [MatrixRows(graph.incoming, weights)]
  case .outgoing: [MatrixRows(graph.outgoing, weights)]
  case .both:
    graph.isDirected
      ? [MatrixRows(graph.incoming, weights), MatrixRows(graph.outgoing, weights)]
      : [MatrixRows(graph.outgoing, weights)]
  }
}

/// Whether a walk along edges of positive weight can go on for ever.
private func hasPositiveCycle(
  _ graph: CompactGraph, _ weights: [Int64]?, _ side: ArcSide
) -> Bool {
  if !graph.isDirected || side == .both {
    return weights?.contains { $0 > 0 } ?? (graph.edgeCount > 0)
  }
  let positive = weights.map { weights in graph.view { weights[$0] > 0 }.frozen().graph } ?? graph
  return positive.loopCount > 0
    || FlowOrder(positive.outgoing).starts.count < positive.nodeCount + 1
}

extension [Double] {
  /// The vector, for a parallel run of which each block writes its own part.
  mutating func withSharedVector<Result>(
    _ body: (SharedVector) throws(GraphError) -> Result
  ) throws(GraphError) -> Result {
    try withTrustedMutablePointer { (values) throws(GraphError) in try body(SharedVector(values)) }
  }
}
