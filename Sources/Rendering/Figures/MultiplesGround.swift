internal import Geodesy

/// The areas of small maps on the plane: projected once, shown alike in every panel.
struct MultiplesGround {
  /// An area on the projected plane: for each part its outer ring, then its holes.
  struct Area {
    var id: String
    var rank: FigureArea.Rank
    var parts: [[[PlanePoint]]]
  }

  /// Areas of units, in order.
  private(set) var units: [Area] = []
  /// Areas of places of a higher level that hold units: outlines only.
  private(set) var borders: [Area] = []
  private let extent: [PlanePoint]

  init(
    _ areas: [FigureArea], units ids: Set<String>, projection: borrowing Projection
  ) throws(ProjectionError) {
    for area in areas.inOrder {
      guard ids.contains(area.id) || area.rank > .county else { continue }
      var parts: [[[PlanePoint]]] = []
      for polygon in area.area.polygons {
        var rings: [[PlanePoint]] = []
        for ring in [polygon.outer] + polygon.holes {
          var points: [PlanePoint] = []
          for point in ring { points.append(try projection.plane(point)) }
          rings.append(points)
        }
        parts.append(rings)
      }
      let ground = Area(id: area.id, rank: area.rank, parts: parts)
      if ids.contains(area.id) { units.append(ground) } else { borders.append(ground) }
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

  func parts(of area: Area, on map: MapPanel) -> [Figure.Area.Part] {
    area.parts.compactMap { rings in
      let outlines = rings.map(map.outline)
      guard let outer = outlines.first, outer.count >= 3 else { return nil }
      return Figure.Area.Part(outer: outer, holes: outlines.dropFirst().filter { $0.count >= 3 })
    }
  }
}
