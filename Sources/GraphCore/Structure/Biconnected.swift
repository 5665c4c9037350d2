/// The edges whose loss, one at a time, would part their two ends.
///
/// ## Conventions
/// - Direction is ignored. A loop is never a bridge; neither is an edge that has a parallel edge (in a
///   directed graph, in either direction).
///
/// - Parameter graph: any graph, *n* nodes and *m* edges.
/// - Returns: edge ids, ascending.
/// - Complexity: O(*n* + *m*) time and memory, not recursive; *O*(*m* log *m*) at most to sort bridges.
/// - Source: Tarjan (1974), "A note on finding the bridges of a graph", by low points as in Hopcroft &
///   Tarjan (1973).
public func bridges(of graph: CompactGraph) -> [Int] {
  BlockSearch(graph.symmetricRows).bridges.map(Int.init)
}

/// The nodes whose loss, one at a time, would break their component into more than one.
///
/// ## Conventions
/// - Direction, loops and parallel edges make no difference.
///
/// - Parameter graph: any graph, *n* nodes and *m* edges.
/// - Returns: nodes, ascending.
/// - Complexity: O(*n* + *m*) time and memory; not recursive.
/// - Source: Hopcroft & Tarjan (1973), "Algorithm 447: efficient algorithms for graph manipulation".
public func articulationPoints(of graph: CompactGraph) -> [Int] {
  BlockSearch(graph.symmetricRows).articulationPoints.map(Int.init)
}

/// The blocks of a graph and how they hang together at its articulation points.
///
/// A block is a largest set of edges of which any two lie on a common cycle; a bridge is a block of its
/// own. Two blocks share at most one node, an articulation point. Blocks and articulation points form a
/// forest, the block-cut forest, with one tree a component.
public struct BiconnectedComponents: Sendable {
  /// The block of each edge, numbered by smallest edge id; -1 for a loop, which belongs to none.
  public let blockOfEdge: [Int32]
  /// The nodes of block *b* are those at `offsets[b] ..< offsets[b + 1]` of ``nodes``.
  public let offsets: [Int32]
  /// The nodes of each block, ascending.
  public let nodes: [Int32]
  /// The number of edges of each block.
  public let edgeCounts: [Int32]
  /// The nodes that belong to several blocks, ascending.
  public let articulationPoints: [Int32]
  /// The edges that are blocks of their own, ascending.
  public let bridges: [Int32]
  /// To how many blocks each node belongs: 0 when it has no edges but loops, 2 or more at an
  /// articulation point.
  public let blockCounts: [Int32]

  /// The number of blocks.
  public var count: Int { edgeCounts.count }

  /// The block of an edge; `nil` for a loop.
  public func block(ofEdge edge: Int) -> Int? {
    blockOfEdge[edge] < 0 ? nil : Int(blockOfEdge[edge])
  }

  /// The nodes of a block, ascending.
  public func nodes(ofBlock block: Int) -> ArraySlice<Int32> {
    nodes[Int(offsets[block])..<Int(offsets[block + 1])]
  }

  /// The block-cut forest as an undirected graph: node `b` for each block, then node `count + i` for the
  /// articulation point of position `i`; an edge for each articulation point in a block.
  public var blockCutForest: CompactGraph {
    var sources: [Int32] = []
    var targets: [Int32] = []
    var position = [Int32](repeating: -1, count: blockCounts.count)
    for (index, node) in articulationPoints.enumerated() {
      position[Int(node)] = Int32(truncatingIfNeeded: count + index)
    }
    for block in 0..<count {
      for node in nodes(ofBlock: block) where position[Int(node)] >= 0 {
        sources.append(Int32(truncatingIfNeeded: block))
        targets.append(position[Int(node)])
      }
    }
    return CompactGraph(
      .undirected, trusted: count + articulationPoints.count, sources: sources, targets: targets)
  }
}

/// The blocks (biconnected components), articulation points and bridges of a graph.
///
/// ## Conventions
/// - Direction is ignored, loops belong to no block, parallel edges are together in one block (which
///   then is no bridge). A node without edges to others is in no block.
/// - Blocks are numbered by their smallest edge id.
///
/// - Parameter graph: any graph, *n* nodes and *m* edges.
/// - Complexity: O(*n* + *m*) time and memory; not recursive.
/// - Source: Hopcroft & Tarjan (1973), "Algorithm 447: efficient algorithms for graph manipulation".
public func biconnectedComponents(of graph: CompactGraph) -> BiconnectedComponents {
  let search = BlockSearch(graph.symmetricRows)
  let blockCount = search.heads.count
  // An edge is in the block of that end which the search met later.
  var blockOfEdge = [Int32](repeating: -1, count: graph.edgeCount)
  var number = [Int32](repeating: -1, count: blockCount)
  var edgeCounts: [Int32] = []
  for edge in 0..<graph.edgeCount {
    let (source, target) = graph.ends(of: edge)
    guard source != target else { continue }
    let lower = search.place[source] > search.place[target] ? source : target
    let block = Int(search.blockOfNode[lower])
    if number[block] < 0 {
      number[block] = Int32(truncatingIfNeeded: edgeCounts.count)
      edgeCounts.append(0)
    }
    blockOfEdge[edge] = number[block]
    edgeCounts[Int(number[block])] += 1
  }
  let rows = search.nodeRows(numbered: number)
  return BiconnectedComponents(
    blockOfEdge: blockOfEdge, offsets: rows.offsets, nodes: rows.nodes, edgeCounts: edgeCounts,
    articulationPoints: search.articulationPoints, bridges: search.bridges,
    blockCounts: search.blockCounts)
}

extension BlockSearch {
  var bridges: [Int32] { bridgeOfBlock.filter { $0 >= 0 }.sorted() }

  /// Each node is in the block below its head and in the blocks that hang at it.
  var blockCounts: [Int32] {
    var counts = blockOfNode.map { $0 < 0 ? Int32(0) : 1 }
    for head in heads { counts[Int(head)] += 1 }
    return counts
  }

  var articulationPoints: [Int32] {
    let counts = blockCounts
    return (0..<Int32(counts.count)).filter { counts[Int($0)] > 1 }
  }

  /// The nodes of each block, blocks renumbered.
  fileprivate func nodeRows(numbered number: [Int32]) -> (offsets: [Int32], nodes: [Int32]) {
    var offsets = [Int32](repeating: 0, count: heads.count + 1)
    for block in heads.indices { offsets[Int(number[block]) + 1] += 1 }
    for block in blockOfNode where block >= 0 { offsets[Int(number[Int(block)]) + 1] += 1 }
    for block in heads.indices { offsets[block + 1] += offsets[block] }
    // Blocks that hang at a node, listed by node, so that one ascending walk fills all rows in order.
    var first = [Int32](repeating: -1, count: place.count)
    var following = [Int32](repeating: -1, count: heads.count)
    for (block, head) in heads.enumerated() {
      following[block] = first[Int(head)]
      first[Int(head)] = Int32(truncatingIfNeeded: block)
    }
    var next = offsets
    var nodes = [Int32](repeating: 0, count: Int(offsets[heads.count]))
    for node in place.indices {
      var block = blockOfNode[node]
      if block < 0 {
        block = first[node]
        first[node] = block < 0 ? -1 : following[Int(block)]
      }
      while block >= 0 {
        let slot = Int(number[Int(block)])
        nodes[Int(next[slot])] = Int32(truncatingIfNeeded: node)
        next[slot] += 1
        block = first[node]
        if block >= 0 { first[node] = following[Int(block)] }
      }
    }
    return (offsets, nodes)
  }
}
