/// What each node hands to the shortest paths from some sources.
///
/// For each source *s* and each node *t* that it reaches, the share of the shortest paths from *s* to
/// *t* that pass through *v* is added to the sum of *v*, unless *v* is *s* or *t*. With every node a
/// source the sum is the betweenness of a directed graph, and twice that of an undirected one.
///
/// ## Conventions
/// - As ``betweenness(of:lengths:scale:execution:)``, without any scaling. A source that is given twice
///   counts twice.
///
/// - Parameters:
///   - graph: *n* nodes and *m* edges.
///   - sources: *k* nodes (often called pivots).
///   - lengths: *m* positive lengths in edge order; `nil`: every edge is as long as any other.
/// - Returns: *n* sums in node order.
/// - Throws: ``GraphError/nodeOutOfRange(node:nodeCount:)`` for the sources, and as
///   ``betweenness(of:lengths:scale:execution:)``.
/// - Complexity: O(*k* (*n* + *m*)) time without lengths; memory as for all sources.
/// - Source: Brandes (2001), algorithm 1; Brandes & Pich (2007), "Centrality estimation in large
///   networks", for the use of pivots.
public func dependencies(
  of graph: CompactGraph, onPathsFrom sources: [Int], lengths: [Int64]? = nil,
  execution: Execution = .standard
) throws(GraphError) -> [Double] {
  let plan = try pivotPlan(graph, sources, lengths)
  let sums = try plan.sums(of: DependencyWish(nodes: true), execution: execution)
  return plan.nodeTotals(sums)
}

/// What each edge hands to the shortest paths from some sources.
///
/// As ``dependencies(of:onPathsFrom:lengths:execution:)``, for edges; conventions as
/// ``edgeBetweenness(of:lengths:scale:execution:)``.
///
/// - Returns: *m* sums in edge order.
public func edgeDependencies(
  of graph: CompactGraph, onPathsFrom sources: [Int], lengths: [Int64]? = nil,
  execution: Execution = .standard
) throws(GraphError) -> [Double] {
  let plan = try pivotPlan(graph, sources, lengths)
  let sums = try plan.sums(of: DependencyWish(edges: true), execution: execution)
  return plan.edgeTotals(sums)
}

/// An estimate of the betweenness of every node from some sources drawn at random.
///
/// The dependencies on the paths from *k* pivots, drawn without repetition, times *n* / *k*. The
/// expectation is the betweenness; how far the estimate may be off is not known. For a bound see
/// ``approximateBetweenness(of:maximumError:confidence:seed:execution:)``.
///
/// - Parameters:
///   - pivotCount: *k*, from 1 to *n*. With *k* = *n* the result is exact.
///   - seed: which pivots are drawn.
///   - lengths, scale: as ``betweenness(of:lengths:scale:execution:)``.
/// - Returns: *n* scores in node order.
/// - Throws: ``GraphError/parameter(_:problem:)`` when *k* is out of range, and as
///   ``betweenness(of:lengths:scale:execution:)``.
/// - Complexity: O(*k* (*n* + *m*)) time without lengths.
/// - Source: Brandes & Pich (2007), "Centrality estimation in large networks", International Journal
///   of Bifurcation and Chaos 17(7), section 2 (random pivots).
public func estimatedBetweenness(
  of graph: CompactGraph, pivotCount: Int, seed: UInt64 = SplitMix64.standardSeed,
  lengths: [Int64]? = nil, scale: BetweennessScale = .pairs, execution: Execution = .standard
) throws(GraphError) -> [Double] {
  if graph.nodeCount == 0 { return [] }
  guard (1...graph.nodeCount).contains(pivotCount) else {
    throw .parameter("pivotCount", problem: "must be from 1 to \(graph.nodeCount)")
  }
  var generator = SplitMix64(seed: seed)
  var nodes = (0..<graph.nodeCount).map { Int32(truncatingIfNeeded: $0) }
  for place in 0..<pivotCount {
    nodes.swapAt(place, place + generator.index(below: nodes.count - place))
  }
  let pivots = nodes.prefix(pivotCount).map(Int.init).sorted()
  let sums = try dependencies(
    of: graph, onPathsFrom: pivots, lengths: lengths, execution: execution)
  let factor =
    scale.factor(directed: graph.isDirected, possiblePairs: pairsAround(nodeOf: graph))
    * Double(graph.nodeCount) / Double(pivotCount)
  return sums.map { $0 * factor }
}

/// As ``estimatedBetweenness(of:pivotCount:seed:lengths:scale:execution:)``, with a seed drawn from a
/// generator.
public func estimatedBetweenness(
  of graph: CompactGraph, pivotCount: Int, lengths: [Int64]? = nil,
  scale: BetweennessScale = .pairs, using generator: inout some RandomNumberGenerator,
  execution: Execution = .standard
) throws(GraphError) -> [Double] {
  try estimatedBetweenness(
    of: graph, pivotCount: pivotCount, seed: generator.next(), lengths: lengths, scale: scale,
    execution: execution)
}

/// A plan with some nodes as sources.
private func pivotPlan(
  _ graph: CompactGraph, _ sources: [Int], _ lengths: [Int64]?
) throws(GraphError) -> BetweennessPlan {
  try checkLengths(lengths, of: graph)
  var counts = [Double](repeating: 0, count: graph.nodeCount)
  for source in sources {
    guard (0..<graph.nodeCount).contains(source) else {
      throw .nodeOutOfRange(node: source, nodeCount: graph.nodeCount)
    }
    counts[source] += 1
  }
  return BetweennessPlan(graph, lengths: lengths, sourceCounts: counts)
}
