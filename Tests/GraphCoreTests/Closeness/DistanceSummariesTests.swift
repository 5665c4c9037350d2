import Testing

@testable import GraphCore

@Suite("Sums of distances from all nodes")
struct DistanceSummariesTests {
  /// What breadth-first searches from every node say.
  static func slow(_ graph: CompactGraph, _ side: ArcSide) throws -> DistanceSummaries {
    var reached: [Int32] = []
    var sums: [Int64] = []
    var reciprocals: [Double] = []
    var greatest: [Int64] = []
    var pairs: [Int64] = [0]
    for node in 0..<graph.nodeCount {
      let distances = try breadthFirst(of: graph, from: [node], along: side).distances
        .compactMap(\.self).filter { $0 > 0 }
      reached.append(Int32(distances.count))
      sums.append(distances.reduce(0, +))
      greatest.append(distances.max() ?? 0)
      var byDistance = [Int64](repeating: 0, count: Int(distances.max() ?? 0) + 1)
      for distance in distances { byDistance[Int(distance)] += 1 }
      var reciprocal = 0.0
      for (distance, count) in byDistance.enumerated() where count > 0 {
        reciprocal += Double(count) * (1 / Double(distance))
      }
      reciprocals.append(reciprocal)
      while pairs.count < byDistance.count { pairs.append(0) }
      for (distance, count) in byDistance.enumerated() { pairs[distance] += count }
    }
    return DistanceSummaries(
      reached: reached, sums: sums, reciprocals: reciprocals, greatest: greatest, pairs: pairs)
  }

  static func expectEqual(_ ours: DistanceSummaries, _ slow: DistanceSummaries) {
    #expect(ours.reached == slow.reached)
    #expect(ours.sums == slow.sums)
    #expect(ours.reciprocals == slow.reciprocals)
    #expect(ours.greatest == slow.greatest)
    #expect(ours.pairs == slow.pairs)
  }

  @Test(
    "are those of one search a node: dense, sparse, in pieces, over several batches",
    arguments: [(30, 45), (520, 700), (700, 500), (1_100, 4_000), (64, 600), (513, 30)])
  func batches(nodes: Int, edges: Int) throws {
    for direction in [CompactGraph.Direction.directed, .undirected] {
      let graph = try MeasuredGraph(
        direction, nodes: nodes, edges: edges, lengths: 1...1, seed: UInt64(nodes)
      ).graph
      for side in direction == .directed ? ArcSide.allCases : [.outgoing] {
        Self.expectEqual(try distanceSummaries(of: graph, along: side), try Self.slow(graph, side))
      }
    }
  }

  @Test("are right where searches take many steps: a ring, a path, a tree with leaves")
  func longWays() throws {
    let ring = try CompactGraph(
      .undirected, nodeCount: 600, edges: (0..<600).map { ($0, ($0 + 1) % 600) })
    let found = try distanceSummaries(of: ring)
    // Twice 1 … 299, and the node opposite.
    #expect(found.sums == Array(repeating: Int64(90_000), count: 600))
    #expect(found.greatest == Array(repeating: Int64(300), count: 600))
    let path = try CompactGraph.path(540)
    Self.expectEqual(try distanceSummaries(of: path), try Self.slow(path, .both))
    let tree = try CompactGraph(
      .undirected, nodeCount: 650, edges: (1..<650).map { (($0 - 1) / 3, $0) })
    Self.expectEqual(try distanceSummaries(of: tree), try Self.slow(tree, .both))
    let oneWay = try CompactGraph(
      .directed, nodeCount: 560, edges: (1..<560).map { ($0 - 1, $0) })
    Self.expectEqual(
      try distanceSummaries(of: oneWay), try Self.slow(oneWay, .outgoing))
  }

  @Test("count leaves whose only neighbour is a leaf too, loops and parallel edges aside")
  func leaves() throws {
    let graph = try CompactGraph(
      .undirected, nodeCount: 7,
      edges: [(1, 0), (0, 1), (1, 1), (2, 3), (3, 2), (3, 4), (3, 4), (5, 5)])
    Self.expectEqual(try distanceSummaries(of: graph), try Self.slow(graph, .both))
    let star = try CompactGraph.star(9)
    Self.expectEqual(try distanceSummaries(of: star), try Self.slow(star, .both))
  }

  @Test("are the same with lengths of 1 as without")
  func lengthsOfOne() throws {
    let graph = try MeasuredGraph(
      .directed, nodes: 50, edges: 120, lengths: 1...1, seed: 5
    ).graph
    let hops = try distanceSummaries(of: graph)
    let lengths = try distanceSummaries(
      of: graph, lengths: Array(repeating: 1, count: graph.edgeCount))
    #expect(hops.sums == lengths.sums && hops.reached == lengths.reached)
    #expect(hops.greatest == lengths.greatest && lengths.pairs.isEmpty)
    for node in 0..<50 {
      #expect(abs(hops.reciprocals[node] - lengths.reciprocals[node]) < 1e-12)
    }
  }

  @Test("are the same bytes on one worker and on five, and can be cancelled")
  func workers() throws {
    let measured = try MeasuredGraph(
      .undirected, nodes: 1_600, edges: 3_000, lengths: 1...9, seed: 3)
    let one = try distanceSummaries(of: measured.graph, execution: .serial)
    let five = try distanceSummaries(of: measured.graph, execution: Execution(workers: 5))
    Self.expectEqual(one, five)
    let small = try MeasuredGraph(.directed, nodes: 90, edges: 300, lengths: 1...9, seed: 3)
    Self.expectEqual(
      try distanceSummaries(of: small.graph, lengths: small.lengths, execution: .serial),
      try distanceSummaries(
        of: small.graph, lengths: small.lengths, execution: Execution(workers: 5)))
    let cancelled = Execution(workers: 2, isCancelled: { true })
    #expect(throws: GraphError.cancelled) {
      try distanceSummaries(of: measured.graph, execution: cancelled)
    }
    #expect(throws: GraphError.cancelled) {
      try topCloseness(of: measured.graph, count: 3, execution: cancelled)
    }
  }

  @Test("spread by distance, with what is unreachable and the average")
  func distribution() throws {
    let path = try distanceDistribution(of: .path(4))
    #expect(path.pairs == [0, 6, 4, 2] && path.unreachable == 0)
    #expect(path.average == 20.0 / 12 && path.greatest == 3)
    let arrow = try CompactGraph(.directed, nodeCount: 3, edges: [(0, 1), (1, 2)])
    let found = try distanceDistribution(of: arrow)
    #expect(found.pairs == [0, 2, 1] && found.unreachable == 3)
    #expect(try distanceDistribution(of: arrow, along: .both).unreachable == 0)
    for count in 0...1 {
      let none = try distanceDistribution(
        of: CompactGraph(.undirected, nodeCount: count, edges: []))
      #expect(none.pairs == [0] && none.average == nil && none.greatest == nil)
      #expect(none.unreachable == 0)
    }
  }
}
