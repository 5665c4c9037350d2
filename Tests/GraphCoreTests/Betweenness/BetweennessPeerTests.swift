import GraphCore
import Testing

@Suite("Betweenness beside peers")
struct BetweennessPeerTests {
  @Test("agrees with NetworkX 3.6.1 and igraph 1.0.0", arguments: ["", ".multigraph"])
  func nodes(form: String) throws {
    let cases = PeerFixtures.cases("betweenness\(form)")
    #expect(cases.count >= 500)
    for peer in cases {
      #expect(peer.agrees(with: try betweenness(of: peer.graph)), "graph \(peer.index)")
    }
    for peer in PeerFixtures.cases("betweenness\(form).weighted") {
      let ours = try betweenness(of: peer.graph, lengths: peer.weights)
      #expect(peer.agrees(with: ours), "graph \(peer.index)")
    }
  }

  @Test("agrees with NetworkX 3.6.1 and igraph 1.0.0 on edges", arguments: ["", ".multigraph"])
  func edges(form: String) throws {
    let cases = PeerFixtures.cases("betweenness.edge\(form)")
    #expect(cases.count >= 500)
    for peer in cases {
      #expect(peer.agrees(with: try edgeBetweenness(of: peer.graph)), "graph \(peer.index)")
    }
    for peer in PeerFixtures.cases("betweenness.edge\(form).weighted") {
      let ours = try edgeBetweenness(of: peer.graph, lengths: peer.weights)
      #expect(peer.agrees(with: ours), "graph \(peer.index)")
    }
  }

  /// Answers in which igraph, rustworkx and NetworkX agree, on the undirected simple form of size S.
  @Test("knows the answer for 64 pivots on the synthetic network")
  func pivotsOfS() throws {
    let graph = try SyntheticNetwork.small.undirected().graph
    let count = graph.nodeCount
    let scores = try dependencies(of: graph, onPathsFrom: (0..<64).map { $0 * count / 64 })
    #expect(abs(scores.reduce(0, +) - 1_166_343) < 1e-5)
    #expect(abs(scores.max()! - 32774.08043696623) < 1e-8)
  }

  #if !DEBUG
    // Every pair of 5,000 nodes: too slow without optimisation.
    @Test("knows the exact answers on the synthetic network")
    func exactOfS() throws {
      let graph = try SyntheticNetwork.small.undirected().graph
      let nodes = try betweenness(of: graph)
      #expect(abs(nodes.reduce(0, +) - 46_564_462) < 1e-4)
      #expect(abs(nodes.max()! - 1155012.2495134952) < 1e-6)
      let edges = try edgeBetweenness(of: graph)
      #expect(abs(edges.reduce(0, +) - 59_061_962) < 1e-4)
      #expect(abs(edges.max()! - 82748.03422690765) < 1e-7)
    }
  #endif
}
