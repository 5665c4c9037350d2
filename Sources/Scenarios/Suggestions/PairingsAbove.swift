internal import NetworkModel

/// Which pairings between counties, or places above them, allow a pairing below.
///
/// ## The rule
/// A donor and a unit may be paired when a pairing of the layers `county` or `region` in force joins the
/// donor's county to the unit's county or to a place above that. What lies in no county (a hospital of
/// a municipality) stands for the lowest place in which it lies. A pairing with a group binds nobody,
/// for it does not say which of its members are meant.
struct PairingsAbove {
  private let network: PairingNetwork
  /// For each recipient its donors with the row that says so, by donor, each donor once.
  private let donors: [NodeIndex: [(donor: NodeIndex, row: Int)]]

  init(at date: CalendarDate?, in network: PairingNetwork) {
    self.network = network
    var donors: [NodeIndex: [(donor: NodeIndex, row: Int)]] = [:]
    for pairing in network.pairings where pairing.kind == .county || pairing.kind == .region {
      if let date, pairing.period.covers(date) != .yes { continue }
      let known = donors[pairing.recipient] ?? []
      if known.contains(where: { $0.donor == pairing.donor }) { continue }
      donors[pairing.recipient, default: []].append((pairing.donor, pairing.index))
    }
    self.donors = donors
  }

  /// The place whose pairings bind a node: the nearest of county level or above, itself included.
  func home(of node: NodeIndex) -> NodeIndex? { Self.home(of: node, in: network) }

  static func home(of node: NodeIndex, in network: PairingNetwork) -> NodeIndex? {
    func binds(_ place: NodeIndex) -> Bool {
      network.kind(of: place).level.map { $0 <= .county } ?? false
    }
    return binds(node) ? node : network.ancestors(of: node).first(where: binds)
  }

  /// Whether a pairing ends at the place itself.
  func isPaired(_ home: NodeIndex) -> Bool { donors[home] != nil }

  /// The places whose donors may help in a home, ascending, each with the row of the pairing.
  func donors(to home: NodeIndex) -> [(donor: NodeIndex, row: Int)] {
    var rows: [NodeIndex: Int] = [:]
    for place in [home] + Array(network.ancestors(of: home)) {
      for (donor, row) in donors[place] ?? [] where rows[donor] == nil { rows[donor] = row }
    }
    return rows.sorted { $0.key < $1.key }.map { (donor: $0.key, row: $0.value) }
  }
}
