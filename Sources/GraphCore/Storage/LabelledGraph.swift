/// A frozen graph whose nodes have names and whose edges have weights, kinds, layers and years.
///
/// Nodes are numbered in the order in which the builder met them, edges in the order in which they
/// were added. Names are looked up at the door: once in, once out.
public struct LabelledGraph<Label: Hashable & Sendable>: Sendable {
  public let graph: CompactGraph
  /// The name of each node.
  public let labels: [Label]
  public let attributes: EdgeAttributes
  private let index: [Label: Int32]

  init(
    graph: CompactGraph, labels: [Label], attributes: EdgeAttributes, index: [Label: Int32]
  ) {
    self.graph = graph
    self.labels = labels
    self.attributes = attributes
    self.index = index
  }

  /// The node of that name, or `nil`.
  public func node(_ label: Label) -> Int? { index[label].map(Int.init) }

  /// The edges of the given kinds and layers that exist in some year of `span`; the graph is not copied.
  ///
  /// - Parameters:
  ///   - kinds: the kinds to keep; `nil` keeps all.
  ///   - layers: the layers to keep; `nil` keeps all.
  ///   - span: years; an edge without years exists always.
  public func view(
    kinds: Set<UInt8>? = nil, layers: Set<UInt16>? = nil, during span: EdgeAttributes.Span = .always
  ) -> GraphView {
    graph.view { edge in
      (kinds?.contains(attributes.kind(of: edge)) ?? true)
        && (layers?.contains(attributes.layer(of: edge)) ?? true)
        && attributes.span(of: edge).overlaps(span)
    }
  }
}

/// Collects labelled edges until they are frozen.
public struct LabelledGraphBuilder<Label: Hashable & Sendable> {
  public let direction: CompactGraph.Direction
  // What is called for each edge is inlined where the type of the labels is known; the rest is columns
  // without labels.
  @usableFromInline var labels: [Label] = []
  @usableFromInline var index: [Label: Int32] = [:]
  @usableFromInline var edges = EdgeColumns()

  public init(_ direction: CompactGraph.Direction) { self.direction = direction }

  public var nodeCount: Int { labels.count }
  public var edgeCount: Int { edges.sources.count }

  /// The node of that name, made if there is none yet.
  @discardableResult
  @inlinable
  public mutating func node(_ label: Label) -> Int {
    // One look-up, also for a new name.
    let fresh = Int32(clamping: labels.count)
    let node = { $0 }(&index[label, default: fresh])
    if node == fresh { labels.append(label) }
    return Int(node)
  }

  /// Adds an edge; parallel edges and loops are kept.
  ///
  /// - Returns: the id of the edge.
  @discardableResult
  @inlinable
  public mutating func addEdge(
    from source: Label, to target: Label, weight: Int64 = 1, kind: UInt8 = 0, layer: UInt16 = 0,
    during span: EdgeAttributes.Span = .always
  ) -> Int {
    let ends = (node(source), node(target))
    return edges.append(ends, weight: weight, kind: kind, layer: layer, during: span)
  }

  /// Freezes what was added.
  ///
  /// - Throws: ``GraphError/tooLarge(nodes:edges:)``.
  /// - Complexity: O(*n* + *m*).
  public func build() throws(GraphError) -> LabelledGraph<Label> {
    guard labels.count < Int(Int32.max) else {
      throw .tooLarge(nodes: labels.count, edges: edges.sources.count)
    }
    return LabelledGraph(
      graph: try CompactGraph(
        direction, nodeCount: labels.count, sources: edges.sources,
        targets: edges.targets),
      labels: labels, attributes: edges.attributes, index: index)
  }
}

/// The ends and attributes of edges, in the order in which they were added.
@usableFromInline
struct EdgeColumns {
  private(set) var sources: [Int32] = []
  private(set) var targets: [Int32] = []
  private(set) var attributes = EdgeAttributes()

  @usableFromInline
  init() {}

  /// - Returns: the id of the edge.
  @usableFromInline
  mutating func append(
    _ ends: (source: Int, target: Int), weight: Int64, kind: UInt8, layer: UInt16,
    during span: EdgeAttributes.Span
  ) -> Int {
    sources.append(Int32(clamping: ends.source))
    targets.append(Int32(clamping: ends.target))
    attributes.append(weight: weight, kind: kind, layer: layer, span: span)
    return sources.count - 1
  }
}
