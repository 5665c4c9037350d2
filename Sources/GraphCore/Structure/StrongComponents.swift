/// The strongly connected components: nodes of which each reaches each other along the edges.
///
/// ## Conventions
/// - Weights, loops and parallel edges make no difference. In an undirected graph these are the weakly
///   connected components.
/// - Components are numbered by their smallest member.
///
/// - Parameter graph: any graph, *n* nodes and *m* edges.
/// - Complexity: O(*n* + *m*) time, O(*n*) memory; not recursive.
/// - Source: Tarjan (1972), "Depth-first search and linear graph algorithms", in the form of Pearce
///   (2016), "A space-efficient algorithm for finding strongly connected components", algorithm 3.
public func stronglyConnectedComponents(of graph: CompactGraph) -> Components {
  guard graph.isDirected else { return weaklyConnectedComponents(of: graph) }
  let found = StrongComponentKernel.run(graph.outgoing)
  return Components(labels: found.labels, labelCount: found.count)
}

/// One depth-first search. Each node has one number: 0 before it is met, its place in the order of the
/// search while its component is open, and `UInt32.max - component` once it is settled. Settled numbers
/// are larger than all others, so they never pull a low point down.
enum StrongComponentKernel {
  private struct Frame {
    var node: Int32
    var arc: Int32
    var end: Int32
    var place: UInt32
    var low: UInt32
  }

  /// - Returns: for each node its component, components in reverse topological order: an edge between
  ///   two components leads to the one with the smaller number.
  static func run(_ rows: AdjacencyRows) -> (labels: [Int32], count: Int) {
    let nodeCount = rows.nodeCount
    var numbers = [UInt32](repeating: 0, count: nodeCount)
    // Stacks: nothing is read before it is written, and memory that is not reached costs nothing.
    var frames = [Frame](count: nodeCount + 1) { _ in }
    var open = [Int32](count: nodeCount) { _ in }
    var count: UInt32 = 0
    rows.withPointers { row in
      numbers.withTrustedMutablePointer { numbers in
        frames.withTrustedMutablePointer { frames in
          open.withTrustedMutablePointer { open in
            count = search(row, numbers, frames, open)
          }
        }
      }
    }
    let labels = [Int32](count: nodeCount) { labels in
      numbers.withTrustedPointer { numbers in
        for node in 0..<nodeCount {
          labels[node] = Int32(truncatingIfNeeded: UInt32.max - numbers[node])
        }
      }
    }
    return (labels, Int(count))
  }

  private static func search(
    _ row: AdjacencyRows.Pointers, _ numbers: UnsafeMutablePointer<UInt32>,
    _ frames: UnsafeMutablePointer<Frame>, _ open: UnsafeMutablePointer<Int32>
  ) -> UInt32 {
    var settled: UInt32 = 0
    var place: UInt32 = 0
    var openCount = 0
    for start in 0..<row.nodeCount where numbers[start] == 0 {
      place = 1
      numbers[start] = 1
      var depth = 0
      var frame = Frame(
        node: Int32(truncatingIfNeeded: start), arc: row.offsets[start],
        end: row.offsets[start + 1], place: 1, low: 1)
      while true {
        if frame.arc < frame.end {
          let other = Int(row.neighbors[Int(frame.arc)])
          frame.arc += 1
          let number = numbers[other]
          if number != 0 {
            frame.low = min(frame.low, number)
            continue
          }
          let begin = row.offsets[other]
          let end = row.offsets[other + 1]
          if begin == end {
            // No way on: a component of its own, settled without a frame.
            numbers[other] = UInt32.max - settled
            settled += 1
            continue
          }
          frames[depth] = frame
          depth += 1
          place += 1
          numbers[other] = place
          frame = Frame(
            node: Int32(truncatingIfNeeded: other), arc: begin, end: end, place: place, low: place)
          continue
        }
        let low = frame.low
        if low == frame.place {
          let number = UInt32.max - settled
          settled += 1
          numbers[Int(frame.node)] = number
          while openCount > 0, numbers[Int(open[openCount - 1])] > low {
            openCount -= 1
            numbers[Int(open[openCount])] = number
          }
        } else {
          open[openCount] = frame.node
          openCount += 1
        }
        if depth == 0 { break }
        depth -= 1
        frame = frames[depth]
        frame.low = min(frame.low, low)
      }
    }
    return settled
  }
}
