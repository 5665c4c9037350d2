internal import NetworkModel

/// Which flows of a selection may be added up without counting a fact twice.
///
/// ## Conventions
/// - A flow that is the same as others counts once: the first of them that has an amount, the flow that
///   the others repeat before its repeats, then by id.
/// - A part does not count when its whole is in the selection, is comparable and has an amount.
///
/// - Complexity: O(*k* log *k* + *r* log *f*) for *k* flows, *r* of them with `part_of` or `same_as`, of *f*.
struct CountedFlows {
  let network: PairingNetwork
  /// Whether a total with the first flow in it may hold the second as its part.
  let mayHold: (_ whole: Int, _ part: Int) -> Bool

  /// The rows that count, of the rows given.
  func rows(of candidates: [Int]) -> Set<Int> {
    let chosen = Set(candidates)
    var counted: Set<Int> = []
    var originals: Set<Int> = []
    func rank(_ row: Int) -> Int {
      (network.flowRows[row].amount == nil ? 2 : 0) + (network.flowRows[row].sameAs.isEmpty ? 0 : 1)
    }
    for row in candidates.sorted(by: { (rank($0), $0) < (rank($1), $1) }) {
      guard !isHeld(row, in: chosen) else { continue }
      if originals.insert(original(of: row)).inserted { counted.insert(row) }
    }
    return counted
  }

  /// The flow at the end of the chain of repeats.
  private func original(of row: Int) -> Int {
    var current = row
    var seen: Set<Int> = [row]
    while let next = network.flow(network.flowRows[current].sameAs), seen.insert(next).inserted {
      current = next
    }
    return current
  }

  /// Whether a whole that counts holds the flow, or the flow that it repeats, through any number of steps.
  private func isHeld(_ row: Int, in chosen: Set<Int>) -> Bool {
    var current = row
    var seen: Set<Int> = [row]
    while true {
      let flow = network.flowRows[current]
      let whole = network.flow(flow.partOf)
      guard let next = whole ?? network.flow(flow.sameAs), seen.insert(next).inserted else {
        return false
      }
      if whole != nil, chosen.contains(next), network.flowRows[next].amount != nil,
        mayHold(next, row)
      {
        return true
      }
      current = next
    }
  }
}

extension PairingNetwork {
  /// The row of the flow with an id, by binary search: rows stand in byte order of their ids.
  fileprivate func flow(_ id: Text) -> Int? {
    guard !id.isEmpty else { return nil }
    var low = 0
    var high = flowRows.count
    while low < high {
      let middle = (low + high) / 2
      let order = text.compare(flowRows[middle].id, id)
      if order == 0 { return middle }
      if order < 0 { low = middle + 1 } else { high = middle }
    }
    return nil
  }
}
