public import Analysis
public import NetworkModel

/// What is asked when new pairings are asked for: who is to get a donor, from whom, and what comes first.
public struct SuggestionQuestion: Sendable {
  /// Who comes first when not all can be served.
  public enum Priority: Hashable, Sendable {
    /// Nobody: as many units as possible, then the least total distance.
    case none
    /// The units with the largest value of an indicator in a year.
    case indicator(name: String, year: Int)
    /// The units that, with the places above them, have the fewest donors in all layers but central.
    case fewestDonors
  }

  /// How the recipients are spread over the donors.
  public enum Loads: String, CaseIterable, Sendable {
    /// As the distances have it.
    case byDistance = "by_distance"
    /// As equally as possible, existing recipients counted; the distance comes after.
    case equal
  }

  /// Whether the pairing between the places above binds the pairings below them.
  public enum PairingAbove: String, CaseIterable, Sendable {
    /// Towns, villages and facilities are paired only where their counties are.
    case respected
    case ignored
  }

  /// Where a node stands that has no position of its own.
  public enum Positions: String, CaseIterable, Sendable {
    /// Nowhere: it takes no part, and is listed.
    case own
    /// At the nearest place that contains it and has one.
    case orOfPlaceAbove = "or_of_place_above"
  }

  /// The units, where, in which layers and when; the recipients' side.
  public var coverage: CoverageQuestion
  /// The states that count as a gap.
  public var gapStates: Set<CoverageState>
  /// The places or groups in which the donors are, or lie.
  public var donorPlaces: [NodeIndex]
  /// What the donors are.
  public var donors: UnitClass
  /// The most recipients that a donor may have, existing ones counted; absent is no limit.
  public var capacity: Int?
  /// The same for single donors, in place of ``capacity``.
  public var capacities: [NodeIndex: Int]
  public var priority: Priority
  /// The most new pairings; absent is no limit.
  public var most: Int?
  public var loads: Loads
  /// Reach as many places of this level as possible before anything else.
  public var reach: Level?
  public var pairingAbove: PairingAbove
  public var positions: Positions

  /// - Parameter donors: as the units when absent.
  public init(
    _ coverage: CoverageQuestion, donorPlaces: [NodeIndex], donors: UnitClass? = nil,
    capacity: Int? = nil
  ) {
    self.coverage = coverage
    self.coverage.side = .recipient
    gapStates = [.none, .noRecord]
    self.donorPlaces = donorPlaces
    self.donors = donors ?? coverage.units
    self.capacity = capacity
    capacities = [:]
    priority = .none
    most = nil
    loads = .byDistance
    reach = nil
    pairingAbove = .respected
    positions = .own
  }

  /// Whether the pairing above has a say: below counties, unless it is switched off.
  public var asksAbove: Bool {
    guard pairingAbove == .respected else { return false }
    if case .level(let level) = coverage.units { return level > .county }
    return true
  }

  /// The layer of the new pairings: the one asked for, or of several the one that fits the donors.
  public func kind() throws(SuggestionError) -> PairingKind {
    let kinds = PairingKind.allCases.filter(coverage.kinds.contains)
    if kinds.count == 1 { return kinds[0] }
    let fitting: PairingKind? =
      switch donors {
      case .level(.province): .region
      case .level(.prefecture), .level(.county): .county
      case .level(.town): .town
      case .level(.village): .village
      case .facility(.enterprise):
        coverage.units == .level(.village) ? .enterpriseVillage : .enterprise
      case .facility(.socialOrganisation): .organisationVillage
      case .facility(.hospital): .hospital
      case .facility(.school), .facility(.university): .school
      case .facility(.department): .department
      case .facility(.park): .park
      case .facility: nil
      }
    guard let fitting, kinds.contains(fitting) else {
      throw .layerUnclear(donors: donors, kinds: kinds)
    }
    return fitting
  }
}
