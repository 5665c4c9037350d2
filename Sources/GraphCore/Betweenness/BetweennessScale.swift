/// In which unit betweenness is given.
public enum BetweennessScale: String, Sendable, CaseIterable {
  /// Pairs of nodes: ordered pairs in a directed graph, unordered pairs in an undirected one.
  case pairs
  /// The share of all pairs that the node or edge could serve, in [0, 1].
  case normalized

  /// What to multiply sums over ordered pairs of nodes with.
  func factor(directed: Bool, possiblePairs: Double) -> Double {
    switch self {
    case .pairs: directed ? 1 : 0.5
    case .normalized: possiblePairs > 0 ? 1 / possiblePairs : 0
    }
  }
}
