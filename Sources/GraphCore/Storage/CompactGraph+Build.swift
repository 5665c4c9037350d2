extension CompactGraph {
  /// Freezes edges given by their ends.
  ///
  /// - Parameters:
  ///   - nodeCount: *n*; nodes are `0 ..< nodeCount`.
  ///   - sources: the first end of each edge, in edge order.
  ///   - targets: the second end of each edge.
  /// - Throws: ``GraphError/nodeOutOfRange(node:nodeCount:)`` naming the first end that is not a node,
  ///   ``GraphError/wrongCount(of:expected:found:)``, ``GraphError/tooLarge(nodes:edges:)``.
  /// - Complexity: O(*n* + *m*) time and memory.
  public init(
    _ direction: Direction, nodeCount: Int, sources: [Int32], targets: [Int32]
  ) throws(GraphError) {
    guard sources.count == targets.count else {
      throw .wrongCount(of: "targets", expected: sources.count, found: targets.count)
    }
    let arcs = direction == .directed ? sources.count : 2 * sources.count
    guard (0..<Int(Int32.max)).contains(nodeCount), arcs < Int(Int32.max) else {
      throw .tooLarge(nodes: nodeCount, edges: sources.count)
    }
    // Counting looks at every end anyway; which one is wrong is only asked when one is.
    guard let offsets = EndOffsets(nodeCount, sources, targets) else {
      let edge = Self.firstOutOfRange(nodeCount, sources, targets) ?? 0
      let end = (0..<nodeCount).contains(Int(sources[edge])) ? targets[edge] : sources[edge]
      throw .nodeOutOfRange(node: Int(end), nodeCount: nodeCount)
    }
    self.init(direction, offsets, sources: sources, targets: targets)
  }

  /// Freezes edges given as pairs.
  ///
  /// - Throws, complexity: as ``init(_:nodeCount:sources:targets:)``.
  public init(
    _ direction: Direction, nodeCount: Int, edges: [(Int, Int)]
  ) throws(GraphError) {
    for (source, target) in edges {
      for end in [source, target] where !(0..<nodeCount).contains(end) {
        throw .nodeOutOfRange(node: end, nodeCount: nodeCount)
      }
    }
    try self.init(
      direction, nodeCount: nodeCount, sources: edges.map { Int32(truncatingIfNeeded: $0.0) },
      targets: edges.map { Int32(truncatingIfNeeded: $0.1) })
  }

  /// Freezes edges whose ends are known to be nodes.
  init(_ direction: Direction, trusted nodeCount: Int, sources: [Int32], targets: [Int32]) {
    guard let offsets = EndOffsets(nodeCount, sources, targets) else {
      preconditionFailure("An end of an edge is not a node")
    }
    self.init(direction, offsets, sources: sources, targets: targets)
  }

  private init(
    _ direction: Direction, _ offsets: EndOffsets, sources: [Int32], targets: [Int32]
  ) {
    let outgoing: AdjacencyRows
    let incoming: AdjacencyRows
    // Edges by source, then target (a merged graph has them so) fill the rows in order at once.
    let isSorted = Self.isSorted(sources, targets, direction)
    switch direction {
    case .directed where isSorted:
      outgoing = AdjacencyRows(
        offsets: offsets.bySource, neighbors: targets,
        edges: [Int32](count: sources.count) { edges in
          for edge in 0..<sources.count { edges[edge] = Int32(truncatingIfNeeded: edge) }
        })
      incoming = Self.transposed(outgoing, ownerOffsets: offsets.byTarget)
    case .undirected where isSorted:
      outgoing = Self.symmetricRows(offsets.both, sources, targets)
      incoming = outgoing
    case .directed:
      (outgoing, incoming) = Self.directedRows(offsets, sources, targets)
    case .undirected:
      let unsorted = Self.symmetricRows(offsets.both, sources, targets)
      outgoing = Self.transposed(unsorted, ownerOffsets: unsorted.offsets)
      incoming = outgoing
    }
    let loops = Self.loops(sources, targets)
    self.init(
      direction: direction, sources: sources, targets: targets, outgoing: outgoing,
      incoming: incoming, loopCount: loops,
      parallelCount: Self.parallels(in: outgoing, direction, hasLoops: loops > 0))
  }

  /// Where the row of each node begins, by either end of the edges.
  private struct EndOffsets {
    let bySource: [Int32]
    let byTarget: [Int32]

    /// Nothing when an end is not a node.
    init?(_ nodeCount: Int, _ sources: [Int32], _ targets: [Int32]) {
      guard let first = CompactGraph.offsets(nodeCount, of: sources),
        let second = CompactGraph.offsets(nodeCount, of: targets)
      else { return nil }
      bySource = first
      byTarget = second
    }

    /// The offsets of rows with both arcs of each edge.
    var both: [Int32] { zip(bySource, byTarget).map { $0 + $1 } }
  }

  /// The first edge with an end that is not a node.
  private static func firstOutOfRange(
    _ nodeCount: Int, _ sources: [Int32], _ targets: [Int32]
  ) -> Int? {
    let limit = UInt32(nodeCount)
    return sources.withTrustedPointer { source in
      targets.withTrustedPointer { target in
        for edge in 0..<sources.count
        where UInt32(bitPattern: source[edge]) >= limit || UInt32(bitPattern: target[edge]) >= limit
        {
          return edge
        }
        return nil
      }
    }
  }

  /// Whether edges ascend by source, then target; in an undirected graph also each from its smaller end.
  private static func isSorted(
    _ sources: [Int32], _ targets: [Int32], _ direction: Direction
  ) -> Bool {
    sources.withTrustedPointer { source in
      targets.withTrustedPointer { target in
        for edge in 0..<sources.count {
          if direction == .undirected, source[edge] > target[edge] { return false }
          if edge > 0, (source[edge - 1], target[edge - 1]) > (source[edge], target[edge]) {
            return false
          }
        }
        return true
      }
    }
  }

  /// Running totals of how often each node occurs in `owners`; nothing when one is not a node.
  private static func offsets(_ nodeCount: Int, of owners: [Int32]) -> [Int32]? {
    var offsets = [Int32](repeating: 0, count: nodeCount + 1)
    let limit = UInt32(nodeCount)
    let isSound = offsets.withTrustedMutablePointer { offsets in
      owners.withTrustedPointer { owner in
        for edge in 0..<owners.count {
          let node = UInt32(bitPattern: owner[edge])
          guard node < limit else { return false }
          offsets[Int(node) + 1] += 1
        }
        var total: Int32 = 0
        for node in 0...nodeCount {
          total += offsets[node]
          offsets[node] = total
        }
        return true
      }
    }
    return isSound ? offsets : nil
  }

  /// Rows of both sides by three counting sorts. The first lays the arcs by target where the incoming
  /// rows will stand, in edge order; the outgoing rows come of them, and the incoming rows, now in
  /// order, of those. No memory is needed beside the rows.
  private static func directedRows(
    _ offsets: EndOffsets, _ sources: [Int32], _ targets: [Int32]
  ) -> (outgoing: AdjacencyRows, incoming: AdjacencyRows) {
    let (nodes, arcs) = (offsets.bySource.count - 1, sources.count)
    var heads: [Int32] = []
    var inEdges: [Int32] = []
    var outEdges: [Int32] = []
    let tails = [Int32](count: arcs) { tails in
      inEdges = [Int32](count: arcs) { inEdges in
        heads = [Int32](count: arcs) { heads in
          outEdges = [Int32](count: arcs) { outEdges in
            lay(targets, sources, offsets.byTarget, tails, inEdges)
            turn(nodes, offsets.byTarget, tails, inEdges, offsets.bySource, heads, outEdges)
            turn(nodes, offsets.bySource, heads, outEdges, offsets.byTarget, tails, inEdges)
          }
        }
      }
    }
    return (
      AdjacencyRows(offsets: offsets.bySource, neighbors: heads, edges: outEdges),
      AdjacencyRows(offsets: offsets.byTarget, neighbors: tails, edges: inEdges)
    )
  }

  /// Lays one arc for each edge, by owner, in edge order.
  private static func lay(
    _ owners: [Int32], _ others: [Int32], _ offsets: [Int32],
    _ neighbors: UnsafeMutablePointer<Int32>, _ edges: UnsafeMutablePointer<Int32>
  ) {
    let count = owners.count
    var next = offsets
    next.withTrustedMutablePointer { next in
      owners.withTrustedPointer { owners in
        others.withTrustedPointer { others in
          for edge in 0..<count {
            let owner = Int(owners[edge])
            let slot = Int(next[owner])
            next[owner] += 1
            neighbors[slot] = others[edge]
            edges[slot] = Int32(truncatingIfNeeded: edge)
          }
        }
      }
    }
  }

  /// Lays the arcs of some rows by their other end, in the order of the rows.
  private static func turn(
    _ nodeCount: Int, _ fromOffsets: [Int32], _ fromNeighbors: UnsafePointer<Int32>,
    _ fromEdges: UnsafePointer<Int32>, _ offsets: [Int32],
    _ neighbors: UnsafeMutablePointer<Int32>, _ edges: UnsafeMutablePointer<Int32>
  ) {
    var next = offsets
    next.withTrustedMutablePointer { next in
      fromOffsets.withTrustedPointer { from in
        for node in 0..<nodeCount {
          for arc in Int(from[node])..<Int(from[node + 1]) {
            let owner = Int(fromNeighbors[arc])
            let slot = Int(next[owner])
            next[owner] += 1
            neighbors[slot] = Int32(truncatingIfNeeded: node)
            edges[slot] = fromEdges[arc]
          }
        }
      }
    }
  }

  /// Two arcs for each edge, by owner, in edge order.
  private static func symmetricRows(
    _ offsets: [Int32], _ sources: [Int32], _ targets: [Int32]
  ) -> AdjacencyRows {
    let count = sources.count
    return filled(offsets, arcCount: 2 * sources.count) { next, neighbors, edges in
      sources.withTrustedPointer { sources in
        targets.withTrustedPointer { targets in
          for edge in 0..<count {
            let (source, target) = (sources[edge], targets[edge])
            let first = Int(next[Int(source)])
            next[Int(source)] += 1
            neighbors[first] = target
            edges[first] = Int32(truncatingIfNeeded: edge)
            let second = Int(next[Int(target)])
            next[Int(target)] += 1
            neighbors[second] = source
            edges[second] = Int32(truncatingIfNeeded: edge)
          }
        }
      }
    }
  }

  /// The arcs the other way round. Walking the rows in node order puts each new row in order of its
  /// neighbours: a counting sort whose second key is the edge id.
  private static func transposed(
    _ rows: AdjacencyRows, ownerOffsets: [Int32]
  ) -> AdjacencyRows {
    rows.withPointers { row in
      filled(ownerOffsets, arcCount: rows.arcCount) { next, neighbors, edges in
        for node in 0..<row.nodeCount {
          for arc in row.begin(node)..<row.end(node) {
            let owner = Int(row.neighbors[arc])
            let slot = Int(next[owner])
            next[owner] += 1
            neighbors[slot] = Int32(truncatingIfNeeded: node)
            edges[slot] = row.edges[arc]
          }
        }
      }
    }
  }

  /// Rows with the given offsets; the closure writes each arc at the next free slot of its owner.
  @inline(__always)
  private static func filled(
    _ offsets: [Int32], arcCount: Int,
    _ fill: (
      _ next: UnsafeMutablePointer<Int32>, _ neighbors: UnsafeMutablePointer<Int32>,
      _ edges: UnsafeMutablePointer<Int32>
    ) -> Void
  ) -> AdjacencyRows {
    var next = offsets
    var edges: [Int32] = []
    let neighbors = [Int32](count: arcCount) { neighbors in
      edges = [Int32](count: arcCount) { edges in
        next.withTrustedMutablePointer { fill($0, neighbors, edges) }
      }
    }
    return AdjacencyRows(offsets: offsets, neighbors: neighbors, edges: edges)
  }

  private static func loops(_ sources: [Int32], _ targets: [Int32]) -> Int {
    sources.withTrustedPointer { source in
      targets.withTrustedPointer { target in
        var count = 0
        for edge in 0..<sources.count { count &+= source[edge] == target[edge] ? 1 : 0 }
        return count
      }
    }
  }

  /// How many edges follow another one between the same ends.
  private static func parallels(
    in rows: AdjacencyRows, _ direction: Direction, hasLoops: Bool
  ) -> Int {
    let arcCount = rows.arcCount
    guard arcCount > 1 else { return 0 }
    var count = 0
    rows.withPointers { row in
      // First as if all arcs were one row, without a branch; then less what spans two rows.
      for arc in 1..<arcCount {
        let isSame = row.neighbors[arc] == row.neighbors[arc - 1] ? 1 : 0
        count &+= isSame & (row.edges[arc] == row.edges[arc - 1] ? 0 : 1)
      }
      for node in 0..<row.nodeCount {
        let first = row.begin(node)
        if first > 0, first < arcCount, row.neighbors[first] == row.neighbors[first - 1],
          row.edges[first] != row.edges[first - 1], first < row.end(node)
        {
          count -= 1
        }
      }
    }
    guard direction == .undirected else { return count }
    // Each undirected edge was seen from both ends; a loop twice in one row, its two arcs side by side.
    return (count + (hasLoops ? parallelLoops(in: rows) : 0)) / 2
  }

  /// How often one loop follows another loop of the same node: such a pair was seen once, not twice.
  private static func parallelLoops(in rows: AdjacencyRows) -> Int {
    var count = 0
    for node in 0..<rows.nodeCount {
      let row = rows.row(node)
      for arc in row.dropFirst()
      where Int(rows.neighbors[arc]) == node && Int(rows.neighbors[arc - 1]) == node
        && rows.edges[arc] != rows.edges[arc - 1]
      {
        count += 1
      }
    }
    return count
  }
}
