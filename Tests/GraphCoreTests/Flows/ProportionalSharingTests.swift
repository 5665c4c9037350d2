import TestSupport
import Testing

@testable import GraphCore

/// A network of amounts, with short ways to ask where they came from and went.
struct SharingNetwork {
  var nodeCount: Int
  var edges: [(Int, Int, Int64)]

  func shares(
    _ side: ArcSide, at nodes: Int..., execution: Execution = .serial
  ) throws -> ProportionalShares {
    let graph = try CompactGraph(
      .directed, nodeCount: nodeCount, edges: edges.map { ($0.0, $0.1) })
    return try proportionalShares(
      of: graph, amounts: edges.map(\.2), at: nodes, along: side, execution: execution)
  }

  func origins(of nodes: Int...) throws -> [Int: Int64] {
    try byNode(nodes, .incoming)
  }

  func ends(of nodes: Int...) throws -> [Int: Int64] {
    try byNode(nodes, .outgoing)
  }

  private func byNode(_ nodes: [Int], _ side: ArcSide) throws -> [Int: Int64] {
    let graph = try CompactGraph(
      .directed, nodeCount: nodeCount, edges: edges.map { ($0.0, $0.1) })
    let result = try proportionalShares(of: graph, amounts: edges.map(\.2), at: nodes, along: side)
    return Dictionary(uniqueKeysWithValues: result.shares.map { (Int($0.node), $0.amount) })
  }

  /// A seeded network; without cycles when edges only lead to higher nodes.
  static func random(
    _ nodeCount: Int, edges: Int, upTo most: Int, cyclic: Bool,
    using random: inout SeededGenerator
  ) -> SharingNetwork {
    var network = SharingNetwork(nodeCount: nodeCount, edges: [])
    for _ in 0..<edges {
      var source = Int.random(in: 0..<nodeCount, using: &random)
      var end = Int.random(in: 0..<nodeCount, using: &random)
      if !cyclic { (source, end) = (min(source, end), max(source, end)) }
      network.edges.append((source, end, Int64.random(in: 0...Int64(most), using: &random)))
    }
    return network
  }
}

@Suite("Proportional sharing")
struct ProportionalSharingTests {
  @Test("splits what a node passes on as it came in: 60 and 40 into 50")
  func twoDonors() throws {
    let network = SharingNetwork(nodeCount: 4, edges: [(0, 2, 60), (1, 2, 40), (2, 3, 50)])
    #expect(try network.origins(of: 3) == [0: 30, 1: 20])
    #expect(try network.ends(of: 0) == [2: 30, 3: 30])
    #expect(try network.ends(of: 1) == [2: 20, 3: 20])
    let result = try network.shares(.incoming, at: 3)
    #expect(result.total == 50)
    #expect(result.edges == [0, 1, 2] && result.carried == [30, 20, 50])
    #expect(result.shares.map(\.hops) == [2, 2])
    #expect(result.shares.map(\.isMixed) == [true, true])
    #expect(result.nodes == [0, 1, 2] && result.cycles.isEmpty)
  }

  @Test("gives to a node what it passes on above what it received")
  func ownFunds() throws {
    let network = SharingNetwork(nodeCount: 4, edges: [(0, 1, 30), (1, 2, 80), (1, 3, 20)])
    // Node 1 holds 100: 30 from 0 and 70 of its own.
    #expect(try network.origins(of: 2) == [0: 24, 1: 56])
    #expect(try network.origins(of: 3) == [0: 6, 1: 14])
    #expect(try network.ends(of: 0) == [2: 24, 3: 6])
    #expect(try network.ends(of: 1) == [2: 80, 3: 20])
  }

  @Test("needs no sharing where all has one origin or all goes one way")
  func unmixed() throws {
    let chain = SharingNetwork(nodeCount: 4, edges: [(0, 1, 100), (1, 2, 60), (1, 3, 30)])
    #expect(try chain.shares(.incoming, at: 2).shares.map(\.isMixed) == [false])
    #expect(try chain.origins(of: 2) == [0: 60])
    #expect(try chain.ends(of: 0) == [1: 10, 2: 60, 3: 30])
    let funnel = SharingNetwork(nodeCount: 4, edges: [(0, 2, 60), (1, 2, 40), (2, 3, 100)])
    #expect(try funnel.shares(.incoming, at: 3).shares.map(\.isMixed) == [false, false])
    #expect(try funnel.shares(.outgoing, at: 0).shares.map(\.isMixed) == [false])
  }

  @Test("rounds to whole units that add up, ties to the smaller node")
  func largestRemainder() throws {
    let network = SharingNetwork(
      nodeCount: 5, edges: [(0, 3, 1), (1, 3, 1), (2, 3, 1), (3, 4, 2)])
    let result = try network.shares(.incoming, at: 4)
    #expect(result.shares.map(\.node) == [0, 1])
    #expect(result.shares.map(\.amount) == [1, 1])
    #expect(result.belowUnit == 1)
  }

  @Test("counts what comes back to the nodes asked about apart")
  func comesBack() throws {
    // 0 gives 100 to 1; 1 lends 40 to 2, which gives them back.
    let network = SharingNetwork(nodeCount: 3, edges: [(0, 1, 100), (1, 2, 40), (2, 1, 40)])
    let result = try network.shares(.incoming, at: 1)
    #expect(result.total == 140 && result.returned == 40)
    #expect(result.shares.map(\.amount) == [100])
    #expect(result.cycles.map(\.goesRound) == [40])
    #expect(result.cycles.map(\.passesTarget) == [true])
    #expect(result.cycles[0].nodes == [2] && result.cycles[0].inside == 80)
    let gone = try network.shares(.outgoing, at: 1)
    #expect(gone.total == 40 && gone.returned == 40 && gone.shares.isEmpty)
  }

  @Test("solves a cycle: 60 enter, 40 go round, 60 leave")
  func cycle() throws {
    // 0 gives 60 to 1; 1 gives 100 to 2; 2 gives 40 back to 1 and 60 to 3.
    let network = SharingNetwork(
      nodeCount: 4, edges: [(0, 1, 60), (1, 2, 100), (2, 1, 40), (2, 3, 60)])
    let result = try network.shares(.incoming, at: 3)
    #expect(result.shares.map(\.node) == [0] && result.shares.map(\.amount) == [60])
    #expect(result.carried == [60, 100, 40, 60])
    #expect(result.cycles.map(\.nodes) == [[1, 2]])
    #expect(result.cycles[0].goesRound == 40)
    #expect(result.cycles[0].inside == 140 && result.cycles[0].edgeCount == 2)
    #expect(!result.cycles[0].passesTarget && !result.shares[0].isMixed)
  }

  @Test("mixes two donors in a cycle")
  func cycleOfTwoDonors() throws {
    // 60 enter at 2, 40 at 3; 2 gives 100 to 3, 3 gives 40 to 2 and 50 to 4, and keeps 50.
    let network = SharingNetwork(
      nodeCount: 5, edges: [(0, 2, 60), (1, 3, 40), (2, 3, 100), (3, 2, 40), (3, 4, 50)])
    // c2 = (60·a + 40·c3)/100, c3 = (40·b + 100·c2)/140: c3 = 0.6a + 0.4b.
    #expect(try network.origins(of: 4) == [0: 30, 1: 20])
    #expect(try network.ends(of: 0) == [3: 30, 4: 30])
  }

  @Test("says that a closed cycle has no origin")
  func closedCycle() throws {
    let network = SharingNetwork(nodeCount: 3, edges: [(0, 1, 10), (1, 2, 10), (2, 0, 10)])
    let result = try network.shares(.incoming, at: 0)
    #expect(result.total == 10 && result.returned == 10 && result.shares.isEmpty)
    #expect(result.cycles.map(\.nodes) == [[1, 2]])
  }

  @Test("takes several nodes as one and leaves out what flows between them")
  func severalNodes() throws {
    let network = SharingNetwork(
      nodeCount: 5, edges: [(0, 1, 50), (1, 2, 30), (3, 2, 10), (2, 4, 25), (4, 1, 5)])
    let result = try network.shares(.incoming, at: 2, 1)
    #expect(result.total == 65)
    #expect(result.returned == 5)
    #expect(result.shares.map(\.amount) == [50, 10])
    #expect(!result.edges.contains(1))
  }

  @Test("ignores loops and edges of nothing, and adds parallel edges up")
  func loops() throws {
    let plain = SharingNetwork(nodeCount: 4, edges: [(0, 2, 60), (1, 2, 40), (2, 3, 50)])
    let other = SharingNetwork(
      nodeCount: 4,
      edges: [
        (0, 2, 20), (2, 2, 1_000), (1, 2, 40), (3, 0, 0), (2, 3, 50), (0, 2, 40), (3, 3, 7),
      ])
    #expect(try plain.origins(of: 3) == other.origins(of: 3))
    #expect(try plain.ends(of: 0) == other.ends(of: 0))
  }

  @Test("holds for nothing, one node and no edge")
  func empty() throws {
    let none = SharingNetwork(nodeCount: 0, edges: [])
    #expect(try none.shares(.incoming).total == 0)
    let one = SharingNetwork(nodeCount: 1, edges: [])
    #expect(try one.shares(.outgoing, at: 0).shares.isEmpty)
  }

  @Test("refuses what it cannot trace")
  func refusals() throws {
    let network = SharingNetwork(nodeCount: 2, edges: [(0, 1, 5)])
    #expect(throws: GraphError.nodeOutOfRange(node: 2, nodeCount: 2)) {
      try network.shares(.incoming, at: 2)
    }
    #expect(throws: GraphError.self) { try network.shares(.both, at: 1) }
    let negative = SharingNetwork(nodeCount: 2, edges: [(0, 1, -5)])
    #expect(throws: GraphError.negativeWeight(edge: 0, weight: -5)) {
      try negative.shares(.incoming, at: 1)
    }
    let large = SharingNetwork(nodeCount: 3, edges: [(0, 2, .max), (1, 2, 1)])
    #expect(throws: GraphError.overflow(in: "The sum of the amounts of a node")) {
      try large.shares(.incoming, at: 2)
    }
    let graph = try CompactGraph(.undirected, nodeCount: 2, edges: [(0, 1)])
    #expect(throws: GraphError.needsDirected("Proportional sharing")) {
      try proportionalShares(of: graph, amounts: [1], at: [0], along: .incoming)
    }
  }

  @Test("stops when asked to, in a cycle")
  func cancels() throws {
    let network = SharingNetwork(
      nodeCount: 4, edges: [(0, 1, 60), (1, 2, 100), (2, 1, 40), (2, 3, 60)])
    #expect(throws: GraphError.cancelled) {
      try network.shares(.incoming, at: 3, execution: Execution(isCancelled: { true }))
    }
  }

  @Test("keeps the largest amounts exact")
  func largest() throws {
    let most = Int64.max / 2
    let network = SharingNetwork(
      nodeCount: 4, edges: [(0, 2, most), (1, 2, most), (2, 3, most)])
    #expect(try network.origins(of: 3) == [0: most / 2 + 1, 1: most / 2])
  }
}

@Suite("Proportional sharing: properties")
struct ProportionalSharingPropertyTests {
  @Test("conserves: origins are what came in, ends are what went out", arguments: [false, true])
  func conserves(cyclic: Bool) throws {
    var random = SeededGenerator(seed: 4)
    for _ in 0..<200 {
      let count = Int.random(in: 2...12, using: &random)
      let network = SharingNetwork.random(
        count, edges: 3 * count, upTo: 1_000, cyclic: cyclic, using: &random)
      for node in 0..<count {
        for side in [ArcSide.incoming, .outgoing] {
          let result = try network.shares(side, at: node)
          let crossing = network.edges.filter {
            $0.0 != $0.1 && (side == .incoming ? $0.1 : $0.0) == node
          }.reduce(0) { $0 + $1.2 }
          #expect(result.total == crossing)
          #expect(result.shares.reduce(result.returned) { $0 + $1.amount } == crossing)
          #expect(zip(result.edges, result.carried).allSatisfy { $1 <= network.edges[Int($0)].2 })
        }
      }
    }
  }

  @Test("what began at a and reached b is what left a and reached b, when nothing stays on the way")
  func bothWaysAgree() throws {
    // Only the first three nodes have money of their own; a share of theirs at a last node is the same both ways.
    var random = SeededGenerator(seed: 7)
    for _ in 0..<100 {
      var network = SharingNetwork(nodeCount: 9, edges: [])
      for donor in 0..<3 {
        for middle in 3..<6 {
          network.edges.append((donor, middle, Int64.random(in: 1...99, using: &random)))
        }
      }
      for middle in 3..<6 {
        let came = network.edges.filter { $0.1 == middle }.reduce(0) { $0 + $1.2 }
        let first = Int64.random(in: 0...came, using: &random)
        network.edges.append((middle, 6, first))
        network.edges.append((middle, 7, came - first))
      }
      for donor in 0..<3 {
        let ends = try network.ends(of: donor)
        for end in 6...7 {
          let origin = try network.origins(of: end)[donor] ?? 0
          #expect(abs((ends[end] ?? 0) - origin) <= 1)
        }
      }
    }
  }

  @Test("does not depend on the order of the edges, or on an edge being two")
  func permutation() throws {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<100 {
      let network = SharingNetwork.random(
        10, edges: 25, upTo: 100_000, cyclic: true, using: &random)
      var shuffled = network
      shuffled.edges.shuffle(using: &random)
      let (source, end, amount) = shuffled.edges[0]
      let first = Int64.random(in: 0...amount, using: &random)
      shuffled.edges[0].2 = first
      shuffled.edges.append((source, end, amount - first))
      for node in 0..<10 {
        let (a, b) = (
          try network.shares(.incoming, at: node), try shuffled.shares(.incoming, at: node)
        )
        #expect(a.shares == b.shares && a.returned == b.returned && a.nodes == b.nodes)
        #expect(a.cycles.map(\.nodes) == b.cycles.map(\.nodes))
        #expect(a.cycles.map(\.goesRound) == b.cycles.map(\.goesRound))
      }
    }
  }

  @Test("relabels its answer with the nodes")
  func relabelling() throws {
    var random = SeededGenerator(seed: 13)
    for _ in 0..<100 {
      let network = SharingNetwork.random(
        9, edges: 24, upTo: 1_000_003, cyclic: true, using: &random)
      let names = Array(0..<9).shuffled(using: &random)
      let renamed = SharingNetwork(
        nodeCount: 9, edges: network.edges.map { (names[$0.0], names[$0.1], $0.2) })
      for node in 0..<9 {
        let a = try network.origins(of: node)
        let b = try renamed.origins(of: names[node])
        for other in 0..<9 {
          // Ties go to the smaller node, which is another one now.
          #expect(abs((a[other] ?? 0) - (b[names[other]] ?? 0)) <= 1)
        }
      }
    }
  }

  @Test("iterates to what elimination gives")
  func iteration() throws {
    var random = SeededGenerator(seed: 17)
    for _ in 0..<20 {
      let network = SharingNetwork.random(
        40, edges: 160, upTo: 1_000_000, cyclic: true, using: &random)
      let graph = try CompactGraph(
        .directed, nodeCount: 40, edges: network.edges.map { ($0.0, $0.1) })
      var kernel = try SharingKernel(graph, amounts: network.edges.map(\.2), targets: [0])
      try kernel.weigh(.serial)
      for number in 0..<kernel.components.count {
        let members = Array(kernel.components.members(number))
        guard members.count > 1 else { continue }
        let cycle = SharingCycle(members, number, in: kernel)
        for (a, b) in zip(cycle.eliminated(), try cycle.iterated(.serial)) {
          #expect(max(a, b).bits - min(a, b).bits < 1 << 80)
        }
      }
    }
  }

  @Test("solves a cycle of which a billionth leaves")
  func slowCycle() throws {
    let round: Int64 = 1_000_000_000_000
    let network = SharingNetwork(
      nodeCount: 5,
      edges: [(0, 2, 600), (1, 2, 400), (2, 3, round), (3, 2, round - 1000), (3, 4, 1000)])
    #expect(try network.origins(of: 4) == [0: 600, 1: 400])
    #expect(try network.shares(.incoming, at: 4).cycles[0].goesRound == round - 1000)
  }

  @Test("traces a million edges, and a cycle of a thousand nodes")
  func scale() throws {
    // Layers of 1000 nodes; each node gives 100 to 10 nodes of the next layer.
    var network = SharingNetwork(nodeCount: 101_000, edges: [])
    network.edges.reserveCapacity(1_000_000)
    for layer in 0..<100 {
      for node in 0..<1_000 {
        for step in 0..<10 {
          network.edges.append(
            (layer * 1_000 + node, (layer + 1) * 1_000 + (node * 7 + step * 13) % 1_000, 100))
        }
      }
    }
    let result = try network.shares(.incoming, at: 100_500)
    #expect(result.total == 1_000)
    #expect(result.shares.reduce(0) { $0 + $1.amount } == 1_000)
    #expect(result.shares.count + result.belowUnit == 1_000)

    var ring = SharingNetwork(nodeCount: 1_002, edges: [(1_000, 0, 50), (999, 1_001, 50)])
    for node in 0..<1_000 {
      ring.edges.append((node, (node + 1) % 1_000, node == 999 ? 50 : 100))
    }
    let round = try ring.shares(.incoming, at: 1_001)
    #expect(round.shares.map(\.node) == [1_000] && round.shares.map(\.amount) == [50])
    #expect(round.cycles[0].nodes.count == 1_000 && round.cycles[0].goesRound == nil)
  }
}
