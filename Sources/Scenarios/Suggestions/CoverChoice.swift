internal import GraphCore

/// Chooses among all plans that are equally good the one that is first by code.
///
/// All best plans differ from one of them by cycles of arcs whose reduced cost is 0. Units are settled in
/// order: each takes the lowest donor that it can get by such a cycle without touching the units settled
/// before. So the result depends on the problem alone, not on the way in which it was solved.
///
/// - Complexity: one search among the arcs of reduced cost 0 for each unit that has a choice.
struct CoverChoice {
  /// The donor of each unit, −1 for none.
  private(set) var donors: [Int32]

  private let network: CoverNetwork
  /// For each unit the donors that some best plan may give it, ascending, with their arcs.
  private var options: [[(donor: Int32, arc: Int)]]
  private var residual: ResidualArcs
  private var isSettled: [Bool]

  init(
    _ network: CoverNetwork, _ problem: MinimumCostFlowProblem, _ flow: MinimumCostFlow,
    even: [UnitPair]
  ) {
    self.network = network
    donors = [Int32](repeating: -1, count: network.unitCount)
    options = [[(donor: Int32, arc: Int)]](repeating: [], count: network.unitCount)
    residual = ResidualArcs(nodeCount: problem.graph.nodeCount)
    isSettled = [Bool](repeating: false, count: problem.graph.nodeCount)
    var isPair = [Bool](repeating: false, count: network.arcCount)
    for (arc, _) in network.pairs { isPair[arc] = true }
    for arc in isPair.indices where !isPair[arc] && flow.reducedCost(of: arc, in: problem) == 0 {
      let (source, target) = problem.graph.ends(of: arc)
      _ = residual.add(
        source, target, flow: flow.flows[arc], capacity: problem.capacities[arc])
    }
    for (arc, entry) in network.pairs {
      if flow.flows[arc] > 0 { donors[Int(entry.unit)] = entry.pair.donor }
      if flow.reducedCost(of: arc, in: problem) == 0 {
        addOption(Int(entry.unit), entry.pair.donor, flow: flow.flows[arc])
      }
    }
    for entry in even { addOption(Int(entry.unit), entry.pair.donor, flow: 0) }
    for unit in options.indices { options[unit].sort { $0.donor < $1.donor } }
    residual.index()
  }

  private mutating func addOption(_ unit: Int, _ donor: Int32, flow: Int64) {
    let arc = residual.add(
      CoverNetwork.node(ofDonor: Int(donor)), network.node(ofUnit: unit), flow: flow, capacity: 1)
    options[unit].append((donor, arc))
  }

  mutating func settle() {
    for unit in 0..<network.unitCount {
      let node = network.node(ofUnit: unit)
      let current = donors[unit]
      let better = options[unit].filter { current < 0 || $0.donor < current }
      if let first = better.first {
        residual.search(
          from: node, until: CoverNetwork.node(ofDonor: Int(first.donor)), avoiding: isSettled)
        if let option = better.first(where: {
          residual.isReached(CoverNetwork.node(ofDonor: Int($0.donor)))
        }) {
          take(option.arc, from: CoverNetwork.node(ofDonor: Int(option.donor)), to: node)
        }
      }
      isSettled[node] = true
    }
  }

  /// Sends one unit of flow along the arc from the donor to the unit, and back the way that was found.
  private mutating func take(_ arc: Int, from donorNode: Int, to unitNode: Int) {
    var changed = residual.push(from: unitNode, to: donorNode)
    residual.raise(arc)
    changed.append(arc)
    // First what ends, then what begins, for a unit may lose one donor and get another.
    let pairArcs = changed.filter { residual.joinsPair($0, network) }
    for arc in pairArcs where residual.flows[arc] == 0 {
      donors[residual.unit(of: arc, network)] = -1
    }
    for arc in pairArcs where residual.flows[arc] > 0 {
      donors[residual.unit(of: arc, network)] = residual.donor(of: arc)
    }
  }
}

extension ResidualArcs {
  fileprivate func joinsPair(_ arc: Int, _ network: CoverNetwork) -> Bool {
    let target = Int(targets[arc])
    return target > network.donorCount && target <= network.donorCount + network.unitCount
  }

  fileprivate func unit(of arc: Int, _ network: CoverNetwork) -> Int {
    Int(targets[arc]) - 1 - network.donorCount
  }

  fileprivate func donor(of arc: Int) -> Int32 { sources[arc] - 1 }
}
