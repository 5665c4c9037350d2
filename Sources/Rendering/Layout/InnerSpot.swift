/// The spot of a polygon that is farthest from its edges, where a name or a leader's end belongs.
///
/// A grid over the polygon, then finer ones round the best spot; ties go to the first, from the top left.
///
/// - Complexity: O(spots tried · corners).
struct InnerSpot: Hashable {
  let spot: Spot
  /// The distance to the nearest edge: the radius of a circle that fits.
  let depth: Double

  /// Nothing for a polygon without an inside.
  init?(_ part: Figure.Area.Part) {
    let box = PageBox(around: part.outer)
    guard part.outer.count >= 3, box.width > 0, box.height > 0 else { return nil }
    var best: (spot: Spot, depth: Double)?
    func search(centre: Spot, width: Double, height: Double, steps: Int) {
      for row in 0..<steps {
        for column in 0..<steps {
          let spot = Spot(
            centre.x + width * ((Double(column) + 0.5) / Double(steps) - 0.5),
            centre.y + height * ((Double(row) + 0.5) / Double(steps) - 0.5))
          guard part.contains(spot) else { continue }
          let depth = part.rings.map { ($0 + $0.prefix(1)).polylineDistance(to: spot) }.min() ?? 0
          if depth > (best?.depth ?? 0) + 1e-9 { best = (spot, depth) }
        }
      }
    }
    search(centre: box.centre, width: box.width, height: box.height, steps: 14)
    var (width, height) = (box.width / 5, box.height / 5)
    for _ in 0..<4 {
      guard let found = best else { break }
      search(centre: found.spot, width: width, height: height, steps: 5)
      (width, height) = (width / 3, height / 3)
    }
    guard let best else { return nil }
    (spot, depth) = best
  }
}

extension Figure.Area.Part {
  /// Whether a spot lies inside, by the even-odd rule.
  func contains(_ spot: Spot) -> Bool {
    rings.reduce(false) { inside, ring in
      guard var previous = ring.last else { return inside }
      var odd = inside
      for corner in ring {
        if (corner.y > spot.y) != (previous.y > spot.y) {
          let share = (spot.y - corner.y) / (previous.y - corner.y)
          if spot.x < corner.x + share * (previous.x - corner.x) { odd.toggle() }
        }
        previous = corner
      }
      return odd
    }
  }

  /// Whether a box lies inside, judged at its corners and the middles of its sides.
  func contains(_ box: PageBox) -> Bool {
    let middle = box.centre
    return
      (box.corners + [
        Spot(middle.x, box.top), Spot(middle.x, box.bottom), Spot(box.left, middle.y),
        Spot(box.right, middle.y),
      ]).allSatisfy(contains)
  }
}
