public import GraphCore
public import NetworkModel

/// What of a network is looked at as a graph.
public struct NetworkGraphQuestion: Sendable {
  public var layers: [NetworkLayer]
  /// The step of money, people or goods that counts; needed when the flows chosen have several.
  public var status: FlowStatus?
  /// The day, month or year at which an edge must exist; absent asks about all time.
  public var date: CalendarDate?
  /// Only edges of which an end is, or lies in, this place (or a member of this group).
  public var within: NodeIndex?
  /// Ends below this level stand for the place of this level in which they lie.
  public var level: Level?

  public init(
    layers: [NetworkLayer] = NetworkLayer.pairings, status: FlowStatus? = nil,
    date: CalendarDate? = nil, within: NodeIndex? = nil, level: Level? = nil
  ) {
    self.layers = NetworkLayer.allCases.filter(layers.contains)
    self.status = status
    self.date = date
    self.within = within
    self.level = level
  }
}

/// The graph of some layers of a network: a directed multigraph of the nodes that an edge touches.
///
/// ## Conventions
/// - Edges lead from donor to recipient, in containment from a place to what lies in it.
/// - Parallel facts are parallel edges: two pairings between the same two nodes are two edges.
/// - A fact whose period does not settle the date is left out and counted in ``undated``.
/// - A flow that repeats another, or is part of one that is in the graph, is left out and counted in
///   ``repeated``: money that is passed on under another name is not new money.
/// - With ``NetworkGraphQuestion/level``, an edge inside one place is left out and counted in ``inside``.
///
/// - Complexity: O(pairings + flows + nodes · depth) time.
public struct NetworkGraph: Sendable {
  /// What a weight counts.
  public enum WeightUnit: Hashable, Sendable {
    /// Each edge is one pairing (or one containment).
    case edges
    case fen
    /// Steps of 10^−scale of a unit of quantity.
    case quantity(unit: String, scale: UInt8)
  }

  /// Why edges of this graph have no weights that may be added.
  public enum Unweighable: Hashable, Sendable {
    /// Pairings and flows, or flows of several measures.
    case mixedLayers
    /// Flows of several steps: one must be chosen.
    case mixedStatuses([FlowStatus])
    case mixedUnits([String])
    /// Counts of unlike things share a unit and nothing else.
    case items
  }

  public let question: NetworkGraphQuestion
  public let graph: CompactGraph
  /// The node of the network for each node of the graph, in id order.
  public let nodes: [NodeIndex]
  /// The layer of each edge, a position in the question's layers.
  public let edgeLayers: [UInt8]
  /// The row of each edge in its table (for containment, of the part).
  public let edgeRows: [Int32]
  /// The weight of each edge in ``weightUnit``; 0 where the amount is unknown.
  public let weights: [Int64]
  public let weightUnit: WeightUnit
  /// Set when the weights of the edges may not be added; they are then 1 each.
  public let unweighable: Unweighable?
  /// Facts left out because their period does not settle the date.
  public let undated: Int
  /// Flows left out because they repeat, or are part of, a flow in the graph.
  public let repeated: Int
  /// Flows in the graph that may already be part of another one in it: sums with both are upper ends.
  public let uncertain: Int
  /// Edges left out because both ends lie in the same place.
  public let inside: Int
  /// Flows in the graph whose amount is unknown: sums with them are lower ends.
  public let unknownAmounts: Int

  /// Whether edges weigh money, people or goods that may be added up, not 1 each.
  public var weighsAmounts: Bool { unweighable == nil && weightUnit != .edges }

  /// The node of the graph that stands for a node of the network.
  public func position(of node: NodeIndex) -> Int? {
    positionInOrder(nodes.count) { Int(nodes[$0].value) - Int(node.value) }
  }

  /// The layer of an edge.
  public func layer(of edge: Int) -> NetworkLayer { question.layers[Int(edgeLayers[edge])] }
}
