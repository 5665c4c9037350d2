import Analysis
import DataPackage
import Foundation
import NetworkModel
import TestSupport
import Testing

@testable import Rendering

@Suite("Timeline")
struct TimelineTests {
  private static let network = PackageReader.read(Repository.tianjin.path).network

  private func picture(
    _ options: TimelineOptions = TimelineOptions(), focus: String? = nil, within: String? = nil,
    kinds: Set<PairingKind> = [], language: Language = .zh, sheet: Sheet? = nil
  ) throws -> TimelinePicture {
    let network = try #require(Self.network)
    var provenance = CoverageMapTests.provenance
    provenance.sheet = sheet
    return TimelinePicture(
      PairingHistory(
        HistoryQuestion(
          within: within.flatMap(network.node(id:)), focus: focus.flatMap(network.node(id:)),
          kinds: kinds), in: network),
      options, in: network, language: language, provenance: provenance)
  }

  /// So many donors and recipients, with every kind of period.
  static func generated(donors: Int, recipients: Int, events: Int) throws -> PairingNetwork {
    var generator = SeededGenerator(seed: 300)
    var draft = NetworkDraft()
    func node(_ id: String, _ kind: NodeKind, in parent: String?) {
      var row = NodeRow(
        id: draft.text.append(id), kind: kind, name: draft.text.append("名\(id)县"))
      row.parent = parent.map { draft.text.append($0) } ?? .none
      draft.nodes.append(row)
    }
    node("D", .municipality, in: nil)
    node("R", .province, in: nil)
    for number in 0..<donors { node("d\(number)", .district, in: "D") }
    for number in 0..<12 { node("pref\(number)", .prefecture, in: "R") }
    for number in 0..<recipients { node("r\(number)", .county, in: "pref\(number % 12)") }
    let periods = [
      "2012", "2016/2020", "2017/..", "../2016", "2016?/2020", "2016/", "/2019", "", "2010~/2021?",
      "2013-05/2014-02-03",
    ]
    for number in 0..<recipients {
      for copy in 0..<Int.random(in: 1...2, using: &generator) {
        var row = PairingRow(
          id: draft.text.append("p\(number)-\(copy)"), kind: .county,
          donor: draft.text.append("d\(Int.random(in: 0..<donors, using: &generator))"),
          recipient: draft.text.append("r\(number)"))
        row.period = try Period(try #require(periods.randomElement(using: &generator)))
        if Bool.random(using: &generator) { row.confidence = ExactDecimal(9, scale: 1) }
        draft.pairings.append(row)
      }
    }
    for number in 0..<events {
      let year = Int.random(in: 2010...2022, using: &generator)
      var event = Event(
        id: "e\(number)", kind: ["visit", "meeting", "other"][number % 3],
        date: try Period(number % 7 == 0 ? "" : "\(year)-0\(1 + number % 9)"))
      event.to = "r\(number % recipients)"
      draft.events.append(event)
    }
    return try PairingNetwork(validating: draft)
  }

  private func generatedPicture(
    _ network: PairingNetwork, _ options: TimelineOptions = TimelineOptions(),
    language: Language = .zh, sheet: Sheet? = nil
  ) -> TimelinePicture {
    var provenance = CoverageMapTests.provenance
    provenance.sheet = sheet
    return TimelinePicture(
      PairingHistory(HistoryQuestion(), in: network), options, in: network, language: language,
      provenance: provenance)
  }

  // MARK: Bars

  /// The looks of the pieces with their ends, as short words.
  private func look(_ text: String, _ years: ClosedRange<Int> = 2010...2021) throws -> [String] {
    let scale = TimelineScale(years, left: 100, right: 700)
    return TimelineBar(PeriodSpan(try Period(text)), on: scale).pieces.map { piece in
      func end(_ end: TimelineBar.End) -> String {
        switch end {
        case .flat: "|"
        case .open: "→"
        case .cut: "/"
        case .unknown: "?"
        }
      }
      func year(_ x: Double) -> String { DotWriter.tenths(2010 + (x - 100) / 50, decimals: 1) }
      let look = "\(piece.look)"
      return
        "\(end(piece.leftEnd))\(year(piece.left)) \(look) \(year(piece.right))\(end(piece.rightEnd))"
    }
  }

  @Test("every kind of bound has an end of its own, and a year is a whole year")
  func ends() throws {
    #expect(try look("2012") == ["|2012.0 sure 2013.0|"])
    #expect(try look("2012/2015") == ["|2012.0 sure 2016.0|"])
    #expect(try look("2012-07/2012-12") == ["|2012.5 sure 2013.0|"])
    #expect(try look("2017/..") == ["|2017.0 sure 2022.0→"])
    #expect(try look("../2016") == ["→2010.0 sure 2017.0|"])
    #expect(try look("../..") == ["→2010.0 sure 2022.0→"])
    #expect(try look("2016/") == ["|2016.0 sure 2017.0|", "|2017.0 unknown 2022.0?"])
    #expect(try look("/2016") == ["?2010.0 unknown 2016.0|", "|2016.0 sure 2017.0|"])
    #expect(try look("2016?/2020") == ["|2016.0 possible 2017.0|", "|2017.0 sure 2021.0|"])
    #expect(try look("2016/2020~") == ["|2016.0 sure 2020.0|", "|2020.0 possible 2021.0|"])
    #expect(try look("2016?") == ["|2016.0 possible 2017.0|"])
    #expect(try look("2016?/2017?") == ["|2016.0 possible 2018.0|"])
    #expect(try look("2016?/..") == ["|2016.0 possible 2017.0|", "|2017.0 sure 2022.0→"])
    #expect(try look("2016?/") == ["|2016.0 possible 2017.0|", "|2017.0 unknown 2022.0?"])
    #expect(try look("") == ["?2010.0 unknown 2022.0?"])
    #expect(try look("../") == ["?2010.0 unknown 2022.0?"])
  }

  @Test("what goes on outside the years shown is cut, not ended")
  func cuts() throws {
    #expect(try look("1996/2030") == ["/2010.0 sure 2022.0/"])
    #expect(try look("1996/2012") == ["/2010.0 sure 2013.0|"])
    #expect(try look("1996/..") == ["/2010.0 sure 2022.0→"])
    #expect(try look("1996/1999") == [])
    #expect(try look("1996/") == ["/2010.0 unknown 2022.0?"])
    // A day is still to be seen.
    let scale = TimelineScale(1900...2021, left: 100, right: 200)
    let day = TimelineBar(PeriodSpan(try Period("2012-05-05")), on: scale).pieces[0]
    #expect(abs(day.right - day.left - 2) < 1e-9)
  }

  @Test("days are linear between the first day of the first year and the last of the last")
  func scale() throws {
    let scale = TimelineScale(2011...2012, left: 0, right: 731)
    #expect(scale.start(ofYear: 2012) == 365)
    let day = try #require(CalendarDate("2012-03-01"))
    #expect(scale.start(of: day.firstDay) == 365 + 60 && scale.end(of: day.firstDay) == 365 + 61)
    #expect(TimelineScale(2010...2021, left: 0, right: 600).ticks() == Array(2010...2021))
    #expect(
      TimelineScale(1980...2021, left: 0, right: 420).ticks()
        == stride(from: 1980, through: 2020, by: 5).map { $0 })
    #expect(
      TimelineScale(0...9999, left: 0, right: 420).ticks()
        == stride(from: 0, through: 9000, by: 1000).map { $0 })
  }

  // MARK: The bundled package

  @Test("every row of the table is one bar, every event one mark; undated ones stand apart")
  func complete() throws {
    let network = try #require(Self.network)
    let picture = try picture()
    let diagram = try TimelineDiagram(picture)
    let bars = Set(diagram.figure.areas.compactMap(\.subject).filter { $0.role == .flow }.map(\.id))
    let dotted = diagram.figure.marks.compactMap(\.subject).filter { $0.role == .flow }.map(\.id)
    let rows = network.pairings.filter { $0.kind != .central }
    #expect((Array(bars) + dotted).sorted() == rows.map(\.id).sorted())
    // No area, and no stroke, may make a pairing look dated that is not.
    let undated = rows.filter { $0.period.isUnknown }.map(\.id)
    #expect(dotted.sorted() == undated.sorted() && undated.count == 3)
    #expect(diagram.layout?.undated.count == 3)
    let top = try #require(diagram.layout?.undatedHead)
    for mark in diagram.figure.marks where mark.subject?.role == .flow {
      #expect(mark.centre.y > top)
    }
    let layout = try #require(diagram.layout)
    #expect(layout.groups.flatMap(\.rows).allSatisfy { $0.y < top })
    let shown = layout.lanes.flatMap { $0.clusters.flatMap(\.marks) + $0.undated }.map(\.id)
    #expect(shown.sorted() == network.events.map(\.id).sorted())
    let subjects =
      diagram.figure.areas.compactMap(\.subject)
      + diagram.figure.marks.compactMap(\.subject)
    let named = subjects.filter { $0.role == .event }
      .flatMap { $0.id.split(separator: ";").map(String.init) }
    #expect(named.sorted() == network.events.map(\.id).sorted())
    #expect(!diagram.isSummed)
  }

  @Test("counts in the legend, the lanes and the head are those of the package")
  func counts() throws {
    let network = try #require(Self.network)
    let texts = try TimelineDiagram(
      picture(TimelineOptions(asOf: CalendarDate("2018")), kinds: [.county])
    ).figure.captions.map(\.text)
    let county = network.pairings.filter { $0.kind == .county }
    let inferred = county.count { ($0.confidence?.approximateValue ?? 1) < 1 }
    #expect(texts.contains("有记录(\(county.count - inferred))"))
    #expect(texts.contains("推断或置信度小于 1(\(inferred))"))
    for kind in Set(network.events.map(\.kind)) {
      let count = network.events.count { $0.kind == kind }
      #expect(texts.contains("\(Glossary.label(of: kind).zh)(\(count))"), "\(kind)")
    }
    let year = try #require(CalendarDate("2018"))
    let kept = pairingDiff(from: year, to: year, kinds: [.county], in: network).count(.kept)
    #expect(texts.contains { $0.hasPrefix("2018 有效 \(kept)/32 对") })
    #expect(texts.contains { $0 == "截至 2018" })
  }

  @Test("both languages, every paper, every grouping: nothing overlaps or leaves the page")
  func papers() throws {
    let sheets: [Sheet?] = [
      nil, .a4, .a3, .slide, .a4Portrait, Sheet.a4.scaled(toWidth: 425),
    ]
    for language in Language.allCases {
      for sheet in sheets {
        for grouping in TimelinePicture.Grouping.allCases {
          let diagram = try TimelineDiagram(
            picture(
              TimelineOptions(
                grouping: grouping, asOf: CalendarDate("2019-05-01"), showsAgreements: true),
              language: language, sheet: sheet), most: grouping == .kind ? 10 : 60)
          #expect(diagram.isSummed == (grouping == .kind))
          try FigureChecks.expectSound(diagram.figure)
          #expect(
            FigureChecks.overlaps(diagram.figure) == [],
            "\(language) \(String(describing: sheet)) \(grouping)")
          if let sheet {
            #expect(diagram.figure.width == sheet.width && diagram.figure.height >= sheet.height)
          }
        }
      }
    }
  }

  @Test("a window leaves out what surely lies outside, and says how much")
  func window() throws {
    let all = try picture()
    let cut = try picture(TimelineOptions(from: 2013, to: 2015))
    #expect(cut.axis == 2013...2015)
    let window = TimelinePicture.days(2013...2015)
    for bar in cut.groups.flatMap(\.rows).flatMap(\.bars) {
      #expect(bar.span.possible.overlaps(window), "\(bar.period)")
    }
    let legend = try TimelineDiagram(cut).figure
    let drawn = legend.areas.filter { $0.subject?.role == .flow }.count
    let dotted = legend.marks.filter { $0.subject?.role == .flow }.count
    #expect(drawn + dotted == cut.groups.flatMap(\.rows).flatMap(\.bars).count)
    #expect(legend.captions.contains { $0.text == "有记录(\(drawn + dotted))" })
    let bars = cut.groups.flatMap(\.rows).flatMap(\.bars).map(\.period)
    #expect(!bars.contains("2019/..") && bars.contains("1996/.."))
    let shown = cut.rowCount + cut.lanes.reduce(0) { $0 + $1.marks.count }
    let whole = all.rowCount + all.lanes.reduce(0) { $0 + $1.marks.count }
    #expect(shown + cut.outside == whole && cut.outside > 0)
    #expect(cut.frame.notes.contains { $0.contains("未画") })
    // Years without anything, and one end alone.
    #expect(try picture(TimelineOptions(from: 2050)).axis == 2050...2050)
    #expect(try picture(TimelineOptions(to: 1900)).axis == 1900...1900)
  }

  @Test("agreements have a lane of their own; those without a date are counted")
  func agreements() throws {
    let network = try #require(Self.network)
    let picture = try picture(TimelineOptions(showsAgreements: true))
    let lane = try #require(picture.lanes.last)
    let signed = network.agreements.filter { $0.signed != nil }
    #expect(lane.marks.map(\.id).sorted() == signed.map(\.id).sorted() && !signed.isEmpty)
    #expect(
      picture.frame.notes.contains { $0.contains("\(network.agreements.count - signed.count) 份") })
    let document = ResultDocument(try TimelineDiagram(picture), file: "x")
    #expect(
      document.facts.contains { $0.key == "events" && $0.value == .integer(network.events.count) })
  }

  @Test("marks that stand close are one, with their number; none touch")
  func clusters() throws {
    for width in [425.0, 842, 1191] {
      let sheet = Sheet.a4.scaled(toWidth: width)
      for lane in try #require(TimelineDiagram(try picture(sheet: sheet)).layout).lanes {
        for (a, b) in zip(lane.clusters, lane.clusters.dropFirst()) {
          #expect(b.x - a.x >= a.radius + b.radius, "\(lane.lane.key)")
        }
        for cluster in lane.clusters where cluster.marks.count > 1 { #expect(cluster.label == nil) }
      }
    }
  }

  // MARK: Bands

  @Test(
    "three hundred recipients are numbers a year: heights, sums and runs agree with the history")
  func summed() throws {
    let network = try Self.generated(donors: 50, recipients: 300, events: 400)
    let history = PairingHistory(HistoryQuestion(), in: network)
    for grouping in TimelinePicture.Grouping.allCases {
      let diagram = try TimelineDiagram(
        generatedPicture(network, TimelineOptions(grouping: grouping)))
      try FigureChecks.expectSound(diagram.figure)
      #expect(FigureChecks.overlaps(diagram.figure) == [])
      let layout = try #require(diagram.layout)
      #expect(diagram.isSummed && layout.bands.count <= 40)
      let axis = try #require(diagram.picture.axis)
      for year in axis {
        let date = try #require(CalendarDate(year: year))
        let counts = diagram.picture.bands.flatMap { $0.runs.filter { $0.years.contains(year) } }
        let whole = history.count(history.lines, on: date)
        #expect(counts.reduce(0) { $0 + $1.count.sure } == whole.sure)
        #expect(counts.reduce(0) { $0 + $1.count.possible } == whole.possible)
      }
      #expect(diagram.picture.bands.reduce(0) { $0 + $1.total } == history.lines.count)
      // One scale for all bands: points a pairing.
      let units = diagram.figure.areas.compactMap { area -> Double? in
        guard let subject = area.subject, subject.role == .group, area.fill == .blue,
          let number = subject.title.split(separator: " ").last?.split(separator: "+").first
            .flatMap({ Double($0) })
        else { return nil }
        let ys = area.parts[0].outer.map(\.y)
        return (ys.max()! - ys.min()!) / number
      }
      #expect(units.count > 4)
      #expect((units.max() ?? 0) - (units.min() ?? 0) < 1e-9)
    }
    // Rows one by one, when that many are wanted.
    let long = try TimelineDiagram(generatedPicture(network, sheet: .a4), most: 1000)
    #expect(!long.isSummed && long.layout?.scale != nil)
    try FigureChecks.expectSound(long.figure)
    #expect(FigureChecks.overlaps(long.figure) == [])
    #expect(!long.undatedEvents.isEmpty)
  }

  @Test("without places of a higher level all pairings are one band")
  func flat() throws {
    var draft = NetworkDraft()
    for number in 0..<90 {
      draft.nodes.append(
        NodeRow(
          id: draft.text.append("n\(number)"), kind: .county, name: draft.text.append("n\(number)"))
      )
    }
    for number in 0..<80 {
      var row = PairingRow(
        id: draft.text.append("p\(number)"), kind: .county, donor: draft.text.append("n80"),
        recipient: draft.text.append("n\(number)"))
      row.period = try Period("2012")
      draft.pairings.append(row)
    }
    let network = try PairingNetwork(validating: draft)
    let picture = generatedPicture(network)
    #expect(picture.bands.map(\.total) == [80])
    #expect(picture.bands[0].runs == [.init(years: 2012...2012, count: .init(sure: 80))])
  }

  // MARK: Edges

  @Test("nothing, nothing dated, and events alone give valid pages")
  func edges() throws {
    for language in Language.allCases {
      let empty = try TimelineDiagram(
        picture(focus: "620102", kinds: [.household], language: language))
      #expect(empty.figure.captions.contains { $0.text == FigureWords.nothing(language) })
      try FigureChecks.expectSound(empty.figure)
    }
    let undated = try TimelineDiagram(picture(kinds: [.hospital]))
    try FigureChecks.expectSound(undated.figure)
    var picture = try picture(kinds: [.hospital])
    (picture.lanes, picture.axis) = ([], nil)
    let silent = try TimelineDiagram(picture)
    try FigureChecks.expectSound(silent.figure)
    #expect(silent.figure.captions.contains { $0.text == TimelineWords.noYears(.zh) })
    #expect(!silent.figure.areas.contains { $0.subject != nil })
    picture = try self.picture()
    picture.groups = []
    try FigureChecks.expectSound(try TimelineDiagram(picture).figure)
  }

  @Test("hostile names cannot break the figure")
  func hostile() throws {
    let names = PenTests.hostileNames.map(\.name)
    var picture = try picture()
    var number = 0
    func name() -> String {
      number += 1
      return String(repeating: names[number % names.count], count: number % 9 == 0 ? 2000 : 1)
    }
    for group in picture.groups.indices {
      picture.groups[group].name = name()
      picture.bands[group].name = name()
      for row in picture.groups[group].rows.indices {
        picture.groups[group].rows[row].donor.name = name()
        picture.groups[group].rows[row].recipient.fullName = name()
        picture.groups[group].rows[row].recipient.name = name()
      }
    }
    for lane in picture.lanes.indices {
      picture.lanes[lane].name = name()
      for mark in picture.lanes[lane].marks.indices {
        picture.lanes[lane].marks[mark].labels = [name(), name()]
        picture.lanes[lane].marks[mark].title = name()
      }
    }
    for most in [0, 60] {
      let figure = try TimelineDiagram(picture, most: most).figure
      let reader = SVGReader(try figure.data(as: .svg))
      #expect(reader.isWellFormed)
      #expect(reader.elements.isSubset(of: SVGReader.allowedElements))
      #expect(reader.pageSize.hasPrefix("\(Int(figure.width))pt"))
    }
  }

  @Test("the tables hold every row, every number and every event")
  func document() throws {
    let network = try #require(Self.network)
    let document = ResultDocument(try TimelineDiagram(picture()), file: "x.svg")
    let pairings = document.tables[0]
    #expect(pairings.rows.count == network.pairings.count { $0.kind != .central })
    let period = try #require(pairings.columns.firstIndex { $0.key == "period" })
    // Those of which nothing says when stand last, and have no date in any column.
    for row in pairings.rows.suffix(3) {
      #expect(row[period] == .missing && row[period + 3] == .missing && row[period + 4] == .missing)
    }
    #expect(document.tables[2].rows.count == network.events.count)
    let wuqing = try #require(pairings.rows.first { $0.contains(.text("pair-wuqing-jingning")) })
    #expect(wuqing[period] == .text("2017/.."))
    #expect(wuqing[period + 3] == .text("2017-01-01") && wuqing[period + 4] == .missing)
  }
}
