/// A directed graph with each strongly connected component drawn together into one node.
public struct Condensation: Sendable {
  /// The components; their numbers are the nodes of ``graph``.
  public let components: Components
  /// Directed, without cycles, loops and parallel edges; edges by source, then target.
  public let graph: CompactGraph
  /// How many edges of the whole graph each edge stands for.
  public let multiplicities: [Int32]
  /// The nodes of ``graph`` so ordered that every edge leads from an earlier to a later one.
  public let topologicalOrder: [Int32]
}

/// Draws each strongly connected component together into one node.
///
/// ## Conventions
/// - Edges inside a component (loops among them) vanish; edges between the same two components become
///   one, with their count in ``Condensation/multiplicities``.
/// - An undirected graph falls into its components, without edges.
///
/// - Parameter graph: any graph, *n* nodes and *m* edges.
/// - Complexity: O(*n* + *m*) time and memory.
/// - Source: Tarjan (1972): components are settled in reverse topological order.
public func condensation(of graph: CompactGraph) -> Condensation {
  let rows = StrongComponentKernel.run(graph.outgoing)
  let components = Components(labels: rows.labels, labelCount: rows.count)
  var order = [Int32](repeating: 0, count: rows.count)
  for node in 0..<graph.nodeCount {
    order[rows.count - 1 - Int(rows.labels[node])] = components.membership[node]
  }
  let membership = components.membership
  var sources: [Int32] = []
  var targets: [Int32] = []
  for edge in 0..<graph.edgeCount {
    let (source, target) = graph.ends(of: edge)
    guard membership[source] != membership[target] else { continue }
    sources.append(membership[source])
    targets.append(membership[target])
  }
  let crossing = CompactGraph(
    .directed, trusted: components.count, sources: sources, targets: targets)
  // Counts of at most `Int32.max` edges do not overflow, so nothing can be refused.
  let merged = try! crossing.merged(by: .count)
  return Condensation(
    components: components, graph: merged.graph, multiplicities: merged.multiplicities,
    topologicalOrder: order)
}
