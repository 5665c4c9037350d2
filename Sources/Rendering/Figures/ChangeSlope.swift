internal import Analysis
internal import NetworkModel

/// What each unit had before and has after: a line from the left scale to the right one, steeper where more changed.
///
/// Both sides have one linear scale from 0 (or from the lowest amount below it). Names stand at both ends, moved apart where
/// they would lie on each other, with leaders. Where there are more units than names fit, those that change least are thin
/// and without a name.
public struct ChangeSlope: Sendable {
  public let figure: Figure
  public let picture: ChangePicture
  /// Keys of the units that are drawn, in order of their change.
  public let drawn: [String]
  /// Keys of the units that are drawn without a name.
  public let unnamed: [String]
  /// The printed numbers of the scale, in atoms.
  public let ticks: [Int64]

  /// The most units that one figure can have.
  public static let mostUnits = 2_000

  static let pitch = 9.4
  static let size = 7.5

  /// - Throws: ``FigureError/tooMany(_:count:limit:)`` units.
  public init(_ picture: ChangePicture) throws(FigureError) {
    self.picture = picture
    let units = picture.ordered.filter { $0.line.difference != nil }
    guard units.count <= Self.mostUnits else {
      throw .tooMany(.units, count: units.count, limit: Self.mostUnits)
    }
    drawn = units.map(\.key)
    let amounts = units.flatMap { [$0.line.before.atoms, $0.line.after.atoms] }.compactMap(\.self)
    ticks = RoundSteps.ticks(from: min(amounts.min() ?? 0, 0), to: max(amounts.max() ?? 0, 1))
    guard !units.isEmpty else {
      figure = .empty(picture.frame, notes: [])
      unnamed = []
      return
    }
    var drawing = ChangeSlopeDrawing(picture, units: units, ticks: ticks)
    drawing.draw()
    figure = drawing.page
    unnamed = drawing.unnamed
  }
}

/// Puts the slopes on their page.
private struct ChangeSlopeDrawing {
  let picture: ChangePicture
  let units: [ChangePicture.Unit]
  let ticks: [Int64]
  var page: Figure
  private(set) var unnamed: [String] = []
  private var named: Set<String> = []
  private var plot = PageBox(left: 0, top: 0, right: 0, bottom: 0)

  private enum Side { case before, after }

  /// Between a scale and its names.
  private static let leader = 15.0

  init(_ picture: ChangePicture, units: [ChangePicture.Unit], ticks: [Int64]) {
    self.picture = picture
    self.units = units
    self.ticks = ticks
    page = Figure(
      picture.frame.page(isPortrait: true), title: picture.frame.title,
      summary: picture.frame.subtitle)
  }

  mutating func draw() {
    let language = picture.frame.language
    var y = page.head(picture.frame) + 12
    y = page.changeTotals(picture, at: y) + 5
    y =
      page.changeLegend(picture, at: y, reach: 20) { figure, course, spot in
        figure.slopeSign(course, at: spot)
      } + 8
    let top = y + 22
    // Names are chosen before the notes that list the others, which take at most three lines more.
    let reserve = page.footHeight(picture.frame, notes: [FigureWords.slopeNote(language)]) + 52
    let bottom = max(page.height - reserve, top + 160)
    let labelWidth = min((page.width - 2 * Figure.margin) * 0.31, 190)
    plot = PageBox(
      left: Figure.margin + labelWidth + Self.leader, top: top,
      right: page.width - Figure.margin - labelWidth - Self.leader, bottom: bottom)
    chooseNames()
    drawScales(at: y)
    // The tail first, so that it lies under the lines with names.
    for unit in units where !named.contains(unit.key) { drawLine(unit) }
    for unit in units.reversed() where named.contains(unit.key) { drawLine(unit) }
    drawNames(.before, width: labelWidth)
    drawNames(.after, width: labelWidth)
    let notes = self.notes
    let foot = bottom + 28
    page.height = max(page.height, foot + page.footHeight(picture.frame, notes: notes) + 4)
    page.foot(
      picture.frame, notes: notes,
      top: page.height - page.footHeight(picture.frame, notes: notes) - 4)
  }

  /// The units that change most have names, ties by id; as many as fit on the fuller side.
  private mutating func chooseNames() {
    let room = Int((plot.height + 12) / ChangeSlope.pitch)
    let order = units.sorted { a, b in
      let (x, y) = (abs(a.line.difference ?? 0), abs(b.line.difference ?? 0))
      if x != y { return x > y }
      let (p, q) = (largest(a), largest(b))
      return p != q ? p > q : a.key < b.key
    }
    var counts = [0, 0]
    for unit in order {
      let needs = [unit.line.before, unit.line.after].map { $0.atoms == nil ? 0 : 1 }
      // After the first that finds no room, smaller changes have no name either.
      if !unnamed.isEmpty || counts[0] + needs[0] > room || counts[1] + needs[1] > room {
        unnamed.append(unit.key)
      } else {
        counts = [counts[0] + needs[0], counts[1] + needs[1]]
        named.insert(unit.key)
      }
    }
    unnamed.sort()
  }

  private func largest(_ unit: ChangePicture.Unit) -> Int64 {
    max(unit.line.before.atoms ?? .min, unit.line.after.atoms ?? .min)
  }

  private var notes: [String] {
    let language = picture.frame.language
    var notes = [FigureWords.slopeNote(language)]
    if !unnamed.isEmpty { notes.append(FigureWords.slopeTail(unnamed.count, language)) }
    let unknown = picture.ordered.filter { $0.line.course == .unknown }.map(\.name)
    if !unknown.isEmpty { notes.append(FigureWords.notDrawn(unknown, language)) }
    return notes + picture.commonNotes
  }

  private func y(_ atoms: Int64) -> Double {
    let (low, high) = (Double(ticks.first ?? 0), Double(ticks.last ?? 1))
    return plot.bottom - plot.height * (Double(atoms) - low) / (high - low)
  }

  private mutating func drawScales(at y: Double) {
    let isWide = plot.width > 130
    for tick in ticks {
      let height = self.y(tick)
      page.line(
        Spot(plot.left, height), Spot(plot.right, height), .border, width: tick == 0 ? 0.8 : 0.4)
      guard isWide else { continue }
      page.caption(
        picture.short(tick), at: Spot((plot.left + plot.right) / 2, height), size: 7, .faintText,
        anchor: .middle, backing: .paper.opacity(0.8))
    }
    for (x, head, isLeft) in [
      (plot.left, picture.beforeHead, true), (plot.right, picture.afterHead, false),
    ] {
      page.line(Spot(x, plot.top - 4), Spot(x, plot.bottom + 2), .faintText, width: 0.8)
      page.caption(
        TextMetrics.fitted(
          head, size: 9, width: (page.width / 2 - Figure.margin - 24) / Figure.Caption.slack,
          bold: true),
        at: Spot(x + (isLeft ? 4 : -4), y), size: 9, anchor: isLeft ? .end : .start, bold: true)
    }
  }

  private mutating func drawLine(_ unit: ChangePicture.Unit) {
    let isNamed = named.contains(unit.key)
    let look = SlopeLook(unit.line.course)
    let ink = isNamed ? look.ink : look.ink.opacity(0.4)
    let subject = picture.subject(unit)
    let ends = [unit.line.before.atoms.map(y), unit.line.after.atoms.map(y)]
    if let before = ends[0], let after = ends[1] {
      let (a, b) = (Spot(plot.left, before), Spot(plot.right, after))
      page.strokes.append(
        Figure.Stroke(
          path: [
            a, Spot((2 * a.x + b.x) / 3, (2 * a.y + b.y) / 3),
            Spot((a.x + 2 * b.x) / 3, (a.y + 2 * b.y) / 3), b,
          ], ink: ink, width: isNamed ? look.width : 0.6, isDashed: look.isDashed,
          arrowLength: nil, subject: subject))
      for spot in [a, b] { page.circle(spot, radius: isNamed ? 1.9 : 1, fill: ink) }
    } else {
      let spot = ends[0].map { Spot(plot.left, $0) } ?? Spot(plot.right, ends[1] ?? 0)
      page.circle(
        spot, radius: isNamed ? 2.4 : 1.4, fill: .paper, outline: look.ink, outlineWidth: 1,
        subject: subject)
    }
  }

  private mutating func drawNames(_ side: Side, width: Double) {
    func atoms(_ unit: ChangePicture.Unit) -> Int64? {
      side == .before ? unit.line.before.atoms : unit.line.after.atoms
    }
    let shown = units.filter { named.contains($0.key) && atoms($0) != nil }.sorted { a, b in
      let (x, y) = (atoms(a) ?? 0, atoms(b) ?? 0)
      return x != y ? x > y : a.key < b.key
    }
    let wanted = shown.map { y(atoms($0) ?? 0) }
    let places = SpreadPlaces.places(
      wanted, pitch: ChangeSlope.pitch, within: (plot.top - 6)...(plot.bottom + 6))
    let hasRules = side == .after && shown.contains { !$0.line.rules.isEmpty }
    for (unit, (height, place)) in zip(shown, zip(wanted, places)) {
      let sign = side == .before ? -1.0 : 1.0
      let x = side == .before ? plot.left : plot.right
      let near = Spot(x + sign * 3, height)
      let far = Spot(x + sign * (Self.leader - 3), place)
      if abs(place - height) > 1 {
        page.line(near, far, .rule, width: 0.4)
      }
      var start = x + sign * Self.leader
      if hasRules {
        if let rule = unit.line.rules.first {
          page.ruleGlyph(rule.outcome, at: Spot(start + 3.5, place))
        }
        start += 9
      }
      let amount = picture.text(side == .before ? unit.line.before : unit.line.after)
      let room = (width - (hasRules ? 9 : 0)) / Figure.Caption.slack
      let numberWidth = TextMetrics.width(amount + " ", size: ChangeSlope.size)
      let name = TextMetrics.fitted(
        unit.name, size: ChangeSlope.size, width: max(room - numberWidth, 12))
      page.caption(
        side == .before ? "\(name) \(amount)" : "\(amount) \(name)",
        at: Spot(start, place), size: ChangeSlope.size, SlopeLook(unit.line.course).textInk,
        anchor: side == .before ? .end : .start)
    }
  }
}

/// How a course is drawn as a line: colour, doubled by dashes.
private struct SlopeLook {
  var ink: Ink
  var textInk: Ink
  var width: Double
  var isDashed: Bool

  init(_ course: AmountChange.Course) {
    switch course {
    case .rise, .begun:
      self.init(ink: AmountChange.Course.gain, textInk: AmountChange.Course.gain, width: 1.4)
    case .fall, .ended:
      self.init(
        ink: AmountChange.Course.loss, textInk: AmountChange.Course.loss, width: 1.3,
        isDashed: true)
    case .unchanged, .zero, .unknown, .noRecord:
      self.init(ink: .faintText, textInk: .quietText, width: 0.9)
    }
  }

  private init(ink: Ink, textInk: Ink, width: Double, isDashed: Bool = false) {
    self.ink = ink
    self.textInk = textInk
    self.width = width
    self.isDashed = isDashed
  }
}

extension Figure {
  /// What a course looks like in the slope chart: a short line, a hollow point, or a box for what is not drawn.
  fileprivate mutating func slopeSign(_ course: AmountChange.Course, at spot: Spot) {
    let look = SlopeLook(course)
    switch course {
    case .begun, .ended:
      circle(
        Spot(spot.x + (course == .begun ? 16 : 4), spot.y), radius: 2.4, fill: .paper,
        outline: look.ink, outlineWidth: 1)
    case .unknown, .noRecord:
      swatch(
        course.look,
        PageBox(left: spot.x, top: spot.y - 4.5, right: spot.x + 20, bottom: spot.y + 4.5))
    default:
      let slope = course == .rise ? 3.0 : course == .fall ? -3.0 : 0
      line(
        Spot(spot.x, spot.y + slope), Spot(spot.x + 20, spot.y - slope), look.ink,
        width: look.width, dashed: look.isDashed)
    }
  }
}
