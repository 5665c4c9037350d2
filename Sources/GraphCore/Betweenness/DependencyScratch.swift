/// What one thread needs to accumulate dependencies, made once and used for many sources.
///
/// Between two runs every entry of ``level``, ``counts``, ``shares`` and ``excluded`` is as it was
/// when made.
final class DependencyScratch {
  static let unseen = Int32.max

  /// The level of each node in the search, ``unseen`` elsewhere.
  let level: UnsafeMutablePointer<Int32>
  /// The number of shortest paths from the root to each node; 0 elsewhere.
  let counts: UnsafeMutablePointer<Double>
  /// While the node waits: the sum of what its successors hand back; 0 elsewhere. Afterwards what it
  /// hands to each path that leads to it: (weight + dependency) / number of paths.
  let shares: UnsafeMutablePointer<Double>
  /// How much of the weight of each node does not count in this run; 0 but for followers.
  let excluded: UnsafeMutablePointer<Double>
  /// Nodes in the order in which they were met.
  let queue: UnsafeMutablePointer<Int32>
  /// The arcs on shortest paths, level by level: the node in the upper half, the place of the arc in
  /// the rows in the lower.
  let arcs: UnsafeMutablePointer<UInt64>
  /// Where each level begins in ``queue``, and its arcs among the arcs on shortest paths.
  let levelNodes: UnsafeMutablePointer<Int32>
  let levelArcs: UnsafeMutablePointer<Int32>
  /// For each follower of a run: the weight that only its chain reaches, not the root.
  var chainWeights: [Double] = []
  /// For each follower of a run: the weight reached from the root on the way of those behind it.
  var chainExclusions: [Double] = []
  /// The heap and distances of weighted searches.
  let distances: ShortestDistances?

  init(for plan: BetweennessPlan) {
    let nodeCount = plan.keptCount
    let arcCount = plan.targets.count
    distances = plan.lengths.isEmpty ? nil : ShortestDistances(nodeCount, arcCount)
    // One more of each: the search writes behind the last entry before it knows whether to keep it.
    level = .allocate(capacity: nodeCount + 1)
    level.initialize(repeating: Self.unseen, count: nodeCount + 1)
    counts = Self.zeros(nodeCount + 1)
    shares = Self.zeros(nodeCount + 1)
    excluded = Self.zeros(nodeCount + 1)
    queue = .allocate(capacity: nodeCount + 1)
    arcs = .allocate(capacity: arcCount + 1)
    levelNodes = .allocate(capacity: nodeCount + 2)
    levelArcs = .allocate(capacity: nodeCount + 2)
  }

  deinit {
    level.deallocate()
    counts.deallocate()
    shares.deallocate()
    excluded.deallocate()
    queue.deallocate()
    arcs.deallocate()
    levelNodes.deallocate()
    levelArcs.deallocate()
  }

  private static func zeros(_ count: Int) -> UnsafeMutablePointer<Double> {
    let pointer = UnsafeMutablePointer<Double>.allocate(capacity: count)
    pointer.initialize(repeating: 0, count: count)
    return pointer
  }
}
