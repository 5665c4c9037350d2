internal import Analysis
internal import NetworkModel

/// How much runs from where, through whom, to where, and for what: columns of nodes joined by bands.
///
/// Widths are linear in the amount, every column adds up to the total to the fen, and what a column does not state
/// is a hatched node of its own. Bands have the colour of the column that answers the question.
public struct SankeyDiagram: Sendable {
  public let figure: Figure
  let layout: SankeyLayout?
  let picture: SankeyPicture

  /// The most columns that can be read.
  public static let mostColumns = 4
  /// The most nodes of a column.
  public static let mostNodes = SankeyLayout.mostNodes
  private static let top = 128.0
  private static let barWidth = 11.0

  /// - Parameter most: nodes that a column holds at most; the smallest of more are grouped.
  /// - Throws: ``FigureError/unbalanced(column:sum:total:)``.
  public init(_ picture: SankeyPicture, most: Int = mostNodes) throws(FigureError) {
    self.picture = picture
    guard !picture.paths.isEmpty, picture.columns.count >= 2 else {
      figure = .empty(picture.frame, notes: [])
      layout = nil
      return
    }
    let sheet = picture.frame.page()
    let needed = Self.leastWidth(columns: picture.columns.count)
    guard sheet.width >= needed else {
      throw .tooNarrow(width: sheet.width, needed: needed)
    }
    // Under the columns there is room for the foot; on a low sheet the page grows.
    let bottom = max(sheet.height - 87, Self.top + 260)
    let layout = try SankeyLayout(
      picture, most: min(max(most, 2), Self.mostNodes), top: Self.top, bottom: bottom)
    self.layout = layout
    figure = Self.draw(layout, picture, bottom: bottom)
  }

  /// What columns and the names beside them need, in points.
  static func leastWidth(columns: Int) -> Double { 130 + 140 * Double(columns) }

  /// The nodes of the coloured column that have a colour: the four largest that are stated, in the order of size.
  static func coloured(_ layout: SankeyLayout, _ picture: SankeyPicture) -> [(node: Int, ink: Ink)]
  {
    let column = layout.columns[picture.colouredColumn]
    let largest = column.indices.filter {
      !column[$0].node.isUnstated && column[$0].groupedCount == 0 && column[$0].atoms > 0
    }.sorted { (column[$1].atoms, $0) < (column[$0].atoms, $1) }
    return zip(largest, [Ink.blue, .vermilion, .green, .pink]).map { ($0, $1) }
  }

  private static func draw(
    _ layout: SankeyLayout, _ picture: SankeyPicture, bottom: Double
  ) -> Figure {
    let frame = picture.frame
    let language = frame.language
    var page = Figure(frame.page(), title: frame.title, summary: frame.subtitle)
    let outer = min(186, page.width * 0.24)
    _ = page.head(frame)
    func room(_ column: Int) -> Double {
      let widths = layout.columns[column].map {
        TextMetrics.width(label($0, layout, picture, width: outer), size: labelSize)
      }
      return min(max((widths.max() ?? 0) + 8, 60), outer + 8)
    }
    let last = layout.columns.count - 1
    let left = Figure.margin + room(0)
    let right = page.width - Figure.margin - room(last) - barWidth
    let columnX = layout.columns.indices.map {
      left + (right - left) * Double($0) / Double(max(last, 1))
    }
    let inks = Dictionary(
      coloured(layout, picture).map { ($0.node, $0.ink) }, uniquingKeysWith: { first, _ in first })

    // Large bands below small ones.
    for band in layout.bands.sorted(by: {
      ($1.atoms, $0.column, $0.from, $0.to, $0.colour)
        < ($0.atoms, $1.column, $1.from, $1.to, $1.colour)
    }) {
      page.band(
        band, layout, picture, from: columnX[band.column] + barWidth, to: columnX[band.column + 1],
        ink: inks[band.colour] ?? .faintText)
    }
    for (number, column) in layout.columns.enumerated() {
      for (position, node) in column.enumerated() {
        let isColoured = number == picture.colouredColumn
        let box = PageBox(
          left: columnX[number], top: node.top, right: columnX[number] + barWidth,
          bottom: node.top + node.height)
        page.node(
          node, box, ink: isColoured ? inks[position] ?? .faintText : .quietText,
          subject: Figure.Subject(
            id: "\(picture.columns[number].key):\(node.node.id)",
            title: "\(node.node.fullName): \(picture.unit.full(node.atoms, language))", role: .unit)
        )
        let isMiddle = number > 0 && number < last
        let space = isMiddle ? columnX[number + 1] - box.right - 8 : outer
        page.caption(
          label(node, layout, picture, width: space),
          at: Spot(number == 0 ? box.left - 4 : box.right + 4, node.labelY), size: labelSize,
          anchor: number == 0 ? .end : .start, backing: isMiddle ? .paper.opacity(0.72) : nil)
      }
      let head = TextMetrics.fitted(picture.columns[number].head, size: 9.5, width: 150, bold: true)
      let x =
        number == 0 ? columnX[0] + barWidth : number == last ? columnX[last] : columnX[number] + 5.5
      page.caption(
        head, at: Spot(x, top - 16), size: 9.5,
        number == picture.colouredColumn ? .blue : .text,
        anchor: number == 0 ? .end : number == last ? .start : .middle, bold: true)
    }
    page.sankeyLegend(layout, picture, inks: coloured(layout, picture), at: 82)
    let notes = [FigureWords.linearWidths(language)]
    page.height = max(page.height, bottom + 18 + page.footHeight(frame, notes: notes) + 4)
    page.foot(frame, notes: notes, top: bottom + 18)
    return page
  }

  private static let labelSize = 7.5

  /// `名称 1,234.56 万（12.3 %）`; the unit stands once in the head. Where there is no room the name is cut, never
  /// the number.
  static func label(
    _ node: SankeyLayout.Node, _ layout: SankeyLayout, _ picture: SankeyPicture, width: Double
  ) -> String {
    let language = picture.frame.language
    var end = ""
    if node.node.isAbsent {
      end = CoverageState.noRecord.label(language)
    } else if node.flowCount == 0, node.node.hasUnknown {
      end = FigureWords.amountUnknown(language)
    } else {
      let mark = node.mayBeMore ? (node.mayBeLess ? "≈" : "≥") : node.mayBeLess ? "≤" : ""
      end = mark + picture.unit.number(node.atoms) + picture.unit.suffix(language)
      let share = FigureWords.share(node.atoms, of: layout.total)
      if !share.isEmpty { end += language == .zh ? "（\(share)）" : " (\(share))" }
    }
    end = (language == .zh ? " " : ": ") + end
    let room = width - TextMetrics.width(end, size: labelSize)
    return TextMetrics.fitted(node.node.name, size: labelSize, width: min(room, 110)) + end
  }
}

extension Figure {
  /// A band of even vertical width between two columns; too thin to be seen, a hairline.
  fileprivate mutating func band(
    _ band: SankeyLayout.Band, _ layout: SankeyLayout, _ picture: SankeyPicture,
    from left: Double, to right: Double, ink: Ink
  ) {
    let height = Double(band.atoms) * layout.scale
    let from = layout.columns[band.column][band.from]
    let to = layout.columns[band.column + 1][band.to]
    let subject = Subject(
      id: "\(from.node.id)→\(to.node.id)",
      title: "\(from.node.fullName) → \(to.node.fullName): "
        + picture.unit.full(band.atoms, picture.frame.language), role: .flow)
    let middle = (left + right) / 2
    func curve(_ a: Double, _ b: Double) -> [Spot] {
      [Spot(left, a), Spot(middle, a), Spot(middle, b), Spot(right, b)]
    }
    guard height >= 0.4 else {
      strokes.append(
        Stroke(
          path: curve(band.left + height / 2, band.right + height / 2), ink: ink.opacity(0.6),
          width: 0.4, isDashed: false, arrowLength: nil, subject: subject))
      return
    }
    let above = bezierSamples(curve(band.left, band.right), count: 28)
    let below = bezierSamples(curve(band.left + height, band.right + height), count: 28)
    let isUnstated = from.node.isUnstated || to.node.isUnstated
    area(
      above + below.reversed(), fill: ink.opacity(isUnstated ? 0.18 : 0.5),
      hatch: isUnstated && height >= 2 ? .unknown : nil, outlineWidth: 0, subject: subject)
  }

  fileprivate mutating func node(
    _ node: SankeyLayout.Node, _ box: PageBox, ink: Ink, subject: Subject
  ) {
    guard box.height >= 0.5 else {
      // Zero, or too little to be seen: a hairline keeps the place.
      let y = box.centre.y
      strokes.append(
        Stroke(
          path: [
            Spot(box.left, y), Spot(box.left + box.width / 3, y),
            Spot(box.right - box.width / 3, y),
            Spot(box.right, y),
          ], ink: node.node.isAbsent ? .rule : ink, width: 0.5, isDashed: false, arrowLength: nil,
          subject: subject))
      return
    }
    if node.node.isUnstated {
      area(
        box.corners, fill: .paper, hatch: .unknown, outline: .faintText, outlineWidth: 0.6,
        subject: subject)
    } else {
      area(box.corners, fill: ink, outlineWidth: 0, subject: subject)
    }
  }

  fileprivate mutating func sankeyLegend(
    _ layout: SankeyLayout, _ picture: SankeyPicture, inks: [(node: Int, ink: Ink)], at y: Double
  ) {
    let language = picture.frame.language
    let column = layout.columns[picture.colouredColumn]
    let head = FigureWords.colouredBy(picture.columns[picture.colouredColumn].head, language)
    caption(head, at: Spot(Self.margin, y), size: 8, .quietText)
    var x = Self.margin + TextMetrics.width(head, size: 8) + 8
    let scaleRoom = 150.0
    func entry(_ words: String, _ draw: (inout Figure, PageBox) -> Void) {
      let text = TextMetrics.fitted(words, size: 8, width: 110)
      let width = 19 + TextMetrics.width(text, size: 8) + 12
      guard x + width < self.width - Self.margin - scaleRoom else { return }
      draw(&self, PageBox(left: x, top: y - 4.5, right: x + 14, bottom: y + 4.5))
      caption(text, at: Spot(x + 18, y), size: 8, .quietText)
      x += width
    }
    for (node, ink) in inks {
      entry(column[node].node.name) { page, box in page.area(box.corners, fill: ink.opacity(0.5)) }
    }
    if column.indices.contains(where: { position in
      !column[position].node.isUnstated && column[position].atoms > 0
        && !inks.contains { $0.node == position }
    }) {
      entry(FigureWords.other(language)) { page, box in
        page.area(box.corners, fill: .faintText.opacity(0.5))
      }
    }
    if layout.columns.joined().contains(where: { $0.node.isUnstated && $0.atoms > 0 }) {
      entry(FigureWords.notStated(language)) { page, box in
        page.area(
          box.corners, fill: .paper, hatch: .unknown, outline: .faintText, outlineWidth: 0.6)
      }
    }
    guard layout.scale > 0 else { return }
    // A bar of a round amount that is about as high as a line of text.
    var amount: Int64 = 1
    for step in (0..<18).flatMap({ _ in [2, 5, 10] as [Int64] }).enumerated() {
      let base = (0..<(step.offset / 3)).reduce(Int64(1)) { power, _ in power &* 10 }
      let (next, overflow) = base.multipliedReportingOverflow(by: step.element)
      if overflow || base <= 0 || Double(next) * layout.scale > 22 { break }
      amount = next
    }
    let height = Double(amount) * layout.scale
    let number = picture.unit.number(amount)
    let plain = number.hasSuffix(".00") ? String(number.dropLast(3)) : number
    let words = "= \(plain)\(picture.unit.suffix(language))"
    let right = self.width - Self.margin
    let start = right - TextMetrics.width(words, size: 8) - 4
    area(
      PageBox(left: start - 12, top: y - height / 2, right: start - 4, bottom: y + height / 2)
        .corners,
      fill: .quietText)
    caption(words, at: Spot(right, y), size: 8, .quietText, anchor: .end)
  }
}

extension FigureWords {
  static let linearWidths = Wording(
    en:
      "Widths are linear in the amount; amounts too small for that are hairlines. Every column adds up to the total exactly. ≥: at least, as flows of unknown or open amount are in it.",
    zh: "宽度与数额成正比，过小者画为细线；各栏合计与总额分毫不差。≥：含数额不详或“不少于”的流动，为下限。")
  static let amountUnknown = Wording(en: "amount unknown", zh: "数额不详")
  static let notStated = Wording(en: "not stated or not split", zh: "来源未说明/未拆分")
  static let other = Wording(en: "others", zh: "其他")

  static func colouredBy(_ head: String, _ language: Language) -> String {
    language == .zh ? "按\(head)着色：" : "Colour: \(head.lowercased())"
  }

  /// A share in per cent with one decimal, halves away from zero, from exact integers.
  static func share(_ part: Int64, of whole: Int64) -> String {
    guard whole > 0, part >= 0 else { return "" }
    let tenths = (Int128(part) * 2000 + Int128(whole)) / (Int128(whole) * 2)
    if tenths == 0, part > 0 { return "<0.1 %" }
    return "\(tenths / 10).\(tenths % 10) %"
  }
}
