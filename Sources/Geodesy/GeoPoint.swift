/// A position on the WGS 84 ellipsoid, longitude first.
public struct GeoPoint: Hashable, Sendable {
  /// Degrees east, −180…180.
  public let longitude: Double
  /// Degrees north, −90…90.
  public let latitude: Double

  /// Makes a point, or nothing when a coordinate is not finite or out of range.
  public init?(longitude: Double, latitude: Double) {
    guard (-180...180).contains(longitude), (-90...90).contains(latitude) else { return nil }
    self.longitude = longitude
    self.latitude = latitude
  }
}

extension GeoPoint {
  /// The place in space: metres from the centre of the Earth towards 0° E and 90° E on the equator, and
  /// the north pole, on the WGS 84 ellipsoid.
  ///
  /// No line on the surface is shorter than the straight line between two places in space, which costs a
  /// hundredth of ``geodesicDistanceInMetres(to:)``: a quick lower bound.
  public var placeInSpace: SIMD3<Double> { EarthBody.position(of: self) }
}
