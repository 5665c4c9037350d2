/// Counts shortest paths level by level, for edges of equal length.
///
/// Trusted input: a plan, and scratch made for it. Nothing is allocated. The loop over arcs has no
/// branch that depends on what it finds: on small-world networks half of the arcs lie on shortest
/// paths, and a processor that guesses wrong loses more than the work it saves.
///
/// - Source: Brandes (2001), "A faster algorithm for betweenness centrality", algorithm 1.
struct BreadthFirstDependencies {
  let offsets: UnsafePointer<Int32>
  let targets: UnsafePointer<Int32>
  let scratch: DependencyScratch

  /// Searches from a root; fills queue, levels, counts and the arcs on shortest paths.
  @inline(never)
  func search(from root: Int) -> FoundPaths {
    let level = scratch.level
    let counts = scratch.counts
    let queue = scratch.queue
    let arcs = scratch.arcs
    let targets = targets
    level[root] = 0
    counts[root] = 1
    queue[0] = Int32(truncatingIfNeeded: root)
    scratch.levelNodes[0] = 0
    scratch.levelArcs[0] = 0
    var head = 0
    var tail = 1
    var arcTail = 0
    var depth = 0
    while head < tail {
      let levelEnd = tail
      let levelArcs = arcTail
      let next = Int32(truncatingIfNeeded: depth &+ 1)
      while head < levelEnd {
        let node = Int(queue[head])
        head &+= 1
        var arc = Int(offsets[node])
        let end = Int(offsets[node &+ 1])
        while arc < end {
          let target = targets[arc]
          let before = level[Int(target)]
          level[Int(target)] = min(before, next)
          queue[tail] = target
          tail &+= before > next ? 1 : 0
          arcs[arcTail] = UInt64(truncatingIfNeeded: node) &<< 32 | UInt64(truncatingIfNeeded: arc)
          arcTail &+= before >= next ? 1 : 0
          arc &+= 1
        }
      }
      for place in levelArcs..<arcTail {
        let arc = arcs[place]
        let target = targets[Int(truncatingIfNeeded: arc & 0xFFFF_FFFF)]
        counts[Int(target)] += counts[Int(truncatingIfNeeded: arc &>> 32)]
      }
      depth &+= 1
      scratch.levelNodes[depth] = Int32(truncatingIfNeeded: levelEnd)
      scratch.levelArcs[depth] = Int32(truncatingIfNeeded: arcTail)
    }
    return FoundPaths(levels: depth, nodes: tail)
  }
}
