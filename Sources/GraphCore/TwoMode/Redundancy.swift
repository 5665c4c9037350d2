/// How much of what a node joins would stay joined without it: the redundancy of each node.
///
/// Of all pairs of neighbours of a node, the share that has another common neighbour. A recipient with
/// redundancy 1 could leave and its donors would still meet elsewhere; at 0 it is their only meeting.
///
/// ## Conventions
/// - Direction is ignored; parallel edges count as one.
/// - `nil` for a node with fewer than two neighbours: there are no pairs.
///
/// - Returns: a value in [0, 1] for each node of both sides, in node order.
/// - Throws: ``GraphError/cancelled``.
/// - Complexity: O(Σ over nodes and their neighbours' neighbours of the neighbours shared, squared)
///   time at worst, one node at a time; O(*n* + largest Σ of neighbours' degrees) memory a worker.
/// - Source: Latapy, Magnien & Del Vecchio (2008), Social Networks 30(1), section 5.3.
public func redundancyCoefficients(
  of graph: TwoModeGraph, execution: Execution = .standard
) throws(GraphError) -> [Double?] {
  let rows = try graph.simpleRows().rows
  var shares = [Double?](repeating: nil, count: rows.nodeCount)
  let reach = rows.withPointers { rows in
    (0..<rows.nodeCount).reduce(0) { widest, node in
      var sum = 0
      for arc in rows.begin(node)..<rows.end(node) { sum += rows.degree(Int(rows.neighbors[arc])) }
      return max(widest, sum)
    }
  }
  let count = rows.nodeCount
  let blocks = (count + 255) / 256
  let scratch = (0..<max(1, min(execution.workers, blocks))).map { _ in
    RedundancyScratch(nodeCount: count, reach: reach)
  }
  defer { for scratch in scratch { scratch.deallocate() } }
  try rows.withPointers { (rows) throws(GraphError) in
    try shares.withTrustedMutablePointer { (shares) throws(GraphError) in
      nonisolated(unsafe) let shares = shares
      try execution.forEachBlock(blocks) { block, worker in
        for node in block * 256..<min(count, block * 256 + 256) where rows.degree(node) > 1 {
          let degree = rows.degree(node)
          let joined = scratch[worker].pairsJoinedElsewhere(of: node, rows)
          shares[node] = Double(joined) / (Double(degree) * Double(degree - 1) / 2)
        }
      }
    }
  }
  return shares
}

/// The memory of one worker, and the count for one node.
private struct RedundancyScratch: @unchecked Sendable {
  /// How many neighbours each node shares with the one at hand; 0 between nodes.
  private let shared: UnsafeMutablePointer<Int32>
  /// Where the list of each node begins in ``lists``, and how far it is filled.
  private let begins: UnsafeMutablePointer<Int>
  private let ends: UnsafeMutablePointer<Int>
  /// For each node that shares two neighbours or more: which, as ranks among those of the node at hand.
  private let lists: UnsafeMutablePointer<Int32>
  private let met: UnsafeMutablePointer<Int32>
  /// By rank: the last rank, plus one, with which a pair was counted.
  private let paired: UnsafeMutablePointer<Int32>

  init(nodeCount: Int, reach: Int) {
    shared = .allocate(capacity: nodeCount)
    shared.initialize(repeating: 0, count: nodeCount)
    begins = .allocate(capacity: nodeCount)
    ends = .allocate(capacity: nodeCount)
    lists = .allocate(capacity: reach)
    met = .allocate(capacity: nodeCount)
    paired = .allocate(capacity: nodeCount)
  }

  func deallocate() {
    shared.deallocate()
    begins.deallocate()
    ends.deallocate()
    lists.deallocate()
    met.deallocate()
    paired.deallocate()
  }

  func pairsJoinedElsewhere(of node: Int, _ rows: AdjacencyRows.Pointers) -> Int {
    let (begin, degree) = (rows.begin(node), rows.degree(node))
    var metCount = 0
    for rank in 0..<degree {
      paired[rank] = 0
      let neighbor = Int(rows.neighbors[begin + rank])
      for arc in rows.begin(neighbor)..<rows.end(neighbor) {
        let other = Int(rows.neighbors[arc])
        if other == node { continue }
        if shared[other] == 0 {
          met[metCount] = Int32(truncatingIfNeeded: other)
          metCount += 1
        }
        shared[other] += 1
      }
    }
    var next = 0
    for index in 0..<metCount where shared[Int(met[index])] > 1 {
      let other = Int(met[index])
      begins[other] = next
      ends[other] = next
      next += Int(shared[other])
    }
    for rank in 0..<degree {
      let neighbor = Int(rows.neighbors[begin + rank])
      for arc in rows.begin(neighbor)..<rows.end(neighbor) {
        let other = Int(rows.neighbors[arc])
        // The node itself shares nothing with itself: its count stayed 0.
        if shared[other] > 1 {
          lists[ends[other]] = Int32(truncatingIfNeeded: rank)
          ends[other] += 1
        }
      }
    }
    var pairs = 0
    for rank in 0..<degree {
      let neighbor = Int(rows.neighbors[begin + rank])
      let mark = Int32(truncatingIfNeeded: rank + 1)
      let possible = degree - 1 - rank
      var found = 0
      for arc in rows.begin(neighbor)..<rows.end(neighbor) where found < possible {
        let other = Int(rows.neighbors[arc])
        guard shared[other] > 1 else { continue }
        // Lists ascend: later ranks stand at the end.
        var slot = ends[other] - 1
        while Int(lists[slot]) > rank {
          let partner = Int(lists[slot])
          if paired[partner] != mark {
            paired[partner] = mark
            found += 1
          }
          slot -= 1
        }
      }
      pairs += found
    }
    for index in 0..<metCount { shared[Int(met[index])] = 0 }
    return pairs
  }
}
