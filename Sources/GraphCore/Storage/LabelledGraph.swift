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
  private var labels: [Label] = []
  private var index: [Label: Int32] = [:]
  private var sources: [Int32] = []
  private var targets: [Int32] = []
  private var attributes = EdgeAttributes()

  public init(_ direction: CompactGraph.Direction) { self.direction = direction }

  public var nodeCount: Int { labels.count }
  public var edgeCount: Int { sources.count }

  /// The node of that name, made if there is none yet.
  @discardableResult
  public mutating func node(_ label: Label) -> Int {
    if let node = index[label] { return Int(node) }
    let node = labels.count
    index[label] = Int32(clamping: node)
    labels.append(label)
    return node
  }

  /// Adds an edge; parallel edges and loops are kept.
  ///
  /// - Returns: the id of the edge.
  @discardableResult
  public mutating func addEdge(
    from source: Label, to target: Label, weight: Int64 = 1, kind: UInt8 = 0, layer: UInt16 = 0,
    during span: EdgeAttributes.Span = .always
  ) -> Int {
    let ends = (node(source), node(target))
    sources.append(Int32(clamping: ends.0))
    targets.append(Int32(clamping: ends.1))
    attributes.append(weight: weight, kind: kind, layer: layer, span: span)
    return sources.count - 1
  }

  /// Freezes what was added.
  ///
  /// - Throws: ``GraphError/tooLarge(nodes:edges:)``.
  /// - Complexity: O(*n* + *m*).
  public func build() throws(GraphError) -> LabelledGraph<Label> {
    guard labels.count < Int(Int32.max) else {
      throw .tooLarge(nodes: labels.count, edges: sources.count)
    }
    return LabelledGraph(
      graph: try CompactGraph(
        direction, nodeCount: labels.count, sources: sources, targets: targets),
      labels: labels, attributes: attributes, index: index)
  }
}
