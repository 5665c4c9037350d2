internal import Analysis
internal import Geodesy
public import NetworkModel

/// Something that a report of suggestions promises and does not keep.
public enum SuggestionProblem: Hashable, Sendable, CustomStringConvertible {
  case existingPairingChanged(id: String)
  case pairingMissing(id: String)
  case unitNotInNeed(id: String)
  case servedTwice(unit: String)
  case donorNotAsked(id: String)
  case overCapacity(donor: String, load: Int, capacity: Int)
  case moreThanAsked(count: Int)
  case notPairedAbove(donor: String, unit: String)
  case wrongDistance(donor: String, unit: String)
  case notCovered(unit: String)
  case unitsNotAccountedFor(expected: Int, found: Int)

  public var description: String {
    switch self {
    case .existingPairingChanged(let id): "The existing pairing \(id) is changed."
    case .pairingMissing(let id): "The new pairing \(id) is missing, or is another one."
    case .unitNotInNeed(let id): "\(id) does not lack a pairing, or was not asked about."
    case .servedTwice(let unit): "\(unit) gets two donors."
    case .donorNotAsked(let id): "\(id) is none of the donors asked about."
    case .overCapacity(let donor, let load, let capacity):
      "\(donor) gets \(load) recipients, above its capacity of \(capacity)."
    case .moreThanAsked(let count): "\(count) new pairings are more than asked for."
    case .notPairedAbove(let donor, let unit):
      "\(donor) and \(unit) lie in places that are not paired."
    case .wrongDistance(let donor, let unit): "The distance from \(donor) to \(unit) is wrong."
    case .notCovered(let unit): "\(unit) is not covered afterwards."
    case .unitsNotAccountedFor(let expected, let found):
      "\(expected) units lack a pairing, but \(found) are accounted for."
    }
  }
}

/// Checks suggestions against the network and the question alone. It shares no code with what made them.
///
/// Existing pairings are all there, unchanged; each suggestion serves a unit that lacked a pairing, once,
/// from a donor asked about that has room, over the stated distance, under a pairing above where that is
/// asked; the new network covers what is said to be covered; every unit that lacked one is accounted for.
///
/// - Complexity: O(nodes · depth + pairings) time and memory.
public func suggestionProblems(
  in report: SuggestionReport, network: PairingNetwork
) -> [SuggestionProblem] {
  var check = SuggestionCheck(report, network)
  check.checkNetwork()
  check.checkUnits()
  check.checkDonors()
  check.checkCoverage()
  return check.problems
}

private struct SuggestionCheck {
  let report: SuggestionReport
  let question: SuggestionQuestion
  let network: PairingNetwork
  var problems: [SuggestionProblem] = []

  init(_ report: SuggestionReport, _ network: PairingNetwork) {
    self.report = report
    question = report.question
    self.network = network
  }

  func id(_ node: NodeIndex) -> String { network[node].id }

  /// Old pairings are as they were; new ones are those suggested and no others.
  mutating func checkNetwork() {
    var rows: [String: [String]] = [:]
    for pairing in report.network.pairings { rows[pairing.id] = pairing.cells }
    for pairing in network.pairings where rows.removeValue(forKey: pairing.id) != pairing.cells {
      problems.append(.existingPairingChanged(id: pairing.id))
    }
    for suggestion in report.suggestions {
      let cells = rows.removeValue(forKey: suggestion.id)
      if cells?.prefix(3)
        != [report.kind.rawValue, id(suggestion.donor.node), id(suggestion.unit.node)]
      {
        problems.append(.pairingMissing(id: suggestion.id))
      }
    }
    for extra in rows.keys.sorted() { problems.append(.existingPairingChanged(id: extra)) }
  }

  /// Each unit lacked a pairing and is served once.
  mutating func checkUnits() {
    var lacking: Set<NodeIndex> = []
    for unit in coverage(question.coverage, in: network).units
    where question.gapStates.contains(unit.state) {
      lacking.insert(unit.unit)
    }
    var met: Set<NodeIndex> = []
    for suggestion in report.suggestions {
      let unit = suggestion.unit.node
      if !lacking.contains(unit) { problems.append(.unitNotInNeed(id: id(unit))) }
      if !met.insert(unit).inserted { problems.append(.servedTwice(unit: id(unit))) }
    }
    for unit in report.uncovered
    where !lacking.contains(unit.unit) || !met.insert(unit.unit).inserted {
      problems.append(.unitNotInNeed(id: id(unit.unit)))
    }
    if met.count != lacking.count {
      problems.append(.unitsNotAccountedFor(expected: lacking.count, found: met.count))
    }
    if let most = question.most, report.suggestions.count > most {
      problems.append(.moreThanAsked(count: report.suggestions.count))
    }
  }

  /// Each donor was asked about, has room, is as far as stated and may help.
  mutating func checkDonors() {
    var recipients: [NodeIndex: Set<NodeIndex>] = [:]
    var joined: Set<[NodeIndex]> = []
    for pairing in network.pairings {
      let knowledge = question.coverage.date.map(pairing.period.covers) ?? .yes
      if question.coverage.kinds.contains(pairing.kind), knowledge != .no {
        recipients[pairing.donor, default: []].insert(pairing.recipient)
      }
      if pairing.kind == .county || pairing.kind == .region, knowledge == .yes {
        joined.insert([pairing.donor, pairing.recipient])
      }
    }
    let asked = Set(coverage(question.coverage, in: network).units.map(\.unit))
    var served: Set<NodeIndex> = []
    for suggestion in report.suggestions {
      let (donor, unit) = (suggestion.donor.node, suggestion.unit.node)
      recipients[donor, default: []].insert(unit)
      served.insert(donor)
      if !question.donors.contains(network.kind(of: donor)) || asked.contains(donor)
        || !question.donorPlaces.contains(where: { holds($0, donor) })
      {
        problems.append(.donorNotAsked(id: id(donor)))
      }
      if let from = point(of: suggestion.donor), let to = point(of: suggestion.unit) {
        if suggestion.metres != Int64(from.geodesicDistanceInMetres(to: to).rounded()) {
          problems.append(.wrongDistance(donor: id(donor), unit: id(unit)))
        }
      } else {
        problems.append(.wrongDistance(donor: id(donor), unit: id(unit)))
      }
      if question.asksAbove, !arePairedAbove(donor, unit, joined) {
        problems.append(.notPairedAbove(donor: id(donor), unit: id(unit)))
      }
    }
    for donor in served.sorted() {
      let load = recipients[donor]?.count ?? 0
      if let capacity = question.capacities[donor] ?? question.capacity, load > capacity {
        problems.append(.overCapacity(donor: id(donor), load: load, capacity: capacity))
      }
    }
  }

  func holds(_ place: NodeIndex, _ node: NodeIndex) -> Bool {
    guard network.kind(of: place) == .group else { return network.contains(place, node) }
    return network.members(of: place, at: question.coverage.date)
      .contains { network.contains($0, node) }
  }

  /// The stated position: the node's own, or that of the place named when it has none.
  func point(of placed: PlacedNode) -> GeoPoint? {
    guard let place = placed.placedAt else { return network[placed.node].position }
    guard network[placed.node].position == nil, question.positions == .orOfPlaceAbove,
      network.ancestors(of: placed.node).contains(place)
    else { return nil }
    return network[place].position
  }

  func arePairedAbove(_ donor: NodeIndex, _ unit: NodeIndex, _ joined: Set<[NodeIndex]>) -> Bool {
    // What binds a node: the places of county level or above in which it lies, the lowest first.
    func chain(_ node: NodeIndex) -> [NodeIndex] {
      ([node] + Array(network.ancestors(of: node))).filter { place in
        [.county, .prefecture, .province].contains(network.kind(of: place).level)
      }
    }
    guard let home = chain(donor).first else { return false }
    return chain(unit).contains { joined.contains([home, $0]) }
  }

  /// The new network covers what was covered before and what is suggested.
  mutating func checkCoverage() {
    var direct: Set<NodeIndex> = []
    for unit in coverage(question.coverage, in: report.network).units where unit.state == .direct {
      direct.insert(unit.unit)
    }
    for unit in coverage(question.coverage, in: network).units
    where unit.state == .direct && !direct.contains(unit.unit) {
      problems.append(.notCovered(unit: id(unit.unit)))
    }
    for suggestion in report.suggestions where !direct.contains(suggestion.unit.node) {
      problems.append(.notCovered(unit: id(suggestion.unit.node)))
    }
  }
}

extension Pairing {
  /// Everything that its row says.
  fileprivate var cells: [String] {
    [
      kind.rawValue, network[donor].id, network[recipient].id, period.description,
      programme ?? "", agreement ?? "", confidence?.description ?? "", source ?? "", locator ?? "",
      note ?? "",
    ]
  }
}
