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

/// A scale bar of a round length that is right for the middle of its panel.
///
/// Measured on the ellipsoid, east to west through the middle of the panel, not on the projection, whose
/// lengths are off by up to 1.8 %.
struct ScaleBar: Hashable {
  let kilometres: Double
  /// On the page.
  let points: Double

  /// The longest of 1, 2, 5, 10, … km that takes at most a quarter of the panel's width.
  init(_ panel: MapPanel, projection: borrowing Projection) throws(ProjectionError) {
    let reach = panel.box.width / 8
    let west = try projection.point(
      at: panel.position(Spot(panel.box.centre.x - reach, panel.box.centre.y)))
    let east = try projection.point(
      at: panel.position(Spot(panel.box.centre.x + reach, panel.box.centre.y)))
    let kilometresAPoint = west.geodesicDistanceInMetres(to: east) / 1000 / (2 * reach)
    var length = 1e-3
    for step in [2, 2.5, 2].cycled(30) where length * step <= kilometresAPoint * 2 * reach {
      length *= step
    }
    kilometres = length.rounded(toDecimals: 3)
    points = kilometres / kilometresAPoint
  }

  /// `100 km`, `500 m`.
  var label: String {
    kilometres >= 1 ? "\(Int(kilometres.rounded())) km" : "\(Int((kilometres * 1000).rounded())) m"
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
