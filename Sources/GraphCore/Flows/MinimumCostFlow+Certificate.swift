/// What an independent check found wrong with a flow.
public enum FlowProblem: Hashable, Sendable, CustomStringConvertible {
  /// A column does not have one entry for each edge or node.
  case wrongLength(of: String)
  /// An edge carries less than it must or more than it may.
  case outOfBounds(edge: Int, flow: Int64)
  /// What leaves a node and what enters it do not differ by what the node gives.
  case notConserved(node: Int, surplus: Int128)
  /// More than the whole supply or demand stays, or something where nothing may.
  case staysTooMuch(node: Int, amount: Int64)
  /// The stated total is not that of the flows.
  case wrongTotal(stated: Int128, found: Int128)
  /// An edge that could carry more has a negative reduced cost, or one that could carry less a positive.
  case notPricedOut(edge: Int, reducedCost: Int128)
  /// The price of a node does not fit what stays there.
  case stayNotPricedOut(node: Int, price: Int64)
  /// A proof of infeasibility or unboundedness proves nothing.
  case unprovedRefusal(String)

  public var description: String {
    switch self {
    case .wrongLength(let what): "There is not one of the \(what) for each edge or node."
    case .outOfBounds(let edge, let flow): "The flow \(flow) on edge \(edge) is out of its bounds."
    case .notConserved(let node, let surplus):
      "Node \(node) sends \(surplus) more than it has and receives."
    case .staysTooMuch(let node, let amount): "At node \(node) may not stay \(amount)."
    case .wrongTotal(let stated, let found): "The total is \(found), not \(stated)."
    case .notPricedOut(let edge, let reducedCost):
      "A change of the flow on edge \(edge), of reduced cost \(reducedCost), would be cheaper."
    case .stayNotPricedOut(let node, let price):
      "What stays at node \(node) contradicts its price \(price)."
    case .unprovedRefusal(let why): "The refusal is not proved: \(why)."
    }
  }
}

/// Checks from the problem alone that a flow is optimal. It shares no code with the method that found it.
///
/// A flow is optimal if (and only if) it keeps all bounds and prices exist that explain it:
/// - primal feasibility: every edge is within its bounds, and every node gives what it supplies;
/// - dual feasibility with complementary slackness: where an edge could carry more, its reduced cost is
///   0 or more; where it could carry less, 0 or less. What stays at a node has the price 0 in the same
///   way.
///
/// - Returns: what is wrong, nodes first, in ascending order; empty when the flow is proved optimal.
/// - Complexity: O(*n* + *m*) time and memory.
/// - Source: Ahuja, Magnanti & Orlin (1993), *Network Flows*, theorem 9.4.
public func problems(
  in solution: MinimumCostFlow, for problem: MinimumCostFlowProblem
) -> [FlowProblem] {
  let graph = problem.graph
  for (count, name, expected) in [
    (solution.flows.count, "flows", graph.edgeCount),
    (solution.potentials.count, "potentials", graph.nodeCount),
    (solution.unused.count, "amounts that stay", graph.nodeCount),
    (problem.costs.count, "costs", graph.edgeCount),
    (problem.capacities.count, "capacities", graph.edgeCount),
    (problem.lowerBounds.count, "lower bounds", graph.edgeCount),
    (problem.supplies.count, "supplies", graph.nodeCount),
  ] where count != expected {
    return [.wrongLength(of: name)]
  }
  var found: [FlowProblem] = []
  var net = [Int128](repeating: 0, count: graph.nodeCount)
  var total: Int128 = 0
  for edge in 0..<graph.edgeCount {
    let (source, target) = graph.ends(of: edge)
    net[source] += Int128(solution.flows[edge])
    net[target] -= Int128(solution.flows[edge])
    total += Int128(problem.costs[edge]) * Int128(solution.flows[edge])
  }
  for node in 0..<graph.nodeCount {
    let supply = Int128(problem.supplies[node])
    let stays = Int128(solution.unused[node])
    let price = solution.potentials[node]
    var mayStay: Int128 = 0
    var isWorth = Int128(price)
    var given = supply
    switch problem.balance {
    case .exact: break
    case .suppliesMayStay:
      mayStay = max(supply, 0)
      given -= stays
    case .demandsMayStayUnmet:
      mayStay = max(-supply, 0)
      isWorth = -isWorth
      given += stays
    }
    if stays < 0 || stays > mayStay {
      found.append(.staysTooMuch(node: node, amount: solution.unused[node]))
    }
    if net[node] != given { found.append(.notConserved(node: node, surplus: net[node] - given)) }
    if stays < mayStay && isWorth < 0 || stays > 0 && isWorth > 0 {
      found.append(.stayNotPricedOut(node: node, price: price))
    }
  }
  for edge in 0..<graph.edgeCount {
    let flow = solution.flows[edge]
    let mayRise = flow < problem.capacities[edge] || problem.capacities[edge] == .max
    let mayFall = flow > problem.lowerBounds[edge]
    if flow < problem.lowerBounds[edge] || flow > problem.capacities[edge] {
      found.append(.outOfBounds(edge: edge, flow: flow))
    }
    let (source, target) = graph.ends(of: edge)
    let reduced =
      Int128(problem.costs[edge]) + Int128(solution.potentials[source])
      - Int128(solution.potentials[target])
    if mayRise && reduced < 0 || mayFall && reduced > 0 {
      found.append(.notPricedOut(edge: edge, reducedCost: reduced))
    }
  }
  if total != solution.cost { found.append(.wrongTotal(stated: solution.cost, found: total)) }
  return found
}

/// Checks from the problem alone that the stated nodes cannot get, or rid themselves of, what they must.
public func problems(
  in refusal: InfeasibleFlow, for problem: MinimumCostFlowProblem
) -> [FlowProblem] {
  let graph = problem.graph
  var isInside = [Bool](repeating: false, count: graph.nodeCount)
  for node in refusal.nodes {
    guard isInside.indices.contains(Int(node)), !isInside[Int(node)] else {
      return [.unprovedRefusal("node \(node) is no node or occurs twice")]
    }
    isInside[Int(node)] = true
  }
  let needs = refusal.reason == .demandExceedsReach
  var required: Int128 = 0
  for node in 0..<graph.nodeCount where isInside[node] {
    let supply = Int128(problem.supplies[node])
    switch problem.balance {
    case .suppliesMayStay where !needs && supply > 0: break
    case .demandsMayStayUnmet where needs && supply < 0: break
    default: required += needs ? -supply : supply
    }
  }
  var possible: Int128 = 0
  for edge in 0..<graph.edgeCount {
    let (source, target) = graph.ends(of: edge)
    if isInside[source] == isInside[target] { continue }
    if isInside[target] == needs {
      if problem.capacities[edge] == .max {
        return [.unprovedRefusal("edge \(edge) across the cut has no limit")]
      }
      possible += Int128(problem.capacities[edge])
    } else {
      required += Int128(problem.lowerBounds[edge])
    }
  }
  var found: [FlowProblem] = []
  if required != refusal.required {
    found.append(.wrongTotal(stated: refusal.required, found: required))
  }
  if possible != refusal.possible {
    found.append(.wrongTotal(stated: refusal.possible, found: possible))
  }
  if required <= possible { found.append(.unprovedRefusal("what is required is possible")) }
  return found
}

/// Checks from the problem alone that the cost falls for ever around the stated cycle.
///
/// That some flow keeps all bounds is not part of this proof.
public func problems(
  in refusal: UnboundedFlow, for problem: MinimumCostFlowProblem
) -> [FlowProblem] {
  guard let last = refusal.cycle.last else { return [.unprovedRefusal("the cycle is empty")] }
  let graph = problem.graph
  var cost: Int128 = 0
  var end = graph.targets[Int(last)]
  for edge in refusal.cycle {
    if graph.sources[Int(edge)] != end {
      return [.unprovedRefusal("edge \(edge) does not begin where the one before it ends")]
    }
    if problem.capacities[Int(edge)] != .max {
      return [.unprovedRefusal("edge \(edge) has a limit")]
    }
    end = graph.targets[Int(edge)]
    cost += Int128(problem.costs[Int(edge)])
  }
  if cost != refusal.cost { return [.wrongTotal(stated: refusal.cost, found: cost)] }
  return cost < 0 ? [] : [.unprovedRefusal("the cycle costs \(cost)")]
}
