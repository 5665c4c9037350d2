import GraphCore
import Testing

@Suite("Redundancy, clustering and density of two-mode graphs")
struct TwoModeMeasureTests {
  @Test("redundancy agrees with NetworkX; undefined below two neighbours")
  func redundancyAgreesWithNetworkX() throws {
    for peer in PeerFixtures.cases("bipartite.redundancy") {
      let ours = try redundancyCoefficients(of: TwoModeGraph(peer.graph))
      #expect(peer.agrees(with: ours), "graph \(peer.index)")
    }
  }

  @Test("all measures as by hand on multigraphs", arguments: 0..<150)
  func byHand(seed: Int) throws {
    let sample = try TwoModeFixtures.random(seed)
    let graph = sample.graph
    let neighbors = sample.neighbors.map { Set($0.keys) }
    let nodes = neighbors.indices
    let redundancy: [Double?] = nodes.map { node in
      let own = neighbors[node].sorted()
      guard own.count > 1 else { return nil }
      var joined = 0
      for (index, first) in own.enumerated() {
        for second in own[(index + 1)...] {
          if neighbors[first].intersection(neighbors[second]).count > 1 { joined += 1 }
        }
      }
      return Double(joined) / Double(own.count * (own.count - 1) / 2)
    }
    #expect(try redundancyCoefficients(of: graph) == redundancy)

    for score in SharedNeighborScore.allCases {
      let ours = try latapyClustering(of: graph, score: score)
      for node in nodes {
        let parts = nodes.compactMap { other -> Double? in
          let both = neighbors[node].intersection(neighbors[other]).count
          guard other != node, both > 0 else { return nil }
          let (one, two) = (neighbors[node].count, neighbors[other].count)
          switch score {
          case .jaccard: return Double(both) / Double(one + two - both)
          case .minimum: return Double(both) / Double(min(one, two))
          case .maximum: return Double(both) / Double(max(one, two))
          }
        }
        if parts.isEmpty {
          #expect(ours[node] == nil)
        } else {
          let mean = parts.reduce(0, +) / Double(parts.count)
          #expect(abs(try #require(ours[node]) - mean) < 1e-12)
        }
      }
    }

    var cycles = 0
    var paths = 0
    for first in graph.left.map(Int.init) {
      for second in graph.left.map(Int.init) where second > first {
        let both = neighbors[first].intersection(neighbors[second]).count
        cycles += both * (both - 1) / 2
      }
      for second in neighbors[first] {
        paths += (neighbors[first].count - 1) * (neighbors[second].count - 1)
      }
    }
    #expect(try fourCycleCount(of: graph) == cycles)
    let clustering = try robinsAlexanderClustering(of: graph)
    #expect(clustering == (paths == 0 ? nil : 4 * Double(cycles) / Double(paths)))

    let counts = neighborCounts(of: graph, on: .left).map(Int.init)
    #expect(counts == graph.left.map { neighbors[Int($0)].count })
    let pairs = graph.left.count * graph.right.count
    #expect(density(of: graph) == Double(counts.reduce(0, +)) / Double(pairs))
  }

  @Test("the Davis women as in NetworkX 3.6.1")
  func davis() throws {
    let davis = KnownGraph.davis
    let graph = try TwoModeGraph(davis.graph)
    let evelyn = davis.node("Evelyn Jefferson")
    let flora = davis.node("Flora Price")
    let redundancy = try redundancyCoefficients(of: graph)
    #expect(redundancy[evelyn] == 27.0 / 28)
    #expect(redundancy[flora] == 1)
    #expect(abs(try #require(redundancy[davis.node("E8")]) - 0.8021978021978022) < 1e-15)
    for (score, value) in [
      (SharedNeighborScore.jaccard, 0.31794333117862533), (.minimum, 0.6416666666666666),
      (.maximum, 0.36764705882352944),
    ] {
      let ours = try #require(try latapyClustering(of: graph, score: score)[evelyn])
      #expect(abs(ours - value) < 1e-14)
    }
    #expect(try robinsAlexanderClustering(of: graph) == 0.46776406035665297)
    #expect(density(of: graph) == 89.0 / 252)
  }

  @Test("a complete two-mode graph is redundant and closed throughout")
  func complete() throws {
    let edges = (0..<20).map { (left: $0 / 5, right: $0 % 5) }
    let graph = try TwoModeGraph(leftCount: 4, rightCount: 5, edges: edges)
    #expect(try redundancyCoefficients(of: graph).allSatisfy { $0 == 1 })
    #expect(try robinsAlexanderClustering(of: graph) == 1)
    #expect(try latapyClustering(of: graph).allSatisfy { $0 == 1 })
    #expect(try fourCycleCount(of: graph) == 6 * 10)
    #expect(density(of: graph) == 1)
  }

  @Test("the same bytes on any number of workers")
  func workers() throws {
    let instance = SyntheticNetwork.small.bipartite
    let graph = try TwoModeGraph(
      leftCount: instance.left.count, rightCount: instance.right.count, edges: instance.pairs)
    let many = Execution(workers: 5)
    #expect(
      try redundancyCoefficients(of: graph, execution: many)
        == redundancyCoefficients(of: graph, execution: .serial))
    #expect(
      try latapyClustering(of: graph, execution: many)
        == latapyClustering(of: graph, execution: .serial))
    #expect(
      try fourCycleCount(of: graph, execution: many)
        == fourCycleCount(of: graph, execution: .serial))
    #expect(throws: GraphError.cancelled) {
      try redundancyCoefficients(of: graph, execution: Execution(isCancelled: { true }))
    }
  }

  @Test("nothing, one node, no edges; a path and a star of a million nodes")
  func edgeCases() throws {
    for (left, right) in [(0, 0), (1, 0), (2, 3)] {
      let graph = try TwoModeGraph(leftCount: left, rightCount: right, edges: [])
      #expect(try redundancyCoefficients(of: graph).allSatisfy { $0 == nil })
      #expect(try latapyClustering(of: graph).allSatisfy { $0 == nil })
      #expect(try robinsAlexanderClustering(of: graph) == nil)
      #expect(density(of: graph) == (left * right == 0 ? nil : 0))
    }
    let path = TwoModeFixtures.large[0]
    #expect(try robinsAlexanderClustering(of: path) == 0)
    #expect(try fourCycleCount(of: TwoModeFixtures.large[1]) == 0)
  }
}
