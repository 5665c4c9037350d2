import GraphCore
import Testing

@Suite("Views and labelled graphs")
struct ViewTests {
  @Test("a view chooses the edges that filtering by hand chooses", arguments: 0..<100)
  func views(seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for direction in [CompactGraph.Direction.directed, .undirected] {
      let (graph, weights) = try StorageTests.randomGraph(direction, seed: seed)
      let first = Set((0..<graph.edgeCount).filter { _ in Bool.random(using: &generator) })
      let second = Set((0..<graph.edgeCount).filter { _ in Bool.random(using: &generator) })
      let nodes = (0..<graph.nodeCount).filter { _ in
        Int.random(in: 0..<5, using: &generator) == 0
      }
      let (one, two) = (graph.view { first.contains($0) }, graph.view { second.contains($0) })
      func check(_ view: GraphView, _ expected: Set<Int>) {
        let edges = expected.sorted()
        #expect(view.edgeCount == edges.count)
        #expect((0..<graph.edgeCount).filter { view.contains(edge: $0) } == edges)
        var visited: [Int] = []
        view.forEachEdge { visited.append($0) }
        #expect(visited == edges)
        let frozen = view.frozen()
        #expect(frozen.edges.map(Int.init) == edges)
        #expect(frozen.graph.brokenInvariant() == nil)
        #expect(frozen.graph.nodeCount == graph.nodeCount)
        #expect(frozen.graph.sources == edges.map { graph.sources[$0] })
        #expect(frozen.graph.targets == edges.map { graph.targets[$0] })
        #expect(frozen.carry(weights) == edges.map { weights[$0] })
      }
      check(one, first)
      check(one.union(two), first.union(second))
      check(one.intersection(two), first.intersection(second))
      let untouched = first.filter { edge in
        let (source, target) = graph.ends(of: edge)
        return !nodes.contains(source) && !nodes.contains(target)
      }
      check(one.without(nodes: nodes), untouched)
    }
  }

  @Test("a column begins with the first value that is not its default")
  func lazyColumns() throws {
    var builder = LabelledGraphBuilder<Int>(.directed)
    let span = EdgeAttributes.Span(from: 2016, through: 2020)
    builder.addEdge(from: 1, to: 2)
    #expect(try builder.build().attributes.weights.isEmpty)
    builder.addEdge(from: 1, to: 2, weight: 7, kind: 2, layer: 300, during: span)
    builder.addEdge(from: 1, to: 2)
    let attributes = try builder.build().attributes
    #expect(attributes.count == 3)
    #expect(attributes.weights == [1, 7, 1])
    #expect(attributes.kinds == [0, 2, 0])
    #expect(attributes.layers == [0, 300, 0])
    #expect(attributes.spans == [.always, span, .always])
    #expect(attributes.weight(of: 2) == 1)
    #expect(attributes.span(of: 2).first == nil)
  }

  @Test("a million edges between names keep their order and their ends")
  func large() throws {
    let count = 1_000_000
    let nodes = 1_000
    let names = (0..<nodes).map { "county \($0)" }
    var builder = LabelledGraphBuilder<String>(.directed)
    for name in names { builder.node(name) }
    for edge in 0..<count {
      builder.addEdge(from: names[edge % nodes], to: names[edge * 7 % nodes])
    }
    let graph = try builder.build()
    #expect(builder.edgeCount == count)
    #expect(graph.labels == names)
    #expect(graph.node("county 999") == 999)
    #expect(graph.node("county 1000") == nil)
    #expect(graph.graph.ends(of: 999_999) == (999, 993))
    #expect(graph.attributes.weights.isEmpty)
  }
}
