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
    if let edge = Self.firstOutOfRange(nodeCount, sources, targets) {
      let end = (0..<nodeCount).contains(Int(sources[edge])) ? targets[edge] : sources[edge]
      throw .nodeOutOfRange(node: Int(end), nodeCount: nodeCount)
    }
    self.init(direction, trusted: nodeCount, sources: sources, targets: targets)
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
    let outgoing: AdjacencyRows
    let incoming: AdjacencyRows
    // Edges by source, then target (a merged graph has them so) fill the rows in order at once.
    let isSorted = Self.isSorted(sources, targets, direction)
    switch direction {
    case .directed where isSorted:
      outgoing = AdjacencyRows(
        offsets: Self.offsets(nodeCount, of: sources), neighbors: targets,
        edges: [Int32](count: sources.count) { edges in
          for edge in 0..<sources.count { edges[edge] = Int32(truncatingIfNeeded: edge) }
        })
      incoming = Self.transposed(outgoing, ownerOffsets: Self.offsets(nodeCount, of: targets))
    case .undirected where isSorted:
      outgoing = Self.symmetricRows(nodeCount, sources, targets)
      incoming = outgoing
    case .directed:
      let byTarget = Self.rows(nodeCount, owners: targets, others: sources)
      outgoing = Self.transposed(byTarget, ownerOffsets: Self.offsets(nodeCount, of: sources))
      incoming = Self.transposed(outgoing, ownerOffsets: byTarget.offsets)
    case .undirected:
      let unsorted = Self.symmetricRows(nodeCount, sources, targets)
      outgoing = Self.transposed(unsorted, ownerOffsets: unsorted.offsets)
      incoming = outgoing
    }
    let repeats = Self.repeats(in: outgoing, direction)
    self.init(
      direction: direction, sources: sources, targets: targets, outgoing: outgoing,
      incoming: incoming, loopCount: repeats.loops, parallelCount: repeats.parallel)
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

  /// Running totals of how often each node occurs in `owners`.
  private static func offsets(_ nodeCount: Int, of owners: [Int32]...) -> [Int32] {
    var offsets = [Int32](repeating: 0, count: nodeCount + 1)
    offsets.withTrustedMutablePointer { offsets in
      for list in owners {
        list.withTrustedPointer { owner in
          for edge in 0..<list.count { offsets[Int(owner[edge]) + 1] += 1 }
        }
      }
      for node in 0..<nodeCount { offsets[node + 1] += offsets[node] }
    }
    return offsets
  }

  /// One arc for each edge, by owner, in edge order.
  private static func rows(_ nodeCount: Int, owners: [Int32], others: [Int32]) -> AdjacencyRows {
    let offsets = offsets(nodeCount, of: owners)
    let count = owners.count
    return filled(offsets, arcCount: owners.count) { next, neighbors, edges in
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

  /// Two arcs for each edge, by owner, in edge order.
  private static func symmetricRows(
    _ nodeCount: Int, _ sources: [Int32], _ targets: [Int32]
  ) -> AdjacencyRows {
    let offsets = offsets(nodeCount, of: sources, targets)
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

  private static func repeats(
    in rows: AdjacencyRows, _ direction: Direction
  ) -> (loops: Int, parallel: Int) {
    var loops = 0
    var parallel = 0
    rows.withPointers { row in
      for node in 0..<row.nodeCount {
        for arc in row.begin(node)..<row.end(node) {
          if Int(row.neighbors[arc]) == node { loops += 1 }
          if arc > row.begin(node), row.neighbors[arc] == row.neighbors[arc - 1],
            row.edges[arc] != row.edges[arc - 1]
          {
            parallel += 1
          }
        }
      }
    }
    guard direction == .undirected else { return (loops, parallel) }
    // Each undirected edge was seen from both ends; a loop twice in one row, its two arcs side by side.
    return (loops / 2, (parallel + parallelLoops(in: rows)) / 2)
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
