/// Finds the best way to the target that leaves a known route at a given node.
///
/// A class, because it owns scratch memory that is reused from search to search.
final class DetourSearch {
  private let ahead: AdjacencyRows
  private let back: AdjacencyRows
  private let lengths: [Int64]?
  private let target: Int
  /// The size of the best way from each node to the target in the whole graph.
  private let rest: UnsafeMutablePointer<RouteSize>
  private static let none = RouteSize(length: .max, hops: .max)

  /// The position of each node on the blocked route, or `Int32.max`.
  private let blockedAt: UnsafeMutablePointer<Int32>
  private var blocked: [Int32] = []
  /// What the current search knows of a node; only where ``stamp`` is that of the search.
  private let reached: UnsafeMutablePointer<RouteSize>
  private let stamp: UnsafeMutablePointer<Int32>
  private let settled: UnsafeMutablePointer<Int32>
  private let leadsOn: UnsafeMutablePointer<Int32>
  private var search: Int32 = 0

  init(_ ahead: AdjacencyRows, _ back: AdjacencyRows, _ lengths: [Int64]?, target: Int) {
    self.ahead = ahead
    self.back = back
    self.lengths = lengths
    self.target = target
    let count = max(1, ahead.nodeCount)
    rest = .allocate(capacity: count)
    reached = .allocate(capacity: count)
    blockedAt = .allocate(capacity: count)
    stamp = .allocate(capacity: count)
    settled = .allocate(capacity: count)
    leadsOn = .allocate(capacity: count)
    rest.initialize(repeating: Self.none, count: count)
    reached.initialize(repeating: Self.none, count: count)
    blockedAt.initialize(repeating: .max, count: count)
    for marks in [stamp, settled, leadsOn] { marks.initialize(repeating: 0, count: count) }
  }

  deinit {
    rest.deallocate()
    reached.deallocate()
    for marks in [blockedAt, stamp, settled, leadsOn] { marks.deallocate() }
  }

  private struct Key: Comparable {
    let size: RouteSize
    let node: Int32
    @inline(__always) static func < (a: Key, b: Key) -> Bool {
      a.size != b.size ? a.size < b.size : a.node < b.node
    }
    @inline(__always) static func <= (a: Key, b: Key) -> Bool { !(b < a) }
  }

  @inline(__always)
  private func step(_ edge: Int32) -> RouteSize {
    RouteSize(length: lengths.map { $0[Int(edge)] } ?? 1, hops: 1)
  }

  /// Whether no way was passed over because its length leaves `Int64`.
  private(set) var fits = true

  /// The size of one way after another; `nil` when it leaves `Int64`.
  @inline(__always)
  func sum(_ a: RouteSize, _ b: RouteSize) -> RouteSize? {
    if let sum = a.adding(b), sum.length != .max { return sum }
    fits = false
    return nil
  }

  /// Measures the way to the target from every node.
  func measureBack() {
    var heap = QuaternaryHeap<Key>(capacity: 64)
    defer { heap.deallocate() }
    rest[target] = RouteSize(length: 0, hops: 0)
    heap.push(Key(size: rest[target], node: Int32(truncatingIfNeeded: target)))
    while !heap.isEmpty {
      let key = heap.popLeast()
      if rest[Int(key.node)] < key.size { continue }
      for slot in back.row(Int(key.node)) {
        guard let there = sum(key.size, step(back.edges[slot])) else { continue }
        let other = Int(back.neighbors[slot])
        if there < rest[other] {
          rest[other] = there
          heap.push(Key(size: there, node: back.neighbors[slot]))
        }
      }
    }
  }

  /// Marks the nodes of a route instead of those of the one before.
  func block(_ route: TrackedRoute) {
    for node in blocked { blockedAt[Int(node)] = .max }
    blocked = route.nodes
    for (position, node) in blocked.enumerated() {
      blockedAt[Int(node)] = Int32(truncatingIfNeeded: position)
    }
  }

  /// The least size that any way could have which leaves the blocked route at `position`.
  func bound(
    _ route: TrackedRoute, at position: Int, excluding: [Int32]
  ) -> RouteSize? {
    var least: RouteSize?
    for slot in ahead.row(Int(route.nodes[position])) {
      let other = Int(ahead.neighbors[slot])
      if Int(blockedAt[other]) <= position || rest[other] == Self.none { continue }
      if excluding.contains(ahead.edges[slot]) { continue }
      guard let size = sum(rest[other], step(ahead.edges[slot])) else { continue }
      least = least.map { min($0, size) } ?? size
    }
    return least
  }

  /// The first, by size and then edge ids, of all simple ways from a node to the target that avoid
  /// the nodes of `stem` up to `position` and do not begin with an excluded edge.
  func best(
    from start: Int, leaving stem: TrackedRoute?, at position: Int, excluding: [Int32]
  ) -> (edges: [Int32], size: RouteSize)? {
    if rest[start] == Self.none { return nil }
    if let stem { block(stem) }
    search += 1
    guard let size = explore(start, position, excluding) else { return nil }
    markBack(start, excluding)
    var edges: [Int32] = []
    var node = start
    while node != target {
      // Every arc between marked nodes that fits lies on a best way: take the smallest edge id.
      var choice: (edge: Int32, node: Int32)?
      for slot in ahead.row(node) where isTight(node, slot, in: ahead, start, excluding) {
        let (edge, other) = (ahead.edges[slot], ahead.neighbors[slot])
        if leadsOn[Int(other)] == search, edge < choice?.edge ?? .max { choice = (edge, other) }
      }
      guard let choice else { return nil }
      edges.append(choice.edge)
      node = Int(choice.node)
    }
    return (edges, size)
  }

  /// Settles all nodes that can lie on a best way.
  private func explore(
    _ start: Int, _ position: Int, _ excluding: [Int32]
  ) -> RouteSize? {
    var heap = QuaternaryHeap<Key>(capacity: 64)
    defer { heap.deallocate() }
    reached[start] = RouteSize(length: 0, hops: 0)
    stamp[start] = search
    heap.push(Key(size: rest[start], node: Int32(truncatingIfNeeded: start)))
    var best: RouteSize?
    while !heap.isEmpty {
      let key = heap.popLeast()
      let node = Int(key.node)
      if let best, best < key.size { break }
      if settled[node] == search { continue }
      settled[node] = search
      if node == target {
        best = key.size
        continue
      }
      for slot in ahead.row(node) {
        let other = Int(ahead.neighbors[slot])
        if Int(blockedAt[other]) <= position || rest[other] == Self.none { continue }
        if node == start, excluding.contains(ahead.edges[slot]) { continue }
        guard let there = sum(reached[node], step(ahead.edges[slot])) else { continue }
        if stamp[other] == search, reached[other] <= there { continue }
        guard let whole = sum(there, rest[other]) else { continue }
        stamp[other] = search
        reached[other] = there
        heap.push(Key(size: whole, node: ahead.neighbors[slot]))
      }
    }
    return best
  }

  /// Marks the nodes from which a best way leads on to the target.
  private func markBack(_ start: Int, _ excluding: [Int32]) {
    var open = [Int32(truncatingIfNeeded: target)]
    leadsOn[target] = search
    while let node = open.popLast() {
      for slot in back.row(Int(node)) {
        let other = Int(back.neighbors[slot])
        if leadsOn[other] == search || settled[other] != search { continue }
        if other == start, excluding.contains(back.edges[slot]) { continue }
        if fits(reached[other], step(back.edges[slot]), reached[Int(node)]) {
          leadsOn[other] = search
          open.append(back.neighbors[slot])
        }
      }
    }
  }

  private func isTight(
    _ node: Int, _ slot: Int, in rows: AdjacencyRows, _ start: Int, _ excluding: [Int32]
  ) -> Bool {
    let other = Int(rows.neighbors[slot])
    if settled[other] != search { return false }
    if node == start, excluding.contains(rows.edges[slot]) { return false }
    return fits(reached[node], step(rows.edges[slot]), reached[other])
  }

  @inline(__always)
  private func fits(_ before: RouteSize, _ step: RouteSize, _ after: RouteSize) -> Bool {
    before.hops + 1 == after.hops && before.length &+ step.length == after.length
  }
}
