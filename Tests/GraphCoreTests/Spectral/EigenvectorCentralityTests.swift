import GraphCore
import Testing

@Suite("Eigenvector centrality")
struct EigenvectorCentralityTests {
  @Test("of a star is bipartite and converges: the centre is the root of the number of leaves")
  func star() throws {
    let graph = try CompactGraph(
      .undirected, nodeCount: 5, edges: [(0, 1), (0, 2), (0, 3), (0, 4)])
    let result = try eigenvectorCentrality(of: graph, tolerance: 1e-13)
    #expect(abs(result.eigenvalue - 2) < 1e-12)
    #expect(abs(result.scores[0] / result.scores[1] - 2) < 1e-12)
    #expect(abs(result.scores.reduce(0) { $0 + $1 * $1 } - 1) < 1e-13)
  }

  @Test("of the karate club finds its published eigenvalue")
  func karate() throws {
    // 6.7257, the spectral radius of the unweighted club, as in Newman (2018), Networks, chapter 7.
    let result = try eigenvectorCentrality(of: KnownGraph.karate.graph)
    #expect(abs(result.eigenvalue - 6.7257) < 1e-4)
    #expect(result.residual <= 1e-10)
  }

  @Test("follows the side asked for")
  func sides() throws {
    // A cycle 0, 1 and a tail 1 → 2.
    let graph = try CompactGraph(.directed, nodeCount: 3, edges: [(0, 1), (1, 0), (1, 2)])
    let incoming = try eigenvectorCentrality(of: graph, tolerance: 1e-13)
    #expect(incoming.scores.allSatisfy { abs($0 - 1 / 3.0.squareRoot()) < 1e-12 })
    let outgoing = try eigenvectorCentrality(of: graph, side: .outgoing, tolerance: 1e-13)
    #expect(outgoing.scores[2] < 1e-12 && abs(outgoing.scores[0] - 0.5.squareRoot()) < 1e-12)
    let both = try eigenvectorCentrality(of: graph, side: .both, tolerance: 1e-13)
    #expect(abs(both.eigenvalue - 5.0.squareRoot()) < 1e-12)
  }

  @Test("of components: the lesser scores 0, equals share")
  func components() throws {
    let lesser = try CompactGraph(
      .undirected, nodeCount: 5, edges: [(0, 1), (1, 2), (2, 0), (3, 4)])
    let scores = try eigenvectorCentrality(of: lesser, tolerance: 1e-13).scores
    #expect(scores[3] < 1e-10 && abs(scores[0] - 1 / 3.0.squareRoot()) < 1e-10)
    let equal = try CompactGraph(.undirected, nodeCount: 4, edges: [(0, 1), (2, 3)])
    #expect(try eigenvectorCentrality(of: equal).scores.allSatisfy { abs($0 - 0.5) < 1e-12 })
  }

  @Test("does not exist without a cycle, and needs convergence")
  func refusals() throws {
    let path = try CompactGraph(.directed, nodeCount: 3, edges: [(0, 1), (1, 2)])
    let expected = GraphError.parameter(
      "graph", problem: "has no cycle along its edges, so no leading eigenvector")
    #expect(throws: expected) { try eigenvectorCentrality(of: path) }
    for count in 0...1 {
      let empty = try CompactGraph(.undirected, nodeCount: count, edges: [])
      #expect(throws: expected) { try eigenvectorCentrality(of: empty) }
    }
    let cycle = try CompactGraph(.directed, nodeCount: 2, edges: [(0, 1), (1, 0)])
    #expect(throws: expected) { try eigenvectorCentrality(of: cycle, weights: [1, 0]) }
    #expect(throws: GraphError.self) {
      try eigenvectorCentrality(of: KnownGraph.karate.graph, iterationLimit: 3)
    }
  }

  @Test("has the same bytes on any number of workers")
  func workers() throws {
    let graph = try SyntheticNetwork.small.undirected().graph
    let one = try eigenvectorCentrality(of: graph, execution: .serial)
    #expect(
      try eigenvectorCentrality(of: graph, execution: Execution(workers: 3)).scores == one.scores)
  }
}

@Suite("Katz centrality")
struct KatzCentralityTests {
  @Test("counts walks: by hand on a path, both ways")
  func byHand() throws {
    let path = try CompactGraph(.directed, nodeCount: 3, edges: [(0, 1), (1, 2)])
    #expect(try katzCentrality(of: path, alpha: 0.5).scores == [1, 1.5, 1.75])
    #expect(
      try katzCentrality(of: path, alpha: 0.5, beta: 2, side: .outgoing).scores == [3.5, 3, 2])
    #expect(try katzCentrality(of: path, weights: [2, 0], alpha: 0.5).scores == [1, 2, 1])
  }

  @Test("takes alpha just below the bound and refuses it just above, and at it")
  func bound() throws {
    // A triangle has the eigenvalue 2; all scores are 1 / (1 - 2 alpha).
    let triangle = try CompactGraph(.undirected, nodeCount: 3, edges: [(0, 1), (1, 2), (2, 0)])
    let scores = try katzCentrality(of: triangle, alpha: 0.49).scores
    #expect(scores.allSatisfy { abs($0 - 50) < 1e-8 })
    for alpha in [0.5, 0.500_1, 0.6, 100] {
      #expect(throws: GraphError.self) { try katzCentrality(of: triangle, alpha: alpha) }
    }
    let refusal = #expect(throws: GraphError.self) {
      try katzCentrality(of: triangle, alpha: 0.6)
    }
    let words = refusal?.description ?? ""
    #expect(words.contains("alpha is 0.6 but must be below 1 / (largest eigenvalue)"))
    #expect(words.contains("about 0.5") || words.contains("about 0.49999"))
  }

  @Test("converges on a star, where walks swing between two sides")
  func swings() throws {
    // Bipartite: changes alternate.
    let star = try CompactGraph(.undirected, nodeCount: 5, edges: [(0, 1), (0, 2), (0, 3), (0, 4)])
    let scores = try katzCentrality(of: star, alpha: 0.4).scores
    // c = 1 + 1.6 l, l = 1 + 0.4 c.
    #expect(abs(scores[0] - 2.6 / 0.36) < 1e-9)
  }

  @Test("of no node, no edge, and refusals")
  func small() throws {
    let none = try CompactGraph(.directed, nodeCount: 0, edges: [])
    #expect(try katzCentrality(of: none, alpha: 0.1).scores == [])
    let bare = try CompactGraph(.directed, nodeCount: 2, edges: [])
    #expect(try katzCentrality(of: bare, alpha: 9, beta: 3).scores == [3, 3])
    for (alpha, beta) in [(-1.0, 1.0), (.nan, 1), (0.1, 0)] {
      #expect(throws: GraphError.self) { try katzCentrality(of: bare, alpha: alpha, beta: beta) }
    }
    #expect(throws: GraphError.needsUndirected("Katz centrality of both sides")) {
      try katzCentrality(of: bare, alpha: 0.1, side: .both)
    }
  }
}
