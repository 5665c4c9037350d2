import Testing

@testable import GraphCore

@Suite("Dijkstra's search")
struct ShortestPathsTests {
  @Test("finds distances and edges by hand")
  func byHand() throws {
    // Two edges 0 → 1; the detour over 2 is shorter than the longer of them.
    let graph = try CompactGraph(
      .directed, nodeCount: 4, edges: [(0, 1), (0, 1), (0, 2), (2, 1), (1, 1)])
    let found = try shortestPaths(of: graph, from: [0], lengths: [9, 5, 2, 3, 0])
    #expect(found.distances == [0, 5, 2, nil])
    #expect(found.order == [0, 2, 1])
    // At equal length the way found first is kept.
    #expect(found.route(to: 1) == Route(nodes: [0, 1], edges: [1], length: 5))
    let shorter = try shortestPaths(of: graph, from: [0], lengths: [9, 6, 2, 3, 0])
    #expect(shorter.route(to: 1) == Route(nodes: [0, 2, 1], edges: [2, 3], length: 5))
  }

  @Test("gives a node to the earliest of its nearest sources, sources at distance 0 too")
  func catchments() throws {
    // 0 –2– 1 –2– 2 –0– 3 –1– 4
    let graph = try CompactGraph.path(5)
    let lengths: [Int64] = [2, 2, 0, 1]
    let found = try shortestPaths(of: graph, from: [2, 0, 3], lengths: lengths)
    #expect((0..<5).map { found.owner(of: $0) } == [1, 0, 0, 0, 0])
    #expect(found.distances == [0, 2, 0, 0, 1])
    #expect(found.route(to: 4)?.nodes == [2, 3, 4])
    let other = try shortestPaths(of: graph, from: [0, 3, 2], lengths: lengths)
    #expect((0..<5).map { other.owner(of: $0) } == [0, 0, 1, 1, 1])
  }

  @Test("refuses negative lengths, wrong counts and sums beyond 64 bits")
  func refusals() throws {
    let graph = try CompactGraph.path(3)
    #expect(throws: GraphError.negativeWeight(edge: 1, weight: -4)) {
      try shortestPaths(of: graph, from: [0], lengths: [3, -4])
    }
    #expect(throws: GraphError.wrongCount(of: "lengths", expected: 2, found: 1)) {
      try shortestPaths(of: graph, from: [0], lengths: [3])
    }
    #expect(throws: GraphError.nodeOutOfRange(node: 7, nodeCount: 3)) {
      try distanceTable(of: graph, from: [7])
    }
    let huge: [Int64] = [.max, 1]
    #expect(throws: GraphError.overflow(in: "The length of a path")) {
      try shortestPaths(of: graph, from: [0], lengths: huge)
    }
    #expect(throws: GraphError.overflow(in: "The length of a path")) {
      try distanceTable(of: graph, from: [2], lengths: huge)
    }
    // Too long by one way, but not by another: nothing is lost.
    let ring = try CompactGraph(.undirected, nodeCount: 3, edges: [(0, 2), (0, 1), (1, 2)])
    let half: [Int64] = [.max, .max / 2, .max / 2]
    #expect(
      try shortestPaths(of: ring, from: [0], lengths: half).distances == [0, half[1], .max - 1])
    #expect(
      try distanceTable(of: ring, from: [2], lengths: half).distance(row: 0, to: 0) == .max - 1)
    #expect(try diameter(of: ring, lengths: half)?.length == .max - 1)
    #expect(throws: GraphError.overflow(in: "The length of a path")) {
      try diameter(of: graph, lengths: huge)
    }
    let cancelled = Execution(workers: 2, isCancelled: { true })
    #expect(throws: GraphError.cancelled) {
      try distanceTable(of: graph, from: [0, 1, 2], execution: cancelled)
    }
  }

  @Test(
    "agrees with a slow method, for short and for very long lengths", arguments: 0..<20)
  func slow(seed: UInt64) throws {
    // Short lengths go through keys of one word, long ones through keys of two.
    for range in [Int64(0)...3, 0...(1 << 58)] {
      for direction in [CompactGraph.Direction.directed, .undirected] {
        let measured = try MeasuredGraph(
          direction, nodes: 14, edges: 30, lengths: range, seed: seed)
        for side in ArcSide.allCases {
          let table = try distanceTable(
            of: measured.graph, from: [0, 9, 9], along: side, lengths: measured.lengths)
          let found = try shortestPaths(
            of: measured.graph, from: [9], along: side, lengths: measured.lengths)
          let slow = measured.distances(from: 9, side)
          #expect(found.distances == slow)
          #expect(table.distances(row: 2) == slow)
          #expect(table.distances(row: 0) == measured.distances(from: 0, side))
          #expect(found.order.count == slow.count { $0 != nil })
          for node in 0..<14 {
            guard let route = found.route(to: node) else { continue }
            #expect(measured.isRoute(route, side) && route.nodes.first == 9)
          }
          let several = try shortestPaths(
            of: measured.graph, from: [4, 9, 2], along: side, lengths: measured.lengths)
          let rows = [4, 9, 2].map { measured.distances(from: $0, side) }
          for node in 0..<14 {
            let nearest = rows.map { $0[node] ?? .max }.min()!
            #expect(several.distance(to: node) == (nearest == .max ? nil : nearest))
            let owner = rows.firstIndex { $0[node] == nearest }
            #expect(several.owner(of: node) == owner)
            if let route = several.route(to: node), let owner {
              #expect(measured.isRoute(route, side))
              #expect(route.nodes.first == several.sources[owner])
            }
          }
        }
      }
    }
  }

  @Test("gives the distances of NetworkX and igraph on seeded graphs")
  func peers() throws {
    for (measure, isMeasured) in [("distances.hops", false), ("distances.weighted", true)] {
      for peer in PeerFixtures.cases(measure) {
        let table = try distanceTable(
          of: peer.graph, from: Array(0..<peer.graph.nodeCount),
          lengths: isMeasured ? peer.weights : nil)
        let ours = (0..<peer.graph.nodeCount).flatMap { row in
          table.distances(row: row).map { $0.map { Double($0) } }
        }
        #expect(peer.agrees(with: ours, tolerance: 0), "\(measure), graph \(peer.index)")
      }
    }
  }

  @Test("adds up to the known answer of the synthetic network S (U, least distances)")
  func synthetic() throws {
    let network = try SyntheticNetwork.small.undirected()
    let table = try distanceTable(
      of: network.graph, from: (0..<10).map { $0 * network.graph.nodeCount / 10 },
      lengths: network.weights)
    let total = try table.total()
    #expect(total.sum == 103_428_869_890)
    #expect(total.reached == 50_000)
  }

  @Test("meets graphs without nodes, without edges, of loops and of parallel edges only")
  func edgeCases() throws {
    let empty = try CompactGraph(.directed, nodeCount: 0, edges: [])
    #expect(try shortestPaths(of: empty, from: []).distances.isEmpty)
    #expect(try distanceTable(of: empty, from: []).total().reached == 0)
    let loops = try CompactGraph(.undirected, nodeCount: 2, edges: [(0, 0), (1, 1), (0, 0)])
    #expect(try shortestPaths(of: loops, from: [0], lengths: [1, 0, 2]).distances == [0, nil])
    let parallel = try CompactGraph(.undirected, nodeCount: 2, edges: [(0, 1), (1, 0), (0, 1)])
    let found = try shortestPaths(of: parallel, from: [1], lengths: [4, 2, 2])
    #expect(found.distances == [2, 0])
    #expect(found.parentEdge(of: 0) == 1)
  }

  @Test("walks a path and a star of a million nodes")
  func large() throws {
    let path = try shortestPaths(of: .path(1_000_000), from: [0])
    #expect(path.distance(to: 999_999) == 999_999)
    #expect(path.route(to: 999_999)?.edges.count == 999_999)
    let star = try shortestPaths(of: .star(1_000_000), from: [5])
    #expect(star.distance(to: 999_999) == 2)
  }
}
