/// Solves *y* = damping · *P*ᵀ*y* + base, component by component in topological order.
///
/// The vector that is passed along arcs is *z* = damping · *y* / strength, so that an arc costs one
/// addition.
struct PageRankSolver {
  let graph: CompactGraph
  /// The weight of each incoming arc, by row; empty when every edge weighs 1.
  let arcWeights: [Double]
  let damping: Double
  let iterationLimit: Int
  let execution: Execution
  /// Damping divided by the outgoing strength; 0 for a dangling node.
  let shares: [Double]
  let flow: FlowOrder
  let hasLoops: Bool
  /// The most sweeps taken by a component.
  private(set) var iterations = 1

  init(
    graph: CompactGraph, weights: [Int64]?, damping: Double, iterationLimit: Int,
    execution: Execution
  ) {
    self.graph = graph
    self.damping = damping
    self.iterationLimit = iterationLimit
    self.execution = execution
    hasLoops = graph.loopCount > 0
    arcWeights = arcDoubles(weights, graph.incoming)
    let strengths = strengths(of: graph.outgoing, weights)
    shares = strengths.map { $0 > 0 ? damping / $0 : 0 }
    flow = FlowOrder(graph.outgoing)
  }

  /// The scores and their residual.
  ///
  /// The system leaves out what dangling nodes give back. Where they give to the teleport vector that
  /// only scales the answer; where they give to another vector a second solution says how much.
  mutating func solve(
    teleport: [Double], dangling: [Double]?, tolerance: Double
  ) throws(GraphError) -> (scores: [Double], residual: Double) {
    var target = tolerance
    var last = Double.infinity
    for _ in 0..<3 {
      var scores = try solution(base: teleport, tolerance: target)
      if let dangling {
        let other = try solution(base: dangling, tolerance: target)
        let back = danglingMass(scores) * damping / (1 - damping * danglingMass(other))
        for node in scores.indices { scores[node] += back * other[node] }
      }
      let sum = scores.reduce(0, +)
      for node in scores.indices { scores[node] /= sum }
      last = try residual(of: scores, teleport: teleport, dangling: dangling ?? teleport)
      if last <= tolerance { return (scores, last) }
      target /= 8
    }
    throw .notConverged(measure: "PageRank", iterations: iterations, residual: last)
  }

  private func danglingMass(_ scores: [Double]) -> Double {
    var mass = 0.0
    for node in scores.indices where shares[node] == 0 { mass += scores[node] }
    return mass
  }

  /// The L1 norm of what one step of the walk changes.
  private func residual(
    of scores: [Double], teleport: [Double], dangling: [Double]
  ) throws(GraphError) -> Double {
    // With damping 0 every share is 0, but nothing is dangling that matters.
    let back = damping * danglingMass(scores)
    let count = scores.count
    let blocks = max(1, count >> 14)
    let given = [Double](count: count) { given in
      for node in 0..<count { given[node] = scores[node] * shares[node] }
    }
    let sums = Accumulators(blocks)
    try graph.incoming.withPointers { (rows) throws(GraphError) in
      try given.withTrustedPointer { (given) throws(GraphError) in
        let arcWeights = KernelWeights(arcWeights)
        let given = SharedVector(reading: given)
        try execution.forEachBlock(blocks, reporting: false) { block, _ in
          var change = 0.0
          for node in Execution.range(of: block, of: blocks, in: count) {
            let received = arcWeights.product(rows, node, given.values)
            change += abs(
              received + back * dangling[node] + (1 - damping) * teleport[node] - scores[node])
          }
          sums[block] = change
        }
      }
    }
    return sums.sum
  }

  /// *y*, up to an L1 residual of `tolerance` times half the sum of *y*: dividing by the sum and giving
  /// back the mass of dangling nodes at most doubles it.
  private mutating func solution(
    base: [Double], tolerance: Double
  ) throws(GraphError) -> [Double] {
    let count = graph.nodeCount
    var given = [Double](repeating: 0, count: count)
    var result = base
    var sweeps = 1
    try graph.incoming.withPointers { (rows) throws(GraphError) in
      try flow.order.withTrustedPointer { (order) throws(GraphError) in
        try shares.withTrustedPointer { (shares) throws(GraphError) in
          try result.withTrustedMutablePointer { (result) throws(GraphError) in
            try given.withTrustedMutablePointer { (given) throws(GraphError) in
              sweeps = try solveComponents(rows, order, shares, tolerance, result, given)
            }
          }
        }
      }
    }
    iterations = max(iterations, sweeps)
    return result
  }

  /// - Parameters:
  ///   - result: the base; becomes the solution.
  ///   - given: what each node gives along an edge of weight 1.
  /// - Returns: the most sweeps over a component.
  private func solveComponents(
    _ rows: AdjacencyRows.Pointers, _ order: UnsafePointer<Int32>,
    _ shares: UnsafePointer<Double>, _ tolerance: Double, _ result: UnsafeMutablePointer<Double>,
    _ given: UnsafeMutablePointer<Double>
  ) throws(GraphError) -> Int {
    let starts = flow.starts
    let count = rows.nodeCount
    let kernelWeights = KernelWeights(arcWeights)
    let (component, inner) = largerComponents(rows, order)
    var positions: [Int32] = []
    if component != nil {
      positions = [Int32](count: count) { positions in
        for position in 0..<count {
          positions[Int(order[position])] = Int32(truncatingIfNeeded: position)
        }
      }
    }
    var sweeps = 1
    var total = 0.0
    for number in 0..<(starts.count - 1) {
      let range = Int(starts[number])..<Int(starts[number + 1])
      guard range.count > 1, let component else {
        // A node on no cycle but a loop only waits for those before it. Its loop finds its mass
        // still at 0 …
        let node = Int(order[range.lowerBound])
        var value = result[node] + kernelWeights.product(rows, node, given)
        if hasLoops {
          // … and gives it again and again.
          value /= 1 - kernelWeights.loop(rows, node) * shares[node]
        }
        result[node] = value
        given[node] = value * shares[node]
        total += value
        continue
      }
      positions.withTrustedPointer { positions in
        arcWeights.withTrustedPointer { arcWeights in
          component.assemble(
            range, order: order, positions: positions, rows: rows, arcWeights: arcWeights,
            shares: shares, base: result, given: given)
        }
      }
      let own = try component.solve(
        tolerance: tolerance / 2 * Double(range.count) / Double(inner), elsewhere: total,
        iterationLimit: iterationLimit, execution: execution)
      sweeps = max(sweeps, own)
      total += component.store(range, order: order, shares: shares, into: result, given)
      execution.progress(range.upperBound, count)
    }
    return sweeps
  }

  /// Memory for the components of more than one node, and how many nodes they have together.
  private func largerComponents(
    _ rows: AdjacencyRows.Pointers, _ order: UnsafePointer<Int32>
  ) -> (ComponentSystem?, nodes: Int) {
    var largest = 0
    var mostArcs = 0
    var nodes = 0
    for number in 0..<(flow.starts.count - 1) {
      let range = Int(flow.starts[number])..<Int(flow.starts[number + 1])
      guard range.count > 1 else { continue }
      nodes += range.count
      largest = max(largest, range.count)
      var arcs = 0
      for position in range { arcs += rows.degree(Int(order[position])) }
      mostArcs = max(mostArcs, arcs)
    }
    guard nodes > 0 else { return (nil, 0) }
    return (
      ComponentSystem(size: largest, arcs: mostArcs, isWeighted: !arcWeights.isEmpty), nodes
    )
  }
}
