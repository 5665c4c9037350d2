/// Eight sources in one sweep: their levels as bits, their numbers of paths side by side.
///
/// The eight searches go level by level together. A node is taken up once for all sources that reach
/// it in the same level, so sources that lie close together share most of the work. What the sweep
/// finds, (node, arc, sources), is kept in one list; numbers of paths and dependencies then run over
/// this list, eight at a time and without a branch.
///
/// Trusted input: an undirected plan without lengths. Nothing is allocated in the loops.
///
/// - Source: the bits: Then et al. (2014), "The more the merrier: efficient multi-source graph
///   traversal", PVLDB 8(4), section 3; the sums: Brandes (2001), algorithm 1.
struct LaneDependencies {
  static let lanes = 8
  typealias Lanes = SIMD8<Double>
  private typealias Bits = SIMD8<UInt64>

  let offsets: UnsafePointer<Int32>
  let targets: UnsafePointer<Int32>
  let weights: UnsafePointer<Double>
  let scratch: LaneScratch

  /// Adds the dependencies of up to eight sources.
  ///
  /// - Returns: whether the numbers of paths stayed well within the range of `Double`; if not, nothing
  ///   was added.
  @inline(never)
  func execute(
    _ roots: ArraySlice<Int32>, multiplicities: Lanes,
    nodeTotals: UnsafeMutablePointer<Double>?, arcTotals: UnsafeMutablePointer<Double>?
  ) -> Bool {
    let (levels, events) =
      arcTotals == nil ? search(roots, noting: .targets) : search(roots, noting: .arcs)
    let isModest = countPaths(roots, levels: levels, byArcs: arcTotals != nil)
    if isModest {
      accumulate(
        levels: levels, multiplicities: multiplicities, nodeTotals: nodeTotals,
        arcTotals: arcTotals)
    }
    clear(events)
    return isModest
  }

  private enum Noting {
    case targets
    case arcs
  }

  /// Finds levels, and the arcs on shortest paths with the sources for which they are.
  @inline(__always)
  private func search(_ roots: ArraySlice<Int32>, noting: Noting) -> (levels: Int, events: Int) {
    let seen = scratch.seen
    let fresh = scratch.fresh
    let eventNodes = scratch.eventNodes
    let eventSources = scratch.eventSources
    let steps = scratch.steps
    let targets = targets
    var head = 0
    var tail = 0
    var stepTail = 0
    for (lane, root) in roots.enumerated() {
      if fresh[Int(root)] == 0 {
        eventNodes[tail] = root
        tail += 1
      }
      fresh[Int(root)] |= 1 << UInt8(lane)
    }
    settle(0..<tail)
    scratch.levelEvents[0] = 0
    scratch.levelSteps[0] = 0
    var depth = 0
    while head < tail {
      let levelEnd = tail
      while head < levelEnd {
        let node = Int(eventNodes[head])
        let sources = eventSources[head]
        head &+= 1
        var arc = Int(offsets[node])
        let end = Int(offsets[node &+ 1])
        let packed = UInt64(truncatingIfNeeded: node) &<< 38
        while arc < end {
          let target = Int(targets[arc])
          let new = sources & ~seen[target]
          let before = fresh[target]
          fresh[target] = before | new
          eventNodes[tail] = Int32(truncatingIfNeeded: target)
          tail &+= before == 0 && new != 0 ? 1 : 0
          let note = noting == .arcs ? arc : target
          steps[stepTail] =
            packed | UInt64(truncatingIfNeeded: note) &<< 8 | UInt64(truncatingIfNeeded: new)
          stepTail &+= new != 0 ? 1 : 0
          arc &+= 1
        }
      }
      settle(levelEnd..<tail)
      depth &+= 1
      scratch.levelEvents[depth] = levelEnd
      scratch.levelSteps[depth] = stepTail
    }
    return (depth, tail)
  }

  /// Takes the nodes of a new level over among those seen.
  @inline(__always)
  private func settle(_ events: Range<Int>) {
    for event in events {
      let node = Int(scratch.eventNodes[event])
      let new = scratch.fresh[node]
      scratch.eventSources[event] = new
      scratch.seen[node] |= new
      scratch.fresh[node] = 0
    }
  }

  @inline(__always)
  private func masked(_ value: Lanes, _ sources: Int) -> Lanes {
    unsafeBitCast(unsafeBitCast(value, to: Bits.self) & scratch.masks[sources], to: Lanes.self)
  }

  @inline(__always)
  private func unpack(_ step: UInt64) -> (node: Int, note: Int, sources: Int) {
    (
      Int(truncatingIfNeeded: step &>> 38), Int(truncatingIfNeeded: step &>> 8 & 0x3FFF_FFFF),
      Int(truncatingIfNeeded: step & 0xFF)
    )
  }

  @inline(never)
  private func countPaths(_ roots: ArraySlice<Int32>, levels: Int, byArcs: Bool) -> Bool {
    let counts = scratch.counts
    for (lane, root) in roots.enumerated() { counts[Int(root)][lane] = 1 }
    let all = scratch.levelSteps[levels]
    var largest = Lanes.zero
    for place in 0..<all {
      let (node, note, sources) = unpack(scratch.steps[place])
      let target = byArcs ? Int(targets[note]) : note
      let sum = counts[target] + masked(counts[node], sources)
      counts[target] = sum
      largest += sum
    }
    // The sum of all sums bounds the numbers of paths from above.
    return largest.sum() < 0x1p900
  }

  @inline(never)
  private func accumulate(
    levels: Int, multiplicities: Lanes, nodeTotals: UnsafeMutablePointer<Double>?,
    arcTotals: UnsafeMutablePointer<Double>?
  ) {
    let counts = scratch.counts
    let shares = scratch.shares
    let steps = scratch.steps
    var depth = levels - 1
    while depth >= 0 {
      let range = scratch.levelSteps[depth]..<scratch.levelSteps[depth + 1]
      if let arcTotals {
        for place in range {
          let (node, arc, sources) = unpack(steps[place])
          let share = masked(shares[Int(targets[arc])], sources)
          shares[node] += share
          arcTotals[arc] += (counts[node] * share).sum()
        }
      } else {
        for place in range {
          let (node, target, sources) = unpack(steps[place])
          shares[node] += masked(shares[target], sources)
        }
      }
      if depth > 0 {
        for event in scratch.levelEvents[depth]..<scratch.levelEvents[depth + 1] {
          let node = Int(scratch.eventNodes[event])
          let sources = Int(scratch.eventSources[event])
          let count = counts[node]
          let gathered = shares[node]
          let dependency = count * gathered
          let share = (multiplicities * weights[node] + dependency) / count
          shares[node] = masked(gathered, sources ^ 0xFF) + masked(share, sources)
          nodeTotals?[node] += masked(dependency, sources).sum()
        }
      }
      depth -= 1
    }
  }

  private func clear(_ events: Int) {
    for event in 0..<events {
      let node = Int(scratch.eventNodes[event])
      guard scratch.seen[node] != 0 else { continue }
      scratch.seen[node] = 0
      scratch.counts[node] = .zero
      scratch.shares[node] = .zero
    }
  }
}

/// What one thread needs for sweeps of eight sources.
///
/// Between two sweeps every entry of ``seen``, ``fresh``, ``counts`` and ``shares`` is 0.
final class LaneScratch {
  /// The sources that have reached each node, one bit each, and those that do so in this level.
  let seen: UnsafeMutablePointer<UInt8>
  let fresh: UnsafeMutablePointer<UInt8>
  let counts: UnsafeMutablePointer<SIMD8<Double>>
  let shares: UnsafeMutablePointer<SIMD8<Double>>
  /// The nodes of each level and the sources of which they are in that level.
  let eventNodes: UnsafeMutablePointer<Int32>
  let eventSources: UnsafeMutablePointer<UInt8>
  /// Arcs on shortest paths: the node in the highest 26 bits, then 30 for the target or the arc, and
  /// the sources in the lowest 8.
  let steps: UnsafeMutablePointer<UInt64>
  let levelEvents: UnsafeMutablePointer<Int>
  let levelSteps: UnsafeMutablePointer<Int>
  /// For each set of sources, all bits of their lanes.
  let masks: UnsafeMutablePointer<SIMD8<UInt64>>

  /// Whether node and arc ids fit into the bits of a step.
  static func fits(_ plan: BetweennessPlan) -> Bool {
    plan.keptCount < 1 << 26 && plan.targets.count < 1 << 30
  }

  init(for plan: BetweennessPlan) {
    let nodes = plan.keptCount
    seen = .allocate(capacity: nodes + 1)
    seen.initialize(repeating: 0, count: nodes + 1)
    fresh = .allocate(capacity: nodes + 1)
    fresh.initialize(repeating: 0, count: nodes + 1)
    counts = .allocate(capacity: nodes + 1)
    counts.initialize(repeating: .zero, count: nodes + 1)
    shares = .allocate(capacity: nodes + 1)
    shares.initialize(repeating: .zero, count: nodes + 1)
    // Each source meets each node in one level, and each edge in one direction at most.
    let lanes = LaneDependencies.lanes
    eventNodes = .allocate(capacity: lanes * nodes + 1)
    eventSources = .allocate(capacity: lanes * nodes + 1)
    steps = .allocate(capacity: lanes * (plan.targets.count / 2) + 1)
    levelEvents = .allocate(capacity: nodes + 2)
    levelSteps = .allocate(capacity: nodes + 2)
    masks = .allocate(capacity: 256)
    for sources in 0..<256 {
      var mask = SIMD8<UInt64>.zero
      for lane in 0..<8 where sources >> lane & 1 == 1 { mask[lane] = .max }
      (masks + sources).initialize(to: mask)
    }
  }

  deinit {
    seen.deallocate()
    fresh.deallocate()
    counts.deallocate()
    shares.deallocate()
    eventNodes.deallocate()
    eventSources.deallocate()
    steps.deallocate()
    levelEvents.deallocate()
    levelSteps.deallocate()
    masks.deallocate()
  }
}
