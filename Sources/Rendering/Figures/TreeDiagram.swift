internal import Analysis
internal import NetworkModel

/// What lies in what, as an indented tree in columns: every place with the look of its state and its partners.
///
/// - Complexity: O(*n* log *n*) for *n* units.
public struct TreeDiagram: Sendable {
  public let figure: Figure
  let picture: TreePicture
  let rows: TreeRows
  /// The column of each row on the page, from 0.
  let columns: [Int]

  public static let mostRows = 4_000
  private static let pitch = 11.5
  private static let leastColumn = 178.0
  private static let gap = 18.0
  private static let top = 78.0
  static let indent = 13.0

  /// - Throws: ``FigureError/tooMany(_:count:limit:)``.
  public init(_ picture: TreePicture) throws(FigureError) {
    self.picture = picture
    let frame = picture.frame
    guard !picture.units.isEmpty else {
      figure = .empty(frame, notes: [])
      rows = TreeRows(picture, capacity: 0)
      columns = []
      return
    }
    var page = Figure(frame.page(), title: frame.title, summary: frame.subtitle)
    let room = page.width - 2 * Figure.margin
    let most = max(1, Int((room + Self.gap) / (Self.leastColumn + Self.gap)))
    var notes = [FigureWords.treeNote(frame.language)]
    if picture.units.contains(where: { $0.state == .noRecord }) {
      notes.append(FigureWords.noRecordNote(frame.language))
    }
    let footHeight = page.footHeight(frame, notes: notes)
    let table = TreeLegend(picture)
    let start = Self.top + table.height + 16
    // A column gives its first row to the places above it.
    let perColumn = max(8, Int((page.height - footHeight - 26 - start) / Self.pitch))
    rows = TreeRows(picture, capacity: most * (perColumn - 1))
    guard rows.rows.count <= Self.mostRows else {
      throw .tooMany(.rows, count: rows.rows.count, limit: Self.mostRows)
    }
    // As few columns as hold the rows; when even the most do not, they grow.
    let needed = (rows.rows.count + perColumn - 2) / (perColumn - 1)
    let count = max(1, min(most, needed))
    let all = rows.rows
    let filled = Self.filled(all, columns: count)
    columns = filled
    let longest = (0..<count).map { column in filled.count { $0 == column } }.max() ?? 1
    let bottom = start + Double(longest + 1) * Self.pitch
    // Without a paper that was asked for, the page ends where the rows end.
    page.height = max(frame.sheet == nil ? 280 : page.height, bottom + 22 + footHeight)
    _ = page.head(frame)
    table.draw(on: &page, top: Self.top)
    let width = (room - Self.gap * Double(count - 1)) / Double(count)
    // Two short columns would lie far apart from each other.
    let each = min(width, 360)
    for column in 0..<count {
      page.column(
        zip(all, filled).filter { $0.1 == column }.map(\.0), foldedInto: rows.foldedInto,
        of: picture,
        from: Spot(Figure.margin + Double(column) * (each + Self.gap), start), width: each,
        pitch: Self.pitch, continues: column > 0)
    }
    page.foot(frame, notes: notes, top: page.height - 8 - footHeight)
    figure = page
  }

  /// The column of each row: as even as may be, and no place parted from its first child.
  private static func filled(_ rows: [TreeRows.Row], columns: Int) -> [Int] {
    let each = (rows.count + columns - 1) / columns
    var found: [Int] = []
    var (column, used) = (0, 0)
    for (position, row) in rows.enumerated() {
      let opens = position + 1 < rows.count && rows[position + 1].depth > row.depth
      if column < columns - 1, used >= each || used == each - 1 && opens && used > 0 {
        (column, used) = (column + 1, 0)
      }
      found.append(column)
      used += 1
    }
    return found
  }
}

extension Figure {
  fileprivate mutating func column(
    _ rows: [TreeRows.Row], foldedInto: [Int: [Int]], of picture: TreePicture, from start: Spot,
    width: Double, pitch: Double, continues: Bool
  ) {
    let language = picture.frame.language
    var y = start.y
    // Where the last mark of each depth stands, from which the next line comes down.
    var last: [Int: Double] = [:]
    if continues, let first = rows.first, first.depth > 0 {
      var path: [String] = []
      var place = first.parent
      while let current = place {
        path.insert(picture.units[current].name, at: 0)
        place = picture.units[current].parent
      }
      caption(
        TextMetrics.fitted(
          FigureWords.continued(path.joined(separator: " › "), language), size: 7, width: width),
        at: Spot(start.x, y), size: 7, .faintText)
      for depth in 0..<first.depth { last[depth] = y + 4 }
    }
    y += pitch
    for row in rows {
      let x = start.x + 4 + TreeDiagram.indent * Double(row.depth)
      if row.depth > 0 {
        let stem = x - TreeDiagram.indent
        let above = last[row.depth - 1] ?? y - pitch
        line(Spot(stem, above + 3.6), Spot(stem, y), .rule, width: 0.5)
        line(Spot(stem, y), Spot(x - 4, y), .rule, width: 0.5)
      }
      switch row.content {
      case .unit(let position):
        unit(
          picture.units[position], folded: foldedInto[position] ?? [], in: picture,
          at: Spot(x, y), right: start.x + width)
        last[row.depth] = y
        for deeper in last.keys where deeper > row.depth { last[deeper] = nil }
      case .folded(let positions):
        let words = TreeRows.words(positions, areAll: false, in: picture)
        for offset in [-2.6, 0, 2.6] {
          circle(Spot(x + offset, y), radius: 0.9, fill: .faintText)
        }
        caption(
          TextMetrics.fitted(words, size: 7.5, width: start.x + width - x - 8),
          at: Spot(x + 8, y), size: 7.5, .quietText,
          subject: Subject(
            id: positions.map { picture.units[$0].id }.prefix(40).joined(separator: ";"),
            title: words, role: .group))
      }
      y += pitch
    }
  }

  private mutating func unit(
    _ unit: TreePicture.Unit, folded: [Int], in picture: TreePicture, at spot: Spot,
    right: Double
  ) {
    let language = picture.frame.language
    let role: Role = picture.side == .donor ? .donor : .recipient
    self.unit(
      FigureUnit(
        id: unit.id, name: unit.name,
        fullName: "\(unit.fullName): \(unit.state.label(language))", state: unit.state),
      at: spot, radius: 3.3, role: role)
    let isNoted = unit.state != .noRecord && unit.state != .none
    var x = spot.x + 8
    let isHigh = unit.level < .county
    let name = TextMetrics.fitted(unit.name, size: 8.5, width: right - x, bold: isHigh)
    caption(
      name, at: Spot(x, spot.y), size: 8.5, isNoted ? .text : .faintText, bold: isHigh)
    x += TextMetrics.width(name, size: 8.5, bold: isHigh) + 5
    // Partners first in the room, counts first in the line.
    let counts =
      folded.isEmpty
      ? unit.inside.map { FigureWords.inside($0, language) } ?? ""
      : TreeRows.words(folded, areAll: true, in: picture)
    let kept = unit.partners.isEmpty ? 0.0 : 44
    if !counts.isEmpty, right - x - kept > 30 {
      let words = TextMetrics.fitted(counts, size: 7, width: right - x - kept)
      caption(words, at: Spot(x, spot.y), size: 7, .faintText)
      x += TextMetrics.width(words, size: 7) + 5
    }
    guard !unit.partners.isEmpty, right - x > 24 else { return }
    let arrow = picture.side == .recipient ? "← " : picture.side == .donor ? "→ " : "↔ "
    caption(
      Self.partners(unit.partners.map(\.name), arrow: arrow, width: right - x, language),
      at: Spot(x, spot.y), size: 7.5, picture.side == .donor ? .vermilion : .blue)
  }

  /// As many names as fit, and how many there are.
  private static func partners(
    _ names: [String], arrow: String, width: Double, _ language: Language
  ) -> String {
    var shown = arrow + names.joined(separator: FigureWords.separator(language))
    for count in stride(from: names.count - 1, through: 1, by: -1)
    where TextMetrics.width(shown, size: 7.5) > width {
      let first = names.prefix(count).joined(separator: FigureWords.separator(language))
      shown =
        arrow + first
        + (language == .zh ? "等 \(names.count) 个" : " and others (\(names.count))")
    }
    return TextMetrics.fitted(shown, size: 7.5, width: width)
  }
}

/// States by levels, in numbers that add up.
struct TreeLegend: Sendable {
  private let picture: TreePicture
  private let states: [CoverageState]
  private static let pitch = 12.0

  init(_ picture: TreePicture) {
    self.picture = picture
    states = CoverageState.allCases.filter { state in picture.units.contains { $0.state == state } }
  }

  var height: Double { Self.pitch * Double(states.count + 2) }

  func draw(on page: inout Figure, top: Double) {
    let language = picture.frame.language
    let levels = picture.levels
    let first = Figure.margin + 128
    let pitch = min(64, (page.width - Figure.margin - first) / Double(levels.count + 1))
    func x(_ column: Int) -> Double { first + pitch * Double(column + 1) }
    var y = top + 4
    for (column, level) in levels.enumerated() {
      page.caption(
        TextMetrics.fitted(level.label(language), size: 8, width: pitch - 6, bold: true),
        at: Spot(x(column), y), size: 8, anchor: .end, bold: true)
    }
    y += Self.pitch
    let role: Figure.Role = picture.side == .donor ? .donor : .recipient
    for state in states {
      let marks = page.marks.count
      page.unit(
        FigureUnit(id: "", name: "", state: state), at: Spot(Figure.margin + 4, y), radius: 3.3,
        role: role)
      for mark in marks..<page.marks.count { page.marks[mark].subject = nil }
      page.caption(
        TextMetrics.fitted(state.label(language), size: 8, width: 112),
        at: Spot(Figure.margin + 12, y), size: 8, .quietText)
      for (column, level) in levels.enumerated() {
        let count = picture.count(state, level)
        page.caption(
          count == 0 ? "–" : "\(count)", at: Spot(x(column), y), size: 8,
          count == 0 ? .faintText : .text, anchor: .end)
      }
      y += Self.pitch
    }
    page.line(
      Spot(Figure.margin, y - 6), Spot(x(levels.count - 1), y - 6), .rule, width: 0.5)
    page.caption(
      FigureWords.total(language), at: Spot(Figure.margin + 12, y + 1), size: 8, bold: true)
    for (column, level) in levels.enumerated() {
      page.caption(
        "\(picture.units.count { $0.level == level })", at: Spot(x(column), y + 1), size: 8,
        anchor: .end, bold: true)
    }
  }
}

// Words.
extension FigureWords {
  static let treeNote = Wording(
    en:
      "Each level is counted by itself; levels are not added. Several places of which nothing is noted may share one row with their number.",
    zh: "各级分别计数，不跨级相加。无结对记载的单位较多时合并为一行，并写明数量。")

  static func continued(_ path: String, _ language: Language) -> String {
    language == .zh ? "（续）\(path)" : "(continued) \(path)"
  }

  /// `乡镇级 3/15`: paired by name, of all.
  static func inside(_ inside: TreePicture.Inside, _ language: Language) -> String {
    "\(inside.level.label(language)) \(inside.direct)/\(inside.all)"
  }
}
