import Analysis
import NetworkModel
import Testing

@Suite("Redundancy of help")
struct HelpRedundancyTests {
  @Test("distinct donors, the only one, those above, and what leaves with each")
  func byHand() throws {
    var maker = twoProvinces()
    try maker.pairing(.county, "E1", "WP1")
    try maker.pairing(.county, "E1", "WP2")
    try maker.pairing(.county, "E2", "WP2")
    try maker.pairing(.department, "E2", "WP2")
    try maker.pairing(.county, "E2", "WP3")
    try maker.pairing(.town, "ET", "WP1T")
    let network = try maker.network()
    let graph = try NetworkGraph(NetworkGraphQuestion(), in: network)
    let help = HelpRedundancy(network, graph: graph)
    func id(_ node: Int) -> String { network[graph.nodes[node]].id }

    #expect(help.recipients.map { id($0.node) } == ["WP1", "WP1T", "WP2", "WP3"])
    #expect(help.recipients.map { $0.donors.map(id) } == [["E1"], ["ET"], ["E1", "E2"], ["E2"]])
    #expect(help.recipients.map { $0.donorsAbove.map(id) } == [[], ["E1"], [], []])
    #expect(help.recipients.map(\.edgeCount) == [1, 1, 3, 1])
    #expect(help.recipients.map { $0.soleDonor.map(id) } == ["E1", "ET", nil, "E2"])
    #expect(help.donors.map { id($0.node) } == ["E1", "E2", "ET"])
    #expect(help.donors.map { $0.onlyDonorOf.map(id) } == [["WP1"], ["WP3"], ["WP1T"]])
    #expect(help.recipientsByDonorCount == [0, 3, 1])
  }

  @Test("the largest donor's part of the money, and none where an amount is unknown")
  func weights() throws {
    var maker = twoProvinces()
    try maker.flow("a", "E1", "WP1", 30)
    try maker.flow("b", "E2", "WP1", 20)
    try maker.flow("c", "E2", "WP1", 25)
    let network = try maker.network()
    let graph = try NetworkGraph(NetworkGraphQuestion(layers: [.flow(.money)]), in: network)
    let help = HelpRedundancy(network, graph: graph)
    #expect(help.recipients[0].weight == 75)
    #expect(help.recipients[0].largest?.weight == 45)
    #expect(help.recipients[0].largest.map { network[graph.nodes[$0.donor]].id } == "E2")
    #expect(help.donors.map(\.weight) == [30, 45])
    // 30 and 45 of 75: 0.4² + 0.6²; the two flows of E2 are one holder.
    #expect(help.recipients[0].concentration?.herfindahl == ExactRatio(ExactDecimal(52, scale: 2)))
    #expect(help.donors.map { $0.concentration?.herfindahl } == [.one, .one])

    try maker.flow("d", "E2", "WP2", nil)
    let partial = try maker.network()
    let unknown = try NetworkGraph(NetworkGraphQuestion(layers: [.flow(.money)]), in: partial)
    #expect(HelpRedundancy(partial, graph: unknown).recipients.allSatisfy { $0.weight == nil })
    #expect(HelpRedundancy(partial, graph: unknown).donors.allSatisfy { $0.concentration == nil })
  }
}
