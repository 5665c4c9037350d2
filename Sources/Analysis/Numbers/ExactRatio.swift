internal import BigInt
public import NetworkModel

/// A fraction of two whole numbers of any size: what means, shares and growth rates are computed in.
///
/// Nothing is rounded before ``rounded(toPlaces:)``, so that a printed rate can be held against the exact one.
///
/// - Complexity: arithmetic is polynomial in the digits; all values here have a few dozen.
public struct ExactRatio: Hashable, Sendable {
  /// In lowest terms, the denominator above 0.
  private let numerator: BigInt
  private let denominator: BigInt

  private init(_ numerator: BigInt, over denominator: BigInt) {
    precondition(!denominator.isZero, "A denominator is not zero.")
    let divisor = numerator.greatestCommonDivisor(with: denominator)
    let sign: BigInt = denominator.signum() < 0 ? -1 : 1
    self.numerator = divisor.isZero ? 0 : sign * numerator / divisor
    self.denominator = divisor.isZero ? 1 : sign * denominator / divisor
  }

  public init(_ whole: some BinaryInteger) {
    numerator = BigInt(whole)
    denominator = 1
  }

  public init(_ decimal: ExactDecimal) {
    self.init(BigInt(decimal.significand), over: BigInt(10).power(Int(decimal.scale)))
  }

  /// The amount in fen.
  public init(_ money: Money) {
    self.init(money.fen)
  }

  public static let zero = ExactRatio(0)
  public static let one = ExactRatio(1)

  /// 10 to a power that may be negative.
  public static func powerOfTen(_ exponent: Int) -> ExactRatio {
    let power = BigInt(10).power(abs(exponent))
    return exponent < 0 ? ExactRatio(1, over: power) : ExactRatio(power, over: 1)
  }

  public static func + (a: Self, b: Self) -> Self {
    Self(
      a.numerator * b.denominator + b.numerator * a.denominator, over: a.denominator * b.denominator
    )
  }

  public static func - (a: Self, b: Self) -> Self { a + -b }

  public static prefix func - (a: Self) -> Self { Self(-a.numerator, over: a.denominator) }

  public static func * (a: Self, b: Self) -> Self {
    Self(a.numerator * b.numerator, over: a.denominator * b.denominator)
  }

  /// The quotient, or nothing when `divisor` is 0.
  public func divided(by divisor: Self) -> Self? {
    guard !divisor.numerator.isZero else { return nil }
    return Self(numerator * divisor.denominator, over: denominator * divisor.numerator)
  }

  /// The product of `exponent` factors; 1 for none.
  ///
  /// - Precondition: `exponent` is not negative.
  public func power(_ exponent: Int) -> Self {
    precondition(exponent >= 0, "An exponent is not negative.")
    return Self(numerator.power(exponent), over: denominator.power(exponent))
  }

  public var isZero: Bool { numerator.isZero }
  public var isNegative: Bool { numerator.signum() < 0 }
  public var magnitude: Self { isNegative ? -self : self }

  /// The whole number, when it is one and fits.
  public var wholeNumber: Int? { denominator == 1 ? Int(exactly: numerator) : nil }

  /// The greatest whole number that is not above it.
  private var floorValue: BigInt {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    return remainder.signum() < 0 ? quotient - 1 : quotient
  }

  /// With so many decimals, halves away from zero; nothing when it does not fit an ``ExactDecimal``.
  ///
  /// Worked example: 1/8 to two places is 0.13, −1/8 is −0.13.
  public func rounded(toPlaces places: Int) -> ExactDecimal? {
    guard (0...18).contains(places) else { return nil }
    let scaled = magnitude * Self.powerOfTen(places) + Self(1, over: 2)
    guard let significand = Int64(exactly: isNegative ? -scaled.floorValue : scaled.floorValue)
    else { return nil }
    return ExactDecimal(significand, scale: UInt8(places))
  }

  /// A number of fen as money, halves away from zero; nothing when it does not fit.
  public var money: Money? {
    rounded(toPlaces: 0).map { Money(fen: $0.significand) }
  }

  /// As money, when it is a whole number of fen.
  public var exactMoney: Money? {
    denominator == 1 ? Int64(exactly: numerator).map(Money.init(fen:)) : nil
  }

  /// The decimal, when it ends after 18 places at most and fits.
  public var exactDecimal: ExactDecimal? {
    for places in 0...18 {
      // More places do not fit if these do not.
      guard let decimal = rounded(toPlaces: places) else { return nil }
      if Self(decimal) == self { return decimal }
    }
    return nil
  }

  /// The nearest binary fraction, for drawing and statistics only.
  public var approximateValue: Double { Double(numerator) / Double(denominator) }
}

extension ExactRatio: Comparable {
  public static func < (a: Self, b: Self) -> Bool {
    a.numerator * b.denominator < b.numerator * a.denominator
  }
}

extension ExactRatio: CustomStringConvertible {
  public var description: String {
    exactDecimal?.description ?? "\(numerator)/\(denominator)"
  }
}
