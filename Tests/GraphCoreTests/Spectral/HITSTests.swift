import GraphCore
import Testing

@Suite("HITS")
struct HITSTests {
  private func directed(_ count: Int, _ edges: [(Int, Int)]) throws -> CompactGraph {
    try CompactGraph(.directed, nodeCount: count, edges: edges)
  }

  @Test("by hand: two hubs of which one has a second authority")
  func byHand() throws {
    // AAᵀ over the hubs is [[2, 1], [1, 1]]: the ratio of hubs is the golden section.
    let result = try #require(
      try hits(of: directed(4, [(0, 2), (0, 3), (1, 2)]), tolerance: 1e-14))
    let golden = (1 + 5.0.squareRoot()) / 2
    #expect(abs(result.hubs[0] / result.hubs[1] - golden) < 1e-12)
    #expect(abs(result.authorities[2] / result.authorities[3] - golden) < 1e-12)
    #expect(result.hubs[2] == 0 && result.authorities[0] == 0)
    #expect(abs(result.hubs.reduce(0, +) - 1) < 1e-14)
    #expect(abs(result.authorities.reduce(0, +) - 1) < 1e-14)
  }

  @Test("parallel edges add up as weights do")
  func parallel() throws {
    let many = try #require(try hits(of: directed(3, [(0, 1), (0, 2), (0, 1)])))
    let heavy = try #require(try hits(of: directed(3, [(0, 1), (0, 2)]), weights: [2, 1]))
    #expect(many.authorities == heavy.authorities)
    #expect(abs(many.authorities[1] - 2 / 3.0) < 1e-12)
  }

  @Test("of parts alike shares out alike; a lesser part scores 0")
  func disconnected() throws {
    let alike = try #require(try hits(of: directed(4, [(0, 1), (2, 3)])))
    #expect(alike.hubs == [0.5, 0, 0.5, 0])
    let lesser = try #require(
      try hits(of: directed(5, [(0, 1), (0, 2), (3, 4)]), tolerance: 1e-13))
    #expect(abs(lesser.hubs[0] - 1) < 1e-12 && lesser.hubs[3] < 1e-12)
  }

  @Test("knows size S, where multiplicities count")
  func sizeS() throws {
    // Authorities of unit sum; agreed by igraph, rustworkx, SciPy and NetworkX.
    let network = SyntheticNetwork.small
    let merged = try network.directed()
    for result in [
      try #require(try hits(of: network.graph())),
      try #require(try hits(of: merged.graph, weights: merged.weights)),
    ] {
      let length = result.authorities.reduce(0) { $0 + $1 * $1 }.squareRoot()
      #expect(abs(result.authorities.max()! - 0.0194105157103079) < 1e-11)
      #expect(abs(length - 0.10683547808303454) < 1e-10)
    }
  }

  @Test("has the same bytes on any number of workers, also where rows are cut into blocks")
  func workers() throws {
    let count = 1_000
    var generator = SplitMix64(seed: 3)
    let edges = 600_000
    let sources = (0..<edges).map { _ in Int32.random(in: 0..<Int32(count), using: &generator) }
    let targets = (0..<edges).map { _ in Int32.random(in: 0..<Int32(count), using: &generator) }
    let graph = try CompactGraph(.directed, nodeCount: count, sources: sources, targets: targets)
    let one = try #require(try hits(of: graph, execution: .serial))
    let three = try #require(try hits(of: graph, execution: Execution(workers: 3)))
    #expect(one.hubs == three.hubs && one.authorities == three.authorities)
  }

  @Test("relabels with the nodes, and hubs become authorities when edges turn round")
  func symmetry() throws {
    let graph = try SyntheticNetwork.small.graph()
    let forward = try #require(try hits(of: graph, tolerance: 1e-13))
    let back = try #require(try hits(of: graph.reversed, tolerance: 1e-13))
    #expect(zip(forward.hubs, back.authorities).allSatisfy { abs($0 - $1) < 1e-10 })
    let count = Int32(graph.nodeCount)
    let turned = try CompactGraph(
      .directed, nodeCount: graph.nodeCount, sources: graph.sources.map { count - 1 - $0 },
      targets: graph.targets.map { count - 1 - $0 })
    let moved = try #require(try hits(of: turned, tolerance: 1e-13))
    #expect(zip(forward.hubs, moved.hubs.reversed()).allSatisfy { abs($0 - $1) < 1e-10 })
  }

  @Test("is undefined without an edge of weight")
  func undefined() throws {
    #expect(try hits(of: directed(0, [])) == nil)
    #expect(try hits(of: directed(2, [])) == nil)
    #expect(try hits(of: directed(2, [(0, 1)]), weights: [0]) == nil)
    #expect(try hits(of: directed(1, [(0, 0)]))?.hubs == [1])
  }

  @Test("takes a path and a star of a million nodes")
  func large() throws {
    let count = 1_000_000
    let ids = (0..<Int32(count - 1)).map { $0 }
    let next = ids.map { $0 + 1 }
    let path = try #require(
      try hits(of: CompactGraph(.directed, nodeCount: count, sources: ids, targets: next)))
    #expect(abs(path.hubs[0] * Double(count - 1) - 1) < 1e-9 && path.hubs[count - 1] == 0)
    let star = try CompactGraph(
      .directed, nodeCount: count, sources: [Int32](repeating: 0, count: count - 1), targets: next)
    #expect(try hits(of: star)?.hubs[0] == 1)
  }

  @Test("says when it did not converge, and can be cancelled")
  func refusals() throws {
    let graph = KnownGraph.karate.graph
    #expect(throws: GraphError.self) { try hits(of: graph, iterationLimit: 2) }
    #expect(throws: GraphError.cancelled) {
      try hits(of: graph, execution: Execution(isCancelled: { true }))
    }
    #expect(throws: GraphError.negativeWeight(edge: 0, weight: -2)) {
      try hits(of: directed(2, [(0, 1)]), weights: [-2])
    }
  }
}
