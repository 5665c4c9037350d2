/// The core number of every node.
///
/// A *k*-core is a largest set of nodes of which each has at least *k* neighbours in the set; the core
/// number of a node is the largest *k* for which it is in one.
///
/// ## Conventions
/// - Neighbours are counted, not edges: direction is ignored, parallel edges count once, loops not at
///   all. An isolated node scores 0.
///
/// - Parameter graph: any graph, *n* nodes and *m* edges.
/// - Returns: *n* integers in node order, unit "neighbours".
/// - Complexity: O(*n* + *m*) time and memory.
/// - Source: the cores and their bound: Batagelj & Zaveršnik (2003), arXiv:cs/0310049; peeling level by
///   level from a list instead of by moves between bins: Kabir & Madduri (2017), "Parallel k-core
///   decomposition on multicore platforms", algorithm PKC.
public func coreNumbers(of graph: CompactGraph) -> [Int] {
  let sets = NeighborSets(of: graph)
  var left = [Int32](repeating: 0, count: sets.nodeCount)
  sets.offsets.withTrustedPointer { offsets in
    sets.neighbors.withTrustedPointer { neighbors in
      left.withTrustedMutablePointer { peel(sets.nodeCount, offsets, neighbors, $0) }
    }
  }
  return left.map(Int.init)
}

/// Takes away the nodes of least remaining degree, level by level. A node is listed again once for each
/// level up to its core number, which is at most its degree, so all listings together are O(m).
private func peel(
  _ nodeCount: Int, _ offsets: UnsafePointer<Int32>, _ neighbors: UnsafePointer<Int32>,
  _ degree: UnsafeMutablePointer<Int32>
) {
  var waiting = [Int32](repeating: 0, count: nodeCount)
  var queue = [Int32](repeating: 0, count: nodeCount)
  waiting.withTrustedMutablePointer { waiting in
    queue.withTrustedMutablePointer { queue in
      var waitingCount = 0
      for node in 0..<nodeCount {
        degree[node] = offsets[node + 1] - offsets[node]
        if degree[node] > 0 {
          waiting[waitingCount] = Int32(truncatingIfNeeded: node)
          waitingCount += 1
        }
      }
      var level: Int32 = 1
      while waitingCount > 0 {
        var queued = 0
        var kept = 0
        var least = Int32.max
        for index in 0..<waitingCount {
          let node = waiting[index]
          let current = degree[Int(node)]
          // Nodes below this level were taken away at an earlier one.
          if current < level { continue }
          if current == level {
            queue[queued] = node
            queued += 1
          } else {
            waiting[kept] = node
            kept += 1
            least = min(least, current)
          }
        }
        waitingCount = kept
        if queued == 0 {
          // `Int32.max` only when nothing waits, and then the loop ends.
          level = least
          continue
        }
        var taken = 0
        while taken < queued {
          let node = Int(queue[taken])
          taken += 1
          for arc in Int(offsets[node])..<Int(offsets[node + 1]) {
            let other = Int(neighbors[arc])
            let current = degree[other]
            if current <= level { continue }
            degree[other] = current - 1
            if current - 1 == level {
              queue[queued] = Int32(truncatingIfNeeded: other)
              queued += 1
            }
          }
        }
        level += 1
      }
    }
  }
}
