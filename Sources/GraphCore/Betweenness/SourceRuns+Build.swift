extension BetweennessPlan {
  /// Chooses the runs: followers in the run of their root if every node is a source, all others in
  /// their own.
  mutating func chooseRuns() {
    if graph.isDirected && sourceCounts == nil {
      chooseRunsWithFollowers()
      return
    }
    // A node of an undirected graph is a source for its pendants too. A pendant of a directed graph
    // reaches only what hangs below it, which is counted in closed form.
    let counts = graph.isDirected ? sourceCounts ?? [] : sourcesBelow()
    for kept in 0..<keptCount where counts[Int(original[kept])] > 0 {
      runs.roots.append(Int32(truncatingIfNeeded: kept))
      runs.multiplicities.append(counts[Int(original[kept])])
    }
  }

  /// How many sources each node stands for: itself and the pendants below it.
  func sourcesBelow() -> [Double] {
    var counts = sourceCounts ?? Array(repeating: 1, count: graph.nodeCount)
    for pendant in pendants { counts[Int(pendant.parent)] += counts[Int(pendant.node)] }
    return counts
  }

  private mutating func chooseRunsWithFollowers() {
    var leader = leaders()
    breakCycles(of: &leader)
    // The followers of each node, in rows.
    var offsets = [Int32](repeating: 0, count: keptCount + 1)
    for next in leader where next >= 0 { offsets[Int(next) + 1] += 1 }
    for node in 0..<keptCount { offsets[node + 1] += offsets[node] }
    var free = offsets
    var rows = [Int32](repeating: 0, count: Int(offsets[keptCount]))
    for (node, next) in leader.enumerated() where next >= 0 {
      rows[Int(free[Int(next)])] = Int32(truncatingIfNeeded: node)
      free[Int(next)] += 1
    }
    runs.followerOffsets = [0]
    for root in 0..<keptCount where leader[root] < 0 {
      let begin = runs.followers.count
      for follower in rows[Int(offsets[root])..<Int(offsets[root + 1])] {
        runs.followers.append(follower)
        runs.leaders.append(-1)
      }
      var place = begin
      while place < runs.followers.count {
        let node = Int(runs.followers[place])
        for follower in rows[Int(offsets[node])..<Int(offsets[node + 1])] {
          runs.followers.append(follower)
          runs.leaders.append(Int32(truncatingIfNeeded: place))
        }
        place += 1
      }
      // A source that reaches only its own pendants needs no run unless somebody follows it.
      if root >= expandable && begin == runs.followers.count { continue }
      runs.roots.append(Int32(truncatingIfNeeded: root))
      runs.multiplicities.append(Double(runs.followers.count - begin + 1))
      runs.followerOffsets.append(Int32(truncatingIfNeeded: runs.followers.count))
    }
    runs.followings = [Double](repeating: 1, count: runs.followers.count)
    for place in runs.followers.indices.reversed() where runs.leaders[place] >= 0 {
      runs.followings[Int(runs.leaders[place])] += runs.followings[place]
    }
  }

  /// For each kept node, the only node to which it has arcs, or -1.
  private func leaders() -> [Int32] {
    var leader = [Int32](repeating: -1, count: keptCount)
    for node in 0..<expandable {
      let row = Int(offsets[node])..<Int(offsets[node + 1])
      let first = targets[row.lowerBound]
      // Rows ascend by the original ids, so equal targets stand side by side.
      if row.allSatisfy({ targets[$0] == first }) { leader[node] = first }
    }
    return leader
  }

  /// Makes one node of every cycle of followers a root.
  private func breakCycles(of leader: inout [Int32]) {
    var walk = [Int32](repeating: -1, count: keptCount)
    for start in 0..<keptCount {
      var node = start
      while walk[node] < 0 {
        walk[node] = Int32(truncatingIfNeeded: start)
        guard leader[node] >= 0 else { break }
        node = Int(leader[node])
        if Int(walk[node]) == start {
          leader[node] = -1
          break
        }
      }
    }
  }
}
