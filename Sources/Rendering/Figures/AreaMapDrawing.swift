internal import Geodesy
internal import NetworkModel

/// An area on the projected plane: for each part its outer ring, then its holes.
struct PlaneArea {
  var id: String
  var rank: FigureArea.Rank
  var parts: [[[PlanePoint]]]

  /// All areas in their drawing order.
  static func projected(
    _ areas: [FigureArea], by projection: borrowing Projection
  ) throws(ProjectionError) -> [PlaneArea] {
    var found: [PlaneArea] = []
    for area in areas.inOrder {
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
      found.append(PlaneArea(id: area.id, rank: area.rank, parts: parts))
    }
    return found
  }
}

/// The panel of a map whose areas have looks: fills, outlines, names with leaders, frame and scale bar.
struct AreaMapDrawing {
  /// A unit with an area.
  struct Unit {
    var id: String
    /// What stands on its area or at the end of a leader.
    var label: String
    var look: AreaLook
    var subject: Figure.Subject
    /// Its name gives way to others.
    var isQuiet: Bool
    /// Whether its name may stand at the end of a leader.
    var mayLead = true
  }

  let labels: AreaLabels
  private let units: [String: Unit]
  private let ground: [PlaneArea]
  private let shapes: [[Figure.Area.Part]]
  private let panel: MapPanel
  private let gauge: MapGauge

  init(_ list: [Unit], ground: [PlaneArea], panel: MapPanel, gauge: MapGauge) {
    self.ground = ground
    self.panel = panel
    self.gauge = gauge
    units = Dictionary(list.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    shapes = ground.map { area in
      area.parts.compactMap { rings -> Figure.Area.Part? in
        let outlines = rings.map(panel.outline)
        guard let outer = outlines.first, outer.count >= 3 else { return nil }
        return Figure.Area.Part(outer: outer, holes: outlines.dropFirst().filter { $0.count >= 3 })
      }
    }
    let barBox = PageBox(
      left: panel.box.left + 4, top: panel.box.bottom - 24,
      right: panel.box.left + 24 + gauge.bar.points, bottom: panel.box.bottom)
    labels = AreaLabels(
      Self.requests(units, ground, shapes), bounds: panel.box.insetBy(2),
      furniture: [barBox] + (gauge.hasArrow ? [MapGauge.arrowBox(in: panel.box)] : []))
  }

  private static func requests(
    _ units: [String: Unit], _ ground: [PlaneArea], _ shapes: [[Figure.Area.Part]]
  ) -> [AreaLabels.Request] {
    zip(ground, shapes).compactMap { area, parts in
      guard let unit = units[area.id] else { return nil }
      let inner = parts.compactMap { part in InnerSpot(part).map { (part, $0) } }
      // The first of the deepest parts.
      guard let deepest = inner.reduce(inner.first, { $1.1.depth > $0!.1.depth ? $1 : $0 })
      else { return nil }
      return AreaLabels.Request(
        id: area.id, text: TextMetrics.fitted(unit.label, size: AreaLabels.size, width: 80),
        priority: unit.isQuiet ? 1 : 0, part: deepest.0, inner: deepest.1,
        mayLead: unit.mayLead)
    }
  }

  func draw(on figure: inout Figure, _ language: Language) {
    drawAreas(on: &figure)
    drawNames(on: &figure)
    let corners = panel.box.corners
    for (from, to) in zip(corners, corners.dropFirst() + corners.prefix(1)) {
      figure.line(from, to, .rule, width: 0.7)
    }
    figure.gauge(gauge, in: panel.box, language)
  }

  private func drawAreas(on figure: inout Figure) {
    let unitRanks = Set(ground.filter { units[$0.id] != nil }.map(\.rank))
    for (area, parts) in zip(ground, shapes)
    where units[area.id] == nil && unitRanks.contains(area.rank) {
      figure.areas.append(
        Figure.Area(parts: parts, fill: .land, outline: .border, outlineWidth: 0.4))
    }
    // Outlined ones first: the fills of neighbours then cover the half of the outline that lies on them.
    for isOutlined in [true, false] {
      for (area, parts) in zip(ground, shapes) {
        guard let unit = units[area.id], (unit.look.outline != nil) == isOutlined else { continue }
        figure.areas.append(
          Figure.Area(
            parts: parts, fill: unit.look.fill, hatch: unit.look.hatch,
            outline: unit.look.outline ?? .rule, outlineWidth: isOutlined ? 2 : 0.5,
            subject: unit.subject))
      }
    }
    // A white line parts the outlines of neighbours; a grey one would dull them.
    let hasOutlines = units.values.contains { $0.look.outline != nil }
    for (area, parts) in zip(ground, shapes) where units[area.id]?.look.outline != nil {
      figure.areas.append(Figure.Area(parts: parts, outline: .paper, outlineWidth: 0.4))
    }
    for (area, parts) in zip(ground, shapes)
    where units[area.id] == nil && area.rank > (unitRanks.max() ?? .county) {
      if hasOutlines, area.rank == .province { continue }
      let width = area.rank == .prefecture ? 0.7 : 0.9
      figure.areas.append(
        Figure.Area(
          parts: parts, outline: hasOutlines ? .paper : .faintText,
          outlineWidth: hasOutlines ? 0.9 : width))
    }
    for (area, parts) in zip(ground, shapes)
    where hasOutlines && units[area.id] != nil && units[area.id]?.look.outline == nil {
      figure.areas.append(Figure.Area(parts: parts, outline: .rule, outlineWidth: 0.5))
    }
  }

  private func drawNames(on figure: inout Figure) {
    for label in labels.labels {
      guard let unit = units[label.id] else { continue }
      if let leader = label.leader {
        figure.line(leader.from, leader.to, .text, width: 0.5)
        figure.circle(leader.from, radius: 1, fill: .text)
        figure.area(label.box.insetBy(-0.8).corners, fill: .paper)
        figure.swatch(
          unit.look,
          PageBox(
            left: label.box.left, top: label.box.centre.y - 3.2, right: label.box.left + 6.4,
            bottom: label.box.centre.y + 3.2))
        figure.caption(
          label.text, at: Spot(label.box.left + AreaLabels.boxWidth, label.box.centre.y),
          size: AreaLabels.size)
        continue
      }
      let isPlain = label.isInside && unit.look.hatch == nil
      figure.caption(
        label.text, at: label.box.centre, size: AreaLabels.size, unit.look.textInk,
        anchor: .middle, backing: isPlain ? nil : unit.look.fill.opacity(0.86))
    }
  }
}

extension Figure {
  /// A scale bar whose left end stands at a spot.
  mutating func scaleBar(_ bar: ScaleBar, at start: Spot) {
    let end = Spot(start.x + bar.points, start.y)
    line(start, end, .text, width: 1)
    for spot in [start, end] {
      line(Spot(spot.x, spot.y - 3), Spot(spot.x, spot.y + 1), .text, width: 0.8)
    }
    caption(bar.label, at: Spot((start.x + end.x) / 2, start.y - 8), size: 7.5, anchor: .middle)
  }
}
