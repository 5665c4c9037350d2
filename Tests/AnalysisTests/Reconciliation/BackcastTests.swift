import NetworkModel
import Testing

@testable import Analysis

@Suite("Years computed from totals and rates")
struct BackcastTests {
  private func years(_ result: Reconciliation) -> [Int: [String]] {
    Dictionary(grouping: result.backcast, by: \.year).mapValues {
      $0.map { Quantity.decimal($0.figure.value, in: "CNY")?.description ?? "?" }
    }
  }

  @Test("growth backwards over two years, an increase onwards, and the rest of a total")
  func chain() throws {
    var maker = twoProvinces()
    try maker.pay("a", 1210, "2018")
    try maker.print("g1", "growth", "W", "10", "percent", "2018")
    try maker.print("g2", "growth", "W", "10", "percent", "2017")
    try maker.print("i", "increase", "W", "90", "CNY", "2019")
    try maker.print("t", "total", "W", "5000", "CNY", "2015/2019")
    let result = try maker.reconciled()
    // 2015 = 5000 − (1000 + 1100 + 1210 + 1300).
    #expect(years(result) == [2015: ["390"], 2016: ["1000"], 2017: ["1100"], 2019: ["1300"]])
    #expect(result.backcast.first { $0.year == 2016 }?.steps == 2)
    #expect(result.backcast.allSatisfy { $0.bound == .derived && $0.assumptions.isEmpty })
  }

  @Test("two ways to a year: both are listed; ranges that do not touch contradict")
  func contradiction() throws {
    var maker = twoProvinces()
    try maker.pay("a", 1100, "2018")
    try maker.print("g", "growth", "W", "10", "percent", "2018")
    try maker.print("i", "increase", "W", "100", "CNY", "2018")
    let same = try maker.reconciled()
    #expect(years(same) == [2017: ["1000", "1000"]])
    #expect(same.backcast.allSatisfy { !$0.isContradicted })
    try maker.print("j", "increase", "W", "900", "CNY", "2018")
    let other = try maker.reconciled()
    #expect(years(other) == [2017: ["1000", "1000", "200"]])
    #expect(other.backcast.allSatisfy { $0.isContradicted })
  }

  @Test("a recorded year is listed only where a computed way contradicts it")
  func recorded() throws {
    var maker = twoProvinces()
    try maker.pay("a", 1000, "2017")
    try maker.pay("b", 1100, "2018")
    try maker.print("g", "growth", "W", "10", "percent", "2018")
    #expect(try maker.reconciled().backcast.isEmpty)
    try maker.print("h", "growth", "W", "50", "percent", "2018", basis: [])
    #expect(try maker.reconciled().backcast.map(\.year) == [2017, 2018])
  }

  @Test("bounds of inputs become bounds of years, and nothing falls below 0")
  func bounds() throws {
    var maker = twoProvinces()
    try maker.pay("a", 3800, "2018")
    try maker.print("i", "increase", "W", "1000", "CNY", "2018", precision: .atLeast)
    try maker.print("t", "total", "W", "8200", "CNY", "2016/2018", precision: .atLeast)
    let result = try maker.reconciled()
    #expect(years(result) == [2016: ["1600"], 2017: ["2800"]])
    #expect(result.backcast.map(\.bound) == [.atLeast, .atMost])
    #expect(result.backcast[1].figure.range.lower == .zero)
  }

  @Test("one missing year only; a total of another giver does not help")
  func notEnough() throws {
    var maker = twoProvinces()
    maker.node("F", .municipality)
    try maker.pay("a", 100, "2018")
    try maker.print("t", "total", "W", "500", "CNY", "2016/2018")
    #expect(try maker.reconciled().backcast.isEmpty)
    try maker.print("u", "total", "W", "50", "CNY", scope: "F", "2017")
    #expect(try maker.reconciled().backcast.isEmpty)
    try maker.print("v", "total", "W", "50", "CNY", "2017")
    #expect(try years(maker.reconciled()) == [2016: ["350"]])
  }
}
