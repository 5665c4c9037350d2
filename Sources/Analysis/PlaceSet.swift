package import NetworkModel

/// The nodes that are, or lie in, one of some places: a place itself, or the members of a group.
///
/// - Complexity: O(memberships) to make, O(depth) a question.
package struct PlaceSet {
  package let roots: Set<NodeIndex>
  private let network: PairingNetwork

  package init(_ roots: Set<NodeIndex>, in network: PairingNetwork) {
    self.roots = roots
    self.network = network
  }

  /// A place, or what a group holds on a date.
  package init(_ place: NodeIndex, at date: CalendarDate?, in network: PairingNetwork) {
    let isGroup = network.kind(of: place) == .group
    self.init(isGroup ? Set(network.members(of: place, at: date)) : [place], in: network)
  }

  package func contains(_ node: NodeIndex) -> Bool {
    roots.contains(node) || network.ancestors(of: node).contains(where: roots.contains)
  }
}

extension PairingNetwork {
  /// The units of a class in a place, or among (and inside) the members of a group, in id order.
  func units(_ units: UnitClass, of place: NodeIndex, at date: CalendarDate?) -> [NodeIndex] {
    let places = PlaceSet(place, at: date, in: self)
    return nodeIndices.filter { units.contains(kind(of: $0)) && places.contains($0) }
  }
}
