/// The distances from some nodes to all nodes.
public struct DistanceTable: Sendable {
  /// The nodes from which was measured, one a row.
  public let sources: [Int32]
  public let nodeCount: Int
  /// Row by row; `Int64.max` where no path leads.
  let cells: [Int64]

  /// The distance from the source of a row to a node, or `nil` when no path leads there.
  public func distance(row: Int, to node: Int) -> Int64? {
    precondition(node >= 0 && node < nodeCount, "No such node")
    let cell = cells[row * nodeCount + node]
    return cell == DijkstraKernel.unreached ? nil : cell
  }

  /// The distances from the source of a row to all nodes, in node order.
  public func distances(row: Int) -> [Int64?] {
    cells[row * nodeCount..<(row + 1) * nodeCount].map {
      $0 == DijkstraKernel.unreached ? nil : $0
    }
  }

  /// How many cells hold a distance, and the sum of those distances.
  ///
  /// - Throws: ``GraphError/overflow(in:)``.
  public func total() throws(GraphError) -> (reached: Int, sum: Int64) {
    var reached = 0
    var sum: Int64 = 0
    for cell in cells where cell != DijkstraKernel.unreached {
      reached += 1
      let (next, overflow) = sum.addingReportingOverflow(cell)
      if overflow { throw .overflow(in: "The sum of distances") }
      sum = next
    }
    return (reached, sum)
  }
}

/// The distance from each of some nodes to every node: one Dijkstra search a source, in parallel.
///
/// ## Conventions
/// - The length of a path is the sum of the lengths of its edges; loops and longer parallel edges
///   never matter. A node is at distance 0 from itself. Unreachable is `nil`.
/// - A source named twice has two rows.
///
/// - Parameters:
///   - graph: any graph, *n* nodes and *m* edges.
///   - sources: *k* nodes.
///   - side: along which arcs paths run: `.outgoing` measures from the sources, `.incoming` to them.
///   - lengths: *m* lengths, not negative, or `nil`: each edge is 1 long.
///   - execution: how to run; a step is a source.
/// - Throws: ``GraphError/nodeOutOfRange(node:nodeCount:)``, ``GraphError/negativeWeight(edge:weight:)``,
///   ``GraphError/wrongCount(of:expected:found:)``, ``GraphError/overflow(in:)`` when a distance leaves
///   `Int64`, ``GraphError/cancelled``.
/// - Complexity: O(*k* (*n* + *m*) log *n*) time; 8 *k* *n* bytes for the result, O(*n* + *m*) besides.
/// - Source: Dijkstra (1959), Numerische Mathematik 1, 269–271.
public func distanceTable(
  of graph: CompactGraph, from sources: [Int], along side: ArcSide = .outgoing,
  lengths: [Int64]? = nil, execution: Execution = .standard
) throws(GraphError) -> DistanceTable {
  try graph.checkNodes(sources)
  let greatest = try graph.checkLengths(lengths)
  let nodeCount = graph.nodeCount
  let rows = LengthRows(graph.walkRows(along: side), lengths: lengths, greatest: greatest)
  let origins = sources.map { Int32(truncatingIfNeeded: $0) }
  var failure: GraphError?
  let cells = [Int64](count: sources.count * nodeCount) { cells in
    let cells = TrustedCells(base: cells)
    do throws(GraphError) {
      try DijkstraKernel.forEachSource(origins, of: rows, execution) { index, _ in
        cells.base + index * nodeCount
      } taking: { _, _ in
      }
    } catch {
      failure = error
      cells.base.initialize(repeating: 0, count: origins.count * nodeCount)
    }
  }
  if let failure { throw failure }
  return DistanceTable(sources: origins, nodeCount: nodeCount, cells: cells)
}

/// Memory of which each block writes its own part.
struct TrustedCells<Cell>: @unchecked Sendable {
  let base: UnsafeMutablePointer<Cell>
}

extension DijkstraKernel {
  /// Searches from each source, in parallel.
  ///
  /// - Parameters:
  ///   - place: where the distances of a source go; asked for once before each search.
  ///   - taking: called after each search, on the same thread.
  static func forEachSource(
    _ sources: [Int32], of rows: LengthRows, _ execution: Execution,
    into place: @Sendable (_ index: Int, _ worker: Int) -> UnsafeMutablePointer<Int64>,
    taking: @Sendable (_ index: Int, _ distances: UnsafeMutablePointer<Int64>) -> Void
  ) throws(GraphError) {
    switch rows.arcs {
    case .narrow(let arcs):
      try each(sources, rows, arcs, NarrowKey.self, execution, into: place, taking: taking)
    case .wide(let arcs):
      try each(sources, rows, arcs, WideKey.self, execution, into: place, taking: taking)
    }
  }

  private static func each<Arc: LengthArc & Sendable, Key: SettlingKey>(
    _ sources: [Int32], _ rows: LengthRows, _ arcs: [Arc], _: Key.Type, _ execution: Execution,
    into place: @Sendable (_ index: Int, _ worker: Int) -> UnsafeMutablePointer<Int64>,
    taking: @Sendable (_ index: Int, _ distances: UnsafeMutablePointer<Int64>) -> Void
  ) throws(GraphError) {
    var fits = [Bool](repeating: true, count: sources.count)
    try fits.withTrustedMutablePointer { (fits) throws(GraphError) in
      let fits = TrustedCells(base: fits)
      try execution.forEachBlock(sources.count) { index, worker in
        let distances = place(index, worker)
        rows.offsets.withTrustedPointer { offsets in
          arcs.withTrustedPointer { arcs in
            var heap = QuaternaryHeap<Key>(capacity: rows.nodeCount)
            defer { heap.deallocate() }
            fits.base[index] = DijkstraKernel.distances(
              from: sources[index], offsets: offsets, arcs: arcs, nodeCount: rows.nodeCount,
              shift: rows.shift, heap: &heap, into: distances)
          }
        }
        if fits.base[index] { taking(index, distances) }
      }
    }
    if fits.contains(false) { throw .overflow(in: "The length of a path") }
  }
}
