import GraphCore
import Testing

@Suite("Two sides of a graph")
struct BipartitionTests {
  @Test("agrees with NetworkX on the sides, the smallest node of a component on the left")
  func agreesWithNetworkX() {
    let cases = PeerFixtures.cases("bipartite.sides")
    #expect(cases.count > 300)
    for peer in cases {
      let sides = bipartition(of: peer.graph)?.sides.map(\.rawValue)
      #expect(peer.agrees(with: sides ?? []), "graph \(peer.index)")
    }
  }

  @Test("finds sides or an odd cycle, never both")
  func sidesOrCycle() throws {
    var found = (sides: 0, cycles: 0)
    for peer in PeerFixtures.graphs {
      let graph = peer.graph
      if let sides = bipartition(of: graph)?.sides {
        found.sides += 1
        #expect(oddCycle(in: graph) == nil)
        for edge in 0..<graph.edgeCount {
          let (source, target) = graph.ends(of: edge)
          #expect(sides[source] != sides[target])
        }
        #expect(throws: Never.self) { try TwoModeGraph(graph) }
      } else {
        found.cycles += 1
        let cycle = try #require(oddCycle(in: graph))
        #expect(cycle.nodes.count == cycle.edges.count)
        #expect(cycle.nodes.count % 2 == 1)
        #expect(Set(cycle.nodes).count == cycle.nodes.count)
        for (index, edge) in cycle.edges.enumerated() {
          let (source, target) = graph.ends(of: Int(edge))
          let near = Int(cycle.nodes[index])
          let far = Int(cycle.nodes[(index + 1) % cycle.nodes.count])
          #expect((source, target) == (near, far) || (target, source) == (near, far))
        }
        #expect(throws: GraphError.notBipartite(edge: Int(cycle.edges.last!))) {
          try TwoModeGraph(graph)
        }
      }
    }
    #expect(found.sides > 100 && found.cycles > 100)
  }

  @Test("a loop is an odd cycle of one node")
  func loop() throws {
    let graph = try CompactGraph(.directed, nodeCount: 3, edges: [(0, 1), (2, 2)])
    #expect(bipartition(of: graph) == nil)
    #expect(oddCycle(in: graph)?.nodes == [2])
    #expect(oddCycle(in: graph)?.edges == [1])
  }

  @Test("a triangle and a pentagon are their own odd cycles")
  func rings() throws {
    for count in [3, 5, 7] {
      let graph = try CompactGraph(
        .directed, nodeCount: count, edges: (0..<count).map { ($0, ($0 + 1) % count) })
      #expect(Set(try #require(oddCycle(in: graph)).nodes).count == count)
    }
  }

  @Test("nothing, one node, only parallel edges")
  func edgeCases() throws {
    #expect(
      bipartition(of: try CompactGraph(.undirected, nodeCount: 0, edges: []))?.sides == [])
    #expect(
      bipartition(of: try CompactGraph(.undirected, nodeCount: 1, edges: []))?.sides == [.left])
    let parallel = try CompactGraph(.directed, nodeCount: 2, edges: [(1, 0), (0, 1), (1, 0)])
    #expect(bipartition(of: parallel)?.sides == [.left, .right])
    #expect(bipartition(of: parallel)?.nodes(on: .right) == [1])
  }

  @Test("a path and a star of a million nodes")
  func large() throws {
    let sides = TwoModeFixtures.large.map { bipartition(of: $0.graph) }
    #expect(sides[0]?.nodes(on: .right).count == 500_000)
    #expect(sides[1]?.nodes(on: .left) == [0])
  }

  @Test("given sides are checked")
  func givenSides() throws {
    let graph = try CompactGraph(.undirected, nodeCount: 4, edges: [(0, 1), (2, 3)])
    #expect(throws: GraphError.notBipartite(edge: 1)) {
      try TwoModeGraph(graph, sides: [.left, .right, .right, .right])
    }
    #expect(throws: GraphError.wrongCount(of: "sides", expected: 4, found: 1)) {
      try TwoModeGraph(graph, sides: [.left])
    }
    let swapped = try TwoModeGraph(graph, sides: [.left, .right, .right, .left])
    #expect(swapped.left == [0, 3])
    #expect(swapped.positions == [0, 0, 1, 1])
    #expect(throws: GraphError.nodeOutOfRange(node: 2, nodeCount: 2)) {
      try TwoModeGraph(leftCount: 3, rightCount: 2, edges: [(2, 2)])
    }
  }
}
