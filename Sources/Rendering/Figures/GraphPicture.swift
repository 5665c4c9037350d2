public import Analysis
public import NetworkModel

/// Nodes, edges and what is said of them: the plain input of the drawing of a whole network.
///
/// Nodes stand in id order; positions in ``nodes`` number the ends of edges.
public struct GraphPicture: Sendable {
  /// What the colour of a node says.
  public enum Colour: String, CaseIterable, Sendable {
    case kind, community, side
  }

  public struct Node: Hashable, Sendable {
    public var id: String
    /// The short name that the figure prints.
    public var name: String
    public var fullName: String
    public var kind: NodeKind
    /// The class that gives the colour, a position in ``GraphPicture/classes``.
    public var group: Int
    /// What gives the size; absent where the measure is not defined, which is not zero.
    public var value: MeasureValue?
    /// No edge touches it; it is shown because it was asked for.
    public var isIsolated: Bool

    public init(
      id: String, name: String, fullName: String? = nil, kind: NodeKind, group: Int,
      value: MeasureValue? = nil, isIsolated: Bool = false
    ) {
      self.id = id
      self.name = name
      self.fullName = fullName ?? name
      self.kind = kind
      self.group = group
      self.value = value
      self.isIsolated = isIsolated
    }
  }

  public struct Edge: Hashable, Sendable {
    public var id: String
    public var from: Int
    public var to: Int
    /// A position in ``GraphPicture/layers``.
    public var layer: Int

    public init(id: String, from: Int, to: Int, layer: Int) {
      self.id = id
      self.from = from
      self.to = to
      self.layer = layer
    }
  }

  /// A class of nodes or a layer of edges.
  public struct Group: Hashable, Sendable {
    public var key: String
    public var label: String

    public init(key: String, label: String) {
      self.key = key
      self.label = label
    }
  }

  public var frame: FigureFrame
  public var nodes: [Node]
  public var edges: [Edge]
  public var classes: [Group]
  public var layers: [Group]
  public var colour: Colour
  public var isDirected: Bool
  /// What gives the size; nothing when all nodes are alike.
  public var measure: GraphMeasure?
  /// The heads of the legend: of the size, with its unit.
  public var sizeHead: String
  /// What the whole numbers of strengths count.
  public var strengths: MeasurePresentation.Unit
  /// How many classes and layers have a look of their own; the others share one in grey.
  public static let mostClasses = 5
  public static let mostLayers = 4

  public init(
    frame: FigureFrame, nodes: [Node], edges: [Edge], classes: [Group], layers: [Group],
    colour: Colour = .kind, isDirected: Bool = true, measure: GraphMeasure? = nil,
    sizeHead: String = "", strengths: MeasurePresentation.Unit = .whole
  ) {
    self.frame = frame
    self.nodes = nodes
    self.edges = edges
    self.classes = classes
    self.layers = layers
    self.colour = colour
    self.isDirected = isDirected
    self.measure = measure
    self.sizeHead = sizeHead
    self.strengths = strengths
  }

  /// How many nodes each class has; the counts add up to the nodes.
  var classCounts: [Int] {
    nodes.reduce(into: [Int](repeating: 0, count: classes.count)) { $0[$1.group] += 1 }
  }

  var layerCounts: [Int] {
    edges.reduce(into: [Int](repeating: 0, count: layers.count)) { $0[$1.layer] += 1 }
  }

  /// Positions by count, the largest first, ties in their order: the first few have looks of their own.
  static func ranked(_ counts: [Int]) -> [Int] {
    counts.indices.filter { counts[$0] > 0 }.sorted { a, b in
      counts[a] != counts[b] ? counts[a] > counts[b] : a < b
    }
  }

  /// The value of a node in words, with its unit.
  func words(_ value: MeasureValue) -> String {
    let language = frame.language
    switch value {
    case .integer(let number): return "\(number)"
    case .real(let number): return Self.digits(number)
    case .strength(let number):
      switch strengths {
      case .whole, .decimal(scale: 0): return "\(number)"
      case .fen: return Money(fen: number).formatted(in: .wan, language)
      case .decimal(let scale): return "\(ExactDecimal(number, scale: scale))"
      }
    case .length(let number): return "\(number)"
    case .cost(let number): return "\(number)"
    case .node, .word, .missing: return "–"
    }
  }

  /// Three significant digits.
  static func digits(_ number: Double) -> String {
    guard number.isFinite, number != 0 else { return "0" }
    var (size, decimals) = (abs(number), 2)
    while size >= 10, decimals > 0 { (size, decimals) = (size / 10, decimals - 1) }
    size = abs(number)
    while size < 1, decimals < 8 { (size, decimals) = (size * 10, decimals + 1) }
    let text = DotWriter.tenths(number, decimals: decimals)
    guard text.contains(".") else { return text }
    let short = text.reversed().drop { $0 == "0" }
    return String((short.first == "." ? short.dropFirst() : short).reversed())
  }
}

extension MeasureValue {
  /// How large a mark is drawn for it: the value itself, or nothing where there is none.
  var size: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .real(let number): number.isFinite ? number : nil
    case .strength(let number), .length(let number): Double(number)
    case .cost(let number): Double(number)
    case .node, .word, .missing: nil
    }
  }
}
