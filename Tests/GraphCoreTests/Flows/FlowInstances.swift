import GraphCore
import TestSupport

/// Small random flow problems.
enum FlowInstances {
  /// A directed multigraph with loops, and bounds that often but not always admit a flow.
  static func problem(seed: UInt64, largestNodeCount: Int = 7) throws -> MinimumCostFlowProblem {
    var generator = SeededGenerator(seed: seed)
    let nodes = Int.random(in: 1...largestNodeCount, using: &generator)
    let edges = (0..<Int.random(in: 0...3 * nodes, using: &generator)).map { _ in
      (Int.random(in: 0..<nodes, using: &generator), Int.random(in: 0..<nodes, using: &generator))
    }
    let graph = try CompactGraph(.directed, nodeCount: nodes, edges: edges)
    let lowerBounds = edges.map { _ in max(0, Int64.random(in: -4...2, using: &generator)) }
    let capacities = lowerBounds.map { lower -> Int64 in
      Int.random(in: 0..<6, using: &generator) == 0
        ? .max : lower + Int64.random(in: 0...5, using: &generator)
    }
    let costs = edges.map { _ in Int64.random(in: -4...9, using: &generator) }
    var supplies = [Int64](repeating: 0, count: nodes)
    for edge in edges.indices where Bool.random(using: &generator) {
      let flow = Int64.random(
        in: lowerBounds[edge]...min(capacities[edge], 6), using: &generator)
      supplies[edges[edge].0] += flow
      supplies[edges[edge].1] -= flow
    }
    if Int.random(in: 0..<4, using: &generator) == 0 {
      supplies[nodes - 1] += Int64.random(in: -3...3, using: &generator)
    }
    return MinimumCostFlowProblem(
      graph: graph, supplies: supplies, costs: costs, capacities: capacities,
      lowerBounds: lowerBounds, balance: FlowBalance.allCases.randomElement(using: &generator)!)
  }

  /// The cost of the cheapest flow by trying all flows edge by edge; `nil` when there is none.
  ///
  /// Edges without limit are tried up to `limit`, which must be enough.
  static func cheapestByTrial(_ problem: MinimumCostFlowProblem, limit: Int64) -> Int64? {
    let graph = problem.graph
    var best: Int64?
    var net = [Int64](repeating: 0, count: graph.nodeCount)
    func isBalanced() -> Bool {
      (0..<graph.nodeCount).allSatisfy { node in
        let supply = problem.supplies[node]
        switch problem.balance {
        case .exact: return net[node] == supply
        case .suppliesMayStay:
          return supply > 0 ? (0...supply).contains(net[node]) : net[node] == supply
        case .demandsMayStayUnmet:
          return supply < 0 ? (supply...0).contains(net[node]) : net[node] == supply
        }
      }
    }
    func choose(_ edge: Int, _ cost: Int64) {
      guard edge < graph.edgeCount else {
        if isBalanced() { best = min(best ?? cost, cost) }
        return
      }
      let (source, target) = graph.ends(of: edge)
      let most = problem.capacities[edge] == .max ? limit : problem.capacities[edge]
      guard problem.lowerBounds[edge] <= most else { return }
      for flow in problem.lowerBounds[edge]...most {
        net[source] += flow
        net[target] -= flow
        choose(edge + 1, cost + flow * problem.costs[edge])
        net[source] -= flow
        net[target] += flow
      }
    }
    choose(0, 0)
    return best
  }
}
