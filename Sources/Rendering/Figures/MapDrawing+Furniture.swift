internal import Geodesy
internal import NetworkModel

// Heads, scale bars, north arrows and what is said under a map.
extension MapDrawing {
  private static func head(_ role: MapLayout.Role, _ frame: FigureFrame) -> [(String, Ink)] {
    switch role {
    case .recipients: [(frame.recipientsHead, .vermilion)]
    case .donors: [(frame.donorsHead, .blue)]
    case .both: [(frame.donorsHead, .blue), (frame.recipientsHead, .vermilion)]
    case .inset: [(FigureWords.enlarged(frame.language), .blue)]
    }
  }

  /// The heads of a panel with their places, cut to its width.
  private static func heads(
    _ role: MapLayout.Role, _ box: PageBox, _ frame: FigureFrame, hasArrow: Bool
  ) -> [(text: String, x: Double, ink: Ink)] {
    let heads = head(role, frame)
    let room = (box.width - (hasArrow ? 40 : 16)) / Double(heads.count)
    var x = box.left + 8
    return heads.map { words, ink in
      let text = TextMetrics.fitted(words, size: 10, width: room - 8, bold: true)
      defer { x += TextMetrics.width(text, size: 10, bold: true) + 18 }
      return (text, x, ink)
    }
  }

  /// What names and flows keep clear of: heads, scale bars and north arrows.
  static func furniture(
    _ layout: MapLayout, gauges: [MapGauge], frame: FigureFrame
  ) -> [PageBox] {
    layout.panels.indices.flatMap { index in
      let box = layout.panels[index].box
      let last = heads(layout.roles[index], box, frame, hasArrow: gauges[index].hasArrow).last
      let width = last.map {
        $0.x - box.left + TextMetrics.width($0.text, size: 10, bold: true) + 16
      }
      var boxes = [
        PageBox(
          left: box.left, top: box.top, right: box.left + min(width ?? 0, box.width),
          bottom: box.top + 20),
        PageBox(
          left: box.left + 4, top: box.bottom - 22,
          right: box.left + 24 + gauges[index].bar.points, bottom: box.bottom),
      ]
      if gauges[index].hasArrow { boxes.append(MapGauge.arrowBox(in: box)) }
      return boxes
    }
  }

  mutating func drawPanelHeads() {
    let frame = picture.frame
    for (index, panel) in layout.panels.enumerated() {
      let box = panel.box
      if case .inset(let parent) = layout.roles[index] {
        let factor = DotWriter.tenths(panel.scale / layout.panels[parent].scale)
        let ink: Ink = layout.roles[parent] == .donors ? .blue : .vermilion
        figure.caption(
          "\(FigureWords.enlarged(frame.language)) ×\(factor)",
          at: Spot(box.left + 8, box.top + 11),
          size: 8.5, ink, bold: true, backing: .paper.opacity(0.85))
      } else {
        for head in Self.heads(
          layout.roles[index], box, frame, hasArrow: gauges[index].hasArrow)
        {
          figure.caption(
            head.text, at: Spot(head.x, box.top + 11), size: 10, head.ink, bold: true,
            backing: .paper.opacity(0.85))
        }
      }
      figure.gauge(gauges[index], in: box, frame.language)
    }
  }

  /// Projection and review state, which every map prints.
  static func mapNotes(
    _ frame: FigureFrame, _ projection: MapProjectionWords, gauges: [MapGauge]
  ) -> [String] {
    let language = frame.language
    let review =
      frame.mapNumber.map { FigureWords.reviewed(language) + InkText.clean($0, limit: 80) }
      ?? FigureWords.notReviewed(language)
    var parts = [projection.words(language)]
    if gauges.count > 1 { parts.append(FigureWords.scalesDiffer(language)) }
    if gauges.contains(where: \.hasArrow) {
      parts.append(FigureWords.northArrow(language))
    } else if gauges.allSatisfy({ $0.north != nil }) {
      parts.append(FigureWords.northUp(language))
    }
    let variation = gauges.map(\.bar.variation).max() ?? 0
    if variation > MapGauge.tellingVariation {
      parts.append(FigureWords.scaleVaries(variation, language))
    }
    return [parts.joined(separator: " · "), review]
  }

  /// What has a line and no coordinates.
  private static func unplaced(_ picture: PairingPicture, _ ground: MapGround) -> [String] {
    let linked = Set(picture.links.flatMap { [$0.donor, $0.recipient] })
    let missing = Set(ground.missing.filter(linked.contains))
    let names = (picture.donors + picture.recipientUnits).filter { missing.contains($0.id) }
      .map(\.name)
    return names.isEmpty ? [] : [FigureWords.noPosition(names, picture.frame.language)]
  }

  /// With funds: what is no line, with its amounts.
  private static func undrawn(_ picture: PairingPicture) -> [String] {
    guard let funds = picture.funds, !funds.undrawn.isEmpty else { return [] }
    return [FigureWords.undrawn(funds.undrawn, funds.unit, picture.frame.language)]
  }

  /// The notes that are known before anything is drawn, and a line for those that are not.
  static func knownNotes(
    _ picture: PairingPicture, _ ground: MapGround, _ projection: MapProjectionWords
  ) -> [String] {
    undrawn(picture) + mapNotes(picture.frame, projection, gauges: []) + unplaced(picture, ground)
      + [" ", " "]
  }

  func notes(_ ground: MapGround) -> [String] {
    let language = picture.frame.language
    let linked = Set(picture.links.flatMap { [$0.donor, $0.recipient] })
    var own = Self.unplaced(picture, ground)
    let others = layout.outside.filter { !linked.contains($0) }.count
    if others > 0 { own.append(FigureWords.outsideFrame(others, language)) }
    let dropped = placement.dropped.filter { !$0.isCentred }.map(\.text)
    if !dropped.isEmpty { own.append(FigureWords.dropped(dropped, language)) }
    let remarks = remarks
    own += remarks.prefix(3)
    if remarks.count > 3 { own.append(FigureWords.moreRemarks(remarks.count - 3, language)) }
    if picture.links.isEmpty { own.append(FigureWords.noLinks(language)) }
    var notes = Self.mapNotes(picture.frame, projection, gauges: gauges)
    notes = Self.undrawn(picture) + notes
    if !own.isEmpty {
      notes.insert(own.joined(separator: language == .zh ? "；" : "; "), at: notes.count - 1)
    }
    return notes
  }

  var remarks: [String] {
    let names = Dictionary(
      (picture.donors + picture.recipientUnits).map { ($0.id, $0.name) },
      uniquingKeysWith: { first, _ in first })
    return curves.curves.filter { !$0.foreign.isEmpty }.map { curve in
      FigureWords.passesUnder(
        names[curve.flow.donor.id] ?? "", names[curve.flow.recipient.id] ?? "",
        curve.foreign.prefix(12).map { names[$0] ?? "" }, picture.frame.language)
    }
  }
}

/// The scale bar of a panel and where north lies in it.
struct MapGauge: Hashable {
  let bar: ScaleBar
  let north: NorthArrow?

  /// A frame in which lengths differ by less is as good as true to scale.
  static let tellingVariation = 0.02

  init(_ panel: MapPanel, projection: borrowing Projection) throws(ProjectionError) {
    bar = try ScaleBar(panel, projection: projection)
    north = try NorthArrow(panel, projection: projection)
  }

  /// North is not up, so it must be shown.
  var hasArrow: Bool { north.map { !$0.isUp } ?? false }

  static func arrowBox(in box: PageBox) -> PageBox {
    PageBox(left: box.right - 30, top: box.top + 3, right: box.right - 3, bottom: box.top + 40)
  }
}

extension Figure {
  /// The scale bar at the foot of a panel and, where north is not up, an arrow in its upper right corner.
  mutating func gauge(_ gauge: MapGauge, in box: PageBox, _ language: Language) {
    scaleBar(gauge.bar, at: ScaleBar.start(in: box))
    guard gauge.hasArrow, let north = gauge.north else { return }
    let centre = MapGauge.arrowBox(in: box).centre
    let turn = north.direction
    func spot(_ along: Double) -> Spot {
      Spot(centre.x + turn.x * along, centre.y - turn.y * along)
    }
    let half = NorthArrow.length / 2
    line(spot(-half), spot(half - 7), .text, width: 0.9)
    strokes[strokes.count - 1].arrowLength = 6
    caption(
      FigureWords.north(language), at: spot(half + 4.5), size: 7, anchor: .middle, bold: true)
  }
}

/// What a map says of its projection.
struct MapProjectionWords: Hashable {
  let text: String
  let name: String?

  init(_ projection: borrowing Projection) {
    text = projection.text
    name = projection.name
  }

  func words(_ language: Language) -> String {
    text == Projection.chinaAlbersText
      ? FigureWords.albers(language)
      : FigureWords.projection(language) + FigureWords.system(text, name: name)
  }
}

/// The page of a map: its size, the part that panels fill, and the legend above it.
struct MapPage {
  let width, height: Double
  let body: PageBox
  let legend: [LegendEntry]

  static let legendTop = 77.0
  /// What the foot takes at least, and what a foot may take from the panels at most, of a page's height.
  private static let leastFoot = 83.0
  private static let largestFoot = 0.34

  /// - Parameters:
  ///   - legendTop: where the legend stands; nothing when it stands elsewhere.
  ///   - notes: what is known of the foot before anything is drawn.
  init(
    _ frame: FigureFrame, legend: [LegendEntry], top: Double = 90, notes: [String]
  ) {
    let sheet = frame.page()
    let blank = Figure(sheet, title: "", summary: "")
    let top = top + legend.extraHeight(on: sheet.width)
    // On the paper of its own choice a map keeps its size, and the page grows; on one asked for it fills the page.
    let foot =
      frame.sheet == nil
      ? Self.leastFoot
      : min(
        max(Self.leastFoot, blank.footHeight(frame, notes: notes) + 16 + 8),
        max(Self.leastFoot, Self.largestFoot * sheet.height))
    // A narrow page has little room beside the names: it needs more height for as many units.
    let room = sheet.width - 2 * Figure.margin
    let least = room * (room < 480 ? 0.8 : 0.3)
    width = sheet.width
    height = sheet.height
    body = PageBox(
      left: Figure.margin, top: top, right: sheet.width - Figure.margin,
      bottom: max(sheet.height - foot, top + least))
    self.legend = legend
  }
}

extension PageBox {
  func insetBy(_ margin: Double, sides: Double) -> PageBox {
    PageBox(left: left + sides, top: top + margin, right: right - sides, bottom: bottom - margin)
  }
}
