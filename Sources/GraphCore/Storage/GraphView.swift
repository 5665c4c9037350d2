/// Some of the edges of a graph, chosen without copying it: one bit an edge.
///
/// The nodes and the ids of nodes and edges are those of the graph. Degrees, strengths, sums and weak
/// components are read through the view. Measures that walk the rows many times take
/// ``frozen()``: rows of the chosen edges only, made in one pass.
public struct GraphView: Sendable {
  public let graph: CompactGraph
  private let mask: [UInt64]
  public let edgeCount: Int

  init(graph: CompactGraph, mask: [UInt64]) {
    self.graph = graph
    self.mask = mask
    edgeCount = mask.reduce(0) { $0 + $1.nonzeroBitCount }
  }

  /// Whether an edge of the graph is in the view.
  public func contains(edge: Int) -> Bool { mask[edge >> 6] >> UInt64(edge & 63) & 1 == 1 }

  /// The edges of both views. Both must be of the same graph.
  public func intersection(_ other: GraphView) -> GraphView {
    precondition(graph.edgeCount == other.graph.edgeCount, "Views of different graphs")
    return GraphView(graph: graph, mask: zip(mask, other.mask).map { $0 & $1 })
  }

  /// The edges of either view. Both must be of the same graph.
  public func union(_ other: GraphView) -> GraphView {
    precondition(graph.edgeCount == other.graph.edgeCount, "Views of different graphs")
    return GraphView(graph: graph, mask: zip(mask, other.mask).map { $0 | $1 })
  }

  /// The view without the edges at some nodes.
  public func without(nodes: some Sequence<Int>) -> GraphView {
    var mask = mask
    for node in nodes {
      for rows in graph.isDirected ? [graph.outgoing, graph.incoming] : [graph.outgoing] {
        for arc in rows.row(node) {
          let edge = Int(rows.edges[arc])
          mask[edge >> 6] &= ~(1 << UInt64(edge & 63))
        }
      }
    }
    return GraphView(graph: graph, mask: mask)
  }

  /// Calls the closure with each edge in the view, in ascending order.
  public func forEachEdge(_ body: (_ edge: Int) -> Void) {
    for (word, bits) in mask.enumerated() {
      var left = bits
      while left != 0 {
        body(word << 6 | left.trailingZeroBitCount)
        left &= left - 1
      }
    }
  }

  /// A graph of its own with the same nodes and only the edges of the view.
  ///
  /// - Complexity: O(*n* + *m*) time, memory for the chosen edges only.
  public func frozen() -> FrozenView {
    var edges: [Int32] = []
    edges.reserveCapacity(edgeCount)
    forEachEdge { edges.append(Int32(truncatingIfNeeded: $0)) }
    return FrozenView(
      graph: CompactGraph(
        graph.direction, trusted: graph.nodeCount, sources: edges.map { graph.sources[Int($0)] },
        targets: edges.map { graph.targets[Int($0)] }), edges: edges)
  }
}

/// The rows of a view, and which edge of the whole graph each of its edges is.
public struct FrozenView: Sendable {
  public let graph: CompactGraph
  /// For each edge here, its id in the graph of which the view was taken.
  public let edges: [Int32]

  /// The values of a column of the whole graph for the edges here.
  public func carry<Value>(_ column: [Value]) -> [Value] { edges.map { column[Int($0)] } }
}

extension CompactGraph {
  /// The edges for which the closure says yes, asked once for each edge in ascending order.
  ///
  /// - Complexity: O(*m*) time, *m* / 8 bytes.
  public func view(where isIncluded: (_ edge: Int) -> Bool) -> GraphView {
    var mask = [UInt64](repeating: 0, count: (edgeCount + 63) / 64)
    for edge in 0..<edgeCount where isIncluded(edge) {
      mask[edge >> 6] |= 1 << UInt64(edge & 63)
    }
    return GraphView(graph: self, mask: mask)
  }
}
