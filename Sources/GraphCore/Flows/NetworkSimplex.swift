/// The primal network simplex method on arcs in flat arrays.
///
/// Trusted input: every arc joins two different nodes and has a capacity of at least 1
/// (``SimplexTree/unlimited`` for none), supplies add up to 0, and sums of costs along a path stay
/// below a quarter of what `Cost` can hold. Flows begin at 0 (lower bounds are shifted away before).
///
/// Every component of the tree is joined to a root by an artificial arc; those that carry flow at the
/// end show that the supplies cannot be shipped.
///
/// Entering arcs are found block by block, in arc order, the best of a block first (Grigoriadis 1986).
/// A block has four arcs for each step that a pivot takes in the tree, on average, so that neither
/// search nor tree dominates; that depends on counts alone, never on a clock.
struct NetworkSimplex<Cost: FixedWidthInteger & SignedInteger>: ~Copyable {
  enum Ending {
    case optimal
    /// Nothing limits the flow around the cycle that this arc closes.
    case unbounded(arc: Int)
    case cancelled
  }

  let nodeCount: Int
  let arcCount: Int
  let tails: UnsafeMutablePointer<Int32>
  let heads: UnsafeMutablePointer<Int32>
  let costs: UnsafeMutablePointer<Cost>
  let capacities: UnsafeMutablePointer<Int64>
  /// +1: no flow; -1: flow at the capacity; 0: in the tree.
  let states: UnsafeMutablePointer<Int8>
  var tree: SimplexTree<Cost>
  private(set) var pivots = 0
  /// Where the next block begins.
  private var position = 0

  /// Room for arcs; the caller writes the columns.
  init(nodeCount: Int, arcCount: Int) {
    self.nodeCount = nodeCount
    self.arcCount = arcCount
    tails = .allocate(capacity: arcCount)
    heads = .allocate(capacity: arcCount)
    costs = .allocate(capacity: arcCount)
    capacities = .allocate(capacity: arcCount)
    states = .allocate(capacity: arcCount)
    tree = SimplexTree(root: nodeCount)
  }

  deinit {
    tails.deallocate()
    heads.deallocate()
    costs.deallocate()
    capacities.deallocate()
    states.deallocate()
  }

  /// Hangs every node directly under the root.
  mutating func startFromStar(supplies: [Int64], penalty: Cost) {
    states.initialize(repeating: 1, count: arcCount)
    tree = SimplexTree(root: nodeCount)
    for node in 0..<nodeCount {
      tree.hangUnderRoot(node, supply: supplies[node], penalty: penalty, artificial: arcCount)
    }
  }

  /// Starts without an earlier answer.
  ///
  /// Usually all nodes hang directly under the root. Where routes are long, such a tree would grow node
  /// by node into a deep one, each step walking all of it; there the first tree is made of the routes with
  /// the fewest arcs from the supplies.
  mutating func startCold(supplies: [Int64], penalty: Cost, longestShortRoute: Int = 32) {
    let (arcs, steps) = shortRoutes(from: supplies)
    guard steps > longestShortRoute else {
      return startFromStar(supplies: supplies, penalty: penalty)
    }
    states.initialize(repeating: 1, count: arcCount)
    for arc in arcs where arc >= 0 { states[Int(arc)] = 0 }
    let tops = supplies.indices.filter { supplies[$0] > 0 }
      .map { Int32(truncatingIfNeeded: $0) }
    start(fromStatesWith: supplies, tops: tops, penalty: penalty)
  }

  /// The last arc of a route with the fewest arcs from a supply to each node (-1 where there is none),
  /// and the most arcs of any.
  private func shortRoutes(from supplies: [Int64]) -> (arcs: [Int32], steps: Int) {
    let rows = CompactGraph(
      .directed, trusted: nodeCount,
      sources: (0..<arcCount).map { tails[$0] }, targets: (0..<arcCount).map { heads[$0] }
    ).outgoing
    var last = [Int32](repeating: -1, count: nodeCount)
    var isMet = supplies.map { $0 > 0 }
    var queue = supplies.indices.filter { supplies[$0] > 0 }
    var steps = 0
    var begin = 0
    while begin < queue.count {
      let end = queue.count
      while begin < end {
        for slot in rows.row(queue[begin]) where !isMet[Int(rows.neighbors[slot])] {
          let next = Int(rows.neighbors[slot])
          isMet[next] = true
          last[next] = rows.edges[slot]
          queue.append(next)
        }
        begin += 1
      }
      if begin < queue.count { steps += 1 }
    }
    return (last, steps)
  }

  /// Starts from the ``states`` written by the caller: arcs with 0 become the tree as far as possible.
  mutating func start(fromStatesWith supplies: [Int64], tops: [Int32], penalty: Cost) {
    var excesses = supplies
    var forest = TreeArcs<Cost>()
    var overflows = false
    for arc in 0..<arcCount {
      if states[arc] == 0 {
        forest.append(
          tail: tails[arc], head: heads[arc], arc: arc, capacity: capacities[arc],
          cost: costs[arc])
      } else if states[arc] < 0 {
        guard capacities[arc] != .max else {
          states[arc] = 1
          continue
        }
        let tail = excesses[Int(tails[arc])].subtractingReportingOverflow(capacities[arc])
        excesses[Int(tails[arc])] = tail.partialValue
        let head = excesses[Int(heads[arc])].addingReportingOverflow(capacities[arc])
        excesses[Int(heads[arc])] = head.partialValue
        overflows = overflows || tail.overflow || head.overflow
      }
    }
    tree = SimplexTree(root: nodeCount)
    guard !overflows,
      let cuts = tree.plant(
        forest, excesses: &excesses, tops: tops, penalty: penalty, artificial: arcCount)
    else { return startFromStar(supplies: supplies, penalty: penalty) }
    for cut in cuts { states[Int(cut.arc)] = cut.isAtCapacity ? -1 : 1 }
  }

  mutating func run(_ execution: Execution) -> Ending {
    var block = 32
    var effortBefore = 0
    while true {
      let arc = nextEntering(block: block)
      if arc < 0 { return .optimal }
      if !enter(arc) { return .unbounded(arc: arc) }
      pivots += 1
      if pivots & 1023 == 0 {
        if execution.isCancelled() { return .cancelled }
        execution.progress(pivots, max(pivots, arcCount))
        block = min(max((tree.effort - effortBefore) / 256, 32), 4096)
        effortBefore = tree.effort
      }
    }
  }

  /// The best of a block of arcs, blocks taken in turn; -1 when no arc of any block is of use.
  @inline(__always)
  private mutating func nextEntering(block: Int) -> Int {
    var best: Cost = 0
    var found = -1
    var left = arcCount
    var arc = position
    let potentials = tree.potentials
    while left > 0 {
      let length = min(min(block, left), arcCount - arc)
      let end = arc + length
      left -= length
      while arc < end {
        let forward = costs[arc] &+ potentials[Int(tails[arc])] &- potentials[Int(heads[arc])]
        let reduced = Cost(truncatingIfNeeded: states[arc]) &* forward
        if reduced < best {
          best = reduced
          found = arc
        }
        arc += 1
      }
      if arc == arcCount { arc = 0 }
      if found >= 0 {
        position = arc
        return found
      }
    }
    return -1
  }

  /// Brings an arc into the tree; false when nothing limits the flow.
  @inline(__always)
  private mutating func enter(_ arc: Int) -> Bool {
    let isForward = states[arc] > 0
    let tail = Int(isForward ? tails[arc] : heads[arc])
    let head = Int(isForward ? heads[arc] : tails[arc])
    let cost = isForward ? costs[arc] : 0 &- costs[arc]
    switch tree.pivot(
      tail: tail, head: head, arc: arc, room: capacities[arc], back: 0,
      reducedCost: cost &+ tree.potentials[tail] &- tree.potentials[head])
    {
    case .unbounded: return false
    case .flipped: states[arc] = 0 &- states[arc]
    case .exchanged(let left, let child, let toParent, let fromParent):
      states[arc] = 0
      if left < arcCount {
        let flow = tails[Int(left)] == child ? fromParent : toParent
        states[Int(left)] = flow == 0 ? 1 : -1
      }
    }
    return true
  }

  /// Calls the closure with each arc that carries flow.
  func forEachFlow(_ body: (_ arc: Int, _ flow: Int64) -> Void) {
    for arc in 0..<arcCount where states[arc] < 0 { body(arc, capacities[arc]) }
    for node in 0..<nodeCount {
      let place = tree.nodes[node]
      let arc = Int(place.arc)
      guard arc < arcCount else { continue }
      let flow = Int(tails[arc]) == node ? place.fromParent : place.toParent
      if flow > 0 { body(arc, flow) }
    }
  }

  /// The arcs of the cycle that an arc closes with the tree.
  func cycle(closedBy arc: Int) -> [Int] {
    var arcs = [arc]
    var a = Int(tails[arc])
    var b = Int(heads[arc])
    while a != b {
      if tree.nodes[a].depth >= tree.nodes[b].depth {
        arcs.append(Int(tree.nodes[a].arc))
        a = Int(tree.nodes[a].parent)
      } else {
        arcs.append(Int(tree.nodes[b].arc))
        b = Int(tree.nodes[b].parent)
      }
    }
    return arcs
  }
}
