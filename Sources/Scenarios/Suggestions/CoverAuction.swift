/// A quick plan that is nearly best, and what a place at each donor is worth in it.
///
/// Units bid for places: each for the donor that is cheapest at present prices, as much as it is better
/// than the next one, and a little more. A donor that is full keeps its highest bidders; its price is the
/// lowest bid that it holds. The number of bids is limited; units still without a place then take what
/// is left. It is where the search begins and proves nothing.
///
/// - Source: Bertsekas & Castañon (1989), "The auction algorithm for the transportation problem".
struct CoverAuction<Lengths: PairLengths> {
  private let cover: CoverProblem<Lengths>
  private let rooms: [Int]
  /// In metres, by straight lines.
  private(set) var prices: [Double]
  /// The donor of each unit, −1 for none.
  private(set) var donors: [Int32]
  /// What each donor holds, in no order.
  private var holdings: [[(bid: Double, unit: Int32)]]

  /// - Parameters:
  ///   - rooms: how many places each donor offers.
  ///   - prices: where bidding begins.
  init(_ cover: CoverProblem<Lengths>, rooms: [Int64], prices: [Double]) {
    self.cover = cover
    self.rooms = rooms.map { Int($0) }
    self.prices = prices
    donors = [Int32](repeating: -1, count: cover.unitCount)
    holdings = [[(bid: Double, unit: Int32)]](repeating: [], count: rooms.count)
  }

  /// - Parameters:
  ///   - step: the least raise of a bid.
  ///   - limit: how many bids there may be.
  mutating func run(step: Double, limit: Int) {
    var waiting = (0..<cover.unitCount).map { Int32(truncatingIfNeeded: $0) }
    var next = 0
    while next < waiting.count, next < limit {
      if let outbid = bid(Int(waiting[next]), step: step) { waiting.append(outbid) }
      next += 1
    }
    for unit in waiting[min(next, waiting.count)...] { takeWhatIsLeft(Int(unit)) }
  }

  /// Lets a unit bid; returns the one that loses its place.
  private mutating func bid(_ unit: Int, step: Double) -> Int32? {
    var best = (donor: -1, cost: Double.infinity)
    var second = Double.infinity
    for donor in cover.donors(of: unit) where rooms[Int(donor)] > 0 {
      let cost = cover.lengths.atLeast(from: Int(donor), to: unit) + prices[Int(donor)]
      if cost < best.cost {
        second = best.cost
        best = (Int(donor), cost)
      } else if cost < second {
        second = cost
      }
    }
    guard best.donor >= 0 else { return nil }
    let donor = best.donor
    let raise = second.isFinite ? second - best.cost : 0
    donors[unit] = Int32(truncatingIfNeeded: donor)
    let offer = (bid: prices[donor] + raise + step, unit: Int32(truncatingIfNeeded: unit))
    guard holdings[donor].count == rooms[donor] else {
      holdings[donor].append(offer)
      if holdings[donor].count == rooms[donor] { prices[donor] = lowest(donor).bid }
      return nil
    }
    let loser = lowest(donor)
    let outbid = holdings[donor][loser.position].unit
    holdings[donor][loser.position] = offer
    prices[donor] = lowest(donor).bid
    donors[Int(outbid)] = -1
    return outbid
  }

  private func lowest(_ donor: Int) -> (position: Int, bid: Double) {
    var found = (position: 0, bid: Double.infinity)
    for (position, held) in holdings[donor].enumerated() where held.bid < found.bid {
      found = (position, held.bid)
    }
    return found
  }

  private mutating func takeWhatIsLeft(_ unit: Int) {
    var best = (donor: -1, cost: Double.infinity)
    for donor in cover.donors(of: unit) where holdings[Int(donor)].count < rooms[Int(donor)] {
      let cost = cover.lengths.atLeast(from: Int(donor), to: unit) + prices[Int(donor)]
      if cost < best.cost { best = (Int(donor), cost) }
    }
    guard best.donor >= 0 else { return }
    donors[unit] = Int32(truncatingIfNeeded: best.donor)
    holdings[best.donor].append((0, Int32(truncatingIfNeeded: unit)))
  }
}
