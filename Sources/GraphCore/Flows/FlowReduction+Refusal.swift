extension FlowReduction {
  /// A cycle of edges, given in any order, put in the direction of the flow.
  func unboundedCycle(_ edges: [Int32]) -> UnboundedFlow {
    let graph = problem.graph
    var edgeAt: [Int32: Int32] = [:]
    var cost: Int128 = 0
    for edge in edges {
      edgeAt[graph.sources[Int(edge)]] = edge
      cost += Int128(problem.costs[Int(edge)])
    }
    var cycle = [edges.min()!]
    while let next = edgeAt[graph.targets[Int(cycle.last!)]], next != cycle[0] {
      cycle.append(next)
    }
    return UnboundedFlow(cycle: cycle, cost: cost)
  }

  /// The cut that stops the supplies; `nil` when there is none.
  ///
  /// As much as possible is shipped without regard to cost. If something stays behind, no more can
  /// cross the cut of that maximum flow, while more would have to.
  func infeasibility(_ execution: Execution) throws(GraphError) -> InfeasibleFlow? {
    let graph = problem.graph
    var (sources, targets) = (graph.sources, graph.targets)
    var capacities = widths
    let pool = Int32(truncatingIfNeeded: graph.nodeCount)
    forEachStay { node, amount in
      let node = Int32(truncatingIfNeeded: node)
      sources.append(problem.balance == .suppliesMayStay ? node : pool)
      targets.append(problem.balance == .suppliesMayStay ? pool : node)
      capacities.append(amount)
    }
    let network = try CompactGraph(
      .directed, nodeCount: graph.nodeCount + (hasPool ? 1 : 0), sources: sources,
      targets: targets)
    let flow = try maximumFlow(
      in: network, capacities: capacities, supplies: supplies, execution: execution)
    let supplied = supplies.reduce(Int128(0)) { $0 + Int128(max($1, 0)) }
    guard Int128(flow.value) < supplied else { return nil }
    // Without a pool both sides of the cut prove it; what is needed and does not arrive reads better.
    let readsDemand = !hasPool || flow.isOnSourceSide[graph.nodeCount]
    let nodes = (0..<graph.nodeCount).filter { flow.isOnSourceSide[$0] != readsDemand }
      .map { Int32(truncatingIfNeeded: $0) }
    return refusal(readsDemand ? .demandExceedsReach : .supplyExceedsOutlet, nodes)
  }

  /// What must cross into or out of some nodes, and what may.
  private func refusal(_ reason: InfeasibleFlow.Reason, _ nodes: [Int32]) -> InfeasibleFlow {
    let graph = problem.graph
    var isInside = [Bool](repeating: false, count: graph.nodeCount)
    for node in nodes { isInside[Int(node)] = true }
    let sign: Int128 = reason == .demandExceedsReach ? -1 : 1
    var required: Int128 = 0
    for node in nodes { required += sign * Int128(problem.supplies[Int(node)]) }
    forEachStay { node, amount in
      let isDemand = problem.balance == .demandsMayStayUnmet
      if isInside[node] && isDemand == (reason == .demandExceedsReach) {
        required -= Int128(amount)
      }
    }
    var possible: Int128 = 0
    for edge in 0..<graph.edgeCount {
      let (source, target) = graph.ends(of: edge)
      guard isInside[source] != isInside[target] else { continue }
      if isInside[target] == (reason == .demandExceedsReach) {
        possible += Int128(problem.capacities[edge])
      } else {
        required += Int128(problem.lowerBounds[edge])
      }
    }
    return InfeasibleFlow(reason: reason, nodes: nodes, required: required, possible: possible)
  }
}
