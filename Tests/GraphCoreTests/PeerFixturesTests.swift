import GraphCore
import Testing

@Suite("Fixtures of peers")
struct PeerFixturesTests {
  @Test("hold many graphs of many kinds")
  func graphs() {
    let graphs = PeerFixtures.graphs
    #expect(graphs.count >= 520)
    #expect(graphs.map(\.index) == Array(0..<graphs.count))
    #expect(graphs.count { $0.graph.isDirected } == graphs.count / 2)
    #expect(graphs.count { $0.graph.loopCount > 0 } > 100)
    #expect(graphs.count { $0.graph.parallelCount > 0 } > 150)
    #expect(graphs.count { $0.graph.edgeCount == 0 } > 10)
    #expect(Set(graphs.map(\.family)).count >= 14)
    #expect(graphs.allSatisfy { (1...18).contains($0.graph.nodeCount) })
    #expect(graphs.allSatisfy { $0.graph.brokenInvariant() == nil })
  }

  @Test("derive the forms on which the peers were asked")
  func forms() throws {
    // Degrees of the simple forms are what the storage alone can answer.
    for peer in PeerFixtures.cases("degree") {
      let both = (0..<peer.graph.nodeCount).map { node in
        peer.graph.successors(of: node).count
          + (peer.graph.isDirected ? peer.graph.predecessors(of: node).count : 0)
      }
      #expect(peer.agrees(with: both), "graph \(peer.index)")
    }
    for peer in PeerFixtures.cases("reciprocity") {
      let arcs = (0..<peer.graph.edgeCount).map { peer.graph.ends(of: $0) }
      let back = arcs.count { arc in
        peer.graph.successors(of: arc.target).contains(Int32(arc.source))
      }
      let ours = arcs.isEmpty ? nil : Double(back) / Double(arcs.count)
      #expect(peer.agrees(with: [ours]), "graph \(peer.index)")
    }
    for peer in PeerFixtures.cases("betweenness.edge") {
      #expect(peer.expected.count == peer.graph.edgeCount)
    }
    for peer in PeerFixtures.cases("mst") where peer.graph.edgeCount == peer.graph.nodeCount - 1 {
      if PeerFixtures.graphs[peer.index].family == "tree" {
        #expect(peer.scalar == Double(peer.weights.reduce(0, +)), "graph \(peer.index)")
      }
    }
  }

  @Test("know a wrong answer")
  func wrongAnswers() {
    let peer = PeerFixtures.Case(
      index: 0, graph: KnownGraph.florentine.graph, weights: [], expected: [1, .nan, 1_000])
    #expect(peer.agrees(with: [1, nil, 1_000.0000001]))
    #expect(!peer.agrees(with: [1, 0, 1_000]))
    #expect(!peer.agrees(with: [nil, nil, 1_000]))
    #expect(!peer.agrees(with: [1, nil, 1_000.1]))
    #expect(!peer.agrees(with: [1, nil] as [Double?]))
  }
}
