internal import Analysis
internal import NetworkModel

/// Who helped whom on one date and who helps whom on a later one: two columns, each line in the look of what became of it.
///
/// Begun is solid and blue, ended dashed and vermilion, kept grey; what the record does not settle is thin, grey and dashed.
/// A recipient that changed its donor is marked. Numbers beside the units count their lines.
public struct PairingChangeDiagram: Sendable {
  public let figure: Figure
  public let picture: PairingChangePicture
  /// Ids of the two columns as drawn.
  public let donorOrder: [String]
  public let recipientOrder: [String]
  public let crossings: Int

  /// The most rows and lines that one figure can have.
  public static let mostRows = 600
  public static let mostLinks = 3000

  /// - Throws: ``FigureError/tooMany(_:count:limit:)``.
  public init(_ input: PairingChangePicture) throws(FigureError) {
    var picture = input
    picture.donors.sort { $0.id < $1.id }
    picture.recipients.sort { $0.id < $1.id }
    picture.links.sort { $0.order.lexicographicallyPrecedes($1.order) }
    self.picture = picture
    let rows = max(picture.donors.count, picture.recipients.count)
    guard rows <= Self.mostRows else {
      throw .tooMany(.rows, count: rows, limit: Self.mostRows)
    }
    guard picture.links.count <= Self.mostLinks else {
      throw .tooMany(.pairings, count: picture.links.count, limit: Self.mostLinks)
    }
    let groups = Dictionary(grouping: picture.recipients, by: \.groupID)
    let order = TwoColumnOrder(
      left: picture.donors.map(\.id),
      right: groups.keys.sorted().map { key in (groups[key] ?? []).map(\.id) },
      lines: picture.links.map { ($0.donor, $0.recipient) })
    donorOrder = order.left
    recipientOrder = order.right.flatMap(\.self)
    crossings = order.crossings
    guard !picture.links.isEmpty else {
      figure = .empty(picture.frame, notes: [])
      return
    }
    var drawing = PairingChangeDrawing(picture, order)
    drawing.draw()
    figure = drawing.page
  }
}

/// How a line is drawn by what became of it.
private struct ChangeLine {
  let ink: Ink
  let width: Double
  let isDashed: Bool

  init(_ change: PairingDiff.Change) {
    (ink, width, isDashed) =
      switch change {
      case .begun: (.blue, 1.6, false)
      case .ended: (.vermilion, 1.5, true)
      case .kept: (.rule, 1.3, false)
      case .unclear: (.faintText, 0.7, true)
      }
  }

  /// What is drawn first lies lowest.
  static let drawingOrder: [PairingDiff.Change] = [.kept, .unclear, .ended, .begun]
}

/// Puts the two columns on their page.
private struct PairingChangeDrawing {
  let picture: PairingChangePicture
  let order: TwoColumnOrder
  var page: Figure

  private static let pitch = 12.0
  private static let groupGap = 7.0
  /// Between the columns of numbers.
  private static let numberWidth = 17.0
  private let shown: [PairingDiff.Change]

  init(_ picture: PairingChangePicture, _ order: TwoColumnOrder) {
    self.picture = picture
    self.order = order
    shown = PairingDiff.Change.allCases.filter { picture.count($0) > 0 }
    let rows = order.right.reduce(0) { $0 + $1.count }
    page = Figure(
      picture.frame.page(isPortrait: rows > 30), title: picture.frame.title,
      summary: picture.frame.subtitle)
  }

  mutating func draw() {
    let language = picture.frame.language
    let below = page.head(picture.frame)
    let start = Spot(Figure.margin, below + 10)
    let y = start.y + page.legend(legend, from: start) + 26
    let top = y + 18
    let notes = [FigureWords.pairingChangeNote(language)]
    let height = page.footHeight(picture.frame, notes: notes)
    let rows = Double(order.right.reduce(0) { $0 + $1.count })
    let gaps = Self.groupGap * Double(max(order.right.count - 1, 0))
    let body = max(rows * Self.pitch + gaps, Double(order.left.count) * Self.pitch)
    let stretch = min(max((page.height - height - 26 - top) / body, 1), 1.6)
    let bottom = top + body * stretch
    let numbers = Self.numberWidth * Double(shown.count) + 4
    let room = page.width - 2 * Figure.margin
    let nameWidth = min(room * 0.2, 110)
    let groupWidth = min(room * 0.17, 130)
    let left = Figure.margin + numbers + nameWidth
    let right = page.width - Figure.margin - numbers - nameWidth - groupWidth
    drawHeads(at: y, left: left, right: right, nameWidth: nameWidth)

    var spots: [String: Spot] = [:]
    let units = Dictionary(
      (picture.donors + picture.recipients).map { ($0.id, $0) },
      uniquingKeysWith: { first, _ in first })
    var place = top + Self.pitch * stretch / 2
    for group in order.right {
      let first = place
      for id in group {
        spots["r" + id] = Spot(right, place)
        place += Self.pitch * stretch
      }
      bracket(
        group.first.flatMap { units[$0]?.group } ?? "", from: first,
        to: place - Self.pitch * stretch, x: page.width - Figure.margin - groupWidth + 6,
        width: groupWidth - 14)
      place += Self.groupGap * stretch
    }
    let step = (bottom - top) / Double(order.left.count)
    for (index, id) in order.left.enumerated() {
      spots["d" + id] = Spot(left, top + step * (Double(index) + 0.5))
    }
    drawLinks(spots, units)
    for id in order.left {
      if let unit = units[id], let spot = spots["d" + id] {
        drawUnit(unit, at: spot, isDonor: true, nameWidth: nameWidth)
      }
    }
    for id in order.right.flatMap(\.self) {
      if let unit = units[id], let spot = spots["r" + id] {
        drawUnit(unit, at: spot, isDonor: false, nameWidth: nameWidth)
      }
    }
    let foot = max(bottom + 18, page.height - height - 4)
    page.height = max(page.height, foot + height + 4)
    page.foot(picture.frame, notes: notes, top: foot)
  }

  private var legend: [LegendEntry] {
    let language = picture.frame.language
    var entries = shown.map { change in
      let line = ChangeLine(change)
      return LegendEntry(
        FigureWords.counted(change.label(language), picture.count(change), language), reach: 27
      ) {
        $0.line($1, Spot($1.x + 22, $1.y), line.ink, width: line.width, dashed: line.isDashed)
      }
    }
    let moved = picture.recipients.count { picture.hasMoved($0.id) }
    if moved > 0 {
      let words = FigureWords.counted(FigureWords.movedUnits(language), moved, language)
      entries.append(
        LegendEntry(words, reach: 14) { $0.moveGlyph(at: Spot($1.x + 4.5, $1.y)) })
    }
    return entries
  }

  private mutating func drawHeads(at y: Double, left: Double, right: Double, nameWidth: Double) {
    let frame = picture.frame
    page.caption(
      TextMetrics.fitted(frame.donorsHead, size: 9, width: nameWidth - 10, bold: true),
      at: Spot(left - 7, y), size: 9, .blue, anchor: .end, bold: true)
    page.caption(
      TextMetrics.fitted(frame.recipientsHead, size: 9, width: nameWidth - 10, bold: true),
      at: Spot(right + 12, y), size: 9, .vermilion, bold: true)
    for (index, change) in shown.enumerated() {
      for start in [Figure.margin, right + nameWidth] {
        let line = ChangeLine(change)
        let x = start + Self.numberWidth * (Double(index) + 0.5)
        page.line(
          Spot(x - 6, y), Spot(x + 6, y), line.ink, width: line.width, dashed: line.isDashed)
      }
    }
  }

  private mutating func drawUnit(
    _ unit: PairingChangePicture.Unit, at spot: Spot, isDonor: Bool, nameWidth: Double
  ) {
    let language = picture.frame.language
    let counts = shown.map { picture.counts(of: unit.id, $0, isDonor: isDonor) }
    let words = zip(shown, counts).map { "\($0.label(language)) \($1)" }
      .joined(separator: FigureWords.separator(language))
    page.circle(
      spot, radius: 3, fill: isDonor ? .blue : .vermilion,
      subject: Figure.Subject(
        id: unit.id, title: "\(unit.fullName): \(words)", role: isDonor ? .donor : .recipient))
    let hasMoved = !isDonor && picture.hasMoved(unit.id)
    if hasMoved { page.moveGlyph(at: Spot(spot.x + 9.5, spot.y)) }
    page.caption(
      TextMetrics.fitted(unit.name, size: 8.5, width: (nameWidth - 18) / Figure.Caption.slack),
      at: Spot(spot.x + (isDonor ? -7 : 16), spot.y), size: 8.5, anchor: isDonor ? .end : .start)
    let start = isDonor ? Figure.margin : spot.x + nameWidth
    for (index, count) in counts.enumerated() {
      page.caption(
        count == 0 ? "·" : "\(count)",
        at: Spot(start + Self.numberWidth * (Double(index) + 0.5), spot.y), size: 7.5,
        count == 0 ? .faintText : .text, anchor: .middle)
    }
  }

  private mutating func bracket(
    _ name: String, from top: Double, to bottom: Double, x: Double, width: Double
  ) {
    page.line(Spot(x, top - 4), Spot(x, bottom + 4), .rule, width: 0.8)
    page.caption(
      TextMetrics.fitted(name, size: 8.5, width: width / Figure.Caption.slack),
      at: Spot(x + 6, (top + bottom) / 2), size: 8.5, .quietText)
  }

  private mutating func drawLinks(
    _ spots: [String: Spot], _ units: [String: PairingChangePicture.Unit]
  ) {
    let language = picture.frame.language
    let parallels = Dictionary(grouping: picture.links) { [$0.donor, $0.recipient] }
    for change in ChangeLine.drawingOrder {
      for link in picture.links where link.change == change {
        guard let from = spots["d" + link.donor], let to = spots["r" + link.recipient] else {
          continue
        }
        // Layers between the same two units run side by side.
        let siblings = parallels[[link.donor, link.recipient]] ?? []
        let rank = Double(siblings.firstIndex(of: link) ?? 0)
        let offset = (rank - Double(siblings.count - 1) / 2) * 2.4
        let (a, b) = (Spot(from.x + 5, from.y + offset), Spot(to.x - 5, to.y + offset))
        let reach = (b.x - a.x) * 0.5
        let line = ChangeLine(change)
        page.strokes.append(
          Figure.Stroke(
            path: [a, Spot(a.x + reach, a.y), Spot(b.x - reach, b.y), b],
            ink: line.ink.opacity(change == .kept ? 0.9 : 0.85), width: line.width,
            isDashed: line.isDashed, arrowLength: nil,
            subject: Figure.Subject(
              id: link.key,
              title:
                "\(units[link.donor]?.fullName ?? "") → \(units[link.recipient]?.fullName ?? "")"
                + " (\(link.kind.label(language))): \(change.label(language))"
                + (link.isMove ? " · \(FigureWords.movedUnits(language))" : ""), role: .flow)))
      }
    }
  }
}

extension Figure {
  /// Two arrowheads against each other: a recipient that changed its donor.
  fileprivate mutating func moveGlyph(at centre: Spot) {
    area(
      [
        Spot(centre.x - 4, centre.y), Spot(centre.x - 0.6, centre.y - 3.2),
        Spot(centre.x - 0.6, centre.y + 3.2),
      ], fill: .vermilion, outlineWidth: 0)
    area(
      [
        Spot(centre.x + 4, centre.y), Spot(centre.x + 0.6, centre.y - 3.2),
        Spot(centre.x + 0.6, centre.y + 3.2),
      ], fill: .blue, outlineWidth: 0)
  }
}

extension FigureWords {
  static let movedUnits = Wording(en: "changed its donor", zh: "更换结对方")
  static let pairingChangeNote = Wording(
    en:
      "Numbers count the lines of each unit. Units without a pairing on either date are not drawn. Unclear: the period on record does not settle one of the dates.",
    zh: "数字为各单位的结对数。两个时点均无结对的单位未画。“不明”：记录的起止日期不足以判断其中一个时点。")

  static func layers(_ count: Int, _ language: Language) -> String {
    language == .zh ? "\(count) 类" : "\(count) layers"
  }

  static func pairingChangeTitle(
    _ dates: String, _ layers: String, _ language: Language
  ) -> String {
    language == .zh ? "\(dates) 结对变化：\(layers)" : "Pairings, \(dates): \(layers)"
  }

  static func pairingChangeSubtitle(_ diff: PairingDiff, _ language: Language) -> String {
    let parts = PairingDiff.Change.allCases.map { "\($0.label(language)) \(diff.count($0))" }
    let moved = Set(diff.lines.filter(\.isMove).map(\.recipient)).count
    let list = (parts + ["\(movedUnits(language)) \(moved)"]).joined(separator: " · ")
    return language == .zh
      ? "两个时点各自有效的结对 · \(list)" : "Pairings in force on each of the two dates · \(list)"
  }
}
