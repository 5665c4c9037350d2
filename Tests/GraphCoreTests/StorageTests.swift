import GraphCore
import TestSupport
import Testing

@Suite("Storage of graphs")
struct StorageTests {
  /// A graph of up to 12 nodes with loops and parallel edges.
  static func randomGraph(
    _ direction: CompactGraph.Direction, seed: UInt64
  ) throws -> (graph: CompactGraph, weights: [Int64]) {
    var generator = SplitMix64(seed: seed)
    let nodes = Int.random(in: 1...12, using: &generator)
    let edges = (0..<Int.random(in: 0...30, using: &generator)).map { _ in
      (Int.random(in: 0..<nodes, using: &generator), Int.random(in: 0..<nodes, using: &generator))
    }
    let weights = edges.map { _ in Int64.random(in: -5...9, using: &generator) }
    return (try CompactGraph(direction, nodeCount: nodes, edges: edges), weights)
  }

  @Test("keeps its invariants, counts loops and parallel edges", arguments: 0..<200)
  func invariants(seed: UInt64) throws {
    for direction in [CompactGraph.Direction.directed, .undirected] {
      let (graph, _) = try Self.randomGraph(direction, seed: seed)
      #expect(graph.brokenInvariant() == nil)
      #expect(graph.reversed.brokenInvariant() == nil)
      let ends = (0..<graph.edgeCount).map { edge -> [Int] in
        let (source, target) = graph.ends(of: edge)
        return direction == .directed ? [source, target] : [source, target].sorted()
      }
      #expect(graph.loopCount == ends.count { $0[0] == $0[1] })
      #expect(graph.parallelCount == ends.count - Set(ends).count)
    }
  }

  @Test("merges parallel edges by each rule", arguments: 0..<100)
  func merging(seed: UInt64) throws {
    for from in [CompactGraph.Direction.directed, .undirected] {
      for to in [CompactGraph.Direction.directed, .undirected] {
        for loops in [LoopRule.keep, .drop] {
          for rule in MergeRule.allCases {
            let (graph, weights) = try Self.randomGraph(from, seed: seed)
            var expected: [[Int]: [Int64]] = [:]
            for edge in 0..<graph.edgeCount {
              let (source, target) = graph.ends(of: edge)
              if source == target && loops == .drop { continue }
              var keys = [[source, target]]
              if to == .undirected { keys = [keys[0].sorted()] }
              if from == .undirected && to == .directed && source != target {
                keys.append([target, source])
              }
              for key in keys { expected[key, default: []].append(weights[edge]) }
            }
            let merged = try graph.merged(as: to, weights: weights, by: rule, loops: loops)
            #expect(merged.graph.brokenInvariant() == nil)
            #expect(merged.graph.parallelCount == 0)
            #expect(merged.graph.edgeCount == expected.count)
            for edge in 0..<merged.graph.edgeCount {
              let (source, target) = merged.graph.ends(of: edge)
              let parts = try #require(expected[[source, target]])
              #expect(Int(merged.multiplicities[edge]) == parts.count)
              let value: Int64 =
                switch rule {
                case .sum: parts.reduce(0, +)
                case .minimum: parts.min()!
                case .maximum: parts.max()!
                case .count: Int64(parts.count)
                }
              #expect(merged.weights[edge] == value)
            }
          }
        }
      }
    }
  }

  @Test("a view chooses edges by kind, layer and year without new ids")
  func views() throws {
    var builder = LabelledGraphBuilder<String>(.directed)
    builder.addEdge(from: "Tianjin", to: "Gansu", weight: 5, kind: 1, during: .init(from: 2016))
    builder.addEdge(from: "Tianjin", to: "Gansu", weight: 7, kind: 2, layer: 3)
    builder.addEdge(from: "Gansu", to: "Gangu", kind: 2, during: .init(from: 2012, through: 2015))
    let graph = try builder.build()
    #expect(graph.labels == ["Tianjin", "Gansu", "Gangu"])
    #expect(graph.node("Gangu") == 2)
    #expect(graph.node("Qinghai") == nil)
    #expect(graph.view(kinds: [2]).edgeCount == 2)
    #expect(graph.view(kinds: [2], layers: [3]).edgeCount == 1)
    let years = graph.view(during: .init(from: 2014, through: 2015)).frozen()
    #expect(years.edges == [1, 2])
    #expect(years.carry(graph.attributes.weights) == [7, 1])
    #expect(years.graph.nodeCount == 3)
    #expect(years.graph.brokenInvariant() == nil)
    let rest = graph.view().without(nodes: [2])
    #expect(rest.edgeCount == 2)
    #expect(rest.union(graph.view(kinds: [2])).edgeCount == 3)
    #expect(rest.intersection(graph.view(kinds: [1])).edgeCount == 1)
  }

  @Test("names the first end that is not a node")
  func refusals() {
    #expect(throws: GraphError.nodeOutOfRange(node: 3, nodeCount: 3)) {
      try CompactGraph(.directed, nodeCount: 3, edges: [(0, 1), (1, 3)])
    }
    #expect(throws: GraphError.wrongCount(of: "targets", expected: 1, found: 0)) {
      try CompactGraph(.directed, nodeCount: 3, sources: [1], targets: [])
    }
    #expect(throws: GraphError.overflow(in: "The sum of parallel weights")) {
      try CompactGraph(.directed, nodeCount: 2, edges: [(0, 1), (0, 1)])
        .merged(weights: [.max, 1], by: .sum)
    }
  }

  @Test("an empty graph is a graph")
  func empty() throws {
    for direction in [CompactGraph.Direction.directed, .undirected] {
      let graph = try CompactGraph(direction, nodeCount: 0, edges: [])
      #expect(graph.brokenInvariant() == nil)
      #expect(try graph.merged(by: .sum).graph.edgeCount == 0)
    }
  }
}
