/// Arcs on which flow may be raised or lowered, and searches along them.
struct ResidualArcs {
  private(set) var sources: [Int32] = []
  private(set) var targets: [Int32] = []
  private(set) var flows: [Int64] = []
  private var capacities: [Int64] = []

  /// The arcs that begin or end at each node: `rows[offsets[v] ..< offsets[v + 1]]`.
  private var offsets: [Int] = []
  private var rows: [Int32] = []
  /// The search in which each node was last reached, and the arc by which it was.
  private var marks: [Int32]
  private var arrivals: [Int32]
  private var searches: Int32 = 0
  private var queue: [Int32] = []

  init(nodeCount: Int) {
    marks = [Int32](repeating: 0, count: nodeCount)
    arrivals = [Int32](repeating: -1, count: nodeCount)
  }

  mutating func add(_ source: Int, _ target: Int, flow: Int64, capacity: Int64) -> Int {
    sources.append(Int32(truncatingIfNeeded: source))
    targets.append(Int32(truncatingIfNeeded: target))
    flows.append(flow)
    capacities.append(capacity)
    return sources.count - 1
  }

  /// Sorts the arcs by their ends; to be called once, after the last arc.
  mutating func index() {
    offsets = [Int](repeating: 0, count: marks.count + 1)
    for arc in sources.indices {
      offsets[Int(sources[arc]) + 1] += 1
      offsets[Int(targets[arc]) + 1] += 1
    }
    for node in 1..<offsets.count { offsets[node] += offsets[node - 1] }
    rows = [Int32](repeating: 0, count: 2 * sources.count)
    var next = offsets
    for arc in sources.indices {
      for end in [Int(sources[arc]), Int(targets[arc])] {
        rows[next[end]] = Int32(truncatingIfNeeded: arc)
        next[end] += 1
      }
    }
  }

  func isReached(_ node: Int) -> Bool { marks[node] == searches }

  /// Reaches all nodes to which more can flow from a node, without nodes to be avoided; stops at `goal`.
  mutating func search(from start: Int, until goal: Int, avoiding isClosed: [Bool]) {
    searches += 1
    queue.removeAll(keepingCapacity: true)
    queue.append(Int32(truncatingIfNeeded: start))
    marks[start] = searches
    var next = 0
    while next < queue.count {
      let node = queue[next]
      next += 1
      for slot in offsets[Int(node)]..<offsets[Int(node) + 1] {
        let arc = Int(rows[slot])
        let forward = sources[arc] == node
        let other = Int(forward ? targets[arc] : sources[arc])
        guard marks[other] != searches, !isClosed[other],
          forward ? flows[arc] < capacities[arc] : flows[arc] > 0
        else { continue }
        marks[other] = searches
        arrivals[other] = rows[slot]
        if other == goal { return }
        queue.append(Int32(truncatingIfNeeded: other))
      }
    }
  }

  /// Sends one unit along the way by which the last search reached `goal`; returns the arcs changed.
  mutating func push(from start: Int, to goal: Int) -> [Int] {
    var changed: [Int] = []
    var node = goal
    while node != start {
      let arc = Int(arrivals[node])
      if Int(targets[arc]) == node {
        flows[arc] += 1
        node = Int(sources[arc])
      } else {
        flows[arc] -= 1
        node = Int(targets[arc])
      }
      changed.append(arc)
    }
    return changed
  }

  mutating func raise(_ arc: Int) { flows[arc] += 1 }
}
