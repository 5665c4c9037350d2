internal import Analysis
public import GraphCore
internal import NetworkModel

extension Scenario {
  /// The scenario with every range replaced by one value of it.
  ///
  /// Values are whole fen, whole people, or two decimals more than the ends have; in the order of the changes.
  public func drawn(using generator: inout SplitMix64) -> Scenario {
    var scenario = self
    for index in scenario.changes.indices {
      switch scenario.changes[index].action {
      case .move(let funds, let to, let portion):
        scenario.changes[index].action = .move(funds, to: to, portion.drawn(using: &generator))
      case .cut(let funds, let portion):
        scenario.changes[index].action = .cut(funds, portion.drawn(using: &generator))
      case .set(let funds, let amount):
        scenario.changes[index].action = .set(funds, amount.drawn(using: &generator))
      case .add(let funds, let amount):
        scenario.changes[index].action = .add(funds, amount.drawn(using: &generator))
      case .scale(let funds, let percent):
        scenario.changes[index].action = .scale(
          funds, percent: percent.drawn(decimals: percent.decimals + 2, using: &generator))
      default: continue
      }
    }
    return scenario
  }
}

extension Portion {
  fileprivate func drawn(using generator: inout SplitMix64) -> Portion {
    switch self {
    case .all: .all
    case .amount(let amount): .amount(amount.drawn(using: &generator))
    case .percent(let percent):
      .percent(percent.drawn(decimals: percent.decimals + 2, using: &generator))
    }
  }
}

extension FundAmount {
  fileprivate func drawn(using generator: inout SplitMix64) -> FundAmount {
    let decimals = MoneyUnit(rawValue: unit)?.fenExponent ?? Int(number.decimals)
    return FundAmount(number.drawn(decimals: UInt8(decimals), using: &generator), unit)
  }
}

extension UncertainNumber {
  fileprivate var decimals: UInt8 { max(least.scale, greatest.scale) }

  /// One value with so many decimals.
  ///
  /// A triangle is drawn through its inverse distribution; the only real numbers on the way are a quotient, a square root
  /// and a product, which are the same on every machine.
  fileprivate func drawn(decimals: UInt8, using generator: inout SplitMix64) -> UncertainNumber {
    guard case .between(let low, let high, let mostLikely) = self else { return self }
    func steps(_ value: ExactDecimal) -> Int64? {
      (ExactRatio(value) * .powerOfTen(Int(decimals))).rounded(toPlaces: 0)?.significand
    }
    guard decimals <= 18, let first = steps(low), let last = steps(high),
      case (let span, let overflow) = last.subtractingReportingOverflow(first), !overflow,
      span < Int64.max
    else { return .exact(low) }
    let offset: Int64
    if let mostLikely, let mode = steps(mostLikely) {
      let u = generator.unit()
      let (width, rise) = (Double(span), Double(mode - first))
      let value =
        u * width < rise
        ? (u * width * rise).squareRoot()
        : width - ((1 - u) * width * (width - rise)).squareRoot()
      offset = min(span, max(0, Int64(value.rounded())))
    } else {
      offset = Int64(generator.index(below: Int(span) + 1))
    }
    return .exact(ExactDecimal(first + offset, scale: decimals))
  }
}
