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
    guard let weights = CoverWeights(self) else { throw .tooManyAims }
    var search = CoverSearch(self, weights, start: start ?? .fitting(pairCount))
    return try search.run(execution)
  }
}

/// The pairs in the program, and how it grows.
private struct CoverSearch<Lengths: PairLengths> {
  let cover: CoverProblem<Lengths>
  let weights: CoverWeights
  /// For each unit the donors in the program, ascending.
  var pairs: [[CoverPair]]
  /// For each donor how many units it may take in the program.
  var pieces: [Int]

  init(_ cover: CoverProblem<Lengths>, _ weights: CoverWeights, start: CoverStart) {
    self.cover = cover
    self.weights = weights
    pairs = cover.startingPairs(start)
    let served = min(cover.unitCount, cover.most ?? .max)
    let share = served / max(1, cover.rooms.count { $0 > 0 }) + 2
    pieces = cover.rooms.map { Int(min($0, Int64(share))) }
  }

  mutating func run(_ execution: Execution) throws(SuggestionError) -> CoverPlan {
    var rounds = 0
    while true {
      rounds += 1
      let (network, flow) = try solve(execution)
      let grown = growPieces(network, flow)
      var pricing = PairPricing(cover, network, flow, pairs)
      pricing.run()
      if !grown, pricing.improving.isEmpty {
        return try finish(network, flow, even: pricing.even, rounds: rounds, execution)
      }
      insert(pricing.improving)
    }
  }

  private func solve(
    _ execution: Execution
  ) throws(SuggestionError) -> (CoverNetwork, MinimumCostFlow) {
    do throws(GraphError) {
      let network = try CoverNetwork(cover, weights: weights, pairs: pairs, pieces: pieces)
      let outcome = try minimumCostFlow(network.problem, execution: execution)
      guard let flow = outcome.solution else { throw .overflow(in: "The plan") }
      return (network, flow)
    } catch {
      throw .graph(error)
    }
  }

  /// Lets donors take more in the program where one more than they may would pay.
  private mutating func growPieces(_ network: CoverNetwork, _ flow: MinimumCostFlow) -> Bool {
    guard cover.equalisesLoads else { return false }
    var grown = false
    for donor in pieces.indices where Int64(pieces[donor]) < cover.rooms[donor] {
      let next = CoverNetwork.cost(ofPiece: pieces[donor], load: cover.loads[donor], weights)
      let reduced =
        Int128(next) + Int128(flow.potentials[CoverNetwork.source])
        - Int128(flow.potentials[CoverNetwork.node(ofDonor: donor)])
      // Pieces that cost nothing more count too: of equal plans one is chosen, and it may need them.
      guard reduced <= 0 else { continue }
      pieces[donor] = Int(min(cover.rooms[donor], Int64(2 * pieces[donor] + 1)))
      grown = true
    }
    return grown
  }

  private mutating func insert(_ found: [(unit: Int32, pair: CoverPair)]) {
    var touched: Set<Int32> = []
    for (unit, pair) in found {
      pairs[Int(unit)].append(pair)
      touched.insert(unit)
    }
    for unit in touched { pairs[Int(unit)].sort { $0.donor < $1.donor } }
  }

  /// Checks the flow, and takes of all equal plans the one that is first by code.
  private mutating func finish(
    _ network: CoverNetwork, _ flow: MinimumCostFlow,
    even: [(unit: Int32, pair: CoverPair)], rounds: Int, _ execution: Execution
  ) throws(SuggestionError) -> CoverPlan {
    if let problem = problems(in: flow, for: network.problem).first {
      throw .notProved(problem.description)
    }
    let weighed = network.pairCount
    var choice = CoverChoice(network, flow, pairs: pairs, even: even)
    choice.settle()
    var metres: Int64 = 0
    for (unit, donor) in choice.donors.enumerated() where donor >= 0 {
      metres += cover.lengths.metres(from: Int(donor), to: unit)
    }
    return CoverPlan(
      donors: choice.donors, metres: metres, weighedPairs: weighed, rounds: rounds)
  }
}
