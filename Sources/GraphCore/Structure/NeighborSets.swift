/// For each node its distinct neighbours other than itself, ascending, direction ignored.
///
/// The form in which measures of undirected simple graphs read any graph.
struct NeighborSets: Sendable {
  let offsets: [Int32]
  let neighbors: [Int32]

  var nodeCount: Int { offsets.count - 1 }

  /// - Complexity: O(1) for an undirected simple graph, whose rows are shared; else O(*n* + *m*).
  init(of graph: CompactGraph) {
    if !graph.isDirected, graph.isSimple {
      offsets = graph.outgoing.offsets
      neighbors = graph.outgoing.neighbors
      return
    }
    let count = graph.nodeCount
    let bound = graph.isDirected ? 2 * graph.edgeCount : graph.outgoing.arcCount
    precondition(bound < Int(Int32.max), "Twice the edges are more than 32-bit ids can number.")
    var offsets = [Int32](repeating: 0, count: count + 1)
    let neighbors = [Int32](unsafeUninitializedCapacity: bound) { buffer, length in
      guard let neighbors = buffer.baseAddress else { return }
      graph.outgoing.withPointers { outgoing in
        graph.incoming.withPointers { incoming in
          offsets.withTrustedMutablePointer { offsets in
            for node in 0..<count {
              var ahead = outgoing.begin(node)
              var back = graph.isDirected ? incoming.begin(node) : incoming.end(node)
              let (aheadEnd, backEnd) = (outgoing.end(node), incoming.end(node))
              var last: Int32 = -1
              // Both rows ascend, so a neighbour that was seen is the last one written.
              while ahead < aheadEnd || back < backEnd {
                let first = ahead < aheadEnd ? outgoing.neighbors[ahead] : Int32.max
                let second = back < backEnd ? incoming.neighbors[back] : Int32.max
                let other = min(first, second)
                if first == other { ahead += 1 }
                if second == other { back += 1 }
                if other == last || Int(other) == node { continue }
                neighbors[length] = other
                length += 1
                last = other
              }
              offsets[node + 1] = Int32(truncatingIfNeeded: length)
            }
          }
        }
      }
    }
    self.offsets = offsets
    self.neighbors = neighbors
  }
}
