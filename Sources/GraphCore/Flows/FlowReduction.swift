/// A minimum-cost flow problem made ready for the simplex method, and the way back.
///
/// - Lower bounds become 0: each is sent beforehand, which changes the supplies of its ends.
/// - What may stay goes to (or comes from) one more node, the pool, by one arc a node.
/// - Loops and edges with a single possible flow are settled here.
/// - An optimal flow is made of paths from supplies to demands and of cycles with a negative edge. Nodes
///   on no such path are left out, with their edges; what they price at is found afterwards.
struct FlowReduction {
  let problem: MinimumCostFlowProblem
  /// By how much each edge may exceed its lower bound; `Int64.max` is without limit.
  let widths: [Int64]
  /// Supplies after the lower bounds are sent; the pool, if there is one, comes last.
  let supplies: [Int64]
  let largestCost: Int64
  /// For each node its number in the reduced problem, or -1; the pool comes last.
  let reduced: [Int32]
  let reducedCount: Int
  /// Whether a node that was left out can be reached from the others.
  let isBehind: [Bool]

  var hasPool: Bool { problem.balance != .exact }

  init(_ problem: MinimumCostFlowProblem) throws(GraphError) {
    let graph = problem.graph
    let (nodeCount, edgeCount) = (graph.nodeCount, graph.edgeCount)
    self.problem = problem
    var total: Int128 = 0
    for supply in problem.supplies { total += Int128(supply) }

    var supplies = problem.supplies
    var largestCost: Int64 = 0
    var overflows = false
    let widths = [Int64](count: edgeCount) { widths in
      for edge in 0..<edgeCount {
        let (lower, capacity) = (problem.lowerBounds[edge], problem.capacities[edge])
        let cost = problem.costs[edge]
        largestCost = max(largestCost, cost == .min ? .max : abs(cost))
        let width = capacity.subtractingReportingOverflow(lower)
        // No limit less a lower bound is no limit.
        widths[edge] = capacity == .max ? .max : width.partialValue
        overflows = overflows || capacity != .max && (width.overflow || width.partialValue == .max)
        guard lower != 0 else { continue }
        let source = Int(graph.sources[edge])
        let target = Int(graph.targets[edge])
        let sent = supplies[source].subtractingReportingOverflow(lower)
        supplies[source] = sent.partialValue
        let received = supplies[target].addingReportingOverflow(lower)
        supplies[target] = received.partialValue
        overflows = overflows || sent.overflow || received.overflow
      }
    }
    // The simplex method adds flows up, at most all supplies at once.
    var positive: Int128 = 0
    for supply in supplies where supply > 0 { positive += Int128(supply) }
    overflows = overflows || problem.supplies.contains(.min)
    if problem.balance != .exact {
      let pool = Int64(clamping: -total)
      supplies.append(pool)
      positive += Int128(max(pool, 0))
    }
    guard !overflows, positive < Int128(Int64.max) else {
      throw .overflow(in: "A supply with the lower bounds at its node, or all supplies together,")
    }
    self.widths = widths
    self.supplies = supplies
    self.largestCost = largestCost

    let (ahead, back) = Self.useful(problem, widths, supplies)
    var reduced = [Int32](repeating: -1, count: nodeCount + 1)
    var count = 0
    for node in 0..<nodeCount where ahead[node] && back[node] || supplies[node] != 0 {
      reduced[node] = Int32(truncatingIfNeeded: count)
      count += 1
    }
    if problem.balance != .exact {
      reduced[nodeCount] = Int32(truncatingIfNeeded: count)
      count += 1
    }
    self.reduced = reduced
    reducedCount = count
    isBehind = ahead
  }

  /// What is wrong before any edge is looked at: more is demanded than supplied, or the reverse.
  static func imbalance(of problem: MinimumCostFlowProblem) -> InfeasibleFlow? {
    var total: Int128 = 0
    for supply in problem.supplies { total += Int128(supply) }
    let nodes = { Array(0..<Int32(truncatingIfNeeded: problem.graph.nodeCount)) }
    if total < 0 && problem.balance != .demandsMayStayUnmet {
      return InfeasibleFlow(
        reason: .demandExceedsReach, nodes: nodes(), required: -total, possible: 0)
    }
    if total > 0 && problem.balance != .suppliesMayStay {
      return InfeasibleFlow(
        reason: .supplyExceedsOutlet, nodes: nodes(), required: total, possible: 0)
    }
    return nil
  }

  /// The nodes that supplies and negative edges lead to, and those from which demands and negative edges
  /// can be reached.
  private static func useful(
    _ problem: MinimumCostFlowProblem, _ widths: [Int64], _ supplies: [Int64]
  ) -> (ahead: [Bool], back: [Bool]) {
    let graph = problem.graph
    var starts = [Bool](repeating: false, count: graph.nodeCount)
    var ends = starts
    for node in 0..<graph.nodeCount {
      // Where something may stay, there is an arc to or from the pool, whatever the lower bounds leave.
      let mayStay =
        switch problem.balance {
        case .exact: false
        case .suppliesMayStay: problem.supplies[node] > 0
        case .demandsMayStayUnmet: problem.supplies[node] < 0
        }
      starts[node] = supplies[node] > 0 || mayStay
      ends[node] = supplies[node] < 0 || mayStay
    }
    for edge in 0..<graph.edgeCount where problem.costs[edge] < 0 && widths[edge] > 0 {
      starts[Int(graph.targets[edge])] = true
      ends[Int(graph.sources[edge])] = true
    }
    return (reach(starts, graph.outgoing, widths), reach(ends, graph.incoming, widths))
  }

  /// The nodes that rows lead to, by edges of some width.
  private static func reach(
    _ starts: [Bool], _ rows: AdjacencyRows, _ widths: [Int64]
  ) -> [Bool] {
    var reached = starts
    var queue = [Int32](repeating: 0, count: starts.count)
    reached.withTrustedMutablePointer { reached in
      queue.withTrustedMutablePointer { queue in
        widths.withTrustedPointer { widths in
          rows.withPointers { rows in
            var end = 0
            for node in 0..<rows.nodeCount where reached[node] {
              queue[end] = Int32(truncatingIfNeeded: node)
              end += 1
            }
            var begin = 0
            while begin < end {
              let node = Int(queue[begin])
              begin += 1
              for slot in rows.begin(node)..<rows.end(node) {
                let next = Int(rows.neighbors[slot])
                if reached[next] || widths[Int(rows.edges[slot])] == 0 { continue }
                reached[next] = true
                queue[end] = rows.neighbors[slot]
                end += 1
              }
            }
          }
        }
      }
    }
    return reached
  }

  /// Whether an edge has a choice of flow that the simplex method has to make, and the edge of the
  /// reduced problem that stands for it joins nodes that are in it.
  @inline(__always)
  func isFree(_ edge: Int, _ source: Int32, _ target: Int32) -> Bool {
    source >= 0 && target >= 0 && source != target && widths[edge] > 0
  }

  /// The nodes of which something may stay, and how much.
  func forEachStay(_ body: (_ node: Int, _ amount: Int64) -> Void) {
    switch problem.balance {
    case .exact: return
    case .suppliesMayStay:
      for (node, supply) in problem.supplies.enumerated() where supply > 0 { body(node, supply) }
    case .demandsMayStayUnmet:
      for (node, supply) in problem.supplies.enumerated() where supply < 0 {
        body(node, 0 - supply)
      }
    }
  }
}
