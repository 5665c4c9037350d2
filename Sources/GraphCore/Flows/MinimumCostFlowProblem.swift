/// Whether all that is supplied must be shipped and all that is demanded must arrive.
public enum FlowBalance: String, Sendable, CaseIterable {
  /// Every supply is shipped and every demand met, to the unit.
  case exact
  /// Every demand is met; of each supply some may stay where it is, at no cost.
  case suppliesMayStay
  /// Every supply is shipped; of each demand some may stay unmet, at no cost.
  case demandsMayStayUnmet
}

/// Which flow is asked for: how much each node supplies or demands, and within which bounds and at what
/// price each edge carries it.
///
///     sets        nodes v with supply b(v) (negative: demand), edges e = (u, w)
///     choose      flows x(e), whole numbers
///     minimise    Σ cost(e) · x(e)
///     subject to  lowerBound(e) ≤ x(e) ≤ capacity(e)
///                 what leaves v − what enters v = b(v)    (see ``FlowBalance``)
///
/// In words: ship what is there to where it is needed, along edges that carry so much and no less, as
/// cheaply as possible. A problem is a value: change a copy and solve it again, from the
/// ``MinimumCostFlow/basis`` of the first answer.
///
/// ## Conventions
/// - The graph is directed. Parallel edges stay separate; a loop carries its lower bound, or its
///   capacity if its cost is negative.
/// - Amounts and costs are whole numbers in a unit of the caller's (fen, metres). Costs and lower bounds
///   may be negative.
/// - A capacity of ``unlimited`` (`Int64.max`) is no limit at all.
public struct MinimumCostFlowProblem: Sendable {
  /// The capacity of an edge that carries any amount.
  public static let unlimited = Int64.max

  public let graph: CompactGraph
  /// What each node has to give, in node order; negative is a demand.
  public var supplies: [Int64]
  /// The price of a unit on each edge.
  public var costs: [Int64]
  /// The most that each edge carries.
  public var capacities: [Int64]
  /// The least that each edge carries.
  public var lowerBounds: [Int64]
  public var balance: FlowBalance

  /// - Parameters:
  ///   - costs: in edge order; `nil` is 1 each.
  ///   - capacities: in edge order; `nil` is no limit.
  ///   - lowerBounds: in edge order; `nil` is 0 each.
  public init(
    graph: CompactGraph, supplies: [Int64], costs: [Int64]? = nil, capacities: [Int64]? = nil,
    lowerBounds: [Int64]? = nil, balance: FlowBalance = .exact
  ) {
    self.graph = graph
    self.supplies = supplies
    self.costs = costs ?? [Int64](repeating: 1, count: graph.edgeCount)
    self.capacities = capacities ?? [Int64](repeating: Self.unlimited, count: graph.edgeCount)
    self.lowerBounds = lowerBounds ?? [Int64](repeating: 0, count: graph.edgeCount)
    self.balance = balance
  }

  /// Refuses columns of the wrong length and bounds that contradict each other.
  func check() throws(GraphError) {
    guard graph.isDirected else { throw .needsDirected("Minimum-cost flow") }
    guard supplies.count == graph.nodeCount else {
      throw .wrongCount(of: "supplies", expected: graph.nodeCount, found: supplies.count)
    }
    for (column, name) in [
      (costs, "costs"), (capacities, "capacities"), (lowerBounds, "lower bounds"),
    ] {
      try graph.requireColumn(column, named: name)
    }
    for edge in 0..<graph.edgeCount where lowerBounds[edge] > capacities[edge] {
      throw .parameter(
        "The lower bound \(lowerBounds[edge]) of edge \(edge)",
        problem: "is above its capacity \(capacities[edge])")
    }
  }
}
