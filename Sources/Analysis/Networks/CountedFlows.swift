internal import NetworkModel

/// Which flows of a selection may be added up without counting a fact twice.
///
/// ## Conventions
/// - A flow that is the same as others counts once: the first of them that has an amount, the flow that
///   the others repeat before its repeats, then by id.
/// - A part does not count when its whole is in the selection, is comparable and has an amount.
///
/// - Complexity: O(*k* + *r* log *f*) for *k* flows, *r* of them with `part_of` or `same_as`, of *f*.
struct CountedFlows {
  let network: PairingNetwork
  /// Whether a total with the first flow in it may hold the second as its part.
  let mayHold: (_ whole: Int, _ part: Int) -> Bool
  /// Whether two mentions of one fact would stand in the same total.
  var mayRepeat: (_ a: Int, _ b: Int) -> Bool = { _, _ in true }

  /// What is not simply counted.
  struct Netting {
    /// Rows that say again what another row of the selection says.
    fileprivate(set) var repeats: Set<Int> = []
    /// For each row that is part of a whole that counts, the nearest such whole.
    fileprivate(set) var holders: [Int: Int] = [:]

    func isCounted(_ row: Int) -> Bool { holders[row] == nil && !repeats.contains(row) }
  }

  /// The rows that count, of the rows given.
  func rows(of candidates: [Int]) -> Set<Int> {
    let netting = netting(of: candidates)
    return Set(candidates.filter(netting.isCounted))
  }

  /// How the rows given stand to each other.
  func netting(of candidates: [Int]) -> Netting {
    var netting = Netting()
    let linked = candidates.filter {
      !network.flowRows[$0].partOf.isEmpty || !network.flowRows[$0].sameAs.isEmpty
    }
    guard !linked.isEmpty else { return netting }
    var isChosen = [Bool](repeating: false, count: network.flowRows.count)
    for row in candidates { isChosen[row] = true }

    func rank(_ row: Int) -> Int {
      (network.flowRows[row].amount == nil ? 2 : 0) + (network.flowRows[row].sameAs.isEmpty ? 0 : 1)
    }
    for row in linked {
      if let holder = holder(of: row, in: isChosen) { netting.holders[row] = holder }
    }
    var sayings: [Int: [Int]] = [:]
    for row in linked where !network.flowRows[row].sameAs.isEmpty {
      sayings[original(of: row), default: []].append(row)
    }
    var counted: [Int: Int] = [:]
    for (first, others) in sayings {
      let mentions = isChosen[first] ? others + [first] : others
      var originals: [Int] = []
      for row in mentions.sorted(by: { (rank($0), $0) < (rank($1), $1) }) {
        guard let original = originals.first(where: { mayRepeat($0, row) }) else {
          originals.append(row)
          continue
        }
        netting.repeats.insert(row)
        counted[row] = original
        // What one mention is part of, the fact is part of.
        if let holder = netting.holders.removeValue(forKey: row), holder != original,
          netting.holders[original] == nil
        {
          netting.holders[original] = holder
        }
      }
    }
    netting.holders = netting.holders.mapValues { counted[$0] ?? $0 }
    // Mentions may close a circle that no row closes alone; then the first of them counts for itself.
    for row in netting.holders.keys.sorted() {
      var seen: Set<Int> = [row]
      var next = netting.holders[row]
      while let holder = next, seen.insert(holder).inserted { next = netting.holders[holder] }
      if next == row { netting.holders[row] = nil }
    }
    return netting
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

  /// The nearest whole that counts and holds the flow, or the flow that it repeats, in any number of steps.
  private func holder(of row: Int, in isChosen: [Bool]) -> Int? {
    var current = row
    var seen: Set<Int> = [row]
    while true {
      let flow = network.flowRows[current]
      let whole = network.flow(flow.partOf)
      guard let next = whole ?? network.flow(flow.sameAs), seen.insert(next).inserted else {
        return nil
      }
      if whole != nil, isChosen[next], network.flowRows[next].amount != nil, mayHold(next, row) {
        return next
      }
      current = next
    }
  }
}
