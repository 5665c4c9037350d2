/// The closeness of every node: how near it is to all others.
///
/// A node that reaches *r* of the *n* − 1 other nodes, at distances that add up to *s*, scores
/// *r* ÷ *s* (the reciprocal of its average distance) times *r* ÷ (*n* − 1), the share of the network
/// that it reaches: Wasserman and Faust's form, which compares nodes of a network in pieces.
/// In a connected network the second factor is 1.
///
/// ## Conventions
/// - Direction is said by `side`. `.outgoing` asks how near the others are to reach (igraph's
///   `mode="out"`); `.incoming` how near the node is for the others (NetworkX's
///   `closeness_centrality`, igraph's `mode="in"`).
/// - A node that reaches nobody scores 0: the share it reaches is 0. Without lengths no score
///   exceeds 1.
/// - Loops and longer parallel edges never matter. Lengths of 0 are refused.
///
/// Worked example, the path 0–1–2: node 1 has distances 1 + 1, hence 2 ÷ 2 · 2 ÷ 2 = 1; node 0 has
/// 1 + 2, hence 2 ÷ 3.
///
/// - Parameters: as ``distanceSummaries(of:along:lengths:execution:)``.
/// - Returns: *n* scores, in node order; with lengths the unit is 1 ÷ unit of length.
/// - Throws, complexity: as ``distanceSummaries(of:along:lengths:execution:)``.
/// - Source: Wasserman & Faust (1994), Social Network Analysis, formula 5.22 and page 201.
public func closeness(
  of graph: CompactGraph, along side: ArcSide = .outgoing, lengths: [Int64]? = nil,
  execution: Execution = .standard
) throws(GraphError) -> [Double] {
  try distanceSummaries(of: graph, along: side, lengths: lengths, execution: execution).closeness
}

/// The closeness of every node among those it reaches: the reciprocal of the average distance.
///
/// As ``closeness(of:along:lengths:execution:)`` without the share of the network that is reached
/// (NetworkX's `wf_improved=False`, igraph's `closeness`): a pair of nodes that reach only each other
/// scores as high as the centre of a star. A node that reaches nobody has no average: `nil`.
public func closenessWithinReach(
  of graph: CompactGraph, along side: ArcSide = .outgoing, lengths: [Int64]? = nil,
  execution: Execution = .standard
) throws(GraphError) -> [Double?] {
  try distanceSummaries(of: graph, along: side, lengths: lengths, execution: execution)
    .closenessWithinReach
}

/// The harmonic closeness of every node: the sum of 1 ÷ distance over all other nodes.
///
/// Nodes that are not reached add 0, so it needs no correction for networks in pieces.
///
/// ## Conventions
/// - Direction, loops, parallel edges and lengths as in ``closeness(of:along:lengths:execution:)``;
///   NetworkX's `harmonic_centrality` is `.incoming`.
/// - Not normalised; divide by *n* − 1 for the average (igraph's default).
/// - Terms are added by distance: equal inputs give equal bytes.
///
/// - Parameters: as ``distanceSummaries(of:along:lengths:execution:)``.
/// - Returns: *n* scores, in node order; at most *n* − 1 without lengths.
/// - Throws, complexity: as ``distanceSummaries(of:along:lengths:execution:)``.
/// - Source: Marchiori & Latora (2000), Physica A 285; Boldi & Vigna (2014), Internet Mathematics 10.
public func harmonicCloseness(
  of graph: CompactGraph, along side: ArcSide = .outgoing, lengths: [Int64]? = nil,
  execution: Execution = .standard
) throws(GraphError) -> [Double] {
  try distanceSummaries(of: graph, along: side, lengths: lengths, execution: execution).reciprocals
}

extension DistanceSummaries {
  /// The scores of ``closeness(of:along:lengths:execution:)``.
  public var closeness: [Double] {
    reached.indices.map {
      closenessScore(reached: Int(reached[$0]), sum: Double(sums[$0]), nodeCount: nodeCount)
    }
  }

  /// The scores of ``closenessWithinReach(of:along:lengths:execution:)``.
  public var closenessWithinReach: [Double?] {
    reached.indices.map { reached[$0] == 0 ? nil : Double(reached[$0]) / Double(sums[$0]) }
  }
}

/// Wasserman and Faust's form; 0 for a node that reaches nobody.
func closenessScore(reached: Int, sum: Double, nodeCount: Int) -> Double {
  if reached == 0 { return 0 }
  return Double(reached) / sum * (Double(reached) / Double(nodeCount - 1))
}
