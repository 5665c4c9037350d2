import NetworkModel
import TestSupport
import Testing

@Suite struct MoneyTests {
  private func money(_ text: String, _ unit: MoneyUnit) throws -> Money {
    try Money(#require(ExactDecimal(parsing: text.utf8)), unit)
  }

  @Test(arguments: [
    ("1.5", MoneyUnit.yi, 15_000_000_000), ("6000", .wan, 6_000_000_000),
    ("884.93", .wan, 884_930_000), ("0.01", .yuan, 1), ("0", .wan, 0), ("-3.2", .yuan, -320),
    ("1.50000000000", .yuan, 150), ("0.0000000001", .yi, 1), ("611.28", .wan, 611_280_000),
  ])
  func parsesToTheFen(text: String, unit: MoneyUnit, fen: Int64) throws {
    #expect(try money(text, unit).fen == fen)
  }

  @Test(arguments: [("0.001", MoneyUnit.yuan), ("1.0000001", .wan), ("0.00000000001", .yi)])
  func refusesLessThanOneFen(text: String, unit: MoneyUnit) {
    #expect(throws: MoneyError.finerThanFen) { try money(text, unit) }
  }

  @Test func refusesWhatDoesNotFit() throws {
    #expect(try money("92233720368547758.07", .yuan).fen == Int64.max)
    #expect(throws: MoneyError.outOfRange) { try money("92233720368547759", .yuan) }
    #expect(throws: MoneyError.outOfRange) { try money("9223372037", .yi) }
  }

  @Test func sumsReportOverflow() {
    let most = Money(fen: .max)
    #expect(most.adding(Money(fen: 1)) == nil)
    #expect(most.adding(Money(fen: -1)) == Money(fen: .max - 1))
  }

  @Test(arguments: [
    (6_000_000_000, MoneyUnit.wan, "6,000.00 万元"), (884_930_000, .wan, "884.93 万元"),
    (1, .wan, "0.000001 万元"), (15_000_000_000, .yi, "1.50 亿元"), (0, .yuan, "0.00 CNY"),
    (-123_456_789, .yuan, "−1,234,567.89 CNY"), (100_000_000, .yuan, "1,000,000.00 CNY"),
    (99_999, .yuan, "999.99 CNY"),
  ])
  func formatsExactly(fen: Int64, unit: MoneyUnit, text: String) {
    #expect(Money(fen: fen).formatted(in: unit, .en) == text)
  }

  @Test func formatsTheExtremes() {
    #expect(Money(fen: .min).formatted(in: .yuan, .zh) == "−92,233,720,368,547,758.08 元")
    #expect(Money(fen: .max).decimal(in: .yi).description == "922337203.6854775807")
  }

  @Test func comesBackFromItsDecimal() throws {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<500 {
      let fen = Int64.random(in: -1_000_000_000_000...1_000_000_000_000, using: &generator)
      let money = Money(fen: fen)
      for unit in MoneyUnit.allCases {
        #expect(try Money(money.decimal(in: unit), unit) == money)
      }
    }
  }
}
