internal import GraphCore

/// Which pairs enter the program at first.
enum CoverStart: Sendable {
  /// All that are allowed.
  case allPairs
  /// For each unit some of the nearest donors, and some of the best at prices guessed from a sample.
  case some(nearest: Int, priced: Int)

  /// All pairs while they are few; else some.
  static func fitting(_ pairCount: Int) -> CoverStart {
    pairCount <= 400_000 ? .allPairs : .some(nearest: 4, priced: 8)
  }
}

extension CoverProblem {
  /// The best plan, proved by prices.
  ///
  /// The program holds some of the pairs. When it is solved, every pair outside it is held against the
  /// prices of its ends: one that is shorter than they explain could improve the plan, and enters. When
  /// there is none, no pair outside can improve it, so the plan is best among all (column generation).
  /// A straight line through the Earth is a lower bound of a length, so few lengths are computed.
  ///
  /// - Throws: ``SuggestionError/tooManyAims`` when the aims do not fit one sum of 64 bits,
  ///   ``SuggestionError/notProved(_:)`` if the flow fails its own check, and errors of graphs.
  /// - Complexity: a pass over all pairs for each round (about 2 ns a pair), beside the flow.
  /// - Source: Ford & Fulkerson (1958), "A suggested computation for maximal multi-commodity network
  ///   flows", for pricing; Ahuja, Magnanti & Orlin (1993), theorem 9.4, for the proof.
  func bestPlan(
    start: CoverStart? = nil, execution: Execution = .standard
  ) throws(SuggestionError) -> CoverPlan {
    let problem: CoverProblem
    do throws(GraphError) { problem = try withLevelledRooms() } catch { throw .graph(error) }
    guard let weights = CoverWeights(problem) else { throw .tooManyAims }
    var search = CoverSearch(problem, weights, start: start ?? .fitting(pairCount))
    return try search.run(execution)
  }
}

/// The program, and how it grows.
private struct CoverSearch<Lengths: PairLengths> {
  let cover: CoverProblem<Lengths>
  let weights: CoverWeights
  var network: CoverNetwork

  init(_ cover: CoverProblem<Lengths>, _ weights: CoverWeights, start: CoverStart) {
    self.cover = cover
    self.weights = weights
    network = CoverNetwork(cover, weights: weights)
    for entry in cover.startingPairs(start) { network.add(entry) }
    if cover.equalisesLoads {
      let served = min(cover.unitCount, cover.most ?? .max)
      let share = served / max(1, cover.rooms.count { $0 > 0 }) + 2
      for donor in 0..<cover.donorCount { addPieces(of: donor, upTo: share) }
    }
  }

  mutating func run(_ execution: Execution) throws(SuggestionError) -> CoverPlan {
    var rounds = 0
    var basis: FlowBasis?
    while true {
      rounds += 1
      let (problem, flow) = try solve(from: basis, execution)
      var pricing = PairPricing(cover, network, flow)
      pricing.run()
      let grown = growPieces(flow)
      if !grown, pricing.improving.isEmpty {
        return try finish(problem, flow, even: pricing.even, rounds: rounds)
      }
      for entry in pricing.improving { network.add(entry) }
      basis = flow.basis
    }
  }

  private func solve(
    from basis: FlowBasis?, _ execution: Execution
  ) throws(SuggestionError) -> (MinimumCostFlowProblem, MinimumCostFlow) {
    do throws(GraphError) {
      let problem = try network.problem()
      let outcome = try minimumCostFlow(
        problem, startingFrom: basis?.grown(to: problem.graph.edgeCount), execution: execution)
      guard let flow = outcome.solution else { throw .overflow(in: "The plan") }
      return (problem, flow)
    } catch {
      throw .graph(error)
    }
  }

  private mutating func addPieces(of donor: Int, upTo count: Int) {
    while network.pieces[donor] < min(count, Int(cover.rooms[donor])) {
      network.addPiece(of: donor, load: cover.loads[donor], weights)
    }
  }

  /// Lets donors take more in the program where one more than they may would pay.
  private mutating func growPieces(_ flow: MinimumCostFlow) -> Bool {
    guard cover.equalisesLoads else { return false }
    let before = network.arcCount
    for donor in 0..<cover.donorCount where network.pieces[donor] < cover.rooms[donor] {
      let next = CoverNetwork.cost(
        ofPiece: network.pieces[donor], load: cover.loads[donor], weights)
      let reduced =
        Int128(next) + Int128(flow.potentials[CoverNetwork.source])
        - Int128(flow.potentials[CoverNetwork.node(ofDonor: donor)])
      // Pieces that cost nothing more count too: of equal plans one is chosen, and it may need them.
      if reduced <= 0 { addPieces(of: donor, upTo: 2 * network.pieces[donor] + 1) }
    }
    return network.arcCount > before
  }

  /// Checks the flow, and takes of all equal plans the one that is first by code.
  private func finish(
    _ problem: MinimumCostFlowProblem, _ flow: MinimumCostFlow, even: [UnitPair], rounds: Int
  ) throws(SuggestionError) -> CoverPlan {
    if let problem = problems(in: flow, for: problem).first {
      throw .notProved(problem.description)
    }
    var choice = CoverChoice(network, problem, flow, even: even)
    choice.settle()
    var metres: Int64 = 0
    for (unit, donor) in choice.donors.enumerated() where donor >= 0 {
      metres += cover.lengths.metres(from: Int(donor), to: unit)
    }
    return CoverPlan(
      donors: choice.donors, metres: metres, weighedPairs: network.pairs.count, rounds: rounds)
  }
}

extension FlowBasis {
  /// The basis after the program has grown to so many arcs.
  fileprivate func grown(to count: Int) -> FlowBasis { adding(edges: count - edgeCount) }
}
