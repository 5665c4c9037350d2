/// What came of a minimum-cost flow problem.
public enum MinimumCostFlowOutcome: Sendable {
  case optimal(MinimumCostFlow)
  /// No flow keeps all bounds; the reason says where.
  case infeasible(InfeasibleFlow)
  /// Flows keep all bounds, but around the cycle the cost falls for ever.
  case unbounded(UnboundedFlow)

  /// The flow, if there is an optimal one.
  public var solution: MinimumCostFlow? {
    guard case .optimal(let solution) = self else { return nil }
    return solution
  }
}

/// A cheapest flow, with the prices that prove it.
///
/// That it is optimal need not be taken on trust: ``problems(in:for:)-(MinimumCostFlow,_)`` checks it
/// from the problem alone.
public struct MinimumCostFlow: Sendable {
  /// Σ cost · flow.
  public let cost: Int128
  /// What each edge carries, in edge order.
  public let flows: [Int64]
  /// The dual value of each node: what one more unit there would cost. Differences count; where
  /// supplies may stay or demands may go unmet, 0 is the price of a unit that stays.
  ///
  /// A node that no flow can pass has a price that fits the others and says nothing.
  public let potentials: [Int64]
  /// Of each node's supply or demand, how much stays unused or unmet; 0 throughout under
  /// ``FlowBalance/exact``.
  public let unused: [Int64]
  /// The spanning tree from which a changed problem is solved again.
  public let basis: FlowBasis
  /// How many steps the simplex method took.
  public let pivots: Int

  /// What a unit more on an edge would cost, beyond what its ends' prices explain:
  /// cost + potential of the source − potential of the target.
  ///
  /// At an optimum it is 0 or more where the edge could carry more, and 0 or less where it could carry
  /// less.
  public func reducedCost(of edge: Int, in problem: MinimumCostFlowProblem) -> Int128 {
    let (source, target) = problem.graph.ends(of: edge)
    return Int128(problem.costs[edge]) + Int128(potentials[source]) - Int128(potentials[target])
  }
}

/// Which edges form the spanning tree of an answer, and at which bound the others stand.
///
/// It belongs to a graph with the same numbers of nodes and edges; amounts, costs, bounds and even the
/// balance may have changed. A basis that no longer fits costs time, never correctness.
public struct FlowBasis: Sendable, Hashable {
  /// For each edge 0 in the tree, +1 at the lower bound, -1 at the capacity.
  let edges: [Int8]
  /// The same for what may stay at each node.
  let stays: [Int8]
  /// The nodes that hang under the artificial root, the pool (if any) having the id `nodeCount`.
  let tops: [Int32]

  /// Of how many edges it speaks.
  public var edgeCount: Int { edges.count }

  /// The basis of the same problem with more edges behind its own, each at its lower bound.
  ///
  /// With it a problem can be solved over some of its edges, and go on from there as others enter.
  public func adding(edges count: Int) -> FlowBasis {
    FlowBasis(edges: edges + [Int8](repeating: 1, count: count), stays: stays, tops: tops)
  }
}

/// Why no flow keeps all bounds: some nodes, of which what they need or have cannot get in or out.
public struct InfeasibleFlow: Sendable, Hashable {
  public enum Reason: String, Sendable {
    /// The nodes demand more than they supply and may receive.
    case demandExceedsReach
    /// The nodes supply more than they demand and may send.
    case supplyExceedsOutlet
  }

  public let reason: Reason
  /// The nodes, ascending.
  public let nodes: [Int32]
  /// What must cross into (or out of) the nodes: their demands less their supplies plus the lower
  /// bounds of edges out (or the other way round), less what may stay.
  public let required: Int128
  /// The capacities of the edges into (or out of) the nodes: less than required.
  public let possible: Int128
}

/// A cycle of edges without limit whose costs add up to less than 0.
public struct UnboundedFlow: Sendable, Hashable {
  /// The edges, in the direction of the flow.
  public let cycle: [Int32]
  /// Their costs, added up.
  public let cost: Int128
}

/// The cheapest flow that ships supplies to demands within the bounds of the edges.
///
/// ## Conventions
/// - See ``MinimumCostFlowProblem``. Where several flows are cheapest, the same input always gives the
///   same one; ties break by the order of source, target and edge id.
/// - A problem without a flow is told apart from one whose cost has no bound; if both hold, the former.
///
/// ## Example
/// Two villages need 3 and 4 units; a county has 5 and another 6. With costs 2 and 9 from the first
/// county and 4 and 3 from the second, the first village gets its 3 from the first county and the second
/// its 4 from the second: 3 · 2 + 4 · 3 = 18 (`suppliesMayStay`, for 4 units stay).
///
/// - Parameters:
///   - problem: a directed graph with supplies, costs and bounds.
///   - basis: of an earlier answer to a problem on the same graph. The result has the same cost as
///     without it, but after a small edit takes fewer pivots.
///   - execution: asked to stop and told of progress every 1,024 pivots; the number of pivots needed is
///     not known beforehand, so the total is the number of arcs or what was done.
/// - Throws: ``GraphError/needsDirected(_:)``, ``GraphError/wrongCount(of:expected:found:)``,
///   ``GraphError/parameter(_:problem:)`` for a lower bound above a capacity,
///   ``GraphError/overflow(in:)`` when a flow, a supply with its lower bounds or a price leaves
///   `Int64` (the total cost has 128 bits), ``GraphError/cancelled``.
/// - Complexity: O(*n* + *m*) memory. Time in practice little more than linear on networks whose
///   routes have few edges, more where they are long. No polynomial bound is known for these pivots.
/// - Source: Dantzig (1951); strongly feasible trees after Cunningham (1976), Mathematical
///   Programming 11; Ahuja, Magnanti & Orlin (1993), *Network Flows*, chapter 11.
public func minimumCostFlow(
  _ problem: MinimumCostFlowProblem, startingFrom basis: FlowBasis? = nil,
  execution: Execution = .standard
) throws(GraphError) -> MinimumCostFlowOutcome {
  try problem.check()
  if let basis {
    guard basis.edges.count == problem.graph.edgeCount else {
      throw .wrongCount(
        of: "edges of the basis", expected: problem.graph.edgeCount, found: basis.edges.count)
    }
    guard basis.stays.count == problem.graph.nodeCount else {
      throw .wrongCount(
        of: "nodes of the basis", expected: problem.graph.nodeCount, found: basis.stays.count)
    }
  }
  if let imbalance = FlowReduction.imbalance(of: problem) { return .infeasible(imbalance) }
  let reduction = try FlowReduction(problem)
  // Potentials stay below three times the penalty, which is more than any path costs.
  let penalty = (Int128(reduction.largestCost) + 1) * Int128(problem.graph.nodeCount + 2)
  if penalty < Int128(1) << 60 {
    return try reduction.solve(penalty: Int64(penalty), from: basis, execution)
  }
  return try reduction.solve(penalty: penalty, from: basis, execution)
}
