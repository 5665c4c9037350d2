internal import CPROJ

/// A position on a projected plane, in the units of its reference system (metres as a rule).
public struct PlanePoint: Hashable, Sendable {
  public var easting: Double
  public var northing: Double

  public init(easting: Double, northing: Double) {
    self.easting = easting
    self.northing = northing
  }
}

/// A map projection from WGS 84 to a projected reference system.
///
/// Owns one PROJ pipeline with its context. Not copyable: a handle has one owner and is used by one
/// thread at a time. Making one takes about 10 ms, so keep it. Axis order is always longitude,
/// latitude in and easting, northing out, whatever the authority says.
public struct Projection: ~Copyable {
  /// China Albers: equal area, parallels 25° and 47° N, centre 105° E. It has no EPSG code.
  public static let chinaAlbersText =
    "+proj=aea +lat_1=25 +lat_2=47 +lat_0=0 +lon_0=105 +ellps=GRS80"

  /// The text the target was made from.
  public let text: String
  /// What PROJ calls the reference system, such as `WGS 84 / UTM zone 48N`; absent for a PROJ text, which has no name.
  public let name: String?
  private let axes: PlaneAxes
  private let context: OpaquePointer
  private let pipeline: OpaquePointer

  /// Makes the projection from WGS 84 to the reference system that `text` names: an EPSG code, a
  /// PROJ text or WKT.
  ///
  /// A system whose axes point west or south, or that counts in feet, is turned and scaled to metres east and north.
  ///
  /// - Throws: ``ProjectionError/unknownReferenceSystem(text:message:)`` with PROJ's own message,
  ///   ``ProjectionError/notProjected(text:)`` for longitude/latitude systems,
  ///   ``ProjectionError/notPlane(text:)`` for geocentric and vertical ones, or
  ///   ``ProjectionError/databaseMissing(text:)``.
  public init(to text: String) throws(ProjectionError) {
    try self.init(to: text, database: nil)
  }

  /// China Albers.
  public static func chinaAlbers() throws(ProjectionError) -> Projection {
    try Projection(to: chinaAlbersText)
  }

  /// - Parameter database: a path to `proj.db` instead of the usual places (for tests).
  init(to text: String, database: String?) throws(ProjectionError) {
    let log = ProjMessages()
    let context: OpaquePointer = proj_context_create()
    proj_log_func(context, Unmanaged.passUnretained(log).toOpaque()) { receiver, _, message in
      guard let receiver, let message else { return }
      Unmanaged<ProjMessages>.fromOpaque(receiver).takeUnretainedValue()
        .lines.append(String(cString: message))
    }
    defer { withExtendedLifetime(log) { proj_log_func(context, nil) { _, _, _ in } } }
    var failure: ProjectionError?
    if let database {
      var folder: [UnsafePointer<CChar>?] = []
      database.withCString { path in
        folder = [path]
        proj_context_set_search_paths(context, 1, &folder)
      }
    }

    let definition = text.hasPrefix("+") ? text + " +type=crs" : text
    let target = proj_create(context, definition)
    defer { proj_destroy(target) }
    var pipeline: OpaquePointer?
    var axes = PlaneAxes()
    var name: String?
    if let target, proj_is_crs(target) != 0 {
      let plane = PlaneAxes.horizontal(of: target, context)
      defer { proj_destroy(plane) }
      switch proj_get_type(plane) {
      case PJ_TYPE_GEOGRAPHIC_2D_CRS, PJ_TYPE_GEOGRAPHIC_3D_CRS:
        failure = .notProjected(text: text)
      case PJ_TYPE_GEOCENTRIC_CRS, PJ_TYPE_VERTICAL_CRS:
        failure = .notPlane(text: text)
      default:
        // Written out, because the code EPSG:4326 needs the database and this does not.
        let source = proj_create(context, "+proj=longlat +datum=WGS84 +no_defs +type=crs")
        defer { proj_destroy(source) }
        if let raw = proj_create_crs_to_crs_from_pj(context, source, target, nil, nil) {
          if let known = PlaneAxes(of: plane, context) {
            (axes, pipeline) = (known, raw)
          } else {
            // Axes along meridians, as near the poles: PROJ puts them in order.
            pipeline = proj_normalize_for_visualization(context, raw)
            proj_destroy(raw)
          }
        }
        name = proj_get_name(target).map(String.init(cString:))
      }
    }
    guard let pipeline else {
      let messages = log.lines.joined(separator: "; ")
      if failure == nil, proj_context_get_database_path(context) == nil {
        failure = .databaseMissing(text: text)
      }
      proj_context_destroy(context)
      throw failure ?? .unknownReferenceSystem(text: text, message: messages)
    }
    self.text = text
    self.name = name.flatMap { $0.isEmpty || $0 == "unknown" ? nil : $0 }
    self.axes = axes
    self.context = context
    self.pipeline = pipeline
  }

  deinit {
    proj_destroy(pipeline)
    proj_context_destroy(context)
  }

  /// The plane position of a point.
  ///
  /// - Throws: ``ProjectionError/outsideDomain(_:text:)`` when the projection does not reach it.
  public func plane(_ point: GeoPoint) throws(ProjectionError) -> PlanePoint {
    let image = proj_trans(pipeline, PJ_FWD, proj_coord(point.longitude, point.latitude, 0, 0))
    proj_errno_reset(pipeline)
    // PROJ reports a failure as infinite coordinates with error number 0.
    guard image.xy.x.isFinite, image.xy.y.isFinite else { throw .outsideDomain(point, text: text) }
    return axes.point(image.xy.x, image.xy.y)
  }

  /// The point at a plane position.
  ///
  /// - Throws: ``ProjectionError/noSuchPosition(_:text:)`` when the position lies off the map.
  public func point(at position: PlanePoint) throws(ProjectionError) -> GeoPoint {
    let (first, second) = axes.coordinates(position)
    let place = proj_trans(pipeline, PJ_INV, proj_coord(first, second, 0, 0))
    proj_errno_reset(pipeline)
    guard let point = GeoPoint(longitude: place.xy.x, latitude: place.xy.y) else {
      throw .noSuchPosition(position, text: text)
    }
    return point
  }
}

extension GeoPoint {
  /// The length in metres of the shortest line on the WGS 84 ellipsoid to another point.
  ///
  /// - Complexity: O(1), about a microsecond.
  /// - Source: Karney (2013), *Algorithms for geodesics*, doi 10.1007/s00190-012-0578-z, as
  ///   `geod_inverse` in PROJ.
  public func geodesicDistanceInMetres(to other: GeoPoint) -> Double {
    var ellipsoid = geod_geodesic()
    geod_init(&ellipsoid, 6_378_137, 1 / 298.257_223_563)
    var metres = 0.0
    geod_inverse(
      &ellipsoid, latitude, longitude, other.latitude, other.longitude, &metres, nil, nil)
    return metres
  }
}

/// Receives what PROJ logs while a projection is made; PROJ keeps no text of its own.
private final class ProjMessages {
  var lines: [String] = []
}
