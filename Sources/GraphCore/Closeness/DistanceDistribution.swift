/// How the distances between all pairs of nodes are spread.
public struct DistanceDistribution: Sendable {
  /// How many ordered pairs of different nodes lie *d* edges apart, at position *d*; position 0 is 0.
  public let pairs: [Int64]
  /// How many ordered pairs of different nodes have no path.
  public let unreachable: Int64

  /// The average distance of the pairs that have a path, in edges; `nil` where none has.
  ///
  /// In an undirected graph each pair counts twice in both the sum and the number: nothing changes.
  public var average: Double? {
    let reached = pairs.reduce(0, +)
    if reached == 0 { return nil }
    let sum = pairs.enumerated().reduce(0.0) { $0 + Double($1.offset) * Double($1.element) }
    return sum / Double(reached)
  }

  /// The greatest distance of a pair that has a path; `nil` where none has.
  public var greatest: Int? { pairs.count > 1 ? pairs.count - 1 : nil }
}

/// How many pairs of nodes lie one edge apart, two, three and so on.
///
/// ## Conventions
/// - Pairs are ordered: in an undirected graph each counts twice. Loops and parallel edges never
///   matter; a node is not a pair with itself.
/// - `.outgoing` and `.incoming` give the same answer; `.both` forgets direction.
///
/// - Parameters:
///   - graph: any graph, *n* nodes and *m* edges.
///   - side: along which arcs.
///   - execution: how to run; a step is 512 nodes.
/// - Throws: ``GraphError/cancelled``.
/// - Complexity: as ``distanceSummaries(of:along:lengths:execution:)``.
public func distanceDistribution(
  of graph: CompactGraph, along side: ArcSide = .outgoing, execution: Execution = .standard
) throws(GraphError) -> DistanceDistribution {
  let pairs = try distanceSummaries(of: graph, along: side, execution: execution).pairs
  let count = Int64(graph.nodeCount)
  return DistanceDistribution(
    pairs: pairs, unreachable: count * max(0, count - 1) - pairs.reduce(0, +))
}
