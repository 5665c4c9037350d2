internal import Analysis
public import Geodesy
internal import NetworkModel

/// What units gain and lose, on a map: each area in the class of its change, with the counts of the classes.
///
/// Classes have the same limits both ways. Every unit stands in the figure once: as an area, or in the list of those without one,
/// such as what is not split among places of the level.
public struct ChangeMap: Sendable {
  public let figure: Figure
  public let picture: ChangePicture
  /// Keys of the units whose names found no place.
  public let unlabelled: [String]
  /// Keys of the units whose names stand at the end of a leader.
  public let calledOut: [String]
  /// Keys of the units without an area.
  public let withoutArea: [String]

  let classes: ChangeClasses
  let panel: MapPanel?
  let gauge: MapGauge?
  let labels: [AreaLabels.Label]

  /// - Parameters:
  ///   - areas: boundaries of the units by id; others are the ground.
  ///   - projection: where all positions go through; China Albers as a rule.
  /// - Throws: ``MapError``: a position outside the projection, or too few boundaries for a map.
  public init(
    _ picture: ChangePicture, areas: [FigureArea], projection: borrowing Projection
  ) throws(MapError) {
    self.picture = picture
    let words = MapProjectionWords(projection)
    let known = Set(areas.map(\.id))
    let units = picture.ordered
    let placed = units.filter { !$0.line.isUnsplit && known.contains($0.line.id) }
    let ids = Set(placed.map(\.line.id))
    let strays = units.filter { $0.line.isUnsplit || !ids.contains($0.line.id) }
    withoutArea = strays.map(\.key)
    classes = ChangeClasses(picture.units, withoutArea: Set(withoutArea))
    guard !units.isEmpty else {
      figure = .empty(
        picture.frame,
        notes: MapDrawing.mapNotes(picture.frame, words, gauges: []))
      (unlabelled, calledOut, panel, gauge, labels) = ([], [], nil, nil, [])
      return
    }
    let missing = strays.count { !$0.line.isUnsplit }
    guard !placed.isEmpty, strays.count <= CoverageMap.mostWithoutBoundary else {
      throw .noBoundaries(missing: placed.isEmpty ? units.count : missing, of: units.count)
    }
    let layout = ChangeMapLayout(picture, projection: words)
    let ground: [PlaneArea]
    let panel: MapPanel
    let gauge: MapGauge
    do throws(ProjectionError) {
      ground = try PlaneArea.projected(areas, by: projection)
      panel = MapPanel(
        box: layout.map,
        showing: ground.filter { ids.contains($0.id) }.flatMap {
          $0.parts.compactMap(\.first).flatMap(\.self)
        }, least: 5_000, padding: (side: 10, top: 10, bottom: 24))
      gauge = try MapGauge(panel, projection: projection)
    } catch {
      throw .projection(error)
    }
    var drawing = ChangeMapDrawing(
      picture, classes, layout: layout, placed: placed, strays: strays, ground: ground,
      panel: panel, gauge: gauge)
    drawing.draw(words)
    figure = drawing.figure
    labels = drawing.areas.labels.labels
    unlabelled = drawing.areas.labels.dropped
    calledOut = labels.filter { $0.leader != nil }.map(\.id)
    self.panel = panel
    self.gauge = gauge
  }
}

/// Where the map and its legend stand: beside each other on a wide page, else one under the other.
struct ChangeMapLayout {
  let sheet: Sheet
  let map: PageBox
  /// Left, top and right of the legend; it grows downwards.
  let legend: (left: Double, top: Double, right: Double)
  let isBeside: Bool

  static let top = 106.0
  static let legendWidth = 196.0

  init(_ picture: ChangePicture, projection: MapProjectionWords) {
    sheet = picture.frame.page()
    let margin = Figure.margin
    isBeside = sheet.width >= 640 && sheet.width > sheet.height
    if isBeside {
      let right = sheet.width - margin - Self.legendWidth - 16
      // The foot has a line more, for names that find no place.
      let probe = Figure(sheet, title: "", summary: "")
      let notes =
        MapDrawing.mapNotes(picture.frame, projection, gauges: []) + picture.commonNotes + [" "]
      let foot = probe.footHeight(picture.frame, notes: notes)
      map = PageBox(
        left: margin, top: Self.top, right: right,
        bottom: max(sheet.height - foot - 20, Self.top + 220))
      legend = (right + 16, Self.top + 6, sheet.width - margin)
    } else {
      let width = sheet.width - 2 * margin
      let height = min(max(sheet.height * 0.52, width * 0.6), width * 1.05)
      map = PageBox(
        left: margin, top: Self.top, right: sheet.width - margin, bottom: Self.top + height)
      legend = (margin, Self.top + height + 18, sheet.width - margin)
    }
  }
}
