/// Moves nodes to the neighbouring community where they gain most, until none gains.
///
/// Memory is taken once, for the finest level, and used for all.
///
/// - Source: the queue of nodes whose neighbourhood changed after Traag, Waltman & van Eck (2019),
///   Sci. Rep. 9, 5233, algorithm A.2, MoveNodesFast.
final class LocalMoving {
  /// What one community weighs, and what the node in hand is tied to it by: side by side, because
  /// they are read together.
  struct Slot {
    var tie = 0.0
    var mass = 0.0
  }

  /// The community of each node; communities are numbered like nodes.
  private(set) var communities: [Int32]
  private var slots: [Slot]
  private var sizes: [Int32]
  private var touched: [Int32]
  private var queue: [Int32]
  private var isQueued: [UInt8]
  /// Communities without nodes.
  private var empty: [Int32] = []

  init(capacity: Int) {
    communities = [Int32](repeating: 0, count: capacity)
    slots = [Slot](repeating: Slot(), count: capacity)
    sizes = [Int32](repeating: 0, count: capacity)
    touched = [Int32](repeating: 0, count: capacity)
    queue = [Int32](repeating: 0, count: capacity)
    isQueued = [UInt8](repeating: 0, count: capacity)
  }

  /// Moves the nodes of a level, beginning with `start`.
  ///
  /// Of communities where a node gains alike it goes to the one with the lowest number, and it moves
  /// only for a gain.
  ///
  /// - Parameters:
  ///   - start: the community of each node, below the number of nodes.
  ///   - order: in which nodes are visited first.
  /// - Returns: the community of each node and the number of moves.
  func run(
    _ level: CommunityLevel, from start: [Int32], order: [Int32], value: MoveValue
  ) -> (communities: [Int32], moves: Int) {
    let count = level.nodeCount
    for community in 0..<count {
      slots[community] = Slot()
      sizes[community] = 0
      isQueued[community] = 1
    }
    for node in 0..<count {
      communities[node] = start[node]
      slots[Int(start[node])].mass += level.masses[node]
      sizes[Int(start[node])] += 1
      queue[node] = order[node]
    }
    empty.removeAll(keepingCapacity: true)
    for community in stride(from: count - 1, through: 0, by: -1) where sizes[community] == 0 {
      empty.append(Int32(truncatingIfNeeded: community))
    }
    empty.reserveCapacity(count)
    let moves = level.withPointers { level in
      communities.withTrustedMutablePointer { communities in
        slots.withTrustedMutablePointer { slots in
          sizes.withTrustedMutablePointer { sizes in
            touched.withTrustedMutablePointer { touched in
              queue.withTrustedMutablePointer { queue in
                isQueued.withTrustedMutablePointer { isQueued in
                  var kernel = LocalMovingKernel(
                    count: count, level: level, value: value, communities: communities,
                    slots: slots, sizes: sizes, touched: touched, queue: queue,
                    isQueued: isQueued)
                  return kernel.run(&empty)
                }
              }
            }
          }
        }
      }
    }
    return (Array(communities[..<count]), moves)
  }
}

private struct LocalMovingKernel {
  let count: Int
  let level: CommunityLevel.Pointers
  let value: MoveValue
  let communities: UnsafeMutablePointer<Int32>
  let slots: UnsafeMutablePointer<LocalMoving.Slot>
  let sizes: UnsafeMutablePointer<Int32>
  let touched: UnsafeMutablePointer<Int32>
  let queue: UnsafeMutablePointer<Int32>
  let isQueued: UnsafeMutablePointer<UInt8>

  mutating func run(_ empty: inout [Int32]) -> Int {
    var head = 0
    var waiting = count
    var moves = 0
    while waiting > 0 {
      let node = Int(queue[head])
      head = head + 1 == count ? 0 : head + 1
      waiting -= 1
      isQueued[node] = 0
      let row = Int(level.offsets[node])..<Int(level.offsets[node + 1])
      let mass = level.masses[node]
      let current = Int(communities[node])
      let found = tie(row)
      slots[current].mass -= mass
      var best = current
      let stay = value(weight: slots[current].tie, mass: mass, of: slots[current].mass)
      var bestGain = stay + value.attraction * mass * value.rounding
      for index in 0..<found {
        let community = Int(touched[index])
        let slot = slots[community]
        slots[community].tie = 0
        let gain = value(weight: slot.tie, mass: mass, of: slot.mass)
        if gain > bestGain || (gain == bestGain && best != current && community < best) {
          if community == current { continue }
          best = community
          bestGain = gain
        }
      }
      if bestGain < 0, sizes[current] > 1, let fresh = empty.popLast() { best = Int(fresh) }
      slots[best].mass += mass
      if best == current { continue }
      moves += 1
      sizes[current] -= 1
      if sizes[current] == 0 {
        slots[current].mass = 0
        empty.append(Int32(truncatingIfNeeded: current))
      }
      sizes[best] += 1
      communities[node] = Int32(truncatingIfNeeded: best)
      for arc in row {
        let other = Int(level.neighbors[arc])
        if isQueued[other] == 0, Int(communities[other]) != best {
          isQueued[other] = 1
          var tail = head + waiting
          if tail >= count { tail -= count }
          queue[tail] = Int32(truncatingIfNeeded: other)
          waiting += 1
        }
      }
    }
    return moves
  }

  /// Adds up what ties a row to each community.
  ///
  /// - Returns: how many communities were touched.
  @inline(__always)
  private func tie(_ row: Range<Int>) -> Int {
    var found = 0
    if let weights = level.weights {
      for arc in row {
        let community = communities[Int(level.neighbors[arc])]
        let tie = slots[Int(community)].tie
        // Written always, kept only when new: no branch to guess wrong.
        touched[found] = community
        found += tie == 0 ? 1 : 0
        slots[Int(community)].tie = tie + weights[arc]
      }
    } else {
      for arc in row {
        let community = communities[Int(level.neighbors[arc])]
        let tie = slots[Int(community)].tie
        touched[found] = community
        found += tie == 0 ? 1 : 0
        slots[Int(community)].tie = tie + 1
      }
    }
    return found
  }
}
