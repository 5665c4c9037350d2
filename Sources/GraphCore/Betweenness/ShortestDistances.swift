/// Distances and a heap for searches over arcs with lengths.
final class ShortestDistances {
  static let unreached = Int64.max

  /// The length of the shortest path to each node; ``unreached`` elsewhere.
  let distance: UnsafeMutablePointer<Int64>
  /// A heap with four children a node. A node may wait in it more than once; the first time counts.
  private let keys: UnsafeMutablePointer<Int64>
  private let nodes: UnsafeMutablePointer<Int32>
  private var count = 0

  init(_ nodeCount: Int, _ arcCount: Int) {
    distance = .allocate(capacity: nodeCount + 1)
    distance.initialize(repeating: Self.unreached, count: nodeCount + 1)
    keys = .allocate(capacity: arcCount + 1)
    nodes = .allocate(capacity: arcCount + 1)
  }

  deinit {
    distance.deallocate()
    keys.deallocate()
    nodes.deallocate()
  }

  @inline(__always)
  func push(_ node: Int32, _ key: Int64) {
    var place = count
    count += 1
    while place > 0 {
      let parent = (place - 1) >> 2
      guard keys[parent] > key else { break }
      keys[place] = keys[parent]
      nodes[place] = nodes[parent]
      place = parent
    }
    keys[place] = key
    nodes[place] = node
  }

  /// The waiting node with the least key; -1 when none waits.
  @inline(__always)
  func pop() -> (node: Int32, key: Int64) {
    guard count > 0 else { return (-1, 0) }
    let first = (nodes[0], keys[0])
    count -= 1
    let key = keys[count]
    let node = nodes[count]
    var place = 0
    while true {
      let begin = place << 2 + 1
      guard begin < count else { break }
      var least = begin
      for child in begin + 1..<max(begin + 1, min(begin + 4, count))
      where keys[child] < keys[least] {
        least = child
      }
      guard keys[least] < key else { break }
      keys[place] = keys[least]
      nodes[place] = nodes[least]
      place = least
    }
    keys[place] = key
    nodes[place] = node
    return first
  }
}

/// Counts shortest paths in order of distance, for edges with positive lengths.
///
/// Fills the scratch as ``BreadthFirstDependencies`` does, with every node a level of its own.
///
/// - Source: Brandes (2008), "On variants of shortest-path betweenness centrality", algorithm 11.
struct WeightedDependencies {
  let offsets: UnsafePointer<Int32>
  let targets: UnsafePointer<Int32>
  let lengths: UnsafePointer<Int64>
  let scratch: DependencyScratch

  @inline(never)
  func search(from root: Int, in distances: ShortestDistances) -> FoundPaths {
    let distance = distances.distance
    let level = scratch.level
    let queue = scratch.queue
    var tail = 0
    distance[root] = 0
    distances.push(Int32(truncatingIfNeeded: root), 0)
    while true {
      let (waiting, key) = distances.pop()
      guard waiting >= 0 else { break }
      let node = Int(waiting)
      guard level[node] == DependencyScratch.unseen else { continue }
      level[node] = Int32(truncatingIfNeeded: tail)
      queue[tail] = waiting
      tail += 1
      for arc in Int(offsets[node])..<Int(offsets[node + 1]) {
        let target = Int(targets[arc])
        let reached = key + lengths[arc]
        if reached < distance[target] {
          distance[target] = reached
          distances.push(targets[arc], reached)
        }
      }
    }
    return countPaths(from: root, nodes: tail, distance)
  }

  /// Numbers of paths by order of distance; notes the arcs on shortest paths.
  private func countPaths(
    from root: Int, nodes: Int, _ distance: UnsafeMutablePointer<Int64>
  ) -> FoundPaths {
    let counts = scratch.counts
    var arcTail = 0
    counts[root] = 1
    for place in 0..<nodes {
      let node = Int(scratch.queue[place])
      scratch.levelNodes[place] = Int32(truncatingIfNeeded: place)
      scratch.levelArcs[place] = Int32(truncatingIfNeeded: arcTail)
      for arc in Int(offsets[node])..<Int(offsets[node + 1]) {
        let target = Int(targets[arc])
        guard distance[node] + lengths[arc] == distance[target] else { continue }
        counts[target] += counts[node]
        scratch.arcs[arcTail] =
          UInt64(truncatingIfNeeded: node) << 32 | UInt64(truncatingIfNeeded: arc)
        arcTail += 1
      }
    }
    scratch.levelNodes[nodes] = Int32(truncatingIfNeeded: nodes)
    scratch.levelArcs[nodes] = Int32(truncatingIfNeeded: arcTail)
    for place in 0..<nodes { distance[Int(scratch.queue[place])] = ShortestDistances.unreached }
    return FoundPaths(levels: nodes, nodes: nodes)
  }
}
