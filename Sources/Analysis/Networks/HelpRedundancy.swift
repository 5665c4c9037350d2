internal import GraphCore
public import NetworkModel

/// How many hands hold each recipient, and what each donor's leaving would take away.
///
/// ## Conventions
/// - Donors are distinct nodes: two pairings with one donor are one hand.
/// - A donor of an ancestor reaches the recipient only through that ancestor; it is counted apart, in
///   ``Recipient/donorsAbove``, and never makes a recipient less dependent on its own donors.
/// - Weights are given when edges are amounts that may be added up and all of them are known.
///
/// - Complexity: O(nodes · depth + edges) time.
public struct HelpRedundancy: Sendable {
  public struct Recipient: Sendable {
    /// The node of the graph.
    public let node: Int
    /// Its distinct donors, in id order.
    public let donors: [Int]
    /// Distinct donors of places that contain it, in id order, without its own.
    public let donorsAbove: [Int]
    public let edgeCount: Int
    /// The sum of what it receives; absent when weights may not be added.
    public let weight: Int64?
    /// The donor of the largest part and that part; ties go to the first donor.
    public let largest: (donor: Int, weight: Int64)?
    /// How far what it receives hangs on few donors, a holder each; absent when weights may not be added, or are all 0.
    public let concentration: Concentration?

    /// The donor whose leaving leaves it with none of its own.
    public var soleDonor: Int? { donors.count == 1 ? donors[0] : nil }
  }

  public struct Donor: Sendable {
    public let node: Int
    /// Its distinct recipients, in id order.
    public let recipients: [Int]
    /// Those that have no other donor.
    public let onlyDonorOf: [Int]
    public let edgeCount: Int
    public let weight: Int64?
    /// How far what it gives goes to few recipients; as ``Recipient/concentration``.
    public let concentration: Concentration?
  }

  /// Every node that receives, in id order.
  public let recipients: [Recipient]
  /// Every node that gives, in id order.
  public let donors: [Donor]

  /// How many recipients have a given number of donors; the position is the number.
  public var recipientsByDonorCount: [Int] {
    var counts: [Int] = []
    for recipient in recipients {
      while counts.count <= recipient.donors.count { counts.append(0) }
      counts[recipient.donors.count] += 1
    }
    return counts
  }

  /// Reads a graph made from `network`; containment edges are not help and are passed over.
  public init(_ network: PairingNetwork, graph: NetworkGraph) {
    let isHelp = graph.question.layers.map { $0 != .containment }
    let rows = graph.graph
    let weighs = graph.weighsAmounts && graph.unknownAmounts == 0
    /// The edges of a row that are help, as neighbour and edge.
    func help(_ adjacency: AdjacencyRows, _ node: Int) -> [(other: Int, edge: Int)] {
      adjacency.row(node).compactMap { arc in
        let edge = Int(adjacency.edges[arc])
        guard isHelp[Int(graph.edgeLayers[edge])] else { return nil }
        return (Int(adjacency.neighbors[arc]), edge)
      }
    }
    func distinct(_ ends: [(other: Int, edge: Int)]) -> [Int] {
      ends.reduce(into: []) { if $0.last != $1.other { $0.append($1.other) } }
    }
    func sum(_ ends: [(other: Int, edge: Int)]) -> Int64? {
      guard weighs else { return nil }
      var total: Int64 = 0
      for end in ends {
        let (next, overflow) = total.addingReportingOverflow(graph.weights[end.edge])
        if overflow { return nil }
        total = next
      }
      return total
    }
    let given = (0..<rows.nodeCount).map { help(rows.outgoing, $0) }
    let received = (0..<rows.nodeCount).map { help(rows.incoming, $0) }
    let donorsOf = received.map(distinct)

    recipients = (0..<rows.nodeCount).compactMap { node in
      guard !received[node].isEmpty else { return nil }
      let above = Set(
        network.ancestors(of: graph.nodes[node]).compactMap(graph.position(of:))
          .flatMap { donorsOf[$0] })
      let weight = sum(received[node])
      return Recipient(
        node: node, donors: donorsOf[node],
        donorsAbove: above.subtracting(donorsOf[node]).sorted(),
        edgeCount: received[node].count, weight: weight,
        largest: weight.flatMap { _ in Self.largest(received[node], graph.weights) },
        concentration: weight.flatMap { _ in Self.concentration(received[node], graph.weights) })
    }
    donors = (0..<rows.nodeCount).compactMap { node in
      guard !given[node].isEmpty else { return nil }
      let helped = distinct(given[node])
      let weight = sum(given[node])
      return Donor(
        node: node, recipients: helped,
        onlyDonorOf: helped.filter { donorsOf[$0].count == 1 },
        edgeCount: given[node].count, weight: weight,
        concentration: weight.flatMap { _ in Self.concentration(given[node], graph.weights) })
    }
  }

  /// Neighbours are ascending, so the edges of one stand together; their sum is known to fit.
  private static func concentration(
    _ ends: [(other: Int, edge: Int)], _ weights: [Int64]
  ) -> Concentration? {
    var amounts: [Int64] = []
    var current: Int?
    for end in ends {
      if current != end.other {
        amounts.append(0)
        current = end.other
      }
      amounts[amounts.count - 1] += weights[end.edge]
    }
    return Concentration(amounts)
  }

  private static func largest(
    _ ends: [(other: Int, edge: Int)], _ weights: [Int64]
  ) -> (donor: Int, weight: Int64)? {
    var best: (donor: Int, weight: Int64)?
    var current: (donor: Int, weight: Int64)?
    func keep() {
      if let current, current.weight > best?.weight ?? -1 { best = current }
    }
    // Neighbours are ascending, so the edges of one donor stand together.
    for end in ends {
      if current?.donor == end.other {
        current?.weight += weights[end.edge]
      } else {
        keep()
        current = (end.other, weights[end.edge])
      }
    }
    keep()
    return best
  }
}
