/// Which nodes every way from the roots must pass.
///
/// Node *d* dominates node *v* when every way from every root to *v* passes *d*. The nearest such *d*
/// other than *v* is the immediate dominator of *v*; immediate dominators form a tree. With several
/// roots the tree stands on a virtual root that belongs to no one.
public struct DominatorTree: Sendable {
  /// The roots, as given.
  public let roots: [Int32]
  /// The immediate dominator of each node; -1 where there is none: see ``immediateDominator(of:)``.
  public let immediateDominators: [Int32]
  /// How many nodes each node dominates, itself included: what would be out of reach without it, or 0
  /// where no root reaches the node.
  public let dominatedCounts: [Int32]
  /// The reached nodes, each after its dominators.
  public let order: [Int32]
  private let enter: [Int32]

  init(roots: [Int32], _ result: DominatorKernel.Result) {
    self.roots = roots
    order = Array(result.order.dropFirst())
    var sizes = [Int32](repeating: 1, count: result.order.count)
    for index in sizes.indices.dropFirst().reversed() {
      sizes[Int(result.dominator[index])] += sizes[index]
    }
    // A place for each node so that what it dominates follows it directly.
    var enter = [Int32](repeating: 0, count: sizes.count)
    var next = [Int32](repeating: 1, count: sizes.count)
    for index in sizes.indices.dropFirst() {
      let above = Int(result.dominator[index])
      enter[index] = next[above]
      next[above] += sizes[index]
      next[index] = enter[index] + 1
    }
    let nodeCount = result.number.count
    var dominators = [Int32](repeating: -1, count: nodeCount)
    var counts = [Int32](repeating: 0, count: nodeCount)
    var places = [Int32](repeating: -1, count: nodeCount)
    for (index, node) in result.order.enumerated().dropFirst() {
      dominators[Int(node)] = result.order[Int(result.dominator[index])]
      counts[Int(node)] = sizes[index]
      places[Int(node)] = enter[index]
    }
    immediateDominators = dominators
    dominatedCounts = counts
    self.enter = places
  }

  /// Whether some root reaches the node.
  public func isReached(_ node: Int) -> Bool { enter[node] >= 0 }

  /// The nearest node other than `node` that every way from the roots to it passes; `nil` for a root
  /// that no other root's ways make passable, for a node to which ways without a common node lead, and
  /// for a node that is not reached.
  public func immediateDominator(of node: Int) -> Int? {
    immediateDominators[node] < 0 ? nil : Int(immediateDominators[node])
  }

  /// All nodes that every way from the roots to `node` passes, from the farthest to `node` itself;
  /// empty when it is not reached.
  public func dominators(of node: Int) -> [Int] {
    guard isReached(node) else { return [] }
    var chain = [node]
    while let above = immediateDominator(of: chain[chain.count - 1]) { chain.append(above) }
    return chain.reversed()
  }

  /// Whether every way from the roots to `node` passes `dominator`; a node dominates itself. `false`
  /// when either is not reached. O(1).
  public func dominates(_ dominator: Int, _ node: Int) -> Bool {
    guard isReached(dominator), isReached(node) else { return false }
    return enter[dominator] <= enter[node]
      && enter[node] < enter[dominator] + dominatedCounts[dominator]
  }
}

/// The dominator tree of what some roots reach: through which places must every yuan pass?
///
/// ## Conventions
/// - Ways follow the direction of edges; an undirected edge leads both ways. Weights, loops and parallel
///   edges make no difference.
/// - With several roots a node dominates another when it is on every way from *any* of them. A root that
///   is named twice counts once.
///
/// - Parameters:
///   - graph: any graph, *n* nodes and *m* edges.
///   - roots: where ways begin; without any, nothing is reached.
/// - Throws: ``GraphError/nodeOutOfRange(node:nodeCount:)``.
/// - Complexity: O(*n* + *m* log *n*) time, O(*n*) memory; not recursive.
/// - Source: Lengauer & Tarjan (1979), "A fast algorithm for finding dominators in a flowgraph", with the
///   simple version of linking.
public func dominatorTree(
  of graph: CompactGraph, from roots: [Int]
) throws(GraphError) -> DominatorTree {
  for root in roots where !(0..<graph.nodeCount).contains(root) {
    throw .nodeOutOfRange(node: root, nodeCount: graph.nodeCount)
  }
  let roots = roots.map { Int32(truncatingIfNeeded: $0) }
  return DominatorTree(roots: roots, DominatorKernel.run(graph, roots: roots))
}

/// The dominator tree of what one root reaches; see ``dominatorTree(of:from:)-(_,[Int])``.
public func dominatorTree(
  of graph: CompactGraph, from root: Int
) throws(GraphError) -> DominatorTree {
  try dominatorTree(of: graph, from: [root])
}

/// The post-dominator tree: through which places must every yuan pass on its way to the given ends?
///
/// The dominator tree of the graph with every edge the other way round; conventions, errors and
/// complexity as in ``dominatorTree(of:from:)-(_,[Int])``.
public func postDominatorTree(
  of graph: CompactGraph, to ends: [Int]
) throws(GraphError) -> DominatorTree {
  try dominatorTree(of: graph.reversed, from: ends)
}
