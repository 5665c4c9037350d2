public import Analysis
public import NetworkModel

/// Pairings and events over time: the plain input of the timeline.
public struct TimelinePicture: Hashable, Sendable {
  /// By what the rows stand together.
  public enum Grouping: String, CaseIterable, Sendable {
    case recipient, donor, kind
  }

  /// One row of the table of pairings.
  public struct Bar: Hashable, Sendable {
    public var id: String
    /// In Extended Date/Time Format; empty when unknown.
    public var period: String
    public var span: PeriodSpan
    public var certainty: FigureLink.Certainty

    public init(
      id: String, period: String, span: PeriodSpan, certainty: FigureLink.Certainty
    ) {
      self.id = id
      self.period = period
      self.span = span
      self.certainty = certainty
    }
  }

  public typealias Place = FigurePlace

  /// One pairing with all its periods.
  public struct Row: Hashable, Sendable {
    public var donor: Place
    public var recipient: Place
    public var kind: PairingKind
    public var bars: [Bar]

    public init(donor: Place, recipient: Place, kind: PairingKind, bars: [Bar]) {
      self.donor = donor
      self.recipient = recipient
      self.kind = kind
      self.bars = bars
    }

    /// Nothing says when: such rows stand in a band of their own.
    var isUndated: Bool { bars.allSatisfy(\.span.isUndated) }
  }

  public struct Group: Hashable, Sendable {
    public var id: String
    public var name: String
    public var rows: [Row]

    public init(id: String, name: String, rows: [Row]) {
      self.id = id
      self.name = name
      self.rows = rows
    }
  }

  /// The pairings of a place summed up: how many are active in each year.
  public struct Band: Hashable, Sendable {
    public var id: String
    public var name: String
    /// All pairings of the place, undated ones included.
    public var total: Int
    public var runs: [PairingHistory.Run]

    public init(id: String, name: String, total: Int, runs: [PairingHistory.Run]) {
      self.id = id
      self.name = name
      self.total = total
      self.runs = runs
    }
  }

  /// Something dated.
  public struct Mark: Hashable, Sendable {
    public var id: String
    public var period: String
    public var span: PeriodSpan
    public var from: String
    public var to: String
    /// What may stand beside it, the longest first.
    public var labels: [String]
    public var title: String

    public init(
      id: String, period: String, span: PeriodSpan, from: String = "", to: String = "",
      labels: [String], title: String
    ) {
      self.id = id
      self.period = period
      self.span = span
      self.from = from
      self.to = to
      self.labels = labels
      self.title = title
    }
  }

  /// The marks of one kind.
  public struct Lane: Hashable, Sendable {
    public var key: String
    public var name: String
    public var marks: [Mark]

    public init(key: String, name: String, marks: [Mark]) {
      self.key = key
      self.name = name
      self.marks = marks
    }
  }

  public var frame: FigureFrame
  public var grouping: Grouping
  public var groups: [Group]
  /// Shown instead of the rows when those are too many.
  public var bands: [Band]
  public var lanes: [Lane]
  /// The years of the axis; absent when nothing is dated.
  public var axis: ClosedRange<Int>?
  public var asOf: CalendarDate?
  /// Pairings and events that surely lie outside the axis, and are not shown.
  public var outside: Int

  public init(
    frame: FigureFrame, grouping: Grouping, groups: [Group], bands: [Band], lanes: [Lane],
    axis: ClosedRange<Int>?, asOf: CalendarDate? = nil, outside: Int = 0
  ) {
    self.frame = frame
    self.grouping = grouping
    self.groups = groups
    self.bands = bands
    self.lanes = lanes
    self.axis = axis
    self.asOf = asOf
    self.outside = outside
  }

  public var rowCount: Int { groups.reduce(0) { $0 + $1.rows.count } }

  /// The same picture in order: groups and rows by id, marks by date.
  func sorted() -> TimelinePicture {
    var picture = self
    let ranks = Dictionary(
      uniqueKeysWithValues: PairingKind.allCases.enumerated().map { ($1, $0) })
    func key(_ row: Row) -> (String, String, Int) {
      switch grouping {
      case .recipient, .kind: (row.recipient.id, row.donor.id, ranks[row.kind] ?? 0)
      case .donor: (row.donor.id, row.recipient.id, ranks[row.kind] ?? 0)
      }
    }
    picture.groups = groups.map { group in
      var group = group
      group.rows.sort { key($0) < key($1) }
      return group
    }
    if grouping != .kind { picture.groups.sort { $0.id < $1.id } }
    picture.lanes = lanes.map { lane in
      var lane = lane
      lane.marks.sort {
        ($0.span.possible.lowerBound, $0.span.possible.upperBound, $0.id)
          < ($1.span.possible.lowerBound, $1.span.possible.upperBound, $1.id)
      }
      return lane
    }
    return picture
  }
}
