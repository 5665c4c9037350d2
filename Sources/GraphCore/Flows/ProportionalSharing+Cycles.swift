/// The equations of one cycle: which part of what each of its nodes holds goes on to the nodes asked about.
///
/// Amounts that leave the cycle do so to the good (the part that goes on to the nodes asked about) or to the bad (all
/// else); what is known of them are numbers, so the cycle is an absorbing Markov chain with two ends.
struct SharingCycle {
  /// Up to here elimination takes less than a second or two; its memory is 32 bytes a pair of nodes.
  static let eliminationLimit = 512
  static let sweepLimit = 10_000
  /// Iteration ends when all nodes together are known to 2⁻²⁴ units: in units of 2⁻⁶⁴.
  private static let width: UInt128 = 1 << 40

  private struct Arc {
    var end: Int32
    var amount: UInt64
  }

  private let held: [UInt64]
  private let offsets: [Int]
  private let arcs: [Arc]
  private let good: [WideFraction.Sum]
  private let bad: [WideFraction.Sum]

  private var count: Int { held.count }

  /// The cycle that a component of a kernel is, when the weights of all earlier components are known.
  init(_ members: [Int32], _ number: Int, in kernel: SharingKernel) {
    let number = Int32(truncatingIfNeeded: number)
    var (offsets, arcs): ([Int], [Arc]) = ([0], [])
    var good: [WideFraction.Sum] = []
    var bad: [WideFraction.Sum] = []
    for member in members {
      var inside: UInt64 = 0
      for arc in kernel.inner.outgoing.row(Int(member)) {
        let other = kernel.inner.outgoing.neighbors[arc]
        guard kernel.components.numbers[Int(other)] == number else { continue }
        let amount = kernel.innerAmounts[Int(kernel.inner.outgoing.edges[arc])]
        inside += amount
        arcs.append(Arc(end: Self.position(of: other, in: members), amount: amount))
      }
      offsets.append(arcs.count)
      let onward = kernel.onward(from: Int(member), outside: number)
      good.append(onward)
      bad.append(onward.complement(to: kernel.held[Int(member)] - inside))
    }
    self.init(
      held: members.map { kernel.held[Int($0)] }, offsets: offsets, arcs: arcs, good: good, bad: bad
    )
  }

  private init(
    held: [UInt64], offsets: [Int], arcs: [Arc], good: [WideFraction.Sum], bad: [WideFraction.Sum]
  ) {
    self.held = held
    self.offsets = offsets
    self.arcs = arcs
    self.good = good
    self.bad = bad
  }

  private static func position(of node: Int32, in members: [Int32]) -> Int32 {
    var (low, high) = (0, members.count)
    while low < high {
      let middle = (low + high) / 2
      if members[middle] < node { low = middle + 1 } else { high = middle }
    }
    return Int32(truncatingIfNeeded: low)
  }

  // MARK: - Elimination

  /// The weights, by elimination without subtraction.
  ///
  /// A node is taken out by sending what came to it where it would have sent it; the pivot is the sum of all that
  /// leaves it, never a difference, so nothing cancels.
  ///
  /// - Source: Grassmann, Taksar & Heyman (1985), "Regenerative analysis and steady state distributions for Markov
  ///   chains", Operations Research 33 (5), 1107–1116; its entrywise accuracy: O'Cinneide (1993), Numer. Math. 65.
  func eliminated() -> [WideFraction] {
    let count = count
    var rate = [WideNumber](repeating: .zero, count: count * count)
    for node in 0..<count {
      for arc in arcs[offsets[node]..<offsets[node + 1]] {
        rate[node * count + Int(arc.end)] =
          rate[node * count + Int(arc.end)] + WideNumber(arc.amount)
      }
    }
    var good = good.map { WideNumber($0) }
    var bad = bad.map { WideNumber($0) }
    var pivots = [WideNumber](repeating: .zero, count: count)
    for node in stride(from: count - 1, through: 0, by: -1) {
      let row = node * count
      var pivot = good[node] + bad[node]
      for other in 0..<node { pivot = pivot + rate[row + other] }
      pivots[node] = pivot
      for giver in 0..<node where !rate[giver * count + node].isZero {
        let factor = rate[giver * count + node] / pivot
        for other in 0..<node where other != giver && !rate[row + other].isZero {
          rate[giver * count + other] = rate[giver * count + other] + factor * rate[row + other]
        }
        good[giver] = good[giver] + factor * good[node]
        bad[giver] = bad[giver] + factor * bad[node]
      }
    }
    var weights = [WideNumber](repeating: .zero, count: count)
    for node in 0..<count {
      var sum = good[node]
      for other in 0..<node { sum = sum + rate[node * count + other] * weights[other] }
      weights[node] = sum / pivots[node]
    }
    return weights.map(\.fraction)
  }

  // MARK: - Iteration

  /// The weights, from below and above at once until both agree (Gauss–Seidel, forward and backward by turns).
  ///
  /// From 0 and rounded down every value stays below the true one, from 1 and rounded up above it.
  func iterated(_ execution: Execution) throws(GraphError) -> [WideFraction] {
    var lower = [WideFraction](repeating: .zero, count: count)
    var upper = [WideFraction](repeating: .one, count: count)
    var residual = 0.0
    for sweep in 1...Self.sweepLimit {
      if execution.isCancelled() { throw .cancelled }
      for step in 0..<count {
        let node = sweep % 2 == 1 ? step : count - 1 - step
        var (low, high) = (good[node], good[node])
        for arc in arcs[offsets[node]..<offsets[node + 1]] {
          low.add(arc.amount, times: lower[Int(arc.end)])
          high.add(arc.amount, times: upper[Int(arc.end)])
        }
        lower[node] = low.divided(by: held[node])
        upper[node] = min(upper[node], high.divided(by: held[node], roundedUp: true))
      }
      var gap: UInt128 = 0
      for node in 0..<count where gap <= 1 << 100 {
        gap += WideFraction(bits: upper[node].bits - lower[node].bits).part(of: held[node])
      }
      if gap <= Self.width { return lower }
      residual = Double(gap) * 0x1p-64
    }
    throw .notConverged(
      measure: "Proportional sharing", iterations: Self.sweepLimit, residual: residual)
  }

  // MARK: - What goes round

  /// How much passes a node that has passed it before, at the node of the cycle where this is most.
  ///
  /// At a node it is *T* · (1 − 1/*N*), where *N* is how often a unit passes it on average: the diagonal of the inverted
  /// matrix of distribution.
  func goesRound() -> Int64 {
    var most: Int64 = 0
    for node in 0..<count {
      let others = returning(to: node)
      let weights = others.eliminated()
      var sum = WideFraction.Sum()
      for arc in arcs[offsets[node]..<offsets[node + 1]] {
        let end = Int(arc.end)
        sum.add(arc.amount, times: weights[end < node ? end : end - 1])
      }
      // A whole number that rounding left a trace below itself is that number.
      most = max(most, Int64((sum.sixtyFourths + (1 << 32)) >> 64))
    }
    return most
  }

  /// The cycle without one of its nodes, of which the good is to come to that node.
  private func returning(to node: Int) -> SharingCycle {
    var (offsets, arcs): ([Int], [Arc]) = ([0], [])
    var (held, good, bad): ([UInt64], [WideFraction.Sum], [WideFraction.Sum]) = ([], [], [])
    for other in 0..<count where other != node {
      var (back, left) = (WideFraction.Sum(), self.held[other])
      for arc in self.arcs[self.offsets[other]..<self.offsets[other + 1]] {
        left -= arc.amount
        if arc.end == node {
          back.add(arc.amount, times: .one)
        } else {
          arcs.append(
            Arc(end: Int(arc.end) < node ? arc.end : arc.end - 1, amount: arc.amount))
        }
      }
      offsets.append(arcs.count)
      held.append(self.held[other])
      good.append(back)
      bad.append(WideFraction.Sum().complement(to: left))
    }
    return SharingCycle(held: held, offsets: offsets, arcs: arcs, good: good, bad: bad)
  }
}
