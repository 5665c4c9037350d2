import GraphCore

/// A small network on which answers were published; `Fixtures/known/README.md` names the sources.
struct KnownGraph: Sendable {
  static let karate = KnownGraph("karate")
  static let florentine = KnownGraph("florentine")
  /// Women are the nodes `0 ..< 18`, events the nodes `18 ..< 32`.
  static let davis = KnownGraph("davis")
  static let miserables = KnownGraph("miserables")

  let names: [String]
  /// The group of each node; empty where the source gives none.
  let groups: [String]
  /// Undirected and simple.
  let graph: CompactGraph
  let weights: [Int64]

  private init(_ name: String) {
    let nodes = Fixture.rows("known/\(name)-nodes.csv")
    let edges = Fixture.rows("known/\(name)-edges.csv")
    let names = nodes.map { $0[0] }
    self.names = names
    groups = nodes.map { $0[1] }
    graph = try! CompactGraph(
      .undirected, nodeCount: names.count,
      edges: edges.map { (names.firstIndex(of: $0[0])!, names.firstIndex(of: $0[1])!) })
    weights = edges.map { Int64($0[2])! }
  }

  /// The number of a node.
  func node(_ name: String) -> Int { names.firstIndex(of: name)! }
}
