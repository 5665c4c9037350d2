/// An amount of money: an integer number of fen, 1/100 yuan.
///
/// The range is ±92,233,720,368,547,758.07 yuan. Sums never wrap: ``adding(_:)`` reports overflow, `+` ends
/// the program.
public struct Money: Hashable, Comparable, Sendable {
  public let fen: Int64

  public init(fen: Int64) {
    self.fen = fen
  }

  public static let zero = Money(fen: 0)

  public static func < (a: Money, b: Money) -> Bool { a.fen < b.fen }

  /// The sum; ends the program when it exceeds 92 quadrillion yuan, which no budget does.
  public static func + (a: Money, b: Money) -> Money { Money(fen: a.fen + b.fen) }
  public static func - (a: Money, b: Money) -> Money { Money(fen: a.fen - b.fen) }

  /// The sum, or nothing when it does not fit: for amounts that nobody has checked.
  public func adding(_ other: Money) -> Money? {
    let (sum, overflow) = fen.addingReportingOverflow(other.fen)
    return overflow ? nil : Money(fen: sum)
  }

  /// The amount of `decimal` units, exactly.
  ///
  /// - Throws: when it is not a whole number of fen, or does not fit.
  public init(_ decimal: ExactDecimal, _ unit: MoneyUnit) throws(MoneyError) {
    let shift = unit.fenExponent - Int(decimal.scale)
    guard shift >= 0 else { throw .finerThanFen }
    var fen = decimal.significand
    for _ in 0..<shift {
      let (product, overflow) = fen.multipliedReportingOverflow(by: 10)
      guard !overflow else { throw .outOfRange }
      fen = product
    }
    self.fen = fen
  }
}

/// The units in which money is written.
public enum MoneyUnit: String, Term {
  case yuan = "CNY"
  case wan = "万元"
  case yi = "亿元"

  /// One unit is 10 to this power of fen.
  public var fenExponent: Int {
    switch self {
    case .yuan: 2
    case .wan: 6
    case .yi: 10
    }
  }

  public var label: Wording {
    switch self {
    case .yuan: Wording(en: "yuan", zh: "元")
    case .wan: Wording(en: "10,000 yuan", zh: "万元")
    case .yi: Wording(en: "100 million yuan", zh: "亿元")
    }
  }
}

public enum MoneyError: Error, Hashable, Sendable {
  /// There are decimals below one fen that are not zero.
  case finerThanFen
  /// It does not fit 64 bits of fen.
  case outOfRange
}

extension Money {
  /// The amount in a unit, with the decimals that are not zero: `6000`, `884.93`.
  public func decimal(in unit: MoneyUnit) -> ExactDecimal {
    ExactDecimal(fen, scale: UInt8(unit.fenExponent))
  }

  /// The amount with its unit and thousands separators: `2,530.00 万元`.
  ///
  /// Two decimals at least, all that are needed at most, so that the text is exact.
  public func formatted(in unit: MoneyUnit, _ language: Language) -> String {
    let parts = decimal(in: unit).description.split(
      separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count > 1 ? String(parts[1]) : ""
    let padded = fraction + String(repeating: "0", count: max(0, 2 - fraction.count))
    let digits = parts[0].drop(while: { $0 == "-" })
    var grouped = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { grouped.append(",") }
      grouped.append(digit)
    }
    let sign = fen < 0 ? "−" : ""
    let name = language == .zh ? unit.label.zh : unit == .yuan ? "CNY" : unit.rawValue
    return "\(sign)\(grouped).\(padded) \(name)"
  }
}

extension Money: CustomStringConvertible {
  public var description: String { formatted(in: .wan, .zh) }
}
