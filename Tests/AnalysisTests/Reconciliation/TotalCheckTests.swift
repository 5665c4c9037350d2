import NetworkModel
import Testing

@testable import Analysis

@Suite("Totals against their parts")
struct TotalCheckTests {
  private func check(
    _ printed: String, unit: String = "CNY", precision: Precision = .exact,
    period: String = "2018", measure: String = "money", basis: [String] = [],
    _ rows: (inout NetworkMaker) throws -> Void
  ) throws -> ClaimCheck {
    var maker = twoProvinces()
    try rows(&maker)
    try maker.print(
      "c", "total", "W", printed, unit, measure: measure, period, precision: precision,
      basis: basis)
    let result = try maker.reconciled()
    return try #require(result.check("c"))
  }

  @Test("the same number reconciles, a number that rounds to it within rounding, another is a gap")
  func verdicts() throws {
    func two(_ maker: inout NetworkMaker) throws {
      try maker.pay("a", 100_040_000)
      try maker.pay("b", 60_000_000, to: "WP1T")
    }
    #expect(try check("160040000", two).verdict == .reconciles)
    #expect(try check("1.6", unit: "亿元", two).verdict == .withinRounding)
    let gap = try check("1.7", unit: "亿元", two)
    #expect(gap.verdict == .gap)
    #expect(gap.gap == Quantity.factor(of: "CNY") * ExactRatio(9_960_000))
    let excess = try check("1.5", unit: "亿元", two)
    #expect(excess.verdict == .gap && excess.gap?.isNegative == true)
  }

  @Test("a printed bound holds on its side and on it, and fails on the other")
  func bounds() throws {
    func one(_ maker: inout NetworkMaker) throws { try maker.pay("a", 380) }
    #expect(try check("380", precision: .atLeast, one).verdict == .reconciles)
    #expect(try check("300", precision: .atLeast, one).verdict == .reconciles)
    #expect(try check("300", precision: .atLeast, one).gap == nil)
    #expect(try check("400", precision: .atLeast, one).verdict == .gap)
    #expect(try check("400", precision: .atMost, one).verdict == .reconciles)
    #expect(try check("300", precision: .atMost, one).verdict == .gap)
    let near = try check("390", precision: .approximate, one)
    #expect(near.verdict == .cannotBeChecked && near.missing == [.nearness])
    #expect(try check("380", precision: .approximate, one).verdict == .reconciles)
  }

  @Test("a lower bound among the parts does not prove that a sum stays below a printed bound")
  func openParts() throws {
    let check = try check("500", precision: .atMost) { maker in
      try maker.pay("a", 380, precision: .atLeast)
    }
    #expect(check.verdict == .cannotBeChecked)
  }

  @Test("repeats and parts count once, whatever their step; the steps are said")
  func countedOnce() throws {
    let check = try check("300") { maker in
      try maker.pay("a", 200, status: .allocated)
      try maker.pay("b", 50, partOf: "a")
      try maker.pay("c", 200, status: .allocated, sameAs: "a")
      try maker.pay("d", 100)
    }
    #expect(check.verdict == .reconciles)
    #expect(check.parts.map(\.role) == [.counted, .part, .repeat, .counted])
    #expect(check.explanations.map(\.kind) == [.statuses])
    #expect(check.explanations[0].text.en.contains("allocated 200 CNY, disbursed 100 CNY"))
  }

  @Test("derived and inferred rows prove nothing")
  func notEvidence() throws {
    let check = try check("300") { maker in
      try maker.pay("a", 200)
      try maker.pay("b", 100, precision: .inferred)
      try maker.pay("c", 100, precision: .derived)
    }
    #expect(check.verdict == .gap && check.computed?.value == ExactRatio(20_000))
    #expect(check.parts.map(\.role) == [.counted, .notEvidence, .notEvidence])
    let none = try self.check("300") { try $0.pay("a", 300, precision: .derived) }
    #expect(none.verdict == .cannotBeChecked && none.missing == [.evidence])
  }

  @Test("what is only promised counts when there is nothing else")
  func promises() throws {
    let mixed = try check("200") { maker in
      try maker.pay("a", 200)
      try maker.pay("b", 100, status: .pledged)
    }
    #expect(mixed.verdict == .reconciles && mixed.parts.map(\.role) == [.counted, .promised])
    #expect(try check("100") { try $0.pay("a", 100, status: .pledged) }.verdict == .reconciles)
  }

  @Test("an unknown amount makes a lower end: short says nothing, too much is a gap")
  func unknownAmounts() throws {
    func rows(_ maker: inout NetworkMaker) throws {
      try maker.pay("a", 200)
      try maker.pay("b", nil)
    }
    let short = try check("300", rows)
    #expect(short.verdict == .cannotBeChecked && short.computed?.range.upper == nil)
    #expect(short.missing == [.amounts([1])])
    #expect(short.explanations.map(\.kind) == [.unknownAmount])
    #expect(try check("100", rows).verdict == .gap)
    #expect(try check("200", rows).verdict == .reconciles)
  }

  @Test("years without a row: short says nothing; with every year it is a gap")
  func years() throws {
    func rows(_ maker: inout NetworkMaker) throws {
      try maker.pay("a", 200, "2016")
      try maker.pay("b", 100, "2018")
    }
    let check = try check("500", period: "2016/2018", rows)
    #expect(check.verdict == .cannotBeChecked && check.missing == [.years([2017])])
    #expect(check.gap == ExactRatio(20_000))
    #expect(check.explanations.map(\.kind) == [.uncovered])
    let full = try self.check("500", period: "2016/2018") { maker in
      try rows(&maker)
      try maker.pay("c", 50, "2017")
    }
    #expect(full.verdict == .gap)
    let open = try self.check("500", period: "/2018", rows)
    #expect(open.missing.contains(.start))
  }

  @Test("the claim's place, giver, category and whole period select")
  func selection() throws {
    var maker = twoProvinces()
    maker.node("F", .municipality)
    try maker.pay("a", 1)
    try maker.pay("b", 2, from: "F")
    try maker.pay("c", 4, category: "industry")
    try maker.pay("d", 8, "2018/2019")
    try maker.pay("e", 16, to: "E2")
    try maker.pay("f", 32, "2018-05")
    try maker.print("c", "total", "W", "33", "CNY", category: "fiscal")
    #expect(try #require(try maker.reconciled().check("c")).verdict == .reconciles)
  }

  @Test("basis names the parts, in any unit of money, and flows may be claims")
  func basis() throws {
    let check = try check("1.1", unit: "万元", basis: ["a", "d"]) { maker in
      try maker.pay("a", 10_000)
      try maker.pay("b", 700)
      try maker.print("d", "total", "W", "1000", "CNY")
    }
    #expect(check.verdict == .reconciles)
    #expect(check.parts.map(\.role) == [.counted, .counted])
  }

  @Test("no rows, unknown measures, things that only share a unit")
  func nothing() throws {
    #expect(try check("300") { _ in }.missing == [.rows])
    #expect(try check("300", measure: "wishes") { _ in }.missing == [.counterpart])
    #expect(try check("300", measure: "items") { _ in }.missing == [.commonUnit])
  }

  @Test("rows that may be inside a counted row, or inside the claim, widen the range alone")
  func mayBeInside() throws {
    let check = try check("300") { maker in
      try maker.pay("a", 300)
      try maker.pay("b", 40, mayBePartOf: "a")
      try maker.pay("d", 5, "2017/2018", mayBePartOf: "c")
    }
    #expect(check.verdict == .reconciles)
    #expect(check.computed?.range.upper == ExactRatio(34_100))  // Half a yuan of rounding each.
    #expect(check.parts.map(\.role) == [.counted, .mayBeInside, .mayBeInside])
  }
}

@Suite("What explains a gap")
struct GapExplanationTests {
  private func kinds(
    _ printed: String, unit: String = "CNY", measure: String = "money+goods",
    category: String? = nil, _ rows: (inout NetworkMaker) throws -> Void
  ) throws -> [GapExplanation] {
    var maker = twoProvinces()
    try rows(&maker)
    try maker.print("c", "total", "W", printed, unit, measure: measure, category: category)
    return try #require(try maker.reconciled().check("c")).explanations
  }

  @Test("goods without a value at a whole price; more zeros first; fractions are not named")
  func unitPrice() throws {
    let found = try kinds("2200") { maker in
      try maker.pay("a", 1000)
      try maker.give("g", 10)  // 120 each
      try maker.give("h", 12)  // 100 each
      try maker.give("i", 7)  // no whole price
      try maker.give("j", nil)
    }
    #expect(found.map(\.kind) == [.unitPrice, .unitPrice])
    #expect(found[0].text.en.contains("h × exactly 100.00 CNY"))
    #expect(found[1].text.en.contains("g × exactly 120.00 CNY"))
    #expect(found.allSatisfy { $0.certainty == .inferred })
  }

  @Test("a row of another category that is exactly the gap; a row too many")
  func rows() throws {
    let missed = try kinds("1500", measure: "money", category: "fiscal") { maker in
      try maker.pay("a", 1000)
      try maker.pay("b", 500, category: "industry")
    }
    #expect(missed.map(\.kind) == [.missedRow])
    let twice = try kinds("1000", measure: "money") { maker in
      try maker.pay("a", 1000)
      try maker.pay("b", 250)
      try maker.pay("d", 250)
    }
    #expect(twice.map(\.kind) == [])
    let once = try kinds("1250", measure: "money") { maker in
      try maker.pay("a", 1000)
      try maker.pay("b", 250)
      try maker.pay("d", 250)
    }
    #expect(once.map(\.kind) == [.countedTwice, .countedTwice])
  }

  @Test("an open bound, as far as less than one unit of its last digit reaches")
  func bound() throws {
    func rows(_ maker: inout NetworkMaker) throws {
      try maker.pay("a", 1000)
      try maker.pay("b", 400, precision: .atLeast)
    }
    #expect(try kinds("1450", measure: "money", rows).map(\.kind) == [.openBound])
    #expect(try kinds("1600", measure: "money", rows).isEmpty)
  }
}
