import GraphCore
import Testing

@Suite("Projection of two-mode graphs")
struct ProjectionTests {
  /// The edges under the ids of the two-mode graph: node, node, weight.
  private static func flat<Weight>(
    _ projection: TwoModeProjection<Weight>, _ value: (Weight) -> Double
  ) -> [Double] {
    (0..<projection.graph.edgeCount).flatMap { edge -> [Double] in
      let (source, target) = projection.graph.ends(of: edge)
      return [
        Double(projection.nodes[source]), Double(projection.nodes[target]),
        value(projection.weights[edge]),
      ]
    }
  }

  @Test("agrees with NetworkX on shared neighbours and on Newman's weights")
  func agreesWithNetworkX() throws {
    for peer in PeerFixtures.cases("bipartite.projection") {
      let ours = try projection(of: TwoModeGraph(peer.graph), onto: .left)
      #expect(peer.agrees(with: Self.flat(ours) { Double($0) }), "graph \(peer.index)")
    }
    for peer in PeerFixtures.cases("bipartite.projection.newman") {
      let ours = try similarityProjection(
        of: TwoModeGraph(peer.graph), onto: .left, by: .newman)
      #expect(peer.agrees(with: Self.flat(ours) { $0 }), "graph \(peer.index)")
    }
  }

  @Test("every rule as by hand, with weights, thresholds and hubs left out", arguments: 0..<150)
  func byHand(seed: Int) throws {
    let sample = try TwoModeFixtures.random(seed)
    let neighbors = sample.neighbors
    for side in TwoModeSide.allCases {
      let nodes = sample.graph.nodes(on: side).map(Int.init)
      for limit in [nil, 2] as [Int?] {
        let hubs = sample.graph.nodes(on: side.opposite).filter {
          neighbors[Int($0)].count > limit ?? .max
        }
        func shared(_ first: Int, _ second: Int) -> [Int] {
          neighbors[first].keys.sorted().filter {
            neighbors[second][$0] != nil && !hubs.contains(Int32($0))
          }
        }
        for rule in ProjectionRule.allCases {
          for minimum in [nil, 0, 1, 3] as [Int64?] {
            var expected: [Double] = []
            for first in nodes {
              for second in nodes where second > first {
                let common = shared(first, second)
                if common.isEmpty { continue }
                let weight = common.reduce(Int64(0)) { sum, node in
                  let (one, two) = (neighbors[first][node]!, neighbors[second][node]!)
                  switch rule {
                  case .sharedNeighbors: return sum + 1
                  case .lesserWeight: return sum + min(one, two)
                  case .weightSum: return sum + one + two
                  }
                }
                if let minimum, weight < minimum { continue }
                expected += [Double(first), Double(second), Double(weight)]
              }
            }
            let ours = try projection(
              of: sample.graph, onto: side, by: rule, weights: sample.weights, minimum: minimum,
              maximumDegree: limit)
            #expect(Self.flat(ours) { Double($0) } == expected)
            #expect(ours.graph.brokenInvariant() == nil)
            #expect(ours.graph.isSimple)
            #expect(ours.nodes.map(Int.init) == nodes)
            #expect(ours.skipped == hubs)
            let lost = hubs.map { neighbors[Int($0)].count }.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
            #expect(ours.lostMeetings == Int64(lost))
            let count = try projectedEdgeCount(
              of: sample.graph, onto: side, by: rule, weights: sample.weights, minimum: minimum,
              maximumDegree: limit)
            #expect(count == expected.count / 3)
          }
        }
        for similarity in ProjectionSimilarity.allCases {
          for minimum in [0, 1.0 / 3, 0.5, 1] {
            var expected: [Double] = []
            for first in nodes {
              for second in nodes where second > first {
                let common = shared(first, second)
                if common.isEmpty { continue }
                let (one, two) = (neighbors[first].count, neighbors[second].count)
                let weight =
                  switch similarity {
                  case .newman: common.reduce(0.0) { $0 + 1 / Double(neighbors[$1].count - 1) }
                  case .jaccard: Double(common.count) / Double(one + two - common.count)
                  case .overlap: Double(common.count) / Double(min(one, two))
                  }
                if weight < minimum { continue }
                expected += [Double(first), Double(second), weight]
              }
            }
            let ours = try similarityProjection(
              of: sample.graph, onto: side, by: similarity, minimum: minimum, maximumDegree: limit)
            #expect(Self.flat(ours) { $0 } == expected)
            let count = try projectedEdgeCount(
              of: sample.graph, onto: side, by: similarity, minimum: minimum, maximumDegree: limit)
            #expect(count == expected.count / 3)
          }
        }
      }
    }
  }

  @Test("the Davis women as NetworkX 3.6.1 weighs them")
  func davis() throws {
    let davis = KnownGraph.davis
    let graph = try TwoModeGraph(davis.graph)
    let shared = try projection(of: graph, onto: .left)
    #expect(shared.graph.edgeCount == 139)
    // Evelyn and Laura are the first two: they met at six events.
    #expect(shared.graph.ends(of: 0) == (0, 1))
    #expect(shared.weights[0] == 6)
    func first(_ similarity: ProjectionSimilarity) throws -> Double {
      try similarityProjection(of: graph, onto: .left, by: similarity).weights[0]
    }
    #expect(try first(.jaccard) == 2.0 / 3)
    #expect(try first(.overlap) == 6.0 / 7)
    #expect(abs(try first(.newman) - 1.5626373626373626) < 1e-14)
  }

  @Test("the same bytes on any number of workers, and progress to the end")
  func workers() throws {
    let instance = SyntheticNetwork.small.bipartite
    let graph = try TwoModeGraph(
      leftCount: instance.left.count, rightCount: instance.right.count, edges: instance.pairs)
    let serial = try similarityProjection(
      of: graph, onto: .right, by: .newman, execution: .serial)
    for workers in [2, 3, 16] {
      let ours = try similarityProjection(
        of: graph, onto: .right, by: .newman, execution: Execution(workers: workers))
      #expect(ours.weights == serial.weights)
      #expect(ours.graph.targets == serial.graph.targets)
    }
    #expect(throws: GraphError.cancelled) {
      try projection(of: graph, onto: .left, execution: Execution(isCancelled: { true }))
    }
  }

  @Test("a hub of many nodes is refused by its count, not by memory; left out, nothing stays")
  func hub() throws {
    let graph = TwoModeFixtures.large[1]
    let without = try projection(of: graph, onto: .right, maximumDegree: 1_000)
    #expect(without.graph.edgeCount == 0)
    #expect(without.skipped == [0])
    #expect(without.lostMeetings == 999_999 * 999_998 / 2)
    #expect(try projectedEdgeCount(of: TwoModeFixtures.large[0], onto: .left) == 499_999)
  }

  @Test("refuses weights that do not fit")
  func refusals() throws {
    let graph = try TwoModeGraph(leftCount: 2, rightCount: 1, edges: [(0, 0), (1, 0)])
    #expect(throws: GraphError.wrongCount(of: "weights", expected: 2, found: 1)) {
      try projection(of: graph, onto: .left, weights: [1])
    }
    #expect(throws: GraphError.negativeWeight(edge: 1, weight: -1)) {
      try projection(of: graph, onto: .left, weights: [1, -1])
    }
    #expect(throws: GraphError.overflow(in: "The weight of a projected edge")) {
      try projection(of: graph, onto: .left, by: .weightSum, weights: [.max, 1])
    }
    let half = Int64.max / 2
    let fits = try projection(of: graph, onto: .left, by: .weightSum, weights: [half, half])
    #expect(fits.weights == [2 * half])
  }

  @Test("nothing, a side without nodes")
  func edgeCases() throws {
    for (left, right) in [(0, 0), (0, 3), (3, 0)] {
      let graph = try TwoModeGraph(leftCount: left, rightCount: right, edges: [])
      let ours = try projection(of: graph, onto: .left)
      #expect(ours.graph.nodeCount == left)
      #expect(ours.graph.edgeCount == 0)
    }
  }
}
