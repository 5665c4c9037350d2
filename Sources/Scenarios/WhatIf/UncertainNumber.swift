public import Analysis
public import NetworkModel

/// A number that is known, or known to lie between two others.
public enum UncertainNumber: Hashable, Sendable {
  case exact(ExactDecimal)
  /// Every value between the two is equally likely; with a most likely one, the nearer to it the likelier (a triangle).
  case between(ExactDecimal, ExactDecimal, mostLikely: ExactDecimal?)

  public var isRange: Bool {
    if case .between = self { true } else { false }
  }

  /// The number itself, the most likely one, or the middle.
  public var central: ExactRatio {
    switch self {
    case .exact(let value): ExactRatio(value)
    case .between(_, _, let mostLikely?): ExactRatio(mostLikely)
    case .between(let low, let high, nil):
      (ExactRatio(low) + ExactRatio(high)) * ExactRatio(ExactDecimal(5, scale: 1))
    }
  }

  public var least: ExactDecimal {
    switch self {
    case .exact(let value), .between(let value, _, _): value
    }
  }

  public var greatest: ExactDecimal {
    switch self {
    case .exact(let value), .between(_, let value, _): value
    }
  }

  /// As it is written: `400..500`, `400..450..500`.
  public var description: String {
    switch self {
    case .exact(let value): value.description
    case .between(let low, let high, nil): "\(low)..\(high)"
    case .between(let low, let high, let middle?): "\(low)..\(middle)..\(high)"
    }
  }
}
