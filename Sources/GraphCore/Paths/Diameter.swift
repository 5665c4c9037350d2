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
/// than a distance already found need no search. In hops, what 32 searches leave open is swept 512
/// nodes at a time. Directed graphs are swept from all nodes.
///
/// - Parameters: as ``eccentricities(of:along:lengths:execution:)``.
/// - Returns: the diameter, or `nil` for a graph without nodes.
/// - Throws: as ``eccentricities(of:along:lengths:execution:)``.
/// - Complexity: undirected: O(*s* (*n* + *m*)) with *s* searches (times log *n* with lengths), mostly
///   a handful or some tens, at worst a search a node with lengths and a full sweep without;
///   O(*n* + *m*) memory. Directed: as
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

/// Bounds on the eccentricity of every node of an undirected graph.
private func boundedDiameter(
  _ graph: CompactGraph, _ lengths: [Int64]?, _ execution: Execution
) throws(GraphError) -> Diameter {
  let rows = SweepRows(of: graph, along: .outgoing)
  let search = ReachSearch(graph.outgoing, lengths)
  var bounds = EccentricityBounds(graph)
  for component in rows.components {
    // Rows begin with the component of the node of highest degree; pieces are taken as they stand.
    var candidates = Array(rows.ids[Int(component.lowerBound)..<Int(component.upperBound)])
    var searches = 0
    while !candidates.isEmpty && (lengths != nil || searches < 32) {
      if execution.isCancelled() { throw .cancelled }
      // n nodes are at most n − 1 steps apart.
      if lengths == nil && Int64(component.count - 1) <= bounds.length { candidates = [] }
      guard let chosen = bounds.next(of: candidates, farOut: searches % 2 == 0) else { break }
      guard search.run(from: chosen) else { throw .overflow(in: "The length of a path") }
      bounds.learn(of: &candidates, from: chosen, search)
      searches += 1
    }
    bounds.open += candidates
  }
  // In a network of few steps many bounds stay one step apart: the rest is measured 512 at a time.
  try bounds.sweep(rows, execution)
  _ = search.run(from: bounds.source)
  return Diameter(
    length: bounds.length, source: bounds.source, target: search.farthest,
    joinsAll: rows.components.count == 1)
}

/// What is known of the eccentricity of each node.
private struct EccentricityBounds {
  private var lower: [Int64]
  private var upper: [Int64]
  private let degrees: [Int32]
  /// The greatest distance found, and where it was found.
  private(set) var length: Int64 = 0
  private(set) var source = 0
  /// Nodes whose eccentricity may be greater still.
  var open: [Int32] = []

  init(_ graph: CompactGraph) {
    lower = Array(repeating: 0, count: graph.nodeCount)
    upper = Array(repeating: .max, count: graph.nodeCount)
    degrees = (0..<graph.nodeCount).map {
      Int32(truncatingIfNeeded: graph.outgoing.row($0).count)
    }
  }

  /// The node that may be farthest out, or the one that must be nearest the centre; at equal bounds
  /// the one of highest degree, then the first.
  func next(of candidates: [Int32], farOut: Bool) -> Int? {
    guard var chosen = candidates.first.map(Int.init) else { return nil }
    for node in candidates.dropFirst().map(Int.init) {
      let (a, b) = farOut ? (upper[node], upper[chosen]) : (lower[chosen], lower[node])
      if a > b || (a == b && degrees[node] > degrees[chosen]) { chosen = node }
    }
    return chosen
  }

  mutating func learn(of candidates: inout [Int32], from chosen: Int, _ search: ReachSearch) {
    let reach = search.distance[search.farthest]
    if reach > length { (length, source) = (reach, chosen) }
    for node in candidates.map(Int.init) {
      let distance = search.distance[node]
      lower[node] = max(lower[node], max(distance, reach - distance))
      let (sum, overflow) = reach.addingReportingOverflow(distance)
      if !overflow { upper[node] = min(upper[node], sum) }
    }
    candidates.removeAll { upper[Int($0)] <= length || Int($0) == chosen }
  }

  /// Measures the open nodes in hops, 512 at a time, until none can exceed the best.
  mutating func sweep(_ rows: SweepRows, _ execution: Execution) throws(GraphError) {
    let lanes = SweepKernel.laneCount
    var numbers = [Int32](repeating: 0, count: rows.nodeCount)
    for (number, id) in rows.ids.enumerated() {
      numbers[Int(id)] = Int32(truncatingIfNeeded: number)
    }
    let kernels = WorkerScratch<SweepKernel>(count: execution.workers)
    open.removeAll { upper[Int($0)] <= length }
    while !open.isEmpty {
      // Rounds of fixed length, so that what is measured does not depend on the workers.
      let round = Array(open.prefix(8 * lanes))
      let blocks = (round.count + lanes - 1) / lanes
      var reach = [Int64](repeating: 0, count: round.count)
      try reach.withTrustedMutablePointer { (reach) throws(GraphError) in
        let reach = TrustedCells(base: reach)
        let sources = round.map { numbers[Int($0)] }
        try execution.forEachBlock(blocks, reporting: false) { block, worker in
          let kernel = kernels.value(of: worker) { SweepKernel(rows: rows) }
          let first = block * lanes
          let count = min(lanes, sources.count - first)
          sources.withTrustedPointer { kernel.start(at: $0 + first, count: count) }
          while kernel.advance() {
            for lane in 0..<count where kernel.counts[lane] != 0 {
              reach.base[first + lane] = Int64(kernel.level)
            }
          }
        }
      }
      for (position, node) in round.enumerated() where reach[position] > length {
        (length, source) = (reach[position], Int(node))
      }
      open.removeFirst(round.count)
      open.removeAll { upper[Int($0)] <= length }
    }
  }
}

/// The distances from one node after another; each search wipes only what the one before wrote.
///
/// A class, because it owns scratch memory.
private final class ReachSearch {
  let distance: UnsafeMutablePointer<Int64>
  private let order: UnsafeMutablePointer<Int32>
  private let rows: AdjacencyRows
  private let lengths: [Int64]?
  private var reached = 0
  /// The node farthest from the last source, the first to be met among equals.
  private(set) var farthest = 0

  init(_ rows: AdjacencyRows, _ lengths: [Int64]?) {
    self.rows = rows
    self.lengths = lengths
    distance = .allocate(capacity: max(1, rows.nodeCount))
    order = .allocate(capacity: max(1, rows.nodeCount))
    distance.initialize(repeating: DijkstraKernel.unreached, count: rows.nodeCount)
  }

  deinit {
    distance.deallocate()
    order.deallocate()
  }

  /// - Returns: whether all distances fit.
  func run(from source: Int) -> Bool {
    for index in 0..<reached { distance[Int(order[index])] = DijkstraKernel.unreached }
    reached = 1
    distance[source] = 0
    order[0] = Int32(truncatingIfNeeded: source)
    farthest = source
    return rows.withPointers { rows in
      guard let lengths else {
        step(rows)
        return true
      }
      return lengths.withTrustedPointer { measure(rows, $0) }
    }
  }

  private func step(_ rows: AdjacencyRows.Pointers) {
    var head = 0
    while head < reached {
      let node = Int(order[head])
      head += 1
      if distance[node] > distance[farthest] { farthest = node }
      for slot in rows.begin(node)..<rows.end(node) {
        let other = Int(rows.neighbors[slot])
        if distance[other] != DijkstraKernel.unreached { continue }
        distance[other] = distance[node] + 1
        order[reached] = rows.neighbors[slot]
        reached += 1
      }
    }
  }

  private func measure(
    _ rows: AdjacencyRows.Pointers, _ length: UnsafePointer<Int64>
  ) -> Bool {
    var heap = QuaternaryHeap<WideKey>(capacity: 64)
    defer { heap.deallocate() }
    var fits = true
    heap.push(.make(0, order[0], shift: 0))
    while !heap.isEmpty {
      let key = heap.popLeast()
      let node = Int(key.node)
      if key.distance > distance[node] { continue }
      if key.distance > distance[farthest] { farthest = node }
      for slot in rows.begin(node)..<rows.end(node) {
        let (there, overflow) = key.distance.addingReportingOverflow(
          length[Int(rows.edges[slot])])
        let other = Int(rows.neighbors[slot])
        if overflow || there == DijkstraKernel.unreached {
          fits = false
          continue
        }
        if there >= distance[other] { continue }
        if distance[other] == DijkstraKernel.unreached {
          order[reached] = rows.neighbors[slot]
          reached += 1
        }
        distance[other] = there
        heap.push(.make(there, rows.neighbors[slot], shift: 0))
      }
    }
    if fits { return true }
    // Paths that are too long are no loss where others lead to every neighbour.
    return (0..<reached).allSatisfy { index in
      let node = Int(order[index])
      return (rows.begin(node)..<rows.end(node)).allSatisfy {
        distance[Int(rows.neighbors[$0])] != DijkstraKernel.unreached
      }
    }
  }
}
