internal import NetworkModel

/// The group of each unit, and the groups in order: places by id, units in no place last; members, then others.
struct GroupedUnits {
  let groups: [EquityReport.Group]
  /// Position in ``groups``.
  let groupOf: [NodeIndex: Int]

  init(_ grouping: EquityQuestion.Grouping?, of units: [NodeIndex], in network: PairingNetwork) {
    guard let grouping else {
      groups = []
      groupOf = [:]
      return
    }
    let kinds: [EquityReport.Group.Kind]
    switch grouping {
    case .level(let level):
      kinds = units.map { .place(network.ancestor(of: $0, at: level)) }
    case .members(let group):
      let members = PlaceSet(group, at: nil, in: network)
      kinds = units.map { members.contains($0) ? .members(group) : .others(group) }
    }
    func order(_ kind: EquityReport.Group.Kind) -> Int32 {
      switch kind {
      case .place(let place): place?.value ?? .max
      case .members: 0
      case .others: 1
      }
    }
    let ordered = Set(kinds).sorted { order($0) < order($1) }
    let positions = Dictionary(uniqueKeysWithValues: ordered.enumerated().map { ($1, $0) })
    groups = ordered.map { kind in
      EquityReport.Group(kind: kind, unitCount: kinds.count { $0 == kind })
    }
    groupOf = Dictionary(
      uniqueKeysWithValues: zip(units, kinds).compactMap { unit, kind in
        positions[kind].map { (unit, $0) }
      })
  }
}
