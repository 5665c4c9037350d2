/// Components that grow while nodes are added and joined, with what is known of their sizes.
///
/// - Complexity: α(*n*) a step, on average over all steps.
/// - Source: Tarjan & van Leeuwen (1984), "Worst-case analysis of set union algorithms", JACM 31(2):
///   union by size, path halving.
struct GrowingComponents {
  private(set) var count = 0
  private(set) var largest = 0
  /// Unordered pairs of nodes in one component.
  private(set) var connectedPairs = 0
  /// The parent of each node; of a root, minus the size of its component.
  private var parents: [Int32]

  init(nodeCount: Int) { parents = Array(repeating: -1, count: nodeCount) }

  /// Adds one node that was not there; it is alone.
  mutating func add() {
    count += 1
    largest = max(largest, 1)
  }

  /// Joins the components of two nodes that have been added.
  mutating func join(_ left: Int, _ right: Int) {
    var (large, small) = (root(of: left), root(of: right))
    guard large != small else { return }
    if parents[large] > parents[small] { swap(&large, &small) }
    let sizes = (-Int(parents[large]), -Int(parents[small]))
    parents[large] += parents[small]
    parents[small] = Int32(truncatingIfNeeded: large)
    count -= 1
    largest = max(largest, sizes.0 + sizes.1)
    connectedPairs += sizes.0 * sizes.1
  }

  private mutating func root(of node: Int) -> Int {
    var node = node
    while parents[node] >= 0 {
      let parent = Int(parents[node])
      if parents[parent] < 0 { return parent }
      parents[node] = parents[parent]
      node = Int(parents[node])
    }
    return node
  }
}
