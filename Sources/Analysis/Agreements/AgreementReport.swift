public import NetworkModel

/// Which rules are asked about, and how they are judged.
public struct AgreementQuestion: Hashable, Sendable {
  /// Id of the only agreement.
  public var agreement: String?
  /// Only agreements whose giving, or receiving, side is or lies in this place.
  public var donor: NodeIndex?
  public var recipient: NodeIndex?
  /// Empty for all.
  public var kinds: Set<ObligationKind>
  public var years: ClosedRange<Int>?
  /// The one step of money that counts; the furthest on record when there is none.
  public var status: FlowStatus?

  public init(
    agreement: String? = nil, donor: NodeIndex? = nil, recipient: NodeIndex? = nil,
    kinds: Set<ObligationKind> = [], years: ClosedRange<Int>? = nil, status: FlowStatus? = nil
  ) {
    self.agreement = agreement
    self.donor = donor
    self.recipient = recipient
    self.kinds = kinds
    self.years = years
    self.status = status
  }
}

/// The rules of the agreements asked about, held against evidence.
public struct AgreementReport: Sendable {
  /// A warning and the verdicts of one rule to which it belongs.
  public struct WarningLine: Sendable {
    public let obligation: Obligation
    public let periods: [Period]
    public let warning: RuleWarning
  }

  public let question: AgreementQuestion
  public let completeness: Evidence.Completeness
  public let agreements: [Agreement]
  public let obligations: [Obligation]
  /// Rows of `rules`, of the agreements asked about, that do not make sense.
  public let faults: [ObligationFault]
  public let verdicts: [Verdict]
  public let schedule: [ScheduleLine]
  public let checklist: [ChecklistItem]
  public let warnings: [WarningLine]

  /// Judges the rules of the network that lends the evidence its places.
  ///
  /// Rules stand in id order, their verdicts in order of time.
  public init(_ question: AgreementQuestion, against evidence: Evidence) {
    let places = evidence.places
    func lies(_ id: String, in place: NodeIndex?) -> Bool {
      guard let place else { return true }
      return places.node(id: id).map { places.contains(place, $0) } ?? false
    }
    let chosen = evidence.agreements.filter {
      (question.agreement.map($0.id.elementsEqual) ?? true) && lies($0.donor, in: question.donor)
        && lies($0.recipient, in: question.recipient)
    }
    let ids = Set(chosen.map(\.id))
    let (all, faults) = Obligation.all(in: places)
    let asked = all.filter {
      ids.contains($0.scope.agreement)
        && (question.kinds.isEmpty || question.kinds.contains($0.kind))
    }
    let checker = RuleChecker(
      evidence, siblings: all, status: question.status, years: question.years)
    let verdicts = asked.flatMap(checker.verdicts(on:))
    self.question = question
    completeness = evidence.completeness
    agreements = chosen
    obligations = asked
    self.faults = faults.filter { ids.contains($0.agreement) }
    self.verdicts = verdicts
    schedule = scheduleLines(of: verdicts, among: all)
    checklist = question.kinds.isEmpty ? checker.checklist(of: chosen) : []
    warnings = Self.warnings(of: verdicts)
  }

  public func count(_ outcome: Verdict.Outcome) -> Int {
    verdicts.count { $0.outcome == outcome }
  }

  /// Each warning once a rule, in the order in which they come up.
  private static func warnings(of verdicts: [Verdict]) -> [WarningLine] {
    struct Key: Hashable {
      var rule: String
      var warning: RuleWarning
    }
    var order: [Key] = []
    var found: [Key: [Verdict]] = [:]
    for verdict in verdicts {
      for warning in verdict.warnings {
        let key = Key(rule: verdict.obligation.id, warning: warning)
        if found[key] == nil { order.append(key) }
        found[key, default: []].append(verdict)
      }
    }
    return order.compactMap { key in
      guard let verdicts = found[key], let first = verdicts.first else { return nil }
      return WarningLine(
        obligation: first.obligation, periods: verdicts.map(\.period), warning: key.warning)
    }
  }
}
