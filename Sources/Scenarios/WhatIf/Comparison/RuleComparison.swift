public import Analysis
internal import NetworkModel

/// What the rule checker says of one rule in one period, before and after.
public struct RuleComparison: Sendable {
  public let before: Verdict?
  public let after: Verdict?

  /// The rule is not met now, and it was not so bad before.
  public var isBroken: Bool {
    guard let after, after.outcome == .notMet else { return false }
    guard let before, before.outcome == .notMet else { return true }
    guard let was = Self.shortfall(before), let now = Self.shortfall(after) else { return false }
    return was < now
  }

  public var isDifferent: Bool {
    before?.outcome != after?.outcome || before?.actual != after?.actual
      || before?.required != after?.required
  }

  /// By how much it misses what is required, at best; above 0 when it misses.
  private static func shortfall(_ verdict: Verdict) -> ExactRatio? {
    guard let difference = verdict.difference else { return nil }
    return verdict.isUpperBound ? difference.lower : difference.upper.map { -$0 }
  }
}
