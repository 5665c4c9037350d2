internal import GraphCore

extension CoverProblem {
  /// The pairs that enter the program at first. They decide how long the search takes, never its result.
  func startingPairs(_ start: CoverStart) -> [[CoverPair]] {
    func pairs(_ unit: Int, _ donors: some Sequence<Int32>) -> [CoverPair] {
      donors.map { CoverPair(donor: $0, metres: lengths.metres(from: Int($0), to: unit)) }
    }
    guard case .some(let nearest, let priced) = start else {
      return (0..<unitCount).map { unit in
        pairs(unit, donors(of: unit).filter { rooms[Int($0)] > 0 })
      }
    }
    let prices = sampledPrices()
    return (0..<unitCount).map { unit in
      var near = BestDonors(limit: nearest)
      var cheap = BestDonors(limit: priced)
      for donor in donors(of: unit) where rooms[Int(donor)] > 0 {
        let length = lengths.atLeast(from: Int(donor), to: unit)
        near.offer(donor, length)
        cheap.offer(donor, length + prices[Int(donor)])
      }
      return pairs(unit, Set(near.donors + cheap.donors).sorted())
    }
  }

  /// What a place at each donor is worth, in metres, judged by a sample of the units.
  ///
  /// Where donors are far and room is short, all units have the same nearest donors, and lists of the
  /// nearest would never lead to the others. So every *m*-th unit (neighbours in code are neighbours in
  /// space) stands for *m*, and their small problem is solved whole.
  private func sampledPrices() -> [Double] {
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
