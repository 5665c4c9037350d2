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
  /// Not in directed graphs, where followers make one run of many sources already.
  var usesLanes: Bool { !graph.isDirected && lengths.isEmpty && LaneScratch.fits(self) }

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
    var parts: [DependencySums] = Array(repeating: emptySums(wish), count: blocks)
    var scratches: [RunScratch?] = Array(
      repeating: nil, count: max(1, min(execution.workers, blocks)))
    do {
      let partSlots = Slots(&parts)
      let scratchSlots = Slots(&scratches)
      defer {
        partSlots.finish(&parts)
        scratchSlots.finish(&scratches)
      }
      // In rounds, so that long runs can be stopped and followed.
      for begin in stride(from: 0, to: batches, by: max(1, blocks) * Self.batchesPerRound) {
        let end = min(batches, begin + blocks * Self.batchesPerRound)
        var round = execution
        round.progress = { done, total in
          execution.progress(begin + (end - begin) * done / total, batches)
        }
        try round.forEachBlock(blocks) { block, worker in
          let scratch = scratchSlots.base[worker] ?? RunScratch(for: self)
          scratchSlots.base[worker] = scratch
          add(
            to: &partSlots.base[block], wish, scratch,
            batches: stride(from: begin + block, to: end, by: blocks))
        }
      }
    }
    var sums = emptySums(wish)
    for part in parts { sums += part }
    return sums
  }

  /// How many batches each block runs in a round.
  private static let batchesPerRound = 16

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
          withPointers { pointers in
            for batch in batches {
              guard let lanes = scratch.lanes else {
                pointers.runner(scratch.single)
                  .execute(batch, runs, nodes: wanted.nodes, arcs: wanted.arcs, reach: wanted.reach)
                continue
              }
              let begin = batch * LaneDependencies.lanes
              let range = begin..<min(begin + LaneDependencies.lanes, runs.roots.count)
              var multiplicities = LaneDependencies.Lanes.zero
              for run in range { multiplicities[run - begin] = runs.multiplicities[run] }
              let isDone = pointers.lanes(lanes).execute(
                runs.roots[range], multiplicities: multiplicities, nodeTotals: wanted.nodes,
                arcTotals: wanted.arcs)
              if isDone { continue }
              for run in range {
                pointers.runner(scratch.single)
                  .execute(run, runs, nodes: wanted.nodes, arcs: wanted.arcs, reach: nil)
              }
            }
          }
        }
      }
    }
  }

  private struct Pointers {
    let offsets: UnsafePointer<Int32>
    let targets: UnsafePointer<Int32>
    let lengths: UnsafePointer<Int64>
    let weights: UnsafePointer<Double>

    func runner(_ scratch: DependencyScratch) -> DependencyRunner {
      DependencyRunner(
        offsets: offsets, targets: targets, lengths: lengths, weights: weights, scratch: scratch)
    }

    func lanes(_ scratch: LaneScratch) -> LaneDependencies {
      LaneDependencies(offsets: offsets, targets: targets, weights: weights, scratch: scratch)
    }
  }

  private func withPointers(_ body: (Pointers) -> Void) {
    offsets.withTrustedPointer { offsets in
      targets.withTrustedPointer { targets in
        lengths.withTrustedPointer { lengths in
          weights.withTrustedPointer { weights in
            body(
              Pointers(offsets: offsets, targets: targets, lengths: lengths, weights: weights))
          }
        }
      }
    }
  }
}

/// The memory of one thread.
private final class RunScratch {
  private let plan: BetweennessPlan
  let lanes: LaneScratch?
  /// For one source at a time; made when first asked for.
  private(set) lazy var single = DependencyScratch(for: plan)

  init(for plan: BetweennessPlan) {
    self.plan = plan
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
