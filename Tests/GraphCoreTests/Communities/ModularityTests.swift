import GraphCore
import Testing

@Suite("Modularity")
struct ModularityTests {
  @Test(
    "agrees with NetworkX 3.6.1 and igraph 1.0.0",
    arguments: ["undirected", "directed", "multigraph"])
  func peers(form: String) throws {
    let partitions = PeerFixtures.values("partition")
    for (suffix, resolution) in [("", 1), (".0.7", 0.7)] {
      let cases = PeerFixtures.cases("modularity.\(form)\(suffix)")
      #expect(cases.count >= 500)
      for peer in cases {
        let partition = Partition(labels: partitions[peer.index]!.map { Int($0) })
        let ours = try modularity(
          of: partition, in: peer.graph, weights: peer.weights, resolution: resolution)
        #expect(peer.agrees(with: [ours]), "graph \(peer.index)")
      }
    }
  }

  @Test("of the two factions of the karate club is 0.3582")
  func karate() throws {
    let known = KnownGraph.karate
    let names = Array(Set(known.groups)).sorted()
    #expect(names.count == 2)
    let factions = Partition(labels: known.groups.map { names.firstIndex(of: $0)! })
    let value = try #require(try modularity(of: factions, in: known.graph))
    // Published values are 0.3582 and 0.3715: the sources place node 9 on one side or the other.
    #expect(abs(value - 0.3582) < 1e-4 || abs(value - 0.3715) < 1e-4)
  }

  @Test("of one community is 0, and undefined without weight")
  func edges() throws {
    let graph = try CompactGraph(.undirected, nodeCount: 2, edges: [(0, 1), (1, 1)])
    #expect(try modularity(of: Partition(labels: [0, 0]), in: graph) == 0)
    #expect(try modularity(of: Partition(labels: [0, 0]), in: graph, weights: [0, 0]) == nil)
    let none = try CompactGraph(.undirected, nodeCount: 0, edges: [])
    #expect(try modularity(of: Partition(labels: []), in: none) == nil)
    // A loop counts twice in the strength: 1/2 - (1² + 3²) / 4².
    #expect(try modularity(of: Partition(labels: [7, 9]), in: graph) == 0.5 - 10 / 16)
  }

  @Test("refuses what it cannot use")
  func refusals() throws {
    let graph = try CompactGraph(.undirected, nodeCount: 2, edges: [(0, 1), (0, 1)])
    let partition = Partition(labels: [0, 0])
    #expect(throws: GraphError.wrongCount(of: "memberships", expected: 2, found: 1)) {
      try modularity(of: Partition(labels: [0]), in: graph)
    }
    #expect(throws: GraphError.overflow(in: "The sum of all weights")) {
      try modularity(of: partition, in: graph, weights: [.max, 1])
    }
    #expect(throws: GraphError.self) {
      try modularity(of: partition, in: graph, resolution: -1)
    }
  }

  @Test("numbers communities by their first members")
  func numbering() {
    let partition = Partition(labels: [9, 4, 9, -2])
    #expect(partition.membership == [0, 1, 0, 2] && partition.count == 3)
    #expect(partition.members == [[0, 2], [1], [3]])
  }
}
