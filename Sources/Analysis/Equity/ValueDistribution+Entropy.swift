internal import Foundation

extension ValueDistribution {
  /// Theil's T: Σ pᵢ (xᵢ ÷ μ) ln(xᵢ ÷ μ), from 0 to ln *n*; a unit with 0 adds nothing (0 · ln 0 is 0).
  ///
  /// Summed as Σ pᵢ (r ln r − r + 1), r = xᵢ ÷ μ, which is the same since the mean of r is 1, and has no term below 0.
  ///
  /// - Returns: `nil` of nothing and of zeros alone.
  /// - Source: Theil (1967), "Economics and Information Theory", ch. 4.
  public var theilT: Double? {
    positiveMean.map { mean in average(overMean: mean, Self.entropyT) }
  }

  /// Theil's L, the mean log deviation: Σ pᵢ ln(μ ÷ xᵢ), from 0 without a bound.
  ///
  /// - Returns: `nil` of nothing, of zeros alone, and where any unit has 0: its logarithm has no bound.
  /// - Source: Theil (1967), 4.2; Shorrocks (1980), "The class of additively decomposable inequality measures".
  public var theilL: Double? {
    guard let mean = positiveMean, !hasZero else { return nil }
    return average(overMean: mean, Self.entropyL)
  }

  /// The Atkinson index: 1 − the value that, had by all, would be worth as much, over the mean.
  ///
  /// A = 1 − (Σ pᵢ r^(1−ε))^(1 ÷ (1−ε)) with r = xᵢ ÷ μ; for ε = 1 it is 1 − the geometric mean of r. 0 for ε = 0.
  /// Where a unit has 0 and ε ≥ 1 it is 1, the limit. ε is the aversion to inequality.
  ///
  /// Worked example: 1 and 4 with ε = ½: mean 2.5, ((1 + 2) ÷ 2)² = 2.25, A = 0.1; with ε = 1: 1 − 2 ÷ 2.5 = 0.2.
  ///
  /// - Returns: `nil` of nothing and of zeros alone.
  /// - Precondition: ε is finite and not negative.
  /// - Source: Atkinson (1970), "On the measurement of inequality", J. Econ. Theory 2, eq. 17.
  public func atkinson(_ aversion: Double) -> Double? {
    precondition(aversion >= 0 && aversion.isFinite, "The aversion to inequality is not negative.")
    guard let mean = positiveMean else { return nil }
    if aversion == 0 { return 0 }
    if aversion >= 1, hasZero { return 1 }
    if aversion == 1 { return theilL.map { 0 - expm1(-$0) } }
    let power = 1 - aversion
    let least = zip(values, weights).first { $0.1 > 0 && $0.0 > 0 }?.0 ?? mean
    let largest = values.last ?? mean
    let widest = max(abs(power * log(least / mean)), abs(power * log(largest / mean)))
    if widest < 30 {
      let excess = average(overMean: mean) { Self.powerExcess($0, power) }
      // Not −expm1, which would make −0 of all equal.
      return 0 - expm1(log1p(excess) / power)
    }
    // Powers of the ratio to the unit that counts most do not leave the range of numbers.
    let base = power < 0 ? least : largest
    var sum = CompensatedSum()
    for (value, weight) in zip(values, weights) where weight > 0 && value > 0 {
      sum.add(weight * exp(power * log(value / base)))
    }
    return 1 - base / mean * exp(log(sum.value / totalWeight) / power)
  }

  /// Whether a unit that weighs anything has 0.
  var hasZero: Bool {
    zip(values, weights).first { $0.1 > 0 }.map { $0.0 == 0 } ?? false
  }

  /// (1 + d) ln(1 + d) − d.
  static func entropyT(_ deviation: Double) -> Double {
    if deviation == -1 { return 1 }
    // Near the mean the first terms cancel: Σ (−d)^k ÷ (k (k − 1)).
    if abs(deviation) < 0.1 {
      return series(deviation) { degree in
        (degree.isMultiple(of: 2) ? 1 : -1) / Double(degree * (degree - 1))
      }
    }
    return (1 + deviation) * log1p(deviation) - deviation
  }

  /// d − ln(1 + d).
  static func entropyL(_ deviation: Double) -> Double {
    if abs(deviation) < 0.1 {
      return series(deviation) { degree in (degree.isMultiple(of: 2) ? 1 : -1) / Double(degree) }
    }
    return deviation - log1p(deviation)
  }

  /// (1 + d)^a − 1 − a·d, whose mean is that of (1 + d)^a − 1.
  private static func powerExcess(_ deviation: Double, _ power: Double) -> Double {
    if deviation == -1 { return power - 1 }
    if abs(deviation) < 0.1, abs(power) < 4 {
      var coefficient = power
      return series(deviation) { degree in
        coefficient *= (power - Double(degree - 1)) / Double(degree)
        return coefficient
      }
    }
    return expm1(power * log1p(deviation)) - power * deviation
  }

  /// Σ c(k) d^k from k = 2, to the end of the precision for |d| < 0.1; `coefficient` is asked in order.
  private static func series(_ deviation: Double, _ coefficient: (Int) -> Double) -> Double {
    var power = deviation
    var sum = 0.0
    for degree in 2...24 {
      power *= deviation
      sum += coefficient(degree) * power
    }
    return sum
  }
}
