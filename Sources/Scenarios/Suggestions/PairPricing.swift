internal import GraphCore

/// Holds every allowed pair outside the program against the prices of its ends.
struct PairPricing<Lengths: PairLengths> {
  private let cover: CoverProblem<Lengths>
  private let network: CoverNetwork
  private let prices: [Int64]
  private let pairs: [[CoverPair]]

  /// Pairs that are shorter than their prices explain; of each unit the best few.
  private(set) var improving: [(unit: Int32, pair: CoverPair)] = []
  /// Pairs that are just as long: they belong to other plans that may be equal. Whole only when nothing
  /// improves.
  private(set) var even: [(unit: Int32, pair: CoverPair)] = []

  /// How many pairs of a unit enter at once.
  private let batch = 6

  init(
    _ cover: CoverProblem<Lengths>, _ network: CoverNetwork, _ flow: MinimumCostFlow,
    _ pairs: [[CoverPair]]
  ) {
    self.cover = cover
    self.network = network
    prices = flow.potentials
    self.pairs = pairs
  }

  mutating func run() {
    var inProgram = [Int32](repeating: -1, count: cover.donorCount)
    let donorPrices = (0..<cover.donorCount).map { prices[CoverNetwork.node(ofDonor: $0)] }
    for unit in 0..<cover.unitCount {
      let donors = cover.donors(of: unit)
      guard donors.count > pairs[unit].count else { continue }
      for pair in pairs[unit] { inProgram[Int(pair.donor)] = Int32(truncatingIfNeeded: unit) }
      price(unit, donors, donorPrices, inProgram)
    }
  }

  private mutating func price(
    _ unit: Int, _ donors: [Int32], _ donorPrices: [Int64], _ inProgram: [Int32]
  ) {
    let price = prices[network.node(ofUnit: unit)]
    // Donors by how much shorter than explained they may be, at the very best.
    var candidates = BestDonors(limit: batch)
    donorPrices.withUnsafeBufferPointer { donorPrices in
      for donor in donors {
        // The longest that the pair may be without the prices noticing.
        let explained = price - donorPrices[Int(donor)]
        guard explained >= 0, cover.rooms[Int(donor)] > 0 else { continue }
        let length = cover.lengths.atLeast(from: Int(donor), to: unit)
        let excess = length - Double(explained)
        guard excess <= 0.5, inProgram[Int(donor)] != Int32(truncatingIfNeeded: unit) else {
          continue
        }
        candidates.offer(donor, excess)
      }
    }
    guard !candidates.isEmpty else { return }
    let (improvingBefore, evenBefore) = (improving.count, even.count)
    weigh(candidates.donors, unit, price, donorPrices)
    if improving.count == improvingBefore, candidates.overflowed {
      // The best by straight lines are not short enough along the surface; look at all.
      even.removeLast(even.count - evenBefore)
      weigh(
        donors.filter {
          cover.rooms[Int($0)] > 0 && inProgram[Int($0)] != Int32(truncatingIfNeeded: unit)
            && cover.lengths.atLeast(from: Int($0), to: unit)
              <= Double(price - donorPrices[Int($0)]) + 0.5
        }, unit, price, donorPrices)
    }
  }

  private mutating func weigh(
    _ donors: [Int32], _ unit: Int, _ price: Int64, _ donorPrices: [Int64]
  ) {
    for donor in donors {
      let metres = cover.lengths.metres(from: Int(donor), to: unit)
      let excess = metres - (price - donorPrices[Int(donor)])
      let entry = (
        unit: Int32(truncatingIfNeeded: unit), pair: CoverPair(donor: donor, metres: metres)
      )
      if excess < 0 { improving.append(entry) }
      if excess == 0 { even.append(entry) }
    }
  }
}

/// The donors with the least values so far, few of them.
struct BestDonors {
  let limit: Int
  private(set) var donors: [Int32] = []
  private var values: [Double] = []
  /// More were offered than are kept.
  private(set) var overflowed = false

  init(limit: Int) { self.limit = limit }

  var isEmpty: Bool { donors.isEmpty }

  /// Keeps the donor if it is among the least; the lower donor of equal ones, when offered first.
  mutating func offer(_ donor: Int32, _ value: Double) {
    if donors.count == limit {
      overflowed = true
      guard let worst = values.last, value < worst else { return }
      donors.removeLast()
      values.removeLast()
    }
    var position = donors.count
    while position > 0, values[position - 1] > value { position -= 1 }
    donors.insert(donor, at: position)
    values.insert(value, at: position)
  }
}
