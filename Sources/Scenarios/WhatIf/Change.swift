public import NetworkModel

/// One edit of a scenario, in the words of an officer.
public struct Change: Hashable, Sendable {
  public enum Action: Hashable, Sendable {
    /// Money or other things go to other recipients; nothing is added or lost.
    case move(FundSelection, to: [SplitShare], Portion)
    /// What is selected becomes this much together.
    case set(FundSelection, FundAmount)
    /// What is selected grows or shrinks by so many per cent.
    case scale(FundSelection, percent: UncertainNumber)
    /// New flows.
    case add(NewFunds, FundAmount)
    case cut(FundSelection, Portion)
    case pair(NewPairing)
    case unpair(PairingSelection, since: CalendarDate?)
    case rePair(PairingSelection, to: String, since: CalendarDate?)
    case withdraw(Withdrawal)
    case join(node: String, group: String, since: CalendarDate?)
    case leave(node: String, group: String, since: CalendarDate?)
    /// An obligation of an agreement gets other terms.
    case agree(RuleSelection, RuleTerms)
    /// The funds of the baseline become those of a plan: what the plan does not list is not given.
    case plan([PlannedFunds])
    /// Rows become what they were: how a scenario is taken back.
    case revert([Edit])
  }

  /// A name of the change for messages, unique in its scenario.
  public var id: String?
  public var action: Action
  public var note: String?
  /// The scenario that it comes from, when that is another one on which this one stands.
  public var origin: String?

  public init(_ action: Action, id: String? = nil, note: String? = nil) {
    self.action = action
    self.id = id
    self.note = note
  }
}

/// Which flows a change is about; what is absent is taken from the baseline, or does not matter.
public struct FundSelection: Hashable, Sendable {
  /// One flow by its id.
  public var flow: String?
  /// What this place or group, or what lies in it, gives.
  public var donor: String?
  public var recipient: String?
  public var category: String?
  public var agreement: String?
  public var years: ClosedRange<Int>?
  public var status: FlowStatus?
  public var measure: Measure?

  public init(
    flow: String? = nil, donor: String? = nil, recipient: String? = nil, category: String? = nil,
    agreement: String? = nil, years: ClosedRange<Int>? = nil, status: FlowStatus? = nil,
    measure: Measure? = nil
  ) {
    self.flow = flow
    self.donor = donor
    self.recipient = recipient
    self.category = category
    self.agreement = agreement
    self.years = years
    self.status = status
    self.measure = measure
  }
}

/// How much of a selection.
public enum Portion: Hashable, Sendable {
  case all
  case amount(FundAmount)
  case percent(UncertainNumber)
}

/// A number with its unit: 300 万元, 20 人.
public struct FundAmount: Hashable, Sendable {
  public var number: UncertainNumber
  /// `CNY`, `万元`, `亿元`, or the unit of what is counted.
  public var unit: String

  public init(_ number: UncertainNumber, _ unit: String) {
    self.number = number
    self.unit = unit
  }

  /// An amount of money.
  public init(_ money: Money) {
    self.init(.exact(money.decimal(in: .yuan)), MoneyUnit.yuan.rawValue)
  }
}

/// A recipient and its part of what is given; the parts of one list are in proportion.
public struct SplitShare: Hashable, Sendable {
  public var node: String
  public var share: ExactDecimal

  public init(_ node: String, share: ExactDecimal = ExactDecimal(1)) {
    self.node = node
    self.share = share
  }
}

/// Flows that are not there yet.
public struct NewFunds: Hashable, Sendable {
  public var donor: String
  public var recipients: [SplitShare]
  public var category: String
  public var period: Period?
  public var status: FlowStatus?
  public var measure: Measure?
  public var agreement: String?

  public init(
    donor: String, recipients: [SplitShare], category: String, period: Period? = nil,
    status: FlowStatus? = nil, measure: Measure? = nil, agreement: String? = nil
  ) {
    self.donor = donor
    self.recipients = recipients
    self.category = category
    self.period = period
    self.status = status
    self.measure = measure
    self.agreement = agreement
  }
}

/// A pairing that is not there yet.
public struct NewPairing: Hashable, Sendable {
  public var kind: PairingKind
  public var donor: String
  public var recipient: String
  /// From the baseline's date with no end, when absent.
  public var period: Period?
  public var programme: String?
  public var agreement: String?

  public init(
    _ kind: PairingKind, donor: String, recipient: String, period: Period? = nil,
    programme: String? = nil, agreement: String? = nil
  ) {
    self.kind = kind
    self.donor = donor
    self.recipient = recipient
    self.period = period
    self.programme = programme
    self.agreement = agreement
  }
}

/// Pairings that are there: one by its id, or all that hold between two nodes.
public struct PairingSelection: Hashable, Sendable {
  public var id: String?
  public var donor: String?
  public var recipient: String?
  public var kind: PairingKind?

  public init(
    id: String? = nil, donor: String? = nil, recipient: String? = nil, kind: PairingKind? = nil
  ) {
    self.id = id
    self.donor = donor
    self.recipient = recipient
    self.kind = kind
  }
}

/// A donor leaves: its pairings end and what it would give is not given, or somebody else takes it over.
public struct Withdrawal: Hashable, Sendable {
  /// What leaves with it.
  public enum Extent: String, Term {
    /// The donor and everything that lies in it: its towns, schools and firms.
    case all
    case itself

    public var label: Wording {
      switch self {
      case .all: Wording(en: "everything in it", zh: "连同其下各单位")
      case .itself: Wording(en: "itself alone", zh: "仅其本身")
      }
    }
  }

  public var donor: String
  public var since: CalendarDate?
  /// Who gives what it would have given; nobody when absent.
  public var fundsTo: String?
  /// Who takes its pairings over; nobody when absent.
  public var pairingsTo: String?
  public var extent: Extent

  public init(
    _ donor: String, since: CalendarDate? = nil, fundsTo: String? = nil,
    pairingsTo: String? = nil, extent: Extent = .all
  ) {
    self.donor = donor
    self.since = since
    self.fundsTo = fundsTo
    self.pairingsTo = pairingsTo
    self.extent = extent
  }
}

/// A rule by its id, or the only one of a kind in an agreement.
public struct RuleSelection: Hashable, Sendable {
  public var id: String?
  public var agreement: String?
  public var kind: String?

  public init(id: String? = nil, agreement: String? = nil, kind: String? = nil) {
    self.id = id
    self.agreement = agreement
    self.kind = kind
  }
}

/// The terms of a rule that change; absent ones stay.
public struct RuleTerms: Hashable, Sendable {
  /// Money in yuan, or a number.
  public var base: ExactDecimal?
  public var baseYear: Int?
  /// As a fraction: 8 % is 0.08.
  public var rate: ExactDecimal?
  /// A fraction or a number, as the kind of the rule wants it.
  public var threshold: ExactDecimal?
  public var period: Period?

  public init(
    base: ExactDecimal? = nil, baseYear: Int? = nil, rate: ExactDecimal? = nil,
    threshold: ExactDecimal? = nil, period: Period? = nil
  ) {
    self.base = base
    self.baseYear = baseYear
    self.rate = rate
    self.threshold = threshold
    self.period = period
  }
}

/// One line of a plan.
public struct PlannedFunds: Hashable, Sendable {
  public var donor: String
  public var recipient: String
  public var amount: Money
  /// The baseline's when absent.
  public var category: String?
  public var year: Int?
  public var status: FlowStatus?

  public init(
    donor: String, recipient: String, amount: Money, category: String? = nil, year: Int? = nil,
    status: FlowStatus? = nil
  ) {
    self.donor = donor
    self.recipient = recipient
    self.amount = amount
    self.category = category
    self.year = year
    self.status = status
  }
}

extension Change {
  /// The categories that a plan names.
  public var plannedCategories: [String] {
    if case .plan(let rows) = action { rows.compactMap(\.category) } else { [] }
  }

  var isUncertain: Bool {
    func isRange(_ portion: Portion) -> Bool {
      switch portion {
      case .all: false
      case .amount(let amount): amount.number.isRange
      case .percent(let percent): percent.isRange
      }
    }
    return switch action {
    case .move(_, _, let portion), .cut(_, let portion): isRange(portion)
    case .set(_, let amount), .add(_, let amount): amount.number.isRange
    case .scale(_, let percent): percent.isRange
    default: false
    }
  }
}
