public import NetworkModel

/// Which flows are asked about.
public struct FlowQuestion: Sendable {
  /// One measure: money and persons are never in one total.
  public var measure: Measure
  /// One step; without it every step has totals of its own.
  public var status: FlowStatus?
  /// Categories of flows; empty for all.
  public var categories: Set<String>
  /// The id of the agreement on which a flow rests.
  public var agreement: String?
  /// The programme of the pairing through which a flow runs.
  public var programme: String?
  /// Only flows that this place or group, or what lies in it, gives.
  public var donor: NodeIndex?
  /// Only flows that this place or group, or what lies in it, receives.
  public var recipient: NodeIndex?
  /// The set of places whose boundary classes the flows.
  public var within: NodeIndex?
  /// Only flows whose whole period surely lies in these years.
  public var years: ClosedRange<Int>?
  /// Only flows that surely begin no later than this date.
  public var until: CalendarDate?

  public init(
    measure: Measure = .money, status: FlowStatus? = nil, categories: Set<String> = [],
    agreement: String? = nil, programme: String? = nil, donor: NodeIndex? = nil,
    recipient: NodeIndex? = nil, within: NodeIndex? = nil, years: ClosedRange<Int>? = nil,
    until: CalendarDate? = nil
  ) {
    self.measure = measure
    self.status = status
    self.categories = categories
    self.agreement = agreement
    self.programme = programme
    self.donor = donor
    self.recipient = recipient
    self.within = within
    self.years = years
    self.until = until
  }
}

/// Whether a period lies in some years.
public enum YearFit: Sendable {
  case inside, outside
  /// It shares days with the years and has others.
  case straddling
  /// Its bounds are not known.
  case undated

  public init(_ period: Period, in years: ClosedRange<Int>) {
    guard let first = CalendarDate(year: years.lowerBound)?.firstDay,
      let last = CalendarDate(year: years.upperBound)?.lastDay
    else {
      self = .outside
      return
    }
    if period.isUnknown {
      self = .undated
    } else if period.lastDay < first || period.firstDay > last {
      self = .outside
    } else if period.firstDay >= first, period.lastDay <= last {
      self = .inside
    } else if period.firstDay == .min || period.lastDay == .max {
      self = .undated
    } else {
      self = .straddling
    }
  }
}
