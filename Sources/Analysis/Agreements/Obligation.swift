public import NetworkModel

/// One rule of an agreement, typed: what must hold, for whom, of which money, and when.
///
/// It is made from a row of `rules` with ``init(_:of:)``, or by hand for a scenario or a reallocation.
public struct Obligation: Hashable, Sendable {
  /// Id of the rule.
  public let id: String
  public let scope: ObligationScope
  public let terms: ObligationTerms
  public let source: String?
  public let locator: String?
  /// Derived, when its number is not printed but computed from others.
  public let precision: Precision

  public init(
    id: String, scope: ObligationScope, terms: ObligationTerms, source: String? = nil,
    locator: String? = nil, precision: Precision = .exact
  ) {
    self.id = id
    self.scope = scope
    self.terms = terms
    self.source = source
    self.locator = locator
    self.precision = precision
  }

  public var kind: ObligationKind { terms.kind }
}

/// To what an obligation applies. Two rules with different scopes are never judged by each other's money.
public struct ObligationScope: Hashable, Sendable {
  /// Id of the agreement.
  public var agreement: String
  /// Ids of the two sides of the agreement.
  public var donor: String
  public var recipient: String
  /// The category of flows that is governed; absent when the rule names none.
  public var fundClass: String?
  /// The place or group at which the rule is aimed; absent for the whole receiving side.
  public var group: String?
  /// When it is in force. A bound that the rule does not give is that of the agreement.
  public var period: Period
  /// A bound of ``period`` comes from the agreement.
  public var takesBoundOfAgreement = false

  public init(
    agreement: String, donor: String, recipient: String, fundClass: String? = nil,
    group: String? = nil, period: Period = .unknown
  ) {
    self.agreement = agreement
    self.donor = donor
    self.recipient = recipient
    self.fundClass = fundClass
    self.group = group
    self.period = period
  }
}

/// What must hold. Money is in fen, exact; shares and rates are fractions.
public enum ObligationTerms: Hashable, Sendable {
  /// At least the amount that is due in each step.
  case schedule(GrowthSchedule)
  /// At least this part of the fund class must reach the group.
  case share(atLeast: ExactRatio, per: Cadence)
  /// At least so many people or things; nothing when the source prints no number.
  case quota(number: ExactRatio?, per: Cadence)
  case floor(amount: ExactRatio, per: Cadence, reach: Reach)
  case ceiling(amount: ExactRatio, per: Cadence, reach: Reach)
  /// Each unit gets at least this part of what it got in the base year, or in the step before.
  case holdHarmless(atLeast: ExactRatio, baseYear: Int?, per: Cadence)
  /// The fund class is at least this part of an indicator of the donor.
  case effort(share: ExactRatio, indicator: String, per: Cadence)
  /// Each unit of the group has at least this many.
  case fullCoverage(atLeast: ExactRatio)
  /// A plan or list exists; with a number, so many in each step.
  case plan(number: ExactRatio?, per: Cadence)
  /// A body, meeting or register exists; with a number, so many meetings in each step.
  case governance(number: ExactRatio?, per: Cadence)
  /// Rules for the use of the fund class exist and hold.
  case fundUse

  /// Whether an amount is meant for the group as a whole or for each of its units.
  public enum Reach: Hashable, Sendable {
    case whole, eachUnit
  }

  public var kind: ObligationKind {
    switch self {
    case .schedule: .schedule
    case .share: .share
    case .quota: .quota
    case .floor: .floor
    case .ceiling: .ceiling
    case .holdHarmless: .holdHarmless
    case .effort: .effort
    case .fullCoverage: .fullCoverage
    case .plan: .plan
    case .governance: .governance
    case .fundUse: .fundUse
    }
  }

  public var cadence: Cadence {
    switch self {
    case .schedule(let schedule): schedule.per
    case .share(_, let per), .quota(_, let per), .effort(_, _, let per), .plan(_, let per),
      .governance(_, let per), .floor(_, let per, _), .ceiling(_, let per, _),
      .holdHarmless(_, _, let per):
      per
    case .fullCoverage, .fundUse: .unstated
    }
  }

  /// Whether it governs amounts of money, so that the agreement is more than a document.
  var isAboutMoney: Bool {
    switch self {
    case .schedule, .share, .floor, .ceiling, .holdHarmless, .effort: true
    case .quota, .fullCoverage, .plan, .governance, .fundUse: false
    }
  }
}

/// The kinds of rules, as they are written in the data.
public enum ObligationKind: String, Term {
  case schedule, share, quota, floor, ceiling
  case holdHarmless = "hold_harmless"
  case effort
  case fullCoverage = "full_coverage"
  case plan, governance
  case fundUse = "fund_use"

  public var label: Wording {
    switch self {
    case .schedule: Wording(en: "schedule", zh: "资金递增")
    case .share: Wording(en: "share", zh: "资金占比")
    case .quota: Wording(en: "quota", zh: "人数（数量）指标")
    case .floor: Wording(en: "floor", zh: "资金下限")
    case .ceiling: Wording(en: "ceiling", zh: "资金上限")
    case .holdHarmless: Wording(en: "hold harmless", zh: "不低于基期")
    case .effort: Wording(en: "fiscal effort", zh: "财政投入占比")
    case .fullCoverage: Wording(en: "full coverage", zh: "全覆盖")
    case .plan: Wording(en: "plan", zh: "规划计划")
    case .governance: Wording(en: "governance", zh: "工作机制")
    case .fundUse: Wording(en: "use of funds", zh: "资金使用管理")
    }
  }
}
