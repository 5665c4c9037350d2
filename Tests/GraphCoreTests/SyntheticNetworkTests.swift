import GraphCore
import Testing

@Suite("The synthetic network")
struct SyntheticNetworkTests {
  /// Fowler, Noll & Vo's hash 1a. The texts that gave the numbers below have the SHA-256 of the
  /// specification: 79866f93… (nodes) and 5e00386e… (edges).
  static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  @Test("is the network of the specification, byte for byte")
  func bytes() {
    #expect(Self.hash(SyntheticNetwork.small.nodesCSV) == 0xC073_7B9A_73A2_F50D)
    #expect(Self.hash(SyntheticNetwork.small.edgesCSV) == 0x153F_1330_2A00_80E5)
  }

  @Test("has the counts of the specification")
  func counts() throws {
    let network = SyntheticNetwork.small
    #expect(network.nodeCount == 5_000)
    #expect(network.edgeCount == 19_996)
    #expect(try network.graph().edgeCount == 19_996)
    #expect(try network.undirected().graph.edgeCount == 11_906)
    #expect(try network.directed().graph.edgeCount == 13_136)
    #expect(try network.directed().weights.reduce(0, +) == 19_996)
    #expect(network.flow.sources.count == 14_787)
    let transportation = network.transportation
    #expect(transportation.supplies.count == 45)
    #expect(transportation.demands.count == 75)
    #expect(transportation.costs.count == 45 * 75)
    #expect(transportation.demands.reduce(0, +) == 39_015)
    #expect(network.bipartite.pairs.count == 1_787)
    #expect(network.pivots.count == 64)
    #expect(network.searchSources == [0, 500, 1000, 1500, 2000, 2500, 3000, 3500, 4000, 4500])
  }
}
