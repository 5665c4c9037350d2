internal import GraphCore

/// The flow problem of a ``CoverProblem`` over some of its pairs; pairs may be added, none are taken away.
///
///     source ─► donors ─► units ─► places ─► sink
///
/// Each unit of flow is one pairing; what is not paired runs from source to sink at no cost. A unit earns
/// its rank on its way out, a place earns on its first unit only, and each further unit at a donor costs
/// more than the one before where loads are to be equal.
struct CoverNetwork {
  let donorCount: Int
  let unitCount: Int
  /// The donors of each unit that are in the program, in the order in which they entered.
  private(set) var donors: [[Int32]]
  /// The pairs in the program with their arcs.
  private(set) var pairs: [(arc: Int, pair: UnitPair)] = []
  /// How many units each donor may take in the program.
  private(set) var pieces: [Int]

  private let shipped: Int64
  private let nodeCount: Int
  private var sources: [Int32] = []
  private var targets: [Int32] = []
  private var costs: [Int64] = []
  private var capacities: [Int64] = []

  static var source: Int { 0 }
  static func node(ofDonor donor: Int) -> Int { 1 + donor }
  func node(ofUnit unit: Int) -> Int { 1 + donorCount + unit }
  var arcCount: Int { sources.count }

  /// A program without pairs, in which donors have their room; for equal loads none as yet.
  init(_ cover: CoverProblem<some PairLengths>, weights: CoverWeights) {
    donorCount = cover.donorCount
    unitCount = cover.unitCount
    donors = [[Int32]](repeating: [], count: cover.unitCount)
    pieces = [Int](repeating: 0, count: cover.donorCount)
    shipped = Int64(min(cover.unitCount, cover.most ?? .max))
    let firstPlace = 1 + donorCount + unitCount
    let sink = firstPlace + cover.placeCount
    nodeCount = sink + 1
    add(0, sink, cost: 0, capacity: shipped)
    if !cover.equalisesLoads {
      for donor in 0..<donorCount {
        add(0, 1 + donor, cost: 0, capacity: cover.rooms[donor])
      }
    }
    for unit in 0..<unitCount {
      let place = cover.places.isEmpty ? -1 : Int(cover.places[unit])
      add(
        1 + donorCount + unit, place < 0 ? sink : firstPlace + place,
        cost: -cover.ranks[unit] * weights.rank, capacity: 1)
    }
    for place in 0..<cover.placeCount {
      add(firstPlace + place, sink, cost: -weights.place, capacity: 1)
      add(firstPlace + place, sink, cost: 0, capacity: shipped)
    }
  }

  mutating func add(_ entry: UnitPair) {
    pairs.append((arcCount, entry))
    donors[Int(entry.unit)].append(entry.pair.donor)
    add(
      1 + Int(entry.pair.donor), 1 + donorCount + Int(entry.unit), cost: entry.pair.metres,
      capacity: 1)
  }

  /// Lets a donor take one more, at the cost of its growing load.
  mutating func addPiece(of donor: Int, load: Int64, _ weights: CoverWeights) {
    add(
      0, 1 + donor, cost: Self.cost(ofPiece: pieces[donor], load: load, weights), capacity: 1)
    pieces[donor] += 1
  }

  /// What the load of a donor grows by in squares when it takes one more.
  static func cost(ofPiece piece: Int, load: Int64, _ weights: CoverWeights) -> Int64 {
    (2 * (load + Int64(piece)) + 1) * weights.square
  }

  func problem() throws(GraphError) -> MinimumCostFlowProblem {
    var supplies = [Int64](repeating: 0, count: nodeCount)
    supplies[0] = shipped
    supplies[nodeCount - 1] = -shipped
    return MinimumCostFlowProblem(
      graph: try CompactGraph(
        .directed, nodeCount: nodeCount, sources: sources, targets: targets),
      supplies: supplies, costs: costs, capacities: capacities)
  }

  private mutating func add(_ source: Int, _ target: Int, cost: Int64, capacity: Int64) {
    sources.append(Int32(truncatingIfNeeded: source))
    targets.append(Int32(truncatingIfNeeded: target))
    costs.append(cost)
    capacities.append(capacity)
  }
}

/// A donor that a unit may take, and how far it is.
struct CoverPair: Hashable, Sendable {
  var donor: Int32
  var metres: Int64
}

/// A pair with its unit.
struct UnitPair: Hashable, Sendable {
  var unit: Int32
  var pair: CoverPair
}
