/// What becomes of the weights of parallel edges when they are made one.
public enum MergeRule: String, Sendable, CaseIterable {
  /// Added up: right for strength (money, people).
  case sum
  /// The least: right for distance and length.
  case minimum
  case maximum
  /// How many there were; weights are not looked at: right for multiplicity.
  case count
}

/// What becomes of edges from a node to itself.
public enum LoopRule: String, Sendable {
  case keep
  case drop
}

/// A graph without parallel edges, and what became of the weights.
public struct MergedGraph: Sendable {
  /// Edges in order of source, then target; in an undirected graph the source is the smaller node.
  public let graph: CompactGraph
  /// The weight of each edge by the rule; without given weights each edge weighs 1 before merging.
  public let weights: [Int64]
  /// How many edges each edge stands for.
  public let multiplicities: [Int32]
}

extension CompactGraph {
  /// One edge for all edges between the same two nodes.
  ///
  /// - Parameters:
  ///   - direction: the direction of the result. `.undirected` also makes *u→v* and *v→u* one edge;
  ///     `.directed` for an undirected graph makes each edge two, one each way (a loop stays one).
  ///     By default as the graph is.
  ///   - weights: *m* weights in edge order, or `nil`: each edge weighs 1.
  ///   - rule: what becomes of the weights.
  ///   - loops: whether loops stay.
  /// - Throws: ``GraphError/wrongCount(of:expected:found:)``; ``GraphError/overflow(in:)`` when a sum
  ///   leaves `Int64`.
  /// - Complexity: O(*n* + *m*) time and memory. The result does not depend on the order of edges.
  public func merged(
    as direction: Direction? = nil, weights: [Int64]? = nil, by rule: MergeRule,
    loops: LoopRule = .drop
  ) throws(GraphError) -> MergedGraph {
    if let weights, weights.count != edgeCount {
      throw .wrongCount(of: "weights", expected: edgeCount, found: weights.count)
    }
    let wanted = direction ?? self.direction
    // Both ends see each edge when directions are to be forgotten.
    let both = isDirected && wanted == .undirected
    var merged = MergedEdges(rule: rule)
    merged.reserve(edgeCount)
    for node in 0..<nodeCount {
      var ahead = outgoing.row(node)[...]
      var back = both ? incoming.row(node)[...] : 0..<0
      while true {
        // The two rows are ascending: take the smaller neighbour first.
        let fromAhead: Bool
        switch (ahead.first, back.first) {
        case (let a?, let b?): fromAhead = outgoing.neighbors[a] <= incoming.neighbors[b]
        case (_?, nil): fromAhead = true
        case (nil, _?): fromAhead = false
        case (nil, nil):
          fromAhead = false
        }
        if ahead.isEmpty && back.isEmpty { break }
        let rows = fromAhead ? outgoing : incoming
        let arc = fromAhead ? ahead.removeFirst() : back.removeFirst()
        let other = Int(rows.neighbors[arc])
        let edge = Int(rows.edges[arc])
        if other == node {
          // A loop stands in both rows of a directed graph and twice in the row of an undirected one.
          if loops == .drop || (both && !fromAhead) { continue }
          if !isDirected, arc > rows.row(node).lowerBound, rows.edges[arc - 1] == rows.edges[arc] {
            continue
          }
        } else if wanted == .undirected && other < node {
          continue
        }
        try merged.add(Int32(node), Int32(other), weights?[edge] ?? 1)
      }
    }
    return MergedGraph(
      graph: CompactGraph(
        wanted, trusted: nodeCount, sources: merged.sources, targets: merged.targets),
      weights: merged.weights, multiplicities: merged.multiplicities)
  }
}

/// Edges that arrive in order of source and target, joined where both agree.
private struct MergedEdges {
  let rule: MergeRule
  var sources: [Int32] = []
  var targets: [Int32] = []
  var weights: [Int64] = []
  var multiplicities: [Int32] = []

  init(rule: MergeRule) { self.rule = rule }

  mutating func reserve(_ count: Int) {
    sources.reserveCapacity(count)
    targets.reserveCapacity(count)
    weights.reserveCapacity(count)
    multiplicities.reserveCapacity(count)
  }

  mutating func add(_ source: Int32, _ target: Int32, _ weight: Int64) throws(GraphError) {
    let last = sources.count - 1
    guard last >= 0, sources[last] == source, targets[last] == target else {
      sources.append(source)
      targets.append(target)
      weights.append(rule == .count ? 1 : weight)
      multiplicities.append(1)
      return
    }
    multiplicities[last] += 1
    switch rule {
    case .sum:
      let (sum, overflow) = weights[last].addingReportingOverflow(weight)
      if overflow { throw .overflow(in: "The sum of parallel weights") }
      weights[last] = sum
    case .minimum: weights[last] = min(weights[last], weight)
    case .maximum: weights[last] = max(weights[last], weight)
    case .count: weights[last] += 1
    }
  }
}
