import GraphCore
import TestSupport
import Testing

@Suite("Structure of extreme graphs")
struct StructureEdgeCaseTests {
  /// All measures, so that each meets each graph.
  private func everything(_ graph: CompactGraph) throws {
    let count = graph.nodeCount
    #expect(degrees(of: graph).count == count)
    #expect(degrees(of: graph).reduce(0, +) == 2 * graph.edgeCount)
    let weak = weaklyConnectedComponents(of: graph)
    let strong = stronglyConnectedComponents(of: graph)
    #expect(weak.sizes.reduce(0, +) == Int32(count))
    #expect(strong.sizes.reduce(0, +) == Int32(count))
    #expect(strong.count >= weak.count)
    let forest = try minimumSpanningForest(of: graph, lengths: nil)
    #expect(forest.treeCount == weak.count)
    #expect(forest.edges.count == count - weak.count)
    #expect(coreNumbers(of: graph).count == count)
    #expect(try clustering(of: graph).degrees.count == count)
    #expect(try lossOnRemoval(of: graph).parts.count == count)
    let drawn = condensation(of: graph)
    #expect(drawn.graph.brokenInvariant() == nil)
    var position = [Int](repeating: 0, count: strong.count)
    for (index, node) in drawn.topologicalOrder.enumerated() { position[Int(node)] = index }
    for edge in 0..<drawn.graph.edgeCount {
      let (source, target) = drawn.graph.ends(of: edge)
      #expect(position[source] < position[target])
    }
    if count > 0 { #expect(try dominatorTree(of: graph, from: 0).isReached(0)) }
    let blocks = biconnectedComponents(of: graph)
    #expect(blocks.bridges.count <= forest.edges.count)
    _ = try triadCensus(of: graph)
    _ = degreeAssortativity(of: graph)
  }

  @Test("empty, one node, all loops, all parallel, disconnected")
  func small() throws {
    for direction in [CompactGraph.Direction.directed, .undirected] {
      for (count, edges) in [
        (0, []), (1, []), (1, [(0, 0), (0, 0)]), (3, [(0, 0), (1, 1), (2, 2), (2, 2)]),
        (2, [(0, 1), (0, 1), (1, 0)]), (5, [(0, 1), (3, 4)]), (4, []),
      ] as [(Int, [(Int, Int)])] {
        try everything(CompactGraph(direction, nodeCount: count, edges: edges))
      }
    }
    let empty = try CompactGraph(.directed, nodeCount: 0, edges: [])
    #expect(weaklyConnectedComponents(of: empty).largest == nil)
    #expect(try clustering(of: empty).average(.countAsZero) == nil)
    #expect(try clustering(of: empty).transitivity == nil)
    #expect(reciprocity(of: empty) == nil)
  }

  @Test("random graphs", arguments: 0..<60)
  func random(seed: UInt64) throws {
    try everything(StorageTests.randomGraph(.directed, seed: seed).graph)
    try everything(StorageTests.randomGraph(.undirected, seed: seed).graph)
  }

  @Test("a path of a million nodes overflows no stack")
  func path() throws {
    let count = 1_000_000
    let graph = try CompactGraph(
      .directed, nodeCount: count, sources: (0..<Int32(count - 1)).map { $0 },
      targets: (1..<Int32(count)).map { $0 })
    #expect(weaklyConnectedComponents(of: graph).count == 1)
    #expect(stronglyConnectedComponents(of: graph).count == count)
    #expect(bridges(of: graph).count == count - 1)
    #expect(coreNumbers(of: graph).allSatisfy { $0 == 1 })
    let loss = try lossOnRemoval(of: graph)
    #expect(loss.cutOff[count / 2] == Int64(count / 2 - 1))
    let tree = try dominatorTree(of: graph, from: 0)
    #expect(tree.dominatedCounts[1] == Int32(count - 1))
  }

  @Test("a star of a million nodes")
  func star() throws {
    let count = 1_000_000
    let graph = try CompactGraph(
      .undirected, nodeCount: count, sources: [Int32](repeating: 0, count: count - 1),
      targets: (1..<Int32(count)).map { $0 })
    #expect(weaklyConnectedComponents(of: graph).count == 1)
    #expect(articulationPoints(of: graph) == [0])
    #expect(try clustering(of: graph).triangleCount == 0)
    let loss = try lossOnRemoval(of: graph)
    #expect(loss.parts[0] == Int32(count - 1))
    #expect(loss.cutOff[0] == Int64(count - 2))
    #expect(
      try minimumSpanningForest(of: graph, lengths: nil).totalLength == Int64(count - 1))
  }

  @Test("equal lengths prefer the lower edge id; lengths may be negative and far apart")
  func spanningTies() throws {
    let graph = try CompactGraph(
      .undirected, nodeCount: 3, edges: [(0, 1), (0, 1), (1, 2), (2, 0), (1, 1)])
    let tied = try minimumSpanningForest(of: graph, lengths: [4, 4, 4, 4, -9])
    #expect(tied.edges == [0, 2])
    let wide = try minimumSpanningForest(of: graph, lengths: [1 << 40, -7, 1 << 41, 1 << 40, 0])
    #expect(wide.edges == [1, 3])
    #expect(wide.totalLength == 1 << 40 - 7)
    #expect(throws: GraphError.overflow(in: "The length of the spanning forest")) {
      try minimumSpanningForest(of: graph, lengths: [.max, .max, .max, .max, 0])
    }
    #expect(throws: GraphError.overflow(in: "The strength of a node")) {
      try strengths(of: graph, weights: [.max, 1, 1, 1, 1])
    }
  }

  @Test("a view's components and degrees are those of the frozen view", arguments: 0..<60)
  func views(seed: UInt64) throws {
    for direction in [CompactGraph.Direction.directed, .undirected] {
      let (graph, weights) = try StorageTests.randomGraph(direction, seed: seed)
      let view = graph.view { $0 % 3 != 1 }
      let frozen = view.frozen()
      #expect(weaklyConnectedComponents(of: view) == weaklyConnectedComponents(of: frozen.graph))
      for side in ArcSide.allCases {
        #expect(degrees(of: view, side) == degrees(of: frozen.graph, side))
        #expect(
          try strengths(of: view, weights: weights, side)
            == strengths(of: frozen.graph, weights: frozen.carry(weights), side))
      }
    }
  }
}
