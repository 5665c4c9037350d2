/// One depth-first search over the edges of a graph, direction ignored, that finds its blocks.
///
/// Loops are passed over. Only the very edge by which a node was reached is its tree edge; an edge
/// parallel to it leads back like any other, so it is never taken for a bridge.
struct BlockSearch {
  /// Nodes in the order of the search; the nodes of a component stand side by side, its root first.
  var order: [Int32]
  /// The position of each node in ``order``.
  var place: [Int32]
  /// The block below its head to which each node belongs; -1 for the root of a component.
  var blockOfNode: [Int32]
  /// The node at which each block hangs; blocks are numbered as they are completed, so those below a
  /// block have smaller numbers.
  var heads: [Int32] = []
  /// For each block that is a bridge its edge, else -1.
  var bridgeOfBlock: [Int32] = []

  private struct Frame {
    var node: Int32
    var arc: Int32
    var end: Int32
    var place: Int32
    var low: Int32
    var treeEdge: Int32
  }

  /// - Parameter rows: rows in which each edge stands at both of its ends.
  init(_ rows: AdjacencyRows) {
    let count = rows.nodeCount
    order = [Int32](repeating: 0, count: count)
    place = [Int32](repeating: -1, count: count)
    blockOfNode = [Int32](repeating: -1, count: count)
    // Stacks: nothing is read before it is written, and memory that is not reached costs nothing.
    var frames = [Frame](count: count + 1) { _ in }
    var pending = [Int32](count: count) { _ in }
    rows.withPointers { row in
      order.withTrustedMutablePointer { order in
        place.withTrustedMutablePointer { place in
          blockOfNode.withTrustedMutablePointer { blockOfNode in
            frames.withTrustedMutablePointer { frames in
              pending.withTrustedMutablePointer { pending in
                Self.search(
                  row, order, place, blockOfNode, frames, pending, &heads, &bridgeOfBlock)
              }
            }
          }
        }
      }
    }
  }

  private static func search(
    _ row: AdjacencyRows.Pointers, _ order: UnsafeMutablePointer<Int32>,
    _ place: UnsafeMutablePointer<Int32>, _ blockOfNode: UnsafeMutablePointer<Int32>,
    _ frames: UnsafeMutablePointer<Frame>, _ pending: UnsafeMutablePointer<Int32>,
    _ heads: inout [Int32], _ bridgeOfBlock: inout [Int32]
  ) {
    var met: Int32 = 0
    for start in 0..<row.nodeCount where place[start] < 0 {
      place[start] = met
      order[Int(met)] = Int32(truncatingIfNeeded: start)
      var depth = 0
      var pendingCount = 0
      var frame = Frame(
        node: Int32(truncatingIfNeeded: start), arc: row.offsets[start],
        end: row.offsets[start + 1], place: met, low: met, treeEdge: -1)
      met += 1
      while true {
        if frame.arc < frame.end {
          let arc = Int(frame.arc)
          let other = row.neighbors[arc]
          frame.arc += 1
          let number = place[Int(other)]
          if number >= 0 {
            // The edge id is looked at only where it can matter: towards a lower point.
            if number < frame.low, row.edges[arc] != frame.treeEdge { frame.low = number }
            continue
          }
          frames[depth] = frame
          depth += 1
          place[Int(other)] = met
          order[Int(met)] = other
          pending[pendingCount] = other
          pendingCount += 1
          frame = Frame(
            node: other, arc: row.offsets[Int(other)], end: row.offsets[Int(other) + 1],
            place: met, low: met, treeEdge: row.edges[arc])
          met += 1
          continue
        }
        if depth == 0 { break }
        depth -= 1
        let below = frame
        frame = frames[depth]
        if below.low < frame.place {
          frame.low = min(frame.low, below.low)
          continue
        }
        // Nothing below reaches past `frame.node`: what is pending from `below.node` on is a block.
        let block = Int32(truncatingIfNeeded: heads.count)
        heads.append(frame.node)
        bridgeOfBlock.append(below.low == below.place ? below.treeEdge : -1)
        var node: Int32
        repeat {
          pendingCount -= 1
          node = pending[pendingCount]
          blockOfNode[Int(node)] = block
        } while node != below.node
      }
    }
  }
}

extension CompactGraph {
  /// Rows in which each edge stands at both of its ends, direction ignored.
  var symmetricRows: AdjacencyRows {
    guard isDirected else { return outgoing }
    return CompactGraph(
      .undirected, trusted: nodeCount, sources: sources, targets: targets
    ).outgoing
  }
}
