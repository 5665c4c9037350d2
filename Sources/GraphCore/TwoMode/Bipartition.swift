/// One of the two sides of a two-mode graph.
public enum TwoModeSide: UInt8, Sendable, CaseIterable {
  case left
  case right

  public var opposite: TwoModeSide { self == .left ? .right : .left }
}

/// Two sides such that every edge joins a node of the one to a node of the other.
public struct Bipartition: Sendable, Hashable {
  /// The side of each node.
  public let sides: [TwoModeSide]

  /// The nodes of a side, ascending.
  public func nodes(on side: TwoModeSide) -> [Int32] {
    sides.indices.filter { sides[$0] == side }.map { Int32(truncatingIfNeeded: $0) }
  }
}

/// A closed walk of odd length without a repeated node: the proof that a graph has no two sides.
public struct OddCycle: Sendable, Hashable {
  /// The nodes in the order of the cycle.
  public let nodes: [Int32]
  /// Edge *i* joins node *i* to the next one, the last edge joins the last node to the first.
  public let edges: [Int32]
}

/// The two sides of a graph, or `nil` when it has none.
///
/// ## Conventions
/// - Direction is ignored; parallel edges change nothing; a loop is an odd cycle.
/// - In each weakly connected component the smallest node is on the left, so isolated nodes are too.
///   In a connected graph there is no other choice but to swap the sides.
///
/// - Returns: the side of each node; `nil` when ``oddCycle(in:)`` finds a cycle.
/// - Complexity: O(*n* + *m*) time, O(*n*) memory.
/// - Source: Kőnig (1936), "Theorie der endlichen und unendlichen Graphen", chapter XI, theorem 12.
public func bipartition(of graph: CompactGraph) -> Bipartition? {
  let walk = SideWalk(graph)
  return walk.conflict == nil ? Bipartition(sides: walk.sides) : nil
}

/// An odd cycle, or `nil` when the graph has two sides.
///
/// ## Conventions
/// - Direction is ignored: edges may be passed either way. A loop is a cycle of one node.
/// - It is the first that a breadth-first search from the smallest node of each component meets; it
///   need not be the shortest.
///
/// - Complexity: O(*n* + *m*) time, O(*n*) memory.
public func oddCycle(in graph: CompactGraph) -> OddCycle? {
  let walk = SideWalk(graph)
  return walk.conflict.map { walk.cycle(closedBy: $0) }
}

/// A breadth-first search that gives each node the side opposite to its parent's, until an edge joins
/// two nodes of one side.
struct SideWalk {
  private(set) var sides: [TwoModeSide]
  /// The edge that joins two nodes of one side.
  private(set) var conflict: Int32?

  private let graph: CompactGraph
  private var depths: [Int32]
  private var parents: [Int32]
  private var parentEdges: [Int32]

  init(_ graph: CompactGraph) {
    self.graph = graph
    let count = graph.nodeCount
    sides = Array(repeating: .left, count: count)
    depths = Array(repeating: -1, count: count)
    parents = Array(repeating: -1, count: count)
    parentEdges = Array(repeating: -1, count: count)
    var queue = [Int32](repeating: 0, count: count)
    let directed = graph.isDirected
    conflict = graph.outgoing.withPointers { ahead in
      graph.incoming.withPointers { back in
        depths.withTrustedMutablePointer { depths in
          parents.withTrustedMutablePointer { parents in
            parentEdges.withTrustedMutablePointer { parentEdges in
              queue.withTrustedMutablePointer { queue in
                Self.search(
                  ahead, directed ? back : nil, depths: depths, parents: parents,
                  parentEdges: parentEdges, queue: queue)
              }
            }
          }
        }
      }
    }
    if conflict == nil {
      for node in 0..<count where depths[node] & 1 == 1 { sides[node] = .right }
    }
  }

  /// - Returns: the first edge found between nodes of the same side.
  private static func search(
    _ ahead: AdjacencyRows.Pointers, _ back: AdjacencyRows.Pointers?,
    depths: UnsafeMutablePointer<Int32>, parents: UnsafeMutablePointer<Int32>,
    parentEdges: UnsafeMutablePointer<Int32>, queue: UnsafeMutablePointer<Int32>
  ) -> Int32? {
    for root in 0..<ahead.nodeCount where depths[root] < 0 {
      depths[root] = 0
      queue[0] = Int32(truncatingIfNeeded: root)
      var (head, tail) = (0, 1)
      while head < tail {
        let node = Int(queue[head])
        head += 1
        var rows = ahead
        // The second pass, against the edges, is for directed graphs only.
        for pass in 0..<(back == nil ? 1 : 2) {
          if pass == 1, let back { rows = back }
          for arc in rows.begin(node)..<rows.end(node) {
            let other = Int(rows.neighbors[arc])
            if depths[other] < 0 {
              depths[other] = depths[node] + 1
              parents[other] = Int32(truncatingIfNeeded: node)
              parentEdges[other] = rows.edges[arc]
              queue[tail] = Int32(truncatingIfNeeded: other)
              tail += 1
            } else if (depths[other] ^ depths[node]) & 1 == 0 {
              return rows.edges[arc]
            }
          }
        }
      }
    }
    return nil
  }

  /// The cycle of an edge and the ways from its ends up to where they meet.
  func cycle(closedBy edge: Int32) -> OddCycle {
    var (up, down) = graph.ends(of: Int(edge))
    var (upNodes, upEdges): ([Int32], [Int32]) = ([Int32(up)], [])
    var (downNodes, downEdges): ([Int32], [Int32]) = (up == down ? [] : [Int32(down)], [])
    while up != down {
      if depths[up] >= depths[down] {
        upEdges.append(parentEdges[up])
        up = Int(parents[up])
        upNodes.append(Int32(up))
      } else {
        downEdges.append(parentEdges[down])
        down = Int(parents[down])
        downNodes.append(Int32(down))
      }
    }
    // Both lists end with the node where they met.
    _ = downNodes.popLast()
    return OddCycle(
      nodes: upNodes + downNodes.reversed(), edges: upEdges + downEdges.reversed() + [edge])
  }
}
