/// The levels of the Louvain and Leiden methods.
struct CommunitySearch {
  private let graph: CompactGraph
  private let weights: [Int64]?
  private let quality: CommunityQuality
  private let resolution: Double
  private let refines: Bool
  private let finest: CommunityLevel
  private let value: MoveValue
  private let moving: LocalMoving
  private var random: SplitMix64
  private var communities: [Int32]

  init(
    _ graph: CompactGraph, _ weights: [Int64]?, _ quality: CommunityQuality, _ resolution: Double,
    _ seed: UInt64, refines: Bool
  ) throws(GraphError) {
    try graph.requireNotNegative(weights, named: "weights")
    try checkResolution(resolution)
    _ = try totalWeight(weights, of: graph)
    self.graph = graph
    self.weights = weights
    self.quality = quality
    self.resolution = resolution
    self.refines = refines
    finest = CommunityLevel(graph, weights: weights, masses: quality)
    value = MoveValue(finest, quality: quality, resolution: resolution)
    moving = LocalMoving(capacity: graph.nodeCount)
    random = SplitMix64(seed: seed)
    communities = (0..<graph.nodeCount).map { Int32(truncatingIfNeeded: $0) }
  }

  mutating func run(iterations: Int?, execution: Execution) throws(GraphError) -> Communities {
    var done = 0
    var isStable = false
    while !isStable, iterations.map({ done < $0 }) ?? true {
      isStable = try iterate(execution) == 0
      done += 1
      execution.progress(done, max(done, iterations ?? done))
    }
    let partition = Partition(nodeLabels: communities)
    let reached: Double?
    switch quality {
    case .modularity:
      reached = try modularity(
        of: partition, in: graph, weights: weights, resolution: resolution)
    case .potts:
      reached = try pottsQuality(
        of: partition, in: graph, weights: weights, resolution: resolution)
    }
    return Communities(
      partition: partition, quality: reached, iterations: done, isStable: isStable)
  }

  /// All levels once.
  ///
  /// - Returns: the number of moves.
  private mutating func iterate(_ execution: Execution) throws(GraphError) -> Int {
    var level = finest
    var start = communities
    var moves = 0
    // The node of the present level that each node has become part of.
    var places = (0..<level.nodeCount).map { Int32(truncatingIfNeeded: $0) }
    while true {
      if execution.isCancelled() { throw .cancelled }
      let moved = moving.run(level, from: start, order: order(level.nodeCount), value: value)
      moves += moved.moves
      let now = Partition(nodeLabels: moved.communities)
      if !refines, moved.moves == 0 || now.count == level.nodeCount {
        start = moved.communities
        break
      }
      var groups = now.membership
      var count = now.count
      if count == level.nodeCount {
        start = moved.communities
        break
      }
      if refines {
        let parts = refined(
          level, communities: moved.communities, order: order(level.nodeCount), value: value)
        // Where no two nodes may become one, whole communities do.
        if parts.count < level.nodeCount { (groups, count) = parts }
      }
      start = [Int32](repeating: 0, count: count)
      var first = [Int32](repeating: -1, count: now.count)
      for (node, group) in groups.enumerated() {
        // A community is called by its first group, so that numbers stay below the count.
        let community = Int(now.membership[node])
        if first[community] < 0 { first[community] = group }
        start[Int(group)] = first[community]
      }
      level = CommunityLevel(level, groups: groups, count: count)
      for node in places.indices { places[node] = groups[Int(places[node])] }
    }
    for node in places.indices { communities[node] = start[Int(places[node])] }
    if refines { moves += separate() }
    return moves
  }

  /// The order in which nodes are visited: random among neighbours in number, which are often
  /// neighbours in the graph and in memory, ascending from window to window.
  private mutating func order(_ count: Int) -> [Int32] {
    var order = (0..<count).map { Int32(truncatingIfNeeded: $0) }
    for first in stride(from: 0, to: count, by: Self.window) {
      let size = min(Self.window, count - first)
      for last in stride(from: size - 1, to: 0, by: -1) {
        order.swapAt(first + last, first + random.index(below: last + 1))
      }
    }
    return order
  }

  private static let window = 256

  /// Makes each connected part of a community a community. The levels part such communities
  /// themselves, since a part gains by leaving what it has no edge to; this makes it certain where the
  /// gain is lost in rounding or is 0. It is never worse.
  ///
  /// - Returns: how many communities came to be.
  private mutating func separate() -> Int {
    let count = finest.nodeCount
    var labels = [Int32](repeating: -1, count: count)
    var isTaken = [UInt8](repeating: 0, count: count)
    var added = 0
    var stack: [Int32] = []
    stack.reserveCapacity(count)
    finest.withPointers { level in
      communities.withTrustedPointer { communities in
        labels.withTrustedMutablePointer { labels in
          for root in 0..<count where labels[root] < 0 {
            let community = communities[root]
            if isTaken[Int(community)] == 0 { isTaken[Int(community)] = 1 } else { added += 1 }
            // A community is called by its first node.
            labels[root] = Int32(truncatingIfNeeded: root)
            stack.append(Int32(truncatingIfNeeded: root))
            while let node = stack.popLast() {
              for arc in Int(level.offsets[Int(node)])..<Int(level.offsets[Int(node) + 1]) {
                let other = level.neighbors[arc]
                guard labels[Int(other)] < 0, communities[Int(other)] == community else { continue }
                labels[Int(other)] = Int32(truncatingIfNeeded: root)
                stack.append(other)
              }
            }
          }
        }
      }
    }
    communities = labels
    return added
  }
}

/// The weight inside communities minus resolution times the pairs inside.
private func pottsQuality(
  of partition: Partition, in graph: CompactGraph, weights: [Int64]?, resolution: Double
) throws(GraphError) -> Double {
  var inside: Int64 = 0
  for edge in 0..<graph.edgeCount {
    let (source, target) = graph.ends(of: edge)
    if partition.membership[source] == partition.membership[target] {
      inside += weights?[edge] ?? 1
    }
  }
  var sizes = [Int](repeating: 0, count: partition.count)
  for community in partition.membership { sizes[Int(community)] += 1 }
  let pairs = sizes.reduce(0.0) { $0 + Double($1) * Double($1 - 1) / 2 }
  return Double(inside) - resolution * pairs
}
