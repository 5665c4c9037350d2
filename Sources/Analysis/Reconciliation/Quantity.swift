public import NetworkModel

/// A number with its unit, and all values that it may stand for.
///
/// ## Conventions
/// - Money of every unit is one dimension, in fen; everything else keeps its unit, and 人 and 人次 are two dimensions.
/// - ``value`` is the number as it stands: 400余 counts as 400 in it.
/// - ``rounding`` is what the printed digits leave open (16.1 亿元: 16.05 to 16.15). Whole numbers of counted things (人,
///   件, projects) are exact; money, per cent, multiples, lengths and areas are read as rounded.
/// - ``range`` is rounding and bounds together: 400余 has no upper end, 近600 starts at nothing.
public struct Quantity: Hashable, Sendable {
  /// What is measured; only figures of one dimension are added or compared.
  public enum Dimension: Hashable, Sendable {
    /// In fen, 1/100 yuan.
    case money
    case unit(String)

    public init(unit: String) {
      self = MoneyUnit(rawValue: unit) == nil ? .unit(unit) : .money
    }
  }

  public let dimension: Dimension
  public let value: ExactRatio
  public let rounding: ValueRange
  public let range: ValueRange

  public init(
    _ value: ExactRatio, _ dimension: Dimension, rounding: ValueRange? = nil,
    range: ValueRange? = nil
  ) {
    self.dimension = dimension
    self.value = value
    self.rounding = rounding ?? ValueRange(exactly: value)
    self.range = range ?? self.rounding
  }

  /// A number as it is printed.
  public init(printed number: ExactDecimal, unit: String, precision: Precision = .exact) {
    let dimension = Dimension(unit: unit)
    let factor = Self.factor(of: unit)
    let value = ExactRatio(number) * factor
    var rounding = ValueRange(exactly: value)
    var range = ValueRange(printed: number, unit: factor, precision: precision)
    switch precision {
    case .exact, .derived, .inferred:
      if Self.isRounded(number, unit) { rounding = range } else { range = rounding }
    case .atMost where !value.isNegative: range = ValueRange(from: .zero, to: range.upper)
    case .atLeast, .atMost, .approximate: break
    }
    self.init(value, dimension, rounding: rounding, range: range)
  }

  /// The amount of a flow; nothing when it is unknown.
  public init?(_ flow: Flow) {
    switch flow.amount {
    case .money(let money):
      let unit = MoneyUnit(rawValue: flow.unit) ?? .yuan
      self.init(
        printed: money.decimal(in: unit), unit: unit.rawValue, precision: flow.precision)
    case .quantity(let number):
      self.init(printed: number, unit: flow.unit, precision: flow.precision)
    case nil: return nil
    }
  }

  /// The printed number of a claim; nothing when there is none.
  public init?(_ claim: Claim) {
    guard let value = claim.value else { return nil }
    self.init(printed: value, unit: claim.unit, precision: claim.precision)
  }

  /// How much one of a unit is worth in its dimension.
  static func factor(of unit: String) -> ExactRatio {
    MoneyUnit(rawValue: unit).map { ExactRatio.powerOfTen($0.fenExponent) } ?? .one
  }

  private static let measuredUnits: Set = ["percent", "ratio", "km", "亩", "ha", "m2", "km2"]

  /// Whether numbers in a unit are measured, and so rounded even when they are whole.
  static func isMeasured(_ unit: String) -> Bool {
    MoneyUnit(rawValue: unit) != nil || measuredUnits.contains(unit)
  }

  private static func isRounded(_ number: ExactDecimal, _ unit: String) -> Bool {
    number.scale > 0 || isMeasured(unit)
  }
}

// MARK: - Arithmetic

extension Quantity {
  /// - Precondition: both have one dimension.
  public static func + (a: Self, b: Self) -> Self {
    precondition(a.dimension == b.dimension, "Only figures of one dimension are added.")
    return Quantity(
      a.value + b.value, a.dimension, rounding: a.rounding + b.rounding, range: a.range + b.range)
  }

  /// - Precondition: both have one dimension.
  public static func - (a: Self, b: Self) -> Self {
    precondition(a.dimension == b.dimension, "Only figures of one dimension are subtracted.")
    return Quantity(
      a.value - b.value, a.dimension, rounding: a.rounding - b.rounding, range: a.range - b.range)
  }

  /// The quotient in a dimension of its own; nothing when `divisor` is 0.
  ///
  /// A range whose divisor may be 0 is not bounded.
  public func divided(by divisor: Self, as dimension: Dimension) -> Self? {
    guard let value = value.divided(by: divisor.value) else { return nil }
    return Quantity(
      value, dimension, rounding: rounding.divided(by: divisor.rounding) ?? .unbounded,
      range: range.divided(by: divisor.range) ?? .unbounded)
  }

  /// - Precondition: `factor` is not negative.
  public func scaled(by factor: ExactRatio, as dimension: Dimension? = nil) -> Self {
    Quantity(
      value * factor, dimension ?? self.dimension, rounding: rounding.scaled(by: factor),
      range: range.scaled(by: factor))
  }

  /// The product; its range is not bounded when one of the two may be negative.
  func multiplied(by factor: Self, as dimension: Dimension) -> Self {
    func product(_ a: ValueRange, _ b: ValueRange) -> ValueRange {
      guard let first = a.lower, let second = b.lower, !first.isNegative, !second.isNegative else {
        return .unbounded
      }
      return ValueRange(
        from: first * second, to: a.upper.flatMap { x in b.upper.map { x * $0 } })
    }
    return Quantity(
      value * factor.value, dimension, rounding: product(rounding, factor.rounding),
      range: product(range, factor.range))
  }

  /// How many times `other` this is; nothing when the two are not of one dimension or `other` is 0.
  ///
  /// Worked example: 3169 万元 to a mean of 4055.88 万元 is 0.781.
  public func ratio(to other: Self) -> Self? {
    guard dimension == other.dimension else { return nil }
    return divided(by: other, as: .unit("ratio"))
  }

  /// This out of `whole`, in hundredths.
  public func percent(of whole: Self) -> Self? {
    ratio(to: whole)?.scaled(by: ExactRatio(100), as: .unit("percent"))
  }
}

// MARK: - In words

extension Quantity {
  /// A number of a dimension in a unit: exact where it ends within six decimals, else with at most `places`, halves away
  /// from zero; fewer where it would not fit 64 bits.
  public static func decimal(
    _ value: ExactRatio?, in unit: String, places: Int = 4
  ) -> ExactDecimal? {
    guard let value, let number = value.divided(by: factor(of: unit)) else { return nil }
    if let exact = number.rounded(toPlaces: 6), ExactRatio(exact) == number { return exact }
    for places in stride(from: places, through: 0, by: -1) {
      if let decimal = number.rounded(toPlaces: places) { return decimal }
    }
    return nil
  }

  /// The unit in which people read a sum of money of this size: yuan below 10,000 yuan, else 万元.
  public var readableUnit: String {
    switch dimension {
    case .unit(let unit): unit
    case .money:
      value.magnitude < ExactRatio(1_000_000) ? MoneyUnit.yuan.rawValue : MoneyUnit.wan.rawValue
    }
  }

  /// The number with its unit: `576 万元`, `74 %`.
  static func words(_ value: ExactRatio, in unit: String) -> Wording {
    let number = decimal(value, in: unit)?.description ?? "–"
    switch unit {
    case "percent": return Wording(en: "\(number) %", zh: "\(number)%")
    case "ratio": return Wording(en: number, zh: "\(number) 倍")
    case "CNY": return Wording(en: "\(number) CNY", zh: "\(number) 元")
    case "km": return Wording(en: "\(number) km", zh: "\(number) 公里")
    default:
      // Units are written in the data's words; those in English are for programs.
      let isASCII = unit.utf8.allSatisfy { $0 < 0x80 }
      return Wording(en: "\(number) \(unit)", zh: isASCII ? number : "\(number) \(unit)")
    }
  }

  func words(in unit: String? = nil) -> Wording {
    Self.words(value, in: unit ?? readableUnit)
  }
}
