/// The datum in which a table gives its longitudes and latitudes.
///
/// WGS 84 and CGCS2000 agree to better than a metre in China and are treated as one. GCJ-02, the
/// offset coordinates of Chinese web maps, is up to about 700 m away and is converted.
public enum GeographicDatum: String, Hashable, Sendable, CaseIterable {
  case wgs84 = "WGS84"
  case cgcs2000 = "CGCS2000"
  case gcj02 = "GCJ-02"

  /// Reads a datum as people write it: `WGS84`, `WGS 84`, `EPSG:4326`, `CGCS2000`, `EPSG:4490`,
  /// `GCJ-02`, `GCJ02`; letter case, spaces, hyphens and underscores do not matter.
  /// Nothing for any other text.
  public init?(parsing text: String) {
    let key = text.uppercased().filter { !" -_".contains($0) }
    switch key {
    case "WGS84", "EPSG:4326", "OGC:CRS84": self = .wgs84
    case "CGCS2000", "EPSG:4490": self = .cgcs2000
    case "GCJ02": self = .gcj02
    default: return nil
    }
  }

  /// The WGS 84 position of coordinates given in this datum.
  ///
  /// - Parameters: degrees east and north.
  /// - Returns: nothing when a coordinate is not finite or out of range.
  public func wgs84Point(longitude: Double, latitude: Double) -> GeoPoint? {
    guard let point = GeoPoint(longitude: longitude, latitude: latitude) else { return nil }
    switch self {
    case .wgs84, .cgcs2000: return point
    case .gcj02: return GCJ02.wgs84(of: point)
    }
  }
}
