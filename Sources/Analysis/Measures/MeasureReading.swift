public import NetworkModel

/// One value that a measure gives.
public enum MeasureValue: Hashable, Sendable {
  case integer(Int)
  case real(Double)
  /// A sum of strengths, in the unit of the graph's strengths.
  case strength(Int64)
  /// A sum of lengths, in the unit of the graph's lengths.
  case length(Int64)
  /// A sum of costs: a unit of capacity times a unit of cost.
  case cost(Int128)
  /// A node of the graph.
  case node(Int)
  case word(String, Wording)
  /// Not defined, or not reached; never zero.
  case missing

  public init(_ value: Int?) { self = value.map(MeasureValue.integer) ?? .missing }

  public init(_ value: Double?) {
    self = value.flatMap { $0.isFinite ? .real($0) : nil } ?? .missing
  }
}

/// What a measure says: values of nodes, of edges, of the whole graph, and tables of other shapes.
public struct MeasureReading: Sendable {
  /// Values in node order or in edge order.
  public struct Column: Sendable {
    public let key: String
    public let title: Wording
    public let values: [MeasureValue]

    public init(_ key: String, _ title: Wording, _ values: [MeasureValue]) {
      self.key = key
      self.title = title
      self.values = values
    }
  }

  /// Rows of another shape: paths, curves, types of triads.
  public struct Table: Sendable {
    public let key: String
    public let title: Wording
    public let columns: [(key: String, title: Wording)]
    public var rows: [[MeasureValue]]

    public init(
      _ key: String, _ title: Wording, _ columns: [(key: String, title: Wording)],
      rows: [[MeasureValue]] = []
    ) {
      self.key = key
      self.title = title
      self.columns = columns
      self.rows = rows
    }
  }

  /// One value of the whole graph.
  public struct Fact: Sendable {
    public let key: String
    public let title: Wording
    public let value: MeasureValue

    public init(_ key: String, _ title: Wording, _ value: MeasureValue) {
      self.key = key
      self.title = title
      self.value = value
    }
  }

  public let measure: GraphMeasure
  public var nodes: [Column]
  public var edges: [Column]
  public var tables: [Table]
  public var facts: [Fact]
  /// What a reader must know about these very numbers: a bound, a seed, what was left out.
  public var remarks: [Wording]
  /// The problem that was put has no solution.
  public var isUnsolvable = false

  public init(
    _ measure: GraphMeasure, nodes: [Column] = [], edges: [Column] = [], tables: [Table] = [],
    facts: [Fact] = [], remarks: [Wording] = []
  ) {
    self.measure = measure
    self.nodes = nodes
    self.edges = edges
    self.tables = tables
    self.facts = facts
    self.remarks = remarks
  }
}
