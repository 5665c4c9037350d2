/// Communities by label propagation, and how they were found.
public struct PropagatedLabels: Sendable {
  public let partition: Partition
  /// Rounds over all nodes, the last of which changed nothing if ``isStable``.
  public let iterations: Int
  /// Whether every node has a label that none of its neighbours' labels outweighs.
  public let isStable: Bool
}

/// Communities by label propagation: each node takes the label that weighs most among its neighbours,
/// in rounds over all nodes in a random order, until every node has such a label.
///
/// ## Conventions
/// - Direction is ignored; parallel edges add up; loops and edges of weight 0 do not count.
/// - A node keeps its label if none weighs more; else it takes the heaviest, of those alike the lowest
///   (labels are node numbers). A node without neighbours keeps its own.
/// - Labels change one at a time, so that no round can swing back and forth. The result depends on the
///   seed and on nothing else; the method runs on one thread. Equal labels may stand on nodes that are
///   not connected.
///
/// - Parameters:
///   - graph: *n* nodes and *m* edges.
///   - weights: *m* non-negative weights in edge order, or `nil`: each edge weighs 1. Sums are exact
///     up to 2⁵³.
///   - iterationLimit: rounds at most; the result then says that it is not stable.
///   - seed: of the order in which nodes are visited, drawn anew for each round.
///   - execution: asked for cancelling between rounds.
/// - Returns: the partition, with communities numbered by first member.
/// - Throws: ``GraphError/wrongCount(of:expected:found:)``, ``GraphError/negativeWeight(edge:weight:)``,
///   ``GraphError/overflow(in:)``, ``GraphError/parameter(_:problem:)``, ``GraphError/cancelled``.
/// - Complexity: O(*n* + *m*) a round; 24 bytes a node and up to 24 an edge.
/// - Source: Raghavan, Albert & Kumara (2007), Phys. Rev. E 76, 036106, section III, with a stated
///   rule for ties.
public func labelPropagationCommunities(
  of graph: CompactGraph, weights: [Int64]? = nil, iterationLimit: Int = 1_000,
  seed: UInt64 = SplitMix64.standardSeed, execution: Execution = .standard
) throws(GraphError) -> PropagatedLabels {
  guard iterationLimit >= 1 else {
    throw .parameter("iterationLimit", problem: "must be at least 1")
  }
  try graph.requireNotNegative(weights, named: "weights")
  _ = try totalWeight(weights, of: graph)
  let level = CommunityLevel(graph, weights: weights, masses: .potts)
  let count = graph.nodeCount
  var random = SplitMix64(seed: seed)
  var labels = (0..<count).map { Int32(truncatingIfNeeded: $0) }
  var order = labels
  var ties = [Double](repeating: 0, count: count)
  var touched = [Int32](repeating: 0, count: count)
  var rounds = 0
  var isStable = false
  while !isStable, rounds < iterationLimit {
    if execution.isCancelled() { throw .cancelled }
    random.shuffle(&order)
    isStable = propagate(level, order, &labels, &ties, &touched) == 0
    rounds += 1
    execution.progress(rounds, iterationLimit)
  }
  return PropagatedLabels(
    partition: Partition(nodeLabels: labels), iterations: rounds, isStable: isStable)
}

/// As ``labelPropagationCommunities(of:weights:iterationLimit:seed:execution:)``, with a seed drawn from
/// a generator.
public func labelPropagationCommunities(
  of graph: CompactGraph, weights: [Int64]? = nil, iterationLimit: Int = 1_000,
  using generator: inout some RandomNumberGenerator, execution: Execution = .standard
) throws(GraphError) -> PropagatedLabels {
  try labelPropagationCommunities(
    of: graph, weights: weights, iterationLimit: iterationLimit, seed: generator.next(),
    execution: execution)
}

/// One round.
///
/// - Returns: how many labels changed.
private func propagate(
  _ level: CommunityLevel, _ order: [Int32], _ labels: inout [Int32], _ ties: inout [Double],
  _ touched: inout [Int32]
) -> Int {
  var changes = 0
  level.withPointers { level in
    labels.withTrustedMutablePointer { labels in
      ties.withTrustedMutablePointer { ties in
        touched.withTrustedMutablePointer { touched in
          for node in order {
            var found = 0
            for arc in Int(level.offsets[Int(node)])..<Int(level.offsets[Int(node) + 1]) {
              let label = labels[Int(level.neighbors[arc])]
              if ties[Int(label)] == 0 {
                touched[found] = label
                found += 1
              }
              ties[Int(label)] += level.weight(arc)
            }
            let own = labels[Int(node)]
            var best = own
            var most = ties[Int(own)]
            for index in 0..<found {
              let label = touched[index]
              let tie = ties[Int(label)]
              if tie > most || (tie == most && best != own && label < best) {
                best = label
                most = tie
              }
            }
            for index in 0..<found { ties[Int(touched[index])] = 0 }
            if best != own {
              labels[Int(node)] = best
              changes += 1
            }
          }
        }
      }
    }
  }
  return changes
}
