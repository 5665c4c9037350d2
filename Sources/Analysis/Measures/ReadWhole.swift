internal import GraphCore
internal import NetworkModel

/// Measures of a whole graph.
func wholeReading(
  _ measure: GraphMeasure, _ material: MeasuredGraph, _ options: MeasureOptions
) throws(GraphError) -> MeasureReading {
  switch measure {
  case .summary: try summaryReading(material, options)
  case .assortativity: assortativityReading(material)
  case .distances: try distributionReading(material, options)
  case .triads: try triadReading(material, options)
  default: try attackReading(material, options)
  }
}

private func summaryReading(
  _ material: MeasuredGraph, _ options: MeasureOptions
) throws(GraphError) -> MeasureReading {
  let graph = material.graph
  let weak = weaklyConnectedComponents(of: graph)
  let simple = try graph.merged(by: .count).graph
  let n = Int128(graph.nodeCount)
  let pairs = n * (n - 1) / (graph.isDirected ? 1 : 2)
  var facts = [
    ReadingFact("loops", Wording(en: "loops", zh: "自环"), .integer(graph.loopCount)),
    ReadingFact(
      "parallel_edges", Wording(en: "parallel edges", zh: "平行边"), .integer(graph.parallelCount)),
    ReadingFact(
      "density", Wording(en: "density", zh: "密度"),
      MeasureValue(pairs > 0 ? Double(simple.edgeCount) / Double(pairs) : nil)),
    ReadingFact(
      "weak_components", Wording(en: "weak components", zh: "弱连通分支"), .integer(weak.count)),
    ReadingFact(
      "largest_component", Wording(en: "nodes in the largest", zh: "最大分支节点数"),
      MeasureValue(weak.largest.map { Int(weak.sizes[$0]) })),
  ]
  if graph.isDirected {
    facts += [
      ReadingFact(
        "strong_components", Wording(en: "strong components", zh: "强连通分支"),
        .integer(stronglyConnectedComponents(of: graph).count)),
      ReadingFact(
        "reciprocity", Wording(en: "reciprocity", zh: "互惠性"), MeasureValue(reciprocity(of: graph))),
    ]
  }
  let clusters = try clustering(of: graph, execution: options.execution)
  facts += [
    ReadingFact(
      "transitivity", Wording(en: "transitivity", zh: "传递性"),
      MeasureValue(clusters.transitivity)),
    ReadingFact(
      "cut_nodes", Wording(en: "cut nodes", zh: "割点"), .integer(articulationPoints(of: graph).count)
    ),
    ReadingFact("bridges", Wording(en: "bridges", zh: "割边"), .integer(bridges(of: graph).count)),
    ReadingFact(
      "largest_core", Wording(en: "largest core number", zh: "最大核数"),
      MeasureValue(coreNumbers(of: graph).max())),
    ReadingFact(
      "two_mode", Wording(en: "two-mode", zh: "二部图"),
      bipartition(of: graph) == nil
        ? .word("no", Wording(en: "no", zh: "否")) : .word("yes", Wording(en: "yes", zh: "是"))),
  ]
  return MeasureReading(.summary, facts: facts)
}

private func assortativityReading(_ material: MeasuredGraph) -> MeasureReading {
  let graph = material.graph
  let sides: [(ArcSide, ArcSide)] =
    graph.isDirected
    ? [
      (.outgoing, .incoming), (.outgoing, .outgoing), (.incoming, .incoming),
      (.incoming, .outgoing),
    ]
    : [(.both, .both)]
  let short: [ArcSide: Wording] = [
    .outgoing: Wording(en: "out", zh: "出度"), .incoming: Wording(en: "in", zh: "入度"),
    .both: Wording(en: "degree", zh: "度"),
  ]
  return MeasureReading(
    .assortativity,
    facts: sides.map { source, target in
      let (a, b) = (short[source]!, short[target]!)
      return ReadingFact(
        graph.isDirected ? "assortativity_\(a.en)_\(b.en)" : "assortativity",
        graph.isDirected
          ? Wording(en: "assortativity, \(a.en)–\(b.en)", zh: "同配性（\(a.zh)–\(b.zh)）")
          : GraphMeasure.assortativity.label,
        MeasureValue(degreeAssortativity(of: graph, source: source, target: target)))
    })
}

private func distributionReading(
  _ material: MeasuredGraph, _ options: MeasureOptions
) throws(GraphError) -> MeasureReading {
  let found = try distanceDistribution(of: material.graph, execution: options.execution)
  return MeasureReading(
    .distances,
    tables: [
      ReadingTable(
        "distances", GraphMeasure.distances.label,
        [
          ("distance", Wording(en: "distance", zh: "距离")),
          ("pairs", Wording(en: "ordered pairs", zh: "有序节点对")),
        ],
        rows: found.pairs.enumerated().dropFirst().map { distance, pairs in
          [.integer(distance), .integer(Int(pairs))]
        })
    ],
    facts: [
      ReadingFact(
        "average_distance", Wording(en: "average distance", zh: "平均距离"),
        MeasureValue(found.average)),
      ReadingFact(
        "greatest_distance", Wording(en: "greatest distance", zh: "最大距离"),
        MeasureValue(found.greatest)),
      ReadingFact(
        "unreachable_pairs", Wording(en: "pairs without a path", zh: "不可达节点对"),
        .integer(Int(found.unreachable))),
    ])
}

private func triadReading(
  _ material: MeasuredGraph, _ options: MeasureOptions
) throws(GraphError) -> MeasureReading {
  let census = try triadCensus(of: material.graph, execution: options.execution)
  return MeasureReading(
    .triads,
    tables: [
      ReadingTable(
        "triads", GraphMeasure.triads.label,
        [("type", Wording(en: "type", zh: "类型")), ("triads", Wording(en: "triads", zh: "数量"))],
        rows: TriadCensus.Pattern.allCases.map { pattern in
          [
            .word(pattern.name, Wording(en: pattern.name, zh: pattern.name)),
            .integer(Int(census.counts[pattern.rawValue])),
          ]
        })
    ])
}

private func attackReading(
  _ material: MeasuredGraph, _ options: MeasureOptions
) throws(GraphError) -> MeasureReading {
  let graph = material.graph
  let order =
    switch options.attack {
    case .degree: degreeRemovalOrder(of: graph, .initial)
    case .adaptive: degreeRemovalOrder(of: graph, .recomputed)
    case .betweenness:
      try removalOrder(
        highestFirst: betweenness(
          of: graph, lengths: material.lengths, execution: options.execution))
    case .random: randomRemovalOrder(of: graph.nodeCount, seed: options.seed)
    }
  let curve = try nodeRemovalCurve(of: graph, order: order)
  var table = ReadingTable(
    "attack", GraphMeasure.attack.label,
    [
      ("removed", Wording(en: "removed", zh: "已移除")), ("last", Wording(en: "last", zh: "最后移除")),
      ("largest_component", Wording(en: "largest component", zh: "最大分支")),
      ("components", Wording(en: "components", zh: "分支数")),
      ("pairs", Wording(en: "connected pairs", zh: "连通节点对")),
    ])
  for step in curve.largestComponent.indices {
    table.rows.append([
      .integer(step), step == 0 ? .missing : .node(curve.order[step - 1]),
      .integer(curve.largestComponent[step]), .integer(curve.componentCount[step]),
      .integer(curve.connectedPairs[step]),
    ])
  }
  return MeasureReading(
    .attack, tables: [table],
    facts: [
      ReadingFact(
        "attack_order", Wording(en: "order of the attack", zh: "移除次序"),
        .word(options.attack.rawValue, options.attack.label)),
      ReadingFact(
        "robustness", Wording(en: "robustness R", zh: "稳健性 R"), MeasureValue(curve.robustness)),
    ])
}

extension MeasureOptions.AttackOrder {
  var label: Wording {
    switch self {
    case .degree: Wording(en: "by degree", zh: "按度")
    case .adaptive: Wording(en: "by degree, recounted", zh: "按度（逐次重算）")
    case .betweenness: Wording(en: "by betweenness", zh: "按中介中心性")
    case .random: Wording(en: "at random", zh: "随机")
    }
  }
}
