/// Where what reached some nodes began, or where what left them ended, by proportional sharing.
public struct ProportionalShares: Sendable {
  /// A share of the whole that began (or ended) at one node.
  public struct Share: Hashable, Sendable {
    public let node: Int32
    /// Whole units; the shares and ``ProportionalShares/returned`` add up to ``ProportionalShares/total``.
    public let amount: Int64
    /// The fewest edges between the node and the nodes asked about.
    public let hops: Int32
    /// Whether the amount rests on proportional sharing: somewhere on the way the unit is mixed with what has
    /// another origin. Else it is a sum of amounts as they were given.
    public let isMixed: Bool
  }

  /// Nodes of which each reaches each other: amounts may have gone round among them.
  public struct Cycle: Hashable, Sendable {
    /// Ascending; without the nodes asked about.
    public let nodes: [Int32]
    /// Whether it runs through the nodes asked about.
    public let passesTarget: Bool
    /// The number of edges inside, and the sum of their amounts.
    public let edgeCount: Int
    public let inside: Int64
    /// How much passed a node that it had passed before, at the node where this is most; at the nodes asked
    /// about if the cycle runs through them. Rounded down; absent for more than 64 nodes.
    public let goesRound: Int64?
  }

  /// What came into the nodes asked about from the others (or left them towards the others).
  public let total: Int64
  /// By node.
  public let shares: [Share]
  /// The part of ``total`` that comes from (or goes back to) the nodes asked about themselves.
  public let returned: Int64
  /// Shares that are less than a unit and round to nothing; they are left out.
  public let belowUnit: Int
  /// The edges on the way, ascending.
  public let edges: [Int32]
  /// What each of them carries of ``total``, rounded on its own: at a node the rounded amounts may differ by units.
  public let carried: [Int64]
  /// The nodes on the way without those asked about, ascending.
  public let nodes: [Int32]
  /// By smallest node.
  public let cycles: [Cycle]
}

/// Traces amounts through a network: from which nodes came what reached some nodes, or where ended what left them.
///
/// Each node passes on a mixture of all that it has, in the proportion in which it came in. A node that gives more
/// than it received adds the difference of its own; one that gives less keeps the difference. So at each node what
/// came in and what is its own equal what went out and what it keeps.
///
/// With *T(v)* = max(in(*v*), out(*v*)), the part of what a node holds that goes on to the nodes asked about is
///
///     w(v) = Σ over edges v → u of amount(v, u) · w(u) / T(v),    w = 1 at the nodes asked about,
///
/// and a node with *own(v)* = max(0, out(*v*) − in(*v*)) has the share *own(v)* · *w(v)* in what reached them. With
/// `.outgoing` the same is computed against the edges: the shares are what each node keeps.
///
/// ## Conventions
/// - The nodes asked about are one: edges between them are left out. What leaves them and comes back is
///   ``ProportionalShares/returned``, not a share.
/// - Amounts are 0 or more; edges of 0 and loops carry nothing and change nothing. Parallel edges add up. Time is not
///   considered.
/// - In a cycle the equations are those of an absorbing Markov chain and have one solution, because what reaches
///   the nodes asked about leaves the cycle. Up to 512 nodes it is found by elimination without subtraction; above,
///   by iteration from below and above until both agree.
/// - Shares are whole units that add up to the total: each is rounded down, and the units that are left go to the
///   largest remainders, ties to the smaller node; the returned part comes after all nodes. ``ProportionalShares/Share``
///   is within one unit of the exact rational value.
/// - It is checked on every run that the shares before rounding add up to the total.
///
/// ## Example
/// 60 flow 0 → 2, 40 flow 1 → 2, and 50 flow 2 → 3. At 3 the share of 0 is 30, that of 1 is 20. Of what left 0 (60),
/// 30 ended at 2 and 30 at 3.
///
/// ## Accuracy
/// *w* is kept in 127 binary places, rounded down, sums in 192 bits without rounding; in a cycle numbers have 128
/// significant bits and are only added, multiplied and divided. So before rounding to units a share is too small
/// by less than 2⁻³³ units at worst, and remainders are compared in steps of 2⁻²⁴ units.
///
/// - Parameters:
///   - graph: directed.
///   - amounts: in edge order.
///   - nodes: the nodes asked about, in any order.
///   - side: `.incoming` traces what reached them to its origins, `.outgoing` what left them to its ends.
///   - execution: asked to stop between cycles and sweeps; one thread is used.
/// - Throws: ``GraphError/needsDirected(_:)``, ``GraphError/wrongCount(of:expected:found:)``,
///   ``GraphError/nodeOutOfRange(node:nodeCount:)``, ``GraphError/negativeWeight(edge:weight:)``,
///   ``GraphError/overflow(in:)`` when the edges of a node on the way add up to more than `Int64`,
///   ``GraphError/notConverged(measure:iterations:residual:)``, ``GraphError/notConserved(measure:lost:)``,
///   ``GraphError/cancelled``.
/// - Complexity: O(*n* + *m*) time and memory without cycles; a cycle of *k* nodes adds O(*k*³) time up to 512 nodes,
///   above O(edges) a sweep.
/// - Source: Bialek (1996), "Tracing the flow of electricity", IEE Proc. Gener. Transm. Distrib. 143 (4), 313–320;
///   Kirschen, Allan & Strbac (1997), "Contributions of individual generators to loads and flows", IEEE Trans. Power
///   Syst. 12 (1), 52–60. Elimination: Grassmann, Taksar & Heyman (1985). What goes round: Ziemianek & Bialek (2008).
public func proportionalShares(
  of graph: CompactGraph, amounts: [Int64], at nodes: [Int], along side: ArcSide,
  execution: Execution = .standard
) throws(GraphError) -> ProportionalShares {
  guard graph.isDirected else { throw .needsDirected("Proportional sharing") }
  guard side != .both else {
    throw .parameter("The side", problem: "is either incoming or outgoing here")
  }
  guard amounts.count == graph.edgeCount else {
    throw .wrongCount(of: "amounts", expected: graph.edgeCount, found: amounts.count)
  }
  for (edge, amount) in amounts.enumerated() where amount < 0 {
    throw .negativeWeight(edge: edge, weight: amount)
  }
  for node in nodes where !(0..<graph.nodeCount).contains(node) {
    throw .nodeOutOfRange(node: node, nodeCount: graph.nodeCount)
  }
  // What ended is what began when every edge is turned round.
  var tracing = try SharingKernel(
    side == .incoming ? graph : graph.reversed, amounts: amounts, targets: nodes)
  try tracing.weigh(execution)
  return try tracing.shares(execution)
}
