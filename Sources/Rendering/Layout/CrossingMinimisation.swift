/// Orders two columns so that few lines between them cross, with the groups of one column kept whole.
///
/// Barycentre sweeps, the best of which is kept, then exchanges of neighbours as long as one helps.
/// Members without a line go to the end of their group, groups without a line to the end of the
/// column. Ties break by id, so the result does not depend on the order of the input.
///
/// - Complexity: O(sweeps · rounds · (*n* + *m*) log *n*) with at most 96 sweeps and 8 rounds.
/// - Source: Sugiyama, Tagawa & Toda (1981), IEEE Trans. SMC 11(2):109–125.
struct TwoColumnOrder: Hashable, Sendable {
  /// The ids of the left column, top to bottom.
  private(set) var left: [String]
  /// The ids of the right column, by group, top to bottom.
  private(set) var right: [[String]]
  private(set) var crossings = 0

  /// - Parameters:
  ///   - left: ids, each once.
  ///   - right: groups of ids, each id once.
  ///   - lines: pairs of a left and a right id; others are ignored.
  ///   - rank: members without a line stand by rank, then by id.
  ///   - kept: columns of an earlier figure; what stood in them stands in the same order again, and what is new after it.
  init(
    left: [String], right: [[String]], lines: [(left: String, right: String)],
    rank: (String) -> Int = { _ in 0 }, kept: (left: [String], right: [String]) = ([], [])
  ) {
    var partners: [String: Set<String>] = [:]
    let (lefts, rights) = (Set(left), Set(right.joined()))
    for line in lines where lefts.contains(line.left) && rights.contains(line.right) {
      // The two columns may hold the same id: their keys differ by a prefix.
      partners["l" + line.left, default: []].insert(line.right)
      partners["r" + line.right, default: []].insert(line.left)
    }
    let toRight = { (id: String) in partners["l" + id] ?? [] }
    let toLeft = { (id: String) in partners["r" + id] ?? [] }

    let paired = left.filter { !toRight($0).isEmpty }.sorted()
    func ranked(_ ids: [String]) -> [String] {
      ids.sorted { (rank($0), $0) < (rank($1), $1) }
    }
    let unpaired = ranked(left.filter { toRight($0).isEmpty })
    let groups = right.map { group in
      (
        lined: group.filter { !toLeft($0).isEmpty }.sorted(),
        bare: ranked(group.filter { toLeft($0).isEmpty })
      )
    }
    let bareGroups = groups.filter { $0.lined.isEmpty }.map(\.bare)
      .sorted { ($0.min() ?? "") < ($1.min() ?? "") }
    var columns = Columns(
      left: paired,
      right: groups.filter { !$0.lined.isEmpty }.map(\.lined).sorted { $0[0] < $1[0] },
      toRight: toRight, toLeft: toLeft)
    columns.minimise()

    let bare = Dictionary(
      groups.filter { !$0.lined.isEmpty }.map { ($0.lined[0], $0.bare) },
      uniquingKeysWith: { first, _ in first })
    self.left = columns.left + unpaired
    self.right =
      columns.right.map { group in group + (group.min().flatMap { bare[$0] } ?? []) } + bareGroups
    if !kept.left.isEmpty || !kept.right.isEmpty {
      self.left = Self.keeping(kept.left, self.left) { [$0] }
      self.right = Self.keeping(
        kept.right, self.right.map { Self.keeping(kept.right, $0) { [$0] } }
      ) { $0 }
      columns = Columns(left: self.left, right: self.right, toRight: toRight, toLeft: toLeft)
    }
    crossings = columns.crossings
  }

  /// Things in the order of the earliest of their ids in a list; those without one keep their order, after the others.
  static func keeping<Thing>(
    _ list: [String], _ things: [Thing], ids: (Thing) -> [String]
  ) -> [Thing] {
    let places = Dictionary(
      list.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return things.enumerated().map { index, thing in
      (ids(thing).compactMap { places[$0] }.min() ?? Int.max, index, thing)
    }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
  }
}

/// Two columns by number, so that nothing is looked up by name while they are sorted.
private struct Columns {
  var left: [String] { leftOrder.map { leftIDs[$0] } }
  var right: [[String]] { rightOrder.map { $0.map { rightIDs[$0] } } }

  private let leftIDs: [String]
  private let rightIDs: [String]
  /// Numbers in the order of the column.
  private var leftOrder: [Int]
  private var rightOrder: [[Int]]
  private let toRight: [[Int]]
  private let toLeft: [[Int]]

  init(
    left: [String], right: [[String]], toRight: (String) -> Set<String>,
    toLeft: (String) -> Set<String>
  ) {
    let rights = right.flatMap(\.self)
    func numbers(_ ids: [String]) -> [String: Int] {
      Dictionary(ids.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }
    let (ofLeft, ofRight) = (numbers(left), numbers(rights))
    leftIDs = left
    rightIDs = rights
    leftOrder = Array(left.indices)
    var next = 0
    rightOrder = right.map { group in
      defer { next += group.count }
      return Array(next..<(next + group.count))
    }
    self.toRight = left.map { toRight($0).compactMap { ofRight[$0] }.sorted() }
    self.toLeft = rights.map { toLeft($0).compactMap { ofLeft[$0] }.sorted() }
  }

  /// The place of each number.
  private static func places(_ order: [Int]) -> [Int] {
    var places = [Int](repeating: 0, count: order.count)
    for (place, number) in order.enumerated() { places[number] = place }
    return places
  }

  private func mean(_ partners: [Int], _ places: [Int]) -> Double {
    Double(partners.reduce(0) { $0 + places[$1] }) / Double(max(partners.count, 1))
  }

  private func sorted(_ order: [Int], _ ids: [String], by key: (Int) -> Double) -> [Int] {
    order.map { (key($0), ids[$0], $0) }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
  }

  /// Lines from the top left on, by the places of their right ends: each inversion is a crossing.
  ///
  /// - Complexity: O(*m* log *n*), with a tree of counts (Fenwick 1994).
  var crossings: Int {
    let place = Self.places(rightOrder.flatMap(\.self))
    var counts = [Int](repeating: 0, count: place.count + 1)
    var (total, seen) = (0, 0)
    for number in leftOrder {
      let ends = toRight[number].map { place[$0] }
      for end in ends {
        var above = 0
        var node = end + 1
        while node > 0 {
          above += counts[node]
          node -= node & -node
        }
        total += seen - above
      }
      for end in ends {
        var node = end + 1
        while node < counts.count {
          counts[node] += 1
          node += node & -node
        }
      }
      seen += ends.count
    }
    return total
  }

  /// Crossings of the lines of two neighbours when the first stands above the second.
  ///
  /// - Parameters a, b: places of their partners, ascending.
  private func inversions(_ a: [Int], _ b: [Int]) -> Int {
    var (total, below) = (0, 0)
    for x in a {
      while below < b.count, b[below] < x { below += 1 }
      total += below
    }
    return total
  }

  private func ends(_ partners: [Int], _ place: [Int]) -> [Int] {
    partners.map { place[$0] }.sorted()
  }

  mutating func minimise() {
    var best = (crossings: crossings, left: leftOrder, right: rightOrder)
    // Each rotation of the groups is a start of its own: sweeps alone stay near where they begin.
    let start = rightOrder
    for sweep in 0..<(6 * min(max(start.count, 4), 16)) {
      if sweep % 6 == 0, sweep > 0 {
        let shift = (sweep / 6) % max(start.count, 1)
        rightOrder = Array(start[shift...] + start[..<shift])
        if sweep / 6 % 2 == 1 { rightOrder.reverse() }
        let rightPlace = Self.places(rightOrder.flatMap(\.self))
        leftOrder = sorted(leftOrder, leftIDs) { mean(toRight[$0], rightPlace) }
      }
      let leftPlace = Self.places(leftOrder)
      rightOrder = rightOrder.map { group in
        sorted(group, rightIDs) { mean(toLeft[$0], leftPlace) }
      }
      rightOrder = rightOrder.map { group in
        let all = group.flatMap { toLeft[$0].map { leftPlace[$0] } }
        return (Double(all.reduce(0, +)) / Double(max(all.count, 1)), group)
      }.sorted { ($0.0, rightIDs[$0.1[0]]) < ($1.0, rightIDs[$1.1[0]]) }.map(\.1)
      let rightPlace = Self.places(rightOrder.flatMap(\.self))
      leftOrder = sorted(leftOrder, leftIDs) { mean(toRight[$0], rightPlace) }
      exchangeNeighbours()
      let now = crossings
      if now < best.crossings { best = (now, leftOrder, rightOrder) }
    }
    (leftOrder, rightOrder) = (best.left, best.right)
  }

  private mutating func exchangeNeighbours() {
    for _ in 0..<8 {
      var improved = false
      let rightPlace = Self.places(rightOrder.flatMap(\.self))
      let rightEnds = toRight.map { ends($0, rightPlace) }
      for index in leftOrder.indices.dropLast() {
        let (a, b) = (rightEnds[leftOrder[index]], rightEnds[leftOrder[index + 1]])
        if inversions(b, a) < inversions(a, b) {
          leftOrder.swapAt(index, index + 1)
          improved = true
        }
      }
      let leftPlace = Self.places(leftOrder)
      let leftEnds = toLeft.map { ends($0, leftPlace) }
      for group in rightOrder.indices {
        for index in rightOrder[group].indices.dropLast() {
          let a = leftEnds[rightOrder[group][index]]
          let b = leftEnds[rightOrder[group][index + 1]]
          if inversions(b, a) < inversions(a, b) {
            rightOrder[group].swapAt(index, index + 1)
            improved = true
          }
        }
      }
      // Whole groups: the ends of all lines of each.
      var ofGroups = rightOrder.map { group in group.flatMap { leftEnds[$0] }.sorted() }
      for group in rightOrder.indices.dropLast()
      where inversions(ofGroups[group], ofGroups[group + 1])
        > inversions(ofGroups[group + 1], ofGroups[group])
      {
        rightOrder.swapAt(group, group + 1)
        ofGroups.swapAt(group, group + 1)
        improved = true
      }
      if !improved { return }
    }
  }
}
