/// Puts the boxes of components on one sheet: large ones round the largest, small ones in rows.
///
/// - Complexity: O(*c* log *c*) for *c* components, beside a constant for the at most 24 large ones.
struct ComponentPacking {
  struct Box {
    var left, top, width, height: Double
  }

  /// The left and the top of each box, in component order.
  private(set) var corners: [(left: Double, top: Double)]
  private(set) var width = 0.0
  private(set) var height = 0.0

  /// Components with more nodes than this are large, as far as there are not too many of them.
  private static let smallSize = 8
  private static let mostLarge = 24

  private struct Try {
    var corners: [(component: Int, left: Double, top: Double)] = []
    var width = 0.0
    var height = 0.0

    /// The height of the sheet of the asked aspect that would hold it.
    func extent(_ aspect: Double) -> Double { max(width / aspect, height) }

    mutating func add(_ other: Try, left: Double, top: Double) {
      corners += other.corners.map { ($0.component, $0.left + left, $0.top + top) }
      width = max(width, left + other.width)
      height = max(height, top + other.height)
    }
  }

  init(_ boxes: [Box], sizes: [Int32], aspect: Double) {
    corners = [(Double, Double)](repeating: (0, 0), count: boxes.count)
    guard !boxes.isEmpty else { return }
    let order = boxes.indices.sorted { a, b in sizes[a] != sizes[b] ? sizes[a] > sizes[b] : a < b }
    let large = Array(order.prefix { sizes[$0] > Self.smallSize }.prefix(Self.mostLarge))
    let small = Array(order.dropFirst(large.count))
    var best: Try?
    func consider(_ found: Try) {
      if best.map({ found.extent(aspect) < $0.extent(aspect) - 1e-9 }) ?? true { best = found }
    }
    let area = small.reduce(0) { $0 + boxes[$1].width * boxes[$1].height }
    for shape in large.isEmpty ? [1] : [0.6, 0.8, 1, 1.25, 1.6, 2] {
      let middle = Self.round(large, boxes, aspect: aspect * shape)
      guard !small.isEmpty else {
        consider(middle)
        continue
      }
      for stretch in [1, 1.1, 1.2, 1.35, 1.5, 1.75, 2] {
        // Rows under the large ones …
        let least = large.isEmpty ? (area * aspect).squareRoot() * 0.8 : middle.width
        let under = Self.rows(small, boxes, width: least * stretch)
        var found = Try()
        let sheet = max(middle.width, under.width)
        found.add(middle, left: (sheet - middle.width) / 2, top: 0)
        found.add(under, left: 0, top: middle.height)
        consider(found)
        // … or beside them.
        guard !large.isEmpty else { continue }
        let beside = Self.rows(small, boxes, width: max(area / middle.height * stretch, 0))
        found = Try()
        let tall = max(middle.height, beside.height)
        found.add(middle, left: 0, top: (tall - middle.height) / 2)
        found.add(beside, left: middle.width, top: (tall - beside.height) / 2)
        consider(found)
      }
    }
    guard let best else { return }
    for corner in best.corners { corners[corner.component] = (corner.left, corner.top) }
    (width, height) = (best.width, best.height)
  }

  /// Boxes in rows, each as high as its highest, none wider than the sheet unless it is one box.
  private static func rows(_ order: [Int], _ boxes: [Box], width: Double) -> Try {
    var found = Try()
    var (left, top, high) = (0.0, 0.0, 0.0)
    var row: [Int] = []
    func close() {
      for place in row {
        let component = found.corners[place].component
        found.corners[place].top += (high - boxes[component].height) / 2
      }
      row = []
    }
    for component in order {
      let box = boxes[component]
      if left > 0, left + box.width > width {
        close()
        (left, top, high) = (0, top + high, 0)
      }
      row.append(found.corners.count)
      found.corners.append((component, left, top))
      left += box.width
      high = max(high, box.height)
      found.width = max(found.width, left)
    }
    close()
    found.height = top + high
    return found
  }

  /// Boxes round the first one, each where the whole stays smallest, then nearest to the middle.
  private static func round(_ order: [Int], _ boxes: [Box], aspect: Double) -> Try {
    var placed: [(component: Int, left: Double, top: Double, right: Double, bottom: Double)] = []
    for component in order {
      let (w, h) = (boxes[component].width, boxes[component].height)
      var spots: [(left: Double, top: Double)] = placed.isEmpty ? [(-w / 2, -h / 2)] : []
      for other in placed {
        let lefts = [other.left, other.right - w, (other.left + other.right - w) / 2]
        let tops = [other.top, other.bottom - h, (other.top + other.bottom - h) / 2]
        for left in lefts { spots += [(left, other.bottom), (left, other.top - h)] }
        for top in tops { spots += [(other.right, top), (other.left - w, top)] }
      }
      var best: (extent: Double, distance: Double, spot: (left: Double, top: Double))?
      for spot in spots {
        let (right, bottom) = (spot.left + w, spot.top + h)
        // A hair of overlap is rounding.
        if placed.contains(where: {
          spot.left < $0.right - 1e-9 && $0.left < right - 1e-9 && spot.top < $0.bottom - 1e-9
            && $0.top < bottom - 1e-9
        }) {
          continue
        }
        let wide =
          max(right, placed.map(\.right).max() ?? right)
          - min(spot.left, placed.map(\.left).min() ?? spot.left)
        let high =
          max(bottom, placed.map(\.bottom).max() ?? bottom)
          - min(spot.top, placed.map(\.top).min() ?? spot.top)
        let extent = max(wide / aspect, high)
        let (x, y) = ((spot.left + right) / 2 / aspect, (spot.top + bottom) / 2)
        let distance = x * x + y * y
        if let best,
          extent > best.extent - 1e-9,
          extent > best.extent + 1e-9 || distance > best.distance - 1e-9
        {
          continue
        }
        best = (extent, distance, spot)
      }
      let spot = best?.spot ?? (left: 0, top: 0)
      placed.append((component, spot.left, spot.top, spot.left + w, spot.top + h))
    }
    var found = Try()
    let (left, top) = (placed.map(\.left).min() ?? 0, placed.map(\.top).min() ?? 0)
    found.corners = placed.map { ($0.component, $0.left - left, $0.top - top) }
    found.width = (placed.map(\.right).max() ?? 0) - left
    found.height = (placed.map(\.bottom).max() ?? 0) - top
    return found
  }
}
