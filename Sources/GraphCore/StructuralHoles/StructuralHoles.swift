/// Burt's measures of how far a node bridges holes in the network around it, as columns in node order.
///
/// A node without neighbours has none of them: its entries are `nil`.
public struct StructuralHoles: Hashable, Sendable {
  /// How much the contacts of a node are invested in each other: high where there is no hole to bridge.
  public let constraint: [Double?]
  /// The number of contacts less what they repeat of each other, at most the number of neighbours.
  public let effectiveSize: [Double?]
  /// ``effectiveSize`` divided by the number of neighbours, at most 1.
  public let efficiency: [Double?]
}

/// The constraint, effective size and efficiency of every node.
///
/// Let *z*(*u*, *v*) be the weight of all edges between *u* and *v*, in both directions; *p*(*u*, *v*) its
/// share in all that *u* has, and *q*(*u*, *v*) its ratio to the largest that *u* has. Then for the
/// neighbours *v* of *u*
/// - constraint(*u*) = Σ_v (*p*(*u*, *v*) + Σ_w *p*(*u*, *w*) *p*(*w*, *v*))²
/// - effective size(*u*) = Σ_v (1 − Σ_w *p*(*u*, *w*) *q*(*v*, *w*))
///
/// ## Conventions
/// - A neighbour is a node at the other end of an edge in either direction. Weights of parallel edges
///   and of both directions are added up; loops are dropped.
/// - Without weights every edge weighs 1. In an undirected graph without parallel edges the effective
///   size is then *k* − 2 *t* / *k* for *k* neighbours with *t* edges among them.
/// - Where all weights of a node are 0, its shares and ratios are 0.
/// - A node without neighbours has no value. A node of a directed graph that has incoming edges only
///   has one (as in NetworkX when it is asked for all nodes).
///
/// - Parameters:
///   - graph: *n* nodes and *m* edges.
///   - weights: *m* weights in edge order, none negative; `nil`: every edge weighs 1.
/// - Throws: ``GraphError/wrongCount(of:expected:found:)``, ``GraphError/negativeWeight(edge:weight:)``,
///   ``GraphError/overflow(in:)``.
/// - Complexity: O(*n* + *m*^1.5) time, O(*n* + *m*) memory: all sums over *w* run over triangles.
/// - Source: Burt (1992), "Structural holes", pp. 51–55, equations 2.2, 2.4 and 2.7; Borgatti (1997),
///   "Structural holes: unpacking Burt's redundancy measures", Connections 20(1), for the case without
///   weights.
public func structuralHoles(
  of graph: CompactGraph, weights: [Int64]? = nil
) throws(GraphError) -> StructuralHoles {
  try graph.requireNotNegative(weights, named: "weights")
  let merged = try graph.merged(as: .undirected, weights: weights, by: .sum)
  let ties = try MutualTies(merged.graph, merged.weights)
  let triangles = TriangleSums(merged.graph, ties)
  var constraint: [Double?] = []
  var effectiveSize: [Double?] = []
  var efficiency: [Double?] = []
  for node in 0..<graph.nodeCount {
    let row = merged.graph.outgoing.row(node)
    guard !row.isEmpty else {
      constraint.append(nil)
      effectiveSize.append(nil)
      efficiency.append(nil)
      continue
    }
    var total = 0.0
    for arc in row {
      let edge = Int(merged.graph.outgoing.edges[arc])
      let neighbor = Int(merged.graph.outgoing.neighbors[arc])
      let side = node < neighbor ? 2 * edge : 2 * edge + 1
      let investment = ties.share(of: node, edge) + triangles.indirect[side]
      total += investment * investment
    }
    let size = Double(row.count) - triangles.redundancy[node]
    constraint.append(total)
    effectiveSize.append(size)
    efficiency.append(size / Double(row.count))
  }
  return StructuralHoles(
    constraint: constraint, effectiveSize: effectiveSize, efficiency: efficiency)
}

/// What every pair of neighbours has in common, in proportion to what each has.
private struct MutualTies {
  private let weights: [Int64]
  private var strengths: [Int64]
  private var largest: [Int64]

  init(_ graph: CompactGraph, _ weights: [Int64]) throws(GraphError) {
    self.weights = weights
    strengths = Array(repeating: 0, count: graph.nodeCount)
    largest = strengths
    for edge in 0..<graph.edgeCount {
      let (source, target) = graph.ends(of: edge)
      for node in [source, target] {
        let (sum, overflow) = strengths[node].addingReportingOverflow(weights[edge])
        if overflow { throw .overflow(in: "The strength of node \(node)") }
        strengths[node] = sum
        largest[node] = max(largest[node], weights[edge])
      }
    }
  }

  /// The share of an edge in all that a node has.
  func share(of node: Int, _ edge: Int) -> Double {
    strengths[node] == 0 ? 0 : Double(weights[edge]) / Double(strengths[node])
  }

  /// The ratio of an edge to the largest of a node.
  func ratio(of node: Int, _ edge: Int) -> Double {
    largest[node] == 0 ? 0 : Double(weights[edge]) / Double(largest[node])
  }
}

/// The sums over common neighbours, from a walk over all triangles.
private struct TriangleSums {
  /// Σ_w *p*(*u*, *w*) *p*(*w*, *v*): for the smaller end *u* of edge *e* at 2 *e*, for the larger next to it.
  var indirect: [Double]
  /// Σ_v Σ_w *p*(*u*, *w*) *q*(*v*, *w*) for each node *u*.
  var redundancy: [Double]

  /// The graph is simple; the source of each edge is its smaller end.
  init(_ graph: CompactGraph, _ ties: MutualTies) {
    indirect = Array(repeating: 0, count: 2 * graph.edgeCount)
    redundancy = Array(repeating: 0, count: graph.nodeCount)
    // Arcs lead to nodes of higher degree: no node has more than √(2m) of them.
    let rows = graph.outgoing
    func isAhead(_ node: Int, _ other: Int) -> Bool {
      let (degree, otherDegree) = (rows.row(node).count, rows.row(other).count)
      return degree != otherDegree ? degree < otherDegree : node < other
    }
    var offsets: [Int] = [0]
    var ahead: [(node: Int, edge: Int)] = []
    for node in 0..<graph.nodeCount {
      for arc in rows.row(node) where isAhead(node, Int(rows.neighbors[arc])) {
        ahead.append((Int(rows.neighbors[arc]), Int(rows.edges[arc])))
      }
      offsets.append(ahead.count)
    }
    var marks = [Int](repeating: -1, count: graph.nodeCount)
    for first in 0..<graph.nodeCount {
      let row = offsets[first]..<offsets[first + 1]
      for arc in row { marks[ahead[arc].node] = ahead[arc].edge }
      for arc in row {
        let (second, edge) = ahead[arc]
        for other in offsets[second]..<offsets[second + 1] {
          let (third, far) = ahead[other]
          let near = marks[third]
          guard near >= 0 else { continue }
          add(first, second, edge, via: third, near, far, ties)
          add(second, third, far, via: first, edge, near, ties)
          add(third, first, near, via: second, far, edge, ties)
        }
      }
      for arc in row { marks[ahead[arc].node] = -1 }
    }
  }

  /// One side of a triangle and the node opposite: both ways along the side.
  private mutating func add(
    _ left: Int, _ right: Int, _ side: Int, via middle: Int, _ leftEdge: Int, _ rightEdge: Int,
    _ ties: MutualTies
  ) {
    let ways = (
      forward: ties.share(of: left, leftEdge) * ties.share(of: middle, rightEdge),
      back: ties.share(of: right, rightEdge) * ties.share(of: middle, leftEdge)
    )
    indirect[left < right ? 2 * side : 2 * side + 1] += ways.forward
    indirect[left < right ? 2 * side + 1 : 2 * side] += ways.back
    redundancy[left] += ties.share(of: left, leftEdge) * ties.ratio(of: right, rightEdge)
    redundancy[right] += ties.share(of: right, rightEdge) * ties.ratio(of: left, leftEdge)
  }
}
