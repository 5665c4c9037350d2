internal import NetworkModel

// Legend and totals.
extension MatrixDrawing {
  /// The total of a row or column: pairs and layers, or the amount.
  static func total(of id: String, column: Bool, in picture: MatrixPicture) -> String {
    let cells = picture.cells.filter { (column ? $0.column : $0.row) == id }
    guard case .amounts(let unit) = picture.content else {
      return "\(cells.reduce(0) { $0 + $1.layers.count })"
    }
    guard cells.contains(where: { $0.atoms != nil }) else { return "–" }
    let mark = cells.contains { $0.mayBeMore || $0.hasUnknown } ? "≥" : ""
    return mark + unit.number(cells.reduce(0) { $0 + ($1.atoms ?? 0) })
  }

  /// - Parameter heads: of the columns; names in tiers may reach over the margin, so its heads stand above them.
  mutating func drawTotals(_ totals: ColumnHeads, under heads: ColumnHeads) {
    let headY = gridTop - (heads.tiers > 1 ? heads.height + 9 : 8)
    let language = picture.frame.language
    let right = Self.left + pitch.x * Double(columnX.count)
    let isAmounts = picture.content != .layers
    let numberX = isAmounts ? right + 84 : right + 58
    for row in picture.rows {
      guard let y = rowY[row.id] else { continue }
      figure.caption(
        Self.total(of: row.id, column: false, in: picture), at: Spot(numberX, y),
        size: Self.totalSize, anchor: .end)
      if !isAmounts {
        figure.caption(
          "\(picture.cells.count { $0.row == row.id })", at: Spot(right + 26, y),
          size: Self.totalSize, .quietText, anchor: .end)
      }
    }
    if isAmounts {
      figure.caption(
        FigureWords.total(language), at: Spot(numberX, headY), size: 7.5, .quietText,
        anchor: .end)
    } else {
      figure.caption(
        FigureWords.pairsHead(language), at: Spot(right + 26, headY), size: 7.5, .quietText,
        anchor: .end)
      figure.caption(
        FigureWords.layersHead(language), at: Spot(numberX, headY), size: 7.5, .quietText,
        anchor: .end)
    }
    figure.caption(
      isAmounts ? FigureWords.total(language) : FigureWords.layersHead(language),
      at: Spot(Self.left - 8, gridBottom + 9), size: 7.5, .quietText, anchor: .end)
    for (index, x) in columnX.enumerated() {
      figure.columnHead(totals, index, x: x, edge: gridBottom, below: true)
    }
    // The whole, where both margins meet.
    let whole: String
    switch picture.content {
    case .layers: whole = "\(picture.cells.reduce(0) { $0 + $1.layers.count })"
    case .amounts(let unit):
      let mark = picture.cells.contains { $0.mayBeMore || $0.hasUnknown } ? "≥" : ""
      whole = mark + unit.number(picture.cells.reduce(0) { $0 + ($1.atoms ?? 0) })
    }
    figure.caption(
      whole, at: Spot(numberX, gridBottom + 9), size: 7.5, anchor: .end, bold: true)
    if !isAmounts {
      figure.caption(
        "\(picture.cells.count)", at: Spot(right + 26, gridBottom + 9), size: 7.5, anchor: .end,
        bold: true)
    }
  }

  struct Entry {
    var words: String
    /// Nothing for words alone.
    var draw: ((inout Figure, PageBox) -> Void)?

    var indent: Double { draw == nil ? 0 : 17 }
  }

  private static func entries(
    _ picture: MatrixPicture, classes: [AmountClass], pitch: (x: Double, y: Double)
  ) -> [Entry] {
    let language = picture.frame.language
    guard case .amounts(let unit) = picture.content else {
      let most = picture.cells.map(\.layers.count).max() ?? 0
      var counts: [Int: Int] = [:]
      for cell in picture.cells { counts[cell.layers.count, default: 0] += 1 }
      return counts.sorted { $0.key < $1.key }.map { layers, count in
        Entry(words: FigureWords.layers(layers, count, language)) { figure, box in
          figure.circle(
            box.centre, radius: MatrixLooks.radius(layers, of: most, pitch: pitch), fill: .blue)
        }
      }
    }
    // The unit stands once, before the numbers; it has no box.
    var entries = [Entry(words: unit.head(language), draw: nil)]
    func add(_ words: String, _ count: Int, _ draw: @escaping (inout Figure, PageBox) -> Void) {
      guard count > 0 else { return }
      entries.append(Entry(words: FigureWords.counted(words, count, language), draw: draw))
    }
    add("0", picture.cells.count { $0.atoms == 0 }) {
      $0.area($1.corners, fill: Ink.steps[0], outline: .rule, outlineWidth: 0.3)
    }
    for (place, band) in classes.enumerated() {
      let low = unit.number(band.lowest)
      let span = band.lowest == band.highest ? low : "\(low)–\(unit.number(band.highest))"
      let ink = MatrixLooks.shade(place, of: classes.count)
      add(span, band.count) { $0.area($1.corners, fill: ink, outline: .rule, outlineWidth: 0.3) }
    }
    add(
      FigureWords.amountUnknown(language),
      picture.cells.count { $0.atoms == nil && $0.hasUnknown }
    ) {
      $0.area($1.corners, fill: .paper, hatch: .unknown, outline: .rule, outlineWidth: 0.3)
    }
    add(
      FigureWords.pairedOnly(language), picture.cells.count { $0.atoms == nil && !$0.hasUnknown }
    ) {
      $0.circle($1.centre, radius: 2, fill: .paper, outline: .faintText, outlineWidth: 0.8)
    }
    return entries
  }

  private static let legendSize = 8.0

  /// The left end of each entry and the line on which it stands.
  private static func legendPlaces(_ entries: [Entry], width: Double) -> [(x: Double, line: Int)] {
    var places: [(x: Double, line: Int)] = []
    var (x, line) = (Figure.margin, 0)
    for entry in entries {
      let needed =
        entry.indent + TextMetrics.width(entry.words, size: legendSize) * Figure.Caption.slack
      if x > Figure.margin, x + needed > width - Figure.margin {
        (x, line) = (Figure.margin, line + 1)
      }
      places.append((x, line))
      x += needed + 12
    }
    return places
  }

  static func legendLines(
    _ picture: MatrixPicture, classes: [AmountClass], width: Double
  ) -> Int {
    let entries = entries(picture, classes: classes, pitch: (10, 10))
    return (legendPlaces(entries, width: width).last?.line ?? 0) + 1
  }

  mutating func drawLegend() {
    let entries = Self.entries(picture, classes: classes, pitch: pitch)
    for (entry, place) in zip(entries, Self.legendPlaces(entries, width: figure.width)) {
      let y = 82 + 12 * Double(place.line)
      entry.draw?(
        &figure, PageBox(left: place.x, top: y - 4.5, right: place.x + 13, bottom: y + 4.5))
      figure.caption(
        entry.words, at: Spot(place.x + entry.indent, y), size: Self.legendSize, .quietText)
    }
  }
}
