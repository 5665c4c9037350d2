/// A spanning tree of each component, together as short as can be.
public struct SpanningForest: Hashable, Sendable {
  /// The chosen edges, ascending; as many as nodes less trees.
  public let edges: [Int32]
  /// The sum of the lengths of the chosen edges.
  public let totalLength: Int64
  /// How many trees there are: the number of weakly connected components.
  public let treeCount: Int
}

/// The minimum spanning forest.
///
/// ## Conventions
/// - Direction is ignored. Loops are never chosen, of parallel edges at most the shortest.
/// - Of edges of equal length the one with the lower id is preferred, so there is one answer. Lengths may
///   be negative.
///
/// - Parameters:
///   - graph: any graph, *n* nodes and *m* edges.
///   - lengths: *m* lengths in edge order (metres, say), or `nil`: every edge has length 1.
/// - Throws: ``GraphError/wrongCount(of:expected:found:)``; ``GraphError/overflow(in:)`` when the total
///   leaves `Int64`.
/// - Complexity: O(*n* + *m* α(*n*)) time when the longest and the shortest edge differ by less than
///   2³², else O(*n* + *m* log *m*); O(*n* + *m*) memory.
/// - Source: Kruskal (1956), "On the shortest spanning subtree of a graph and the traveling salesman
///   problem", construction A, with a radix sort.
public func minimumSpanningForest(
  of graph: CompactGraph, lengths: [Int64]?
) throws(GraphError) -> SpanningForest {
  try graph.requireColumn(lengths, named: "lengths")
  let ranking = lengths.map(ascendingEdges)
  var forest = DisjointSets(graph.nodeCount)
  var isChosen = [Bool](repeating: false, count: graph.edgeCount)
  var chosenCount = 0
  graph.withEnds { sources, targets in
    forest.withParents { parent in
      isChosen.withTrustedMutablePointer { isChosen in
        for rank in 0..<graph.edgeCount {
          let edge = ranking.map { Int($0[rank]) } ?? rank
          guard DisjointSets.join(Int(sources[edge]), Int(targets[edge]), parent) else { continue }
          isChosen[edge] = true
          chosenCount += 1
          if chosenCount == graph.nodeCount - 1 { break }
        }
      }
    }
  }
  var edges: [Int32] = []
  edges.reserveCapacity(chosenCount)
  var total: Int64 = 0
  for edge in 0..<graph.edgeCount where isChosen[edge] {
    edges.append(Int32(truncatingIfNeeded: edge))
    let (sum, overflow) = total.addingReportingOverflow(lengths?[edge] ?? 1)
    if overflow { throw .overflow(in: "The length of the spanning forest") }
    total = sum
  }
  return SpanningForest(
    edges: edges, totalLength: total, treeCount: graph.nodeCount - chosenCount)
}

/// The edges from the shortest to the longest, equal ones by id.
private func ascendingEdges(_ lengths: [Int64]) -> [Int32] {
  guard let least = lengths.min(), let most = lengths.max() else { return [] }
  let range = UInt64(bitPattern: most) &- UInt64(bitPattern: least)
  if range >> 32 > 0 {
    return (0..<Int32(lengths.count)).sorted {
      (lengths[Int($0)], $0) < (lengths[Int($1)], $1)
    }
  }
  // A length and its edge in one word: sorting by the upper half keeps equal ones in order of id.
  var words = [UInt64](count: lengths.count) { words in
    for edge in 0..<lengths.count {
      words[edge] =
        (UInt64(bitPattern: lengths[edge]) &- UInt64(bitPattern: least)) << 32 | UInt64(edge)
    }
  }
  sortByUpperHalf(&words, bits: 64 - range.leadingZeroBitCount)
  return words.map { Int32(truncatingIfNeeded: $0) }
}

/// A radix sort from the lowest digit of the upper halves, over as many digits as they differ in.
private func sortByUpperHalf(_ words: inout [UInt64], bits: Int) {
  let passes = (bits + 10) / 11
  guard passes > 0 else { return }
  let width = (bits + passes - 1) / passes
  let mask = UInt64(1) << UInt64(width) - 1
  let count = words.count
  var spare = words
  var slots = [Int32](repeating: 0, count: 1 << width)
  for pass in 0..<passes {
    let shift = UInt64(32 + pass * width)
    words.withTrustedPointer { words in
      spare.withTrustedMutablePointer { spare in
        slots.withTrustedMutablePointer { slots in
          slots.update(repeating: 0, count: 1 << width)
          for index in 0..<count { slots[Int(words[index] >> shift & mask)] += 1 }
          var total: Int32 = 0
          for digit in 0..<(1 << width) { (slots[digit], total) = (total, total + slots[digit]) }
          for index in 0..<count {
            let digit = Int(words[index] >> shift & mask)
            spare[Int(slots[digit])] = words[index]
            slots[digit] += 1
          }
        }
      }
    }
    swap(&words, &spare)
  }
}
