extension SharingKernel {
  /// The shares, once the weights are known.
  func shares(_ execution: Execution) throws(GraphError) -> ProportionalShares {
    let givers = nodes.indices.filter { own[$0] > 0 }
    var exact = givers.map { weights[$0].part(of: own[$0]) }
    var back = WideFraction.Sum()
    for node in nodes.indices { back.add(UInt64(fromTarget[node]), times: weights[node]) }
    exact.append(back.sixtyFourths)
    let amounts = try Self.rounded(exact, to: total)
    let mixing = mixing()
    let shares = zip(givers, amounts).map { node, amount in
      ProportionalShares.Share(
        node: nodes[node], amount: amount, hops: hops[node], isMixed: mixing[node])
    }
    let returned = amounts[givers.count]
    let (edges, carried) = carriedEdges()
    return ProportionalShares(
      total: total, shares: shares.filter { $0.amount > 0 }, returned: returned,
      belowUnit: zip(exact, shares).count { $0 > 0 && $1.amount == 0 }, edges: edges,
      carried: carried, nodes: nodes, cycles: try cycles(returned: returned, execution))
  }

  // MARK: - Whole units

  /// Rounds parts in units of 2⁻⁶⁴ to whole units that add up to `total`: the units that rounding down leaves go to
  /// the largest remainders, ties to the earlier part.
  private static func rounded(
    _ parts: [UInt128], to total: Int64
  ) throws(GraphError) -> [Int64] {
    let whole = UInt128(total) << 64
    var sum: UInt128 = 0
    for part in parts { sum += part }
    // Weights are rounded down, so a little is missing, never a 2²⁰th of a unit and never too much.
    guard sum <= whole, whole - sum <= 1 << 44 else {
      let lost = sum <= whole ? Double(whole - sum) : -Double(sum - whole)
      throw .notConserved(measure: "Proportional sharing", lost: lost * 0x1p-64)
    }
    // Remainders that ought to be equal are made so.
    let steps = parts.map { ($0 + 1 << 39) >> 40 }
    var amounts = steps.map { Int64($0 >> 24) }
    var left = total
    for amount in amounts { left -= amount }
    let remainder = { (index: Int) in steps[index] & 0xFF_FFFF }
    let order = steps.indices.filter { remainder($0) > 0 }
      .sorted { (remainder($1), $0) < (remainder($0), $1) }
    guard (0...Int64(order.count)).contains(left) else {
      throw .notConserved(measure: "Proportional sharing", lost: Double(left))
    }
    for index in order.prefix(Int(left)) { amounts[index] += 1 }
    return amounts
  }

  /// The edges on the way and what each carries, each rounded to the nearest unit.
  private func carriedEdges() -> (edges: [Int32], carried: [Int64]) {
    var edges: [Int32] = []
    var carried: [Int64] = []
    for edge in 0..<graph.edgeCount where amounts[edge] > 0 {
      let (source, end) = graph.ends(of: edge)
      guard source != end else { continue }
      let amount: Int64
      if isTarget[end] {
        if isTarget[source] { continue }
        amount = amounts[edge]
      } else if positions[end] >= 0 {
        let part = weights[Int(positions[end])].part(of: UInt64(amounts[edge]))
        amount = Int64((part + 1 << 63) >> 64)
      } else {
        continue
      }
      guard amount > 0 else { continue }
      edges.append(Int32(truncatingIfNeeded: edge))
      carried.append(amount)
    }
    return (edges, carried)
  }

  // MARK: - Where sharing decides

  /// For each node, whether what it gives of its own meets, on its way, a node that mixes: one that holds amounts of
  /// several origins and sends only a part of them on to the nodes asked about.
  private func mixing() -> [Bool] {
    // The one origin of what a node holds: a node, the nodes asked about, or several.
    let (none, several, asked): (Int32, Int32, Int32) = (-1, -2, -3)
    var origin = [Int32](repeating: none, count: nodes.count)
    func joined(_ a: Int32, _ b: Int32) -> Int32 {
      a == none || a == b ? b : b == none ? a : several
    }
    for number in stride(from: components.count - 1, through: 0, by: -1) {
      let members = components.members(number)
      var found = none
      for node in members.lazy.map(Int.init) {
        if own[node] > 0 { found = joined(found, Int32(truncatingIfNeeded: node)) }
        if fromTarget[node] > 0 { found = joined(found, asked) }
        for giver in inner.predecessors(of: node) { found = joined(found, origin[Int(giver)]) }
      }
      for node in members { origin[Int(node)] = found }
    }
    var mixes = [Bool](repeating: false, count: nodes.count)
    for number in 0..<components.count {
      let members = components.members(number)
      let meets = members.lazy.map(Int.init).contains { node in
        origin[node] == several && !weights[node].isWhole
          || inner.successors(of: node).contains { mixes[Int($0)] }
      }
      for node in members { mixes[Int(node)] = meets }
    }
    return mixes
  }

  // MARK: - Cycles

  /// The strong components of more than one node, the nodes asked about drawn together into one.
  private func cycles(
    returned: Int64, _ execution: Execution
  ) throws(GraphError) -> [ProportionalShares.Cycle] {
    let target = Int32(truncatingIfNeeded: nodes.count)
    var (sources, ends) = (inner.sources, inner.targets)
    for node in nodes.indices {
      let position = Int32(truncatingIfNeeded: node)
      if toTarget[node] > 0 {
        sources.append(position)
        ends.append(target)
      }
      if fromTarget[node] > 0 {
        sources.append(target)
        ends.append(position)
      }
    }
    let closed = CompactGraph(.directed, trusted: nodes.count + 1, sources: sources, targets: ends)
    let whole = SharingComponents(closed.outgoing)
    guard whole.count <= nodes.count else { return [] }
    let (counts, sums) = insideSums(whole, target: target)
    var cycles: [ProportionalShares.Cycle] = []
    for number in 0..<whole.count where whole.members(number).count > 1 {
      if execution.isCancelled() { throw .cancelled }
      let members = whole.members(number)
      let passes = members.last == target
      var goesRound: Int64? = passes ? returned : nil
      if !passes, members.count <= 64 {
        // A cycle that does not pass the nodes asked about is also one of the inner graph.
        let inside = Int(components.numbers[Int(members[members.startIndex])])
        goesRound = SharingCycle(Array(members), inside, in: self).goesRound()
      }
      guard let sum = sums[number] else { throw .overflow(in: "The sum of the amounts of a cycle") }
      cycles.append(
        ProportionalShares.Cycle(
          nodes: members.filter { $0 != target }.map { nodes[Int($0)] }, passesTarget: passes,
          edgeCount: counts[number], inside: sum, goesRound: goesRound))
    }
    return cycles.sorted { ($0.nodes.first ?? 0) < ($1.nodes.first ?? 0) }
  }

  /// For each component, the number of edges inside it and the sum of their amounts.
  private func insideSums(
    _ whole: SharingComponents, target: Int32
  ) -> (counts: [Int], sums: [Int64?]) {
    var counts = [Int](repeating: 0, count: whole.count)
    var sums = [Int64?](repeating: 0, count: whole.count)
    let drawn = { (node: Int) -> Int32? in
      isTarget[node] ? target : positions[node] < 0 ? nil : positions[node]
    }
    for edge in 0..<graph.edgeCount where amounts[edge] > 0 {
      let (source, end) = graph.ends(of: edge)
      guard let a = drawn(source), let b = drawn(end), a != b,
        whole.numbers[Int(a)] == whole.numbers[Int(b)]
      else { continue }
      let number = Int(whole.numbers[Int(a)])
      counts[number] += 1
      sums[number] = sums[number].flatMap { sum in
        let (next, overflow) = sum.addingReportingOverflow(amounts[edge])
        return overflow ? nil : next
      }
    }
    return (counts, sums)
  }
}
