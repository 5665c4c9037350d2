import GraphCore
import Testing

@Suite("Fixtures of peers")
struct PeerFixturesTests {
  @Test("hold many graphs of many kinds")
  func graphs() {
    let all = PeerFixtures.graphs
    #expect(all.map(\.index) == Array(0..<all.count))
    #expect(all.allSatisfy { (1...18).contains($0.graph.nodeCount) })
    #expect(all.allSatisfy { $0.graph.brokenInvariant() == nil })
    // Those that every measure was asked on; the others are for measures that apply to few of them.
    let graphs = all.prefix(PeerFixtures.commonCount)
    #expect(graphs.count >= 520)
    #expect(graphs.count { $0.graph.isDirected } == graphs.count / 2)
    #expect(graphs.count { $0.graph.loopCount > 0 } > 100)
    #expect(graphs.count { $0.graph.parallelCount > 0 } > 150)
    #expect(graphs.count { $0.graph.edgeCount == 0 } > 10)
    #expect(Set(graphs.map(\.family)).count >= 14)
  }

  @Test("have at least 500 different graphs for every measure", arguments: PeerFixtures.measures)
  func enough(measure: String) {
    let graphs = PeerFixtures.graphs
    let applicable = zip(graphs, PeerFixtures.values(measure)).filter { $0.1 != nil }.map(\.0)
    #expect(Set(applicable.map { GivenGraph($0) }).count >= 500)
  }

  /// What makes one given graph different from another.
  private struct GivenGraph: Hashable {
    let isDirected: Bool
    let nodeCount: Int
    let sources: [Int32]
    let targets: [Int32]
    let weights: [Int64]

    init(_ seeded: PeerFixtures.SeededGraph) {
      isDirected = seeded.graph.isDirected
      nodeCount = seeded.graph.nodeCount
      sources = seeded.graph.sources
      targets = seeded.graph.targets
      weights = seeded.weights
    }
  }

  @Test("take a graph on which a measure was not recorded for one to which it does not apply")
  func notRecorded() {
    let graphs = PeerFixtures.graphs
    #expect(PeerFixtures.measures.count > 80)
    for measure in ["degree", "degree.in"] {
      let values = PeerFixtures.values(measure)
      #expect(values.count == graphs.count)
      let recorded = values.indices.filter { values[$0] != nil }
      #expect(PeerFixtures.cases(measure).map(\.index) == recorded)
    }
    let everywhere = PeerFixtures.values("degree")
    #expect(everywhere.prefix(PeerFixtures.commonCount).allSatisfy { $0 != nil })
    #expect(everywhere.dropFirst(PeerFixtures.commonCount).allSatisfy { $0 == nil })
    let directed = PeerFixtures.values("degree.in")
    #expect(directed.map { $0 != nil } == graphs.map(\.graph.isDirected))
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
