/// The concentration index: whether values sit with the units that rank low or high by something else.
///
/// C = 2 ÷ μ · Σ pᵢ (xᵢ − μ) (Rᵢ − ½). Rᵢ is the fractional rank: the share of the weight that ranks lower, plus half the
/// weight of the rank itself. Units of one rank share its mean, so their order makes no difference.
///
/// ## Conventions
/// - Below 0: values sit with the low ranks; 0: no slope; above 0: with the high ranks. At most the Gini coefficient
///   of the values in size, and equal to it when the values rank themselves.
/// - A weight of *k* is the same as *k* rows of weight 1.
///
/// Worked example: values 1, 2, 3 ranked 1, 2, 3: 2 ÷ 2 · (1/3) (−1 · −1/3 + 1 · 1/3) = 2/9, the Gini coefficient; ranked
/// 3, 2, 1 it is −2/9.
///
/// - Parameter ranking: a number of each unit; only its order counts.
/// - Returns: `nil` of nothing and of zeros alone.
/// - Complexity: O(*n* log *n*) time.
/// - Source: Kakwani, Wagstaff & van Doorslaer (1997), "Socioeconomic inequalities in health", J. Econometrics 77, eq. 3–8.
public func concentrationIndex(
  of values: [Double], rankedBy ranking: [Double], weights: [Double]? = nil
) throws(InequalityError) -> Double? {
  try InequalitySample(values, weights: weights, ranking: ranking).values(of: [.concentration])[0]
}

enum ConcentrationIndexKernel {
  /// Of units in order of their rank, with their mean above 0; a weight may be 0.
  static func index(
    values: [Double], mean: Double, ranking: [Double], weights: [Double]
  ) -> Double {
    var whole = CompensatedSum()
    for weight in weights { whole.add(weight) }
    var below = CompensatedSum()
    var sum = CompensatedSum()
    var start = 0
    while start < values.count {
      var end = start
      var here = CompensatedSum()
      var excess = CompensatedSum()
      while end < values.count, ranking[end] == ranking[start] {
        here.add(weights[end])
        excess.add(weights[end] * ((values[end] - mean) / mean))
        end += 1
      }
      // Twice the rank less 1: what lies below less what lies above.
      let above = whole.value - below.value - here.value
      sum.add(excess.value * ((below.value - above) / whole.value))
      below.add(here.value)
      start = end
    }
    return sum.value / whole.value
  }
}
