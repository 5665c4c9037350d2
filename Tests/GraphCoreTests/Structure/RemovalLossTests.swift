import GraphCore
import TestSupport
import Testing

@Suite("What is lost when a node or an edge leaves")
struct RemovalLossTests {
  @Test("a path of four nodes, by hand")
  func path() throws {
    let graph = try CompactGraph(.undirected, nodeCount: 4, edges: [(0, 1), (1, 2), (2, 3)])
    let loss = try lossOnRemoval(of: graph)
    #expect(loss.parts == [1, 2, 2, 1])
    #expect(loss.cutOff == [0, 1, 1, 0])
    #expect(loss.pairsParted == [0, 2, 2, 0])
    let edges = try lossOnRemovalOfBridges(of: graph, nodeWeights: [5, 1, 1, 9])
    #expect(edges.bridges == [0, 1, 2])
    #expect(edges.cutOff == [5, 6, 7])
    #expect(edges.pairsParted == [3, 4, 3])
  }

  @Test("without the Medici, Florence falls into pieces")
  func florence() throws {
    let florence = KnownGraph.florentine
    let medici = florence.node("Medici")
    let points = articulationPoints(of: florence.graph)
    #expect(
      points.map { florence.names[$0] } == ["Albizzi", "Guadagni", "Medici", "Salviati"])
    let loss = try lossOnRemoval(of: florence.graph)
    // The Acciaiuoli alone, the Salviati with the Pazzi; the other eleven hang together.
    #expect(loss.parts[medici] == 3)
    #expect(loss.cutOff[medici] == 3)
    #expect(loss.pairsParted[medici] == 1 * 2 + 3 * 11)
  }

  @Test("is what removing the node one at a time shows", arguments: 0..<120)
  func bruteForce(seed: UInt64) throws {
    for direction in [CompactGraph.Direction.directed, .undirected] {
      let (graph, _) = try StorageTests.randomGraph(direction, seed: seed)
      var generator = SeededGenerator(seed: seed)
      let weights = (0..<graph.nodeCount).map { _ in Int64.random(in: 0...9, using: &generator) }
      let loss = try lossOnRemoval(of: graph, nodeWeights: weights)
      let whole = weaklyConnectedComponents(of: graph)
      let points = Set(articulationPoints(of: graph))
      for node in 0..<graph.nodeCount {
        let rest = weaklyConnectedComponents(
          of: graph.view { _ in true }.without(nodes: [node]))
        let others = whole.nodes(of: Int(whole.membership[node])).filter { $0 != node }
        let parts = Dictionary(grouping: others) { rest.membership[$0] }.values
        let sums = parts.map { $0.reduce(0) { $0 + weights[$1] } }
        #expect(Int(loss.parts[node]) == parts.count)
        #expect(loss.cutOff[node] == sums.reduce(0, +) - (sums.max() ?? 0))
        let joined = parts.reduce(0) { $0 + $1.count * ($1.count - 1) / 2 }
        #expect(
          Int(loss.pairsParted[node]) == others.count * (others.count - 1) / 2 - joined)
        #expect(points.contains(node) == (parts.count > 1))
      }
      try checkBridges(graph, weights, whole)
      checkBlocks(graph)
    }
  }

  private func checkBridges(
    _ graph: CompactGraph, _ weights: [Int64], _ whole: Components
  ) throws {
    let loss = try lossOnRemovalOfBridges(of: graph, nodeWeights: weights)
    var expected: [[Int64]] = []
    for edge in 0..<graph.edgeCount {
      let rest = weaklyConnectedComponents(of: graph.view { $0 != edge })
      guard rest.count > whole.count else { continue }
      let (source, target) = graph.ends(of: edge)
      let sides = [source, target].map { rest.nodes(of: Int(rest.membership[$0])) }
      let sums = sides.map { $0.reduce(0) { $0 + weights[$1] } }
      expected.append([Int64(edge), sums.min()!, Int64(sides[0].count * sides[1].count)])
    }
    #expect(loss.bridges.map(Int64.init) == expected.map { $0[0] })
    #expect(loss.cutOff == expected.map { $0[1] })
    #expect(loss.pairsParted == expected.map { $0[2] })
    #expect(bridges(of: graph).map(Int64.init) == expected.map { $0[0] })
  }

  private func checkBlocks(_ graph: CompactGraph) {
    let blocks = biconnectedComponents(of: graph)
    #expect(blocks.articulationPoints.map(Int.init) == articulationPoints(of: graph))
    #expect(blocks.bridges.map(Int.init) == bridges(of: graph))
    for block in 0..<blocks.count {
      let edges = (0..<graph.edgeCount).filter { blocks.block(ofEdge: $0) == block }
      let ends = Set(edges.flatMap { [graph.ends(of: $0).source, graph.ends(of: $0).target] })
      #expect(blocks.nodes(ofBlock: block).map(Int.init) == ends.sorted())
      #expect(Int(blocks.edgeCounts[block]) == edges.count)
    }
    #expect(blocks.blockOfEdge.count { $0 < 0 } == graph.loopCount)
    let forest = blocks.blockCutForest
    #expect(forest.edgeCount == forest.nodeCount - weaklyConnectedComponents(of: forest).count)
  }

  @Test("a parallel edge is never a bridge")
  func parallel() throws {
    let graph = try CompactGraph(.directed, nodeCount: 3, edges: [(0, 1), (1, 0), (1, 2), (2, 2)])
    #expect(bridges(of: graph) == [2])
    #expect(biconnectedComponents(of: graph).edgeCounts == [2, 1])
  }

  @Test("refuses weights that are negative, too many or too large")
  func refusals() throws {
    let graph = try CompactGraph(.undirected, nodeCount: 2, edges: [(0, 1)])
    #expect(throws: GraphError.wrongCount(of: "node weights", expected: 2, found: 1)) {
      try lossOnRemoval(of: graph, nodeWeights: [1])
    }
    #expect(throws: GraphError.self) { try lossOnRemoval(of: graph, nodeWeights: [1, -1]) }
    #expect(throws: GraphError.overflow(in: "The sum of node weights")) {
      try lossOnRemoval(of: graph, nodeWeights: [.max, 1])
    }
  }
}
