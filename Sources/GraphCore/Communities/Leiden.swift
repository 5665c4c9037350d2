/// Communities, and how they were found.
public struct Communities: Sendable {
  public let partition: Partition
  /// By the quality asked for; `nil` where it is undefined (modularity of no weight).
  public let quality: Double?
  /// How many iterations ran, the last of which may have changed nothing.
  public let iterations: Int
  /// Whether the last iteration changed nothing, so that another would find the same.
  public let isStable: Bool
}

/// What the Leiden method looks for.
public struct LeidenOptions: Hashable, Sendable {
  public var quality: CommunityQuality
  /// At least 0; larger values give smaller communities.
  public var resolution: Double
  /// How many iterations at most; `nil`: until one changes nothing.
  public var iterations: Int?

  public init(
    quality: CommunityQuality = .modularity, resolution: Double = 1, iterations: Int? = 2
  ) {
    self.quality = quality
    self.resolution = resolution
    self.iterations = iterations
  }
}

/// Communities by the Leiden method: nodes move to where they gain most, communities are cut into
/// well-connected parts, and the parts are taken as nodes, level by level.
///
/// ## Conventions
/// - Direction is ignored: edges of both directions add up. Parallel edges add up too. Loops count
///   in the strength (twice), edges of weight 0 not at all.
/// - Every community is connected. A node without weight is a community of its own.
/// - Each iteration begins with the result of the one before and is never worse. With
///   `iterations: nil` no node gains by moving.
/// - Ties go to the lower number. The result depends on the seed, which orders the nodes, and on
///   nothing else; the method runs on one thread.
///
/// - Parameters:
///   - graph: *n* nodes and *m* edges.
///   - weights: *m* non-negative weights in edge order, or `nil`: each edge weighs 1.
///   - options: quality, resolution and number of iterations.
///   - seed: of the order in which nodes are visited.
///   - execution: asked for cancelling, and told after each iteration.
/// - Returns: the partition, with communities numbered by first member, and its quality.
/// - Throws: ``GraphError/wrongCount(of:expected:found:)``, ``GraphError/negativeWeight(edge:weight:)``,
///   ``GraphError/overflow(in:)``, ``GraphError/parameter(_:problem:)``, ``GraphError/cancelled``.
/// - Complexity: O(*m*) a pass in practice, some tens of passes an iteration; about 80 bytes a node and 24
///   an edge.
/// - Source: Traag, Waltman & van Eck (2019), "From Louvain to Leiden: guaranteeing well-connected
///   communities", Sci. Rep. 9, 5233, algorithm A.2, with the best part chosen in refinement.
public func leidenCommunities(
  of graph: CompactGraph, weights: [Int64]? = nil, options: LeidenOptions = LeidenOptions(),
  seed: UInt64 = SplitMix64.standardSeed, execution: Execution = .standard
) throws(GraphError) -> Communities {
  if let iterations = options.iterations, iterations < 1 {
    throw .parameter("iterations", problem: "must be at least 1")
  }
  var search = try CommunitySearch(
    graph, weights, options.quality, options.resolution, seed, refines: true)
  return try search.run(iterations: options.iterations, execution: execution)
}

/// As ``leidenCommunities(of:weights:options:seed:execution:)``, with a seed drawn from a generator.
public func leidenCommunities(
  of graph: CompactGraph, weights: [Int64]? = nil, options: LeidenOptions = LeidenOptions(),
  using generator: inout some RandomNumberGenerator, execution: Execution = .standard
) throws(GraphError) -> Communities {
  try leidenCommunities(
    of: graph, weights: weights, options: options, seed: generator.next(), execution: execution)
}
