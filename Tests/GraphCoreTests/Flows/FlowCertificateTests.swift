import Testing

@testable import GraphCore

/// That the checks see what is wrong: a check that finds nothing proves nothing.
@Suite("Certificates of flows")
struct FlowCertificateTests {
  static func spoiled(
    _ solution: MinimumCostFlow, cost: Int128? = nil, flows: [Int64]? = nil,
    potentials: [Int64]? = nil, unused: [Int64]? = nil
  ) -> MinimumCostFlow {
    MinimumCostFlow(
      cost: cost ?? solution.cost, flows: flows ?? solution.flows,
      potentials: potentials ?? solution.potentials, unused: unused ?? solution.unused,
      basis: solution.basis, pivots: 0)
  }

  @Test("a wrong flow, price, remainder or total is found")
  func minimumCost() throws {
    var problem = try MinimumCostFlowTests.counties()
    problem.capacities[1] = 3
    let solution = try #require(try minimumCostFlow(problem).solution)
    let check = { (solution: MinimumCostFlow) in problems(in: solution, for: problem) }
    #expect(check(solution) == [])
    #expect(
      check(Self.spoiled(solution, cost: 17)) == [.wrongTotal(stated: 17, found: 18)])
    #expect(
      check(Self.spoiled(solution, flows: [2, 0, 1, 4])).contains(
        .notConserved(node: 0, surplus: -1)))
    // A dearer flow that keeps all bounds.
    #expect(
      check(Self.spoiled(solution, cost: 20, flows: [2, 0, 1, 4], unused: [3, 1, 0, 0]))
        == [.notPricedOut(edge: 2, reducedCost: 2)])
    #expect(
      check(Self.spoiled(solution, potentials: [0, 0, 1, 3]))
        == [.notPricedOut(edge: 0, reducedCost: 1)])
    #expect(
      check(Self.spoiled(solution, potentials: [1, 1, 3, 4]))
        == [.stayNotPricedOut(node: 0, price: 1), .stayNotPricedOut(node: 1, price: 1)])
    #expect(
      check(Self.spoiled(solution, flows: [-1, 4, 4, 0], unused: [2, 2, 0, 0])).contains(
        .outOfBounds(edge: 1, flow: 4)))
    #expect(
      check(Self.spoiled(solution, unused: [2, 2, 1, 0])).contains(
        .staysTooMuch(node: 2, amount: 1)))
    #expect(check(Self.spoiled(solution, flows: [1])) == [.wrongLength(of: "flows")])
  }

  @Test("a refusal that proves nothing is found")
  func refusals() throws {
    let problem = MinimumCostFlowProblem(
      graph: try CompactGraph(.directed, nodeCount: 2, edges: [(0, 1), (1, 0)]), supplies: [2, -2],
      capacities: [5, .max])
    let claim = InfeasibleFlow(
      reason: .demandExceedsReach, nodes: [1], required: 2, possible: 5)
    #expect(
      problems(in: claim, for: problem) == [.unprovedRefusal("what is required is possible")])
    let lie = InfeasibleFlow(reason: .demandExceedsReach, nodes: [1], required: 9, possible: 5)
    #expect(problems(in: lie, for: problem).contains(.wrongTotal(stated: 9, found: 2)))
    let open = InfeasibleFlow(reason: .supplyExceedsOutlet, nodes: [1], required: -2, possible: 0)
    #expect(
      problems(in: open, for: problem)
        == [.unprovedRefusal("edge 1 across the cut has no limit")])
    let cycle = UnboundedFlow(cycle: [0, 1], cost: 2)
    #expect(problems(in: cycle, for: problem) == [.unprovedRefusal("edge 0 has a limit")])
    #expect(!problems(in: UnboundedFlow(cycle: [1], cost: 1), for: problem).isEmpty)
  }

  @Test("a flow that is no maximum is found")
  func maximum() throws {
    let graph = try CompactGraph(.directed, nodeCount: 3, edges: [(0, 1), (1, 2)])
    let supplies = [Int64.max, 0, -.max]
    let check = { (value: Int64, flows: [Int64], side: [Bool], cut: [Int32]) in
      problems(
        in: MaximumFlow(
          value: value, flows: flows, isOnSourceSide: side, cutEdges: cut, exhaustedSupplies: [],
          filledDemands: []), graph: graph, capacities: [4, 3], supplies: supplies)
    }
    #expect(check(3, [3, 3], [true, true, false], [1]) == [])
    #expect(
      check(2, [2, 2], [true, true, false], [1])
        == [.unprovedRefusal("the cut lets 3 pass, the flow is 2")])
    #expect(
      check(3, [4, 3], [true, true, false], [1]) == [
        .notConserved(node: 1, surplus: -1), .wrongTotal(stated: 3, found: 4),
      ])
    #expect(check(4, [4, 4], [true, false, false], [0]) == [.outOfBounds(edge: 1, flow: 4)])
  }

  @Test("a plan that is not the cheapest is found")
  func plan() throws {
    let (supplies, demands, costs): ([Int64], [Int64], [Int64]) = ([5, 6], [3, 4], [2, 9, 4, 3])
    let check = { (cost: Int128, prices: [Int64], amount: Int64) in
      problems(
        in: TransportationPlan(
          cost: cost,
          shipments: [
            .init(supplier: 0, consumer: 0, amount: amount),
            .init(supplier: 1, consumer: 1, amount: 4),
          ], supplierPrices: prices, consumerPrices: [2, 3], unused: [2, 2], pivots: 0),
        supplies: supplies, demands: demands, costs: costs)
    }
    #expect(check(18, [0, 0], 3) == [])
    #expect(check(17, [0, 0], 3) == [.wrongTotal(stated: 17, found: 18)])
    #expect(check(18, [0, 1], 3).contains(.stayNotPricedOut(node: 1, price: 1)))
    #expect(check(18, [0, -1], 3).contains(.notPricedOut(edge: 3, reducedCost: -1)))
    #expect(check(16, [0, 0], 2).contains(.notConserved(node: 2, surplus: 1)))
  }
}
