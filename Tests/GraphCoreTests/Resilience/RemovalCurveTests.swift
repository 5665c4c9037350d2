import GraphCore
import TestSupport
import Testing

@Suite("Removal curves")
struct RemovalCurveTests {
  static let directions = [CompactGraph.Direction.directed, .undirected]

  /// Sizes of components by painting, for the nodes and edges that are left.
  static func sizes(_ graph: CompactGraph, nodes: Set<Int>, edges: Set<Int>) -> [Int] {
    var color = [Int: Int](uniqueKeysWithValues: nodes.map { ($0, $0) })
    var changed = true
    while changed {
      changed = false
      for edge in edges {
        let (source, target) = graph.ends(of: edge)
        guard let left = color[source], let right = color[target], left != right else { continue }
        color[source] = min(left, right)
        color[target] = min(left, right)
        changed = true
      }
    }
    return Dictionary(grouping: color.values) { $0 }.values.map(\.count)
  }

  static func expect(_ curve: RemovalCurve, at place: Int, _ sizes: [Int]) {
    #expect(curve.largestComponent[place] == sizes.max() ?? 0)
    #expect(curve.componentCount[place] == sizes.count)
    #expect(curve.connectedPairs[place] == sizes.reduce(0) { $0 + $1 * ($1 - 1) / 2 })
  }

  @Test("agrees with counting anew after each removal", arguments: 0..<60)
  func definition(seed: UInt64) throws {
    for direction in Self.directions {
      let (graph, _) = try SparseGraphs.graph(direction, seed: seed)
      let all = Set(0..<graph.nodeCount)
      let edges = Set(0..<graph.edgeCount)
      let nodeOrder = randomRemovalOrder(of: graph.nodeCount, seed: seed)
      let nodeCurve = try nodeRemovalCurve(of: graph, order: nodeOrder)
      for place in 0...nodeOrder.count {
        let left = all.subtracting(nodeOrder.prefix(place))
        Self.expect(nodeCurve, at: place, Self.sizes(graph, nodes: left, edges: edges))
      }
      // Half of the edges stay.
      let edgeOrder = Array(
        randomRemovalOrder(of: graph.edgeCount, seed: seed).prefix(graph.edgeCount / 2))
      let edgeCurve = try edgeRemovalCurve(of: graph, order: edgeOrder)
      for place in 0...edgeOrder.count {
        let left = edges.subtracting(edgeOrder.prefix(place))
        Self.expect(edgeCurve, at: place, Self.sizes(graph, nodes: all, edges: left))
      }
    }
  }

  @Test("a star falls apart at once, a complete graph stays as long as it can")
  func robustness() throws {
    let star = try CompactGraph(.undirected, nodeCount: 5, edges: (1...4).map { (0, $0) })
    let attack = try nodeRemovalCurve(of: star, order: degreeRemovalOrder(of: star, .initial))
    #expect(attack.largestComponent == [5, 1, 1, 1, 1, 0])
    #expect(attack.componentCount == [1, 4, 3, 2, 1, 0])
    #expect(attack.connectedPairs == [10, 0, 0, 0, 0, 0])
    #expect(attack.robustness == 4.0 / 25)
    let pairs = (0..<6).flatMap { left in (left + 1..<6).map { (left, $0) } }
    let complete = try CompactGraph(.undirected, nodeCount: 6, edges: pairs)
    let curve = try nodeRemovalCurve(of: complete, order: [3, 1, 4, 0, 5, 2])
    #expect(abs(try #require(curve.robustness) - 5.0 / 12) < 1e-15)
    #expect(try nodeRemovalCurve(of: complete, order: [3]).robustness == nil)
    let path = try CompactGraph(.directed, nodeCount: 3, edges: [(0, 1), (2, 1)])
    #expect(try edgeRemovalCurve(of: path, order: [0, 1]).robustness == (2.0 + 1) / 6)
  }

  /// The node of highest degree among those left, found by looking at all.
  static func attackOrder(_ graph: CompactGraph) -> [Int] {
    var left = Set(0..<graph.nodeCount)
    var order: [Int] = []
    while !left.isEmpty {
      var degree = [Int](repeating: 0, count: graph.nodeCount)
      for edge in 0..<graph.edgeCount {
        let (source, target) = graph.ends(of: edge)
        guard source != target, left.contains(source), left.contains(target) else { continue }
        degree[source] += 1
        degree[target] += 1
      }
      let next = left.sorted().max {
        degree[$0] < degree[$1] || (degree[$0] == degree[$1] && $0 > $1)
      }!
      order.append(next)
      left.remove(next)
    }
    return order
  }

  @Test("an attack that looks again takes the highest degree left", arguments: 0..<60)
  func recomputed(seed: UInt64) throws {
    for direction in Self.directions {
      let (graph, _) = try SparseGraphs.graph(direction, seed: seed)
      #expect(degreeRemovalOrder(of: graph, .recomputed) == Self.attackOrder(graph))
    }
  }

  @Test("orders by score, ties by id; random orders by seed")
  func orders() throws {
    #expect(try removalOrder(highestFirst: [1, 3, 2, 3, .infinity]) == [4, 1, 3, 2, 0])
    #expect(throws: GraphError.self) { try removalOrder(highestFirst: [1, .nan]) }
    let order = randomRemovalOrder(of: 50, seed: 3)
    #expect(order.sorted() == Array(0..<50))
    #expect(order == randomRemovalOrder(of: 50, seed: 3))
    #expect(order != randomRemovalOrder(of: 50, seed: 4))
    var generator = SeededGenerator(seed: 9)
    let drawn = randomRemovalOrder(of: 50, using: &generator)
    var again = SeededGenerator(seed: 9)
    #expect(drawn == randomRemovalOrder(of: 50, seed: again.next()))
    #expect(randomRemovalOrder(of: 0).isEmpty)
  }

  @Test("refuses what is not there or is removed twice")
  func refusals() throws {
    let graph = try CompactGraph(.undirected, nodeCount: 2, edges: [(0, 1)])
    #expect(throws: GraphError.nodeOutOfRange(node: 2, nodeCount: 2)) {
      try nodeRemovalCurve(of: graph, order: [0, 2])
    }
    #expect(throws: GraphError.edgeOutOfRange(edge: -1, edgeCount: 1)) {
      try edgeRemovalCurve(of: graph, order: [-1])
    }
    #expect(throws: GraphError.parameter("Node 1", problem: "is removed twice")) {
      try nodeRemovalCurve(of: graph, order: [1, 1])
    }
    #expect(throws: GraphError.parameter("Edge 0", problem: "is removed twice")) {
      try edgeRemovalCurve(of: graph, order: [0, 0])
    }
    let empty = try CompactGraph(.directed, nodeCount: 0, edges: [])
    #expect(try nodeRemovalCurve(of: empty, order: []).robustness == nil)
    #expect(try nodeRemovalCurve(of: empty, order: []).largestComponent == [0])
  }

  @Test("a path of a million nodes")
  func longPath() throws {
    let count = 1_000_000
    let path = try CompactGraph(
      .undirected, nodeCount: count, sources: Array(0..<Int32(count - 1)),
      targets: Array(1..<Int32(count)))
    let curve = try edgeRemovalCurve(of: path, order: Array(0..<count - 1))
    #expect(curve.largestComponent[0] == count)
    #expect(curve.componentCount[count - 1] == count)
    #expect(curve.connectedPairs[count / 2] == (count / 2) * (count / 2 - 1) / 2)
  }
}
