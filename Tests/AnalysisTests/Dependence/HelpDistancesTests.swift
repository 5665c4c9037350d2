import Geodesy
import NetworkModel
import Testing

@testable import Analysis

@Suite struct HelpDistancesTests {
  private func maker() throws -> NetworkMaker {
    var maker = twoProvinces()
    for row in maker.draft.nodes.indices {
      // Counties stand on the equator, E1 at 0°, WPn at n degrees; nobody else has a position.
      let id = maker.draft.text[maker.draft.nodes[row].id]
      if id == "E1" { maker.draft.nodes[row].position = GeoPoint(longitude: 0, latitude: 0) }
      if let number = Double(id.dropFirst(2)), id.hasPrefix("WP") {
        maker.draft.nodes[row].position = GeoPoint(longitude: number, latitude: 0)
      }
    }
    return maker
  }

  private func distances(_ maker: NetworkMaker, _ layers: [NetworkLayer]) throws -> (
    HelpDistances, NetworkGraph
  ) {
    let network = try maker.network()
    let graph = try NetworkGraph(NetworkGraphQuestion(layers: layers), in: network)
    return (HelpDistances(network, graph: graph), graph)
  }

  /// One degree of the equator, in metres: 2π · 6378137 ÷ 360.
  private let degree = 111_319.490793

  @Test("a donor and a recipient are one pair; the mean is over pairs, the other one over money")
  func means() throws {
    var maker = try maker()
    try maker.flow("a", "E1", "WP1", 10)
    try maker.flow("b", "E1", "WP1", 20)
    try maker.flow("c", "E1", "WP3", 10)
    try maker.flow("d", "E2", "WP3", 1000)
    try maker.flow("e", "E1", "E1", 5)
    let (distances, _) = try distances(maker, [.flow(.money)])
    #expect(distances.lines.map(\.edgeCount) == [2, 1, 1])
    #expect(distances.lines.map(\.weight) == [30, 10, 1000])
    #expect(distances.measuredCount == 2)
    #expect(abs((distances.meanInMetres ?? 0) - 2 * degree) < 0.01)
    #expect(abs((distances.weightedMeanInMetres ?? 0) - 1.5 * degree) < 0.01)
  }

  @Test func pairingsAndUnknownAmountsHaveNoWeightedMean() throws {
    var maker = try maker()
    try maker.pairing(.county, "E1", "WP1")
    try maker.flow("a", "E1", "WP1", 10)
    try maker.flow("b", "E1", "WP2", nil)
    let (pairings, _) = try distances(maker, [.pairing(.county), .containment])
    #expect(pairings.lines.count == 1)
    #expect(pairings.weightedMeanInMetres == nil)
    #expect(abs((pairings.meanInMetres ?? 0) - degree) < 0.01)
    let (money, _) = try distances(maker, [.flow(.money)])
    #expect(money.lines.map(\.weight) == [nil, nil])
    #expect(money.weightedMeanInMetres == nil)
    let (none, _) = try distances(maker, [.flow(.sales)])
    #expect(none.lines.isEmpty && none.meanInMetres == nil && none.weightedMeanInMetres == nil)
  }

  @Test("S48: Dongli and Gangu are 1170.65 km apart, 1500 余 are printed: 1.28 times, a route")
  func s48() throws {
    let package = TianjinPackage()
    let network = package.network
    let graph = try NetworkGraph(
      NetworkGraphQuestion(layers: [.pairing(.county)], date: CalendarDate("2019")), in: network)
    let distances = HelpDistances(network, graph: graph)
    let line = try #require(
      distances.lines.first {
        package.ids([graph.nodes[$0.donor], graph.nodes[$0.recipient]]) == ["120110", "620523"]
      })
    let metres = try #require(line.distance.metres)
    #expect(abs(metres - 1_170_650) < 5)
    #expect(line.distance.printed?.kilometres == ExactDecimal(1500))
    #expect(abs((line.distance.ratio ?? 0) - 1.28) < 0.005)
    #expect(distances.measuredCount == distances.lines.count)
  }
}
