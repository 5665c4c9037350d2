public import NetworkModel

/// One amount against which rules are held: a flow on record, or a planned amount.
public struct EvidenceRow: Hashable, Sendable {
  public var id: String
  public var measure: Measure
  public var category: String
  public var donor: NodeIndex
  public var recipient: NodeIndex
  public var period: Period
  public var asOf: CalendarDate?
  /// Absent is unknown, never zero.
  public var amount: Amount?
  public var unit: String
  public var status: FlowStatus
  public var precision = Precision.exact
  public var agreement: String?
  public var partOf: String?
  public var sameAs: String?
  public var mayBePartOf: [String] = []
  public var source: String?
  public var locator: String?
  public var note: String?

  public init(
    id: String, measure: Measure, category: String, donor: NodeIndex, recipient: NodeIndex,
    period: Period, amount: Amount?, unit: String, status: FlowStatus
  ) {
    self.id = id
    self.measure = measure
    self.category = category
    self.donor = donor
    self.recipient = recipient
    self.period = period
    self.amount = amount
    self.unit = unit
    self.status = status
  }

  /// A row of `flows`.
  public init(_ flow: Flow) {
    self.init(
      id: flow.id, measure: flow.measure, category: flow.category, donor: flow.donor,
      recipient: flow.recipient, period: flow.period, amount: flow.amount, unit: flow.unit,
      status: flow.status)
    asOf = flow.asOf
    precision = flow.precision
    agreement = flow.agreement
    partOf = flow.partOf
    sameAs = flow.sameAs
    mayBePartOf = flow.mayBePartOf
    source = flow.source
    locator = flow.locator
    note = flow.note
  }

  /// The printed number: fen for money, else in its unit.
  public var value: ExactRatio? {
    switch amount {
    case .money(let money): ExactRatio(money)
    case .quantity(let quantity): ExactRatio(quantity)
    case nil: nil
    }
  }

  /// What the amount may have been in the end.
  ///
  /// ## Conventions
  /// - A number that is printed as such, derived or inferred stands for itself: a rule that asks for 6000 万元 is met by
  ///   a printed 6000 万元. `at_least` and `at_most` are bounds; of an approximate or unknown number only the sign is known.
  /// - A sum stated before its period was over (`as_of` inside the period) may have grown: it is a lower bound.
  public var range: ValueRange {
    bounds.range(isMoney: isMoney)
  }

  /// Whether it was stated before its period was over.
  var mayHaveGrown: Bool {
    guard let asOf, case .date = period.end else { return false }
    return asOf.lastDay < period.lastDay
  }

  /// Whether the amount is one number.
  var isExact: Bool { bounds.lower == bounds.upper }
}
