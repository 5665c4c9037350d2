/// A one-mode graph of the nodes of one side: two are joined when they share a neighbour.
public struct TwoModeProjection<Weight: Sendable>: Sendable {
  public let side: TwoModeSide
  /// The node of the two-mode graph that each node here is.
  public let nodes: [Int32]
  /// Simple and undirected. Edges are in order of their smaller, then their larger end.
  public let graph: CompactGraph
  /// The weight of each edge by the rule.
  public let weights: [Weight]
  /// The nodes across that were passed over because they have too many neighbours, ascending.
  public let skipped: [Int32]
  /// How many meetings of two nodes at a skipped one are not in the weights.
  public let lostMeetings: Int64
}

/// What two nodes of a side gain, in whole units, from each neighbour that they share.
public enum ProjectionRule: String, Sendable, CaseIterable {
  /// One: the weight is the number of shared neighbours.
  case sharedNeighbors
  /// The lesser of the weights with which they are joined to it: what both give or get.
  case lesserWeight
  /// The two weights together.
  case weightSum
}

/// How alike two nodes of a side are, by the neighbours that they share.
public enum ProjectionSimilarity: String, Sendable, CaseIterable {
  /// Each shared neighbour with *k* neighbours counts 1 / (*k* − 1), so that a row of weights adds up to
  /// the number of neighbours that are shared with anybody (Newman 2001).
  case newman
  /// Shared neighbours ÷ neighbours of either (Jaccard); at most 1.
  case jaccard
  /// Shared neighbours ÷ neighbours of the one that has fewer (Szymkiewicz–Simpson); at most 1.
  case overlap
}

/// Joins the nodes of a side that share neighbours, with weights in whole units.
///
/// ## Conventions
/// - Direction is ignored. Parallel edges make one neighbour; their weights are added first.
/// - An edge stays when its weight is at least `minimum` (≥). Without a minimum all pairs with a shared
///   neighbour stay, also at weight 0; a pair without one never does.
/// - The threshold acts while rows are made: edges below it are never stored. One pass counts, so that
///   a projection too large is refused before memory is taken, and one pass fills.
///   ``projectedEdgeCount(of:onto:by:weights:minimum:maximumDegree:execution:)`` only counts.
/// - Nodes across with more than `maximumDegree` neighbours are passed over; the result says which,
///   and how many meetings were lost.
///
/// - Parameters:
///   - side: whose nodes are joined.
///   - rule: what a shared neighbour adds.
///   - weights: *m* weights in edge order, or `nil`: each edge weighs 1.
///   - minimum: the least weight kept.
///   - maximumDegree: the most neighbours that a shared neighbour may have.
/// - Throws: ``GraphError/wrongCount(of:expected:found:)``,
///   ``GraphError/negativeWeight(edge:weight:)``, ``GraphError/overflow(in:)`` when the weights of a
///   node leave half of `Int64`; ``GraphError/tooLarge(nodes:edges:)``, ``GraphError/cancelled``.
/// - Complexity: O(*n* + *m* + Σ *k*²) time over the *k* neighbours of the nodes across, twice;
///   O(*n*) memory for each worker beside the edges kept.
/// - Source: Latapy, Magnien & Del Vecchio (2008), Social Networks 30(1), section 2.
public func projection(
  of graph: TwoModeGraph, onto side: TwoModeSide, by rule: ProjectionRule = .sharedNeighbors,
  weights: [Int64]? = nil, minimum: Int64? = nil, maximumDegree: Int? = nil,
  execution: Execution = .standard
) throws(GraphError) -> TwoModeProjection<Int64> {
  try ProjectionRun(
    graph, side, UnitScore(rule: rule, minimum: minimum ?? .min), weights: weights, maximumDegree
  ).result(execution)
}

/// Joins the nodes of a side that share neighbours, weighted by their likeness.
///
/// ## Conventions
/// - As ``projection(of:onto:by:weights:minimum:maximumDegree:execution:)``; edge weights play no part.
/// - Degrees count distinct neighbours, also skipped ones.
/// - Quotients are rounded once, sums of ``ProjectionSimilarity/newman`` run in order of the shared
///   neighbours: the same bytes on any number of workers.
///
/// - Throws, complexity: as there.
/// - Source: Newman (2001), Phys. Rev. E 64, 016132, section III.
public func similarityProjection(
  of graph: TwoModeGraph, onto side: TwoModeSide, by similarity: ProjectionSimilarity,
  minimum: Double = 0, maximumDegree: Int? = nil, execution: Execution = .standard
) throws(GraphError) -> TwoModeProjection<Double> {
  try ProjectionRun(
    graph, side, SimilarityScore(similarity: similarity, minimum: minimum), weights: nil,
    maximumDegree
  ).result(execution)
}

/// How many edges ``projection(of:onto:by:weights:minimum:maximumDegree:execution:)`` would have.
///
/// - Complexity: half its time; O(*n*) memory for each worker.
public func projectedEdgeCount(
  of graph: TwoModeGraph, onto side: TwoModeSide, by rule: ProjectionRule = .sharedNeighbors,
  weights: [Int64]? = nil, minimum: Int64? = nil, maximumDegree: Int? = nil,
  execution: Execution = .standard
) throws(GraphError) -> Int {
  try ProjectionRun(
    graph, side, UnitScore(rule: rule, minimum: minimum ?? .min), weights: weights, maximumDegree
  ).edgeCount(execution)
}

/// How many edges ``similarityProjection(of:onto:by:minimum:maximumDegree:execution:)`` would have.
///
/// - Complexity: half its time; O(*n*) memory for each worker.
public func projectedEdgeCount(
  of graph: TwoModeGraph, onto side: TwoModeSide, by similarity: ProjectionSimilarity,
  minimum: Double = 0, maximumDegree: Int? = nil, execution: Execution = .standard
) throws(GraphError) -> Int {
  try ProjectionRun(
    graph, side, SimilarityScore(similarity: similarity, minimum: minimum), weights: nil,
    maximumDegree
  ).edgeCount(execution)
}
