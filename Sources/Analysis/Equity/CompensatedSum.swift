/// A sum of binary fractions that carries what each addition rounds away.
///
/// The error is that of one rounding plus terms of the order of n·ε², so that an index of thousands of units is as
/// good as one of ten. The order of the terms still decides the last bit: sums here run over sorted values.
///
/// - Source: Neumaier (1974), "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", ZAMM 54.
struct CompensatedSum {
  private var sum = 0.0
  private var lost = 0.0

  mutating func add(_ term: Double) {
    let next = sum + term
    lost += abs(sum) >= abs(term) ? (sum - next) + term : (term - next) + sum
    sum = next
  }

  var value: Double {
    // A sum that left the range of numbers has lost nothing that could be given back.
    sum.isFinite ? sum + lost : sum
  }
}
