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
