public import NetworkModel

/// What the evidence says of one rule in one period.
public struct Verdict: Sendable {
  public enum Outcome: String, Term {
    case met
    case notMet = "not_met"
    /// The record does not settle it; ``Verdict/missing`` says what is missing.
    case undetermined = "cannot_be_determined"
    /// The rule prints no number, so there is nothing to hold against it.
    case noTarget = "no_target"

    public var label: Wording {
      switch self {
      case .met: Wording(en: "met", zh: "达到")
      case .notMet: Wording(en: "not met", zh: "未达到")
      case .undetermined: Wording(en: "cannot be determined", zh: "无法判定")
      case .noTarget: Wording(en: "no target", zh: "未设指标")
      }
    }
  }

  /// In what ``required`` and ``actual`` are.
  public enum Unit: Hashable, Sendable {
    case fen
    /// People, things or units, counted.
    case count(String)
    /// A fraction.
    case ratio
  }

  /// The money behind a ratio, in fen.
  public struct Parts: Hashable, Sendable {
    public var part: ValueRange
    /// Absent when it is not on record.
    public var whole: ValueRange?
    /// The rule is met only if the whole was at most this.
    public var greatestWhole: ExactRatio?
  }

  /// What had been given when a first part of the period was over.
  public struct Milestone: Hashable, Sendable {
    public let period: Period
    /// In fen.
    public let amount: ExactRatio
    public let row: String
  }

  /// One unit of a rule that is judged unit by unit.
  public struct UnitVerdict: Hashable, Sendable {
    public let unit: NodeIndex
    public let outcome: Outcome
    public let required: ExactRatio?
    public let actual: ValueRange?
  }

  public let obligation: Obligation
  public let judged: JudgedPeriod
  public var outcome: Outcome
  public var unit: Unit
  public var required: ExactRatio?
  /// What is required at most, for a ceiling; else it is a least.
  public var isUpperBound = false
  /// All that may have been given, in the unit; absent without any record.
  public var actual: ValueRange?
  /// The sum of the numbers on record, as printed; a part of the truth where the record is not complete.
  public var recorded: ExactRatio?
  /// The step of money that was judged: the furthest on record. Steps are never added.
  public var status: FlowStatus?
  public var parts: Parts?
  /// Ids of the rows, documents, nodes or events behind it.
  public var evidence: [String] = []
  /// How the numbers behind it were printed, each once.
  public var precisions: [Precision] = []
  /// Source and place in it of the rows behind it, each once: `doc-000 L3`.
  public var citations: [String] = []
  /// Ids of claims that say that the rule holds.
  public var claims: [String] = []
  public var missing: [MissingEvidence] = []
  public var warnings: [RuleWarning] = []
  public var milestones: [Milestone] = []
  public var units: [UnitVerdict] = []

  init(
    _ obligation: Obligation, _ judged: JudgedPeriod, _ outcome: Outcome, _ unit: Unit,
    required: ExactRatio? = nil
  ) {
    self.obligation = obligation
    self.judged = judged
    self.outcome = outcome
    self.unit = unit
    self.required = required
  }

  public var period: Period { judged.period }

  /// Names the rows behind the verdict.
  mutating func cite(_ rows: [EvidenceRow]) {
    for row in rows {
      evidence.append(row.id)
      if !precisions.contains(row.precision) { precisions.append(row.precision) }
      guard let source = row.source else { continue }
      let citation = row.locator.map { "\(source) \($0)" } ?? source
      if !citations.contains(citation) { citations.append(citation) }
    }
  }

  /// What was given less what is required; below 0 is a shortfall.
  public var difference: ValueRange? {
    guard let required, let actual else { return nil }
    return actual - ValueRange(exactly: required)
  }

  /// What is on record over what is required, as a fraction; nothing when nothing is required or on record.
  public var fulfilment: ExactRatio? {
    guard let required, let recorded else { return nil }
    return recorded.divided(by: required)
  }
}

extension ValueRange {
  /// Whether every value, no value, or some values of the range are at least `bound`.
  func verdict(atLeast bound: ExactRatio) -> Verdict.Outcome {
    if let lower, bound <= lower { return .met }
    if let upper, upper < bound { return .notMet }
    return .undetermined
  }

  func verdict(atMost bound: ExactRatio) -> Verdict.Outcome {
    if let upper, upper <= bound { return .met }
    if let lower, bound < lower { return .notMet }
    return .undetermined
  }

  /// The one value, when there is one.
  public var single: ExactRatio? { lower == upper ? lower : nil }
}
