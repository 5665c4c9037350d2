import GraphCore
import TestSupport
import Testing

@Suite("Structural holes")
struct StructuralHolesTests {
  @Test("agrees with NetworkX 3.6.1 and with Burt's formulas")
  func peers() throws {
    for (weighted, suffix) in [(false, ""), (true, ".weighted")] {
      let constraints = PeerFixtures.cases("constraint\(suffix)")
      #expect(constraints.count >= 500)
      for peer in constraints {
        let holes = try structuralHoles(
          of: peer.graph, weights: weighted ? peer.weights : nil)
        #expect(peer.agrees(with: holes.constraint), "graph \(peer.index)")
      }
      for peer in PeerFixtures.cases("effective_size\(suffix)") {
        let holes = try structuralHoles(
          of: peer.graph, weights: weighted ? peer.weights : nil)
        #expect(peer.agrees(with: holes.effectiveSize), "graph \(peer.index)")
      }
    }
  }

  @Test("a star bridges everything, a complete graph nothing")
  func byHand() throws {
    let star = try CompactGraph(.undirected, nodeCount: 5, edges: (1...4).map { (0, $0) })
    let holes = try structuralHoles(of: star)
    #expect(holes.constraint == [0.25, 1, 1, 1, 1])
    #expect(holes.effectiveSize == [4, 1, 1, 1, 1])
    #expect(holes.efficiency == [1, 1, 1, 1, 1])
    // In a triangle each node has half of what it has in either other: (1/2 + 1/4)² twice.
    let triangle = try CompactGraph(.directed, nodeCount: 3, edges: [(0, 1), (1, 2), (2, 0)])
    let closed = try structuralHoles(of: triangle)
    #expect(closed.constraint == [1.125, 1.125, 1.125])
    #expect(closed.effectiveSize == [1, 1, 1])
    #expect(closed.efficiency == [0.5, 0.5, 0.5])
  }

  @Test("adds up parallel edges and directions, drops loops")
  func multigraph() throws {
    let many = try CompactGraph(
      .directed, nodeCount: 3, edges: [(0, 1), (1, 0), (0, 1), (2, 0), (1, 1), (1, 2)])
    let one = try CompactGraph(.undirected, nodeCount: 3, edges: [(0, 1), (0, 2), (1, 2)])
    #expect(
      try structuralHoles(of: many, weights: [2, 3, 5, 4, 9, 1])
        == structuralHoles(of: one, weights: [10, 4, 1]))
  }

  @Test("has no value for a node without neighbours, shares of 0 for weights of 0")
  func undefined() throws {
    let empty = try CompactGraph(.directed, nodeCount: 0, edges: [])
    #expect(try structuralHoles(of: empty).constraint.isEmpty)
    let loop = try CompactGraph(.undirected, nodeCount: 3, edges: [(0, 0), (1, 2)])
    let holes = try structuralHoles(of: loop, weights: [5, 0])
    #expect(holes.constraint == [nil, 0, 0])
    #expect(holes.effectiveSize == [nil, 1, 1])
    #expect(holes.efficiency == [nil, 1, 1])
    #expect(throws: GraphError.negativeWeight(edge: 1, weight: -1)) {
      try structuralHoles(of: loop, weights: [1, -1])
    }
    #expect(throws: GraphError.wrongCount(of: "weights", expected: 2, found: 0)) {
      try structuralHoles(of: loop, weights: [])
    }
    let path = try CompactGraph(.undirected, nodeCount: 3, edges: [(0, 1), (1, 2)])
    #expect(throws: GraphError.overflow(in: "The strength of node 1")) {
      try structuralHoles(of: path, weights: [.max, 1])
    }
  }

  @Test("a large star is no more work than its edges")
  func largeStar() throws {
    let count: Int32 = 300_000
    let star = try CompactGraph(
      .undirected, nodeCount: Int(count), sources: Array(repeating: 0, count: Int(count) - 1),
      targets: Array(1..<count))
    let holes = try structuralHoles(of: star)
    #expect(holes.effectiveSize[0] == Double(count - 1))
    #expect(holes.constraint[1] == 1)
  }
}

@Suite("Bridging centrality")
struct BridgingCentralityTests {
  @Test("the joint of two triangles by hand")
  func byHand() throws {
    // Two triangles joined by the path 2 – 3 – 4, whose middle node bridges them.
    let edges = [(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 5), (5, 6), (6, 4)]
    let graph = try CompactGraph(.undirected, nodeCount: 7, edges: edges)
    let bridging = try bridgingCentrality(of: graph, scale: .pairs)
    // Node 3: (1/2) / (1/3 + 1/3) = 3/4; node 2: (1/3) / (1/2 + 1/2 + 1/2) = 2/9.
    #expect(bridging.betweenness[3] == 9)
    #expect(bridging.betweenness[2] == 8)
    #expect(abs(try #require(bridging.coefficient[3]) - 0.75) < 1e-15)
    #expect(abs(try #require(bridging.coefficient[2]) - 2.0 / 9) < 1e-15)
    #expect(abs(try #require(bridging.centrality[3]) - 6.75) < 1e-12)
    #expect(bridging.centrality[0] == 0)
    let directed = try CompactGraph(
      .directed, nodeCount: 8, edges: edges + [(1, 0), (3, 2), (3, 3), (2, 3)])
    let other = try bridgingCentrality(of: directed, scale: .pairs)
    #expect(Array(other.centrality.prefix(7)) == bridging.centrality)
    #expect(other.coefficient[7] == nil && other.centrality[7] == nil)
  }

  @Test("has no values without nodes")
  func empty() throws {
    let empty = try CompactGraph(.undirected, nodeCount: 0, edges: [])
    #expect(try bridgingCentrality(of: empty).centrality.isEmpty)
  }
}
