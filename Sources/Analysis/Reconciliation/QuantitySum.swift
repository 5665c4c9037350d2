internal import NetworkModel

/// Adds the amounts of flows up: the same as adding each ``Quantity``, without rational arithmetic a row.
///
/// Sums of money and of whole things that are counted are kept as numbers of half atoms (half a fen, half a thing), in
/// which every rounding is whole; what does not fit this is added as a quantity.
///
/// - Complexity: O(1) a row; a sum of 2^60 of the largest amounts fits.
struct QuantitySum {
  private let dimension: Quantity.Dimension
  private(set) var isEmpty = true
  private var value: Int128 = 0
  /// What rounding takes away or adds.
  private var rounding: Int128 = 0
  private var lower: Int128? = 0
  private var upper: Int128? = 0
  private var others: Quantity?

  init(_ dimension: Quantity.Dimension) {
    self.dimension = dimension
  }

  /// - Precondition: the amount of the flow is known and of the sum's dimension.
  mutating func add(_ flow: Flow, unit: String) {
    let row = flow.row
    let atoms: Int128
    let half: Int128
    switch row.amount {
    case .money(let money):
      atoms = Int128(money.fen)
      half = Self.roundingOfMoney(money.fen, MoneyUnit(rawValue: unit) ?? .yuan)
    case .quantity(let number) where number.scale == 0 && !Quantity.isMeasured(unit):
      atoms = Int128(number.significand)
      half = 0
    case .quantity, nil:
      if let quantity = Quantity(flow) { add(quantity) }
      return
    }
    isEmpty = false
    value += 2 * atoms
    switch row.precision {
    case .exact, .derived, .inferred:
      rounding += half
      lower = lower.map { $0 + 2 * atoms - half }
      upper = upper.map { $0 + 2 * atoms + half }
    case .atLeast:
      lower = lower.map { $0 + 2 * atoms }
      upper = nil
    case .atMost:
      if atoms < 0 { lower = nil }
      upper = upper.map { $0 + 2 * atoms }
    case .approximate:
      lower = nil
      upper = nil
    }
  }

  mutating func add(_ quantity: Quantity) {
    isEmpty = false
    others = others.map { $0 + quantity } ?? quantity
  }

  /// Half of the last digit written, in half fen: 10^(exponent − decimals).
  private static func roundingOfMoney(_ fen: Int64, _ unit: MoneyUnit) -> Int128 {
    var half: Int128 = 1
    var rest = fen
    for _ in 0..<unit.fenExponent where rest % 10 == 0 {
      rest /= 10
      half *= 10
    }
    return half
  }

  /// The sum; nothing when nothing was added.
  var quantity: Quantity? {
    guard !isEmpty else { return nil }
    func ratio(_ halves: Int128) -> ExactRatio {
      ExactRatio(halves) * ExactRatio(ExactDecimal(5, scale: 1))
    }
    let sum = Quantity(
      ratio(value), dimension,
      rounding: ValueRange(from: ratio(value - rounding), to: ratio(value + rounding)),
      range: ValueRange(from: lower.map(ratio), to: upper.map(ratio)))
    return others.map { sum + $0 } ?? sum
  }
}
