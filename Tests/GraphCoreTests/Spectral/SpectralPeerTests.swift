import GraphCore
import Testing

@Suite("Spectral scores beside peers")
struct SpectralPeerTests {
  private let exact = PageRankOptions(tolerance: 1e-13)

  @Test(
    "PageRank agrees with NumPy, NetworkX 3.6.1 and igraph 1.0.0",
    arguments: ["pagerank", "pagerank.weighted", "pagerank.multigraph", "pagerank.personalised"])
  func pageRanks(measure: String) throws {
    let teleports = PeerFixtures.values("pagerank.teleport")
    let cases = PeerFixtures.cases(measure)
    #expect(cases.count >= 250)
    for peer in cases {
      let ours = try pageRank(
        of: peer.graph, weights: measure == "pagerank" ? nil : peer.weights,
        teleport: measure == "pagerank.personalised" ? teleports[peer.index] : nil,
        options: exact)
      #expect(peer.agrees(with: ours.scores), "graph \(peer.index)")
      #expect(abs(ours.scores.reduce(0, +) - 1) < 1e-13)
    }
  }

  @Test("HITS agrees with NumPy, NetworkX 3.6.1 and igraph 1.0.0", arguments: ["", ".weighted"])
  func hubsAndAuthorities(suffix: String) throws {
    let hubs = PeerFixtures.cases("hits.hubs\(suffix)")
    let authorities = PeerFixtures.cases("hits.authorities\(suffix)")
    #expect(hubs.count >= 100)
    for (hub, authority) in zip(hubs, authorities) {
      let ours = try #require(
        try hits(
          of: hub.graph, weights: suffix.isEmpty ? nil : hub.weights, tolerance: 1e-13))
      #expect(hub.agrees(with: ours.hubs, tolerance: 1e-8), "hubs of graph \(hub.index)")
      #expect(
        authority.agrees(with: ours.authorities, tolerance: 1e-8),
        "authorities of graph \(hub.index)")
    }
  }

  @Test(
    "eigenvector centrality agrees with NumPy, NetworkX 3.6.1 and igraph 1.0.0",
    arguments: ["", ".weighted"])
  func eigenvectors(suffix: String) throws {
    let cases = PeerFixtures.cases("eigenvector\(suffix)")
    #expect(cases.count >= 100)
    for peer in cases {
      let weights = suffix.isEmpty ? nil : peer.weights
      let ours = try eigenvectorCentrality(of: peer.graph, weights: weights, tolerance: 1e-12)
      #expect(peer.agrees(with: ours.scores, tolerance: 1e-8), "graph \(peer.index)")
      let back = try eigenvectorCentrality(
        of: peer.graph.reversed, weights: weights, side: .outgoing, tolerance: 1e-12)
      #expect(back.scores == ours.scores, "reversed graph \(peer.index)")
    }
  }

  @Test("Katz centrality agrees with NetworkX 3.6.1", arguments: ["", ".weighted"])
  func katz(suffix: String) throws {
    let cases = PeerFixtures.cases("katz\(suffix)")
    #expect(cases.count >= 300)
    for peer in cases {
      let ours = try katzCentrality(
        of: peer.graph, weights: suffix.isEmpty ? nil : peer.weights,
        alpha: suffix.isEmpty ? 0.05 : 0.005)
      #expect(peer.agrees(with: ours.scores), "graph \(peer.index)")
    }
  }
}
