/// The betweenness of every node: on how many shortest paths between other nodes it lies.
///
/// For each pair of nodes *s*, *t* that are connected, the share of the shortest paths from *s* to *t*
/// that pass through *v* is added to the score of *v*, unless *v* is *s* or *t*.
///
/// ## Conventions
/// - Direction is followed. Directed graphs count ordered pairs, undirected graphs unordered pairs
///   (as NetworkX and igraph do).
/// - Parallel edges of equal length are different paths; longer ones are never used. Loops count
///   nothing. Pairs without a path add nothing.
/// - `.normalized` divides by (*n* − 1)(*n* − 2) ordered or half as many unordered pairs; with fewer
///   than three nodes all scores are 0.
/// - Lengths are integers, so that ties are exact. They must be positive: with lengths of 0 the
///   shortest paths of an undirected graph need not be finite in number.
/// - Numbers of paths are exact up to 2⁵³, beyond that correct to a relative error of about 10⁻¹⁶ for
///   each addition. They do not overflow.
///
/// - Parameters:
///   - graph: *n* nodes and *m* edges.
///   - lengths: *m* positive lengths in edge order; `nil`: every edge is as long as any other.
///   - scale: the unit of the scores.
///   - execution: see ``Execution``; the result is the same on any number of workers.
/// - Returns: *n* scores in node order.
/// - Throws: ``GraphError/wrongCount(of:expected:found:)``, ``GraphError/negativeWeight(edge:weight:)``,
///   ``GraphError/parameter(_:problem:)`` for a length of 0, ``GraphError/overflow(in:)`` when the
///   lengths of all edges add up to more than `Int64` holds, ``GraphError/cancelled``.
/// - Complexity: O(*n m*) time without lengths, O(*n m* + *n* *m* log *n*) with; O(*n* + *m*) memory
///   for each worker and O(*n*) for each of at most 32 blocks. Nodes that hang on one other node, and
///   nodes whose edges lead to one other node, cost nothing of the factor *n*.
/// - Source: Freeman (1977); Brandes (2001), "A faster algorithm for betweenness centrality",
///   algorithm 1; foldings: Baglioni et al. (2012), Sarıyüce et al. (2013); several sources in one
///   sweep: Then et al. (2014).
public func betweenness(
  of graph: CompactGraph, lengths: [Int64]? = nil, scale: BetweennessScale = .pairs,
  execution: Execution = .standard
) throws(GraphError) -> [Double] {
  try checkLengths(lengths, of: graph)
  let plan = BetweennessPlan(graph, lengths: lengths)
  let sums = try plan.sums(of: DependencyWish(nodes: true), execution: execution)
  let factor = scale.factor(
    directed: graph.isDirected, possiblePairs: pairsAround(nodeOf: graph))
  return plan.nodeTotals(sums).map { $0 * factor }
}

/// The betweenness of every edge: on how many shortest paths between nodes it lies.
///
/// For each pair of nodes *s*, *t* that are connected, the share of the shortest paths from *s* to *t*
/// that use the edge is added to its score.
///
/// ## Conventions
/// - As ``betweenness(of:lengths:scale:execution:)``. The ends of a path count as any other node.
/// - Parallel edges of equal length share what passes between their ends; a longer one scores 0, and
///   so does a loop.
/// - `.normalized` divides by *n* (*n* − 1) ordered or half as many unordered pairs.
///
/// - Parameters, throws, complexity: as ``betweenness(of:lengths:scale:execution:)``, with O(*m*)
///   memory for each block.
/// - Returns: *m* scores in edge order.
/// - Source: Brandes (2008), "On variants of shortest-path betweenness centrality and their generic
///   computation", algorithm 7.
public func edgeBetweenness(
  of graph: CompactGraph, lengths: [Int64]? = nil, scale: BetweennessScale = .pairs,
  execution: Execution = .standard
) throws(GraphError) -> [Double] {
  try checkLengths(lengths, of: graph)
  let plan = BetweennessPlan(graph, lengths: lengths)
  let sums = try plan.sums(of: DependencyWish(edges: true), execution: execution)
  let count = Double(graph.nodeCount)
  let factor = scale.factor(directed: graph.isDirected, possiblePairs: count * (count - 1))
  return plan.edgeTotals(sums).map { $0 * factor }
}

/// Ordered pairs of nodes other than a given one.
func pairsAround(nodeOf graph: CompactGraph) -> Double {
  let count = Double(graph.nodeCount)
  return count < 3 ? 0 : (count - 1) * (count - 2)
}

/// Refuses lengths with which shortest paths cannot be counted.
func checkLengths(_ lengths: [Int64]?, of graph: CompactGraph) throws(GraphError) {
  guard let lengths else { return }
  try graph.requireColumn(lengths, named: "lengths")
  var total: Int64 = 0
  for (edge, length) in lengths.enumerated() {
    if length < 0 { throw .negativeWeight(edge: edge, weight: length) }
    if length == 0 {
      throw .parameter("The length of edge \(edge)", problem: "is 0; it must be positive here")
    }
    // No path is longer than all edges together.
    let (sum, overflow) = total.addingReportingOverflow(length)
    if overflow { throw .overflow(in: "The sum of all lengths") }
    total = sum
  }
}
