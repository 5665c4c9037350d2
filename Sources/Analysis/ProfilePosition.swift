public import NetworkModel

/// Where the end of a fact stands, seen from the node that is asked about.
public enum ProfilePosition: String, Term, Comparable {
  /// It is the node.
  case own
  /// It is a place that contains the node.
  case above
  /// It is a group of which the node, or a place that contains it, is a member.
  case group
  /// It lies in the node; or it is a group all of whose members do.
  case below

  public var label: Wording {
    switch self {
    case .own: Wording(en: "itself", zh: "本级")
    case .above: Wording(en: "above", zh: "上级")
    case .group: Wording(en: "group", zh: "所属集合")
    case .below: Wording(en: "inside", zh: "下级")
    }
  }

  public static func < (a: Self, b: Self) -> Bool { a.rank < b.rank }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// Answers for each node of a network where it stands, seen from one of them.
struct ProfileSight {
  let network: PairingNetwork
  let node: NodeIndex
  let above: [NodeIndex]
  /// Groups that hold the node or a place above it, and groups that lie in it.
  private let groups: [NodeIndex: ProfilePosition]

  init(from node: NodeIndex, in network: PairingNetwork) {
    self.network = network
    self.node = node
    above = Array(network.ancestors(of: node))
    let line = Set([node] + above)
    var members: [String: [NodeIndex]] = [:]
    for membership in network.memberships {
      if let member = network.node(id: membership.node) {
        members[membership.group, default: []].append(member)
      }
    }
    var groups: [NodeIndex: ProfilePosition] = [:]
    for (id, members) in members {
      guard let group = network.node(id: id) else { continue }
      if members.contains(where: line.contains) {
        groups[group] = .group
      } else if members.allSatisfy({ network.contains(node, $0) }) {
        groups[group] = .below
      }
    }
    // Of a group that is asked about itself, the members are what lies in it.
    self.groups = groups
    self.members = PlaceSet(Set(members[network[node].id] ?? []), in: network)
  }

  private let members: PlaceSet

  /// Where `other` stands, or nothing when it has no part in the node. O(depth).
  func position(of other: NodeIndex) -> ProfilePosition? {
    if other == node { return .own }
    if above.contains(other) { return .above }
    if let position = groups[other] { return position }
    if network.contains(node, other) { return .below }
    return members.contains(other) ? .below : nil
  }

  func position(of id: String) -> ProfilePosition? {
    network.node(id: id).flatMap(position(of:))
  }
}
