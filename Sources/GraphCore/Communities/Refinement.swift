/// Cuts each community into well-connected parts, which become the nodes of the next level.
///
/// Every node begins alone. In the given order, each node that is still alone and well connected to
/// its community joins the part, well connected itself, where it gains most (the lowest number of
/// those alike); it stays alone if it gains nothing anywhere. Parts are connected, since a node only
/// joins a part that it has an edge to.
///
/// - Returns: the part of each node, numbered by first member, and how many parts there are.
/// - Complexity: O(*n* + *m*).
/// - Source: Traag, Waltman & van Eck (2019), algorithm A.2, RefinePartition, with the best part
///   instead of a random one (their θ → 0).
func refined(
  _ level: CommunityLevel, communities: [Int32], order: [Int32], value: MoveValue
) -> (parts: [Int32], count: Int) {
  let count = level.nodeCount
  var kernelParts = [Int32](count: count) { parts in
    for node in 0..<count { parts[node] = Int32(truncatingIfNeeded: node) }
  }
  var scratch = [PartSlot](repeating: PartSlot(), count: count)
  var masses = [Double](repeating: 0, count: count)
  var touched = [Int32](repeating: 0, count: count)
  for node in 0..<count {
    masses[Int(communities[node])] += level.masses[node]
    scratch[node].mass = level.masses[node]
  }
  level.withPointers { level in
    kernelParts.withTrustedMutablePointer { parts in
      scratch.withTrustedMutablePointer { slots in
        touched.withTrustedMutablePointer { touched in
          masses.withTrustedPointer { masses in
            communities.withTrustedPointer { communities in
              order.withTrustedPointer { order in
                RefinementKernel(
                  count: count, level: level, value: value, communities: communities,
                  masses: masses, parts: parts, slots: slots, touched: touched
                ).run(order)
              }
            }
          }
        }
      }
    }
  }
  let partition = Partition(nodeLabels: kernelParts)
  return (partition.membership, partition.count)
}

/// What one part weighs.
private struct PartSlot {
  /// What ties the node in hand to it.
  var tie = 0.0
  var mass = 0.0
  /// What ties it to the rest of its community.
  var cut = 0.0
  var size: Int32 = 1
}

private struct RefinementKernel {
  let count: Int
  let level: CommunityLevel.Pointers
  let value: MoveValue
  let communities: UnsafePointer<Int32>
  /// By community.
  let masses: UnsafePointer<Double>
  let parts: UnsafeMutablePointer<Int32>
  let slots: UnsafeMutablePointer<PartSlot>
  let touched: UnsafeMutablePointer<Int32>

  func run(_ order: UnsafePointer<Int32>) {
    for node in 0..<count {
      let own = communities[node]
      var cut = 0.0
      for arc in Int(level.offsets[node])..<Int(level.offsets[node + 1])
      where communities[Int(level.neighbors[arc])] == own {
        cut += level.weight(arc)
      }
      slots[node].cut = cut
    }
    for turn in 0..<count {
      let node = Int(order[turn])
      let mass = level.masses[node]
      let all = masses[Int(communities[node])]
      guard Int(parts[node]) == node, slots[node].size == 1, slots[node].cut > 0,
        value(weight: slots[node].cut, mass: mass, of: all - mass) >= 0
      else { continue }
      join(node, mass, all)
    }
  }

  @inline(__always)
  private func join(_ node: Int, _ mass: Double, _ all: Double) {
    let own = communities[node]
    var found = 0
    for arc in Int(level.offsets[node])..<Int(level.offsets[node + 1]) {
      let other = Int(level.neighbors[arc])
      guard communities[other] == own else { continue }
      let part = parts[other]
      if slots[Int(part)].tie == 0 {
        touched[found] = part
        found += 1
      }
      slots[Int(part)].tie += level.weight(arc)
    }
    var best = node
    var bestGain = 0.0
    var bestTie = 0.0
    for index in 0..<found {
      let part = Int(touched[index])
      let slot = slots[part]
      slots[part].tie = 0
      let gain = value(weight: slot.tie, mass: mass, of: slot.mass)
      if gain > bestGain || (gain == bestGain && (best == node || part < best)),
        value(weight: slot.cut, mass: slot.mass, of: all - slot.mass) >= 0
      {
        best = part
        bestGain = gain
        bestTie = slot.tie
      }
    }
    if best == node { return }
    parts[node] = Int32(truncatingIfNeeded: best)
    slots[best].cut += slots[node].cut - 2 * bestTie
    slots[best].mass += mass
    slots[best].size += 1
    slots[node].size = 0
  }
}
