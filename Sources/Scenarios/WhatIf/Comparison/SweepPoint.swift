internal import Analysis
public import NetworkModel

/// A scenario at one value of a sweep: what is kept of it, so that a long sweep stays small.
public struct SweepPoint: Sendable {
  /// The numbers of a value that the scenario allows.
  public struct Outcome: Sendable {
    /// One line a kind.
    public let totals: [TotalComparison]
    public let funds: [FundComparison]
    /// Units with a pairing of their own.
    public let covered: Int
    public let gini: Double?
    public let requirementsBroken: Int
    public let rulesBroken: Int
    public let effects: [FundEffect]
  }

  public let value: ExactDecimal
  /// Absent when the scenario is impossible at this value.
  public let outcome: Outcome?
  public let refusal: Wording?

  public init(_ value: ExactDecimal, refusal: Wording) {
    self.value = value
    self.refusal = refusal
    outcome = nil
  }

  public init(_ value: ExactDecimal, _ applied: AppliedScenario, _ comparison: ScenarioComparison) {
    self.value = value
    refusal = nil
    outcome = Outcome(
      totals: comparison.totals, funds: comparison.funds,
      covered: comparison.coverage.after.count(.direct),
      gini: comparison.equity.first { $0.index == .gini }?.after,
      requirementsBroken: comparison.requirements.count(where: \.isBroken),
      rulesBroken: comparison.rules.count(where: comparison.isBroken),
      effects: applied.steps.flatMap(\.effects))
  }

  public var breaksSomething: Bool {
    outcome.map { $0.requirementsBroken + $0.rulesBroken > 0 } ?? false
  }
}
