/// Boxes of one size in rows, for small multiples.
struct PanelGrid: Hashable {
  let boxes: [PageBox]
  let bottom: Double
  let rows: Int

  static let gap = (x: 18.0, y: 18.0)

  /// As many columns as fit, but no row with far fewer panels than the others.
  ///
  /// - Parameters:
  ///   - width: of the page between its margins.
  ///   - leastWidth: what a panel needs.
  ///   - room: the height that the panels should fill, if larger panels in more rows can.
  ///   - rows: how many there are, when that is settled.
  ///   - height: of a panel of a width.
  init(
    count: Int, left: Double, top: Double, width: Double, leastWidth: Double,
    room: Double = 0, rows wanted: Int? = nil, isWide: Bool = false, height: (Double) -> Double
  ) {
    let most = max(Int((width + Self.gap.x) / (leastWidth + Self.gap.x)), 1)
    func panelWidth(_ columns: Int) -> Double {
      (width - Self.gap.x * Double(columns - 1)) / Double(columns)
    }
    // Few panels do not grow beyond what reads well.
    let widest = isWide ? width : leastWidth * 2.2
    var rows = (count + most - 1) / most
    var columns = rows == 0 ? 1 : (count + rows - 1) / rows
    if let wanted, wanted > 0 { (columns, rows) = ((count + wanted - 1) / wanted, wanted) }
    while columns > 1, wanted == nil {
      let fewer = columns - 1
      let more = (count + fewer - 1) / fewer
      let needed =
        Double(more) * height(min(panelWidth(fewer), widest)) + Double(more - 1) * Self.gap.y
      guard needed <= room, panelWidth(fewer) <= widest * 1.05 else { break }
      (columns, rows) = (fewer, more)
    }
    self.rows = rows
    let panelWidth = min(panelWidth(columns), widest)
    let panelHeight = height(panelWidth)
    boxes = (0..<count).map { index in
      let x = left + Double(index % columns) * (panelWidth + Self.gap.x)
      let y = top + Double(index / columns) * (panelHeight + Self.gap.y)
      return PageBox(left: x, top: y, right: x + panelWidth, bottom: y + panelHeight)
    }
    bottom = boxes.last?.bottom ?? top
  }

  /// In how many rows maps of one shape are largest, and how high their panels then are.
  ///
  /// - Parameters:
  ///   - head: the height of a panel that is no map.
  ///   - aspect: height by width of the map.
  static func rows(
    count: Int, width: Double, leastWidth: Double, room: Double, head: Double, aspect: Double
  ) -> (rows: Int, height: Double) {
    var best = (rows: max(count, 1), height: head + leastWidth * aspect, size: 0.0)
    let most = max(Int((width + gap.x) / (leastWidth + gap.x)), 1)
    for columns in 1...min(most, max(count, 1)) {
      let rows = (count + columns - 1) / columns
      let panel = (width - gap.x * Double(columns - 1)) / Double(columns)
      let height = (room - gap.y * Double(rows - 1)) / Double(rows) - head
      // The width that the map fills.
      let size = min(panel, max(height, 0) / max(aspect, 0.01))
      if size > best.size { best = (rows, head + size * aspect, size) }
    }
    // Too many for the sheet: maps of the least size, and a longer page.
    guard best.size >= leastWidth * 0.8 else {
      return ((count + most - 1) / most, head + leastWidth * aspect)
    }
    return (best.rows, best.height)
  }
}
