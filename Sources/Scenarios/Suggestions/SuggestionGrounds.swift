internal import Geodesy
internal import NetworkModel

/// Says of each pairing of a plan why the unit gets this donor, and what the next best one would change.
struct SuggestionGrounds {
  private let sites: SuggestionSites
  private let lengths: GeodesicLengths
  /// How many more each donor may take after the plan.
  private let left: [Int64]
  /// For each class its donors, and those with room left.
  private var indices: [Int: (all: SpatialIndex, open: SpatialIndex, openDonors: [Int32])] = [:]

  init(_ sites: SuggestionSites, _ lengths: GeodesicLengths, left: [Int64]) {
    self.sites = sites
    self.lengths = lengths
    self.left = left
  }

  typealias Found = (
    ground: Suggestion.Ground, nearest: Suggestion.Alternative?, next: Suggestion.Alternative?
  )

  mutating func explain(unit: Int, donor: Int, metres: Int64) throws(SpatialError) -> Found {
    let own = sites.classes[unit]
    let donors = sites.donorsOfClass[own]
    let index = indices[own] ?? makeIndex(donors)
    indices[own] = index
    let point = sites.servedPoints[unit]
    func alternative(_ other: Int32) -> Suggestion.Alternative {
      Suggestion.Alternative(
        donor: sites.donors[Int(other)].node,
        farther: lengths.metres(from: Int(other), to: unit) - metres)
    }
    let first = try index.all.nearest(1, to: point).first
    let nearest = first.map { alternative(donors[$0.index]) }.flatMap { $0.farther < 0 ? $0 : nil }
    let next = try index.open.nearest(2, to: point).map { index.openDonors[$0.index] }
      .first { Int($0) != donor }.map(alternative)
    let ground: Suggestion.Ground =
      if donors.count == 1 {
        .only
      } else if nearest == nil {
        .nearest
      } else if let next, next.farther < 0 {
        .equalLoads
      } else {
        .nearerFull
      }
    return (ground, nearest, next)
  }

  private func makeIndex(
    _ donors: [Int32]
  ) -> (all: SpatialIndex, open: SpatialIndex, openDonors: [Int32]) {
    let open = donors.filter { left[Int($0)] > 0 }
    return (
      SpatialIndex(donors.map { sites.donorPoints[Int($0)] }),
      SpatialIndex(open.map { sites.donorPoints[Int($0)] }), open
    )
  }
}
