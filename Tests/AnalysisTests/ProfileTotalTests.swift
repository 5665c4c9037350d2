import Analysis
import NetworkModel
import Testing

@Suite struct ProfileTotalTests {
  private func totals(_ id: String, _ maker: NetworkMaker) throws -> [String] {
    let network = try maker.network()
    return Profile(of: try #require(network.node(id: id)), in: network).totals.map { total in
      let amount =
        switch total.amount {
        case .money(let money): String(money.fen)
        case .quantity(let quantity): "\(quantity) \(total.unit ?? "")"
        case nil: "unknown"
        }
      return
        "\(total.direction.rawValue) \(total.period) \(total.status.rawValue) \(total.precision.rawValue) \(total.category) \(amount)"
    }
  }

  @Test func addsOnlyWhatMayBeAdded() throws {
    var maker = twoProvinces()
    try maker.flow("a", "E1", "WP1", 10, "2018-03")
    try maker.flow("b", "E2", "WP1", 5, "2018")
    try maker.flow("c", "E2", "WP1", 7, "2019")
    try maker.flow("d", "E2", "WP1", 100, status: .allocated)
    try maker.flow("e", "E2", "WP1", 40, precision: .atLeast)
    try maker.flow("f", "E2", "WP1", 3, category: "social_donation")
    try maker.flow("g", "E2", "WP1", 8, measure: .persons, category: "training")
    #expect(
      try totals("WP1", maker) == [
        "incoming 2018 allocated exact fiscal 100", "incoming 2018 disbursed exact fiscal 15",
        "incoming 2018 disbursed at_least fiscal 40",
        "incoming 2018 disbursed exact social_donation 3",
        "incoming 2019 disbursed exact fiscal 7", "incoming 2018 disbursed exact training 8 人",
      ])
  }

  @Test func aTrancheCountsOnceInEachStatus() throws {
    // Allocated 2000, of which disbursed 1000: the total is 2000, not 3000.
    var maker = twoProvinces()
    try maker.flow("a", "E", "W", 2000, status: .allocated)
    try maker.flow("b", "E", "W", 1000, status: .disbursed, partOf: "a")
    #expect(
      try totals("W", maker) == [
        "incoming 2018 allocated exact fiscal 2000", "incoming 2018 disbursed exact fiscal 1000",
      ])
  }

  @Test func partsCountWhereTheirWholeDoesNot() throws {
    var maker = twoProvinces()
    try maker.flow("a", "E", "W", 100)
    try maker.flow("b", "E1", "WP1", 30, partOf: "a")
    try maker.flow("c", "E1", "WP2", nil, category: "industry", partOf: "a")
    #expect(try totals("W", maker) == ["incoming 2018 disbursed exact fiscal 100"])
    #expect(try totals("WP1", maker) == ["incoming 2018 disbursed exact fiscal 30"])
    #expect(try totals("WP2", maker) == ["incoming 2018 disbursed exact industry unknown"])
  }

  @Test func partsOfAnUnknownWholeCount() throws {
    var maker = twoProvinces()
    try maker.flow("a", "E", "W", nil)
    try maker.flow("b", "E", "W", 30, partOf: "a")
    #expect(try totals("W", maker) == ["incoming 2018 disbursed exact fiscal 30"])
  }

  @Test func repeatsCountOnce() throws {
    var maker = twoProvinces()
    try maker.flow("a1", "E", "W", 50, sameAs: "b")
    try maker.flow("b", "E", "W", 50)
    try maker.flow("c", "E", "W", 50, sameAs: "a1")
    #expect(try totals("W", maker) == ["incoming 2018 disbursed exact fiscal 50"])
    let network = try maker.network()
    let profile = Profile(of: try #require(network.node(id: "W")), in: network)
    #expect(profile.flows.filter(\.isCounted).map(\.flow.id) == ["b"])
  }

  @Test func theRepeatWithAnAmountCounts() throws {
    var maker = twoProvinces()
    try maker.flow("a", "E", "W", nil)
    try maker.flow("b", "E", "W", 50, sameAs: "a")
    #expect(try totals("W", maker) == ["incoming 2018 disbursed exact fiscal 50"])
  }

  @Test func itemsAreListedAndNotAdded() throws {
    var maker = twoProvinces()
    try maker.flow("a", "E1", "WP1", 4, measure: .items)
    try maker.flow("b", "E1", "WP1", 10, measure: .items)
    #expect(try totals("WP1", maker).isEmpty)
    let network = try maker.network()
    #expect(Profile(of: try #require(network.node(id: "WP1")), in: network).flows.count == 2)
  }

  @Test func whatAGroupReceivesIsTheGroups() throws {
    var maker = twoProvinces()
    maker.node("G", .group)
    maker.member("WP1", of: "G")
    maker.member("WP2", of: "G")
    try maker.flow("a", "E", "G", 300)
    #expect(try totals("WP1", maker).isEmpty)
    #expect(try totals("G", maker) == ["incoming 2018 disbursed exact fiscal 300"])
    #expect(try totals("WP", maker) == ["incoming 2018 disbursed exact fiscal 300"])
  }

  @Test func aSumThatDoesNotFitIsUnknown() throws {
    var maker = twoProvinces()
    try maker.flow("a", "E", "W", .max)
    try maker.flow("b", "E", "W", .max, category: "fiscal", sameAs: nil)
    #expect(try totals("W", maker) == ["incoming 2018 disbursed exact fiscal unknown"])
  }
}
