public import GraphCore
public import NetworkModel

extension NetworkGraph {
  /// The graph that a question asks for.
  ///
  /// - Throws: ``GraphError/tooLarge(nodes:edges:)``.
  public init(
    _ question: NetworkGraphQuestion, in network: PairingNetwork
  ) throws(GraphError) {
    var edges = EdgeCollector(question, in: network)
    edges.addPairings()
    edges.addFlows()
    edges.addContainment()
    let weighing = Weighing(edges, in: network)

    var touched = [Int32](repeating: -1, count: network.nodeCount)
    for end in edges.donors { touched[Int(end)] = 0 }
    for end in edges.recipients { touched[Int(end)] = 0 }
    var nodes: [NodeIndex] = []
    for node in touched.indices where touched[node] == 0 {
      touched[node] = Int32(nodes.count)
      nodes.append(NodeIndex(node))
    }
    self.init(
      question: question,
      graph: try CompactGraph(
        .directed, nodeCount: nodes.count, sources: edges.donors.map { touched[Int($0)] },
        targets: edges.recipients.map { touched[Int($0)] }),
      nodes: nodes, edgeLayers: edges.layers, edgeRows: edges.rows, weights: weighing.weights,
      weightUnit: weighing.unit, unweighable: weighing.unweighable, undated: edges.undated,
      repeated: edges.repeated, uncertain: edges.uncertain, inside: edges.inside,
      unknownAmounts: weighing.unknown)
  }
}

/// Finds the edges: pairings, then flows, then containment, each in row order.
private struct EdgeCollector {
  let question: NetworkGraphQuestion
  let network: PairingNetwork
  private let places: PlaceSet?
  /// For each node, the node that stands for it.
  private let standing: [Int32]?
  private(set) var donors: [Int32] = []
  private(set) var recipients: [Int32] = []
  private(set) var layers: [UInt8] = []
  private(set) var rows: [Int32] = []
  private(set) var undated = 0
  private(set) var repeated = 0
  private(set) var uncertain = 0
  private(set) var inside = 0

  init(_ question: NetworkGraphQuestion, in network: PairingNetwork) {
    self.question = question
    self.network = network
    places = question.within.map { PlaceSet($0, at: question.date, in: network) }
    standing = question.level.map { level in
      network.nodeIndices.map { (network.ancestor(of: $0, at: level) ?? $0).value }
    }
  }

  mutating func addPairings() {
    for (position, layer) in question.layers.enumerated() {
      guard case .pairing(let kind) = layer else { continue }
      for row in network.pairingRows.indices where network.pairingRows[row].kind == kind {
        guard exists(network.pairingRows[row].period) else { continue }
        add(
          network.pairingDonors[row], network.pairingRecipients[row], layer: position, row: row)
      }
    }
  }

  mutating func addFlows() {
    for (position, layer) in question.layers.enumerated() {
      guard case .flow(let measure) = layer else { continue }
      var chosen: [Int] = []
      for row in network.flowRows.indices where network.flowRows[row].measure == measure {
        let flow = network.flowRows[row]
        if let status = question.status, flow.status != status { continue }
        if exists(flow.period) { chosen.append(row) }
      }
      let network = network
      let counted = CountedFlows(network: network) { whole, part in
        network.flowRows[whole].status == network.flowRows[part].status
      }.rows(of: chosen)
      repeated += chosen.count - counted.count
      uncertain += counted.count { row in
        !network.flowRows[row].mayBePartOf.isEmpty
          && network.flow(at: row).mayBePartOf.contains { id in
            network.flow(id: id).map {
              counted.contains($0) && network.flowRows[$0].status == network.flowRows[row].status
            } ?? false
          }
      }
      for row in chosen where counted.contains(row) {
        add(network.flowDonors[row], network.flowRecipients[row], layer: position, row: row)
      }
    }
  }

  mutating func addContainment() {
    guard let position = question.layers.firstIndex(of: .containment) else { return }
    for row in network.nodeRows.indices where network.parents[row] >= 0 {
      guard exists(network.nodeRows[row].period, unknownMeansAlways: true) else { continue }
      add(network.parents[row], Int32(row), layer: position, row: row)
    }
  }

  private mutating func exists(_ period: Period, unknownMeansAlways: Bool = false) -> Bool {
    guard let date = question.date, !(unknownMeansAlways && period.isUnknown) else { return true }
    switch period.covers(date) {
    case .yes: return true
    case .no: return false
    case .unknown:
      undated += 1
      return false
    }
  }

  private mutating func add(_ donor: Int32, _ recipient: Int32, layer: Int, row: Int) {
    if let places,
      !places.contains(NodeIndex(Int(donor))), !places.contains(NodeIndex(Int(recipient)))
    {
      return
    }
    let ends = (standing?[Int(donor)] ?? donor, standing?[Int(recipient)] ?? recipient)
    if question.level != nil, ends.0 == ends.1 {
      inside += 1
      return
    }
    donors.append(ends.0)
    recipients.append(ends.1)
    layers.append(UInt8(clamping: layer))
    rows.append(Int32(clamping: row))
  }
}

/// Finds one unit for all edges, if there is one.
private struct Weighing {
  private(set) var weights: [Int64]
  private(set) var unit = NetworkGraph.WeightUnit.edges
  private(set) var unweighable: NetworkGraph.Unweighable?
  private(set) var unknown = 0

  init(_ edges: EdgeCollector, in network: PairingNetwork) {
    weights = [Int64](repeating: 1, count: edges.rows.count)
    let measures = edges.question.layers.compactMap { layer -> Measure? in
      if case .flow(let measure) = layer { measure } else { nil }
    }
    guard !measures.isEmpty else { return }
    guard measures.count == 1, edges.question.layers.count == 1 else {
      unweighable = .mixedLayers
      return
    }
    if measures[0] == .items {
      unweighable = .items
      return
    }
    let flows = edges.rows.map { network.flowRows[Int($0)] }
    let statuses = FlowStatus.allCases.filter { status in flows.contains { $0.status == status } }
    if statuses.count > 1 {
      unweighable = .mixedStatuses(statuses)
      return
    }
    unknown = flows.count { $0.amount == nil }
    if measures[0].isMonetary {
      unit = .fen
      weights = flows.map { flow in
        if case .money(let money)? = flow.amount { money.fen } else { 0 }
      }
      return
    }
    weighQuantities(flows, in: network)
  }

  private mutating func weighQuantities(_ flows: [FlowRow], in network: PairingNetwork) {
    let units = Set(flows.map { network.text[$0.unit] }).sorted()
    guard units.count <= 1 else {
      unweighable = .mixedUnits(units)
      return
    }
    let amounts = flows.map { flow -> ExactDecimal? in
      if case .quantity(let amount)? = flow.amount { amount } else { nil }
    }
    let scale = amounts.compactMap { $0?.scale }.max() ?? 0
    var scaled: [Int64] = []
    for amount in amounts {
      guard let amount else {
        scaled.append(0)
        continue
      }
      var value = amount.significand
      for _ in amount.scale..<scale {
        let (product, overflow) = value.multipliedReportingOverflow(by: 10)
        if overflow {
          unweighable = .mixedUnits(units)
          return
        }
        value = product
      }
      scaled.append(value)
    }
    weights = scaled
    unit = .quantity(unit: units.first ?? "", scale: scale)
  }
}
