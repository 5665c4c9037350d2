internal import NetworkModel

/// How a node, or a stretch of time, stands to what a rule is about.
///
/// Ordered, so that the relation in several respects is the least of them.
enum PlaceRelation: UInt8, Comparable {
  /// Nothing of it belongs.
  case outside
  /// A part may belong, and which part is not on record.
  case around
  /// All of it belongs.
  case inside

  static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// The relation of every node to a place or group, computed once for each.
///
/// ## Conventions
/// - Inside: the place, a member, or what lies in one. Around: what contains a member without being one (a province
///   around a county), a group with members on both sides, and what may lie in a group whose members are unknown.
/// - A prefecture is around a group even if all its counties that are on record are members: others may be missing.
/// - Members are those of the time asked about; when the record has none for it, those of any time.
///
/// - Complexity: O(*n* · depth + memberships) for each place and time; kept.
final class PlaceRelations {
  private struct Key: Hashable {
    var place: NodeIndex
    var first: Int
    var last: Int
  }

  let network: PairingNetwork
  private var members: [String: [Membership]] = [:]
  private var known: [Key: [PlaceRelation]] = [:]

  init(_ network: PairingNetwork) {
    self.network = network
    for membership in network.memberships {
      members[membership.group, default: []].append(membership)
    }
  }

  /// The members of a group in a time, in id order; `isOfThatTime` is false when those of any time stand in.
  func units(of group: NodeIndex, during period: Period) -> (units: [NodeIndex], isOfThatTime: Bool)
  {
    let all = members[network[group].id] ?? []
    func nodes(_ rows: [Membership]) -> [NodeIndex] {
      Set(rows.compactMap { network.node(id: $0.node) }).sorted()
    }
    let current = all.filter { row in
      row.period.isUnknown || period.isUnknown
        || (row.period.firstDay <= period.lastDay && period.firstDay <= row.period.lastDay)
    }
    return current.isEmpty ? (nodes(all), all.isEmpty) : (nodes(current), true)
  }

  /// The relation of each node to a place, by position.
  func relations(to place: NodeIndex, during period: Period) -> [PlaceRelation] {
    let isGroup = network.kind(of: place) == .group
    let key = Key(
      place: place, first: isGroup ? period.firstDay : 0, last: isGroup ? period.lastDay : 0)
    if let relations = known[key] { return relations }
    let relations = compute(place, isGroup ? units(of: place, during: period).units : [], period)
    known[key] = relations
    return relations
  }

  /// The relation of nodes to a place, one by one: for the many places of a rule that is judged unit by unit.
  ///
  /// - Complexity: O(depth) a node, unless all relations to the place are known already.
  func relation(to place: NodeIndex, during period: Period) -> (NodeIndex) -> PlaceRelation {
    let key = Key(place: place, first: 0, last: 0)
    if known[key] != nil || network.kind(of: place) == .group {
      let relations = relations(to: place, during: period)
      return { relations[Int($0.value)] }
    }
    func relation(of node: NodeIndex) -> PlaceRelation {
      if network.contains(place, node) { return .inside }
      if network.contains(node, place) { return .around }
      guard network.kind(of: node) == .group else { return .outside }
      let parts = units(of: node, during: period).units
      if parts.isEmpty {
        return network.parent(of: node).map { network.contains($0, place) } ?? false
          ? .around : .outside
      }
      let inner = parts.map { $0 == node ? .outside : relation(of: $0) }
      if inner.allSatisfy({ $0 == .inside }) { return .inside }
      return inner.contains { $0 != .outside } ? .around : .outside
    }
    return relation(of:)
  }

  private func compute(
    _ place: NodeIndex, _ units: [NodeIndex], _ period: Period
  ) -> [PlaceRelation] {
    let roots = Set(units + [place])
    var relations = network.nodeIndices.map { node -> PlaceRelation in
      roots.contains(node) || network.ancestors(of: node).contains(where: roots.contains)
        ? .inside : .outside
    }
    func raise(_ node: NodeIndex, to relation: PlaceRelation) {
      relations[Int(node.value)] = max(relations[Int(node.value)], relation)
    }
    for root in roots {
      for ancestor in network.ancestors(of: root) { raise(ancestor, to: .around) }
    }
    let isGroup = network.kind(of: place) == .group
    if isGroup, units.isEmpty, let home = network.parent(of: place) {
      for node in network.nodeIndices where network.contains(home, node) {
        raise(node, to: .around)
      }
    }
    // A group may hold groups, so the relation of one may wait for that of another.
    let groups = network.nodeIndices.filter { network.kind(of: $0) == .group && $0 != place }
    for _ in 0..<2 {
      for group in groups where relations[Int(group.value)] != .inside {
        let parts = self.units(of: group, during: period).units
        let inner = parts.map { relations[Int($0.value)] }
        if parts.isEmpty {
          if let home = network.parent(of: group), relations[Int(home.value)] == .around {
            raise(group, to: .around)
          }
        } else if inner.allSatisfy({ $0 == .inside }) {
          relations[Int(group.value)] = .inside
        } else if inner.contains(where: { $0 != .outside }) {
          raise(group, to: .around)
        }
      }
    }
    return relations
  }
}
