import Testing

@testable import GraphCore

@Suite("Closeness")
struct ClosenessTests {
  /// Peers add quotients in another order; fixtures keep twelve digits.
  static let tolerance = 1e-10

  @Test("is that of the path 0–1–2 by hand")
  func byHand() throws {
    let graph = try CompactGraph.path(3)
    #expect(try closeness(of: graph) == [2.0 / 3, 1, 2.0 / 3])
    #expect(try harmonicCloseness(of: graph) == [1.5, 2, 1.5])
    #expect(try closeness(of: graph, lengths: [2, 4]) == [2.0 / 8, 2.0 / 6, 2.0 / 10])
    let harmonic = try harmonicCloseness(of: graph, lengths: [2, 4])
    let sixth = 1.0 / 6
    #expect(harmonic == [0.5 + sixth, 0.75, sixth + 0.25])
  }

  @Test("follows the side: outgoing to those reached, incoming from those who reach")
  func sides() throws {
    let arrow = try CompactGraph(.directed, nodeCount: 3, edges: [(0, 1), (1, 2)])
    #expect(try closeness(of: arrow, along: .outgoing) == [2.0 / 3, 0.5, 0])
    #expect(try closeness(of: arrow, along: .incoming) == [0, 0.5, 2.0 / 3])
    #expect(try closeness(of: arrow, along: .both) == [2.0 / 3, 1, 2.0 / 3])
    #expect(try closenessWithinReach(of: arrow) == [2.0 / 3, 1, nil])
    #expect(try harmonicCloseness(of: arrow, along: .incoming) == [0, 1, 1.5])
  }

  @Test("counts only what is reached, times its share (Wasserman and Faust)")
  func pieces() throws {
    let graph = try CompactGraph(.undirected, nodeCount: 5, edges: [(0, 1), (2, 3), (3, 4)])
    #expect(try closeness(of: graph)[0] == 1.0 * (1.0 / 4))
    #expect(try closeness(of: graph)[3] == 1.0 * (2.0 / 4))
    #expect(try closenessWithinReach(of: graph) == [1, 1, 2.0 / 3, 1, 2.0 / 3])
    let alone = try CompactGraph(.undirected, nodeCount: 2, edges: [(0, 0)])
    #expect(try closeness(of: alone) == [0, 0])
    #expect(try closenessWithinReach(of: alone) == [nil, nil])
  }

  @Test("agrees with NetworkX and igraph on seeded graphs")
  func peers() throws {
    for (name, side) in [("in", ArcSide.incoming), ("out", .outgoing)] {
      for suffix in ["", ".weighted"] {
        for peer in PeerFixtures.cases("closeness.wf.\(name)\(suffix)") {
          let lengths = suffix.isEmpty ? nil : peer.weights
          let ours = try closeness(of: peer.graph, along: side, lengths: lengths)
          #expect(peer.agrees(with: ours, tolerance: Self.tolerance), "graph \(peer.index)")
        }
        for peer in PeerFixtures.cases("closeness.\(name)\(suffix)") {
          let lengths = suffix.isEmpty ? nil : peer.weights
          let ours = try closenessWithinReach(of: peer.graph, along: side, lengths: lengths)
          #expect(peer.agrees(with: ours, tolerance: Self.tolerance), "graph \(peer.index)")
        }
        for peer in PeerFixtures.cases("harmonic.\(name)\(suffix)") {
          let lengths = suffix.isEmpty ? nil : peer.weights
          let ours = try harmonicCloseness(of: peer.graph, along: side, lengths: lengths)
          #expect(peer.agrees(with: ours, tolerance: Self.tolerance), "graph \(peer.index)")
        }
      }
    }
  }

  @Test("adds up to the known answers of the synthetic network S")
  func synthetic() throws {
    // On U (undirected, simple, connected), hops; harmonic not normalised, as NetworkX 3.6.1,
    // igraph 1.0.0 and NetworKit 11.2.2 all answer.
    let network = try SyntheticNetwork.small.undirected()
    let found = try distanceSummaries(of: network.graph)
    #expect(abs(found.closeness.reduce(0, +) - 1_069.351_427_081_952_8) < 1e-8)
    #expect(abs(found.reciprocals.reduce(0, +) - 5_563_659.033_333_512) < 1e-5)
    #expect(found.pairs[1] == Int64(2 * network.graph.edgeCount))
  }

  @Test("relabels with the nodes, and never exceeds 1", arguments: 0..<20)
  func relabelling(seed: UInt64) throws {
    let measured = try MeasuredGraph(
      .directed, nodes: 40, edges: 70, lengths: 1...9, seed: seed)
    var generator = SplitMix64(seed: seed)
    let names = (0..<40).shuffled(using: &generator)
    let graph = measured.graph
    let renamed = try CompactGraph(
      .directed, nodeCount: 40,
      edges: (0..<graph.edgeCount).map {
        (names[graph.ends(of: $0).source], names[graph.ends(of: $0).target])
      })
    let (before, after) = (try closeness(of: graph), try closeness(of: renamed))
    for node in 0..<40 {
      #expect(before[node] == after[names[node]])
      #expect((0...1).contains(before[node]))
    }
  }

  @Test("refuses lengths of 0, negative lengths and wrong counts")
  func refusals() throws {
    let graph = try CompactGraph.path(3)
    #expect(
      throws: GraphError.parameter(
        "lengths", problem: "must be greater than 0 here, but edge 1 has 0")
    ) { try closeness(of: graph, lengths: [3, 0]) }
    #expect(throws: GraphError.negativeWeight(edge: 0, weight: -1)) {
      try harmonicCloseness(of: graph, lengths: [-1, 1])
    }
    #expect(throws: GraphError.wrongCount(of: "lengths", expected: 2, found: 0)) {
      try closeness(of: graph, lengths: [])
    }
    #expect(throws: GraphError.overflow(in: "The sum of distances")) {
      try closeness(of: graph, lengths: [.max / 2, .max / 2])
    }
  }
}
