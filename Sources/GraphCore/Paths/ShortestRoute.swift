/// The shortest way from one node to another, by a search from both ends.
///
/// ## Conventions
/// - Lengths, direction, loops and parallel edges as in ``shortestPaths(of:from:along:lengths:)``.
/// - Along `.incoming` the route starts at `source` and runs against the edges.
/// - Among several shortest routes the one on which the two searches met first is returned: the same
///   on every run. For a stated order among equals see
///   ``shortestRoutes(in:from:to:count:along:lengths:)``.
///
/// - Parameters:
///   - graph: any graph, *n* nodes and *m* edges.
///   - source: where the route begins.
///   - target: where it ends.
///   - side: along which arcs it runs.
///   - lengths: *m* lengths, not negative, or `nil`: each edge is 1 long.
/// - Returns: the route, or `nil` when there is none. From a node to itself it has no edges.
/// - Throws: as ``shortestPaths(of:from:along:lengths:)``.
/// - Complexity: O((*n* + *m*) log *n*) time at worst, far less where the two searches meet early;
///   O(*n* + *m*) memory.
/// - Source: Pohl (1971), "Bi-directional search", Machine Intelligence 6; the stopping rule:
///   Goldberg & Harrelson (2005), "Computing the shortest path: A* search meets graph theory".
public func shortestRoute(
  in graph: CompactGraph, from source: Int, to target: Int, along side: ArcSide = .outgoing,
  lengths: [Int64]? = nil
) throws(GraphError) -> Route? {
  try graph.checkNodes([source, target])
  try graph.checkLengths(lengths)
  let ahead = graph.walkRows(along: side)
  let back = graph.isDirected && side != .both ? graph.walkRows(against: side) : ahead
  let search = TwoEndedSearch(nodeCount: graph.nodeCount)
  guard let meeting = try search.run(ahead, back, lengths, from: source, to: target) else {
    return nil
  }
  return search.route(through: meeting)
}

/// Two searches that grow towards each other. A class, because it owns scratch memory.
private final class TwoEndedSearch {
  /// For each end: distance, arriving edge and node before.
  private let distance: [UnsafeMutablePointer<Int64>]
  private let edge: [UnsafeMutablePointer<Int32>]
  private let parent: [UnsafeMutablePointer<Int32>]
  private var fits = true

  init(nodeCount: Int) {
    let count = max(1, nodeCount)
    distance = (0..<2).map { _ in .allocate(capacity: count) }
    edge = (0..<2).map { _ in .allocate(capacity: count) }
    parent = (0..<2).map { _ in .allocate(capacity: count) }
    for end in 0..<2 {
      distance[end].initialize(repeating: DijkstraKernel.unreached, count: count)
      edge[end].initialize(repeating: -1, count: count)
      parent[end].initialize(repeating: -1, count: count)
    }
  }

  deinit {
    for end in 0..<2 {
      distance[end].deallocate()
      edge[end].deallocate()
      parent[end].deallocate()
    }
  }

  /// - Returns: the node on the shortest route at which the searches meet.
  func run(
    _ ahead: AdjacencyRows, _ back: AdjacencyRows, _ lengths: [Int64]?, from source: Int,
    to target: Int
  ) throws(GraphError) -> Int? {
    var meeting: Int?
    var best = DijkstraKernel.unreached
    ahead.withPointers { ahead in
      back.withPointers { back in
        (lengths ?? []).withTrustedPointer { length in
          var heaps = (QuaternaryHeap<WideKey>(capacity: 64), QuaternaryHeap<WideKey>(capacity: 64))
          defer {
            heaps.0.deallocate()
            heaps.1.deallocate()
          }
          distance[0][source] = 0
          distance[1][target] = 0
          heaps.0.push(.make(0, Int32(truncatingIfNeeded: source), shift: 0))
          heaps.1.push(.make(0, Int32(truncatingIfNeeded: target), shift: 0))
          if source == target { (meeting, best) = (source, 0) }
          while !heaps.0.isEmpty && !heaps.1.isEmpty {
            let tops = (heaps.0.least.distance, heaps.1.least.distance)
            let (sum, overflow) = tops.0.addingReportingOverflow(tops.1)
            if overflow || sum >= best { break }
            if tops.0 <= tops.1 {
              step(
                0, ahead, lengths == nil ? nil : length, &heaps.0, best: &best, meeting: &meeting)
            } else {
              step(
                1, back, lengths == nil ? nil : length, &heaps.1, best: &best, meeting: &meeting)
            }
          }
        }
      }
    }
    // A path that is too long is no loss where another leads to the target.
    if meeting == nil && !fits { throw .overflow(in: "The length of a path") }
    return meeting
  }

  /// Settles one node of one end.
  @inline(__always)
  private func step(
    _ end: Int, _ rows: AdjacencyRows.Pointers, _ length: UnsafePointer<Int64>?,
    _ heap: inout QuaternaryHeap<WideKey>, best: inout Int64, meeting: inout Int?
  ) {
    let (distance, other) = (distance[end], distance[1 - end])
    let (edge, parent) = (edge[end], parent[end])
    let key = heap.popLeast()
    let node = Int(key.node)
    if key.distance > distance[node] { return }
    for slot in rows.begin(node)..<rows.end(node) {
      let next = Int(rows.neighbors[slot])
      let id = rows.edges[slot]
      let (there, overflow) = key.distance.addingReportingOverflow(length?[Int(id)] ?? 1)
      if overflow || there == DijkstraKernel.unreached { fits = false }
      if overflow || there >= distance[next] { continue }
      distance[next] = there
      edge[next] = id
      parent[next] = key.node
      heap.push(.make(there, rows.neighbors[slot], shift: 0))
      if other[next] == DijkstraKernel.unreached { continue }
      let (whole, tooLong) = there.addingReportingOverflow(other[next])
      if tooLong || whole == DijkstraKernel.unreached { fits = false }
      if !tooLong && whole < best { (best, meeting) = (whole, next) }
    }
  }

  func route(through meeting: Int) -> Route {
    var nodes = [meeting]
    var edges: [Int] = []
    var node = meeting
    while parent[0][node] >= 0 {
      edges.append(Int(edge[0][node]))
      node = Int(parent[0][node])
      nodes.append(node)
    }
    nodes.reverse()
    edges.reverse()
    node = meeting
    while parent[1][node] >= 0 {
      edges.append(Int(edge[1][node]))
      node = Int(parent[1][node])
      nodes.append(node)
    }
    return Route(nodes: nodes, edges: edges, length: distance[0][meeting] + distance[1][meeting])
  }
}
