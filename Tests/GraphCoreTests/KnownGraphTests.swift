import GraphCore
import Testing

@Suite("Networks with published answers")
struct KnownGraphTests {
  @Test("have the counts of their sources")
  func counts() {
    let counts = [KnownGraph.karate, .florentine, .davis, .miserables].map {
      [$0.graph.nodeCount, $0.graph.edgeCount, Int($0.weights.reduce(0, +))]
    }
    #expect(counts == [[34, 78, 231], [15, 20, 20], [32, 89, 89], [77, 254, 820]])
    for known in [KnownGraph.karate, .florentine, .davis, .miserables] {
      #expect(known.graph.isSimple)
      #expect(known.graph.brokenInvariant() == nil)
    }
  }

  @Test("have the neighbours that everyone knows")
  func neighbours() {
    #expect(KnownGraph.karate.graph.successors(of: 33).count == 17)
    let medici = KnownGraph.florentine.node("Medici")
    #expect(
      KnownGraph.florentine.graph.successors(of: medici).map {
        KnownGraph.florentine.names[Int($0)]
      } == ["Acciaiuoli", "Albizzi", "Barbadori", "Ridolfi", "Salviati", "Tornabuoni"])
    #expect(KnownGraph.davis.graph.successors(of: KnownGraph.davis.node("E8")).count == 14)
    #expect(
      KnownGraph.miserables.graph.successors(of: KnownGraph.miserables.node("Valjean")).count == 36)
  }
}
