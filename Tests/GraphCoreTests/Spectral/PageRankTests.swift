import GraphCore
import Testing

@Suite("PageRank")
struct PageRankTests {
  private static let exact = PageRankOptions(tolerance: 1e-13)

  private func directed(_ count: Int, _ edges: [(Int, Int)]) throws -> CompactGraph {
    try CompactGraph(.directed, nodeCount: count, edges: edges)
  }

  private func near(_ ours: [Double], _ expected: [Double], _ tolerance: Double = 1e-12) -> Bool {
    ours.count == expected.count && zip(ours, expected).allSatisfy { abs($0 - $1) <= tolerance }
  }

  @Test("of two nodes is what the equations say")
  func twoNodes() throws {
    // Unscaled: a = 1, b = 1 + 0.85 a; b is dangling.
    let scores = try pageRank(of: directed(2, [(0, 1)]), options: Self.exact).scores
    #expect(near(scores, [1 / 2.85, 1.85 / 2.85]))
  }

  @Test("counts parallel edges and loops")
  func multigraph() throws {
    // Node 0 gives 2/3 to node 1, 1/3 to itself: unscaled a (1 - 0.85 / 3) = 1, b = 1 + 0.85 · 2/3 a.
    let a = 1 / (1 - 0.85 / 3)
    let b = 1 + 0.85 * 2 / 3 * a
    let graph = try directed(2, [(0, 1), (0, 0), (0, 1)])
    let scores = try pageRank(of: graph, options: Self.exact).scores
    #expect(near(scores, [a / (a + b), b / (a + b)]))
    let weighted = try pageRank(
      of: directed(2, [(0, 1), (0, 0)]), weights: [2, 1], options: Self.exact)
    #expect(near(weighted.scores, scores))
  }

  @Test("solves a loop inside a cycle")
  func loopInsideCycle() throws {
    let graph = try directed(3, [(0, 1), (1, 0), (0, 0), (1, 2), (2, 2)])
    let result = try pageRank(of: graph, options: Self.exact)
    #expect(near(result.scores, steps(graph, nil, nil, 0.85), 1e-12))
  }

  @Test("never takes edges of weight 0; a node that has no other is dangling")
  func zeroWeight() throws {
    let graph = try directed(3, [(0, 1), (1, 2), (2, 0)])
    let result = try pageRank(of: graph, weights: [1, 0, 1], options: Self.exact)
    #expect(near(result.scores, steps(graph, [1, 0, 1], nil, 0.85)))
  }

  @Test("gives dangling mass to the teleport vector or to all alike, as asked")
  func danglingRule() throws {
    let graph = try directed(4, [(0, 1), (1, 2), (2, 0), (2, 3)])
    let jump = [0.0, 0, 6, 2]
    for rule in DanglingRule.allCases {
      var options = Self.exact
      options.dangling = rule
      let result = try pageRank(of: graph, teleport: jump, options: options)
      let expected = steps(
        graph, nil, [0, 0, 0.75, 0.25], 0.85,
        dangling: rule == .uniform ? [Double](repeating: 0.25, count: 4) : nil)
      #expect(near(result.scores, expected), "\(rule)")
      #expect(abs(result.scores.reduce(0, +) - 1) < 1e-14)
    }
  }

  @Test("scores 0 where a personal teleport does not lead")
  func unreached() throws {
    let graph = try directed(3, [(0, 1), (1, 0), (2, 0)])
    #expect(try pageRank(of: graph, teleport: [1, 0, 0]).scores[2] == 0)
  }

  @Test("is the teleport vector at damping 0")
  func noDamping() throws {
    let options = PageRankOptions(damping: 0)
    let graph = try directed(3, [(0, 1), (1, 0), (2, 0)])
    let scores = try pageRank(of: graph, teleport: [1, 2, 1], options: options).scores
    #expect(near(scores, [0.25, 0.5, 0.25]))
  }

  @Test("knows size S, on the multigraph and with multiplicities")
  func sizeS() throws {
    // Agreed by igraph, NetworKit, rustworkx, SciPy and NetworkX.
    let network = SyntheticNetwork.small
    let directed = try network.directed()
    for result in [
      try pageRank(of: network.graph()),
      try pageRank(of: directed.graph, weights: directed.weights),
    ] {
      let length = result.scores.reduce(0) { $0 + $1 * $1 }.squareRoot()
      #expect(abs(result.scores.max()! - 0.01160114808879694) < 1e-10)
      #expect(abs(length - 0.02826500240156191) < 1e-10)
      #expect(result.residual <= 1e-10)
    }
  }

  @Test("reaches the residual that it states", arguments: [1e-6, 1e-10, 1e-13])
  func residual(tolerance: Double) throws {
    let graph = try SyntheticNetwork.small.graph()
    let result = try pageRank(of: graph, options: PageRankOptions(tolerance: tolerance))
    let change = zip(step(graph, nil, result.scores, 0.85), result.scores)
      .reduce(0) { $0 + abs($1.0 - $1.1) }
    #expect(change <= tolerance + 1e-15)
    #expect(abs(change - result.residual) <= 1e-14)
  }

  @Test("relabels with the nodes")
  func relabelling() throws {
    var generator = SplitMix64(seed: 7)
    for _ in 0..<40 {
      let count = Int.random(in: 1...20, using: &generator)
      let edges = (0..<40).map { _ in
        (Int.random(in: 0..<count, using: &generator), Int.random(in: 0..<count, using: &generator))
      }
      let order = (0..<count).shuffled(using: &generator)
      let plain = try pageRank(of: directed(count, edges), options: Self.exact).scores
      let moved = try pageRank(
        of: directed(count, edges.map { (order[$0.0], order[$0.1]) }), options: Self.exact
      ).scores
      #expect(near((0..<count).map { moved[order[$0]] }, plain))
    }
  }

  @Test("of a disjoint union shares out by the number of nodes")
  func disjointUnion() throws {
    // Two copies without dangling nodes: each node has half.
    let one = try pageRank(of: directed(3, [(0, 1), (1, 0), (1, 2), (2, 0)]), options: Self.exact)
    let two = try pageRank(
      of: directed(
        6, [(0, 1), (1, 0), (1, 2), (2, 0), (3, 4), (4, 3), (4, 5), (5, 3)]), options: Self.exact)
    #expect(near(two.scores, (one.scores + one.scores).map { $0 / 2 }))
  }

  @Test("has the same bytes on any number of workers")
  func workers() throws {
    // A cycle with chords at random: one strong component of 300,000 arcs.
    let count = 100_000
    var generator = SplitMix64(seed: 11)
    let sources = (0..<(3 * count)).map { Int32($0 % count) }
    let targets = (0..<(3 * count)).map { edge in
      edge < count
        ? Int32((edge + 1) % count) : Int32.random(in: 0..<Int32(count), using: &generator)
    }
    let weights = (0..<(3 * count)).map { Int64($0 * 7 % 5 + 1) }
    let graph = try CompactGraph(
      .directed, nodeCount: count, sources: sources, targets: targets)
    for weights in [nil, weights] {
      let one = try pageRank(of: graph, weights: weights, execution: .serial)
      let three = try pageRank(of: graph, weights: weights, execution: Execution(workers: 3))
      #expect(one.scores == three.scores)
      #expect(one.residual <= 1e-10)
      #expect(one.iterations > 1)
    }
  }

  @Test("of no node, one node, only loops, and a graph without edges")
  func small() throws {
    #expect(try pageRank(of: directed(0, [])).scores == [])
    #expect(try pageRank(of: directed(1, [])).scores == [1])
    #expect(near(try pageRank(of: directed(2, [(0, 0), (1, 1), (1, 1)])).scores, [0.5, 0.5]))
    #expect(near(try pageRank(of: directed(4, [])).scores, [0.25, 0.25, 0.25, 0.25]))
  }

  @Test("takes a path and a star of a million nodes")
  func large() throws {
    let count = 1_000_000
    let ids = (0..<Int32(count - 1)).map { $0 }
    let next = ids.map { $0 + 1 }
    let path = try CompactGraph(.directed, nodeCount: count, sources: ids, targets: next)
    let along = try pageRank(of: path)
    #expect(along.iterations == 1)
    // Far down the path each node has what it gives: x = 1 + 0.85 x, the first has 1.
    #expect(abs(along.scores[count - 1] / along.scores[0] - 1 / 0.15) < 1e-9)
    let star = try CompactGraph(
      .directed, nodeCount: count, sources: next, targets: [Int32](repeating: 0, count: count - 1))
    let inward = try pageRank(of: star)
    #expect(abs(inward.scores[0] / inward.scores[1] - (1 + 0.85 * Double(count - 1))) < 1e-3)
  }

  @Test("refuses what it cannot use")
  func refusals() throws {
    let graph = try directed(2, [(0, 1)])
    #expect(throws: GraphError.parameter("damping", problem: "must be at least 0 and below 1")) {
      try pageRank(of: graph, options: PageRankOptions(damping: 1))
    }
    #expect(throws: GraphError.parameter("tolerance", problem: "must be above 0")) {
      try pageRank(of: graph, options: PageRankOptions(tolerance: 0))
    }
    #expect(throws: GraphError.negativeWeight(edge: 0, weight: -1)) {
      try pageRank(of: graph, weights: [-1])
    }
    #expect(throws: GraphError.wrongCount(of: "weights", expected: 1, found: 0)) {
      try pageRank(of: graph, weights: [])
    }
    #expect(throws: GraphError.wrongCount(of: "teleport numbers", expected: 2, found: 1)) {
      try pageRank(of: graph, teleport: [1])
    }
    #expect(throws: GraphError.parameter("teleport", problem: "must not be 0 everywhere")) {
      try pageRank(of: graph, teleport: [0, 0])
    }
    for number in [-1, Double.nan, .infinity] {
      #expect(throws: GraphError.self) { try pageRank(of: graph, teleport: [1, number]) }
    }
    let cycle = try directed(3, [(0, 1), (1, 0), (1, 2), (2, 1)])
    #expect(throws: GraphError.self) {
      try pageRank(of: cycle, options: PageRankOptions(iterationLimit: 1))
    }
    #expect(throws: GraphError.cancelled) {
      try pageRank(of: cycle, execution: Execution(isCancelled: { true }))
    }
  }
}

/// One step of the walk, edge by edge, as the definition has it.
private func step(
  _ graph: CompactGraph, _ weights: [Int64]?, _ scores: [Double], _ damping: Double,
  teleport: [Double]? = nil, dangling: [Double]? = nil
) -> [Double] {
  let count = graph.nodeCount
  let jump = teleport ?? [Double](repeating: 1 / Double(count), count: count)
  var strengths = [Double](repeating: 0, count: count)
  for edge in 0..<graph.edgeCount {
    strengths[graph.ends(of: edge).source] += Double(weights?[edge] ?? 1)
  }
  var next = jump.map { (1 - damping) * $0 }
  for edge in 0..<graph.edgeCount {
    let (source, target) = graph.ends(of: edge)
    guard strengths[source] > 0 else { continue }
    next[target] += damping * scores[source] * Double(weights?[edge] ?? 1) / strengths[source]
  }
  let lost = scores.indices.reduce(0) { strengths[$1] == 0 ? $0 + scores[$1] : $0 }
  for node in 0..<count { next[node] += damping * lost * (dangling ?? jump)[node] }
  return next
}

/// Many steps from everywhere alike.
private func steps(
  _ graph: CompactGraph, _ weights: [Int64]?, _ teleport: [Double]?, _ damping: Double,
  dangling: [Double]? = nil
) -> [Double] {
  var scores = [Double](repeating: 1 / Double(graph.nodeCount), count: graph.nodeCount)
  for _ in 0..<400 {
    scores = step(graph, weights, scores, damping, teleport: teleport, dangling: dangling)
  }
  return scores
}
