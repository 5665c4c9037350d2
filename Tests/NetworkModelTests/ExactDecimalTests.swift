import NetworkModel
import Testing

@Suite struct ExactDecimalTests {
  private func parsed(_ text: String) -> ExactDecimal? { ExactDecimal(parsing: text.utf8) }

  @Test(arguments: [
    ("0", "0"), ("-0", "0"), ("007", "7"), ("1.50", "1.5"), ("0.10", "0.1"), ("-0.05", "-0.05"),
    ("100", "100"), ("9223372036854775807", "9223372036854775807"),
    ("0.000000000000000001", "0.000000000000000001"),
    ("1.00000000000000000000000", "1"), ("-922337203685477580.7", "-922337203685477580.7"),
  ])
  func readsAndWrites(text: String, written: String) {
    #expect(parsed(text)?.description == written)
  }

  @Test(arguments: [
    "", "-", ".", ".5", "5.", "+1", "1e3", "1,000", " 1", "1 ", "--1", "1-", "1.2.3", "１", "0x1",
    "NaN", "9223372036854775808", "0.0000000000000000001", "99999999999999999999.0",
  ])
  func refuses(text: String) {
    #expect(parsed(text) == nil)
  }

  @Test func equalNumbersAreOneValue() {
    #expect(parsed("1.50") == parsed("1.5"))
    #expect(Set([parsed("2.0"), parsed("2"), parsed("2.00")]).count == 1)
  }

  @Test func comparesAcrossScales() throws {
    let numbers = ["-1.5", "-1.49", "0", "0.0001", "0.1", "1", "1.01", "10"].compactMap(parsed)
    #expect(numbers.count == 8)
    #expect(numbers.shuffled().sorted() == numbers)
    let large = try #require(parsed("9223372036854775807"))
    #expect(try #require(parsed("0.000000000000000001")) < large)
  }

  @Test func addsExactly() throws {
    func sum(_ a: String, _ b: String) -> String? {
      parsed(a).flatMap { a in parsed(b).flatMap(a.adding) }?.description
    }
    #expect(sum("0.1", "0.2") == "0.3")
    #expect(sum("0.75", "0.25") == "1")
    #expect(sum("-1", "1") == "0")
    #expect(sum("9223372036854775807", "1") == nil)
    #expect(sum("9223372036854775807", "0.1") == nil)
    #expect(sum("9223372036854775807", "-0.0") == "9223372036854775807")
  }
}
