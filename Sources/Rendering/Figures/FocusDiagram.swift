public import NetworkModel

/// One place or one pair with all its layers: a band for each kind of pairing, donors left, recipients right.
///
/// Named pairings are lines between named ends; several between the same two run side by side. A printed count on two
/// sides (19 towns ↔ 74 villages) is one hollow row with a dashed line: it says how many, never who with whom. Where a
/// layer has more ends than a page can hold, ends are gathered by the places in which they lie, with their number.
public struct FocusDiagram: Sendable {
  /// One kind of pairing round the place.
  public struct Layer: Hashable, Sendable {
    public struct End: Hashable, Sendable {
      public var id: String
      public var name: String
      /// Where the end lies, when it is not the place that the figure is about.
      public var place: String
      /// The places in which it lies, the nearest first, for gathering.
      public var around: [Place]

      public init(id: String, name: String, place: String = "", around: [Place] = []) {
        self.id = id
        self.name = name
        self.place = place
        self.around = around
      }
    }

    /// A place round an end.
    public struct Place: Hashable, Sendable {
      public var id: String
      public var name: String
      public var level: Level

      public init(id: String, name: String, level: Level) {
        self.id = id
        self.name = name
        self.level = level
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
  public let frame: FigureFrame
  /// The layers as they were given, in the order of the bands.
  public let layers: [Layer]
  let bands: [FocusBand]
  /// The most rows that a page can hold.
  public static let largestRowCount = 900

  static let pitch = 13.0
  private static let bandGap = 17.0
  /// The names of layers stand in a margin of this width.
  static let labelWidth = 92.0

  /// - Throws: ``FigureError/tooMany(_:count:limit:)``.
  public init(_ frame: FigureFrame, layers: [Layer]) throws(FigureError) {
    let kinds = PairingKind.allCases
    self.frame = frame
    self.layers = layers.filter { !$0.links.isEmpty || !$0.counts.isEmpty }
      .sorted { (kinds.firstIndex(of: $0.kind) ?? 0) < (kinds.firstIndex(of: $1.kind) ?? 0) }
    let bands = self.layers.map { FocusBand($0, frame.language) }
    self.bands = bands
    let rows = bands.reduce(0) { $0 + $1.rows }
    guard rows <= Self.largestRowCount else {
      throw .tooMany(.rows, count: rows, limit: Self.largestRowCount)
    }
    guard rows > 0 else {
      figure = .empty(frame, notes: [])
      return
    }
    let body = Double(rows) * Self.pitch + Double(bands.count - 1) * Self.bandGap
    let sheet = frame.page(isPortrait: body > 390)
    var page = Figure(sheet, title: frame.title, summary: frame.subtitle)
    let notes =
      bands.contains(where: \.isGathered) ? [FigureWords.gatheredNote(frame.language)] : []
    let footHeight = page.footHeight(frame, notes: notes)
    let below = page.head(frame)
    let legend = FocusLegend(self.layers, frame.language)
    let legendHeight = legend.height(width: page.width - 2 * Figure.margin)
    let top = below + legendHeight + 40
    let room = page.height - top - footHeight - 34
    let stretch = min(max(room / body, 1), 2)
    // The page ends where the bands end, unless a paper was asked for.
    page.height = max(
      frame.sheet == nil ? 260 : page.height, top + body * stretch + footHeight + 34)
    legend.draw(on: &page, at: Spot(Figure.margin, below + 8))
    let columns = FocusColumns(bands, width: page.width)
    let heads = below + legendHeight + 14
    page.caption(
      frame.donorsHead, at: Spot(columns.left + 4, heads), size: 10, .blue, anchor: .end,
      bold: true)
    page.caption(
      frame.recipientsHead, at: Spot(columns.right - 4, heads), size: 10, .vermilion, bold: true)
    if columns.periods > 0 {
      page.caption(
        FigureWords.period(frame.language), at: Spot(page.width - Figure.margin, heads), size: 8,
        .quietText, anchor: .end)
    }
    var y = top
    for band in bands {
      page.band(
        band, top: y, pitch: Self.pitch * stretch, columns: columns, language: frame.language)
      y += Double(band.rows) * Self.pitch * stretch + Self.bandGap * stretch
    }
    page.foot(frame, notes: notes, top: page.height - 16 - footHeight)
    figure = page
  }
}

/// Where the columns stand: names get the room that they need, lines the rest.
struct FocusColumns {
  let left: Double
  let right: Double
  /// The width of the periods at the right edge; 0 when none are printed there.
  let periods: Double

  private static let leastSpan = 96.0

  init(_ bands: [FocusBand], width: Double) {
    func need(_ ends: [FocusDiagram.Layer.End], _ counts: [String]) -> Double {
      let names = ends.map { end in
        TextMetrics.width(end.name, size: 8.8)
          + (end.place.isEmpty ? 0 : TextMetrics.width(end.place, size: 7.2) + 6)
      }
      return (names + counts.map { TextMetrics.width($0, size: 8.2) }).max() ?? 0
    }
    // Only what can be drawn is measured: a name may have ten thousand characters.
    func fitted(_ text: String) -> String { TextMetrics.fitted(text, size: 8.8, width: 400) }
    func short(_ ends: [FocusDiagram.Layer.End]) -> [FocusDiagram.Layer.End] {
      ends.map { .init(id: "", name: fitted($0.name), place: fitted($0.place)) }
    }
    periods = min(
      bands.filter { $0.commonPeriod == nil }.flatMap { $0.periods.values }
        .map { TextMetrics.width($0, size: 7) + 10 }.max() ?? 0, width * 0.14)
    let space =
      width - 2 * Figure.margin - FocusDiagram.labelWidth - periods - 16 - Self.leastSpan
    let donors = need(
      short(bands.flatMap(\.donors)),
      bands.flatMap { $0.counts.map { fitted($0.donors) + "（未具名）" } })
    let recipients = need(
      short(bands.flatMap(\.recipients)),
      bands.flatMap { $0.counts.map { fitted($0.recipients) + "（未具名）" } })
    let whole = max(donors + recipients, 1)
    let scale = min(1, space / whole)
    // What names leave over goes to the lines, up to a third of the page, then to both margins.
    let rest = max(0, space - whole)
    let span = Self.leastSpan + min(rest, max(width * 0.34 - Self.leastSpan, 0))
    let margin = max(0, rest - (span - Self.leastSpan)) / 2
    left = Figure.margin + FocusDiagram.labelWidth + margin + donors * scale + 8
    right = left + span
  }
}
