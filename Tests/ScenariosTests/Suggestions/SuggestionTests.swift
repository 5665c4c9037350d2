import Analysis
import NetworkModel
import TestSupport
import Testing

@testable import Scenarios

@Suite("Suggestions of pairings")
struct SuggestionTests {
  @Test("everyone gets the nearest donor while there is room")
  func nearest() throws {
    let network = try SitesMaker.twoProvinces().network()
    let report = try suggestions(try network.question(), in: network)
    #expect(report.pairs == ["W2<E1", "W3<E1", "W4<E1"])
    // 9, 8 and 7 degrees of the equator, each 111,319.4908 m.
    #expect(report.suggestions.map(\.metres) == [1_001_875, 890_556, 779_236])
    #expect(report.metres == 2_671_667 && report.meanMetres == 890_556)
    #expect(report.suggestions.map(\.ground) == [.nearest, .nearest, .nearest])
    #expect(report.suggestions[0].next?.farther == 222_639)
    #expect(report.before.count(.direct) == 1 && report.after.count(.direct) == 4)
    #expect(report.kind == .county && report.left.isEmpty && report.shortage == nil)
  }

  @Test("capacities count what a donor has already; who is farthest from the other loses least")
  func capacities() throws {
    let network = try SitesMaker.twoProvinces().network()
    let report = try suggestions(try network.question(capacity: 2), in: network)
    // E1 has one place left. On a line all plans are as long, so the first unit has the first donor.
    #expect(report.pairs == ["W2<E1", "W3<E2", "W4<E2"])
    #expect(report.suggestions[1].ground == .nearerFull)
    #expect(report.suggestions[1].nearest?.farther == -222_639)
    #expect(report.suggestions[1].next == nil)
    #expect(report.donors.map(\.before) == [1, 0])
    #expect(report.donors.map(\.after) == [2, 2])
    #expect(report.donors.map(\.room) == [0, 0])
  }

  @Test("with too little room as many as possible are served, and the shortage is told")
  func shortage() throws {
    let network = try SitesMaker.twoProvinces().network()
    let report = try suggestions(try network.question(capacity: 1), in: network)
    #expect(report.pairs == ["W4<E2"])
    #expect(report.left == ["W2:capacity", "W3:capacity"])
    let shortage = try #require(report.shortage)
    #expect(shortage.donors.map { network[$0].id } == ["E1", "E2"])
    #expect((shortage.units, shortage.room, shortage.missing) == (3, 1, 2))
    #expect(shortage.capacityNeeded == 2)
    var question = try network.question(capacity: 1)
    question.capacities[try network.named("E2")] = 2
    #expect(try suggestions(question, in: network).pairs == ["W3<E2", "W4<E2"])
    // E1 alone may grow, to its own two and W2; E2 stays at 2.
    #expect(try suggestions(question, in: network).shortage?.capacityNeeded == 2)
    question.capacities[try network.named("E1")] = 1
    #expect(try suggestions(question, in: network).shortage?.capacityNeeded == nil)
  }

  @Test("at most so many new pairings: the nearest")
  func most() throws {
    let network = try SitesMaker.twoProvinces().network()
    var question = try network.question()
    question.most = 1
    let report = try suggestions(question, in: network)
    #expect(report.pairs == ["W4<E1"])
    #expect(report.left == ["W2:most", "W3:most"])
  }

  @Test("the neediest come first, what is not known last; units may not be mixed")
  func need() throws {
    var maker = try SitesMaker.twoProvinces()
    maker.indicator("W2", "population", 2020, 900, "人")
    maker.indicator("W3", "population", 2020, 400, "人")
    let network = try maker.network()
    var question = try network.question(capacity: 1)
    question.priority = .indicator(name: "population", year: 2020)
    let report = try suggestions(question, in: network)
    #expect(report.pairs == ["W2<E2"])
    #expect(report.left == ["W3:capacity", "W4:capacity"])
    #expect(report.need?.served == ExactDecimal(900) && report.need?.all == ExactDecimal(1300))
    #expect(report.need?.unknown == 1)
    question.priority = .indicator(name: "population", year: 2019)
    #expect {
      try suggestions(question, in: network)
    } throws: { error in
      guard case SuggestionError.noIndicator(_, _, let known) = error else { return false }
      return known == ["population/2020"]
    }
    maker.indicator("W4", "population", 2020, 3, "万人")
    let mixed = try maker.network()
    question.priority = .indicator(name: "population", year: 2020)
    #expect {
      try suggestions(question, in: mixed)
    } throws: { error in
      if case SuggestionError.mixedUnits = error { true } else { false }
    }
  }

  @Test("who has the fewest donors in all layers, places above included, comes first")
  func fewestDonors() throws {
    var maker = try SitesMaker.twoProvinces()
    maker.node("A", .university, in: "E", at: 11)
    try maker.pairing("school", .school, "A", "W4", "2015/..")
    try maker.pairing("central", .central, "A", "W2", "2015/..")
    let network = try maker.network()
    var question = try network.question(capacity: 1)
    question.priority = .fewestDonors
    // W4 is nearest, but has a donor in another layer; central ones do not count.
    #expect(try suggestions(question, in: network).pairs == ["W3<E2"])
  }

  @Test("equal loads before distances, existing recipients counted")
  func equalLoads() throws {
    let network = try SitesMaker.twoProvinces().network()
    var question = try network.question()
    question.loads = .equal
    let report = try suggestions(question, in: network)
    #expect(report.donors.map(\.after) == [2, 2])
    #expect(report.suggestions.map(\.ground) == [.nearest, .equalLoads, .equalLoads])
  }

  @Test("claimed and inherited units count as gaps only when asked for")
  func gapStates() throws {
    var maker = try SitesMaker.twoProvinces()
    try maker.pairing("all", .county, "E", "W", "2018/..")
    let network = try maker.network()
    #expect(try suggestions(try network.question(), in: network).gapCount == 0)
    var question = try network.question()
    question.gapStates = [.inherited]
    #expect(try suggestions(question, in: network).gapCount == 3)
  }

  @Test("a unit whose pairing may be in force is left out, and loads its donor")
  func undated() throws {
    var maker = try SitesMaker.twoProvinces()
    try maker.pairing("maybe", .county, "E2", "W4", "2018?/..")
    let network = try maker.network()
    let report = try suggestions(try network.question(capacity: 1), in: network)
    #expect(report.pairs.isEmpty)
    #expect(report.left == ["W4:may_be_paired", "W2:capacity", "W3:capacity"])
    #expect(report.donors.map(\.before) == [1, 1])
  }

  @Test("a pair that begins later is suggested for the date alone")
  func laterPairing() throws {
    var maker = try SitesMaker.twoProvinces()
    try maker.pairing("later", .county, "E1", "W4", "2019/2020")
    let network = try maker.network()
    let report = try suggestions(try network.question(), in: network)
    #expect(report.pairs.contains("W4<E1"))
    let new = report.network.pairings.first { $0.id == "suggested-county-E1-W4" }
    #expect(new?.period.description == "2018")
    let open = report.network.pairings.first { $0.id == "suggested-county-E1-W3" }
    #expect(open?.period.description == "2018/..")
  }

  @Test("nobody asked about is a donor; without donors or gaps the answer is empty, not wrong")
  func emptiness() throws {
    let network = try SitesMaker.twoProvinces().network()
    let inside = try suggestions(try network.question(donors: ["W"]), in: network)
    #expect(inside.donors.isEmpty)
    #expect(inside.left == ["W2:no_donor", "W3:no_donor", "W4:no_donor"])
    // Within one province the units in need are one county, the donors all others.
    let own = try suggestions(try network.question(within: "W4", donors: ["W"]), in: network)
    #expect(own.pairs == ["W4<W3"])
    let none = try suggestions(try network.question(within: "W1"), in: network)
    #expect(none.gapCount == 0 && none.meanMetres == nil)
    let nothing = try suggestions(
      try network.question(.facility(.hospital), of: .facility(.hospital)), in: network)
    #expect(nothing.before.denominator == 0 && nothing.pairs.isEmpty)
  }

  @Test("the layer of the new pairings follows the donors, or must be named")
  func layer() throws {
    let network = try SitesMaker.twoProvinces().network()
    func kind(_ units: UnitClass, _ donors: UnitClass, _ kinds: Set<PairingKind> = []) throws
      -> PairingKind
    {
      try SuggestionQuestion(
        CoverageQuestion(units, kinds: kinds), donorPlaces: [try network.named("E")], donors: donors
      ).kind()
    }
    #expect(try kind(.level(.village), .facility(.enterprise)) == .enterpriseVillage)
    #expect(try kind(.level(.village), .level(.village)) == .village)
    #expect(try kind(.level(.village), .facility(.socialOrganisation)) == .organisationVillage)
    #expect(try kind(.level(.prefecture), .level(.county)) == .county)
    #expect(try kind(.level(.county), .facility(.university), [.central]) == .central)
    #expect(throws: SuggestionError.self) {
      try kind(.level(.village), .level(.county))
    }
  }

  @Test("reaches as many places as possible before it serves as many units as possible")
  func reach() throws {
    var maker = try SitesMaker.twoProvinces()
    // Two towns near the donor in W3, one far off in W2.
    for (town, county, longitude) in [("T1", "W3", 9.0), ("T2", "W3", 8.9), ("T3", "W2", -9.0)] {
      maker.node(town, .town, in: county, at: longitude)
    }
    maker.node("D", .town, in: "E1", at: 10)
    let network = try maker.network()
    var question = try network.question(.level(.town))
    question.pairingAbove = .ignored
    question.most = 2
    #expect(try suggestions(question, in: network).pairs == ["T1<D", "T2<D"])
    question.reach = .county
    let report = try suggestions(question, in: network)
    #expect(report.pairs == ["T1<D", "T3<D"])
    #expect(report.reach.map { [$0.places, $0.before, $0.after] } == [2, 0, 2])
    question.reach = .town
    #expect(throws: SuggestionError.self) { try suggestions(question, in: network) }
    question.reach = .county
    question.priority = .fewestDonors
    #expect(throws: SuggestionError.self) { try suggestions(question, in: network) }
  }
}
