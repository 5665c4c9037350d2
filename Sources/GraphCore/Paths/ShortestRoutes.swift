/// The *k* shortest simple routes from one node to another.
///
/// A simple route passes no node twice. Parallel edges are different edges, hence different routes.
///
/// ## Conventions
/// - Order: length, then number of edges, then the list of edge ids, the smaller first. The answer is
///   fully determined: it is the first *k* of all simple routes in that order.
/// - Fewer are returned where there are fewer. From a node to itself there is one, without edges.
/// - Lengths may be 0; direction as in ``shortestRoute(in:from:to:along:lengths:)``.
///
/// How: each route found splits what is left into the routes that leave it at its first node, its
/// second, and so on (no route is found twice). Such a set first waits in the heap with a bound: the
/// length up to where it leaves plus the least exact distance from there, were no node taken. Only
/// sets that come to the top are searched, guided by the same distances.
///
/// - Parameters:
///   - graph: any graph, *n* nodes and *m* edges.
///   - source: where the routes begin.
///   - target: where they end.
///   - count: *k*, how many routes at most.
///   - side: along which arcs they run.
///   - lengths: *m* lengths, not negative, or `nil`: each edge is 1 long.
/// - Throws: as ``shortestPaths(of:from:along:lengths:)``; ``GraphError/parameter(_:problem:)`` for a
///   negative `count`.
/// - Complexity: O(*k* *h* (*n* + *m*) log *n*) time at worst, for routes of *h* edges; mostly a few
///   searches a route that see little more than the route. O(*n* + *m* + *k* *h*) memory.
/// - Source: Yen (1971), Management Science 17; the partition: Lawler (1972), Management Science 18;
///   waiting bounds: Kurz & Mutzel (2016), "A sidetrack-based algorithm for finding the k shortest
///   simple paths in a directed graph", ISAAC 2016, and Hershberger, Maxel & Suri (2007).
public func shortestRoutes(
  in graph: CompactGraph, from source: Int, to target: Int, count: Int,
  along side: ArcSide = .outgoing, lengths: [Int64]? = nil
) throws(GraphError) -> [Route] {
  try graph.checkNodes([source, target])
  try graph.checkLengths(lengths)
  if count < 0 { throw .parameter("count", problem: "must not be negative, but is \(count)") }
  if count == 0 { return [] }
  if source == target { return [Route(nodes: [source], edges: [], length: 0)] }
  let ahead = graph.walkRows(along: side)
  let back = graph.isDirected && side != .both ? graph.walkRows(against: side) : ahead
  let search = DetourSearch(ahead, back, lengths, target: target)
  search.measureBack()

  var routes: [TrackedRoute] = []
  var waiting = DetourHeap()
  if let first = search.best(from: source, leaving: nil, at: 0, excluding: []) {
    waiting.push(
      Detour(size: first.size, found: first.edges, route: -1, position: 0, excluded: []))
  }
  while routes.count < count, let detour = waiting.pop() {
    guard let edges = detour.found else {
      let stem = routes[detour.route]
      if let tail = search.best(
        from: Int(stem.nodes[detour.position]), leaving: stem, at: detour.position,
        excluding: detour.excluded),
        let size = search.sum(stem.sizes[detour.position], tail.size)
      {
        var whole = detour
        whole.size = size
        whole.found = Array(stem.edges[..<detour.position]) + tail.edges
        waiting.push(whole)
      }
      continue
    }
    let route = TrackedRoute(edges, from: source, in: graph, lengths)
    routes.append(route)
    search.block(route)
    for position in detour.position..<edges.count {
      let excluded = (position == detour.position ? detour.excluded : []) + [edges[position]]
      guard let bound = search.bound(route, at: position, excluding: excluded),
        let size = search.sum(route.sizes[position], bound)
      else { continue }
      waiting.push(
        Detour(
          size: size, found: nil, route: routes.count - 1, position: position, excluded: excluded))
    }
  }
  // Routes that are too long are the longest: no loss while there are enough others.
  if routes.count < count && !search.fits { throw .overflow(in: "The length of a path") }
  return routes.map { route in
    Route(
      nodes: route.nodes.map(Int.init), edges: route.edges.map(Int.init),
      length: route.sizes[route.edges.count].length)
  }
}

/// Length, then number of edges.
struct RouteSize: Comparable {
  var length: Int64
  var hops: Int32

  @inline(__always) static func < (a: RouteSize, b: RouteSize) -> Bool {
    a.length != b.length ? a.length < b.length : a.hops < b.hops
  }

  /// `nil` when the length leaves `Int64`.
  @inline(__always)
  func adding(_ other: RouteSize) -> RouteSize? {
    let (sum, overflow) = length.addingReportingOverflow(other.length)
    return overflow ? nil : RouteSize(length: sum, hops: hops + other.hops)
  }
}

/// A route with its nodes and the size of each beginning.
struct TrackedRoute {
  let edges: [Int32]
  var nodes: [Int32]
  var sizes: [RouteSize]

  /// The whole length is known to fit.
  init(_ edges: [Int32], from source: Int, in graph: CompactGraph, _ lengths: [Int64]?) {
    self.edges = edges
    nodes = [Int32(truncatingIfNeeded: source)]
    sizes = [RouteSize(length: 0, hops: 0)]
    for (position, edge) in edges.enumerated() {
      let (a, b) = (graph.sources[Int(edge)], graph.targets[Int(edge)])
      nodes.append(a == nodes[position] ? b : a)
      let before = sizes[position]
      sizes.append(
        RouteSize(
          length: before.length + (lengths?[Int(edge)] ?? 1), hops: before.hops + 1))
    }
  }
}

/// The routes that follow a known one up to a position and leave it there by none of some edges.
struct Detour {
  /// Of the best of them, or a lower bound.
  var size: RouteSize
  /// The best of them, once it was looked for.
  var found: [Int32]?
  let route: Int
  let position: Int
  let excluded: [Int32]

  /// Bounds come before routes of the same size: what they hide may have smaller edge ids.
  static func precedes(_ a: Detour, _ b: Detour) -> Bool {
    if a.size != b.size { return a.size < b.size }
    guard let first = a.found else { return b.found != nil }
    guard let second = b.found else { return false }
    return first.lexicographicallyPrecedes(second)
  }
}

/// A binary heap of detours.
struct DetourHeap {
  private var items: [Detour] = []

  mutating func push(_ item: Detour) {
    items.append(item)
    var hole = items.count - 1
    while hole > 0, Detour.precedes(items[hole], items[(hole - 1) / 2]) {
      items.swapAt(hole, (hole - 1) / 2)
      hole = (hole - 1) / 2
    }
  }

  mutating func pop() -> Detour? {
    guard !items.isEmpty else { return nil }
    items.swapAt(0, items.count - 1)
    let result = items.removeLast()
    var hole = 0
    while true {
      var child = 2 * hole + 1
      if child >= items.count { break }
      if child + 1 < items.count, Detour.precedes(items[child + 1], items[child]) { child += 1 }
      if !Detour.precedes(items[child], items[hole]) { break }
      items.swapAt(hole, child)
      hole = child
    }
    return result
  }
}
