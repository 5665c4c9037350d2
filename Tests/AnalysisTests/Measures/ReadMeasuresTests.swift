import Analysis
import GraphCore
import NetworkModel
import Testing

@Suite("Measures by name")
struct ReadMeasuresTests {
  /// a → b → c, a → c, c → d → a.
  private let cycle = try! MeasuredGraph(
    CompactGraph(
      .directed, nodeCount: 4, edges: [(0, 1), (1, 2), (0, 2), (2, 3), (3, 0)]),
    strengths: [3, 4, 1, 2, 9], lengths: [15, 20, 40, 10, 30], capacities: [3, 4, 1, 2, 9],
    costs: [15, 20, 40, 10, 30])

  /// Two who give, three who receive.
  private let twoMode = try! MeasuredGraph(
    CompactGraph(.directed, nodeCount: 5, edges: [(0, 2), (0, 3), (1, 3), (1, 4), (1, 4)]))

  private func reading(
    _ measure: GraphMeasure, _ graph: MeasuredGraph,
    _ change: (inout MeasureOptions) -> Void = { _ in }
  ) throws -> MeasureReading {
    var options = MeasureOptions()
    options.source = 0
    options.target = 2
    change(&options)
    return try read(measure, of: graph, options)
  }

  @Test(
    "every measure gives a value a node, a value an edge, or rows, and says how to read it",
    arguments: GraphMeasure.allCases)
  func everyMeasure(measure: GraphMeasure) throws {
    let graph = measure.subject == .twoMode ? twoMode : cycle
    let reading = try reading(measure, graph)
    #expect(reading.nodes.allSatisfy { $0.values.count == graph.graph.nodeCount })
    #expect(reading.edges.allSatisfy { $0.values.count == graph.graph.edgeCount })
    #expect(
      reading.tables.allSatisfy { table in table.rows.allSatisfy { $0.count == table.columns.count }
      })
    #expect(
      !(reading.nodes.isEmpty && reading.edges.isEmpty && reading.tables.isEmpty
        && reading.facts.isEmpty))
    #expect(!measure.convention.en.isEmpty && !measure.convention.zh.isEmpty)
    if measure.subject == .nodes { #expect(!reading.nodes.isEmpty) }
  }

  @Test("betweenness, closeness and strength of the four nodes, by hand")
  func byHand() throws {
    #expect(
      try reading(.betweenness, MeasuredGraph(cycle.graph)).nodes[0].values
        == [.real(3), .real(0), .real(3), .real(3)])
    let closeness = try reading(.closeness, MeasuredGraph(cycle.graph)).nodes
    #expect(closeness.map(\.key) == ["closeness_out", "closeness_in"])
    #expect(closeness[0].values[0] == .real(0.75))
    #expect(
      try reading(.strength, cycle).nodes[2].values
        == [.strength(4), .strength(4), .strength(2), .strength(9)])
  }

  @Test("the shortest path, the two simple paths, the flow and its cost, by hand")
  func ends() throws {
    #expect(
      try reading(.path, cycle).tables[0].rows.map { $0[2] } == [.node(0), .node(1), .node(2)])
    #expect(try reading(.path, cycle).facts[0].value == .length(35))
    #expect(try reading(.paths, cycle).facts[0].value == .integer(2))
    #expect(try reading(.maximumFlow, cycle).facts[0].value == .strength(4))
    let cheapest = try reading(.minimumCostFlow, cycle)
    #expect(cheapest.facts.map(\.value) == [.strength(4), .cost(3 * 35 + 40)])
    let tooMuch = try reading(.minimumCostFlow, cycle) { $0.amount = 5 }
    #expect(tooMuch.isUnsolvable)
    #expect(tooMuch.facts.map(\.value) == [.strength(5), .strength(4)])
    // Undirected, 2 more can go by way of the fourth node, against two edges.
    let anyWay = try reading(.minimumCostFlow, cycle.undirected())
    let cost: Int128 = 3 * 35 + 40 + 2 * 40
    #expect(anyWay.facts.map(\.value) == [.strength(6), .cost(cost)])
    let carried: [Int64] = [3, 3, 1, -2, -2]
    #expect(anyWay.edges[0].values == carried.map(MeasureValue.strength))
    #expect(try reading(.path, cycle) { $0.target = 0 }.facts[0].value == .length(0))
    #expect(throws: GraphError.self) { try reading(.path, cycle) { $0.target = nil } }
  }

  @Test("a bound on betweenness is said and held")
  func bound() throws {
    let exact = try reading(.betweenness, MeasuredGraph(cycle.graph)).nodes[0].values
    let bounded = try reading(.betweenness, MeasuredGraph(cycle.graph)) { $0.maximumError = 0.05 }
    #expect(bounded.remarks.count == 1)
    for (a, b) in zip(exact, bounded.nodes[0].values) {
      guard case .real(let a) = a, case .real(let b) = b else {
        Issue.record("no value")
        continue
      }
      // 0.05 of the 6 ordered pairs of other nodes.
      #expect(abs(a - b) <= 0.05 * 6)
    }
    #expect(throws: GraphError.self) { try reading(.betweenness, cycle) { $0.maximumError = 0.05 } }
  }

  @Test("donors who only give have no betweenness, and the reader is told why")
  func remark() throws {
    #expect(try reading(.betweenness, twoMode).remarks.count == 1)
    #expect(try reading(.betweenness, twoMode.undirected()).remarks.isEmpty)
  }

  @Test("the matching pairs both donors; a graph that is not two-mode is refused")
  func matching() throws {
    #expect(try reading(.matching, twoMode).facts[0].value == .integer(2))
    #expect(throws: GraphError.self) { try reading(.matching, cycle) }
  }
}
