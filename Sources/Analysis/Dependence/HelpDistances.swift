internal import GraphCore
public import NetworkModel

/// How far apart donors and recipients are, and how far a yuan travels.
///
/// ## Conventions
/// - A donor and a recipient are one pair, however many edges join them; what stays in one node is passed over.
/// - Geodesics on WGS 84 between the positions of the two nodes of the graph (with a level, of the places of the level),
///   not routes. A pair of which an end has no position has none, and is in no mean.
/// - The mean is over pairs; the weighted one over amounts, Σ amount · distance ÷ Σ amount, of pairs with a distance.
///
/// - Complexity: O(edges) time and a geodesic a pair.
public struct HelpDistances: Sendable {
  public struct Line: Sendable {
    /// Nodes of the graph.
    public let donor: Int
    public let recipient: Int
    public let edgeCount: Int
    /// What went from one to the other; absent when weights may not be added, or one is unknown.
    public let weight: Int64?
    public let distance: PairingDistance
  }

  /// By donor, then recipient.
  public let lines: [Line]

  public var measuredCount: Int { lines.count { $0.distance.metres != nil } }

  /// Absent when no pair has a distance.
  public var meanInMetres: Double? {
    var sum = CompensatedSum()
    for line in lines { sum.add(line.distance.metres ?? 0) }
    return measuredCount > 0 ? sum.value / Double(measuredCount) : nil
  }

  /// Absent when weights may not be added, or none of a pair with a distance is above 0.
  public var weightedMeanInMetres: Double? {
    var sum = CompensatedSum()
    var weights = CompensatedSum()
    for line in lines {
      guard let weight = line.weight else { return nil }
      guard let metres = line.distance.metres else { continue }
      sum.add(Double(weight) * metres)
      weights.add(Double(weight))
    }
    return weights.value > 0 ? sum.value / weights.value : nil
  }

  /// Reads a graph made from `network`; containment edges are not help and are passed over.
  public init(_ network: PairingNetwork, graph: NetworkGraph) {
    let isHelp = graph.question.layers.map { $0 != .containment }
    let weighs = graph.weighsAmounts && graph.unknownAmounts == 0
    let printed = PrintedDistances(network)
    let rows = graph.graph.outgoing
    var lines: [Line] = []
    for donor in 0..<graph.graph.nodeCount {
      var pending: (recipient: Int, edges: Int, weight: Int64?)?
      func finish() {
        guard let pending, pending.recipient != donor else { return }
        lines.append(
          Line(
            donor: donor, recipient: pending.recipient, edgeCount: pending.edges,
            weight: pending.weight,
            distance: printed.distance(
              from: graph.nodes[donor], to: graph.nodes[pending.recipient], in: network)))
      }
      // Neighbours are ascending, so the edges of a pair stand together.
      for arc in rows.row(donor) {
        let edge = Int(rows.edges[arc])
        guard isHelp[Int(graph.edgeLayers[edge])] else { continue }
        let recipient = Int(rows.neighbors[arc])
        if pending?.recipient != recipient {
          finish()
          pending = (recipient, 0, weighs ? 0 : nil)
        }
        pending?.edges += 1
        if let weight = pending?.weight {
          let (sum, overflow) = weight.addingReportingOverflow(graph.weights[edge])
          pending?.weight = overflow ? nil : sum
        }
      }
      finish()
    }
    self.lines = lines
  }
}
