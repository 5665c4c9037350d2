extension BetweennessPlan {
  /// Prepares a graph. Lengths have been checked.
  ///
  /// - Parameter sourceCounts: how often each node is a source; `nil`: every node once.
  init(_ graph: CompactGraph, lengths: [Int64]?, sourceCounts: [Double]? = nil) {
    self.graph = graph
    self.sourceCounts = sourceCounts
    edgeLengths = lengths
    let rows = ShortestRows(graph, lengths: lengths)
    var removed = [Bool](repeating: false, count: graph.nodeCount)
    var standsFor = [Double](repeating: 1, count: graph.nodeCount)
    if graph.isDirected {
      foldSinks(rows, &removed, &standsFor)
    } else {
      foldLeaves(rows, &removed, &standsFor)
    }
    keep(rows, removed, standsFor, lengths: lengths)
    chooseRuns()
  }

  /// Removes nodes without arcs that have one predecessor, again and again.
  private mutating func foldSinks(
    _ rows: ShortestRows, _ removed: inout [Bool], _ standsFor: inout [Double]
  ) {
    let count = rows.nodeCount
    // -1: none yet; -2: several.
    var predecessor = [Int32](repeating: -1, count: count)
    var incoming = [Int32](repeating: 0, count: count)
    var outgoing = [Int32](count: count) { outgoing in
      predecessor.withTrustedMutablePointer { predecessor in
        incoming.withTrustedMutablePointer { incoming in
          for node in 0..<count {
            outgoing[node] = rows.offsets[node + 1] - rows.offsets[node]
            for arc in Int(rows.offsets[node])..<Int(rows.offsets[node + 1]) {
              let target = Int(rows.targets[arc])
              incoming[target] += 1
              let known = predecessor[target]
              let here = Int32(truncatingIfNeeded: node)
              predecessor[target] = known == -1 || known == here ? here : -2
            }
          }
        }
      }
    }
    var waiting = (0..<count).filter { outgoing[$0] == 0 && predecessor[$0] >= 0 }
    while let node = waiting.popLast() {
      let parent = Int(predecessor[node])
      removed[node] = true
      pendants.append(
        Pendant(
          node: Int32(truncatingIfNeeded: node), parent: Int32(truncatingIfNeeded: parent),
          weight: standsFor[node]))
      standsFor[parent] += standsFor[node]
      outgoing[parent] -= incoming[node]
      if outgoing[parent] == 0 && predecessor[parent] >= 0 { waiting.append(parent) }
    }
  }

  /// Removes nodes with one neighbour, again and again.
  private mutating func foldLeaves(
    _ rows: ShortestRows, _ removed: inout [Bool], _ standsFor: inout [Double]
  ) {
    var neighbors = [Int32](repeating: 0, count: rows.nodeCount)
    for node in 0..<rows.nodeCount {
      var last: Int32 = -1
      for arc in rows.row(node) where rows.targets[arc] != last {
        last = rows.targets[arc]
        neighbors[node] += 1
      }
    }
    var waiting = (0..<rows.nodeCount).filter { neighbors[$0] == 1 }
    while let node = waiting.popLast() {
      // The last two nodes of a tree wait for each other.
      guard neighbors[node] == 1 else { continue }
      guard let arc = rows.row(node).first(where: { !removed[Int(rows.targets[$0])] }) else {
        continue
      }
      let parent = Int(rows.targets[arc])
      removed[node] = true
      pendants.append(
        Pendant(
          node: Int32(truncatingIfNeeded: node), parent: rows.targets[arc],
          weight: standsFor[node]))
      standsFor[parent] += standsFor[node]
      neighbors[parent] -= 1
      if neighbors[parent] == 1 { waiting.append(parent) }
    }
  }

  /// Numbers the kept nodes and copies their rows.
  private mutating func keep(
    _ rows: ShortestRows, _ removed: [Bool], _ standsFor: [Double], lengths: [Int64]?
  ) {
    let count = rows.nodeCount
    var kept = [Int32](repeating: -1, count: count)
    var withoutArcs: [Int32] = []
    for node in 0..<count where !removed[node] {
      let isExpandable = rows.row(node).contains { !removed[Int(rows.targets[$0])] }
      if isExpandable {
        kept[node] = Int32(truncatingIfNeeded: original.count)
        original.append(Int32(truncatingIfNeeded: node))
      } else {
        withoutArcs.append(Int32(truncatingIfNeeded: node))
      }
    }
    expandable = original.count
    for node in withoutArcs {
      kept[Int(node)] = Int32(truncatingIfNeeded: original.count)
      original.append(node)
    }
    weights = original.map { standsFor[Int($0)] }
    offsets.reserveCapacity(original.count + 1)
    offsets.append(0)
    targets.reserveCapacity(rows.targets.count)
    edges.reserveCapacity(rows.targets.count)
    for node in original {
      for arc in rows.row(Int(node)) where !removed[Int(rows.targets[arc])] {
        targets.append(kept[Int(rows.targets[arc])])
        edges.append(rows.edges[arc])
      }
      offsets.append(Int32(truncatingIfNeeded: targets.count))
    }
    if let lengths { self.lengths = edges.map { lengths[Int($0)] } }
  }
}

/// The arcs that a shortest path may use: no loops, and of parallel edges only the shortest.
struct ShortestRows {
  let offsets: [Int32]
  let targets: [Int32]
  let edges: [Int32]

  var nodeCount: Int { offsets.count - 1 }

  @inline(__always)
  func row(_ node: Int) -> Range<Int> { Int(offsets[node])..<Int(offsets[node + 1]) }

  /// The places of the arcs from a node to another.
  func arcs(from node: Int, to target: Int32) -> Range<Int> {
    var row = row(node)
    var end = row.upperBound
    // Rows ascend: halve until the first arc to the target is found.
    while row.lowerBound < end {
      let middle = (row.lowerBound + end) / 2
      if targets[middle] < target { row = middle + 1..<row.upperBound } else { end = middle }
    }
    var last = end
    while last < row.upperBound && targets[last] == target { last += 1 }
    return end..<last
  }

  init(_ graph: CompactGraph, lengths: [Int64]?) {
    let rows = graph.outgoing
    guard graph.loopCount > 0 || (lengths != nil && graph.parallelCount > 0) else {
      (offsets, targets, edges) = (rows.offsets, rows.neighbors, rows.edges)
      return
    }
    var offsets: [Int32] = [0]
    var targets: [Int32] = []
    var edges: [Int32] = []
    for node in 0..<graph.nodeCount {
      var arc = rows.row(node).lowerBound
      let end = rows.row(node).upperBound
      while arc < end {
        let target = rows.neighbors[arc]
        var last = arc
        var shortest = Int64.max
        while last < end && rows.neighbors[last] == target {
          if let lengths { shortest = min(shortest, lengths[Int(rows.edges[last])]) }
          last += 1
        }
        if Int(target) != node {
          for parallel in arc..<last {
            let edge = rows.edges[parallel]
            if let lengths, lengths[Int(edge)] > shortest { continue }
            targets.append(target)
            edges.append(edge)
          }
        }
        arc = last
      }
      offsets.append(Int32(truncatingIfNeeded: targets.count))
    }
    (self.offsets, self.targets, self.edges) = (offsets, targets, edges)
  }
}
