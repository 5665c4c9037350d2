/// A decimal number as it was written: `significand` × 10^−`scale`, with no trailing zeros kept.
///
/// Nothing passes through a binary fraction on its way in or out.
public struct ExactDecimal: Hashable, Sendable {
  public let significand: Int64
  /// Digits after the point, 0…18.
  public let scale: UInt8

  public init(_ significand: Int64, scale: UInt8 = 0) {
    precondition(scale <= 18, "At most 18 decimals are kept.")
    var significand = significand
    var scale = scale
    while scale > 0, significand % 10 == 0 {
      significand /= 10
      scale -= 1
    }
    self.significand = significand
    self.scale = scale
  }

  /// Reads `-?digits[.digits]` in ASCII; nothing else, not even surrounding space.
  ///
  /// Returns nothing when the text has another form or does not fit 64 bits after trailing zeros of
  /// the fraction are dropped.
  public init?(parsing text: some Sequence<UInt8>) {
    var significand: Int64 = 0
    var scale = 0
    var pendingZeros = 0
    var digits = 0
    var negative = false
    var inFraction = false
    var first = true
    var fractionDigits = 0
    func append(_ digit: Int64, to value: Int64) -> Int64? {
      let (tens, tooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, over) = tens.addingReportingOverflow(digit)
      return tooLarge || over ? nil : sum
    }
    for byte in text {
      defer { first = false }
      switch byte {
      case UInt8(ascii: "-") where first: negative = true
      case UInt8(ascii: ".") where digits > 0 && !inFraction: inFraction = true
      case UInt8(ascii: "0") where inFraction:
        pendingZeros += 1
        fractionDigits += 1
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits += 1
        if inFraction {
          fractionDigits += 1
          while pendingZeros > 0 {
            guard let next = append(0, to: significand), scale < 18 else { return nil }
            significand = next
            scale += 1
            pendingZeros -= 1
          }
          guard scale < 18 else { return nil }
          scale += 1
        }
        guard let next = append(Int64(byte - UInt8(ascii: "0")), to: significand) else {
          return nil
        }
        significand = next
      default: return nil
      }
    }
    guard digits > 0, !inFraction || fractionDigits > 0 else { return nil }
    self.init(negative ? -significand : significand, scale: UInt8(scale))
  }

  /// The exact sum, or nothing when it does not fit.
  public func adding(_ other: ExactDecimal) -> ExactDecimal? {
    let common = max(scale, other.scale)
    let (sum, overflow) = scaled(to: common).addingReportingOverflow(other.scaled(to: common))
    guard !overflow else { return nil }
    var significand = sum
    var scale = common
    while scale > 0, significand % 10 == 0 {
      significand /= 10
      scale -= 1
    }
    return Int64(exactly: significand).map { ExactDecimal($0, scale: scale) }
  }

  /// The number as a binary fraction, for drawing and statistics only.
  public var approximateValue: Double {
    var divisor = 1.0
    for _ in 0..<scale { divisor *= 10 }
    return Double(significand) / divisor
  }
}

extension ExactDecimal: Comparable {
  public static func < (a: Self, b: Self) -> Bool {
    let scale = max(a.scale, b.scale)
    return a.scaled(to: scale) < b.scaled(to: scale)
  }

  private func scaled(to scale: UInt8) -> Int128 {
    (self.scale..<scale).reduce(Int128(significand)) { value, _ in value * 10 }
  }
}

extension ExactDecimal: CustomStringConvertible {
  public var description: String {
    let digits = String(significand.magnitude)
    let sign = significand < 0 ? "-" : ""
    guard scale > 0 else { return sign + digits }
    let padded = String(repeating: "0", count: max(0, Int(scale) + 1 - digits.count)) + digits
    let point = padded.index(padded.endIndex, offsetBy: -Int(scale))
    return sign + padded[..<point] + "." + padded[point...]
  }
}
