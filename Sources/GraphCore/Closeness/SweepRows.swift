/// The rows over which a sweep from all nodes runs: numbered anew, without loops and parallel arcs.
///
/// Nodes that lie near each other get numbers near each other (breadth-first order from the node of
/// highest degree in each weak component), so that the sources of one batch meet the same nodes in
/// the same steps, and the nodes of a component are one range.
struct SweepRows: Sendable {
  let nodeCount: Int
  /// The old id of each node.
  let ids: [Int32]
  /// The arcs along which the search steps.
  let ahead: Rows
  /// The same arcs by the node at which they arrive.
  let back: Rows
  /// For each node the first and one past the last node of its weak component.
  let components: [Range<Int32>]
  /// The component of each node.
  let component: [Int32]

  /// The leaves of each node: neighbours that have no other neighbour. Only where direction does not
  /// matter; of two nodes that have only each other the second is the leaf.
  let leaves: Rows
  /// The nodes that are leaves of no node, ascending.
  let sources: [Int32]

  struct Rows: Sendable {
    let offsets: [Int32]
    let neighbors: [Int32]
  }

  init(of graph: CompactGraph, along side: ArcSide) {
    let forward = graph.walkRows(along: side)
    let isSymmetric = !graph.isDirected || side == .both
    let backward =
      isSymmetric ? forward : graph.walkRows(against: side)
    nodeCount = graph.nodeCount
    let order = Self.order(forward, isSymmetric ? nil : backward)
    ids = order.ids
    components = order.components
    component = order.component
    var numbers = [Int32](repeating: 0, count: nodeCount)
    for (number, id) in order.ids.enumerated() {
      numbers[Int(id)] = Int32(truncatingIfNeeded: number)
    }
    ahead = Self.renumbered(forward, ids: order.ids, numbers: numbers)
    back = isSymmetric ? ahead : Self.renumbered(backward, ids: order.ids, numbers: numbers)
    (leaves, sources) = Self.leaves(of: ahead, isSymmetric: isSymmetric)
  }

  private static func order(
    _ forward: AdjacencyRows, _ backward: AdjacencyRows?
  ) -> (ids: [Int32], components: [Range<Int32>], component: [Int32]) {
    let nodeCount = forward.nodeCount
    var ids: [Int32] = []
    ids.reserveCapacity(nodeCount)
    var component = [Int32](repeating: -1, count: nodeCount)
    var components: [Range<Int32>] = []
    let seeds = nodesByDegree(forward, backward)
    var isMet = [Bool](repeating: false, count: nodeCount)
    for seed in seeds where !isMet[Int(seed)] {
      let begin = ids.count
      var head = begin
      isMet[Int(seed)] = true
      ids.append(seed)
      while head < ids.count {
        let node = Int(ids[head])
        head += 1
        for rows in [forward, backward ?? forward].prefix(backward == nil ? 1 : 2) {
          for slot in rows.row(node) where !isMet[Int(rows.neighbors[slot])] {
            isMet[Int(rows.neighbors[slot])] = true
            ids.append(rows.neighbors[slot])
          }
        }
      }
      for position in begin..<ids.count {
        component[position] = Int32(truncatingIfNeeded: components.count)
      }
      components.append(Int32(truncatingIfNeeded: begin)..<Int32(truncatingIfNeeded: ids.count))
    }
    return (ids, components, component)
  }

  /// The nodes in order of falling degree, then id: a counting sort.
  static func nodesByDegree(_ forward: AdjacencyRows, _ backward: AdjacencyRows?) -> [Int32] {
    let nodeCount = forward.nodeCount
    func degree(_ node: Int) -> Int {
      forward.row(node).count + (backward.map { $0.row(node).count } ?? 0)
    }
    let greatest = (0..<nodeCount).reduce(0) { max($0, degree($1)) }
    var next = [Int32](repeating: 0, count: greatest + 2)
    for node in 0..<nodeCount { next[greatest - degree(node) + 1] += 1 }
    for rank in 0...greatest { next[rank + 1] += next[rank] }
    var nodes = [Int32](repeating: 0, count: nodeCount)
    for node in 0..<nodeCount {
      let rank = greatest - degree(node)
      nodes[Int(next[rank])] = Int32(truncatingIfNeeded: node)
      next[rank] += 1
    }
    return nodes
  }

  private static func leaves(
    of rows: Rows, isSymmetric: Bool
  ) -> (leaves: Rows, sources: [Int32]) {
    let nodeCount = rows.offsets.count - 1
    func degree(_ node: Int) -> Int32 { rows.offsets[node + 1] - rows.offsets[node] }
    func isLeaf(_ node: Int) -> Bool {
      guard isSymmetric, degree(node) == 1 else { return false }
      let other = Int(rows.neighbors[Int(rows.offsets[node])])
      return degree(other) > 1 || other < node
    }
    var offsets: [Int32] = [0]
    offsets.reserveCapacity(nodeCount + 1)
    var leaves: [Int32] = []
    var sources: [Int32] = []
    for node in 0..<nodeCount {
      if isLeaf(node) {
        offsets.append(Int32(truncatingIfNeeded: leaves.count))
        continue
      }
      sources.append(Int32(truncatingIfNeeded: node))
      for slot in Int(rows.offsets[node])..<Int(rows.offsets[node + 1])
      where isSymmetric && isLeaf(Int(rows.neighbors[slot])) {
        leaves.append(rows.neighbors[slot])
      }
      offsets.append(Int32(truncatingIfNeeded: leaves.count))
    }
    return (Rows(offsets: offsets, neighbors: leaves), sources)
  }

  private static func renumbered(
    _ rows: AdjacencyRows, ids: [Int32], numbers: [Int32]
  ) -> Rows {
    var offsets: [Int32] = [0]
    offsets.reserveCapacity(ids.count + 1)
    var neighbors: [Int32] = []
    neighbors.reserveCapacity(rows.arcCount)
    for id in ids {
      var last: Int32 = -1
      for slot in rows.row(Int(id)) {
        let other = rows.neighbors[slot]
        // Parallel arcs stand side by side.
        if other == last || other == id { continue }
        last = other
        neighbors.append(numbers[Int(other)])
      }
      offsets.append(Int32(truncatingIfNeeded: neighbors.count))
    }
    return Rows(offsets: offsets, neighbors: neighbors)
  }
}
