/// Which arcs of a node a measure follows.
///
/// In an undirected graph all three are the same arcs, counted once.
public enum ArcSide: String, Sendable, CaseIterable {
  /// Along the edges: what the node gives, whom it reaches.
  case outgoing
  /// Against the edges: what the node receives, who reaches it.
  case incoming
  /// Both, direction ignored.
  case both
}
