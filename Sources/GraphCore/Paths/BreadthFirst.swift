/// A breadth-first search from one node, or from several at once.
///
/// ## Conventions
/// - Every edge is 1 long; loops and parallel edges never matter.
/// - Sources come first, in the order given (each once); then their neighbours, each row in order of
///   the other end, then edge id. A node belongs to the source that reached it first, which is the
///   earliest in the list of those nearest to it.
/// - Unreachable is `nil`; a source is at distance 0.
///
/// - Parameters:
///   - graph: any graph, *n* nodes and *m* edges.
///   - sources: nodes; none gives an answer in which nothing is reached.
///   - side: along which arcs the search steps.
/// - Throws: ``GraphError/nodeOutOfRange(node:nodeCount:)``.
/// - Complexity: O(*n* + *m*) time, O(*n*) memory (O(*n* + *m*) for both sides of a directed graph).
/// - Source: Moore (1959), "The shortest path through a maze".
public func breadthFirst(
  of graph: CompactGraph, from sources: [Int], along side: ArcSide = .outgoing
) throws(GraphError) -> ShortestPaths {
  try graph.checkNodes(sources)
  let rows = graph.walkRows(along: side)
  let found = ShortestPaths(sources: sources, rows: rows) { columns in
    rows.withPointers { BreadthFirstKernel.search(from: sources, rows: $0, columns: columns) }
  }
  // Hops always fit.
  return found!
}

enum BreadthFirstKernel {
  /// - Returns: how many nodes were reached.
  static func search(
    from sources: [Int], rows: AdjacencyRows.Pointers, columns: ShortestPathColumns
  ) -> Int {
    let (distance, owner, order) = (columns.distance, columns.owner, columns.order)
    columns.clear(rows.nodeCount)
    var tail = 0
    for (rank, source) in sources.enumerated() where owner[source] < 0 {
      distance[source] = 0
      owner[source] = Int32(truncatingIfNeeded: rank)
      order[tail] = Int32(truncatingIfNeeded: source)
      tail += 1
    }
    var head = 0
    while head < tail {
      let node = Int(order[head])
      head += 1
      for slot in rows.begin(node)..<rows.end(node) {
        let other = Int(rows.neighbors[slot])
        if owner[other] >= 0 { continue }
        owner[other] = owner[node]
        distance[other] = distance[node] + 1
        columns.arc[other] = Int32(truncatingIfNeeded: slot)
        columns.parent[other] = Int32(truncatingIfNeeded: node)
        order[tail] = Int32(truncatingIfNeeded: other)
        tail += 1
      }
    }
    return tail
  }
}
