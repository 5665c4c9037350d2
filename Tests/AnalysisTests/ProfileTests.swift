import Analysis
import NetworkModel
import Testing

@Suite struct ProfileTests {
  /// E1 helps WP1; E helps W; town ET helps WP1T; WP2 is helped by nobody of its own.
  private func maker() throws -> NetworkMaker {
    var maker = twoProvinces()
    maker.node("G", .group)
    maker.member("WP1", of: "G")
    maker.member("WP2", of: "G")
    try maker.pairing(.county, "E1", "WP1", "2016/2020")
    try maker.pairing(.region, "E", "W", "1996/..")
    try maker.pairing(.town, "ET", "WP1T", "2019/..")
    try maker.pairing(.county, "E2", "G", "")
    return maker
  }

  private func profile(
    _ id: String, _ maker: NetworkMaker, at date: String? = nil
  ) throws -> Profile {
    let network = try maker.network()
    return Profile(
      of: try #require(network.node(id: id)), in: network, at: date.flatMap { CalendarDate($0) })
  }

  private func lines(_ profile: Profile) -> [String] {
    profile.pairings.map {
      "\($0.direction.rawValue) \($0.position.rawValue) \($0.pairing.id) \($0.active.rawValue)"
    }
  }

  @Test func showsEveryLevel() throws {
    #expect(
      try lines(profile("WP1", maker())) == [
        "incoming own p0 yes", "incoming above p1 yes", "incoming group p3 yes",
        "incoming below p2 yes",
      ])
    #expect(
      try lines(profile("E1", maker())) == [
        "outgoing own p0 yes", "outgoing above p1 yes", "outgoing below p2 yes",
      ])
    #expect(try lines(profile("WP3", maker())) == ["incoming above p1 yes"])
  }

  @Test func aGroupHoldsWhatItsMembersReceive() throws {
    #expect(
      try lines(profile("G", maker())) == [
        "incoming own p3 yes", "incoming below p0 yes", "incoming below p2 yes",
      ])
    #expect(try profile("G", maker()).members.count == 2)
  }

  @Test func aPlaceHoldsGroupsWhoseMembersLieInIt() throws {
    #expect(try lines(profile("WP", maker())).contains("incoming below p3 yes"))
  }

  @Test func leavesOutWhatWasNotInForce() throws {
    #expect(
      try lines(profile("WP1", maker(), at: "2018")) == [
        "incoming own p0 yes", "incoming above p1 yes", "incoming group p3 unknown",
      ])
    #expect(
      try lines(profile("WP1", maker(), at: "1990")) == ["incoming group p3 unknown"])
  }

  @Test func flowsDoNotComeFromAbove() throws {
    var maker = try maker()
    try maker.flow("a", "E", "W", 500)
    try maker.flow("b", "E1", "WP1", 20)
    try maker.flow("c", "E1", "WP1T", 5)
    try maker.flow("d", "WP2", "WP1", 1)
    let county = try profile("WP1", maker)
    #expect(Set(county.flows.map(\.flow.id)) == ["b", "c", "d"])
    let prefecture = try profile("WP", maker)
    #expect(prefecture.flows.first { $0.flow.id == "d" }?.direction == .internal)
    #expect(try profile("E1", maker).flows.allSatisfy { $0.direction == .outgoing })
  }

  @Test func flowsAfterTheDateAreNotYetHistory() throws {
    var maker = try maker()
    try maker.flow("a", "E1", "WP1", 1, "2017")
    try maker.flow("b", "E1", "WP1", 2, "2019")
    try maker.flow("c", "E1", "WP1", 3, "")
    #expect(try profile("WP1", maker, at: "2018").flows.map(\.flow.id).sorted() == ["a", "c"])
  }

  @Test func silentYearsAreNamed() throws {
    var maker = try maker()
    try maker.flow("a", "E1", "WP1", 1, "2012")
    try maker.flow("b", "E1", "WP1", nil, "2014")
    try maker.flow("c", "E1", "WP1", 1, "2017/2018")
    #expect(try profile("WP1", maker).silentYears == [2013, 2015, 2016])
    var total = Claim(id: "t", kind: "total", subject: "WP1", unit: "万元")
    total.measure = "money"
    total.period = try Period("2015/2016")
    maker.draft.claims.append(total)
    #expect(try profile("WP1", maker).silentYears == [2013])
    #expect(try profile("WP2", maker).silentYears == [])
  }

  @Test func theOrderOfRowsDoesNotMatter() throws {
    var maker = try maker()
    for number in 0..<9 {
      try maker.flow("f\(number)", "E1", number % 2 == 0 ? "WP1" : "WP1T", Int64(number))
    }
    let expected = try profile("WP1", maker)
    maker.draft.flows.reverse()
    maker.draft.pairings.reverse()
    maker.draft.memberships.reverse()
    let reversed = try profile("WP1", maker)
    #expect(reversed.flows.map(\.flow.id) == expected.flows.map(\.flow.id))
    #expect(lines(reversed) == lines(expected))
  }
}
