internal import Foundation
internal import Geodesy

/// One frame of a map: a rectangle of the page and the stretch of plane that it shows.
struct MapPanel {
  let box: PageBox
  /// Points a metre of the plane.
  let scale: Double
  /// What lies at the centre of the box.
  let centre: PlanePoint

  /// Shows all positions, with room at the edges for names, head and scale bar.
  ///
  /// - Parameter least: metres that are shown at least, so that a single place has land round it.
  init(
    box: PageBox, showing positions: [PlanePoint],
    least: Double, padding: (side: Double, top: Double, bottom: Double)
  ) {
    let extent = PlaneExtent(positions)
    let width = max(extent.width, least)
    let height = max(extent.height, least)
    let scale = min(
      (box.width - 2 * padding.side) / width,
      (box.height - padding.top - padding.bottom) / height)
    self.box = box
    self.scale = scale
    // The middle of the positions stands in the middle of the padded box.
    centre = PlanePoint(
      easting: extent.centre.easting,
      northing: extent.centre.northing + (padding.top - padding.bottom) / 2 / scale)
  }

  func spot(_ position: PlanePoint) -> Spot {
    Spot(
      box.centre.x + (position.easting - centre.easting) * scale,
      box.centre.y - (position.northing - centre.northing) * scale)
  }

  func position(_ spot: Spot) -> PlanePoint {
    PlanePoint(
      easting: centre.easting + (spot.x - box.centre.x) / scale,
      northing: centre.northing - (spot.y - box.centre.y) / scale)
  }

  /// A ring as it appears in the panel, without corners too close to be seen.
  func outline(_ ring: [PlanePoint]) -> [Spot] {
    var kept: [Spot] = []
    for corner in ring.lazy.map(spot) {
      if let last = kept.last, last.distance(to: corner) < 0.35 { continue }
      kept.append(corner)
    }
    return box.clipping(kept)
  }
}

/// The bounding rectangle of positions on the plane.
struct PlaneExtent {
  let west, south, east, north: Double

  init(_ positions: [PlanePoint]) {
    west = positions.map(\.easting).min() ?? 0
    east = positions.map(\.easting).max() ?? 0
    south = positions.map(\.northing).min() ?? 0
    north = positions.map(\.northing).max() ?? 0
  }

  var width: Double { east - west }
  var height: Double { north - south }
  var centre: PlanePoint {
    PlanePoint(easting: (west + east) / 2, northing: (south + north) / 2)
  }
}

/// A scale bar of a round length that is right where it stands.
///
/// Measured on the ellipsoid, east to west along the foot of the panel, not on the projection: there Web Mercator, for
/// one, is off by a quarter in Gansu. How far the scale differs elsewhere in the panel is ``variation``.
struct ScaleBar: Hashable {
  let kilometres: Double
  /// On the page.
  let points: Double
  /// By what share lengths elsewhere in the panel differ from the bar at most, from west to east or south to north.
  let variation: Double

  /// Where the left end of a panel's bar stands.
  static func start(in box: PageBox) -> Spot { Spot(box.left + 10, box.bottom - 8) }

  /// The longest of 1, 2, 5, 10, … km that takes at most a quarter of the panel's width.
  init(_ panel: MapPanel, projection: borrowing Projection) throws(ProjectionError) {
    let reach = panel.box.width / 8
    let start = Self.start(in: panel.box)
    let foot = Spot(start.x + reach, start.y)
    // The foot of a wide frame may lie beyond the edge of a projection of the whole world.
    var found = try Self.length(foot, reach, 0, panel, projection)
    if found == nil { found = try Self.length(panel.box.centre, reach, 0, panel, projection) }
    guard let here = found else {
      throw .noSuchPosition(panel.centre, text: projection.text)
    }
    var length = 1e-3
    for step in [2, 2.5, 2].cycled(30) where length * step <= here * 2 * reach {
      length *= step
    }
    kilometres = length.rounded(toDecimals: 3)
    points = kilometres / here
    var most = 0.0
    for x in [0.1, 0.5, 0.9] {
      for y in [0.1, 0.5, 0.9] {
        let spot = Spot(
          panel.box.left + x * panel.box.width, panel.box.top + y * panel.box.height)
        for (across, up) in [(8.0, 0.0), (0, 8)] {
          guard let there = try Self.length(spot, across, up, panel, projection) else { continue }
          most = max(most, abs(there / here - 1))
        }
      }
    }
    variation = most
  }

  /// Kilometres a point round a spot; nothing where the projection shows no place.
  private static func length(
    _ spot: Spot, _ across: Double, _ up: Double, _ panel: MapPanel,
    _ projection: borrowing Projection
  ) throws(ProjectionError) -> Double? {
    var ends: [GeoPoint] = []
    for sign in [-1.0, 1] {
      guard
        let end = try place(at: Spot(spot.x + sign * across, spot.y + sign * up), panel, projection)
      else { return nil }
      ends.append(end)
    }
    let run = 2 * Spot(0, 0).distance(to: Spot(across, up))
    let kilometres = ends[0].geodesicDistanceInMetres(to: ends[1]) / 1000 / run
    return kilometres > 0 ? kilometres : nil
  }

  /// Nothing where the projection shows no place.
  private static func place(
    at spot: Spot, _ panel: MapPanel, _ projection: borrowing Projection
  ) throws(ProjectionError) -> GeoPoint? {
    do throws(ProjectionError) {
      return try projection.point(at: panel.position(spot))
    } catch {
      if case .noSuchPosition = error { return nil }
      throw error
    }
  }

  /// `100 km`, `500 m`.
  var label: String {
    kilometres >= 1 ? "\(Int(kilometres.rounded())) km" : "\(Int((kilometres * 1000).rounded())) m"
  }
}

/// Where north lies in the middle of a panel.
struct NorthArrow: Hashable {
  /// Degrees clockwise from the top of the page; −180…180.
  let angle: Double

  /// A smaller angle is «up».
  static let largestUp = 3.0
  /// On the page, in points.
  static let length = 20.0

  /// One step towards north: east and north on the page.
  var direction: (x: Double, y: Double) {
    (sin(angle * Double.pi / 180), cos(angle * Double.pi / 180))
  }

  var isUp: Bool { abs(angle) <= Self.largestUp }

  /// Nothing at a pole, round which north lies on all sides, or where the projection shows no place.
  init?(_ panel: MapPanel, projection: borrowing Projection) throws(ProjectionError) {
    let middle: GeoPoint
    do throws(ProjectionError) {
      middle = try projection.point(at: panel.centre)
    } catch {
      if case .noSuchPosition = error { return nil }
      throw error
    }
    guard abs(middle.latitude) < 89.9 else { return nil }
    let step = 0.01
    guard
      let south = GeoPoint(longitude: middle.longitude, latitude: middle.latitude - step),
      let north = GeoPoint(longitude: middle.longitude, latitude: middle.latitude + step)
    else { return nil }
    let (from, to) = (try projection.plane(south), try projection.plane(north))
    let (x, y) = (to.easting - from.easting, to.northing - from.northing)
    guard x != 0 || y != 0 else { return nil }
    // A tenth of a degree cannot be seen, and a rounded one is the same on every machine.
    angle = (atan2(x, y) * 1800 / Double.pi).rounded() / 10 + 0
  }
}

extension [Double] {
  fileprivate func cycled(_ count: Int) -> [Double] { (0..<count).map { self[$0 % self.count] } }
}

extension Double {
  fileprivate func rounded(toDecimals decimals: Int) -> Double {
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    return (self * scale).rounded() / scale
  }
}
