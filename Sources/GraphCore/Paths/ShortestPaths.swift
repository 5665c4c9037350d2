/// A way through a graph: its nodes in order, the edges between them, and how long it is.
public struct Route: Hashable, Sendable {
  /// From the first node to the last; one more than there are edges.
  public let nodes: [Int]
  /// The ids of the edges walked.
  public let edges: [Int]
  /// The sum of the lengths of the edges.
  public let length: Int64
}

/// What a search from one or several nodes found of every node.
public struct ShortestPaths: Sendable {
  /// The nodes from which was searched, in the order given.
  public let sources: [Int]
  /// The nodes that were reached, in order of distance.
  public let order: [Int32]
  let distanceCells: [Int64]
  let parentEdges: [Int32]
  let parents: [Int32]
  let owners: [Int32]

  public var nodeCount: Int { distanceCells.count }

  /// The distance of a node from the nearest source, or `nil` when no path leads there.
  public func distance(to node: Int) -> Int64? {
    distanceCells[node] == DijkstraKernel.unreached ? nil : distanceCells[node]
  }

  /// The distances of all nodes, in node order.
  public var distances: [Int64?] {
    distanceCells.map { $0 == DijkstraKernel.unreached ? nil : $0 }
  }

  /// The nearest source of a node, as its position in ``sources``, or `nil` when none reaches it.
  public func owner(of node: Int) -> Int? { owners[node] < 0 ? nil : Int(owners[node]) }

  /// The node before this one on its path; `nil` where the path begins or none leads.
  public func parent(of node: Int) -> Int? { parents[node] < 0 ? nil : Int(parents[node]) }

  /// The edge by which the path arrives; `nil` where the path begins or none leads.
  public func parentEdge(of node: Int) -> Int? {
    parentEdges[node] < 0 ? nil : Int(parentEdges[node])
  }

  /// The path from the nearest source to a node, or `nil` when there is none.
  ///
  /// The nodes stand in the order of the search: in a search along `.incoming` the edges run from
  /// the last node to the first.
  ///
  /// - Complexity: O(number of edges of the path).
  public func route(to node: Int) -> Route? {
    guard let length = distance(to: node) else { return nil }
    var nodes = [node]
    var edges: [Int] = []
    while let edge = parentEdge(of: nodes[nodes.count - 1]) {
      edges.append(edge)
      nodes.append(Int(parents[nodes[nodes.count - 1]]))
    }
    nodes.reverse()
    edges.reverse()
    return Route(nodes: nodes, edges: edges, length: length)
  }
}

extension ShortestPaths {
  /// Columns that are filled by a search over `rows`; the search returns how many nodes it reached,
  /// or `nil` when a distance does not fit.
  init?(
    sources: [Int], rows: AdjacencyRows, search: (ShortestPathColumns) -> Int?
  ) {
    let nodeCount = rows.nodeCount
    var arcs: [Int32] = []
    var parents: [Int32] = []
    var owners: [Int32] = []
    var order: [Int32] = []
    var settled: Int?
    let isSettled = UnsafeMutablePointer<UInt8>.allocate(capacity: max(1, nodeCount))
    defer { isSettled.deallocate() }
    let distances = [Int64](count: nodeCount) { distance in
      arcs = [Int32](count: nodeCount) { arc in
        owners = [Int32](count: nodeCount) { owner in
          parents = [Int32](count: nodeCount) { parent in
            order = [Int32](count: nodeCount) { order in
              order.initialize(repeating: -1, count: nodeCount)
              settled = search(
                ShortestPathColumns(
                  distance: distance, arc: arc, parent: parent, owner: owner, order: order,
                  isSettled: isSettled))
            }
          }
        }
      }
    }
    guard let settled else { return nil }
    order.removeLast(nodeCount - settled)
    rows.edges.withTrustedPointer { edge in
      arcs.withTrustedMutablePointer { arc in
        for node in 0..<nodeCount where arc[node] >= 0 { arc[node] = edge[Int(arc[node])] }
      }
    }
    self.init(
      sources: sources, order: order, distanceCells: distances, parentEdges: arcs,
      parents: parents, owners: owners)
  }
}
