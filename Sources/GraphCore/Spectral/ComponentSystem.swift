/// The PageRank equations of one strong component, in local numbers, with what flows in from before
/// as a constant.
///
/// The unknowns are what nodes give along an edge of weight 1. They are found by successive
/// over-relaxation. Rows are swept by falling length, so that the processor guesses right where a row
/// ends, and in flow order among rows of the same length.
///
/// A class, because it owns memory that is used again for each component.
final class ComponentSystem {
  /// Per unit that a node gives along an edge of weight 1.
  private struct Reach {
    /// What it received from others and does not give inside the component.
    var lost = 0.0
    /// The part that rows swept before it only see in the next sweep.
    var later = 0.0
  }

  private var size = 0
  private let isWeighted: Bool
  /// The arcs in flow order, as they are read from the graph: where rows begin, where arcs come from,
  /// and their weights if edges have weights.
  private let firstBegins: UnsafeMutablePointer<Int32>
  private let firstNeighbors: UnsafeMutablePointer<Int32>
  private let firstWeights: UnsafeMutablePointer<Double>
  /// The same in the order of sweeps.
  private let begins: UnsafeMutablePointer<Int32>
  private let neighbors: UnsafeMutablePointer<Int32>
  private let weights: UnsafeMutablePointer<Double>
  /// The place of each node in the order of sweeps.
  private let ranks: UnsafeMutablePointer<Int32>
  /// In flow order: what flows in, and the weight of loops.
  private let firstConstants: UnsafeMutablePointer<Double>
  private let loops: UnsafeMutablePointer<Double>
  /// In the order of sweeps: what flows in, and what is given of each unit that a node receives from
  /// others.
  private let constants: UnsafeMutablePointer<Double>
  private let factors: UnsafeMutablePointer<Double>
  private let reaches: UnsafeMutablePointer<Reach>
  private let given: UnsafeMutablePointer<Double>

  /// Rows of this length or more are swept first.
  private static let longestRow = 64

  /// Over-relaxation. It saves a quarter of the sweeps of Gauss–Seidel on the synthetic networks; 1.2
  /// saves none.
  private static let relaxation = 1.1

  /// The first sweep after which the residual is looked at.
  private static let firstCheck = 8

  /// Memory for components of up to `size` nodes and `arcs` arcs to these nodes.
  init(size: Int, arcs: Int, isWeighted: Bool) {
    self.isWeighted = isWeighted
    let weighted = isWeighted ? arcs : 1
    firstBegins = .allocate(capacity: size + 1)
    firstNeighbors = .allocate(capacity: arcs)
    firstWeights = .allocate(capacity: weighted)
    begins = .allocate(capacity: size + 1)
    neighbors = .allocate(capacity: arcs)
    weights = .allocate(capacity: weighted)
    ranks = .allocate(capacity: size)
    firstConstants = .allocate(capacity: size)
    loops = .allocate(capacity: size)
    constants = .allocate(capacity: size)
    factors = .allocate(capacity: size)
    reaches = .allocate(capacity: size)
    given = .allocate(capacity: size)
  }

  deinit {
    for numbers in [firstBegins, firstNeighbors, begins, neighbors, ranks] { numbers.deallocate() }
    for column in [firstWeights, weights, firstConstants, loops, constants, factors, given] {
      column.deallocate()
    }
    reaches.deallocate()
  }

  /// Takes up the component that stands at `range` of the flow order.
  ///
  /// - Parameters:
  ///   - positions: where each node of the graph stands in the order.
  ///   - rows: the incoming arcs.
  ///   - shares: damping / strength, by node of the graph.
  ///   - received: what each node before the component gives along an edge of weight 1; 0 for those
  ///     inside it.
  func assemble(
    _ range: Range<Int>, order: UnsafePointer<Int32>, positions: UnsafePointer<Int32>,
    rows: AdjacencyRows.Pointers, arcWeights: UnsafePointer<Double>,
    shares: UnsafePointer<Double>, base: UnsafePointer<Double>,
    given received: UnsafePointer<Double>
  ) {
    size = range.count
    let start = range.lowerBound
    var filled = 0
    for local in 0..<size {
      let node = Int(order[start + local])
      firstBegins[local] = Int32(truncatingIfNeeded: filled)
      var constant = base[node]
      var loop = 0.0
      for arc in rows.begin(node)..<rows.end(node) {
        let other = Int(rows.neighbors[arc])
        let source = Int(positions[other]) - start
        let weight = isWeighted ? arcWeights[arc] : 1
        // Without a branch that could be guessed wrong: from inside nothing is received yet, and an
        // arc from outside is written over by the next.
        constant += weight * received[other]
        firstNeighbors[filled] = Int32(truncatingIfNeeded: source)
        if isWeighted { firstWeights[filled] = weight }
        filled += source >= 0 ? 1 : 0
        if source == local {
          loop += weight
          filled -= 1
        }
      }
      firstConstants[local] = constant
      loops[local] = loop
    }
    firstBegins[size] = Int32(truncatingIfNeeded: filled)
    rank()
    for local in 0..<size {
      let rank = Int(ranks[local])
      let share = shares[Int(order[start + local])]
      constants[rank] = firstConstants[local]
      factors[rank] = share / (1 - loops[local] * share)
      copyRow(local, to: rank)
    }
    begins[size] = Int32(truncatingIfNeeded: filled)
  }

  /// Puts the rows in the order of sweeps, and finds where they begin there.
  private func rank() {
    withUnsafeTemporaryAllocation(of: (row: Int32, arc: Int32).self, capacity: Self.longestRow + 1)
    {
      next in
      next.initialize(repeating: (0, 0))
      for local in 0..<size {
        let length = firstBegins[local + 1] - firstBegins[local]
        let group = min(Int(length), Self.longestRow)
        next[group].row += 1
        next[group].arc += length
      }
      var total: (row: Int32, arc: Int32) = (0, 0)
      for length in stride(from: Self.longestRow, through: 0, by: -1) {
        let own = next[length]
        next[length] = total
        total = (total.row + own.row, total.arc + own.arc)
      }
      for local in 0..<size {
        let length = firstBegins[local + 1] - firstBegins[local]
        let group = min(Int(length), Self.longestRow)
        let rank = next[group].row
        ranks[local] = rank
        begins[Int(rank)] = next[group].arc
        next[group].row += 1
        next[group].arc += length
      }
    }
  }

  private func copyRow(_ local: Int, to rank: Int) {
    var place = Int(begins[rank])
    for arc in Int(firstBegins[local])..<Int(firstBegins[local + 1]) {
      neighbors[place] = ranks[Int(firstNeighbors[arc])]
      if isWeighted { weights[place] = firstWeights[arc] }
      place += 1
    }
  }

  /// Sweeps until the L1 residual is at most `tolerance` times the sum of the solution, of which
  /// `elsewhere` is known already.
  ///
  /// - Returns: the number of sweeps.
  func solve(
    tolerance: Double, elsewhere: Double, iterationLimit: Int, execution: Execution
  ) throws(GraphError) -> Int {
    for row in 0..<size { given[row] = constants[row] * factors[row] }
    measureReach()
    var relaxation = Self.relaxation
    var sweep = 0
    var nextCheck = min(Self.firstCheck, iterationLimit)
    var last = Double.infinity
    var target = 0.0
    while true {
      if execution.isCancelled() { throw .cancelled }
      // Rescaling removes what sweeps remove most slowly; now and again is enough.
      if sweep & (sweep - 1) == 0 { rescale() }
      sweep += 1
      let residual =
        isWeighted
        ? sweepOnce(relaxation, weighted: true) : sweepOnce(relaxation, weighted: false)
      if sweep < nextCheck { continue }
      // The sum hardly changes any more.
      if target == 0 { target = tolerance * (elsewhere + sum()) }
      if relaxation == 1, residual <= target { return sweep }
      if sweep >= iterationLimit {
        throw .notConverged(measure: "PageRank", iterations: sweep, residual: residual)
      }
      // Over-relaxation leaves rows a little off, so the last sweep goes without; nor need it converge,
      // as Gauss–Seidel always does.
      if residual <= 2 * target || !(residual < last) { relaxation = 1 }
      last = residual
      nextCheck = sweep + 1
    }
  }

  private func measureReach() {
    for row in 0..<size {
      let unit = factors[row] > 0 ? 1 / factors[row] : 0
      reaches[row] = Reach(lost: unit, later: 0)
    }
    for row in 0..<size {
      for arc in Int(begins[row])..<Int(begins[row + 1]) {
        let source = Int(neighbors[arc])
        let weight = isWeighted ? weights[arc] : 1
        reaches[source].lost -= weight
        if source > row { reaches[source].later += weight }
      }
    }
  }

  /// The sum of the solution: what each node gives, divided by its share.
  private func sum() -> Double {
    var sum = 0.0
    for row in 0..<size where factors[row] > 0 { sum += given[row] / factors[row] }
    return sum
  }

  /// Scales the solution so that the sum of all equations holds: what is left has no part in common
  /// with all nodes, which is the part that sweeps remove most slowly.
  private func rescale() {
    var flowingIn = 0.0
    var flowingOut = 0.0
    for row in 0..<size where factors[row] > 0 {
      flowingIn += constants[row]
      flowingOut += given[row] * reaches[row].lost
    }
    let scale = flowingIn / flowingOut
    guard scale.isFinite, scale > 0 else { return }
    for row in 0..<size { given[row] *= scale }
  }

  /// One sweep over all rows.
  ///
  /// - Returns: the change of each row times the weight of the arcs to rows that had not seen it, added
  ///   up: without over-relaxation a bound of the L1 residual.
  @inline(__always)
  private func sweepOnce(_ relaxation: Double, weighted: Bool) -> Double {
    let given = self.given
    let neighbors = self.neighbors
    let weights = self.weights
    let begins = self.begins
    let constants = self.constants
    let factors = self.factors
    let reaches = self.reaches
    var residual = 0.0
    var arc = 0
    for row in 0..<size {
      var sum = constants[row]
      let end = Int(begins[row + 1])
      while arc < end {
        let gives = given[Int(neighbors[arc])]
        sum += weighted ? weights[arc] * gives : gives
        arc += 1
      }
      let old = given[row]
      let change = relaxation * (sum * factors[row] - old)
      given[row] = old + change
      residual += abs(change) * reaches[row].later
    }
    return residual
  }

  /// Writes the solution back under the numbers of the graph.
  ///
  /// - Returns: its sum.
  func store(
    _ range: Range<Int>, order: UnsafePointer<Int32>, shares: UnsafePointer<Double>,
    into result: UnsafeMutablePointer<Double>, _ received: UnsafeMutablePointer<Double>
  ) -> Double {
    var sum = 0.0
    for local in 0..<size {
      let node = Int(order[range.lowerBound + local])
      let row = Int(ranks[local])
      let share = shares[node]
      let value = share > 0 ? given[row] / share : giftless(row)
      result[node] = value
      received[node] = given[row]
      sum += value
    }
    return sum
  }

  /// The value of a node whose arcs all weigh 0, so that it gives nothing.
  private func giftless(_ row: Int) -> Double {
    var sum = constants[row]
    for arc in Int(begins[row])..<Int(begins[row + 1]) {
      sum += (isWeighted ? weights[arc] : 1) * given[Int(neighbors[arc])]
    }
    return sum
  }
}
