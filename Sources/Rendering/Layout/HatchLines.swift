/// The lines of a hatch, cut at the edges of an area.
///
/// Lines lie on one grid for the whole page, so the hatches of neighbours run through. A place is inside by the
/// even-odd rule over all rings, so holes stay free.
///
/// - Complexity: O(lines · corners).
enum HatchLines {
  /// - Parameter shortest: pieces shorter than this would be specks, and are left out.
  static func lines(
    _ hatch: Figure.Hatch, in rings: [[Spot]], shortest: Double = 0.4
  ) -> [(from: Spot, to: Spot)] {
    // Along a rising line x + y is the same everywhere, along a level one y.
    let isRising = hatch.direction == .rising
    let step = hatch.pitch * (isRising ? 2.0.squareRoot() : 1)
    guard step > 0 else { return [] }
    func height(_ spot: Spot) -> Double { isRising ? spot.x + spot.y : spot.y }
    let heights = rings.joined().map(height)
    guard let lowest = heights.min(), let highest = heights.max() else { return [] }
    var found: [(from: Spot, to: Spot)] = []
    for number in Int(
      (lowest / step).rounded(.up))...max(
        Int((lowest / step).rounded(.up)), Int((highest / step).rounded(.down)))
    {
      let line = Double(number) * step
      var cuts: [Double] = []
      for ring in rings {
        guard var previous = ring.last else { continue }
        for corner in ring {
          let (a, b) = (height(previous), height(corner))
          if (a > line) != (b > line) {
            cuts.append(previous.x + (line - a) / (b - a) * (corner.x - previous.x))
          }
          previous = corner
        }
      }
      cuts.sort()
      for place in stride(from: 0, to: cuts.count - 1, by: 2) {
        let ends = [cuts[place], cuts[place + 1]].map { Spot($0, isRising ? line - $0 : line) }
        if ends[0].distance(to: ends[1]) >= shortest { found.append((ends[0], ends[1])) }
      }
    }
    return found
  }
}
