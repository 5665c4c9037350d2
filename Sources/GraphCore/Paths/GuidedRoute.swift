/// The shortest way from one node to another, guided by an estimate of what is left (A*).
///
/// The estimate must be **admissible**: never more than the true distance from a node to the target
/// (the straight line, for roads). A larger estimate can make the answer too long, and this cannot be
/// noticed. It need not be consistent: nodes are taken up again when a shorter way to them appears.
/// An estimate that is nearer the truth visits fewer nodes; 0 everywhere makes it Dijkstra's search.
///
/// ## Conventions
/// - As ``shortestRoute(in:from:to:along:lengths:)``. Negative estimates count as 0; `Int64.max` says
///   that the target cannot be reached from there.
///
/// - Parameters:
///   - graph: any graph, *n* nodes and *m* edges.
///   - source: where the route begins.
///   - target: where it ends.
///   - side: along which arcs it runs.
///   - lengths: *m* lengths, not negative, or `nil`: each edge is 1 long.
///   - estimate: a lower bound on the distance from a node to `target`, in the unit of `lengths`;
///     asked once for each node that is met.
/// - Returns: the route, or `nil` when there is none.
/// - Throws: as ``shortestPaths(of:from:along:lengths:)``.
/// - Complexity: with a consistent estimate O((*n* + *m*) log *n*) time; with one that is only
///   admissible nodes may be taken up many times. O(*n*) memory.
/// - Source: Hart, Nilsson & Raphael (1968), IEEE Transactions on Systems Science and Cybernetics 4.
public func shortestRoute(
  in graph: CompactGraph, from source: Int, to target: Int, along side: ArcSide = .outgoing,
  lengths: [Int64]? = nil, estimating estimate: (_ node: Int) -> Int64
) throws(GraphError) -> Route? {
  try graph.checkNodes([source, target])
  try graph.checkLengths(lengths)
  let rows = graph.walkRows(along: side)
  var fits = true
  let found = ShortestPaths(sources: [source], rows: rows) { columns in
    rows.withPointers { row in
      (lengths ?? []).withTrustedPointer { length in
        guide(
          row, lengths == nil ? nil : length, from: source, to: target, columns, estimate,
          fits: &fits)
      }
    }
  }
  if let route = found?.route(to: target) { return route }
  // A path that is too long is no loss where another leads to the target.
  if !fits { throw .overflow(in: "The length of a path") }
  return nil
}

/// - Returns: 0: the order of nodes is not kept.
private func guide(
  _ rows: AdjacencyRows.Pointers, _ length: UnsafePointer<Int64>?, from source: Int,
  to target: Int, _ columns: ShortestPathColumns, _ estimate: (_ node: Int) -> Int64,
  fits: inout Bool
) -> Int {
  columns.clear(rows.nodeCount)
  let distance = columns.distance
  var left = [Int64](repeating: -1, count: rows.nodeCount)
  var heap = QuaternaryHeap<GuidedKey>(capacity: 64)
  defer { heap.deallocate() }
  distance[source] = 0
  columns.owner[source] = 0
  left[source] = max(0, estimate(source))
  if left[source] == .max { return 0 }
  heap.push(GuidedKey(bound: left[source], distance: 0, node: Int32(truncatingIfNeeded: source)))
  while !heap.isEmpty {
    let key = heap.popLeast()
    let node = Int(key.node)
    if key.distance > distance[node] { continue }
    if node == target { return 0 }
    for slot in rows.begin(node)..<rows.end(node) {
      let other = Int(rows.neighbors[slot])
      let (there, overflow) = key.distance.addingReportingOverflow(
        length?[Int(rows.edges[slot])] ?? 1)
      if overflow || there == DijkstraKernel.unreached {
        fits = false
        continue
      }
      if there >= distance[other] { continue }
      if left[other] < 0 { left[other] = max(0, estimate(other)) }
      if left[other] == .max { continue }
      distance[other] = there
      columns.owner[other] = 0
      columns.arc[other] = Int32(truncatingIfNeeded: slot)
      columns.parent[other] = Int32(truncatingIfNeeded: node)
      let (bound, isFar) = there.addingReportingOverflow(left[other])
      // A bound beyond Int64 belongs to a path that would not fit: it waits until the end.
      heap.push(
        GuidedKey(bound: isFar ? .max : bound, distance: there, node: rows.neighbors[slot]))
    }
  }
  return 0
}

/// Least bound first; among equals the farther from the source, which is nearer the target.
private struct GuidedKey: Comparable {
  let bound: Int64
  let distance: Int64
  let node: Int32
  @inline(__always) static func < (a: GuidedKey, b: GuidedKey) -> Bool {
    if a.bound != b.bound { return a.bound < b.bound }
    return a.distance != b.distance ? a.distance > b.distance : a.node < b.node
  }
  @inline(__always) static func <= (a: GuidedKey, b: GuidedKey) -> Bool { !(b < a) }
}
