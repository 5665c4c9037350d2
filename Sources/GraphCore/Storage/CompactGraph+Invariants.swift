extension CompactGraph {
  /// What a graph promises about its rows, checked; `nil` when all holds.
  ///
  /// Tests call it after each way of making a graph. Nothing that the public API offers can break an
  /// invariant, so a sentence here is a defect of this module.
  ///
  /// - Complexity: O(*n* + *m*) time, O(*m*) memory.
  public func brokenInvariant() -> String? {
    guard sources.count == targets.count else { return "sources and targets differ in length" }
    let arcs = isDirected ? edgeCount : 2 * edgeCount
    for (rows, name) in [(outgoing, "outgoing"), (incoming, "incoming")] {
      if rows.nodeCount != nodeCount { return "\(name) has rows for \(rows.nodeCount) nodes" }
      if rows.arcCount != arcs || rows.edges.count != arcs {
        return "\(name) has \(rows.arcCount) arcs instead of \(arcs)"
      }
      if rows.offsets.first != 0 || rows.offsets.last.map(Int.init) != arcs {
        return "the offsets of \(name) do not span its arcs"
      }
      if let broken = brokenRow(of: rows, named: name) { return broken }
    }
    return nil
  }

  private func brokenRow(of rows: AdjacencyRows, named name: String) -> String? {
    let isOutgoing = name == "outgoing"
    var seen = [UInt8](repeating: 0, count: edgeCount)
    for node in 0..<nodeCount {
      guard rows.offsets[node] <= rows.offsets[node + 1] else {
        return "the offsets of \(name) fall at node \(node)"
      }
      for arc in rows.row(node) {
        let edge = Int(rows.edges[arc])
        let other = Int(rows.neighbors[arc])
        let (source, target) = ends(of: edge)
        let fits =
          isDirected
          ? (isOutgoing ? (source, target) == (node, other) : (source, target) == (other, node))
          : (source, target) == (node, other) || (target, source) == (node, other)
        guard fits else { return "arc \(arc) of \(name) does not belong to edge \(edge)" }
        seen[edge] += 1
        if arc > rows.row(node).lowerBound {
          let before = (rows.neighbors[arc - 1], rows.edges[arc - 1])
          if before > (rows.neighbors[arc], rows.edges[arc]) {
            return "row \(node) of \(name) is not in ascending order"
          }
        }
      }
    }
    if let edge = seen.firstIndex(where: { $0 != (isDirected ? 1 : 2) }) {
      return "edge \(edge) stands \(seen[edge]) times in \(name)"
    }
    return nil
  }
}
