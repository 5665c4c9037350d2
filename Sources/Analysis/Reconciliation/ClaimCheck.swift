public import NetworkModel

/// A printed number, held against the rows.
public struct ClaimCheck: Sendable {
  /// What is checked.
  public enum Subject: Hashable, Sendable {
    /// Position in ``PairingNetwork/claims``.
    case claim(Int)
    /// Row of a flow that repeats another one (`same_as`).
    case repeatedFlow(Int)
  }

  public let subject: Subject
  /// The unit in which the number is printed, and in which a person wants all others.
  public let unit: String
  public let precision: Precision
  public internal(set) var verdict = ReconciliationVerdict.cannotBeChecked
  /// What is printed; for a count on two sides the donors.
  public internal(set) var printed: Quantity?
  /// For a count on two sides the recipients.
  public internal(set) var printedRecipients: Quantity?
  /// What the rows give, bounds as they stand; its range says what they may mean.
  public internal(set) var computed: Quantity?
  public internal(set) var computedRecipients: Quantity?
  public internal(set) var missing: [MissingForCheck] = []
  /// The rows on which it rests, and those that were looked at and left aside, each with its role.
  public internal(set) var parts: [ClaimPart] = []
  /// How the number was computed.
  public internal(set) var formula: Wording?
  public internal(set) var explanations: [GapExplanation] = []
  /// Other denominators that were tried for a mean.
  public internal(set) var alternatives: [AlternativeMean] = []

  /// The rows give a lower end by nature: names of some units, the straight way. Short of it says nothing.
  var isLowerEnd = false

  init(_ subject: Subject, unit: String, precision: Precision) {
    self.subject = subject
    self.unit = unit
    self.precision = precision
  }

  /// Printed less computed: above 0 when the print says more than the rows. Absent when either is, when a printed bound
  /// holds, and when the rows only name some of the units that are counted.
  public var gap: ExactRatio? {
    guard let printed, let computed, printed.dimension == computed.dimension,
      !isLowerEnd || verdict != .cannotBeChecked
    else { return nil }
    if precision == .atLeast || precision == .atMost, verdict == .reconciles { return nil }
    return printed.value - computed.value
  }

  mutating func decide(isIncomplete: Bool = false) {
    guard let printed, let computed else { return }
    guard printed.dimension == computed.dimension else {
      self.computed = nil
      missing.append(.commonUnit)
      return
    }
    verdict = ReconciliationVerdict(
      printed: printed, precision, computed: computed, isIncomplete: isIncomplete)
    if verdict != .cannotBeChecked {
      // What is not known did not stand in the way, but amounts that are left out are worth saying.
      missing.removeAll { if case .amounts = $0 { false } else { true } }
    } else if precision == .approximate {
      missing.append(.nearness)
    } else if precision == .atMost, missing.isEmpty {
      missing.append(.upperEnd)
    }
  }
}

/// A row on which a check rests, or that it leaves aside.
public struct ClaimPart: Hashable, Sendable {
  public enum Row: Hashable, Sendable {
    case flow(Int)
    case claim(Int)
    case rule(Int)
    case event(Int)
  }

  public enum Role: String, Term {
    case counted
    /// What is divided by.
    case denominator
    /// The period before, or that over which something is an increase.
    case before
    /// Inside another row that counts.
    case part
    /// A second mention of a row that counts.
    case `repeat`
    /// May be inside another row, or inside the claim: it widens the range and adds nothing.
    case mayBeInside = "may_be_inside"
    case unknownAmount = "unknown_amount"
    /// In a unit that cannot be added, such as goods without a value.
    case otherUnit = "other_unit"
    /// Pledged, agreed, planned or signed, while others have been given.
    case promised
    /// Computed or concluded itself, so that it proves nothing.
    case notEvidence = "not_evidence"

    public var label: Wording {
      switch self {
      case .counted: Wording(en: "counted", zh: "计入")
      case .denominator: Wording(en: "denominator", zh: "分母")
      case .before: Wording(en: "before", zh: "对比期")
      case .part: Wording(en: "part of a counted row", zh: "已含于计入项")
      case .repeat: Wording(en: "repeat", zh: "重复提及")
      case .mayBeInside: Wording(en: "may be inside", zh: "可能已含")
      case .unknownAmount: Wording(en: "amount unknown", zh: "数额不详")
      case .otherUnit: Wording(en: "other unit", zh: "单位不同")
      case .promised: Wording(en: "only promised", zh: "尚未兑现")
      case .notEvidence: Wording(en: "not evidence", zh: "非独立证据")
      }
    }
  }

  public let row: Row
  public var role: Role
  /// Of a rule that grows, the year whose amount is meant.
  public let year: Int?

  init(_ row: Row, _ role: Role, year: Int? = nil) {
    self.row = row
    self.role = role
    self.year = year
  }

  /// Its number; nothing when it is not known.
  public func quantity(in network: PairingNetwork) -> Quantity? {
    network.quantity(of: row, in: year)
  }
}

/// Something that bears on a check: a candidate for a gap, an assumption, a second way to read it.
public struct GapExplanation: Sendable {
  public enum Kind: String, Term {
    case unitPrice = "unit_price"
    case missedRow = "missed_row"
    case countedTwice = "counted_twice"
    case openBound = "open_bound"
    case unknownAmount = "unknown_amount"
    case uncovered
    case mayBeInside = "may_be_inside"
    case statuses
    case assumption
    case otherDenominator = "other_denominator"
    case impliedDenominator = "implied_denominator"
    case impliedNumerator = "implied_numerator"
    case surplus
    case route

    public var label: Wording {
      switch self {
      case .unitPrice: Wording(en: "unit price", zh: "单价推算")
      case .missedRow: Wording(en: "row left out", zh: "或遗漏一项")
      case .countedTwice: Wording(en: "row too many", zh: "或多计一项")
      case .openBound: Wording(en: "open bound", zh: "“余”数未定")
      case .unknownAmount: Wording(en: "unknown amount", zh: "数额不详")
      case .uncovered: Wording(en: "not recorded", zh: "未录得部分")
      case .mayBeInside: Wording(en: "possible overlap", zh: "可能重叠")
      case .statuses: Wording(en: "steps joined", zh: "合并不同环节")
      case .assumption: Wording(en: "assumption", zh: "假设")
      case .otherDenominator: Wording(en: "other denominator", zh: "其他分母")
      case .impliedDenominator: Wording(en: "implied denominator", zh: "推得分母")
      case .impliedNumerator: Wording(en: "implied numerator", zh: "推得分子")
      case .surplus: Wording(en: "uneven sides", zh: "两侧数目不等")
      case .route: Wording(en: "route", zh: "路程")
      }
    }
  }

  public let kind: Kind
  /// `derived` when arithmetic gives it, `inferred` when it is one candidate among others: never asserted.
  public let certainty: Precision
  public let text: Wording
  public let rows: [ClaimPart.Row]

  init(_ kind: Kind, _ certainty: Precision, _ text: Wording, rows: [ClaimPart.Row] = []) {
    self.kind = kind
    self.certainty = certainty
    self.text = text
    self.rows = rows
  }
}

/// A mean with another number of units.
public struct AlternativeMean: Sendable {
  /// What the units are.
  public let name: Wording
  public let count: Int
  public let computed: Quantity
  public let verdict: ReconciliationVerdict
}
