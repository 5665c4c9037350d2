/// Why a reference system or a position could not be used.
public enum ProjectionError: Error, Hashable, Sendable, CustomStringConvertible {
  /// PROJ does not know the text; `message` is what PROJ said.
  case unknownReferenceSystem(text: String, message: String)
  /// The text names a system of degrees, on which a map would be stretched.
  case notProjected(text: String)
  /// The text names a system of heights or of positions in space, in which nothing lies on a plane.
  case notPlane(text: String)
  /// PROJ found no `proj.db`, which holds every EPSG code.
  case databaseMissing(text: String)
  /// The point has no finite image in the reference system.
  case outsideDomain(GeoPoint, text: String)
  /// The plane position has no finite pre-image.
  case noSuchPosition(PlanePoint, text: String)

  public var description: String {
    switch self {
    case .unknownReferenceSystem(let text, let message):
      let reason = message.isEmpty ? "PROJ gives no reason" : "PROJ says: \(message)"
      return "The reference system ‘\(text)’ is unknown (\(reason)). "
        + "Write an EPSG code such as EPSG:32648, or a PROJ text such as \(Projection.chinaAlbersText)"
    case .notProjected(let text):
      return "The reference system ‘\(text)’ counts in degrees, which stretches a map. "
        + "Choose a projected one, such as EPSG:32648."
    case .notPlane(let text):
      return "The reference system ‘\(text)’ has no plane (it is geocentric or vertical). "
        + "Choose a projected one, such as EPSG:32648."
    case .databaseMissing(let text):
      return "PROJ cannot find its database proj.db, which it needs for ‘\(text)’. "
        + "Install it with: apt-get install proj-data proj-bin (or set PROJ_DATA to its folder)."
    case .outsideDomain(let point, let text):
      return "The point \(point.longitude)° E, \(point.latitude)° N cannot be shown in ‘\(text)’."
    case .noSuchPosition(let position, let text):
      return "The position \(position.easting) E, \(position.northing) N in ‘\(text)’ is no place."
    }
  }
}
