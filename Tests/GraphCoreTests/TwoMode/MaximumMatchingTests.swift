import Testing

@testable import GraphCore

@Suite("Maximum matching")
struct MaximumMatchingTests {
  @Test("agrees with NetworkX and SciPy, and every answer proves itself")
  func agreesWithPeers() throws {
    for peer in PeerFixtures.cases("bipartite.matching") {
      let matching = try maximumMatching(of: TwoModeGraph(peer.graph))
      #expect(matching.count == Int(peer.scalar), "graph \(peer.index)")
      #expect(matching.brokenCertificate(in: peer.graph) == nil, "graph \(peer.index)")
    }
  }

  @Test("proves itself on multigraphs with mixed sides and directions", arguments: 0..<300)
  func certificates(seed: Int) throws {
    let sample = try TwoModeFixtures.random(seed)
    let graph = sample.graph.graph
    let matching = try maximumMatching(of: sample.graph)
    #expect(matching.brokenCertificate(in: graph) == nil)
    #expect(matching.unmatched.count == graph.nodeCount - 2 * matching.count)
    // Of parallel edges the first.
    for edge in matching.edges {
      let ends = Set([graph.sources[Int(edge)], graph.targets[Int(edge)]])
      let first = (0..<graph.edgeCount).first {
        Set([graph.sources[$0], graph.targets[$0]]) == ends
      }
      #expect(first == Int(edge))
    }
    // Swapping the sides or renumbering the nodes leaves the size.
    let swapped = try TwoModeGraph(graph, sides: sample.graph.sides.map(\.opposite))
    #expect(try maximumMatching(of: swapped).count == matching.count)
    let last = Int32(graph.nodeCount - 1)
    let renumbered = try CompactGraph(
      .undirected, nodeCount: graph.nodeCount, sources: graph.sources.map { last - $0 },
      targets: graph.targets.map { last - $0 })
    #expect(
      try maximumMatching(of: TwoModeGraph(renumbered)).count == matching.count)
  }

  @Test("larger graphs, where the start leaves work for the phases", arguments: [2, 3, 4, 6])
  func larger(degree: Int) throws {
    var generator = SplitMix64(seed: UInt64(degree))
    let edges = (0..<degree * 2_000).map { _ in
      (
        left: Int.random(in: 0..<2_000, using: &generator),
        right: Int.random(in: 0..<2_100, using: &generator)
      )
    }
    let graph = try TwoModeGraph(leftCount: 2_000, rightCount: 2_100, edges: edges)
    let matching = try maximumMatching(of: graph)
    #expect(matching.brokenCertificate(in: graph.graph) == nil)
  }

  @Test("786 on the synthetic network S")
  func synthetic() throws {
    let instance = SyntheticNetwork.small.bipartite
    let graph = try TwoModeGraph(
      leftCount: instance.left.count, rightCount: instance.right.count, edges: instance.pairs)
    let matching = try maximumMatching(of: graph)
    #expect(matching.count == 786)
    #expect(matching.brokenCertificate(in: graph.graph) == nil)
  }

  @Test("all 14 events of the Davis women")
  func davis() throws {
    let matching = try maximumMatching(of: TwoModeGraph(KnownGraph.davis.graph))
    #expect(matching.count == 14)
    #expect((18..<32).allSatisfy { matching.mate(of: $0) != nil })
  }

  @Test("a path of four nodes, by hand")
  func byHand() throws {
    let graph = try TwoModeGraph(
      CompactGraph(.undirected, nodeCount: 4, edges: [(1, 2), (0, 1), (2, 3)]))
    let matching = try maximumMatching(of: graph)
    #expect(matching.edges == [1, 2])
    #expect(matching.mate(of: 0) == 1)
    #expect(matching.unmatched == [])
  }

  @Test("nothing, one node, no edges, only parallel edges")
  func edgeCases() throws {
    for (nodes, edges, size) in [
      (0, [], 0), (1, [], 0), (5, [], 0), (2, [(0, 1), (1, 0), (0, 1)], 1),
    ] as [(Int, [(Int, Int)], Int)] {
      let graph = try CompactGraph(.directed, nodeCount: nodes, edges: edges)
      let matching = try maximumMatching(of: TwoModeGraph(graph))
      #expect(matching.count == size)
      #expect(matching.brokenCertificate(in: graph) == nil)
      #expect(matching.mate(of: max(0, nodes - 1), in: nodes) == (size == 1 ? 0 : nil))
    }
  }

  @Test("a path and a star of a million nodes")
  func large() throws {
    let sizes = try TwoModeFixtures.large.map { try maximumMatching(of: $0).count }
    #expect(sizes == [500_000, 1])
  }

  @Test("a false proof is refused")
  func falseProofs() throws {
    let graph = try CompactGraph(.undirected, nodeCount: 4, edges: [(0, 1), (1, 2), (2, 3)])
    func problem(_ edges: [Int32], _ cover: [Int32], _ mates: [Int32]) -> String? {
      MaximumMatching(edges: edges, cover: cover, mates: mates).brokenCertificate(in: graph)
    }
    #expect(problem([0, 2], [1, 2], [1, 0, 3, 2]) == nil)
    #expect(problem([1], [1], [-1, 2, 1, -1]) == "edge 2 is not covered")
    #expect(problem([1], [1, 2], [-1, 2, 1, -1]) == "the cover has 2 nodes for 1 edges")
    #expect(problem([0, 1], [1, 2], [1, 0, 1, -1]) == "node 1 is matched twice")
    #expect(problem([7], [1, 2], [1, 0, 3, 2]) == "edge 7 does not exist")
    #expect(problem([0, 2], [1, 1], [1, 0, 3, 2]) == "node 1 is in the cover twice")
    #expect(
      problem([0, 2], [1, 2], [1, 0, -1, -1])
        == "the mate of node 2 is not the other end of its edge")
  }

  @Test("stops when asked")
  func cancelled() throws {
    let graph = try TwoModeGraph(leftCount: 1, rightCount: 1, edges: [(0, 0)])
    #expect(throws: GraphError.cancelled) {
      try maximumMatching(of: graph, execution: Execution(isCancelled: { true }))
    }
  }
}

extension MaximumMatching {
  /// As ``mate(of:)``, `nil` for a graph without nodes.
  fileprivate func mate(of node: Int, in nodeCount: Int) -> Int? {
    nodeCount == 0 ? nil : mate(of: node)
  }
}
