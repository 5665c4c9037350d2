import GraphCore
import Testing

@Suite("Label propagation")
struct LabelPropagationTests {
  @Test("ends where no label outweighs a node's own, on seeded multigraphs")
  func stable() throws {
    for seeded in PeerFixtures.graphs {
      let found = try labelPropagationCommunities(
        of: seeded.graph, weights: seeded.weights, seed: UInt64(seeded.index))
      #expect(found.isStable)
      let labels = found.partition.membership
      var ties = [[Int64]](
        repeating: [Int64](repeating: 0, count: found.partition.count),
        count: seeded.graph.nodeCount)
      for edge in 0..<seeded.graph.edgeCount {
        let (a, b) = seeded.graph.ends(of: edge)
        guard a != b else { continue }
        ties[a][Int(labels[b])] += seeded.weights[edge]
        ties[b][Int(labels[a])] += seeded.weights[edge]
      }
      for node in ties.indices {
        #expect(ties[node][Int(labels[node])] == ties[node].max(), "graph \(seeded.index)")
      }
    }
  }

  @Test("never crosses from one component to another")
  func components() throws {
    let graph = try CompactGraph(.directed, nodeCount: 5, edges: [(0, 1), (1, 0), (2, 3)])
    #expect(try labelPropagationCommunities(of: graph).partition.membership == [0, 0, 1, 1, 2])
  }

  @Test("makes one community of a clique")
  func clique() throws {
    let pairs = (0..<6).flatMap { a in (0..<a).map { (a, $0) } }
    let graph = try CompactGraph(.undirected, nodeCount: 6, edges: pairs)
    #expect(try labelPropagationCommunities(of: graph).partition.count == 1)
  }

  @Test("repeats itself for a seed, takes a generator, and says when it was stopped early")
  func seeds() throws {
    let graph = try SyntheticNetwork.small.undirected().graph
    let one = try labelPropagationCommunities(of: graph, seed: 4)
    #expect(
      try labelPropagationCommunities(of: graph, seed: 4, execution: .serial).partition
        == one.partition)
    var generator = SplitMix64(seed: 1)
    var same = SplitMix64(seed: 1)
    let drawn = try labelPropagationCommunities(of: graph, using: &generator)
    #expect(
      try labelPropagationCommunities(of: graph, seed: same.next()).partition == drawn.partition)
    #expect(!(try labelPropagationCommunities(of: graph, iterationLimit: 1).isStable))
    #expect(throws: GraphError.cancelled) {
      try labelPropagationCommunities(of: graph, execution: Execution(isCancelled: { true }))
    }
  }
}
