extension FlowReduction {
  /// Solves the reduced problem and reads the answer to the whole one from it.
  func solve<Cost: FixedWidthInteger & SignedInteger>(
    penalty: Cost, from basis: FlowBasis?, _ execution: Execution
  ) throws(GraphError) -> MinimumCostFlowOutcome {
    let (edges, stays) = arcs()
    guard edges.count + stays.count + reducedCount < Int(Int32.max) else {
      throw .tooLarge(nodes: problem.graph.nodeCount, edges: problem.graph.edgeCount)
    }
    var simplex = NetworkSimplex<Cost>(
      nodeCount: reducedCount, arcCount: edges.count + stays.count)
    fill(&simplex, edges, stays)
    var supplies = [Int64](repeating: 0, count: reducedCount)
    for (node, supply) in self.supplies.enumerated() where reduced[node] >= 0 {
      supplies[Int(reduced[node])] = supply
    }
    if let basis {
      for (arc, edge) in edges.enumerated() { simplex.states[arc] = basis.edges[Int(edge)] }
      for (index, node) in stays.enumerated() {
        simplex.states[edges.count + index] = basis.stays[Int(node)]
      }
      let tops = basis.tops.map { reduced[Int($0)] }.filter { $0 >= 0 }
      simplex.start(fromStatesWith: supplies, tops: tops, penalty: penalty)
    } else {
      simplex.startCold(supplies: supplies, penalty: penalty)
    }

    let ending = simplex.run(execution)
    if case .cancelled = ending { throw .cancelled }
    if simplex.tree.hasArtificialFlow, let reason = try infeasibility(execution) {
      return .infeasible(reason)
    }
    if case .unbounded(let arc) = ending {
      return .unbounded(unboundedCycle(simplex.cycle(closedBy: arc).map { edges[$0] }))
    }
    for edge in 0..<widths.count where widths[edge] == .max && problem.costs[edge] < 0 {
      guard problem.graph.sources[edge] == problem.graph.targets[edge] else { continue }
      return .unbounded(unboundedCycle([Int32(truncatingIfNeeded: edge)]))
    }
    guard !simplex.tree.hasOverflowed else { throw .overflow(in: "The flow on an edge") }
    return .optimal(try solution(simplex, edges, stays))
  }

  /// The edges of the reduced problem in the order of source, target and id, and the nodes of which
  /// something may stay.
  private func arcs() -> (edges: [Int32], stays: [Int32]) {
    let rows = problem.graph.outgoing
    var edges = [Int32](unsafeUninitializedCapacity: rows.arcCount) { buffer, count in
      rows.withPointers { rows in
        reduced.withTrustedPointer { reduced in
          for node in 0..<rows.nodeCount where reduced[node] >= 0 {
            for slot in rows.begin(node)..<rows.end(node) {
              let target = reduced[Int(rows.neighbors[slot])]
              guard isFree(Int(rows.edges[slot]), reduced[node], target) else { continue }
              buffer.initializeElement(at: count, to: rows.edges[slot])
              count += 1
            }
          }
        }
      }
    }
    if edges.isEmpty { edges = [] }
    var stays: [Int32] = []
    forEachStay { node, _ in stays.append(Int32(truncatingIfNeeded: node)) }
    return (edges, stays)
  }

  private func fill<Cost>(
    _ simplex: inout NetworkSimplex<Cost>, _ edges: [Int32], _ stays: [Int32]
  ) {
    let (tails, heads) = (simplex.tails, simplex.heads)
    let (costs, capacities) = (simplex.costs, simplex.capacities)
    for (arc, edge) in edges.enumerated() {
      let edge = Int(edge)
      tails[arc] = reduced[Int(problem.graph.sources[edge])]
      heads[arc] = reduced[Int(problem.graph.targets[edge])]
      costs[arc] = Cost(truncatingIfNeeded: problem.costs[edge])
      capacities[arc] = widths[edge]
    }
    var arc = edges.count
    let pool = reduced[problem.graph.nodeCount]
    forEachStay { node, amount in
      let isSupply = problem.balance == .suppliesMayStay
      tails[arc] = isSupply ? reduced[node] : pool
      heads[arc] = isSupply ? pool : reduced[node]
      costs[arc] = 0
      capacities[arc] = amount
      arc += 1
    }
  }

  private func solution<Cost>(
    _ simplex: borrowing NetworkSimplex<Cost>, _ edges: [Int32], _ stays: [Int32]
  ) throws(GraphError) -> MinimumCostFlow {
    let graph = problem.graph
    var flows = problem.lowerBounds
    var unused = [Int64](repeating: 0, count: graph.nodeCount)
    var overflows = false
    simplex.forEachFlow { arc, flow in
      if arc < edges.count {
        let sum = flows[Int(edges[arc])].addingReportingOverflow(flow)
        flows[Int(edges[arc])] = sum.partialValue
        overflows = overflows || sum.overflow
      } else {
        unused[Int(stays[arc - edges.count])] = flow
      }
    }
    var states = [Int8](repeating: 1, count: graph.edgeCount)
    for (arc, edge) in edges.enumerated() { states[Int(edge)] = simplex.states[arc] }
    var stayStates = [Int8](repeating: 1, count: graph.nodeCount)
    for (index, node) in stays.enumerated() {
      stayStates[Int(node)] = simplex.states[edges.count + index]
    }
    var cost: Int128 = 0
    for edge in 0..<graph.edgeCount {
      if problem.costs[edge] < 0 && widths[edge] > 0 && graph.sources[edge] == graph.targets[edge] {
        flows[edge] = problem.capacities[edge]
      }
      if flows[edge] != 0 { cost += Int128(problem.costs[edge]) * Int128(flows[edge]) }
    }
    guard !overflows else { throw .overflow(in: "The flow on an edge") }
    return MinimumCostFlow(
      cost: cost, flows: flows, potentials: try potentials(simplex), unused: unused,
      basis: FlowBasis(edges: states, stays: stayStates, tops: tops(simplex)),
      pivots: simplex.pivots)
  }

  /// The nodes that hang under the root, the first child first.
  private func tops<Cost>(_ simplex: borrowing NetworkSimplex<Cost>) -> [Int32] {
    var isTop = [Bool](repeating: false, count: reducedCount)
    var child = simplex.tree.nodes[reducedCount].firstChild
    while child >= 0 {
      isTop[Int(child)] = true
      child = simplex.tree.nodes[Int(child)].next
    }
    return reduced.indices.filter { reduced[$0] >= 0 && isTop[Int(reduced[$0])] }
      .map { Int32(truncatingIfNeeded: $0) }
  }

  /// The potentials of all nodes, 0 for the pool.
  ///
  /// Of the nodes left out, those that flow could reach get the lowest price at which no edge to them
  /// would pay, and the others the highest from which none would. Edges among either have no negative
  /// cost, or their ends would not have been left out.
  private func potentials<Cost>(
    _ simplex: borrowing NetworkSimplex<Cost>
  ) throws(GraphError) -> [Int64] {
    let graph = problem.graph
    let nodeCount = graph.nodeCount
    let pool = reduced[nodeCount]
    let zero = pool < 0 ? 0 : Int128(truncatingIfNeeded: simplex.tree.potentials[Int(pool)])
    var prices = [Int64](repeating: 0, count: nodeCount)
    var overflows = false
    for node in 0..<nodeCount where reduced[node] >= 0 {
      let price = Int128(truncatingIfNeeded: simplex.tree.potentials[Int(reduced[node])]) - zero
      prices[node] = Int64(truncatingIfNeeded: price)
      overflows = overflows || Int128(prices[node]) != price
    }
    guard reducedCount < nodeCount + (hasPool ? 1 : 0) else {
      if overflows { throw .overflow(in: "The price at a node") }
      return prices
    }
    var behind: Int128?
    for edge in 0..<graph.edgeCount where widths[edge] > 0 {
      let (source, target) = graph.ends(of: edge)
      guard reduced[source] >= 0, reduced[target] < 0 else { continue }
      let price = Int128(prices[source]) + Int128(problem.costs[edge])
      behind = min(behind ?? price, price)
    }
    let price = behind ?? 0
    for node in 0..<nodeCount where reduced[node] < 0 && isBehind[node] {
      prices[node] = Int64(truncatingIfNeeded: price)
    }
    overflows = overflows || Int128(Int64(truncatingIfNeeded: price)) != price
    var before: Int128?
    for edge in 0..<graph.edgeCount where widths[edge] > 0 {
      let (source, target) = graph.ends(of: edge)
      guard reduced[source] < 0, !isBehind[source], reduced[target] >= 0 || isBehind[target]
      else { continue }
      let price = Int128(prices[target]) - Int128(problem.costs[edge])
      before = max(before ?? price, price)
    }
    let first = before ?? 0
    for node in 0..<nodeCount where reduced[node] < 0 && !isBehind[node] {
      prices[node] = Int64(truncatingIfNeeded: first)
    }
    overflows = overflows || Int128(Int64(truncatingIfNeeded: first)) != first
    if overflows { throw .overflow(in: "The price at a node") }
    return prices
  }
}
