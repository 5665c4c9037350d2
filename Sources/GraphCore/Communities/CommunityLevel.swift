/// The network that communities are sought in at one level: symmetric rows without loops, and the
/// mass of each node.
///
/// Loops are left out because a node takes them along wherever it goes; its mass holds them.
struct CommunityLevel {
  var offsets: [Int32]
  var neighbors: [Int32]
  /// By arc; empty when every arc weighs 1.
  var weights: [Double]
  /// By node: its strength (modularity) or the number of nodes that it stands for (Potts).
  var masses: [Double]

  var nodeCount: Int { masses.count }

  /// The level of the nodes themselves; direction is ignored, parallel edges add up, edges of weight
  /// 0 are dropped.
  ///
  /// - Parameter weights: checked; their sum is an `Int64`.
  init(_ graph: CompactGraph, weights given: [Int64]?, masses: CommunityQuality) {
    let count = graph.nodeCount
    var strengths = GraphCore.strengths(of: graph.outgoing, given)
    if graph.isDirected {
      let received = GraphCore.strengths(of: graph.incoming, given)
      for node in 0..<count { strengths[node] += received[node] }
    }
    switch masses {
    case .modularity: self.masses = strengths
    case .potts: self.masses = [Double](repeating: 1, count: count)
    }
    if given == nil, !graph.isDirected, graph.isSimple {
      offsets = graph.outgoing.offsets
      neighbors = graph.outgoing.neighbors
      weights = []
      return
    }
    offsets = [0]
    neighbors = []
    weights = []
    offsets.reserveCapacity(count + 1)
    neighbors.reserveCapacity(2 * graph.edgeCount)
    weights.reserveCapacity(2 * graph.edgeCount)
    let (ahead, back) = (graph.outgoing, graph.incoming)
    for node in 0..<count {
      let first = neighbors.count
      var arc = ahead.row(node).lowerBound
      let end = ahead.row(node).upperBound
      // An undirected graph has all its arcs in one row.
      let other = graph.isDirected ? back.row(node) : 0..<0
      var backArc = other.lowerBound
      // Both rows are ascending: so is what comes of them, whichever way an edge was given.
      while arc < end || backArc < other.upperBound {
        let neighbor: Int32
        let edge: Int
        if backArc == other.upperBound
          || (arc < end && ahead.neighbors[arc] <= back.neighbors[backArc])
        {
          (neighbor, edge) = (ahead.neighbors[arc], Int(ahead.edges[arc]))
          arc += 1
        } else {
          (neighbor, edge) = (back.neighbors[backArc], Int(back.edges[backArc]))
          backArc += 1
        }
        let weight = given.map { Double($0[edge]) } ?? 1
        guard weight > 0, Int(neighbor) != node else { continue }
        if neighbors.count > first, neighbors[neighbors.count - 1] == neighbor {
          weights[weights.count - 1] += weight
        } else {
          neighbors.append(neighbor)
          weights.append(weight)
        }
      }
      offsets.append(Int32(truncatingIfNeeded: neighbors.count))
    }
  }

  /// One node for each group of nodes of a finer level.
  ///
  /// - Parameters:
  ///   - groups: the group of each node, numbered from 0.
  ///   - count: how many groups there are.
  /// - Complexity: O(*n* + *m*). Neighbours stand in the order in which they are met.
  init(_ finer: CommunityLevel, groups: [Int32], count: Int) {
    // Nodes by group, ascending.
    var starts = [Int32](repeating: 0, count: count + 1)
    masses = [Double](repeating: 0, count: count)
    for (node, group) in groups.enumerated() {
      starts[Int(group) + 1] += 1
      masses[Int(group)] += finer.masses[node]
    }
    for group in 0..<count { starts[group + 1] += starts[group] }
    var next = starts
    let members = [Int32](count: groups.count) { members in
      for (node, group) in groups.enumerated() {
        members[Int(next[Int(group)])] = Int32(truncatingIfNeeded: node)
        next[Int(group)] += 1
      }
    }
    var sums = [Double](repeating: 0, count: count)
    var offsets = [Int32](repeating: 0, count: count + 1)
    var weights = [Double](repeating: 0, count: finer.neighbors.count)
    var filled = 0
    neighbors = [Int32](unsafeUninitializedCapacity: finer.neighbors.count) { buffer, initialized in
      if let neighbors = buffer.baseAddress {
        sums.withTrustedMutablePointer { sums in
          offsets.withTrustedMutablePointer { offsets in
            weights.withTrustedMutablePointer { weights in
              finer.withPointers { fine in
                groups.withTrustedPointer { groups in
                  members.withTrustedPointer { members in
                    starts.withTrustedPointer { starts in
                      for group in 0..<count {
                        let first = filled
                        for member in Int(starts[group])..<Int(starts[group + 1]) {
                          let node = Int(members[member])
                          for arc in Int(fine.offsets[node])..<Int(fine.offsets[node + 1]) {
                            let other = Int(groups[Int(fine.neighbors[arc])])
                            if other == group { continue }
                            if sums[other] == 0 {
                              neighbors[filled] = Int32(truncatingIfNeeded: other)
                              filled += 1
                            }
                            sums[other] += fine.weight(arc)
                          }
                        }
                        for slot in first..<filled {
                          let other = Int(neighbors[slot])
                          weights[slot] = sums[other]
                          sums[other] = 0
                        }
                        offsets[group + 1] = Int32(truncatingIfNeeded: filled)
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
      initialized = filled
    }
    weights.removeLast(weights.count - filled)
    self.weights = weights
    self.offsets = offsets
  }

  /// The rows as kernels read them.
  struct Pointers {
    let offsets: UnsafePointer<Int32>
    let neighbors: UnsafePointer<Int32>
    let weights: UnsafePointer<Double>?
    let masses: UnsafePointer<Double>

    @inline(__always) func weight(_ arc: Int) -> Double { weights.map { $0[arc] } ?? 1 }
  }

  @inline(__always)
  func withPointers<Result>(_ body: (Pointers) -> Result) -> Result {
    offsets.withTrustedPointer { offsets in
      neighbors.withTrustedPointer { neighbors in
        weights.withTrustedPointer { weights in
          masses.withTrustedPointer { masses in
            body(
              Pointers(
                offsets: offsets, neighbors: neighbors,
                weights: self.weights.isEmpty ? nil : weights, masses: masses))
          }
        }
      }
    }
  }
}
