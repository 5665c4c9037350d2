import GraphCore

/// Betweenness by its definition: distances and numbers of paths between all pairs.
///
/// Shares no thought with the library: Bellman's relaxation for distances, paths counted by adding up
/// over all edges in order of distance.
struct BetweennessReference {
  let graph: CompactGraph
  var nodes: [Double]
  var edges: [Double]

  private struct Arc {
    let from, to, edge: Int
    let length: Int64
  }

  init(_ graph: CompactGraph, lengths: [Int64]? = nil, sources: [Int]? = nil) {
    self.graph = graph
    let count = graph.nodeCount
    nodes = Array(repeating: 0, count: count)
    edges = Array(repeating: 0, count: graph.edgeCount)
    var arcs: [Arc] = []
    for edge in 0..<graph.edgeCount {
      let (from, to) = graph.ends(of: edge)
      if from == to { continue }
      let length = lengths?[edge] ?? 1
      arcs.append(Arc(from: from, to: to, edge: edge, length: length))
      if !graph.isDirected { arcs.append(Arc(from: to, to: from, edge: edge, length: length)) }
    }
    let distances = (0..<count).map { Self.distances(from: $0, count, arcs) }
    let paths = (0..<count).map { Self.paths(from: $0, distances[$0], arcs) }
    for source in sources ?? Array(0..<count) {
      for target in 0..<count where target != source {
        guard let whole = distances[source][target] else { continue }
        for node in 0..<count where node != source && node != target {
          if let first = distances[source][node], let second = distances[node][target],
            first + second == whole
          {
            nodes[node] += paths[source][node] * paths[node][target] / paths[source][target]
          }
        }
        for arc in arcs {
          if let first = distances[source][arc.from], let second = distances[arc.to][target],
            first + arc.length + second == whole
          {
            edges[arc.edge] +=
              paths[source][arc.from] * paths[arc.to][target] / paths[source][target]
          }
        }
      }
    }
  }

  private static func distances(from source: Int, _ count: Int, _ arcs: [Arc]) -> [Int64?] {
    var distances = [Int64?](repeating: nil, count: count)
    distances[source] = 0
    for _ in 0..<count {
      for arc in arcs {
        guard let before = distances[arc.from] else { continue }
        distances[arc.to] = min(distances[arc.to] ?? .max, before + arc.length)
      }
    }
    return distances
  }

  private static func paths(from source: Int, _ distances: [Int64?], _ arcs: [Arc]) -> [Double] {
    var paths = [Double](repeating: 0, count: distances.count)
    paths[source] = 1
    let order = distances.indices.filter { distances[$0] != nil && $0 != source }
      .sorted { distances[$0]! < distances[$1]! }
    for node in order {
      for arc in arcs where arc.to == node {
        if let before = distances[arc.from], before + arc.length == distances[node] {
          paths[node] += paths[arc.from]
        }
      }
    }
    return paths
  }
}

/// Small random graphs on which foldings have much to do: sparse, with loops and parallel edges.
struct SparseGraphs {
  static func graph(_ direction: CompactGraph.Direction, seed: UInt64) throws
    -> (graph: CompactGraph, lengths: [Int64])
  {
    var generator = SplitMix64(seed: seed)
    let nodes = Int.random(in: 1...14, using: &generator)
    let density = Int.random(in: 0...3, using: &generator)
    let edges = (0..<nodes * density / 2 + Int.random(in: 0...4, using: &generator)).map { _ in
      (Int.random(in: 0..<nodes, using: &generator), Int.random(in: 0..<nodes, using: &generator))
    }
    let lengths = edges.map { _ in Int64.random(in: 1...3, using: &generator) }
    return (try CompactGraph(direction, nodeCount: nodes, edges: edges), lengths)
  }
}

/// Whether two columns agree up to rounding.
func agree(_ left: [Double], _ right: [Double], relative: Double = 1e-9) -> Bool {
  guard left.count == right.count else { return false }
  for (one, other) in zip(left, right) {
    let size: Double = max(1, abs(one), abs(other))
    guard abs(one - other) <= relative * size else { return false }
  }
  return true
}
