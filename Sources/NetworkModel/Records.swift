/// One row of `claims`: a printed aggregate that flows and pairings can be held against.
public struct Claim: Hashable, Sendable {
  public var id: String
  public var kind: String
  /// The node or group of which it speaks.
  public var subject: String
  public var scope: String?
  public var measure: String?
  /// The category of flows of which it speaks; absent when it speaks of all.
  public var category: String?
  public var period = Period.unknown
  public var value: ExactDecimal?
  public var value2: ExactDecimal?
  public var unit: String
  public var precision = Precision.exact
  /// Ids of the flows, claims or rules from which the number is computed, or which it counts.
  public var basis: [String] = []
  /// Ids of flows or claims that may already contain this one; the source does not say.
  public var mayBePartOf: [String] = []
  public var source: String?
  public var locator: String?
  public var note: String?

  public init(id: String, kind: String, subject: String, unit: String) {
    self.id = id
    self.kind = kind
    self.subject = subject
    self.unit = unit
  }
}

/// One row of `agreements`: a signed agreement or plan.
public struct Agreement: Hashable, Sendable {
  public var id: String
  public var title: String
  public var donor: String
  public var recipient: String
  public var signed: CalendarDate?
  public var period = Period.unknown
  public var source: String?

  public init(id: String, title: String, donor: String, recipient: String) {
    self.id = id
    self.title = title
    self.donor = donor
    self.recipient = recipient
  }
}

/// One row of `rules`: one obligation of an agreement, as data.
public struct Rule: Hashable, Sendable {
  public var id: String
  public var agreement: String
  public var kind: String
  public var fundClass: String?
  public var group: String?
  /// In yuan for money, in the unit of `per` otherwise.
  public var baseAmount: ExactDecimal?
  public var baseYear: Int?
  public var rate: ExactDecimal?
  public var threshold: ExactDecimal?
  public var per: String?
  public var period = Period.unknown
  /// Derived, when the number is not printed but computed from others: no evidence for those then.
  public var precision = Precision.exact
  public var source: String?
  public var locator: String?

  public init(id: String, agreement: String, kind: String) {
    self.id = id
    self.agreement = agreement
    self.kind = kind
  }
}

/// One row of `groups`: a place is a member of a named set.
public struct Membership: Hashable, Sendable {
  public var group: String
  public var node: String
  public var period = Period.unknown
  public var source: String?

  public init(group: String, node: String) {
    self.group = group
    self.node = node
  }
}

/// One row of `indicators`: population, revenue, area … of a node in a year.
public struct Indicator: Hashable, Sendable {
  public var node: String
  public var indicator: String
  public var year: Int
  public var value: ExactDecimal
  public var unit: String
  public var source: String?

  public init(node: String, indicator: String, year: Int, value: ExactDecimal, unit: String) {
    self.node = node
    self.indicator = indicator
    self.year = year
    self.value = value
    self.unit = unit
  }
}

/// One row of `events`: a dated visit, meeting, signing or delisting.
public struct Event: Hashable, Sendable {
  public var id: String
  public var kind: String
  public var date: Period
  public var from: String?
  public var to: String?
  public var count: ExactDecimal?
  public var unit: String?
  public var source: String?
  public var locator: String?

  public init(id: String, kind: String, date: Period) {
    self.id = id
    self.kind = kind
    self.date = date
  }
}

/// One row of `sources`: a document.
public struct Source: Hashable, Sendable {
  public var id: String
  public var title: String
  public var publisher: String?
  public var published: Period = .unknown
  public var referencePeriod = Period.unknown
  public var file: String?
  public var note: String?

  public init(id: String, title: String) {
    self.id = id
    self.title = title
  }
}
