/// An amount that falls due in each step of an agreement and grows from step to step.
///
/// ## Definition
/// due(k) = base · (1 + rate)^(k − k₀), with k₀ the first step of the base year. Compound, not simple growth.
/// Nothing is rounded: 60,000,000 yuan growing by 8 % is 81,629,337.60 yuan after four years and
/// 88,159,684.608 after five, which is no whole number of fen.
///
/// - Complexity: O(log *k*) products of numbers with O(*k*) digits.
public struct GrowthSchedule: Hashable, Sendable {
  /// In fen.
  public let base: ExactRatio
  /// Absent for an amount that does not grow.
  public let baseYear: Int?
  /// Growth from one step to the next, as a fraction.
  public let rate: ExactRatio
  public let per: Cadence

  public init(base: ExactRatio, baseYear: Int?, rate: ExactRatio, per: Cadence) {
    self.base = base
    self.baseYear = baseYear
    self.rate = rate
    self.per = per
  }

  /// What falls due in one step, in fen, exact; steps before the base year shrink by the same rate.
  ///
  /// Nothing when the growth cannot be undone (a rate of −100 %).
  public func due(atStep step: Int) -> ExactRatio? {
    guard let baseYear, !rate.isZero else { return base }
    let steps = step - per.firstStep(ofYear: baseYear)
    let growth = (.one + rate).power(abs(steps))
    return steps >= 0 ? base * growth : base.divided(by: growth)
  }

  /// What falls due in several steps together, in fen: the sum of the exact amounts.
  public func due(inSteps steps: ClosedRange<Int>) -> ExactRatio? {
    var sum = ExactRatio.zero
    for step in steps {
      guard let due = due(atStep: step) else { return nil }
      sum = sum + due
    }
    return sum
  }
}
