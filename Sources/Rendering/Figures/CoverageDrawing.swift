internal import Analysis
internal import Geodesy
internal import NetworkModel

/// Puts a coverage map on its page.
struct CoverageDrawing {
  /// An area on the projected plane: for each part its outer ring, then its holes.
  struct Ground {
    var id: String
    var rank: FigureArea.Rank
    var parts: [[[PlanePoint]]]
  }

  var figure: Figure
  let labels: AreaLabels

  let picture: CoveragePicture
  let layout: CoverageLayout
  let panel: MapPanel
  let gauge: MapGauge

  init(
    _ picture: CoveragePicture, ground: [Ground], layout: CoverageLayout, panel: MapPanel,
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
    let units = Dictionary(
      picture.units.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let shapes = ground.map { area in
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

    _ = figure.head(frame)
    drawAreas(ground, shapes, units)
    drawNames(units)
    drawFrame()
    let end = drawLegend(withoutBoundary: withoutBoundary)
    let notes = self.notes(projection, units)
    let foot = max(layout.page.body.bottom, end) + 16
    figure.height = max(figure.height, foot + figure.footHeight(frame, notes: notes) + 4)
    figure.foot(frame, notes: notes, top: foot)
    if !labels.dropped.isEmpty {
      figure.remarks = [
        FigureWords.dropped(labels.dropped.compactMap { units[$0]?.name }, frame.language)
      ]
    }
  }

  private static func requests(
    _ units: [String: CoveragePicture.Unit], _ ground: [Ground], _ shapes: [[Figure.Area.Part]]
  ) -> [AreaLabels.Request] {
    zip(ground, shapes).compactMap { area, parts in
      guard let unit = units[area.id] else { return nil }
      let inner = parts.compactMap { part in InnerSpot(part).map { (part, $0) } }
      // The first of the deepest parts.
      guard let deepest = inner.reduce(inner.first, { $1.1.depth > $0!.1.depth ? $1 : $0 })
      else { return nil }
      let isQuiet = unit.look == .noRecord || unit.look == .none || unit.look == .noUnits
      return AreaLabels.Request(
        id: area.id, text: TextMetrics.fitted(unit.label, size: AreaLabels.size, width: 80),
        priority: isQuiet ? 1 : 0, part: deepest.0, inner: deepest.1)
    }
  }

  // MARK: Map

  private mutating func drawAreas(
    _ ground: [Ground], _ shapes: [[Figure.Area.Part]], _ units: [String: CoveragePicture.Unit]
  ) {
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
            subject: Figure.Subject(
              id: unit.id,
              title: "\(unit.fullName): \(unit.look.label(picture.frame.language))"
                + (unit.counts.map { " (\($0.fraction))" } ?? ""),
              role: .unit)))
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

  private mutating func drawNames(_ units: [String: CoveragePicture.Unit]) {
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

  private mutating func drawFrame() {
    let corners = panel.box.corners
    for (from, to) in zip(corners, corners.dropFirst() + corners.prefix(1)) {
      figure.line(from, to, .rule, width: 0.7)
    }
    figure.gauge(gauge, in: panel.box, picture.frame.language)
  }

  private func notes(
    _ projection: MapProjectionWords, _ units: [String: CoveragePicture.Unit]
  ) -> [String] {
    var notes = MapDrawing.mapNotes(picture.frame, projection, gauges: [gauge])
    if !labels.dropped.isEmpty {
      notes.insert(
        FigureWords.dropped(
          labels.dropped.compactMap { units[$0]?.name }, picture.frame.language), at: 1)
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
