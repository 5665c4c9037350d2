internal import Analysis
internal import Geodesy
internal import NetworkModel

/// Puts a laid-out map on its page: ground, flows, nodes, names, furniture.
struct MapDrawing {
  var figure: Figure
  let curves: FlowCurves
  let placement: LabelPlacement
  let lines: MapLines

  let picture: PairingPicture
  let layout: MapLayout
  let gauges: [MapGauge]
  let projection: MapProjectionWords
  private let looks: LayerLooks
  private let hasAreas: Bool
  private let largestReceived: Int64

  init(
    _ picture: PairingPicture, ground: MapGround, layout: MapLayout, gauges: [MapGauge],
    page: MapPage, projection: MapProjectionWords
  ) {
    self.picture = picture
    self.layout = layout
    self.gauges = gauges
    self.projection = projection
    hasAreas = !ground.rings.isEmpty
    let largest = picture.recipientUnits.compactMap(\.received).max() ?? 0
    largestReceived = largest
    let frame = picture.frame
    figure = Figure(
      width: page.width, height: page.height, title: frame.title, summary: frame.subtitle)
    let units = picture.donors + picture.recipientUnits
    let nodes = units.compactMap { unit in
      layout.spots[unit.id].map {
        FlowCurves.Node(
          id: unit.id, centre: $0,
          radius: Self.radius(unit, largest: picture.funds == nil ? nil : largest))
      }
    }
    let byID = Dictionary(nodes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let drawn = picture.links.filter { byID[$0.donor] != nil && byID[$0.recipient] != nil }
    looks = LayerLooks(picture)
    lines = MapLines(drawn, looks: looks, isFunds: picture.funds != nil)
    var furniture = Self.furniture(layout, gauges: gauges, frame: frame)
    furniture += layout.enlargements.map(\.box)
    curves = FlowCurves(
      lines.flows(between: byID), nodes: nodes, bounds: page.body.insetBy(4, sides: 0),
      furniture: furniture + layout.enlargements.map { layout.panels[$0.inset].box })
    placement = LabelPlacement(
      Self.requests(picture, layout: layout, radius: { byID[$0]?.radius ?? 0 }), nodes: nodes,
      flows: curves.curves.map(\.samples), furniture: furniture)

    _ = figure.head(frame)
    figure.legend(page.legend, from: Spot(Figure.margin, MapPage.legendTop))
    drawGround(ground)
    drawFlows()
    drawUnits()
    drawNames()
    drawPanelHeads()
    let notes = self.notes(ground)
    let foot = page.body.bottom + 16
    figure.height = max(figure.height, foot + figure.footHeight(frame, notes: notes))
    figure.foot(frame, notes: notes, top: foot)
    figure.remarks = remarks
  }

  /// The radius of a unit's circle; with funds the area of a recipient's is in proportion to what it receives.
  ///
  /// - Parameter largest: the largest amount received; nothing for a map of pairings.
  static func radius(_ unit: FigureUnit, largest: Int64?) -> Double {
    guard let largest, let received = unit.received, largest > 0 else {
      return unit.isNoted || unit.hasUnknownAmount ? 3.2 : 2.3
    }
    guard received > 0 else { return leastRadius }
    return max(largestRadius * (Double(received) / Double(largest)).squareRoot(), leastRadius)
  }

  static let largestRadius = 9.0
  /// Smaller circles could not be seen.
  static let leastRadius = 1.3

  // MARK: Ground

  private mutating func drawGround(_ ground: MapGround) {
    let linked = Set(picture.links.flatMap { [$0.donor, $0.recipient] })
    let noted = Set(
      (picture.donors + picture.recipientUnits).filter { $0.isNoted || linked.contains($0.id) }
        .map(\.id))
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
      drawBox(panel.box, .rule, width: 0.7)
    }
    for enlargement in layout.enlargements {
      drawBox(enlargement.box, .quietText, width: 0.6)
      drawRays(from: enlargement.box, to: layout.panels[enlargement.inset].box)
    }
  }

  private mutating func drawBox(_ box: PageBox, _ ink: Ink, width: Double) {
    let corners = box.corners
    for (from, to) in zip(corners, corners.dropFirst() + corners.prefix(1)) {
      figure.line(from, to, ink, width: width)
    }
  }

  /// Lines from the box on the panel to its enlargement.
  private mutating func drawRays(from box: PageBox, to inset: PageBox) {
    let ink = Ink.quietText.opacity(0.45)
    if inset.top >= box.bottom {
      figure.line(Spot(box.left, box.bottom), Spot(inset.left, inset.top), ink, width: 0.5)
      figure.line(Spot(box.right, box.bottom), Spot(inset.right, inset.top), ink, width: 0.5)
    } else {
      figure.line(Spot(box.right, box.top), Spot(inset.left, inset.top), ink, width: 0.5)
      figure.line(Spot(box.right, box.bottom), Spot(inset.left, inset.bottom), ink, width: 0.5)
    }
  }

  // MARK: Flows and units

  private mutating func drawFlows() {
    let names = Dictionary(
      (picture.donors + picture.recipientUnits).map { ($0.id, $0.fullName) },
      uniquingKeysWith: { first, _ in first })
    let bundles = Dictionary(
      lines.bundles.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    // Wide lines first, so that thin ones lie on them.
    let order =
      lines.widths == nil
      ? curves.curves
      : curves.curves.sorted { (-$0.flow.halfWidth, $0.flow.id) < (-$1.flow.halfWidth, $1.flow.id) }
    let hasCasing = lines.widths != nil && order.count <= FlowCurves.mostSearched
    for curve in order {
      for line in bundles[curve.flow.id]?.lines ?? [] {
        let link = line.link
        let path = MapLines.beside(curve.path, by: line.offset)
        if hasCasing {
          // Not at the ends, where it would cut the heads of neighbours.
          figure.strokes.append(
            Figure.Stroke(
              path: Dashes.part(of: path, from: 0.12, to: 0.86), ink: .paper.opacity(0.85),
              width: line.width + 1.2, isDashed: false, arrowLength: nil, subject: nil))
        }
        let title = "\(names[link.donor] ?? "") → \(names[link.recipient] ?? "")"
        let words = [
          looks.isTold ? link.kind.map { FigureWords.layer($0, picture.frame.language) } : nil,
          link.note.isEmpty ? nil : link.note,
        ].compactMap(\.self).joined(separator: ", ")
        let ink = line.look.ink.opacity(line.opacity)
        // A head is drawn with the pen of its line: that of a wide line would swell.
        let hasOwnHead = lines.widths != nil
        figure.strokes.append(
          Figure.Stroke(
            path: path, ink: ink, width: line.width, isDashed: link.certainty == .inferred,
            arrowLength: hasOwnHead ? nil : line.headLength,
            subject: Figure.Subject(
              id: link.id, title: words.isEmpty ? title : "\(title) (\(words))", role: .flow),
            head: line.look.head))
        if hasOwnHead {
          let end = path[3]
          let back = end.moved(towards: path[2], by: 0.3)
          figure.line(back, end, ink, width: 0.2)
          figure.strokes[figure.strokes.count - 1].arrowLength = line.headLength
        }
      }
    }
  }

  private mutating func drawUnits() {
    let recipients =
      picture.funds == nil
      ? picture.recipientUnits
      : picture.recipientUnits.sorted {
        (-($0.received ?? 0), $0.id) < (-($1.received ?? 0), $1.id)
      }
    for unit in recipients {
      guard let spot = layout.spots[unit.id] else { continue }
      if picture.funds != nil {
        figure.fundsUnit(unit, at: spot, radius: Self.radius(unit, largest: largestReceived))
      } else {
        figure.unit(unit, at: spot, radius: Self.radius(unit, largest: nil), role: .recipient)
      }
    }
    let both = Set(picture.recipientUnits.map(\.id))
    for unit in picture.donors {
      guard let spot = layout.spots[unit.id] else { continue }
      if both.contains(unit.id) {
        // It gives and receives: a blue dot on its circle.
        figure.circle(spot, radius: 1.7, fill: .blue)
      } else {
        figure.unit(unit, at: spot, radius: Self.radius(unit, largest: nil), role: .donor)
      }
    }
  }

  // MARK: Names

  /// The names of units, the paired and the largest first, then those of the places that contain them.
  private static func requests(
    _ picture: PairingPicture, layout: MapLayout, radius: (String) -> Double
  ) -> [LabelPlacement.Request] {
    var amounts: [String: Int64] = [:]
    for link in picture.links {
      for end in [link.donor, link.recipient] { amounts[end, default: 0] += link.atoms ?? 0 }
    }
    // Who gives and receives is named once.
    var seen: Set<String> = []
    var requests = (picture.donors + picture.recipientUnits).compactMap {
      unit -> LabelPlacement.Request? in
      guard let spot = layout.spots[unit.id], let home = layout.homes[unit.id],
        seen.insert(unit.id).inserted
      else { return nil }
      let isNoted = unit.isNoted || amounts[unit.id] != nil
      return LabelPlacement.Request(
        id: unit.id, text: TextMetrics.fitted(unit.name, size: 8, width: 90),
        size: isNoted ? 7.8 : 6.6, node: spot, radius: radius(unit.id),
        priority: isNoted ? 0 : 1, weight: amounts[unit.id] ?? 0,
        bounds: layout.panels[home].box.insetBy(2))
    }
    for group in picture.recipients {
      let spots = group.units.compactMap { unit in
        layout.homes[unit.id] == 0 ? layout.spots[unit.id] : nil
      }
      guard spots.count >= 2, !group.units.contains(where: { $0.id == group.id }) else { continue }
      let centre = Spot(
        spots.map(\.x).reduce(0, +) / Double(spots.count),
        spots.map(\.y).reduce(0, +) / Double(spots.count))
      let spaced = group.name.unicodeScalars.allSatisfy { $0.value > 0x2E80 }
      let name = TextMetrics.fitted(group.name, size: 8.6, width: 120)
      requests.append(
        LabelPlacement.Request(
          id: group.id, text: spaced ? name.map(String.init).joined(separator: " ") : name,
          size: 8.6, node: centre, radius: 0, priority: 2, isCentred: true,
          bounds: layout.panels[0].box.insetBy(2)))
    }
    return requests
  }

  private mutating func drawNames() {
    let quiet = Set(
      placement.labels.filter { $0.request.priority > 0 }.map(\.request.id))
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
}
