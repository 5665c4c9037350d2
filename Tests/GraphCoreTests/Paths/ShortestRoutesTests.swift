import Testing

@testable import GraphCore

@Suite("The k shortest routes")
struct ShortestRoutesTests {
  @Test("are all simple routes in order, as found by trying everything", arguments: 0..<50)
  func exhaustive(seed: UInt64) throws {
    // Few lengths, 0 among them, and parallel edges: ties at every turn.
    for direction in [CompactGraph.Direction.directed, .undirected] {
      let measured = try MeasuredGraph(direction, nodes: 6, edges: 11, lengths: 0...2, seed: seed)
      for side in ArcSide.allCases {
        let expected = measured.simpleRoutes(from: 0, to: 5, side)
        let all = try shortestRoutes(
          in: measured.graph, from: 0, to: 5, count: expected.count + 5, along: side,
          lengths: measured.lengths)
        #expect(all == expected)
        let some = try shortestRoutes(
          in: measured.graph, from: 0, to: 5, count: 3, along: side, lengths: measured.lengths)
        #expect(some == Array(expected.prefix(3)))
      }
    }
  }

  @Test("take each parallel edge for a route of its own")
  func parallel() throws {
    let graph = try CompactGraph(.directed, nodeCount: 3, edges: [(0, 1), (1, 2), (0, 1), (1, 2)])
    let routes = try shortestRoutes(in: graph, from: 0, to: 2, count: 9, lengths: [1, 1, 1, 2])
    #expect(routes.map(\.edges) == [[0, 1], [2, 1], [0, 3], [2, 3]])
    #expect(routes.map(\.length) == [2, 2, 3, 3])
  }

  @Test("are those of a published example")
  func published() throws {
    // Hershberger, Maxel & Suri (2007) and many textbooks: nodes C D E F G H.
    let graph = try CompactGraph(
      .directed, nodeCount: 6,
      edges: [(0, 1), (0, 2), (1, 3), (2, 1), (2, 3), (2, 4), (3, 4), (3, 5), (4, 5)])
    let routes = try shortestRoutes(
      in: graph, from: 0, to: 5, count: 3, lengths: [3, 2, 4, 1, 2, 3, 2, 1, 2])
    #expect(routes.map(\.length) == [5, 7, 8])
    #expect(routes.map(\.nodes) == [[0, 2, 3, 5], [0, 2, 4, 5], [0, 1, 3, 5]])
  }

  @Test("have the lengths of NetworkX and igraph on seeded graphs")
  func peers() throws {
    for peer in PeerFixtures.cases("paths.shortest") {
      let routes = try shortestRoutes(
        in: peer.graph, from: 0, to: peer.graph.nodeCount - 1, count: 6, lengths: peer.weights)
      #expect(peer.integers == routes.map { Int($0.length) }, "graph \(peer.index)")
    }
  }

  @Test("meet no route, one node, no count and a negative count")
  func edgeCases() throws {
    let graph = try CompactGraph(.directed, nodeCount: 2, edges: [(1, 0), (0, 0)])
    #expect(try shortestRoutes(in: graph, from: 0, to: 1, count: 4).isEmpty)
    #expect(
      try shortestRoutes(in: graph, from: 0, to: 0, count: 4)
        == [Route(nodes: [0], edges: [], length: 0)])
    #expect(try shortestRoutes(in: graph, from: 1, to: 0, count: 0).isEmpty)
    #expect(throws: GraphError.parameter("count", problem: "must not be negative, but is -1")) {
      try shortestRoutes(in: graph, from: 1, to: 0, count: -1)
    }
  }

  @Test("pass over ways too long for 64 bits while there are enough others")
  func overflow() throws {
    let graph = try CompactGraph(
      .directed, nodeCount: 3, edges: [(0, 1), (1, 2), (0, 2), (0, 2)])
    let lengths: [Int64] = [.max - 1, 9, 4, 5]
    let routes = try shortestRoutes(in: graph, from: 0, to: 2, count: 2, lengths: lengths)
    #expect(routes.map(\.edges) == [[2], [3]])
    #expect(throws: GraphError.overflow(in: "The length of a path")) {
      try shortestRoutes(in: graph, from: 0, to: 2, count: 3, lengths: lengths)
    }
  }

  @Test("are found on a path of a hundred thousand nodes")
  func large() throws {
    let routes = try shortestRoutes(in: .path(100_000), from: 0, to: 99_999, count: 3)
    #expect(routes.map(\.length) == [99_999])
  }
}
