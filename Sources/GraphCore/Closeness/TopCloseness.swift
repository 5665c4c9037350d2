/// A node and its score.
public struct ScoredNode: Hashable, Sendable {
  public let node: Int
  public let score: Double
}

/// The *k* nodes of highest closeness, without measuring all the others to the end.
///
/// Nodes are taken in order of falling degree, 512 at a time. Whatever a search has not reached after
/// *d* steps lies at least *d* + 1 steps away, which bounds the score from above; a batch of which no
/// node can still enter the list is given up.
///
/// ## Conventions
/// - Scores are those of ``closeness(of:along:lengths:execution:)``, hops only, to the last bit.
/// - Highest first; equal scores by node id, the lower first, also at the end of the list.
///
/// - Parameters:
///   - graph: any graph, *n* nodes and *m* edges.
///   - count: *k*; all nodes where it is more than *n*.
///   - side: along which arcs.
///   - execution: how to run; a step is 512 nodes.
/// - Throws: ``GraphError/parameter(_:problem:)`` for a negative `count`, ``GraphError/cancelled``.
/// - Complexity: at worst as ``closeness(of:along:lengths:execution:)``.
/// - Source: the bounds by level: Bergamini, Borassi, Crescenzi, Marino & Meyerhenke (2019),
///   "Computing top-k closeness centrality faster in unweighted graphs", ACM TKDD 13(5), section 4,
///   applied to batches of searches.
public func topCloseness(
  of graph: CompactGraph, count: Int, along side: ArcSide = .outgoing,
  execution: Execution = .standard
) throws(GraphError) -> [ScoredNode] {
  try TopSearch(graph, side, .closeness, count).run(execution)
}

/// The *k* nodes of highest harmonic closeness, without measuring all the others to the end.
///
/// As ``topCloseness(of:count:along:execution:)``, with the scores of
/// ``harmonicCloseness(of:along:lengths:execution:)``.
public func topHarmonicCloseness(
  of graph: CompactGraph, count: Int, along side: ArcSide = .outgoing,
  execution: Execution = .standard
) throws(GraphError) -> [ScoredNode] {
  try TopSearch(graph, side, .harmonic, count).run(execution)
}

/// One hunt for the best nodes.
private struct TopSearch: Sendable {
  enum Score { case closeness, harmonic }

  let score: Score
  let count: Int
  let nodeCount: Int
  let rows: SweepRows
  /// The nodes to search from, as numbered by `rows`, in order of falling degree.
  let sources: [Int32]
  /// Whether a search reaches all of its component.
  let isSymmetric: Bool
  /// Batches that run with the same list; the first runs alone, to have a list at all.
  private static let roundLength = 16

  init(
    _ graph: CompactGraph, _ side: ArcSide, _ score: Score, _ count: Int
  ) throws(GraphError) {
    if count < 0 { throw .parameter("count", problem: "must not be negative, but is \(count)") }
    self.score = score
    self.count = count
    nodeCount = graph.nodeCount
    isSymmetric = !graph.isDirected || side == .both
    let rows = SweepRows(of: graph, along: side)
    self.rows = rows
    func degree(_ node: Int32) -> Int32 {
      rows.ahead.offsets[Int(node) + 1] - rows.ahead.offsets[Int(node)]
    }
    // Stable: equal degrees stay in breadth-first order, neighbours near each other.
    sources = rows.sources.enumerated().sorted {
      let (a, b) = (degree($0.element), degree($1.element))
      return a != b ? a > b : $0.offset < $1.offset
    }.map(\.element)
  }

  func run(_ execution: Execution) throws(GraphError) -> [ScoredNode] {
    if count == 0 { return [] }
    let lanes = SweepKernel.laneCount
    let blocks = (sources.count + lanes - 1) / lanes
    let kernels = WorkerScratch<SweepKernel>(count: execution.workers)
    var best: [ScoredNode] = []
    var first = 0
    while first < blocks {
      let length = first == 0 ? 1 : min(Self.roundLength, blocks - first)
      let threshold = best.count == count ? best[count - 1].score : -.infinity
      var found = [[ScoredNode]](repeating: [], count: length)
      let begin = first
      try found.withTrustedMutablePointer { (found) throws(GraphError) in
        let found = TrustedCells(base: found)
        try execution.forEachBlock(length, reporting: false) { block, worker in
          let kernel = kernels.value(of: worker) { SweepKernel(rows: rows) }
          let start = (begin + block) * lanes
          found.base[block] = batch(
            kernel, start..<min(start + lanes, sources.count), above: threshold)
        }
      }
      for list in found { best += list }
      best.sort { $0.score != $1.score ? $0.score > $1.score : $0.node < $1.node }
      best.removeLast(max(0, best.count - count))
      first += length
      execution.progress(first, blocks)
    }
    return best
  }

  /// The scores of a batch and of its leaves; none when no node can reach the threshold.
  private func batch(
    _ kernel: SweepKernel, _ range: Range<Int>, above threshold: Double
  ) -> [ScoredNode] {
    var tallies = [Tally](repeating: Tally(), count: range.count)
    sources.withTrustedPointer {
      kernel.start(at: $0 + range.lowerBound, count: range.count)
    }
    while kernel.advance() {
      var isHopeful = false
      for lane in 0..<range.count {
        tallies[lane].add(Int(kernel.counts[lane]), at: kernel.level)
        if !isHopeful {
          // A sum of quotients may round down by a little; so little slack costs nothing.
          let bound = bound(tallies[lane], sources[range.lowerBound + lane], kernel.level)
          isHopeful = bound * (1 + 1e-12) >= threshold
        }
      }
      if !isHopeful { return [] }
    }
    var found: [ScoredNode] = []
    for lane in 0..<range.count {
      let source = Int(sources[range.lowerBound + lane])
      let tally = tallies[lane]
      append(tally.reached, tally.sum, tally.harmonic, source)
      for slot in Int(rows.leaves.offsets[source])..<Int(rows.leaves.offsets[source + 1]) {
        append(
          tally.reached, tally.sum + tally.reached - 1, tally.leafHarmonic,
          Int(rows.leaves.neighbors[slot]))
      }
    }
    func append(_ reached: Int, _ sum: Int, _ harmonic: Double, _ node: Int) {
      let score =
        score == .harmonic
        ? harmonic : closenessScore(reached: reached, sum: Double(sum), nodeCount: nodeCount)
      if score >= threshold { found.append(ScoredNode(node: Int(rows.ids[node]), score: score)) }
    }
    return found
  }

  /// The highest score that is still possible after `level` steps.
  private func bound(_ tally: Tally, _ source: Int32, _ level: Int) -> Double {
    let component = rows.components[Int(rows.component[Int(source)])]
    let left = component.count - 1 - tally.reached
    if score == .harmonic { return tally.harmonic + Double(left) / Double(level + 1) }
    let all = closenessScore(
      reached: tally.reached + left, sum: Double(tally.sum + left * (level + 1)),
      nodeCount: nodeCount)
    if isSymmetric { return all }
    // With x of them reached the bound falls and then rises in x: the greatest is at an end.
    return max(
      all,
      closenessScore(reached: tally.reached, sum: Double(tally.sum), nodeCount: nodeCount))
  }
}

/// What one search has added up.
private struct Tally {
  var reached = 0
  var sum = 0
  var harmonic = 0.0
  /// The harmonic closeness of a leaf of the source.
  var leafHarmonic = 1.0

  mutating func add(_ new: Int, at level: Int) {
    if new == 0 { return }
    reached += new
    sum += new * level
    harmonic += Double(new) * (1 / Double(level))
    let others = level == 1 ? new - 1 : new
    if others > 0 { leafHarmonic += Double(others) * (1 / Double(level + 1)) }
  }
}
