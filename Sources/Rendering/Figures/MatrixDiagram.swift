internal import Analysis
internal import NetworkModel

/// Who helps whom, for more pairs than lines can show: dots for layers or shades for amounts, with totals at the
/// margins.
///
/// Every unit stands in the figure once: as a row or column when something is on record, else in the list under
/// the matrix.
public struct MatrixDiagram: Sendable {
  public let figure: Figure
  /// Ids of the rows and columns as drawn.
  public let rowOrder: [String]
  public let columnOrder: [String]
  /// Ids of rows and columns without a cell, which are listed under the matrix.
  public let silentRows: [String]
  public let silentColumns: [String]
  let picture: MatrixPicture
  let classes: [AmountClass]

  /// The most rows and columns that a page can hold.
  public static let mostRows = 1000
  public static let mostColumns = 200

  /// - Throws: ``FigureError/tooMany(_:count:limit:)``, ``FigureError/unbalanced(column:sum:total:)``.
  public init(_ input: MatrixPicture) throws(FigureError) {
    var picture = input
    let known = Set(picture.rows.map(\.id))
    let knownColumns = Set(picture.columns.map(\.id))
    picture.cells = picture.cells.filter {
      known.contains($0.row) && knownColumns.contains($0.column)
    }.sorted { ($0.row, $0.column) < ($1.row, $1.column) }
    picture.groups = picture.groups.map { group in
      var group = group
      group.units.sort { $0.id < $1.id }
      return group
    }.sorted { $0.id < $1.id }
    picture.columns.sort { $0.id < $1.id }
    let filledRows = Set(picture.cells.map(\.row))
    let filledColumns = Set(picture.cells.map(\.column))
    silentRows = picture.rows.map(\.id).filter { !filledRows.contains($0) }
    silentColumns = picture.columns.map(\.id).filter { !filledColumns.contains($0) }
    classes = AmountClass.classes(of: picture.cells.compactMap(\.atoms))

    var shown = picture
    shown.groups = picture.groups.map { group in
      var group = group
      group.units.removeAll { !filledRows.contains($0.id) }
      return group
    }.filter { !$0.units.isEmpty }
    shown.columns.removeAll { !filledColumns.contains($0.id) }
    if picture.order == .blocks { shown.sortToBlocks() }
    self.picture = picture
    rowOrder = shown.rows.map(\.id)
    columnOrder = shown.columns.map(\.id)
    guard rowOrder.count <= Self.mostRows else {
      throw .tooMany(.rows, count: rowOrder.count, limit: Self.mostRows)
    }
    guard columnOrder.count <= Self.mostColumns else {
      throw .tooMany(.units, count: columnOrder.count, limit: Self.mostColumns)
    }
    guard !picture.cells.isEmpty else {
      figure = .empty(picture.frame, notes: [])
      return
    }
    let silent = (silentRows, silentColumns)
    figure = try MatrixDrawing(shown, all: picture, classes: classes, silent: silent).figure
  }
}

extension MatrixPicture {
  /// Barycentre order of rows in their groups, of groups, and of columns.
  fileprivate mutating func sortToBlocks() {
    let order = TwoColumnOrder(
      left: columns.map(\.id), right: groups.map { $0.units.map(\.id) },
      lines: cells.map { ($0.column, $0.row) })
    let units = Dictionary(
      (columns + rows).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let groupOf = Dictionary(
      groups.flatMap { group in group.units.map { ($0.id, group) } },
      uniquingKeysWith: { first, _ in first })
    columns = order.left.compactMap { units[$0] }
    groups = order.right.compactMap { ids in
      guard let first = ids.first, var group = groupOf[first] else { return nil }
      group.units = ids.compactMap { units[$0] }
      return group
    }
  }
}

/// Puts a matrix on its page.
private struct MatrixDrawing {
  private(set) var figure: Figure

  private let picture: MatrixPicture
  private let classes: [AmountClass]
  private let cells: [[String]: MatrixPicture.Cell]
  private let columnX: [Double]
  private let rowY: [String: Double]
  private let pitch: (x: Double, y: Double)
  private let gridTop: Double
  /// Where heads stand again, so that no row is far from them.
  private let headEdges: [Double]
  private let gridBottom: Double
  private let mostLayers: Int

  private static let left = 166.0
  private static let headSize = 7.5
  private static let totalSize = 7.0
  private static let groupGap = 5.0

  init(
    _ shown: MatrixPicture, all: MatrixPicture, classes: [AmountClass],
    silent: (rows: [String], columns: [String])
  ) throws(FigureError) {
    picture = shown
    self.classes = classes
    cells = Dictionary(
      shown.cells.map { ([$0.row, $0.column], $0) }, uniquingKeysWith: { first, _ in first })
    mostLayers = shown.cells.map(\.layers.count).max() ?? 0
    let frame = shown.frame
    let rows = shown.rows.count
    let isAmounts = shown.content != .layers
    let right = isAmounts ? 92.0 : 74.0

    // The page grows with the matrix and never shrinks under A4.
    let isPortrait = rows > 34
    let least = isPortrait ? 595.0 : 842
    let room = least - Figure.margin - Self.left - right
    let x = min(max(room / Double(shown.columns.count), 11.5), 30)
    let width = max(
      least, Self.left + x * Double(shown.columns.count) + right + Figure.margin)
    let heads = ColumnHeads(shown.columns.map(\.name), pitch: x, size: Self.headSize)
    let totals = ColumnHeads(
      shown.columns.map { Self.total(of: $0.id, column: true, in: shown) }, pitch: x,
      size: Self.totalSize, isVertical: false)
    let legend = Self.legendLines(shown, classes: classes, width: width)
    let top = 100 + 12 * Double(legend) + heads.height
    let repeats = Self.groupsWithHeads(shown.groups)
    let gaps =
      Self.groupGap * Double(max(shown.groups.count - 1, 0))
      + Double(repeats.count) * (heads.height + 8)
    let probe = Figure(width: width, height: 595, title: frame.title, summary: frame.subtitle)
    let notes = [FigureWords.matrixNote(frame.language)]
    let footHeight = probe.footHeight(frame, notes: notes)
    let lists = Self.silentLists(all, silent, on: probe)
    let listHeight = lists.isEmpty ? 0 : Double(lists.reduce(0) { $0 + $1.count }) * 10 + 12
    let below = totals.height + 22 + listHeight + footHeight + 22
    let minimum = isPortrait ? 842.0 : 400
    let y = min(max((minimum - top - gaps - below) / Double(rows), 10.6), 15)
    let body = y * Double(rows) + gaps
    let height = max(isPortrait ? 842 : 320, top + body + below)
    guard height <= Figure.largestSide, width <= Figure.largestSide else {
      throw .tooMany(.rows, count: rows, limit: MatrixDiagram.mostRows)
    }
    figure = Figure(width: width, height: height, title: frame.title, summary: frame.subtitle)
    pitch = (x, y)
    gridTop = top
    gridBottom = top + body
    columnX = shown.columns.indices.map { Self.left + x * (Double($0) + 0.5) }
    var places: [String: Double] = [:]
    var next = top
    var edges = [top]
    for (position, group) in shown.groups.enumerated() {
      if repeats.contains(position) {
        next += heads.height + 8
        edges.append(next)
      }
      for unit in group.units {
        places[unit.id] = next + y / 2
        next += y
      }
      next += Self.groupGap
    }
    rowY = places
    headEdges = edges

    _ = figure.head(frame)
    drawLegend()
    drawGrid()
    drawHeads(heads)
    drawCells()
    drawTotals(totals)
    var listY = gridBottom + totals.height + 26
    for list in lists {
      for line in list {
        figure.caption(line, at: Spot(Figure.margin, listY), size: 7.5, .quietText)
        listY += 10
      }
      listY += 3
    }
    figure.foot(frame, notes: notes, top: height - 14 - footHeight)
  }

  private static func silentLists(
    _ all: MatrixPicture, _ silent: (rows: [String], columns: [String]), on page: Figure
  ) -> [[String]] {
    let language = all.frame.language
    var lists: [[String]] = []
    for (head, ids, units) in [
      (all.rowsHead, Set(silent.rows), all.rows),
      (all.columnsHead, Set(silent.columns), all.columns),
    ] where !ids.isEmpty {
      let names = units.filter { ids.contains($0.id) }.map(\.name)
      lists.append(
        page.listed(
          FigureWords.silent(head, names.count, language), names, size: 7.5,
          width: page.width - 2 * Figure.margin - 10, language))
    }
    return lists
  }

  // MARK: Totals

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

  private mutating func drawTotals(_ totals: ColumnHeads) {
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
        FigureWords.total(language), at: Spot(numberX, gridTop - 8), size: 7.5, .quietText,
        anchor: .end)
    } else {
      figure.caption(
        FigureWords.pairsHead(language), at: Spot(right + 26, gridTop - 8), size: 7.5, .quietText,
        anchor: .end)
      figure.caption(
        FigureWords.layersHead(language), at: Spot(numberX, gridTop - 8), size: 7.5, .quietText,
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

  // MARK: Grid

  private mutating func drawGrid() {
    let right = Self.left + pitch.x * Double(columnX.count)
    for group in picture.groups {
      guard let first = group.units.first.flatMap({ rowY[$0.id] }),
        let last = group.units.last.flatMap({ rowY[$0.id] })
      else { continue }
      let (top, bottom) = (first - pitch.y / 2, last + pitch.y / 2)
      for number in 0...group.units.count {
        let y = top + pitch.y * Double(number)
        figure.line(Spot(Self.left, y), Spot(right, y), .border, width: 0.3)
      }
      for number in 0...columnX.count {
        let x = Self.left + pitch.x * Double(number)
        figure.line(Spot(x, top), Spot(x, bottom), .border, width: 0.3)
      }
      figure.line(
        Spot(Self.left - 64, top + 1), Spot(Self.left - 64, bottom - 1), .rule, width: 0.8)
      let room = Self.left - 64 - 5 - Figure.margin
      let lines = figure.wrapped(group.name, size: 7.5, width: room)
      // A name that its rows have no room for is cut to the lines that fit.
      let fitting = max(1, Int((bottom - top) / 9))
      let shown =
        lines.count > fitting
        ? [TextMetrics.fitted(group.name, size: 7.5, width: room)] : Array(lines)
      for (index, line) in shown.enumerated() {
        let y = (top + bottom) / 2 + 9 * (Double(index) - Double(shown.count - 1) / 2)
        figure.caption(line, at: Spot(Self.left - 69, y), size: 7.5, .quietText, anchor: .end)
      }
      for unit in group.units {
        guard let y = rowY[unit.id] else { continue }
        figure.caption(
          TextMetrics.fitted(unit.name, size: 7.5, width: 54), at: Spot(Self.left - 5, y),
          size: 7.5, anchor: .end)
      }
    }
    figure.caption(
      TextMetrics.fitted(picture.rowsHead, size: 8.5, width: 120, bold: true),
      at: Spot(Self.left - 5, gridTop - 9), size: 8.5, .vermilion, anchor: .end, bold: true)
  }

  /// Groups before which the heads are repeated: when more than sixty rows have passed.
  private static func groupsWithHeads(_ groups: [MatrixPicture.Group]) -> Set<Int> {
    var found: Set<Int> = []
    var rows = 0
    for (position, group) in groups.enumerated() {
      if rows > 0, rows + group.units.count > 60 {
        found.insert(position)
        rows = 0
      }
      rows += group.units.count
    }
    return found
  }

  private mutating func drawHeads(_ heads: ColumnHeads) {
    for edge in headEdges {
      for (index, x) in columnX.enumerated() {
        figure.columnHead(heads, index, x: x, edge: edge, below: false)
      }
    }
    figure.caption(
      TextMetrics.fitted(picture.columnsHead, size: 8.5, width: 160, bold: true),
      at: Spot(Self.left, gridTop - heads.height - 9), size: 8.5, .blue, bold: true)
  }

  // MARK: Cells

  private func look(_ cell: MatrixPicture.Cell) -> (fill: Ink, isUnknown: Bool)? {
    guard let atoms = cell.atoms else { return cell.hasUnknown ? (.paper, true) : nil }
    guard atoms > 0 else { return (Ink.steps[0], false) }
    let place = classes.firstIndex { atoms <= $0.highest } ?? classes.count - 1
    return (MatrixLooks.shade(place, of: classes.count), false)
  }

  private mutating func drawCells() {
    let language = picture.frame.language
    let names = Dictionary(
      (picture.rows + picture.columns).map { ($0.id, $0.fullName) },
      uniquingKeysWith: { first, _ in first })
    for row in picture.rows {
      for (index, column) in picture.columns.enumerated() {
        guard let cell = cells[[row.id, column.id]], let y = rowY[row.id] else { continue }
        let centre = Spot(columnX[index], y)
        var words = cell.layers.joined(separator: FigureWords.separator(language))
        if case .amounts(let unit) = picture.content {
          words =
            cell.atoms.map { (cell.mayBeMore ? "≥" : "") + unit.full($0, language) }
            ?? (cell.hasUnknown ? FigureWords.amountUnknown(language) : words)
        }
        let subject = Figure.Subject(
          id: "\(column.id)→\(row.id)",
          title: "\(names[column.id] ?? "") · \(names[row.id] ?? ""): \(words)", role: .cell)
        guard case .amounts = picture.content else {
          figure.circle(
            centre, radius: MatrixLooks.radius(cell.layers.count, of: mostLayers, pitch: pitch),
            fill: .blue, subject: subject)
          continue
        }
        if let look = look(cell) {
          figure.area(
            PageBox(centre: centre, width: pitch.x - 0.8, height: pitch.y - 0.8).corners,
            fill: look.fill, hatch: look.isUnknown ? .unknown : nil, outline: .rule,
            outlineWidth: 0.3, subject: subject)
        } else {
          figure.circle(
            centre, radius: 2, fill: .paper, outline: .faintText, outlineWidth: 0.8,
            subject: subject)
        }
      }
    }
  }

  // MARK: Legend

  private struct Entry {
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

  private static func legendLines(
    _ picture: MatrixPicture, classes: [AmountClass], width: Double
  ) -> Int {
    let entries = entries(picture, classes: classes, pitch: (10, 10))
    return (legendPlaces(entries, width: width).last?.line ?? 0) + 1
  }

  private mutating func drawLegend() {
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

/// How cells look.
enum MatrixLooks {
  /// The ink of a class of amounts; fewer classes take the darker end.
  static func shade(_ place: Int, of count: Int) -> Ink {
    Ink.steps[min(max(Ink.steps.count - count + place, 1), Ink.steps.count - 1)]
  }

  /// The area of a dot is proportional to the number of layers.
  static func radius(_ layers: Int, of most: Int, pitch: (x: Double, y: Double)) -> Double {
    let largest = min(pitch.x, pitch.y) / 2 - 0.7
    return largest * (Double(layers) / Double(max(most, 1))).squareRoot()
  }
}

/// Names over columns that are narrower than the names: one character under the other where all names are Chinese,
/// else in tiers with a fine line to each column.
struct ColumnHeads {
  let names: [String]
  let size: Double
  let isVertical: Bool
  let tiers: Int
  let height: Double

  private static let mostCharacters = 9
  private static let mostTiers = 12

  init(_ names: [String], pitch: Double, size: Double, isVertical: Bool? = nil) {
    self.size = size
    // A digit or a quotation mark among characters stands upright, too.
    let isChinese = names.allSatisfy { ($0.unicodeScalars.first?.value ?? 0) > 0x2E80 }
    self.isVertical = isVertical ?? isChinese
    if self.isVertical {
      self.names = names.map {
        $0.count > Self.mostCharacters
          ? String($0.prefix(Self.mostCharacters - 1)) + "…" : $0
      }
      tiers = 1
      height = Double(self.names.map(\.count).max() ?? 0) * (size + 0.6) + 4
    } else {
      let widest = names.map { TextMetrics.width($0, size: size) }.max() ?? 0
      tiers = min(
        max(Int(((widest + 5) / pitch).rounded(.up)), 1), Self.mostTiers, max(names.count, 1))
      let room = pitch * Double(tiers) - 5
      self.names = names.map { TextMetrics.fitted($0, size: size, width: max(room, 40)) }
      height = Double(tiers) * (size + 2.2) + 5
    }
  }
}

extension Figure {
  /// One head at the edge of the grid; in tiers the first of each run stands farthest.
  fileprivate mutating func columnHead(
    _ heads: ColumnHeads, _ index: Int, x: Double, edge: Double, below: Bool
  ) {
    let name = heads.names[index]
    guard !heads.isVertical else {
      let pitch = heads.size + 0.6
      for (place, character) in name.enumerated() {
        let fromEdge = Double(name.count - place) * pitch - pitch / 2 + 3
        caption(
          String(character), at: Spot(x, edge - fromEdge), size: heads.size, anchor: .middle)
      }
      return
    }
    let tier = heads.tiers - 1 - index % heads.tiers
    let distance = 7 + Double(tier) * (heads.size + 2.2)
    let y = below ? edge + distance + 1 : edge - distance
    if tier > 0 {
      line(
        Spot(x, edge + (below ? 1 : -1)), Spot(x, y + (below ? -heads.size : heads.size) / 2),
        .rule,
        width: 0.4)
    }
    caption(name, at: Spot(x, y), size: heads.size, anchor: .middle, backing: .paper)
  }
}

extension FigureWords {
  static let matrixNote = Wording(
    en: "An empty cell is no record, never zero. Totals at the margins are of what is shown.",
    zh: "空格表示无记录，不等于零；边栏合计为图中所示各格之和。")
  static let pairsHead = Wording(en: "pairs", zh: "对数")
  static let layersHead = Wording(en: "layers", zh: "层数")
  static let pairedOnly = Wording(en: "paired, no amount on record", zh: "有结对，无金额记录")

  static func layers(_ layers: Int, _ count: Int, _ language: Language) -> String {
    language == .zh
      ? "\(layers) 层(\(count))" : "\(layers) \(layers == 1 ? "layer" : "layers") (\(count))"
  }

  static func silent(_ head: String, _ count: Int, _ language: Language) -> String {
    language == .zh ? "\(head)中无记录 \(count) 个：" : "\(head), nothing on record (\(count)): "
  }
}
