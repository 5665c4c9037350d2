public import NetworkModel

/// One unit and how it stands.
public struct UnitCoverage: Hashable, Sendable {
  public let unit: NodeIndex
  public let state: CoverageState
  /// The ancestor or inner node at whose pairing an inherited or descendant state rests.
  public let through: NodeIndex?
  /// Position in ``PairingNetwork/claims`` of the claim on which `claimed` or `none` rests.
  public let claim: Int?
  /// A pairing ends here whose period does not say whether it was active.
  public let hasUndatedPairing: Bool
}

/// Who is covered and who is not: every unit asked for, exactly once, in id order.
///
/// A unit is `direct` when an active pairing of the asked layers ends at it, else `inherited` when one ends
/// at an ancestor, else `through_descendants` when one ends inside it, else `claimed`, `none` or `no_record`
/// by what the printed aggregates say.
///
/// ## Conventions
/// - Active is three-valued. A pairing whose period does not settle the date never makes a unit `direct`;
///   it is noted, and the unit counts in the upper end of the range only.
/// - `central` pairings take part only when the layer is asked for.
/// - A claim covers its units only when it is about all of them: its count equals their number, or it is a
///   `full_coverage` claim. A count of some of them raises the lower end of the range and nothing else.
/// - `none` needs a `closed_list` claim for the date; silence is `no_record`.
///
/// - Complexity: O(nodes · depth + pairings) time, O(nodes) memory.
public struct CoverageReport: Sendable {
  public let question: CoverageQuestion
  public let units: [UnitCoverage]
  /// The counts on two sides that are in force, each held against what is named.
  public let claims: [PairingClaim]
  /// Fewest and most units that can be covered, by edges, claims and silence together.
  public let range: ClosedRange<Int>

  public var denominator: Int { units.count }

  public func count(_ state: CoverageState) -> Int {
    units.count { $0.state == state }
  }

  /// The units with no pairing of their own.
  public var gaps: [UnitCoverage] { units.filter { $0.state != .direct } }
}

/// Coverage of the units that a question asks about.
public func coverage(_ question: CoverageQuestion, in network: PairingNetwork) -> CoverageReport {
  let ends = PairingEnds(question, in: network)
  let units = selectUnits(question, in: network)
  let verdicts = ClaimVerdicts(question, in: network)
  let covered = units.map { unit -> UnitCoverage in
    let undated = ends.direct[Int(unit.value)] == .unknown
    func result(
      _ state: CoverageState, through: NodeIndex? = nil, claim: Int? = nil
    ) -> UnitCoverage {
      UnitCoverage(
        unit: unit, state: state, through: through, claim: claim, hasUndatedPairing: undated)
    }
    if ends.direct[Int(unit.value)] == .yes { return result(.direct) }
    if let place = network.ancestors(of: unit).first(where: {
      ends.direct[Int($0.value)] == .yes
    }) {
      return result(.inherited, through: place)
    }
    if let inner = ends.inside[Int(unit.value)] {
      return result(.throughDescendants, through: inner)
    }
    if let claim = verdicts.claimed[unit] { return result(.claimed, claim: claim) }
    if !undated, let claim = verdicts.excluded[unit] { return result(.none, claim: claim) }
    return result(.noRecord)
  }
  let claims = pairingClaims(question.kinds, at: question.date, in: network).filter { claim in
    question.within.map { network.speaks(claim, of: $0) } ?? true
  }
  return CoverageReport(
    question: question, units: covered, claims: claims,
    range: possibleRange(covered, claims, question, in: network))
}

extension PairingNetwork {
  /// Whether the recipients that a count is about can lie in a place: one contains the other.
  fileprivate func speaks(_ claim: PairingClaim, of place: NodeIndex) -> Bool {
    guard let subject = node(id: claims[claim.position].subject) else { return false }
    func region(_ node: NodeIndex) -> NodeIndex {
      kind(of: node) == .group ? parent(of: node) ?? node : node
    }
    let (place, region) = (region(place), region(subject))
    let donors = claims[claim.position].scope.flatMap(node(id:))
    return contains(place, region) || contains(region, place)
      || (donors.map { contains(place, $0) || contains($0, place) } ?? false)
  }
}

/// The units of the asked class, in id order.
func selectUnits(_ question: CoverageQuestion, in network: PairingNetwork) -> [NodeIndex] {
  let places = question.within.map { PlaceSet($0, at: question.date, in: network) }
  let members = question.group.map { PlaceSet($0, at: question.date, in: network) }
  return network.nodeIndices.filter { node in
    guard question.units.contains(network.kind(of: node)) else { return false }
    if let places, !places.contains(node) { return false }
    return members?.contains(node) ?? true
  }
}

/// Where the active pairings of the asked layers end.
private struct PairingEnds {
  /// Per node: an active pairing ends at it, may end at it, or none does.
  private(set) var direct: [Knowledge]
  /// Per node: the first node inside it at which an active pairing ends.
  private(set) var inside: [NodeIndex?]

  init(_ question: CoverageQuestion, in network: PairingNetwork) {
    direct = [Knowledge](repeating: .no, count: network.nodeCount)
    inside = [NodeIndex?](repeating: nil, count: network.nodeCount)
    for row in network.pairingRows.indices
    where question.kinds.contains(network.pairingRows[row].kind) {
      let activity = question.date.map(network.pairingRows[row].period.covers) ?? .yes
      guard activity != .no else { continue }
      if question.side != .donor { mark(network.pairingRecipients[row], activity) }
      if question.side != .recipient { mark(network.pairingDonors[row], activity) }
    }
    for node in network.nodeIndices where direct[Int(node.value)] == .yes {
      for place in network.ancestors(of: node) {
        if inside[Int(place.value)] != nil { break }
        inside[Int(place.value)] = node
      }
    }
  }

  private mutating func mark(_ node: Int32, _ activity: Knowledge) {
    if direct[Int(node)] != .yes { direct[Int(node)] = activity }
  }
}

/// Fewest: direct and claimed units, or what a count inside the asked units says if that is more.
/// Most: all that the record does not call `none`.
private func possibleRange(
  _ units: [UnitCoverage], _ claims: [PairingClaim], _ question: CoverageQuestion,
  in network: PairingNetwork
) -> ClosedRange<Int> {
  let certain = units.count { $0.state == .direct || $0.state == .claimed }
  let most = units.count { $0.state != .none }
  let asked = Set(units.map(\.unit))
  let counted = claims.compactMap { claim -> Int? in
    guard question.side != .either, claim.speaks(of: question.units),
      let count = question.side == .recipient ? claim.recipientCount : claim.donorCount
    else { return nil }
    let all = question.side == .recipient ? claim.recipientUnits : claim.donorUnits
    // A count above the number of known units is about units that the record does not name.
    return all.isSubset(of: asked) && count <= all.count ? count : nil
  }
  let fewest = max(certain, counted.max() ?? 0)
  return fewest...max(fewest, most)
}
