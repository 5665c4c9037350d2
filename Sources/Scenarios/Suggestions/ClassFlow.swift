internal import GraphCore

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

extension CoverProblem {
  /// How many units each class has, and the flow over classes.
  func classFlow() throws(GraphError) -> ClassFlow {
    var counts = [Int64](repeating: 0, count: donorsOfClass.count)
    for own in classes { counts[own] += 1 }
    return try ClassFlow(counts: counts, donorsOfClass: donorsOfClass, donorCount: donorCount)
  }

  /// The same problem without the room that no plan with equal loads uses.
  ///
  /// Let *L* be the least level at which as many units are served when no donor that takes a unit goes
  /// above it. In a plan with the least squares no donor that takes a unit has more than *L*: compared
  /// with a plan that keeps to *L*, such a donor could hand a unit on, by a chain of exchanges, to one
  /// below *L*, and the squares would fall. That holds where all ranks are alike and no places count.
  func withLevelledRooms() throws(GraphError) -> CoverProblem {
    guard equalisesLoads, places.isEmpty, Set(ranks).count <= 1 else { return self }
    let flows = try classFlow()
    func levelled(_ level: Int64) -> [Int64] {
      zip(rooms, loads).map { room, load in max(0, min(room, level - load)) }
    }
    let target = min(try flows.flow(rooms: rooms).value, Int64(most ?? .max))
    var (low, high) = (Int64(0), (loads.max() ?? 0) + Int64(unitCount))
    while low < high {
      let middle = (low + high) / 2
      if try flows.flow(rooms: levelled(middle)).value >= target {
        high = middle
      } else {
        low = middle + 1
      }
    }
    var copy = self
    copy.rooms = levelled(low)
    return copy
  }
}
