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
  var metres: Double?
  if let start = network[donor].position, let end = network[recipient].position {
    metres = start.geodesicDistanceInMetres(to: end)
  }
  let ends: Set = [network[donor].id, network[recipient].id]
  let claim = network.claims.firstIndex {
    $0.kind == "distance" && $0.unit == "km" && Set([$0.subject, $0.scope ?? ""]) == ends
  }
  let printed = claim.flatMap { position in
    network.claims[position].value.map { (kilometres: $0, claim: position) }
  }
  return PairingDistance(metres: metres, printed: printed)
}
