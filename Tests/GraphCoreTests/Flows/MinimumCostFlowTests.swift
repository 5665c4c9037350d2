import GraphCore
import TestSupport
import Testing

@Suite("Minimum-cost flow")
struct MinimumCostFlowTests {
  /// Solves, and has the answer checked by the independent pass.
  @discardableResult
  static func checked(
    _ problem: MinimumCostFlowProblem, startingFrom basis: FlowBasis? = nil
  ) throws -> MinimumCostFlowOutcome {
    let outcome = try minimumCostFlow(problem, startingFrom: basis)
    switch outcome {
    case .optimal(let solution): #expect(problems(in: solution, for: problem) == [])
    case .infeasible(let refusal): #expect(problems(in: refusal, for: problem) == [])
    case .unbounded(let refusal): #expect(problems(in: refusal, for: problem) == [])
    }
    return outcome
  }

  /// Two counties (nodes 0 and 1) and two villages (2 and 3).
  static func counties() throws -> MinimumCostFlowProblem {
    MinimumCostFlowProblem(
      graph: try CompactGraph(.directed, nodeCount: 4, edges: [(0, 2), (0, 3), (1, 2), (1, 3)]),
      supplies: [5, 6, -3, -4], costs: [2, 9, 4, 3], balance: .suppliesMayStay)
  }

  @Test("the example of the documentation: two counties, two villages")
  func example() throws {
    let solution = try #require(try Self.checked(Self.counties()).solution)
    #expect(solution.cost == 18)
    #expect(solution.flows == [3, 0, 0, 4])
    #expect(solution.unused == [2, 2, 0, 0])
    #expect(solution.potentials == [0, 0, 2, 3])
    #expect(solution.reducedCost(of: 1, in: try Self.counties()) == 6)
  }

  @Test("a lower bound forces a dear route, a capacity forbids a cheap one")
  func bounds() throws {
    var problem = try Self.counties()
    problem.lowerBounds[1] = 1
    #expect(try Self.checked(problem).solution?.cost == 24)
    problem.capacities[0] = 2
    let solution = try #require(try Self.checked(problem).solution)
    #expect(solution.cost == 26)
    #expect(solution.flows == [2, 1, 1, 3])
  }

  @Test("agrees with trying all flows", arguments: 0..<400)
  func trial(seed: UInt64) throws {
    let problem = try FlowInstances.problem(seed: seed, largestNodeCount: 4)
    guard problem.graph.edgeCount <= 7 else { return }
    let outcome = try Self.checked(problem)
    let expected = FlowInstances.cheapestByTrial(problem, limit: 5)
    switch outcome {
    case .optimal(let solution):
      // Edges without limit are tried only up to 5.
      if solution.flows.allSatisfy({ $0 <= 5 }) {
        #expect(Int128(try #require(expected)) == solution.cost)
      }
    case .infeasible: #expect(expected == nil)
    case .unbounded: break
    }
  }

  @Test("tells infeasible from unbounded, and every answer is proved", arguments: 0..<600)
  func proofs(seed: UInt64) throws {
    let problem = try FlowInstances.problem(seed: seed)
    let outcome = try Self.checked(problem)
    // With a limit on every edge no problem is unbounded, and the same ones are infeasible.
    var limited = problem
    limited.capacities = problem.capacities.map { min($0, 1_000) }
    switch (outcome, try Self.checked(limited)) {
    case (.optimal(let one), .optimal(let other)): #expect(one.cost == other.cost)
    case (.infeasible, .infeasible): break
    case (.unbounded, .optimal(let other)):
      #expect(other.flows.contains { $0 == 1_000 })
    case (let one, let other): Issue.record("\(one) but with limits \(other)")
    }
  }

  @Test("all three kinds of answer occur among the random problems")
  func kinds() throws {
    var counts = [0, 0, 0]
    for seed in 0..<400 {
      switch try minimumCostFlow(FlowInstances.problem(seed: UInt64(seed))) {
      case .optimal: counts[0] += 1
      case .infeasible: counts[1] += 1
      case .unbounded: counts[2] += 1
      }
    }
    #expect(counts.allSatisfy { $0 >= 10 })
  }

  @Test("names the village that cannot be reached")
  func infeasible() throws {
    let problem = MinimumCostFlowProblem(
      graph: try CompactGraph(.directed, nodeCount: 4, edges: [(0, 1), (0, 2), (2, 3)]),
      supplies: [10, -3, 0, -7], capacities: [4, 9, 6])
    guard case .infeasible(let refusal) = try Self.checked(problem) else {
      Issue.record("not infeasible")
      return
    }
    #expect(refusal.reason == .demandExceedsReach)
    #expect(refusal.nodes == [3])
    #expect(refusal.required == 7)
    #expect(refusal.possible == 6)
  }

  @Test("what is supplied must go somewhere unless it may stay")
  func balance() throws {
    var problem = try Self.counties()
    problem.balance = .exact
    guard case .infeasible(let refusal) = try Self.checked(problem) else {
      Issue.record("not infeasible")
      return
    }
    #expect(refusal.reason == .supplyExceedsOutlet)
    #expect(refusal.nodes == [0, 1, 2, 3])
    #expect(refusal.required == 4)
    problem.supplies = [1, 2, -3, -4]
    problem.balance = .suppliesMayStay
    guard case .infeasible(let other) = try Self.checked(problem) else {
      Issue.record("not infeasible")
      return
    }
    #expect(other.reason == .demandExceedsReach)
    #expect(other.required == 4)
    problem.balance = .demandsMayStayUnmet
    let solution = try #require(try Self.checked(problem).solution)
    #expect(solution.cost == 8)
    #expect(solution.unused == [0, 0, 2, 2])
  }

  @Test("finds the cycle around which the cost falls for ever")
  func unbounded() throws {
    let graph = try CompactGraph(.directed, nodeCount: 3, edges: [(0, 1), (1, 2), (2, 0), (0, 0)])
    var problem = MinimumCostFlowProblem(graph: graph, supplies: [0, 0, 0], costs: [2, -5, 2, 0])
    guard case .unbounded(let refusal) = try Self.checked(problem) else {
      Issue.record("not unbounded")
      return
    }
    #expect(refusal.cycle == [0, 1, 2])
    #expect(refusal.cost == -1)
    problem.capacities[1] = 7
    #expect(try Self.checked(problem).solution?.cost == -7)
    problem.costs[3] = -1
    guard case .unbounded(let loop) = try Self.checked(problem) else {
      Issue.record("not unbounded")
      return
    }
    #expect(loop.cycle == [3])
    problem.supplies = [1, 0, 0]
    guard case .infeasible = try Self.checked(problem) else {
      Issue.record("infeasible comes before unbounded")
      return
    }
  }

  @Test("loops carry what they must, and all they may when that pays")
  func loops() throws {
    let problem = MinimumCostFlowProblem(
      graph: try CompactGraph(.directed, nodeCount: 1, edges: [(0, 0), (0, 0), (0, 0)]),
      supplies: [0], costs: [4, -3, 5], capacities: [9, 2, 9], lowerBounds: [1, 0, 0])
    let solution = try #require(try Self.checked(problem).solution)
    #expect(solution.flows == [1, 2, 0])
    #expect(solution.cost == -2)
  }

  @Test("parallel edges stay apart and fill up by cost")
  func parallel() throws {
    let problem = MinimumCostFlowProblem(
      graph: try CompactGraph(.directed, nodeCount: 2, edges: [(0, 1), (0, 1), (0, 1)]),
      supplies: [7, -7], costs: [3, 1, 2], capacities: [5, 4, 2])
    #expect(try Self.checked(problem).solution?.flows == [1, 4, 2])
  }

  @Test("an empty problem, one node, edges of capacity 0")
  func edgeCases() throws {
    let empty = try CompactGraph(.directed, nodeCount: 0, edges: [])
    #expect(try Self.checked(.init(graph: empty, supplies: [])).solution?.cost == 0)
    let one = try CompactGraph(.directed, nodeCount: 1, edges: [])
    #expect(try Self.checked(.init(graph: one, supplies: [0])).solution?.cost == 0)
    let shut = try CompactGraph(.directed, nodeCount: 2, edges: [(0, 1)])
    guard
      case .infeasible(let refusal) = try Self.checked(
        .init(graph: shut, supplies: [1, -1], capacities: [0]))
    else {
      Issue.record("not infeasible")
      return
    }
    #expect(refusal.possible == 0)
    #expect(
      try Self.checked(.init(graph: shut, supplies: [0, 0], capacities: [0])).solution != nil)
  }

  @Test("negative lower bounds send flow back")
  func negativeLowerBounds() throws {
    let problem = MinimumCostFlowProblem(
      graph: try CompactGraph(.directed, nodeCount: 2, edges: [(0, 1)]), supplies: [-3, 3],
      costs: [5], capacities: [2], lowerBounds: [-4])
    let solution = try #require(try Self.checked(problem).solution)
    #expect(solution.flows == [-3])
    #expect(solution.cost == -15)
  }

  @Test("amounts and costs near the end of Int64 are exact, beyond it refused")
  func large() throws {
    let line = try CompactGraph(.directed, nodeCount: 3, edges: [(0, 1), (1, 2), (0, 2)])
    let amount = Int64.max - 1
    var problem = MinimumCostFlowProblem(
      graph: line, supplies: [amount, 0, -amount], costs: [.max / 4, .max / 4, .max / 2 + 1],
      capacities: [.max, .max, .max - 1])
    let solution = try #require(try Self.checked(problem).solution)
    #expect(solution.cost == Int128(amount) * Int128(Int64.max / 4 * 2))
    problem.costs = [.max, .max, .min]
    #expect(try Self.checked(problem).solution?.cost == Int128(amount) * Int128(Int64.min))
    problem.capacities[2] = 0
    #expect(throws: GraphError.overflow(in: "The price at a node")) {
      try minimumCostFlow(problem)
    }
    problem.costs = [1, 1, 1]
    problem.lowerBounds = [.max, 0, 0]
    #expect(throws: GraphError.self) { try minimumCostFlow(problem) }
    problem.lowerBounds = [0, 0, .min]
    #expect(throws: GraphError.self) { try minimumCostFlow(problem) }
    problem.lowerBounds = [0, 0, 0]
    problem.supplies = [.max, .max, .max]
    problem.balance = .suppliesMayStay
    #expect(throws: GraphError.self) { try minimumCostFlow(problem) }
    problem.supplies = [.min, .min, .min]
    guard case .infeasible(let refusal) = try Self.checked(problem) else {
      Issue.record("not infeasible")
      return
    }
    #expect(refusal.required == 3 * (Int128(1) << 63))
  }

  @Test("a flow on an edge without limit may leave Int64, which is an error, not a trap")
  func unlimitedOverflow() throws {
    // Two cycles, each with a limit near the end, share the edge 0 → 1.
    let graph = try CompactGraph(
      .directed, nodeCount: 2, edges: [(0, 1), (1, 0), (1, 0)])
    let problem = MinimumCostFlowProblem(
      graph: graph, supplies: [0, 0], costs: [1, -5, -5],
      capacities: [.max, .max - 1, .max - 1])
    #expect(throws: GraphError.overflow(in: "The flow on an edge")) {
      try minimumCostFlow(problem)
    }
  }

  @Test("refuses what is no problem, by name")
  func refusals() throws {
    let graph = try CompactGraph(.directed, nodeCount: 2, edges: [(0, 1)])
    #expect(throws: GraphError.wrongCount(of: "supplies", expected: 2, found: 1)) {
      try minimumCostFlow(.init(graph: graph, supplies: [0]))
    }
    #expect(throws: GraphError.wrongCount(of: "costs", expected: 1, found: 0)) {
      try minimumCostFlow(.init(graph: graph, supplies: [0, 0], costs: []))
    }
    #expect(throws: GraphError.self) {
      try minimumCostFlow(
        .init(graph: graph, supplies: [0, 0], capacities: [1], lowerBounds: [2]))
    }
    let undirected = try CompactGraph(.undirected, nodeCount: 2, edges: [(0, 1)])
    #expect(throws: GraphError.needsDirected("Minimum-cost flow")) {
      try minimumCostFlow(.init(graph: undirected, supplies: [0, 0]))
    }
    let basis = try #require(
      try minimumCostFlow(.init(graph: graph, supplies: [1, -1])).solution?.basis)
    let other = try CompactGraph(.directed, nodeCount: 2, edges: [])
    #expect(throws: GraphError.wrongCount(of: "edges of the basis", expected: 0, found: 1)) {
      try minimumCostFlow(.init(graph: other, supplies: [0, 0]), startingFrom: basis)
    }
  }

  @Test("numbering the nodes anew changes neither cost nor verdict", arguments: 0..<100)
  func relabelling(seed: UInt64) throws {
    let problem = try FlowInstances.problem(seed: seed)
    var generator = SeededGenerator(seed: seed)
    let names = (0..<problem.graph.nodeCount).shuffled(using: &generator)
    var supplies = problem.supplies
    for node in names.indices { supplies[names[node]] = problem.supplies[node] }
    let renamed = MinimumCostFlowProblem(
      graph: try CompactGraph(
        .directed, nodeCount: names.count,
        sources: problem.graph.sources.map { Int32(names[Int($0)]) },
        targets: problem.graph.targets.map { Int32(names[Int($0)]) }), supplies: supplies,
      costs: problem.costs, capacities: problem.capacities, lowerBounds: problem.lowerBounds,
      balance: problem.balance)
    switch (try Self.checked(problem), try Self.checked(renamed)) {
    case (.optimal(let one), .optimal(let other)): #expect(one.cost == other.cost)
    case (.infeasible, .infeasible), (.unbounded, .unbounded): break
    case (let one, let other): Issue.record("\(one) but renamed \(other)")
    }
  }

  @Test("the same input gives the same flow", arguments: 0..<20)
  func determinism(seed: UInt64) throws {
    let problem = try FlowInstances.problem(seed: seed, largestNodeCount: 30)
    let one = try minimumCostFlow(problem, execution: .serial).solution
    let other = try minimumCostFlow(problem).solution
    #expect(one?.flows == other?.flows)
    #expect(one?.basis == other?.basis)
  }

  @Test("a long path and a wide star")
  func long() throws {
    let count = 100_000
    var supplies = [Int64](repeating: 0, count: count)
    supplies[0] = 5
    supplies[count - 1] = -5
    let path = try CompactGraph(
      .directed, nodeCount: count, sources: (0..<Int32(count - 1)).map { $0 },
      targets: (1..<Int32(count)).map { $0 })
    let along = try #require(try Self.checked(.init(graph: path, supplies: supplies)).solution)
    #expect(along.cost == Int128(5 * (count - 1)))
    let star = try CompactGraph(
      .directed, nodeCount: count, sources: [Int32](repeating: 0, count: count - 1),
      targets: (1..<Int32(count)).map { $0 })
    supplies = [Int64](repeating: -1, count: count)
    supplies[0] = Int64(count - 1)
    let out = try #require(try Self.checked(.init(graph: star, supplies: supplies)).solution)
    #expect(out.cost == Int128(count - 1))
  }

  @Test("stops when asked to")
  func cancelled() throws {
    let count = 2_000
    let edges = (0..<count).flatMap { [($0, count + $0), ($0, count + ($0 + 1) % count)] }
    let problem = MinimumCostFlowProblem(
      graph: try CompactGraph(.directed, nodeCount: 2 * count, edges: edges),
      supplies: (0..<2 * count).map { $0 < count ? 1 : -1 })
    #expect(throws: GraphError.cancelled) {
      try minimumCostFlow(problem, execution: Execution(isCancelled: { true }))
    }
  }
}
