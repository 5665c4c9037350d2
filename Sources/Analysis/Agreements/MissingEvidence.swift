public import NetworkModel

/// What would have to be known before a rule can be judged.
public enum MissingEvidence: Hashable, Sendable {
  /// No amount of the class is on record in the period; the rows that only promise one.
  case amounts(fundClass: String?, period: Period, promised: [String])
  /// Parts are on record, and nothing says that they are all.
  case whole(fundClass: String?, period: Period)
  /// How these rows divide between the group and others.
  case split(rows: [String], group: String)
  /// When these rows were given.
  case dates(rows: [String])
  /// These amounts are unknown, or known only as a bound.
  case exactAmounts(rows: [String])
  /// How much of these rows has gone as far as the status that is judged.
  case laterStep(rows: [String], status: FlowStatus)
  case indicator(node: String, name: String, years: [Int])
  /// The members of the group.
  case units(group: String?)
  /// Records of single units: so many of so many have none.
  case unitRecords(group: String, without: Int, of: Int)
  /// Whether the number is meant for each year or in all.
  case cadence
  /// What was given in the step that is compared with.
  case base(period: Period, units: Int)
  /// A document of this kind between the two sides.
  case document(period: Period)
  /// A body or register of the two sides.
  case body
  /// Meetings of the two sides beyond those on record.
  case meetings(period: Period)
  /// The villages or households that these rows reached.
  case targets(rows: [String])
}

extension MissingEvidence {
  /// A stable word for programs.
  public var key: String {
    switch self {
    case .amounts: "amounts"
    case .whole: "whole"
    case .split: "split"
    case .dates: "dates"
    case .exactAmounts: "exact_amounts"
    case .laterStep: "later_step"
    case .indicator: "indicator"
    case .units: "units"
    case .unitRecords: "unit_records"
    case .cadence: "cadence"
    case .base: "base"
    case .document: "document"
    case .body: "body"
    case .meetings: "meetings"
    case .targets: "targets"
    }
  }
}
