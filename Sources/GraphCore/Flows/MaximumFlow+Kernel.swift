/// Dinic's method on a directed graph.
///
/// Each phase finds how far every node is from the sources in the residual network, breadth first and
/// no farther than the nearest sink; then it sends flow along shortest paths until each is blocked.
/// Paths are sought backwards from the sinks, where every node met can be reached from a source, so that
/// a search fails only where earlier paths took the room.
///
/// Trusted input: capacities are 0 or more, supplies above `Int64.min`; ±`Int64.max` is without limit.
struct DinicKernel: ~Copyable {
  private let nodeCount: Int
  /// How much more may flow along each edge. What flows, and may flow back, is the rest of the capacity.
  private let rooms: UnsafeMutablePointer<Int64>
  private let capacities: UnsafePointer<Int64>
  /// What each node still has to give, or (negative) still takes.
  private let supplies: UnsafeMutablePointer<Int64>
  /// Steps from the sources; -1 where a node is not reached, or no path to it is left.
  private let levels: UnsafeMutablePointer<Int32>
  /// Where the search at a node goes on: first its edges in, then its edges out.
  private let positions: UnsafeMutablePointer<Int32>
  /// Whether flow has come into a node, so that some might go back.
  private let receives: UnsafeMutablePointer<Bool>
  private let queue: UnsafeMutablePointer<Int32>
  /// The path from a sink: its nodes, and the edge by which each gets flow from the next (`~edge` if
  /// flow on the edge goes back).
  private let path: UnsafeMutablePointer<Int32>
  private let nodes: UnsafeMutablePointer<Int32>
  private(set) var value: Int64 = 0
  private var overflows = false

  /// - Parameters:
  ///   - rooms: at first the capacities.
  init(
    rooms: UnsafeMutablePointer<Int64>, capacities: UnsafePointer<Int64>, supplies: [Int64]
  ) {
    nodeCount = supplies.count
    self.rooms = rooms
    self.capacities = capacities
    self.supplies = .allocate(capacity: nodeCount)
    levels = .allocate(capacity: nodeCount)
    positions = .allocate(capacity: nodeCount)
    receives = .allocate(capacity: nodeCount)
    queue = .allocate(capacity: nodeCount)
    path = .allocate(capacity: nodeCount)
    nodes = .allocate(capacity: nodeCount)
    for node in 0..<nodeCount { self.supplies[node] = supplies[node] }
    receives.initialize(repeating: false, count: nodeCount)
  }

  deinit {
    supplies.deallocate()
    levels.deallocate()
    positions.deallocate()
    receives.deallocate()
    queue.deallocate()
    path.deallocate()
    nodes.deallocate()
  }

  mutating func run(_ graph: CompactGraph, _ execution: Execution) throws(GraphError) {
    var phases = 0
    while true {
      if execution.isCancelled() { throw .cancelled }
      let (sinks, count) = graph.outgoing.withPointers { outgoing in
        graph.incoming.withPointers { incoming in findLevels(outgoing, incoming) }
      }
      if sinks.isEmpty { break }
      // No position of a node beyond the last level is read.
      for place in 0..<count { positions[Int(queue[place])] = 0 }
      graph.outgoing.withPointers { outgoing in
        graph.incoming.withPointers { incoming in
          for place in sinks { block(Int(queue[place]), outgoing, incoming) }
        }
      }
      if overflows { throw .overflow(in: "The maximum flow") }
      phases += 1
      execution.progress(phases, phases + 1)
    }
  }

  /// Sets the levels up to that of the nearest sinks.
  ///
  /// - Returns: the places in the queue from the first of these sinks on, and how many nodes are in the
  ///   queue; no places when no sink is reached.
  private mutating func findLevels(
    _ outgoing: AdjacencyRows.Pointers, _ incoming: AdjacencyRows.Pointers
  ) -> (sinks: Range<Int>, count: Int) {
    let (rooms, capacities) = (rooms, capacities)
    let (supplies, levels, queue) = (supplies, levels, queue)
    levels.initialize(repeating: -1, count: nodeCount)
    var end = 0
    for node in 0..<nodeCount where supplies[node] > 0 {
      levels[node] = 0
      queue[end] = Int32(truncatingIfNeeded: node)
      end += 1
    }
    var begin = 0
    var firstSink = -1
    var lastLevel = Int32.max
    while begin < end {
      let node = Int(queue[begin])
      if levels[node] >= lastLevel { break }
      begin += 1
      let level = levels[node] + 1
      for slot in outgoing.begin(node)..<outgoing.end(node) {
        let next = Int(outgoing.neighbors[slot])
        if levels[next] >= 0 || rooms[Int(outgoing.edges[slot])] == 0 { continue }
        levels[next] = level
        if supplies[next] < 0 && firstSink < 0 {
          firstSink = end
          lastLevel = level
        }
        queue[end] = outgoing.neighbors[slot]
        end += 1
      }
      guard receives[node] else { continue }
      for slot in incoming.begin(node)..<incoming.end(node) {
        let next = Int(incoming.neighbors[slot])
        if levels[next] >= 0 { continue }
        let edge = Int(incoming.edges[slot])
        if rooms[edge] == capacities[edge] { continue }
        levels[next] = level
        if supplies[next] < 0 && firstSink < 0 {
          firstSink = end
          lastLevel = level
        }
        queue[end] = incoming.neighbors[slot]
        end += 1
      }
    }
    return firstSink < 0 ? (0..<0, end) : (firstSink..<end, end)
  }

  /// Sends flow along shortest paths to a sink until it is filled or no such path is left.
  private mutating func block(
    _ sink: Int, _ outgoing: AdjacencyRows.Pointers, _ incoming: AdjacencyRows.Pointers
  ) {
    guard supplies[sink] < 0 else { return }
    let (rooms, capacities) = (rooms, capacities)
    let (levels, positions) = (levels, positions)
    let (path, nodes) = (path, nodes)
    var depth = 0
    var node = sink
    while true {
      if levels[node] == 0 {
        let kept = send(from: node, to: sink, along: depth)
        if overflows || supplies[sink] == 0 { return }
        // Back to where the path still has room.
        while depth > kept {
          depth -= 1
          node = Int(nodes[depth])
        }
        continue
      }
      let level = levels[node] - 1
      let inBegin = incoming.begin(node)
      let inCount = incoming.end(node) - inBegin
      let outBegin = outgoing.begin(node) - inCount
      let count = inCount + outgoing.end(node) - outgoing.begin(node)
      var position = Int(positions[node])
      var found = -1
      while position < inCount {
        let other = Int(incoming.neighbors[inBegin + position])
        if levels[other] == level && rooms[Int(incoming.edges[inBegin + position])] > 0 {
          found = other
          path[depth] = incoming.edges[inBegin + position]
          break
        }
        position += 1
      }
      if found < 0 {
        while position < count {
          let other = Int(outgoing.neighbors[outBegin + position])
          if levels[other] == level {
            let edge = Int(outgoing.edges[outBegin + position])
            if rooms[edge] < capacities[edge] {
              found = other
              path[depth] = ~outgoing.edges[outBegin + position]
              break
            }
          }
          position += 1
        }
      }
      positions[node] = Int32(truncatingIfNeeded: position)
      if found >= 0 {
        nodes[depth] = Int32(truncatingIfNeeded: node)
        depth += 1
        node = found
      } else {
        levels[node] = -1
        if depth == 0 { return }
        depth -= 1
        node = Int(nodes[depth])
      }
    }
  }

  /// Sends as much as possible along the path.
  ///
  /// - Returns: at which node of the path the search goes on.
  @inline(__always)
  private mutating func send(from source: Int, to sink: Int, along depth: Int) -> Int {
    var amount = min(supplies[source], 0 - supplies[sink])
    for place in 0..<depth {
      let edge = Int(path[place])
      amount = min(amount, edge >= 0 ? rooms[edge] : capacities[~edge] - rooms[~edge])
    }
    var kept = depth
    for place in stride(from: depth - 1, through: 0, by: -1) {
      let edge = Int(path[place])
      if edge >= 0 {
        rooms[edge] -= amount
        receives[Int(nodes[place])] = true
        if rooms[edge] == 0 { kept = place }
      } else {
        rooms[~edge] += amount
        if rooms[~edge] == capacities[~edge] { kept = place }
      }
    }
    let sum = value.addingReportingOverflow(amount)
    value = sum.partialValue
    overflows = overflows || sum.overflow
    if supplies[sink] != -.max { supplies[sink] += amount }
    if supplies[source] != .max {
      supplies[source] -= amount
      if supplies[source] == 0 {
        levels[source] = -1
        kept = min(kept, depth - 1)
      }
    }
    return kept
  }

  /// Whether each node can still be reached from a source, once ``run(_:_:)`` has found no further path.
  func sourceSide() -> [Bool] {
    [Bool](count: nodeCount) { sides in
      for node in 0..<nodeCount { sides[node] = levels[node] >= 0 }
    }
  }
}
