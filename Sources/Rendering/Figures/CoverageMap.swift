internal import Analysis
public import Geodesy
internal import NetworkModel

/// Which units are paired, on a map: each area in the look of its class, with the counts of the classes.
///
/// Every unit stands in the figure once: as an area, or in the list of those without a boundary. Names that find no
/// place are listed. The legend's counts add up to the number of units.
public struct CoverageMap: Sendable {
  public let figure: Figure
  /// Ids of the units whose names found no place.
  public let unlabelled: [String]
  /// Ids of the units whose names stand at the end of a leader.
  public let calledOut: [String]
  /// Ids of the units without a boundary.
  public let withoutBoundary: [String]

  let panel: MapPanel?
  let gauge: MapGauge?
  let labels: [AreaLabels.Label]

  /// The most units without a boundary that a legend can list.
  public static let mostWithoutBoundary = 40

  /// - Parameters:
  ///   - areas: boundaries of the units by id; others are the ground.
  ///   - projection: where all positions go through; China Albers as a rule.
  /// - Throws: ``MapError``: a position outside the projection, or too few boundaries for a map.
  public init(
    _ input: CoveragePicture, areas: [FigureArea], projection: borrowing Projection
  ) throws(MapError) {
    var picture = input
    picture.units.sort { $0.id < $1.id }
    let words = MapProjectionWords(projection)
    let known = Set(areas.map(\.id))
    withoutBoundary = picture.units.map(\.id).filter { !known.contains($0) }
    guard picture.units.count > 0 else {
      figure = .empty(
        picture.frame,
        notes: MapDrawing.mapNotes(picture.frame, words, gauges: []))
      (unlabelled, calledOut, panel, gauge, labels) = ([], [], nil, nil, [])
      return
    }
    guard withoutBoundary.count < picture.units.count,
      withoutBoundary.count <= Self.mostWithoutBoundary
    else {
      throw .noBoundaries(missing: withoutBoundary.count, of: picture.units.count)
    }
    let ids = Set(picture.units.map(\.id))
    let ground: [PlaneArea]
    let panel: MapPanel
    let gauge: MapGauge
    let layout = CoverageLayout(
      picture.frame, notes: MapDrawing.mapNotes(picture.frame, words, gauges: []))
    do throws(ProjectionError) {
      ground = try PlaneArea.projected(areas, by: projection)
      panel = layout.panel(
        showing: ground.filter { ids.contains($0.id) }.flatMap { $0.parts.compactMap(\.first) })
      gauge = try MapGauge(panel, projection: projection)
    } catch {
      throw .projection(error)
    }
    let drawing = CoverageDrawing(
      picture, ground: ground, layout: layout, panel: panel, gauge: gauge,
      withoutBoundary: Set(withoutBoundary), projection: words)
    figure = drawing.figure
    labels = drawing.labels.labels
    unlabelled = drawing.labels.dropped
    calledOut = labels.filter { $0.leader != nil }.map(\.id)
    self.panel = panel
    self.gauge = gauge
  }
}
