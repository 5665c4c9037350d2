internal import GraphCore
internal import NetworkModel

typealias ReadingColumn = MeasureReading.Column
typealias ReadingTable = MeasureReading.Table
typealias ReadingFact = MeasureReading.Fact

extension GraphMeasure {
  /// A column of this measure, alone or for one side of a directed graph.
  func column(_ values: [MeasureValue], _ side: ArcSide? = nil) -> ReadingColumn {
    switch side {
    case nil, .both: ReadingColumn(rawValue, label, values)
    case .incoming:
      ReadingColumn(
        "\(rawValue)_in", Wording(en: "\(label.en), in", zh: "\(label.zh)（入）"), values)
    case .outgoing:
      ReadingColumn(
        "\(rawValue)_out", Wording(en: "\(label.en), out", zh: "\(label.zh)（出）"), values)
    }
  }
}

/// Measures of nodes that look at neighbours and at what hangs together.
func structureReading(
  _ measure: GraphMeasure, _ material: MeasuredGraph
) throws(GraphError) -> MeasureReading {
  let graph = material.graph
  let sides: [ArcSide] = graph.isDirected ? [.both, .incoming, .outgoing] : [.both]
  var reading = MeasureReading(measure)
  switch measure {
  case .degree:
    reading.nodes = sides.map { side in
      measure.column(degrees(of: graph, side).map(MeasureValue.integer), side)
    }
  case .strength:
    for side in sides {
      let sums = try strengths(of: graph, weights: material.strengths, side)
      reading.nodes.append(measure.column(sums.map(MeasureValue.strength), side))
    }
  case .core:
    reading.nodes = [measure.column(coreNumbers(of: graph).map(MeasureValue.integer))]
  case .clustering:
    let found = try clustering(of: graph)
    reading.nodes = [measure.column(found.coefficients.map { MeasureValue($0) })]
    reading.facts = [
      ReadingFact(
        "average_clustering", Wording(en: "average clustering", zh: "平均聚集系数"),
        MeasureValue(found.average(.leftOut)))
    ]
  case .component:
    let found = weaklyConnectedComponents(of: graph)
    reading.nodes = [measure.column(found.membership.map { .integer(Int($0) + 1) })]
    reading.facts = [
      ReadingFact(
        "components", Wording(en: "components", zh: "连通分支"), .integer(found.count))
    ]
  case .strongComponent:
    let found = stronglyConnectedComponents(of: graph)
    reading.nodes = [measure.column(found.membership.map { .integer(Int($0) + 1) })]
    reading.facts = [
      ReadingFact(
        "strong_components", Wording(en: "strong components", zh: "强连通分支"),
        .integer(found.count))
    ]
  default:
    let loss = try lossOnRemoval(of: graph)
    reading.nodes = [
      ReadingColumn(
        "cut_off", Wording(en: "cut off", zh: "脱离节点数"),
        loss.cutOff.map { .integer(Int($0)) }),
      ReadingColumn(
        "parts", Wording(en: "parts without it", zh: "移除后分成"),
        loss.parts.map { .integer(Int($0)) }),
      ReadingColumn(
        "pairs_parted", Wording(en: "pairs parted", zh: "断开的节点对"),
        loss.pairsParted.map { .integer(Int($0)) }),
    ]
  }
  return reading
}

/// Measures of nodes that look at distances and shortest paths.
func distanceReading(
  _ measure: GraphMeasure, _ material: MeasuredGraph, _ options: MeasureOptions
) throws(GraphError) -> MeasureReading {
  let graph = material.graph
  var reading = MeasureReading(measure)
  let sides: [ArcSide] = graph.isDirected ? [.outgoing, .incoming] : [.both]
  switch measure {
  case .closeness, .harmonic:
    for side in sides {
      let values =
        measure == .closeness
        ? try closeness(
          of: graph, along: side, lengths: material.lengths, execution: options.execution)
        : try harmonicCloseness(
          of: graph, along: side, lengths: material.lengths, execution: options.execution)
      reading.nodes.append(measure.column(values.map { .real($0) }, side))
    }
  case .eccentricity:
    let found = try eccentricities(
      of: graph, lengths: material.lengths, execution: options.execution)
    reading.nodes = [
      measure.column(
        (0..<graph.nodeCount).map {
          // A node that reaches nobody has no farthest node.
          found.reached[$0] > 0 ? .length(found.values[$0]) : .missing
        })
    ]
    reading.facts = [
      ReadingFact(
        "radius", Wording(en: "radius", zh: "半径"), found.radius.map { .length($0) } ?? .missing),
      ReadingFact(
        "diameter", Wording(en: "diameter", zh: "直径"),
        found.diameter.map { .length($0) } ?? .missing),
    ]
    if found.diameter == nil, graph.nodeCount > 1 {
      reading.remarks.append(
        Wording(
          en:
            "Some nodes cannot be reached from others, so there is no diameter of the whole graph.",
          zh: "部分节点之间不可达，全图直径无定义。"))
    }
  case .bridging:
    let found = try bridgingCentrality(
      of: try undirectedSimple(graph), execution: options.execution)
    reading.nodes = [measure.column(found.centrality.map { MeasureValue($0) })]
  default:
    reading = try betweennessReading(material, options)
  }
  return reading
}

private func betweennessReading(
  _ material: MeasuredGraph, _ options: MeasureOptions
) throws(GraphError) -> MeasureReading {
  let measure = GraphMeasure.betweenness
  var reading = MeasureReading(measure)
  let values: [Double]
  if let pivots = options.pivots, pivots < material.graph.nodeCount {
    values = try estimatedBetweenness(
      of: material.graph, pivotCount: pivots, seed: options.seed, lengths: material.lengths,
      execution: options.execution)
    reading.remarks.append(
      Wording(
        en:
          "Betweenness is estimated from \(pivots) of \(material.graph.nodeCount) sources, drawn with seed \(options.seed).",
        zh: "中介中心性由 \(material.graph.nodeCount) 个起点中的 \(pivots) 个估计，随机种子 \(options.seed)。"))
  } else if let error = options.maximumError {
    values = try boundedBetweenness(error, material, options, &reading)
  } else {
    values = try betweenness(
      of: material.graph, lengths: material.lengths, execution: options.execution)
  }
  reading.nodes = [measure.column(values.map { .real($0) })]
  if material.graph.isDirected, material.graph.edgeCount > 0, values.allSatisfy({ $0 == 0 }) {
    reading.remarks.append(
      Wording(
        en:
          "No node lies on a way between two others: whoever receives does not pass on. --undirected ignores direction.",
        zh: "没有节点处于其他节点之间的路径上：受援者并不转给他人。可用 --undirected 忽略方向。"))
  }
  return reading
}

private func boundedBetweenness(
  _ error: Double, _ material: MeasuredGraph, _ options: MeasureOptions,
  _ reading: inout MeasureReading
) throws(GraphError) -> [Double] {
  if material.lengths != nil {
    throw .parameter("error", problem: "bounds hop counts only; leave out the lengths")
  }
  let found = try approximateBetweenness(
    of: material.graph, maximumError: error, confidence: options.confidence, seed: options.seed,
    execution: options.execution)
  // Shares of all pairs become pairs, the unit of the exact measure.
  let n = Double(material.graph.nodeCount)
  let pairs = max(0, (n - 1) * (n - 2)) / (material.graph.isDirected ? 1 : 2)
  let bound = String(found.errorBound * pairs)
  let confidence = String(found.confidence)
  reading.remarks.append(
    Wording(
      en:
        "Betweenness is estimated from \(found.sampleCount) paths drawn with seed \(options.seed); with probability \(confidence) no value is off by more than \(bound).",
      zh:
        "中介中心性由 \(found.sampleCount) 条抽样路径估计（随机种子 \(options.seed)）；以 \(confidence) 的概率，各值误差不超过 \(bound)。"
    ))
  return found.scores.map { $0 * pairs }
}

/// Direction, parallel edges and loops forgotten.
func undirectedSimple(_ graph: CompactGraph) throws(GraphError) -> CompactGraph {
  if !graph.isDirected && graph.isSimple { return graph }
  return try graph.merged(as: .undirected, by: .count).graph
}

/// Burt's measures of structural holes.
func structuralHoleReading(
  _ measure: GraphMeasure, _ material: MeasuredGraph
) throws(GraphError) -> MeasureReading {
  let found = try structuralHoles(of: material.graph, weights: material.strengths)
  if measure == .constraint {
    return MeasureReading(
      measure, nodes: [measure.column(found.constraint.map { MeasureValue($0) })])
  }
  return MeasureReading(
    measure,
    nodes: [
      measure.column(found.effectiveSize.map { MeasureValue($0) }),
      ReadingColumn(
        "efficiency", Wording(en: "efficiency", zh: "效率"),
        found.efficiency.map { MeasureValue($0) }),
    ])
}
