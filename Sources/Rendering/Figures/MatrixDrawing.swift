internal import Analysis
internal import NetworkModel

/// Puts a matrix on its page.
struct MatrixDrawing {
  var figure: Figure

  let picture: MatrixPicture
  let classes: [AmountClass]
  let cells: [[String]: MatrixPicture.Cell]
  let columnX: [Double]
  let rowY: [String: Double]
  let pitch: (x: Double, y: Double)
  let gridTop: Double
  /// Where heads stand again, so that no row is far from them.
  let headEdges: [Double]
  let gridBottom: Double
  let mostLayers: Int

  static let left = 166.0
  static let headSize = 7.5
  static let totalSize = 7.0
  static let groupGap = 5.0

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
    let sheet = frame.page(isPortrait: isPortrait)
    let least = sheet.width
    let room = least - Figure.margin - Self.left - right
    let x = min(max(room / Double(shown.columns.count), 11.5), frame.sheet == nil ? 30 : 44)
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
    let minimum = frame.sheet?.height ?? (isPortrait ? 842 : 400)
    let y = min(max((minimum - top - gaps - below) / Double(rows), 10.6), 15)
    let body = y * Double(rows) + gaps
    let height = max(frame.sheet?.height ?? (isPortrait ? 842 : 320), top + body + below)
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
    drawTotals(totals, under: heads)
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
