public import Geodesy

/// One row of `nodes`. Plain data: texts refer to the store of the draft or network that holds it.
public struct NodeRow: Sendable {
  public var id: Text
  public var kind: NodeKind
  public var name: Text
  public var nameEnglish = Text.none
  /// Other names, separated by `;`.
  public var aliases = Text.none
  public var parent = Text.none
  /// On WGS 84, whatever datum the cell was written in.
  public var position: GeoPoint?
  public var positionPrecision = Text.none
  public var code = Text.none
  public var period = Period.unknown
  public var source = Text.none
  public var locator = Text.none

  public init(id: Text, kind: NodeKind, name: Text) {
    self.id = id
    self.kind = kind
    self.name = name
  }
}

/// One row of `pairings`.
public struct PairingRow: Sendable {
  public var id: Text
  public var kind: PairingKind
  public var donor: Text
  public var recipient: Text
  public var period = Period.unknown
  public var programme = Text.none
  public var agreement = Text.none
  /// 0…1; absent when the source states the pairing outright.
  public var confidence: ExactDecimal?
  public var source = Text.none
  public var locator = Text.none
  public var note = Text.none

  public init(id: Text, kind: PairingKind, donor: Text, recipient: Text) {
    self.id = id
    self.kind = kind
    self.donor = donor
    self.recipient = recipient
  }
}

/// One row of `flows`.
public struct FlowRow: Sendable {
  public var id: Text
  public var measure: Measure
  public var category: Text
  public var donor: Text
  public var recipient: Text
  public var period = Period.unknown
  public var asOf: CalendarDate?
  /// Absent is unknown, never zero.
  public var amount: Amount?
  /// The unit as it was written.
  public var unit: Text
  public var status: FlowStatus
  public var precision = Precision.exact
  public var pairing = Text.none
  public var agreement = Text.none
  public var partOf = Text.none
  public var sameAs = Text.none
  /// Flows or claims that may already contain this one, the source does not say; separated by `;`.
  public var mayBePartOf = Text.none
  /// Flows, claims or rules whose number this one shares out, for means; separated by `;`.
  public var basis = Text.none
  public var source = Text.none
  public var locator = Text.none
  public var note = Text.none

  public init(
    id: Text, measure: Measure, category: Text, donor: Text, recipient: Text, unit: Text,
    status: FlowStatus
  ) {
    self.id = id
    self.measure = measure
    self.category = category
    self.donor = donor
    self.recipient = recipient
    self.unit = unit
    self.status = status
  }
}
