internal import Foundation

/// The offset coordinates of Chinese web maps, to and from WGS 84.
///
/// The offset is the publicly documented approximation: a sum of sines scaled by the Krasovsky 1940
/// ellipsoid. It applies inside the rectangle 72.004…137.8347° E, 0.8293…55.8271° N; outside it
/// both systems are the same.
///
/// - Source: the formula as published in the MIT-licensed *eviltransform* (github.com/googollee).
public enum GCJ02 {
  private static let semiMajorAxis = 6_378_245.0
  private static let eccentricitySquared = 0.006_693_421_622_965_943

  /// The GCJ-02 position of a WGS 84 point.
  public static func gcj02(of point: GeoPoint) -> GeoPoint {
    let offset = offset(at: point.longitude, point.latitude)
    return GeoPoint(
      longitude: point.longitude + offset.longitude, latitude: point.latitude + offset.latitude)
      ?? point
  }

  /// The WGS 84 position of a GCJ-02 point, by fixed-point iteration.
  ///
  /// The iteration contracts by a factor of about a thousand a step; it stops when a step moves less
  /// than 1e-12° (a tenth of a micrometre).
  public static func wgs84(of point: GeoPoint) -> GeoPoint {
    var (longitude, latitude) = (point.longitude, point.latitude)
    for _ in 0..<20 {
      let offset = offset(at: longitude, latitude)
      let next = (point.longitude - offset.longitude, point.latitude - offset.latitude)
      let moved = max(abs(next.0 - longitude), abs(next.1 - latitude))
      (longitude, latitude) = next
      if moved < 1e-12 { break }
    }
    return GeoPoint(longitude: longitude, latitude: latitude) ?? point
  }

  private static func offset(
    at longitude: Double, _ latitude: Double
  ) -> (longitude: Double, latitude: Double) {
    guard (72.004...137.8347).contains(longitude), (0.8293...55.8271).contains(latitude) else {
      return (0, 0)
    }
    let (x, y) = (longitude - 105, latitude - 35)
    let shared = (sin(6 * x * .pi) + sin(2 * x * .pi)) * 20 * 2 / 3
    var north =
      -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * abs(x).squareRoot() + shared
    north += (sin(y * .pi) * 20 + sin(y / 3 * .pi) * 40) * 2 / 3
    north += (sin(y / 12 * .pi) * 160 + sin(y * .pi / 30) * 320) * 2 / 3
    var east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * abs(x).squareRoot() + shared
    east += (sin(x * .pi) * 20 + sin(x / 3 * .pi) * 40) * 2 / 3
    east += (sin(x / 12 * .pi) * 150 + sin(x / 30 * .pi) * 300) * 2 / 3

    let radians = latitude / 180 * .pi
    let reduced = 1 - eccentricitySquared * sin(radians) * sin(radians)
    let meridian = semiMajorAxis * (1 - eccentricitySquared) / (reduced * reduced.squareRoot())
    let parallel = semiMajorAxis / reduced.squareRoot() * cos(radians)
    return (east * 180 / (parallel * .pi), north * 180 / (meridian * .pi))
  }
}
