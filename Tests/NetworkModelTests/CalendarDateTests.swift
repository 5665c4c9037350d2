import NetworkModel
import Testing

@Suite struct CalendarDateTests {
  @Test(arguments: ["2012", "2012-08", "2012-08-05", "0000", "9999-12-31", "2000-02-29"])
  func readsAndWrites(text: String) {
    #expect(CalendarDate(text)?.description == text)
  }

  @Test(arguments: [
    "", "12", "2012-13", "2012-00", "2012-02-30", "2011-02-29", "1900-02-29", "2012-8",
    "2012-08-00",
    "2012-08-05-01", "２０１２", "2012-", "-2012", "2012/08", "20120805",
  ])
  func refuses(text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test func countsDays() throws {
    func days(_ text: String) throws -> ClosedRange<Int> {
      let date = try #require(CalendarDate(text))
      return date.firstDay...date.lastDay
    }
    #expect(try days("1970-01-01") == 0...0)
    #expect(try days("1970") == 0...364)
    #expect(try days("2000-02").count == 29)
    #expect(try days("2016").count == 366)
    #expect(try days("2019-12-31").upperBound + 1 == days("2020").lowerBound)
    #expect(try days("1969-12-31") == -1...(-1))
  }
}
