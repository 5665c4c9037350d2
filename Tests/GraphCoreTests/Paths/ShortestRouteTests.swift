import Testing

@testable import GraphCore

@Suite("A shortest route")
struct ShortestRouteTests {
  @Test("is found from both ends and by estimates as by Dijkstra's search", arguments: 0..<20)
  func agreement(seed: UInt64) throws {
    for range in [Int64(0)...2, 1...1_000] {
      for direction in [CompactGraph.Direction.directed, .undirected] {
        let measured = try MeasuredGraph(
          direction, nodes: 15, edges: 28, lengths: range, seed: seed)
        for side in ArcSide.allCases {
          let (graph, lengths) = (measured.graph, measured.lengths)
          let expected = measured.distances(from: 2, side)
          let opposite: ArcSide =
            side == .both ? .both : side == .outgoing ? .incoming : .outgoing
          for target in 0..<15 {
            let rest = measured.distances(from: target, opposite)
            // Exact, half (consistent), and zero at every other node (admissible only).
            let estimates: [(Int) -> Int64] = [
              { rest[$0] ?? .max }, { (rest[$0] ?? 0) / 2 },
              { $0 % 2 == 0 ? rest[$0] ?? .max : 0 }, { _ in -5 },
            ]
            var found = [
              try shortestRoute(in: graph, from: 2, to: target, along: side, lengths: lengths)
            ]
            for estimate in estimates {
              found.append(
                try shortestRoute(
                  in: graph, from: 2, to: target, along: side, lengths: lengths,
                  estimating: estimate))
            }
            for route in found {
              #expect(route?.length == expected[target])
              guard let route else { continue }
              #expect(measured.isRoute(route, side))
              #expect(route.nodes.first == 2 && route.nodes.last == target)
            }
            let hops = try shortestRoute(in: graph, from: 2, to: target, along: side)
            #expect(hops?.length == measured.distances(from: 2, side, hops: true)[target])
          }
        }
      }
    }
  }

  @Test("visits few nodes when the estimate is good")
  func guided() throws {
    let graph = try CompactGraph.path(1_001)
    var asked = 0
    let route = try shortestRoute(in: graph, from: 500, to: 520) { node in
      asked += 1
      return Int64(abs(520 - node))
    }
    #expect(route?.length == 20)
    #expect(asked < 30)
  }

  @Test("has no edges from a node to itself, and is absent between pieces")
  func edgeCases() throws {
    let graph = try CompactGraph(.undirected, nodeCount: 3, edges: [(0, 1), (2, 2)])
    let here = Route(nodes: [2], edges: [], length: 0)
    #expect(try shortestRoute(in: graph, from: 2, to: 2) == here)
    #expect(try shortestRoute(in: graph, from: 2, to: 2, estimating: { _ in 0 }) == here)
    #expect(try shortestRoute(in: graph, from: 0, to: 2) == nil)
    #expect(try shortestRoute(in: graph, from: 0, to: 2, estimating: { _ in 0 }) == nil)
  }

  @Test("is refused when it does not fit 64 bits, or an end is not a node")
  func refusals() throws {
    let graph = try CompactGraph.path(3)
    #expect(throws: GraphError.overflow(in: "The length of a path")) {
      try shortestRoute(in: graph, from: 0, to: 2, lengths: [.max, 1])
    }
    #expect(throws: GraphError.overflow(in: "The length of a path")) {
      try shortestRoute(in: graph, from: 0, to: 2, lengths: [.max, 1], estimating: { _ in 0 })
    }
    // The direct edge is as long as can be; around it there is a way that fits.
    let ring = try CompactGraph(.undirected, nodeCount: 3, edges: [(0, 2), (0, 1), (1, 2)])
    let lengths: [Int64] = [.max, .max / 2, .max / 2]
    #expect(try shortestRoute(in: ring, from: 0, to: 2, lengths: lengths)?.edges == [1, 2])
    let guided = try shortestRoute(in: ring, from: 0, to: 2, lengths: lengths) { _ in 0 }
    #expect(guided?.edges == [1, 2])
    #expect(throws: GraphError.nodeOutOfRange(node: 3, nodeCount: 3)) {
      try shortestRoute(in: graph, from: 3, to: 0)
    }
  }
}
