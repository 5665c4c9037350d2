import NetworkModel
import TestSupport
import Testing

@testable import Analysis

@Suite("Coverage")
struct CoverageTests {
  private func states(
    _ question: CoverageQuestion, in network: PairingNetwork
  ) -> [String: CoverageState] {
    let report = coverage(question, in: network)
    return Dictionary(
      uniqueKeysWithValues: report.units.map { (network[$0.unit].id, $0.state) })
  }

  @Test("with nothing there, nothing is covered, at every level")
  func emptyRecord() throws {
    let network = try twoProvinces().network()
    for level in Level.allCases {
      let report = coverage(CoverageQuestion(.level(level)), in: network)
      #expect(report.count(.direct) == 0)
      #expect(report.count(.noRecord) == report.denominator)
      #expect(report.range == 0...report.denominator)
    }
  }

  @Test("direct before inherited before through descendants before no record")
  func statesInOrder() throws {
    var maker = twoProvinces()
    try maker.pairing(.county, "E1", "WP1", "2016/2020")
    try maker.pairing(.town, "ET", "WP1T", "2016/2020")
    let network = try maker.network()
    let date = try #require(CalendarDate(year: 2018))
    #expect(
      states(CoverageQuestion(.level(.town), kinds: [.town, .county], date: date), in: network)[
        "WP1T"] == .direct)
    #expect(
      states(CoverageQuestion(.level(.town), kinds: [.county], date: date), in: network)["WP1T"]
        == .inherited)
    #expect(
      states(CoverageQuestion(.level(.county), kinds: [.town], date: date), in: network)
        == [
          "WP1": .throughDescendants, "WP2": .noRecord, "WP3": .noRecord, "WP4": .noRecord,
          "E1": .noRecord, "E2": .noRecord,
        ])
  }

  @Test("both ends of a period are inclusive, and a year asks about any day in it")
  func inclusiveEnds() throws {
    var maker = twoProvinces()
    try maker.pairing(.county, "E1", "WP1", "2016-07/2020-11")
    let network = try maker.network()
    for (text, active) in [
      ("2016-06-30", false), ("2016-07-01", true), ("2016", true), ("2020-11-30", true),
      ("2020-12-01", false), ("2020", true), ("2021", false),
    ] {
      let question = CoverageQuestion(.level(.county), date: CalendarDate(text))
      #expect(coverage(question, in: network).count(.direct) == (active ? 1 : 0), "\(text)")
    }
  }

  @Test("an undated pairing never makes a unit direct on a date, and is noted")
  func undatedPairing() throws {
    var maker = twoProvinces()
    try maker.pairing(.county, "E1", "WP1")
    let network = try maker.network()
    let question = CoverageQuestion(
      .level(.county), within: network.node(id: "W"), date: CalendarDate("2018"))
    let report = coverage(question, in: network)
    #expect(report.count(.direct) == 0)
    #expect(report.units.filter(\.hasUndatedPairing).map { network[$0.unit].id } == ["WP1"])
    #expect(report.range == 0...4)
    #expect(
      coverage(CoverageQuestion(.level(.county)), in: network).count(.direct) == 1)
  }

  @Test("a group as the place asked about stands for its members")
  func groupAsPlace() throws {
    var maker = twoProvinces()
    maker.node("G", .group, in: "W")
    maker.member("WP1", of: "G")
    maker.member("WP3", of: "G")
    try maker.pairing(.county, "E1", "WP3", "2016/2020")
    let network = try maker.network()
    let question = CoverageQuestion(.level(.county), within: network.node(id: "G"))
    #expect(states(question, in: network) == ["WP1": .noRecord, "WP3": .direct])
  }

  @Test("a count of all members makes them claimed; a closed list makes the others none")
  func claimedAndNone() throws {
    var maker = twoProvinces()
    maker.node("G", .group, in: "W")
    for county in ["WP1", "WP2", "WP3"] { maker.member(county, of: "G") }
    try maker.pairing(.county, "E1", "WP1", "2016/2020")
    try maker.claim(
      "pairing_count", "G", scope: "E", measure: .county, (2, 3), unit: "county",
      period: "2016/2020")
    try maker.claim(
      "closed_list", "G", scope: "W", measure: .county, unit: "county", period: "2016/2020")
    let network = try maker.network()
    func question(_ year: String) -> CoverageQuestion {
      CoverageQuestion(
        .level(.county), within: network.node(id: "W"), date: CalendarDate(year))
    }
    #expect(
      states(question("2018"), in: network)
        == ["WP1": .direct, "WP2": .claimed, "WP3": .claimed, "WP4": .none])
    #expect(coverage(question("2018"), in: network).range == 3...3)
    #expect(
      states(question("2021"), in: network)
        == ["WP1": .noRecord, "WP2": .noRecord, "WP3": .noRecord, "WP4": .noRecord])
    let claim = try #require(coverage(question("2018"), in: network).claims.first)
    #expect(claim.fewestPairings == 3)
    #expect(claim.namedRecipients == 1)
    #expect(claim.namedDonors == 1)
    #expect(claim.surplusDonors == -1)
  }

  @Test("a count of some raises the lower end and settles no single unit")
  func partialCount() throws {
    var maker = twoProvinces()
    try maker.claim(
      "pairing_count", "W", scope: "E", measure: .county, (2, 3), unit: "county", period: "2018")
    let network = try maker.network()
    let question = CoverageQuestion(
      .level(.county), within: network.node(id: "W"), date: CalendarDate("2018"))
    let report = coverage(question, in: network)
    #expect(report.count(.noRecord) == 4)
    #expect(report.range == 3...4)
  }

  @Test("central pairings count only when the layer is asked for")
  func centralLayer() throws {
    var maker = twoProvinces()
    maker.node("U", .university, in: "E")
    try maker.pairing(.central, "U", "WP2", "2012")
    let network = try maker.network()
    let year = CalendarDate("2012")
    #expect(
      coverage(CoverageQuestion(.level(.county), date: year), in: network).count(.direct) == 0)
    #expect(
      coverage(CoverageQuestion(.level(.county), kinds: [.central], date: year), in: network)
        .count(.direct) == 1)
  }

  @Test("seeded: a pairing more never lowers coverage, and every unit stands once")
  func monotone() throws {
    var generator = SeededGenerator(seed: 20_261_121)
    for _ in 0..<40 {
      var maker = twoProvinces()
      var before = -1
      for _ in 0..<6 {
        let donor = ["E1", "E2"].randomElement(using: &generator) ?? "E1"
        let recipient = "WP\(Int.random(in: 1...4, using: &generator))"
        let year = Int.random(in: 2000...2400, using: &generator)
        try maker.pairing(.county, donor, recipient, "\(year)")
        let network = try? maker.network()
        guard let network else { break }
        let report = coverage(
          CoverageQuestion(.level(.county), within: network.node(id: "W")), in: network)
        #expect(report.count(.direct) >= before)
        #expect(Set(report.units.map(\.unit)).count == 4)
        #expect(CoverageState.allCases.map(report.count).reduce(0, +) == report.denominator)
        let parts = report.summed(by: .prefecture, in: network).lines.map(\.denominator)
        #expect(parts.reduce(0, +) == report.denominator)
        before = report.count(.direct)
      }
    }
  }
}
