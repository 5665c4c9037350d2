internal import Analysis
internal import NetworkModel

// What stands in the panels.
extension Figure {
  mutating func panelHead(
    _ panel: MultiplesPicture.Panel, _ picture: MultiplesPicture, _ box: PageBox
  ) {
    let language = picture.frame.language
    let words = MultiplesWords(language: language)
    let isBars = picture.content == .bars
    let summary: String
    if isBars {
      summary =
        panel.total.map { Self.amount($0, picture.unit, language) }
        ?? MultiplesWords.noRecord(language)
    } else {
      summary = words.summary(panel)
    }
    let detail = isBars ? words.unitsWithRecord(panel) : words.detail(panel, picture.division)
    let shown = TextMetrics.fitted(summary, size: 8, width: box.width * 0.72)
    caption(
      TextMetrics.fitted(
        panel.head, size: 10, width: box.width - TextMetrics.width(shown, size: 8) - 8, bold: true
      ), at: Spot(box.left, box.top + 7), size: 10, bold: true)
    caption(shown, at: Spot(box.right, box.top + 7.5), size: 8, anchor: .end)
    caption(
      TextMetrics.fitted(detail, size: 7, width: box.width), at: Spot(box.right, box.top + 19),
      size: 7, .quietText, anchor: .end)
    line(Spot(box.left, box.top + 27), Spot(box.right, box.top + 27), .rule, width: 0.6)
  }

  // MARK: Two columns

  mutating func linkPanel(
    _ panel: MultiplesPicture.Panel, _ picture: MultiplesPicture, _ rows: MultiplesRows,
    _ box: PageBox, scale: Double
  ) {
    let left = box.left + rows.donorWidth + 5
    let right = box.right - rows.recipientWidth - 5
    let active = panel.links.filter { $0.standing != .ended }
    let givers = Set(active.map(\.donor))
    let takers = Set(active.map(\.recipient))
    let names = Dictionary(
      (picture.donors + picture.recipients.flatMap(\.self)).map { ($0.id, $0.fullName) },
      uniquingKeysWith: { first, _ in first })
    let siblings = Dictionary(grouping: panel.links) { [$0.donor, $0.recipient] }
    for link in panel.links {
      guard let from = rows.donors[link.donor], let to = rows.recipients[link.recipient] else {
        continue
      }
      // Lines between the same two places run side by side.
      let all = siblings[[link.donor, link.recipient]] ?? []
      let widths = all.map { Self.width(of: $0, scale: scale) }
      let position = all.firstIndex(of: link) ?? 0
      let whole = widths.reduce(0, +) + Double(widths.count - 1) * 0.7
      let offset =
        widths.prefix(position).reduce(0) { $0 + $1 + 0.7 }
        + Self.width(of: link, scale: scale) / 2 - whole / 2
      let start = Spot(left + 2, box.top + from + offset)
      let end = Spot(right - 2, box.top + to + offset)
      let reach = (end.x - start.x) * 0.5
      let look = MultiplesLegend.look(link.standing)
      let words = link.standing.map { ": " + $0.label(picture.frame.language) } ?? ""
      strokes.append(
        Stroke(
          path: [start, Spot(start.x + reach, start.y), Spot(end.x - reach, end.y), end],
          ink: look.ink, width: Self.width(of: link, scale: scale),
          isDashed: look.isDashed, arrowLength: nil,
          subject: Subject(
            id: "\(panel.key):\(link.donor)-\(link.recipient)",
            title: "\(panel.head), \(names[link.donor] ?? "") → \(names[link.recipient] ?? "")"
              + words + (link.count > 1 ? " (\(link.count))" : ""), role: .flow)))
    }
    for unit in picture.donors {
      guard let y = rows.donors[unit.id] else { continue }
      let spot = Spot(left, box.top + y)
      node(unit, spot, ink: .blue, isActive: givers.contains(unit.id), panel, role: .donor)
      name(
        unit, at: Spot(left - 4, spot.y), width: rows.donorWidth, anchor: .end,
        isActive: givers.contains(unit.id))
    }
    for unit in picture.recipients.flatMap(\.self) {
      guard let y = rows.recipients[unit.id] else { continue }
      let spot = Spot(right, box.top + y)
      node(unit, spot, ink: .vermilion, isActive: takers.contains(unit.id), panel, role: .recipient)
      name(
        unit, at: Spot(right + 4, spot.y), width: rows.recipientWidth, anchor: .start,
        isActive: takers.contains(unit.id))
    }
  }

  private static func width(of link: MultiplesPicture.Link, scale: Double) -> Double {
    max(Double(link.count) * scale * MultiplesLegend.look(link.standing).share, 0.5)
  }

  private mutating func node(
    _ unit: MultiplesPicture.Unit, _ spot: Spot, ink: Ink, isActive: Bool,
    _ panel: MultiplesPicture.Panel, role: Role
  ) {
    circle(
      spot, radius: isActive ? 2 : 1.6, fill: isActive ? ink : .paper,
      outline: isActive ? nil : .faintText, outlineWidth: 0.6,
      subject: Subject(
        id: "\(panel.key):\(unit.id)", title: "\(panel.head), \(unit.fullName)", role: role))
  }

  private mutating func name(
    _ unit: MultiplesPicture.Unit, at spot: Spot, width: Double, anchor: Anchor, isActive: Bool
  ) {
    caption(
      TextMetrics.fitted(unit.name, size: MultiplesRows.size, width: width), at: spot,
      size: MultiplesRows.size, isActive ? .text : .faintText, anchor: anchor)
  }

  // MARK: Bars

  /// What the number beside the longest bar needs.
  static let barNumberRoom = 46.0

  /// `≥1,234.56 万元`, without the unit where it is said once.
  static func amount(
    _ bar: MultiplesPicture.Bar, _ unit: SankeyUnit, _ language: Language, isShort: Bool = false
  ) -> String {
    guard let amount = bar.amount else { return "?" }
    let mark =
      switch bar.precision {
      case .atLeast, .range: "≥"
      case .atMost: "≤"
      case .approximate: "≈"
      default: ""
      }
    switch amount {
    case .money(let money):
      let text = money.formatted(in: .wan, language)
      return mark + (isShort ? String(text.prefix { $0 != " " }) : text)
    case .quantity(let number):
      let name = unit.quantity.map { Glossary.label(of: $0)(language) } ?? ""
      return mark + (isShort || name.isEmpty ? "\(number)" : "\(number) \(name)")
    }
  }

  mutating func barPanel(
    _ panel: MultiplesPicture.Panel, _ picture: MultiplesPicture, _ rows: MultiplesRows,
    _ box: PageBox, scale: Double
  ) {
    let language = picture.frame.language
    let base = box.left + rows.recipientWidth + 5
    for unit in picture.recipients.flatMap(\.self) {
      guard let offset = rows.recipients[unit.id] else { continue }
      let y = box.top + offset
      let bar = panel.bars[unit.id]
      name(
        unit, at: Spot(base - 4, y), width: rows.recipientWidth, anchor: .end,
        isActive: bar != nil)
      guard let bar else {
        caption("–", at: Spot(base + 3, y), size: MultiplesRows.size, .faintText)
        continue
      }
      let length = (bar.amount?.approximateValue ?? 0) * scale
      let isUnchanged = bar.amount != nil && bar.amount == bar.before
      let text = Self.amount(bar, picture.unit, language, isShort: true)
      area(
        PageBox(left: base, top: y - 2.7, right: base + max(length, 0.6), bottom: y + 2.7)
          .corners, fill: isUnchanged ? .rule : .blue, outlineWidth: 0,
        subject: Subject(
          id: "\(panel.key):\(unit.id)",
          title: "\(panel.head), \(unit.fullName): "
            + Self.amount(bar, picture.unit, language), role: .unit))
      var end = base + length
      if let before = bar.before?.approximateValue, !isUnchanged {
        let x = base + before * scale
        line(Spot(x, y - 3.8), Spot(x, y + 3.8), .text, width: 0.9)
        end = max(end, x)
      }
      caption(
        TextMetrics.fitted(text, size: 6.5, width: box.right - end - 3),
        at: Spot(end + 3, y), size: 6.5, .quietText)
    }
    line(
      Spot(base, box.top + MultiplesRows.head - 2), Spot(base, box.bottom), .rule, width: 0.6)
  }

  // MARK: Maps

  mutating func mapPanel(
    _ panel: MultiplesPicture.Panel, _ picture: MultiplesPicture, _ ground: MultiplesGround,
    _ map: MapPanel
  ) {
    let names = Dictionary(
      picture.recipients.flatMap(\.self).map { ($0.id, $0.fullName) },
      uniquingKeysWith: { first, _ in first })
    // Outlines of what changed lie over their neighbours.
    for isChanged in [false, true] {
      for area in ground.units {
        let state = panel.states[area.id] ?? .init(look: .noUnits)
        let changed = picture.division == .year && !state.isUnchanged
        guard changed == isChanged else { continue }
        let parts = ground.parts(of: area, on: map)
        guard !parts.isEmpty else { continue }
        let look = MultiplesLegend.look(state, picture.division)
        areas.append(
          Area(
            parts: parts, fill: look.fill, hatch: look.hatch, outline: look.outline,
            outlineWidth: look.width,
            subject: Subject(
              id: "\(panel.key):\(area.id)",
              title: "\(panel.head), \(names[area.id] ?? ""): "
                + state.look.label(picture.frame.language), role: .unit)))
      }
    }
    for area in ground.borders {
      let parts = ground.parts(of: area, on: map)
      if !parts.isEmpty {
        areas.append(Area(parts: parts, outline: .faintText, outlineWidth: 0.6))
      }
    }
  }
}
