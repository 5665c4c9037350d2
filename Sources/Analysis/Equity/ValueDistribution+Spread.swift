extension ValueDistribution {
  /// The Gini coefficient: half the mean difference of two units drawn at random, over the mean.
  ///
  /// G = Σᵢ Σⱼ pᵢ pⱼ |xᵢ − xⱼ| ÷ 2μ, from 0 (all equal) to 1 − p of the one unit that has all: (*n* − 1) ÷ *n* for *n*
  /// units. It is summed as Σₖ Pₖ (1 − Pₖ) (xₖ₊₁ − xₖ) ÷ μ over the sorted values, Pₖ the weight up to the k-th: no term is
  /// negative, so nothing cancels.
  ///
  /// Worked example: 1, 2, 3 give (1·2·1 + 2·1·1) ÷ (3 · 6) = 2/9.
  ///
  /// - Returns: `nil` of nothing and of zeros alone.
  /// - Source: Gini (1912), "Variabilità e mutabilità"; Sen (1973), "On Economic Inequality", 2.8.
  public var gini: Double? {
    guard let mean = positiveMean else { return nil }
    let whole = totalWeight
    var below = CompensatedSum()
    var sum = CompensatedSum()
    for position in values.indices.dropLast() {
      below.add(weights[position])
      let step = values[position + 1] - values[position]
      if step > 0 { sum.add(below.value / whole * (whole - below.value) * (step / mean)) }
    }
    return sum.value / whole
  }

  /// The Hoover index (Schutz, Pietra, Robin Hood): the share of the total that must move to make all equal.
  ///
  /// H = ½ Σ pᵢ |xᵢ ÷ μ − 1|, the greatest distance between the Lorenz curve and the diagonal. `nil` of nothing and of
  /// zeros alone.
  ///
  /// - Source: Hoover (1936), "The measurement of industrial localization", Rev. Econ. Stat. 18.
  public var hoover: Double? {
    positiveMean.map { mean in average(overMean: mean) { abs($0) } / 2 }
  }

  /// The coefficient of variation: the standard deviation of the population (divided by *n*, not *n* − 1) over the mean.
  ///
  /// `nil` of nothing and of zeros alone.
  public var coefficientOfVariation: Double? {
    positiveMean.map { mean in average(overMean: mean) { $0 * $0 }.squareRoot() }
  }

  /// The Herfindahl–Hirschman index: the sum of the squared shares of the total, each unit of weight a holder of its own.
  ///
  /// From 1 ÷ *n* to 1. Without weights it is (1 + CV²) ÷ *n*. `nil` of nothing and of zeros alone.
  ///
  /// - Source: Hirschman (1964), "The paternity of an index", Am. Econ. Rev. 54.
  public var herfindahl: Double? {
    guard positiveMean != nil else { return nil }
    let total = total
    var sum = CompensatedSum()
    for (value, weight) in zip(values, weights) {
      sum.add(weight * (value / total) * (value / total))
    }
    return sum.value
  }

  /// How many equal holders would be as concentrated: 1 ÷ HHI.
  public var effectiveNumber: Double? { herfindahl.map { 1 / $0 } }
}
