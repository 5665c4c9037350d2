internal import NetworkModel

/// What the printed aggregates settle about single units.
struct ClaimVerdicts {
  /// Units that a claim says are covered, and the claim.
  private(set) var claimed: [NodeIndex: Int] = [:]
  /// Units that a claim says have no pairing, and the claim.
  private(set) var excluded: [NodeIndex: Int] = [:]

  init(_ question: CoverageQuestion, in network: PairingNetwork) {
    for (position, claim) in network.claims.enumerated() {
      guard let kind = claim.measure.flatMap(PairingKind.init), question.kinds.contains(kind),
        claim.isInForce(at: question.date), let subject = network.node(id: claim.subject)
      else { continue }
      let scope = claim.scope.flatMap(network.node(id:))
      switch claim.kind {
      case "pairing_count":
        guard claim.counts(question.units) else { continue }
        if question.side != .donor, let count = claim.value2 {
          settle(subject, count, position, question, network)
        }
        if question.side != .recipient, let scope, let count = claim.value {
          settle(scope, count, position, question, network)
        }
      case "full_coverage":
        guard claim.counts(question.units), question.side != .donor else { continue }
        for unit in network.units(question.units, of: subject, at: question.date) {
          claimed[unit] = claimed[unit] ?? position
        }
      case "closed_list":
        guard claim.counts(question.units), let scope, question.date != nil else { continue }
        let members = Set(network.units(question.units, of: subject, at: question.date))
        guard !members.isEmpty else { continue }
        for unit in network.units(question.units, of: scope, at: question.date)
        where !members.contains(unit) {
          excluded[unit] = excluded[unit] ?? position
        }
      default: continue
      }
    }
  }

  /// A count settles single units only when it is the number of all of them.
  private mutating func settle(
    _ place: NodeIndex, _ count: ExactDecimal, _ position: Int, _ question: CoverageQuestion,
    _ network: PairingNetwork
  ) {
    let units = network.units(question.units, of: place, at: question.date)
    guard !units.isEmpty, ExactDecimal(Int64(units.count)) == count else { return }
    for unit in units { claimed[unit] = claimed[unit] ?? position }
  }
}

extension Claim {
  /// Whether the claim speaks about a date. A claim without a period speaks about no date in particular,
  /// and is used only when none is asked for.
  func isInForce(at date: CalendarDate?) -> Bool {
    guard let date else { return true }
    return period.covers(date) == .yes
  }

  /// Whether its numbers count units of this class.
  func counts(_ units: UnitClass) -> Bool { UnitClass(unit) == units }
}
