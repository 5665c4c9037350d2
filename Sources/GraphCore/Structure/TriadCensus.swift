/// How many sets of three nodes show each of the 16 patterns of directed edges.
public struct TriadCensus: Hashable, Sendable {
  /// The patterns, by the numbers of mutual, one-way and absent pairs, and a letter: down, up, cyclic,
  /// transitive.
  public enum Pattern: Int, Sendable, CaseIterable {
    case m003, m012, m102, m021D, m021U, m021C, m111D, m111U
    case m030T, m030C, m201, m120D, m120U, m120C, m210, m300

    /// The name in the literature: "021D".
    public var name: String { String("\(self)".dropFirst()) }
  }

  /// Counts in the order of ``Pattern``.
  public let counts: [Int64]

  public subscript(pattern: Pattern) -> Int64 { counts[pattern.rawValue] }
}

/// The triad census.
///
/// ## Conventions
/// - Loops are ignored and parallel edges count once. An undirected edge counts as mutual.
/// - Names as in Holland & Leinhardt: 021D is *A←B→C*, 021U *A→B←C*, 021C *A→B→C*, 111D *A↔B←C*, 111U
///   *A↔B→C*, 030T *A→B→C, A→C*, 030C a cycle, 120D *A←B→C, A↔C*, 120U *A→B←C, A↔C*, 120C *A→B→C, A↔C*.
///
/// Triangles are met one by one; patterns with two joined pairs are counted from the in-, out- and mutual
/// degrees of their middle nodes less what triangles took; the others follow from the numbers of pairs.
///
/// - Parameters:
///   - graph: any graph, *n* nodes and *m* edges.
///   - execution: counts are integers, so workers change nothing.
/// - Throws: ``GraphError/cancelled``; ``GraphError/overflow(in:)`` when there are more than 2⁶³ − 1
///   triads (beyond 3.8 million nodes).
/// - Complexity: O(*n* + *m*^1.5) time, O(*n* × workers + *m*) memory.
/// - Source: Holland & Leinhardt (1970), "A method for detecting structure in sociometric data"; the idea
///   to look only at joined nodes: Batagelj & Mrvar (2001), "A subquadratic triad census algorithm for
///   large sparse networks with small maximum degree"; counting the rest from triangles: Ortmann & Brandes
///   (2017), "Efficient orbit-aware triad and quad census in directed and undirected graphs".
public func triadCensus(
  of graph: CompactGraph, execution: Execution = .standard
) throws(GraphError) -> TriadCensus {
  let nodes = Int64(graph.nodeCount)
  guard nodes > 2 else { return TriadCensus(counts: [Int64](repeating: 0, count: 16)) }
  let product = UInt64(nodes * (nodes - 1) / 2).multipliedFullWidth(by: UInt64(nodes - 2))
  guard product.high < 3,
    let triples = Int64(exactly: UInt64(3).dividingFullWidth(product).quotient)
  else { throw .overflow(in: "The number of triads") }

  let rows = OrientedRows(NeighborSets(of: graph), directions: graph)
  var counts = [Int64](repeating: 0, count: 16)
  let dyads = Dyads(rows)
  for (triple, count) in try triangleCodes(rows, execution).enumerated() where count > 0 {
    let corners = TriangleCorners(triple)
    counts[corners.pattern.rawValue] += count
    for corner in corners.wedges { counts[corner.rawValue] -= count }
  }
  for rank in dyads.out.indices {
    let (out, into, mutual) = (dyads.out[rank], dyads.into[rank], dyads.mutual[rank])
    func add(_ pattern: TriadCensus.Pattern, _ count: Int64) { counts[pattern.rawValue] += count }
    add(.m021D, out * (out - 1) / 2)
    add(.m021U, into * (into - 1) / 2)
    add(.m021C, out * into)
    add(.m111U, mutual * out)
    add(.m111D, mutual * into)
    add(.m201, mutual * (mutual - 1) / 2)
  }
  // Each one-way pair is in n − 2 triads, each mutual pair too: what is not counted above has no other.
  var (oneWay, mutual) = (dyads.oneWayCount * (nodes - 2), dyads.mutualCount * (nodes - 2))
  for pattern in TriadCensus.Pattern.allCases {
    oneWay -= counts[pattern.rawValue] * pattern.oneWayPairs
    mutual -= counts[pattern.rawValue] * pattern.mutualPairs
  }
  counts[TriadCensus.Pattern.m012.rawValue] = oneWay
  counts[TriadCensus.Pattern.m102.rawValue] = mutual
  counts[0] = triples - counts.reduce(0, +)
  return TriadCensus(counts: counts)
}

extension TriadCensus.Pattern {
  fileprivate var mutualPairs: Int64 {
    switch self {
    case .m300: 3
    case .m201, .m210: 2
    case .m102, .m111D, .m111U, .m120D, .m120U, .m120C: 1
    default: 0
    }
  }

  fileprivate var oneWayPairs: Int64 {
    switch self {
    case .m030T, .m030C: 3
    case .m021D, .m021U, .m021C, .m120D, .m120U, .m120C: 2
    case .m012, .m111D, .m111U, .m210: 1
    default: 0
    }
  }
}

/// The joined pairs at each rank, by kind.
private struct Dyads {
  var out: [Int64]
  var into: [Int64]
  var mutual: [Int64]
  var oneWayCount: Int64 = 0
  var mutualCount: Int64 = 0

  init(_ rows: OrientedRows) {
    out = [Int64](repeating: 0, count: rows.nodes.count)
    into = out
    mutual = out
    for rank in rows.nodes.indices {
      for arc in Int(rows.offsets[rank])..<Int(rows.offsets[rank + 1]) {
        let other = Int(rows.neighbors[arc])
        switch rows.codes[arc] {
        case 1:
          out[rank] += 1
          into[other] += 1
          oneWayCount += 1
        case 2:
          into[rank] += 1
          out[other] += 1
          oneWayCount += 1
        default:
          mutual[rank] += 1
          mutual[other] += 1
          mutualCount += 1
        }
      }
    }
  }
}

/// A triangle by its three codes: the pattern that it is, and those that its corners would be if the
/// opposite pair were not joined.
private struct TriangleCorners {
  let pattern: TriadCensus.Pattern
  let wedges: [TriadCensus.Pattern]

  /// - Parameter triple: the codes of first–second, second–third and first–third, two bits each.
  init(_ triple: Int) {
    let (ab, bc, ac) = (triple & 3, triple >> 2 & 3, triple >> 4)
    /// The same pair seen from its other end.
    func turned(_ code: Int) -> Int { code == 3 ? 3 : 3 - code }
    func wedge(_ one: Int, _ other: Int) -> TriadCensus.Pattern {
      switch (min(one, other), max(one, other)) {
      case (1, 1): .m021D
      case (2, 2): .m021U
      case (1, 2): .m021C
      case (1, 3): .m111U
      case (2, 3): .m111D
      default: .m201
      }
    }
    let corners = [wedge(ab, ac), wedge(turned(ab), bc), wedge(turned(ac), turned(bc))]
    wedges = corners
    pattern =
      switch [ab, bc, ac].count(where: { $0 == 3 }) {
      case 0: corners.allSatisfy { $0 == .m021C } ? .m030C : .m030T
      // The corner between the two one-way pairs gives the letter.
      case 1:
        corners.contains(.m021D) ? .m120D : corners.contains(.m021U) ? .m120U : .m120C
      case 2: .m210
      default: .m300
      }
  }
}

/// How many triangles have each triple of codes.
private func triangleCodes(
  _ rows: OrientedRows, _ execution: Execution
) throws(GraphError) -> [Int64] {
  let count = rows.nodes.count
  let workers = min(execution.workers, rows.blockCount)
  var marks = [Int64](repeating: 0, count: count * workers)
  var found = [Int64](repeating: 0, count: 64 * workers)
  try marks.withTrustedMutablePointer { (marks) throws(GraphError) in
    try found.withTrustedMutablePointer { (found) throws(GraphError) in
      let marks = WorkerMemory(base: marks, stride: count)
      let found = WorkerMemory(base: found, stride: 64)
      try execution.forEachBlock(rows.blockCount) { block, worker in
        countCodes(rows, rows.ranks(ofBlock: block), marks.of(worker), found.of(worker))
      }
    }
  }
  return (0..<64).map { triple in (0..<workers).reduce(0) { $0 + found[$1 * 64 + triple] } }
}

/// Each triangle is met at its lowest rank. A mark is the rank that wrote it plus 1, and the code.
private func countCodes(
  _ rows: OrientedRows, _ ranks: Range<Int>, _ mark: UnsafeMutablePointer<Int64>,
  _ found: UnsafeMutablePointer<Int64>
) {
  rows.offsets.withTrustedPointer { offsets in
    rows.neighbors.withTrustedPointer { neighbors in
      rows.codes.withTrustedPointer { codes in
        for first in ranks {
          let (begin, end) = (Int(offsets[first]), Int(offsets[first + 1]))
          guard end - begin > 1 else { continue }
          let stamp = Int64(first + 1)
          for arc in begin..<end {
            mark[Int(neighbors[arc])] = stamp << 2 | Int64(codes[arc])
          }
          for arc in begin..<end {
            let second = Int(neighbors[arc])
            let code = Int(codes[arc])
            for further in Int(offsets[second])..<Int(offsets[second + 1]) {
              let seen = mark[Int(neighbors[further])]
              if seen >> 2 == stamp {
                found[code | Int(codes[further]) << 2 | Int(seen & 3) << 4] += 1
              }
            }
          }
        }
      }
    }
  }
}
