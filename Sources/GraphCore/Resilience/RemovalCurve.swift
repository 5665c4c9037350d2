/// What holds together while nodes or edges are removed one after another.
///
/// Each column has one entry more than there are removals: entry *q* describes the graph after *q*
/// removals, entry 0 the whole graph.
public struct RemovalCurve: Hashable, Sendable {
  /// What is removed.
  public enum Part: String, Hashable, Sendable {
    case nodes
    case edges
  }

  public let part: Part
  /// The nodes or edges in order of removal.
  public let order: [Int]
  /// The number of nodes in the largest component; 0 when no node is left.
  public let largestComponent: [Int]
  /// The number of components among the nodes that are left.
  public let componentCount: [Int]
  /// The number of unordered pairs of nodes, both left, that are connected.
  public let connectedPairs: [Int]
  /// The number of nodes of the whole graph.
  public let nodeCount: Int
  /// Whether everything was removed.
  public let isComplete: Bool

  /// The mean share of nodes in the largest component over all removals, from 0 (falls apart at once)
  /// to 1; `nil` unless everything is removed, and for a graph without nodes or without removals.
  ///
  /// *R* = (1 / *k*) Σ *S*(*q*) / *n* for *q* = 1 … *k*, where *k* is the number of removals and *S* the
  /// size of the largest component. For nodes *k* = *n*, and *R* is at most (*n* − 1) / (2 *n*), which
  /// the complete graph reaches.
  ///
  /// - Source: Schneider et al. (2011), "Mitigation of malicious attacks on networks", PNAS 108(10),
  ///   equation 1; for edges Zeng & Liu (2012), "Enhancing network robustness against malicious
  ///   attacks", Physical Review E 85, 066130.
  public var robustness: Double? {
    guard isComplete, nodeCount > 0, !order.isEmpty else { return nil }
    let total = largestComponent.dropFirst().reduce(0.0) { $0 + Double($1) }
    return total / Double(nodeCount) / Double(order.count)
  }
}

/// What holds together while nodes are removed, each with all its edges.
///
/// ## Conventions
/// - Direction is ignored: components are weak ones. Parallel edges and loops make no difference.
/// - The order may be one given, ``randomRemovalOrder(of:seed:)``, ``removalOrder(highestFirst:)`` of
///   any measure or ``degreeRemovalOrder(of:_:)``.
///
/// - Parameters:
///   - graph: *n* nodes and *m* edges.
///   - order: *k* ≤ *n* different nodes.
/// - Throws: ``GraphError/nodeOutOfRange(node:nodeCount:)``; ``GraphError/parameter(_:problem:)`` when a
///   node is removed twice.
/// - Complexity: O(*n* + *m* α(*n*)) time, O(*n*) memory besides the result.
/// - Source: Newman & Ziff (2001), "Fast Monte Carlo algorithm for site or bond percolation", Physical
///   Review E 64, 016706, run backwards: nodes are added in reverse order to the graph that is left.
public func nodeRemovalCurve(
  of graph: CompactGraph, order: [Int]
) throws(GraphError) -> RemovalCurve {
  var isLeft = [Bool](repeating: true, count: graph.nodeCount)
  for node in order {
    guard isLeft.indices.contains(node) else {
      throw .nodeOutOfRange(node: node, nodeCount: graph.nodeCount)
    }
    guard isLeft[node] else { throw .parameter("Node \(node)", problem: "is removed twice") }
    isLeft[node] = false
  }
  var pieces = GrowingComponents(nodeCount: graph.nodeCount)
  for node in 0..<graph.nodeCount where isLeft[node] { pieces.add() }
  for edge in 0..<graph.edgeCount {
    let (source, target) = graph.ends(of: edge)
    if isLeft[source] && isLeft[target] { pieces.join(source, target) }
  }
  var record = CurveRecord(removals: order.count, pieces)
  for place in order.indices.reversed() {
    let node = order[place]
    isLeft[node] = true
    pieces.add()
    for arc in graph.outgoing.row(node) {
      let neighbor = Int(graph.outgoing.neighbors[arc])
      if isLeft[neighbor] { pieces.join(node, neighbor) }
    }
    if graph.isDirected {
      for arc in graph.incoming.row(node) {
        let neighbor = Int(graph.incoming.neighbors[arc])
        if isLeft[neighbor] { pieces.join(node, neighbor) }
      }
    }
    record.write(pieces, at: place)
  }
  return record.curve(.nodes, order, of: graph, isComplete: order.count == graph.nodeCount)
}

/// What holds together while edges are removed; all nodes stay.
///
/// Conventions, throws, source as ``nodeRemovalCurve(of:order:)``.
///
/// - Parameters:
///   - graph: *n* nodes and *m* edges.
///   - order: *k* ≤ *m* different edges.
/// - Complexity: O(*n* + *m* α(*n*)) time, O(*n* + *m*) memory.
public func edgeRemovalCurve(
  of graph: CompactGraph, order: [Int]
) throws(GraphError) -> RemovalCurve {
  var isLeft = [Bool](repeating: true, count: graph.edgeCount)
  for edge in order {
    guard isLeft.indices.contains(edge) else {
      throw .edgeOutOfRange(edge: edge, edgeCount: graph.edgeCount)
    }
    guard isLeft[edge] else { throw .parameter("Edge \(edge)", problem: "is removed twice") }
    isLeft[edge] = false
  }
  var pieces = GrowingComponents(nodeCount: graph.nodeCount)
  for _ in 0..<graph.nodeCount { pieces.add() }
  for edge in 0..<graph.edgeCount where isLeft[edge] {
    let (source, target) = graph.ends(of: edge)
    pieces.join(source, target)
  }
  var record = CurveRecord(removals: order.count, pieces)
  for place in order.indices.reversed() {
    let (source, target) = graph.ends(of: order[place])
    pieces.join(source, target)
    record.write(pieces, at: place)
  }
  return record.curve(.edges, order, of: graph, isComplete: order.count == graph.edgeCount)
}

/// The columns of a curve while they are filled from the back.
private struct CurveRecord {
  var largest: [Int]
  var components: [Int]
  var pairs: [Int]

  init(removals: Int, _ pieces: GrowingComponents) {
    largest = Array(repeating: 0, count: removals + 1)
    components = largest
    pairs = largest
    write(pieces, at: removals)
  }

  mutating func write(_ pieces: GrowingComponents, at place: Int) {
    largest[place] = pieces.largest
    components[place] = pieces.count
    pairs[place] = pieces.connectedPairs
  }

  func curve(
    _ part: RemovalCurve.Part, _ order: [Int], of graph: CompactGraph, isComplete: Bool
  ) -> RemovalCurve {
    RemovalCurve(
      part: part, order: order, largestComponent: largest, componentCount: components,
      connectedPairs: pairs, nodeCount: graph.nodeCount, isComplete: isComplete)
  }
}
