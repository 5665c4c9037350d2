/// Arcs of which a tree is to be made, as columns; flows begin at 0.
struct TreeArcs<Cost: FixedWidthInteger & SignedInteger> {
  var tails: [Int32] = []
  var heads: [Int32] = []
  var arcs: [Int32] = []
  var capacities: [Int64] = []
  var costs: [Cost] = []

  mutating func append(tail: Int32, head: Int32, arc: Int, capacity: Int64, cost: Cost) {
    tails.append(tail)
    heads.append(head)
    arcs.append(Int32(truncatingIfNeeded: arc))
    capacities.append(capacity)
    costs.append(cost)
  }
}

extension SimplexTree {
  /// An arc that could not stay in the tree, and the bound at which it stands now.
  struct CutArc {
    var arc: Int32
    var isAtCapacity: Bool
  }

  /// Makes a strongly feasible tree of a forest.
  ///
  /// The flow of an arc of the tree is what the nodes below it have to send or get. Where that is
  /// beyond the bounds of the arc, or at a bound that would stop flow towards the root, the arc is cut
  /// and set to the bound, and an artificial arc joins what hung below to the root and carries the
  /// rest. So the tree is feasible whatever the forest and the excesses, and where they are those of an
  /// earlier answer it differs from that answer only where something was edited.
  ///
  /// - Parameters:
  ///   - forest: arcs between nodes; one that closes a cycle is cut at 0.
  ///   - excesses: what each node has to send, given the flows outside the forest. Used as scratch.
  ///   - tops: nodes to hang under the root, in order; where a component has none, its first node is.
  ///   - penalty: the cost of an artificial arc from the root.
  ///   - artificial: the id of the artificial arc from node 0 to the root; then come those of the other
  ///     nodes.
  /// - Returns: the arcs cut; `nil` when a sum left the range of `Int64`.
  /// - Complexity: O(*n*) time and memory.
  mutating func plant(
    _ forest: TreeArcs<Cost>, excesses: inout [Int64], tops: [Int32], penalty: Cost,
    artificial: Int
  ) -> [CutArc]? {
    let count = root
    let rows = CompactGraph(
      .undirected, trusted: count, sources: forest.tails, targets: forest.heads
    ).outgoing
    var order: [Int32] = []
    order.reserveCapacity(count)
    // The place in the forest of the arc above each node; -1 at a top, -2 before it is met.
    var above = [Int](repeating: -2, count: count)
    var parents = [Int32](repeating: -1, count: count)
    var isUsed = [Bool](repeating: false, count: forest.arcs.count)
    var begin = 0
    func grow(from top: Int) {
      guard above[top] == -2 else { return }
      above[top] = -1
      order.append(Int32(truncatingIfNeeded: top))
      while begin < order.count {
        let node = Int(order[begin])
        begin += 1
        for slot in rows.row(node) where above[Int(rows.neighbors[slot])] == -2 {
          let next = Int(rows.neighbors[slot])
          above[next] = Int(rows.edges[slot])
          isUsed[above[next]] = true
          parents[next] = Int32(truncatingIfNeeded: node)
          order.append(Int32(truncatingIfNeeded: next))
        }
      }
    }
    for top in tops { grow(from: Int(top)) }
    for node in 0..<count { grow(from: node) }

    var cuts: [CutArc] = []
    for place in isUsed.indices where !isUsed[place] {
      cuts.append(CutArc(arc: forest.arcs[place], isAtCapacity: false))
    }
    for position in stride(from: count - 1, through: 0, by: -1) {
      let node = Int(order[position])
      let place = above[node]
      guard place >= 0 else { continue }
      let isUp = forest.tails[place] == order[position]
      let (flow, overflow) =
        isUp ? (excesses[node], false) : Int64(0).subtractingReportingOverflow(excesses[node])
      if overflow { return nil }
      let capacity = forest.capacities[place]
      var carried = flow
      if flow < 0 || (!isUp && flow == 0) {
        carried = 0
        above[node] = -1
        cuts.append(CutArc(arc: forest.arcs[place], isAtCapacity: false))
      } else if capacity != Self.unlimited && (flow > capacity || (isUp && flow == capacity)) {
        carried = capacity
        above[node] = -1
        cuts.append(CutArc(arc: forest.arcs[place], isAtCapacity: true))
      }
      let sent = isUp ? carried : 0 - carried
      let parent = Int(parents[node])
      let (rest, first) = excesses[node].subtractingReportingOverflow(sent)
      let (sum, second) = excesses[parent].addingReportingOverflow(sent)
      if first || second { return nil }
      excesses[parent] = sum
      // Of a node that stays, the flow to its parent is kept; of one cut off, what is left.
      excesses[node] = above[node] == -1 ? rest : sent
    }
    for entry in order {
      let node = Int(entry)
      let place = above[node]
      guard place >= 0 else {
        guard excesses[node] != .min else { return nil }
        hangUnderRoot(node, supply: excesses[node], penalty: penalty, artificial: artificial)
        continue
      }
      let parent = Int(parents[node])
      let capacity = forest.capacities[place]
      let isUp = forest.tails[place] == entry
      let flow = isUp ? excesses[node] : 0 - excesses[node]
      let ahead = capacity == Self.unlimited ? capacity : capacity - flow
      hang(
        node, under: parent, arc: Int(forest.arcs[place]), toParent: isUp ? ahead : flow,
        fromParent: isUp ? flow : ahead)
      potentials[node] =
        isUp
        ? potentials[parent] - forest.costs[place] : potentials[parent] + forest.costs[place]
    }
    return cuts
  }

  /// Hangs a node directly under the root by an artificial arc that carries what it has to send or,
  /// at a penalty, to get.
  func hangUnderRoot(_ node: Int, supply: Int64, penalty: Cost, artificial: Int) {
    if supply >= 0 {
      hang(
        node, under: root, arc: artificial + node, toParent: Self.unlimited, fromParent: supply)
      potentials[node] = 0
    } else {
      hang(
        node, under: root, arc: artificial + node, toParent: 0 - supply,
        fromParent: Self.unlimited)
      potentials[node] = penalty
    }
  }

  /// Whether an artificial arc carries flow: then not all supplies could be shipped.
  var hasArtificialFlow: Bool {
    var child = nodes[root].firstChild
    while child >= 0 {
      let node = nodes[Int(child)]
      let flow = node.toParent == Self.unlimited ? node.fromParent : node.toParent
      if flow > 0 { return true }
      child = node.next
    }
    return false
  }
}
