public import GraphCore

/// Takes measures of a graph, each once, in the order asked for.
///
/// Direction, weights, parallel edges and loops are treated as ``GraphMeasure/convention`` says.
///
/// - Throws: what the first measure that refuses says.
public func read(
  _ measures: [GraphMeasure], of graph: MeasuredGraph, _ options: MeasureOptions = MeasureOptions()
) throws(GraphError) -> [MeasureReading] {
  var readings: [MeasureReading] = []
  for measure in measures { readings.append(try read(measure, of: graph, options)) }
  return readings
}

/// Takes one measure of a graph.
public func read(
  _ measure: GraphMeasure, of graph: MeasuredGraph, _ options: MeasureOptions = MeasureOptions()
) throws(GraphError) -> MeasureReading {
  switch measure {
  case .degree, .strength, .core, .clustering, .component, .strongComponent, .removal:
    try structureReading(measure, graph)
  case .closeness, .harmonic, .eccentricity, .betweenness, .bridging:
    try distanceReading(measure, graph, options)
  case .eigenvector, .katz, .pagerank, .hits: try spectralReading(measure, graph, options)
  case .constraint, .effectiveSize: try structuralHoleReading(measure, graph)
  case .leiden, .louvain, .labelPropagation: try communityReading(measure, graph, options)
  case .edgeBetweenness, .bridges, .spanningForest: try edgeReading(measure, graph, options)
  case .summary, .assortativity, .distances, .triads, .attack:
    try wholeReading(measure, graph, options)
  case .path, .paths, .maximumFlow, .minimumCostFlow, .dominators:
    try endsReading(measure, graph, options)
  case .matching, .redundancy, .projection: try twoModeReading(measure, graph, options)
  }
}
