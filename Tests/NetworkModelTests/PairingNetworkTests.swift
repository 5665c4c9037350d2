import NetworkModel
import Testing

@Suite struct PairingNetworkTests {
  private func network() throws -> PairingNetwork {
    var maker = DraftMaker()
    maker.node("W", .province)
    maker.node("WP", .prefecture, in: "W")
    maker.node("WP1", .county, in: "WP")
    maker.node("WP1T", .town, in: "WP1")
    maker.node("H", .hospital, in: "WP1")
    maker.node("G", .group)
    for (node, period) in [("WP1", "2012"), ("WP", ""), ("WP1", "2016/2020")] {
      var membership = Membership(group: "G", node: node)
      membership.period = try Period(period)
      membership.source = "s"
      maker.draft.memberships.append(membership)
    }
    return try maker.network()
  }

  @Test func walksUp() throws {
    let network = try network()
    let town = try #require(network.node(id: "WP1T"))
    let ids = network.ancestors(of: town).map { network[$0].id }
    #expect(ids == ["WP1", "WP", "W"])
    #expect(network.ancestor(of: town, at: .prefecture).map { network[$0].id } == "WP")
    #expect(network.ancestor(of: town, at: .town) == town)
    #expect(network.ancestor(of: town, at: .village) == nil)
  }

  @Test func containsItselfAndWhatLiesBelow() throws {
    let network = try network()
    let (province, county, hospital) = try (
      #require(network.node(id: "W")), #require(network.node(id: "WP1")),
      #require(network.node(id: "H"))
    )
    #expect(network.contains(province, hospital))
    #expect(network.contains(county, county))
    #expect(!network.contains(hospital, county))
  }

  @Test func membersFollowTheDate() throws {
    let network = try network()
    let group = try #require(network.node(id: "G"))
    func members(_ date: String?) -> [String] {
      network.members(of: group, at: date.flatMap { CalendarDate($0) }).map { network[$0].id }
    }
    // The member without a period is always among them.
    #expect(members(nil) == ["WP", "WP1"])
    #expect(members("2012") == ["WP", "WP1"])
    #expect(members("2014") == ["WP"])
    #expect(members("2018-06") == ["WP", "WP1"])
  }

  @Test func theEmptyDraftIsANetwork() throws {
    let network = try PairingNetwork(validating: NetworkDraft())
    #expect(network.nodeCount == 0)
    #expect(network.node(id: "") == nil)
  }
}
