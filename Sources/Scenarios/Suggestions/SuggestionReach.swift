internal import Analysis
internal import NetworkModel

/// The places of a level that hold units asked about, and which of them have a pairing at or in them.
struct SuggestionReach {
  private let level: Level
  private let question: CoverageQuestion
  private let network: PairingNetwork
  let places: Set<NodeIndex>
  let before: Int
  private let reached: Set<NodeIndex>

  init(
    _ level: Level, of units: [UnitCoverage], _ question: CoverageQuestion,
    _ network: PairingNetwork
  ) {
    self.level = level
    self.question = question
    self.network = network
    places = Set(units.compactMap { network.ancestor(of: $0.unit, at: level) })
    reached = Self.reached(places, level, question, network)
    before = reached.count
  }

  private static func reached(
    _ places: Set<NodeIndex>, _ level: Level, _ question: CoverageQuestion,
    _ network: PairingNetwork
  ) -> Set<NodeIndex> {
    let asked = CoverageQuestion(.level(level), kinds: question.kinds, date: question.date)
    return Set(
      coverage(asked, in: network).units.filter {
        places.contains($0.unit) && ($0.state == .direct || $0.state == .throughDescendants)
      }.map(\.unit))
  }

  /// For each unit the number of its place, where that is not yet reached; else −1.
  func marks(of units: [PlacedNode]) -> [Int32] {
    var numbers: [NodeIndex: Int32] = [:]
    return units.map { unit in
      guard let place = network.ancestor(of: unit.node, at: level), !reached.contains(place) else {
        return -1
      }
      let number = numbers[place] ?? Int32(truncatingIfNeeded: numbers.count)
      numbers[place] = number
      return number
    }
  }

  /// How many places have a pairing at or in them in another network with the same nodes.
  func after(in other: PairingNetwork) -> Int {
    Self.reached(places, level, question, other).count
  }
}
