/// Dinic's method on a directed graph.
///
/// Each phase finds how far every node is from the sources in the residual network, breadth first and
/// no farther than the nearest sink; then it sends flow along shortest paths until each is blocked.
/// Paths are sought backwards from the sinks, where every node met can be reached from a source, so that
/// a search fails only where earlier paths took the room.
///
/// Edges in file order lie all over the memory. So the room of each edge is kept by its slot among the
/// arcs into its target, where the search backwards reads it in a row; the level search asks only
/// whether there is room, one bit an edge.
///
/// Trusted input: capacities are 0 or more, supplies above `Int64.min`; ±`Int64.max` is without limit.
struct DinicKernel: ~Copyable {
  private let nodeCount: Int
  private let edgeCount: Int
  /// In edge order.
  private let capacities: UnsafePointer<Int64>
  /// How much more may flow along each arc, by its slot in the rows of arcs in. What flows, and may flow
  /// back, is the rest of the capacity.
  private let rooms: UnsafeMutablePointer<Int64>
  /// The edges along which more may flow.
  private let open: BitMarks
  /// The slots of the arcs on which something flows, which may flow back.
  private let carrying: BitMarks
  /// The nodes that have a level in the search under way.
  private let reached: BitMarks
  /// What each node still has to give, or (negative) still takes.
  private let supplies: UnsafeMutablePointer<Int64>
  /// Steps from the sources; -1 where a node is not reached, or no path to it is left.
  private let levels: UnsafeMutablePointer<Int32>
  /// Where the search at a node goes on: first its edges in, then its edges out.
  private let positions: UnsafeMutablePointer<Int32>
  /// Whether flow has come into a node, so that some might go back.
  private let receives: UnsafeMutablePointer<Bool>
  private let queue: UnsafeMutablePointer<Int32>
  /// The path from a sink: its nodes, and the slot of the arc by which each gets flow from the next
  /// (`~slot` if flow on the arc goes back).
  private let path: UnsafeMutablePointer<Int32>
  private let nodes: UnsafeMutablePointer<Int32>
  private(set) var value: Int64 = 0
  private var overflows = false

  init(_ graph: CompactGraph, capacities: UnsafePointer<Int64>, supplies: [Int64]) {
    nodeCount = graph.nodeCount
    edgeCount = graph.edgeCount
    self.capacities = capacities
    rooms = .allocate(capacity: edgeCount)
    open = BitMarks(count: edgeCount) { capacities[$0] > 0 }
    carrying = BitMarks(count: edgeCount) { _ in false }
    reached = BitMarks(count: nodeCount) { _ in false }
    self.supplies = .allocate(capacity: nodeCount)
    levels = .allocate(capacity: nodeCount)
    positions = .allocate(capacity: nodeCount)
    receives = .allocate(capacity: nodeCount)
    // One more, which the level search may write but does not count.
    queue = .allocate(capacity: nodeCount + 1)
    path = .allocate(capacity: nodeCount)
    nodes = .allocate(capacity: nodeCount)
    for node in 0..<nodeCount { self.supplies[node] = supplies[node] }
    receives.initialize(repeating: false, count: nodeCount)
    let (rooms, edgeCount) = (rooms, edgeCount)
    graph.incoming.edges.withTrustedPointer { edges in
      for slot in 0..<edgeCount { rooms[slot] = capacities[Int(edges[slot])] }
    }
  }

  deinit {
    rooms.deallocate()
    open.deallocate()
    carrying.deallocate()
    reached.deallocate()
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
    let (open, carrying, reached) = (open, carrying, reached)
    let (supplies, levels, queue, receives) = (supplies, levels, queue, receives)
    levels.initialize(repeating: -1, count: nodeCount)
    reached.removeAll()
    var (begin, end) = (0, 0)
    for node in 0..<nodeCount where supplies[node] > 0 {
      reached.insert(node)
      queue[end] = Int32(truncatingIfNeeded: node)
      end += 1
    }
    var level: Int32 = 0
    while begin < end {
      var firstSink = -1
      for place in begin..<end {
        let node = Int(queue[place])
        levels[node] = level
        if supplies[node] < 0 && firstSink < 0 { firstSink = place }
      }
      if firstSink >= 0 { return (firstSink..<end, end) }
      let levelEnd = end
      for place in begin..<levelEnd {
        let node = Int(queue[place])
        // Whether a neighbour is new cannot be foretold, so that no branch depends on it.
        for slot in outgoing.begin(node)..<outgoing.end(node) {
          let next = outgoing.neighbors[slot]
          queue[end] = next
          end += reached.insert(Int(next), if: open.bit(Int(outgoing.edges[slot])))
        }
        guard receives[node] else { continue }
        for slot in incoming.begin(node)..<incoming.end(node) {
          let next = incoming.neighbors[slot]
          queue[end] = next
          end += reached.insert(Int(next), if: carrying.bit(slot))
        }
      }
      begin = levelEnd
      level += 1
    }
    return (0..<0, end)
  }

  /// Sends flow along shortest paths to a sink until it is filled or no such path is left.
  private mutating func block(
    _ sink: Int, _ outgoing: AdjacencyRows.Pointers, _ incoming: AdjacencyRows.Pointers
  ) {
    guard supplies[sink] < 0 else { return }
    let (rooms, carrying, receives) = (rooms, carrying, receives)
    let (levels, positions) = (levels, positions)
    let (path, nodes) = (path, nodes)
    var depth = 0
    var node = sink
    while true {
      if levels[node] == 0 {
        let kept = send(from: node, to: sink, along: depth, incoming.edges)
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
        let slot = inBegin &+ position
        let other = Int(incoming.neighbors[slot])
        // One branch, not two: neither can be foretold.
        if (rooms[slot] > 0 ? 1 : 0) & (levels[other] == level ? 1 : 0) != 0 {
          found = other
          path[depth] = Int32(truncatingIfNeeded: slot)
          break
        }
        position &+= 1
      }
      if found < 0 {
        while position < count {
          let other = Int(outgoing.neighbors[outBegin + position])
          if levels[other] == level && receives[other] {
            let edge = Int(outgoing.edges[outBegin + position])
            let slot = incoming.slot(from: node, to: other, edge: edge)
            if carrying.contains(slot) {
              found = other
              path[depth] = ~Int32(truncatingIfNeeded: slot)
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
  private mutating func send(
    from source: Int, to sink: Int, along depth: Int, _ edges: UnsafePointer<Int32>
  ) -> Int {
    let (rooms, capacities, open, carrying) = (rooms, capacities, open, carrying)
    let (supplies, path, nodes, receives) = (supplies, path, nodes, receives)
    var amount = min(supplies[source], 0 - supplies[sink])
    for place in 0..<depth {
      let slot = Int(path[place])
      amount = min(amount, slot >= 0 ? rooms[slot] : capacities[Int(edges[~slot])] - rooms[~slot])
    }
    var kept = depth
    for place in stride(from: depth - 1, through: 0, by: -1) {
      let slot = Int(path[place])
      if slot >= 0 {
        rooms[slot] -= amount
        receives[Int(nodes[place])] = true
        carrying.insert(slot)
        if rooms[slot] == 0 {
          open.remove(Int(edges[slot]))
          kept = place
        }
      } else {
        let edge = Int(edges[~slot])
        rooms[~slot] += amount
        open.insert(edge)
        if rooms[~slot] == capacities[edge] {
          carrying.remove(~slot)
          kept = place
        }
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

  /// What flows along each edge, in edge order.
  func flows(_ graph: CompactGraph) -> [Int64] {
    let (rooms, capacities) = (rooms, capacities)
    var flows = [Int64](repeating: 0, count: edgeCount)
    flows.withTrustedMutablePointer { flows in
      graph.incoming.edges.withTrustedPointer { edges in
        carrying.visit { slot in
          let edge = Int(edges[slot])
          flows[edge] = capacities[edge] - rooms[slot]
        }
      }
    }
    return flows
  }

  /// Whether each node can still be reached from a source, once ``run(_:_:)`` has found no further path.
  func sourceSide() -> [Bool] {
    [Bool](count: nodeCount) { sides in
      for node in 0..<nodeCount { sides[node] = levels[node] >= 0 }
    }
  }
}

extension AdjacencyRows.Pointers {
  /// The slot of an edge in these rows of arcs in: they ascend by source, then by edge.
  fileprivate func slot(from source: Int, to target: Int, edge: Int) -> Int {
    var (low, high) = (begin(target), end(target) - 1)
    while low < high {
      let middle = (low + high) / 2
      let other = Int(neighbors[middle])
      if other < source || other == source && Int(edges[middle]) < edge {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }
}
