/// Which facility each place goes to, and how far it is.
public struct Catchments: Hashable, Sendable {
  /// For each place its nearest facility, or `nil` where none is near enough.
  public let nearest: [SpatialIndex.Neighbor?]
  /// How many facilities there were.
  public let facilityCount: Int

  /// The places of each facility, ascending.
  ///
  /// - Complexity: O(places + facilities).
  public var places: [[Int]] {
    var places = [[Int]](repeating: [], count: facilityCount)
    for (place, neighbor) in nearest.enumerated() {
      if let neighbor { places[neighbor.index].append(place) }
    }
    return places
  }

  /// The places without a facility near enough, ascending.
  public var unserved: [Int] { nearest.indices.filter { nearest[$0] == nil } }
}

/// Sends each place to its nearest facility, along the surface of the ellipsoid.
///
/// ## Conventions
/// - A facility at exactly the limit still serves; of facilities at the same distance the one with the
///   smaller index does.
/// - Facilities have no capacity, and roads are not known here.
///
/// - Parameters:
///   - places: where help is needed.
///   - facilities: where it can be had.
///   - limit: how far a facility may be, in metres; `nil` is no limit.
/// - Returns: one entry a place, in the order of `places`.
/// - Throws: ``SpatialError/notADistance(_:)``.
/// - Complexity: O(*p* log *f*) time for *p* places and *f* facilities that are spread, O(*p*) memory.
public func catchments(
  of places: [GeoPoint], to facilities: SpatialIndex, withinMetres limit: Double? = nil
) throws(SpatialError) -> Catchments {
  var nearest: [SpatialIndex.Neighbor?] = []
  nearest.reserveCapacity(places.count)
  for place in places {
    nearest.append(try facilities.nearest(1, to: place, withinMetres: limit ?? .infinity).first)
  }
  // No place, no search: the limit is still to be checked.
  if let limit { try SpatialError.check(limit) }
  return Catchments(nearest: nearest, facilityCount: facilities.points.count)
}
