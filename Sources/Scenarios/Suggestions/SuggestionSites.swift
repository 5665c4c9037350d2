internal import Analysis
internal import Geodesy
internal import NetworkModel

/// Who may take part: the units that lack a pairing, the donors, where they stand, and who may help whom.
struct SuggestionSites {
  let question: SuggestionQuestion
  let network: PairingNetwork
  let before: CoverageReport
  /// All units that lack a pairing, ascending.
  let gaps: [UnitCoverage]
  let donors: [PlacedNode]
  let donorPoints: [GeoPoint]
  let donorsWithoutPosition: [NodeIndex]
  /// The recipients that each donor has already.
  let loads: [Int]
  let capacities: [Int?]

  /// The gaps that can be served, by position in ``gaps``, and where they stand.
  let served: [Int]
  let servedUnits: [PlacedNode]
  let servedPoints: [GeoPoint]
  /// The class of each unit that can be served, and what a class may take.
  let classes: [Int]
  let donorsOfClass: [[Int32]]
  /// For each class the pairing above that allows each donor place; empty where it is not asked.
  let rowsAbove: [[NodeIndex: Int]]
  /// The gaps that cannot be served, by position in ``gaps``, and why.
  let hopeless: [(gap: Int, reason: UncoveredUnit.Reason, place: NodeIndex?)]

  init(_ question: SuggestionQuestion, in network: PairingNetwork) {
    self.question = question
    self.network = network
    let before = coverage(question.coverage, in: network)
    self.before = before
    let gaps = before.units.filter { question.gapStates.contains($0.state) }
    self.gaps = gaps
    let above = PairingsAbove(at: question.coverage.date, in: network)

    // Who is asked about is not asked to give.
    let asked = Set(before.units.map(\.unit))
    let places = question.donorPlaces.map {
      PlaceSet($0, at: question.coverage.date, in: network)
    }
    var placed: [(PlacedNode, GeoPoint)] = []
    var lost: [NodeIndex] = []
    for node in network.nodeIndices
    where question.donors.contains(network.kind(of: node)) && !asked.contains(node)
      && places.contains(where: { $0.contains(node) })
    {
      if let found = network.placed(node, question.positions) {
        placed.append(found)
      } else {
        lost.append(node)
      }
    }
    donors = placed.map(\.0)
    donorPoints = placed.map(\.1)
    donorsWithoutPosition = lost
    let recipients = network.recipients(of: question.coverage)
    loads = placed.map { recipients[$0.0.node]?.count ?? 0 }
    capacities = placed.map { question.capacities[$0.0.node] ?? question.capacity }

    var groups = DonorClasses(placed.map(\.0.node), question, above)
    var served: [Int] = []
    var servedUnits: [PlacedNode] = []
    var servedPoints: [GeoPoint] = []
    var classes: [Int] = []
    var hopeless: [(gap: Int, reason: UncoveredUnit.Reason, place: NodeIndex?)] = []
    for (position, gap) in gaps.enumerated() {
      let home = question.asksAbove ? above.home(of: gap.unit) : nil
      let own = groups.index(of: home)
      var reason: UncoveredUnit.Reason?
      if gap.hasUndatedPairing {
        reason = .mayBePaired
      } else if network.placed(gap.unit, question.positions) == nil {
        reason = .noPosition
      } else if placed.isEmpty {
        reason = .noDonor
      } else if groups.donors[own].isEmpty {
        reason = home.map(above.isPaired) ?? false ? .noDonorThere : .noPairingAbove
      }
      if let reason {
        let isAbove = reason == .noPairingAbove || reason == .noDonorThere
        hopeless.append((position, reason, isAbove ? home : nil))
      } else if let (unit, point) = network.placed(gap.unit, question.positions) {
        served.append(position)
        servedUnits.append(unit)
        servedPoints.append(point)
        classes.append(own)
      }
    }
    self.served = served
    self.servedUnits = servedUnits
    self.servedPoints = servedPoints
    self.classes = classes
    donorsOfClass = groups.donors
    rowsAbove = groups.rows
    self.hopeless = hopeless
  }

  /// The room of each donor when every capacity that is not its own is `capacity`.
  func rooms(capacity: Int?) -> [Int64] {
    donors.indices.map { donor in
      let limit = question.capacities[donors[donor].node] ?? capacity
      return limit.map { Int64(max(0, $0 - loads[donor])) } ?? Int64(gaps.count)
    }
  }
}

/// The units by what they may take: all alike, or by the place whose pairing binds them.
private struct DonorClasses {
  private(set) var donors: [[Int32]] = []
  private(set) var rows: [[NodeIndex: Int]] = []
  private var positions: [NodeIndex?: Int] = [:]
  private let count: Int
  private let donorsOfHome: [NodeIndex: [Int32]]
  private let above: PairingsAbove?

  init(_ donors: [NodeIndex], _ question: SuggestionQuestion, _ above: PairingsAbove) {
    count = donors.count
    self.above = question.asksAbove ? above : nil
    var homes: [NodeIndex: [Int32]] = [:]
    if question.asksAbove {
      for (position, donor) in donors.enumerated() {
        if let home = above.home(of: donor) {
          homes[home, default: []].append(Int32(truncatingIfNeeded: position))
        }
      }
    }
    donorsOfHome = homes
  }

  /// The class of the units of a home.
  mutating func index(of home: NodeIndex?) -> Int {
    if let known = positions[home] { return known }
    positions[home] = donors.count
    guard let above else {
      donors.append((0..<count).map { Int32(truncatingIfNeeded: $0) })
      rows.append([:])
      return donors.count - 1
    }
    let partners = home.map(above.donors(to:)) ?? []
    donors.append(partners.flatMap { donorsOfHome[$0.donor] ?? [] }.sorted())
    rows.append(Dictionary(uniqueKeysWithValues: partners.map { ($0.donor, $0.row) }))
    return donors.count - 1
  }
}

extension PairingNetwork {
  /// Where a node stands, or nothing when that is not known.
  func placed(
    _ node: NodeIndex, _ positions: SuggestionQuestion.Positions
  ) -> (PlacedNode, GeoPoint)? {
    if let point = nodeRows[Int(node.value)].position {
      return (PlacedNode(node: node, placedAt: nil), point)
    }
    guard positions == .orOfPlaceAbove else { return nil }
    for place in ancestors(of: node) {
      if let point = nodeRows[Int(place.value)].position {
        return (PlacedNode(node: node, placedAt: place), point)
      }
    }
    return nil
  }

  /// The recipients of each donor in the layers of a question: in force on its date, or perhaps.
  fileprivate func recipients(of question: CoverageQuestion) -> [NodeIndex: Set<NodeIndex>] {
    var recipients: [NodeIndex: Set<NodeIndex>] = [:]
    for pairing in pairings where question.kinds.contains(pairing.kind) {
      if let date = question.date, pairing.period.covers(date) == .no { continue }
      recipients[pairing.donor, default: []].insert(pairing.recipient)
    }
    return recipients
  }
}
