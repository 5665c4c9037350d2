import Analysis
import GraphCore
import NetworkModel
import Testing

@Suite("Structure of a network")
struct NetworkStructureTests {
  private func structure(
    _ question: NetworkGraphQuestion, _ network: PairingNetwork
  ) throws -> NetworkStructure {
    try NetworkStructure(NetworkGraph(question, in: network), in: network)
  }

  @Test("the 16 districts of 2018 hold their counties each alone")
  func districts() throws {
    let network = TianjinPackage.network
    let found = try structure(
      NetworkGraphQuestion(layers: [.pairing(.county)], date: CalendarDate("2018")), network)
    #expect(found.components.count == 16)
    #expect(found.help.donors.count == 16)
    #expect(found.help.recipients.count == 29)
    #expect(found.help.recipients.allSatisfy { $0.soleDonor != nil })
    // No two ways lead anywhere, so each pairing is a cut edge; a donor of two or more is a cut node.
    #expect(found.cutEdges.bridges.count == 29)
    #expect(found.cutNodes.count == found.help.donors.count { $0.recipients.count > 1 })
    #expect(found.communities.partition.count == 16)

    let node = try #require(network.node(id: "120110"))
    let dongli = try #require(found.graph.position(of: node))
    let loss = try #require(DonorLoss(dongli, in: found))
    #expect(
      loss.lines.map { network[found.graph.nodes[$0.recipient]].id }
        == ["620122", "620523", "623021"])
    #expect(loss.lines.allSatisfy { $0.remaining.isEmpty && $0.edges == 1 && $0.weight == nil })
    #expect(found.removal.parts[dongli] == 3)
    #expect(found.removal.cutOff[dongli] == 2)
    #expect(DonorLoss(loss.lines[0].recipient, in: found) == nil)
  }

  @Test("a leaving donor takes its money, not that of the others")
  func money() throws {
    var maker = twoProvinces()
    try maker.flow("a", "E1", "WP1", 30)
    try maker.flow("b", "E2", "WP1", 20)
    try maker.flow("c", "E1", "WP2", 25)
    try maker.flow("d", "E1", "WP1", 10)
    let network = try maker.network()
    let found = try structure(NetworkGraphQuestion(layers: [.flow(.money)]), network)
    let loss = try #require(DonorLoss(0, in: found))
    func id(_ node: Int) -> String { network[found.graph.nodes[node]].id }
    #expect(loss.lines.map { id($0.recipient) } == ["WP2", "WP1"])
    #expect(loss.lines.map(\.weight) == [25, 40])
    #expect(loss.lines.map(\.whole) == [25, 60])
    #expect(loss.lines.map { $0.remaining.map(id) } == [[], ["E2"]])
  }
}
