extension CompactGraph {
  /// The arcs that a walk along `side` takes: the row of a node holds the nodes to which it may step.
  ///
  /// - Complexity: O(1); O(*n* + *m*) for both sides of a directed graph, whose rows are made anew.
  func walkRows(along side: ArcSide) -> AdjacencyRows {
    switch side {
    case .outgoing: outgoing
    case .incoming: incoming
    case .both:
      isDirected
        ? CompactGraph(.undirected, trusted: nodeCount, sources: sources, targets: targets).outgoing
        : outgoing
    }
  }

  /// The same arcs as ``walkRows(along:)`` by the node at which a step arrives.
  func walkRows(against side: ArcSide) -> AdjacencyRows {
    switch side {
    case .outgoing: incoming
    case .incoming: outgoing
    case .both: walkRows(along: .both)
    }
  }

  /// Refuses what is not a node.
  func checkNodes(_ nodes: [Int]) throws(GraphError) {
    for node in nodes where node < 0 || node >= nodeCount {
      throw .nodeOutOfRange(node: node, nodeCount: nodeCount)
    }
  }

  /// Refuses lengths that are not one a edge or negative.
  ///
  /// - Returns: the greatest length; 1 where no lengths are given, 0 where there are no edges.
  @discardableResult
  func checkLengths(_ lengths: [Int64]?) throws(GraphError) -> Int64 {
    guard let lengths else { return edgeCount == 0 ? 0 : 1 }
    try requireColumn(lengths, named: "lengths")
    var greatest: Int64 = 0
    var signs: Int64 = 0
    lengths.withTrustedPointer { length in
      for edge in 0..<edgeCount {
        signs |= length[edge]
        greatest = max(greatest, length[edge])
      }
    }
    if signs < 0, let edge = lengths.firstIndex(where: { $0 < 0 }) {
      throw .negativeWeight(edge: edge, weight: lengths[edge])
    }
    return greatest
  }
}
