/// What the distances of each node to all others add up to.
///
/// One sweep over all pairs gives all columns at once; ``closeness(of:along:lengths:execution:)``,
/// ``harmonicCloseness(of:along:lengths:execution:)`` and the like are read off it.
public struct DistanceSummaries: Sendable {
  /// How many other nodes each node reaches.
  public let reached: [Int32]
  /// The sum of the distances to them (the farness).
  public let sums: [Int64]
  /// The sum of 1 ÷ distance over them.
  public let reciprocals: [Double]
  /// The greatest of the distances; 0 where no other node is reached (see ``reached``).
  public let greatest: [Int64]
  /// For hops: how many ordered pairs of nodes lie *d* steps apart, at position *d*; position 0 is 0.
  /// Empty for lengths.
  public let pairs: [Int64]

  public var nodeCount: Int { reached.count }
}

/// The sums and extremes of the distances from every node to all others.
///
/// ## Conventions
/// - Distance is the number of edges, or the sum of their lengths. Loops and longer parallel edges
///   never matter.
/// - `.outgoing` measures from each node to those it reaches, `.incoming` from those that reach it.
/// - Nodes that are not reached add to no column. A node does not count itself.
///
/// - Parameters:
///   - graph: any graph, *n* nodes and *m* edges.
///   - side: along which arcs.
///   - lengths: *m* lengths greater than 0, or `nil`: each edge is 1 long.
///   - execution: how to run; a step is 512 nodes (with lengths: one node).
/// - Throws: ``GraphError/parameter(_:problem:)`` for a length of 0,
///   ``GraphError/negativeWeight(edge:weight:)``, ``GraphError/wrongCount(of:expected:found:)``,
///   ``GraphError/overflow(in:)``, ``GraphError/cancelled``.
/// - Complexity: hops: O(*n*/512 · (*n* + *m*) · steps) word operations, 192 *n* bytes a worker;
///   lengths: O(*n* (*n* + *m*) log *n*) time, O(*n* + *m*) bytes a worker.
/// - Source: hops: ``SweepKernel``: Then et al. (2014), PVLDB 8(4); lengths: Dijkstra (1959).
public func distanceSummaries(
  of graph: CompactGraph, along side: ArcSide = .outgoing, lengths: [Int64]? = nil,
  execution: Execution = .standard
) throws(GraphError) -> DistanceSummaries {
  if let edge = lengths?.firstIndex(of: 0) {
    throw .parameter("lengths", problem: "must be greater than 0 here, but edge \(edge) has 0")
  }
  return try allSummaries(graph, side, lengths, execution)
}

/// As ``distanceSummaries(of:along:lengths:execution:)`` with lengths of 0 allowed: the reciprocals are
/// then of no use.
func allSummaries(
  _ graph: CompactGraph, _ side: ArcSide, _ lengths: [Int64]?, _ execution: Execution
) throws(GraphError) -> DistanceSummaries {
  if let lengths {
    return try measuredSummaries(graph, side, lengths, execution)
  }
  return try sweptSummaries(graph, side, execution)
}

/// All nodes that are not leaves, 512 at a time; leaves are read off their neighbours.
private func sweptSummaries(
  _ graph: CompactGraph, _ side: ArcSide, _ execution: Execution
) throws(GraphError) -> DistanceSummaries {
  let rows = SweepRows(of: graph, along: side)
  let lanes = SweepKernel.laneCount
  let sources = rows.sources
  let blocks = (sources.count + lanes - 1) / lanes
  var columns = SummaryColumns(graph.nodeCount)
  // Pairs by distance, one list a batch: whole numbers, whose sum does not depend on order.
  var pairs = [[Int64]](repeating: [], count: blocks)
  let kernels = WorkerScratch<SweepKernel>(count: min(execution.workers, max(1, blocks)))
  try columns.withPointers { (columns) throws(GraphError) in
    try pairs.withTrustedMutablePointer { (pairs) throws(GraphError) in
      let pairs = TrustedCells(base: pairs)
      try execution.forEachBlock(blocks) { block, worker in
        let kernel = kernels.value(of: worker) { SweepKernel(rows: rows) }
        let first = block * lanes
        let count = min(lanes, sources.count - first)
        pairs.base[block] = sources.withTrustedPointer { sources in
          sweep(kernel, rows, from: sources + first, count: count, into: columns)
        }
      }
    }
  }
  var all = [Int64](repeating: 0, count: pairs.reduce(1) { max($0, $1.count) })
  for list in pairs { for (distance, count) in list.enumerated() { all[distance] += count } }
  return columns.summaries(pairs: all)
}

/// One batch.
///
/// A leaf has one neighbour: it is one step farther from everything else than that neighbour is. So
/// what the neighbour reached in *d* steps, without the leaf itself, the leaf reaches in *d* + 1.
///
/// - Returns: how many ordered pairs lie at each distance.
private func sweep(
  _ kernel: SweepKernel, _ rows: SweepRows, from sources: UnsafePointer<Int32>, count: Int,
  into columns: SummaryColumns.Pointers
) -> [Int64] {
  var pairs: [Int64] = [0, 0]
  rows.ids.withTrustedPointer { ids in
    rows.leaves.offsets.withTrustedPointer { leafOffsets in
      rows.leaves.neighbors.withTrustedPointer { leaves in
        @inline(__always) func leavesOf(_ source: Int) -> Range<Int> {
          Int(leafOffsets[source])..<Int(leafOffsets[source + 1])
        }
        for lane in 0..<count {
          for slot in leavesOf(Int(sources[lane])) {
            let leaf = Int(ids[Int(leaves[slot])])
            columns.reached[leaf] = 1
            columns.sums[leaf] = 1
            columns.reciprocals[leaf] = 1
            columns.greatest[leaf] = 1
            pairs[1] += 1
          }
        }
        kernel.start(at: sources, count: count)
        while kernel.advance() {
          let level = kernel.level
          let (share, nextShare) = (1 / Double(level), 1 / Double(level + 1))
          if pairs.count < level + 2 { pairs.append(0) }
          let counts = kernel.counts
          var total: Int64 = 0
          var later: Int64 = 0
          for lane in 0..<count where counts[lane] != 0 {
            let source = Int(sources[lane])
            let node = Int(ids[source])
            let new = counts[lane]
            columns.reached[node] += new
            columns.sums[node] += Int64(new) * Int64(level)
            columns.reciprocals[node] += Double(new) * share
            columns.greatest[node] = Int64(level)
            total += Int64(new)
            // Its neighbour does not count the leaf's distance to itself.
            let others = level == 1 ? new - 1 : new
            if others == 0 { continue }
            for slot in leavesOf(source) {
              let leaf = Int(ids[Int(leaves[slot])])
              columns.reached[leaf] += others
              columns.sums[leaf] += Int64(others) * Int64(level + 1)
              columns.reciprocals[leaf] += Double(others) * nextShare
              columns.greatest[leaf] = Int64(level + 1)
              later += Int64(others)
            }
          }
          pairs[level] += total
          pairs[level + 1] += later
        }
      }
    }
  }
  while pairs.count > 1, pairs[pairs.count - 1] == 0 { pairs.removeLast() }
  return pairs
}

/// One search a node.
private func measuredSummaries(
  _ graph: CompactGraph, _ side: ArcSide, _ lengths: [Int64], _ execution: Execution
) throws(GraphError) -> DistanceSummaries {
  let greatest = try graph.checkLengths(lengths)
  let nodeCount = graph.nodeCount
  let rows = LengthRows(graph.walkRows(along: side), lengths: lengths, greatest: greatest)
  let sources = (0..<nodeCount).map { Int32(truncatingIfNeeded: $0) }
  var columns = SummaryColumns(nodeCount)
  var fits = [Bool](repeating: true, count: nodeCount)
  let scratch = WorkerScratch<DistanceScratch>(count: execution.workers)
  try columns.withPointers { (columns) throws(GraphError) in
    try fits.withTrustedMutablePointer { (fits) throws(GraphError) in
      let fits = TrustedCells(base: fits)
      try DijkstraKernel.forEachSource(sources, of: rows, execution) { _, worker in
        scratch.value(of: worker) { DistanceScratch(count: nodeCount) }.distances
      } taking: { source, distances in
        var reached: Int32 = 0
        var sum: Int64 = 0
        var farthest: Int64 = 0
        var reciprocal = 0.0
        for node in 0..<nodeCount {
          let distance = distances[node]
          if distance == DijkstraKernel.unreached || node == source { continue }
          let (next, overflow) = sum.addingReportingOverflow(distance)
          if overflow { fits.base[source] = false }
          sum = next
          reached += 1
          reciprocal += 1 / Double(distance)
          farthest = max(farthest, distance)
        }
        columns.reached[source] = reached
        columns.sums[source] = sum
        columns.reciprocals[source] = reciprocal
        columns.greatest[source] = farthest
      }
    }
  }
  if fits.contains(false) { throw .overflow(in: "The sum of distances") }
  return columns.summaries(pairs: [])
}

private struct SummaryColumns {
  var reached: [Int32]
  var sums: [Int64]
  var reciprocals: [Double]
  var greatest: [Int64]

  struct Pointers: @unchecked Sendable {
    let reached: UnsafeMutablePointer<Int32>
    let sums: UnsafeMutablePointer<Int64>
    let reciprocals: UnsafeMutablePointer<Double>
    let greatest: UnsafeMutablePointer<Int64>
  }

  init(_ count: Int) {
    reached = Array(repeating: 0, count: count)
    sums = Array(repeating: 0, count: count)
    reciprocals = Array(repeating: 0, count: count)
    greatest = Array(repeating: 0, count: count)
  }

  mutating func withPointers(_ body: (Pointers) throws(GraphError) -> Void) throws(GraphError) {
    try reached.withTrustedMutablePointer { (reached) throws(GraphError) in
      try sums.withTrustedMutablePointer { (sums) throws(GraphError) in
        try reciprocals.withTrustedMutablePointer { (reciprocals) throws(GraphError) in
          try greatest.withTrustedMutablePointer { (greatest) throws(GraphError) in
            try body(
              Pointers(reached: reached, sums: sums, reciprocals: reciprocals, greatest: greatest))
          }
        }
      }
    }
  }

  func summaries(pairs: [Int64]) -> DistanceSummaries {
    DistanceSummaries(
      reached: reached, sums: sums, reciprocals: reciprocals, greatest: greatest, pairs: pairs)
  }
}

/// Room for the distances of one search. A class, because it owns memory.
private final class DistanceScratch {
  let distances: UnsafeMutablePointer<Int64>
  init(count: Int) { distances = .allocate(capacity: max(1, count)) }
  deinit { distances.deallocate() }
}

/// One object for each worker, made when the worker first asks.
///
/// Sound because no two blocks with the same worker run at once. A class, because it is an identity
/// shared by the threads.
final class WorkerScratch<Value: AnyObject>: @unchecked Sendable {
  private let values: UnsafeMutablePointer<Value?>
  private let count: Int

  init(count: Int) {
    self.count = max(1, count)
    values = .allocate(capacity: self.count)
    values.initialize(repeating: nil, count: self.count)
  }

  deinit {
    values.deinitialize(count: count)
    values.deallocate()
  }

  func value(of worker: Int, making make: () -> Value) -> Value {
    if let value = values[worker] { return value }
    let value = make()
    values[worker] = value
    return value
  }
}
