public import GraphCore
public import NetworkModel

/// How a network hangs together, and what holds it.
///
/// ## Conventions
/// - Components, cut nodes, cut edges, cores and communities ignore direction; help does not.
/// - Communities are found by Leiden with the stated resolution and seed, on weights where they may be
///   added, else on the number of edges.
public struct NetworkStructure: Sendable {
  public let graph: NetworkGraph
  public let components: Components
  /// The core number of each node.
  public let cores: [Int]
  public let removal: RemovalLoss
  public let cutEdges: BridgeLoss
  public let communities: Communities
  public let help: HelpRedundancy
  public let distances: HelpDistances

  public init(
    _ graph: NetworkGraph, in network: PairingNetwork, resolution: Double = 1,
    seed: UInt64 = SplitMix64.standardSeed, execution: Execution = .standard
  ) throws(GraphError) {
    self.graph = graph
    components = weaklyConnectedComponents(of: graph.graph)
    cores = coreNumbers(of: graph.graph)
    removal = try lossOnRemoval(of: graph.graph)
    cutEdges = try lossOnRemovalOfBridges(of: graph.graph)
    communities = try leidenCommunities(
      of: graph.graph, weights: graph.unweighable == nil ? graph.weights : nil,
      options: LeidenOptions(resolution: resolution, iterations: nil), seed: seed,
      execution: execution)
    help = HelpRedundancy(network, graph: graph)
    distances = HelpDistances(network, graph: graph)
  }

  /// The nodes without which their component falls apart, by how many they cut off, then in id order.
  public var cutNodes: [Int] {
    removal.parts.indices.filter { removal.parts[$0] > 1 }
      .sorted { (removal.cutOff[$1], $0) < (removal.cutOff[$0], $1) }
  }
}

/// What the leaving of one donor takes away, recipient by recipient.
public struct DonorLoss: Sendable {
  public struct Line: Sendable {
    /// The recipient, a node of the graph.
    public let recipient: Int
    /// Edges that end.
    public let edges: Int
    /// What no longer comes; absent when weights may not be added.
    public let weight: Int64?
    /// What it received from all; absent when weights may not be added.
    public let whole: Int64?
    /// The donors that stay, in id order.
    public let remaining: [Int]
  }

  public let donor: Int
  /// Recipients of the donor: those left with nobody first, then in id order.
  public let lines: [Line]

  /// - Returns: `nil` when the node gives nothing.
  public init?(_ donor: Int, in structure: NetworkStructure) {
    let graph = structure.graph
    let recipients = structure.help.recipients.filter { $0.donors.contains(donor) }
    guard !recipients.isEmpty else { return nil }
    self.donor = donor
    lines = recipients.map { recipient in
      let edges = graph.graph.outgoing.row(donor).filter { arc in
        Int(graph.graph.outgoing.neighbors[arc]) == recipient.node
          && graph.layer(of: Int(graph.graph.outgoing.edges[arc])) != .containment
      }
      return Line(
        recipient: recipient.node, edges: edges.count,
        weight: recipient.weight.map { _ in
          edges.reduce(0) { $0 + graph.weights[Int(graph.graph.outgoing.edges[$1])] }
        }, whole: recipient.weight, remaining: recipient.donors.filter { $0 != donor })
    }.sorted {
      ($0.remaining.isEmpty ? 0 : 1, $0.recipient) < ($1.remaining.isEmpty ? 0 : 1, $1.recipient)
    }
  }
}
