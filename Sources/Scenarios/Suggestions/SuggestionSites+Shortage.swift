internal import Analysis
internal import GraphCore
internal import NetworkModel

extension SuggestionSites {
  /// How many of the units that can be served at all find room, and who binds when not all do.
  func shortage() throws(GraphError) -> (served: Int, shortage: SuggestionShortage?) {
    var counts = [Int64](repeating: 0, count: donorsOfClass.count)
    for own in classes { counts[own] += 1 }
    let flows = try ClassFlow(
      counts: counts, donorsOfClass: donorsOfClass, donorCount: donors.count)
    let rooms = rooms(capacity: question.capacity)
    let flow = try flows.flow(rooms: rooms)
    let all = Int64(classes.count)
    guard flow.value < all else { return (classes.count, nil) }
    let binding = flows.bindingDonors(flow)
    // By halving: more room never serves fewer.
    var needed: Int?
    var (low, high) = (0, (loads.max() ?? 0) + classes.count)
    if try flows.flow(rooms: self.rooms(capacity: high)).value == all {
      while low < high {
        let middle = (low + high) / 2
        if try flows.flow(rooms: self.rooms(capacity: middle)).value == all {
          high = middle
        } else {
          low = middle + 1
        }
      }
      needed = low
    }
    return (
      Int(flow.value),
      SuggestionShortage(
        donors: binding.map { donors[$0].node },
        units: flows.bindingClasses(flow).reduce(0) { $0 + Int(counts[$1]) },
        room: binding.reduce(0) { $0 + Int(rooms[$1]) }, capacityNeeded: needed)
    )
  }
}
