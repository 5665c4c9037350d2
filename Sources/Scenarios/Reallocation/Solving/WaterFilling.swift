/// Leximin in closed form where rules are nested: a budget, floors and ceilings of recipients, bounds on sums of groups of
/// which any two are apart or one inside the other.
///
///     choose      y(r), whole numbers l(r) … u(r)
///     subject to  L(G) ≤ Σ over r in G of y(r) ≤ U(G) for every group, Σ y(r) = total
///     result      y(r) = the nearest to a(r) + level(r) · m(r) in l(r) … u(r)
///
/// In words: water is poured into vessels of width m(r) that start at a(r). Vessels of a group share a level; a group
/// whose sum meets a bound is closed off and has its own level, all others share one. Over such rules this plan is the
/// least majorised one: it is leximin, and it is the least of every convex symmetric measure at once, so of Gini's
/// index too.
///
/// - Complexity: O(depth · *n* log *n*) steps of 128-bit arithmetic for *n* recipients.
/// - Source: Fujishige (1980), "Lexicographically optimal base of a polymatroid with respect to a weight vector";
///   Hochbaum (1994), "Lower and upper bounds for the allocation problem and other nonlinear optimization problems".
struct WaterFilling {
  /// Each with a start, a width above 0 and bounds; amounts stay below 10¹⁶ and widths too.
  var starts: [Int64]
  var widths: [Int64]
  var lower: [Int64]
  var upper: [Int64]
  var groups: [Group]

  struct Group {
    /// Ascending.
    var members: [Int32]
    var lower: Int64
    var upper: Int64
  }

  /// Where an amount stands: `whole` + `numerator` / `denominator`, the fraction in 0 ..< 1.
  struct Amount: Equatable {
    var whole: Int64
    var numerator: Int128
    var denominator: Int128

    var approximateValue: Double { Double(whole) + Double(numerator) / Double(denominator) }
  }

  /// The tree of groups; node 0 is everybody.
  private struct Node {
    var children: [Int] = []
    /// Recipients that are in no child.
    var recipients: [Int32] = []
    var lower: Int64
    var upper: Int64
  }

  /// Nothing when the groups are not nested.
  private func tree(total: Int64) -> [Node]? {
    let order = groups.indices.sorted {
      (groups[$1].members.count, $0) < (groups[$0].members.count, $1)
    }
    var nodes = [Node(lower: total, upper: total)]
    var owner = [Int](repeating: 0, count: starts.count)
    for index in order {
      let group = groups[index]
      guard let first = group.members.first else {
        if group.lower > 0 || group.upper < 0 { return nil }
        continue
      }
      let parent = owner[Int(first)]
      guard group.members.allSatisfy({ owner[Int($0)] == parent }) else { return nil }
      nodes.append(Node(lower: group.lower, upper: group.upper))
      nodes[parent].children.append(nodes.count - 1)
      for member in group.members { owner[Int(member)] = nodes.count - 1 }
    }
    for recipient in starts.indices { nodes[owner[recipient]].recipients.append(Int32(recipient)) }
    return nodes
  }

  enum Outcome {
    case amounts([Amount])
    case infeasible
    case notNested
  }

  func fill(total: Int64) -> Outcome {
    guard var nodes = tree(total: total) else { return .notNested }
    // Tighten bounds from the leaves up; children always have larger numbers than their parents.
    for index in starts.indices where lower[index] > upper[index] { return .infeasible }
    for node in nodes.indices.reversed() {
      var least: Int128 = 0
      var most: Int128 = 0
      for recipient in nodes[node].recipients {
        least += Int128(lower[Int(recipient)])
        most += Int128(upper[Int(recipient)])
      }
      for child in nodes[node].children {
        least += Int128(nodes[child].lower)
        most += Int128(nodes[child].upper)
      }
      nodes[node].lower = Int64(clamping: max(Int128(nodes[node].lower), least))
      nodes[node].upper = Int64(clamping: min(Int128(nodes[node].upper), most))
      if nodes[node].lower > nodes[node].upper { return .infeasible }
    }
    var amounts = [Amount](
      repeating: Amount(whole: 0, numerator: 0, denominator: 1), count: starts.count)
    // A node whose sum is known is poured by itself; its open children share its level, closed ones come later.
    var pending = [(node: 0, sum: total)]
    while let (node, sum) = pending.popLast() {
      let level = self.level(of: node, sum: sum, nodes)
      pour(node, level, nodes, &amounts, &pending)
    }
    return .amounts(amounts)
  }

  /// A level p / q with q above 0.
  private struct Level {
    var p: Int128
    var q: Int128
  }

  /// q · (what a node holds at a level).
  private func held(_ node: Int, _ level: Level, _ nodes: [Node], isRoot: Bool = false) -> Int128 {
    var sum: Int128 = 0
    for recipient in nodes[node].recipients {
      let r = Int(recipient)
      let wanted = Int128(starts[r]) * level.q + level.p * Int128(widths[r])
      sum += min(max(wanted, Int128(lower[r]) * level.q), Int128(upper[r]) * level.q)
    }
    for child in nodes[node].children { sum += held(child, level, nodes) }
    guard !isRoot else { return sum }
    return min(max(sum, Int128(nodes[node].lower) * level.q), Int128(nodes[node].upper) * level.q)
  }

  /// The level at which a node holds a sum.
  ///
  /// What a node holds is piecewise linear and never falls. Its bends are where a recipient or a group meets a bound;
  /// the search first closes in between two bends of recipients, then between bends of groups, from the innermost out.
  private func level(of root: Int, sum: Int64, _ nodes: [Node]) -> Level {
    var inside: [Int] = []
    var stack = [root]
    while let node = stack.popLast() {
      inside.append(node)
      stack += nodes[node].children
    }
    var bends: [Level] = []
    for node in inside {
      for recipient in nodes[node].recipients {
        let r = Int(recipient)
        bends.append(Level(p: Int128(lower[r]) - Int128(starts[r]), q: Int128(widths[r])))
        bends.append(Level(p: Int128(upper[r]) - Int128(starts[r]), q: Int128(widths[r])))
      }
    }
    guard !bends.isEmpty else { return Level(p: 0, q: 1) }
    var interval = close(in: &bends, root: root, sum: sum, nodes)
    // Between bends of recipients a group is linear until it meets its bounds.
    for node in inside.reversed() where node != root {
      var found = bendsOfGroup(node, between: interval, nodes)
      guard !found.isEmpty else { continue }
      found.append(interval.low)
      found.append(interval.high)
      interval = close(in: &found, root: root, sum: sum, nodes)
    }
    let (a, b) = (interval.low, interval.high)
    if held(root, a, nodes, isRoot: true) == Int128(sum) * a.q { return a }
    if held(root, b, nodes, isRoot: true) == Int128(sum) * b.q { return b }
    return linearLevel(root, holding: sum, between: a, and: b, nodes) ?? a
  }

  /// The level at which a node, its own bounds aside, holds a sum, if it is linear between two levels and moves at all.
  ///
  /// There it holds constant + slope · level, both whole numbers, so that levels stay small fractions.
  private func linearLevel(
    _ node: Int, holding sum: Int64, between a: Level, and b: Level, _ nodes: [Node]
  ) -> Level? {
    let slope = movingWidth(node, between: a, and: b, nodes, isRoot: true)
    guard slope > 0 else { return nil }
    let constant = (held(node, a, nodes, isRoot: true) - a.p * slope) / a.q
    return Level(p: Int128(sum) - constant, q: slope)
  }

  private func less(_ a: Level, _ b: Level) -> Bool { a.p * b.q < b.p * a.q }

  /// The neighbouring bends between which the root holds the sum.
  private func close(in bends: inout [Level], root: Int, sum: Int64, _ nodes: [Node])
    -> (low: Level, high: Level)
  {
    bends.sort(by: less)
    var low = 0
    var high = bends.count - 1
    while high - low > 1 {
      let middle = (low + high) / 2
      if held(root, bends[middle], nodes, isRoot: true) <= Int128(sum) * bends[middle].q {
        low = middle
      } else {
        high = middle
      }
    }
    return (bends[low], bends[high])
  }

  /// The widths of what moves between two levels without a bend.
  private func movingWidth(
    _ node: Int, between a: Level, and b: Level, _ nodes: [Node], isRoot: Bool = false
  ) -> Int128 {
    // Without a bend in between, what moves is within its bounds at both ends.
    if !isRoot {
      guard held(node, a, nodes, isRoot: true) >= Int128(nodes[node].lower) * a.q,
        held(node, b, nodes, isRoot: true) <= Int128(nodes[node].upper) * b.q
      else { return 0 }
    }
    var sum: Int128 = 0
    for recipient in nodes[node].recipients {
      let r = Int(recipient)
      func wanted(_ level: Level) -> Int128 {
        Int128(starts[r]) * level.q + level.p * Int128(widths[r])
      }
      if wanted(a) >= Int128(lower[r]) * a.q, wanted(b) <= Int128(upper[r]) * b.q {
        sum += Int128(widths[r])
      }
    }
    for child in nodes[node].children { sum += movingWidth(child, between: a, and: b, nodes) }
    return sum
  }

  private func bendsOfGroup(
    _ node: Int, between interval: (low: Level, high: Level), _ nodes: [Node]
  ) -> [Level] {
    let (a, b) = interval
    return [nodes[node].lower, nodes[node].upper].compactMap { bound in
      guard let bend = linearLevel(node, holding: bound, between: a, and: b, nodes),
        less(a, bend), less(bend, b)
      else { return nil }
      return bend
    }
  }

  private func pour(
    _ node: Int, _ level: Level, _ nodes: [Node], _ amounts: inout [Amount],
    _ pending: inout [(node: Int, sum: Int64)]
  ) {
    for recipient in nodes[node].recipients {
      let r = Int(recipient)
      let wanted = Int128(starts[r]) * level.q + level.p * Int128(widths[r])
      let amount = min(max(wanted, Int128(lower[r]) * level.q), Int128(upper[r]) * level.q)
      var (whole, rest) = amount.quotientAndRemainder(dividingBy: level.q)
      if rest < 0 {
        whole -= 1
        rest += level.q
      }
      amounts[r] = Amount(whole: Int64(whole), numerator: rest, denominator: level.q)
    }
    for child in nodes[node].children {
      let free = held(child, level, nodes, isRoot: true)
      if free < Int128(nodes[child].lower) * level.q {
        pending.append((child, nodes[child].lower))
      } else if free > Int128(nodes[child].upper) * level.q {
        pending.append((child, nodes[child].upper))
      } else {
        pour(child, level, nodes, &amounts, &pending)
      }
    }
  }
}
