internal import Analysis
internal import Geodesy
internal import NetworkModel

/// Puts a coverage map on its page.
struct CoverageDrawing {
  var figure: Figure
  let labels: AreaLabels

  let picture: CoveragePicture
  let layout: CoverageLayout
  let panel: MapPanel
  let gauge: MapGauge

  init(
    _ picture: CoveragePicture, ground: [PlaneArea], layout: CoverageLayout, panel: MapPanel,
    gauge: MapGauge, withoutBoundary: Set<String>, projection: MapProjectionWords
  ) {
    self.picture = picture
    self.layout = layout
    self.panel = panel
    self.gauge = gauge
    let frame = picture.frame
    figure = Figure(
      width: layout.page.width, height: layout.page.height, title: frame.title,
      summary: frame.subtitle)
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
      }, ground: ground, panel: panel, gauge: gauge)
    labels = areas.labels

    _ = figure.head(frame)
    areas.draw(on: &figure, frame.language)
    let end = drawLegend(withoutBoundary: withoutBoundary)
    let notes = self.notes(projection)
    let foot = max(layout.page.body.bottom, end) + 16
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

  private func notes(_ projection: MapProjectionWords) -> [String] {
    var notes = MapDrawing.mapNotes(picture.frame, projection, gauges: [gauge])
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
