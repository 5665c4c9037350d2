/// A frozen graph: nodes are `0 ..< nodeCount`, edges keep the ids `0 ..< edgeCount` of the order in
/// which they were given, and both directions stand in compressed sparse rows.
///
/// It may be directed or undirected and may hold loops and parallel edges. It knows neither names nor
/// weights: weights are arrays in edge order that a measure takes beside the graph, as `Int64` (fen,
/// metres), so that ties are exact. ``LabelledGraph`` adds names, kinds and layers.
///
/// ## Conventions
/// - An arc is one direction of an edge. A directed edge has one arc; an undirected edge has two, an
///   undirected loop too, both in the row of its node (it counts twice in the degree).
/// - In an undirected graph ``outgoing`` and ``incoming`` are the same rows.
/// - Parallel edges are kept. ``merged(as:weights:by:loops:)`` makes one edge of them, by a stated rule.
///
/// - Complexity: building takes O(*n* + *m*) time; a graph takes 8 bytes an edge, 16 bytes an arc pair
///   and 8 bytes a node.
public struct CompactGraph: Sendable {
  public enum Direction: String, Sendable {
    case directed
    case undirected
  }

  public let direction: Direction
  /// The node at which each edge begins.
  public let sources: [Int32]
  /// The node at which each edge ends.
  public let targets: [Int32]
  /// The arcs by the node at which they begin.
  public let outgoing: AdjacencyRows
  /// The arcs by the node at which they end.
  public let incoming: AdjacencyRows
  /// How many edges begin and end at the same node.
  public let loopCount: Int
  /// How many edges have the ends of an edge with a lower id (in an undirected graph, in any order).
  public let parallelCount: Int

  public var nodeCount: Int { outgoing.nodeCount }
  public var edgeCount: Int { sources.count }
  public var isDirected: Bool { direction == .directed }
  /// Neither loops nor parallel edges.
  public var isSimple: Bool { loopCount == 0 && parallelCount == 0 }

  init(
    direction: Direction, sources: [Int32], targets: [Int32], outgoing: AdjacencyRows,
    incoming: AdjacencyRows, loopCount: Int, parallelCount: Int
  ) {
    self.direction = direction
    self.sources = sources
    self.targets = targets
    self.outgoing = outgoing
    self.incoming = incoming
    self.loopCount = loopCount
    self.parallelCount = parallelCount
  }

  /// The nodes to which an edge leads from `node`, ascending, each as often as there are edges.
  public func successors(of node: Int) -> ArraySlice<Int32> {
    outgoing.neighbors[outgoing.row(node)]
  }

  /// The nodes from which an edge leads to `node`, ascending, each as often as there are edges.
  public func predecessors(of node: Int) -> ArraySlice<Int32> {
    incoming.neighbors[incoming.row(node)]
  }

  /// The ends of an edge.
  public func ends(of edge: Int) -> (source: Int, target: Int) {
    (Int(sources[edge]), Int(targets[edge]))
  }

  /// The same nodes and edges (with the same ids), every edge the other way round.
  ///
  /// - Complexity: O(1); the rows are shared.
  public var reversed: CompactGraph {
    guard isDirected else { return self }
    return CompactGraph(
      direction: direction, sources: targets, targets: sources, outgoing: incoming,
      incoming: outgoing, loopCount: loopCount, parallelCount: parallelCount)
  }
}
