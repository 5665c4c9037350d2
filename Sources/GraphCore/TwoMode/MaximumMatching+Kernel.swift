/// Finds a maximum matching between the rows of two sides, by position.
struct MatchingKernel {
  private let left: AdjacencyRows
  private let right: AdjacencyRows
  private var mateOfLeft: [Int32]
  private var mateOfRight: [Int32]
  /// Whether the phases searched from the left.
  private var searchedFromLeft = true
  /// After the run, for each node of the side searched from: at least 0 when a path that alternates
  /// between edges outside and inside the matching leads there from a node that is alone.
  private var layers: [Int32] = []

  init(left: AdjacencyRows, right: AdjacencyRows) {
    self.left = left
    self.right = right
    mateOfLeft = Array(repeating: -1, count: left.nodeCount)
    mateOfRight = Array(repeating: -1, count: right.nodeCount)
  }

  mutating func run(_ execution: Execution) throws(GraphError) {
    // From the side with fewer nodes still alone there is less to search. As many are matched on either
    // side, so it is the side with fewer nodes that have edges.
    let withEdges = matchForced()
    searchedFromLeft = withEdges.left <= withEdges.right
    let rows = searchedFromLeft ? left : right
    var mates = searchedFromLeft ? mateOfLeft : mateOfRight
    var others = searchedFromLeft ? mateOfRight : mateOfLeft
    layers = Array(repeating: -1, count: rows.nodeCount)
    var next = [Int32](repeating: 0, count: rows.nodeCount)
    var queue = [Int32](repeating: 0, count: rows.nodeCount)
    try rows.withPointers { (rows) throws(GraphError) in
      try mates.withTrustedMutablePointer { (mates) throws(GraphError) in
        try others.withTrustedMutablePointer { (others) throws(GraphError) in
          try layers.withTrustedMutablePointer { (layers) throws(GraphError) in
            try next.withTrustedMutablePointer { (next) throws(GraphError) in
              try queue.withTrustedMutablePointer { (queue) throws(GraphError) in
                let phase = Phase(
                  rows: rows, mates: mates, others: others, layers: layers, next: next,
                  queue: queue)
                while true {
                  if execution.isCancelled() { throw .cancelled }
                  guard phase.search() else { break }
                  phase.augment()
                }
              }
            }
          }
        }
      }
    }
    mateOfLeft = searchedFromLeft ? mates : others
    mateOfRight = searchedFromLeft ? others : mates
  }

  /// The matching and the cover under the ids of the graph.
  func result(in graph: TwoModeGraph) -> MaximumMatching {
    let nodeCount = graph.graph.nodeCount
    let (layersOfLeft, layersOfRight) = searchedFromLeft ? (layers, []) : ([], layers)
    var edges: [Int32] = []
    var isCovering = [UInt8](repeating: 0, count: nodeCount)
    var mates = [Int32](repeating: -1, count: nodeCount)
    left.withPointers { rows in
      mateOfLeft.withTrustedPointer { mateOfLeft in
        let (lefts, rights) = (graph.left, graph.right)
        let matched = ascending(below: rows.nodeCount) { 1 &+ Int(mateOfLeft[$0] &>> 31) }
        edges.reserveCapacity(matched.count)
        mates.withTrustedMutablePointer { mates in
          isCovering.withTrustedMutablePointer { isCovering in
            for position in matched {
              let position = Int(position)
              let mate = Int(mateOfLeft[position])
              let (node, other) = (lefts[position], rights[mate])
              mates[Int(node)] = other
              mates[Int(other)] = node
              // Parallel arcs stand in order of their ids: the first is the lowest.
              var arc = rows.begin(position)
              while Int(rows.neighbors[arc]) != mate { arc += 1 }
              edges.append(rows.edges[arc])
              // Of each pair the end across the search if the search came there, else the near end.
              let isReached =
                searchedFromLeft ? layersOfLeft[position] >= 0 : layersOfRight[mate] >= 0
              isCovering[Int(isReached == searchedFromLeft ? other : node)] = 1
            }
          }
        }
      }
    }
    let cover = isCovering.withTrustedPointer { isCovering in
      ascending(below: nodeCount) { Int(isCovering[$0]) }
    }
    return MaximumMatching(edges: edges, cover: cover, mates: mates)
  }

  /// The indices for which the closure gives 1 rather than 0; without a branch, since there is no
  /// pattern to guess.
  @inline(__always)
  private func ascending(below count: Int, where flag: (Int) -> Int) -> [Int32] {
    var wanted = 0
    for index in 0..<count { wanted &+= flag(index) }
    var indices: [Int32] = []
    guard wanted > 0 else { return indices }
    indices = [Int32](count: wanted) { indices in
      var next = 0
      for index in 0..<count {
        // Past the last wanted index the last slot must stay.
        if next == wanted { break }
        indices[next] = Int32(truncatingIfNeeded: index)
        next &+= flag(index)
      }
    }
    return indices
  }
}

extension MatchingKernel {
  /// Karp and Sipser's start: a node with a single free neighbour may always be matched with it; when
  /// there is none, the next left node takes its free neighbour with the fewest free neighbours.
  ///
  /// While it works, the arrays of mates hold for each free node how many free neighbours it has, and
  /// for a matched one the complement of its mate: one look in memory tells both.
  ///
  /// - Returns: how many nodes of each side have edges.
  private mutating func matchForced() -> (left: Int, right: Int) {
    // Only nodes that come to have one free neighbour get here, each once; and one slot to write ahead.
    var stack = [Int32](count: left.nodeCount + right.nodeCount + 1) { _ in }
    return left.withPointers { left in
      right.withPointers { right in
        mateOfLeft.withTrustedMutablePointer { ofLeft in
          mateOfRight.withTrustedMutablePointer { ofRight in
            stack.withTrustedMutablePointer { stack in
              ForcedStart(left: left, right: right, ofLeft: ofLeft, ofRight: ofRight, stack: stack)
                .run()
            }
          }
        }
      }
    }
  }

  private struct ForcedStart {
    let left: AdjacencyRows.Pointers
    let right: AdjacencyRows.Pointers
    let ofLeft: UnsafeMutablePointer<Int32>
    let ofRight: UnsafeMutablePointer<Int32>
    /// Left nodes, and the complements of right nodes.
    let stack: UnsafeMutablePointer<Int32>

    func run() -> (left: Int, right: Int) {
      let withEdges = (count(left, ofLeft), count(right, ofRight))
      for node in 0..<left.nodeCount where ofLeft[node] == 1 {
        stack[0] = Int32(truncatingIfNeeded: node)
        follow(1)
      }
      for node in 0..<right.nodeCount where ofRight[node] == 1 {
        stack[0] = ~Int32(truncatingIfNeeded: node)
        follow(1)
      }
      for node in 0..<left.nodeCount where ofLeft[node] > 0 {
        var best = -1
        var fewest = Int32.max
        for arc in left.begin(node)..<left.end(node) {
          let other = Int(left.neighbors[arc])
          let count = ofRight[other]
          if count >= 0 && count < fewest { (best, fewest) = (other, count) }
        }
        if best >= 0 { follow(match(node, best, 0)) }
      }
      // The mate where there is one, −1 where there is none: the sign, spread over all bits, chooses.
      for node in 0..<left.nodeCount { ofLeft[node] = ~(ofLeft[node] & (ofLeft[node] &>> 31)) }
      for node in 0..<right.nodeCount { ofRight[node] = ~(ofRight[node] & (ofRight[node] &>> 31)) }
      return withEdges
    }

    /// Writes how many neighbours each node has.
    ///
    /// - Returns: how many nodes have any.
    private func count(
      _ rows: AdjacencyRows.Pointers, _ states: UnsafeMutablePointer<Int32>
    ) -> Int {
      var withEdges = 0
      for node in 0..<rows.nodeCount {
        let degree = rows.offsets[node + 1] &- rows.offsets[node]
        states[node] = degree
        withEdges &-= Int((0 &- degree) &>> 31)
      }
      return withEdges
    }

    /// Matches the nodes on the stack, if they are free and still have a free neighbour.
    @inline(__always)
    private func follow(_ height: Int) {
      var top = height
      while top > 0 {
        top -= 1
        if stack[top] >= 0 {
          let node = Int(stack[top])
          guard ofLeft[node] == 1, let mate = anyFree(left, node, ofRight) else { continue }
          top = match(node, mate, top)
        } else {
          let node = Int(~stack[top])
          guard ofRight[node] == 1, let mate = anyFree(right, node, ofLeft) else { continue }
          top = match(mate, node, top)
        }
      }
    }

    @inline(__always)
    private func anyFree(
      _ rows: AdjacencyRows.Pointers, _ node: Int, _ states: UnsafeMutablePointer<Int32>
    ) -> Int? {
      for arc in rows.begin(node)..<rows.end(node) {
        let other = Int(rows.neighbors[arc])
        if states[other] >= 0 { return other }
      }
      return nil
    }

    /// Matches two nodes and takes them from the free neighbours of theirs.
    ///
    /// - Returns: the new height of the stack.
    @inline(__always)
    private func match(_ leftNode: Int, _ rightNode: Int, _ height: Int) -> Int {
      var top = height
      ofLeft[leftNode] = ~Int32(truncatingIfNeeded: rightNode)
      ofRight[rightNode] = ~Int32(truncatingIfNeeded: leftNode)
      for arc in left.begin(leftNode)..<left.end(leftNode) {
        let other = Int(left.neighbors[arc])
        let count = ofRight[other] - 1
        guard count >= 0 else { continue }
        ofRight[other] = count
        stack[top] = ~Int32(truncatingIfNeeded: other)
        top += count == 1 ? 1 : 0
      }
      for arc in right.begin(rightNode)..<right.end(rightNode) {
        let other = Int(right.neighbors[arc])
        let count = ofLeft[other] - 1
        guard count >= 0 else { continue }
        ofLeft[other] = count
        stack[top] = Int32(truncatingIfNeeded: other)
        top += count == 1 ? 1 : 0
      }
      return top
    }
  }

  /// One phase of Hopcroft and Karp.
  private struct Phase {
    let rows: AdjacencyRows.Pointers
    /// Of the side searched from.
    let mates: UnsafeMutablePointer<Int32>
    /// Of the side across.
    let others: UnsafeMutablePointer<Int32>
    let layers: UnsafeMutablePointer<Int32>
    let next: UnsafeMutablePointer<Int32>
    let queue: UnsafeMutablePointer<Int32>

    /// Numbers the layers of alternating paths from all nodes that are alone, up to the first layer
    /// from which a node across that is alone can be reached.
    ///
    /// - Returns: whether there is one.
    func search() -> Bool {
      var tail = 0
      for node in 0..<rows.nodeCount {
        next[node] = rows.offsets[node]
        if mates[node] < 0 {
          layers[node] = 0
          queue[tail] = Int32(truncatingIfNeeded: node)
          tail += 1
        } else {
          layers[node] = -1
        }
      }
      var head = 0
      var last = Int32.max
      while head < tail {
        let node = Int(queue[head])
        head += 1
        let layer = layers[node]
        if layer >= last { break }
        for arc in rows.begin(node)..<rows.end(node) {
          let behind = Int(others[Int(rows.neighbors[arc])])
          if behind < 0 {
            last = layer + 1
          } else if layers[behind] < 0 {
            layers[behind] = layer + 1
            queue[tail] = Int32(truncatingIfNeeded: behind)
            tail += 1
          }
        }
      }
      return last != .max
    }

    /// Follows as many disjoint shortest paths as there are, depth first on a stack of its own.
    func augment() {
      let stack = queue
      for root in 0..<rows.nodeCount where mates[root] < 0 && layers[root] == 0 {
        stack[0] = Int32(truncatingIfNeeded: root)
        var height = 1
        while height > 0 {
          let node = Int(stack[height - 1])
          if Int(next[node]) == rows.end(node) {
            // A dead end for the rest of the phase.
            layers[node] = -2
            height -= 1
            if height > 0 { next[Int(stack[height - 1])] += 1 }
            continue
          }
          let other = Int(rows.neighbors[Int(next[node])])
          let behind = Int(others[other])
          if behind < 0 {
            for level in 0..<height {
              let from = Int(stack[level])
              let across = rows.neighbors[Int(next[from])]
              mates[from] = across
              others[Int(across)] = stack[level]
              // Each node lies on one path of a phase at most.
              layers[from] = -2
            }
            height = 0
          } else if layers[behind] == layers[node] + 1 {
            stack[height] = Int32(truncatingIfNeeded: behind)
            height += 1
          } else {
            next[node] += 1
          }
        }
      }
    }
  }
}
