import NetworkModel
import Testing

@Suite struct PeriodTests {
  private func covers(_ period: String, _ date: String) throws -> Knowledge {
    try Period(period).covers(#require(CalendarDate(date)))
  }

  @Test(arguments: [
    "", "2012", "2012-08", "2012-08-05", "2016/2020", "2017/..", "../2016", "2016/", "/2016",
    "2012?",
    "2016?/2020", "2016~/2020%", "2012-05-09/2012-05-09", "2016-07/2020", "../..", "2012/2012",
  ])
  func readsAndWrites(text: String) throws {
    #expect(try Period(text).description == text)
  }

  @Test(arguments: [
    "2012.", "2012年", "2012-2016", "2016//2020", "/", "..", "2016/2020/2021", "?", "2012-8",
    "2012??",
    " 2012", "2016 / 2020", "2016/20", "12", "2012/x",
  ])
  func refuses(text: String) {
    #expect(throws: PeriodError.unparsable) { try Period(text) }
  }

  @Test(arguments: ["2020/2016", "2012-08/2012-07", "2012-08-05/2012-08-04", "2013/2012-12"])
  func refusesAnEndBeforeItsStart(text: String) {
    #expect(throws: PeriodError.reversed) { try Period(text) }
  }

  @Test func aYearMayEndInsideItself() throws {
    #expect(try Period("2012/2012-05").description == "2012/2012-05")
  }

  @Test(arguments: [
    // Both ends are inclusive.
    ("2016/2020", "2016-01-01", Knowledge.yes), ("2016/2020", "2020-12-31", .yes),
    ("2016/2020", "2015-12-31", .no), ("2016/2020", "2021-01-01", .no),
    // A year or a month asks about any day in it.
    ("2012-08-05", "2012", .yes), ("2012-08-05", "2012-08", .yes), ("2012-08-05", "2012-09", .no),
    ("2012-08-05/2013", "2012", .yes), ("2012-08", "2012-08-31", .yes),
    // An open bound holds for ever; an unknown one is unknown unless the other rules it out.
    ("2017/..", "2021", .yes), ("2017/..", "2016", .no), ("../2016", "1996", .yes),
    ("../2016", "2017", .no), ("2017/", "2018", .unknown), ("2017/", "2017-05-01", .unknown),
    ("2017/", "2016", .no), ("/2016", "2015", .unknown), ("/2016", "2017", .no),
    ("", "2018", .unknown),
    ("../..", "2018", .yes),
    // The day of a certain bound belongs to the period whatever the other bound is.
    ("2017/", "2017", .yes), ("/2016", "2016", .yes), ("2017-05-01/", "2017-05-01", .yes),
    ("2016/2020?", "2016", .yes),
    // A bound that is not certain leaves only the dates inside it in doubt.
    ("2016?/2020", "2016", .unknown), ("2016?/2020", "2016-06-01", .unknown),
    ("2016?/2020", "2017", .yes), ("2016?/2020", "2015", .no), ("2016/2020~", "2020", .unknown),
    ("2016/2020~", "2019-12-31", .yes), ("2016/2020%", "2021", .no), ("2012?", "2012", .unknown),
    ("2012?", "2013", .no),
  ])
  func coversByConvention(period: String, date: String, expected: Knowledge) throws {
    #expect(try covers(period, date) == expected)
  }

  @Test func overlapIsSymmetricAndInclusive() throws {
    func overlap(_ a: String, _ b: String) throws -> Bool {
      let (a, b) = try (Period(a), Period(b))
      #expect(a.overlaps(b) == b.overlaps(a))
      return a.overlaps(b)
    }
    #expect(try overlap("2012/2016", "2016/2020"))
    #expect(try !overlap("2012/2015", "2016/2020"))
    #expect(try overlap("2012/..", "2030"))
    #expect(try overlap("../2012", "2012-01-01"))
    #expect(try !overlap("", "2012"))
    #expect(try overlap("2012/2013", "2012-06"))
  }

  @Test func tellsTheSingleYear() throws {
    #expect(try Period("2012-05/2012-11").singleYear == 2012)
    #expect(try Period("2012-08").singleYear == 2012)
    #expect(try Period("2012/2013").singleYear == nil)
    #expect(try Period("2012/..").singleYear == nil)
    #expect(Period.unknown.singleYear == nil)
  }
}
