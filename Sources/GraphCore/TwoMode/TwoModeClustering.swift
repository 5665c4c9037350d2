/// How often paths of three edges close: 4 · (cycles of four) ÷ (paths of three edges), from 0 to 1.
///
/// ## Conventions
/// - Direction is ignored; parallel edges count as one.
/// - `nil` when there is no path of three edges.
///
/// - Throws: ``GraphError/cancelled``.
/// - Complexity: as ``fourCycleCount(of:execution:)``.
/// - Source: Robins & Alexander (2004), Comput. Math. Organ. Theory 10, 69–94, section 4.
public func robinsAlexanderClustering(
  of graph: TwoModeGraph, execution: Execution = .standard
) throws(GraphError) -> Double? {
  let rows = try graph.simpleRows().rows
  // No path of three edges is a cycle here: that would be a triangle.
  let paths = rows.withPointers { rows in
    var paths = 0.0
    for node in graph.left {
      for arc in rows.begin(Int(node))..<rows.end(Int(node)) {
        // Whole numbers: their sum is exact below 2^53.
        paths +=
          Double(rows.degree(Int(node)) - 1) * Double(rows.degree(Int(rows.neighbors[arc])) - 1)
      }
    }
    return paths
  }
  guard paths > 0 else { return nil }
  return try 4 * Double(fourCycles(in: rows, execution)) / paths
}

/// How many cycles of four nodes there are: two left and two right nodes, all four joined.
///
/// ## Conventions
/// - Direction is ignored; parallel edges count as one.
///
/// - Throws: ``GraphError/cancelled``.
/// - Complexity: O(*n* + Σ over edges of the smaller degree) time, O(*n*) memory for each worker.
/// - Source: Wang, Lin, Qin, Zhang & Zhang (2019), PVLDB 12(10), algorithm 2 (vertex priority).
public func fourCycleCount(
  of graph: TwoModeGraph, execution: Execution = .standard
) throws(GraphError) -> Int {
  try fourCycles(
    in: graph.simpleRows().rows, execution)
}

/// Counts each cycle at its node of highest degree (of equals, the highest id).
private func fourCycles(in rows: AdjacencyRows, _ execution: Execution) throws(GraphError) -> Int {
  let count = rows.nodeCount
  let blocks = (count + 1023) / 1024
  var cycles = [Int](repeating: 0, count: blocks)
  let workers = max(1, min(execution.workers, blocks))
  // For each worker: how often each node was met (0 between nodes), and which were.
  let memory = UnsafeMutablePointer<Int32>.allocate(capacity: 2 * count * workers)
  memory.initialize(repeating: 0, count: 2 * count * workers)
  defer { memory.deallocate() }
  try rows.withPointers { (rows) throws(GraphError) in
    try cycles.withTrustedMutablePointer { (cycles) throws(GraphError) in
      nonisolated(unsafe) let (cycles, memory) = (cycles, memory)
      try execution.forEachBlock(blocks) { block, worker in
        let shared = memory + 2 * count * worker
        let met = shared + count
        var found = 0
        for node in block * 1024..<min(count, block * 1024 + 1024) {
          var metCount = 0
          let rank = (rows.degree(node), node)
          for arc in rows.begin(node)..<rows.end(node) {
            let middle = Int(rows.neighbors[arc])
            guard (rows.degree(middle), middle) < rank else { continue }
            for back in rows.begin(middle)..<rows.end(middle) {
              let other = Int(rows.neighbors[back])
              guard (rows.degree(other), other) < rank else { continue }
              if shared[other] == 0 {
                met[metCount] = Int32(truncatingIfNeeded: other)
                metCount += 1
              }
              found += Int(shared[other])
              shared[other] += 1
            }
          }
          for index in 0..<metCount { shared[Int(met[index])] = 0 }
        }
        cycles[block] = found
      }
    }
  }
  return cycles.reduce(0, +)
}

/// By what the neighbours shared by two nodes are divided.
public enum SharedNeighborScore: String, Sendable, CaseIterable {
  /// The neighbours of either (Jaccard).
  case jaccard
  /// The neighbours of the one that has fewer.
  case minimum
  /// The neighbours of the one that has more.
  case maximum
}

/// The clustering of each node: how much it shares, on average, with those with whom it shares at all.
///
/// For a node, the mean over all nodes of its side with a common neighbour of the neighbours shared,
/// divided as `score` says.
///
/// ## Conventions
/// - Direction is ignored; parallel edges count as one.
/// - `nil` for a node that shares a neighbour with nobody.
///
/// - Returns: a value in (0, 1] for each node of both sides, in node order.
/// - Throws: ``GraphError/cancelled``.
/// - Complexity: O(*n* + Σ *k*²) time over the numbers *k* of neighbours, O(*n*) memory a worker.
/// - Source: Latapy, Magnien & Del Vecchio (2008), Social Networks 30(1), section 5.2.
public func latapyClustering(
  of graph: TwoModeGraph, score: SharedNeighborScore = .jaccard, execution: Execution = .standard
) throws(GraphError) -> [Double?] {
  let rows = try graph.simpleRows().rows
  let count = rows.nodeCount
  let blocks = (count + 255) / 256
  var means = [Double?](repeating: nil, count: count)
  let workers = max(1, min(execution.workers, blocks))
  // As above.
  let memory = UnsafeMutablePointer<Int32>.allocate(capacity: 2 * count * workers)
  memory.initialize(repeating: 0, count: 2 * count * workers)
  defer { memory.deallocate() }
  try rows.withPointers { (rows) throws(GraphError) in
    try means.withTrustedMutablePointer { (means) throws(GraphError) in
      nonisolated(unsafe) let (means, memory) = (means, memory)
      try execution.forEachBlock(blocks) { block, worker in
        let shared = memory + 2 * count * worker
        let met = shared + count
        for node in block * 256..<min(count, block * 256 + 256) {
          var metCount = 0
          for arc in rows.begin(node)..<rows.end(node) {
            let middle = Int(rows.neighbors[arc])
            for back in rows.begin(middle)..<rows.end(middle) {
              let other = Int(rows.neighbors[back])
              if other == node { continue }
              if shared[other] == 0 {
                met[metCount] = Int32(truncatingIfNeeded: other)
                metCount += 1
              }
              shared[other] += 1
            }
          }
          var sum = 0.0
          for index in 0..<metCount {
            let other = Int(met[index])
            let both = Int(shared[other])
            let (own, others) = (rows.degree(node), rows.degree(other))
            let divisor =
              switch score {
              case .jaccard: own + others - both
              case .minimum: min(own, others)
              case .maximum: max(own, others)
              }
            sum += Double(both) / Double(divisor)
            shared[other] = 0
          }
          if metCount > 0 { means[node] = sum / Double(metCount) }
        }
      }
    }
  }
  return means
}
