import GraphCore
import Testing

@Suite("Structure of the synthetic network")
struct StructureSyntheticTests {
  static let network = SyntheticNetwork.small
  static let directed = try! network.directed().graph
  static let undirected = try! network.undirected()

  @Test("degrees and strengths")
  func degree() throws {
    let graph = try Self.network.graph()
    let incoming = degrees(of: graph, .incoming)
    #expect(incoming.reduce(0, +) == 19_996)
    #expect(incoming.max() == 104)
    let out = try strengths(of: graph, weights: Self.network.amount, .outgoing)
    #expect(out.reduce(0, +) == Self.network.amount.reduce(0, +))
  }

  @Test("components")
  func components() {
    let weak = weaklyConnectedComponents(of: Self.directed)
    #expect(weak.sizes == [5_000])
    let strong = stronglyConnectedComponents(of: Self.directed)
    #expect(strong.count == 2_344)
    #expect(strong.sizes.max() == 2_485)
  }

  @Test("cut nodes and edges")
  func cuts() {
    #expect(articulationPoints(of: Self.undirected.graph).count == 521)
    #expect(bridges(of: Self.undirected.graph).count == 1_212)
  }

  @Test("cores, clustering, triads, spanning tree")
  func rest() throws {
    let cores = coreNumbers(of: Self.undirected.graph)
    #expect(cores.reduce(0, +) == 13_224)
    #expect(cores.max() == 13)
    let clustering = try clustering(of: Self.undirected.graph)
    let sum = clustering.coefficients.reduce(0) { $0 + ($1 ?? 0) }
    #expect(abs(sum - 10.003440177706597) < 1e-12)
    let triads = try triadCensus(of: Self.directed)
    #expect(triads[.m300] == 0)
    #expect(triads[.m111U] == 19_423)
    #expect(triads[.m012] == 52_928_466)
    #expect(
      try minimumSpanningForest(of: Self.undirected.graph, lengths: Self.undirected.weights)
        .totalLength == 41_136_081)
  }

  @Test("is the same on any number of workers")
  func workers() throws {
    let serial = try clustering(of: Self.undirected.graph, execution: .serial)
    let triads = try triadCensus(of: Self.directed, execution: .serial)
    for workers in [2, 3, 16] {
      let execution = Execution(workers: workers)
      #expect(
        try clustering(of: Self.undirected.graph, execution: execution).triangles
          == serial.triangles)
      #expect(try triadCensus(of: Self.directed, execution: execution) == triads)
    }
  }

  @Test("long computations can be cancelled")
  func cancelling() {
    let execution = Execution(isCancelled: { true })
    #expect(throws: GraphError.cancelled) {
      try clustering(of: Self.undirected.graph, execution: execution)
    }
    #expect(throws: GraphError.cancelled) {
      try triadCensus(of: Self.directed, execution: execution)
    }
  }
}
