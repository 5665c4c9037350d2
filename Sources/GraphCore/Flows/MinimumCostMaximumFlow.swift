/// The largest flow from some nodes to others, and of the largest the cheapest.
public struct MinimumCostMaximumFlow: Sendable {
  /// A maximum flow, found without regard to cost, and the cut that limits it.
  public let maximum: MaximumFlow
  /// The problem of shipping just as much at the least cost. It can be edited and solved again.
  ///
  /// Nodes and edges have the ids of the graph. Unless one node gives and one takes, two more nodes come
  /// after them, which give to all supplies and take from all demands, with an edge for each.
  public let problem: MinimumCostFlowProblem
  /// Its answer: never infeasible.
  public let outcome: MinimumCostFlowOutcome
}

/// Brings as much as possible of given supplies to given demands, and that as cheaply as possible.
///
/// Two steps: a maximum flow tells how much can arrive in total; then a minimum-cost flow ships that
/// total. Which of the supplies are used is part of the second choice.
///
/// - Parameters:
///   - supplies: what each node has to give, in node order; negative is a demand.
///   - costs: of a unit, in edge order, also negative.
///   - capacities: in edge order, 0 or more; ``MinimumCostFlowProblem/unlimited`` is no limit.
/// - Throws: as ``maximumFlow(in:capacities:supplies:execution:)`` and
///   ``minimumCostFlow(_:startingFrom:execution:)``.
/// - Complexity: of the two together.
public func minimumCostMaximumFlow(
  in graph: CompactGraph, capacities: [Int64], costs: [Int64], supplies: [Int64],
  execution: Execution = .standard
) throws(GraphError) -> MinimumCostMaximumFlow {
  guard graph.isDirected else { throw .needsDirected("Minimum-cost flow") }
  try graph.requireColumn(costs, named: "costs")
  let maximum = try maximumFlow(
    in: graph, capacities: capacities, supplies: supplies, execution: execution)
  let ends = supplies.indices.filter { supplies[$0] != 0 }
  if ends.count == 2 && maximum.value > 0 {
    // One gives and one takes, and both just the maximum.
    let amounts = supplies.map { $0.signum() * maximum.value }
    let problem = MinimumCostFlowProblem(
      graph: graph, supplies: amounts, costs: costs, capacities: capacities)
    return MinimumCostMaximumFlow(
      maximum: maximum, problem: problem,
      outcome: try minimumCostFlow(problem, execution: execution))
  }
  let (giver, taker) = (
    Int32(truncatingIfNeeded: graph.nodeCount), Int32(truncatingIfNeeded: graph.nodeCount + 1)
  )
  var (sources, targets) = (graph.sources, graph.targets)
  var (limits, prices) = (capacities, costs)
  for end in ends {
    let node = Int32(truncatingIfNeeded: end)
    sources.append(supplies[end] > 0 ? giver : node)
    targets.append(supplies[end] > 0 ? node : taker)
    limits.append(abs(supplies[end]))
    prices.append(0)
  }
  let network = try CompactGraph(
    .directed, nodeCount: graph.nodeCount + 2, sources: sources, targets: targets)
  var amounts = [Int64](repeating: 0, count: network.nodeCount)
  amounts[Int(giver)] = maximum.value
  amounts[Int(taker)] = -maximum.value
  let problem = MinimumCostFlowProblem(
    graph: network, supplies: amounts, costs: prices, capacities: limits)
  return MinimumCostMaximumFlow(
    maximum: maximum, problem: problem,
    outcome: try minimumCostFlow(problem, execution: execution))
}
