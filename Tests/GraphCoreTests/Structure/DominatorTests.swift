import GraphCore
import TestSupport
import Testing

@Suite("Dominators")
struct DominatorTests {
  @Test("the flow graph of Lengauer and Tarjan, figure 1")
  func published() throws {
    let names = Array("RABCDEFGHIJKL")
    let edges = [
      "RA", "RB", "RC", "AD", "BA", "BD", "BE", "CF", "CG", "DL", "EH", "FI", "GI", "GJ", "HE",
      "HK", "IK", "JI", "KI", "KR", "LH",
    ].map { text in
      let ends = text.map { names.firstIndex(of: $0)! }
      return (ends[0], ends[1])
    }
    let tree = try dominatorTree(
      of: CompactGraph(.directed, nodeCount: names.count, edges: edges), from: 0)
    let above = names.indices.map { tree.immediateDominator(of: $0).map { names[$0] } ?? "-" }
    #expect(String(above) == "-RRRRRCCRRGRD")
    #expect(tree.dominators(of: 10) == [0, 3, 7, 10])
    #expect(tree.dominatedCounts[3] == 4)
  }

  /// What is reached from the roots without passing `without`.
  private func reached(_ graph: CompactGraph, _ roots: [Int], without: Int?) -> Set<Int> {
    var met = Set(roots.filter { $0 != without })
    var queue = Array(met)
    while let node = queue.popLast() {
      for next in graph.successors(of: node).map(Int.init)
      where next != without && met.insert(next).inserted { queue.append(next) }
    }
    return met
  }

  @Test("are the nodes without which a node is out of reach", arguments: 0..<150)
  func bruteForce(seed: UInt64) throws {
    for direction in [CompactGraph.Direction.directed, .undirected] {
      let (graph, _) = try StorageTests.randomGraph(direction, seed: seed)
      for roots in [[0], [graph.nodeCount - 1, 0], [0, graph.nodeCount / 2, 0]] {
        let tree = try dominatorTree(of: graph, from: roots)
        let all = reached(graph, roots, without: nil)
        #expect(Set(tree.order.map(Int.init)) == all)
        for node in 0..<graph.nodeCount {
          #expect(tree.isReached(node) == all.contains(node))
          let lost = all.subtracting(reached(graph, roots, without: node))
          #expect(Int(tree.dominatedCounts[node]) == lost.count)
          for other in 0..<graph.nodeCount {
            #expect(tree.dominates(node, other) == lost.contains(other))
            #expect(tree.dominators(of: other).contains(node) == lost.contains(other))
          }
        }
      }
    }
  }

  @Test("refuses a root that is not a node; without roots nothing is reached")
  func refusals() throws {
    let graph = try CompactGraph(.directed, nodeCount: 2, edges: [(0, 1)])
    #expect(throws: GraphError.nodeOutOfRange(node: 2, nodeCount: 2)) {
      try dominatorTree(of: graph, from: [2])
    }
    #expect(try dominatorTree(of: graph, from: []).order.isEmpty)
  }
}
