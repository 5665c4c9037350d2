import GraphCore
import Testing

@Suite("Leiden and Louvain")
struct LeidenTests {
  private static let stable = LeidenOptions(iterations: nil)

  /// Whether each community is connected, direction ignored, by edges of weight.
  private func areConnected(
    _ partition: Partition, _ graph: CompactGraph, _ weights: [Int64]?
  ) -> Bool {
    var parent = Array(0..<graph.nodeCount)
    func root(_ node: Int) -> Int {
      var node = node
      while parent[node] != node { node = parent[node] }
      return node
    }
    for edge in 0..<graph.edgeCount where (weights?[edge] ?? 1) > 0 {
      let (a, b) = graph.ends(of: edge)
      if partition.membership[a] == partition.membership[b] { parent[root(a)] = root(b) }
    }
    return Set((0..<graph.nodeCount).map(root)).count == partition.count
  }

  @Test("finds the best known partition of the karate club")
  func karate() throws {
    // 0.4197896, the maximum: Agarwal & Kempe (2008), Eur. Phys. J. B 66, table 1.
    let best = try (0..<20).map {
      try leidenCommunities(of: KnownGraph.karate.graph, options: Self.stable, seed: $0)
    }.max { $0.quality! < $1.quality! }!
    #expect(abs(best.quality! - 0.4197896) < 1e-6)
    #expect(best.partition.count == 4)
    #expect(best.isStable)
  }

  @Test("finds cliques joined in a ring")
  func cliques() throws {
    var edges: [(Int, Int)] = []
    for clique in 0..<6 {
      for a in 0..<5 { for b in 0..<a { edges.append((5 * clique + a, 5 * clique + b)) } }
      edges.append((5 * clique, (5 * clique + 6) % 30))
    }
    let graph = try CompactGraph(.undirected, nodeCount: 30, edges: edges)
    let expected = (0..<30).map { Int32($0 / 5) }
    #expect(try leidenCommunities(of: graph).partition.membership == expected)
    #expect(try louvainCommunities(of: graph).partition.membership == expected)
    let potts = try leidenCommunities(
      of: graph, options: LeidenOptions(quality: .potts, resolution: 0.5))
    #expect(potts.partition.membership == expected)
    // 10 edges and 10 pairs in each of 6 cliques.
    #expect(potts.quality == 30)
  }

  @Test("every community is connected, and no node gains by moving, on seeded multigraphs")
  func guarantees() throws {
    for seeded in PeerFixtures.graphs {
      for quality in CommunityQuality.allCases {
        let options = LeidenOptions(
          quality: quality, resolution: quality == .potts ? 0.4 : 1, iterations: nil)
        let found = try leidenCommunities(
          of: seeded.graph, weights: seeded.weights, options: options, seed: UInt64(seeded.index))
        #expect(areConnected(found.partition, seeded.graph, seeded.weights), "\(seeded.index)")
        #expect(found.isStable)
        guard quality == .modularity, seeded.graph.edgeCount > 0, !seeded.graph.isDirected else {
          continue
        }
        let reached = try #require(found.quality)
        for node in 0..<seeded.graph.nodeCount {
          for other in -1..<found.partition.count {
            var labels = found.partition.membership.map { Int($0) }
            labels[node] = other
            let moved = try modularity(
              of: Partition(labels: labels), in: seeded.graph, weights: seeded.weights)!
            #expect(moved <= reached + 1e-12, "graph \(seeded.index), node \(node) to \(other)")
          }
        }
      }
    }
  }

  @Test("every community of size S is connected, whatever the seed")
  func connectedOnS() throws {
    let merged = try SyntheticNetwork.small.graph().merged(as: .undirected, by: .count)
    for seed in 0..<3 as Range<UInt64> {
      let found = try leidenCommunities(of: merged.graph, weights: merged.weights, seed: seed)
      #expect(areConnected(found.partition, merged.graph, nil))
    }
  }

  @Test("reaches on size S what igraph 1.0.0 reaches on average in two iterations")
  func sizeS() throws {
    // Means over 20 seeds: 0.55214 without weights, 0.60740 with multiplicities.
    let merged = try SyntheticNetwork.small.graph().merged(as: .undirected, by: .count)
    #expect(try leidenCommunities(of: merged.graph).quality! > 0.55214)
    #expect(try leidenCommunities(of: merged.graph, weights: merged.weights).quality! > 0.60740)
  }

  @Test("gets no worse with iterations, and beats Louvain in the end")
  func iterations() throws {
    let graph = try SyntheticNetwork.small.undirected().graph
    var last = 0.0
    for iterations in 1...4 {
      let quality = try leidenCommunities(
        of: graph, options: LeidenOptions(iterations: iterations)
      ).quality!
      #expect(quality >= last)
      last = quality
    }
    #expect(last > (try louvainCommunities(of: graph).quality!))
  }

  @Test("says the quality that its partition has")
  func quality() throws {
    let merged = try SyntheticNetwork.small.directed()
    let found = try leidenCommunities(of: merged.graph, weights: merged.weights)
    let value = try modularity(
      of: found.partition, in: merged.graph, weights: merged.weights)
    #expect(found.quality == value)
  }

  @Test("ignores direction: a multigraph, its merged form and its undirected form fall alike")
  func direction() throws {
    let network = try SyntheticNetwork.small.graph()
    let merged = try network.merged(as: .undirected, by: .count)
    let undirected = try CompactGraph(
      .undirected, nodeCount: network.nodeCount, sources: network.sources,
      targets: network.targets)
    let membership = try leidenCommunities(of: network).partition.membership
    #expect(try leidenCommunities(of: undirected).partition.membership == membership)
    #expect(
      try leidenCommunities(of: merged.graph, weights: merged.weights).partition.membership
        == membership)
  }

  @Test("repeats itself for a seed, on any number of workers, and takes a generator")
  func seeds() throws {
    let graph = try SyntheticNetwork.small.undirected().graph
    let one = try leidenCommunities(of: graph, seed: 5, execution: .serial)
    #expect(
      try leidenCommunities(of: graph, seed: 5, execution: Execution(workers: 16)).partition
        == one.partition)
    #expect(try leidenCommunities(of: graph, seed: 6).partition != one.partition)
    var generator = SplitMix64(seed: 1)
    var same = SplitMix64(seed: 1)
    let drawn = try leidenCommunities(of: graph, using: &generator)
    #expect(try leidenCommunities(of: graph, seed: same.next()).partition == drawn.partition)
  }

  @Test("of nothing, loops, weights of 0 and resolution 0")
  func small() throws {
    let none = try CompactGraph(.undirected, nodeCount: 0, edges: [])
    #expect(try leidenCommunities(of: none).partition.count == 0)
    let bare = try CompactGraph(.directed, nodeCount: 3, edges: [(0, 0), (0, 0)])
    #expect(try leidenCommunities(of: bare).partition.membership == [0, 1, 2])
    let pair = try CompactGraph(.undirected, nodeCount: 4, edges: [(0, 1), (2, 3), (1, 2), (2, 3)])
    let weightless = try leidenCommunities(of: pair, weights: [0, 0, 0, 0])
    #expect(weightless.partition.count == 4 && weightless.quality == nil)
    #expect(
      try leidenCommunities(of: pair, weights: [1, 1, 0, 1]).partition.membership == [0, 0, 1, 1])
    let whole = try leidenCommunities(of: pair, options: LeidenOptions(resolution: 0))
    #expect(whole.partition.count == 1)
  }

  @Test("takes a long path and a large star")
  func large() throws {
    #if DEBUG
      // The levels take long without optimisation.
      let count = 50_000
    #else
      let count = 1_000_000
    #endif
    let ids = (0..<Int32(count - 1)).map { $0 }
    let next = ids.map { $0 + 1 }
    let path = try CompactGraph(.undirected, nodeCount: count, sources: ids, targets: next)
    #expect(try leidenCommunities(of: path).quality! > 0.98)
    #expect(try louvainCommunities(of: path).quality! > 0.98)
    #expect(try labelPropagationCommunities(of: path).isStable)
    let star = try CompactGraph(
      .undirected, nodeCount: count, sources: [Int32](repeating: 0, count: count - 1),
      targets: next)
    #expect(try leidenCommunities(of: star).quality! >= 0)
    #expect(try labelPropagationCommunities(of: star).partition.count == 1)
  }

  @Test("refuses what it cannot use")
  func refusals() throws {
    let graph = KnownGraph.karate.graph
    #expect(throws: GraphError.parameter("iterations", problem: "must be at least 1")) {
      try leidenCommunities(of: graph, options: LeidenOptions(iterations: 0))
    }
    #expect(throws: GraphError.self) {
      try leidenCommunities(of: graph, options: LeidenOptions(resolution: -0.1))
    }
    #expect(throws: GraphError.wrongCount(of: "weights", expected: 78, found: 1)) {
      try louvainCommunities(of: graph, weights: [1])
    }
    for cancelled in [Execution(isCancelled: { true })] {
      #expect(throws: GraphError.cancelled) {
        try leidenCommunities(of: graph, execution: cancelled)
      }
      #expect(throws: GraphError.cancelled) {
        try louvainCommunities(of: graph, execution: cancelled)
      }
    }
  }
}
