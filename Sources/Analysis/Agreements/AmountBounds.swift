internal import NetworkModel

/// The least and the greatest that an amount may be, in whole numbers of a fixed small unit, for adding up many rows.
///
/// The unit is a fen for money and 10^−18 of the row's unit for a quantity, so that nothing is rounded. Sums that leave 128 bits
/// end the program; 10^19 rows of the largest amount of money do not, nor any count of people below 10^20.
struct AmountBounds: Hashable {
  var lower: Int128
  /// Absent when there is none.
  var upper: Int128?

  static let zero = AmountBounds(lower: 0, upper: 0)

  static func + (a: Self, b: Self) -> Self {
    AmountBounds(
      lower: a.lower + b.lower, upper: a.upper.flatMap { upper in b.upper.map { upper + $0 } })
  }

  /// The same range as exact numbers.
  func range(isMoney: Bool) -> ValueRange {
    ValueRange(
      from: Self.ratio(lower, isMoney: isMoney), to: upper.map { Self.ratio($0, isMoney: isMoney) })
  }

  static func ratio(_ units: Int128, isMoney: Bool) -> ExactRatio {
    isMoney ? ExactRatio(units) : ExactRatio(units) * .powerOfTen(-18)
  }
}

extension EvidenceRow {
  /// The printed number in units of ``AmountBounds``.
  var units: Int128? {
    switch amount {
    case .money(let money): Int128(money.fen)
    case .quantity(let quantity):
      (quantity.scale..<18).reduce(Int128(quantity.significand)) { units, _ in units * 10 }
    case nil: nil
    }
  }

  var isMoney: Bool { measure.isMonetary || measure == .goods && MoneyUnit(rawValue: unit) != nil }

  var bounds: AmountBounds {
    guard let units else { return AmountBounds(lower: 0, upper: nil) }
    switch precision {
    case .exact, .derived, .inferred:
      return AmountBounds(lower: units, upper: mayHaveGrown ? nil : units)
    case .atLeast: return AmountBounds(lower: units, upper: nil)
    case .atMost: return AmountBounds(lower: 0, upper: mayHaveGrown ? nil : units)
    case .approximate: return AmountBounds(lower: 0, upper: nil)
    }
  }
}
