internal import Analysis
public import Geodesy
internal import NetworkModel

/// The same figure once for each year or layer, small and side by side.
///
/// All panels share scale, places and order. What changed against the year before is in full colour, what did not is
/// grey, and what ended is a faint dashed line.
public struct MultiplesDiagram: Sendable {
  public let figure: Figure
  /// Ids of units that have no boundary, so that the map shows them nowhere.
  public let withoutBoundary: [String]
  let picture: MultiplesPicture
  let boxes: [PageBox]
  let rows: MultiplesRows?
  /// One panel's piece of the plane for each box; of maps.
  let maps: [MapPanel]
  /// Points a pairing, or points an atom of funds.
  let scale: Double

  /// Donors and recipients, or bars.
  ///
  /// - Throws: ``FigureError/tooMany(_:count:limit:)``.
  public init(_ picture: MultiplesPicture) throws(FigureError) {
    precondition(picture.content != .coverage, "a map needs areas and a projection")
    self.picture = picture
    (withoutBoundary, maps) = ([], [])
    try Self.check(picture)
    guard !picture.panels.isEmpty, picture.recipients.contains(where: { !$0.isEmpty }) else {
      figure = .empty(picture.frame, notes: [])
      (boxes, rows, scale) = ([], nil, 0)
      return
    }
    let isBars = picture.content == .bars
    var rows = MultiplesRows(picture)
    let least =
      isBars
      ? max(rows.recipientWidth + 92, 140)
      : max(rows.donorWidth + rows.recipientWidth + 58, 118)
    func legend(_ scale: Double) -> [LegendEntry] {
      isBars
        ? MultiplesLegend.bars(picture, scale: scale)
        : MultiplesLegend.links(picture, scale: scale)
    }
    // A first page tells how large the panels can be, and so the scale.
    let draft = MultiplesPage(
      picture, legend: legend(0), least: least, notes: Self.notes(picture),
      height: { _ in rows.height })
    let width = draft.grid.boxes.first?.width ?? 0
    rows = MultiplesRows(picture, width: width)
    let scale =
      isBars
      ? Self.barScale(picture, room: width - rows.recipientWidth - Figure.barNumberRoom)
      : Self.linkScale(picture)
    var page = MultiplesPage(
      picture, legend: legend(scale), least: least, notes: Self.notes(picture),
      rows: draft.grid.rows, height: { _ in rows.height })
    if picture.frame.sheet != nil {
      let lines = Double(page.grid.rows)
      rows = MultiplesRows(
        picture, room: (page.room - PanelGrid.gap.y * (lines - 1)) / lines, width: width)
      page = MultiplesPage(
        picture, legend: legend(scale), least: least, notes: Self.notes(picture),
        rows: page.grid.rows, height: { _ in rows.height })
    }
    self.scale = scale
    for (panel, box) in zip(picture.panels, page.grid.boxes) {
      page.figure.panelHead(panel, picture, box)
      if isBars {
        page.figure.barPanel(panel, picture, rows, box, scale: self.scale)
      } else {
        page.figure.linkPanel(panel, picture, rows, box, scale: scale)
      }
    }
    figure = page.figure
    boxes = page.grid.boxes
    self.rows = rows
  }

  /// Recipients on a map.
  ///
  /// - Parameters:
  ///   - areas: boundaries of the units by id; others are the ground.
  ///   - projection: where all positions go through; China Albers as a rule.
  /// - Throws: ``MapError``: no unit has a boundary, a position outside the projection, too many panels.
  public init(
    _ picture: MultiplesPicture, areas: [FigureArea], projection: borrowing Projection
  ) throws(MapError) {
    precondition(picture.content == .coverage, "only coverage is a map")
    self.picture = picture
    (rows, scale) = (nil, 0)
    do throws(FigureError) {
      try Self.check(picture)
    } catch {
      throw .figure(error)
    }
    let words = MapProjectionWords(projection)
    let units = picture.recipients.flatMap(\.self)
    guard !picture.panels.isEmpty, !units.isEmpty else {
      figure = .empty(
        picture.frame, notes: MapDrawing.mapNotes(picture.frame, words, gauges: []))
      (boxes, maps, withoutBoundary) = ([], [], [])
      return
    }
    let known = Set(areas.map(\.id))
    withoutBoundary = units.map(\.id).filter { !known.contains($0) }.sorted()
    guard withoutBoundary.count < units.count else {
      throw .noBoundaries(missing: withoutBoundary.count, of: units.count)
    }
    var notes = Self.notes(picture)
    if !withoutBoundary.isEmpty {
      let names = units.filter { !known.contains($0.id) }.map(\.name)
      let mark = FigureWords.separator(picture.frame.language)
      notes.append(
        MultiplesWords.noBoundary(picture.frame.language)
          + (picture.frame.language == .zh ? "：" : ": ")
          + names.prefix(20).map { InkText.clean($0, limit: 40) }.joined(separator: mark)
          + (names.count > 20 ? " … (\(names.count))" : ""))
    }
    do throws(ProjectionError) {
      let ids = Set(units.map(\.id))
      let ground = try MultiplesGround(areas, units: ids, projection: projection)
      // Which way north is, and how far lengths differ, is the same at any size.
      let sample = try MapGauge(
        ground.panel(in: PageBox(left: 0, top: 0, right: 300, bottom: 300)), projection: projection)
      notes = MapDrawing.mapNotes(picture.frame, words, gauges: [sample]) + notes
      let legend = MultiplesLegend.states(picture)
      let draft = MultiplesPage(
        picture, legend: legend, least: Self.leastMap, notes: notes, height: { _ in 0 })
      // So many rows that the maps are as large as the sheet allows; a small sheet grows.
      let best = PanelGrid.rows(
        count: picture.panels.count, width: draft.figure.width - 2 * Figure.margin,
        leastWidth: Self.leastMap, room: draft.room, head: MultiplesRows.head,
        aspect: ground.aspect)
      var page = MultiplesPage(
        picture, legend: legend, least: Self.leastMap, notes: notes, rows: best.rows,
        isWide: true, height: { _ in best.height })
      let panels = page.grid.boxes.map(ground.panel)
      for (index, panel) in picture.panels.enumerated() {
        page.figure.panelHead(panel, picture, page.grid.boxes[index])
        page.figure.mapPanel(panel, picture, ground, panels[index])
      }
      if let first = panels.first {
        // Under the map, in the gap between the panels.
        var box = first.box
        box.bottom += 17
        page.figure.gauge(
          try MapGauge(first, projection: projection), in: box, picture.frame.language)
      }
      figure = page.figure
      boxes = page.grid.boxes
      maps = panels
    } catch {
      throw .projection(error)
    }
  }

  /// What a map needs to be read.
  private static let leastMap = 110.0

  private static func check(_ picture: MultiplesPicture) throws(FigureError) {
    guard picture.panels.count <= MultiplesPicture.mostPanels else {
      throw .tooMany(.panels, count: picture.panels.count, limit: MultiplesPicture.mostPanels)
    }
    let rows = max(picture.donors.count, picture.recipients.reduce(0) { $0 + $1.count })
    guard picture.content == .coverage || rows <= MultiplesPicture.mostRows else {
      throw .tooMany(.rows, count: rows, limit: MultiplesPicture.mostRows)
    }
  }

  private static func notes(_ picture: MultiplesPicture) -> [String] {
    let language = picture.frame.language
    if picture.content == .bars { return [MultiplesWords.fundsNote(language)] }
    var note = MultiplesWords.panelNote(language)
    if picture.content == .diagram, picture.division == .year {
      note += (language == .zh ? "" : " ") + MultiplesWords.endedNote(language)
    }
    return [note]
  }

  /// Points a pairing: linear, one pairing 1.3 pt, or less when the widest would be above 7 pt.
  private static func linkScale(_ picture: MultiplesPicture) -> Double {
    let most = picture.panels.flatMap(\.links).map(\.count).max() ?? 1
    return min(1.3, 7 / Double(max(most, 1)))
  }

  /// Points an atom: the largest bar of any panel fills the room.
  private static func barScale(_ picture: MultiplesPicture, room: Double) -> Double {
    let amounts = picture.panels.flatMap { panel in
      panel.bars.values.flatMap { [$0.amount, $0.before] }
    }.compactMap { $0?.approximateValue }
    let most = amounts.max() ?? 0
    return most > 0 ? room / most : 0
  }
}

/// The page round the panels.
struct MultiplesPage {
  var figure: Figure
  let grid: PanelGrid
  /// The height that the panels should fill; nothing where the page takes theirs.
  let room: Double

  /// - Parameters:
  ///   - rows: of panels; absent takes as many as fill the room.
  ///   - isWide: whether panels may take the whole width, however few they are.
  init(
    _ picture: MultiplesPicture, legend: [LegendEntry], least: Double,
    notes: [String], rows: Int? = nil, isWide: Bool = false, height: (Double) -> Double
  ) {
    let frame = picture.frame
    figure = Figure(frame.page(), title: frame.title, summary: frame.subtitle)
    let width = figure.width - 2 * Figure.margin
    let top = 82 + legend.height(on: frame.page().width) + 6
    let foot = figure.footHeight(frame, notes: notes)
    let below = (picture.content == .coverage ? 34 : 22) + foot
    room = max(figure.height - top - below, 0)
    grid = PanelGrid(
      count: picture.panels.count, left: Figure.margin, top: top, width: width,
      leastWidth: min(least, width), room: frame.sheet == nil ? 0 : room, rows: rows,
      isWide: isWide, height: height)
    let needed = grid.bottom + below
    figure.height = min(
      max(frame.sheet == nil ? 260 : figure.height, needed), Figure.largestSide)
    _ = figure.head(frame)
    figure.legend(legend, from: Spot(Figure.margin, 82))
    figure.foot(frame, notes: notes, top: figure.height - foot)
  }
}
