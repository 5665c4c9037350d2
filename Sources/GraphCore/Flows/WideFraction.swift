/// A number from 0 to 1 in 127 binary places.
///
/// Its sums of products with amounts have 192 bits and are exact; only the division that makes the next fraction of
/// them rounds, down or up as asked.
struct WideFraction: Hashable, Comparable {
  /// Units of 2⁻¹²⁷.
  let bits: UInt128

  static let zero = WideFraction(bits: 0)
  static let one = WideFraction(bits: 1 << 127)

  static func < (a: Self, b: Self) -> Bool { a.bits < b.bits }

  /// Whether it is 1, but for what rounding in a cycle leaves.
  var isWhole: Bool { Self.one.bits - bits < 1 << 62 }

  /// An exact sum of amounts times fractions, in units of 2⁻¹²⁷.
  struct Sum {
    private(set) var low: UInt128 = 0
    private(set) var high: UInt64 = 0

    @inline(__always)
    mutating func add(_ amount: UInt64, times fraction: WideFraction) {
      let lower = UInt128(amount) * UInt128(UInt64(truncatingIfNeeded: fraction.bits))
      let upper = UInt128(amount) * UInt128(UInt64(truncatingIfNeeded: fraction.bits >> 64))
      add(low: lower, high: 0)
      add(low: upper << 64, high: UInt64(truncatingIfNeeded: upper >> 64))
    }

    @inline(__always)
    private mutating func add(low other: UInt128, high otherHigh: UInt64) {
      let (sum, carry) = low.addingReportingOverflow(other)
      low = sum
      high &+= otherHigh &+ (carry ? 1 : 0)
    }

    /// The sum over a whole; it is not above the whole.
    @inline(__always)
    func divided(by whole: UInt64, roundedUp: Bool = false) -> WideFraction {
      let first = whole.dividingFullWidth((high, UInt64(truncatingIfNeeded: low >> 64)))
      let second = whole.dividingFullWidth((first.remainder, UInt64(truncatingIfNeeded: low)))
      let bits = UInt128(first.quotient) << 64 | UInt128(second.quotient)
      return WideFraction(bits: roundedUp && second.remainder > 0 ? bits + 1 : bits)
    }

    /// In units of 2⁻⁶⁴, rounded down: what a share is kept in until it is rounded to whole units.
    @inline(__always)
    var sixtyFourths: UInt128 { UInt128(high) << 65 | low >> 63 }

    /// `whole` less the sum, which is not above it.
    func complement(to whole: UInt64) -> Sum {
      var result = Sum()
      result.add(whole, times: .one)
      let (difference, borrow) = result.low.subtractingReportingOverflow(low)
      result.low = difference
      result.high = result.high &- high &- (borrow ? 1 : 0)
      return result
    }
  }

  /// The part of an amount in units of 2⁻⁶⁴, rounded down.
  @inline(__always)
  func part(of amount: UInt64) -> UInt128 {
    var sum = Sum()
    sum.add(amount, times: self)
    return sum.sixtyFourths
  }
}

/// A number of 128 significant bits that is not negative: added, multiplied and divided, never subtracted, so that
/// every result is right in all but its last bits however small it is.
struct WideNumber {
  /// The highest bit is set, unless the number is 0.
  private var significand: UInt128
  private var exponent: Int

  static let zero = WideNumber(significand: 0, exponent: 0)

  private init(significand: UInt128, exponent: Int) {
    self.significand = significand
    self.exponent = exponent
  }

  private init(normalizing significand: UInt128, exponent: Int) {
    let shift = significand.leadingZeroBitCount
    self.init(
      significand: significand << shift, exponent: significand == 0 ? 0 : exponent - shift)
  }

  init(_ whole: UInt64) { self.init(normalizing: UInt128(whole), exponent: 0) }

  init(_ sum: WideFraction.Sum) {
    if sum.high == 0 {
      self.init(normalizing: sum.low, exponent: -127)
    } else {
      let shift = 64 - sum.high.leadingZeroBitCount
      self.init(
        normalizing: UInt128(sum.high) << (128 - shift) | sum.low >> shift, exponent: shift - 127)
    }
  }

  var isZero: Bool { significand == 0 }

  static func + (a: Self, b: Self) -> Self {
    if a.significand == 0 { return b }
    if b.significand == 0 { return a }
    let (large, small) = a.exponent >= b.exponent ? (a, b) : (b, a)
    let distance = large.exponent - small.exponent
    guard distance < 128 else { return large }
    let (sum, carry) = large.significand.addingReportingOverflow(small.significand >> distance)
    return carry
      ? WideNumber(significand: sum >> 1 | 1 << 127, exponent: large.exponent + 1)
      : WideNumber(significand: sum, exponent: large.exponent)
  }

  static func * (a: Self, b: Self) -> Self {
    if a.significand == 0 || b.significand == 0 { return .zero }
    let product = a.significand.multipliedFullWidth(by: b.significand)
    let exponent = a.exponent + b.exponent + 128
    if product.high >> 127 == 1 {
      return WideNumber(significand: product.high, exponent: exponent)
    }
    return WideNumber(
      significand: product.high << 1 | UInt128(product.low >> 127), exponent: exponent - 1)
  }

  /// - Precondition: `b` is not 0.
  static func / (a: Self, b: Self) -> Self {
    if a.significand == 0 { return .zero }
    // The dividend is halved, so that its upper part is below the divisor and the quotient has 127 or 128 bits.
    let quotient = b.significand.dividingFullWidth((a.significand >> 1, a.significand << 127))
      .quotient
    return WideNumber(normalizing: quotient, exponent: a.exponent - b.exponent - 127)
  }

  /// The fraction, rounded down; 1 when it is above.
  var fraction: WideFraction {
    if significand == 0 { return .zero }
    let shift = exponent + 127
    if shift > 0 { return .one }
    if shift <= -128 { return .zero }
    return min(.one, WideFraction(bits: significand >> -shift))
  }

  /// The whole number, rounded down.
  ///
  /// - Precondition: it is below 2⁶³.
  var whole: Int64 {
    exponent <= -128 || significand == 0 ? 0 : Int64(significand >> -exponent)
  }
}
