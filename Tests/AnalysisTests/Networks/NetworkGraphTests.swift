import Analysis
import GraphCore
import NetworkModel
import Testing

@Suite("Graphs of a network")
struct NetworkGraphTests {
  private func maker() throws -> NetworkMaker {
    var maker = twoProvinces()
    try maker.pairing(.county, "E1", "WP1", "2016/2020")
    try maker.pairing(.county, "E1", "WP2", "2016/2020")
    try maker.pairing(.county, "E2", "WP2", "2018/..")
    try maker.pairing(.town, "ET", "WP1T", "2018/..")
    try maker.pairing(.county, "E2", "WP3")
    return maker
  }

  private func names(_ graph: NetworkGraph, _ network: PairingNetwork) -> [String] {
    (0..<graph.graph.edgeCount).map { edge in
      let (source, target) = graph.graph.ends(of: edge)
      return network[graph.nodes[source]].id + ">" + network[graph.nodes[target]].id
    }
  }

  @Test("pairings lead from donor to recipient, between touched nodes in id order")
  func pairings() throws {
    let network = try maker().network()
    let graph = try NetworkGraph(NetworkGraphQuestion(), in: network)
    #expect(graph.nodes.map { network[$0].id } == ["E1", "E2", "ET", "WP1", "WP1T", "WP2", "WP3"])
    #expect(
      names(graph, network) == ["E1>WP1", "E1>WP2", "E2>WP2", "E2>WP3", "ET>WP1T"])
    #expect(graph.weights == [1, 1, 1, 1, 1])
    #expect(graph.weightUnit == .edges)
    #expect(graph.unweighable == nil)
    #expect(graph.layer(of: 4) == .pairing(.town))
    #expect(graph.position(of: try #require(network.node(id: "WP2"))) == 5)
    #expect(graph.position(of: try #require(network.node(id: "W"))) == nil)
  }

  @Test("a date leaves out what does not exist then and counts what may")
  func dates() throws {
    let network = try maker().network()
    let early = try NetworkGraph(NetworkGraphQuestion(date: CalendarDate("2017")), in: network)
    #expect(names(early, network) == ["E1>WP1", "E1>WP2"])
    #expect(early.undated == 1)
    let late = try NetworkGraph(NetworkGraphQuestion(date: CalendarDate("2021")), in: network)
    #expect(names(late, network) == ["E2>WP2", "ET>WP1T"])
  }

  @Test("a level lifts ends to their places; an edge inside one place is counted, not drawn")
  func lifting() throws {
    var maker = try maker()
    try maker.pairing(.town, "WP1", "WP1T")
    let network = try maker.network()
    let counties = try NetworkGraph(NetworkGraphQuestion(level: .county), in: network)
    #expect(
      names(counties, network) == ["E1>WP1", "E1>WP2", "E2>WP2", "E2>WP3", "E1>WP1"])
    #expect(counties.inside == 1)
    let prefectures = try NetworkGraph(
      NetworkGraphQuestion(layers: [.pairing(.county)], level: .prefecture), in: network)
    #expect(names(prefectures, network) == ["E1>WP", "E1>WP", "E2>WP", "E2>WP"])
  }

  @Test("a place keeps the edges that touch it")
  func within() throws {
    let network = try maker().network()
    let graph = try NetworkGraph(
      NetworkGraphQuestion(within: network.node(id: "WP1")), in: network)
    #expect(names(graph, network) == ["E1>WP1", "ET>WP1T"])
  }

  @Test("containment is an edge from a place to its part")
  func containment() throws {
    let network = try maker().network()
    let graph = try NetworkGraph(NetworkGraphQuestion(layers: [.containment]), in: network)
    #expect(graph.graph.edgeCount == 9)
    #expect(names(graph, network).contains("WP>WP3"))
  }

  @Test("money is weighed in fen, repeats and parts once, unknown amounts counted")
  func money() throws {
    var maker = twoProvinces()
    try maker.flow("f1", "E", "W", 600)
    try maker.flow("f2", "E1", "WP1", 200, partOf: "f1")
    try maker.flow("f3", "E1", "WP1", 200, sameAs: "f2")
    try maker.flow("f4", "E2", "WP2", nil)
    try maker.flow("f5", "E2", "WP3", 50)
    let network = try maker.network()
    let graph = try NetworkGraph(NetworkGraphQuestion(layers: [.flow(.money)]), in: network)
    #expect(names(graph, network) == ["E>W", "E2>WP2", "E2>WP3"])
    #expect(graph.weights == [600, 0, 50])
    #expect(graph.weightUnit == .fen)
    #expect(graph.unknownAmounts == 1)
    #expect(graph.repeated == 2)
    #expect(graph.uncertain == 0)
    maker.draft.flows[4].mayBePartOf = maker.draft.text.append("f1")
    let doubtful = try NetworkGraph(
      NetworkGraphQuestion(layers: [.flow(.money)]), in: try maker.network())
    #expect(doubtful.uncertain == 1 && doubtful.weights == [600, 0, 50])
  }

  @Test("steps of money, measures and layers are not added up")
  func refusals() throws {
    var maker = try maker()
    try maker.flow("f1", "E1", "WP1", 600, status: .allocated)
    try maker.flow("f2", "E1", "WP1", 300, status: .disbursed)
    try maker.flow("f3", "E1", "WP1", 3, measure: .persons)
    let network = try maker.network()
    func graph(_ layers: [NetworkLayer], _ status: FlowStatus? = nil) throws -> NetworkGraph {
      try NetworkGraph(NetworkGraphQuestion(layers: layers, status: status), in: network)
    }
    #expect(
      try graph([.flow(.money)]).unweighable == .mixedStatuses([.allocated, .disbursed]))
    #expect(try graph([.flow(.money)], .disbursed).weights == [300])
    #expect(try graph([.flow(.money), .flow(.persons)]).unweighable == .mixedLayers)
    #expect(try graph([.flow(.money), .pairing(.county)]).unweighable == .mixedLayers)
    let persons = try graph([.flow(.persons)])
    #expect(persons.weightUnit == .quantity(unit: "人", scale: 0))
  }

  @Test("the reference package: 28 counties of Gansu have a district in 2018")
  func reference() throws {
    let network = TianjinPackage.network
    let graph = try NetworkGraph(
      NetworkGraphQuestion(layers: [.pairing(.county)], date: CalendarDate("2018")), in: network)
    let counties = try #require(network.node(id: "620000"))
    let received = (0..<graph.nodes.count).filter {
      !graph.graph.predecessors(of: $0).isEmpty && network.contains(counties, graph.nodes[$0])
    }
    #expect(received.count == 28)
    #expect(graph.graph.brokenInvariant() == nil)
  }
}
