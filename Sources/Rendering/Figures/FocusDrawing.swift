internal import NetworkModel

// The bands of the focus diagram.
extension Figure {
  mutating func band(
    _ band: FocusBand, top: Double, pitch: Double, columns: FocusColumns, language: Language
  ) {
    let (left, right) = (columns.left, columns.right)
    let bottom = top + Double(band.rows - 1) * pitch
    let middle = (top + bottom) / 2
    line(
      Spot(Self.margin, top - pitch * 0.5 - 5), Spot(width - Self.margin, top - pitch * 0.5 - 5),
      .border, width: 0.5)
    bandLabel(band, middle: middle, top: top, bottom: bottom, language)

    // The shorter column stands in the middle of the longer one.
    func column(_ ends: [FocusDiagram.Layer.End]) -> [(FocusDiagram.Layer.End, Double)] {
      let start = top + Double(band.namedRows - ends.count) / 2 * pitch
      return ends.enumerated().map { ($1, start + Double($0) * pitch) }
    }
    let labelEnd = Self.margin + FocusDiagram.labelWidth
    let edge = width - Self.margin
    var from: [String: Spot] = [:]
    var to: [String: Spot] = [:]
    for (end, y) in column(band.donors) {
      from[end.id] = Spot(left, y)
      circle(
        Spot(left, y), radius: 3.4, fill: .blue,
        subject: Subject(id: end.id, title: end.name, role: .donor))
      self.end(end, at: Spot(left - 8, y), anchor: .end, room: left - 8 - labelEnd)
    }
    for (end, y) in column(band.recipients) {
      to[end.id] = Spot(right, y)
      circle(
        Spot(right, y), radius: 3.4, fill: .vermilion,
        subject: Subject(id: end.id, title: end.name, role: .recipient))
      self.end(
        end, at: Spot(right + 8, y), anchor: .start, room: edge - columns.periods - right - 8)
      if let period = band.periods[end.id] {
        caption(
          TextMetrics.fitted(period, size: 7, width: columns.periods - 4), at: Spot(edge, y),
          size: 7, .faintText, anchor: .end)
      }
    }
    let names = Dictionary(
      (band.donors + band.recipients).map { ($0.id, $0.name) },
      uniquingKeysWith: { first, _ in first })
    var siblings: [[String]: [String]] = [:]
    for (link, _) in band.links {
      siblings[[link.donor, link.recipient], default: []].append(link.id)
    }
    for (link, count) in band.links {
      guard let start = from[link.donor], let end = to[link.recipient] else { continue }
      // Pairings of the same two run side by side.
      let family = siblings[[link.donor, link.recipient]] ?? []
      let pitch = min(2.8, 8 / Double(max(family.count - 1, 1)))
      let place = Double(family.firstIndex(of: link.id) ?? 0)
      let offset = (place - Double(family.count - 1) / 2) * pitch
      let number = count > 1 ? " · \(FigureWords.pairs(count, language))" : ""
      self.link(
        link, from: Spot(start.x + 5, start.y + offset),
        to: Spot(end.x - 6 - Self.headLength, end.y + offset),
        title: "\(names[link.donor] ?? "") → \(names[link.recipient] ?? "")\(number)")
    }
    for (index, count) in band.counts.enumerated() {
      unnamed(
        count, at: top + Double(band.namedRows + index) * pitch, columns: columns,
        language: language)
    }
  }

  /// The layer, how many pairings, and their period if they have one in common.
  private mutating func bandLabel(
    _ band: FocusBand, middle: Double, top: Double, bottom: Double, _ language: Language
  ) {
    let room = FocusDiagram.labelWidth - 8
    var lines = [
      (TextMetrics.fitted(band.kind.label(language), size: 9.5, width: room, bold: true), 9.5)
    ]
    if band.pairingCount > 0 {
      var words = FigureWords.pairs(band.pairingCount, language)
      // One row has no room for a third line.
      if let period = band.commonPeriod {
        if band.rows > 1 { lines.append((words, 7.5)) }
        words = band.rows > 1 ? period : "\(words) · \(period)"
      }
      lines.append((TextMetrics.fitted(words, size: 7.5, width: room), 7.5))
    }
    var y = max(middle - 5.5 * Double(lines.count - 1), top)
    for (position, (text, size)) in lines.enumerated() {
      caption(
        text, at: Spot(Self.margin, y), size: size, position == 0 ? .quietText : .faintText,
        bold: position == 0)
      y += position == 0 ? 11.5 : 9.5
    }
  }

  private mutating func end(
    _ end: FocusDiagram.Layer.End, at spot: Spot, anchor: Anchor, room: Double
  ) {
    let name = TextMetrics.fitted(end.name, size: 8.8, width: room)
    caption(name, at: spot, size: 8.8, anchor: anchor)
    let rest = room - TextMetrics.width(name, size: 8.8) - 6
    guard !end.place.isEmpty, rest > 20 else { return }
    let offset = TextMetrics.width(name, size: 8.8) + 5
    caption(
      TextMetrics.fitted(end.place, size: 7.2, width: rest),
      at: Spot(anchor == .end ? spot.x - offset : spot.x + offset, spot.y), size: 7.2, .faintText,
      anchor: anchor)
  }

  /// A count without names: hollow ends and a dashed grey line.
  private mutating func unnamed(
    _ count: FocusDiagram.Layer.Count, at y: Double, columns: FocusColumns, language: Language
  ) {
    let note = FigureWords.unnamed(language)
    let (left, right) = (columns.left, columns.right)
    if !count.donors.isEmpty {
      circle(Spot(left, y), radius: 3, fill: .paper, outline: .blue, outlineWidth: 0.9)
      caption(
        TextMetrics.fitted(
          count.donors + note, size: 8.2,
          width: left - 8 - Self.margin - FocusDiagram.labelWidth),
        at: Spot(left - 8, y), size: 8.2, .quietText, anchor: .end)
    }
    if !count.recipients.isEmpty {
      circle(Spot(right, y), radius: 3, fill: .paper, outline: .vermilion, outlineWidth: 0.9)
      caption(
        TextMetrics.fitted(
          count.recipients + note, size: 8.2, width: width - Self.margin - right - 8),
        at: Spot(right + 8, y), size: 8.2, .quietText)
    }
    if !count.donors.isEmpty && !count.recipients.isEmpty {
      line(Spot(left + 6, y), Spot(right - 6, y), .rule, width: 1, dashed: true)
    }
  }
}

/// What solid, dashed and hollow mean, with counts.
struct FocusLegend {
  private enum Look { case solid, dashed, hollow }

  private let items: [(look: Look, words: String)]

  init(_ layers: [FocusDiagram.Layer], _ language: Language) {
    let links = layers.flatMap(\.links)
    let sure = links.count { $0.certainty == .onRecord }
    let counts = layers.reduce(0) { $0 + $1.counts.count }
    var items: [(Look, String)] = []
    if sure > 0 {
      items.append((.solid, FigureWords.counted(FigureWords.solid(language), sure, language)))
    }
    if links.count > sure {
      items.append(
        (
          .dashed,
          FigureWords.counted(FigureWords.dashed(language), links.count - sure, language)
        ))
    }
    if counts > 0 {
      items.append(
        (.hollow, FigureWords.counted(FigureWords.countsOnly(language), counts, language)))
    }
    self.items = items
  }

  private func spots(width: Double) -> [(x: Double, line: Int)] {
    var found: [(x: Double, line: Int)] = []
    var (x, line) = (0.0, 0)
    for item in items {
      let wide = 26 + TextMetrics.width(item.words, size: 8) + 14
      if x > 0, x + wide > width { (x, line) = (0, line + 1) }
      found.append((x, line))
      x += wide
    }
    return found
  }

  func height(width: Double) -> Double {
    12 * Double((spots(width: width).last?.line ?? -1) + 1)
  }

  func draw(on page: inout Figure, at start: Spot) {
    let width = page.width - 2 * Figure.margin
    for (item, spot) in zip(items, spots(width: width)) {
      let (x, y) = (start.x + spot.x, start.y + 12 * Double(spot.line))
      switch item.look {
      case .solid, .dashed:
        page.line(
          Spot(x, y), Spot(x + 20, y), .blue.opacity(0.75), width: 1.4,
          dashed: item.look == .dashed)
      case .hollow:
        page.line(Spot(x + 6, y), Spot(x + 14, y), .rule, width: 1)
        page.circle(
          Spot(x + 3, y), radius: 3, fill: .paper, outline: .blue, outlineWidth: 0.9)
        page.circle(
          Spot(x + 17, y), radius: 3, fill: .paper, outline: .vermilion, outlineWidth: 0.9)
      }
      page.caption(item.words, at: Spot(x + 25, y), size: 8, .quietText)
    }
  }
}

// Words.
extension FigureWords {
  static let period = Wording(en: "period", zh: "时间")
  static let countsOnly = Wording(
    en: "printed counts that name nobody", zh: "仅有数量、未列名")
  static let gatheredNote = Wording(
    en:
      "Layers with more than 40 ends on a side are gathered by the places in which the ends lie, with their number; the table names every pairing.",
    zh: "单侧超过 40 个时按所在地归并并注明个数；每一对见数据表。")

  /// A period as people write it: `2019 起`, `至 2020`, `2016?–2020`.
  static func period(_ text: String, _ language: Language) -> String {
    let isChinese = language == .zh
    if text.hasSuffix("/..") {
      let start = text.dropLast(3)
      return isChinese ? "\(start) 起" : "since \(start)"
    }
    if text.hasPrefix("../") {
      let end = text.dropFirst(3)
      return isChinese ? "至 \(end)" : "until \(end)"
    }
    return text.replacing("/", with: "–")
  }

  static func ends(_ count: Int, _ language: Language) -> String {
    language == .zh ? "\(count) 个" : "\(count)"
  }

  static func focusSubtitle(
    _ date: String, pairings: Int, layers: Int, counts: Int, _ language: Language
  ) -> String {
    guard language == .en else {
      return "\(date) · \(pairs(pairings, .zh)) · \(layers) 层"
        + (counts > 0 ? " · 另有未列名的数量 \(counts) 条" : "")
    }
    return "\(date) · \(pairs(pairings, .en)) · \(layers) \(layers == 1 ? "layer" : "layers")"
      + (counts > 0 ? " · \(counts) printed \(counts == 1 ? "count" : "counts") without names" : "")
  }
}
