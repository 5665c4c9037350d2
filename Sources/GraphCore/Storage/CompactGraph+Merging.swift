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
    try requireColumn(weights, named: "weights")
    let pass = MergePass(graph: self, wanted: direction ?? self.direction, loops: loops)
    // A first pass counts, so that the second writes arrays of the right size.
    let count = pass.forEachArc { _, _, _, _ in }
    var sources: [Int32] = []
    var targets: [Int32] = []
    var multiplicities: [Int32] = []
    var overflows = false
    let merged = [Int64](count: count) { merged in
      sources = [Int32](count: count) { sources in
        targets = [Int32](count: count) { targets in
          multiplicities = [Int32](count: count) { multiplicities in
            func write(_ weight: (_ edge: Int) -> Int64) {
              let join = Join(
                sources: sources, targets: targets, merged: merged,
                multiplicities: multiplicities, rule: rule)
              pass.forEachArc { edge, slot, ends, isNew in
                overflows = join.add(weight(edge), slot, ends, isNew) || overflows
              }
            }
            if let weights, rule != .count {
              weights.withTrustedPointer { weights in write { weights[$0] } }
            } else {
              write { _ in 1 }
            }
          }
        }
      }
    }
    if overflows { throw .overflow(in: "The sum of parallel weights") }
    return MergedGraph(
      graph: CompactGraph(pass.wanted, trusted: nodeCount, sources: sources, targets: targets),
      weights: merged, multiplicities: multiplicities)
  }
}

/// One walk over the edges of a graph in the order of a merged graph.
private struct MergePass {
  let graph: CompactGraph
  let wanted: CompactGraph.Direction
  let loops: LoopRule

  /// Calls the closure with each arc that stays, by source, then target.
  ///
  /// - Parameter body: is given the edge, the id of the merged edge, its ends, and whether it is the first
  ///   that becomes that merged edge.
  /// - Returns: the number of merged edges.
  @inline(__always) @discardableResult
  func forEachArc(
    _ body: (_ edge: Int, _ slot: Int, _ ends: (Int32, Int32), _ isNew: Bool) -> Void
  ) -> Int {
    var slot = -1
    let isDirected = graph.isDirected
    let skipsLower = wanted == .undirected
    // Both ends see each edge when directions are to be forgotten.
    let both = isDirected && skipsLower
    graph.outgoing.withPointers { outgoing in
      graph.incoming.withPointers { incoming in
        for node in 0..<outgoing.nodeCount {
          let own = Int32(truncatingIfNeeded: node)
          var ahead = outgoing.begin(node)
          let aheadEnd = outgoing.end(node)
          var back = both ? incoming.begin(node) : incoming.end(node)
          let backEnd = incoming.end(node)
          var last: Int32 = -1
          while ahead < aheadEnd || back < backEnd {
            // The two rows are ascending: take the smaller neighbour first.
            let first = ahead < aheadEnd ? outgoing.neighbors[ahead] : Int32.max
            let second = back < backEnd ? incoming.neighbors[back] : Int32.max
            let isAhead = first <= second
            let other = isAhead ? first : second
            let edge = isAhead ? outgoing.edges[ahead] : incoming.edges[back]
            let isRepeated =
              isAhead && ahead > outgoing.begin(node) && outgoing.edges[ahead - 1] == edge
            if isAhead { ahead += 1 } else { back += 1 }
            if other == own {
              // A loop stands in both rows of a directed graph and twice in the row of an undirected one.
              if loops == .drop || !isAhead || (!isDirected && isRepeated) { continue }
            } else if skipsLower && other < own {
              continue
            }
            let isNew = other != last
            if isNew { slot += 1 }
            last = other
            body(Int(edge), slot, (own, other), isNew)
          }
        }
      }
    }
    return slot + 1
  }
}

/// The columns of a merged graph while they are written.
private struct Join {
  let sources: UnsafeMutablePointer<Int32>
  let targets: UnsafeMutablePointer<Int32>
  let merged: UnsafeMutablePointer<Int64>
  let multiplicities: UnsafeMutablePointer<Int32>
  let rule: MergeRule

  /// - Returns: whether a sum left `Int64`.
  @inline(__always)
  func add(_ weight: Int64, _ slot: Int, _ ends: (Int32, Int32), _ isNew: Bool) -> Bool {
    if isNew {
      sources[slot] = ends.0
      targets[slot] = ends.1
      merged[slot] = weight
      multiplicities[slot] = 1
      return false
    }
    multiplicities[slot] += 1
    switch rule {
    case .sum, .count:
      let (sum, overflow) = merged[slot].addingReportingOverflow(weight)
      merged[slot] = sum
      return overflow
    case .minimum: merged[slot] = min(merged[slot], weight)
    case .maximum: merged[slot] = max(merged[slot], weight)
    }
    return false
  }
}
