internal import GraphCore

/// Leximin where rules are nested on the side of donors: budgets, abilities, earmarks, limits of lines; and floors and
/// ceilings of single recipients.
///
/// What recipients can get together then is a base of a polymatroid, and leximin falls apart: pour as if only the
/// recipients' own bounds and the total mattered; if the network cannot carry that, the set of recipients that asks for
/// most beyond its reach gets exactly its reach, and both sides are poured by themselves.
///
/// - Complexity: two cheapest flows for each of at most *n* sets, in practice a few dozen.
/// - Source: Fujishige (1980), "Lexicographically optimal base of a polymatroid with respect to a weight vector"; Groenevelt
///   (1991), "Two algorithms for maximizing a separable concave function over a polymatroid feasible region".
struct NetworkLevels {
  typealias Amount = WaterFilling.Amount

  let network: PlanNetwork
  /// fen a recipient starts from, and widths above 0.
  let starts: [Int64]
  let widths: [Int64]

  private var frame: PlanFrame { network.frame }

  enum Outcome {
    case amounts([Amount])
    case infeasible
    /// Numbers are too large for 64 bits.
    case unsuitable
  }

  func fill() -> Outcome {
    guard frame.offsets.allSatisfy({ $0 == 0 }) else { return .unsuitable }
    // As fine as 64 bits allow, a thousandth of a fen at most.
    let unit = frame.unit
    var parts = unit.multipliedReportingOverflow(by: 1024).partialValue
    while parts > unit, network.totalUnits > Int64.max / 8 / max(1, parts) { parts /= 2 }
    guard parts >= unit, network.totalUnits <= Int64.max / 8 / max(1, parts) else {
      return .unsuitable
    }
    guard network.cheapest() != nil else { return .infeasible }
    var blocks: [(members: [Int], sum: Int64)] = [
      (Array(frame.recipients.indices), frame.total)
    ]
    var amounts = [Amount](
      repeating: Amount(whole: 0, numerator: 0, denominator: 1), count: frame.recipients.count)
    var changed = [0]
    while true {
      for block in changed {
        guard pour(blocks[block], into: &amounts) else { return .unsuitable }
      }
      guard let asking = overdemanding(amounts, blocks.map(\.members), parts) else {
        return .unsuitable
      }
      guard asking.contains(true) else { return .amounts(amounts) }
      var next: [(members: [Int], sum: Int64)] = []
      var reached = [Bool](repeating: false, count: frame.recipients.count)
      changed = []
      for block in blocks {
        let first = block.members.filter { asking[$0] }
        let last = block.members.filter { !asking[$0] }
        if first.isEmpty || last.isEmpty {
          next.append(block)
        } else {
          // The block's part gets what it can have beside those before it.
          var wanted = reached
          for recipient in first { wanted[recipient] = true }
          guard let most = reach(wanted), let before = reach(reached) else { return .unsuitable }
          let sum = (most - before) * unit
          changed += [next.count, next.count + 1]
          next.append((first, sum))
          next.append((last, block.sum - sum))
        }
        for recipient in block.members { reached[recipient] = true }
      }
      // Nothing to part: what is asked beyond reach is a matter of rounding.
      if changed.isEmpty { return .amounts(amounts) }
      blocks = next
    }
  }

  private func pour(_ block: (members: [Int], sum: Int64), into amounts: inout [Amount]) -> Bool {
    let bounds = network.boundsOfRecipients
    let vessels = WaterFilling(
      starts: block.members.map { starts[$0] }, widths: block.members.map { widths[$0] },
      lower: block.members.map { bounds[$0].lower * frame.unit },
      upper: block.members.map { bounds[$0].upper * frame.unit }, groups: [])
    guard case .amounts(let poured) = vessels.fill(total: block.sum) else { return false }
    for (recipient, amount) in zip(block.members, poured) { amounts[recipient] = amount }
    return true
  }

  /// The recipients that together ask for most beyond what they can reach; none when the network carries all.
  ///
  /// Earlier blocks get all that they can have, whatever later ones ask for: a unit there is worth more than two that
  /// are missed.
  private func overdemanding(_ amounts: [Amount], _ blocks: [[Int]], _ parts: Int64) -> [Bool]? {
    var worth = [Int64](repeating: 0, count: amounts.count)
    for (place, block) in blocks.enumerated() {
      for recipient in block { worth[recipient] = Int64(4 * (blocks.count - place)) }
    }
    let each = parts / frame.unit
    let wanted = amounts.map { amount in
      amount.whole * each + Int64(amount.numerator * Int128(each) / amount.denominator)
    }
    let flow = network.cheapest(
      recipientCosts: {
        PlanNetwork.Costs(
          bend: wanted[$0], below: -worth[$0] - 1, at: -worth[$0], beyond: -worth[$0])
      }, parts: parts)
    guard let flow else { return nil }
    let missing = zip(wanted, flow.recipients).reduce(Int64(0)) { $0 + max(0, $1.0 - $1.1) }
    // Amounts were cut to parts, so others may hold a part each of what is not missed.
    guard missing > Int64(wanted.count) else { return wanted.map { _ in false } }
    return flow.reducedCosts.map { $0 >= 0 }
  }

  /// Units that these recipients can have together at most.
  private func reach(_ recipients: [Bool]) -> Int64? {
    guard recipients.contains(true) else { return 0 }
    let flow = network.cheapest(
      recipientCosts: { recipients[$0] ? .init(below: -1, at: -1, beyond: -1) : .none })
    return flow.map { flow in
      flow.recipients.indices.reduce(0) { $0 + (recipients[$1] ? flow.recipients[$1] : 0) }
    }
  }
}
