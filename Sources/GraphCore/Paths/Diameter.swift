/// The greatest distance in a graph, and two nodes that are so far apart.
public struct Diameter: Hashable, Sendable {
  public let length: Int64
  public let source: Int
  public let target: Int
  /// Whether every node reaches every other. If not, the length is the greatest among the pairs of
  /// which one reaches the other.
  public let joinsAll: Bool
}

/// The greatest of all finite distances between two nodes, exactly.
///
/// ## Conventions
/// - Distances as in ``eccentricities(of:along:lengths:execution:)``. In a graph in pieces it is the
///   greatest within a piece (as igraph does; NetworkX refuses such graphs); ``Diameter/joinsAll``
///   tells. The pair is the same on every run, but need not be the only one.
/// - Along `.incoming` the distance runs from `target` to `source`.
///
/// Undirected graphs, and both sides of directed ones, are measured by a few searches: each search
/// bounds the eccentricity of every node from below and above, and nodes whose upper bound is no more
/// than a distance already found need no search. Directed graphs are swept from all nodes.
///
/// - Parameters: as ``eccentricities(of:along:lengths:execution:)``.
/// - Returns: the diameter, or `nil` for a graph without nodes.
/// - Throws: as ``eccentricities(of:along:lengths:execution:)``.
/// - Complexity: undirected: O(*s* (*n* + *m*)) with *s* searches (times log *n* with lengths), mostly
///   a handful, *n* at worst; O(*n* + *m*) memory. Directed: as
///   ``eccentricities(of:along:lengths:execution:)``.
/// - Source: Takes & Kosters (2011), "Determining the diameter of small world networks", CIKM '11,
///   algorithm 1 (BoundingDiameters).
public func diameter(
  of graph: CompactGraph, along side: ArcSide = .outgoing, lengths: [Int64]? = nil,
  execution: Execution = .standard
) throws(GraphError) -> Diameter? {
  try graph.checkLengths(lengths)
  if graph.nodeCount == 0 { return nil }
  if graph.isDirected && side != .both {
    let all = try eccentricities(of: graph, along: side, lengths: lengths, execution: execution)
    let length = all.values.max()!
    let source = all.values.firstIndex(of: length)!
    let paths = try shortestPaths(of: graph, from: [source], along: side, lengths: lengths)
    return Diameter(
      length: length, source: source, target: paths.distanceCells.firstIndex(of: length)!,
      joinsAll: (0..<graph.nodeCount).allSatisfy(all.reachesAll))
  }
  let symmetric =
    graph.isDirected
    ? CompactGraph(
      .undirected, trusted: graph.nodeCount, sources: graph.sources, targets: graph.targets)
    : graph
  return try boundedDiameter(symmetric, lengths, execution)
}

/// One weak component after the other; within each, bounds shrink until no node can exceed the best.
private func boundedDiameter(
  _ graph: CompactGraph, _ lengths: [Int64]?, _ execution: Execution
) throws(GraphError) -> Diameter {
  let nodeCount = graph.nodeCount
  var lower = [Int64](repeating: 0, count: nodeCount)
  var upper = [Int64](repeating: .max, count: nodeCount)
  var isMet = [Bool](repeating: false, count: nodeCount)
  var best = Diameter(length: 0, source: 0, target: 0, joinsAll: true)
  var joinsAll = true
  for seed in SweepRows.nodesByDegree(graph.outgoing, nil) where !isMet[Int(seed)] {
    var candidates = [seed]
    var isFirst = true
    var takesUpper = true
    while !candidates.isEmpty {
      if execution.isCancelled() { throw .cancelled }
      // In turn the node that may be farthest out and the one that must be nearest the centre;
      // at equal bounds the one of highest degree, then the lowest id.
      var chosen = candidates[0]
      for node in candidates.dropFirst() {
        let (a, b) =
          takesUpper
          ? (upper[Int(node)], upper[Int(chosen)]) : (lower[Int(chosen)], lower[Int(node)])
        if a < b { continue }
        let degrees = (
          graph.outgoing.row(Int(node)).count, graph.outgoing.row(Int(chosen)).count
        )
        if a > b || degrees.0 > degrees.1 || (degrees.0 == degrees.1 && node < chosen) {
          chosen = node
        }
      }
      takesUpper.toggle()
      let paths =
        lengths == nil
        ? try breadthFirst(of: graph, from: [Int(chosen)])
        : try shortestPaths(of: graph, from: [Int(chosen)], lengths: lengths)
      let farthest = Int(paths.order[paths.order.count - 1])
      let reach = paths.distanceCells[farthest]
      if reach > best.length {
        best = Diameter(length: reach, source: Int(chosen), target: farthest, joinsAll: true)
      }
      if isFirst {
        isFirst = false
        candidates = paths.order
        for node in candidates { isMet[Int(node)] = true }
        if candidates.count < nodeCount { joinsAll = false }
      }
      lower[Int(chosen)] = reach
      upper[Int(chosen)] = reach
      for node in candidates.map(Int.init) where node != Int(chosen) {
        let distance = paths.distanceCells[node]
        lower[node] = max(lower[node], max(distance, reach - distance))
        let (sum, overflow) = reach.addingReportingOverflow(distance)
        if !overflow { upper[node] = min(upper[node], sum) }
      }
      candidates.removeAll { upper[Int($0)] <= best.length || $0 == chosen }
    }
  }
  return Diameter(
    length: best.length, source: best.source, target: best.target, joinsAll: joinsAll)
}
