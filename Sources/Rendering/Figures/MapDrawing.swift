internal import Analysis
internal import Geodesy
internal import NetworkModel

/// Puts a laid-out map on its page: ground, flows, nodes, names, furniture.
struct MapDrawing {
  private(set) var figure: Figure
  let curves: FlowCurves
  let placement: LabelPlacement

  private let picture: PairingPicture
  private let layout: MapLayout
  private let bars: [ScaleBar]
  private let hasAreas: Bool

  init(
    _ picture: PairingPicture, ground: MapGround, layout: MapLayout, bars: [ScaleBar],
    system: String
  ) {
    self.picture = picture
    self.layout = layout
    self.bars = bars
    hasAreas = !ground.rings.isEmpty
    let frame = picture.frame
    figure = Figure(
      width: MapLayout.page.width, height: MapLayout.page.height, title: frame.title,
      summary: frame.subtitle)
    let units = picture.donors + picture.recipientUnits
    let nodes = units.compactMap { unit in
      layout.spots[unit.id].map {
        FlowCurves.Node(id: unit.id, centre: $0, radius: Self.radius(unit))
      }
    }
    let byID = Dictionary(nodes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let flows = picture.links.compactMap { link in
      byID[link.donor].flatMap { donor in
        byID[link.recipient].map { FlowCurves.Flow(id: link.id, donor: donor, recipient: $0) }
      }
    }
    var furniture = Self.furniture(layout, bars: bars, frame: frame)
    if let box = layout.enlargedBox { furniture.append(box) }
    let bounds = PageBox(
      left: Figure.margin, top: MapLayout.top + 4, right: figure.width - Figure.margin,
      bottom: MapLayout.bottom - 4)
    curves = FlowCurves(
      flows, nodes: nodes, bounds: bounds,
      furniture: furniture + layout.panels.dropFirst(2).map(\.box))
    placement = LabelPlacement(
      Self.requests(picture, layout: layout), nodes: nodes, flows: curves.curves.map(\.samples),
      furniture: furniture)

    _ = figure.head(frame)
    figure.legend(picture, from: Spot(Figure.margin, 77), links: drawnLinks)
    drawGround(ground)
    drawFlows()
    drawUnits()
    drawNames()
    drawPanelHeads()
    let notes = self.notes(ground, system: system)
    let foot = MapLayout.bottom + 16
    figure.height = max(figure.height, foot + figure.footHeight(frame, notes: notes))
    figure.foot(frame, notes: notes, top: foot)
    figure.remarks = remarks(ground)
  }

  private var drawnLinks: [FigureLink] {
    picture.links.filter { layout.spots[$0.donor] != nil && layout.spots[$0.recipient] != nil }
  }

  private static func radius(_ unit: FigureUnit) -> Double {
    unit.isNoted ? 3.2 : 2.3
  }

  // MARK: Ground

  private mutating func drawGround(_ ground: MapGround) {
    let noted = Set((picture.donors + picture.recipientUnits).filter(\.isNoted).map(\.id))
    let donors = Set(picture.donors.map(\.id))
    for panel in layout.panels {
      figure.area(panel.box.corners, fill: ground.rings.isEmpty ? .land : .paper)
      for (id, rank, ring) in ground.rings {
        let corners = panel.outline(ring)
        guard corners.count >= 3 else { continue }
        switch rank {
        case .county:
          let fill: Ink =
            noted.contains(id) ? donors.contains(id) ? .donorLand : .recipientLand : .land
          figure.area(corners, fill: fill, outline: .border, outlineWidth: 0.4)
        case .prefecture: figure.area(corners, outline: .rule, outlineWidth: 0.8)
        case .province: figure.area(corners, outline: .faintText, outlineWidth: 0.9)
        }
      }
      let corners = panel.box.corners
      for (from, to) in zip(corners, corners.dropFirst() + corners.prefix(1)) {
        figure.line(from, to, .rule, width: 0.7)
      }
    }
    guard let box = layout.enlargedBox, layout.panels.count == 3 else { return }
    let corners = box.corners
    for (from, to) in zip(corners, corners.dropFirst() + corners.prefix(1)) {
      figure.line(from, to, .quietText, width: 0.6)
    }
    let inset = layout.panels[2].box
    for (from, x) in [(corners[3], inset.left), (corners[2], inset.right)] {
      figure.line(from, Spot(x, inset.top), .quietText.opacity(0.45), width: 0.5)
    }
  }

  // MARK: Flows, units, names

  private mutating func drawFlows() {
    let links = Dictionary(
      picture.links.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let names = Dictionary(
      (picture.donors + picture.recipientUnits).map { ($0.id, $0.fullName) },
      uniquingKeysWith: { first, _ in first })
    for curve in curves.curves {
      guard let link = links[curve.flow.id] else { continue }
      let title = "\(names[link.donor] ?? "") → \(names[link.recipient] ?? "")"
      figure.strokes.append(
        Figure.Stroke(
          path: curve.path, ink: .blue.opacity(0.7), width: 1.3,
          isDashed: link.certainty == .inferred, arrowLength: FlowCurves.headLength,
          subject: Figure.Subject(
            id: link.id, title: link.note.isEmpty ? title : "\(title) (\(link.note))",
            role: .flow)))
    }
  }

  private mutating func drawUnits() {
    for unit in picture.recipientUnits {
      guard let spot = layout.spots[unit.id] else { continue }
      figure.unit(unit, at: spot, radius: Self.radius(unit), role: .recipient)
    }
    for unit in picture.donors {
      guard let spot = layout.spots[unit.id] else { continue }
      figure.unit(unit, at: spot, radius: Self.radius(unit), role: .donor)
    }
  }

  private static func requests(
    _ picture: PairingPicture, layout: MapLayout
  ) -> [LabelPlacement.Request] {
    let donors = Set(picture.donors.map(\.id))
    let enlarged = Set(layout.enlarged)
    var requests = (picture.donors + picture.recipientUnits).compactMap {
      unit -> LabelPlacement.Request? in
      guard let spot = layout.spots[unit.id] else { return nil }
      let panel = enlarged.contains(unit.id) ? 2 : donors.contains(unit.id) ? 1 : 0
      let isNoted = unit.isNoted
      return LabelPlacement.Request(
        id: unit.id, text: TextMetrics.fitted(unit.name, size: 8, width: 90),
        size: isNoted ? 7.8 : 6.6, node: spot, radius: Self.radius(unit),
        priority: isNoted ? 0 : 1, bounds: layout.panels[panel].box.insetBy(2))
    }
    for group in picture.recipients {
      let spots = group.units.compactMap { layout.spots[$0.id] }
      guard spots.count >= 2, !group.units.contains(where: { $0.id == group.id }) else { continue }
      let centre = Spot(
        spots.map(\.x).reduce(0, +) / Double(spots.count),
        spots.map(\.y).reduce(0, +) / Double(spots.count))
      let spaced = group.name.unicodeScalars.allSatisfy { $0.value > 0x2E80 }
      requests.append(
        LabelPlacement.Request(
          id: group.id,
          text: spaced ? group.name.map(String.init).joined(separator: " ") : group.name,
          size: 8.6, node: centre, radius: 0, priority: 2, isCentred: true,
          bounds: layout.panels[0].box.insetBy(2)))
    }
    return requests
  }

  private mutating func drawNames() {
    let quiet = Set(
      (picture.donors + picture.recipientUnits).filter { !$0.isNoted }.map(\.id))
    for label in placement.labels {
      let request = label.request
      if label.needsLeader {
        let near = Spot(
          min(max(request.node.x, label.box.left), label.box.right),
          min(max(request.node.y, label.box.top + 1), label.box.bottom - 1))
        figure.line(
          request.node.moved(towards: near, by: request.radius + 0.5), near, .faintText,
          width: 0.5)
      }
      let ink: Ink =
        request.isCentred ? .faintText : quiet.contains(request.id) ? .faintText : .text
      figure.caption(
        request.text, at: label.box.centre, size: request.size, ink, anchor: .middle,
        backing: label.flowsBeneath > 0 && !request.isCentred
          ? ground(of: request.id, isQuiet: quiet.contains(request.id)).opacity(0.82) : nil)
    }
  }

  /// The colour on which a unit's name most likely stands.
  private func ground(of id: String, isQuiet: Bool) -> Ink {
    if isQuiet || !hasAreas { return .land }
    return picture.donors.contains { $0.id == id } ? .donorLand : .recipientLand
  }

  // MARK: Furniture

  /// What names and flows keep clear of: heads and scale bars.
  private static func furniture(
    _ layout: MapLayout, bars: [ScaleBar], frame: FigureFrame
  ) -> [PageBox] {
    layout.panels.enumerated().flatMap { index, panel in
      let head = [frame.recipientsHead, frame.donorsHead, FigureWords.enlarged(frame.language)]
      let width = TextMetrics.width(head[min(index, 2)], size: 10, bold: true) + 24
      let box = panel.box
      return [
        PageBox(
          left: box.left, top: box.top, right: box.left + min(width, box.width),
          bottom: box.top + 20),
        PageBox(
          left: box.left + 4, top: box.bottom - 22, right: box.left + 24 + bars[index].points,
          bottom: box.bottom),
      ]
    }
  }

  private mutating func drawPanelHeads() {
    let frame = picture.frame
    for (index, panel) in layout.panels.enumerated() {
      let box = panel.box
      let at = Spot(box.left + 8, box.top + 11)
      switch index {
      case 0:
        figure.caption(
          TextMetrics.fitted(frame.recipientsHead, size: 10, width: box.width - 16, bold: true),
          at: at, size: 10, .vermilion, bold: true, backing: .paper.opacity(0.85))
      case 1:
        figure.caption(
          TextMetrics.fitted(frame.donorsHead, size: 10, width: box.width - 16, bold: true),
          at: at, size: 10, .blue, bold: true, backing: .paper.opacity(0.85))
      default:
        figure.caption(
          "\(FigureWords.enlarged(frame.language)) ×\(enlargement)", at: at, size: 8.5, .blue,
          bold: true, backing: .paper.opacity(0.85))
      }
      figure.scaleBar(bars[index], at: Spot(box.left + 10, box.bottom - 8))
    }
  }

  private var enlargement: String {
    guard layout.panels.count == 3 else { return "1" }
    return DotWriter.tenths(layout.panels[2].scale / layout.panels[1].scale)
  }

  /// Projection and review state, which every map prints.
  static func mapNotes(
    _ frame: FigureFrame, _ system: String, isOnePanel: Bool = false
  ) -> [String] {
    let language = frame.language
    let projection =
      system == Projection.chinaAlbersText
      ? FigureWords.albers(language) : FigureWords.projection(language) + InkText.clean(system)
    let review =
      frame.mapNumber.map { FigureWords.reviewed(language) + $0 }
      ?? FigureWords.notReviewed(language)
    let scales = isOnePanel ? [] : [FigureWords.scalesDiffer(language)]
    return [
      ([projection] + scales + [FigureWords.northUp(language)]).joined(separator: " · "), review,
    ]
  }

  private func notes(_ ground: MapGround, system: String) -> [String] {
    let language = picture.frame.language
    let linked = Set(picture.links.flatMap { [$0.donor, $0.recipient] })
    let names = Dictionary(
      (picture.donors + picture.recipientUnits).map { ($0.id, $0.name) },
      uniquingKeysWith: { first, _ in first })
    var own: [String] = []
    let unplaced = ground.missing.filter(linked.contains).compactMap { names[$0] }
    if !unplaced.isEmpty { own.append(FigureWords.noPosition(unplaced, language)) }
    let others = layout.outside.filter { !linked.contains($0) }.count
    if others > 0 { own.append(FigureWords.outsideFrame(others, language)) }
    let dropped = placement.dropped.filter { !$0.isCentred }.map(\.text)
    if !dropped.isEmpty { own.append(FigureWords.dropped(dropped, language)) }
    own += remarks(ground).prefix(3)
    if picture.links.isEmpty { own.append(FigureWords.noLinks(language)) }
    var notes = Self.mapNotes(picture.frame, system)
    if !own.isEmpty { notes.insert(own.joined(separator: language == .zh ? "；" : "; "), at: 1) }
    return notes
  }

  private func remarks(_ ground: MapGround) -> [String] {
    let names = Dictionary(
      (picture.donors + picture.recipientUnits).map { ($0.id, $0.name) },
      uniquingKeysWith: { first, _ in first })
    return curves.curves.filter { !$0.foreign.isEmpty }.map { curve in
      FigureWords.passesUnder(
        names[curve.flow.donor.id] ?? "", names[curve.flow.recipient.id] ?? "",
        curve.foreign.map { names[$0] ?? "" },
        picture.frame.language)
    }
  }
}
