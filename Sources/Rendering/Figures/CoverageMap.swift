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
  let scaleBar: ScaleBar?
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
    let known = Set(areas.map(\.id))
    withoutBoundary = picture.units.map(\.id).filter { !known.contains($0) }
    guard picture.units.count > 0 else {
      figure = .empty(
        picture.frame,
        notes: MapDrawing.mapNotes(picture.frame, projection.text, isOnePanel: true))
      (unlabelled, calledOut, panel, scaleBar, labels) = ([], [], nil, nil, [])
      return
    }
    guard withoutBoundary.count < picture.units.count,
      withoutBoundary.count <= Self.mostWithoutBoundary
    else {
      throw .noBoundaries(missing: withoutBoundary.count, of: picture.units.count)
    }
    let ids = Set(picture.units.map(\.id))
    var ground: [CoverageDrawing.Ground] = []
    let panel: MapPanel
    let bar: ScaleBar
    do throws(ProjectionError) {
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
        ground.append(CoverageDrawing.Ground(id: area.id, rank: area.rank, parts: parts))
      }
      panel = CoverageDrawing.panel(
        showing: ground.filter { ids.contains($0.id) }.flatMap { $0.parts.compactMap(\.first) })
      bar = try ScaleBar(panel, projection: projection)
    } catch {
      throw .projection(error)
    }
    let drawing = CoverageDrawing(
      picture, ground: ground, panel: panel, bar: bar, withoutBoundary: Set(withoutBoundary),
      system: projection.text)
    figure = drawing.figure
    labels = drawing.labels.labels
    unlabelled = drawing.labels.dropped
    calledOut = labels.filter { $0.leader != nil }.map(\.id)
    self.panel = panel
    scaleBar = bar
  }
}

/// Puts a coverage map on its page.
struct CoverageDrawing {
  /// An area on the projected plane: for each part its outer ring, then its holes.
  struct Ground {
    var id: String
    var rank: FigureArea.Rank
    var parts: [[[PlanePoint]]]
  }

  private(set) var figure: Figure
  let labels: AreaLabels

  private let picture: CoveragePicture
  private let panel: MapPanel
  private let bar: ScaleBar

  private static let page = (width: 842.0, height: 595.0)
  private static let top = 76.0
  private static let bottom = 512.0
  private static let legendWidth = 186.0
  private static let gap = 18.0

  /// The panel that shows all rings.
  static func panel(showing rings: [[PlanePoint]]) -> MapPanel {
    let positions = rings.flatMap(\.self)
    let width = page.width - 2 * Figure.margin - legendWidth - gap
    return MapPanel(
      box: PageBox(left: Figure.margin, top: top, right: Figure.margin + width, bottom: bottom),
      showing: positions, least: 5_000, padding: (side: 10, top: 10, bottom: 24))
  }

  init(
    _ picture: CoveragePicture, ground: [Ground], panel: MapPanel, bar: ScaleBar,
    withoutBoundary: Set<String>, system: String
  ) {
    self.picture = picture
    self.panel = panel
    self.bar = bar
    let frame = picture.frame
    figure = Figure(
      width: Self.page.width, height: Self.page.height, title: frame.title, summary: frame.subtitle)
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
      left: panel.box.left + 4, top: panel.box.bottom - 24, right: panel.box.left + 24 + bar.points,
      bottom: panel.box.bottom)
    labels = AreaLabels(
      Self.requests(units, ground, shapes), bounds: panel.box.insetBy(2), furniture: [barBox])

    _ = figure.head(frame)
    drawAreas(ground, shapes, units)
    drawNames(units)
    drawFrame()
    drawLegend(withoutBoundary: withoutBoundary)
    let notes = self.notes(system: system, units)
    let foot = Self.bottom + 16
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
    where units[area.id] == nil && !unitRanks.contains(area.rank) && area.rank != .county {
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
    figure.scaleBar(bar, at: Spot(panel.box.left + 10, panel.box.bottom - 8))
  }

  // MARK: Legend

  private mutating func drawLegend(withoutBoundary: Set<String>) {
    let language = picture.frame.language
    let left = panel.box.right + Self.gap
    let right = Self.page.width - Figure.margin
    var y = Self.top + 6
    figure.caption(
      TextMetrics.fitted(picture.legendHead, size: 9, width: right - left, bold: true),
      at: Spot(left, y), size: 9, bold: true)
    y += 16
    let total = picture.units.count
    for (look, count) in picture.classCounts {
      figure.swatch(look, PageBox(left: left, top: y - 5.5, right: left + 18, bottom: y + 5.5))
      figure.caption(look.label(language), at: Spot(left + 24, y), size: 8)
      figure.caption("\(count)", at: Spot(right - 46, y), size: 8, anchor: .end)
      figure.caption(
        FigureWords.percent(count, of: total), at: Spot(right, y), size: 8, .quietText,
        anchor: .end)
      y += 15
    }
    figure.line(Spot(left, y - 6), Spot(right, y - 6), .rule, width: 0.5)
    y += 3
    figure.caption(FigureWords.total(language), at: Spot(left + 24, y), size: 8, bold: true)
    figure.caption("\(total)", at: Spot(right - 46, y), size: 8, anchor: .end, bold: true)
    y += 17
    var paragraphs: [(text: String, ink: Ink)] = []
    if picture.units.contains(where: { $0.look == .noRecord }) {
      paragraphs.append((FigureWords.noRecordHatch(language), .quietText))
    }
    if picture.units.contains(where: { unit in
      unit.look != .noRecord && unit.counts.map { $0.most > $0.direct } ?? false
    }) {
      paragraphs.append((FigureWords.leastRate(language), .quietText))
    }
    for paragraph in paragraphs {
      for line in figure.wrapped(paragraph.text, size: 7.5, width: right - left) {
        figure.caption(line, at: Spot(left, y), size: 7.5, paragraph.ink)
        y += 10
      }
      y += 4
    }
    let strays = picture.units.filter { withoutBoundary.contains($0.id) }
    if !strays.isEmpty {
      figure.caption(FigureWords.unplacedAreas(language), at: Spot(left, y), size: 7.5, .quietText)
      y += 11
      var x = left
      for unit in strays {
        let text = TextMetrics.fitted(unit.label, size: AreaLabels.size, width: right - left - 12)
        let width = TextMetrics.width(text, size: AreaLabels.size) + 18
        if x > left, x + width > right { (x, y) = (left, y + 10.5) }
        figure.swatch(
          unit.look, PageBox(left: x, top: y - 3.2, right: x + 6.4, bottom: y + 3.2),
          subject: Figure.Subject(id: unit.id, title: unit.fullName, role: .unit))
        figure.caption(text, at: Spot(x + 9, y), size: AreaLabels.size)
        x += width
      }
      y += 15
    }
    drawGaps(from: Spot(left, y), right: right)
  }

  /// Which units have nothing, by place, as far as the page has room.
  private mutating func drawGaps(from start: Spot, right: Double) {
    let language = picture.frame.language
    var y = start.y
    guard picture.units.allSatisfy({ $0.counts == nil }) else {
      drawRates(from: start, right: right)
      return
    }
    for look in [CoverageClass.none, .noRecord] {
      let units = picture.units.filter { $0.look == look }
      guard !units.isEmpty, y + 24 < Self.bottom else { continue }
      figure.caption(
        FigureWords.counted(look.label(language), units.count, language), at: Spot(start.x, y),
        size: 7.5, bold: true)
      y += 11
      var groups: [(name: String, units: [String])] = []
      for unit in units {
        if groups.last?.name != unit.group { groups.append((unit.group, [])) }
        groups[groups.count - 1].units.append(unit.name)
      }
      let lines = groups.flatMap { group in
        let head = group.name.isEmpty ? "" : group.name + (language == .zh ? "：" : ": ")
        return figure.listed(head, group.units, size: 7, width: right - start.x, language)
      }
      for (index, line) in lines.enumerated() {
        if y + 10 > Self.bottom, index < lines.count - 1 {
          figure.caption(
            FigureWords.moreListed(language), at: Spot(start.x, y), size: 7, .quietText)
          return
        }
        figure.caption(line, at: Spot(start.x, y), size: 7, .quietText)
        y += 9.4
      }
      y += 4
    }
  }

  /// The rate of every place, the highest first, as far as the page has room.
  private mutating func drawRates(from start: Spot, right: Double) {
    let language = picture.frame.language
    let places = picture.units.compactMap { unit in unit.counts.map { (unit, $0) } }
      .sorted { a, b in
        let (x, y) = (a.1.direct * b.1.all, b.1.direct * a.1.all)
        return x != y ? x > y : a.0.id < b.0.id
      }
    var y = start.y + 2
    for (index, (unit, counts)) in places.enumerated() {
      if y + 12 > Self.bottom, index < places.count - 1 {
        figure.caption(FigureWords.moreListed(language), at: Spot(start.x, y), size: 7, .quietText)
        return
      }
      figure.swatch(
        unit.look, PageBox(left: start.x, top: y - 3.2, right: start.x + 6.4, bottom: y + 3.2))
      figure.caption(
        TextMetrics.fitted(unit.fullName, size: 7.5, width: right - start.x - 90),
        at: Spot(start.x + 10, y), size: 7.5)
      let isSilent = unit.look == .noRecord
      figure.caption(
        isSilent ? "?/\(counts.all)" : counts.fraction, at: Spot(right - 42, y), size: 7.5,
        anchor: .end)
      figure.caption(
        isSilent || counts.all == 0 ? "–" : FigureWords.percent(counts.direct, of: counts.all),
        at: Spot(right, y), size: 7.5, .quietText, anchor: .end)
      y += 11
    }
  }

  private func notes(system: String, _ units: [String: CoveragePicture.Unit]) -> [String] {
    var notes = MapDrawing.mapNotes(picture.frame, system, isOnePanel: true)
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
