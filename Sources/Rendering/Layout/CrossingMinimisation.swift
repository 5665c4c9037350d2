/// Orders two columns so that few lines between them cross, with the groups of one column kept whole.
///
/// Barycentre sweeps, the best of which is kept, then exchanges of neighbours as long as one helps.
/// Members without a line go to the end of their group, groups without a line to the end of the
/// column. Ties break by id, so the result does not depend on the order of the input.
///
/// - Complexity: O(sweeps · (*n* + *m*) log *n*) and, for the exchanges, O(rounds · *m* · degree).
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
      (columns.left, columns.right) = (self.left, self.right)
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

private struct Columns {
  var left: [String]
  var right: [[String]]
  let toRight: (String) -> Set<String>
  let toLeft: (String) -> Set<String>

  private func places(_ column: [String]) -> [String: Int] {
    Dictionary(column.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private func mean(_ partners: Set<String>, _ places: [String: Int]) -> Double {
    // An integer sum, because the order of a set must not reach a rounded one.
    let found = partners.compactMap { places[$0] }
    return Double(found.reduce(0, +)) / Double(max(found.count, 1))
  }

  private func sorted(_ ids: [String], by key: (String) -> Double) -> [String] {
    ids.map { (key($0), $0) }.sorted { $0 < $1 }.map(\.1)
  }

  var crossings: Int {
    let place = places(right.flatMap(\.self))
    var total = 0
    for upper in left.indices {
      for lower in left.indices.dropFirst(upper + 1) {
        total += inversions(toRight(left[upper]), toRight(left[lower]), place)
      }
    }
    return total
  }

  /// Crossings of the lines of two neighbours when the first stands above the second.
  private func inversions(_ a: Set<String>, _ b: Set<String>, _ place: [String: Int]) -> Int {
    a.reduce(0) { sum, x in
      sum + b.count { y in (place[y] ?? 0) < (place[x] ?? 0) }
    }
  }

  mutating func minimise() {
    var best = (crossings: crossings, left: left, right: right)
    // Each rotation of the groups is a start of its own: sweeps alone stay near where they begin.
    let start = right
    for sweep in 0..<(6 * min(max(start.count, 4), 16)) {
      if sweep % 6 == 0, sweep > 0 {
        let shift = (sweep / 6) % max(start.count, 1)
        right = Array(start[shift...] + start[..<shift])
        if sweep / 6 % 2 == 1 { right.reverse() }
        let rightPlace = places(right.flatMap(\.self))
        left = sorted(left) { mean(toRight($0), rightPlace) }
      }
      let leftPlace = places(left)
      right = right.map { group in sorted(group) { mean(toLeft($0), leftPlace) } }
      right = right.map { group in
        let all = group.flatMap { toLeft($0).compactMap { leftPlace[$0] } }
        return (Double(all.reduce(0, +)) / Double(max(all.count, 1)), group)
      }.sorted { ($0.0, $0.1[0]) < ($1.0, $1.1[0]) }.map(\.1)
      let rightPlace = places(right.flatMap(\.self))
      left = sorted(left) { mean(toRight($0), rightPlace) }
      exchangeNeighbours()
      let now = crossings
      if now < best.crossings { best = (now, left, right) }
    }
    (left, right) = (best.left, best.right)
  }

  private mutating func exchangeNeighbours() {
    for _ in 0..<8 {
      var improved = false
      let rightPlace = places(right.flatMap(\.self))
      for index in left.indices.dropLast() {
        let (a, b) = (toRight(left[index]), toRight(left[index + 1]))
        if inversions(b, a, rightPlace) < inversions(a, b, rightPlace) {
          left.swapAt(index, index + 1)
          improved = true
        }
      }
      let leftPlace = places(left)
      for group in right.indices {
        for index in right[group].indices.dropLast() {
          let (a, b) = (toLeft(right[group][index]), toLeft(right[group][index + 1]))
          if inversions(b, a, leftPlace) < inversions(a, b, leftPlace) {
            right[group].swapAt(index, index + 1)
            improved = true
          }
        }
      }
      for group in right.indices.dropLast() {
        let gain = right[group].reduce(0) { sum, a in
          right[group + 1].reduce(sum) { sum, b in
            sum + inversions(toLeft(a), toLeft(b), leftPlace)
              - inversions(toLeft(b), toLeft(a), leftPlace)
          }
        }
        if gain > 0 {
          right.swapAt(group, group + 1)
          improved = true
        }
      }
      if !improved { return }
    }
  }
}
