/// As many edges as possible of which no two share a node, and the proof that there are no more.
public struct MaximumMatching: Sendable, Hashable {
  /// The edges, ascending by their left node; of parallel edges the one with the lowest id.
  public let edges: [Int32]
  /// A minimum vertex cover, ascending: every edge of the graph has an end here. It has as many nodes
  /// as the matching has edges, and no matching can have more edges than a cover has nodes.
  public let cover: [Int32]
  /// The mate of each node, −1 for none.
  private let mates: [Int32]

  public var count: Int { edges.count }

  init(edges: [Int32], cover: [Int32], mates: [Int32]) {
    self.edges = edges
    self.cover = cover
    self.mates = mates
  }

  /// The node matched with `node`, or `nil` when it is alone.
  public func mate(of node: Int) -> Int? { mates[node] < 0 ? nil : Int(mates[node]) }

  /// The nodes without a mate, ascending.
  public var unmatched: [Int32] {
    mates.indices.filter { mates[$0] < 0 }.map { Int32(truncatingIfNeeded: $0) }
  }
}

/// A matching with as many edges as possible.
///
/// Nodes with one free neighbour left are matched first (Karp & Sipser), which on sparse graphs leaves
/// little to do; then Hopcroft and Karp's phases of shortest augmenting paths from the side with fewer
/// nodes still alone. The last search finds no path, and its reach gives the cover (Kőnig).
///
/// ## Conventions
/// - Direction and weights are ignored; parallel edges count as one.
/// - There may be several maximum matchings. Which one is returned depends on the graph alone; it
///   changes when nodes are renumbered, its size does not.
///
/// - Parameter execution: asked for cancellation before each phase; the work is sequential.
/// - Throws: ``GraphError/cancelled``.
/// - Complexity: O(*m* √*n*) time, O(*n*) memory beside the graph.
/// - Source: Hopcroft & Karp (1973), SIAM J. Comput. 2(4), algorithms A and B; Karp & Sipser (1981),
///   FOCS '81, section 2; Kőnig (1931).
public func maximumMatching(
  of graph: TwoModeGraph, execution: Execution = .standard
) throws(GraphError) -> MaximumMatching {
  var kernel = MatchingKernel(left: graph.leftRows, right: graph.rightRows)
  try kernel.run(execution)
  return kernel.result(in: graph)
}
