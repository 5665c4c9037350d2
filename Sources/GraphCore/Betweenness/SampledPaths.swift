/// Shortest paths between random pairs of nodes, and how often each node lay inside one.
struct SampledPaths {
  private let graph: CompactGraph
  /// Each block of samples has a generator of its own, seeded by this one in turn.
  private var seeds: SplitMix64
  private let searches: [PairSearch]
  private(set) var sampleCount = 0
  private(set) var counts: [Int]

  private static let blockSize = 256

  init(_ graph: CompactGraph, seed: UInt64, workers: Int) {
    self.graph = graph
    seeds = SplitMix64(seed: seed)
    searches = (0..<max(1, workers)).map { _ in PairSearch(nodeCount: graph.nodeCount) }
    counts = Array(repeating: 0, count: graph.nodeCount)
  }

  /// Draws samples until there are `total`.
  mutating func draw(
    upTo total: Int, of limit: Int, execution: Execution
  ) throws(GraphError) {
    let missing = total - sampleCount
    let blocks = (missing + Self.blockSize - 1) / Self.blockSize
    let blockSeeds = (0..<blocks).map { _ in seeds.next() }
    let (graph, searches, done) = (graph, searches, sampleCount)
    try execution.forEachBlock(blocks, reporting: false) { block, worker in
      var generator = SplitMix64(seed: blockSeeds[block])
      let begin = block * Self.blockSize
      let size = min(Self.blockSize, missing - begin)
      graph.outgoing.withPointers { outgoing in
        graph.incoming.withPointers { incoming in
          for _ in 0..<size { searches[worker].sample(outgoing, incoming, &generator) }
        }
      }
      execution.progress(min(limit, done + begin + size), limit)
    }
    sampleCount = total
    // Whole numbers: the sum does not depend on which worker counted what.
    for search in searches { search.moveCounts(to: &counts) }
  }

  /// The largest sample variance among all nodes.
  func largestVariance() -> Double {
    let total = Double(sampleCount)
    return counts.reduce(0.0) { largest, count in
      let share = Double(count) / total
      return max(largest, share * (1 - share) * total / (total - 1))
    }
  }
}

/// The search for one random shortest path, from both ends by turns.
///
/// Each object belongs to one thread at a time.
private final class PairSearch: @unchecked Sendable {
  /// One end of the search.
  private struct Side {
    /// The level of each node, -1 where the search has not been.
    let level: UnsafeMutablePointer<Int32>
    /// Numbers of shortest paths from the end, up to a common factor in each level.
    let paths: UnsafeMutablePointer<Double>
    let queue: UnsafeMutablePointer<Int32>
    var depth: Int32 = 0
    var levelBegin = 0
    var tail = 0
    /// How many arcs the nodes of the last level have.
    var frontierArcs = 0

    init(_ count: Int) {
      level = .allocate(capacity: count)
      level.initialize(repeating: -1, count: count)
      paths = .allocate(capacity: count)
      paths.initialize(repeating: 0, count: count)
      queue = .allocate(capacity: count)
    }

    mutating func start(_ node: Int, _ rows: AdjacencyRows.Pointers) {
      depth = 0
      levelBegin = 0
      tail = 1
      queue[0] = Int32(truncatingIfNeeded: node)
      level[node] = 0
      paths[node] = 1
      frontierArcs = rows.degree(node)
    }

    /// Goes one level further. Returns whether the new level has nodes where the other side has been.
    mutating func advance(_ rows: AdjacencyRows.Pointers, meeting other: Side) -> Bool {
      let levelEnd = tail
      let next = depth + 1
      var met = false
      var arcs = 0
      for place in levelBegin..<levelEnd {
        let node = Int(queue[place])
        for arc in rows.begin(node)..<rows.end(node) {
          let target = Int(rows.neighbors[arc])
          if level[target] < 0 {
            level[target] = next
            queue[tail] = rows.neighbors[arc]
            tail += 1
            arcs += rows.degree(target)
            if other.level[target] >= 0 { met = true }
          }
          if level[target] == next { paths[target] += paths[node] }
        }
      }
      depth = next
      levelBegin = levelEnd
      frontierArcs = arcs
      scaleDown()
      return met
    }

    /// Keeps the numbers of the last level from growing beyond `Double`: only ratios are used.
    private func scaleDown() {
      var largest = 0.0
      for place in levelBegin..<tail { largest = max(largest, paths[Int(queue[place])]) }
      guard largest > 0x1p400 else { return }
      for place in levelBegin..<tail { paths[Int(queue[place])] *= 0x1p-400 }
    }

    func clear() {
      for place in 0..<tail {
        level[Int(queue[place])] = -1
        paths[Int(queue[place])] = 0
      }
    }

    func deallocate() {
      level.deallocate()
      paths.deallocate()
      queue.deallocate()
    }
  }

  private let nodeCount: Int
  private var ahead: Side
  private var behind: Side
  private var counts: [Int32]

  init(nodeCount: Int) {
    self.nodeCount = nodeCount
    ahead = Side(nodeCount)
    behind = Side(nodeCount)
    counts = Array(repeating: 0, count: nodeCount)
  }

  deinit {
    ahead.deallocate()
    behind.deallocate()
  }

  func moveCounts(to totals: inout [Int]) {
    for node in 0..<nodeCount {
      totals[node] += Int(counts[node])
      counts[node] = 0
    }
  }

  /// Draws a pair and one of its shortest paths, and counts the nodes inside.
  func sample(
    _ outgoing: AdjacencyRows.Pointers, _ incoming: AdjacencyRows.Pointers,
    _ generator: inout SplitMix64
  ) {
    let source = generator.index(below: nodeCount)
    var target = generator.index(below: nodeCount - 1)
    if target >= source { target += 1 }
    ahead.start(source, outgoing)
    behind.start(target, incoming)
    defer {
      ahead.clear()
      behind.clear()
    }
    var met = false
    // A side without arcs to follow has seen everything: there is no path.
    while !met, ahead.frontierArcs > 0, behind.frontierArcs > 0 {
      met =
        ahead.frontierArcs <= behind.frontierArcs
        ? ahead.advance(outgoing, meeting: behind) : behind.advance(incoming, meeting: ahead)
    }
    guard met else { return }
    let middle = meetingNode(&generator)
    if middle != source && middle != target { counts[middle] += 1 }
    walk(from: middle, to: ahead, by: incoming, &generator)
    walk(from: middle, to: behind, by: outgoing, &generator)
  }

  /// One of the nodes where both sides meet, in proportion to the paths that pass through it.
  private func meetingNode(_ generator: inout SplitMix64) -> Int {
    // All shortest paths cross the last level of either side.
    let (from, other) =
      ahead.tail - ahead.levelBegin <= behind.tail - behind.levelBegin
      ? (ahead, behind) : (behind, ahead)
    var total = 0.0
    for place in from.levelBegin..<from.tail {
      let node = Int(from.queue[place])
      if other.level[node] == other.depth { total += from.paths[node] * other.paths[node] }
    }
    var left = generator.unit() * total
    var chosen = -1
    for place in from.levelBegin..<from.tail {
      let node = Int(from.queue[place])
      guard other.level[node] == other.depth else { continue }
      chosen = node
      left -= from.paths[node] * other.paths[node]
      if left < 0 { break }
    }
    return chosen
  }

  /// Goes back to the end of a side, counting the nodes between.
  private func walk(
    from middle: Int, to side: Side, by rows: AdjacencyRows.Pointers,
    _ generator: inout SplitMix64
  ) {
    var node = middle
    var level = side.level[node]
    while level > 1 {
      var total = 0.0
      for arc in rows.begin(node)..<rows.end(node) {
        let before = Int(rows.neighbors[arc])
        if side.level[before] == level - 1 { total += side.paths[before] }
      }
      var left = generator.unit() * total
      var chosen = -1
      for arc in rows.begin(node)..<rows.end(node) {
        let before = Int(rows.neighbors[arc])
        guard side.level[before] == level - 1 else { continue }
        chosen = before
        left -= side.paths[before]
        if left < 0 { break }
      }
      node = chosen
      counts[node] += 1
      level -= 1
    }
  }
}
