/// The weakly connected components: nodes that some way joins, whatever the direction of its edges.
///
/// ## Conventions
/// - Direction, weights, loops and parallel edges make no difference. An isolated node is a component.
/// - Components are numbered by their smallest member.
///
/// - Parameter graph: any graph, *n* nodes and *m* edges.
/// - Complexity: O(*n* + *m* α(*n*)) time at most, O(*n*) memory. Where one component holds most nodes,
///   most edges are never looked at.
/// - Source: Galler & Fischer (1964), union–find; linking by a sample, then skipping the largest tree: Sutton, Ben-Nun & Barak (2018), "Optimizing parallel graph connectivity computation via
///   subgraph sampling", IPDPS '18, algorithm 5.
public func weaklyConnectedComponents(of graph: CompactGraph) -> Components {
  var forest = DisjointSets(graph.nodeCount)
  graph.outgoing.withPointers { outgoing in
    graph.incoming.withPointers { incoming in
      forest.joinBySampling(outgoing, incoming, isDirected: graph.isDirected)
    }
  }
  return forest.components()
}

/// The weakly connected components of the edges in a view; nothing is copied.
///
/// Conventions as in ``weaklyConnectedComponents(of:)-(CompactGraph)``: all nodes of the graph are there.
///
/// - Complexity: O(*n* + *m* α(*n*)) time, O(*n*) memory.
public func weaklyConnectedComponents(of view: GraphView) -> Components {
  var forest = DisjointSets(view.graph.nodeCount)
  view.graph.withEnds { sources, targets in
    forest.withParents { parent in
      view.forEachEdge { DisjointSets.join(Int(sources[$0]), Int(targets[$0]), parent) }
    }
  }
  return forest.components()
}

/// Disjoint sets of nodes. The root of a set is its smallest member, so a parent never has a larger
/// number than its child.
struct DisjointSets {
  private var parent: [Int32]

  init(_ count: Int) {
    parent = [Int32](count: count) { parent in
      for node in 0..<count { parent[node] = Int32(truncatingIfNeeded: node) }
    }
  }

  @inline(__always)
  mutating func withParents<Result>(_ body: (UnsafeMutablePointer<Int32>) -> Result) -> Result {
    parent.withTrustedMutablePointer(body)
  }

  /// The root of a node; every other node on the way is hung one step higher (path halving).
  @inline(__always)
  static func root(_ node: Int, _ parent: UnsafeMutablePointer<Int32>) -> Int {
    var node = node
    while true {
      let above = Int(parent[node])
      if above == node { return node }
      let next = parent[above]
      parent[node] = next
      node = Int(next)
    }
  }

  /// Joins the sets of two nodes; says whether they were two.
  @inline(__always) @discardableResult
  static func join(_ a: Int, _ b: Int, _ parent: UnsafeMutablePointer<Int32>) -> Bool {
    // Equal parents mean one set, without walking up to its root.
    if parent[a] == parent[b] { return false }
    let first = root(a, parent)
    let second = root(b, parent)
    if first == second { return false }
    parent[max(first, second)] = Int32(truncatingIfNeeded: min(first, second))
    return true
  }

  /// Joins the ends of all edges. Every node first hangs at its smallest neighbour, if that is smaller
  /// than itself; then a sample of nodes joins its largest neighbours, which ties most trees together.
  /// After that, nodes in what is then the largest tree need not be looked at, because each edge is also
  /// seen from its other end.
  mutating func joinBySampling(
    _ outgoing: AdjacencyRows.Pointers, _ incoming: AdjacencyRows.Pointers, isDirected: Bool
  ) {
    let count = outgoing.nodeCount
    withParents { parent in
      for node in 0..<count {
        var least = Int32(truncatingIfNeeded: node)
        let first = outgoing.begin(node)
        if first < outgoing.end(node) { least = min(least, outgoing.neighbors[first]) }
        if isDirected {
          let first = incoming.begin(node)
          if first < incoming.end(node) { least = min(least, incoming.neighbors[first]) }
        }
        // Parents come before their children, so they already hang at a root.
        parent[node] = Int(least) == node ? least : parent[Int(least)]
      }
      for node in stride(from: 0, to: count, by: 16) {
        let last = outgoing.end(node) - 1
        if last >= outgoing.begin(node) { Self.join(node, Int(outgoing.neighbors[last]), parent) }
        guard isDirected else { continue }
        let lastBack = incoming.end(node) - 1
        if lastBack >= incoming.begin(node) {
          Self.join(node, Int(incoming.neighbors[lastBack]), parent)
        }
      }
      for node in 0..<count { parent[node] = parent[Int(parent[node])] }
      let most = Self.frequentRoot(parent, count)
      for node in 0..<count where Int(parent[node]) != most {
        for arc in outgoing.begin(node)..<outgoing.end(node) {
          Self.join(node, Int(outgoing.neighbors[arc]), parent)
        }
        guard isDirected else { continue }
        for arc in incoming.begin(node)..<incoming.end(node) {
          Self.join(node, Int(incoming.neighbors[arc]), parent)
        }
      }
    }
  }

  /// A root that many nodes share, from up to 256 nodes at equal distances.
  private static func frequentRoot(_ parent: UnsafeMutablePointer<Int32>, _ count: Int) -> Int {
    let samples = min(256, count)
    guard samples > 0 else { return -1 }
    let roots = (0..<samples).map { root(count * $0 / samples, parent) }.sorted()
    var best = (root: roots[0], length: 0)
    var length = 0
    for (index, root) in roots.enumerated() {
      length = index > 0 && roots[index - 1] == root ? length + 1 : 1
      if length > best.length { best = (root, length) }
    }
    return best.root
  }

  /// The sets as components. Because parents have smaller numbers, one ascending pass settles all.
  func components() -> Components {
    let count = parent.count
    var sizes: [Int32] = []
    let membership = [Int32](count: count) { membership in
      parent.withTrustedPointer { parent in
        for node in 0..<count {
          let above = Int(parent[node])
          if above == node {
            membership[node] = Int32(truncatingIfNeeded: sizes.count)
            sizes.append(1)
          } else {
            membership[node] = membership[above]
            sizes[Int(membership[node])] += 1
          }
        }
      }
    }
    return Components(membership: membership, sizes: sizes)
  }
}
