public import Analysis
public import GraphCore
public import NetworkModel

/// What an uncertain scenario may come to: the scenario applied many times, each time with other values of its ranges.
///
/// ## Conventions
/// - Draw *i* takes its numbers from one SplitMix64 stream in the order of the changes: the same seed gives the same bytes.
/// - A quantile is the smallest value that at least that share of the draws does not exceed (nearest rank).
/// - Draws for which the scenario is impossible (more moved than there is) are left out and counted.
///
/// - Complexity: O(draws) times that of applying the scenario.
public struct ScenarioUncertainty: Sendable {
  public static let quantiles = [5, 25, 50, 75, 95]
  public static let standardDraws = 1000

  /// One number of the result over all draws.
  public struct Spread: Sendable {
    /// Absent for all funds of the kind.
    public let place: NodeIndex?
    public let kind: FlowTotal.Kind
    public let before: Amount?
    public let least: Amount
    public let greatest: Amount
    public let mean: Amount
    /// At ``ScenarioUncertainty/quantiles``.
    public let quantiles: [Amount]
  }

  public let draws: Int
  public let seed: UInt64
  public let impossible: Int
  /// Why the first impossible draw was one.
  public let firstRefusal: ChangeRefusal?
  /// Totals, then places that are not the same in every draw.
  public let spreads: [Spread]
  /// For each requirement, in how many of the draws it is met.
  public let met: [Int]

  public var possible: Int { draws - impossible }

  /// - Throws: ``RequirementVerdict/Fault`` when a requirement cannot be judged; any error of the caller's `progress`.
  public init(
    _ scenario: Scenario, on network: PairingNetwork, _ question: ComparisonQuestion,
    draws: Int = standardDraws, seed: UInt64 = SplitMix64.standardSeed,
    progress: (Int) -> Void = { _ in }
  ) throws(RequirementVerdict.Fault) {
    precondition(draws > 0, "At least one draw.")
    self.draws = draws
    self.seed = seed
    struct Key: Hashable {
      var kind: FlowTotal.Kind
      var place: NodeIndex?
    }
    let dimension: FlowDimension =
      question.side == .recipient ? .recipient(question.level) : .donor(question.level)
    func numbers(_ network: PairingNetwork) -> [Key: Amount] {
      let accounts = FlowAccounts(question.flows, in: network)
      var found: [Key: Amount] = [:]
      for total in accounts.totals {
        if let amount = total.amount { found[Key(kind: total.kind, place: nil)] = amount }
      }
      for line in accounts.breakdown(by: [dimension]) {
        guard case .node(let place, _) = line.keys.first, let amount = line.amount else { continue }
        found[Key(kind: line.kind, place: place)] = amount
      }
      return found
    }
    let before = numbers(network)
    var values: [Key: [ExactRatio]] = [:]
    var met = [Int](repeating: 0, count: scenario.requirements.count)
    var impossible = 0
    var firstRefusal: ChangeRefusal?
    var generator = SplitMix64(seed: seed)
    for draw in 0..<draws {
      let drawn = scenario.drawn(using: &generator)
      guard let after = Self.apply(drawn, network, &firstRefusal) else {
        impossible += 1
        continue
      }
      for (key, amount) in numbers(after) { values[key, default: []].append(amount.ratio) }
      for (index, requirement) in scenario.requirements.enumerated() {
        let verdict = try RequirementVerdict(requirement, at: index, question, network, after)
        if verdict.after.outcome == .met { met[index] += 1 }
      }
      progress(draw + 1)
    }
    self.impossible = impossible
    self.firstRefusal = firstRefusal
    self.met = met
    let possible = draws - impossible
    spreads = values.compactMap { key, found -> Spread? in
      // In a draw without the place it has nothing.
      var sorted = found + [ExactRatio](repeating: .zero, count: possible - found.count)
      sorted.sort()
      guard let least = sorted.first, let greatest = sorted.last,
        key.place == nil || least != greatest
      else { return nil }
      func amount(_ value: ExactRatio) -> Amount? {
        key.kind.unit == nil
          ? value.money.map(Amount.money) : value.rounded(toPlaces: 2).map(Amount.quantity)
      }
      let sum = sorted.reduce(ExactRatio.zero, +)
      let quantiles = Self.quantiles.compactMap { share in
        amount(sorted[max(0, (share * possible + 99) / 100 - 1)])
      }
      guard let low = amount(least), let high = amount(greatest),
        let mean = sum.divided(by: ExactRatio(possible)).flatMap(amount),
        quantiles.count == Self.quantiles.count
      else { return nil }
      return Spread(
        place: key.place, kind: key.kind, before: before[key], least: low, greatest: high,
        mean: mean, quantiles: quantiles)
    }.sorted { a, b in
      if a.kind != b.kind { return a.kind.order < b.kind.order }
      return (a.place?.value ?? -1) < (b.place?.value ?? -1)
    }
  }

  private static func apply(
    _ scenario: Scenario, _ network: PairingNetwork, _ refusal: inout ChangeRefusal?
  ) -> PairingNetwork? {
    do throws(ScenarioError) {
      return try scenario.applied(to: network)
    } catch {
      if refusal == nil { refusal = error.refusals.first }
      return nil
    }
  }
}
