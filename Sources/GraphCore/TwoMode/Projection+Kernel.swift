/// What a shared neighbour adds to a pair, and what the pair weighs in the end.
protocol ProjectionScore: Sendable {
  associatedtype Weight: Comparable & AdditiveArithmetic & Sendable
  var minimum: Weight { get }
  /// What a neighbour with `degree` neighbours adds, joined by the weights `first` and `second`.
  func part(degree: Int, first: Int64, second: Int64) -> Weight
  /// The weight of a pair whose parts add up to `sum`, from the neighbours of either and of both.
  func weight(sum: Weight, first: Int, second: Int, shared: Int) -> Weight
}

struct UnitScore: ProjectionScore {
  let rule: ProjectionRule
  let minimum: Int64

  @inline(__always)
  func part(degree: Int, first: Int64, second: Int64) -> Int64 {
    switch rule {
    case .sharedNeighbors: 1
    case .lesserWeight: min(first, second)
    case .weightSum: first &+ second
    }
  }

  @inline(__always)
  func weight(sum: Int64, first: Int, second: Int, shared: Int) -> Int64 { sum }
}

struct SimilarityScore: ProjectionScore {
  let similarity: ProjectionSimilarity
  let minimum: Double

  @inline(__always)
  func part(degree: Int, first: Int64, second: Int64) -> Double {
    similarity == .newman ? 1 / Double(degree - 1) : 0
  }

  @inline(__always)
  func weight(sum: Double, first: Int, second: Int, shared: Int) -> Double {
    switch similarity {
    case .newman: sum
    case .jaccard: Double(shared) / Double(first + second - shared)
    case .overlap: Double(shared) / Double(min(first, second))
    }
  }
}

/// One projection: rows of distinct neighbours by node id, walked twice.
struct ProjectionRun<Score: ProjectionScore> {
  private let side: TwoModeSide
  private let nodes: [Int32]
  private let positions: [Int32]
  private let score: Score
  private let rows: AdjacencyRows
  /// By the edges of the rows.
  private let weights: [Int64]
  private let skipped: [Int32]
  /// Whether each node is skipped.
  private let isSkipped: [Bool]
  private let lostMeetings: Int64
  /// Where blocks of rows begin; each holds about as many meetings.
  private let blocks: [Int]

  init(
    _ graph: TwoModeGraph, _ side: TwoModeSide, _ score: Score, weights: [Int64]?,
    _ maximumDegree: Int?
  ) throws(GraphError) {
    try graph.graph.requireNotNegative(weights, named: "weights")
    let (rows, summed) = try graph.simpleRows(weights: weights)
    self.side = side
    self.score = score
    self.rows = rows
    nodes = graph.nodes(on: side)
    positions = graph.positions
    self.weights = summed
    if weights != nil { try Self.checkStrengths(of: nodes, rows, summed) }

    let limit = maximumDegree ?? .max
    skipped = graph.nodes(on: side.opposite).filter { rows.row(Int($0)).count > limit }
    var isSkipped = [Bool](repeating: false, count: rows.nodeCount)
    var lost: Int64 = 0
    for node in skipped {
      isSkipped[Int(node)] = true
      let degree = Int64(rows.row(Int(node)).count)
      lost += degree * (degree - 1) / 2
    }
    lostMeetings = lost
    self.isSkipped = isSkipped
    blocks = Self.blocks(of: nodes, rows, isSkipped)
  }

  /// A pair weighs no more than all edges of both: two strengths must fit together.
  private static func checkStrengths(
    of nodes: [Int32], _ rows: AdjacencyRows, _ weights: [Int64]
  ) throws(GraphError) {
    for node in nodes {
      var strength: Int64 = 0
      for arc in rows.row(Int(node)) {
        let (sum, overflow) = strength.addingReportingOverflow(weights[Int(rows.edges[arc])])
        if overflow || sum > .max / 2 { throw .overflow(in: "The weight of a projected edge") }
        strength = sum
      }
    }
  }

  private static func blocks(
    of nodes: [Int32], _ rows: AdjacencyRows, _ isSkipped: [Bool]
  ) -> [Int] {
    // Enough that workers share evenly, few enough that a block outweighs handing it out.
    let meetingsInBlock = 200_000
    var blocks = [0]
    var meetings = 0
    for (position, node) in nodes.enumerated() {
      if meetings >= meetingsInBlock {
        blocks.append(position)
        meetings = 0
      }
      meetings += 1
      for arc in rows.row(Int(node)) where !isSkipped[Int(rows.neighbors[arc])] {
        meetings += rows.row(Int(rows.neighbors[arc])).count
      }
    }
    return blocks + [nodes.count]
  }

  func edgeCount(_ execution: Execution) throws(GraphError) -> Int {
    try counts(execution, halfOf: 1).reduce(0) { $0 + Int($1) }
  }

  func result(_ execution: Execution) throws(GraphError) -> TwoModeProjection<Score.Weight> {
    let counts = try counts(execution, halfOf: 2)
    let total = counts.reduce(0) { $0 + Int($1) }
    guard 2 * total < Int(Int32.max) else { throw .tooLarge(nodes: nodes.count, edges: total) }
    var begins: [Int] = []
    begins.reserveCapacity(nodes.count)
    var begin = 0
    for count in counts {
      begins.append(begin)
      begin += Int(count)
    }
    let (starts, graphPositions) = (begins, positions)
    var sources = [Int32](repeating: 0, count: total)
    var targets = [Int32](repeating: 0, count: total)
    var weights = [Score.Weight](repeating: .zero, count: total)
    try sources.withTrustedMutablePointer { (sources) throws(GraphError) in
      try targets.withTrustedMutablePointer { (targets) throws(GraphError) in
        try weights.withTrustedMutablePointer { (weights) throws(GraphError) in
          nonisolated(unsafe) let (sources, targets, weights) = (sources, targets, weights)
          try walk(execution.reporting(part: 1, of: 2)) { position, kept, weight in
            let begin = starts[position]
            for (index, other) in kept.enumerated() {
              sources[begin + index] = Int32(truncatingIfNeeded: position)
              targets[begin + index] = graphPositions[Int(other)]
              weights[begin + index] = weight(other)
            }
          }
        }
      }
    }
    return TwoModeProjection(
      side: side, nodes: nodes,
      graph: CompactGraph(.undirected, trusted: nodes.count, sources: sources, targets: targets),
      weights: weights, skipped: skipped, lostMeetings: lostMeetings)
  }

  /// How many edges each row keeps.
  private func counts(_ execution: Execution, halfOf parts: Int) throws(GraphError) -> [Int32] {
    var counts = [Int32](repeating: 0, count: nodes.count)
    try counts.withTrustedMutablePointer { (counts) throws(GraphError) in
      nonisolated(unsafe) let counts = counts
      try walk(execution.reporting(part: 0, of: parts)) { position, kept, _ in
        counts[position] = Int32(truncatingIfNeeded: kept.count)
      }
    }
    return counts
  }

  /// Calls the closure for each row with the later nodes kept in it, ascending, and their weights.
  @inline(__always)
  private func walk(
    _ execution: Execution,
    _ body:
      @Sendable (
        _ position: Int, _ kept: UnsafeMutableBufferPointer<Int32>,
        _ weight: (Int32) -> Score.Weight
      ) -> Void
  ) throws(GraphError) {
    let workers = min(execution.workers, max(1, blocks.count - 1))
    let count = rows.nodeCount
    let scratch = (0..<workers).map { _ in Scratch(count) }
    defer { for scratch in scratch { scratch.deallocate() } }
    try rows.withPointers { (rows) throws(GraphError) in
      try weights.withTrustedPointer { (weights) throws(GraphError) in
        nonisolated(unsafe) let weights = weights
        try execution.forEachBlock(blocks.count - 1) { block, worker in
          let scratch = scratch[worker]
          for position in blocks[block]..<blocks[block + 1] {
            let node = Int(nodes[position])
            let met = meet(node, rows, weights, scratch)
            let first = rows.degree(node)
            let weight = { (other: Int32) -> Score.Weight in
              score.weight(
                sum: scratch.sums[Int(other)], first: first, second: rows.degree(Int(other)),
                shared: Int(scratch.shared[Int(other)]))
            }
            // Kept ones to the front; what is passed over is forgotten at once.
            var kept = 0
            for index in 0..<met {
              let other = scratch.met[index]
              if weight(other) >= score.minimum {
                scratch.met[kept] = other
                kept += 1
              } else {
                scratch.shared[Int(other)] = 0
              }
            }
            var keptNodes = UnsafeMutableBufferPointer(start: scratch.met, count: kept)
            keptNodes.sort()
            body(position, keptNodes, weight)
            for other in keptNodes { scratch.shared[Int(other)] = 0 }
          }
        }
      }
    }
  }

  /// Adds up, for each later node of the side, the parts of the neighbours shared with `node`.
  ///
  /// - Returns: how many such nodes there are; they stand in `scratch.met`.
  @inline(__always)
  private func meet(
    _ node: Int, _ rows: AdjacencyRows.Pointers, _ weights: UnsafePointer<Int64>,
    _ scratch: Scratch
  ) -> Int {
    var met = 0
    for arc in rows.begin(node)..<rows.end(node) {
      let shared = Int(rows.neighbors[arc])
      if isSkipped[shared] { continue }
      let degree = rows.degree(shared)
      let first = weights[Int(rows.edges[arc])]
      // The row ascends: later nodes stand at its end.
      var back = rows.end(shared) - 1
      while Int(rows.neighbors[back]) > node {
        let other = Int(rows.neighbors[back])
        if scratch.shared[other] == 0 {
          scratch.met[met] = Int32(truncatingIfNeeded: other)
          met += 1
          scratch.sums[other] = .zero
        }
        scratch.shared[other] += 1
        scratch.sums[other] += score.part(
          degree: degree, first: first, second: weights[Int(rows.edges[back])])
        back -= 1
      }
    }
    return met
  }

  /// The memory of one worker.
  private struct Scratch: @unchecked Sendable {
    /// How many neighbours each node shares with the one at hand; 0 between rows.
    let shared: UnsafeMutablePointer<Int32>
    let sums: UnsafeMutablePointer<Score.Weight>
    let met: UnsafeMutablePointer<Int32>

    init(_ count: Int) {
      shared = .allocate(capacity: count)
      shared.initialize(repeating: 0, count: count)
      sums = .allocate(capacity: count)
      sums.initialize(repeating: .zero, count: count)
      met = .allocate(capacity: count)
    }

    func deallocate() {
      shared.deallocate()
      sums.deallocate()
      met.deallocate()
    }
  }
}

extension Execution {
  /// The same, where the work is one of several alike parts and progress counts all of them.
  func reporting(part: Int, of parts: Int) -> Execution {
    Execution(workers: workers, isCancelled: isCancelled) { done, total in
      progress(part * total + done, parts * total)
    }
  }
}
