internal import GraphCore
internal import NetworkModel

/// Measures of a graph whose edges all lead from one side to the other.
///
/// In a directed graph the sides are those who give and those who receive, else a two-colouring.
func twoModeReading(
  _ measure: GraphMeasure, _ material: MeasuredGraph, _ options: MeasureOptions
) throws(GraphError) -> MeasureReading {
  let sides = try TwoModeGraph(material.graph)
  var reading = MeasureReading(measure)
  switch measure {
  case .matching:
    let found = try maximumMatching(of: sides, execution: options.execution)
    var values = [MeasureValue](repeating: .missing, count: material.graph.edgeCount)
    for edge in found.edges { values[Int(edge)] = .word("yes", Wording(en: "yes", zh: "是")) }
    reading.edges = [
      ReadingColumn("matched", Wording(en: "matched", zh: "入选"), values)
    ]
    reading.facts = [
      ReadingFact("matching", measure.label, .integer(found.count)),
      ReadingFact(
        "unmatched", Wording(en: "nodes without a mate", zh: "未匹配节点"),
        .integer(found.unmatched.count)),
    ]
  case .redundancy:
    let found = try redundancyCoefficients(of: sides, execution: options.execution)
    reading.nodes = [measure.column(found.map { MeasureValue($0) })]
  default:
    for side in TwoModeSide.allCases {
      reading.tables.append(try projectionTable(sides, onto: side, options))
    }
  }
  return reading
}

private func projectionTable(
  _ graph: TwoModeGraph, onto side: TwoModeSide, _ options: MeasureOptions
) throws(GraphError) -> ReadingTable {
  let found = try projection(of: graph, onto: side, execution: options.execution)
  let word = Wording(
    en: side == .left ? "first side" : "second side", zh: side == .left ? "甲侧" : "乙侧")
  return ReadingTable(
    side == .left ? "projection_first" : "projection_second",
    Wording(en: "Projection, \(word.en)", zh: "单模投影（\(word.zh)）"),
    [
      ("node", Wording(en: "node", zh: "节点")), ("other", Wording(en: "other node", zh: "另一节点")),
      ("shared", Wording(en: "shared neighbours", zh: "共同邻居数")),
    ],
    rows: (0..<found.graph.edgeCount).map { edge in
      let (a, b) = found.graph.ends(of: edge)
      return [
        .node(Int(found.nodes[a])), .node(Int(found.nodes[b])), .integer(Int(found.weights[edge])),
      ]
    })
}
