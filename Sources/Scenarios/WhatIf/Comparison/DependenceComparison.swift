public import Analysis
public import NetworkModel

/// On how many hands a recipient hangs, before and after.
///
/// ## Conventions
/// - Donors by pairings are distinct donors of active pairings that end at the recipient itself, `central` left out.
/// - Donors by funds are distinct donors of more than nothing, at the level of the places; the Herfindahl index is of their
///   known amounts, 1 when all comes from one.
public struct DependenceComparison: Sendable {
  public struct State: Hashable, Sendable {
    public var pairingDonors: [NodeIndex] = []
    public var fundDonors: [NodeIndex] = []
    public var herfindahl: ExactRatio?
  }

  public let recipient: NodeIndex
  public let before: State
  public let after: State

  /// The recipients for which something differs, in id order.
  ///
  /// - Parameter kind: the kind of flows that is looked at; none when they are of several.
  static func lines(
    _ question: ComparisonQuestion, _ before: PairingNetwork, _ after: PairingNetwork,
    kind: FlowTotal.Kind?
  ) -> [DependenceComparison] {
    let old = states(question, before, kind)
    let new = states(question, after, kind)
    return Set(old.keys).union(new.keys).sorted().compactMap { recipient in
      let (a, b) = (old[recipient] ?? State(), new[recipient] ?? State())
      return a == b
        ? nil : DependenceComparison(recipient: recipient, before: a, after: b)
    }
  }

  private static func states(
    _ question: ComparisonQuestion, _ network: PairingNetwork, _ kind: FlowTotal.Kind?
  ) -> [NodeIndex: State] {
    var states: [NodeIndex: State] = [:]
    for pairing in network.pairings where pairing.kind != .central {
      if let date = question.baseline.asOf, pairing.period.covers(date) != .yes { continue }
      states[pairing.recipient, default: State()].pairingDonors.append(pairing.donor)
    }
    for (recipient, state) in states {
      states[recipient]?.pairingDonors = Set(state.pairingDonors).sorted()
    }
    guard let kind else { return states }
    let lines = FlowAccounts(question.flows, in: network)
      .breakdown(by: [.recipient(question.level), .donor(nil)])
    var amounts: [NodeIndex: [(donor: NodeIndex, amount: Int64)]] = [:]
    for line in lines where line.kind == kind {
      guard case .node(let recipient, _) = line.keys[0], case .node(let donor, _) = line.keys[1]
      else { continue }
      let count: Int64? =
        switch line.amount {
        case .money(let money): money.fen
        case .quantity(let number): number.scale == 0 ? number.significand : nil
        case nil: nil
        }
      if count == 0 { continue }
      states[recipient, default: State()].fundDonors.append(donor)
      if let count { amounts[recipient, default: []].append((donor, count)) }
    }
    for (recipient, list) in amounts {
      states[recipient]?.fundDonors.sort()
      states[recipient]?.herfindahl =
        Concentration(list.sorted { $0.donor < $1.donor }.map(\.amount))?.herfindahl
    }
    return states
  }
}
