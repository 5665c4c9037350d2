import NetworkModel
import Testing

@testable import Analysis

@Suite("Differences between two dates")
struct PairingDiffTests {
  private func diff(_ maker: NetworkMaker) throws -> (PairingDiff, PairingNetwork) {
    let network = try maker.network()
    let result = pairingDiff(
      from: try #require(CalendarDate("2012")), to: try #require(CalendarDate("2018")),
      kinds: [.county], in: network)
    return (result, network)
  }

  @Test("begun, ended, kept and unclear; two rows of one pair are one pairing")
  func changes() throws {
    var maker = twoProvinces()
    try maker.pairing(.county, "E1", "WP1", "2012")
    try maker.pairing(.county, "E1", "WP1", "2016/2020")
    try maker.pairing(.county, "E1", "WP2", "2010/2013")
    try maker.pairing(.county, "E2", "WP3", "2016/..")
    try maker.pairing(.county, "E2", "WP4")
    let (result, network) = try diff(maker)
    let lines = result.lines.map { "\($0.change) \(network[$0.recipient].id)" }
    #expect(lines == ["begun WP3", "ended WP2", "kept WP1", "unclear WP4"])
    #expect(result.lines[2].rows.count == 2)
    #expect(result.lines.allSatisfy { !$0.isMove })
  }

  @Test("a recipient whose donor changed has moved")
  func moved() throws {
    var maker = twoProvinces()
    try maker.pairing(.county, "E1", "WP1", "2012")
    try maker.pairing(.county, "E2", "WP1", "2018")
    let (result, _) = try diff(maker)
    #expect(result.lines.map(\.isMove) == [true, true])
  }

  @Test("places are entered and left by their recipients")
  func places() throws {
    var maker = twoProvinces()
    maker.node("WQ", .prefecture, in: "W")
    maker.node("WQ1", .county, in: "WQ")
    try maker.pairing(.county, "E1", "WP1", "2012")
    try maker.pairing(.county, "E1", "WQ1", "2018")
    let (result, network) = try diff(maker)
    #expect(result.entered.map { network[$0].id } == ["WQ"])
    #expect(result.left.map { network[$0].id } == ["WP"])
    #expect(result.stayed.isEmpty)
  }
}
