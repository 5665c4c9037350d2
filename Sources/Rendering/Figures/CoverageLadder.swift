public import Analysis
public import NetworkModel

/// How far down pairing reaches: one bar a level, each over all units of its level, with what is not known.
///
/// Every bar has the same length and its own denominator, which stands beside it. The bracket under a bar spans the
/// fewest and most units that can be paired.
public struct CoverageLadder: Sendable {
  /// One level.
  public struct Row: Hashable, Sendable {
    public var level: String
    public var name: String
    /// The layers that count.
    public var layers: String
    public var denominator: Int
    public var states: [CoverageState: Int]
    public var range: ClosedRange<Int>
    /// What makes the denominator doubtful, such as a claim that counts more units than are known.
    public var doubts: [String]
    public var sources: [SourcePlace]

    public init(
      level: String, name: String, layers: String, denominator: Int, states: [CoverageState: Int],
      range: ClosedRange<Int>, doubts: [String] = [], sources: [SourcePlace] = []
    ) {
      self.level = level
      self.name = name
      self.layers = layers
      self.denominator = denominator
      self.states = states
      self.range = range
      self.doubts = doubts
      self.sources = sources
    }
  }

  public let figure: Figure
  public let rows: [Row]

  public init(_ rows: [Row], frame: FigureFrame) {
    self.rows = rows
    guard rows.contains(where: { $0.denominator > 0 }) else {
      figure = .empty(frame, notes: [])
      return
    }
    let probe = Figure(frame.page(), title: frame.title, summary: frame.subtitle)
    let isNarrow = probe.width < 700
    let left = isNarrow ? 122.0 : 176
    let right = probe.width - (isNarrow ? 154 : 216)
    let doubts = rows.map { row in
      row.doubts.flatMap { probe.wrapped($0, size: 7.5, width: probe.width - Figure.margin - left) }
    }
    let notes = [FigureWords.ladderNote(frame.language)]
    let footHeight = probe.footHeight(frame, notes: notes)
    // A narrow page has a legend of several lines.
    let top = isNarrow ? 142.0 : 118
    // Few bars need no whole sheet, unless one was asked for.
    let body = doubts.reduce(0) { $0 + 62 + 10 * Double($1.count) }
    let needed = top + body + footHeight + 18
    let height = max(frame.sheet?.height ?? 0, needed)
    let stretch = min((height - needed) / body + 1, 1.9)
    let heights = doubts.map { (62 + 10 * Double($0.count)) * stretch }
    var page = Figure(
      width: probe.width, height: height, title: frame.title, summary: frame.subtitle)
    _ = page.head(frame)
    page.ladderLegend(rows, at: Spot(Figure.margin, 84), language: frame.language)
    var y = top
    for (row, (lines, height)) in zip(rows, zip(doubts, heights)) {
      page.ladderRow(
        row, from: Spot(left, y), to: right, language: frame.language)
      for (index, line) in lines.enumerated() {
        page.caption(
          line, at: Spot(left, y + 50 + 10 * Double(index)), size: 7.5, .quietText)
      }
      y += height
    }
    page.foot(frame, notes: notes, top: height - 14 - footHeight)
    figure = page
  }
}

extension CoverageLadder {
  /// The ladder of a place: county, town and village, each with the layers that belong to it.
  ///
  /// - Parameters:
  ///   - question: its units are replaced by the levels.
  ///   - kinds: the layers for every level; those that belong to each when empty.
  public init(
    _ question: CoverageQuestion, kinds: Set<PairingKind> = [],
    levels: [Level] = [.county, .town, .village], in network: PairingNetwork, language: Language,
    provenance: FigureProvenance
  ) {
    var rows: [Row] = []
    var places: Set<NodeIndex> = []
    var undated = 0
    var sources: Set<String> = []
    for level in levels {
      let asked = CoverageQuestion(
        .level(level), within: question.within, group: question.group, kinds: kinds,
        side: question.side, date: question.date)
      let answer = CoverageAnswer(asked, in: network)
      places.formUnion(answer.places)
      undated += answer.undated
      let claims = answer.reports.flatMap(\.claims)
      let doubts = claims.filter { $0.speaks(of: .level(level)) && $0.exceedsKnownRecipients }
      let cited = answer.sources.values.flatMap(\.self) + answer.claimSources
      sources.formUnion(cited.map(\.source))
      rows.append(
        Row(
          level: level.rawValue, name: level.label(language),
          layers: PairingKind.allCases.filter(asked.kinds.contains).map { $0.label(language) }
            .joined(separator: FigureWords.separator(language))
            + (language == .zh ? "" : " pairings"),
          denominator: answer.reports.reduce(0) { $0 + $1.denominator },
          states: Dictionary(
            uniqueKeysWithValues: CoverageState.allCases.map { ($0, answer.count($0)) }),
          range: answer.range,
          doubts: doubts.sorted { $0.position < $1.position }.map { claim in
            FigureWords.incompleteList(
              network.claims[claim.position].id, claim.kind.label(language),
              counted: claim.recipientCount ?? 0, known: claim.recipientUnits.count, language)
          }, sources: Set(cited).sorted()))
    }
    let words = CoverageWords(question, places.sorted(), in: network, language)
    self.init(
      rows,
      frame: FigureFrame(
        language: language,
        title: FigureWords.ladderTitle(words.placeNames, words.date, rows.map(\.name), language),
        subtitle: FigureWords.ladderSubtitle(language), donorsHead: "", recipientsHead: "",
        sources: PairingPicture.sources(Array(sources), in: network, language),
        asOf: question.date.map { "\($0)" } ?? "", provenance: provenance,
        notes: undated == 0 ? [] : [FigureWords.undated(undated, language)]))
  }
}

extension Figure {
  fileprivate mutating func ladderLegend(
    _ rows: [CoverageLadder.Row], at start: Spot, language: Language
  ) {
    var at = start
    /// The next entry, on a line of its own where this one is full.
    func entry(_ words: String, _ key: Double, _ draw: (inout Figure, Spot) -> Void) {
      let needed = key + TextMetrics.width(words, size: 8)
      if at.x > start.x, at.x + needed > width - Self.margin {
        at = Spot(start.x, at.y + 13)
      }
      draw(&self, at)
      caption(words, at: Spot(at.x + key, at.y), size: 8, .quietText)
      at.x += needed + 16
    }
    for state in CoverageState.allCases where rows.contains(where: { $0.states[state] ?? 0 > 0 }) {
      entry(state.label(language), 21) { page, at in
        page.swatch(
          CoverageClass(state),
          PageBox(left: at.x, top: at.y - 5, right: at.x + 16, bottom: at.y + 5))
      }
    }
    entry(FigureWords.possible(language), 28) { page, at in
      page.bracket(from: at.x, to: at.x + 22, y: at.y - 3)
    }
  }

  private mutating func bracket(from left: Double, to right: Double, y: Double) {
    line(Spot(left, y), Spot(left, y + 4), .text, width: 0.9)
    line(Spot(right, y), Spot(right, y + 4), .text, width: 0.9)
    line(Spot(left, y + 4), Spot(right, y + 4), .text, width: 0.9)
  }

  fileprivate mutating func ladderRow(
    _ row: CoverageLadder.Row, from start: Spot, to right: Double, language: Language
  ) {
    let room = start.x - Self.margin - 12
    caption(row.name, at: Spot(Self.margin, start.y + 4), size: 10.5, bold: true)
    for (index, line) in wrapped(row.layers, size: 7.5, width: room).prefix(2).enumerated() {
      caption(
        line, at: Spot(Self.margin, start.y + 17 + 10 * Double(index)), size: 7.5, .quietText)
    }
    let bar = PageBox(left: start.x, top: start.y - 4, right: right, bottom: start.y + 18)
    guard row.denominator > 0 else {
      area(bar.corners, fill: .paper, outline: .rule, outlineWidth: 0.5)
      caption(
        FigureWords.noUnits(language), at: bar.centre, size: 8, .quietText, anchor: .middle)
      return
    }
    func place(_ count: Int) -> Double {
      bar.left + bar.width * Double(count) / Double(row.denominator)
    }
    var before = 0
    var lastEnd = -Double.infinity
    for state in CoverageState.allCases {
      let count = row.states[state] ?? 0
      guard count > 0 else { continue }
      let look = CoverageClass(state)
      let box = PageBox(
        left: place(before), top: bar.top, right: place(before + count), bottom: bar.bottom)
      swatch(
        look, box,
        subject: Subject(
          id: "\(row.level)-\(state.rawValue)",
          title: "\(row.name) · \(state.label(language)): \(count)/\(row.denominator)", role: .unit)
      )
      let words = "\(count)"
      let width = TextMetrics.width(words, size: 8.5, bold: true)
      if box.width >= width + 6 {
        caption(
          words, at: box.centre, size: 8.5, look.textInk, anchor: .middle, bold: true,
          backing: look.hatch == nil ? nil : look.fill)
      } else {
        // A thin segment has its number above, moved on where it would touch the one before.
        let x = max(box.centre.x, lastEnd + width / 2 + 3)
        line(Spot(box.centre.x, bar.top), Spot(x, bar.top - 3), .text, width: 0.5)
        caption(
          words, at: Spot(x, bar.top - 8), size: 8, anchor: .middle, bold: true)
        lastEnd = x + width / 2
      }
      before += count
    }
    bracket(from: place(row.range.lowerBound), to: place(row.range.upperBound), y: bar.bottom + 3)
    let direct = row.states[.direct] ?? 0
    caption(
      FigureWords.count(direct, of: row.denominator, language) + " · "
        + FigureWords.percent(direct, of: row.denominator),
      at: Spot(right + 14, start.y + 2), size: 9.5, bold: true)
    let spread = FigureWords.spread(row.range, of: row.denominator, language)
    for (index, line) in wrapped(spread, size: 8, width: width - right - 22).prefix(2).enumerated()
    {
      caption(
        line, at: Spot(right + 14, start.y + 15 + 10 * Double(index)), size: 8, .quietText)
    }
    // Where the bracket's ends are, in numbers; as one text where they would touch.
    let (low, high) = ("\(row.range.lowerBound)", "\(row.range.upperBound)")
    let (first, last) = (place(row.range.lowerBound), place(row.range.upperBound))
    let needed = TextMetrics.width(low + high, size: 7.5) + 8
    if low != high, last - first < needed {
      caption(
        "\(low)–\(high)", at: Spot(min(last, right), bar.bottom + 14), size: 7.5, .quietText,
        anchor: .end)
      return
    }
    caption(
      low, at: Spot(first, bar.bottom + 14), size: 7.5, .quietText,
      anchor: row.range.lowerBound == 0 ? .start : .middle)
    if low != high {
      caption(high, at: Spot(last, bar.bottom + 14), size: 7.5, .quietText, anchor: .end)
    }
  }
}
