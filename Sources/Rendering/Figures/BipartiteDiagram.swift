internal import Analysis
internal import NetworkModel

/// Who is paired with whom: donors left, recipients right by group, few crossings.
///
/// Every unit stands in the figure exactly once. Units without a pairing are hollow and stand at the end
/// of their group. When a column has more than 45 rows, groups of which nothing is noted become
/// one row each, under the columns, that lists their units.
public struct BipartiteDiagram: Sendable {
  public let figure: Figure
  /// The ids of the two columns as drawn, to keep the same order in next year's figure.
  public let donorOrder: [String]
  public let recipientOrder: [String]
  /// How many pairs of lines cross.
  public let crossings: Int

  /// The most rows a page can hold.
  public static let largestRowCount = 1000
  /// The most pairings that can still be told apart.
  public static let largestLinkCount = 3000
  private static let rowsBeforeFolding = 45
  private static let pitch = 11.8
  private static let groupGap = 8.0
  private static let leastDonorStep = 11.0

  /// - Parameter order: the ids `donor` and `recipient` of an earlier figure, top to bottom; what is new stands after
  ///   them, in its group.
  /// - Throws: ``FigureError/tooMany(_:count:limit:)``.
  public init(
    _ input: PairingPicture, order kept: [String: [String]] = [:]
  ) throws(FigureError) {
    let picture = input.sorted()
    let states = Dictionary(
      (picture.donors + picture.recipientUnits).map {
        ($0.id, CoverageState.allCases.firstIndex(of: $0.state) ?? 0)
      }, uniquingKeysWith: min)
    let order = TwoColumnOrder(
      left: picture.donors.map(\.id), right: picture.recipients.map { $0.units.map(\.id) },
      lines: picture.links.map { ($0.donor, $0.recipient) }, rank: { states[$0] ?? 0 },
      kept: (kept["donor"] ?? [], kept["recipient"] ?? []))
    let units = Dictionary(
      picture.recipientUnits.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let names = Dictionary(
      picture.recipients.flatMap { group in group.units.map { ($0.id, group.name) } },
      uniquingKeysWith: { first, _ in first })
    var groups = order.right.map { ids in
      Group(name: ids.first.flatMap { names[$0] } ?? "", units: ids.compactMap { units[$0] })
    }
    if groups.reduce(0, { $0 + $1.rows }) > Self.rowsBeforeFolding {
      for index in groups.indices where groups[index].isSilent { groups[index].isFolded = true }
    }
    let byID = Dictionary(
      picture.donors.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let linked = Set(picture.links.map(\.donor))
    var donors = order.left.compactMap { byID[$0] }
    var silentDonors: [Group] = []
    if donors.count > Self.rowsBeforeFolding {
      let silent = donors.filter { !$0.isNoted && !linked.contains($0.id) }
      silentDonors = [CoverageState.none, .noRecord].map { state in
        Group(
          name: picture.frame.donorsHead, units: silent.filter { $0.state == state },
          isFolded: true)
      }.filter { !$0.units.isEmpty }
      donors.removeAll { !$0.isNoted && !linked.contains($0.id) }
    }
    let rows = max(groups.reduce(0) { $0 + $1.rows }, donors.count)
    donorOrder = order.left
    recipientOrder = order.right.flatMap(\.self)
    crossings = order.crossings
    guard rows <= Self.largestRowCount else {
      throw .tooMany(.rows, count: rows, limit: Self.largestRowCount)
    }
    guard picture.links.count <= Self.largestLinkCount else {
      throw .tooMany(.pairings, count: picture.links.count, limit: Self.largestLinkCount)
    }
    guard rows > 0 else {
      figure = .empty(picture.frame, notes: [])
      return
    }
    figure = try Self.draw(picture, donors: donors, groups: silentDonors + groups)
  }

  /// Consecutive rows of the right column.
  private struct Group {
    var name: String
    var units: [FigureUnit]
    var isFolded = false

    var rows: Int { isFolded ? 1 : units.count }
    /// No pairing and no count is on record for the group, and all units stand alike.
    var isSilent: Bool {
      units.allSatisfy { !$0.isNoted && $0.state == units.first?.state }
    }
  }

  private static func draw(
    _ picture: PairingPicture, donors: [FigureUnit], groups: [Group]
  ) throws(FigureError) -> Figure {
    let frame = picture.frame
    let unfolded = groups.filter { !$0.isFolded }
    let body = max(
      Double(unfolded.reduce(0) { $0 + $1.units.count }) * pitch
        + groupGap * Double(max(unfolded.count - 1, 0)),
      Double(donors.count) * leastDonorStep)
    let sheet = frame.page(isPortrait: body > 400 || unfolded.count != groups.count)
    let page = Figure(sheet, title: frame.title, summary: frame.subtitle)
    let isLandscape = sheet.width > sheet.height
    let folded = groups.filter(\.isFolded).map { group in
      let head = "\(group.name) \(group.units.count(where: \.isCounted))"
      let room = page.width - 2 * Figure.margin - 24 - TextMetrics.width(head, size: 7.5)
      return Folded(
        head: head, lines: listed(group.units.map(\.name), size: 7.5, width: room),
        state: group.units.first?.state ?? .noRecord)
    }
    let notes = picture.links.isEmpty ? [FigureWords.noLinks(frame.language)] : []
    let footHeight = page.footHeight(frame, notes: notes)
    let foldedHeight =
      folded.isEmpty ? 0 : Double(folded.reduce(0) { $0 + $1.lines.count }) * 11 + 14
    // The rows may move a little closer or farther apart to fill a sheet; else the page grows.
    let entries = LegendEntry.entries(of: picture, links: picture.links)
    let top = Self.top(below: entries.extraHeight(on: page.width))
    let room = page.height - top - foldedHeight - footHeight - 30
    let stretch = min(max(room / max(body, 1), 0.88), frame.sheet == nil ? 1.3 : 1.8)
    // Few rows need no whole sheet; many need a longer one.
    let least = isLandscape && frame.sheet == nil ? 260 : page.height
    let height = max(least, page.height - room + body * stretch)
    guard height <= Figure.largestSide else {
      throw .tooMany(.units, count: picture.recipientUnits.count, limit: Self.largestRowCount)
    }
    return draw(
      on: Figure(width: page.width, height: height, title: frame.title, summary: frame.subtitle),
      picture, donors: donors, groups: unfolded, folded: folded, stretch: stretch,
      footHeight: footHeight)
  }

  /// Names one after the other in lines of a width; no name is broken.
  private static func listed(_ names: [String], size: Double, width: Double) -> [String] {
    var lines: [String] = []
    for name in names.map({ TextMetrics.fitted($0, size: size, width: width) }) {
      let longer = (lines.last ?? "") + "  " + name
      if !lines.isEmpty, TextMetrics.width(longer, size: size) <= width {
        lines[lines.count - 1] = longer
      } else {
        lines.append(name)
      }
    }
    return lines
  }

  /// A group in one row.
  fileprivate struct Folded {
    var head: String
    var lines: [String]
    var state: CoverageState
  }

  /// Where rows begin, below a legend with so much height after its first line; a second line has room as it is.
  private static func top(below extra: Double) -> Double {
    128 + max(0, extra - LegendEntry.pitch)
  }

  private static func draw(
    on blank: Figure, _ picture: PairingPicture, donors: [FigureUnit], groups: [Group],
    folded: [Folded], stretch: Double, footHeight: Double
  ) -> Figure {
    var page = blank
    let frame = picture.frame
    let isWide = page.width > 700
    let below = page.head(frame)
    let extra = page.legend(
      picture, from: Spot(Figure.margin, below + 9), links: picture.links)
    let top = Self.top(below: extra)
    let looks = LayerLooks(picture)
    let left = isWide ? page.width * 240 / 842 : max(page.width * 0.252, 105)
    let right = isWide ? page.width - 272 : page.width - 210
    page.heads(frame, left: left, right: right, at: top - 20)

    // Rows of recipients.
    var spots: [String: Spot] = [:]
    var y = top
    var lastRow = top
    for group in groups {
      let first = y
      for unit in group.units {
        spots[unit.id] = Spot(right, y)
        page.recipient(unit, at: Spot(right, y))
        lastRow = y
        y += pitch * stretch
      }
      page.bracket(
        group.name, paired: group.units.count { $0.state == .direct && $0.isCounted },
        of: group.units.count(where: \.isCounted),
        from: first, to: lastRow, x: right + (isWide ? 92 : 82), language: frame.language)
      y += groupGap * stretch
    }
    y = page.height - 16 - footHeight - 8 - 11 * Double(folded.reduce(0) { $0 + $1.lines.count })
    for group in folded {
      page.folded(group, at: Spot(Figure.margin, y), pitch: 11)
      y += 11 * Double(group.lines.count)
    }

    // Rows of donors, spread over the height of the rows that have lines.
    let step = donors.count > 1 ? (lastRow - top) / Double(donors.count - 1) : 0
    let donorStep = min(max(step, leastDonorStep), 40)
    let start = top + max(0, (lastRow - top - donorStep * Double(donors.count - 1)) / 2)
    var donorSpots: [String: Spot] = [:]
    let counts = Dictionary(grouping: picture.links, by: \.donor).mapValues(\.count)
    for (index, donor) in donors.enumerated() {
      let spot = Spot(left, start + donorStep * Double(index))
      donorSpots[donor.id] = spot
      page.donor(donor, pairings: counts[donor.id] ?? 0, at: spot)
    }
    let names = Dictionary(
      (donors + picture.recipientUnits).map { ($0.id, $0.fullName) },
      uniquingKeysWith: { first, _ in first })
    let parallels = Dictionary(grouping: picture.links) { [$0.donor, $0.recipient] }
    for link in picture.links {
      guard let from = donorSpots[link.donor], let to = spots[link.recipient] else { continue }
      // Pairings of the same two units run side by side.
      let siblings = parallels[[link.donor, link.recipient]] ?? []
      let place = Double(siblings.firstIndex { $0.id == link.id } ?? 0)
      let offset = (place - Double(siblings.count - 1) / 2) * 2.6
      page.link(
        link, look: looks.look(of: link.kind), from: Spot(from.x + 7, from.y + offset),
        to: Spot(to.x - 6 - Figure.headLength, to.y + offset),
        title: "\(names[link.donor] ?? "") → \(names[link.recipient] ?? "")")
    }
    page.foot(
      frame, notes: picture.links.isEmpty ? [FigureWords.noLinks(frame.language)] : [],
      top: page.height - 16 - footHeight)
    return page
  }
}

// The parts of the diagram.
extension Figure {
  fileprivate mutating func heads(
    _ frame: FigureFrame, left: Double, right: Double, at y: Double
  ) {
    caption(
      TextMetrics.fitted(frame.donorsHead, size: 9.5, width: left + 6 - Self.margin, bold: true),
      at: Spot(left + 6, y), size: 9.5, .blue, anchor: .end, bold: true)
    caption(
      TextMetrics.fitted(
        frame.recipientsHead, size: 9.5, width: width - right - Self.margin, bold: true),
      at: Spot(right - 4, y), size: 9.5, .vermilion, bold: true)
  }

  fileprivate mutating func donor(_ unit: FigureUnit, pairings: Int, at spot: Spot) {
    let isQuiet = pairings == 0
    if isQuiet {
      self.unit(unit, at: spot, radius: 3.2, role: .donor)
    } else {
      self.unit(unit, at: spot, radius: 5.4, role: .donor)
      if unit.state == .direct {
        caption("\(pairings)", at: spot, size: 7, .paper, anchor: .middle, bold: true)
      }
    }
    caption(
      TextMetrics.fitted(unit.name, size: 9, width: spot.x - 9 - Self.margin),
      at: Spot(spot.x - 9, spot.y), size: 9, unit.isNoted ? .text : .faintText,
      anchor: .end)
  }

  fileprivate mutating func recipient(_ unit: FigureUnit, at spot: Spot) {
    self.unit(unit, at: spot, radius: 3.2, role: .recipient)
    caption(
      TextMetrics.fitted(unit.name, size: 8.5, width: 72), at: Spot(spot.x + 8, spot.y),
      size: 8.5, unit.isNoted ? .text : .faintText)
  }

  fileprivate mutating func bracket(
    _ name: String, paired: Int, of total: Int, from top: Double, to bottom: Double, x: Double,
    language: Language
  ) {
    line(Spot(x, top - 4), Spot(x, bottom + 4), .rule, width: 0.8)
    let middle = (top + bottom) / 2
    let share = total == 0 ? "" : FigureWords.count(paired, of: total, language)
    let room = width - Self.margin - x - 8
    if bottom - top >= 12 {
      caption(
        TextMetrics.fitted(name, size: 9, width: room, bold: true), at: Spot(x + 8, middle - 6),
        size: 9, .quietText, bold: true)
      caption(share, at: Spot(x + 8, middle + 6), size: 8, .faintText)
    } else {
      caption(
        TextMetrics.fitted("\(name) \(share)", size: 8.5, width: room), at: Spot(x + 8, middle),
        size: 8.5, .quietText)
    }
  }

  /// Lines that list the units of a group of which nothing is noted.
  fileprivate mutating func folded(
    _ group: BipartiteDiagram.Folded, at spot: Spot, pitch: Double
  ) {
    unit(
      FigureUnit(id: "", name: "", state: group.state), at: Spot(spot.x + 3, spot.y), radius: 3.2,
      role: .recipient)
    marks[marks.count - 1].subject = nil
    caption(group.head, at: Spot(spot.x + 10, spot.y), size: 7.5, .quietText)
    let x = spot.x + 16 + TextMetrics.width(group.head, size: 7.5)
    for (index, line) in group.lines.enumerated() {
      caption(line, at: Spot(x, spot.y + pitch * Double(index)), size: 7.5, .faintText)
    }
  }

  static let headLength = 5.0

  mutating func link(
    _ link: FigureLink, look: LayerLooks.Look = LayerLooks.Look(kinds: [], ink: .blue, head: .full),
    from: Spot, to: Spot, title: String
  ) {
    let reach = (to.x - from.x) * 0.5
    let path = [from, Spot(from.x + reach, from.y), Spot(to.x - reach, to.y), to]
    let words = link.note.isEmpty ? title : "\(title) (\(link.note))"
    let subject = Subject(id: link.id, title: words, role: .flow)
    strokes.append(
      Stroke(
        path: path, ink: look.ink.opacity(0.75), width: 1.4,
        isDashed: link.certainty == .inferred, arrowLength: Self.headLength, subject: subject,
        head: look.head))
  }
}
