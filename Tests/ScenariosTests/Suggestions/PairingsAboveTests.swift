import Analysis
import NetworkModel
import Testing

@testable import Scenarios

@Suite("The pairing above")
struct PairingsAboveTests {
  /// Towns of W1 (paired with E1), W2 (not paired) and W3 (paired with E2, which has no town).
  private func maker() throws -> SitesMaker {
    var maker = try SitesMaker.twoProvinces()
    try maker.pairing("second", .county, "E2", "W3", "2015/..")
    try maker.pairing("region", .region, "E", "W", "1996/..")
    for (town, county, longitude) in [("T1", "W1", 0.1), ("T2", "W2", 1.1), ("T3", "W3", 2.1)] {
      maker.node(town, .town, in: county, at: longitude)
    }
    maker.node("T4", .town, in: "W1")
    maker.node("D1", .town, in: "E1", at: 10)
    maker.node("D2", .town, in: "E1")
    return maker
  }

  @Test("binds towns; the reasons tell what is missing")
  func towns() throws {
    let network = try maker().network()
    let report = try suggestions(try network.question(.level(.town)), in: network)
    #expect(report.pairs == ["T1<D1"])
    #expect(
      report.suggestions[0].above.map { network.text[network.pairingRows[$0].id] } == "old")
    #expect(report.suggestions[0].ground == .only)
    #expect(report.left == ["T4:no_position", "T2:no_pairing_above", "T3:no_donor_there"])
    #expect(report.uncovered.map { $0.place.map { network[$0].id } } == [nil, "W2", "W3"])
    #expect(report.donorsWithoutPosition.map { network[$0].id } == ["D2"])
  }

  @Test("can be switched off")
  func ignored() throws {
    let network = try maker().network()
    var question = try network.question(.level(.town))
    question.pairingAbove = .ignored
    let report = try suggestions(question, in: network)
    #expect(report.pairs == ["T1<D1", "T2<D1", "T3<D1"])
    #expect(report.suggestions.allSatisfy { $0.above == nil })
  }

  @Test("what has no position stands at the place above, if asked, and says so")
  func approximate() throws {
    let network = try maker().network()
    var question = try network.question(.level(.town))
    question.positions = .orOfPlaceAbove
    let report = try suggestions(question, in: network)
    // D1 and D2 both stand at E1's 10° E, so the lower id serves.
    #expect(report.pairs == ["T1<D1", "T4<D1"])
    #expect(report.suggestions[1].unit.placedAt == network.node(id: "W1"))
    #expect(report.suggestions[1].metres == 1_113_195)
    #expect(report.donorsWithoutPosition.isEmpty)
  }

  @Test("what lies in no county stands for the lowest place above; groups bind nobody")
  func facilities() throws {
    var maker = try maker()
    maker.node("H", .hospital, in: "E", at: 11)
    maker.node("HE1", .hospital, in: "E1", at: 10)
    maker.node("H1", .hospital, in: "W1", at: 0)
    maker.node("H2", .hospital, in: "W2", at: 1)
    let network = try maker.network()
    let report = try suggestions(
      try network.question(.facility(.hospital), of: .facility(.hospital)), in: network)
    // H2's county has no pairing, but its province is paired with the municipality of H.
    #expect(report.pairs == ["H1<HE1", "H2<H"])
    #expect(
      report.suggestions.map { $0.above.map { network.text[network.pairingRows[$0].id] } }
        == ["old", "region"])
    #expect(report.kind == .hospital)
  }
}
