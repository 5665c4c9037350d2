/// A smallest rectangle of longitudes and latitudes; never crosses the 180° meridian.
public struct GeoBox: Hashable, Sendable {
  public var west, south, east, north: Double

  /// The box round some points, or nothing for none.
  public init?(around points: some Sequence<GeoPoint>) {
    var iterator = points.makeIterator()
    guard let first = iterator.next() else { return nil }
    (west, east) = (first.longitude, first.longitude)
    (south, north) = (first.latitude, first.latitude)
    while let point = iterator.next() {
      (west, east) = (min(west, point.longitude), max(east, point.longitude))
      (south, north) = (min(south, point.latitude), max(north, point.latitude))
    }
  }

  /// Whether the point lies in the box or on its edge.
  public func contains(_ point: GeoPoint) -> Bool {
    (west...east).contains(point.longitude) && (south...north).contains(point.latitude)
  }

  /// The smallest box that holds both.
  public func union(_ other: GeoBox) -> GeoBox {
    var box = self
    (box.west, box.east) = (min(west, other.west), max(east, other.east))
    (box.south, box.north) = (min(south, other.south), max(north, other.north))
    return box
  }
}

/// An area with holes: one outer ring and any number of inner ones, as in GeoJSON.
public struct Polygon: Hashable, Sendable {
  /// The outer ring; the closing point may be repeated or left out.
  public let outer: [GeoPoint]
  public let holes: [[GeoPoint]]

  /// Makes a polygon, or nothing when a ring has fewer than three different points.
  public init?(outer: [GeoPoint], holes: [[GeoPoint]] = []) {
    guard ([outer] + holes).allSatisfy({ Set($0).count >= 3 }) else { return nil }
    self.outer = outer
    self.holes = holes
  }

  /// Whether the point lies inside by the even-odd rule; edges are straight in degrees.
  ///
  /// A point exactly on an edge may be on either side.
  /// - Complexity: O(*n*) in the number of ring points.
  public func contains(_ point: GeoPoint) -> Bool {
    let inside = ([outer] + holes).reduce(false) { $0 != Self.crosses($1, point) }
    return inside
  }

  private static func crosses(_ ring: [GeoPoint], _ point: GeoPoint) -> Bool {
    var inside = false
    guard var previous = ring.last else { return false }
    for corner in ring {
      if (corner.latitude > point.latitude) != (previous.latitude > point.latitude) {
        let share = (point.latitude - corner.latitude) / (previous.latitude - corner.latitude)
        let crossing = corner.longitude + share * (previous.longitude - corner.longitude)
        if point.longitude < crossing { inside.toggle() }
      }
      previous = corner
    }
    return inside
  }
}

/// The area of a unit: one or more polygons.
public struct MultiPolygon: Hashable, Sendable {
  public let polygons: [Polygon]

  public init(_ polygons: [Polygon]) {
    self.polygons = polygons
  }

  /// The box round all outer rings, or nothing for an empty area.
  public var box: GeoBox? {
    GeoBox(around: polygons.lazy.flatMap(\.outer))
  }

  /// Whether any polygon contains the point. See ``Polygon/contains(_:)``.
  public func contains(_ point: GeoPoint) -> Bool {
    polygons.contains { $0.contains(point) }
  }
}
