internal import GraphCore
internal import NetworkModel

/// Measures that settle by passing scores along edges.
func spectralReading(
  _ measure: GraphMeasure, _ material: MeasuredGraph, _ options: MeasureOptions
) throws(GraphError) -> MeasureReading {
  let graph = material.graph
  var reading = MeasureReading(measure)
  switch measure {
  case .pagerank:
    var teleport: [Double]?
    if !options.favoured.isEmpty {
      var shares = [Double](repeating: 0, count: graph.nodeCount)
      for node in options.favoured where shares.indices.contains(node) { shares[node] = 1 }
      teleport = shares
    }
    let found = try pageRank(
      of: graph, weights: material.strengths, teleport: teleport,
      options: PageRankOptions(damping: options.damping, tolerance: options.tolerance),
      execution: options.execution)
    reading.nodes = [measure.column(found.scores.map { .real($0) })]
    reading.facts = [
      ReadingFact("damping", Wording(en: "damping", zh: "阻尼系数"), .real(options.damping))
    ]
  case .hits:
    let found = try hits(
      of: graph, weights: material.strengths, tolerance: options.tolerance,
      execution: options.execution)
    let none = [MeasureValue](repeating: .missing, count: graph.nodeCount)
    reading.nodes = [
      ReadingColumn(
        "hub", Wording(en: "hub", zh: "枢纽值"), found?.hubs.map { .real($0) } ?? none),
      ReadingColumn(
        "authority", Wording(en: "authority", zh: "权威值"),
        found?.authorities.map { .real($0) } ?? none),
    ]
  case .eigenvector:
    let found = try eigenvectorCentrality(
      of: graph, weights: material.strengths, tolerance: options.tolerance,
      execution: options.execution)
    reading.nodes = [measure.column(found.scores.map { .real($0) })]
  default:
    let attenuation: Double
    if let asked = options.attenuation {
      attenuation = asked
    } else {
      attenuation = try safeAttenuation(material)
    }
    let found = try katzCentrality(
      of: graph, weights: material.strengths, alpha: attenuation, tolerance: options.tolerance,
      execution: options.execution)
    reading.nodes = [measure.column(found.scores.map { .real($0) })]
    reading.facts = [
      ReadingFact(
        "attenuation", Wording(en: "attenuation", zh: "衰减系数"), .real(attenuation))
    ]
  }
  return reading
}

/// 0.85 over the largest strength of arriving edges: no eigenvalue is larger than that, so sums converge.
private func safeAttenuation(_ material: MeasuredGraph) throws(GraphError) -> Double {
  let arriving = try strengths(of: material.graph, weights: material.strengths, .incoming)
  return 0.85 / Double(max(1, arriving.max() ?? 1))
}

/// Communities, with their quality.
func communityReading(
  _ measure: GraphMeasure, _ material: MeasuredGraph, _ options: MeasureOptions
) throws(GraphError) -> MeasureReading {
  let partition: Partition
  switch measure {
  case .leiden:
    partition = try leidenCommunities(
      of: material.graph, weights: material.strengths,
      options: LeidenOptions(resolution: options.resolution, iterations: nil), seed: options.seed,
      execution: options.execution
    ).partition
  case .louvain:
    partition = try louvainCommunities(
      of: material.graph, weights: material.strengths, resolution: options.resolution,
      seed: options.seed, execution: options.execution
    ).partition
  default:
    partition = try labelPropagationCommunities(
      of: material.graph, weights: material.strengths, seed: options.seed,
      execution: options.execution
    ).partition
  }
  let quality = try modularity(
    of: partition, in: try undirected(material.graph), weights: material.strengths,
    resolution: measure == .labelPropagation ? 1 : options.resolution)
  let name = measure.label
  return MeasureReading(
    measure,
    nodes: [measure.column(partition.membership.map { .integer(Int($0) + 1) })],
    facts: [
      ReadingFact(
        "\(measure.rawValue)_communities", Wording(en: "\(name.en), number", zh: "\(name.zh)，数量"),
        .integer(partition.count)),
      ReadingFact(
        "\(measure.rawValue)_modularity",
        Wording(en: "\(name.en), modularity", zh: "\(name.zh)，模块度"),
        MeasureValue(quality)),
      ReadingFact("seed", Wording(en: "seed", zh: "随机种子"), .integer(Int(clamping: options.seed))),
    ])
}
