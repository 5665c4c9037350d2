/// Which sums of dependencies are wanted.
struct DependencyWish: Sendable {
  var nodes = false
  var edges = false
}

/// Sums of dependencies over the runs of a plan.
struct DependencySums: Sendable {
  /// For each kept node; empty if not asked for.
  var nodes: [Double] = []
  /// For each arc of the plan; empty if not asked for.
  var arcs: [Double] = []
  /// How many sources other than the node itself reach each kept node; empty unless needed.
  var reach: [Double] = []
  /// For each run, the weight of all nodes that its root reaches, the root included.
  var reachedWeights: [Double] = []

  static func += (left: inout DependencySums, right: DependencySums) {
    add(right.nodes, to: &left.nodes)
    add(right.arcs, to: &left.arcs)
    add(right.reach, to: &left.reach)
  }

  private static func add(_ addends: [Double], to sums: inout [Double]) {
    guard !sums.isEmpty else {
      sums = addends
      return
    }
    let count = sums.count
    sums.withTrustedMutablePointer { sums in
      addends.withTrustedPointer { addends in
        for place in 0..<count { sums[place] += addends[place] }
      }
    }
  }
}

extension BetweennessPlan {
  /// Runs all searches and adds up what they hand back.
  ///
  /// Runs are dealt out to blocks by their number alone; blocks are added in order. Hence the sums do
  /// not depend on the number of workers.
  func sums(
    of wish: DependencyWish, execution: Execution
  ) throws(GraphError) -> DependencySums {
    let runCount = runs.roots.count
    // Each block has its own sums: fewer blocks for large graphs, to save memory.
    let blocks = min(runCount, keptCount > 1 << 18 ? 8 : 32)
    let workers = min(execution.workers, blocks)
    var scratches: [DependencyScratch?] = Array(repeating: nil, count: max(1, workers))
    var parts: [DependencySums?] = Array(repeating: nil, count: blocks)
    var reached = [Double](repeating: 0, count: runCount)
    var limited = execution
    limited.workers = max(1, workers)
    do {
      let reachedSlots = Slots(&reached)
      let partSlots = Slots(&parts)
      let scratchSlots = Slots(&scratches)
      defer {
        reachedSlots.finish(&reached)
        partSlots.finish(&parts)
        scratchSlots.finish(&scratches)
      }
      try limited.forEachBlock(blocks) { block, worker in
        if scratchSlots.base[worker] == nil {
          scratchSlots.base[worker] = DependencyScratch(for: self)
        }
        let scratch = scratchSlots.base[worker]!
        partSlots.base[block] = part(
          block, of: blocks, wish, scratch, reachedWeights: reachedSlots.base)
      }
    }
    var sums = DependencySums(
      nodes: wish.nodes ? Array(repeating: 0, count: keptCount) : [],
      arcs: wish.edges ? Array(repeating: 0, count: targets.count) : [],
      reach: needsReach ? Array(repeating: 0, count: keptCount) : [])
    for block in parts.indices {
      if let part = parts[block] { sums += part }
      parts[block] = nil
    }
    sums.reachedWeights = reached
    return sums
  }

  /// The sums over every `blocks`-th run.
  private func part(
    _ block: Int, of blocks: Int, _ wish: DependencyWish, _ scratch: DependencyScratch,
    reachedWeights: UnsafeMutablePointer<Double>
  ) -> DependencySums {
    var sums = DependencySums(
      nodes: wish.nodes ? Array(repeating: 0, count: keptCount) : [],
      arcs: wish.edges ? Array(repeating: 0, count: targets.count) : [],
      reach: needsReach ? Array(repeating: 0, count: keptCount) : [])
    sums.nodes.withTrustedMutablePointer { nodes in
      sums.arcs.withTrustedMutablePointer { arcs in
        sums.reach.withTrustedMutablePointer { reach in
          withPointers(scratch) { runner in
            var run = block
            while run < runs.roots.count {
              reachedWeights[run] = runner.execute(
                run, runs, nodes: wish.nodes ? nodes : nil, arcs: wish.edges ? arcs : nil,
                reach: needsReach ? reach : nil)
              run += blocks
            }
          }
        }
      }
    }
    return sums
  }

  private func withPointers(_ scratch: DependencyScratch, _ body: (DependencyRunner) -> Void) {
    offsets.withTrustedPointer { offsets in
      targets.withTrustedPointer { targets in
        lengths.withTrustedPointer { lengths in
          weights.withTrustedPointer { weights in
            body(
              DependencyRunner(
                breadthFirst: BreadthFirstDependencies(
                  offsets: offsets, targets: targets, scratch: scratch),
                weighted: WeightedDependencies(
                  offsets: offsets, targets: targets, lengths: lengths,
                  scratch: scratch),
                accumulation: DependencyAccumulation(
                  targets: targets, weights: weights, scratch: scratch)))
          }
        }
      }
    }
  }
}

/// An array lent to several threads, each of which writes its own elements.
private struct Slots<Element>: @unchecked Sendable {
  let base: UnsafeMutablePointer<Element>
  private let count: Int

  /// Takes the elements out of the array.
  init(_ array: inout [Element]) {
    count = array.count
    base = .allocate(capacity: max(1, count))
    for place in 0..<count { (base + place).initialize(to: array[place]) }
    array = []
  }

  /// Gives them back.
  func finish(_ array: inout [Element]) {
    array = Array(UnsafeBufferPointer(start: base, count: count))
    base.deinitialize(count: count)
    base.deallocate()
  }
}
