/// The nodes from which the nodes asked about are reached, numbered anew, with the part of each that goes there.
///
/// Trusted input only: amounts are not negative, targets are nodes.
struct SharingKernel {
  let graph: CompactGraph
  let amounts: [Int64]
  let isTarget: [Bool]
  /// The nodes on the way, ascending; all below is in their order.
  let nodes: [Int32]
  /// The position of each node of the graph in ``nodes``, −1 elsewhere.
  let positions: [Int32]
  let hops: [Int32]
  /// The larger of what comes in and what goes out.
  private(set) var held: [UInt64]
  /// What goes out above what comes in.
  private(set) var own: [UInt64]
  /// What goes straight to the nodes asked about, and what comes straight from them.
  private(set) var toTarget: [Int64]
  private(set) var fromTarget: [Int64]
  /// The edges between nodes on the way, and their amounts.
  let inner: CompactGraph
  let innerAmounts: [UInt64]
  /// The strong components of ``inner``: an edge leads to a component with a smaller number or stays inside.
  let components: SharingComponents
  /// The part of each node that goes on to the nodes asked about.
  private(set) var weights: [WideFraction]
  let total: Int64

  init(_ graph: CompactGraph, amounts: [Int64], targets: [Int]) throws(GraphError) {
    self.graph = graph
    self.amounts = amounts
    var isTarget = [Bool](repeating: false, count: graph.nodeCount)
    for node in targets { isTarget[node] = true }
    self.isTarget = isTarget
    (nodes, positions, hops) = Self.reaching(isTarget, in: graph, amounts)
    let count = nodes.count
    held = [UInt64](repeating: 0, count: count)
    own = held
    toTarget = [Int64](repeating: 0, count: count)
    fromTarget = toTarget
    var (sources, ends): ([Int32], [Int32]) = ([], [])
    var innerAmounts: [UInt64] = []
    for (position, node) in nodes.enumerated() {
      var came: Int64 = 0
      var went: Int64 = 0
      for arc in graph.incoming.row(Int(node)) {
        let other = graph.incoming.neighbors[arc]
        let amount = amounts[Int(graph.incoming.edges[arc])]
        guard other != node, amount > 0 else { continue }
        came = try Self.sum(came, amount)
        if isTarget[Int(other)] { fromTarget[position] += amount }
      }
      for arc in graph.outgoing.row(Int(node)) {
        let other = graph.outgoing.neighbors[arc]
        let amount = amounts[Int(graph.outgoing.edges[arc])]
        guard other != node, amount > 0 else { continue }
        went = try Self.sum(went, amount)
        if isTarget[Int(other)] {
          toTarget[position] += amount
        } else if positions[Int(other)] >= 0 {
          sources.append(Int32(truncatingIfNeeded: position))
          ends.append(positions[Int(other)])
          innerAmounts.append(UInt64(amount))
        }
      }
      held[position] = UInt64(max(came, went))
      own[position] = UInt64(max(0, went - came))
    }
    inner = CompactGraph(.directed, trusted: count, sources: sources, targets: ends)
    self.innerAmounts = innerAmounts
    components = SharingComponents(inner.outgoing)
    weights = [WideFraction](repeating: .zero, count: count)
    var total: Int64 = 0
    for amount in toTarget { total = try Self.sum(total, amount) }
    self.total = total
  }

  private static func sum(_ a: Int64, _ b: Int64) throws(GraphError) -> Int64 {
    let (sum, overflow) = a.addingReportingOverflow(b)
    if overflow { throw .overflow(in: "The sum of the amounts of a node") }
    return sum
  }

  /// The nodes from which the targets are reached, by a breadth-first search against the edges.
  private static func reaching(
    _ isTarget: [Bool], in graph: CompactGraph, _ amounts: [Int64]
  ) -> (nodes: [Int32], positions: [Int32], hops: [Int32]) {
    var distance = [Int32](repeating: -1, count: graph.nodeCount)
    var queue: [Int32] = []
    for node in 0..<graph.nodeCount where isTarget[node] {
      distance[node] = 0
      queue.append(Int32(truncatingIfNeeded: node))
    }
    let targetCount = queue.count
    var next = 0
    while next < queue.count {
      let node = Int(queue[next])
      next += 1
      for arc in graph.incoming.row(node) where amounts[Int(graph.incoming.edges[arc])] > 0 {
        let other = Int(graph.incoming.neighbors[arc])
        guard distance[other] < 0 else { continue }
        distance[other] = distance[node] + 1
        queue.append(Int32(truncatingIfNeeded: other))
      }
    }
    let nodes = queue[targetCount...].sorted()
    var positions = [Int32](repeating: -1, count: graph.nodeCount)
    for (position, node) in nodes.enumerated() {
      positions[Int(node)] = Int32(truncatingIfNeeded: position)
    }
    return (nodes, positions, nodes.map { distance[Int($0)] })
  }

  // MARK: - Weights

  /// Finds the weights, component by component from the nodes asked about backwards.
  mutating func weigh(_ execution: Execution) throws(GraphError) {
    for number in 0..<components.count {
      let members = components.members(number)
      if members.count == 1 {
        let node = Int(members[members.startIndex])
        weights[node] = onward(from: node, outside: nil).divided(by: held[node])
        continue
      }
      if execution.isCancelled() { throw .cancelled }
      let system = SharingCycle(Array(members), number, in: self)
      let found =
        try members.count <= SharingCycle.eliminationLimit
        ? system.eliminated() : system.iterated(execution)
      for (node, weight) in zip(members, found) { weights[Int(node)] = weight }
    }
  }

  /// Amounts times weights over the edges out of a node, without those to one component.
  func onward(from node: Int, outside component: Int32?) -> WideFraction.Sum {
    var sum = WideFraction.Sum()
    sum.add(UInt64(toTarget[node]), times: .one)
    for arc in inner.outgoing.row(node) {
      let other = Int(inner.outgoing.neighbors[arc])
      if let component, components.numbers[other] == component { continue }
      sum.add(innerAmounts[Int(inner.outgoing.edges[arc])], times: weights[other])
    }
    return sum
  }
}

/// Strong components in an order in which every edge leads to an earlier one or stays inside.
struct SharingComponents {
  let numbers: [Int32]
  private let offsets: [Int32]
  private let nodes: [Int32]

  var count: Int { offsets.count - 1 }

  init(_ rows: AdjacencyRows) {
    let found = StrongComponentKernel.run(rows)
    numbers = found.labels
    var offsets = [Int32](repeating: 0, count: found.count + 1)
    for number in numbers { offsets[Int(number) + 1] += 1 }
    for number in 0..<found.count { offsets[number + 1] += offsets[number] }
    var next = offsets
    var nodes = [Int32](repeating: 0, count: numbers.count)
    for (node, number) in numbers.enumerated() {
      nodes[Int(next[Int(number)])] = Int32(truncatingIfNeeded: node)
      next[Int(number)] += 1
    }
    self.offsets = offsets
    self.nodes = nodes
  }

  /// The nodes of a component, ascending.
  func members(_ number: Int) -> ArraySlice<Int32> {
    nodes[Int(offsets[number])..<Int(offsets[number + 1])]
  }
}
