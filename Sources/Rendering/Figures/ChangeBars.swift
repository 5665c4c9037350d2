internal import Analysis
internal import NetworkModel

/// How much each unit gains or loses: bars from one zero line, on the same scale both ways, with the numbers beside them.
///
/// Units stand by their change. Rows are the units that change, those of which an amount is unknown, and those that a rule
/// bounds; the others are counted in the legend and listed in the result.
public struct ChangeBars: Sendable {
  public let figure: Figure
  public let picture: ChangePicture
  /// Units in the order of their rows.
  public let rows: [ChangePicture.Unit]
  /// What a bar from the zero line to either end of the scale stands for, in atoms.
  public let limit: Int64

  /// The most rows that one figure can have.
  public static let mostRows = 600

  /// Rows take what the sheet has, between these distances.
  static let pitch = 12.5...19.0

  /// - Throws: ``FigureError/tooMany(_:count:limit:)`` rows.
  public init(_ picture: ChangePicture) throws(FigureError) {
    self.picture = picture
    rows = picture.ordered.filter { unit in
      !unit.line.rules.isEmpty || unit.line.course == .unknown
        || unit.line.difference.map { $0 != 0 } ?? false
    }
    guard rows.count <= Self.mostRows else {
      throw .tooMany(.rows, count: rows.count, limit: Self.mostRows)
    }
    limit = RoundSteps.limit(atLeast: max(picture.largestChange, 1))
    guard picture.units.contains(where: { $0.line.course != .noRecord }) else {
      figure = .empty(picture.frame, notes: [])
      return
    }
    var drawing = ChangeBarsDrawing(picture, rows: rows, limit: limit)
    drawing.draw()
    figure = drawing.page
  }
}

/// Puts the bars on their page.
private struct ChangeBarsDrawing {
  let picture: ChangePicture
  let rows: [ChangePicture.Unit]
  let limit: Int64
  var page: Figure
  let columns: ChangeColumns
  private var pitch = ChangeBars.pitch.lowerBound

  init(_ picture: ChangePicture, rows: [ChangePicture.Unit], limit: Int64) {
    self.picture = picture
    self.rows = rows
    self.limit = limit
    let sheet = picture.frame.page(isPortrait: rows.count > 26)
    page = Figure(sheet, title: picture.frame.title, summary: picture.frame.subtitle)
    columns = ChangeColumns(picture, rows, width: sheet.width)
  }

  mutating func draw() {
    let language = picture.frame.language
    var y = page.head(picture.frame) + 12
    y = page.changeTotals(picture, at: y) + 5
    y =
      page.changeLegend(picture, at: y, reach: 16) { figure, course, spot in
        figure.swatch(
          course.look,
          PageBox(left: spot.x, top: spot.y - 4.5, right: spot.x + 16, bottom: spot.y + 4.5))
      } + 8
    drawHeads(at: y)
    let top = y + 20
    let notes = self.notes
    let height = page.footHeight(picture.frame, notes: notes)
    let count = Double(max(rows.count, 1))
    pitch = min(
      max((page.height - height - 38 - top) / count, ChangeBars.pitch.lowerBound),
      ChangeBars.pitch.upperBound)
    let bottom = top + pitch * count
    drawAxis(top: top, bottom: bottom)
    for (index, unit) in rows.enumerated() {
      drawRow(unit, at: top + pitch * (Double(index) + 0.5))
    }
    if rows.isEmpty {
      page.caption(
        FigureWords.noChange(language), at: Spot(Figure.margin, top + pitch / 2),
        size: 8.5, .quietText)
    }
    // The foot stands at the end of the sheet, or under the rows where these are more than it holds.
    let foot = max(bottom + 34, page.height - height - 4)
    page.height = max(page.height, foot + height + 4)
    page.foot(picture.frame, notes: notes, top: foot)
  }

  private var notes: [String] {
    [FigureWords.changeNote(picture.frame.language)] + picture.commonNotes
  }

  private mutating func drawHeads(at y: Double) {
    let language = picture.frame.language
    func head(_ text: String, right: Double, room: Double) {
      page.caption(
        TextMetrics.fitted(text, size: 8, width: room / Figure.Caption.slack, bold: true),
        at: Spot(right, y), size: 8, anchor: .end, bold: true)
    }
    page.caption(
      TextMetrics.fitted(
        FigureWords.unitHead(language), size: 8, width: columns.nameWidth, bold: true),
      at: Spot(Figure.margin, y), size: 8, bold: true)
    head(picture.beforeHead, right: columns.before, room: columns.beforeWidth)
    head(picture.afterHead, right: columns.after, room: columns.afterWidth)
    head(FigureWords.changeHead(language), right: columns.change, room: columns.changeWidth)
    if columns.ruleWidth > 0 {
      page.caption(
        TextMetrics.fitted(
          FigureWords.ruleHead(language), size: 8,
          width: columns.ruleWidth / Figure.Caption.slack, bold: true),
        at: Spot(columns.rules, y), size: 8, bold: true)
    }
  }

  private mutating func drawAxis(top: Double, bottom: Double) {
    let isNarrow = columns.bars.width < 150
    let steps: [Int64] =
      limit % 2 == 0 && !isNarrow
      ? [-limit, -limit / 2, 0, limit / 2, limit] : [-limit, 0, limit]
    for step in steps {
      let x = columns.x(step, limit: limit)
      page.line(
        Spot(x, top - 2), Spot(x, bottom + 2), step == 0 ? .faintText : .border,
        width: step == 0 ? 0.8 : 0.4)
      let text = step == 0 ? "0" : (step > 0 ? "+" : "") + picture.short(step)
      for y in rows.count > 30 ? [top - 8, bottom + 8] : [top - 8] {
        page.caption(
          TextMetrics.fitted(text, size: 7, width: columns.bars.width / Double(steps.count - 1)),
          at: Spot(x, y), size: 7, .quietText, anchor: .middle)
      }
    }
  }

  private mutating func drawRow(_ unit: ChangePicture.Unit, at y: Double) {
    let line = unit.line
    let subject = picture.subject(unit)
    page.caption(
      TextMetrics.fitted(unit.name, size: 8, width: columns.nameWidth),
      at: Spot(Figure.margin, y), size: 8)
    page.caption(
      TextMetrics.fitted(
        picture.text(line.before), size: 7.5, width: columns.beforeWidth / Figure.Caption.slack),
      at: Spot(columns.before, y), size: 7.5, .quietText, anchor: .end)
    page.caption(
      TextMetrics.fitted(
        picture.text(line.after), size: 7.5, width: columns.afterWidth / Figure.Caption.slack),
      at: Spot(columns.after, y), size: 7.5, .quietText, anchor: .end)
    let zero = columns.x(0, limit: limit)
    let look = line.course.look
    guard let difference = line.difference else {
      page.caption(
        TextMetrics.fitted(
          line.course == .noRecord ? "–" : FigureWords.changeUnknown(picture.frame.language),
          size: 7.5,
          width: columns.changeWidth / Figure.Caption.slack),
        at: Spot(columns.change, y), size: 7.5, .quietText, anchor: .end)
      page.swatch(
        look, PageBox(left: zero - 8, top: y - 4, right: zero + 8, bottom: y + 4),
        subject: subject)
      drawRules(line.rules, at: y)
      return
    }
    page.caption(
      TextMetrics.fitted(
        picture.signed(line), size: 7.5, width: columns.changeWidth / Figure.Caption.slack,
        bold: true), at: Spot(columns.change, y), size: 7.5, anchor: .end, bold: true)
    if difference == 0 {
      page.swatch(
        look, PageBox(left: zero - 2.5, top: y - 2.5, right: zero + 2.5, bottom: y + 2.5),
        subject: subject)
    } else {
      // Never thinner than can be seen; the number beside it is exact.
      var end = columns.x(difference, limit: limit)
      if abs(end - zero) < 0.8 { end = zero + (difference > 0 ? 0.8 : -0.8) }
      let isHollow = look.outline != nil && abs(end - zero) >= 3
      page.area(
        PageBox(
          left: min(zero, end), top: y - pitch * 0.32, right: max(zero, end),
          bottom: y + pitch * 0.32
        )
        .insetBy(isHollow ? 0.5 : 0).corners,
        fill: isHollow ? look.fill : look.outline ?? look.fill,
        outline: isHollow ? look.outline : nil, outlineWidth: isHollow ? 1 : 0, subject: subject)
    }
    drawRules(line.rules, at: y)
  }

  /// A glyph for each rule and the names of all, as far as the column has room.
  private mutating func drawRules(_ rules: [AmountChange.RuleMark], at y: Double) {
    guard !rules.isEmpty, columns.ruleWidth > 0 else { return }
    var x = columns.rules
    for rule in rules.prefix(3) {
      page.ruleGlyph(rule.outcome, at: Spot(x + 4, y))
      x += 9
    }
    let language = picture.frame.language
    let names = rules.map { $0.name(language) }.joined(separator: FigureWords.separator(language))
    page.caption(
      TextMetrics.fitted(
        names, size: 7, width: (columns.rules + columns.ruleWidth - x - 2) / Figure.Caption.slack),
      at: Spot(x + 2, y), size: 7, .quietText)
  }
}

/// Where the columns of a figure of bars stand: names, three numbers, bars, rules.
private struct ChangeColumns {
  let nameWidth: Double
  let beforeWidth, afterWidth, changeWidth: Double
  /// Right edges of the columns of numbers.
  let before, after, change: Double
  /// The bars, with room at both ends for half a number of the scale.
  let bars: (left: Double, width: Double)
  let rules: Double
  let ruleWidth: Double

  private static let gap = 9.0
  /// What bars with the ends of their scale take at least.
  private static let leastBars = 80.0

  init(_ picture: ChangePicture, _ rows: [ChangePicture.Unit], width: Double) {
    let language = picture.frame.language
    let room = width - 2 * Figure.margin
    func widest(_ texts: [String], head: String, size: Double, bold: Bool = false) -> Double {
      let cells = texts.map { TextMetrics.width($0, size: size, bold: bold) }.max() ?? 0
      let own = TextMetrics.width(head, size: 8, bold: true)
      return max(cells, min(own, 62)) * Figure.Caption.slack
    }
    let names = rows.map {
      TextMetrics.width(TextMetrics.fitted($0.name, size: 8, width: 170), size: 8)
    }
    let marked = rows.filter { !$0.line.rules.isEmpty }
    let words = marked.map { unit in
      let names = unit.line.rules.map { $0.name(language) }
      return TextMetrics.width(
        TextMetrics.fitted(
          names.joined(separator: FigureWords.separator(language)), size: 7, width: 170), size: 7)
        * Figure.Caption.slack + 9 * Double(min(names.count, 3)) + 6
    }
    ruleWidth = min(words.max() ?? 0, room * (width < 520 ? 0.17 : 0.22))
    nameWidth = min(max((names.max() ?? 0) + 2, 30), room * 0.22)
    let numbers = [
      widest(
        rows.map { picture.text($0.line.before) }, head: picture.beforeHead, size: 7.5),
      widest(rows.map { picture.text($0.line.after) }, head: picture.afterHead, size: 7.5),
      widest(
        rows.map {
          $0.line.difference == nil
            ? FigureWords.changeUnknown(language) : picture.signed($0.line)
        }, head: FigureWords.changeHead(language), size: 7.5, bold: true),
    ]
    // Numbers have the room they need, as long as the bars keep some; beyond that all are cut alike.
    let spare =
      room - nameWidth - ruleWidth - Self.gap * (ruleWidth > 0 ? 5 : 4) - Self.leastBars
    let share = min(spare / max(numbers.reduce(0, +), 1), 1)
    (beforeWidth, afterWidth, changeWidth) = (
      numbers[0] * share, numbers[1] * share, numbers[2] * share
    )
    before = Figure.margin + nameWidth + Self.gap + beforeWidth
    after = before + Self.gap + afterWidth
    change = after + Self.gap + changeWidth
    rules = width - Figure.margin - ruleWidth
    // Half of the outermost numbers of the scale stand outside the bars.
    let limit = RoundSteps.limit(atLeast: max(picture.largestChange, 1))
    let half = min(TextMetrics.width("+" + picture.short(limit), size: 7) / 2 + 2, 26)
    let left = change + Self.gap + half
    let right = (ruleWidth > 0 ? rules - Self.gap : width - Figure.margin) - half
    bars = (left, max(right - left, 20))
  }

  func x(_ atoms: Int64, limit: Int64) -> Double {
    bars.left + bars.width * (0.5 + Double(atoms) / Double(limit) / 2)
  }
}
