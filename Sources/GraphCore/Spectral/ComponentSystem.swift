/// The PageRank equations of one strong component, in local numbers, with what flows in from before
/// as a constant.
///
/// Rows are swept in flow order (Gauss–Seidel); a large component is cut into blocks that see each
/// other as they were before the sweep. The cut depends on the component alone.
///
/// A class, because it owns memory that is used again for each component.
final class ComponentSystem: @unchecked Sendable {
  private var size = 0
  private var blocks = 1
  private let isWeighted: Bool
  /// Where the row of each node begins, and where its arcs from other blocks begin.
  private let begins: UnsafeMutablePointer<Int32>
  private let middles: UnsafeMutablePointer<Int32>
  private let neighbors: UnsafeMutablePointer<Int32>
  /// By arc; only when edges have weights.
  private let weights: UnsafeMutablePointer<Double>
  private let constants: UnsafeMutablePointer<Double>
  /// 1 / (1 - share of loops).
  private let pivots: UnsafeMutablePointer<Double>
  private let shares: UnsafeMutablePointer<Double>
  /// The weight that a node gives inside the component, and the part of it that only the next sweep
  /// sees.
  private let inside: UnsafeMutablePointer<Double>
  private let later: UnsafeMutablePointer<Double>
  private let values: UnsafeMutablePointer<Double>
  private let given: UnsafeMutablePointer<Double>
  /// What blocks see of each other, in turn.
  private let seen: [UnsafeMutablePointer<Double>]
  private let columns: UnsafeMutablePointer<Double>

  /// From how many arcs on a component is cut in two. Below, a fork costs more than a second thread
  /// saves; more blocks see less of each other, and on the synthetic network of size L cost a third
  /// more sweeps than two.
  private static let arcsToCut = 1 << 18

  /// How many sweeps begin with a rescaling; later ones have nothing left that it could remove.
  private static let rescaledSweeps = 12

  /// Memory for components of up to `size` nodes and `arcs` arcs to these nodes.
  init(size: Int, arcs: Int, isWeighted: Bool) {
    self.isWeighted = isWeighted
    begins = .allocate(capacity: size + 1)
    middles = .allocate(capacity: size)
    neighbors = .allocate(capacity: max(1, arcs))
    weights = .allocate(capacity: isWeighted ? max(1, arcs) : 1)
    columns = .allocate(capacity: size * 9)
    let columns = columns
    constants = columns
    pivots = columns + size
    shares = columns + 2 * size
    inside = columns + 3 * size
    later = columns + 4 * size
    values = columns + 5 * size
    given = columns + 6 * size
    seen = [columns + 7 * size, columns + 8 * size]
  }

  deinit {
    begins.deallocate()
    middles.deallocate()
    neighbors.deallocate()
    weights.deallocate()
    columns.deallocate()
  }

  /// Takes up the component that stands at `range` of the flow order.
  ///
  /// - Parameters:
  ///   - positions: where each node of the graph stands in the order.
  ///   - rows: the incoming arcs.
  ///   - shares: damping / strength, by node of the graph.
  ///   - received: what each node before the component gives along an edge of weight 1.
  func assemble(
    _ range: Range<Int>, order: UnsafePointer<Int32>, positions: UnsafePointer<Int32>,
    rows: AdjacencyRows.Pointers, arcWeights: UnsafePointer<Double>,
    shares allShares: UnsafePointer<Double>, base: UnsafePointer<Double>,
    given received: UnsafePointer<Double>
  ) {
    size = range.count
    let start = range.lowerBound
    var arcs = 0
    for position in range { arcs += rows.degree(Int(order[position])) }
    blocks = arcs >= Self.arcsToCut ? 2 : 1
    inside.initialize(repeating: 0, count: size)
    later.initialize(repeating: 0, count: size)
    var filled = 0
    for block in 0..<blocks {
      let members = Execution.range(of: block, of: blocks, in: size)
      for local in members {
        let node = Int(order[start + local])
        begins[local] = Int32(truncatingIfNeeded: filled)
        var constant = base[node]
        var loop = 0.0
        var far = false
        for arc in rows.begin(node)..<rows.end(node) {
          let other = Int(rows.neighbors[arc])
          let source = Int(positions[other]) - start
          let weight = isWeighted ? arcWeights[arc] : 1
          if source < 0 || source >= size {
            constant += weight * received[other]
          } else if source == local {
            loop += weight
          } else {
            inside[source] += weight
            if source < members.lowerBound || source >= members.upperBound {
              far = true
            } else {
              if source > local { later[source] += weight }
              neighbors[filled] = Int32(truncatingIfNeeded: source)
              if isWeighted { weights[filled] = weight }
              filled += 1
            }
          }
        }
        middles[local] = Int32(truncatingIfNeeded: filled)
        if far {
          for arc in rows.begin(node)..<rows.end(node) {
            let source = Int(positions[Int(rows.neighbors[arc])]) - start
            guard source >= 0, source < size, !members.contains(source) else { continue }
            let weight = isWeighted ? arcWeights[arc] : 1
            later[source] += weight
            neighbors[filled] = Int32(truncatingIfNeeded: source)
            if isWeighted { weights[filled] = weight }
            filled += 1
          }
        }
        let share = allShares[node]
        constants[local] = constant
        shares[local] = share
        inside[local] += loop
        pivots[local] = 1 / (1 - loop * share)
      }
    }
    begins[size] = Int32(truncatingIfNeeded: filled)
  }

  /// Sweeps until the L1 residual is at most `tolerance` times the sum of the solution, of which
  /// `elsewhere` is known already.
  ///
  /// - Returns: the number of sweeps.
  func solve(
    tolerance: Double, elsewhere: Double, iterationLimit: Int, execution: Execution
  ) throws(GraphError) -> Int {
    for local in 0..<size {
      values[local] = constants[local] * pivots[local]
      given[local] = values[local] * shares[local]
    }
    if blocks > 1 { seen[0].update(from: given, count: size) }
    let changes = Accumulators(blocks)
    var sweep = 0
    while true {
      if sweep < Self.rescaledSweeps { rescale(seen[sweep & 1]) }
      if blocks == 1 {
        if execution.isCancelled() { throw .cancelled }
        changes[0] = isWeighted ? sweepWeighted(0..<size, given) : sweepPlain(0..<size, given)
      } else {
        try execution.forEachBlock(blocks, reporting: false) { [self, sweep] block, _ in
          let range = Execution.range(of: block, of: blocks, in: size)
          let before = seen[sweep & 1]
          changes[block] = isWeighted ? sweepWeighted(range, before) : sweepPlain(range, before)
          (seen[1 - sweep & 1] + range.lowerBound).update(
            from: given + range.lowerBound, count: range.count)
        }
      }
      sweep += 1
      let change = changes.sum
      if change <= tolerance {
        var sum = elsewhere
        for local in 0..<size { sum += values[local] }
        if change <= tolerance * sum { return sweep }
      }
      if sweep >= iterationLimit {
        throw .notConverged(measure: "PageRank", iterations: sweep, residual: change)
      }
    }
  }

  /// Scales the solution so that the sum of all equations holds: what is left has no part in common
  /// with all nodes, which is the part that sweeps remove most slowly.
  private func rescale(_ seen: UnsafeMutablePointer<Double>) {
    var flowingIn = 0.0
    var flowingOut = 0.0
    for local in 0..<size {
      flowingIn += constants[local]
      flowingOut += values[local] - inside[local] * given[local]
    }
    let scale = flowingIn / flowingOut
    guard scale.isFinite, scale > 0 else { return }
    for local in 0..<size {
      values[local] *= scale
      given[local] *= scale
    }
    if blocks > 1 { for local in 0..<size { seen[local] *= scale } }
  }

  /// One sweep over the rows of a block.
  ///
  /// - Parameter before: what the other blocks gave when the sweep began.
  /// - Returns: a bound of the L1 residual of all rows that this block leaves: its changes, times the
  ///   weight of the arcs to rows that had not seen them.
  private func sweepPlain(_ rows: Range<Int>, _ before: UnsafePointer<Double>) -> Double {
    var residual = 0.0
    var arc = Int(begins[rows.lowerBound])
    for local in rows {
      var sum = constants[local]
      let middle = Int(middles[local])
      while arc < middle {
        sum += given[Int(neighbors[arc])]
        arc += 1
      }
      let end = Int(begins[local + 1])
      while arc < end {
        sum += before[Int(neighbors[arc])]
        arc += 1
      }
      let value = sum * pivots[local]
      let gives = value * shares[local]
      residual += abs(gives - given[local]) * later[local]
      values[local] = value
      given[local] = gives
    }
    return residual
  }

  /// As ``sweepPlain(_:_:)``, with weights.
  private func sweepWeighted(_ rows: Range<Int>, _ before: UnsafePointer<Double>) -> Double {
    var residual = 0.0
    var arc = Int(begins[rows.lowerBound])
    for local in rows {
      var sum = constants[local]
      let middle = Int(middles[local])
      while arc < middle {
        sum += weights[arc] * given[Int(neighbors[arc])]
        arc += 1
      }
      let end = Int(begins[local + 1])
      while arc < end {
        sum += weights[arc] * before[Int(neighbors[arc])]
        arc += 1
      }
      let value = sum * pivots[local]
      let gives = value * shares[local]
      residual += abs(gives - given[local]) * later[local]
      values[local] = value
      given[local] = gives
    }
    return residual
  }

  /// Writes the solution back under the numbers of the graph.
  ///
  /// - Returns: its sum.
  func store(
    _ range: Range<Int>, order: UnsafePointer<Int32>, into result: UnsafeMutablePointer<Double>,
    _ received: UnsafeMutablePointer<Double>
  ) -> Double {
    var sum = 0.0
    for local in 0..<size {
      let node = Int(order[range.lowerBound + local])
      result[node] = values[local]
      received[node] = given[local]
      sum += values[local]
    }
    return sum
  }
}
