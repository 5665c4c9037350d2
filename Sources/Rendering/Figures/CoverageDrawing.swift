internal import Analysis
internal import Geodesy
internal import NetworkModel

/// Puts a coverage map on its page.
struct CoverageDrawing {
  var figure: Figure
  let labels: AreaLabels

  let picture: CoveragePicture
  let panel: MapPanel
  let bar: ScaleBar

  static let page = (width: 842.0, height: 595.0)
  static let top = 76.0
  static let bottom = 512.0
  static let legendWidth = 186.0
  static let gap = 18.0

  /// The panel that shows all rings.
  static func panel(showing rings: [[PlanePoint]]) -> MapPanel {
    let positions = rings.flatMap(\.self)
    let width = page.width - 2 * Figure.margin - legendWidth - gap
    return MapPanel(
      box: PageBox(left: Figure.margin, top: top, right: Figure.margin + width, bottom: bottom),
      showing: positions, least: 5_000, padding: (side: 10, top: 10, bottom: 24))
  }

  init(
    _ picture: CoveragePicture, ground: [PlaneArea], panel: MapPanel, bar: ScaleBar,
    withoutBoundary: Set<String>, system: String
  ) {
    self.picture = picture
    self.panel = panel
    self.bar = bar
    let frame = picture.frame
    figure = Figure(
      width: Self.page.width, height: Self.page.height, title: frame.title, summary: frame.subtitle)
    let areas = AreaMapDrawing(
      picture.units.map { unit in
        AreaMapDrawing.Unit(
          id: unit.id, label: unit.label, look: unit.look.look,
          subject: Figure.Subject(
            id: unit.id,
            title: "\(unit.fullName): \(unit.look.label(frame.language))"
              + (unit.counts.map { " (\($0.fraction))" } ?? ""),
            role: .unit),
          isQuiet: [.noRecord, .none, .noUnits].contains(unit.look))
      }, ground: ground, panel: panel, bar: bar)
    labels = areas.labels

    _ = figure.head(frame)
    areas.draw(on: &figure)
    drawLegend(withoutBoundary: withoutBoundary)
    let notes = self.notes(system: system)
    let foot = Self.bottom + 16
    figure.height = max(figure.height, foot + figure.footHeight(frame, notes: notes) + 4)
    figure.foot(frame, notes: notes, top: foot)
    if !labels.dropped.isEmpty {
      figure.remarks = [FigureWords.dropped(droppedNames, frame.language)]
    }
  }

  private var droppedNames: [String] {
    let dropped = Set(labels.dropped)
    return picture.units.filter { dropped.contains($0.id) }.map(\.name)
  }

  private func notes(system: String) -> [String] {
    var notes = MapDrawing.mapNotes(picture.frame, system, isOnePanel: true)
    if !labels.dropped.isEmpty {
      notes.insert(FigureWords.dropped(droppedNames, picture.frame.language), at: 1)
    }
    return notes
  }
}

extension CoveragePicture.Unit {
  /// The name, and for a place how many of its units are paired.
  var label: String {
    guard let counts, look != .noRecord, look != .noUnits else { return name }
    return "\(name) \(counts.fraction)"
  }
}
