internal import Geodesy
public import NetworkModel

/// How far apart the ends of a pairing are.
public struct PairingDistance: Sendable {
  /// Along the ellipsoid, in metres; absent when an end has no position.
  public let metres: Double?
  /// A distance that a source prints for the two ends, in kilometres, with its claim's position.
  public let printed: (kilometres: ExactDecimal, claim: Int)?

  /// Printed over measured. Well above 1 it is the length of a route, not of the geodesic.
  public var ratio: Double? {
    guard let metres, metres > 0, let printed else { return nil }
    return printed.kilometres.approximateValue * 1000 / metres
  }
}

/// The geodesic distance between two nodes (WGS 84), and the distance that is claimed for them.
///
/// A claim of kind `distance` names the recipient as `subject` and the donor as `scope`, its unit is km.
public func distance(
  from donor: NodeIndex, to recipient: NodeIndex, in network: PairingNetwork
) -> PairingDistance {
  PrintedDistances(network).distance(from: donor, to: recipient, in: network)
}

/// The distances that claims print, by their two ends: for many questions about one network.
struct PrintedDistances {
  private let claims: [Set<NodeIndex>: Int]

  /// O(claims) time.
  init(_ network: PairingNetwork) {
    var claims: [Set<NodeIndex>: Int] = [:]
    for (position, claim) in network.claims.enumerated()
    where claim.kind == "distance" && claim.unit == "km" {
      let ends = Set([claim.subject, claim.scope ?? ""].compactMap(network.node(id:)))
      if ends.count == 2, claims[ends] == nil { claims[ends] = position }
    }
    self.claims = claims
  }

  /// O(1) time and one geodesic.
  func distance(
    from donor: NodeIndex, to recipient: NodeIndex, in network: PairingNetwork
  ) -> PairingDistance {
    var metres: Double?
    if let start = network.nodeRows[Int(donor.value)].position,
      let end = network.nodeRows[Int(recipient.value)].position
    {
      metres = start.geodesicDistanceInMetres(to: end)
    }
    guard !claims.isEmpty, let claim = claims[[donor, recipient]] else {
      return PairingDistance(metres: metres, printed: nil)
    }
    return PairingDistance(
      metres: metres, printed: network.claims[claim].value.map { (kilometres: $0, claim: claim) })
  }
}
