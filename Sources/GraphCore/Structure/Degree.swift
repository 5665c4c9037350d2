/// The number of arcs at every node.
///
/// ## Conventions
/// - Every edge counts, parallel ones each. A directed loop counts once in ``ArcSide/outgoing``, once
///   in ``ArcSide/incoming`` and twice in ``ArcSide/both``; an undirected loop counts twice.
/// - In an undirected graph the three sides are the same.
///
/// - Parameters:
///   - graph: any graph, *n* nodes and *m* edges.
///   - side: which arcs to count.
/// - Returns: *n* integers in node order, unit "edge ends".
/// - Complexity: O(*n*) time and memory.
public func degrees(of graph: CompactGraph, _ side: ArcSide = .both) -> [Int] {
  let rows = side == .incoming ? graph.incoming : graph.outgoing
  let addsIncoming = side == .both && graph.isDirected
  return [Int](count: graph.nodeCount) { degrees in
    rows.offsets.withTrustedPointer { offsets in
      graph.incoming.offsets.withTrustedPointer { incoming in
        for node in 0..<graph.nodeCount {
          degrees[node] = Int(offsets[node + 1] - offsets[node])
          if addsIncoming { degrees[node] += Int(incoming[node + 1] - incoming[node]) }
        }
      }
    }
  }
}

/// The number of arcs at every node, of the edges in a view.
///
/// Conventions as in ``degrees(of:_:)-(CompactGraph,_)``. Nothing is copied.
///
/// - Complexity: O(*n* + *m*) time, O(*n*) memory.
public func degrees(of view: GraphView, _ side: ArcSide = .both) -> [Int] {
  var degrees = [Int](repeating: 0, count: view.graph.nodeCount)
  let side = view.graph.isDirected ? side : .both
  degrees.withTrustedMutablePointer { degrees in
    view.graph.withEnds { sources, targets in
      view.forEachEdge { edge in
        if side != .incoming { degrees[Int(sources[edge])] += 1 }
        if side != .outgoing { degrees[Int(targets[edge])] += 1 }
      }
    }
  }
  return degrees
}

/// The sum of the weights of the edges at every node.
///
/// ## Conventions
/// - Which edges count, and how often, is as in ``degrees(of:_:)-(CompactGraph,_)``: parallel edges add
///   up, a loop counts at both of its ends.
/// - Weights may be negative.
///
/// - Parameters:
///   - graph: any graph, *n* nodes and *m* edges.
///   - weights: *m* weights in edge order (fen, people, …), or `nil`: every edge weighs 1.
///   - side: which arcs to count.
/// - Returns: *n* sums in node order, in the unit of the weights.
/// - Throws: ``GraphError/wrongCount(of:expected:found:)``; ``GraphError/overflow(in:)`` when a sum
///   leaves `Int64` on the way, edges taken in ascending order.
/// - Complexity: O(*n* + *m*) time, O(*n*) memory.
public func strengths(
  of graph: CompactGraph, weights: [Int64]?, _ side: ArcSide = .both
) throws(GraphError) -> [Int64] {
  guard let weights else { return degrees(of: graph, side).map(Int64.init) }
  try graph.requireColumn(weights, named: "weights")
  return try sums(graph, weights, side) { body in
    for edge in 0..<graph.edgeCount { body(edge) }
  }
}

/// The sum of the weights of the edges of a view at every node.
///
/// Conventions and errors as in ``strengths(of:weights:_:)-(CompactGraph,_,_)``. Weights are those of the
/// whole graph, one for each of its edges.
///
/// - Complexity: O(*n* + *m*) time, O(*n*) memory.
public func strengths(
  of view: GraphView, weights: [Int64]?, _ side: ArcSide = .both
) throws(GraphError) -> [Int64] {
  guard let weights else { return degrees(of: view, side).map(Int64.init) }
  try view.graph.requireColumn(weights, named: "weights")
  return try sums(view.graph, weights, side, view.forEachEdge)
}

@inline(__always)
private func sums(
  _ graph: CompactGraph, _ weights: [Int64], _ side: ArcSide,
  _ forEachEdge: ((_ edge: Int) -> Void) -> Void
) throws(GraphError) -> [Int64] {
  var sums = [Int64](repeating: 0, count: graph.nodeCount)
  var overflows = false
  let side = graph.isDirected ? side : .both
  sums.withTrustedMutablePointer { sums in
    weights.withTrustedPointer { weights in
      graph.withEnds { sources, targets in
        forEachEdge { edge in
          if side != .incoming {
            let node = Int(sources[edge])
            let (sum, overflow) = sums[node].addingReportingOverflow(weights[edge])
            sums[node] = sum
            overflows = overflows || overflow
          }
          if side != .outgoing {
            let node = Int(targets[edge])
            let (sum, overflow) = sums[node].addingReportingOverflow(weights[edge])
            sums[node] = sum
            overflows = overflows || overflow
          }
        }
      }
    }
  }
  if overflows { throw .overflow(in: "The strength of a node") }
  return sums
}

extension CompactGraph {
  /// The ends of all edges, for kernels.
  @inline(__always)
  func withEnds<Result>(
    _ body: (_ sources: UnsafePointer<Int32>, _ targets: UnsafePointer<Int32>) -> Result
  ) -> Result {
    sources.withTrustedPointer { sources in
      targets.withTrustedPointer { targets in body(sources, targets) }
    }
  }
}
