/// The power method on *AAᵀ* that reads each row of *Aᵀ* once: the authority of a node is gathered from
/// its row and given back along the same row, while it is at hand.
///
/// A class, because it owns memory that blocks write at once.
final class HITSIteration: @unchecked Sendable {
  /// Two numbers that are read and written together.
  private struct Pair {
    var hub: Double
    /// What the authorities give back.
    var sum: Double
  }

  private let rows: AdjacencyRows
  private let weights: [Double]
  private let count: Int
  private let blocks: Int
  /// For each block the nodes as it sees them.
  private let pairs: UnsafeMutablePointer<Pair>

  /// Arcs in one block at least, and blocks at most: each has a copy of the nodes.
  private static let arcsPerBlock = 1 << 18
  private static let blockLimit = 2

  init(_ graph: CompactGraph, _ given: [Int64]?) {
    rows = graph.incoming
    weights = arcDoubles(given, graph.incoming)
    count = graph.nodeCount
    blocks = max(1, min(Self.blockLimit, rows.arcCount / Self.arcsPerBlock))
    pairs = .allocate(capacity: max(1, count * blocks))
    pairs.initialize(repeating: Pair(hub: 1 / Double(count), sum: 0), count: count * blocks)
  }

  deinit { pairs.deallocate() }

  func run(
    tolerance: Double, iterationLimit: Int, execution: Execution
  ) throws(GraphError) -> HITSScores {
    var changes = (1.0, 1.0)
    var sinceJump = 0
    let totals = Accumulators(blocks)
    var change = Double.infinity
    for iteration in 1...max(1, iterationLimit) {
      try execution.forEachBlock(blocks, reporting: false) { [self] block, _ in
        totals[block] = gather(block)
      }
      sinceJump += 1
      // Once the change shrinks at a steady rate, one part is left that shrinks so: it is taken off
      // at once. The jump is decided on the two changes before.
      let rate = changes.1 / changes.0
      let isSteady = sinceJump > 3 && rate < 0.95 && changes.1 > 50 * tolerance
      change = combine(totals.sum, jump: isSteady ? rate / (1 - rate) : 0)
      if isSteady {
        sinceJump = 0
      } else if change <= tolerance {
        return scores(iteration, change)
      }
      changes = (changes.1, change)
    }
    throw .notConverged(measure: "HITS", iterations: iterationLimit, residual: change)
  }

  /// One pass over the rows of a block.
  ///
  /// - Returns: the sum of all that is given back.
  private func gather(_ block: Int) -> Double {
    var total = 0.0
    let range = Execution.range(of: block, of: blocks, in: count)
    let pairs = self.pairs + block * count
    rows.withPointers { rows in
      if weights.isEmpty {
        for node in range {
          let row = rows.begin(node)..<rows.end(node)
          var authority = 0.0
          for arc in row { authority += pairs[Int(rows.neighbors[arc])].hub }
          if authority == 0 { continue }
          for arc in row { pairs[Int(rows.neighbors[arc])].sum += authority }
          total += Double(row.count) * authority
        }
      } else {
        weights.withTrustedPointer { weights in
          for node in range {
            let row = rows.begin(node)..<rows.end(node)
            var authority = 0.0
            for arc in row { authority += weights[arc] * pairs[Int(rows.neighbors[arc])].hub }
            if authority == 0 { continue }
            for arc in row {
              let given = weights[arc] * authority
              pairs[Int(rows.neighbors[arc])].sum += given
              total += given
            }
          }
        }
      }
    }
    return total
  }

  /// Adds what the blocks gave back, in their order, and makes it the next hubs.
  ///
  /// - Parameters:
  ///   - total: the sum of all that was given back.
  ///   - jump: how many times the change is to be added once more.
  /// - Returns: the L1 norm of the change, without the jump.
  private func combine(_ total: Double, jump: Double) -> Double {
    var change = 0.0
    for node in 0..<count {
      var sum = pairs[node].sum
      for block in 1..<blocks { sum += pairs[block * count + node].sum }
      var hub = sum / total
      let difference = hub - pairs[node].hub
      change += abs(difference)
      if jump > 0 { hub = max(0, hub + jump * difference) }
      for block in 0..<blocks { pairs[block * count + node] = Pair(hub: hub, sum: 0) }
    }
    return change
  }

  private func scores(_ iterations: Int, _ change: Double) -> HITSScores {
    let kernelWeights = KernelWeights(weights)
    let hubs = [Double](count: count) { hubs in
      for node in 0..<count { hubs[node] = pairs[node].hub }
    }
    var authorities = rows.withPointers { rows in
      hubs.withTrustedPointer { hubs in
        [Double](count: count) { authorities in
          for node in 0..<count { authorities[node] = kernelWeights.product(rows, node, hubs) }
        }
      }
    }
    let sum = authorities.reduce(0, +)
    for node in 0..<count { authorities[node] /= sum }
    return HITSScores(
      hubs: hubs, authorities: authorities, iterations: iterations, residual: change)
  }
}
