import NetworkModel
import TestSupport
import Testing

@testable import Analysis

@Suite("Exact ratios and ranges")
struct ExactRatioTests {
  private func decimal(_ text: String) throws -> ExactDecimal {
    try #require(ExactDecimal(parsing: text.utf8))
  }

  @Test("rounds halves away from zero, and only when asked")
  func rounding() throws {
    let eighth = try #require(ExactRatio(1).divided(by: ExactRatio(8)))
    #expect(eighth.rounded(toPlaces: 2)?.description == "0.13")
    #expect((-eighth).rounded(toPlaces: 2)?.description == "-0.13")
    #expect(eighth.exactDecimal?.description == "0.125")
    let third = try #require(ExactRatio(1).divided(by: ExactRatio(3)))
    #expect(third.exactDecimal == nil)
    // Sixteen digits of which seven are decimals: neither 18 places nor 6 would do.
    let long = try #require(ExactDecimal(parsing: "102829456.1267712".utf8))
    #expect(ExactRatio(long).exactDecimal == long)
    #expect(third + third + third == .one)
    #expect(third.description == "1/3")
    #expect(ExactRatio(5).divided(by: .zero) == nil)
  }

  @Test("thirty years of compound growth stay exact")
  func compoundGrowth() throws {
    let factor = ExactRatio(try decimal("1.0825"))
    let grown = ExactRatio(Money(fen: 6_000_000_000)) * factor.power(30)
    // 60,000,000 · 1.0825^30 by `bc -l`: 647125332.5157…
    #expect(grown.money?.formatted(in: .yuan, .en) == "647,125,332.52 CNY")
  }

  @Test("ratios of seeded whole numbers obey the laws of fractions")
  func lawsOfFractions() throws {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<500 {
      let numbers = (0..<4).map { _ in Int.random(in: -1_000_000...1_000_000, using: &generator) }
      guard numbers[1] != 0, numbers[3] != 0 else { continue }
      let a = try #require(ExactRatio(numbers[0]).divided(by: ExactRatio(numbers[1])))
      let b = try #require(ExactRatio(numbers[2]).divided(by: ExactRatio(numbers[3])))
      #expect((a + b) - b == a)
      #expect((a * b) == (b * a))
      #expect((a < b) == (a.approximateValue < b.approximateValue) || a == b)
      if !b.isZero { #expect((a * b).divided(by: b) == a) }
    }
  }

  @Test("a printed number stands for all that round to it; bounds leave a side open")
  func printedRanges() throws {
    let printed = ValueRange(printed: try decimal("16.1"), precision: .exact)
    #expect(printed.lower?.description == "16.05")
    #expect(printed.upper?.description == "16.15")
    #expect(printed.contains(ExactRatio(try decimal("16.15"))))
    #expect(!printed.contains(ExactRatio(try decimal("16.1501"))))
    let atLeast = ValueRange(printed: try decimal("400"), precision: .atLeast)
    #expect(atLeast.lower == ExactRatio(400) && atLeast.upper == nil)
    #expect(ValueRange(printed: try decimal("6"), precision: .atMost).lower == nil)
    #expect((printed + atLeast).upper == nil)
    #expect((printed - printed).contains(.zero))
    let quotient = try #require(
      printed.divided(by: ValueRange(exactly: ExactRatio(34))))
    #expect(quotient.contains(ExactRatio(try decimal("0.4736"))))
    #expect(printed.divided(by: ValueRange(exactly: .zero)) == nil)
  }
}
