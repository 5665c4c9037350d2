import NetworkModel
import Testing

@testable import Analysis

@Suite("Means, growth, increases, multiples and shares")
struct RateCheckTests {
  private func check(
    _ make: (inout NetworkMaker) throws -> Void
  ) throws -> ClaimCheck {
    var maker = twoProvinces()
    try make(&maker)
    return try #require(try maker.reconciled().check("c"))
  }

  @Test("growth: exact, within rounding, wrong, and without the year before")
  func growth() throws {
    func grown(_ printed: String, before: Int64? = 1379) throws -> ClaimCheck {
      try check { maker in
        if let before { try maker.pay("a", before * 1_000_000, "2017", unit: .yi) }
        try maker.pay("b", 1_610_000_000, "2018", unit: .yi)
        try maker.print("c", "growth", "W", printed, "percent")
      }
    }
    // 16.1 ÷ 13.79 = 1.1675….
    #expect(try grown("16.8").verdict == .withinRounding)
    #expect(try grown("17.5").verdict == .gap)
    // The rounding of 16.1 alone allows 16.4 to 17.2.
    #expect(try grown("17.1").verdict == .withinRounding)
    let alone = try grown("16.8", before: nil)
    #expect(alone.verdict == .cannotBeChecked)
    let year = try #require(CalendarDate(year: 2017))
    #expect(alone.missing == [.before(Period(year))])
    let doubled = try check { maker in
      try maker.pay("a", 100, "2017")
      try maker.pay("b", 150, "2018")
      try maker.print("c", "growth", "W", "50", "percent")
    }
    #expect(doubled.verdict == .reconciles)
  }

  @Test("a half that rounds up belongs to the printed rate; both ends of a rounding count")
  func halves() {
    let printed = Quantity(printed: ExactDecimal(168, scale: 1), unit: "percent")
    func verdict(_ value: Int64) -> ReconciliationVerdict {
      ReconciliationVerdict(
        printed: printed, .exact,
        computed: Quantity(ExactRatio(ExactDecimal(value, scale: 4)), .unit("percent")))
    }
    #expect(verdict(167_500) == .withinRounding && verdict(168_500) == .withinRounding)
    #expect(verdict(167_499) == .gap && verdict(168_501) == .gap)
  }

  @Test("increase: over the year before, or over what basis names")
  func increase() throws {
    func rows(_ maker: inout NetworkMaker) throws {
      try maker.pay("a", 100, "2017")
      try maker.pay("b", 150, "2018")
    }
    let year = try check { maker in
      try rows(&maker)
      try maker.print("c", "increase", "W", "50", "CNY")
    }
    #expect(year.verdict == .reconciles)
    let rule = try check { maker in
      try rows(&maker)
      maker.draft.agreements = [Agreement(id: "agr", title: "t", donor: "E", recipient: "W")]
      var rule = Rule(id: "r", agreement: "agr", kind: "schedule")
      rule.baseAmount = ExactDecimal(100)
      rule.baseYear = 2016
      rule.rate = ExactDecimal(1, scale: 1)
      maker.draft.rules = [rule]
      try maker.print("c", "increase", "W", "29", "CNY", basis: ["r"])
    }
    // 150 − 100 × 1.1².
    #expect(rule.verdict == .reconciles)
    #expect(rule.parts.map(\.role) == [.counted, .before])
  }

  @Test("ratio and share from a basis; one id of a share is the denominator")
  func basis() throws {
    let ratio = try check { maker in
      try maker.pay("a", 150)
      try maker.pay("b", 50)
      try maker.print("c", "ratio", "W", "3", "ratio", basis: ["a", "b"])
    }
    #expect(ratio.verdict == .reconciles)
    let share = try check { maker in
      try maker.pay("a", 150)
      try maker.pay("b", 450)
      try maker.print("c", "share", "W", "33.3", "percent", basis: ["a", "b"])
    }
    #expect(share.verdict == .withinRounding)
    let implied = try check { maker in
      try maker.pay("b", 400)
      try maker.print("c", "share", "W", "25", "percent", basis: ["b"])
    }
    #expect(implied.verdict == .cannotBeChecked && implied.missing == [.numerator])
    #expect(implied.explanations[0].text.en.hasPrefix("it implies 100 CNY of 400 CNY"))
    let units = try check { maker in
      try maker.pay("a", 150)
      try maker.flow("p", "E1", "WP1", 3, measure: .persons)
      try maker.print("c", "share", "W", "25", "percent", basis: ["a", "p"])
    }
    #expect(units.missing == [.commonUnit])
    let zero = try check { maker in
      try maker.pay("a", 150)
      try maker.pay("b", 0)
      try maker.print("c", "ratio", "W", "3", "ratio", basis: ["a", "b"])
    }
    #expect(zero.verdict == .cannotBeChecked && zero.computed == nil)
  }

  @Test("a mean: members of the group, what they share, other denominators tried")
  func mean() throws {
    func group(_ maker: inout NetworkMaker) throws {
      maker.node("G", .group)
      for county in ["WP1", "WP2", "WP3"] { maker.member(county, of: "G") }
      maker.node("H", .group)
      for county in ["WP1", "WP2"] { maker.member(county, of: "H") }
    }
    let own = try check { maker in
      try group(&maker)
      try maker.pay("a", 100, to: "WP1")
      try maker.pay("b", 200, to: "WP2")
      try maker.print("c", "mean", "G", "100", "CNY")
    }
    #expect(own.verdict == .reconciles && own.alternatives.map(\.count) == [2])
    let wider = try check { maker in
      try group(&maker)
      try maker.pay("a", 300, to: "WP")
      try maker.print("c", "mean", "G", "150", "CNY")
    }
    #expect(wider.verdict == .gap)
    #expect(wider.alternatives.map(\.count) == [2, 4])
    #expect(wider.alternatives.map(\.verdict) == [.reconciles, .gap])
    #expect(
      wider.explanations.map(\.kind) == [.assumption, .otherDenominator, .impliedDenominator])
    let unnamed = try check { maker in
      maker.node("G", .group)
      try maker.pay("a", 300, to: "G")
      try maker.print("c", "mean", "G", "150", "CNY")
    }
    #expect(unnamed.missing == [.denominator])
  }
}

@Suite("Counts, lists, distances and second mentions")
struct CountCheckTests {
  @Test("units of a group: the number of members; a place names none")
  func units() throws {
    var maker = twoProvinces()
    maker.node("G", .group)
    maker.member("WP1", of: "G")
    maker.member("WP2", of: "G")
    maker.node("U", .group)
    try maker.print("a", "coverage_of_units", "G", "2", "county", measure: "county")
    try maker.print("b", "coverage_of_units", "G", "3", "county", measure: "county")
    try maker.print("c", "coverage_of_units", "U", "3", "county", measure: "county")
    let result = try maker.reconciled()
    #expect(result.checks.map(\.verdict) == [.reconciles, .gap, .cannotBeChecked])
    #expect(result.checks[2].missing == [.members])
  }

  @Test("two sides: too many named is a gap, all named reconciles, fewer say nothing")
  func pairings() throws {
    var maker = twoProvinces()
    try maker.pairing(.county, "E1", "WP1", "2018")
    try maker.pairing(.county, "E1", "WP2", "2018")
    for (id, donors, recipients) in [("a", "1", "2"), ("b", "1", "1"), ("c", "2", "3")] {
      try maker.print(
        id, "pairing_count", "W", donors, "county", measure: "county", value2: recipients)
    }
    let result = try maker.reconciled()
    #expect(result.checks.map(\.verdict) == [.reconciles, .gap, .cannotBeChecked])
    #expect(result.checks[2].missing == [.names(1)] && result.checks[2].gap == nil)
    #expect(result.derived.map(\.kind) == [.pairingRatio, .pairingRatio, .pairingRatio])
  }

  @Test("a list is closed while nobody else in the region has a pairing; full coverage needs all")
  func lists() throws {
    var maker = twoProvinces()
    maker.node("G", .group)
    maker.member("WP1", of: "G")
    try maker.pairing(.county, "E1", "WP1", "2018")
    try maker.print(
      "a", "closed_list", "G", nil, "county", scope: "W", measure: "county", value2: "1")
    try maker.print("b", "full_coverage", "G", nil, "county", measure: "county", value2: "1")
    try maker.print("d", "full_coverage", "WP", nil, "county", measure: "county", value2: "4")
    #expect(
      try maker.reconciled().checks.map(\.verdict) == [.reconciles, .reconciles, .cannotBeChecked])
    try maker.pairing(.county, "E1", "WP2", "2018")
    #expect(try #require(try maker.reconciled().check("a")).verdict == .gap)
  }

  @Test("a second mention: the same, within its bound, within rounding, another number")
  func mentions() throws {
    var maker = twoProvinces()
    try maker.pay("a", 6_319_200, unit: .wan)
    try maker.pay("b", 6_319_200, sameAs: "a", unit: .wan)
    try maker.pay("c", 6_300_000, precision: .atLeast, sameAs: "a", unit: .wan)
    try maker.pay("d", 6_320_000, sameAs: "a", unit: .wan)
    try maker.pay("e", 6_400_000, sameAs: "a", unit: .wan)
    try maker.pay("f", 6_000_000, precision: .atMost, sameAs: "a", unit: .wan)
    try maker.pay("g", nil, sameAs: "a", unit: .wan)
    let checks = try maker.reconciled().checks
    #expect(
      checks.map(\.verdict)
        == [.reconciles, .reconciles, .withinRounding, .gap, .gap, .cannotBeChecked])
    #expect(checks[5].missing == [.value])
  }

  @Test("unknown kinds and claims without a number cannot be checked, and say why")
  func others() throws {
    var maker = twoProvinces()
    try maker.print("a", "duration", "W", "30", "year")
    try maker.print("b", "total", "W", nil, "CNY")
    let result = try maker.reconciled()
    #expect(result.checks.map(\.verdict) == [.cannotBeChecked, .cannotBeChecked])
    #expect(result.checks[0].missing == [.counterpart])
    #expect(result.checks[1].missing.first == .value)
  }
}
