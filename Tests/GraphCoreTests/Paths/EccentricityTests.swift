import Testing

@testable import GraphCore

@Suite("Eccentricity and diameter")
struct EccentricityTests {
  @Test("are those of a path by hand")
  func byHand() throws {
    let found = try eccentricities(of: .path(5))
    #expect(found.values == [4, 3, 2, 3, 4])
    #expect(found.radius == 2 && found.diameter == 4)
    #expect(found.center == [2] && found.periphery == [0, 4])
    let measured = try eccentricities(of: .path(3), lengths: [0, 7])
    #expect(measured.values == [7, 7, 7])
    let longest = try diameter(of: .path(5), lengths: [1, 5, 1, 2])
    #expect(longest.map { [$0.source, $0.target].sorted() } == [0, 4])
    #expect(longest?.length == 9)
  }

  @Test("have no radius where no node reaches all, and no diameter unless all do")
  func pieces() throws {
    let arrow = try CompactGraph(.directed, nodeCount: 3, edges: [(0, 1), (1, 2)])
    let found = try eccentricities(of: arrow)
    #expect(found.values == [2, 1, 0])
    #expect(found.radius == 2 && found.diameter == nil && found.center == [0])
    #expect(found.periphery.isEmpty)
    #expect(
      try diameter(of: arrow) == Diameter(length: 2, source: 0, target: 2, joinsAll: false))
    let apart = try CompactGraph(.undirected, nodeCount: 4, edges: [(0, 1)])
    let pieces = try eccentricities(of: apart)
    #expect(pieces.values == [1, 1, 0, 0] && pieces.radius == nil && pieces.center.isEmpty)
    #expect(try diameter(of: apart)?.joinsAll == false)
    #expect(try diameter(of: apart)?.length == 1)
  }

  @Test("agree with NetworkX and igraph on seeded graphs")
  func peers() throws {
    for peer in PeerFixtures.cases("eccentricity.out") {
      #expect(peer.agrees(with: try eccentricities(of: peer.graph).values), "\(peer.index)")
    }
    for peer in PeerFixtures.cases("eccentricity.in") {
      let ours = try eccentricities(of: peer.graph, along: .incoming).values
      #expect(peer.agrees(with: ours), "\(peer.index)")
    }
    for peer in PeerFixtures.cases("eccentricity.weighted") {
      let ours = try eccentricities(of: peer.graph, lengths: peer.weights).values
      #expect(peer.agrees(with: ours), "\(peer.index)")
    }
  }

  @Test("have the diameter of igraph, attained by the pair, on seeded graphs")
  func peerDiameters() throws {
    for (measure, isMeasured) in [("diameter", false), ("diameter.weighted", true)] {
      for peer in PeerFixtures.cases(measure) where peer.graph.nodeCount > 0 {
        let lengths = isMeasured ? peer.weights : nil
        let found = try #require(try diameter(of: peer.graph, lengths: lengths))
        #expect(Double(found.length) == peer.scalar, "\(measure), graph \(peer.index)")
        let paths = try shortestPaths(of: peer.graph, from: [found.source], lengths: lengths)
        #expect(paths.distance(to: found.target) == found.length)
      }
    }
  }

  @Test("are the same by bounds as by measuring every node", arguments: 0..<30)
  func bounds(seed: UInt64) throws {
    let measured = try MeasuredGraph(
      .directed, nodes: 60, edges: Int(40 + 3 * seed), lengths: 0...9, seed: seed)
    for lengths in [nil, measured.lengths] {
      let all = try eccentricities(of: measured.graph, along: .both, lengths: lengths)
      let found = try #require(try diameter(of: measured.graph, along: .both, lengths: lengths))
      #expect(found.length == all.values.max())
      #expect(found.joinsAll == (all.diameter != nil))
      let incoming = try diameter(of: measured.graph, along: .incoming, lengths: lengths)
      let outgoing = try diameter(of: measured.graph, along: .outgoing, lengths: lengths)
      #expect(incoming?.length == outgoing?.length)
    }
  }

  @Test("sweep what bounds leave open: the synthetic network S has diameter 7")
  func synthetic() throws {
    let network = try SyntheticNetwork.small.undirected()
    let found = try #require(try diameter(of: network.graph))
    #expect(found.length == 7 && found.joinsAll)
    let paths = try breadthFirst(of: network.graph, from: [found.source])
    #expect(paths.distance(to: found.target) == 7)
  }

  @Test("meet no node, one node, loops, and a million nodes in one path, a star or none joined")
  func edgeCases() throws {
    let empty = try CompactGraph(.undirected, nodeCount: 0, edges: [])
    #expect(try diameter(of: empty) == nil)
    #expect(try eccentricities(of: empty).diameter == nil)
    let one = try CompactGraph(.directed, nodeCount: 1, edges: [(0, 0)])
    let point = Diameter(length: 0, source: 0, target: 0, joinsAll: true)
    #expect(try diameter(of: one) == point)
    #expect(try eccentricities(of: one).radius == 0)
    #expect(try diameter(of: .path(1_000_000))?.length == 999_999)
    #expect(try diameter(of: .star(1_000_000))?.length == 2)
    let scattered = try CompactGraph(.undirected, nodeCount: 1_000_000, edges: [])
    #expect(try diameter(of: scattered)?.joinsAll == false)
  }
}
