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
  /// Whether sources are searched from eight at a time.
  ///
  /// Not in directed graphs, where followers make one run of many sources already; nor in graphs so
  /// large that eight columns leave the caches of the processor.
  var usesLanes: Bool {
    !graph.isDirected && lengths.isEmpty && keptCount <= Self.largestLaneGraph
      && LaneScratch.fits(self)
  }

  static let largestLaneGraph = 1 << 18

  /// Runs all searches and adds up what they hand back.
  ///
  /// Runs are dealt out to blocks by their number alone; blocks are added in order. Hence the sums do
  /// not depend on the number of workers.
  func sums(
    of wish: DependencyWish, execution: Execution
  ) throws(GraphError) -> DependencySums {
    let batch = usesLanes ? LaneDependencies.lanes : 1
    let batches = (runs.roots.count + batch - 1) / batch
    // Each block has its own sums: fewer blocks for large graphs, to save memory.
    let blocks = min(batches, keptCount > 1 << 18 ? 8 : 32)
    var limited = execution
    limited.workers = max(1, min(execution.workers, blocks))
    var scratches: [RunScratch?] = Array(repeating: nil, count: limited.workers)
    var parts: [DependencySums?] = Array(repeating: nil, count: blocks)
    do {
      let partSlots = Slots(&parts)
      let scratchSlots = Slots(&scratches)
      defer {
        partSlots.finish(&parts)
        scratchSlots.finish(&scratches)
      }
      try limited.forEachBlock(blocks) { block, worker in
        let scratch = scratchSlots.base[worker] ?? RunScratch(for: self)
        scratchSlots.base[worker] = scratch
        var part = emptySums(wish)
        add(to: &part, wish, scratch, batches: stride(from: block, to: batches, by: blocks))
        partSlots.base[block] = part
      }
    }
    var sums = emptySums(wish)
    for block in parts.indices {
      if let part = parts[block] { sums += part }
      parts[block] = nil
    }
    return sums
  }

  private func emptySums(_ wish: DependencyWish) -> DependencySums {
    DependencySums(
      nodes: wish.nodes ? Array(repeating: 0, count: keptCount) : [],
      arcs: wish.edges ? Array(repeating: 0, count: targets.count) : [],
      reach: needsReach ? Array(repeating: 0, count: keptCount) : [])
  }

  /// Adds the sums over some batches of runs.
  private func add(
    to sums: inout DependencySums, _ wish: DependencyWish, _ scratch: RunScratch,
    batches: StrideTo<Int>
  ) {
    sums.nodes.withTrustedMutablePointer { nodes in
      sums.arcs.withTrustedMutablePointer { arcs in
        sums.reach.withTrustedMutablePointer { reach in
          let wanted = (
            nodes: wish.nodes ? nodes : nil, arcs: wish.edges ? arcs : nil,
            reach: needsReach ? reach : nil
          )
          withRunner(scratch) { runner in
            for batch in batches {
              if let lanes = scratch.lanes {
                let begin = batch * LaneDependencies.lanes
                let range = begin..<min(begin + LaneDependencies.lanes, runs.roots.count)
                if runner.execute(range, runs, lanes, nodes: wanted.nodes, arcs: wanted.arcs) {
                  continue
                }
                for run in range {
                  runner.execute(run, runs, nodes: wanted.nodes, arcs: wanted.arcs, reach: nil)
                }
              } else {
                runner.execute(
                  batch, runs, nodes: wanted.nodes, arcs: wanted.arcs, reach: wanted.reach)
              }
            }
          }
        }
      }
    }
  }

  private func withRunner(_ scratch: RunScratch, _ body: (DependencyRunner) -> Void) {
    offsets.withTrustedPointer { offsets in
      targets.withTrustedPointer { targets in
        lengths.withTrustedPointer { lengths in
          weights.withTrustedPointer { weights in
            body(
              DependencyRunner(
                offsets: offsets, targets: targets, lengths: lengths, weights: weights,
                scratch: scratch.single))
          }
        }
      }
    }
  }
}

/// The memory of one thread.
private final class RunScratch {
  let single: DependencyScratch
  let lanes: LaneScratch?

  init(for plan: BetweennessPlan) {
    single = DependencyScratch(for: plan)
    lanes = plan.usesLanes ? LaneScratch(for: plan) : nil
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
