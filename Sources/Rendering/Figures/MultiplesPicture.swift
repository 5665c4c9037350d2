public import Analysis
public import NetworkModel

/// One panel a year, or a layer of pairings: the plain input of small multiples.
///
/// Units stand once, in an order that all panels share.
public struct MultiplesPicture: Hashable, Sendable {
  /// By what the panels differ.
  public enum Division: String, CaseIterable, Sendable {
    case year, kind
  }

  /// What each panel shows.
  public enum Content: String, CaseIterable, Sendable {
    /// Donors and recipients in two columns.
    case diagram
    /// Recipients on a map, by state.
    case coverage
    /// Funds of each recipient.
    case bars
  }

  public typealias Unit = FigurePlace

  /// Pairings between two places that stand alike.
  public struct Link: Hashable, Sendable {
    public var donor: String
    public var recipient: String
    /// Held against the year before; absent when panels are layers.
    public var standing: PairingHistory.Standing?
    /// Several where places stand for what lies in them.
    public var count: Int

    public init(
      donor: String, recipient: String, standing: PairingHistory.Standing?, count: Int = 1
    ) {
      self.donor = donor
      self.recipient = recipient
      self.standing = standing
      self.count = count
    }
  }

  /// How a unit is covered.
  public struct State: Hashable, Sendable {
    public var look: CoverageClass
    /// The year before; absent when panels are layers.
    public var before: CoverageClass?

    public init(look: CoverageClass, before: CoverageClass? = nil) {
      self.look = look
      self.before = before
    }

    /// It is as it was the year before.
    var isUnchanged: Bool { look == before }
  }

  /// What a unit received.
  public struct Bar: Hashable, Sendable {
    /// Absent when none of its amounts is known.
    public var amount: Amount?
    public var precision: TotalPrecision
    /// The year before; absent when nothing is on record then.
    public var before: Amount?

    public init(amount: Amount?, precision: TotalPrecision, before: Amount? = nil) {
      self.amount = amount
      self.precision = precision
      self.before = before
    }
  }

  public struct Panel: Hashable, Sendable {
    /// The year or the layer.
    public var key: String
    public var head: String
    /// Pairings that are surely active, and those of which the dates do not say.
    public var active: PairingHistory.Count
    public var begun = 0
    public var ended = 0
    /// Units that are paired by name, or have a record of funds, of all units asked about.
    public var direct = 0
    public var denominator = 0
    /// Units without a pairing of their own, in which something is paired.
    public var inside = 0
    public var total: Bar?
    public var links: [Link] = []
    public var states: [String: State] = [:]
    public var bars: [String: Bar] = [:]

    public init(key: String, head: String, active: PairingHistory.Count = .init()) {
      self.key = key
      self.head = head
      self.active = active
    }
  }

  public var frame: FigureFrame
  public var division: Division
  public var content: Content
  public var panels: [Panel]
  public var donors: [Unit]
  /// By the place that contains them.
  public var recipients: [[Unit]]
  /// The unit of funds.
  public var unit: SankeyUnit

  /// More panels are no longer small multiples that one can compare.
  public static let mostPanels = 24
  /// Rows that a panel can hold.
  public static let mostRows = 60

  public init(
    frame: FigureFrame, division: Division, content: Content, panels: [Panel],
    donors: [Unit] = [], recipients: [[Unit]], unit: SankeyUnit = SankeyUnit()
  ) {
    self.frame = frame
    self.division = division
    self.content = content
    self.panels = panels
    self.donors = donors
    self.recipients = recipients
    self.unit = unit
  }
}

/// Which panels are asked for, over which units.
public struct MultiplesQuestion: Sendable {
  public var division: MultiplesPicture.Division
  public var units: UnitClass
  public var within: NodeIndex?
  public var group: NodeIndex?
  /// The layers; those that belong to the units when empty, or for panels of layers all but central.
  public var kinds: Set<PairingKind>
  /// The date of panels of layers; absent asks about all time.
  public var date: CalendarDate?
  /// The panels of years; absent takes the years in which something changes.
  public var years: ClosedRange<Int>?

  public init(
    _ division: MultiplesPicture.Division, units: UnitClass = .level(.county),
    within: NodeIndex? = nil, group: NodeIndex? = nil, kinds: Set<PairingKind> = [],
    date: CalendarDate? = nil, years: ClosedRange<Int>? = nil
  ) {
    self.division = division
    self.units = units
    self.within = within
    self.group = group
    self.date = date
    self.years = years
    switch (kinds.isEmpty, division) {
    case (false, _): self.kinds = kinds
    case (true, .year): self.kinds = Set(PairingKind.layers(covering: units))
    case (true, .kind): self.kinds = Set(PairingKind.allCases.filter { $0 != .central })
    }
  }
}

/// Why small multiples could not be made.
public enum MultiplesError: Error, Sendable {
  case figure(FigureError)
  /// The flows are of several steps, units or directions.
  case mixed(MixedTotals)

  /// What is wrong and what to do.
  public var message: Wording {
    switch self {
    case .figure(let error): error.message
    case .mixed(let error): error.message
    }
  }
}
