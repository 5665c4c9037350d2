internal import NetworkModel

/// Amounts that run through columns: the plain input of a Sankey diagram.
public struct SankeyPicture: Hashable, Sendable {
  /// A node of a column: a fund class, a district, a county, a use.
  public struct Node: Hashable, Sendable {
    public var id: String
    public var name: String
    public var fullName: String
    /// Stands for what the source does not state or does not split.
    public var isUnstated: Bool
    /// Named by the order of an earlier figure, without a flow in this one.
    public var isAbsent: Bool
    /// Flows of unknown amount end here, so that the sum is a lower end.
    public var hasUnknown: Bool

    public init(
      id: String, name: String, fullName: String? = nil, isUnstated: Bool = false,
      isAbsent: Bool = false, hasUnknown: Bool = false
    ) {
      self.id = id
      self.name = name
      self.fullName = fullName ?? name
      self.isUnstated = isUnstated
      self.isAbsent = isAbsent
      self.hasUnknown = hasUnknown
    }
  }

  /// One stage: its nodes in the order of the figure.
  public struct Column: Hashable, Sendable {
    public var key: String
    public var head: String
    public var nodes: [Node]

    public init(key: String, head: String, nodes: [Node]) {
      self.key = key
      self.head = head
      self.nodes = nodes
    }
  }

  /// What runs through one node of each column.
  public struct Path: Hashable, Sendable {
    /// The id of a node for each column.
    public var nodes: [String]
    /// Fen, or the smallest decimal of the unit.
    public var atoms: Int64
    public var mayBeMore: Bool
    public var mayBeLess: Bool
    public var flowCount: Int

    public init(
      nodes: [String], atoms: Int64, mayBeMore: Bool = false, mayBeLess: Bool = false,
      flowCount: Int = 1
    ) {
      self.nodes = nodes
      self.atoms = atoms
      self.mayBeMore = mayBeMore
      self.mayBeLess = mayBeLess
      self.flowCount = flowCount
    }
  }

  public var frame: FigureFrame
  public var columns: [Column]
  public var paths: [Path]
  /// How atoms are written.
  public var unit: SankeyUnit
  /// The column by whose nodes the bands are coloured.
  public var colouredColumn: Int

  public init(
    frame: FigureFrame, columns: [Column], paths: [Path], unit: SankeyUnit, colouredColumn: Int
  ) {
    self.frame = frame
    self.columns = columns
    self.paths = paths
    self.unit = unit
    self.colouredColumn = colouredColumn
  }
}

/// How the numbers of a Sankey diagram are written: in 万元, or in a unit of their own.
public struct SankeyUnit: Hashable, Sendable {
  /// The unit of a quantity; absent for money.
  public var quantity: String?
  /// Decimals of the atoms of a quantity.
  public var scale: UInt8

  public init(quantity: String? = nil, scale: UInt8 = 0) {
    self.quantity = quantity
    self.scale = scale
  }

  /// The exact number with separators, without its unit: `1,234.56`.
  func number(_ atoms: Int64) -> String {
    guard quantity != nil else {
      return String(Money(fen: atoms).formatted(in: .wan, .zh).prefix { $0 != " " })
    }
    let parts = ExactDecimal(atoms, scale: scale).description.split(separator: ".")
    var grouped = ""
    for (index, digit) in parts[0].enumerated() {
      if index > 0, (parts[0].count - index) % 3 == 0 { grouped.append(",") }
      grouped.append(digit)
    }
    return parts.count > 1 ? "\(grouped).\(parts[1])" : grouped
  }

  /// `单位：万元`, once in the head.
  func head(_ language: Language) -> String {
    let name = quantity.map { Glossary.label(of: $0)(language) }
    return language == .zh
      ? "单位：\(name ?? "万元")" : "Unit: \(name ?? "10,000 yuan (万元)")"
  }

  /// What stands after a number in a label; Chinese money has 万.
  func suffix(_ language: Language) -> String { quantity == nil && language == .zh ? " 万" : "" }

  func full(_ atoms: Int64, _ language: Language) -> String {
    let name = quantity.map { Glossary.label(of: $0)(language) } ?? "万元"
    return "\(number(atoms)) \(name)"
  }
}
