import GraphCore
import TestSupport
import Testing

@Suite("Approximate betweenness")
struct ApproximateBetweennessTests {
  /// A connected graph of 60 nodes with a few hubs, parallel edges and loops.
  static func graph(_ direction: CompactGraph.Direction, seed: UInt64) throws -> CompactGraph {
    var generator = SeededGenerator(seed: seed)
    var edges = (1..<60).map { (Int.random(in: 0..<$0, using: &generator) / 3, $0) }
    edges += (0..<80).map { _ in
      (Int.random(in: 0..<60, using: &generator), Int.random(in: 0..<60, using: &generator))
    }
    return try CompactGraph(direction, nodeCount: 60, edges: edges)
  }

  @Test("keeps the bound that it states", arguments: 0..<12)
  func bound(seed: UInt64) throws {
    for direction in [CompactGraph.Direction.directed, .undirected] {
      let graph = try Self.graph(direction, seed: seed)
      let exact = try betweenness(of: graph, scale: .normalized)
      let result = try approximateBetweenness(
        of: graph, maximumError: 0.03, confidence: 0.95, seed: seed)
      #expect(result.errorBound <= 0.03 && result.errorBound > 0)
      #expect(result.sampleCount <= result.sampleLimit)
      let worst = zip(exact, result.scores).map { abs($0 - $1) }.max()!
      #expect(worst <= result.errorBound)
      // The bound is not idle either: sampling did happen.
      #expect(worst > 0)
    }
  }

  @Test("stops early where no node stands out")
  func adaptive() throws {
    var generator = SeededGenerator(seed: 1)
    let edges = (0..<1_200).map { _ in
      (Int.random(in: 0..<400, using: &generator), Int.random(in: 0..<400, using: &generator))
    }
    let graph = try CompactGraph(.undirected, nodeCount: 400, edges: edges)
    let result = try approximateBetweenness(of: graph, maximumError: 0.02, confidence: 0.9)
    #expect(result.sampleCount < result.sampleLimit)
    let exact = try betweenness(of: graph, scale: .normalized)
    let worst = zip(exact, result.scores).map { abs($0 - $1) }.max()!
    #expect(worst <= result.errorBound)
  }

  @Test("draws every shortest path with the same chance")
  func fairness() throws {
    // From 0 to 5: two paths by parallel edges and node 1, one by node 2, three by node 3 … 4.
    let edges = [
      (0, 1), (0, 1), (1, 4), (0, 2), (2, 4), (0, 3), (3, 4), (3, 4), (3, 4), (4, 5), (5, 5),
    ]
    for direction in [CompactGraph.Direction.directed, .undirected] {
      let graph = try CompactGraph(direction, nodeCount: 6, edges: edges)
      let exact = try betweenness(of: graph, scale: .normalized)
      let result = try approximateBetweenness(of: graph, maximumError: 0.01, confidence: 0.99)
      for node in 0..<6 { #expect(abs(exact[node] - result.scores[node]) <= result.errorBound) }
    }
  }

  @Test("gives the same bytes on any number of workers, and by seed")
  func workers() throws {
    let graph = try Self.graph(.directed, seed: 5)
    let alone = try approximateBetweenness(
      of: graph, maximumError: 0.02, seed: 4, execution: .serial)
    for workers in [2, 16] {
      let many = try approximateBetweenness(
        of: graph, maximumError: 0.02, seed: 4, execution: Execution(workers: workers))
      #expect(many == alone)
    }
    let other = try approximateBetweenness(of: graph, maximumError: 0.02, seed: 5)
    #expect(other.scores != alone.scores)
    var generator = SeededGenerator(seed: 11)
    var again = SeededGenerator(seed: 11)
    let drawn = try approximateBetweenness(of: graph, maximumError: 0.05, using: &generator)
    #expect(
      try approximateBetweenness(of: graph, maximumError: 0.05, seed: again.next()) == drawn)
  }

  @Test("does not overflow on a chain of squares")
  func manyPaths() throws {
    var edges: [(Int, Int)] = []
    for joint in stride(from: 0, to: 3600, by: 3) {
      edges += [(joint, joint + 1), (joint, joint + 2), (joint + 1, joint + 3)]
      edges.append((joint + 2, joint + 3))
    }
    let graph = try CompactGraph(.undirected, nodeCount: 3601, edges: edges)
    let result = try approximateBetweenness(of: graph, maximumError: 0.2, confidence: 0.8)
    // The middle joint lies on half of all paths.
    #expect(abs(result.scores[1800] - 0.5) <= 0.2)
  }

  @Test("has nothing to sample where no node can be inside a path")
  func smallest() throws {
    for direction in [CompactGraph.Direction.directed, .undirected] {
      for (count, edges) in [(0, []), (1, [(0, 0)]), (2, [(0, 1)]), (4, [(0, 1), (2, 3), (0, 1)])] {
        let graph = try CompactGraph(direction, nodeCount: count, edges: edges)
        let result = try approximateBetweenness(of: graph, maximumError: 0.1)
        #expect(result.scores == Array(repeating: 0, count: count))
        #expect(result.sampleCount == 0)
      }
    }
    let path = try CompactGraph(.undirected, nodeCount: 3, edges: [(0, 1), (1, 2)])
    #expect(throws: GraphError.self) { try approximateBetweenness(of: path, maximumError: 0) }
    #expect(throws: GraphError.self) {
      try approximateBetweenness(of: path, maximumError: 0.1, confidence: 1)
    }
    #expect(throws: GraphError.self) { try approximateBetweenness(of: path, maximumError: 1e-9) }
    #expect(throws: GraphError.cancelled) {
      try approximateBetweenness(
        of: path, maximumError: 0.1, execution: Execution(isCancelled: { true }))
    }
  }
}
