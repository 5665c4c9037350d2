internal import NetworkModel

/// A fraction of two whole numbers of 128 bits, for bounds of rules: fen times a decimal of nine places fits well.
struct ExactFraction: Comparable {
  let numerator: Int128
  /// Above 0.
  let denominator: Int128

  init(_ numerator: Int128, over denominator: Int128 = 1) {
    self.numerator = denominator < 0 ? -numerator : numerator
    self.denominator = abs(denominator)
  }

  init(_ decimal: ExactDecimal) {
    self.init(Int128(decimal.significand), over: powerOfTen(Int(decimal.scale)))
  }

  func times(_ factor: Int64) -> Self { Self(numerator * Int128(factor), over: denominator) }

  static func + (a: Self, b: Self) -> Self {
    Self(
      a.numerator * b.denominator + b.numerator * a.denominator, over: a.denominator * b.denominator
    )
  }

  static func - (a: Self, b: Self) -> Self { a + Self(-b.numerator, over: b.denominator) }

  static func < (a: Self, b: Self) -> Bool {
    a.numerator * b.denominator < b.numerator * a.denominator
  }

  static func == (a: Self, b: Self) -> Bool {
    a.numerator * b.denominator == b.numerator * a.denominator
  }

  /// The greatest whole number that is not above it.
  var floor: Int128 {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    return remainder < 0 ? quotient - 1 : quotient
  }

  /// The least whole number that is not below it.
  var ceiling: Int128 {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    return remainder > 0 ? quotient + 1 : quotient
  }

  var approximateValue: Double {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    return Double(quotient) + Double(remainder) / Double(denominator)
  }
}
