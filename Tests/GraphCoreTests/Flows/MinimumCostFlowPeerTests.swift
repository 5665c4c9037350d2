import GraphCore
import Testing

@Suite("Minimum-cost flow, peers")
struct MinimumCostFlowPeerTests {
  @Test(
    "agrees with NetworkX's network simplex, costs negative, lower bounds, parallel arcs, loops")
  func networkSimplex() throws {
    let columns = ["demand", "lower", "capacity", "cost"].map { name in
      PeerFixtures.values("mincost.\(name)").map { ($0 ?? []).map { Int64($0) } }
    }
    var answered = 0
    for peer in PeerFixtures.cases("mincost") {
      let problem = MinimumCostFlowProblem(
        graph: peer.graph, supplies: columns[0][peer.index].map { -$0 },
        costs: columns[3][peer.index], capacities: columns[2][peer.index],
        lowerBounds: columns[1][peer.index])
      let outcome = try MinimumCostFlowTests.checked(problem)
      #expect(
        peer.integers == [(outcome.solution?.cost).map { Int($0) }], "graph \(peer.index)")
      answered += 1
    }
    #expect(answered >= 500)
  }

  @Test("agrees with NetworkX on the cheapest of the maximum flows")
  func cheapestMaximum() throws {
    let costs = PeerFixtures.values("mincost.cost")
    let capacities = PeerFixtures.values("mincost.capacity")
    for peer in PeerFixtures.cases("mincost.maxflow") {
      var supplies = [Int64](repeating: 0, count: peer.graph.nodeCount)
      supplies[0] = .max
      supplies[peer.graph.nodeCount - 1] = -.max
      let flow = try minimumCostMaximumFlow(
        in: peer.graph, capacities: capacities[peer.index]!.map { Int64($0) },
        costs: costs[peer.index]!.map { abs(Int64($0)) }, supplies: supplies)
      let solution = try #require(flow.outcome.solution)
      #expect(problems(in: solution, for: flow.problem) == [])
      #expect(
        peer.agrees(with: [Int(flow.maximum.value), Int(solution.cost)]), "graph \(peer.index)")
    }
  }

  @Test("the small synthetic network: 22,680 at 60,825,060, as OR-Tools 9.15 has it")
  func synthetic() throws {
    let network = SyntheticNetwork.small.flow
    var supplies = [Int64](repeating: 0, count: network.nodeCount)
    supplies[network.source] = .max
    supplies[network.sink] = -.max
    let flow = try minimumCostMaximumFlow(
      in: try network.graph(), capacities: network.capacities, costs: network.costs,
      supplies: supplies)
    #expect(flow.maximum.value == 22_680)
    let solution = try #require(flow.outcome.solution)
    #expect(solution.cost == 60_825_060)
    #expect(problems(in: solution, for: flow.problem) == [])
  }
}
