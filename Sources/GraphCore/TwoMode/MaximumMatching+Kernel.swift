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
    matchForced()
    // The side with fewer nodes alone: less to search from.
    searchedFromLeft = Self.alone(left, mateOfLeft) <= Self.alone(right, mateOfRight)
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

  /// How many nodes with edges have no mate.
  private static func alone(_ rows: AdjacencyRows, _ mates: [Int32]) -> Int {
    mates.indices.count { mates[$0] < 0 && !rows.row($0).isEmpty }
  }

  /// The matching and the cover under the ids of the graph.
  func result(in graph: TwoModeGraph) -> MaximumMatching {
    var mates = [Int32](repeating: -1, count: graph.graph.nodeCount)
    var edges: [Int32] = []
    for (position, mate) in mateOfLeft.enumerated() where mate >= 0 {
      let node = graph.left[position]
      let other = graph.right[Int(mate)]
      mates[Int(node)] = other
      mates[Int(other)] = node
      // Parallel arcs stand in order of their ids: the first is the lowest.
      let arc = left.row(position).first { left.neighbors[$0] == mate }!
      edges.append(left.edges[arc])
    }
    let searched = searchedFromLeft ? graph.left : graph.right
    let across = searchedFromLeft ? graph.right : graph.left
    let matesOfSearched = searchedFromLeft ? mateOfLeft : mateOfRight
    var isCovering = [Bool](repeating: false, count: graph.graph.nodeCount)
    for (position, mate) in matesOfSearched.enumerated() where mate >= 0 {
      let node = layers[position] < 0 ? searched[position] : across[Int(mate)]
      isCovering[Int(node)] = true
    }
    return MaximumMatching(
      edges: edges,
      cover: isCovering.indices.filter { isCovering[$0] }.map { Int32(truncatingIfNeeded: $0) },
      mates: mates)
  }
}

extension MatchingKernel {
  /// Karp and Sipser's start: a node with a single free neighbour may always be matched with it; when
  /// there is none, the next left node takes its free neighbour with the fewest free neighbours.
  private mutating func matchForced() {
    var freeOfLeft = (0..<left.nodeCount).map { left.offsets[$0 + 1] - left.offsets[$0] }
    var freeOfRight = (0..<right.nodeCount).map { right.offsets[$0 + 1] - right.offsets[$0] }
    // Each node comes to have one free neighbour at most once. Right nodes stand after left nodes.
    var stack = [Int32](repeating: 0, count: left.nodeCount + right.nodeCount)
    left.withPointers { left in
      right.withPointers { right in
        mateOfLeft.withTrustedMutablePointer { mateOfLeft in
          mateOfRight.withTrustedMutablePointer { mateOfRight in
            freeOfLeft.withTrustedMutablePointer { freeOfLeft in
              freeOfRight.withTrustedMutablePointer { freeOfRight in
                stack.withTrustedMutablePointer { stack in
                  ForcedStart(
                    left: left, right: right, mateOfLeft: mateOfLeft, mateOfRight: mateOfRight,
                    freeOfLeft: freeOfLeft, freeOfRight: freeOfRight, stack: stack
                  ).run()
                }
              }
            }
          }
        }
      }
    }
  }

  private struct ForcedStart {
    let left: AdjacencyRows.Pointers
    let right: AdjacencyRows.Pointers
    let mateOfLeft: UnsafeMutablePointer<Int32>
    let mateOfRight: UnsafeMutablePointer<Int32>
    let freeOfLeft: UnsafeMutablePointer<Int32>
    let freeOfRight: UnsafeMutablePointer<Int32>
    let stack: UnsafeMutablePointer<Int32>

    func run() {
      let leftCount = left.nodeCount
      var top = 0
      for node in 0..<right.nodeCount where freeOfRight[node] == 1 {
        stack[top] = Int32(truncatingIfNeeded: leftCount + node)
        top += 1
      }
      for node in 0..<leftCount where freeOfLeft[node] == 1 {
        stack[top] = Int32(truncatingIfNeeded: node)
        top += 1
      }
      var following = 0
      while true {
        if top > 0 {
          top -= 1
          let node = Int(stack[top])
          if node < leftCount {
            guard mateOfLeft[node] < 0, let mate = anyFree(left, node, mateOfRight) else { continue }
            top = match(node, mate, top)
          } else {
            guard mateOfRight[node - leftCount] < 0,
              let mate = anyFree(right, node - leftCount, mateOfLeft)
            else { continue }
            top = match(mate, node - leftCount, top)
          }
        } else {
          guard following < leftCount else { break }
          let node = following
          following += 1
          guard mateOfLeft[node] < 0, freeOfLeft[node] > 0 else { continue }
          var best = -1
          for arc in left.begin(node)..<left.end(node) {
            let other = Int(left.neighbors[arc])
            guard mateOfRight[other] < 0 else { continue }
            if best < 0 || freeOfRight[other] < freeOfRight[best] { best = other }
          }
          if best >= 0 { top = match(node, best, top) }
        }
      }
    }

    @inline(__always)
    private func anyFree(
      _ rows: AdjacencyRows.Pointers, _ node: Int, _ mates: UnsafeMutablePointer<Int32>
    ) -> Int? {
      for arc in rows.begin(node)..<rows.end(node) {
        let other = Int(rows.neighbors[arc])
        if mates[other] < 0 { return other }
      }
      return nil
    }

    /// Matches two nodes and takes them from the free neighbours of theirs.
    ///
    /// - Returns: the new height of the stack.
    @inline(__always)
    private func match(_ leftNode: Int, _ rightNode: Int, _ height: Int) -> Int {
      var top = height
      mateOfLeft[leftNode] = Int32(truncatingIfNeeded: rightNode)
      mateOfRight[rightNode] = Int32(truncatingIfNeeded: leftNode)
      for arc in left.begin(leftNode)..<left.end(leftNode) {
        let other = Int(left.neighbors[arc])
        freeOfRight[other] -= 1
        if freeOfRight[other] == 1 && mateOfRight[other] < 0 {
          stack[top] = Int32(truncatingIfNeeded: left.nodeCount + other)
          top += 1
        }
      }
      for arc in right.begin(rightNode)..<right.end(rightNode) {
        let other = Int(right.neighbors[arc])
        freeOfLeft[other] -= 1
        if freeOfLeft[other] == 1 && mateOfLeft[other] < 0 {
          stack[top] = Int32(truncatingIfNeeded: other)
          top += 1
        }
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
