internal import Geodesy

/// The areas of small maps on the plane: projected once, shown alike in every panel.
struct MultiplesGround {
  /// Areas of units, in order.
  private(set) var units: [PlaneArea] = []
  /// Areas of places of a higher level that hold units: outlines only.
  private(set) var borders: [PlaneArea] = []
  private let extent: [PlanePoint]

  init(
    _ areas: [FigureArea], units ids: Set<String>, projection: borrowing Projection
  ) throws(ProjectionError) {
    let shown = areas.filter { ids.contains($0.id) || $0.rank > .county }
    for area in try PlaneArea.projected(shown, by: projection) {
      if ids.contains(area.id) { units.append(area) } else { borders.append(area) }
    }
    extent = units.flatMap { $0.parts.compactMap(\.first).flatMap(\.self) }
  }

  /// Height by width of what is shown.
  var aspect: Double {
    let extent = PlaneExtent(extent)
    return extent.width > 0 ? extent.height / extent.width : 1
  }

  /// The map of a panel: under its head, all units in it.
  func panel(in box: PageBox) -> MapPanel {
    MapPanel(
      box: PageBox(
        left: box.left, top: box.top + MultiplesRows.head - 8, right: box.right,
        bottom: box.bottom), showing: extent, least: 5_000,
      padding: (side: 2, top: 2, bottom: 2))
  }

  func parts(of area: PlaneArea, on map: MapPanel) -> [Figure.Area.Part] {
    area.parts.compactMap { rings in
      let outlines = rings.map(map.outline)
      guard let outer = outlines.first, outer.count >= 3 else { return nil }
      return Figure.Area.Part(outer: outer, holes: outlines.dropFirst().filter { $0.count >= 3 })
    }
  }
}
