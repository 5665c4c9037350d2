internal import NetworkModel

/// A number that may already be inside another one, wholly or in part; the source does not say (`may_be_part_of`).
public struct PossibleOverlap: Sendable {
  public let row: ClaimPart.Row
  public let other: ClaimPart.Row
  public let figure: Quantity
  public let otherFigure: Quantity
  /// The two together: the greater alone if the smaller is inside it, their sum if they share nothing.
  public let together: ValueRange
  /// The share of the other if all of it is inside; nothing when it is too large for that, by all that the printed
  /// digits leave open.
  public let shareIfInside: Quantity?
}

/// All rows with `may_be_part_of` whose both amounts are known and of one dimension, in order of their ids.
///
/// Worked example: 11.48 亿元 that may be inside 42.17 亿元 make 42.17 to 53.65 together.
func possibleOverlaps(_ finder: EvidenceFinder) -> [PossibleOverlap] {
  let network = finder.network
  /// Of a count on two sides the recipients, which every pairing has.
  func figure(_ row: ClaimPart.Row) -> Quantity? {
    if case .claim(let position) = row, network.claims[position].kind == "pairing_count" {
      let claim = network.claims[position]
      return claim.value2.map {
        Quantity(printed: $0, unit: claim.unit, precision: claim.precision)
      }
    }
    return network.quantity(of: row)
  }
  func lines(_ row: ClaimPart.Row, _ ids: [String]) -> [PossibleOverlap] {
    guard !ids.isEmpty, let own = figure(row) else { return [] }
    return ids.compactMap { id in
      guard let other = finder.row(id), let whole = figure(other),
        whole.dimension == own.dimension
      else { return nil }
      let ends = own.range.lower.flatMap { own in
        whole.range.upper.map { own <= $0 }
      }
      let fits = ends ?? true
      let greater = max(own.value, whole.value)
      let sum = max(own.value + whole.value, greater)
      let most = own.range.upper == nil || whole.range.upper == nil ? nil : sum
      return PossibleOverlap(
        row: row, other: other, figure: own, otherFigure: whole,
        together: ValueRange(from: greater, to: most),
        shareIfInside: fits ? own.percent(of: whole) : nil)
    }
  }
  var found: [PossibleOverlap] = []
  for index in network.claims.indices {
    found += lines(.claim(index), network.claims[index].mayBePartOf)
  }
  for index in network.flowRows.indices where !network.flowRows[index].mayBePartOf.isEmpty {
    found += lines(.flow(index), network.flow(at: index).mayBePartOf)
  }
  return found
}
