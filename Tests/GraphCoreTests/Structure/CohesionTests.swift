import GraphCore
import TestSupport
import Testing

@Suite("Cores, clustering, triads, reciprocity, assortativity")
struct CohesionTests {
  @Test("the karate club")
  func karate() throws {
    let karate = KnownGraph.karate
    let cores = coreNumbers(of: karate.graph)
    #expect(cores.max() == 4)
    #expect(cores.count { $0 == 4 } == 10)
    let clustering = try clustering(of: karate.graph)
    #expect(clustering.triangleCount == 45)
    #expect(clustering.transitivity! == 135.0 / 528.0)
    // Watts–Strogatz average 0.5706, and 0.5879 without the member of degree 1.
    #expect(abs(clustering.average(.countAsZero)! - 0.570638) < 1e-6)
    #expect(abs(clustering.average(.leftOut)! - 0.587931) < 1e-6)
    // The value on which NetworkX and igraph agree.
    #expect(abs(degreeAssortativity(of: karate.graph)! - -0.475613) < 1e-6)
  }

  @Test("each pattern of three nodes is counted as what it is called")
  func patterns() throws {
    typealias Pattern = TriadCensus.Pattern
    let examples: [(Pattern, [(Int, Int)])] = [
      (.m003, []), (.m012, [(0, 1)]), (.m102, [(0, 1), (1, 0)]), (.m021D, [(1, 0), (1, 2)]),
      (.m021U, [(0, 1), (2, 1)]), (.m021C, [(0, 1), (1, 2)]),
      (.m111D, [(0, 1), (1, 0), (2, 1)]), (.m111U, [(0, 1), (1, 0), (1, 2)]),
      (.m030T, [(0, 1), (1, 2), (0, 2)]), (.m030C, [(0, 1), (1, 2), (2, 0)]),
      (.m201, [(0, 1), (1, 0), (1, 2), (2, 1)]), (.m120D, [(1, 0), (1, 2), (0, 2), (2, 0)]),
      (.m120U, [(0, 1), (2, 1), (0, 2), (2, 0)]), (.m120C, [(0, 1), (1, 2), (0, 2), (2, 0)]),
      (.m210, [(0, 1), (1, 2), (2, 1), (0, 2), (2, 0)]),
      (.m300, [(0, 1), (1, 0), (1, 2), (2, 1), (0, 2), (2, 0)]),
    ]
    #expect(examples.map(\.0) == Pattern.allCases)
    for (pattern, edges) in examples {
      for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let turned = edges.map { (order[$0.0], order[$0.1]) }
        // A loop and parallel edges change nothing.
        let graph = try CompactGraph(
          .directed, nodeCount: 3, edges: turned + turned.prefix(1) + [(0, 0)])
        let census = try triadCensus(of: graph)
        #expect(census[pattern] == 1, "\(pattern.name)")
        #expect(census.counts.reduce(0, +) == 1)
      }
    }
    #expect(Pattern.m021D.name == "021D")
  }

  @Test("too many triads for 64 bits are an error")
  func tooManyTriads() throws {
    let large = try CompactGraph(.directed, nodeCount: 4_000_000, edges: [])
    #expect(throws: GraphError.overflow(in: "The number of triads")) {
      try triadCensus(of: large)
    }
    let fits = try CompactGraph(.directed, nodeCount: 3_000_000, edges: [(0, 1)])
    let census = try triadCensus(of: fits)
    #expect(census[.m012] == 2_999_998)
    #expect(census.counts.reduce(0, +) == 4_499_995_500_001_000_000)
  }

  @Test("the core number is the largest k whose core holds the node", arguments: 0..<60)
  func coresByPruning(seed: UInt64) throws {
    let (graph, _) = try StorageTests.randomGraph(
      seed % 2 == 0 ? .directed : .undirected, seed: seed)
    let neighbours = (0..<graph.nodeCount).map { node in
      Set((graph.successors(of: node) + graph.predecessors(of: node)).map(Int.init))
        .subtracting([node])
    }
    let cores = coreNumbers(of: graph)
    for k in 0...12 {
      var left = Set(0..<graph.nodeCount)
      while let weak = left.first(where: { neighbours[$0].intersection(left).count < k }) {
        left.remove(weak)
      }
      #expect(left == Set(cores.indices.filter { cores[$0] >= k }))
    }
  }

  @Test("relabelling nodes relabels the answers", arguments: 0..<40)
  func relabelling(seed: UInt64) throws {
    let (graph, _) = try StorageTests.randomGraph(.directed, seed: seed)
    var generator = SeededGenerator(seed: seed)
    let names = (0..<graph.nodeCount).shuffled(using: &generator)
    let other = try CompactGraph(
      .directed, nodeCount: graph.nodeCount,
      edges: (0..<graph.edgeCount).map {
        (names[graph.ends(of: $0).source], names[graph.ends(of: $0).target])
      })
    func moved<Value>(_ values: [Value]) -> [Value] { names.map { values[$0] } }
    #expect(coreNumbers(of: graph) == moved(coreNumbers(of: other)))
    #expect(degrees(of: graph) == moved(degrees(of: other)))
    #expect(try clustering(of: graph).triangles == moved(clustering(of: other).triangles))
    #expect(try triadCensus(of: graph) == triadCensus(of: other))
    #expect(dyadCensus(of: graph) == dyadCensus(of: other))
    #expect(try lossOnRemoval(of: graph).cutOff == moved(lossOnRemoval(of: other).cutOff))
    #expect(reciprocitiesOfNodes(of: graph) == moved(reciprocitiesOfNodes(of: other)))
    for share in reciprocitiesOfNodes(of: graph) { #expect((0...1).contains(share ?? 0)) }
    for share in try clustering(of: graph).coefficients { #expect((0...1).contains(share ?? 0)) }
  }

  @Test("reciprocity by hand")
  func reciprocity() throws {
    let graph = try CompactGraph(
      .directed, nodeCount: 4, edges: [(0, 1), (1, 0), (1, 2), (1, 2), (2, 2)])
    #expect(dyadCensus(of: graph).mutual == 1)
    #expect(dyadCensus(of: graph).oneWay == 1)
    #expect(dyadCensus(of: graph).absent == 4)
    #expect(GraphCore.reciprocity(of: graph) == 2.0 / 3.0)
    #expect(reciprocitiesOfNodes(of: graph) == [1, 0.5, 0, nil])
  }

  @Test("assortativity by hand: absent values, loops, no variation")
  func assortativity() throws {
    let graph = try CompactGraph(.undirected, nodeCount: 3, edges: [(0, 1), (0, 2)])
    #expect(degreeAssortativity(of: graph) == -1)
    #expect(try numericAssortativity(of: graph, values: [1, nil, nil]) == nil)
    #expect(try numericAssortativity(of: graph, values: [1, 1, 1]) == nil)
    // Only the first edge counts; it joins two nodes of unlike value.
    #expect(try numericAssortativity(of: graph, values: [1, 2, nil]) == -1)
    #expect(try categoricalAssortativity(of: graph, categories: [0, 0, 0]) == nil)
    #expect(try categoricalAssortativity(of: graph, categories: [0, 1, 1]) == -1)
    #expect(throws: GraphError.self) {
      try categoricalAssortativity(of: graph, categories: [0, -1, 1])
    }
    #expect(throws: GraphError.self) {
      try numericAssortativity(of: graph, values: [0, .infinity, 1])
    }
    let directed = try CompactGraph(.directed, nodeCount: 3, edges: [(0, 1), (0, 2)])
    // The example of the documentation.
    #expect(try categoricalAssortativity(of: directed, categories: [0, 0, 1]) == 0)
  }
}
