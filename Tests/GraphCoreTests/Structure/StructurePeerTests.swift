import GraphCore
import Testing

@Suite("Structure agrees with NetworkX and igraph")
struct StructurePeerTests {
  typealias Case = PeerFixtures.Case

  /// Every case of a measure agrees, and there are enough of them.
  static func check(_ measure: String, atLeast count: Int = 500, _ agrees: (Case) throws -> Bool)
    rethrows
  {
    let cases = PeerFixtures.cases(measure)
    #expect(cases.count >= count, "\(measure) has \(cases.count) cases")
    for peer in cases {
      let agreed = try agrees(peer)
      #expect(agreed, "\(measure) of graph \(peer.index)")
    }
  }

  @Test("degrees and strengths on each side")
  func degreesAndStrengths() throws {
    for (suffix, side, count) in [
      ("", ArcSide.both, 500), (".out", .outgoing, 200), (".in", .incoming, 200),
    ] {
      Self.check("degree\(suffix)", atLeast: count) { $0.agrees(with: degrees(of: $0.graph, side)) }
      try Self.check("strength\(suffix)", atLeast: count) { peer in
        let sums = try strengths(of: peer.graph, weights: peer.weights, side)
        let view = peer.graph.view { _ in true }
        return try peer.agrees(with: sums)
          && sums == strengths(of: view, weights: peer.weights, side)
      }
    }
  }

  @Test("weak and strong components, condensation")
  func components() {
    func smallest(_ found: Components) -> [Int] {
      found.membership.map { label in found.membership.firstIndex(of: label)! }
    }
    Self.check("components.weak") {
      $0.agrees(with: smallest(weaklyConnectedComponents(of: $0.graph)))
    }
    Self.check("components.weak") { peer in
      peer.agrees(with: smallest(weaklyConnectedComponents(of: peer.graph.view { _ in true })))
    }
    Self.check("components.strong", atLeast: 200) {
      $0.agrees(with: smallest(stronglyConnectedComponents(of: $0.graph)))
    }
    Self.check("condensation", atLeast: 200) {
      let drawn = condensation(of: $0.graph)
      return $0.agrees(with: [drawn.graph.nodeCount, drawn.graph.edgeCount])
    }
  }

  @Test("articulation points, bridges and blocks")
  func blocks() {
    Self.check("articulation") { $0.agrees(with: articulationPoints(of: $0.graph)) }
    Self.check("bridges") { $0.agrees(with: bridges(of: $0.graph)) }
    Self.check("biconnected.count") { $0.agrees(with: [biconnectedComponents(of: $0.graph).count]) }
    Self.check("biconnected.edges") {
      let blocks = biconnectedComponents(of: $0.graph).blockOfEdge
      return $0.agrees(with: blocks.map { block in blocks.firstIndex(of: block)! })
    }
  }

  @Test("dominators and post-dominators")
  func dominators() throws {
    for (measure, tree) in [
      ("dominators", { try dominatorTree(of: $0, from: 0) }),
      ("dominators.reverse", { try postDominatorTree(of: $0, to: [0]) }),
    ] as [(String, (CompactGraph) throws -> DominatorTree)] {
      try Self.check(measure, atLeast: 400) { peer in
        let tree = try tree(peer.graph)
        return peer.agrees(
          with: (0..<peer.graph.nodeCount).map { tree.immediateDominator(of: $0).map(Double.init) })
      }
    }
  }

  @Test("core numbers, triangles, clustering and transitivity")
  func cohesion() throws {
    Self.check("core") { $0.agrees(with: coreNumbers(of: $0.graph)) }
    try Self.check("triangles") { try $0.agrees(with: clustering(of: $0.graph).triangles) }
    try Self.check("clustering") { try $0.agrees(with: clustering(of: $0.graph).coefficients) }
    try Self.check("transitivity") { try $0.agrees(with: [clustering(of: $0.graph).transitivity]) }
  }

  @Test("reciprocity and the triad census")
  func dyadsAndTriads() throws {
    Self.check("reciprocity") { $0.agrees(with: [reciprocity(of: $0.graph)]) }
    try Self.check("triads") { try $0.agrees(with: triadCensus(of: $0.graph).counts) }
  }

  @Test("assortativity by degree, number and category")
  func assortativity() throws {
    let numbers = PeerFixtures.values("attribute.number")
    let categories = PeerFixtures.values("attribute.category")
    for suffix in ["", ".directed"] {
      Self.check("assortativity.degree\(suffix)") {
        $0.agrees(with: [degreeAssortativity(of: $0.graph)])
      }
      try Self.check("assortativity.number\(suffix)") { peer in
        try peer.agrees(with: [
          numericAssortativity(of: peer.graph, values: numbers[peer.index] ?? [])
        ])
      }
      try Self.check("assortativity.category\(suffix)") { peer in
        let categories = (categories[peer.index] ?? []).map { Int32($0) }
        return try peer.agrees(with: [
          categoricalAssortativity(of: peer.graph, categories: categories)
        ])
      }
    }
  }

  @Test("the length of the minimum spanning forest")
  func spanningForest() throws {
    try Self.check("mst") {
      try $0.agrees(with: [minimumSpanningForest(of: $0.graph, lengths: $0.weights).totalLength])
    }
  }
}
