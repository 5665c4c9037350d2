/// How often the neighbours of a node are neighbours of each other.
public struct Clustering: Sendable {
  /// The number of triangles at each node: pairs of its neighbours that are neighbours.
  public let triangles: [Int64]
  /// The number of distinct neighbours of each node.
  public let degrees: [Int32]

  /// What the average does with nodes that have fewer than two neighbours.
  public enum WithoutPairs: String, Sendable {
    /// They are left out of the sum and of the count.
    case leftOut
    /// They count as 0 (the convention of Watts & Strogatz's followers, of NetworkX for one).
    case countAsZero
  }

  /// The local clustering coefficient of each node: its triangles ÷ pairs of its neighbours, in [0, 1];
  /// `nil` for a node with fewer than two neighbours, which has no pairs.
  public var coefficients: [Double?] {
    degrees.indices.map { node in
      let pairs = Self.pairs(degrees[node])
      return pairs == 0 ? nil : Double(triangles[node]) / Double(pairs)
    }
  }

  /// The average of the local coefficients; `nil` when it would be of no node at all.
  public func average(_ withoutPairs: WithoutPairs) -> Double? {
    var sum = 0.0
    var count = 0
    for (triangles, degree) in zip(triangles, degrees) {
      let pairs = Self.pairs(degree)
      if pairs > 0 { sum += Double(triangles) / Double(pairs) }
      if pairs > 0 || withoutPairs == .countAsZero { count += 1 }
    }
    return count == 0 ? nil : sum / Double(count)
  }

  /// The number of triangles of the graph.
  public var triangleCount: Int64 { triangles.reduce(0, +) / 3 }

  /// Three times the triangles ÷ the pairs of neighbours of all nodes: how likely two neighbours of one
  /// node are to be neighbours; `nil` when no node has two.
  public var transitivity: Double? {
    let pairs = degrees.reduce(0.0) { $0 + Double(Self.pairs($1)) }
    return pairs == 0 ? nil : Double(triangles.reduce(0, +)) / pairs
  }

  private static func pairs(_ degree: Int32) -> Int64 { Int64(degree) * (Int64(degree) - 1) / 2 }
}

/// Triangles, local clustering and transitivity.
///
/// ## Conventions
/// - Direction is ignored, parallel edges count once, loops not at all; weights make no difference.
/// - A node with fewer than two neighbours has no coefficient; averages say what becomes of it.
///
/// - Parameters:
///   - graph: any graph, *n* nodes and *m* edges.
///   - execution: both results are integers, so workers change nothing.
/// - Throws: ``GraphError/cancelled``.
/// - Complexity: O(*n* + *m*^1.5) time, O(*n* × workers + *m*) memory.
/// - Source: Watts & Strogatz (1998), "Collective dynamics of 'small-world' networks" (local); Newman,
///   Watts & Strogatz (2002), "Random graph models of social networks" (transitivity).
public func clustering(
  of graph: CompactGraph, execution: Execution = .standard
) throws(GraphError) -> Clustering {
  let sets = NeighborSets(of: graph)
  let rows = OrientedRows(sets)
  let triangles = try triangleCounts(rows, execution)
  let degrees = [Int32](count: sets.nodeCount) { degrees in
    for node in 0..<sets.nodeCount { degrees[node] = sets.offsets[node + 1] - sets.offsets[node] }
  }
  return Clustering(triangles: triangles, degrees: degrees)
}

/// The triangles at each node.
private func triangleCounts(
  _ rows: OrientedRows, _ execution: Execution
) throws(GraphError) -> [Int64] {
  let count = rows.nodes.count
  let workers = min(execution.workers, rows.blockCount)
  var marks = [Int32](repeating: -1, count: count * workers)
  var found = [Int64](repeating: 0, count: count * workers)
  try marks.withTrustedMutablePointer { (marks) throws(GraphError) in
    try found.withTrustedMutablePointer { (found) throws(GraphError) in
      let marks = WorkerMemory(base: marks, stride: count)
      let found = WorkerMemory(base: found, stride: count)
      try execution.forEachBlock(rows.blockCount) { block, worker in
        countTriangles(rows, rows.ranks(ofBlock: block), marks.of(worker), found.of(worker))
      }
    }
  }
  return [Int64](count: count) { triangles in
    for rank in 0..<count {
      var sum: Int64 = 0
      for worker in 0..<workers { sum += found[worker * count + rank] }
      triangles[Int(rows.nodes[rank])] = sum
    }
  }
}

/// Each triangle is met at its lowest rank. Marks hold the rank that wrote them, so none are cleared.
private func countTriangles(
  _ rows: OrientedRows, _ ranks: Range<Int>, _ mark: UnsafeMutablePointer<Int32>,
  _ found: UnsafeMutablePointer<Int64>
) {
  rows.offsets.withTrustedPointer { offsets in
    rows.neighbors.withTrustedPointer { neighbors in
      for first in ranks {
        let (begin, end) = (Int(offsets[first]), Int(offsets[first + 1]))
        guard end - begin > 1 else { continue }
        let stamp = Int32(truncatingIfNeeded: first)
        for arc in begin..<end { mark[Int(neighbors[arc])] = stamp }
        var atFirst: Int64 = 0
        for arc in begin..<end {
          let second = Int(neighbors[arc])
          var atSecond: Int64 = 0
          for further in Int(offsets[second])..<Int(offsets[second + 1]) {
            let third = Int(neighbors[further])
            if mark[third] == stamp {
              atSecond += 1
              found[third] += 1
            }
          }
          found[second] += atSecond
          atFirst += atSecond
        }
        found[first] += atFirst
      }
    }
  }
}
