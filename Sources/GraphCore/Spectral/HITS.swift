/// Hubs and authorities.
public struct HITSScores: Sendable {
  /// By node, none negative, adding up to 1: high for nodes with edges to good authorities.
  public let hubs: [Double]
  /// By node, none negative, adding up to 1: high for nodes with edges from good hubs.
  public let authorities: [Double]
  public let iterations: Int
  /// The L1 norm of the last change of ``hubs``.
  public let residual: Double
}

/// Kleinberg's hubs and authorities: a hub's score is in proportion to the authorities it has edges
/// to, an authority's to the hubs it has edges from.
///
/// ## Conventions
/// - Direction matters: donors are hubs, recipients authorities. In an undirected graph both scores
///   rest on *A*².
/// - Weights multiply scores; parallel edges add up; a loop of an undirected graph counts twice.
/// - Each vector adds up to 1 and has no negative number.
/// - Where several parts of the graph share the largest singular value the vectors are not unique: those
///   are found that the iteration reaches from all hubs alike. Parts with a smaller value score 0, up to
///   the tolerance.
///
/// - Parameters:
///   - graph: *n* nodes and *m* edges.
///   - weights: *m* non-negative weights in edge order, or `nil`: each edge weighs 1.
///   - tolerance: of ``HITSScores/residual``.
///   - iterationLimit: passes over the edges at most.
///   - execution: how to run. The result does not depend on the number of workers.
/// - Returns: the scores, or `nil` if no edge has weight: every vector would do.
/// - Throws: ``GraphError/wrongCount(of:expected:found:)``, ``GraphError/negativeWeight(edge:weight:)``,
///   ``GraphError/parameter(_:problem:)``, ``GraphError/notConverged(measure:iterations:residual:)``,
///   ``GraphError/cancelled``.
/// - Complexity: O(*n* + *m*) an iteration, each a single pass over the edges; 40 to 90 bytes a node and,
///   with weights, 8 an edge.
/// - Source: Kleinberg (1999), J. ACM 46(5), 604–632, section 3; extrapolation after Kamvar, Haveliwala,
///   Manning & Golub (2003), WWW 2003, 261–270, section 4.
public func hits(
  of graph: CompactGraph, weights: [Int64]? = nil, tolerance: Double = 1e-10,
  iterationLimit: Int = 10_000, execution: Execution = .standard
) throws(GraphError) -> HITSScores? {
  guard tolerance > 0 else { throw .parameter("tolerance", problem: "must be above 0") }
  try graph.requireNotNegative(weights, named: "weights")
  guard weights?.contains(where: { $0 > 0 }) ?? (graph.edgeCount > 0) else { return nil }
  let iteration = HITSIteration(graph, weights)
  return try iteration.run(
    tolerance: tolerance, iterationLimit: iterationLimit, execution: execution)
}
