/// How far each node is from the farthest node it reaches.
public struct Eccentricities: Sendable {
  /// The greatest distance from each node to a node it reaches; 0 where it reaches no other.
  public let values: [Int64]
  /// How many other nodes each node reaches.
  public let reached: [Int32]

  /// Whether a node reaches all others: only then is its value comparable with those of others.
  public func reachesAll(_ node: Int) -> Bool { Int(reached[node]) == reached.count - 1 }

  /// The least eccentricity among the nodes that reach all others; `nil` where no node does.
  public var radius: Int64? { values.indices.filter(reachesAll).map { values[$0] }.min() }

  /// The greatest eccentricity; `nil` unless every node reaches every other (and for no nodes).
  /// ``diameter(of:along:lengths:execution:)`` gives the greatest finite distance instead.
  public var diameter: Int64? { values.indices.allSatisfy(reachesAll) ? values.max() : nil }

  /// The nodes that reach all others within the radius, ascending.
  public var center: [Int] {
    let radius = radius
    return values.indices.filter { reachesAll($0) && values[$0] == radius }
  }

  /// The nodes whose eccentricity is the diameter, ascending; none without a diameter.
  public var periphery: [Int] {
    guard let diameter else { return [] }
    return values.indices.filter { values[$0] == diameter }
  }
}

/// The eccentricity of every node: the distance to the farthest node that it reaches.
///
/// ## Conventions
/// - Distance is the number of edges, or the sum of their lengths (0 allowed). Loops and longer
///   parallel edges never matter.
/// - Nodes that are not reached do not count (as in igraph; NetworkX refuses such graphs).
///   ``Eccentricities/radius`` and ``Eccentricities/diameter`` say what that means for them.
///
/// - Parameters:
///   - graph: any graph, *n* nodes and *m* edges.
///   - side: along which arcs: `.outgoing` to the nodes it reaches, `.incoming` from those that
///     reach it.
///   - lengths: *m* lengths, not negative, or `nil`: each edge is 1 long.
///   - execution: how to run; a step is 512 nodes (with lengths: one node).
/// - Throws: as ``distanceSummaries(of:along:lengths:execution:)``, but lengths of 0 are allowed.
/// - Complexity: as ``distanceSummaries(of:along:lengths:execution:)``.
public func eccentricities(
  of graph: CompactGraph, along side: ArcSide = .outgoing, lengths: [Int64]? = nil,
  execution: Execution = .standard
) throws(GraphError) -> Eccentricities {
  let summaries = try allSummaries(graph, side, lengths, execution)
  return Eccentricities(values: summaries.greatest, reached: summaries.reached)
}
