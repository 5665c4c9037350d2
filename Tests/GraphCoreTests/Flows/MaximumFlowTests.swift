import GraphCore
import TestSupport
import Testing

@Suite("Maximum flow")
struct MaximumFlowTests {
  /// Finds the flow, and has it checked by the independent pass.
  static func checked(
    _ graph: CompactGraph, _ capacities: [Int64], _ supplies: [Int64]
  ) throws -> MaximumFlow {
    let flow = try maximumFlow(in: graph, capacities: capacities, supplies: supplies)
    #expect(
      problems(in: flow, graph: graph, capacities: capacities, supplies: supplies) == [])
    return flow
  }

  static func random(
    _ direction: CompactGraph.Direction, seed: UInt64
  ) throws -> (graph: CompactGraph, capacities: [Int64], supplies: [Int64]) {
    var generator = SeededGenerator(seed: seed)
    let nodes = Int.random(in: 2...8, using: &generator)
    let edges = (0..<Int.random(in: 0...24, using: &generator)).map { _ in
      (Int.random(in: 0..<nodes, using: &generator), Int.random(in: 0..<nodes, using: &generator))
    }
    let capacities = edges.map { _ in Int64.random(in: 0...9, using: &generator) }
    let supplies = (0..<nodes).map { _ -> Int64 in
      switch Int.random(in: 0..<8, using: &generator) {
      case 0: .max
      case 1: -.max
      case 2, 3: Int64.random(in: -9...9, using: &generator)
      default: 0
      }
    }
    return (try CompactGraph(direction, nodeCount: nodes, edges: edges), capacities, supplies)
  }

  /// The least cut by trying every set of nodes.
  static func leastCut(_ graph: CompactGraph, _ capacities: [Int64], _ supplies: [Int64]) -> Int128
  {
    var least = Int128.max
    for side in 0..<(1 << graph.nodeCount) {
      let isInside = { (node: Int) in side >> node & 1 == 1 }
      var cut: Int128 = 0
      for edge in 0..<graph.edgeCount {
        let (source, target) = graph.ends(of: edge)
        if isInside(source) && !isInside(target)
          || !graph.isDirected && isInside(target) && !isInside(source)
        {
          cut += Int128(capacities[edge])
        }
      }
      for node in 0..<graph.nodeCount {
        if supplies[node] > 0 && !isInside(node) { cut += Int128(supplies[node]) }
        if supplies[node] < 0 && isInside(node) { cut -= Int128(supplies[node]) }
      }
      least = min(least, cut)
    }
    return least
  }

  @Test("equals the least cut of all (max-flow min-cut)", arguments: 0..<250)
  func duality(seed: UInt64) throws {
    for direction in [CompactGraph.Direction.directed, .undirected] {
      let (graph, capacities, supplies) = try Self.random(direction, seed: seed)
      let flow = try Self.checked(graph, capacities, supplies)
      #expect(Int128(flow.value) == Self.leastCut(graph, capacities, supplies))
    }
  }

  @Test("agrees with NetworkX and igraph on 531 graphs")
  func peers() throws {
    let cases = PeerFixtures.cases("maxflow")
    #expect(cases.count >= 500)
    for peer in cases {
      let flow = try maximumFlow(
        in: peer.graph, capacities: peer.weights, from: 0, to: peer.graph.nodeCount - 1)
      #expect(peer.agrees(with: [flow.value]), "graph \(peer.index)")
    }
  }

  @Test("the example of the documentation: the cut is the edges out of the source")
  func example() throws {
    let graph = try CompactGraph(
      .directed, nodeCount: 4, edges: [(0, 1), (0, 2), (1, 3), (2, 3), (1, 2)])
    let flow = try Self.checked(graph, [3, 2, 2, 4, 1], [.max, 0, 0, -.max])
    #expect(flow.value == 5)
    #expect(flow.cutEdges == [0, 1])
    #expect(flow.isOnSourceSide == [true, false, false, false])
  }

  @Test("the flow must turn an earlier path back")
  func rerouted() throws {
    // The shortest path 0 → 1 → 2 → 5 blocks both long ones.
    let graph = try CompactGraph(
      .directed, nodeCount: 8,
      edges: [(0, 1), (1, 2), (2, 7), (0, 3), (3, 4), (4, 2), (1, 5), (5, 6), (6, 7)])
    let flow = try Self.checked(
      graph, Array(repeating: 1, count: 9), [.max, 0, 0, 0, 0, 0, 0, -.max])
    #expect(flow.value == 2)
    #expect(flow.flows == [1, 0, 1, 1, 1, 1, 1, 1, 1])
  }

  @Test("several sources and sinks, limited supplies and demands")
  func limited() throws {
    let graph = try CompactGraph(.directed, nodeCount: 5, edges: [(0, 2), (1, 2), (2, 3), (2, 4)])
    let flow = try maximumFlow(
      in: graph, capacities: [4, 5, 3, 9], from: [0, 1], to: [3, 4])
    #expect(flow.value == 9)
    #expect(flow.cutEdges == [0, 1])
    let few = try Self.checked(graph, [4, 5, 3, 9], [2, 1, 0, -1, -7])
    #expect(few.value == 3)
    #expect(few.exhaustedSupplies == [0, 1])
    #expect(few.filledDemands == [])
    let filled = try Self.checked(graph, [4, 5, 3, 9], [4, 4, 0, -1, -2])
    #expect(filled.value == 3)
    #expect(filled.filledDemands == [3, 4])
  }

  @Test("an undirected edge carries its capacity either way")
  func undirected() throws {
    let graph = try CompactGraph(.undirected, nodeCount: 3, edges: [(1, 0), (1, 2), (2, 2)])
    let flow = try Self.checked(graph, [4, 3, 9], [.max, 0, -.max])
    #expect(flow.value == 3)
    #expect(flow.flows == [-3, 3, 0])
    #expect(flow.cutEdges == [1])
  }

  @Test("nothing flows: no edges, capacity 0, loops, no sink, no nodes")
  func nothing() throws {
    let loops = try CompactGraph(.directed, nodeCount: 2, edges: [(0, 0), (0, 1), (1, 1)])
    #expect(try Self.checked(loops, [5, 0, 5], [.max, -.max]).value == 0)
    #expect(try maximumFlow(in: loops, capacities: [5, 9, 5], from: [0], to: []).value == 0)
    let empty = try CompactGraph(.directed, nodeCount: 0, edges: [])
    #expect(try Self.checked(empty, [], []).value == 0)
  }

  @Test("capacities near the end of Int64; what is more is refused")
  func large() throws {
    let graph = try CompactGraph(.directed, nodeCount: 2, edges: [(0, 1), (0, 1), (1, 0)])
    let flow = try maximumFlow(in: graph, capacities: [.max - 1, 1, .max], from: 0, to: 1)
    #expect(flow.value == .max)
    #expect(throws: GraphError.overflow(in: "The maximum flow")) {
      try maximumFlow(in: graph, capacities: [.max, 1, 0], from: 0, to: 1)
    }
    let undirected = try CompactGraph(.undirected, nodeCount: 2, edges: [(0, 1)])
    #expect(try maximumFlow(in: undirected, capacities: [.max], from: 1, to: 0).flows == [-.max])
  }

  @Test("refuses what is no problem, by name")
  func refusals() throws {
    let graph = try CompactGraph(.directed, nodeCount: 2, edges: [(0, 1)])
    #expect(throws: GraphError.negativeWeight(edge: 0, weight: -1)) {
      try maximumFlow(in: graph, capacities: [-1], from: 0, to: 1)
    }
    #expect(throws: GraphError.wrongCount(of: "capacities", expected: 1, found: 0)) {
      try maximumFlow(in: graph, capacities: [], from: 0, to: 1)
    }
    #expect(throws: GraphError.nodeOutOfRange(node: 2, nodeCount: 2)) {
      try maximumFlow(in: graph, capacities: [1], from: 0, to: 2)
    }
    #expect(
      throws: GraphError.parameter("Node 0", problem: "is a source and a sink at once")
    ) {
      try maximumFlow(in: graph, capacities: [1], from: 0, to: 0)
    }
    #expect(throws: GraphError.cancelled) {
      try maximumFlow(
        in: graph, capacities: [1], from: 0, to: 1, execution: Execution(isCancelled: { true }))
    }
  }

  @Test("the small synthetic network carries 22,680, as four peers have it")
  func synthetic() throws {
    let network = SyntheticNetwork.small.flow
    let graph = try network.graph()
    var supplies = [Int64](repeating: 0, count: network.nodeCount)
    supplies[network.source] = .max
    supplies[network.sink] = -.max
    let flow = try Self.checked(graph, network.capacities, supplies)
    #expect(flow.value == 22_680)
    #expect(flow.cutEdges.reduce(0) { $0 + network.capacities[Int($1)] } == 22_680)
  }

  @Test("a path of 1,000,000 nodes is no burden to the stack")
  func long() throws {
    let count = 1_000_000
    let path = try CompactGraph(
      .directed, nodeCount: count, sources: (0..<Int32(count - 1)).map { $0 },
      targets: (1..<Int32(count)).map { $0 })
    let flow = try maximumFlow(
      in: path, capacities: [Int64](repeating: 3, count: count - 1), from: 0, to: count - 1)
    #expect(flow.value == 3)
    #expect(flow.cutEdges.count == 1)
  }
}
