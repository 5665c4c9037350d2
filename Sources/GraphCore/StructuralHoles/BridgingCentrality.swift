/// Bridging centrality and the two measures of which it is made, as columns in node order.
public struct BridgingCentrality: Hashable, Sendable {
  /// Betweenness in the graph without directions.
  public let betweenness: [Double]
  /// How small the degree of a node is beside those of its neighbours; `nil` without neighbours.
  public let coefficient: [Double?]
  /// The product of both; `nil` without neighbours.
  public let centrality: [Double?]
}

/// The bridging centrality of every node: high where a node joins dense parts without being in one.
///
/// The bridging coefficient of *v* is (1 / *d*(*v*)) / Σ 1 / *d*(*i*) over its neighbours *i*, where *d* is
/// the number of neighbours; bridging centrality is its product with betweenness.
///
/// ## Conventions
/// - Direction is ignored, parallel edges count once, loops are dropped, in both factors.
/// - A node without neighbours has no coefficient.
///
/// - Parameters:
///   - graph: *n* nodes and *m* edges.
///   - scale: the unit of betweenness.
/// - Throws: ``GraphError/cancelled``.
/// - Complexity: as ``betweenness(of:lengths:scale:execution:)``, O(*n m*) time.
/// - Source: Hwang, Cho, Zhang & Ramanathan (2006), "Bridging centrality: identifying bridging nodes in
///   scale-free networks", Technical Report 2006-05, University at Buffalo; the product of values
///   rather than of ranks as in Hwang, Kim, Ramanathan & Zhang (2008), "Bridging centrality: graph
///   mining from element level to group level", KDD '08, definition 2.
public func bridgingCentrality(
  of graph: CompactGraph, scale: BetweennessScale = .normalized,
  execution: Execution = .standard
) throws(GraphError) -> BridgingCentrality {
  let simple = try graph.merged(as: .undirected, by: .count).graph
  let passing = try betweenness(of: simple, scale: scale, execution: execution)
  let rows = simple.outgoing
  let coefficient = (0..<graph.nodeCount).map { node -> Double? in
    let row = rows.row(node)
    guard !row.isEmpty else { return nil }
    let around = row.reduce(0.0) { $0 + 1 / Double(rows.row(Int(rows.neighbors[$1])).count) }
    return 1 / Double(row.count) / around
  }
  let centrality = zip(coefficient, passing).map { pair in pair.0.map { $0 * pair.1 } }
  return BridgingCentrality(
    betweenness: passing, coefficient: coefficient, centrality: centrality)
}
