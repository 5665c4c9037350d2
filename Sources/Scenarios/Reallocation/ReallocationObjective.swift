public import NetworkModel

/// What the best plan is best at. It says how a plan fails when money is short.
///
/// y(r) is what recipient r gets, w(r) its weight, T(r) its target, Y the sum of all y.
public enum ReallocationObjective: Hashable, Sendable {
  /// The smallest measure of any recipient is largest.
  case maxMin(UnitMeasure)
  /// The smallest is largest; among those plans the second smallest is largest; and so on.
  case leximin(UnitMeasure)
  /// Σ max(0, T(r) − y(r)) is least; weighted: each times w(r).
  case leastShortfall(weighted: Bool)
  /// Σ |y(r) − Y · w(r) / Σ w| is least: the money that is not where the weights would have it, twice.
  case proportional
  /// The Gini index of y(r) / w(r), weighted by w(r), is least. Since Y is fixed, that is
  /// Σ over pairs |w(s) · y(r) − w(r) · y(s)|, which is linear; unlike Hoover's index it sees every transfer
  /// from a richer to a poorer recipient.
  case leastInequality
  /// Σ |x − x₀| over all lines is least.
  case leastChange
  /// As many recipients as possible get at least the threshold.
  case mostCovered(CoverThreshold)

  /// What the smallest is taken of.
  public enum UnitMeasure: String, Hashable, Sendable, CaseIterable {
    case amount
    /// y(r) / T(r)
    case perTarget = "per_target"
    /// y(r) / w(r)
    case perWeight = "per_weight"
  }

  public enum CoverThreshold: Hashable, Sendable {
    case amount(Money)
    /// T(r)
    case target
  }

  /// Whether more is better.
  public var isMaximised: Bool {
    switch self {
    case .maxMin, .leximin, .mostCovered: true
    default: false
    }
  }

  var needsTargets: Bool {
    switch self {
    case .maxMin(.perTarget), .leximin(.perTarget), .leastShortfall, .mostCovered(.target): true
    default: false
    }
  }

  /// The key in files and tables.
  public var key: String {
    switch self {
    case .maxMin: "max_min"
    case .leximin: "leximin"
    case .leastShortfall: "least_shortfall"
    case .proportional: "proportional"
    case .leastInequality: "least_inequality"
    case .leastChange: "least_change"
    case .mostCovered: "most_covered"
    }
  }
}

/// How much money there is. Budgets are spent in full.
public enum ReallocationBudget: Hashable, Sendable {
  /// All donors together give so much.
  case total(Money)
  /// All donors together give so many times what they gave, rounded to the rounding unit, halves up: 1.08 is 8 % more.
  case totalFactor(ExactDecimal)
  /// This donor gives so much.
  case ofDonor(String, Money)
  /// Every donor gives so many times what it gave, rounded to the rounding unit, halves up.
  case everyDonorFactor(ExactDecimal)
}

/// What is weighed against the objective.
public enum ReallocationPenalty: Hashable, Sendable {
  /// Objective lost per 10,000 yuan of Σ |x − x₀|.
  case churn(ExactDecimal)
  /// Objective lost per 10,000 yuan carried over a kilometre.
  case distance(ExactDecimal)
}
