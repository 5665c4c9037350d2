public import NetworkModel

/// The units in which land is written.
public enum AreaUnit: String, CaseIterable, Sendable {
  /// 1/15 of a hectare.
  case mu = "亩"
  case hectare = "ha"
  case squareMetre = "m2"
  case squareKilometre = "km2"

  /// So many hectares, exactly: 1,062 亩 are 70.8 ha.
  public func hectares(of number: ExactDecimal) -> ExactRatio {
    let factor =
      switch self {
      case .mu: ExactRatio.one.divided(by: ExactRatio(15)) ?? .zero
      case .hectare: ExactRatio.one
      case .squareMetre: ExactRatio.powerOfTen(-4)
      case .squareKilometre: ExactRatio.powerOfTen(2)
      }
    return ExactRatio(number) * factor
  }
}
