internal import GraphCore

extension CoverProblem {
  /// The pairs that enter the program at first. They decide how long the search takes, never its result.
  func startingPairs(_ start: CoverStart) -> [UnitPair] {
    switch start {
    case .allPairs:
      (0..<unitCount).flatMap { unit in
        pairs(unit, donors(of: unit).filter { rooms[Int($0)] > 0 })
      }
    case .some(let nearest, let priced): somePairs(nearest: nearest, priced: priced)
    }
  }

  private func pairs(_ unit: Int, _ donors: [Int32]) -> [UnitPair] {
    donors.map { donor in
      UnitPair(
        unit: Int32(truncatingIfNeeded: unit),
        pair: CoverPair(donor: donor, metres: lengths.metres(from: Int(donor), to: unit)))
    }
  }

  private func somePairs(nearest: Int, priced: Int) -> [UnitPair] {
    let plan = nearlyBestPlan()
    var chosen = [[Int32]](repeating: [], count: unitCount)
    // The units that a donor would have next teach it its price.
    var ofDonors = rooms.map { LeastValues(limit: $0 > 0 ? Int(3 * min($0, 20)) + 20 : 0) }
    var costs: [Double] = []
    for unit in 0..<unitCount {
      var near = LeastValues(limit: nearest)
      var cheap = LeastValues(limit: priced)
      costs.removeAll(keepingCapacity: true)
      var least = Double.infinity
      let donors = donors(of: unit)
      for donor in donors {
        let length = lengths.atLeast(from: Int(donor), to: unit)
        let cost = length + plan.prices[Int(donor)]
        costs.append(cost)
        guard rooms[Int(donor)] > 0 else { continue }
        near.offer(donor, length)
        cheap.offer(donor, cost)
        least = min(least, cost)
      }
      for (donor, cost) in zip(donors, costs) {
        ofDonors[Int(donor)].offer(Int32(truncatingIfNeeded: unit), cost - least)
      }
      chosen[unit] = near.ids + cheap.ids + (plan.donors[unit] >= 0 ? [plan.donors[unit]] : [])
    }
    for (donor, list) in ofDonors.enumerated() {
      for unit in list.ids { chosen[Int(unit)].append(Int32(truncatingIfNeeded: donor)) }
    }
    return chosen.enumerated().flatMap { unit, donors in pairs(unit, Set(donors).sorted()) }
  }

  /// A plan that serves all who can be, so that prices speak of metres from the first round on.
  private func nearlyBestPlan() -> CoverAuction<Lengths> {
    let offered = offeredRooms
    let prices = sampledPrices(offered)
    var auction = CoverAuction(self, rooms: offered, prices: prices)
    let sample = stride(from: 0, to: unitCount, by: max(1, unitCount / 100))
    let mean =
      sample.reduce(0) { sum, unit in
        sum
          + (donors(of: unit).lazy.map { lengths.atLeast(from: Int($0), to: unit) }.min() ?? 0)
      } / Double(max(1, unitCount / max(1, unitCount / 100)))
    auction.run(step: max(1, mean / 1000), limit: 12 * unitCount)
    return auction
  }

  /// The room that each donor offers; for equal loads no more than brings all to one level.
  private var offeredRooms: [Int64] {
    guard equalisesLoads else { return rooms.map { min($0, Int64(unitCount)) } }
    func offered(_ level: Int64) -> [Int64] {
      zip(rooms, loads).map { room, load in max(0, min(room, level - load)) }
    }
    let served = Int64(min(unitCount, most ?? .max))
    var (low, high) = (Int64(0), (loads.max() ?? 0) + served)
    while low < high {
      let middle = (low + high) / 2
      if offered(middle).reduce(0, +) >= served { high = middle } else { low = middle + 1 }
    }
    return offered(low)
  }

  /// What a place at each donor is worth, in metres, judged by a sample of the units.
  ///
  /// Where donors are far and room is short, all units have the same nearest donors, and lists of the
  /// nearest would never lead to the others. So every *m*-th unit (neighbours in code are neighbours in
  /// space) stands for *m*, and their small problem is solved whole.
  private func sampledPrices(_ rooms: [Int64]) -> [Double] {
    let step = max(1, (unitCount + 511) / 512)
    let sample = Array(stride(from: 0, to: unitCount, by: step))
    let demands = sample.map { Int64(min(step, unitCount - $0)) }
    let total = demands.reduce(0, +)
    // A last supplier, farther than all, takes what the donors have no room for.
    let supplies = rooms.map { min($0, total) } + [total]
    let far = 4 * lengths.longest
    var costs = [Int64](repeating: far, count: supplies.count * sample.count)
    for (column, unit) in sample.enumerated() {
      for donor in donors(of: unit) {
        costs[Int(donor) * sample.count + column] =
          Int64(max(0, lengths.atLeast(from: Int(donor), to: unit)))
      }
    }
    let plan = (try? transportation(supplies: supplies, demands: demands, costs: costs))?.plan
    return plan?.supplierPrices.dropLast().map(Double.init)
      ?? [Double](repeating: 0, count: donorCount)
  }
}
