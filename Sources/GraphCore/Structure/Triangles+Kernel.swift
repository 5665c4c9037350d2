/// The edges of an undirected simple graph, each once, from the end of smaller degree to the end of
/// larger degree, nodes renumbered by ascending degree. No row is longer than √(2m), so walking all pairs
/// of a row is O(m^1.5).
///
/// - Source: Ortmann & Brandes (2014), "Triangle listing algorithms: back from the diversion".
struct OrientedRows: Sendable {
  /// The node of each rank.
  let nodes: [Int32]
  let offsets: [Int32]
  /// Higher ranks, in the order of their nodes in each row.
  let neighbors: [Int32]
  /// Which arcs stand behind each neighbour: 1 from the row's node, 2 towards it, 3 both. Empty when
  /// directions were not asked for.
  let codes: [UInt8]

  /// - Parameters:
  ///   - sets: the neighbours of each node.
  ///   - directions: the graph whose arcs are to be told apart, or `nil`.
  init(_ sets: NeighborSets, directions graph: CompactGraph? = nil) {
    let count = sets.nodeCount
    let (nodes, ranks) = Self.ranking(sets)
    var offsets = [Int32](repeating: 0, count: count + 1)
    var codes: [UInt8] = []
    neighbors = [Int32](count: Int(sets.offsets[count] / 2)) { neighbors in
      sets.offsets.withTrustedPointer { begin in
        sets.neighbors.withTrustedPointer { others in
          ranks.withTrustedPointer { ranks in
            nodes.withTrustedPointer { nodes in
              offsets.withTrustedMutablePointer { offsets in
                var length = 0
                for rank in 0..<count {
                  let node = Int(nodes[rank])
                  for arc in Int(begin[node])..<Int(begin[node + 1]) {
                    let other = ranks[Int(others[arc])]
                    guard Int(other) > rank else { continue }
                    neighbors[length] = other
                    length += 1
                  }
                  offsets[rank + 1] = Int32(truncatingIfNeeded: length)
                }
              }
            }
          }
        }
      }
    }
    if let graph {
      codes = [UInt8](repeating: 0, count: neighbors.count)
      Self.tell(graph, ranks, offsets, neighbors, &codes)
    }
    self.nodes = nodes
    self.offsets = offsets
    self.codes = codes
  }

  /// Nodes by ascending degree, by number within a degree; and the rank of each node.
  private static func ranking(_ sets: NeighborSets) -> (nodes: [Int32], ranks: [Int32]) {
    let count = sets.nodeCount
    var slots = [Int32](repeating: 0, count: count + 1)
    var ranks: [Int32] = []
    let nodes = [Int32](count: count) { nodes in
      ranks = [Int32](count: count) { ranks in
        sets.offsets.withTrustedPointer { begin in
          slots.withTrustedMutablePointer { slots in
            for node in 0..<count { slots[Int(begin[node + 1] - begin[node]) + 1] += 1 }
            for degree in 0..<count { slots[degree + 1] += slots[degree] }
            for node in 0..<count {
              let degree = Int(begin[node + 1] - begin[node])
              ranks[node] = slots[degree]
              nodes[Int(slots[degree])] = Int32(truncatingIfNeeded: node)
              slots[degree] += 1
            }
          }
        }
      }
    }
    return (nodes, ranks)
  }

  /// Writes which arcs stand behind each neighbour.
  private static func tell(
    _ graph: CompactGraph, _ ranks: [Int32], _ offsets: [Int32], _ neighbors: [Int32],
    _ codes: inout [UInt8]
  ) {
    var slot = [Int32](repeating: 0, count: graph.nodeCount)
    // The row of a rank is laid out in `slot`, then the arcs of its node are looked up there.
    slot.withTrustedMutablePointer { slot in
      codes.withTrustedMutablePointer { codes in
        ranks.withTrustedPointer { ranks in
          graph.outgoing.withPointers { outgoing in
            graph.incoming.withPointers { incoming in
              for node in 0..<graph.nodeCount {
                let rank = Int(ranks[node])
                for arc in Int(offsets[rank])..<Int(offsets[rank + 1]) {
                  slot[Int(neighbors[arc])] = Int32(truncatingIfNeeded: arc)
                }
                for (rows, code) in [(outgoing, UInt8(1)), (incoming, 2)] {
                  for arc in rows.begin(node)..<rows.end(node) {
                    let other = Int(ranks[Int(rows.neighbors[arc])])
                    if other > rank { codes[Int(slot[other])] |= code }
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  /// Blocks of ranks for parallel work: as many for a graph whoever works on them.
  var blockCount: Int { max(1, min(64, neighbors.count / 4_096)) }

  /// Ranks in a block; every block has about as many arcs.
  func ranks(ofBlock block: Int) -> Range<Int> {
    firstRank(block)..<firstRank(block + 1)
  }

  private func firstRank(_ block: Int) -> Int {
    if block == blockCount { return nodes.count }
    let arc = Int32(truncatingIfNeeded: neighbors.count * block / blockCount)
    var (low, high) = (0, nodes.count)
    while low < high {
      let middle = (low + high) / 2
      if offsets[middle] < arc { low = middle + 1 } else { high = middle }
    }
    return block == 0 ? 0 : low
  }
}

/// Memory that belongs to one worker at a time.
struct WorkerMemory<Element>: @unchecked Sendable {
  let base: UnsafeMutablePointer<Element>
  let stride: Int

  func of(_ worker: Int) -> UnsafeMutablePointer<Element> { base + worker * stride }
}
