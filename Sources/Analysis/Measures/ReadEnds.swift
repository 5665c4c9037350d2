internal import GraphCore
internal import NetworkModel

/// Measures between two nodes, or from one.
func endsReading(
  _ measure: GraphMeasure, _ material: MeasuredGraph, _ options: MeasureOptions
) throws(GraphError) -> MeasureReading {
  guard let source = options.source else {
    throw .parameter("source", problem: "is needed by \(measure.rawValue)")
  }
  if measure == .dominators { return try dominatorReading(material, source) }
  guard let target = options.target else {
    throw .parameter("target", problem: "is needed by \(measure.rawValue)")
  }
  switch measure {
  case .path:
    let found = try shortestRoute(
      in: material.graph, from: source, to: target, lengths: material.lengths)
    return pathReading(measure, [found].compactMap { $0 }, material)
  case .paths:
    let found = try shortestRoutes(
      in: material.graph, from: source, to: target, count: options.pathCount,
      lengths: material.lengths)
    return pathReading(measure, found, material)
  case .maximumFlow: return try maximumFlowReading(material, source, target, options)
  default: return try minimumCostReading(material, source, target, options)
  }
}

/// One row for each node of each path.
private func pathReading(
  _ measure: GraphMeasure, _ routes: [Route], _ material: MeasuredGraph
) -> MeasureReading {
  var table = ReadingTable(
    measure.rawValue, measure.label,
    [
      ("path", Wording(en: "path", zh: "路径")), ("step", Wording(en: "step", zh: "步")),
      ("node", Wording(en: "node", zh: "节点")), ("length", Wording(en: "length so far", zh: "累计长度")),
    ])
  for (number, route) in routes.enumerated() {
    var length: Int64 = 0
    for (step, node) in route.nodes.enumerated() {
      if step > 0 { length += material.lengths?[route.edges[step - 1]] ?? 1 }
      table.rows.append([.integer(number + 1), .integer(step), .node(node), .length(length)])
    }
  }
  return MeasureReading(
    measure, tables: [table],
    facts: [
      measure == .path
        ? ReadingFact(
          "path_length", Wording(en: "shortest length", zh: "最短长度"),
          routes.first.map { .length($0.length) } ?? .missing)
        : ReadingFact("paths", Wording(en: "paths found", zh: "路径数"), .integer(routes.count))
    ],
    remarks: routes.isEmpty
      ? [Wording(en: "No path leads there.", zh: "没有可到达的路径。")] : [])
}

private func dominatorReading(
  _ material: MeasuredGraph, _ source: Int
) throws(GraphError) -> MeasureReading {
  let tree = try dominatorTree(of: material.graph, from: source)
  return MeasureReading(
    .dominators,
    nodes: [
      ReadingColumn(
        "dominated", Wording(en: "nodes reached only through it", zh: "仅经它可达的节点数"),
        (0..<material.graph.nodeCount).map {
          tree.isReached($0) ? .integer(Int(tree.dominatedCounts[$0])) : .missing
        }),
      ReadingColumn(
        "dominator", Wording(en: "nearest gate", zh: "最近必经节点"),
        (0..<material.graph.nodeCount).map {
          tree.immediateDominator(of: $0).map { .node($0) } ?? .missing
        }),
    ])
}

private func maximumFlowReading(
  _ material: MeasuredGraph, _ source: Int, _ target: Int, _ options: MeasureOptions
) throws(GraphError) -> MeasureReading {
  let capacities =
    material.capacities ?? [Int64](repeating: 1, count: material.graph.edgeCount)
  let flow = try maximumFlow(
    in: material.graph, capacities: capacities, from: source, to: target,
    execution: options.execution)
  let cut = Set(flow.cutEdges.map(Int.init))
  return MeasureReading(
    .maximumFlow,
    edges: [
      ReadingColumn(
        "flow", Wording(en: "flow", zh: "流量"),
        // What a cut edge carries is said even when it is nothing.
        flow.flows.indices.map {
          flow.flows[$0] == 0 && !cut.contains($0) ? .missing : .strength(flow.flows[$0])
        }),
      ReadingColumn(
        "in_cut", Wording(en: "in the cut", zh: "属于割"),
        flow.flows.indices.map {
          cut.contains($0) ? .word("yes", Wording(en: "yes", zh: "是")) : .missing
        }),
    ],
    facts: [
      ReadingFact("maximum_flow", GraphMeasure.maximumFlow.label, .strength(flow.value))
    ])
}

private func minimumCostReading(
  _ material: MeasuredGraph, _ source: Int, _ target: Int, _ options: MeasureOptions
) throws(GraphError) -> MeasureReading {
  let m = material.graph.edgeCount
  let capacities = material.capacities ?? [Int64](repeating: 1, count: m)
  let amount: Int64
  if let asked = options.amount {
    amount = asked
  } else {
    amount = try maximumFlow(
      in: material.graph, capacities: capacities, from: source, to: target,
      execution: options.execution
    ).value
  }
  var supplies = [Int64](repeating: 0, count: material.graph.nodeCount)
  supplies[source] += amount
  supplies[target] -= amount
  let problem = MinimumCostFlowProblem(
    graph: try bothWays(material.graph), supplies: supplies,
    costs: material.costs.map { material.graph.isDirected ? $0 : $0 + $0 },
    capacities: material.graph.isDirected ? capacities : capacities + capacities)
  return costReading(
    try minimumCostFlow(problem, execution: options.execution), sent: amount, edgeCount: m)
}

/// Each undirected edge as two directed ones: the edge itself, and `edgeCount` later the way back.
private func bothWays(_ graph: CompactGraph) throws(GraphError) -> CompactGraph {
  if graph.isDirected { return graph }
  return try CompactGraph(
    .directed, nodeCount: graph.nodeCount, sources: graph.sources + graph.targets,
    targets: graph.targets + graph.sources)
}

private func costReading(
  _ outcome: MinimumCostFlowOutcome, sent: Int64, edgeCount: Int
) -> MeasureReading {
  var reading = MeasureReading(.minimumCostFlow)
  switch outcome {
  case .optimal(let flow):
    let net = (0..<edgeCount).map { edge in
      flow.flows[edge] - (flow.flows.count > edgeCount ? flow.flows[edge + edgeCount] : 0)
    }
    reading.edges = [
      ReadingColumn(
        "minimum_cost_flow", Wording(en: "flow of least cost", zh: "最小费用流量"),
        net.map { $0 == 0 ? .missing : .strength($0) })
    ]
    reading.facts = [
      ReadingFact("sent", Wording(en: "sent", zh: "送达量"), .strength(sent)),
      ReadingFact("cost", Wording(en: "cost", zh: "费用"), .cost(flow.cost)),
    ]
  case .infeasible(let refusal):
    reading.isUnsolvable = true
    reading.facts = [
      ReadingFact(
        "required", Wording(en: "would have to pass a cut", zh: "须通过某一割"),
        Int64(exactly: refusal.required).map { .strength($0) } ?? .missing),
      ReadingFact(
        "possible", Wording(en: "can pass it at most", zh: "至多可通过"),
        Int64(exactly: refusal.possible).map { .strength($0) } ?? .missing),
    ]
    reading.remarks = [
      Wording(en: "The amount cannot be sent.", zh: "无法送达该数量。")
    ]
  case .unbounded:
    reading.isUnsolvable = true
    reading.remarks = [
      Wording(
        en: "There is no least cost: a circle of negative cost can carry any amount.",
        zh: "不存在最小费用：负费用环路可承载任意流量。")
    ]
  }
  return reading
}
