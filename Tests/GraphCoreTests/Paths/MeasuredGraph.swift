@testable import GraphCore

/// A seeded graph with lengths, loops and parallel edges, and what a slow and simple method says of it.
struct MeasuredGraph {
  let graph: CompactGraph
  let lengths: [Int64]

  /// - Parameter lengths: from which lengths are drawn; few values make many ties.
  init(
    _ direction: CompactGraph.Direction, nodes: Int, edges: Int, lengths range: ClosedRange<Int64>,
    seed: UInt64
  ) throws {
    var generator = SplitMix64(seed: seed)
    let ends = (0..<(nodes == 0 ? 0 : edges)).map { _ in
      (Int.random(in: 0..<nodes, using: &generator), Int.random(in: 0..<nodes, using: &generator))
    }
    graph = try CompactGraph(direction, nodeCount: nodes, edges: ends)
    lengths = ends.map { _ in Int64.random(in: range, using: &generator) }
  }

  /// The steps that can be taken: each edge as often as there are ways to walk it.
  func steps(_ side: ArcSide) -> [(from: Int, to: Int, edge: Int)] {
    (0..<graph.edgeCount).flatMap { edge -> [(from: Int, to: Int, edge: Int)] in
      let (source, target) = graph.ends(of: edge)
      let ahead = (from: source, to: target, edge: edge)
      let back = (from: target, to: source, edge: edge)
      if !graph.isDirected || side == .both { return source == target ? [ahead] : [ahead, back] }
      return side == .outgoing ? [ahead] : [back]
    }
  }

  /// Distances from one node by relaxing all steps until nothing changes (Bellman and Ford).
  func distances(from source: Int, _ side: ArcSide, hops: Bool = false) -> [Int64?] {
    var distances = [Int64?](repeating: nil, count: graph.nodeCount)
    distances[source] = 0
    let steps = steps(side)
    var changes = true
    while changes {
      changes = false
      for step in steps {
        guard let here = distances[step.from] else { continue }
        let there = here + (hops ? 1 : lengths[step.edge])
        if there < distances[step.to] ?? .max {
          distances[step.to] = there
          changes = true
        }
      }
    }
    return distances
  }

  /// Whether a route is one: its edges join its nodes, and its length is right.
  func isRoute(_ route: Route, _ side: ArcSide, hops: Bool = false) -> Bool {
    let steps = steps(side)
    return route.nodes.count == route.edges.count + 1
      && route.length == route.edges.reduce(0) { $0 + (hops ? 1 : lengths[$1]) }
      && route.edges.enumerated().allSatisfy { position, edge in
        steps.contains {
          $0.edge == edge && $0.from == route.nodes[position] && $0.to == route.nodes[position + 1]
        }
      }
  }

  /// All simple routes between two nodes, by trying everything, in order of length, number of edges
  /// and edge ids.
  func simpleRoutes(from source: Int, to target: Int, _ side: ArcSide) -> [Route] {
    let steps = steps(side)
    var open = [(nodes: [source], edges: [Int]())]
    var found: [Route] = []
    while let (nodes, edges) = open.popLast() {
      let last = nodes[nodes.count - 1]
      if last == target {
        let length = edges.reduce(Int64(0)) { $0 + lengths[$1] }
        found.append(Route(nodes: nodes, edges: edges, length: length))
        continue
      }
      for step in steps where step.from == last && !nodes.contains(step.to) {
        open.append((nodes + [step.to], edges + [step.edge]))
      }
    }
    return found.sorted {
      if $0.length != $1.length { return $0.length < $1.length }
      if $0.edges.count != $1.edges.count { return $0.edges.count < $1.edges.count }
      return $0.edges.lexicographicallyPrecedes($1.edges)
    }
  }
}

extension CompactGraph {
  /// A path 0–1–…, or a star around node 0.
  static func path(_ count: Int) throws -> CompactGraph {
    try CompactGraph(
      .undirected, nodeCount: count, sources: Array(0..<Int32(count - 1)),
      targets: Array(1..<Int32(count)))
  }

  static func star(_ count: Int) throws -> CompactGraph {
    try CompactGraph(
      .undirected, nodeCount: count, sources: Array(repeating: 0, count: count - 1),
      targets: Array(1..<Int32(count)))
  }
}
