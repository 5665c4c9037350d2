/// One run of a plan: a search from a root on behalf of the root and its followers.
struct DependencyRunner {
  let offsets: UnsafePointer<Int32>
  let targets: UnsafePointer<Int32>
  let lengths: UnsafePointer<Int64>
  let weights: UnsafePointer<Double>
  let scratch: DependencyScratch

  /// Adds the dependencies of the sources of a run.
  func execute(
    _ run: Int, _ runs: SourceRuns, nodes: UnsafeMutablePointer<Double>?,
    arcs: UnsafeMutablePointer<Double>?, reach: UnsafeMutablePointer<Double>?
  ) {
    let root = Int(runs.roots[run])
    let multiplicity = runs.multiplicities[run]
    let followers =
      runs.followerOffsets.isEmpty
      ? 0..<0 : Int(runs.followerOffsets[run])..<Int(runs.followerOffsets[run + 1])
    // On its way to the root, a follower passes those it follows. As targets of its own they do not
    // count again in the search from the root.
    for place in followers {
      let node = Int(runs.followers[place])
      scratch.excluded[node] = runs.followings[place] * weights[node]
    }
    let accumulation = DependencyAccumulation(
      targets: targets, weights: weights, scratch: scratch)
    var found = search(from: root)
    accumulation.weigh(&found)
    if let reach {
      note(found, in: reach, multiplicity: multiplicity)
      // The root does not come to itself.
      reach[root] -= multiplicity - Double(followers.count)
    }
    if !followers.isEmpty {
      addChains(followers, of: runs, root: root, found, nodes: nodes, arcs: arcs, reach: reach)
    }
    if found.countsAreModest {
      accumulation.accumulate(
        found, multiplicity: multiplicity, nodeTotals: nodes, arcTotals: arcs)
    } else {
      LargeCountDependencies(
        targets: targets, weights: weights, scratch: scratch
      ).accumulate(
        found, root: root, multiplicity: multiplicity, nodeTotals: nodes, arcTotals: arcs)
    }
    accumulation.clear(found)
    for place in followers { scratch.excluded[Int(runs.followers[place])] = 0 }
  }

  private func search(from root: Int) -> FoundPaths {
    guard let distances = scratch.distances else {
      return BreadthFirstDependencies(offsets: offsets, targets: targets, scratch: scratch)
        .search(from: root)
    }
    return WeightedDependencies(
      offsets: offsets, targets: targets, lengths: lengths, scratch: scratch
    ).search(from: root, in: distances)
  }

  private func note(
    _ found: FoundPaths, in reach: UnsafeMutablePointer<Double>, multiplicity: Double
  ) {
    for place in 0..<found.nodes { reach[Int(scratch.queue[place])] += multiplicity }
  }

  /// What nodes and arcs on the chains of followers hand to the sources behind them.
  ///
  /// A source behind the node *x* reaches through *x* what *x* reaches, without *x* and the nodes
  /// passed before. *x* reaches what the root reaches and, if it is not among that, the part of the
  /// chain above it.
  private func addChains(
    _ followers: Range<Int>, of runs: SourceRuns, root: Int, _ found: FoundPaths,
    nodes: UnsafeMutablePointer<Double>?, arcs: UnsafeMutablePointer<Double>?,
    reach: UnsafeMutablePointer<Double>?
  ) {
    let begin = followers.lowerBound
    scratch.chainWeights.removeAll(keepingCapacity: true)
    scratch.chainExclusions.removeAll(keepingCapacity: true)
    for place in followers {
      let node = Int(runs.followers[place])
      let leader = Int(runs.leaders[place])
      let above = leader < 0 ? 0 : scratch.chainWeights[leader - begin]
      let isReached = scratch.level[node] != DependencyScratch.unseen
      scratch.chainWeights.append(isReached ? 0 : weights[node] + above)
      scratch.chainExclusions.append(0)
      reach?[node] += isReached ? -1 : runs.followings[place] - 1
    }
    var rootExclusion = 0.0
    for place in followers.reversed() {
      let node = Int(runs.followers[place])
      let leader = Int(runs.leaders[place])
      let isReached = scratch.level[node] != DependencyScratch.unseen
      let behind = runs.followings[place]
      let inner = scratch.chainExclusions[place - begin]
      let exclusion = inner + (isReached ? behind * weights[node] : 0)
      if leader < 0 {
        rootExclusion += exclusion
      } else {
        scratch.chainExclusions[leader - begin] += exclusion
      }
      let reachable = found.weight + scratch.chainWeights[place - begin]
      nodes?[node] += (behind - 1) * (reachable - weights[node]) - inner
      if let arcs {
        let above = leader < 0 ? 0 : scratch.chainWeights[leader - begin]
        let row = Int(offsets[node])..<Int(offsets[node + 1])
        let flow = behind * (found.weight + above) - exclusion
        for arc in row { arcs[arc] += flow / Double(row.count) }
      }
    }
    let behind = Double(followers.count)
    nodes?[root] += behind * (found.weight - weights[root]) - rootExclusion
  }
}
