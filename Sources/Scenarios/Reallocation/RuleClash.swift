public import NetworkModel

/// Why no plan keeps all rules: some of them cannot be kept together.
public struct RuleClash: Sendable, Hashable {
  /// What one of the rules needs against what the others leave.
  public struct Numbers: Sendable, Hashable {
    public let constraint: PlanConstraint
    /// ``RuleBound/atLeast``: the rule needs at least `required` on these recipients, the other clashing rules leave at
    /// most `left`. ``RuleBound/atMost``: it allows at most `required`, the others need at least `left`.
    public let bound: RuleBound
    public let recipients: [String]
    public let required: Money
    public let left: Money
  }

  /// Something that makes a plan possible, by as little as possible.
  public struct WayOut: Sendable, Hashable {
    public enum Change: Sendable, Hashable {
      /// A budget or the number of a rule: fen, a factor or a count.
      case number(PlanConstraint, from: ExactDecimal, to: ExactDecimal)
      case drop(PlanConstraint)
      /// Pairs without a pairing may have money, so many at least.
      case openPairings(Int)
      /// Rules are kept in fractions of the unit.
      case roundingUnit(Money)
    }

    public let changes: [Change]
  }

  /// Rules and budgets that cannot be kept together, though without any one of them the others can. Budgets first, rules
  /// by name.
  public let constraints: [PlanConstraint]
  /// Whether every smaller set of rules was tried and can be kept.
  public let isSmallest: Bool
  public let numbers: [Numbers]
  /// Each was solved and its plan evaluated.
  public let waysOut: [WayOut]
}
