/// A graph of two sides (donors and recipients, persons and events), checked: every edge joins a node
/// of the left to a node of the right.
///
/// ## Conventions
/// - Direction is ignored. Parallel edges stay, but "neighbours" below are distinct nodes.
/// - Nodes keep their ids. The *position* of a node is its index among the nodes of its side.
/// - A node without edges has a side all the same, and counts in densities.
public struct TwoModeGraph: Sendable {
  public let graph: CompactGraph
  /// The side of each node.
  public let sides: [TwoModeSide]
  /// The nodes of the left, ascending.
  public let left: [Int32]
  /// The nodes of the right, ascending.
  public let right: [Int32]
  /// The position of each node among those of its side.
  public let positions: [Int32]
  /// The arcs of the left nodes, by position; neighbours are positions on the right.
  let leftRows: AdjacencyRows
  /// The arcs of the right nodes, by position; neighbours are positions on the left.
  let rightRows: AdjacencyRows

  /// Finds the sides.
  ///
  /// - Throws: ``GraphError/notBipartite(edge:)`` naming the edge that closes an odd cycle;
  ///   ``oddCycle(in:)`` gives the cycle.
  /// - Complexity: O(*n* + *m*) time and memory.
  public init(_ graph: CompactGraph) throws(GraphError) {
    let walk = SideWalk(graph)
    if let edge = walk.conflict { throw .notBipartite(edge: Int(edge)) }
    self.init(trusted: graph, sides: walk.sides)
  }

  /// Takes the sides as given.
  ///
  /// - Parameter sides: the side of each node.
  /// - Throws: ``GraphError/wrongCount(of:expected:found:)``; ``GraphError/notBipartite(edge:)``
  ///   naming the first edge within a side.
  /// - Complexity: O(*n* + *m*) time and memory.
  public init(_ graph: CompactGraph, sides: [TwoModeSide]) throws(GraphError) {
    guard sides.count == graph.nodeCount else {
      throw .wrongCount(of: "sides", expected: graph.nodeCount, found: sides.count)
    }
    for edge in 0..<graph.edgeCount {
      let (source, target) = graph.ends(of: edge)
      if sides[source] == sides[target] { throw .notBipartite(edge: edge) }
    }
    self.init(trusted: graph, sides: sides)
  }

  /// Makes an undirected graph whose nodes are first those of the left, then those of the right.
  ///
  /// - Parameter edges: pairs of positions; an edge keeps the index of its pair as its id.
  /// - Throws: ``GraphError/nodeOutOfRange(node:nodeCount:)`` naming a position that its side lacks;
  ///   ``GraphError/tooLarge(nodes:edges:)``.
  public init(
    leftCount: Int, rightCount: Int, edges: [(left: Int, right: Int)]
  ) throws(GraphError) {
    for (left, right) in edges {
      guard (0..<leftCount).contains(left) else {
        throw .nodeOutOfRange(node: left, nodeCount: leftCount)
      }
      guard (0..<rightCount).contains(right) else {
        throw .nodeOutOfRange(node: right, nodeCount: rightCount)
      }
    }
    let graph = try CompactGraph(
      .undirected, nodeCount: leftCount + rightCount,
      edges: edges.map { ($0.left, leftCount + $0.right) })
    self.init(
      trusted: graph,
      sides: (0..<graph.nodeCount).map { $0 < leftCount ? .left : .right })
  }

  private init(trusted graph: CompactGraph, sides: [TwoModeSide]) {
    self.graph = graph
    self.sides = sides
    var nodes: [[Int32]] = [[], []]
    positions = sides.enumerated().map { node, side in
      nodes[Int(side.rawValue)].append(Int32(truncatingIfNeeded: node))
      return Int32(truncatingIfNeeded: nodes[Int(side.rawValue)].count - 1)
    }
    left = nodes[0]
    right = nodes[1]
    leftRows = Self.rows(of: left, in: graph, positions: positions)
    rightRows = Self.rows(of: right, in: graph, positions: positions)
  }

  /// The nodes of a side, ascending.
  public func nodes(on side: TwoModeSide) -> [Int32] { side == .left ? left : right }

  func rows(of side: TwoModeSide) -> AdjacencyRows { side == .left ? leftRows : rightRows }

  /// The distinct neighbours of each node, by id, and the summed weight of the edges to each by the
  /// edge ids of the rows.
  ///
  /// - Throws: ``GraphError/overflow(in:)`` when a sum leaves `Int64`.
  func simpleRows(
    weights: [Int64]? = nil
  ) throws(GraphError) -> (rows: AdjacencyRows, weights: [Int64]) {
    if !graph.isDirected && graph.parallelCount == 0 {
      return (graph.outgoing, weights ?? Array(repeating: 1, count: graph.edgeCount))
    }
    let merged = try graph.merged(as: .undirected, weights: weights, by: .sum)
    return (merged.graph.outgoing, merged.weights)
  }

  /// The arcs of some nodes, out of both directions, ascending by neighbour, then edge.
  ///
  /// Positions ascend with ids, so the order of the rows of the graph is kept.
  private static func rows(
    of members: [Int32], in graph: CompactGraph, positions: [Int32]
  ) -> AdjacencyRows {
    let directed = graph.isDirected
    return graph.outgoing.withPointers { ahead in
      graph.incoming.withPointers { back in
        let offsets = [Int32](count: members.count + 1) { offsets in
          offsets[0] = 0
          for (position, member) in members.enumerated() {
            let node = Int(member)
            let degree = ahead.degree(node) + (directed ? back.degree(node) : 0)
            offsets[position + 1] = offsets[position] + Int32(truncatingIfNeeded: degree)
          }
        }
        let count = Int(offsets[members.count])
        var edges: [Int32] = []
        let neighbors = [Int32](count: count) { neighbors in
          edges = [Int32](count: count) { edges in
            positions.withTrustedPointer { positions in
              var slot = 0
              for member in members {
                let node = Int(member)
                var (out, outEnd) = (ahead.begin(node), ahead.end(node))
                var (into, intoEnd) = directed ? (back.begin(node), back.end(node)) : (0, 0)
                while out < outEnd || into < intoEnd {
                  let takesOut =
                    into == intoEnd
                    || (out < outEnd
                      && (ahead.neighbors[out], ahead.edges[out])
                        < (back.neighbors[into], back.edges[into]))
                  let (rows, arc) = takesOut ? (ahead, out) : (back, into)
                  neighbors[slot] = positions[Int(rows.neighbors[arc])]
                  edges[slot] = rows.edges[arc]
                  slot += 1
                  out += takesOut ? 1 : 0
                  into += takesOut ? 0 : 1
                }
              }
            }
          }
        }
        return AdjacencyRows(offsets: offsets, neighbors: neighbors, edges: edges)
      }
    }
  }
}
