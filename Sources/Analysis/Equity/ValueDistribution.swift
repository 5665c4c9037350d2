/// Values of units, none below 0, each with a weight: what indices of inequality are taken of.
///
/// ## Conventions
/// - A weight of *k* is the same as *k* rows of weight 1; without weights each unit weighs 1. Values are then per unit
///   of weight: per head, where weights are heads.
/// - Shares of weight are *p*ᵢ = wᵢ ÷ Σw, the mean is μ = Σ pᵢxᵢ. All indices are of the population: no correction for
///   small samples.
/// - Values are sorted first and sums are compensated, so the order of rows makes no difference, not even in the last bit.
/// - An index of nothing, or of zeros alone, is `nil`: there is no share of nothing. One unit has an index of 0.
///
/// - Complexity: O(*n* log *n*) to make, O(*n*) time for each index.
public struct ValueDistribution: Sendable {
  /// Ascending; units of one value by weight.
  public let values: [Double]
  /// The weight of each value.
  public let weights: [Double]

  /// - Parameters:
  ///   - values: one of each unit, in any order.
  ///   - weights: one of each unit, above 0; 1 each when absent.
  public init(_ values: [Double], weights: [Double]? = nil) throws(InequalityError) {
    try InequalityError.check(values: values, weights: weights)
    let weights = weights ?? [Double](repeating: 1, count: values.count)
    let order = values.indices.sorted { (values[$0], weights[$0]) < (values[$1], weights[$1]) }
    self.values = order.map { values[$0] }
    self.weights = order.map { weights[$0] }
  }

  /// - Precondition: values ascend and are finite, weights are not negative.
  init(sorted values: [Double], weights: [Double]) {
    self.values = values
    self.weights = weights
  }

  /// Σw: the number of units where each weighs 1.
  public var totalWeight: Double { sum(of: weights) }

  /// Σwx.
  public var total: Double {
    var sum = CompensatedSum()
    for (value, weight) in zip(values, weights) { sum.add(value * weight) }
    return sum.value
  }

  /// The weighted mean; `nil` of nothing. Rounding never takes it out of the range of the values: that of equal ones is theirs.
  public var mean: Double? {
    let weight = totalWeight
    guard weight > 0, let first = weights.firstIndex(where: { $0 > 0 }),
      let last = weights.lastIndex(where: { $0 > 0 })
    else { return nil }
    return min(max(total / weight, values[first]), values[last])
  }

  /// The mean, where shares of it can be taken.
  var positiveMean: Double? { mean.flatMap { $0 > 0 && $0.isFinite ? $0 : nil } }

  /// Σ pᵢ · f(xᵢ ÷ μ − 1), where f of a unit at the mean is 0.
  func average(overMean mean: Double, _ function: (Double) -> Double) -> Double {
    var sum = CompensatedSum()
    for (value, weight) in zip(values, weights) where weight > 0 {
      sum.add(weight * function((value - mean) / mean))
    }
    return sum.value / totalWeight
  }

  private func sum(of terms: [Double]) -> Double {
    var sum = CompensatedSum()
    for term in terms { sum.add(term) }
    return sum.value
  }
}

/// Why values have no distribution.
public enum InequalityError: Error, Hashable, Sendable {
  /// Below 0, infinite or not a number.
  case value(position: Int)
  /// Not above 0, or infinite.
  case weight(position: Int)
  /// As many weights, ranks or groups are needed as values.
  case counts(values: Int, others: Int)

  static func check(values: [Double], weights: [Double]?) throws(InequalityError) {
    if let position = values.firstIndex(where: { !($0 >= 0 && $0.isFinite) }) {
      throw .value(position: position)
    }
    guard let weights else { return }
    guard weights.count == values.count else {
      throw .counts(values: values.count, others: weights.count)
    }
    if let position = weights.firstIndex(where: { !($0 > 0 && $0.isFinite) }) {
      throw .weight(position: position)
    }
  }
}
