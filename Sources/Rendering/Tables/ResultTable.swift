public import NetworkModel

/// One value of a result.
public enum Cell: Hashable, Sendable {
  case text(String)
  /// A word that is written one way in data and another way for people: `county`, “县级”.
  ///
  /// Kept apart from the cell, which stays small: tables have millions of them.
  indirect case term(String, Wording)
  case integer(Int)
  case decimal(ExactDecimal)
  /// A measure that is not exact by nature: a centrality, a coefficient. Not a number is ``missing``.
  case real(Double)
  case money(Money)
  /// Unknown or not applicable; never zero.
  case missing

  /// A text, or nothing.
  public init(_ text: String?) {
    self = text.map(Cell.text) ?? .missing
  }

  public init(_ number: Int?) {
    self = number.map(Cell.integer) ?? .missing
  }

  public init(_ number: ExactDecimal?) {
    self = number.map(Cell.decimal) ?? .missing
  }

  public init(_ value: Double?) {
    self = value.flatMap { $0.isFinite ? Cell.real($0) : nil } ?? .missing
  }

  public init(_ money: Money?) {
    self = money.map(Cell.money) ?? .missing
  }

  /// A value of a closed vocabulary.
  public init(_ term: some Term) {
    self = .term(term.rawValue, term.label)
  }

  /// A date or an unknown one.
  public init(_ date: CalendarDate?) {
    self.init(date?.description)
  }

  /// A period in Extended Date/Time Format; unknown is missing.
  public init(_ period: Period) {
    self = period.isUnknown ? .missing : .text(period.description)
  }

  /// The name of a node: its full name in data, the name in their language for people.
  public static func name(of node: Node) -> Cell {
    guard let english = node.nameEnglish else { return .text(node.name) }
    return .term(node.name, Wording(en: english, zh: node.name))
  }

  /// `part` in hundredths of `whole`, one decimal, halves away from zero; missing when `whole` is 0.
  ///
  /// Worked example: 5 of 13 is 38.5.
  public static func percent(_ part: Int, of whole: Int) -> Cell {
    guard whole > 0, part >= 0 else { return .missing }
    let tenths = (Int128(part) * 2000 + Int128(whole)) / (Int128(whole) * 2)
    return Int64(exactly: tenths).map { .decimal(ExactDecimal($0, scale: 1)) } ?? .missing
  }
}

/// What a column holds and what it is called.
public struct Column: Hashable, Sendable {
  public enum Kind: String, Sendable {
    case text, integer, decimal
    /// Cells are ``Cell/real(_:)``: all their digits in data, six for people.
    case real
    /// Cells are ``Cell/money(_:)``. The key is written `KEY_cny` in CSV (yuan) and `KEY_fen` in JSON.
    case money
    /// Cells are decimals in hundredths: 38.5 is 38.5 %.
    case percent
  }

  /// How people see a column; CSV and JSON hold every digit and every character.
  public enum Display: Hashable, Sendable {
    /// Money with all the decimals that it has, texts shortened when they are long.
    case standard
    /// Money that is computed from a rate: two decimals of 万元 where there would be more than five.
    case computedMoney
    /// A sentence that is not shortened, for the last column of a table.
    case whole
  }

  /// For whom a column is: people read names, and programs ids beside them.
  public enum Audience: Hashable, Sendable {
    case everyone, programs
  }

  /// Stable name for programs, ASCII in snake case.
  public let key: String
  public let title: Wording
  public let kind: Kind
  /// A text leaves out what is for programs; CSV and JSON hold every column.
  public let audience: Audience
  public let display: Display

  public init(
    _ key: String, _ title: Wording, _ kind: Kind = .text, for audience: Audience = .everyone,
    display: Display = .standard
  ) {
    self.key = key
    self.title = title
    self.kind = kind
    self.audience = audience
    self.display = display
  }
}

/// Rows of cells under named columns.
public struct ResultTable: Hashable, Sendable {
  /// What people read when there is no row: that there is none, or nothing at all.
  public enum Emptiness: Hashable, Sendable {
    case said, passedOver
  }

  /// Stable name for programs; in CSV it fills the column `section` when a result has several tables.
  public let key: String
  public let title: Wording
  public let columns: [Column]
  /// How a text shows the table without rows; CSV and JSON do not depend on it.
  public let emptiness: Emptiness
  public private(set) var rows: [[Cell]]

  /// - Precondition: column keys differ, and every row has a cell for each column.
  public init(
    _ key: String, _ title: Wording, columns: [Column], rows: [[Cell]] = [],
    emptiness: Emptiness = .said
  ) {
    precondition(Set(columns.map(\.key)).count == columns.count, "Column keys must differ.")
    self.key = key
    self.title = title
    self.columns = columns
    self.emptiness = emptiness
    self.rows = []
    self.rows.reserveCapacity(rows.count)
    for row in rows { append(row) }
  }

  public mutating func append(_ row: [Cell]) {
    precondition(row.count == columns.count, "A row needs a cell for each column.")
    rows.append(row)
  }
}
