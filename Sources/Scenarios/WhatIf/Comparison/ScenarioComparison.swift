public import Analysis
public import NetworkModel

/// Two networks side by side: funds, coverage, dependence, equity and rules.
///
/// Every number is computed by the same functions on both; no measure knows that one of them is a scenario.
public struct ScenarioComparison: Sendable {
  /// An index of inequality on both sides.
  public struct EquityLine: Sendable {
    public let index: InequalityIndex
    public let before: Double?
    public let after: Double?
  }

  public let question: ComparisonQuestion
  public let before: PairingNetwork
  public let after: PairingNetwork
  public let totals: [TotalComparison]
  public let funds: [FundComparison]
  public let coverage: CoverageComparison
  public let dependence: [DependenceComparison]
  public let equity: [EquityLine]
  /// Why equity could not be measured.
  public let equityRefusal: EquityError?
  /// Units with a value, before and after, over which equity is measured.
  public let equityUnits: (before: Int, after: Int)
  public let rules: [RuleComparison]
  /// The reports in which the verdicts stand.
  public let agreements: (before: AgreementReport, after: AgreementReport)
  public let requirements: [RequirementVerdict]

  /// - Parameter requirements: what must hold, such as the bounds of a scenario.
  /// - Throws: the first requirement that cannot be judged.
  public init(
    _ question: ComparisonQuestion, before: PairingNetwork, after: PairingNetwork,
    requirements: [Requirement] = []
  ) throws(RequirementVerdict.Fault) {
    self.question = question
    self.before = before
    self.after = after
    totals = TotalComparison.lines(question, before, after)
    funds = FundComparison.lines(question, before, after)
    coverage = CoverageComparison(question, before, after)
    dependence = DependenceComparison.lines(
      question, before, after, kind: totals.count == 1 ? totals[0].kind : nil)
    (equity, equityUnits, equityRefusal) = Self.equity(question, before, after)
    agreements = Self.agreements(question, before, after)
    rules = Self.rules(
      agreements.before.verdicts,
      Self.verdicts(after: agreements.after, question, in: after))
    var verdicts: [RequirementVerdict] = []
    for (index, requirement) in requirements.enumerated() {
      verdicts.append(
        try RequirementVerdict(requirement, at: index, question, before, after))
    }
    self.requirements = verdicts
  }

  /// Whether a rule or a requirement is broken.
  public var breaksSomething: Bool {
    requirements.contains(where: \.isBroken) || rules.contains(where: isBroken)
  }

  /// A rule is broken when it is not met and was not so bad before; a plan answers for every rule on its money.
  public func isBroken(_ rule: RuleComparison) -> Bool {
    if rule.isBroken { return true }
    guard let after = rule.after, after.outcome == .notMet else { return false }
    return Self.isPlanned(after.obligation, question)
  }

  /// Whether a rule is about money that a plan has in its hands.
  private static func isPlanned(_ rule: Obligation, _ question: ComparisonQuestion) -> Bool {
    guard let planned = question.planned else { return false }
    switch rule.kind {
    case .schedule, .share, .floor, .ceiling, .holdHarmless, .effort:
      return rule.scope.fundClass.map(planned.contains) ?? true
    case .quota, .fullCoverage, .plan, .governance, .fundUse: return false
    }
  }

  private static func equity(
    _ question: ComparisonQuestion, _ before: PairingNetwork, _ after: PairingNetwork
  ) -> ([EquityLine], (before: Int, after: Int), EquityError?) {
    let asked = EquityQuestion(
      question.units, side: question.side == .recipient ? .recipient : .donor,
      measure: question.baseline.measure, status: question.baseline.status,
      years: question.baseline.years)
    do throws(EquityError) {
      let old = try EquityReport(asked, aversions: [1], in: before)
      let new = try EquityReport(asked, aversions: [1], in: after)
      let lines = new.indices.map { line in
        EquityLine(
          index: line.index, before: old.indices.first { $0.index == line.index }?.value,
          after: line.value)
      }
      let counts = (old.lines.count, new.lines.count)
      return (counts.0 + counts.1 == 0 ? [] : lines, counts, nil)
    } catch {
      return ([], (0, 0), error)
    }
  }

  private static func agreements(
    _ question: ComparisonQuestion, _ before: PairingNetwork, _ after: PairingNetwork
  ) -> (before: AgreementReport, after: AgreementReport) {
    // A promise fulfils nothing, so a baseline of promises leaves the step open.
    let status = question.baseline.status.flatMap {
      Evidence.countedStatuses.contains($0) ? $0 : nil
    }
    let asked = AgreementQuestion(years: question.baseline.years, status: status)
    return (
      AgreementReport(asked, against: Evidence(before)),
      AgreementReport(asked, against: Evidence(after))
    )
  }

  /// The verdicts after: for what a plan has in its hands, what it does not list is not given.
  private static func verdicts(
    after report: AgreementReport, _ question: ComparisonQuestion, in network: PairingNetwork
  ) -> [Verdict] {
    guard question.planned != nil, let years = question.baseline.years else {
      return report.verdicts
    }
    let complete = AgreementReport(
      report.question, against: Evidence(network, completeness: .years(Set(years))))
    return report.verdicts.filter { !isPlanned($0.obligation, question) }
      + complete.verdicts.filter { isPlanned($0.obligation, question) }
  }

  /// Verdicts that differ, and those that are not met after.
  private static func rules(
    _ before: [Verdict], _ after: [Verdict]
  ) -> [RuleComparison] {
    struct Key: Hashable {
      var rule: String
      var period: Period
    }
    func key(_ verdict: Verdict) -> Key {
      Key(rule: verdict.obligation.id, period: verdict.period)
    }
    let old = Dictionary(before.map { (key($0), $0) }, uniquingKeysWith: { a, _ in a })
    let new = Dictionary(after.map { (key($0), $0) }, uniquingKeysWith: { a, _ in a })
    let keys = after.map(key) + before.map(key).filter { new[$0] == nil }
    return keys.map { RuleComparison(before: old[$0], after: new[$0]) }
      .filter { $0.isDifferent || $0.after?.outcome == .notMet }
      .sorted { a, b in
        func order(_ rule: RuleComparison) -> (String, Int, Int) {
          let verdict = rule.after ?? rule.before
          return (
            verdict?.obligation.id ?? "", verdict?.period.firstDay ?? 0,
            verdict?.period.lastDay ?? 0
          )
        }
        return order(a) < order(b)
      }
  }
}
