/// Communities by the Louvain method: nodes move to where they gain most, communities become nodes,
/// level by level, until nothing moves.
///
/// Prefer ``leidenCommunities(of:weights:options:seed:execution:)``: Louvain communities may fall apart
/// into pieces without an edge between them, and score lower.
///
/// ## Conventions
/// As for Leiden: direction ignored, parallel edges added up, loops in the strength, ties to the lower
/// number, communities numbered by first member. One pass through all levels is one iteration.
///
/// - Parameters:
///   - graph: *n* nodes and *m* edges.
///   - weights: *m* non-negative weights in edge order, or `nil`: each edge weighs 1.
///   - resolution: of modularity, at least 0; larger values give smaller communities.
///   - seed: of the order in which nodes are visited.
///   - execution: asked for cancelling between levels.
/// - Returns: the partition and its modularity.
/// - Throws: as Leiden.
/// - Complexity: O(*m*) a pass in practice; about 80 bytes a node and 24 an edge.
/// - Source: Blondel, Guillaume, Lambiotte & Lefebvre (2008), J. Stat. Mech. P10008.
public func louvainCommunities(
  of graph: CompactGraph, weights: [Int64]? = nil, resolution: Double = 1,
  seed: UInt64 = SplitMix64.standardSeed, execution: Execution = .standard
) throws(GraphError) -> Communities {
  var search = try CommunitySearch(graph, weights, .modularity, resolution, seed, refines: false)
  return try search.run(iterations: 1, execution: execution)
}

/// As ``louvainCommunities(of:weights:resolution:seed:execution:)``, with a seed drawn from a generator.
public func louvainCommunities(
  of graph: CompactGraph, weights: [Int64]? = nil, resolution: Double = 1,
  using generator: inout some RandomNumberGenerator, execution: Execution = .standard
) throws(GraphError) -> Communities {
  try louvainCommunities(
    of: graph, weights: weights, resolution: resolution, seed: generator.next(),
    execution: execution)
}
