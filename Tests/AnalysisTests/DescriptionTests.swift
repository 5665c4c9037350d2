import Analysis
import NetworkModel
import Testing

@Suite struct DescriptionTests {
  @Test func countsByKind() throws {
    var maker = twoProvinces()
    try maker.pairing(.county, "E1", "WP1", "2016/2020")
    try maker.pairing(.county, "E2", "WP2", "")
    try maker.pairing(.region, "E", "W", "1996/..")
    try maker.flow("a", "E1", "WP1", 10)
    try maker.flow("b", "E1", "WP1", nil, "2012-08/2013")
    try maker.flow("c", "E1", "WP1", 4, partOf: "a")
    maker.draft.pairings[0].confidence = ExactDecimal(85, scale: 2)
    maker.draft.pairings[1].confidence = ExactDecimal(1)
    let description = Description(of: try maker.network())

    #expect(
      description.nodes.map { "\($0.kind.rawValue) \($0.count)" } == [
        "province 1", "municipality 1", "prefecture 1", "district 2", "county 4", "town 2",
      ])
    let county = try #require(description.pairings.first { $0.kind == .county })
    #expect(county.count == 2)
    #expect(county.undated == 1)
    #expect(county.uncertain == 1)
    #expect(county.range.earliest?.description == "2016")
    #expect(county.range.latest?.description == "2020")
    let region = try #require(description.pairings.first { $0.kind == .region })
    #expect(region.range.openEnded == 1)
    #expect(region.range.latest?.description == "1996")
    let money = try #require(description.flows.first)
    #expect(description.flows.count == 1)
    #expect((money.count, money.unknown, money.partsAndRepeats) == (3, 1, 1))
    #expect(money.range.earliest?.description == "2012-08")
  }

  @Test func countsWhatIsActiveOnADate() throws {
    var maker = twoProvinces()
    try maker.pairing(.county, "E1", "WP1", "2016/2020")
    try maker.pairing(.county, "E2", "WP2", "")
    try maker.pairing(.county, "E2", "WP3", "2012")
    let network = try maker.network()
    let line = try #require(Description(of: network, at: CalendarDate("2018")).pairings.first)
    #expect(line.active == 1)
    #expect(line.unclear == 1)
    #expect(Description(of: network).pairings.first?.active == nil)
  }

  @Test func saysWhatIsMissing() throws {
    var maker = twoProvinces()
    try maker.pairing(.county, "E1", "WP1", "")
    try maker.flow("a", "E1", "WP1", nil)
    let missing = Description(of: try maker.network()).missing
    let lines = missing.map { "\($0.subject.rawValue) \($0.table.rawValue) \($0.count)/\($0.rows)" }
    #expect(
      lines == [
        "empty_table claims 0/0", "empty_table agreements 0/0", "empty_table rules 0/0",
        "empty_table groups 0/0", "empty_table indicators 0/0", "empty_table events 0/0",
        "empty_table sources 0/0", "position nodes 11/11", "period pairings 1/1",
        "amount flows 1/1", "source nodes 11/11", "source pairings 1/1", "source flows 1/1",
      ])
    for fact in missing { #expect(!fact.consequence.en.isEmpty && !fact.consequence.zh.isEmpty) }
  }

  @Test func countsRowsBySource() throws {
    var maker = twoProvinces()
    maker.draft.sources = [Source(id: "s", title: "S"), Source(id: "t", title: "T")]
    maker.draft.nodes[0].source = maker.draft.text.append("s")
    maker.draft.nodes[1].source = maker.draft.text.append("s")
    var event = Event(id: "e", kind: "visit", date: try Period("2019-05-23"))
    event.source = "s"
    maker.draft.events.append(event)
    let description = Description(of: try maker.network())
    #expect(description.sources.map(\.total) == [3, 0])
    #expect(description.sources[0].rows == [.nodes: 2, .events: 1])
    #expect(description.kinds.map(\.kind) == ["visit"])
  }

  @Test func theEmptyNetworkIsDescribed() throws {
    let description = Description(of: try PairingNetwork(validating: NetworkDraft()))
    #expect(description.nodes.isEmpty && description.pairings.isEmpty && description.flows.isEmpty)
    #expect(description.tables.map(\.rows) == Array(repeating: 0, count: 10))
    #expect(description.missing.count == 10)
  }

  @Test func rowsOfTheReferencePackageAddUp() throws {
    let network = try #require(ReferencePackage.network)
    let description = Description(of: network)
    #expect(description.nodes.reduce(0) { $0 + $1.count } == network.nodeCount)
    #expect(description.pairings.reduce(0) { $0 + $1.count } == network.pairingRows.count)
    #expect(description.flows.reduce(0) { $0 + $1.count } == network.flowRows.count)
    let named = description.sources.reduce(0) { $0 + $1.total }
    let rows = description.tables.filter { $0.table != .sources }
    #expect(named == rows.reduce(0) { $0 + $1.rows - ($1.withoutSource ?? 0) })
  }
}
