public import NetworkModel

/// One row before and after: absent before when it is new, absent after when it is taken away.
public enum Edit: Hashable, Sendable {
  case flow(before: FlowRecord?, after: FlowRecord?)
  case pairing(before: PairingRecord?, after: PairingRecord?)
  case membership(before: Membership?, after: Membership?)
  case rule(before: Rule, after: Rule)
  case source(before: Source?, after: Source?)

  /// The edit that takes this one back.
  public var inverse: Edit {
    switch self {
    case .flow(let before, let after): .flow(before: after, after: before)
    case .pairing(let before, let after): .pairing(before: after, after: before)
    case .membership(let before, let after): .membership(before: after, after: before)
    case .rule(let before, let after): .rule(before: after, after: before)
    case .source(let before, let after): .source(before: after, after: before)
    }
  }
}

/// A row of `flows` with its texts: what an edit keeps, whatever network it came from.
public struct FlowRecord: Hashable, Sendable {
  public var id: String
  public var measure: Measure
  public var category: String
  public var donor: String
  public var recipient: String
  public var period = Period.unknown
  public var asOf: CalendarDate?
  public var amount: Amount?
  public var unit: String
  public var status: FlowStatus
  public var precision = Precision.exact
  public var pairing = ""
  public var agreement = ""
  public var partOf = ""
  public var sameAs = ""
  public var mayBePartOf = ""
  public var basis = ""
  public var source = ""
  public var locator = ""
  public var note = ""

  public init(
    id: String, measure: Measure, category: String, donor: String, recipient: String, unit: String,
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

  public init(_ row: FlowRow, in text: TextStore) {
    self.init(
      id: text[row.id], measure: row.measure, category: text[row.category], donor: text[row.donor],
      recipient: text[row.recipient], unit: text[row.unit], status: row.status)
    period = row.period
    asOf = row.asOf
    amount = row.amount
    precision = row.precision
    pairing = text[row.pairing]
    agreement = text[row.agreement]
    partOf = text[row.partOf]
    sameAs = text[row.sameAs]
    mayBePartOf = text[row.mayBePartOf]
    basis = text[row.basis]
    source = text[row.source]
    locator = text[row.locator]
    note = text[row.note]
  }

  /// The row, its texts put into a store.
  func row(in text: inout TextStore) -> FlowRow {
    var row = FlowRow(
      id: text.append(id), measure: measure, category: text.append(category),
      donor: text.append(donor), recipient: text.append(recipient), unit: text.append(unit),
      status: status)
    row.period = period
    row.asOf = asOf
    row.amount = amount
    row.precision = precision
    row.pairing = text.append(pairing)
    row.agreement = text.append(agreement)
    row.partOf = text.append(partOf)
    row.sameAs = text.append(sameAs)
    row.mayBePartOf = text.append(mayBePartOf)
    row.basis = text.append(basis)
    row.source = text.append(source)
    row.locator = text.append(locator)
    row.note = text.append(note)
    return row
  }
}

/// A row of `pairings` with its texts.
public struct PairingRecord: Hashable, Sendable {
  public var id: String
  public var kind: PairingKind
  public var donor: String
  public var recipient: String
  public var period = Period.unknown
  public var programme = ""
  public var agreement = ""
  public var confidence: ExactDecimal?
  public var source = ""
  public var locator = ""
  public var note = ""

  public init(id: String, kind: PairingKind, donor: String, recipient: String) {
    self.id = id
    self.kind = kind
    self.donor = donor
    self.recipient = recipient
  }

  public init(_ row: PairingRow, in text: TextStore) {
    self.init(
      id: text[row.id], kind: row.kind, donor: text[row.donor], recipient: text[row.recipient])
    period = row.period
    programme = text[row.programme]
    agreement = text[row.agreement]
    confidence = row.confidence
    source = text[row.source]
    locator = text[row.locator]
    note = text[row.note]
  }

  func row(in text: inout TextStore) -> PairingRow {
    var row = PairingRow(
      id: text.append(id), kind: kind, donor: text.append(donor), recipient: text.append(recipient))
    row.period = period
    row.programme = text.append(programme)
    row.agreement = text.append(agreement)
    row.confidence = confidence
    row.source = text.append(source)
    row.locator = text.append(locator)
    row.note = text.append(note)
    return row
  }
}
