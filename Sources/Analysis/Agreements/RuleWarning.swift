public import NetworkModel

/// Something that a reader must know before using a verdict.
public enum RuleWarning: Hashable, Sendable {
  /// The row went to others than the rule is aimed at, or to others as well.
  case audienceDiffers(row: String, recipient: String, group: String)
  /// Rule and row do not say that they count the same people; what the row says of them, if anything.
  case populationNotDeclared(row: String, note: String?)
  /// The same class is also on record in a measure that may not be added.
  case otherMeasure(rows: [String], Measure)
  /// The rule names no unit; this is the one of the rows that were counted.
  case unitNotNamed(String)
  /// The row rests on another agreement, and is not counted for this one.
  case otherAgreement(row: String, agreement: String)
  /// The rule names no fund class; these were taken.
  case classNotNamed([String])
  /// The members of the group are on record for another time.
  case membersOfOtherTime(group: String)
  /// A bound of the rule's time is that of its agreement.
  case boundOfAgreement(Period)
  /// Whether the rule was in force then is not certain.
  case forceUncertain(Period)
  /// The number was computed or concluded, not printed.
  case notPrinted(row: String, Precision)
  /// Which money and which revenue the share is of is not printed; these were taken.
  case effortNotDefined(fundClass: String?, indicator: String)
  /// The amount goes to what is neither a village nor households, so that its target is not on record.
  case recipientNotATarget(row: String, recipient: String)
  /// Set aside, and no payment on record: it counts as set aside only.
  case allocatedOnly(rows: [String])
  /// Both amounts that are compared have come differently far.
  case differentSteps(FlowStatus, FlowStatus)
  /// The number is not said to be yearly or in all.
  case cadenceNotStated(inAll: ExactRatio, yearly: ExactRatio)
  /// The stated sum for the class and the share that others of its units have on average.
  case meanOnly(total: ExactRatio, units: Int)
}

extension RuleWarning {
  /// A stable word for programs.
  public var key: String {
    switch self {
    case .audienceDiffers: "audience_differs"
    case .populationNotDeclared: "population_not_declared"
    case .otherMeasure: "other_measure"
    case .unitNotNamed: "unit_not_named"
    case .otherAgreement: "other_agreement"
    case .classNotNamed: "class_not_named"
    case .membersOfOtherTime: "members_of_other_time"
    case .boundOfAgreement: "bound_of_agreement"
    case .forceUncertain: "force_uncertain"
    case .notPrinted: "not_printed"
    case .effortNotDefined: "effort_not_defined"
    case .recipientNotATarget: "recipient_not_a_target"
    case .allocatedOnly: "allocated_only"
    case .differentSteps: "different_steps"
    case .cadenceNotStated: "cadence_not_stated"
    case .meanOnly: "mean_only"
    }
  }
}
