/// A rectangle on a page, in points from its top left corner.
struct PageBox: Hashable, Sendable {
  var left, top, right, bottom: Double

  init(left: Double, top: Double, right: Double, bottom: Double) {
    (self.left, self.top, self.right, self.bottom) = (left, top, right, bottom)
  }

  init(centre: Spot, width: Double, height: Double) {
    self.init(
      left: centre.x - width / 2, top: centre.y - height / 2, right: centre.x + width / 2,
      bottom: centre.y + height / 2)
  }

  var width: Double { right - left }
  var height: Double { bottom - top }
  var centre: Spot { Spot((left + right) / 2, (top + bottom) / 2) }
  var corners: [Spot] {
    [Spot(left, top), Spot(right, top), Spot(right, bottom), Spot(left, bottom)]
  }

  func insetBy(_ margin: Double) -> PageBox {
    PageBox(
      left: left + margin, top: top + margin, right: right - margin, bottom: bottom - margin)
  }

  func contains(_ spot: Spot) -> Bool {
    spot.x >= left && spot.x <= right && spot.y >= top && spot.y <= bottom
  }

  func contains(_ other: PageBox) -> Bool {
    other.left >= left && other.right <= right && other.top >= top && other.bottom <= bottom
  }

  func overlaps(_ other: PageBox) -> Bool {
    left < other.right && other.left < right && top < other.bottom && other.top < bottom
  }

  /// The distance from a spot to the rectangle; 0 inside.
  func distance(to spot: Spot) -> Double {
    Spot(min(max(spot.x, left), right), min(max(spot.y, top), bottom)).distance(to: spot)
  }

  /// The part of a ring that lies in the rectangle (Sutherland–Hodgman).
  func clipping(_ ring: [Spot]) -> [Spot] {
    let sides: [((Spot) -> Double)] = [
      { $0.x - left }, { right - $0.x }, { $0.y - top }, { bottom - $0.y },
    ]
    return sides.reduce(ring) { ring, depth in
      guard var previous = ring.last else { return [] }
      var kept: [Spot] = []
      for corner in ring {
        let (from, to) = (depth(previous), depth(corner))
        if (from >= 0) != (to >= 0) {
          let share = from / (from - to)
          kept.append(
            Spot(
              previous.x + share * (corner.x - previous.x),
              previous.y + share * (corner.y - previous.y)))
        }
        if to >= 0 { kept.append(corner) }
        previous = corner
      }
      return kept
    }
  }
}
