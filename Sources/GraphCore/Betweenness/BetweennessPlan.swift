/// A graph made ready for counting shortest paths from many sources.
///
/// Loops and edges longer than a parallel edge are left out: no shortest path uses them. Two kinds of
/// node are folded away, so that the kernels meet fewer nodes and run from fewer sources:
/// - a **pendant** hangs on one node and leads nowhere else; as an end of paths it is counted as a part
///   of the node on which it hangs;
/// - a **follower** (directed graphs) has arcs to one node only; all its paths begin as the paths of
///   that node do, so both are searched from there in one run.
///
/// Both foldings are exact. What they leave out has closed forms, which are added afterwards.
///
/// - Source: for pendants, Baglioni et al. (2012), "Fast exact computation of betweenness centrality in
///   social networks", ASONAM, and Sarıyüce et al. (2013), "Shattering and compressing networks for
///   betweenness centrality", SDM. Followers are the same thought on the side of the source.
struct BetweennessPlan: Sendable {
  /// A node folded into another.
  struct Pendant: Sendable {
    let node: Int32
    let parent: Int32
    /// How many nodes hang below it, itself included.
    let weight: Double
  }

  let graph: CompactGraph
  /// The lengths of all edges, if they differ.
  let edgeLengths: [Int64]?
  /// How often each node is a source; `nil`: every node once.
  let sourceCounts: [Double]?
  /// The node of each kept node. Kept nodes with arcs come first, then those without.
  var original: [Int32] = []
  /// How many of the kept nodes have arcs to kept nodes.
  var expandable = 0
  /// The rows of the kept nodes.
  var offsets: [Int32] = []
  var targets: [Int32] = []
  /// The edge of each arc.
  var edges: [Int32] = []
  /// The length of each arc; empty when every edge has length 1.
  var lengths: [Int64] = []
  /// How many nodes each kept node stands for: itself and the pendants below it.
  var weights: [Double] = []
  /// Pendants in order of removal: all that hang below a pendant come before it.
  var pendants: [Pendant] = []
  /// The sources to run from.
  var runs = SourceRuns()

  var keptCount: Int { original.count }
  /// Whether the number of sources that reach each node has to be known.
  var needsReach: Bool { graph.isDirected && !pendants.isEmpty }
}

/// The runs of the kernel: each searches from a root on behalf of the root and its followers.
struct SourceRuns: Sendable {
  /// The kept node from which each run searches.
  var roots: [Int32] = []
  /// How many nodes each run stands for.
  var multiplicities: [Double] = []
  /// The followers of run `r` are `followerOffsets[r] ..< followerOffsets[r + 1]` of ``followers``;
  /// empty when no run has any.
  var followerOffsets: [Int32] = []
  /// Kept nodes; each after the one that it follows.
  var followers: [Int32] = []
  /// The place in ``followers`` of the one that each follows; -1 for the root.
  var leaders: [Int32] = []
  /// For each follower, how many follow it, itself included.
  var followings: [Double] = []
}
