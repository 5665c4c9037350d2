internal import GraphCore

/// The flow problem of a ``CoverProblem`` over some of its pairs.
///
///     source ─► donors ─► units ─► places ─► sink
///
/// Each unit of flow is one pairing; what is not paired runs from source to sink at no cost. A unit earns
/// its rank on its way out, a place earns on its first unit only, and each further unit at a donor costs
/// more than the one before where loads are to be equal.
struct CoverNetwork {
  let problem: MinimumCostFlowProblem
  let donorCount: Int
  let unitCount: Int
  /// The arcs `firstPair ..< firstPair + pairs` are the pairs, by unit, then donor.
  let firstPair: Int
  let pairCount: Int

  static var source: Int { 0 }
  static func node(ofDonor donor: Int) -> Int { 1 + donor }
  func node(ofUnit unit: Int) -> Int { 1 + donorCount + unit }

  /// - Parameters:
  ///   - pairs: for each unit the donors that are weighed, ascending, with their lengths.
  ///   - pieces: for equal loads, how many units each donor may take in this network.
  init(
    _ cover: CoverProblem<some PairLengths>, weights: CoverWeights, pairs: [[CoverPair]],
    pieces: [Int]
  ) throws(GraphError) {
    donorCount = cover.donorCount
    unitCount = cover.unitCount
    let firstPlace = 1 + donorCount + unitCount
    let sink = firstPlace + cover.placeCount
    let shipped = Int64(min(unitCount, cover.most ?? .max))
    var arcs = ArcColumns()
    arcs.add(0, sink, cost: 0, capacity: shipped)
    for donor in 0..<donorCount {
      if cover.equalisesLoads {
        for piece in 0..<pieces[donor] {
          arcs.add(
            0, 1 + donor, cost: Self.cost(ofPiece: piece, load: cover.loads[donor], weights),
            capacity: 1)
        }
      } else {
        arcs.add(0, 1 + donor, cost: 0, capacity: cover.rooms[donor])
      }
    }
    for unit in 0..<unitCount {
      let place = cover.places.isEmpty ? -1 : Int(cover.places[unit])
      arcs.add(
        1 + donorCount + unit, place < 0 ? sink : firstPlace + place,
        cost: -cover.ranks[unit] * weights.rank, capacity: 1)
    }
    for place in 0..<cover.placeCount {
      arcs.add(firstPlace + place, sink, cost: -weights.place, capacity: 1)
      arcs.add(firstPlace + place, sink, cost: 0, capacity: shipped)
    }
    firstPair = arcs.sources.count
    for (unit, list) in pairs.enumerated() {
      for pair in list {
        arcs.add(1 + Int(pair.donor), 1 + donorCount + unit, cost: pair.metres, capacity: 1)
      }
    }
    pairCount = arcs.sources.count - firstPair
    var supplies = [Int64](repeating: 0, count: sink + 1)
    supplies[0] = shipped
    supplies[sink] = -shipped
    problem = MinimumCostFlowProblem(
      graph: try CompactGraph(
        .directed, nodeCount: sink + 1, sources: arcs.sources, targets: arcs.targets),
      supplies: supplies, costs: arcs.costs, capacities: arcs.capacities)
  }

  /// What the load of a donor grows by in squares when it takes one more.
  static func cost(ofPiece piece: Int, load: Int64, _ weights: CoverWeights) -> Int64 {
    (2 * (load + Int64(piece)) + 1) * weights.square
  }
}

/// A donor that a unit may take, and how far it is.
struct CoverPair: Hashable, Sendable {
  var donor: Int32
  var metres: Int64
}

private struct ArcColumns {
  var sources: [Int32] = []
  var targets: [Int32] = []
  var costs: [Int64] = []
  var capacities: [Int64] = []

  mutating func add(_ source: Int, _ target: Int, cost: Int64, capacity: Int64) {
    sources.append(Int32(truncatingIfNeeded: source))
    targets.append(Int32(truncatingIfNeeded: target))
    costs.append(cost)
    capacities.append(capacity)
  }
}
