public import NetworkModel

/// What a verb answers: facts about the question, tables, and remarks for the reader.
public struct ResultDocument: Sendable {
  /// Something said once about the whole result: what was asked of which data, a denominator, a range.
  public struct Fact: Hashable, Sendable {
    public let key: String
    public let title: Wording
    public let value: Cell

    public init(_ key: String, _ title: Wording, _ value: Cell) {
      self.key = key
      self.title = title
      self.value = value
    }
  }

  /// How a number of the result is to be read: what is counted, which way, over what.
  public struct Convention: Hashable, Sendable {
    public let key: String
    public let text: Wording

    public init(_ key: String, _ text: Wording) {
      self.key = key
      self.text = text
    }
  }

  public let verb: String
  public var facts: [Fact]
  public var tables: [ResultTable]
  /// Sentences that qualify the result. In table and CSV format they belong on standard error.
  public var remarks: [Wording]
  /// Written into JSON, beside what holds for every result.
  public var conventions: [Convention]

  public init(
    _ verb: String, facts: [Fact] = [], tables: [ResultTable] = [], remarks: [Wording] = [],
    conventions: [Convention] = []
  ) {
    self.verb = verb
    self.facts = facts
    self.tables = tables
    self.remarks = remarks
    self.conventions = conventions
  }

  /// The result in a format. Same result, same bytes; only ``OutputFormat/table`` depends on `language`.
  public func rendered(_ format: OutputFormat, _ language: Language) -> String {
    switch format {
    case .table: TableText.render(self, language)
    case .csv: TableCSV.render(self)
    case .json: TableJSON.render(self)
    }
  }
}

/// How results are written.
public enum OutputFormat: String, CaseIterable, Sendable {
  /// Aligned columns for people.
  case table
  case csv
  case json
}
