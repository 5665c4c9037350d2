internal import Analysis
internal import GraphCore
internal import NetworkModel

/// How many units can be served, found over classes of units instead of pairs.
///
///     source ─► classes (as many as they have units) ─► donors they may take ─► sink (room)
struct ClassFlow {
  private let graph: CompactGraph
  private let counts: [Int64]
  private let classCount: Int
  private let pairCount: Int
  private let donorCount: Int

  /// - Parameter counts: how many units each class has.
  init(counts: [Int64], donorsOfClass: [[Int32]], donorCount: Int) throws(GraphError) {
    self.counts = counts
    self.donorCount = donorCount
    classCount = counts.count
    let sink = 1 + counts.count + donorCount
    var edges = counts.indices.map { (0, 1 + $0) }
    for (own, donors) in donorsOfClass.enumerated() {
      edges += donors.map { (1 + own, 1 + counts.count + Int($0)) }
    }
    pairCount = edges.count - counts.count
    edges += (0..<donorCount).map { (1 + counts.count + $0, sink) }
    graph = try CompactGraph(.directed, nodeCount: sink + 1, edges: edges)
  }

  /// The most units that can be served, and the cut: the classes and donors that bind.
  func flow(rooms: [Int64]) throws(GraphError) -> MaximumFlow {
    let unlimited = [Int64](repeating: counts.reduce(0, +), count: pairCount)
    return try maximumFlow(
      in: graph, capacities: counts + unlimited + rooms, from: 0, to: graph.nodeCount - 1)
  }

  func bindingClasses(_ flow: MaximumFlow) -> [Int] {
    (0..<classCount).filter { flow.isOnSourceSide[1 + $0] }
  }

  func bindingDonors(_ flow: MaximumFlow) -> [Int] {
    (0..<donorCount).filter { flow.isOnSourceSide[1 + classCount + $0] }
  }
}

extension SuggestionSites {
  /// How many of the units that can be served at all find room, and who binds when not all do.
  func shortage() throws(GraphError) -> (served: Int, shortage: SuggestionShortage?) {
    var counts = [Int64](repeating: 0, count: donorsOfClass.count)
    for own in classes { counts[own] += 1 }
    let flows = try ClassFlow(
      counts: counts, donorsOfClass: donorsOfClass, donorCount: donors.count)
    let rooms = rooms(capacity: question.capacity)
    let flow = try flows.flow(rooms: rooms)
    let all = Int64(classes.count)
    guard flow.value < all else { return (classes.count, nil) }
    let binding = flows.bindingDonors(flow)
    // By halving: more room never serves fewer.
    var needed: Int?
    var (low, high) = (0, (loads.max() ?? 0) + classes.count)
    if try flows.flow(rooms: self.rooms(capacity: high)).value == all {
      while low < high {
        let middle = (low + high) / 2
        if try flows.flow(rooms: self.rooms(capacity: middle)).value == all {
          high = middle
        } else {
          low = middle + 1
        }
      }
      needed = low
    }
    return (
      Int(flow.value),
      SuggestionShortage(
        donors: binding.map { donors[$0].node },
        units: flows.bindingClasses(flow).reduce(0) { $0 + Int(counts[$1]) },
        room: binding.reduce(0) { $0 + Int(rooms[$1]) }, capacityNeeded: needed)
    )
  }
}
