internal import Geodesy

/// Plane checks of rings in degrees.
enum GeometryChecks {
  /// Twice the signed area of a closed ring; positive when it runs counterclockwise.
  static func signedArea(_ ring: [GeoPoint]) -> Double {
    zip(ring, ring.dropFirst()).reduce(0) { sum, edge in
      sum + (edge.0.longitude * edge.1.latitude - edge.1.longitude * edge.0.latitude)
    }
  }

  /// Whether two edges of a closed ring cross properly; touching points do not count.
  ///
  /// - Complexity: O(*n* log *n*) for rings whose edges are short beside their extent: a sweep over
  ///   longitude with the edges that reach over it.
  static func crossesItself(_ ring: [GeoPoint]) -> Bool {
    let count = ring.count - 1
    let order = (0..<count).sorted { west(ring, $0) < west(ring, $1) }
    var active: [Int] = []
    for edge in order {
      let start = west(ring, edge)
      active.removeAll { east(ring, $0) < start }
      for other in active where crosses(ring, edge, other) { return true }
      active.append(edge)
    }
    return false
  }

  private static func west(_ ring: [GeoPoint], _ edge: Int) -> Double {
    min(ring[edge].longitude, ring[edge + 1].longitude)
  }

  private static func east(_ ring: [GeoPoint], _ edge: Int) -> Double {
    max(ring[edge].longitude, ring[edge + 1].longitude)
  }

  private static func crosses(_ ring: [GeoPoint], _ first: Int, _ second: Int) -> Bool {
    let (a, b, c, d) = (ring[first], ring[first + 1], ring[second], ring[second + 1])
    func side(_ p: GeoPoint, _ q: GeoPoint, _ r: GeoPoint) -> Double {
      (q.longitude - p.longitude) * (r.latitude - p.latitude)
        - (q.latitude - p.latitude) * (r.longitude - p.longitude)
    }
    return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
  }
}
