internal import CPROJ

/// How the two axes of a projected system lie, so that positions can be told as metres east and north.
struct PlaneAxes {
  /// Whether the first axis is the one that runs north or south.
  private var isNorthingFirst = false
  /// Metres a unit; negative for axes that point west or south.
  private var (metresEast, metresNorth) = (1.0, 1.0)

  /// East and north in metres.
  init() {}

  /// Nothing when the axes do not run along the four quarters: at the poles they follow meridians.
  init?(of plane: OpaquePointer?, _ context: OpaquePointer) {
    guard let plane, let system = proj_crs_get_coordinate_system(context, plane) else { return nil }
    defer { proj_destroy(system) }
    guard proj_cs_get_axis_count(context, system) >= 2 else { return nil }
    var found: [(direction: String, metres: Double)] = []
    for axis in 0..<2 {
      var direction: UnsafePointer<CChar>?
      var factor = 0.0
      guard
        proj_cs_get_axis_info(
          context, system, Int32(axis), nil, nil, &direction, &factor, nil, nil, nil) != 0,
        let direction
      else { return nil }
      found.append((String(cString: direction), factor > 0 ? factor : 1))
    }
    isNorthingFirst = found[0].direction == "north" || found[0].direction == "south"
    let (east, north) = isNorthingFirst ? (found[1], found[0]) : (found[0], found[1])
    guard ["east", "west"].contains(east.direction), ["north", "south"].contains(north.direction)
    else { return nil }
    metresEast = east.direction == "east" ? east.metres : -east.metres
    metresNorth = north.direction == "north" ? north.metres : -north.metres
  }

  /// The position of two coordinates in the order of the axes.
  func point(_ first: Double, _ second: Double) -> PlanePoint {
    let (x, y) = isNorthingFirst ? (second, first) : (first, second)
    return PlanePoint(easting: x * metresEast, northing: y * metresNorth)
  }

  /// The coordinates of a position in the order of the axes.
  func coordinates(_ position: PlanePoint) -> (Double, Double) {
    let (x, y) = (position.easting / metresEast, position.northing / metresNorth)
    return isNorthingFirst ? (y, x) : (x, y)
  }

  /// The horizontal part of a system: without a datum shift bound to it, without heights.
  ///
  /// - Returns: a system of its own, to be destroyed.
  static func horizontal(of system: OpaquePointer, _ context: OpaquePointer) -> OpaquePointer? {
    switch proj_get_type(system) {
    case PJ_TYPE_COMPOUND_CRS:
      guard let part = proj_crs_get_sub_crs(context, system, 0) else { return nil }
      defer { proj_destroy(part) }
      return horizontal(of: part, context)
    case PJ_TYPE_BOUND_CRS:
      guard let part = proj_get_source_crs(context, system) else { return nil }
      defer { proj_destroy(part) }
      return horizontal(of: part, context)
    default: return proj_clone(context, system)
    }
  }
}
