public import NetworkModel

/// One place or one pair with all its layers: a band for each kind of pairing, donors left, recipients right.
///
/// Named pairings are lines between named ends. A printed count on two sides (19 towns ↔ 74 villages) is one
/// hollow row with a dashed line: it says how many, never who with whom.
public struct FocusDiagram: Sendable {
  /// One kind of pairing round the place.
  public struct Layer: Hashable, Sendable {
    public struct End: Hashable, Sendable {
      public var id: String
      public var name: String
      /// Where the end lies, when it is not the place that the figure is about.
      public var place: String

      public init(id: String, name: String, place: String = "") {
        self.id = id
        self.name = name
        self.place = place
      }
    }

    /// A count that names nobody: `19 个乡镇` ↔ `74 个村`; empty text where a side is not counted.
    public struct Count: Hashable, Sendable {
      public var id: String
      public var donors: String
      public var recipients: String

      public init(id: String, donors: String, recipients: String) {
        self.id = id
        self.donors = donors
        self.recipients = recipients
      }
    }

    public var kind: PairingKind
    public var donors: [End]
    public var recipients: [End]
    public var links: [FigureLink]
    public var counts: [Count]

    public init(
      kind: PairingKind, donors: [End], recipients: [End], links: [FigureLink],
      counts: [Count] = []
    ) {
      self.kind = kind
      self.donors = donors
      self.recipients = recipients
      self.links = links
      self.counts = counts
    }
  }

  public let figure: Figure
  /// The most rows that a page can hold.
  public static let largestRowCount = 900

  private static let pitch = 13.0
  private static let bandGap = 15.0
  private static let top = 118.0

  /// - Throws: ``FigureError/tooMany(_:count:limit:)``.
  public init(_ frame: FigureFrame, layers: [Layer]) throws(FigureError) {
    let kinds = PairingKind.allCases
    let bands = layers.filter { !$0.links.isEmpty || !$0.counts.isEmpty }
      .sorted { (kinds.firstIndex(of: $0.kind) ?? 0) < (kinds.firstIndex(of: $1.kind) ?? 0) }
      .map { Band($0) }
    let rows = bands.reduce(0) { $0 + $1.rows }
    guard rows <= Self.largestRowCount else {
      throw .tooMany(.rows, count: rows, limit: Self.largestRowCount)
    }
    guard rows > 0 else {
      figure = .empty(frame, notes: [])
      return
    }
    let body = Double(rows) * Self.pitch + Double(bands.count - 1) * Self.bandGap
    let isLandscape = body <= 390
    var page = Figure(
      width: isLandscape ? 842 : 595, height: isLandscape ? 595 : 842, title: frame.title,
      summary: frame.subtitle)
    let footHeight = page.footHeight(frame, notes: [])
    let room = page.height - Self.top - footHeight - 34
    let stretch = min(max(room / body, 0.9), 1.3)
    // The page ends where the bands end.
    page = Figure(
      width: page.width, height: max(page.height - room + body * stretch, 260),
      title: frame.title, summary: frame.subtitle)
    let below = page.head(frame)
    let columns = (
      left: isLandscape ? 330.0 : 235.0, right: isLandscape ? 570.0 : 395.0, band: Figure.margin
    )
    page.caption(
      frame.donorsHead, at: Spot(columns.left + 4, below + 22), size: 10, .blue, anchor: .end,
      bold: true)
    page.caption(
      frame.recipientsHead, at: Spot(columns.right - 4, below + 22), size: 10, .vermilion,
      bold: true)
    var y = Self.top
    for band in bands {
      page.band(
        band, top: y, pitch: Self.pitch * stretch, left: columns.left, right: columns.right,
        language: frame.language)
      y += Double(band.rows) * Self.pitch * stretch + Self.bandGap * stretch
    }
    page.foot(frame, notes: [], top: page.height - 16 - footHeight)
    figure = page
  }

  /// A layer with its ends in drawing order.
  fileprivate struct Band {
    var kind: PairingKind
    var donors: [Layer.End]
    var recipients: [Layer.End]
    var links: [FigureLink]
    var counts: [Layer.Count]

    var namedRows: Int { max(donors.count, recipients.count) }
    var rows: Int { namedRows + counts.count }

    init(_ layer: Layer) {
      kind = layer.kind
      links = layer.links.sorted {
        ($0.donor, $0.recipient, $0.id) < ($1.donor, $1.recipient, $1.id)
      }
      counts = layer.counts.sorted { $0.id < $1.id }
      let order = TwoColumnOrder(
        left: Set(layer.donors.map(\.id)).sorted(),
        right: [Set(layer.recipients.map(\.id)).sorted()],
        lines: layer.links.map { ($0.donor, $0.recipient) })
      func ends(_ ids: [String], of all: [Layer.End]) -> [Layer.End] {
        let byID = Dictionary(all.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return ids.compactMap { byID[$0] }
      }
      donors = ends(order.left, of: layer.donors)
      recipients = ends(order.right.flatMap(\.self), of: layer.recipients)
    }
  }
}

extension Figure {
  fileprivate mutating func band(
    _ band: FocusDiagram.Band, top: Double, pitch: Double, left: Double, right: Double,
    language: Language
  ) {
    let bottom = top + Double(band.rows - 1) * pitch
    let middle = (top + bottom) / 2
    line(
      Spot(Self.margin, top - pitch * 0.5 - 5), Spot(width - Self.margin, top - pitch * 0.5 - 5),
      .border, width: 0.5)
    let label = TextMetrics.fitted(band.kind.label(language), size: 9.5, width: 84, bold: true)
    caption(
      label, at: Spot(Self.margin, band.links.isEmpty ? middle : max(middle - 6, top)), size: 9.5,
      .quietText, bold: true)
    if !band.links.isEmpty {
      caption(
        FigureWords.pairs(band.links.count, language),
        at: Spot(Self.margin, max(middle - 6, top) + 12), size: 7.5, .faintText)
    }

    // The shorter column stands in the middle of the longer one.
    func column(_ ends: [FocusDiagram.Layer.End]) -> [(FocusDiagram.Layer.End, Double)] {
      let start = top + Double(band.namedRows - ends.count) / 2 * pitch
      return ends.enumerated().map { ($1, start + Double($0) * pitch) }
    }
    var from: [String: Spot] = [:]
    var to: [String: Spot] = [:]
    for (end, y) in column(band.donors) {
      from[end.id] = Spot(left, y)
      circle(
        Spot(left, y), radius: 3.4, fill: .blue,
        subject: Subject(id: end.id, title: end.name, role: .donor))
      self.end(end, at: Spot(left - 8, y), anchor: .end, room: left - 8 - Self.margin - 88)
    }
    for (end, y) in column(band.recipients) {
      to[end.id] = Spot(right, y)
      circle(
        Spot(right, y), radius: 3.4, fill: .vermilion,
        subject: Subject(id: end.id, title: end.name, role: .recipient))
      self.end(
        end, at: Spot(right + 8, y), anchor: .start, room: width - Self.margin - right - 8)
    }
    let names = Dictionary(
      (band.donors + band.recipients).map { ($0.id, $0.name) },
      uniquingKeysWith: { first, _ in first })
    for link in band.links {
      guard let start = from[link.donor], let end = to[link.recipient] else { continue }
      self.link(
        link, from: Spot(start.x + 5, start.y), to: Spot(end.x - 6 - Self.headLength, end.y),
        title: "\(names[link.donor] ?? "") → \(names[link.recipient] ?? "")")
    }
    for (index, count) in band.counts.enumerated() {
      unnamed(
        count, at: top + Double(band.namedRows + index) * pitch, left: left, right: right,
        language: language)
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
    _ count: FocusDiagram.Layer.Count, at y: Double, left: Double, right: Double,
    language: Language
  ) {
    let note = FigureWords.unnamed(language)
    if !count.donors.isEmpty {
      circle(Spot(left, y), radius: 3, fill: .paper, outline: .blue, outlineWidth: 0.9)
      caption(
        TextMetrics.fitted(count.donors + note, size: 8.2, width: left - 8 - Self.margin - 88),
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
