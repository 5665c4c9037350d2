/// Dijkstra's search over trusted rows. Stale entries of the heap are skipped.
enum DijkstraKernel {
  /// No path leads there.
  static let unreached = Int64.max

  /// The distance from `source` to every node, ``unreached`` where there is none.
  ///
  /// A dead end gets its distance at once and never waits in the heap.
  ///
  /// - Returns: whether all distances fit `Int64` (and are not its greatest value, which means none).
  @inline(__always)
  static func distances<Arc: LengthArc, Key: SettlingKey>(
    from source: Int32, offsets: UnsafePointer<Int32>, arcs: UnsafePointer<Arc>, nodeCount: Int,
    shift: UInt64, heap: inout QuaternaryHeap<Key>, into distance: UnsafeMutablePointer<Int64>
  ) -> Bool {
    distance.initialize(repeating: unreached, count: nodeCount)
    heap.removeAll()
    distance[Int(source)] = 0
    heap.push(.make(0, source, shift: shift))
    var fits = true
    while !heap.isEmpty {
      let key = heap.popLeast()
      let node = Int(key.node(shift: shift))
      let here = key.distance(shift: shift)
      if here > distance[node] { continue }
      for slot in Int(offsets[node])..<Int(offsets[node + 1]) {
        let arc = arcs[slot]
        let (there, overflow) = here.addingReportingOverflow(arc.length)
        let other = Int(arc.node)
        if overflow || there == unreached {
          fits = false
          continue
        }
        if there < distance[other] {
          distance[other] = there
          if !arc.isDeadEnd { heap.push(.make(there, arc.node, shift: shift)) }
        }
      }
    }
    return fits || reachesAll(offsets: offsets, arcs: arcs, nodeCount: nodeCount, distance)
  }

  /// Whether no arc leads from a node with a distance to one without: then the paths that were too
  /// long were not needed.
  static func reachesAll<Arc: LengthArc>(
    offsets: UnsafePointer<Int32>, arcs: UnsafePointer<Arc>, nodeCount: Int,
    _ distance: UnsafeMutablePointer<Int64>
  ) -> Bool {
    for node in 0..<nodeCount where distance[node] != unreached {
      for slot in Int(offsets[node])..<Int(offsets[node + 1])
      where distance[Int(arcs[slot].node)] == unreached {
        return false
      }
    }
    return true
  }

  /// As ``distances(from:offsets:arcs:nodeCount:shift:heap:into:)`` from several sources at once,
  /// with the arc that leads to each node (−1 at a source), its owner and the order of settling.
  ///
  /// Of several shortest ways to a node the one from the source earlier in the list wins, then the
  /// one found first. Nodes are settled in order of distance, then node.
  ///
  /// - Returns: how many nodes were settled, or `nil` when a distance does not fit `Int64`.
  @inline(__always)
  static func tree<Arc: LengthArc, Key: SettlingKey>(
    from sources: [Int32], offsets: UnsafePointer<Int32>, arcs: UnsafePointer<Arc>, nodeCount: Int,
    shift: UInt64, heap: inout QuaternaryHeap<Key>, columns: ShortestPathColumns
  ) -> Int? {
    let distance = columns.distance
    let owner = columns.owner
    columns.clear(nodeCount)
    for (rank, source) in sources.enumerated() where owner[Int(source)] < 0 {
      distance[Int(source)] = 0
      owner[Int(source)] = Int32(truncatingIfNeeded: rank)
      heap.push(.make(0, source, shift: shift))
    }
    var settled = 0
    var fits = true
    while !heap.isEmpty {
      let key = heap.popLeast()
      let node = Int(key.node(shift: shift))
      let here = key.distance(shift: shift)
      // A node is listed once, however often an owner of lower rank sends it through the heap.
      if here > distance[node] { continue }
      if columns.isSettled[node] == 0 {
        columns.isSettled[node] = 1
        columns.order[settled] = Int32(truncatingIfNeeded: node)
        settled += 1
      }
      for slot in Int(offsets[node])..<Int(offsets[node + 1]) {
        let arc = arcs[slot]
        let (there, overflow) = here.addingReportingOverflow(arc.length)
        let other = Int(arc.node)
        if overflow || there == unreached {
          fits = false
          continue
        }
        let known = distance[other]
        if there < known || (there == known && owner[node] < owner[other]) {
          distance[other] = there
          owner[other] = owner[node]
          columns.arc[other] = Int32(truncatingIfNeeded: slot)
          columns.parent[other] = Int32(truncatingIfNeeded: node)
          heap.push(.make(there, arc.node, shift: shift))
        }
      }
    }
    if fits { return settled }
    return reachesAll(offsets: offsets, arcs: arcs, nodeCount: nodeCount, distance) ? settled : nil
  }
}

/// Where a search writes what it finds of each node.
struct ShortestPathColumns {
  let distance: UnsafeMutablePointer<Int64>
  /// The position of the arc by which the node was reached, or −1.
  let arc: UnsafeMutablePointer<Int32>
  /// The node at which that arc begins, or −1.
  let parent: UnsafeMutablePointer<Int32>
  /// The rank of the source that reached it, or −1.
  let owner: UnsafeMutablePointer<Int32>
  let order: UnsafeMutablePointer<Int32>
  let isSettled: UnsafeMutablePointer<UInt8>

  func clear(_ nodeCount: Int) {
    distance.initialize(repeating: DijkstraKernel.unreached, count: nodeCount)
    arc.initialize(repeating: -1, count: nodeCount)
    parent.initialize(repeating: -1, count: nodeCount)
    owner.initialize(repeating: -1, count: nodeCount)
    isSettled.initialize(repeating: 0, count: nodeCount)
  }
}
