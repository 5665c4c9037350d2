internal import Analysis
internal import NetworkModel

/// Pairings as bars over the years, events as marks on lanes above them.
///
/// A bar says how well its ends are known: a straight edge at a date, a hatch through the days of an uncertain one, an
/// arrow where no bound is set, dots and a question mark where none is known. Pairings of which nothing says when stand
/// in a band of their own. Of more than a number of rows, the figure shows how many pairings of each place are active in
/// each year instead.
public struct TimelineDiagram: Sendable {
  public let figure: Figure
  /// Whether rows gave way to numbers.
  public let isSummed: Bool
  /// Ids of events whose words found no place beside their mark.
  public let unlabelled: [String]
  /// Ids of events without any date on the axis: counted at the end of their lane.
  public let undatedEvents: [String]
  let picture: TimelinePicture
  let layout: TimelineLayout?

  /// Rows before numbers are shown instead.
  public static let mostRows = 60
  /// Rows that can be asked for at most.
  public static let largestRowCount = 1000

  /// - Parameter most: the rows that are shown one by one at most.
  /// - Throws: ``FigureError/tooMany(_:count:limit:)``: more rows and kinds of events than a page can hold.
  public init(_ input: TimelinePicture, most: Int = mostRows) throws(FigureError) {
    let picture = input.sorted()
    self.picture = picture
    guard picture.rowCount > 0 || !picture.lanes.isEmpty else {
      figure = .empty(picture.frame, notes: [])
      (isSummed, unlabelled, undatedEvents, layout) = (false, [], [], nil)
      return
    }
    let frame = picture.frame
    let rows = min(picture.rowCount, most)
    let isPortrait = rows + picture.lanes.count > 30 && picture.rowCount <= most
    var page = Figure(
      frame.page(isPortrait: isPortrait), title: frame.title, summary: frame.subtitle)
    var notes = [TimelineWords.yearNote(frame.language)]
    if picture.rowCount > most {
      notes.insert(TimelineWords.summed(picture.rowCount, most, frame.language), at: 0)
    }
    let legend = TimelineLegend.entries(picture, isSummed: picture.rowCount > most)
    let legendTop = 82.0
    let hasAsOf = picture.asOf != nil
    let top = legendTop + legend.height(on: page.width) + (hasAsOf ? 12 : 0) + 12
    let below = 22.0 + page.footHeight(frame, notes: notes)
    let layout = TimelineLayout(
      picture, width: page.width, top: top, room: page.height - below - top, mostRows: most)
    let reach = Figure.largestSide - top - below
    guard layout.plot.bottom - top <= reach else {
      throw .tooMany(
        .rows, count: rows + picture.lanes.count, limit: Int(reach / TimelineLayout.laneHeight))
    }
    // Few rows need no whole sheet, unless one was asked for.
    let least = frame.sheet == nil ? 240 : page.height
    page.height = max(least, layout.plot.bottom + below)
    _ = page.head(frame)
    page.timelineGround(picture, layout)
    page.legend(legend, from: Spot(Figure.margin, legendTop))
    for (index, lane) in layout.lanes.enumerated() {
      page.timelineLane(lane, index, layout, frame.language)
    }
    page.timelineRows(picture, layout)
    page.foot(frame, notes: notes, top: page.height - below + 26)
    figure = page
    isSummed = layout.isSummed
    unlabelled = layout.lanes.flatMap(\.clusters).filter { $0.label == nil }.flatMap(\.marks)
      .map(\.id).sorted()
    undatedEvents = layout.lanes.flatMap(\.undated).map(\.id).sorted()
    self.layout = layout
  }
}

/// What the looks of a timeline mean, with their numbers.
enum TimelineLegend {
  static func entries(_ picture: TimelinePicture, isSummed: Bool) -> [LegendEntry] {
    let language = picture.frame.language
    var entries: [LegendEntry] = []
    func add(
      _ words: Wording, _ count: Int, sample: Double = 22,
      _ draw: @escaping (inout Figure, Spot) -> Void
    ) {
      guard count > 0 else { return }
      entries.append(
        LegendEntry(
          FigureWords.counted(words(language), count, language), reach: sample + 4, sign: draw))
    }
    func box(_ spot: Spot) -> PageBox {
      PageBox(left: spot.x, top: spot.y - 3.2, right: spot.x + 22, bottom: spot.y + 3.2)
    }
    if isSummed {
      for (words, isSure) in [(TimelineWords.active, true), (TimelineWords.possible, false)] {
        entries.append(
          LegendEntry(words(language), reach: 26) { figure, spot in
            figure.area(
              box(spot).corners, fill: isSure ? .blue : .paper, hatch: isSure ? nil : .possible,
              outline: isSure ? nil : .blue, outlineWidth: isSure ? 0 : 0.6)
          })
      }
    } else {
      let bars = picture.groups.flatMap(\.rows).flatMap(\.bars)
      for isInferred in [false, true] {
        add(
          isInferred ? TimelineWords.inferred : TimelineWords.sure,
          bars.count { ($0.certainty == .inferred) == isInferred }
        ) { figure, spot in
          figure.timelineBar(
            TimelineBar(
              pieces: [.init(look: .sure, left: spot.x, right: spot.x + 22)]), y: spot.y,
            height: 6.4, isInferred: isInferred, subject: nil)
        }
      }
      func count(_ end: PeriodSpan.End) -> Int {
        bars.count { !$0.span.isUndated && ($0.span.start == end || $0.span.end == end) }
      }
      add(TimelineWords.uncertain, count(.uncertain)) { figure, spot in
        figure.timelineBar(
          TimelineBar(
            pieces: [
              .init(look: .possible, left: spot.x, right: spot.x + 9),
              .init(look: .sure, left: spot.x + 9, right: spot.x + 22),
            ]), y: spot.y, height: 6.4, isInferred: false, subject: nil)
      }
      add(TimelineWords.open, count(.open)) { figure, spot in
        figure.timelineBar(
          TimelineBar(
            pieces: [.init(look: .sure, left: spot.x, right: spot.x + 14, rightEnd: .open)]),
          y: spot.y, height: 6.4, isInferred: false, subject: nil)
      }
      add(
        TimelineWords.unknown, bars.count { $0.span.start == .unknown || $0.span.end == .unknown }
      ) { figure, spot in
        figure.timelineBar(
          TimelineBar(
            pieces: [.init(look: .unknown, left: spot.x, right: spot.x + 14, rightEnd: .unknown)]),
          y: spot.y, height: 6.4, isInferred: false, subject: nil)
      }
    }
    let marks = picture.lanes.flatMap(\.marks)
    add(
      TimelineWords.hollow, marks.count { !$0.isExact }, sample: 9
    ) { figure, spot in
      figure.circle(
        Spot(spot.x + 4.5, spot.y), radius: 3.4, outline: .quietText, outlineWidth: 1.1)
    }
    if !marks.isEmpty {
      entries.append(
        LegendEntry(TimelineWords.several(language), reach: 15) { figure, spot in
          figure.circle(Spot(spot.x + 5, spot.y), radius: 5, fill: .quietText)
          figure.caption(
            "3", at: Spot(spot.x + 5, spot.y), size: 6.5, .paper, anchor: .middle, bold: true)
        })
    }
    return entries
  }
}

extension TimelineBar {
  init(pieces: [Piece]) { self.pieces = pieces }
}

extension TimelinePicture.Mark {
  /// Both ends of the date are certain.
  var isExact: Bool { span.start == .dated && span.end == .dated }
}
