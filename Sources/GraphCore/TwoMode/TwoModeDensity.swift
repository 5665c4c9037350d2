/// How many of the possible pairs of a left and a right node are joined, from 0 to 1.
///
/// ## Conventions
/// - Direction is ignored; parallel edges count as one. Nodes without edges count.
/// - `nil` when a side has no nodes: there are no pairs.
///
/// - Complexity: O(*n* + *m*).
/// - Source: Latapy, Magnien & Del Vecchio (2008), Social Networks 30(1), section 3.1.
public func density(of graph: TwoModeGraph) -> Double? {
  guard !graph.left.isEmpty && !graph.right.isEmpty else { return nil }
  let pairs = neighborCounts(of: graph, on: .left).reduce(0) { $0 + Int($1) }
  return Double(pairs) / (Double(graph.left.count) * Double(graph.right.count))
}

/// How many nodes across each node of a side is joined to, in the order of ``TwoModeGraph/nodes(on:)``.
///
/// Parallel edges count as one. (The degree, which counts edges, is that of the graph.)
///
/// - Complexity: O(*n* + *m*).
public func neighborCounts(of graph: TwoModeGraph, on side: TwoModeSide) -> [Int32] {
  graph.rows(of: side).withPointers { rows in
    [Int32](count: rows.nodeCount) { counts in
      for node in 0..<rows.nodeCount {
        var count: Int32 = 0
        for arc in rows.begin(node)..<rows.end(node)
        where arc == rows.begin(node) || rows.neighbors[arc] != rows.neighbors[arc - 1] {
          count += 1
        }
        counts[node] = count
      }
    }
  }
}
