internal import NetworkModel

extension EquityReport {
  /// Which share of the total the units that rank lowest have together, by the ranking that was asked for.
  ///
  /// Below the diagonal values sit with the high ranks, above it with the low ones; 1 less twice the area under it is the
  /// concentration index. Units of one rank share one point. `nil` without a ranking, of nothing and of zeros alone.
  ///
  /// - Complexity: O(*n* log *n*) time.
  /// - Source: Kakwani, Wagstaff & van Doorslaer (1997), J. Econometrics 77.
  public var concentrationCurve: LorenzCurve? {
    guard ranking != nil, lorenz != nil else { return nil }
    let ranked = lines.compactMap { line in line.ranking.map { (rank: $0, line: line) } }
      .sorted { ($0.rank, $0.line.unit) < ($1.rank, $1.line.unit) }
    guard ranked.count == lines.count else { return nil }
    let rows = ranked.map { entry in
      (
        weight: entry.line.denominator?.approximateValue ?? 1,
        value: entry.line.value.approximateValue
      )
    }
    var (whole, all) = (CompensatedSum(), CompensatedSum())
    for row in rows {
      whole.add(row.weight)
      all.add(row.value * row.weight)
    }
    return LorenzCurve(rows, whole: whole.value, all: all.value) {
      ranked[$0 + 1].rank == ranked[$0].rank
    }
  }
}
