/// How much more weight lies inside the communities of a partition than chance would put there.
///
/// For an undirected graph of total weight *m*: the sum over communities of
/// *e* / *m* − resolution · (*s* / 2*m*)², where *e* is the weight of the edges inside the community
/// and *s* the strength of its nodes. For a directed graph: *e* / *m* − resolution · *s*ᵒᵘᵗ*s*ⁱⁿ / *m*².
///
/// ## Conventions
/// - Parallel edges add up. An undirected loop is one edge inside, and counts twice in the strength.
/// - Direction counts: a directed graph has the directed modularity of Leicht & Newman.
///
/// - Parameters:
///   - partition: which nodes belong together.
///   - graph: *n* nodes and *m* edges.
///   - weights: *m* non-negative weights in edge order, or `nil`: each edge weighs 1.
///   - resolution: at least 0; larger values favour smaller communities.
/// - Returns: a number of at most 1 (above −1 at resolution 1), or `nil` if the total weight is 0,
///   where modularity is undefined.
/// - Throws: ``GraphError/wrongCount(of:expected:found:)``, ``GraphError/negativeWeight(edge:weight:)``,
///   ``GraphError/parameter(_:problem:)``, ``GraphError/overflow(in:)``.
/// - Complexity: O(*n* + *m*) time, O(communities) memory. Weights are added as integers.
/// - Source: Newman (2004), Phys. Rev. E 70, 056131, equation 7; Leicht & Newman (2008), Phys. Rev.
///   Lett. 100, 118703; resolution after Reichardt & Bornholdt (2006), Phys. Rev. E 74, 016110.
public func modularity(
  of partition: Partition, in graph: CompactGraph, weights: [Int64]? = nil,
  resolution: Double = 1
) throws(GraphError) -> Double? {
  try graph.requireNotNegative(weights, named: "weights")
  try checkResolution(resolution)
  if partition.membership.count != graph.nodeCount {
    throw .wrongCount(
      of: "memberships", expected: graph.nodeCount, found: partition.membership.count)
  }
  let total = try totalWeight(weights, of: graph)
  if total == 0 { return nil }
  var inside: Int64 = 0
  var given = [Int64](repeating: 0, count: partition.count)
  var received = [Int64](repeating: 0, count: partition.count)
  for edge in 0..<graph.edgeCount {
    // No part can leave the range that the total is in.
    let weight = weights?[edge] ?? 1
    let source = Int(partition.membership[Int(graph.sources[edge])])
    let target = Int(partition.membership[Int(graph.targets[edge])])
    if source == target { inside += weight }
    given[source] += weight
    received[target] += weight
  }
  let mass = Double(total)
  var expected = 0.0
  for community in 0..<partition.count {
    let (out, back) = (Double(given[community]) / mass, Double(received[community]) / mass)
    expected += graph.isDirected ? out * back : (out + back) * (out + back) / 4
  }
  return Double(inside) / mass - resolution * expected
}

/// The weight of all edges.
func totalWeight(_ weights: [Int64]?, of graph: CompactGraph) throws(GraphError) -> Int64 {
  guard let weights else { return Int64(graph.edgeCount) }
  var total: Int64 = 0
  for weight in weights {
    let (sum, overflow) = total.addingReportingOverflow(weight)
    if overflow { throw .overflow(in: "The sum of all weights") }
    total = sum
  }
  return total
}

func checkResolution(_ resolution: Double) throws(GraphError) {
  guard resolution >= 0, resolution.isFinite else {
    throw .parameter("resolution", problem: "must be a finite number of at least 0")
  }
}
