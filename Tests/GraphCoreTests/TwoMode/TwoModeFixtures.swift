import GraphCore

/// Seeded two-mode graphs for the tests of this folder.
enum TwoModeFixtures {
  struct Sample {
    let graph: TwoModeGraph
    let weights: [Int64]
    /// The distinct neighbours of each node, and the summed weight to each.
    let neighbors: [[Int: Int64]]
  }

  /// Up to 9 nodes a side with parallel edges, directed both ways or undirected, sides mixed among ids.
  static func random(_ seed: Int) throws -> Sample {
    var generator = SplitMix64(seed: UInt64(seed))
    let count = Int.random(in: 2...18, using: &generator)
    var sides = (0..<count).map { _ in
      TwoModeSide(rawValue: UInt8.random(in: 0...1, using: &generator))!
    }
    (sides[0], sides[1]) = (.left, .right)
    let left = (0..<count).filter { sides[$0] == .left }
    let right = (0..<count).filter { sides[$0] == .right }
    var edges: [(Int, Int)] = []
    var weights: [Int64] = []
    for _ in 0..<Int.random(in: 0...40, using: &generator) {
      let ends = (left.randomElement(using: &generator)!, right.randomElement(using: &generator)!)
      edges.append(Bool.random(using: &generator) ? ends : (ends.1, ends.0))
      weights.append(Int64.random(in: 0...9, using: &generator))
    }
    let graph = try TwoModeGraph(
      CompactGraph(
        Bool.random(using: &generator) ? .directed : .undirected, nodeCount: count, edges: edges),
      sides: sides)
    var neighbors = [[Int: Int64]](repeating: [:], count: count)
    for (edge, (source, target)) in edges.enumerated() {
      neighbors[source][target, default: 0] += weights[edge]
      neighbors[target][source, default: 0] += weights[edge]
    }
    return Sample(graph: graph, weights: weights, neighbors: neighbors)
  }

  /// A path and a star of 10⁶ nodes.
  static let large: [TwoModeGraph] = {
    let count: Int32 = 1_000_000
    let sources = [Array(0..<count - 1), Array(repeating: 0, count: Int(count) - 1)]
    return sources.map {
      try! TwoModeGraph(
        CompactGraph(
          .undirected, nodeCount: Int(count), sources: $0, targets: Array(1..<count)))
    }
  }()
}
