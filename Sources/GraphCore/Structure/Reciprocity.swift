/// The pairs of nodes of a directed graph by how they are joined.
public struct DyadCensus: Hashable, Sendable {
  /// Pairs with edges both ways.
  public let mutual: Int64
  /// Pairs with edges one way only.
  public let oneWay: Int64
  /// Pairs without an edge.
  public let absent: Int64

  /// The share of arcs that are returned: 2 × mutual ÷ (2 × mutual + one way), in [0, 1]; `nil` without
  /// arcs.
  public var reciprocity: Double? {
    let arcs = 2 * mutual + oneWay
    return arcs == 0 ? nil : Double(2 * mutual) / Double(arcs)
  }
}

/// The pairs of nodes by how they are joined.
///
/// ## Conventions
/// - Loops are ignored and parallel edges count once. An undirected edge joins both ways.
///
/// - Parameter graph: any graph, *n* nodes and *m* edges.
/// - Complexity: O(*n* + *m*) time, O(1) memory.
/// - Source: Holland & Leinhardt (1970), "A method for detecting structure in sociometric data".
public func dyadCensus(of graph: CompactGraph) -> DyadCensus {
  var oneWayArcs: Int64 = 0
  var mutualArcs: Int64 = 0
  forEachDyad(of: graph) { _, mutual, out, _ in
    mutualArcs += mutual
    oneWayArcs += out
  }
  let nodes = Int64(graph.nodeCount)
  return DyadCensus(
    mutual: mutualArcs / 2, oneWay: oneWayArcs,
    absent: nodes * (nodes - 1) / 2 - mutualArcs / 2 - oneWayArcs)
}

/// The share of arcs that are returned; see ``DyadCensus/reciprocity``.
public func reciprocity(of graph: CompactGraph) -> Double? { dyadCensus(of: graph).reciprocity }

/// For each node, the share of its neighbours to whom and from whom edges lead.
///
/// Mutual neighbours ÷ all neighbours, in [0, 1]; `nil` for a node without neighbours. Conventions and
/// complexity as in ``dyadCensus(of:)``.
public func reciprocitiesOfNodes(of graph: CompactGraph) -> [Double?] {
  var shares = [Double?](repeating: nil, count: graph.nodeCount)
  forEachDyad(of: graph) { node, mutual, out, into in
    let all = mutual + out + into
    if all > 0 { shares[node] = Double(mutual) / Double(all) }
  }
  return shares
}

/// Calls the closure for each node with how many neighbours it has both ways, outward only and inward
/// only.
@inline(__always)
private func forEachDyad(
  of graph: CompactGraph,
  _ body: (_ node: Int, _ mutual: Int64, _ out: Int64, _ into: Int64) -> Void
) {
  graph.outgoing.withPointers { outgoing in
    graph.incoming.withPointers { incoming in
      for node in 0..<graph.nodeCount {
        var (mutual, out, into): (Int64, Int64, Int64) = (0, 0, 0)
        var (ahead, back) = (outgoing.begin(node), incoming.begin(node))
        let (aheadEnd, backEnd) = (outgoing.end(node), incoming.end(node))
        while ahead < aheadEnd || back < backEnd {
          let first = ahead < aheadEnd ? outgoing.neighbors[ahead] : Int32.max
          let second = back < backEnd ? incoming.neighbors[back] : Int32.max
          let other = min(first, second)
          while ahead < aheadEnd, outgoing.neighbors[ahead] == other { ahead += 1 }
          while back < backEnd, incoming.neighbors[back] == other { back += 1 }
          if Int(other) == node { continue }
          if first == second { mutual += 1 } else if first < second { out += 1 } else { into += 1 }
        }
        body(node, mutual, out, into)
      }
    }
  }
}
