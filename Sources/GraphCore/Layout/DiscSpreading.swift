/// Moves discs apart until none lie on each other, as little as that takes, inside a box.
///
/// ## Conventions
/// - Pairs that lie too close part along the line of their centres, the smaller disc moving more; discs on one spot
///   part by their numbers. Discs stay in the box as far as it is large enough for them.
/// - Discs are taken in order, one thread works, and only + − × ÷ and square roots are taken: same input, same bits.
/// - A crowded box may leave pairs too close: what is left after the last pass stays.
///
/// - Parameters:
///   - x: the centres, from the left edge of the box; finite.
///   - y: the centres, from the top edge; as many.
///   - radii: as many; positive.
///   - gap: the space asked for between two discs.
///   - passes: how often all pairs are looked at, at most.
/// - Returns: the new centres.
/// - Throws: ``GraphError/wrongCount(of:expected:found:)``, ``GraphError/parameter(_:problem:)``.
/// - Complexity: O(*n*) a pass for discs of similar size that do not clot; O(*n*) memory.
/// - Source: pairwise projection as in Müller et al. (2007), "Position based dynamics", J. Vis. Commun. 18(2).
public func spreadDiscs(
  x: [Double], y: [Double], radii: [Double], width: Double, height: Double, gap: Double = 0,
  passes: Int = 60
) throws(GraphError) -> (x: [Double], y: [Double]) {
  for (name, column) in [("y", y), ("radii", radii)] where column.count != x.count {
    throw .wrongCount(of: name, expected: x.count, found: column.count)
  }
  guard (x + y + radii + [gap]).allSatisfy(\.isFinite), radii.allSatisfy({ $0 > 0 }), gap >= 0,
    width > 0, height > 0
  else { throw .parameter("discs", problem: "need finite centres, positive radii and a box") }
  var spreading = DiscSpreading(x: x, y: y, radii: radii, width: width, height: height, gap: gap)
  spreading.strew()
  for _ in 0..<max(0, passes) where spreading.pass() == 0 { break }
  return (spreading.x, spreading.y)
}

/// Discs in a grid of cells; large ones, which reach over many cells, apart.
private struct DiscSpreading {
  var x: [Double]
  var y: [Double]
  let radii: [Double]
  let width, height, gap: Double
  /// A cell is as wide as two small discs that touch.
  private let pitch: Double
  private let columns, rows: Int
  private let isLarge: [Bool]
  private let large: [Int]
  private let largestSmall: Double

  init(
    x: [Double], y: [Double], radii: [Double], width: Double, height: Double, gap: Double
  ) {
    (self.x, self.y, self.radii) = (x, y, radii)
    (self.width, self.height, self.gap) = (width, height, gap)
    let median = radii.sorted()[safe: radii.count / 2] ?? 1
    isLarge = radii.map { $0 > 1.5 * median }
    large = radii.indices.filter { radii[$0] > 1.5 * median }
    largestSmall = radii.filter { $0 <= 1.5 * median }.max() ?? median
    // Not more than a million cells, however small the discs.
    pitch = max(2 * largestSmall + gap, (width * height / 1_000_000).squareRoot())
    columns = Int(width / pitch) + 1
    rows = Int(height / pitch) + 1
  }

  private func column(_ value: Double) -> Int { min(max(Int(value / pitch), 0), columns - 1) }
  private func row(_ value: Double) -> Int { min(max(Int(value / pitch), 0), rows - 1) }

  /// Lays discs whose centres are the same on a sunflower, in order: on one line they would only part along it.
  mutating func strew() {
    let order = x.indices.sorted { (x[$0], y[$0], $0) < (x[$1], y[$1], $1) }
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, x[order[end]] == x[order[start]], y[order[end]] == y[order[start]] {
        end += 1
      }
      if end - start > 1 {
        let spots = Sunflower.spots(end - start, pitch: radii[order[start]] / 2)
        for (place, disc) in order[start..<end].enumerated() {
          x[disc] += spots.x[place]
          y[disc] += spots.y[place]
        }
      }
      start = end
    }
  }

  /// Parts every pair that is too close, once. Returns how many there were.
  mutating func pass() -> Int {
    // The small discs of each cell, in order: the first, and the next of each.
    var first = [Int32](repeating: -1, count: columns * rows)
    var next = [Int32](repeating: -1, count: x.count)
    let (beforeX, beforeY) = (x, y)
    for disc in x.indices.reversed() {
      bringIn(disc)
      guard !isLarge[disc] else { continue }
      let cell = row(y[disc]) * columns + column(x[disc])
      next[disc] = first[cell]
      first[cell] = Int32(truncatingIfNeeded: disc)
    }
    var parted = 0
    for (place, a) in large.enumerated() {
      for b in large[(place + 1)...] where part(a, b) { parted += 1 }
    }
    for disc in x.indices {
      let reach = radii[disc] + largestSmall + gap
      let (left, right) = (column(x[disc] - reach), column(x[disc] + reach))
      for row in row(y[disc] - reach)...row(y[disc] + reach) {
        for cell in (row * columns + left)...(row * columns + right) {
          var other = Int(first[cell])
          while other >= 0 {
            // A pair of small discs is met from both; once is enough.
            if isLarge[disc] || other > disc, part(disc, other) { parted += 1 }
            other = Int(next[other])
          }
        }
      }
    }
    for disc in x.indices {
      // In a heap each neighbour adds its push; all together would fling a disc across the box.
      let (dx, dy) = (x[disc] - beforeX[disc], y[disc] - beforeY[disc])
      let length = (dx * dx + dy * dy).squareRoot()
      let reach = 4 * radii[disc] + gap
      if parted > 0, length > reach, beforeX[disc] >= 0, beforeX[disc] <= width,
        beforeY[disc] >= 0, beforeY[disc] <= height
      {
        x[disc] = beforeX[disc] + dx * (reach / length)
        y[disc] = beforeY[disc] + dy * (reach / length)
      }
      bringIn(disc)
    }
    return parted
  }

  private mutating func bringIn(_ disc: Int) {
    let radius = radii[disc]
    x[disc] = min(max(x[disc], min(radius, width / 2)), max(width - radius, width / 2))
    y[disc] = min(max(y[disc], min(radius, height / 2)), max(height - radius, height / 2))
  }

  private mutating func part(_ a: Int, _ b: Int) -> Bool {
    let apart = radii[a] + radii[b] + gap
    let (dx, dy) = (x[b] - x[a], y[b] - y[a])
    let square = dx * dx + dy * dy
    // A thousandth is no overlap, so that passes can end.
    guard square < apart * apart * 0.999 else { return false }
    let distance = max(square.squareRoot(), 1e-9)
    let share = (apart - distance) / distance
    let heavy = radii[a] / (radii[a] + radii[b])
    x[a] -= dx * share * (1 - heavy)
    y[a] -= dy * share * (1 - heavy)
    x[b] += dx * share * heavy
    y[b] += dy * share * heavy
    return true
  }
}

extension Array {
  fileprivate subscript(safe index: Int) -> Element? {
    indices.contains(index) ? self[index] : nil
  }
}
