public import NetworkModel

/// How a flow stands to a chosen set of places.
///
/// Money that is passed on crosses each boundary once: from the city it comes into the province, and inside the
/// province it is internal, so no total over one class counts it twice.
public enum FlowBoundary: String, Term, Comparable {
  /// From outside into the set.
  case incoming
  /// Both ends in the set.
  case `internal`
  /// Out of the set.
  case outgoing
  /// Neither end in the set.
  case outside

  public static func < (a: Self, b: Self) -> Bool {
    (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
  }

  public var label: Wording {
    switch self {
    case .incoming: Wording(en: "incoming", zh: "流入")
    case .internal: Wording(en: "internal", zh: "内部")
    case .outgoing: Wording(en: "outgoing", zh: "流出")
    case .outside: Wording(en: "outside", zh: "外部")
    }
  }
}

/// For every node, whether it lies in a place or group.
///
/// ## Conventions
/// - In a place lie the place and everything below it; in a group, the group itself, its members and everything below.
/// - Another group lies inside when it has members and all of them do; when only some do it is ``partly`` inside, and
///   what goes to it counts neither as inside nor for any member.
///
/// - Complexity: O(nodes · depth + memberships) to make, O(1) a question.
package struct InsideNodes {
  private let inside: [Bool]
  /// Groups of which some members, and not all, lie inside.
  package let partly: Set<NodeIndex>

  package init(_ place: NodeIndex, at date: CalendarDate? = nil, in network: PairingNetwork) {
    let places = PlaceSet(place, at: date, in: network)
    var inside = network.nodeIndices.map { $0 == place || places.contains($0) }
    var partly: Set<NodeIndex> = []
    for group in network.nodeIndices where network.kind(of: group) == .group {
      guard !inside[Int(group.value)] else { continue }
      let members = network.members(of: group, at: date)
      let count = members.count { inside[Int($0.value)] }
      if count > 0, count == members.count {
        inside[Int(group.value)] = true
      } else if count > 0 {
        partly.insert(group)
      }
    }
    self.inside = inside
    self.partly = partly
  }

  package func contains(_ node: NodeIndex) -> Bool { inside[Int(node.value)] }

  func boundary(from donor: NodeIndex, to recipient: NodeIndex) -> FlowBoundary {
    switch (contains(donor), contains(recipient)) {
    case (false, true): .incoming
    case (true, true): .internal
    case (true, false): .outgoing
    case (false, false): .outside
    }
  }
}
