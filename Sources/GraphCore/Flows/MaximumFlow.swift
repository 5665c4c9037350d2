/// As much as a network can carry, and the cut that proves that it cannot carry more.
public struct MaximumFlow: Sendable {
  /// How much arrives.
  public let value: Int64
  /// What each edge carries, in edge order. On an undirected edge, negative when it runs from the
  /// edge's target to its source.
  public let flows: [Int64]
  /// Whether more could still flow from a source to the node. The nodes of which this is true are the
  /// smallest set that a minimum cut can have on its side of the sources.
  public let isOnSourceSide: [Bool]
  /// The edges from that side to the other, ascending: all full. Together with
  /// ``exhaustedSupplies`` and ``filledDemands`` they add up to the value.
  public let cutEdges: [Int32]
  /// The nodes beyond the cut with a limited supply, ascending: all of it is shipped.
  public let exhaustedSupplies: [Int32]
  /// The nodes on the sources' side with a limited demand, ascending: all of it is met.
  public let filledDemands: [Int32]
}

/// The maximum flow from one node to another.
///
/// See ``maximumFlow(in:capacities:from:to:execution:)-(_,_,[Int],_,_)``.
public func maximumFlow(
  in graph: CompactGraph, capacities: [Int64], from source: Int, to sink: Int,
  execution: Execution = .standard
) throws(GraphError) -> MaximumFlow {
  try maximumFlow(
    in: graph, capacities: capacities, from: [source], to: [sink], execution: execution)
}

/// The maximum flow from some nodes to others, with the minimum cut.
///
/// The flow on an edge is at most its capacity, and what enters a node leaves it, except at sources and
/// sinks. A cut parts the nodes in two; nothing more can flow than the edges across it let pass. The
/// largest flow and the smallest cut are equal (Ford & Fulkerson 1956).
///
/// ## Conventions
/// - An undirected edge carries its capacity either way. Parallel edges stay separate; loops carry
///   nothing.
/// - Sources and sinks give and take without limit; for limits see
///   ``maximumFlow(in:capacities:supplies:execution:)``.
/// - Of several maximum flows the same input always gives the same one.
///
/// ## Example
/// With edges 0 → 1 (3), 0 → 2 (2), 1 → 3 (2), 2 → 3 (4), 1 → 2 (1), at most 5 flow from 0 to 3, and the
/// cut is the edges out of 0.
///
/// - Parameters:
///   - capacities: in edge order, 0 or more.
///   - sources, sinks: different nodes.
///   - execution: asked to stop and told of progress after each phase.
/// - Throws: ``GraphError/wrongCount(of:expected:found:)``,
///   ``GraphError/nodeOutOfRange(node:nodeCount:)``, ``GraphError/negativeWeight(edge:weight:)``,
///   ``GraphError/parameter(_:problem:)`` for a node that is source and sink,
///   ``GraphError/overflow(in:)`` for more than `Int64`, ``GraphError/cancelled``.
/// - Complexity: O(*n*² *m*) time at worst, in practice a few passes over the graph; O(*n* + *m*) memory.
/// - Source: Dinic (1970), Soviet Math. Doklady 11, 1277-1280, with paths sought from the sinks.
public func maximumFlow(
  in graph: CompactGraph, capacities: [Int64], from sources: [Int], to sinks: [Int],
  execution: Execution = .standard
) throws(GraphError) -> MaximumFlow {
  var supplies = [Int64](repeating: 0, count: graph.nodeCount)
  for (list, sign) in [(sources, Int64.max), (sinks, -Int64.max)] {
    for node in list {
      guard supplies.indices.contains(node) else {
        throw .nodeOutOfRange(node: node, nodeCount: graph.nodeCount)
      }
      guard supplies[node] != 0 - sign else {
        throw .parameter("Node \(node)", problem: "is a source and a sink at once")
      }
      supplies[node] = sign
    }
  }
  return try maximumFlow(
    in: graph, capacities: capacities, supplies: supplies, execution: execution)
}

/// As much as possible of given supplies brought to given demands, with the minimum cut.
///
/// - Parameters:
///   - supplies: what each node has to give, in node order; negative is a demand. `Int64.max` and
///     `-Int64.max` are without limit.
/// - Returns, throws, complexity:
///   as ``maximumFlow(in:capacities:from:to:execution:)-(_,_,[Int],_,_)``.
public func maximumFlow(
  in graph: CompactGraph, capacities: [Int64], supplies: [Int64],
  execution: Execution = .standard
) throws(GraphError) -> MaximumFlow {
  try graph.requireColumn(capacities, named: "capacities")
  guard supplies.count == graph.nodeCount else {
    throw .wrongCount(of: "supplies", expected: graph.nodeCount, found: supplies.count)
  }
  try graph.requireNotNegative(capacities, named: "capacities")
  if let node = supplies.firstIndex(of: .min) {
    throw .overflow(in: "The demand of node \(node)")
  }
  guard graph.isDirected else {
    return try undirectedMaximumFlow(graph, capacities, supplies, execution)
  }
  let (value, flows, isOnSourceSide) = try capacities.withTrustedPointer {
    (capacities) throws(GraphError) in
    var kernel = DinicKernel(graph, capacities: capacities, supplies: supplies)
    try kernel.run(graph, execution)
    return (kernel.value, kernel.flows(graph), kernel.sourceSide())
  }
  let nodes = { (isIncluded: (Int) -> Bool) in
    supplies.indices.filter(isIncluded).map { Int32(truncatingIfNeeded: $0) }
  }
  return MaximumFlow(
    value: value, flows: flows, isOnSourceSide: isOnSourceSide,
    cutEdges: cutEdges(graph, capacities, isOnSourceSide),
    exhaustedSupplies: nodes { supplies[$0] > 0 && !isOnSourceSide[$0] },
    filledDemands: nodes { supplies[$0] < 0 && isOnSourceSide[$0] })
}

/// The edges of some capacity from a side to the other, ascending.
private func cutEdges(
  _ graph: CompactGraph, _ capacities: [Int64], _ isOnSourceSide: [Bool]
) -> [Int32] {
  var cut: [Int32] = []
  // By blocks, so that what is found needs no branch, and little memory.
  var block = [Int32](repeating: 0, count: 1024)
  isOnSourceSide.withTrustedPointer { isInside in
    graph.sources.withTrustedPointer { sources in
      graph.targets.withTrustedPointer { targets in
        for begin in stride(from: 0, to: graph.edgeCount, by: block.count) {
          var count = 0
          block.withTrustedMutablePointer { block in
            for edge in begin..<min(begin + 1024, graph.edgeCount) {
              block[count] = Int32(truncatingIfNeeded: edge)
              let (from, to) = (isInside[Int(sources[edge])], isInside[Int(targets[edge])])
              count += (from ? 1 : 0) & (to ? 0 : 1) & (capacities[edge] > 0 ? 1 : 0)
            }
          }
          cut.append(contentsOf: block[..<count])
        }
      }
    }
  }
  return cut
}

/// An undirected edge is two arcs; what runs both ways cancels.
private func undirectedMaximumFlow(
  _ graph: CompactGraph, _ capacities: [Int64], _ supplies: [Int64], _ execution: Execution
) throws(GraphError) -> MaximumFlow {
  guard graph.edgeCount < Int(Int32.max) / 2 else {
    throw .tooLarge(nodes: graph.nodeCount, edges: graph.edgeCount)
  }
  let arcs = CompactGraph(
    .directed, trusted: graph.nodeCount, sources: graph.sources + graph.targets,
    targets: graph.targets + graph.sources)
  let flow = try maximumFlow(
    in: arcs, capacities: capacities + capacities, supplies: supplies, execution: execution)
  let count = graph.edgeCount
  return MaximumFlow(
    value: flow.value, flows: (0..<count).map { flow.flows[$0] - flow.flows[count + $0] },
    isOnSourceSide: flow.isOnSourceSide,
    cutEdges: flow.cutEdges.map { $0 % Int32(truncatingIfNeeded: count) }.sorted(),
    exhaustedSupplies: flow.exhaustedSupplies, filledDemands: flow.filledDemands)
}
