public import NetworkModel

/// All values that a printed number may stand for: a closed interval, open where a bound is not known.
///
/// ## Conventions
/// - A number that is printed with so many decimals stands for all that round to it: 16.1 亿元 is 16.05…16.15. Both
///   ends belong to it. Zeros at the end of the decimals are not kept by the data format, so 10.00 is read as 10.
/// - `at_least` and `at_most` leave one side open; `approximate` leaves both, because the source does not say
///   how near it is.
public struct ValueRange: Hashable, Sendable {
  /// Absent when there is none.
  public let lower: ExactRatio?
  public let upper: ExactRatio?

  /// - Precondition: the ends are in order.
  public init(from lower: ExactRatio?, to upper: ExactRatio?) {
    if let lower, let upper { precondition(lower <= upper, "A range starts before it ends.") }
    self.lower = lower
    self.upper = upper
  }

  public init(exactly value: ExactRatio) {
    self.init(from: value, to: value)
  }

  public static let unbounded = ValueRange(from: nil, to: nil)

  /// What a printed number may stand for, in units of `unit`.
  ///
  /// - Parameter unit: what one is worth: 10^10 fen for a number in 亿元 when the range is wanted in fen.
  public init(printed value: ExactDecimal, unit: ExactRatio = .one, precision: Precision) {
    let half =
      ExactRatio.powerOfTen(-Int(value.scale)) * ExactRatio(ExactDecimal(5, scale: 1)) * unit
    let centre = ExactRatio(value) * unit
    switch precision {
    case .exact, .derived, .inferred: self.init(from: centre - half, to: centre + half)
    case .atLeast: self.init(from: centre, to: nil)
    case .atMost: self.init(from: nil, to: centre)
    case .approximate: self = .unbounded
    }
  }

  public func contains(_ value: ExactRatio) -> Bool {
    (lower.map { $0 <= value } ?? true) && (upper.map { value <= $0 } ?? true)
  }

  public func overlaps(_ other: Self) -> Bool {
    func inOrder(_ a: ExactRatio?, _ b: ExactRatio?) -> Bool {
      guard let a, let b else { return true }
      return a <= b
    }
    return inOrder(lower, other.upper) && inOrder(other.lower, upper)
  }

  public static func + (a: Self, b: Self) -> Self {
    Self(from: sum(a.lower, b.lower), to: sum(a.upper, b.upper))
  }

  public static func - (a: Self, b: Self) -> Self {
    Self(from: sum(a.lower, b.upper.map { -$0 }), to: sum(a.upper, b.lower.map { -$0 }))
  }

  /// The range times a factor that is not negative.
  public func scaled(by factor: ExactRatio) -> Self {
    precondition(!factor.isNegative, "A factor is not negative.")
    return Self(from: lower.map { $0 * factor }, to: upper.map { $0 * factor })
  }

  /// The quotients of two ranges of positive numbers; nothing when the divisor may be 0 or below.
  public func divided(by divisor: Self) -> Self? {
    guard let least = divisor.lower, !least.isNegative, !least.isZero else { return nil }
    guard let lower, !lower.isNegative else { return nil }
    return Self(
      from: divisor.upper.flatMap { lower.divided(by: $0) } ?? .zero,
      to: upper.flatMap { $0.divided(by: least) })
  }

  private static func sum(_ a: ExactRatio?, _ b: ExactRatio?) -> ExactRatio? {
    guard let a, let b else { return nil }
    return a + b
  }
}
