public import NetworkModel

/// What a network holds, counted, and what is missing in it.
///
/// Nothing is summed here except rows: an amount that nobody asked about says nothing without its boundary.
///
/// - Complexity: O(rows) time, O(nodes + sources) memory.
public struct Description: Sendable {
  public struct NodeLine: Sendable {
    public let kind: NodeKind
    public let count: Int
    public let withoutPosition: Int
    public let withoutSource: Int
  }

  public struct PairingLine: Sendable {
    public let kind: PairingKind
    public let count: Int
    /// Rows that name no period at all.
    public let undated: Int
    public let withoutSource: Int
    /// Rows with a confidence below 1: inferred, not stated.
    public let uncertain: Int
    public let range: PeriodRange
    /// Rows in force on the date asked about, and rows whose period does not say; absent without a date.
    public let active: Int?
    public let unclear: Int?
  }

  public struct FlowLine: Sendable {
    public let measure: Measure
    public let status: FlowStatus
    public let count: Int
    /// Rows whose amount is not known.
    public let unknown: Int
    /// Rows that are a part or a repeat of another.
    public let partsAndRepeats: Int
    public let range: PeriodRange
  }

  /// Claims or events of one kind.
  public struct KindLine: Sendable {
    public let table: TableName
    public let kind: String
    public let count: Int
    public let range: PeriodRange
  }

  public struct TableLine: Sendable {
    public let table: TableName
    public let rows: Int
    public let undated: Int
    /// Rows that name no source; absent for the table of sources itself.
    public let withoutSource: Int?
    public let range: PeriodRange
  }

  public struct SourceLine: Sendable {
    public let source: Source
    /// Rows that name it, by table.
    public let rows: [TableName: Int]

    public var total: Int { rows.values.reduce(0, +) }
  }

  public let date: CalendarDate?
  /// In the order of the vocabularies; kinds that do not occur are left out.
  public let nodes: [NodeLine]
  public let pairings: [PairingLine]
  public let flows: [FlowLine]
  public let kinds: [KindLine]
  /// All ten tables, also the empty ones.
  public let tables: [TableLine]
  /// In id order, also those that no row names.
  public let sources: [SourceLine]
  public let missing: [MissingFact]

  /// - Parameter date: the date on which pairings are counted as in force; everything is described all the same.
  public init(of network: PairingNetwork, at date: CalendarDate? = nil) {
    self.date = date
    nodes = Self.nodes(in: network)
    pairings = Self.pairings(in: network, at: date)
    flows = Self.flows(in: network)
    kinds =
      Self.kinds(.claims, network.claims.map { ($0.kind, $0.period) })
      + Self.kinds(.events, network.events.map { ($0.kind, $0.date) })
    tables = Self.tables(of: network)
    sources = Self.sources(of: network)
    missing = MissingFact.all(nodes: nodes, pairings: pairings, flows: flows, tables: tables)
  }
}

/// The first and the last day that dated rows speak of.
public struct PeriodRange: Hashable, Sendable {
  /// The earliest start that is written, as precise as it was written.
  public private(set) var earliest: CalendarDate?
  public private(set) var latest: CalendarDate?
  /// Rows that say that they go on.
  public private(set) var openEnded = 0
  public private(set) var undated = 0

  mutating func add(_ period: Period) {
    if period.isUnknown { undated += 1 }
    if case .open = period.end { openEnded += 1 }
    for case .date(let date, _) in [period.start, period.end] {
      if earliest.map({ date.firstDay < $0.firstDay }) ?? true { earliest = date }
      if latest.map({ date.lastDay > $0.lastDay }) ?? true { latest = date }
    }
  }
}

// MARK: - Counting

extension Description {
  private static func nodes(in network: PairingNetwork) -> [NodeLine] {
    var rows: [NodeKind: [Int]] = [:]
    for node in network.nodeRows {
      rows[node.kind, default: [0, 0, 0]][0] += 1
      if node.position == nil { rows[node.kind]?[1] += 1 }
      if node.source.isEmpty { rows[node.kind]?[2] += 1 }
    }
    return NodeKind.allCases.compactMap { kind in
      rows[kind].map {
        NodeLine(kind: kind, count: $0[0], withoutPosition: $0[1], withoutSource: $0[2])
      }
    }
  }

  private static func pairings(
    in network: PairingNetwork, at date: CalendarDate?
  ) -> [PairingLine] {
    struct Tally {
      var count = 0
      var withoutSource = 0
      var uncertain = 0
      var range = PeriodRange()
      var activity: [Knowledge: Int] = [:]
    }
    let certain = ExactDecimal(1)
    var tallies: [PairingKind: Tally] = [:]
    for row in network.pairingRows {
      var tally = tallies[row.kind] ?? Tally()
      tally.count += 1
      if row.source.isEmpty { tally.withoutSource += 1 }
      if let confidence = row.confidence, confidence < certain { tally.uncertain += 1 }
      tally.range.add(row.period)
      if let date { tally.activity[row.period.covers(date), default: 0] += 1 }
      tallies[row.kind] = tally
    }
    return PairingKind.allCases.compactMap { kind in
      tallies[kind].map { tally in
        PairingLine(
          kind: kind, count: tally.count, undated: tally.range.undated,
          withoutSource: tally.withoutSource, uncertain: tally.uncertain, range: tally.range,
          active: date.map { _ in tally.activity[.yes] ?? 0 },
          unclear: date.map { _ in tally.activity[.unknown] ?? 0 })
      }
    }
  }

  private static func flows(in network: PairingNetwork) -> [FlowLine] {
    struct Key: Hashable {
      var measure: Measure
      var status: FlowStatus
    }
    struct Tally {
      var count = 0
      var unknown = 0
      var linked = 0
      var range = PeriodRange()
    }
    var tallies: [Key: Tally] = [:]
    for row in network.flowRows {
      let key = Key(measure: row.measure, status: row.status)
      var tally = tallies[key] ?? Tally()
      tally.count += 1
      if row.amount == nil { tally.unknown += 1 }
      if !row.partOf.isEmpty || !row.sameAs.isEmpty { tally.linked += 1 }
      tally.range.add(row.period)
      tallies[key] = tally
    }
    return Measure.allCases.flatMap { measure in
      FlowStatus.allCases.compactMap { status in
        tallies[Key(measure: measure, status: status)].map {
          FlowLine(
            measure: measure, status: status, count: $0.count, unknown: $0.unknown,
            partsAndRepeats: $0.linked, range: $0.range)
        }
      }
    }
  }

  private static func kinds(_ table: TableName, _ rows: [(kind: String, period: Period)])
    -> [KindLine]
  {
    var ranges: [String: (count: Int, range: PeriodRange)] = [:]
    for row in rows {
      ranges[row.kind, default: (0, PeriodRange())].count += 1
      ranges[row.kind]?.range.add(row.period)
    }
    return ranges.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map {
      KindLine(table: table, kind: $0.key, count: $0.value.count, range: $0.value.range)
    }
  }
}
