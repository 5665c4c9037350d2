public import NetworkModel

/// A printed count on two sides (219 towns ↔ 230 towns), held against the pairings that are named.
///
/// Counts imply at least max(donors, recipients) pairings, because every unit counted has at least one, and
/// never any particular pairing: none is made up from them.
public struct PairingClaim: Sendable {
  /// Position in ``PairingNetwork/claims``.
  public let position: Int
  public let kind: PairingKind
  public let unit: String
  public let donorCount: Int?
  public let recipientCount: Int?
  /// The donors, recipients and pairings of this kind that are named and active.
  public let namedDonors: Int
  public let namedRecipients: Int
  public let namedPairings: Int
  /// The units known among which the counted ones must be; empty when the record names no such units.
  public let donorUnits: Set<NodeIndex>
  public let recipientUnits: Set<NodeIndex>

  /// At least so many pairings stand behind the counts.
  public var fewestPairings: Int { max(donorCount ?? 0, recipientCount ?? 0) }

  /// How many counted donors exceed the recipients, and so share one; negative the other way round.
  public var surplusDonors: Int? {
    donorCount.flatMap { donors in recipientCount.map { donors - $0 } }
  }

  /// More recipients are counted than the record names at all, so a rate over the named ones misleads.
  public var exceedsKnownRecipients: Bool {
    recipientCount.map { $0 > recipientUnits.count } ?? false
  }

  /// Whether its numbers count units of this class.
  public func speaks(of units: UnitClass) -> Bool { UnitClass(unit) == units }
}

/// The counts on two sides for some layers that are in force on a date, or at any time without one.
public func pairingClaims(
  _ kinds: Set<PairingKind>, at date: CalendarDate?, in network: PairingNetwork
) -> [PairingClaim] {
  network.claims.enumerated().compactMap { position, claim in
    guard claim.kind == "pairing_count", claim.isInForce(at: date),
      let kind = claim.measure.flatMap(PairingKind.init), kinds.contains(kind),
      let subject = network.node(id: claim.subject)
    else { return nil }
    let scope = claim.scope.flatMap(network.node(id:))
    let unit = UnitClass(claim.unit)
    func units(of place: NodeIndex?) -> Set<NodeIndex> {
      guard let place, let unit else { return [] }
      return Set(network.units(unit, of: place, at: date))
    }
    let named = NamedEnds(
      kind, from: scope, to: subject, unit: unit, at: date, in: network)
    return PairingClaim(
      position: position, kind: kind, unit: claim.unit, donorCount: claim.value?.wholeNumber,
      recipientCount: claim.value2?.wholeNumber, namedDonors: named.donors.count,
      namedRecipients: named.recipients.count, namedPairings: named.pairings,
      donorUnits: units(of: scope), recipientUnits: units(of: subject))
  }
}

/// The ends of the named pairings that a count may be about.
private struct NamedEnds {
  var donors: Set<NodeIndex> = []
  var recipients: Set<NodeIndex> = []
  var pairings = 0

  init(
    _ kind: PairingKind, from scope: NodeIndex?, to subject: NodeIndex, unit: UnitClass?,
    at date: CalendarDate?, in network: PairingNetwork
  ) {
    let givers = scope.flatMap { Self.places($0, at: date, in: network) }
    let takers = Self.places(subject, at: date, in: network)
    for pairing in network.pairings where pairing.kind == kind {
      if let date, pairing.period.covers(date) != .yes { continue }
      guard pairing.donor == scope || givers?.contains(pairing.donor) ?? true,
        pairing.recipient == subject || takers?.contains(pairing.recipient) ?? true
      else { continue }
      pairings += 1
      donors.insert(pairing.donor)
      if unit.map({ $0.contains(network.kind(of: pairing.recipient)) }) ?? true {
        recipients.insert(pairing.recipient)
      }
    }
  }

  /// Where the ends of a count may lie: in a place, in the members of a group, or, for a group whose
  /// members are not named, in the place of the group. Nothing when that is everywhere.
  private static func places(
    _ place: NodeIndex, at date: CalendarDate?, in network: PairingNetwork
  ) -> PlaceSet? {
    let places = PlaceSet(place, at: date, in: network)
    if !places.roots.isEmpty { return places }
    return network.parent(of: place).map { PlaceSet([$0], in: network) }
  }
}

extension ExactDecimal {
  /// The number, when it is whole.
  public var wholeNumber: Int? { scale == 0 ? Int(significand) : nil }
}
