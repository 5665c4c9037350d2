public import NetworkModel

/// What is asked when coverage is asked for: a rate without these terms is not a statement.
public struct CoverageQuestion: Sendable {
  /// The end of a pairing at which a unit is looked for.
  public enum Side: String, CaseIterable, Sendable {
    case donor, recipient, either
  }

  public var units: UnitClass
  /// Only units that are, or lie in, this place (or a member of this group); all when absent.
  public var within: NodeIndex?
  /// Only units that are members of this group, or lie in one.
  public var group: NodeIndex?
  public var kinds: Set<PairingKind>
  public var side: Side
  /// The day, month or year asked about; absent asks about all time.
  public var date: CalendarDate?

  /// - Parameter kinds: the layers asked for; the ones that belong to the units when empty.
  public init(
    _ units: UnitClass, within: NodeIndex? = nil, group: NodeIndex? = nil,
    kinds: Set<PairingKind> = [], side: Side = .recipient, date: CalendarDate? = nil
  ) {
    self.units = units
    self.within = within
    self.group = group
    self.kinds = kinds.isEmpty ? Set(PairingKind.layers(covering: units)) : kinds
    self.side = side
    self.date = date
  }
}

/// How a unit stands, the first that holds.
public enum CoverageState: String, Term {
  /// An active pairing ends at it.
  case direct
  /// An active pairing ends at an ancestor.
  case inherited
  /// An active pairing ends at something inside it.
  case throughDescendants = "through_descendants"
  /// Only a printed aggregate says that it is paired; no partner is named.
  case claimed
  /// The record says that it has none.
  case none
  /// The record says nothing.
  case noRecord = "no_record"

  public var label: Wording {
    switch self {
    case .direct: Wording(en: "direct", zh: "直接结对")
    case .inherited: Wording(en: "inherited", zh: "由上级结对覆盖")
    case .throughDescendants: Wording(en: "through descendants", zh: "仅下级结对")
    case .claimed: Wording(en: "claimed", zh: "仅有汇总表述")
    case .none: Wording(en: "none", zh: "记载为无")
    case .noRecord: Wording(en: "no record", zh: "无记录")
    }
  }
}
