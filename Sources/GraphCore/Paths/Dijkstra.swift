/// Shortest paths from one node, or from the nearest of several, to every node.
///
/// With several sources each node also learns which source is nearest: the catchments of hospitals
/// or donors over the network.
///
/// ## Conventions
/// - The length of a path is the sum of the lengths of its edges. Each parallel edge is a way of its
///   own; loops never matter. Lengths may be 0.
/// - At equal distance the source earlier in the list owns the node; it then also owns a later source
///   that stands at distance 0 from it. Among its shortest paths the one found first is kept, where
///   nodes are settled in order of distance, then node id, and arcs in order of the other end,
///   then edge id: the same answer on every run.
/// - Unreachable is `nil`; a source is at distance 0.
///
/// - Parameters:
///   - graph: any graph, *n* nodes and *m* edges.
///   - sources: nodes; none gives an answer in which nothing is reached.
///   - side: `.outgoing` measures from the sources, `.incoming` towards them.
///   - lengths: *m* lengths, not negative, or `nil`: each edge is 1 long.
/// - Throws: ``GraphError/nodeOutOfRange(node:nodeCount:)``, ``GraphError/negativeWeight(edge:weight:)``,
///   ``GraphError/wrongCount(of:expected:found:)``, ``GraphError/overflow(in:)`` when a distance leaves
///   `Int64`.
/// - Complexity: O((*n* + *m*) log *n*) time, O(*n* + *m*) memory.
/// - Source: Dijkstra (1959), Numerische Mathematik 1, 269–271; several sources: Erwig (2000),
///   "The graph Voronoi diagram with applications", Networks 36.
public func shortestPaths(
  of graph: CompactGraph, from sources: [Int], along side: ArcSide = .outgoing,
  lengths: [Int64]? = nil
) throws(GraphError) -> ShortestPaths {
  try graph.checkNodes(sources)
  let greatest = try graph.checkLengths(lengths)
  let rows = graph.walkRows(along: side)
  let measured = LengthRows(rows, lengths: lengths, greatest: greatest)
  let found = ShortestPaths(sources: sources, rows: rows) { columns in
    switch measured.arcs {
    case .narrow(let arcs): dijkstra(measured, arcs, NarrowKey.self, sources, columns)
    case .wide(let arcs): dijkstra(measured, arcs, WideKey.self, sources, columns)
    }
  }
  guard let found else { throw .overflow(in: "The length of a path") }
  return found
}

private func dijkstra<Arc: LengthArc, Key: SettlingKey>(
  _ rows: LengthRows, _ arcs: [Arc], _: Key.Type, _ sources: [Int], _ columns: ShortestPathColumns
) -> Int? {
  var heap = QuaternaryHeap<Key>(capacity: rows.nodeCount)
  defer { heap.deallocate() }
  return rows.offsets.withTrustedPointer { offsets in
    arcs.withTrustedPointer { arcs in
      DijkstraKernel.tree(
        from: sources.map { Int32(truncatingIfNeeded: $0) }, offsets: offsets, arcs: arcs,
        nodeCount: rows.nodeCount, shift: rows.shift, heap: &heap, columns: columns)
    }
  }
}
