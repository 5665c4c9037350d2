/// An index of inequality that is asked for by name.
public enum InequalityIndex: Hashable, Sendable {
  case gini, theilT, theilL
  /// With this aversion to inequality.
  case atkinson(Double)
  case coefficientOfVariation, hoover
  /// The concentration index against the ranking of the units.
  case concentration

  /// All, the Atkinson index once for each aversion; concentration only where units are ranked.
  public static func all(aversions: [Double], isRanked: Bool) -> [InequalityIndex] {
    [.gini, .theilT, .theilL] + aversions.map(InequalityIndex.atkinson)
      + [.coefficientOfVariation, .hoover] + (isRanked ? [.concentration] : [])
  }
}

/// Units in an order that no row decides: what indices and their intervals are computed from.
public struct InequalitySample: Sendable {
  /// By value, then weight, then rank.
  private let distribution: ValueDistribution
  /// The ranking of each, in the same order.
  private let ranking: [Double]?
  /// Positions of units by rank.
  private let byRank: [Int]

  public var unitCount: Int { distribution.values.count }
  public var isRanked: Bool { ranking != nil }

  public init(
    _ values: [Double], weights: [Double]? = nil, ranking: [Double]? = nil
  ) throws(InequalityError) {
    try InequalityError.check(values: values, weights: weights)
    if let ranking {
      guard ranking.count == values.count else {
        throw .counts(values: values.count, others: ranking.count)
      }
      if let position = ranking.firstIndex(where: \.isNaN) { throw .value(position: position) }
    }
    let weights = weights ?? [Double](repeating: 1, count: values.count)
    let order = values.indices.sorted {
      (values[$0], weights[$0], ranking?[$0] ?? 0) < (values[$1], weights[$1], ranking?[$1] ?? 0)
    }
    distribution = ValueDistribution(
      sorted: order.map { values[$0] }, weights: order.map { weights[$0] })
    let ranks = ranking.map { ranking in order.map { ranking[$0] } }
    self.ranking = ranks
    byRank = ranks.map { ranks in ranks.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) } } ?? []
  }

  /// The indices, each `nil` where it is not defined.
  public func values(of indices: [InequalityIndex]) -> [Double?] {
    values(of: indices, weights: distribution.weights)
  }

  /// The indices with other weights of the units, which may be 0.
  private func values(of indices: [InequalityIndex], weights: [Double]) -> [Double?] {
    let distribution = ValueDistribution(sorted: distribution.values, weights: weights)
    return indices.map { index in
      switch index {
      case .gini: distribution.gini
      case .theilT: distribution.theilT
      case .theilL: distribution.theilL
      case .atkinson(let aversion): distribution.atkinson(aversion)
      case .coefficientOfVariation: distribution.coefficientOfVariation
      case .hoover: distribution.hoover
      case .concentration:
        if let ranking, let mean = distribution.positiveMean {
          ConcentrationIndexKernel.index(
            values: byRank.map { distribution.values[$0] }, mean: mean,
            ranking: byRank.map { ranking[$0] }, weights: byRank.map { weights[$0] })
        } else {
          nil
        }
      }
    }
  }

  /// The indices of the sample in which each unit stands as often as `counts` says.
  func values(of indices: [InequalityIndex], counts: [Int]) -> [Double?] {
    values(
      of: indices, weights: zip(distribution.weights, counts).map { $0 * Double($1) })
  }
}
