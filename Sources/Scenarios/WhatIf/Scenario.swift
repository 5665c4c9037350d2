public import NetworkModel

/// A named, ordered list of changes to a baseline: a function from network to network.
///
/// It names places, flows and pairings as a person does; what they mean is looked up in the network to which it is applied.
public struct Scenario: Hashable, Sendable {
  public var name: String
  /// What it is about, in the words of whoever wrote it.
  public var summary: String?
  public var baseline: Baseline
  public var changes: [Change]
  /// What must hold afterwards.
  public var requirements: [Requirement]
  /// How many draws an uncertain scenario is run with, and from which seed; the caller's when absent.
  public var draws: Int?
  public var seed: UInt64?

  public init(
    _ name: String, summary: String? = nil, baseline: Baseline = Baseline(), changes: [Change] = [],
    requirements: [Requirement] = []
  ) {
    self.name = name
    self.summary = summary
    self.baseline = baseline
    self.changes = changes
    self.requirements = requirements
  }

  /// Whether some number is a range.
  public var isUncertain: Bool { changes.contains(where: \.isUncertain) }
}

/// Which facts a scenario starts from: what its selections mean when they say no more, and what is compared.
public struct Baseline: Hashable, Sendable {
  /// The day, month or year at which pairings are looked at.
  public var date: CalendarDate?
  /// The years of the flows that are changed and compared; all when absent.
  public var years: ClosedRange<Int>?
  /// The step of flows that is changed and compared; each step by itself when absent.
  public var status: FlowStatus?
  public var measure: Measure

  public init(
    date: CalendarDate? = nil, years: ClosedRange<Int>? = nil, status: FlowStatus? = nil,
    measure: Measure = .money
  ) {
    self.date = date
    self.years = years
    self.status = status
    self.measure = measure
  }

  /// The date at which pairings are looked at: the one that is stated, else the last of the years.
  public var asOf: CalendarDate? {
    date ?? years.flatMap { CalendarDate(year: $0.upperBound) }
  }
}

/// A bound that a scenario sets itself: what a place gives or receives, or all of it together, lies between two amounts.
///
/// It is held against the baseline's measure, status and years, both before and after. Places include what lies in them.
public struct Requirement: Hashable, Sendable {
  public enum Subject: Hashable, Sendable {
    case total
    case donor(String)
    case recipient(String)
  }

  public var subject: Subject
  /// In fen for money, else in the unit of the measure.
  public var atLeast: ExactDecimal?
  public var atMost: ExactDecimal?
  public var unit: String

  public init(
    _ subject: Subject, atLeast: ExactDecimal? = nil, atMost: ExactDecimal? = nil, unit: String
  ) {
    self.subject = subject
    self.atLeast = atLeast
    self.atMost = atMost
    self.unit = unit
  }
}
