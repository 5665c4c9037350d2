/// The edges of a synthetic network: containment, pairings, funds and returns, in this order.
struct SyntheticEdges {
  private let places: SyntheticPlaces
  private let counties, towns, villages, hospitals, schools: Sides

  /// The members of a block in the east and in the west, by ascending id.
  private struct Sides {
    let east, west: [Int]
  }

  init(_ places: SyntheticPlaces) {
    self.places = places
    func sides(_ block: Range<Int>) -> Sides {
      Sides(
        east: places.members(of: block, east: true), west: places.members(of: block, east: false))
    }
    counties = sides(places.counties)
    towns = sides(places.towns)
    villages = sides(places.villages)
    hospitals = sides(places.hospitals)
    schools = sides(places.schools)
  }

  /// Calls the closure with each edge: its ends, its kind (0 to 3) and its amount.
  func visit(_ body: (_ source: Int, _ target: Int, _ kind: Int, _ amount: Int) -> Void) {
    for node in places.size.provinces..<places.count { body(places.parent[node], node, 0, 0) }
    let pairings = Draws(stream: 20)
    for item in 0..<places.size.pairings {
      let (source, target) = pairing(pairings, item)
      body(source, target, 1, pairings.amount(item, 5))
    }
    let funds = Draws(stream: 30)
    for item in 0..<places.size.funds {
      let (source, target) = fund(funds, item)
      body(source, target, 2, funds.amount(item, 5))
    }
    let returns = Draws(stream: 40)
    for item in 0..<places.size.returns {
      let (source, target) = back(returns, item)
      body(source, target, 3, returns.amount(item, 5))
    }
  }

  private func pairing(_ draws: Draws, _ item: Int) -> (Int, Int) {
    switch draws.below(100, item, 0) {
    case ..<20: (skewed(counties.east, draws, item), fourth(counties.west, draws, item))
    case ..<45: (first(towns.east, draws, item), fourth(towns.west, draws, item))
    case ..<70: (first(villages.east, draws, item), fourth(villages.west, draws, item))
    case ..<90: (skewed(places.enterprises, draws, item), fourth(villages.west, draws, item))
    case ..<95: (first(hospitals.east, draws, item), fourth(hospitals.west, draws, item))
    default: (first(schools.east, draws, item), fourth(schools.west, draws, item))
    }
  }

  private func fund(_ draws: Draws, _ item: Int) -> (Int, Int) {
    switch draws.below(100, item, 0) {
    case ..<10: (skewed(counties.east, draws, item), fourth(counties.west, draws, item))
    case ..<15:
      (draws.below(places.size.provinces, item, 1), fourth(places.counties, draws, item))
    case ..<40: fromParent(fourth(towns.west, draws, item))
    case ..<75: fromParent(fourth(villages.west, draws, item))
    case ..<90: (skewed(places.enterprises, draws, item), fourth(villages.west, draws, item))
    default:
      fromParent(
        fourth(places.hospitals.lowerBound..<places.schools.upperBound, draws, item))
    }
  }

  private func back(_ draws: Draws, _ item: Int) -> (Int, Int) {
    switch draws.below(100, item, 0) {
    case ..<50: (fourth(villages.west, draws, item), skewed(places.enterprises, draws, item))
    case ..<80: toParent(fourth(places.villages, draws, item))
    case ..<92: toParent(fourth(places.towns, draws, item))
    default: (fourth(counties.west, draws, item), skewed(counties.east, draws, item))
    }
  }

  private func fromParent(_ node: Int) -> (Int, Int) { (places.parent[node], node) }
  private func toParent(_ node: Int) -> (Int, Int) { (node, places.parent[node]) }

  // A skewed choice takes draws 1, 2 and 3, so the other end is always draw 4.

  private func first(
    _ list: some RandomAccessCollection<Int>, _ draws: Draws, _ item: Int
  ) -> Int {
    list[list.index(list.startIndex, offsetBy: draws.below(list.count, item, 1))]
  }

  private func fourth(
    _ list: some RandomAccessCollection<Int>, _ draws: Draws, _ item: Int
  ) -> Int {
    list[list.index(list.startIndex, offsetBy: draws.below(list.count, item, 4))]
  }

  private func skewed(
    _ list: some RandomAccessCollection<Int>, _ draws: Draws, _ item: Int
  ) -> Int {
    list[list.index(list.startIndex, offsetBy: draws.skewed(list.count, item, 1))]
  }
}
