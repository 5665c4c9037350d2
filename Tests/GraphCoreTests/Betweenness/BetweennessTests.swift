import GraphCore
import Synchronization
import TestSupport
import Testing

@Suite("Betweenness")
struct BetweennessTests {
  static let directions = [CompactGraph.Direction.directed, .undirected]

  @Test("agrees with its definition, with and without lengths", arguments: 0..<400)
  func definition(seed: UInt64) throws {
    for direction in Self.directions {
      let (graph, lengths) = try SparseGraphs.graph(direction, seed: seed)
      let half = direction == .directed ? 1.0 : 0.5
      for lengths in [nil, lengths] {
        let reference = BetweennessReference(graph, lengths: lengths)
        let nodes = try betweenness(of: graph, lengths: lengths)
        let edges = try edgeBetweenness(of: graph, lengths: lengths)
        #expect(agree(nodes, reference.nodes.map { $0 * half }))
        #expect(agree(edges, reference.edges.map { $0 * half }))
      }
    }
  }

  @Test("agrees with its definition for some sources", arguments: 0..<200)
  func pivots(seed: UInt64) throws {
    for direction in Self.directions {
      let (graph, lengths) = try SparseGraphs.graph(direction, seed: seed)
      var generator = SeededGenerator(seed: seed)
      let sources = (0..<3).map { _ in Int.random(in: 0..<graph.nodeCount, using: &generator) }
      for lengths in [nil, lengths] {
        let reference = BetweennessReference(graph, lengths: lengths, sources: sources)
        let nodes = try dependencies(of: graph, onPathsFrom: sources, lengths: lengths)
        let edges = try edgeDependencies(of: graph, onPathsFrom: sources, lengths: lengths)
        #expect(agree(nodes, reference.nodes))
        #expect(agree(edges, reference.edges))
      }
    }
  }

  @Test("a path, a star, a cycle by hand")
  func byHand() throws {
    let path = try CompactGraph(.undirected, nodeCount: 4, edges: [(0, 1), (1, 2), (2, 3)])
    #expect(try betweenness(of: path) == [0, 2, 2, 0])
    #expect(try edgeBetweenness(of: path) == [3, 4, 3])
    let star = try CompactGraph(.undirected, nodeCount: 5, edges: (1...4).map { (0, $0) })
    #expect(try betweenness(of: star, scale: .normalized) == [1, 0, 0, 0, 0])
    #expect(try edgeBetweenness(of: star, scale: .normalized) == [0.4, 0.4, 0.4, 0.4])
    let square = try CompactGraph(
      .undirected, nodeCount: 4, edges: [(0, 1), (1, 2), (2, 3), (3, 0)])
    #expect(try betweenness(of: square) == [0.5, 0.5, 0.5, 0.5])
    let wheel = try CompactGraph(.directed, nodeCount: 4, edges: [(0, 1), (1, 2), (2, 3), (3, 0)])
    #expect(try betweenness(of: wheel) == [3, 3, 3, 3])
    #expect(try edgeBetweenness(of: wheel) == [6, 6, 6, 6])
  }

  @Test("parallel edges are different paths")
  func parallelEdges() throws {
    // From 0 to 3 three paths: two by node 1, one by node 2.
    let graph = try CompactGraph(
      .directed, nodeCount: 4, edges: [(0, 1), (0, 1), (1, 3), (0, 2), (2, 3)])
    let scores = try betweenness(of: graph)
    #expect(agree(scores, [0, 2.0 / 3, 1.0 / 3, 0]))
    let edges = try edgeBetweenness(of: graph)
    #expect(agree(edges.map { $0 * 6 }, [5, 5, 10, 8, 8]))
  }

  @Test("Freeman's measure on the Florentine families")
  func florentine() throws {
    // Padgett & Ansell (1993), ties of marriage.
    let ties = [
      "Acciaiuoli Medici", "Castellani Peruzzi", "Castellani Strozzi", "Castellani Barbadori",
      "Medici Barbadori", "Medici Ridolfi", "Medici Tornabuoni", "Medici Albizzi",
      "Medici Salviati", "Salviati Pazzi", "Peruzzi Strozzi", "Peruzzi Bischeri",
      "Strozzi Ridolfi", "Strozzi Bischeri", "Ridolfi Tornabuoni", "Tornabuoni Guadagni",
      "Albizzi Ginori", "Albizzi Guadagni", "Bischeri Guadagni", "Guadagni Lamberteschi",
    ]
    var builder = LabelledGraphBuilder<Substring>(.undirected)
    for tie in ties {
      let ends = tie.split(separator: " ")
      builder.addEdge(from: ends[0], to: ends[1])
    }
    let florence = try builder.build()
    let scores = try betweenness(of: florence.graph, scale: .normalized)
    for (family, published) in [
      ("Medici", 0.522), ("Guadagni", 0.255), ("Albizzi", 0.212), ("Salviati", 0.143),
      ("Ridolfi", 0.114), ("Bischeri", 0.104), ("Strozzi", 0.103), ("Barbadori", 0.093),
      ("Tornabuoni", 0.092), ("Castellani", 0.055), ("Peruzzi", 0.022), ("Ginori", 0),
    ] {
      let node = try #require(florence.node(Substring(family)))
      #expect(abs(scores[node] - published) < 0.0006)
    }
  }

  @Test("has no scores without nodes, none above 0 without pairs")
  func smallest() throws {
    for direction in Self.directions {
      let empty = try CompactGraph(direction, nodeCount: 0, edges: [])
      #expect(try betweenness(of: empty) == [])
      #expect(try edgeBetweenness(of: empty) == [])
      #expect(try estimatedBetweenness(of: empty, pivotCount: 1) == [])
      let loops = try CompactGraph(direction, nodeCount: 1, edges: [(0, 0), (0, 0)])
      #expect(try betweenness(of: loops, scale: .normalized) == [0])
      #expect(try edgeBetweenness(of: loops, scale: .normalized) == [0, 0])
      let apart = try CompactGraph(direction, nodeCount: 3, edges: [])
      #expect(try betweenness(of: apart) == [0, 0, 0])
      let pair = try CompactGraph(direction, nodeCount: 2, edges: [(0, 1), (0, 1), (0, 1)])
      #expect(try betweenness(of: pair) == [0, 0])
      #expect(agree(try edgeBetweenness(of: pair), [1.0 / 3, 1.0 / 3, 1.0 / 3]))
    }
  }

  @Test("a long path and a large star cost one pass")
  func large() throws {
    let count = 1_000_000
    for direction in Self.directions {
      let path = try CompactGraph(
        direction, nodeCount: count, sources: Array(0..<Int32(count - 1)),
        targets: Array(1..<Int32(count)))
      let middle = Double(count / 2) * Double(count - 1 - count / 2)
      #expect(try betweenness(of: path)[count / 2] == middle)
    }
    let star = try CompactGraph(
      .undirected, nodeCount: count, sources: Array(repeating: 0, count: count - 1),
      targets: Array(1..<Int32(count)))
    #expect(try betweenness(of: star)[0] == Double(count - 1) * Double(count - 2) / 2)
  }

  @Test("counts more shortest paths than a Double holds")
  func manyPaths() throws {
    // A chain of 1200 squares: 2^1200 shortest paths from end to end. Both sides of a square are
    // alike, and every path passes all joints.
    let squares = 1200
    var edges: [(Int, Int)] = []
    for square in 0..<squares {
      let joint = 3 * square
      edges += [(joint, joint + 1), (joint, joint + 2), (joint + 1, joint + 3)]
      edges.append((joint + 2, joint + 3))
    }
    let count = 3 * squares + 1
    // Undirected graphs take another way through the library; seen from one end nothing differs.
    for direction in Self.directions {
      let graph = try CompactGraph(direction, nodeCount: count, edges: edges)
      let scores = try dependencies(of: graph, onPathsFrom: [0])
      for square in stride(from: 0, to: squares, by: 100) {
        let beyond = Double(count - 3 * square - 1)
        if square > 0 { #expect(abs(scores[3 * square] - beyond) < 1e-6) }
        #expect(abs(scores[3 * square + 1] - (beyond - 2) / 2) < 1e-6)
      }
      // Half of what lies beyond the first square, its joint included, and the corner itself.
      let flows = try edgeDependencies(of: graph, onPathsFrom: [0])
      #expect(abs(flows[0] - (Double(count - 3) / 2 + 1)) < 1e-6)
    }
  }

  @Test("refuses lengths that are missing, negative, zero, or too large")
  func refusals() throws {
    let graph = try CompactGraph(.directed, nodeCount: 3, edges: [(0, 1), (1, 2)])
    #expect(throws: GraphError.wrongCount(of: "lengths", expected: 2, found: 1)) {
      try betweenness(of: graph, lengths: [1])
    }
    #expect(throws: GraphError.negativeWeight(edge: 1, weight: -3)) {
      try betweenness(of: graph, lengths: [1, -3])
    }
    #expect(throws: GraphError.self) { try edgeBetweenness(of: graph, lengths: [1, 0]) }
    #expect(throws: GraphError.overflow(in: "The sum of all lengths")) {
      try betweenness(of: graph, lengths: [.max, 1])
    }
    #expect(throws: GraphError.nodeOutOfRange(node: 3, nodeCount: 3)) {
      try dependencies(of: graph, onPathsFrom: [3])
    }
    #expect(throws: GraphError.self) { try estimatedBetweenness(of: graph, pivotCount: 0) }
    #expect(throws: GraphError.cancelled) {
      let wheel = try CompactGraph(.directed, nodeCount: 3, edges: [(0, 1), (1, 2), (2, 0)])
      return try betweenness(of: wheel, execution: Execution(isCancelled: { true }))
    }
  }

  @Test("can be stopped on the way, and tells how far it is")
  func execution() throws {
    let count = 6_000
    let ring = try CompactGraph(
      .directed, nodeCount: count, edges: (0..<count).flatMap { [($0, $0 ^ 1), ($0, $0 ^ 2)] })
    let log = ProgressLog()
    _ = try betweenness(
      of: ring, execution: Execution(workers: 2, progress: { log.add($0, of: $1) }))
    let steps = log.steps
    #expect(steps.count > 32)
    #expect(steps.map(\.done).max() == count && steps.allSatisfy { $0.total == count })
    let stopped = ProgressLog()
    #expect(throws: GraphError.cancelled) {
      try betweenness(
        of: ring,
        execution: Execution(
          workers: 2, isCancelled: { stopped.steps.count >= 40 },
          progress: { stopped.add($0, of: $1) }))
    }
    #expect((40...42).contains(stopped.steps.count))
  }

  @Test("gives the same bytes on any number of workers", arguments: [2, 3, 16])
  func workers(count: Int) throws {
    for direction in Self.directions {
      var generator = SeededGenerator(seed: 7)
      let edges = (0..<900).map { _ in
        (Int.random(in: 0..<300, using: &generator), Int.random(in: 0..<300, using: &generator))
      }
      let graph = try CompactGraph(direction, nodeCount: 300, edges: edges)
      let many = Execution(workers: count)
      let alone = try betweenness(of: graph, execution: .serial)
      #expect(try betweenness(of: graph, execution: many) == alone)
      let edgesAlone = try edgeBetweenness(of: graph, execution: .serial)
      #expect(try edgeBetweenness(of: graph, execution: many) == edgesAlone)
    }
  }

  @Test("relabelling nodes relabels the scores; disjoint graphs do not mix", arguments: 0..<40)
  func properties(seed: UInt64) throws {
    for direction in Self.directions {
      let (graph, lengths) = try SparseGraphs.graph(direction, seed: seed)
      let count = graph.nodeCount
      var names = (0..<count).map { $0 }
      var generator = SeededGenerator(seed: seed)
      names.shuffle(using: &generator)
      let edges = (0..<graph.edgeCount).map { graph.ends(of: $0) }
      let renamed = try CompactGraph(
        direction, nodeCount: count, edges: edges.map { (names[$0.source], names[$0.target]) })
      let scores = try betweenness(of: graph, lengths: lengths)
      let others = try betweenness(of: renamed, lengths: lengths)
      #expect(agree(scores, names.map { others[$0] }))
      let twice = try CompactGraph(
        direction, nodeCount: 2 * count,
        edges: edges.map { ($0.source, $0.target) }
          + edges.map { (count + $0.source, count + $0.target) })
      #expect(agree(try betweenness(of: twice, lengths: lengths + lengths), scores + scores))
      for score in try betweenness(of: graph, lengths: lengths, scale: .normalized) {
        #expect(score >= 0 && score <= 1 + 1e-12)
      }
      let estimate = try estimatedBetweenness(of: graph, pivotCount: count, lengths: lengths)
      #expect(agree(estimate, scores))
    }
  }
}

/// What a computation tells of its progress, from any thread.
private final class ProgressLog: Sendable {
  private let reports = Mutex<[(done: Int, total: Int)]>([])

  var steps: [(done: Int, total: Int)] { reports.withLock { $0 } }

  func add(_ done: Int, of total: Int) { reports.withLock { $0.append((done, total)) } }
}
