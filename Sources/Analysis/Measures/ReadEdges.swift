internal import GraphCore
internal import NetworkModel

/// Measures of edges.
func edgeReading(
  _ measure: GraphMeasure, _ material: MeasuredGraph, _ options: MeasureOptions
) throws(GraphError) -> MeasureReading {
  let graph = material.graph
  var reading = MeasureReading(measure)
  switch measure {
  case .edgeBetweenness:
    let values = try edgeBetweenness(
      of: graph, lengths: material.lengths, execution: options.execution)
    reading.edges = [measure.column(values.map { .real($0) })]
  case .bridges:
    let loss = try lossOnRemovalOfBridges(of: graph)
    var cutOff = [MeasureValue](repeating: .missing, count: graph.edgeCount)
    var parted = cutOff
    for (position, edge) in loss.bridges.enumerated() {
      cutOff[Int(edge)] = .integer(Int(loss.cutOff[position]))
      parted[Int(edge)] = .integer(Int(loss.pairsParted[position]))
    }
    reading.edges = [
      ReadingColumn("bridge_cut_off", Wording(en: "bridge: cut off", zh: "割边：脱离节点数"), cutOff),
      ReadingColumn(
        "bridge_pairs_parted", Wording(en: "bridge: pairs parted", zh: "割边：断开的节点对"), parted),
    ]
    reading.facts = [
      ReadingFact("bridges", measure.label, .integer(loss.bridges.count))
    ]
  default:
    let forest = try minimumSpanningForest(of: graph, lengths: material.lengths)
    var lengths = [MeasureValue](repeating: .missing, count: graph.edgeCount)
    for edge in forest.edges { lengths[Int(edge)] = .length(material.lengths?[Int(edge)] ?? 1) }
    reading.edges = [measure.column(lengths)]
    reading.facts = [
      ReadingFact(
        "forest_length", Wording(en: "length of the forest", zh: "生成森林总长"),
        .length(forest.totalLength)),
      ReadingFact(
        "forest_trees", Wording(en: "trees of the forest", zh: "生成树数"),
        .integer(forest.treeCount)),
    ]
  }
  return reading
}
