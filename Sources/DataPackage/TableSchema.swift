internal import Geodesy
public import NetworkModel

/// The columns of the ten tables: the one place where the data format is laid down.
///
/// The reader, the descriptor writer and the documentation all take it from here.
public struct TableSchema: Sendable {
  /// What a cell of a column may hold.
  public enum CellKind: Hashable, Sendable {
    /// The row's own id: text without space or invisible characters, unique in its table.
    case identifier
    /// The id of a row of another table.
    case reference(TableName)
    /// Ids of rows of these tables, separated by `;`.
    case references([TableName])
    /// Any text.
    case text
    /// One value of a closed vocabulary.
    case term([String])
    case decimal
    /// Degrees.
    case longitude, latitude
    /// An EDTF period; `date` allows no interval.
    case period, date
    case year
  }

  public struct Column: Hashable, Sendable {
    public let name: String
    public let kind: CellKind
    public let isRequired: Bool

    init(_ name: String, _ kind: CellKind, required: Bool = false) {
      self.name = name
      self.kind = kind
      isRequired = required
    }
  }

  public let table: TableName
  public let columns: [Column]
  /// The columns that together identify a row; empty when rows have no key.
  public let primaryKey: [String]

  public func index(of column: String) -> Int? {
    columns.firstIndex { $0.name == column }
  }

  /// The schema of a table.
  public static func of(_ table: TableName) -> TableSchema {
    switch table {
    case .nodes: nodes
    case .pairings: pairings
    case .flows: flows
    case .claims: claims
    case .agreements: agreements
    case .rules: rules
    case .groups: groups
    case .indicators: indicators
    case .events: events
    case .sources: sources
    }
  }

  /// The reference systems in which coordinates may be written.
  public static let datums = GeographicDatum.allCases.map(\.rawValue)

  private init(_ table: TableName, key: [String], _ columns: [Column]) {
    self.table = table
    self.columns = columns
    primaryKey = key
  }

  private static func terms<T: Term>(_ type: T.Type) -> CellKind {
    .term(T.allCases.map(\.rawValue))
  }

  private static let source = Column("source", .reference(.sources))
  private static let locator = Column("locator", .text)
  private static let note = Column("note", .text)
  private static let mayBePartOf = Column("may_be_part_of", .references([.flows, .claims]))
  private static let basis = Column("basis", .references([.flows, .claims, .rules]))

  /// A plan typed by hand: a table of its own, with some of the columns of flows.
  static let plan = TableSchema(
    .flows, key: [],
    [
      Column("donor", .text, required: true), Column("recipient", .text, required: true),
      Column("amount", .decimal, required: true), Column("unit", .text, required: true),
      Column("category", .text), Column("year", .year), Column("status", terms(FlowStatus.self)),
    ])

  private static let nodes = TableSchema(
    .nodes, key: ["id"],
    [
      Column("id", .identifier, required: true),
      Column("kind", terms(NodeKind.self), required: true),
      Column("name", .text, required: true),
      Column("name_en", .text), Column("aliases", .text), Column("parent", .reference(.nodes)),
      Column("lon", .longitude), Column("lat", .latitude), Column("datum", .term(datums)),
      Column("position_precision", .text), Column("code", .text), Column("period", .period),
      source, locator,
    ])

  private static let pairings = TableSchema(
    .pairings, key: ["id"],
    [
      Column("id", .identifier, required: true),
      Column("kind", terms(PairingKind.self), required: true),
      Column("donor", .reference(.nodes), required: true),
      Column("recipient", .reference(.nodes), required: true),
      Column("period", .period), Column("programme", .text),
      Column("agreement", .reference(.agreements)), Column("confidence", .decimal),
      source, locator, note,
    ])

  private static let flows = TableSchema(
    .flows, key: ["id"],
    [
      Column("id", .identifier, required: true),
      Column("measure", terms(Measure.self), required: true),
      Column("category", .text, required: true),
      Column("donor", .reference(.nodes), required: true),
      Column("recipient", .reference(.nodes), required: true),
      Column("period", .period), Column("as_of", .date), Column("amount", .decimal),
      Column("unit", .text, required: true),
      Column("status", terms(FlowStatus.self), required: true),
      Column("precision", terms(Precision.self)), Column("pairing", .reference(.pairings)),
      Column("agreement", .reference(.agreements)), Column("part_of", .reference(.flows)),
      Column("same_as", .reference(.flows)), mayBePartOf, basis, source, locator, note,
    ])

  private static let claims = TableSchema(
    .claims, key: ["id"],
    [
      Column("id", .identifier, required: true), Column("kind", .text, required: true),
      Column("subject", .reference(.nodes), required: true), Column("scope", .reference(.nodes)),
      Column("measure", .text), Column("category", .text), Column("period", .period),
      Column("value", .decimal), Column("value_2", .decimal),
      Column("unit", .text, required: true), Column("precision", terms(Precision.self)),
      mayBePartOf, basis, source, locator, note,
    ])

  private static let agreements = TableSchema(
    .agreements, key: ["id"],
    [
      Column("id", .identifier, required: true), Column("title", .text, required: true),
      Column("donor", .reference(.nodes), required: true),
      Column("recipient", .reference(.nodes), required: true),
      Column("signed", .date), Column("period", .period), source,
    ])

  private static let rules = TableSchema(
    .rules, key: ["id"],
    [
      Column("id", .identifier, required: true),
      Column("agreement", .reference(.agreements), required: true),
      Column("kind", .text, required: true), Column("fund_class", .text),
      Column("group", .reference(.nodes)), Column("base_amount", .decimal),
      Column("base_year", .year), Column("rate", .decimal), Column("threshold", .decimal),
      Column("per", .text), Column("period", .period),
      Column("precision", terms(Precision.self)), source, locator,
    ])

  private static let groups = TableSchema(
    .groups, key: [],
    [
      Column("group", .reference(.nodes), required: true),
      Column("node", .reference(.nodes), required: true), Column("period", .period), source,
    ])

  private static let indicators = TableSchema(
    .indicators, key: ["node", "indicator", "year"],
    [
      Column("node", .reference(.nodes), required: true),
      Column("indicator", .text, required: true), Column("year", .year, required: true),
      Column("value", .decimal, required: true), Column("unit", .text, required: true), source,
    ])

  private static let events = TableSchema(
    .events, key: ["id"],
    [
      Column("id", .identifier, required: true), Column("kind", .text, required: true),
      Column("date", .period, required: true), Column("from", .reference(.nodes)),
      Column("to", .reference(.nodes)), Column("count", .decimal), Column("unit", .text), source,
      locator,
    ])

  private static let sources = TableSchema(
    .sources, key: ["id"],
    [
      Column("id", .identifier, required: true), Column("title", .text, required: true),
      Column("publisher", .text), Column("published", .period),
      Column("reference_period", .period), Column("file", .text), note,
    ])
}
