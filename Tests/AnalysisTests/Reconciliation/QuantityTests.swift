import NetworkModel
import TestSupport
import Testing

@testable import Analysis

@Suite("Numbers with their ranges")
struct QuantityTests {
  private func quantity(
    _ text: String, _ unit: String, _ precision: Precision = .exact
  ) throws -> Quantity {
    Quantity(
      printed: try #require(ExactDecimal(parsing: text.utf8)), unit: unit, precision: precision)
  }

  private func ends(_ range: ValueRange, _ unit: String) -> [String?] {
    [range.lower, range.upper].map { Quantity.decimal($0, in: unit)?.description }
  }

  @Test("16.1 亿元 is 16.05 to 16.15; 400余 has no upper end; 近600 starts at 0; people are exact")
  func printed() throws {
    #expect(ends(try quantity("16.1", "亿元").range, "亿元") == ["16.05", "16.15"])
    let more = try quantity("400", "万元", .atLeast)
    #expect(ends(more.range, "万元") == ["400", nil] && ends(more.rounding, "万元") == ["400", "400"])
    #expect(ends(try quantity("600", "万元", .atMost).range, "万元") == ["0", "600"])
    #expect(ends(try quantity("600", "万元", .approximate).range, "万元") == [nil, nil])
    #expect(ends(try quantity("2519", "人次").range, "人次") == ["2519", "2519"])
    #expect(ends(try quantity("1062", "亩").range, "亩") == ["1061.5", "1062.5"])
    #expect(ends(try quantity("55.6", "percent").range, "percent") == ["55.55", "55.65"])
  }

  @Test("money of every unit is one dimension; other units are their own")
  func dimensions() throws {
    let sum = try quantity("1", "亿元") + quantity("1", "万元")
    #expect(Quantity.decimal(sum.value, in: "CNY")?.description == "100010000")
    #expect(try quantity("1", "人").ratio(to: quantity("1", "人次")) == nil)
    #expect(try quantity("1", "万元").ratio(to: quantity("1", "亿元"))?.value.description == "0.0001")
    #expect(try quantity("1", "人").ratio(to: quantity("0", "人")) == nil)
  }

  @Test("a quotient carries the ranges of both; a divisor that may be 0 leaves it open")
  func quotients() throws {
    let times = try #require(quantity("3", "亿元").ratio(to: quantity("1", "亿元")))
    #expect(times.range.lower == ExactRatio(25).divided(by: ExactRatio(15)))
    #expect(times.range.upper == ExactRatio(7))
    let open = try #require(quantity("3", "亿元").ratio(to: quantity("1", "亿元", .atMost)))
    #expect(open.value == ExactRatio(3) && open.range == .unbounded)
  }

  @Test("numbers that end are exact, others have four decimals; huge ones have fewer")
  func decimals() throws {
    #expect(Quantity.decimal(ExactRatio(61_123_456), in: "亿元")?.description == "0.0061")
    #expect(Quantity.decimal(ExactRatio(249_611_280_000), in: "亿元")?.description == "24.961128")
    let third = try #require(ExactRatio(1).divided(by: ExactRatio(3)))
    #expect(Quantity.decimal(third, in: "人")?.description == "0.3333")
    let huge = third * ExactRatio(Int64.max)
    #expect(Quantity.decimal(huge, in: "人")?.description == "3074457345618258602")
  }

  @Test("a sum of flows is the sum of their quantities", arguments: 1...30)
  func sums(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var maker = twoProvinces()
    let precisions: [Precision] = [
      .exact, .exact, .exact, .derived, .atLeast, .atMost, .approximate,
    ]
    for row in 0..<(1 + Int(random.next() % 12)) {
      let precision = precisions[Int(random.next() % (seed % 2 == 0 ? 4 : 7))]
      let money = Int64(random.next() % 1_000_000_000)
      let zeros = [1, 100, 10_000, 1_000_000, 100_000_000][Int(random.next() % 5)]
      try maker.pay(
        "f\(row)", money / Int64(zeros) * Int64(zeros), precision: precision,
        unit: MoneyUnit.allCases[Int(random.next() % 3)])
    }
    let network = try maker.network()
    var sum = QuantitySum(.money)
    for flow in network.flows { sum.add(flow, unit: flow.unit) }
    let quantities = network.flows.compactMap { Quantity($0) }
    #expect(sum.quantity == quantities.dropFirst().reduce(quantities[0], +))
    #expect(QuantitySum(.money).quantity == nil)
  }
}
