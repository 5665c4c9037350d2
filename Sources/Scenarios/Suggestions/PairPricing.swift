internal import GraphCore

/// Holds every allowed pair outside the program against the prices of its ends.
///
/// Pairs that may improve the plan enter by twos for each unit and by dozens for each donor: where donors
/// are far, every unit is drawn to the few whose price is too low, and only units on the donors' own
/// lists teach them their price.
struct PairPricing<Lengths: PairLengths> {
  private let cover: CoverProblem<Lengths>
  private let unitPrices: [Int64]
  private let donorPrices: [Int64]
  private let network: CoverNetwork

  /// Pairs that are shorter than their prices explain; some, and none only when there are none.
  private(set) var improving: [UnitPair] = []
  /// Pairs that are just as long: they belong to other plans that may be equal. All of them, when nothing
  /// improves.
  private(set) var even: [UnitPair] = []

  private let unitBatch = 2
  private let donorBatch = 24

  init(_ cover: CoverProblem<Lengths>, _ network: CoverNetwork, _ flow: MinimumCostFlow) {
    self.cover = cover
    self.network = network
    unitPrices = (0..<cover.unitCount).map { flow.potentials[network.node(ofUnit: $0)] }
    donorPrices = (0..<cover.donorCount).map { flow.potentials[CoverNetwork.node(ofDonor: $0)] }
  }

  mutating func run() {
    var ofUnits = [LeastValues](repeating: LeastValues(limit: unitBatch), count: cover.unitCount)
    var ofDonors = [LeastValues](
      repeating: LeastValues(limit: donorBatch), count: cover.donorCount)
    visit { unit, donor, excess in
      ofUnits[unit].offer(donor, excess)
      ofDonors[Int(donor)].offer(Int32(truncatingIfNeeded: unit), excess)
    }
    for (unit, list) in ofUnits.enumerated() {
      for donor in list.ids { weigh(unit, donor) }
    }
    for (donor, list) in ofDonors.enumerated() {
      for unit in list.ids where !ofUnits[Int(unit)].ids.contains(Int32(donor)) {
        weigh(Int(unit), Int32(truncatingIfNeeded: donor))
      }
    }
    // Near the end lists hide as many as they show, and at the end nothing may be hidden.
    guard improving.count < cover.unitCount / 20 + 1, ofUnits.contains(where: \.overflowed) else {
      return
    }
    improving = []
    even = []
    var all: [(unit: Int, donor: Int32)] = []
    visit { unit, donor, _ in all.append((unit, donor)) }
    for (unit, donor) in all { weigh(unit, donor) }
  }

  /// Shows every pair outside the program that may be as short as its prices explain, and how much
  /// longer it is at least.
  private func visit(
    _ body: (_ unit: Int, _ donor: Int32, _ excess: Double) -> Void
  ) {
    var inProgram = [Int32](repeating: -1, count: cover.donorCount)
    for unit in 0..<cover.unitCount {
      let donors = cover.donors(of: unit)
      guard donors.count > network.donors[unit].count else { continue }
      let mark = Int32(truncatingIfNeeded: unit)
      for donor in network.donors[unit] { inProgram[Int(donor)] = mark }
      let price = unitPrices[unit]
      for donor in donors {
        let explained = price - donorPrices[Int(donor)]
        guard explained >= 0, cover.rooms[Int(donor)] > 0 else { continue }
        let excess =
          cover.lengths.atLeast(from: Int(donor), to: unit) - Double(explained)
        guard excess <= 0.5, inProgram[Int(donor)] != mark else { continue }
        body(unit, donor, excess)
      }
    }
  }

  private mutating func weigh(_ unit: Int, _ donor: Int32) {
    let metres = cover.lengths.metres(from: Int(donor), to: unit)
    let excess = metres - (unitPrices[unit] - donorPrices[Int(donor)])
    guard excess <= 0 else { return }
    let entry = UnitPair(
      unit: Int32(truncatingIfNeeded: unit), pair: CoverPair(donor: donor, metres: metres))
    if excess < 0 { improving.append(entry) } else { even.append(entry) }
  }
}

/// The ids with the least values so far, few of them.
struct LeastValues {
  let limit: Int
  private(set) var ids: [Int32] = []
  private var values: [Double] = []
  /// More were offered than are kept.
  private(set) var overflowed = false

  init(limit: Int) { self.limit = limit }

  /// Keeps the id if its value is among the least; of equal ones that which was offered first.
  @inline(__always)
  mutating func offer(_ id: Int32, _ value: Double) {
    if ids.count == limit {
      overflowed = true
      guard let worst = values.last, value < worst else { return }
      ids.removeLast()
      values.removeLast()
    }
    var position = ids.count
    while position > 0, values[position - 1] > value { position -= 1 }
    ids.insert(id, at: position)
    values.insert(value, at: position)
  }
}
