public import NetworkModel

/// How many of those who entered a process came through each step: offered → signed → placed.
///
/// ## Conventions
/// - The steps are the statuses of the flows of one category and measure between two places, in the order of the
///   vocabulary: pledged, agreed, allocated, planned, signed, disbursed, spent, invested, realised. Before them stand
///   printed counts of what was offered: claims of kind `count` whose `measure` is the category.
/// - A rate is a step over the step before. Steps may count different things (posts, then people) and different
///   populations; the unit of each stands beside it, and a rate between two units says so.
/// - A step with an unknown amount ends in a lower end, and its rates are absent.
///
/// Worked example: 1,393 posts offered, 32 letters of intent, 15 placed: 2.30 %, then 46.9 %.
public struct FlowFunnel: Sendable {
  public struct Step: Sendable {
    /// Absent for what was offered.
    public let status: FlowStatus?
    public let unit: String
    public let amount: Amount?
    public let precision: TotalPrecision
    /// Over the step before, when both are known exactly.
    public let rate: ExactRatio?
    /// Whether the step before is counted in another unit.
    public let changesUnit: Bool
    public let flowIDs: [String]
    public let claimIDs: [String]
    public let sources: [SourcePlace]
  }

  public let category: String
  public let measure: Measure
  public let steps: [Step]

  /// - Parameters:
  ///   - category: of flows, such as `labour`.
  ///   - measure: persons for people; one measure only.
  ///   - origin: where those who take part come from.
  ///   - destination: where they go; nothing for anywhere.
  ///   - years: the years that count; nothing for all.
  public init(
    _ category: String, _ measure: Measure = .persons, from origin: NodeIndex,
    to destination: NodeIndex? = nil, years: ClosedRange<Int>? = nil, in network: PairingNetwork
  ) {
    self.category = category
    self.measure = measure
    let accounts = FlowAccounts(
      FlowQuestion(
        measure: measure, categories: [category], donor: origin, recipient: destination,
        years: years), in: network)
    var drafts = Self.offers(category, from: origin, years: years, in: network)
    drafts += accounts.totals.map { total in
      Step(
        status: total.kind.status, unit: total.kind.unit ?? "CNY", amount: total.amount,
        precision: total.precision, rate: nil, changesUnit: false,
        flowIDs: total.rows.map { network.flow(at: $0).id }, claimIDs: [],
        sources: accounts.sources(of: total))
    }
    var steps: [Step] = []
    for step in drafts { steps.append(step.after(steps.last)) }
    self.steps = steps
  }

  private static func offers(
    _ category: String, from origin: NodeIndex, years: ClosedRange<Int>?,
    in network: PairingNetwork
  ) -> [Step] {
    let places = InsideNodes(origin, in: network)
    return network.claims.compactMap { claim in
      guard claim.kind == "count", claim.measure == category,
        let subject = network.node(id: claim.subject), places.contains(subject)
      else { return nil }
      if let years, case .inside = YearFit(claim.period, in: years) {
      } else if years != nil {
        return nil
      }
      return Step(
        status: nil, unit: claim.unit, amount: claim.value.map(Amount.quantity),
        precision: TotalPrecision(rawValue: claim.precision.rawValue) ?? .exact, rate: nil,
        changesUnit: false, flowIDs: [], claimIDs: [claim.id],
        sources: claim.source.map { [SourcePlace(source: $0, locator: claim.locator)] } ?? [])
    }
  }
}

extension FlowFunnel.Step {
  fileprivate func after(_ previous: Self?) -> Self {
    var rate: ExactRatio?
    if precision == .exact, previous?.precision == .exact, let own = amount?.atoms,
      let before = previous?.amount?.atoms
    {
      rate = own.divided(by: before)
    }
    return Self(
      status: status, unit: unit, amount: amount, precision: precision, rate: rate,
      changesUnit: previous.map { $0.unit != unit } ?? false, flowIDs: flowIDs, claimIDs: claimIDs,
      sources: sources)
  }
}

extension Amount {
  /// The number in fen or in its unit.
  var atoms: ExactRatio {
    switch self {
    case .money(let money): ExactRatio(money)
    case .quantity(let number): ExactRatio(number)
    }
  }
}
