/// Finds what lies near a place of a page: square cells, each with the numbers of the things that touch it.
///
/// - Complexity: O(cells touched) to insert, O(cells touched + things in them) to visit.
struct PageGrid {
  private let cell: Double
  private var things: [Int: [Int32]] = [:]

  /// - Parameter cell: the side of a cell, in points; about the size of what is asked for.
  init(cell: Double) { self.cell = cell }

  mutating func insert(_ number: Int, _ box: PageBox) {
    Self.cells(box, cell) { things[$0, default: []].append(Int32(number)) }
  }

  /// Calls with the number of each thing that may touch the box; with one that lies in several cells several times.
  func visit(_ box: PageBox, _ body: (Int) -> Void) {
    Self.cells(box, cell) { key in
      guard let found = things[key] else { return }
      for number in found { body(Int(number)) }
    }
  }

  /// Whether something that may touch the box fulfils a condition.
  func contains(_ box: PageBox, where condition: (Int) -> Bool) -> Bool {
    var isFound = false
    visit(box) { number in
      if !isFound, condition(number) { isFound = true }
    }
    return isFound
  }

  private static func cells(_ box: PageBox, _ cell: Double, _ body: (Int) -> Void) {
    // A page has at most 14,400 points a side, so rows and columns fit side by side into a key.
    func place(_ value: Double) -> Int { Int((min(max(value, -1e5), 1e5) / cell).rounded(.down)) }
    let (left, right) = (place(box.left), place(box.right))
    let (top, bottom) = (place(box.top), place(box.bottom))
    guard left <= right, top <= bottom else { return }
    for row in top...bottom {
      for column in left...right { body(row << 24 + column) }
    }
  }
}

/// The pieces of lines on a page, to be asked which lines run through a box.
struct LineGrid {
  private var grid = PageGrid(cell: 16)
  private var segments: [(line: Int32, from: Spot, to: Spot)] = []

  /// - Parameter lines: each as spots that follow each other closely.
  init(_ lines: [[Spot]]) {
    for (number, line) in lines.enumerated() {
      for (from, to) in zip(line, line.dropFirst()) {
        grid.insert(segments.count, PageBox(around: from, to))
        segments.append((Int32(number), from, to))
      }
    }
  }

  /// How many lines run through a box, as a drawn line of no width.
  func count(under box: PageBox) -> Int {
    var found: Set<Int32> = []
    grid.visit(box) { number in
      let segment = segments[number]
      if !found.contains(segment.line), box.meets(segment.from, segment.to) {
        found.insert(segment.line)
      }
    }
    return found.count
  }

  /// How many pairs of segments of different lines cross; `isForeign` says which pairs of lines count.
  func crossings(where isForeign: (Int, Int) -> Bool) -> Int {
    var count = 0
    for (number, a) in segments.enumerated() {
      var seen: Set<Int> = []
      grid.visit(PageBox(around: a.from, a.to)) { other in
        guard other > number else { return }
        let b = segments[other]
        guard a.line != b.line, segmentsCross(a.from, a.to, b.from, b.to),
          isForeign(Int(a.line), Int(b.line)), seen.insert(other).inserted
        else { return }
        count += 1
      }
    }
    return count
  }
}

extension PageBox {
  /// The box round two spots.
  init(around a: Spot, _ b: Spot) {
    self.init(
      left: min(a.x, b.x), top: min(a.y, b.y), right: max(a.x, b.x), bottom: max(a.y, b.y))
  }

  /// Whether a segment has a spot in the box or crosses one of its sides.
  func meets(_ a: Spot, _ b: Spot) -> Bool {
    if contains(a) || contains(b) { return true }
    guard max(a.x, b.x) >= left, min(a.x, b.x) <= right, max(a.y, b.y) >= top,
      min(a.y, b.y) <= bottom
    else { return false }
    let (p, q, r, s) = (
      Spot(left, top), Spot(right, top), Spot(right, bottom), Spot(left, bottom)
    )
    return segmentsCross(a, b, p, q) || segmentsCross(a, b, q, r) || segmentsCross(a, b, r, s)
      || segmentsCross(a, b, s, p)
  }
}
