import Testing

@testable import GraphCore

@Suite("The nodes of highest closeness")
struct TopClosenessTests {
  static func ranked(_ scores: [Double], _ count: Int) -> [ScoredNode] {
    let order = scores.indices.sorted {
      scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1
    }
    return order.prefix(count).map { ScoredNode(node: $0, score: scores[$0]) }
  }

  @Test(
    "are the first of all scores, to the last bit, ties by node id",
    arguments: [(40, 60), (600, 900), (1_300, 5_000), (1_300, 800), (2_100, 2_600)])
  func first(nodes: Int, edges: Int) throws {
    for direction in [CompactGraph.Direction.directed, .undirected] {
      let graph = try MeasuredGraph(
        direction, nodes: nodes, edges: edges, lengths: 1...1, seed: UInt64(edges)
      ).graph
      for side in direction == .directed ? ArcSide.allCases : [.outgoing] {
        let all = try distanceSummaries(of: graph, along: side)
        for count in [1, 7, 100, nodes + 3] {
          #expect(
            try topCloseness(of: graph, count: count, along: side)
              == Self.ranked(all.closeness, count))
          #expect(
            try topHarmonicCloseness(of: graph, count: count, along: side)
              == Self.ranked(all.reciprocals, count))
        }
      }
    }
  }

  @Test("include leaves, where there is little else")
  func star() throws {
    let graph = try CompactGraph.star(700)
    let top = try topCloseness(of: graph, count: 4)
    #expect(top.map(\.node) == [0, 1, 2, 3])
    #expect(top[0].score == 1)
    #expect(try topHarmonicCloseness(of: graph, count: 700).count == 700)
  }

  @Test("are none for a count of 0 or no nodes; a negative count is refused")
  func edgeCases() throws {
    let graph = try CompactGraph.path(3)
    #expect(try topCloseness(of: graph, count: 0).isEmpty)
    let empty = try CompactGraph(.undirected, nodeCount: 0, edges: [])
    #expect(try topCloseness(of: empty, count: 5).isEmpty)
    let alone = try CompactGraph(.directed, nodeCount: 2, edges: [])
    #expect(try topHarmonicCloseness(of: alone, count: 1) == [ScoredNode(node: 0, score: 0)])
    #expect(throws: GraphError.parameter("count", problem: "must not be negative, but is -2")) {
      try topHarmonicCloseness(of: graph, count: -2)
    }
  }
}
