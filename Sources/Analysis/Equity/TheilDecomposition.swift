internal import Foundation

/// Theil's T or L of units in groups: what lies within the groups, and what between their means.
///
/// T = Σ s_g T_g + Σ s_g ln(μ_g ÷ μ), L = Σ p_g L_g + Σ p_g ln(μ ÷ μ_g): p_g is the group's share of the weight, s_g its share
/// of the total. Within, between and total are computed apart, none as what the others leave, and within + between = total.
///
/// ## Conventions
/// - A group of zeros alone has no T of its own; it weighs 0 in T and adds 0.
/// - L is `nil` where any unit has 0.
///
/// - Source: Theil (1967), ch. 4; Shorrocks (1980), "The class of additively decomposable inequality measures", Econometrica 48.
public struct TheilDecomposition<Group: Hashable & Sendable>: Sendable {
  public enum Form: String, CaseIterable, Sendable {
    case t, l
  }

  public struct Part: Sendable {
    public let group: Group
    public let unitCount: Int
    /// Of the weight of all.
    public let weightShare: Double
    /// Of the total of all.
    public let valueShare: Double
    public let mean: Double
    /// The index among the units of the group; absent for zeros alone.
    public let index: Double?
    /// What the inequality inside the group adds to the whole.
    public let within: Double
    /// What the distance of the group's mean adds to the whole; below 0 where its mean lies on the far side.
    public let between: Double
  }

  public let form: Form
  public let total: Double
  public let within: Double
  public let between: Double
  /// In the order in which groups were given.
  public let parts: [Part]

  /// The share of the whole that lies between groups; absent when there is no inequality.
  public var betweenShare: Double? { total > 0 ? between / total : nil }
}

extension TheilDecomposition {
  /// - Parameters:
  ///   - membership: the group of each unit.
  ///   - order: the groups in the order wanted; groups without a unit are passed over.
  /// - Returns: `nil` where the index of the whole is.
  /// - Complexity: O(*n* log *n* + groups) time.
  public init?(
    _ form: Form, of values: [Double], weights: [Double]? = nil, in membership: [Group],
    order: [Group]
  ) throws(InequalityError) {
    let whole = try ValueDistribution(values, weights: weights)
    guard membership.count == values.count else {
      throw .counts(values: values.count, others: membership.count)
    }
    guard let mean = whole.positiveMean, let total = form.index(of: whole) else { return nil }
    var positions: [Group: [Int]] = [:]
    for (position, group) in membership.enumerated() {
      positions[group, default: []].append(position)
    }
    precondition(
      Set(order).count == order.count && Set(order).isSuperset(of: positions.keys),
      "Every group of a unit stands in the order, once.")

    let wholeWeight = whole.totalWeight
    var within = CompensatedSum()
    var between = CompensatedSum()
    var parts: [Part] = []
    for group in order {
      guard let units = positions[group] else { continue }
      let part = try ValueDistribution(
        units.map { values[$0] }, weights: weights.map { weights in units.map { weights[$0] } })
      let weightShare = part.totalWeight / wholeWeight
      let ratio = (part.mean ?? 0) / mean
      let index = form.index(of: part)
      let scale = form == .t ? weightShare * ratio : weightShare
      let added = scale * (index ?? 0)
      within.add(added)
      between.add(weightShare * form.entropy(((part.mean ?? 0) - mean) / mean))
      parts.append(
        Part(
          group: group, unitCount: units.count, weightShare: weightShare,
          valueShare: weightShare * ratio, mean: part.mean ?? 0, index: index, within: added,
          between: ratio > 0 ? scale * (form == .t ? log(ratio) : -log(ratio)) : 0))
    }
    self.init(
      form: form, total: total, within: within.value, between: between.value, parts: parts)
  }
}

extension TheilDecomposition.Form {
  fileprivate func index(of distribution: ValueDistribution) -> Double? {
    self == .t ? distribution.theilT : distribution.theilL
  }

  fileprivate func entropy(_ deviation: Double) -> Double {
    self == .t
      ? ValueDistribution.entropyT(deviation) : ValueDistribution.entropyL(deviation)
  }
}
