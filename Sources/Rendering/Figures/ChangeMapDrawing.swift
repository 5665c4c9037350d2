internal import Analysis
internal import Geodesy
internal import NetworkModel

/// Puts a map of change on its page.
struct ChangeMapDrawing {
  var figure: Figure
  let areas: AreaMapDrawing

  private let picture: ChangePicture
  private let classes: ChangeClasses
  private let layout: ChangeMapLayout
  private let placed: [ChangePicture.Unit]
  private let strays: [ChangePicture.Unit]
  private let gauge: MapGauge

  init(
    _ picture: ChangePicture, _ classes: ChangeClasses, layout: ChangeMapLayout,
    placed: [ChangePicture.Unit], strays: [ChangePicture.Unit], ground: [PlaneArea],
    panel: MapPanel, gauge: MapGauge
  ) {
    self.picture = picture
    self.classes = classes
    self.layout = layout
    self.placed = placed
    self.strays = strays
    self.gauge = gauge
    areas = AreaMapDrawing(
      placed.map { unit in
        AreaMapDrawing.Unit(
          id: unit.line.id, label: Self.label(unit, picture), look: Self.look(unit, classes),
          subject: picture.subject(unit),
          isQuiet: unit.line.difference ?? 0 == 0 && unit.line.rules.isEmpty,
          mayLead: unit.line.course != .noRecord || !unit.line.rules.isEmpty)
      }, ground: ground, panel: panel, gauge: gauge)
    figure = Figure(layout.sheet, title: picture.frame.title, summary: picture.frame.subtitle)
  }

  /// The name with the change, which tells gain from loss without colour; marked when a rule bounds the unit.
  private static func label(_ unit: ChangePicture.Unit, _ picture: ChangePicture) -> String {
    let mark = unit.line.rules.isEmpty ? "" : FigureWords.ruleMark
    guard let difference = unit.line.difference, difference != 0 else { return mark + unit.name }
    return "\(mark)\(unit.name) \(picture.brief(difference))"
  }

  private static func look(_ unit: ChangePicture.Unit, _ classes: ChangeClasses) -> AreaLook {
    classes.look(
      classes.of(unit),
      isOneSided: unit.line.course == .begun || unit.line.course == .ended)
  }

  mutating func draw(_ projection: MapProjectionWords) {
    _ = figure.head(picture.frame)
    _ = figure.changeTotals(picture, at: 82)
    areas.draw(on: &figure, picture.frame.language)
    let end = drawLegend()
    let notes = self.notes(projection)
    let height = figure.footHeight(picture.frame, notes: notes)
    let foot = max(
      layout.map.bottom + 16, end + 10, layout.isBeside ? 0 : figure.height - height - 4)
    figure.height = max(figure.height, foot + height + 4)
    figure.foot(picture.frame, notes: notes, top: foot)
    let dropped = droppedNames
    if !dropped.isEmpty { figure.remarks = [FigureWords.dropped(dropped, picture.frame.language)] }
  }

  private var droppedNames: [String] {
    let dropped = Set(areas.labels.dropped)
    return placed.filter { dropped.contains($0.line.id) }.map(\.name)
  }

  private func notes(_ projection: MapProjectionWords) -> [String] {
    var notes = MapDrawing.mapNotes(picture.frame, projection, gauges: [gauge])
    let dropped = droppedNames
    if !dropped.isEmpty {
      notes.insert(FigureWords.dropped(dropped, picture.frame.language), at: 1)
    }
    return notes + picture.commonNotes
  }

  // MARK: Legend

  /// Classes with limits and counts, what marks mean, units without an area. Returns the ordinate below.
  private mutating func drawLegend() -> Double {
    let language = picture.frame.language
    let (left, top, right) = layout.legend
    // Under the map the legend stands in two columns: classes, then the rest.
    let split = layout.isBeside ? right : left + (right - left) * 0.52
    var y = top
    figure.caption(
      TextMetrics.fitted(
        FigureWords.changeClasses(picture.unit, language), size: 9,
        width: split - left, bold: true), at: Spot(left, y), size: 9, bold: true)
    y += 16
    let units = picture.units
    for value in classes.all {
      let count = units.count { classes.of($0) == value }
      if count == 0, value != .unchanged {
        guard case .step = value, !classes.limits.isEmpty else { continue }
      }
      figure.swatch(
        classes.look(value), PageBox(left: left, top: y - 5.5, right: left + 18, bottom: y + 5.5))
      figure.caption(
        TextMetrics.fitted(
          classes.label(value, in: picture)(language), size: 8, width: split - left - 24 - 34),
        at: Spot(left + 24, y), size: 8)
      figure.caption("\(count)", at: Spot(split - 2, y), size: 8, anchor: .end)
      y += 14
    }
    figure.line(Spot(left, y - 6), Spot(split, y - 6), .rule, width: 0.5)
    y += 3
    figure.caption(FigureWords.total(language), at: Spot(left + 24, y), size: 8, bold: true)
    figure.caption("\(units.count)", at: Spot(split - 2, y), size: 8, anchor: .end, bold: true)
    y += 17
    guard !layout.isBeside else { return drawSide(from: Spot(left, y), right: right) }
    return max(y, drawSide(from: Spot(split + 18, top), right: right))
  }

  private mutating func drawSide(from start: Spot, right: Double) -> Double {
    let language = picture.frame.language
    var y = start.y
    let oneSided = placed.count { $0.line.course == .begun || $0.line.course == .ended }
    var lines: [(draw: (inout Figure, Spot) -> Void, words: String)] = []
    if oneSided > 0, !classes.limits.isEmpty {
      let look = classes.look(.step(1), isOneSided: true)
      lines.append(
        (
          {
            $0.swatch(
              look, PageBox(left: $1.x, top: $1.y - 4.5, right: $1.x + 18, bottom: $1.y + 4.5))
          },
          FigureWords.ofThese(FigureWords.oneSided(language), oneSided, language)
        ))
    }
    let bound = picture.units.count { !$0.line.rules.isEmpty }
    if bound > 0, picture.boundingRules.count > 1 {
      lines.append(
        (
          { $0.caption(FigureWords.ruleMark, at: Spot($1.x + 9, $1.y), size: 8, anchor: .middle) },
          FigureWords.ofThese(FigureWords.ruleBound(language), bound, language)
        ))
    }
    for line in lines {
      line.draw(&figure, Spot(start.x, y))
      for text in figure.wrapped(line.words, size: 7.5, width: right - start.x - 26) {
        figure.caption(text, at: Spot(start.x + 24, y), size: 7.5, .quietText)
        y += 10
      }
      y += 4
    }
    for (rule, count) in picture.boundingRules {
      figure.ruleGlyph(rule.outcome, at: Spot(start.x + 9, y))
      for text in figure.wrapped(
        FigureWords.bounds(rule, count, language), size: 7.5, width: right - start.x - 26
      ).prefix(3) {
        figure.caption(text, at: Spot(start.x + 24, y), size: 7.5, .quietText)
        y += 10
      }
      y += 3
    }
    guard !strays.isEmpty else { return y }
    y += 2
    figure.caption(
      TextMetrics.fitted(FigureWords.withoutArea(language), size: 7.5, width: right - start.x),
      at: Spot(start.x, y), size: 7.5, .quietText)
    y += 11
    for unit in strays {
      figure.swatch(
        Self.look(unit, classes),
        PageBox(left: start.x, top: y - 3.2, right: start.x + 6.4, bottom: y + 3.2),
        subject: picture.subject(unit))
      let change = picture.signed(unit.line)
      let room = TextMetrics.width(change, size: 7.5) + 6
      figure.caption(
        TextMetrics.fitted(
          unit.line.rules.isEmpty ? unit.name : FigureWords.ruleMark + unit.name, size: 7.5,
          width: right - start.x - 12 - room),
        at: Spot(start.x + 10, y), size: 7.5)
      figure.caption(change, at: Spot(right - 2, y), size: 7.5, .quietText, anchor: .end)
      y += 11
    }
    return y
  }
}
