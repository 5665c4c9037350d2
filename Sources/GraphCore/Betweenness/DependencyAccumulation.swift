/// What a search left in the scratch.
struct FoundPaths {
  /// How many levels there are; the root is level 0.
  var levels = 0
  /// How many nodes are in the queue, the root included.
  var nodes = 0
  /// The weight of these nodes.
  var weight = 0.0
  /// Whether the numbers of paths and what is divided by them stay well within the range of `Double`.
  var countsAreModest = true
}

/// Hands the dependencies of a search back to the nodes and arcs on its shortest paths.
///
/// - Source: Brandes (2001), "A faster algorithm for betweenness centrality", theorem 6; Brandes
///   (2008), "On variants of shortest-path betweenness centrality", algorithm 7 for edges.
struct DependencyAccumulation {
  let targets: UnsafePointer<Int32>
  let weights: UnsafePointer<Double>
  let scratch: DependencyScratch

  /// Adds up the weight of all nodes found, and notes whether the numbers of paths are modest.
  @inline(never)
  func weigh(_ found: inout FoundPaths) {
    var weight = 0.0
    var paths = 0.0
    for place in 0..<found.nodes {
      let node = Int(scratch.queue[place])
      weight += weights[node]
      paths += scratch.counts[node]
    }
    found.weight = weight
    found.countsAreModest = paths < 0x1p900
  }

  /// Hands dependencies back from the last level to the first. Leaves the scratch to be cleared.
  ///
  /// - Parameters:
  ///   - multiplicity: for how many sources this run stands.
  ///   - nodeTotals: for each kept node, to which its dependency is added; `nil` if not asked for.
  ///   - arcTotals: the same for arcs.
  @inline(never)
  func accumulate(
    _ found: FoundPaths, multiplicity: Double, nodeTotals: UnsafeMutablePointer<Double>?,
    arcTotals: UnsafeMutablePointer<Double>?
  ) {
    let counts = scratch.counts
    let shares = scratch.shares
    let excluded = scratch.excluded
    let queue = scratch.queue
    let pathArcs = scratch.arcs
    let targets = targets
    let weights = weights
    var depth = found.levels - 1
    while depth >= 0 {
      let places = Int(scratch.levelArcs[depth])..<Int(scratch.levelArcs[depth + 1])
      if let arcTotals {
        for place in places {
          let arc = Int(truncatingIfNeeded: pathArcs[place] & 0xFFFF_FFFF)
          let node = Int(truncatingIfNeeded: pathArcs[place] &>> 32)
          let share = shares[Int(targets[arc])]
          shares[node] += share
          arcTotals[arc] += counts[node] * share
        }
      } else {
        for place in places {
          let arc = Int(truncatingIfNeeded: pathArcs[place] & 0xFFFF_FFFF)
          shares[Int(truncatingIfNeeded: pathArcs[place] &>> 32)] += shares[Int(targets[arc])]
        }
      }
      if depth > 0 {
        let nodes = Int(scratch.levelNodes[depth])..<Int(scratch.levelNodes[depth + 1])
        for place in nodes {
          let node = Int(queue[place])
          let count = counts[node]
          let dependency = count * shares[node]
          nodeTotals?[node] += dependency
          shares[node] = (multiplicity * weights[node] - excluded[node] + dependency) / count
        }
      }
      depth -= 1
    }
  }

  /// Leaves the scratch as it was made.
  @inline(never)
  func clear(_ found: FoundPaths) {
    let (level, counts, shares) = (scratch.level, scratch.counts, scratch.shares)
    for place in 0..<found.nodes {
      let node = Int(scratch.queue[place])
      level[node] = DependencyScratch.unseen
      counts[node] = 0
      shares[node] = 0
    }
  }
}
