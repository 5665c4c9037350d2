extension MaximumMatching {
  /// Why this is not a maximum matching of a graph with its proof, in a sentence; `nil` when it is one.
  ///
  /// Nothing is shared with the search: the edges are looked up in the graph, and the cover is laid
  /// over all edges. A matching and a cover of the same size prove each other best.
  ///
  /// - Complexity: O(*n* + *m*).
  public func brokenCertificate(in graph: CompactGraph) -> String? {
    var mateOf = [Int?](repeating: nil, count: graph.nodeCount)
    for edge in edges {
      guard (0..<graph.edgeCount).contains(Int(edge)) else { return "edge \(edge) does not exist" }
      let (source, target) = graph.ends(of: Int(edge))
      for (node, other) in [(source, target), (target, source)] {
        if mateOf[node] != nil { return "node \(node) is matched twice" }
        mateOf[node] = other
      }
    }
    if let node = mateOf.indices.first(where: { mateOf[$0] != mate(of: $0) }) {
      return "the mate of node \(node) is not the other end of its edge"
    }
    var isCovering = [Bool](repeating: false, count: graph.nodeCount)
    for node in cover {
      guard isCovering.indices.contains(Int(node)) else { return "node \(node) does not exist" }
      if isCovering[Int(node)] { return "node \(node) is in the cover twice" }
      isCovering[Int(node)] = true
    }
    for edge in 0..<graph.edgeCount {
      let (source, target) = graph.ends(of: edge)
      if !isCovering[source] && !isCovering[target] { return "edge \(edge) is not covered" }
    }
    guard cover.count == edges.count else {
      return "the cover has \(cover.count) nodes for \(edges.count) edges"
    }
    return nil
  }
}
