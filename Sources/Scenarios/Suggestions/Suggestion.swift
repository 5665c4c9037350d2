public import Analysis
public import NetworkModel

/// A node that takes part, and where it stands.
public struct PlacedNode: Hashable, Sendable {
  public let node: NodeIndex
  /// The place that lends it its position; absent when it has one of its own.
  public let placedAt: NodeIndex?
}

/// A new pairing, and why it is this one.
public struct Suggestion: Sendable {
  /// What decides that the unit gets this donor.
  public enum Ground: String, Term {
    /// No other donor may help the unit.
    case only
    /// No donor that may help is nearer.
    case nearest
    /// The nearer ones have no room left.
    case nearerFull = "nearer_full"
    /// A nearer one has room, but loads are to be equal.
    case equalLoads = "equal_loads"

    public var label: Wording {
      switch self {
      case .only: Wording(en: "the only donor allowed", zh: "唯一可选")
      case .nearest: Wording(en: "the nearest donor", zh: "距离最近")
      case .nearerFull: Wording(en: "nearer ones are full", zh: "较近者名额已满")
      case .equalLoads: Wording(en: "equal loads", zh: "均衡任务")
      }
    }
  }

  /// Another donor, and how much farther it is in metres; nearer is negative.
  public struct Alternative: Hashable, Sendable {
    public let donor: NodeIndex
    public let farther: Int64
  }

  /// The id of the new pairing.
  public let id: String
  public let unit: PlacedNode
  public let donor: PlacedNode
  /// Along the ellipsoid, rounded.
  public let metres: Int64
  /// How the unit stood before.
  public let state: CoverageState
  /// The need by which it was served, where one was asked for and is known.
  public let need: ExactDecimal?
  /// The row of the pairing above that allows this one, where that is asked.
  public let above: Int?
  public let ground: Ground
  /// The nearest donor that may help, when it is another one.
  public let nearest: Alternative?
  /// The nearest other donor that still has room: what moving this unit alone would change.
  public let next: Alternative?
}

/// A unit that stays without a donor, and why.
public struct UncoveredUnit: Sendable {
  public enum Reason: String, Term {
    /// A pairing ends at it whose period does not say whether it was in force: look first.
    case mayBePaired = "may_be_paired"
    case noPosition = "no_position"
    /// Its county has no pairing in force, and a pairing of a place above it brings none of the donors.
    case noPairingAbove = "no_pairing_above"
    /// Its county has, but none of the donors asked about lies where it is paired.
    case noDonorThere = "no_donor_there"
    case noDonor = "no_donor"
    case capacity
    case most

    public var label: Wording {
      switch self {
      case .mayBePaired: Wording(en: "may be paired already", zh: "或已结对，时间不明")
      case .noPosition: Wording(en: "no position", zh: "无坐标")
      case .noPairingAbove: Wording(en: "no pairing above", zh: "上级未结对")
      case .noDonorThere: Wording(en: "no donor where the county is paired", zh: "上级结对方境内无可选支援方")
      case .noDonor: Wording(en: "no donor at all", zh: "无可选支援方")
      case .capacity: Wording(en: "donors are full", zh: "支援方名额已满")
      case .most: Wording(en: "beyond the number asked for", zh: "超出所求结对数")
      }
    }
  }

  public let unit: NodeIndex
  public let state: CoverageState
  public let reason: Reason
  /// The place above on which the reason rests.
  public let place: NodeIndex?
  public let need: ExactDecimal?
}

/// What a donor carries.
public struct DonorLoad: Sendable {
  public let donor: PlacedNode
  /// Recipients that it has already, in the layers asked about: pairings in force, or perhaps in force.
  public let before: Int
  public let added: Int
  public let capacity: Int?
  /// Σ distance of the new pairings, in metres.
  public let metres: Int64

  public var after: Int { before + added }
  /// How many more it may take; absent without a limit.
  public var room: Int? { capacity.map { max(0, $0 - after) } }
}

/// Why not all units that could be served are: some donors have too little room for those that depend on them.
public struct SuggestionShortage: Sendable {
  /// The donors that bind, ascending: no unit counted here may go to any other.
  public let donors: [NodeIndex]
  /// The units that may go to these donors only.
  public let units: Int
  /// The room of these donors: less than the units.
  public let room: Int
  /// The smallest capacity for all donors at which every such unit would be served; absent when capacities
  /// of single donors forbid it.
  public let capacityNeeded: Int?

  public var missing: Int { units - room }
}
