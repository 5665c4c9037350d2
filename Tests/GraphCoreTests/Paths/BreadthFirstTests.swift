import Testing

@testable import GraphCore

@Suite("Breadth-first search")
struct BreadthFirstTests {
  @Test("finds distances, parents and order by hand")
  func byHand() throws {
    // 0 → 1 → 3, 0 → 2 → 3 (twice), 4 apart.
    let graph = try CompactGraph(
      .directed, nodeCount: 5, edges: [(0, 1), (2, 3), (0, 2), (1, 3), (2, 3)])
    let found = try breadthFirst(of: graph, from: [0])
    #expect(found.distances == [0, 1, 1, 2, nil])
    #expect(found.order == [0, 1, 2, 3])
    #expect(found.parent(of: 3) == 1)
    #expect(found.parentEdge(of: 3) == 3)
    #expect(found.parent(of: 0) == nil && found.parent(of: 4) == nil)
    #expect(found.route(to: 3) == Route(nodes: [0, 1, 3], edges: [0, 3], length: 2))
    #expect(found.route(to: 4) == nil)
    #expect(found.route(to: 0) == Route(nodes: [0], edges: [], length: 0))
    let back = try breadthFirst(of: graph, from: [3], along: .incoming)
    #expect(back.distances == [2, 1, 1, 0, nil])
    let both = try breadthFirst(of: graph, from: [1], along: .both)
    #expect(both.distances == [1, 0, 2, 1, nil])
  }

  @Test("gives a node to the earliest of its nearest sources")
  func owners() throws {
    let graph = try CompactGraph.path(5)
    let found = try breadthFirst(of: graph, from: [4, 0, 4])
    #expect((0..<5).map { found.owner(of: $0) } == [1, 1, 0, 0, 0])
    #expect(found.distances == [0, 1, 2, 1, 0])
    #expect(found.order == [4, 0, 3, 1, 2])
    let none = try breadthFirst(of: graph, from: [])
    #expect(none.distances == [nil, nil, nil, nil, nil])
    #expect(none.owner(of: 2) == nil)
  }

  @Test("refuses what is not a node")
  func refusals() throws {
    let graph = try CompactGraph.path(3)
    #expect(throws: GraphError.nodeOutOfRange(node: 3, nodeCount: 3)) {
      try breadthFirst(of: graph, from: [0, 3])
    }
    #expect(throws: GraphError.nodeOutOfRange(node: -1, nodeCount: 3)) {
      try breadthFirst(of: graph, from: [-1])
    }
  }

  @Test("agrees with a slow method and with Dijkstra's search", arguments: 0..<25)
  func slow(seed: UInt64) throws {
    for direction in [CompactGraph.Direction.directed, .undirected] {
      let measured = try MeasuredGraph(
        direction, nodes: 12, edges: 16, lengths: 1...1, seed: seed)
      for side in ArcSide.allCases {
        let found = try breadthFirst(of: measured.graph, from: [3], along: side)
        #expect(found.distances == measured.distances(from: 3, side))
        for node in 0..<12 {
          guard let route = found.route(to: node) else { continue }
          #expect(measured.isRoute(route, side) && route.nodes.last == node)
        }
        let several = try breadthFirst(of: measured.graph, from: [5, 1, 7], along: side)
        let dijkstra = try shortestPaths(of: measured.graph, from: [5, 1, 7], along: side)
        #expect(several.distances == dijkstra.distances)
        #expect((0..<12).map { several.owner(of: $0) } == (0..<12).map { dijkstra.owner(of: $0) })
      }
    }
  }

  @Test("walks a path and a star of a million nodes")
  func large() throws {
    let path = try breadthFirst(of: .path(1_000_000), from: [0])
    #expect(path.distance(to: 999_999) == 999_999)
    #expect(path.route(to: 999_999)?.edges.count == 999_999)
    let star = try breadthFirst(of: .star(1_000_000), from: [5])
    #expect(star.distance(to: 999_999) == 2)
  }
}
