/// An order that begins with the highest score; equal scores by ascending id.
///
/// For nodes by any measure of nodes, and for edges by any measure of edges: a targeted attack with
/// the scores of the whole graph.
///
/// - Parameter scores: one score for each node or edge; none may be NaN.
/// - Throws: ``GraphError/parameter(_:problem:)`` for a score that is not a number.
/// - Complexity: O(*k* log *k*) time for *k* scores.
public func removalOrder(highestFirst scores: [Double]) throws(GraphError) -> [Int] {
  if let place = scores.firstIndex(where: \.isNaN) {
    throw .parameter("The score of \(place)", problem: "is not a number")
  }
  return scores.indices.sorted { left, right in
    scores[left] != scores[right] ? scores[left] > scores[right] : left < right
  }
}

/// A random order of `0 ..< count`: failures that strike nodes or edges alike.
///
/// - Parameter seed: the same seed gives the same order on every machine.
/// - Complexity: O(*count*).
public func randomRemovalOrder(
  of count: Int, seed: UInt64 = SplitMix64.standardSeed
) -> [Int] {
  var generator = SplitMix64(seed: seed)
  var order = (0..<max(0, count)).map { Int32(truncatingIfNeeded: $0) }
  generator.shuffle(&order)
  return order.map(Int.init)
}

/// As ``randomRemovalOrder(of:seed:)``, with a seed drawn from a generator.
public func randomRemovalOrder(
  of count: Int, using generator: inout some RandomNumberGenerator
) -> [Int] {
  randomRemovalOrder(of: count, seed: generator.next())
}

/// Whether an attack looks again after each blow.
public enum AttackKnowledge: String, Sendable, CaseIterable {
  /// Degrees are those of the whole graph.
  case initial
  /// Degrees are counted again after each removal.
  case recomputed
}

/// The order of an attack on nodes of the highest degree; equal degrees by ascending id.
///
/// ## Conventions
/// - Direction is ignored: the degree is the number of edges at a node. Parallel edges count each,
///   loops do not count (a loop holds nothing together).
///
/// - Parameters:
///   - graph: *n* nodes and *m* edges.
///   - knowledge: whether degrees are counted again after each removal.
/// - Returns: all nodes.
/// - Complexity: O((*n* + *m*) log *n*) time, O(*n* + *m*) memory.
/// - Source: Holme, Kim, Yoon & Han (2002), "Attack vulnerability of complex networks", Physical
///   Review E 65, 056109: the strategies ID and RD.
public func degreeRemovalOrder(of graph: CompactGraph, _ knowledge: AttackKnowledge) -> [Int] {
  var degree = [Int](repeating: 0, count: graph.nodeCount)
  for edge in 0..<graph.edgeCount {
    let (source, target) = graph.ends(of: edge)
    guard source != target else { continue }
    degree[source] += 1
    degree[target] += 1
  }
  switch knowledge {
  case .initial:
    return degree.indices.sorted { left, right in
      degree[left] != degree[right] ? degree[left] > degree[right] : left < right
    }
  case .recomputed:
    return recomputedOrder(of: graph, degree)
  }
}

private func recomputedOrder(of graph: CompactGraph, _ initial: [Int]) -> [Int] {
  var degree = initial
  var removed = [Bool](repeating: false, count: graph.nodeCount)
  var waiting = AttackHeap(degree)
  var order: [Int] = []
  order.reserveCapacity(graph.nodeCount)
  let sides = graph.isDirected ? [graph.outgoing, graph.incoming] : [graph.outgoing]
  while let (node, known) = waiting.pop() {
    // A node waits once for each degree that it has had; only the last is true.
    guard !removed[node], known == degree[node] else { continue }
    removed[node] = true
    order.append(node)
    for rows in sides {
      var arc = rows.row(node).lowerBound
      let end = rows.row(node).upperBound
      while arc < end {
        let neighbor = Int(rows.neighbors[arc])
        var next = arc
        while next < end && Int(rows.neighbors[next]) == neighbor { next += 1 }
        if !removed[neighbor] {
          degree[neighbor] -= next - arc
          waiting.push(neighbor, degree[neighbor])
        }
        arc = next
      }
    }
  }
  return order
}

/// Nodes by degree: the highest first, equal ones by ascending id.
private struct AttackHeap {
  private var entries: [(degree: Int, node: Int)]

  init(_ degrees: [Int]) {
    entries = degrees.enumerated().map { ($0.element, $0.offset) }
    // A sorted array is a heap.
    entries.sort(by: Self.comesFirst)
  }

  private static func comesFirst(
    _ left: (degree: Int, node: Int), _ right: (degree: Int, node: Int)
  ) -> Bool {
    left.degree != right.degree ? left.degree > right.degree : left.node < right.node
  }

  mutating func push(_ node: Int, _ degree: Int) {
    entries.append((degree, node))
    var place = entries.count - 1
    while place > 0, Self.comesFirst(entries[place], entries[(place - 1) / 2]) {
      entries.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  mutating func pop() -> (node: Int, degree: Int)? {
    guard let first = entries.first else { return nil }
    let last = entries.removeLast()
    guard !entries.isEmpty else { return (first.node, first.degree) }
    entries[0] = last
    var place = 0
    while true {
      var best = place
      for child in 2 * place + 1...2 * place + 2
      where child < entries.count && Self.comesFirst(entries[child], entries[best]) {
        best = child
      }
      if best == place { break }
      entries.swapAt(place, best)
      place = best
    }
    return (first.node, first.degree)
  }
}
