/// What a network loses when any one node leaves, for every node.
public struct RemovalLoss: Hashable, Sendable {
  /// Into how many components the component of the node falls without it: 0 for a node without
  /// neighbours, 1 where nothing else changes, 2 or more at an articulation point.
  public let parts: [Int32]
  /// The weight of the other nodes that no longer hang together with the heaviest part: who is cut off,
  /// beside the node itself.
  public let cutOff: [Int64]
  /// How many unordered pairs of other nodes were joined by some way and no longer are.
  public let pairsParted: [Int64]
}

/// What a network loses when any one edge leaves, for every bridge; other edges part nobody.
public struct BridgeLoss: Hashable, Sendable {
  /// The bridges, ascending.
  public let bridges: [Int32]
  /// The weight of the lighter side of each bridge, in the order of ``bridges``.
  public let cutOff: [Int64]
  /// How many unordered pairs of nodes each bridge alone joins.
  public let pairsParted: [Int64]
}

/// What is lost when a node leaves, for all nodes at once.
///
/// The block-cut forest tells it without removing anything: without node *v*, each block that hangs
/// below *v* is a part, and what is left of the component above is another.
///
/// ## Conventions
/// - Direction, loops and parallel edges make no difference: parts are weakly connected.
/// - The node itself is in neither count; it is lost anyway.
/// - Of parts of equal weight one is kept, so its weight is not cut off.
///
/// Example: in the path *a–b–c–d*, losing *b* leaves 2 parts, {*a*} and {*c*, *d*}; 1 node is cut off and
/// the pairs (*a*, *c*) and (*a*, *d*) are parted.
///
/// - Parameters:
///   - graph: any graph, *n* nodes and *m* edges.
///   - nodeWeights: what each node counts (people, say), not negative; `nil`: 1 each. Pairs are pairs of
///     nodes whatever these weights.
/// - Throws: ``GraphError/wrongCount(of:expected:found:)``; ``GraphError/parameter(_:problem:)`` for a
///   negative weight; ``GraphError/overflow(in:)`` when all weights together leave `Int64`.
/// - Complexity: O(*n* + *m*) time and memory, for all nodes together.
/// - Source: blocks by Hopcroft & Tarjan (1973); pairs as in Shen, Nguyen, Xuan & Thai (2013), "On the
///   discovery of critical links and nodes for assessing network vulnerability".
public func lossOnRemoval(
  of graph: CompactGraph, nodeWeights: [Int64]? = nil
) throws(GraphError) -> RemovalLoss {
  let weights = try trustedNodeWeights(nodeWeights, graph)
  let search = BlockSearch(graph.symmetricRows)
  let below = BelowBlocks(search, weights)
  var parts = [Int32](repeating: 0, count: graph.nodeCount)
  var heaviest = [Int64](repeating: 0, count: graph.nodeCount)
  var lighter = [Int64](repeating: 0, count: graph.nodeCount)
  var joined = [Int64](repeating: 0, count: graph.nodeCount)

  func add(part weight: Int64, nodes: Int64, at node: Int) {
    parts[node] += 1
    lighter[node] += min(weight, heaviest[node])
    heaviest[node] = max(weight, heaviest[node])
    joined[node] += pairs(nodes)
  }
  for (block, head) in search.heads.enumerated() {
    add(part: below.weights[block], nodes: below.counts[block], at: Int(head))
  }
  var pairsParted = [Int64](repeating: 0, count: graph.nodeCount)
  below.forEachComponent { nodes, weight, count in
    for node in nodes.lazy.map(Int.init) {
      let rest = count - below.nodeCounts[node]
      if rest > 0 { add(part: weight - below.nodeWeights[node], nodes: rest, at: node) }
      pairsParted[node] = pairs(count - 1) - joined[node]
    }
  }
  return RemovalLoss(parts: parts, cutOff: lighter, pairsParted: pairsParted)
}

/// What is lost when an edge leaves, for all bridges at once.
///
/// Conventions, parameters, errors, complexity and source as in ``lossOnRemoval(of:nodeWeights:)``. Every
/// edge that is not a bridge parts nobody.
public func lossOnRemovalOfBridges(
  of graph: CompactGraph, nodeWeights: [Int64]? = nil
) throws(GraphError) -> BridgeLoss {
  let weights = try trustedNodeWeights(nodeWeights, graph)
  let search = BlockSearch(graph.symmetricRows)
  let below = BelowBlocks(search, weights)
  var rows: [(edge: Int32, cutOff: Int64, pairs: Int64)] = []
  below.forEachComponent { nodes, weight, count in
    for node in nodes {
      let block = Int(search.blockOfNode[Int(node)])
      // The block of a bridge holds one node below its head: each bridge is met once.
      guard block >= 0, search.bridgeOfBlock[block] >= 0 else { continue }
      rows.append(
        (
          search.bridgeOfBlock[block], min(below.weights[block], weight - below.weights[block]),
          below.counts[block] * (count - below.counts[block])
        ))
    }
  }
  rows.sort { $0.edge < $1.edge }
  return BridgeLoss(
    bridges: rows.map(\.edge), cutOff: rows.map(\.cutOff), pairsParted: rows.map(\.pairs))
}

private func pairs(_ count: Int64) -> Int64 { count * (count - 1) / 2 }

private func trustedNodeWeights(
  _ weights: [Int64]?, _ graph: CompactGraph
) throws(GraphError) -> [Int64] {
  guard let weights else { return [Int64](repeating: 1, count: graph.nodeCount) }
  guard weights.count == graph.nodeCount else {
    throw .wrongCount(of: "node weights", expected: graph.nodeCount, found: weights.count)
  }
  var total: Int64 = 0
  for (node, weight) in weights.enumerated() {
    guard weight >= 0 else {
      throw .parameter("nodeWeights", problem: "has the negative weight \(weight) at node \(node)")
    }
    let (sum, overflow) = total.addingReportingOverflow(weight)
    if overflow { throw .overflow(in: "The sum of node weights") }
    total = sum
  }
  return weights
}

/// What hangs below each block and each node in the tree of a block search.
private struct BelowBlocks {
  let order: [Int32]
  /// A component begins at each of these positions of `order`; the last is the end.
  var starts: [Int] = []
  /// Below each block, its head left out.
  var weights: [Int64]
  var counts: [Int64]
  /// Below each node, itself included.
  var nodeWeights: [Int64]
  var nodeCounts: [Int64]

  init(_ search: BlockSearch, _ own: [Int64]) {
    order = search.order
    weights = [Int64](repeating: 0, count: search.heads.count)
    counts = weights
    nodeWeights = own
    nodeCounts = [Int64](repeating: 1, count: own.count)
    // Backwards, so that all that hangs below a node is complete when the node is met.
    for position in order.indices.reversed() {
      let node = Int(order[position])
      let block = Int(search.blockOfNode[node])
      guard block >= 0 else {
        starts.append(position)
        continue
      }
      let head = Int(search.heads[block])
      weights[block] += nodeWeights[node]
      counts[block] += nodeCounts[node]
      nodeWeights[head] += nodeWeights[node]
      nodeCounts[head] += nodeCounts[node]
    }
    starts.reverse()
    starts.append(order.count)
  }

  /// Calls the closure for each component with its nodes, its weight and its count of nodes.
  func forEachComponent(
    _ body: (_ nodes: ArraySlice<Int32>, _ weight: Int64, _ count: Int64) -> Void
  ) {
    for (begin, end) in zip(starts, starts.dropFirst()) {
      let root = Int(order[begin])
      body(order[begin..<end], nodeWeights[root], nodeCounts[root])
    }
  }
}
