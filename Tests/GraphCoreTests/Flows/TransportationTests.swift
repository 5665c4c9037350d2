import TestSupport
import Testing

@testable import GraphCore

@Suite("Transportation")
struct TransportationTests {
  static func checked(
    _ supplies: [Int64], _ demands: [Int64], _ costs: [Int64]
  ) throws -> TransportationPlan? {
    let outcome = try transportation(supplies: supplies, demands: demands, costs: costs)
    guard let plan = outcome.plan else { return nil }
    #expect(problems(in: plan, supplies: supplies, demands: demands, costs: costs) == [])
    return plan
  }

  @Test("the example of the documentation")
  func example() throws {
    let plan = try #require(try Self.checked([5, 6], [3, 4], [2, 9, 4, 3]))
    #expect(plan.cost == 18)
    #expect(
      plan.shipments == [
        .init(supplier: 0, consumer: 0, amount: 3), .init(supplier: 1, consumer: 1, amount: 4),
      ])
    #expect(plan.unused == [2, 2])
    #expect(plan.supplierPrices == [0, 0])
    #expect(plan.consumerPrices == [2, 3])
  }

  @Test("costs what the minimum-cost flow on all routes costs", arguments: 0..<300)
  func sameAsFlow(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let rows = Int.random(in: 0...7, using: &generator)
    let columns = Int.random(in: 0...7, using: &generator)
    // Few different amounts and costs, so that many plans tie and many steps move nothing.
    let supplies = (0..<rows).map { _ in Int64.random(in: 0...4, using: &generator) }
    let demands = (0..<columns).map { _ in Int64.random(in: 0...3, using: &generator) }
    let scale: Int64 = [1, 1_000_000, 1 << 58][Int(seed % 3)]
    let costs = (0..<rows * columns).map { _ in
      Int64.random(in: -2...6, using: &generator) * scale
    }
    let edges = (0..<rows).flatMap { row in (0..<columns).map { (row, rows + $0) } }
    let problem = MinimumCostFlowProblem(
      graph: try CompactGraph(.directed, nodeCount: rows + columns, edges: edges),
      supplies: supplies + demands.map { -$0 }, costs: costs, balance: .suppliesMayStay)
    let flow = try MinimumCostFlowTests.checked(problem)
    #expect(try Self.checked(supplies, demands, costs)?.cost == flow.solution?.cost)
  }

  @Test("the small synthetic network costs 113,757,674, as four peers have it")
  func synthetic() throws {
    let instance = SyntheticNetwork.small.transportation
    let plan = try #require(
      try Self.checked(instance.supplies, instance.demands, instance.costs))
    #expect(plan.cost == 113_757_674)
  }

  @Test("less supplied than demanded, nothing demanded, nobody there")
  func edgeCases() throws {
    guard
      case .infeasible(let supplied, let demanded) = try transportation(
        supplies: [3], demands: [2, 2], costs: [1, 1])
    else {
      Issue.record("not infeasible")
      return
    }
    #expect(supplied == 3 && demanded == 4)
    #expect(try Self.checked([], [], [])?.cost == 0)
    #expect(try Self.checked([4], [], [])?.unused == [4])
    #expect(try Self.checked([4, 0], [0], [1, 2])?.shipments == [])
    #expect(try Self.checked([], [0], [])?.cost == 0)
  }

  @Test("amounts and costs near the end of Int64 are exact, beyond it refused")
  func large() throws {
    let amount = Int64.max - 1
    let plan = try #require(try Self.checked([amount], [amount], [.max / 2]))
    #expect(plan.cost == Int128(amount) * Int128(Int64.max / 2))
    #expect(throws: GraphError.overflow(in: "All supplies together")) {
      try transportation(supplies: [.max, 1], demands: [1], costs: [1, 1])
    }
    #expect(throws: GraphError.parameter("Supply 0", problem: "is negative")) {
      try transportation(supplies: [-1], demands: [0], costs: [1])
    }
    #expect(throws: GraphError.parameter("Demand 1", problem: "is negative")) {
      try transportation(supplies: [1], demands: [0, -1], costs: [1, 1])
    }
    #expect(throws: GraphError.wrongCount(of: "costs", expected: 2, found: 1)) {
      try transportation(supplies: [1], demands: [0, 1], costs: [1])
    }
  }
}
