import Analysis
import NetworkModel
import Testing

@Suite("Pairings over time")
struct PairingHistoryTests {
  @Test(
    "sure and possible days are those of the period's own answer, day by day",
    arguments: [
      "2012", "2012-08", "2012-08-05", "2012/2013", "2012?/2013", "2012/2013~", "2012?/2013%",
      "2012?", "2012-03~", "2012/..", "../2012", "2012?/..", "../2012~", "../..",
      "2012-06/2012-06?", "2012?/2012-05", "2012-02-29/2012-03-01?",
    ])
  func spans(text: String) throws {
    let period = try Period(text)
    let span = PeriodSpan(period)
    let first = try #require(CalendarDate(year: 2011)).firstDay
    let last = try #require(CalendarDate(year: 2014)).lastDay
    for number in first...last {
      let day = try #require(CalendarDate(dayNumber: number))
      let answer = period.covers(day)
      #expect((answer != .no) == span.possible.contains(number), "\(day)")
      // A bound of a year covers the year, so a month inside it is sure although no day of it is.
      if answer == .yes { #expect(span.sure?.contains(number) ?? false, "\(day)") }
      if span.sure?.contains(number) ?? false, text != "2012?/2012-05", text != "2012-06/2012-06?" {
        #expect(answer == .yes, "\(day)")
      }
    }
  }

  @Test("beside an unknown bound only the days of the known one are sure")
  func unknownBounds() throws {
    let from = PeriodSpan(try Period("2016/"))
    let year = try #require(CalendarDate("2016"))
    #expect(from.sure == year.firstDay...year.lastDay)
    #expect(from.possible == year.firstDay...(.max) && from.end == .unknown)
    let to = PeriodSpan(try Period("/2016-07"))
    let month = try #require(CalendarDate("2016-07"))
    #expect(to.sure == month.firstDay...month.lastDay && to.possible.lowerBound == .min)
    #expect(PeriodSpan(try Period("2016?/")).sure == nil)
    #expect(PeriodSpan(.unknown).isUndated && PeriodSpan(.unknown).sure == nil)
    #expect(PeriodSpan(try Period("../")).isUndated)
    #expect(!PeriodSpan(try Period("../..")).isUndated && !from.isUndated)
  }

  @Test("day numbers go out and back")
  func dayNumbers() throws {
    for number in stride(from: -719_528, through: 2_932_896, by: 97) {
      let date = try #require(CalendarDate(dayNumber: number))
      #expect(date.firstDay == number && date.lastDay == number)
    }
    #expect(CalendarDate(dayNumber: 0)?.description == "1970-01-01")
    #expect(CalendarDate(dayNumber: -719_528)?.description == "0000-01-01")
    #expect(CalendarDate(dayNumber: 2_932_896)?.description == "9999-12-31")
    #expect(CalendarDate(dayNumber: 2_932_897) == nil && CalendarDate(dayNumber: .min) == nil)
  }

  @Test("counts of a year are those of diff, layer by layer")
  func countsAgreeWithDiff() throws {
    let network = TianjinPackage.network
    var seen = 0
    for kind in PairingKind.allCases {
      let history = PairingHistory(HistoryQuestion(kinds: [kind]), in: network)
      for year in 1994...2023 {
        let date = try #require(CalendarDate(year: year))
        let diff = pairingDiff(from: date, to: date, kinds: [kind], in: network)
        let count = history.count(history.lines, on: date)
        #expect(count.sure == diff.count(.kept) && count.possible == diff.count(.unclear))
        seen += count.sure + count.possible
      }
    }
    #expect(seen > 300)
  }

  @Test("runs hold the count of every year in them, and neighbours differ")
  func runs() throws {
    let network = TianjinPackage.network
    let history = PairingHistory(HistoryQuestion(), in: network)
    let runs = history.runs(history.lines, in: 1990...2025)
    #expect(runs.flatMap { Array($0.years) } == Array(1990...2025))
    for run in runs {
      for year in run.years {
        #expect(
          run.count == history.count(history.lines, on: try #require(CalendarDate(year: year))))
      }
    }
    for (a, b) in zip(runs, runs.dropFirst()) { #expect(a.count != b.count) }
  }

  @Test("rows of one kind between the same two places are one pairing, the earliest row first")
  func lines() throws {
    var maker = twoProvinces()
    try maker.pairing(.county, "E1", "WP1", "2016/2020")
    try maker.pairing(.county, "E1", "WP1", "2012")
    try maker.pairing(.county, "E1", "WP1")
    try maker.pairing(.region, "E1", "WP1", "2012")
    try maker.pairing(.central, "E1", "WP2", "2012")
    let network = try maker.network()
    let history = PairingHistory(HistoryQuestion(), in: network)
    #expect(history.lines.count == 2)
    let county = try #require(history.lines.first { $0.kind == .county })
    #expect(
      county.rows.map { network.pairing(at: $0).period.description } == ["2012", "2016/2020", ""])
    // The row without a period may hold at any time; where another row is sure, the pairing is.
    func count(_ year: Int) throws -> PairingHistory.Count {
      history.count([county], on: try #require(CalendarDate(year: year)))
    }
    #expect(try count(2012) == .init(sure: 1) && count(2014) == .init(possible: 1))
    #expect(PairingHistory(HistoryQuestion(kinds: [.central]), in: network).lines.count == 1)
  }

  @Test("a place asks about what lies in it; an event of a group belongs to the region around it")
  func places() throws {
    let network = TianjinPackage.network
    func history(within: String? = nil, focus: String? = nil, group: String? = nil)
      -> PairingHistory
    {
      PairingHistory(
        HistoryQuestion(
          within: within.flatMap(network.node(id:)), group: group.flatMap(network.node(id:)),
          focus: focus.flatMap(network.node(id:))), in: network)
    }
    let all = history()
    #expect(all.events.count == network.events.count)
    #expect(all.agreements.count == network.agreements.count)
    let gangu = history(focus: "620523")
    #expect(
      gangu.events.map { network.events[$0].id } == [
        "event-004-002", "event-004-009-august", "event-004-009-may", "event-004-010",
        "event-004-036", "event-004-046",
      ])
    // Its own pairing, three towns, four enterprises and a department.
    #expect(gangu.lines.count == 9)
    let delisting = try #require(network.events.firstIndex { $0.id == "event-001-007" })
    #expect(history(within: "620000").events.contains(delisting))
    #expect(!history(within: "620500").events.contains(delisting))
    #expect(history(group: "gansu-34").events.contains(delisting))
    // Tianjin is at one end of everything.
    #expect(history(focus: "120000").lines.count == all.lines.count)
    #expect(history(within: "120000").lines.isEmpty)
  }

  @Test("a pairing is held against the year before; an unclear year settles nothing")
  func standings() throws {
    var maker = twoProvinces()
    try maker.pairing(.county, "E1", "WP1", "2012")
    try maker.pairing(.county, "E1", "WP2", "2016?/2017")
    try maker.pairing(.county, "E1", "WP3")
    try maker.pairing(.county, "E1", "WP4", "2010/")
    let network = try maker.network()
    let history = PairingHistory(HistoryQuestion(), in: network)
    func standings(_ line: Int, _ years: ClosedRange<Int>) -> [PairingHistory.Standing?] {
      years.map { history.standing(of: history.lines[line], in: $0) }
    }
    #expect(standings(0, 2011...2014) == [nil, .begun, .ended, nil])
    #expect(standings(1, 2015...2018) == [nil, .unclear, .settled, .ended])
    #expect(standings(2, 2015...2016) == [.unclear, .unclear])
    #expect(standings(3, 2009...2012) == [nil, .begun, .unclear, .unclear])
    #expect(history.yearsOfChange == [2010, 2011, 2012, 2013, 2016, 2017, 2018])
    #expect(history.standing(of: history.lines[0], in: 10_000) == nil)
  }
}
