import NetworkModel
import Testing

@testable import Analysis

@Suite("Who does what, funnels, envelopes, rates")
struct WhoDoesWhatTests {
  @Test("pairings and categories between places of two levels, repeats left out")
  func matrix() throws {
    var maker = twoProvinces()
    try maker.pairing(.county, "E1", "WP1", "2016/2020")
    try maker.pairing(.town, "ET", "WP1T", "2018/2020")
    try maker.pairing(.central, "E2", "WP2", "2016/2020")
    try maker.flow("a", "E1", "WP1T", 5, "2018", category: "industry")
    try maker.flow("b", "E1", "WP1", 5, "2018", category: "industry", sameAs: "a")
    try maker.flow("c", "E", "W", 9, "/2019")
    let network = try maker.network()
    func cells(_ matrix: WhoDoesWhat) -> [String] {
      matrix.cells.map { cell in
        let kind =
          switch cell.kind {
          case .pairing(let kind): kind.rawValue
          case .flow(let category, _): category
          }
        return "\(network[cell.donor].id) \(network[cell.recipient].id) \(kind) \(cell.count)"
      }
    }
    #expect(
      cells(WhoDoesWhat(in: network))
        == ["E W fiscal 1", "E1 WP1 county 1", "E1 WP1 town 1", "E1 WP1 industry 1"])
    #expect(
      cells(WhoDoesWhat(donorLevel: .province, recipientLevel: .province, in: network))
        == ["E W county 1", "E W town 1", "E W fiscal 1", "E W industry 1"])
    let past = WhoDoesWhat(at: CalendarDate(year: 2017), in: network)
    #expect(cells(past) == ["E1 WP1 county 1"])
    #expect(past.undated == [2])
    #expect(cells(WhoDoesWhat(kinds: [.central], in: network)).contains("E2 WP2 central 1"))
  }

  @Test("a later step of an envelope over the envelope; nothing from an envelope with bounds")
  func envelopes() throws {
    var maker = twoProvinces()
    try maker.flow("a", "E", "W", 4000, status: .allocated)
    try maker.flow("b", "E", "W", 1000, status: .disbursed, partOf: "a")
    try maker.flow("c", "E", "W", 500, status: .disbursed, partOf: "a")
    try maker.flow("d", "E", "W", 500, status: .disbursed, sameAs: "c")
    try maker.flow("e", "E", "W", 700, status: .spent, partOf: "a")
    let found = utilisations(in: try maker.network())
    #expect(found.map(\.status) == [.disbursed, .spent])
    #expect(found[0].used == .money(Money(fen: 1500)) && found[0].left == .money(Money(fen: 2500)))
    #expect(found[0].share?.description == "0.375")
    maker.draft.flows[0].precision = .atLeast
    #expect(utilisations(in: try maker.network())[0].share == nil)
    maker.draft.flows[0].amount = nil
    #expect(utilisations(in: try maker.network()).isEmpty)
  }

  @Test("a funnel follows the steps; a bound has no rate")
  func funnel() throws {
    var maker = twoProvinces()
    try maker.flow("a", "WP1", "E", 200, measure: .persons, category: "labour", status: .planned)
    try maker.flow("b", "WP1T", "E1", 50, measure: .persons, category: "labour", status: .signed)
    try maker.flow("c", "WP1", "W", 7, measure: .persons, category: "labour", status: .realised)
    try maker.flow(
      "d", "WP1", "E2", 10, measure: .persons, category: "labour", status: .realised,
      precision: .atLeast)
    let network = try maker.network()
    let origin = try #require(network.node(id: "WP1"))
    let steps = FlowFunnel("labour", from: origin, to: network.node(id: "E"), in: network).steps
    #expect(steps.map(\.status) == [.planned, .signed, .realised])
    #expect(steps[1].rate?.description == "0.25")
    #expect(steps[2].rate == nil && steps[2].precision == .atLeast)
  }

  @Test("a rate needs the indicator of the place and year, and is refused without")
  func rates() throws {
    var maker = twoProvinces()
    try maker.flow("a", "E", "WP1T", 900_000, "2018")
    try maker.flow("b", "E", "WP2", 100, "2018")
    maker.draft.indicators = [
      Indicator(
        node: "WP1", indicator: "population", year: 2018, value: ExactDecimal(3000), unit: "人")
    ]
    let network = try maker.network()
    let lines = FlowAccounts(FlowQuestion(), in: network)
      .breakdown(by: [.recipient(.county), .year])
    let rate = try FlowRate(of: lines[0], per: "population", year: nil, in: network)
    #expect(rate?.value == ExactRatio(300))
    #expect(
      throws: FlowRate.Missing(node: "WP2", indicator: "population", year: 2018)
    ) { try FlowRate(of: lines[1], per: "population", year: nil, in: network) }
    let all = FlowAccounts(FlowQuestion(), in: network).breakdown(by: [.recipient(.county)])
    #expect(throws: FlowRate.Missing(node: "WP1", indicator: "population", year: nil)) {
      try FlowRate(of: all[0], per: "population", year: nil, in: network)
    }
    #expect(try FlowRate(of: all[0], per: "population", year: 2018, in: network) != nil)
  }

  @Test("area: 1,062 亩 are 70.80 hectares")
  func hectares() {
    #expect(AreaUnit.mu.hectares(of: ExactDecimal(1062)).description == "70.8")
    #expect(AreaUnit.squareKilometre.hectares(of: ExactDecimal(2)).description == "200")
    #expect(AreaUnit.squareMetre.hectares(of: ExactDecimal(5)).description == "0.0005")
  }
}
