import GraphCore
import TestSupport
import Testing

@Suite("Minimum-cost flow, solved again after an edit")
struct ReoptimisationTests {
  @Test("costs what a cold run costs, whatever was edited", arguments: 0..<400)
  func edits(seed: UInt64) throws {
    var problem = try FlowInstances.problem(seed: seed, largestNodeCount: 12)
    var generator = SeededGenerator(seed: seed &+ 1)
    guard var basis = try minimumCostFlow(problem).solution?.basis else { return }
    for _ in 0..<8 where problem.graph.edgeCount > 0 {
      let edge = Int.random(in: 0..<problem.graph.edgeCount, using: &generator)
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: problem.costs[edge] = Int64.random(in: -1...12, using: &generator)
      case 1:
        problem.capacities[edge] =
          problem.lowerBounds[edge] + Int64.random(in: 0...6, using: &generator)
      case 2: problem.lowerBounds[edge] = min(problem.capacities[edge], 1)
      case 3:
        let (source, target) = problem.graph.ends(of: edge)
        problem.supplies[source] += 1
        problem.supplies[target] -= 1
      default: problem.balance = FlowBalance.allCases.randomElement(using: &generator)!
      }
      let cold = try MinimumCostFlowTests.checked(problem)
      switch (cold, try MinimumCostFlowTests.checked(problem, startingFrom: basis)) {
      case (.optimal(let one), .optimal(let other)):
        #expect(one.cost == other.cost)
        basis = other.basis
      case (.infeasible, .infeasible), (.unbounded, .unbounded): break
      case (let one, let other): Issue.record("cold \(one), warm \(other)")
      }
    }
  }

  @Test("an unchanged problem takes no pivot", arguments: 0..<50)
  func unchanged(seed: UInt64) throws {
    let problem = try FlowInstances.problem(seed: seed, largestNodeCount: 12)
    guard let first = try minimumCostFlow(problem).solution else { return }
    let second = try #require(
      try minimumCostFlow(problem, startingFrom: first.basis).solution)
    #expect(second.pivots == 0)
    #expect(second.flows == first.flows)
    #expect(second.basis == first.basis)
  }

  @Test("goes on when edges are added behind the others", arguments: 0..<200)
  func addedEdges(seed: UInt64) throws {
    let whole = try FlowInstances.problem(seed: seed, largestNodeCount: 12)
    let graph = whole.graph
    let kept = graph.edgeCount / 2
    let part = MinimumCostFlowProblem(
      graph: try CompactGraph(
        .directed, nodeCount: graph.nodeCount, sources: Array(graph.sources[..<kept]),
        targets: Array(graph.targets[..<kept])),
      supplies: whole.supplies, costs: Array(whole.costs[..<kept]),
      capacities: Array(whole.capacities[..<kept]),
      lowerBounds: Array(whole.lowerBounds[..<kept]), balance: whole.balance)
    guard let basis = try minimumCostFlow(part).solution?.basis else { return }
    #expect(basis.edgeCount == kept)
    let grown = basis.adding(edges: graph.edgeCount - kept)
    switch (
      try MinimumCostFlowTests.checked(whole),
      try MinimumCostFlowTests.checked(whole, startingFrom: grown)
    ) {
    case (.optimal(let one), .optimal(let other)): #expect(one.cost == other.cost)
    case (.infeasible, .infeasible), (.unbounded, .unbounded): break
    case (let one, let other): Issue.record("cold \(one), warm \(other)")
    }
  }

  @Test("takes a hundredth of the pivots on the small synthetic network")
  func fewerPivots() throws {
    let network = SyntheticNetwork.small.flow
    var supplies = [Int64](repeating: 0, count: network.nodeCount)
    supplies[network.source] = 22_680
    supplies[network.sink] = -22_680
    var problem = MinimumCostFlowProblem(
      graph: try network.graph(), supplies: supplies, costs: network.costs,
      capacities: network.capacities)
    let first = try #require(try minimumCostFlow(problem).solution)
    // A busy pairing becomes twice as dear, and less arrives in all.
    let busy = try #require(
      first.flows.indices.max {
        first.flows[$0] * network.costs[$0] < first.flows[$1] * network.costs[$1]
      })
    problem.costs[busy] *= 2
    problem.supplies[network.source] -= 10
    problem.supplies[network.sink] += 10
    let cold = try #require(try minimumCostFlow(problem).solution)
    let warm = try #require(try minimumCostFlow(problem, startingFrom: first.basis).solution)
    #expect(warm.cost == cold.cost)
    #expect(problems(in: warm, for: problem) == [])
    #expect(warm.pivots * 100 < cold.pivots)
  }

  @Test("a basis from another problem on the graph costs time, not correctness", arguments: 0..<100)
  func foreignBasis(seed: UInt64) throws {
    let problem = try FlowInstances.problem(seed: seed, largestNodeCount: 12)
    var generator = SeededGenerator(seed: seed)
    var other = problem
    other.costs = problem.costs.map { _ in Int64.random(in: 0...9, using: &generator) }
    other.capacities = problem.capacities.map { _ in .max }
    other.supplies = problem.supplies.map { _ in 0 }
    other.lowerBounds = problem.lowerBounds.map { _ in 0 }
    guard let basis = try minimumCostFlow(other).solution?.basis else { return }
    let cold = try minimumCostFlow(problem).solution?.cost
    let warm = try MinimumCostFlowTests.checked(problem, startingFrom: basis).solution?.cost
    #expect(warm == cold)
  }
}
