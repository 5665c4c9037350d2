public import GraphCore

/// A graph as measures take it: what makes a tie strong, what makes a way long, and how to run.
public struct MeasuredGraph: Sendable {
  public let graph: CompactGraph
  /// Larger is stronger; 1 for each edge when absent.
  public let strengths: [Int64]?
  /// Larger is farther; 1 for each edge when absent.
  public let lengths: [Int64]?
  /// The most that can pass; 1 for each edge when absent.
  public let capacities: [Int64]?
  /// What one unit of flow costs.
  public let costs: [Int64]?

  public init(
    _ graph: CompactGraph, strengths: [Int64]? = nil, lengths: [Int64]? = nil,
    capacities: [Int64]? = nil, costs: [Int64]? = nil
  ) {
    self.graph = graph
    self.strengths = strengths
    self.lengths = lengths
    self.capacities = capacities
    self.costs = costs
  }

  /// The same nodes and edges, direction forgotten; parallel edges stay.
  public func undirected() throws(GraphError) -> MeasuredGraph {
    MeasuredGraph(
      try Analysis.undirected(graph), strengths: strengths, lengths: lengths,
      capacities: capacities, costs: costs)
  }
}

/// A graph with the same edges under the same ids, direction forgotten.
func undirected(_ graph: CompactGraph) throws(GraphError) -> CompactGraph {
  guard graph.isDirected else { return graph }
  return try CompactGraph(
    .undirected, nodeCount: graph.nodeCount, sources: graph.sources, targets: graph.targets)
}

/// What measures can be told.
public struct MeasureOptions: Sendable {
  /// How closely an iteration must settle.
  public var tolerance = 1e-10
  /// The probability of following an edge, in PageRank.
  public var damping = 0.85
  /// How much a step counts, in Katz centrality; 0.85 / the largest strength of arriving edges when absent.
  public var attenuation: Double?
  /// The nodes at which walks begin again, in PageRank; all when empty.
  public var favoured: [Int] = []
  /// Large values favour small communities.
  public var resolution = 1.0
  public var seed = SplitMix64.standardSeed
  /// Betweenness from this many sources; exact when absent.
  public var pivots: Int?
  /// The largest error of each betweenness, as a share of all pairs; exact when absent.
  public var maximumError: Double?
  public var confidence = 0.99
  /// Where paths and flows begin and end.
  public var source: Int?
  public var target: Int?
  /// How many paths are asked for.
  public var pathCount = 5
  /// How much is to be sent, in a flow of least cost; as much as possible when absent.
  public var amount: Int64?
  public var attack = AttackOrder.degree
  public var execution = Execution.standard

  /// The order in which nodes are taken away.
  public enum AttackOrder: String, CaseIterable, Sendable {
    case degree
    /// Highest degree first, counted anew after each removal.
    case adaptive
    case betweenness
    case random
  }

  public init() {}
}
