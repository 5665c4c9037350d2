public import NetworkModel

/// Holds rules against evidence and says what is met, what is not, and what cannot be determined.
///
/// It judges the record, a scenario and a plan alike, and shares no code with anything that makes plans.
///
/// ## Conventions
/// - Rules of money, year by year: each year of the rule has a verdict. Shares, quotas and meetings: years that nothing is
///   recorded for are taken together (45 a year for 2011–2015 is 225), and a row over several years is judged over them.
/// - Met and not met are said only where every value that the record allows agrees: `at_least` 400 breaks a ceiling of 300 and
///   meets a floor of 400; against a floor of 500 nothing can be said.
/// - What is not on record may have been given, unless the evidence is complete for the year. So parts below a floor settle
///   nothing, and parts above it do.
/// - A rule is judged by rows of its fund class, from the giving side to its group, in its time, that name its agreement or none.
///   A rule whose group lies on the donor's side runs the other way.
public struct RuleChecker {
  let index: EvidenceIndex
  /// All rules that are known, for those that look at others of their agreement.
  let siblings: [Obligation]
  let status: FlowStatus?
  let years: ClosedRange<Int>?

  /// - Parameters:
  ///   - siblings: the rules among which those that are judged stand.
  ///   - status: the one step of money that counts; the furthest on record when there is none.
  ///   - years: the years to judge; all of each rule when there are none.
  public init(
    _ evidence: Evidence, siblings: [Obligation], status: FlowStatus? = nil,
    years: ClosedRange<Int>? = nil
  ) {
    index = EvidenceIndex(evidence)
    self.siblings = siblings
    self.status = status
    self.years = years
  }

  var evidence: Evidence { index.evidence }
  var places: PairingNetwork { index.evidence.places }

  /// The verdicts on one rule, in order of time.
  ///
  /// - Complexity: O(rows) for each verdict.
  public func verdicts(on obligation: Obligation) -> [Verdict] {
    guard let sides = RuleSides(obligation.scope, in: self) else {
      return judgedWhole(obligation).map { judged in
        var verdict = Verdict(obligation, judged, .undetermined, .count("row"))
        verdict.missing = [.units(group: obligation.scope.group)]
        return verdict
      }
    }
    var verdicts =
      switch obligation.terms {
      case .schedule, .floor, .ceiling: amounts(obligation, sides)
      case .holdHarmless: heldHarmless(obligation, sides)
      case .share: shares(obligation, sides)
      case .effort: efforts(obligation, sides)
      case .quota: quotas(obligation, sides)
      case .fullCoverage: coverages(obligation, sides)
      case .plan, .governance, .fundUse: documents(obligation, sides)
      }
    for position in verdicts.indices {
      verdicts[position].warnings += timeWarnings(obligation, verdicts[position].judged)
    }
    return verdicts
  }

  /// The whole time of a rule as one period, if it touches the years asked for.
  func judgedWhole(_ obligation: Obligation) -> [JudgedPeriod] {
    let period = obligation.scope.period
    if let years, let first = CalendarDate(year: years.lowerBound),
      let last = CalendarDate(year: years.upperBound), !period.isUnknown,
      period.firstDay > last.lastDay || period.lastDay < first.firstDay
    {
      return []
    }
    return [JudgedPeriod(whole: period)]
  }

  /// The periods for which a rule gets verdicts.
  ///
  /// - Parameter merging: years without a record are taken together.
  func judgedPeriods(
    _ obligation: Obligation, recorded: [Period], promised: [Period] = [], merging: Bool
  ) -> [JudgedPeriod] {
    let cadence = obligation.terms.cadence
    guard cadence.monthsPerStep != nil else { return judgedWhole(obligation) }
    func steps(of period: Period) -> ClosedRange<Int>? {
      guard case .date(let first, _) = period.start, case .date(let last, _) = period.end,
        let a = cadence.step(of: first, atEnd: false), let b = cadence.step(of: last, atEnd: true)
      else { return nil }
      return a...b
    }
    let seen = (recorded + promised).compactMap(steps(of:))
    guard
      let all = horizon(
        obligation.scope.period, cadence, seen: seen.flatMap { [$0.lowerBound, $0.upperBound] })
    else { return years == nil ? judgedWhole(obligation) : [] }
    var touched: Set<Int> = []
    var spans: Set<ClosedRange<Int>> = []
    for period in recorded {
      guard let range = steps(of: period), range.lowerBound >= all.lowerBound,
        range.upperBound <= all.upperBound
      else { continue }
      if range.count == 1 { touched.insert(range.lowerBound) } else { spans.insert(range) }
    }
    let spanned = Set(spans.flatMap { Array($0) })
    var judged = Array(spans)
    var run: ClosedRange<Int>?
    for step in all {
      if !merging || touched.contains(step) {
        judged.append(step...step)
      } else if !spanned.contains(step) {
        if let open = run, open.upperBound == step - 1 {
          run = open.lowerBound...step
        } else {
          if let open = run { judged.append(open) }
          run = step...step
        }
      }
    }
    if let run { judged.append(run) }
    return judged.sorted { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
      .map { JudgedPeriod($0, of: cadence) }
  }

  /// The same for the rows that may have reached a place.
  func judgedPeriods(
    _ obligation: Obligation, _ scoped: ScopedRows, touching place: NodeIndex, merging: Bool
  ) -> [JudgedPeriod] {
    let periods = scoped.periods(touching: place, during: obligation.scope.period)
    return judgedPeriods(
      obligation, recorded: periods.given, promised: periods.promised, merging: merging)
  }

  /// The steps from the first to the last that a rule is judged for.
  private func horizon(
    _ period: Period, _ cadence: Cadence, seen: [Int]
  ) -> ClosedRange<Int>? {
    func step(_ bound: Period.Bound, atEnd: Bool) -> Int? {
      guard case .date(let date, _) = bound else { return nil }
      return cadence.step(of: date, atEnd: atEnd)
    }
    let (start, end) = (step(period.start, atEnd: false), step(period.end, atEnd: true))
    let asked = years.map { years in
      cadence.firstStep(
        ofYear: years.lowerBound)...(cadence.firstStep(ofYear: years.upperBound + 1) - 1)
    }
    let known = seen.filter { (start ?? .min) <= $0 && $0 <= (end ?? .max) }
    guard let first = start ?? asked?.lowerBound ?? known.min() ?? end,
      let last = end ?? asked?.upperBound ?? known.max() ?? start
    else { return nil }
    let lower = max(first, asked?.lowerBound ?? first)
    let upper = min(last, asked?.upperBound ?? last)
    return lower <= upper ? lower...upper : nil
  }

  private func timeWarnings(_ obligation: Obligation, _ judged: JudgedPeriod) -> [RuleWarning] {
    var warnings: [RuleWarning] = []
    let period = obligation.scope.period
    if obligation.scope.takesBoundOfAgreement { warnings.append(.boundOfAgreement(period)) }
    if let years = judged.years, judged.steps != nil,
      [years.lowerBound, years.upperBound].contains(where: { year in
        CalendarDate(year: year).map { period.covers($0) != .yes } ?? false
      })
    {
      warnings.append(.forceUncertain(period))
    }
    return warnings
  }

  /// What was given to a place where no row that counts surely lies in the period: nothing, when the record is complete, but
  /// for rows whose time is not settled, or that are on record at another step of money than the one asked for.
  func absent(
    _ scoped: ScopedRows, _ judged: JudgedPeriod, to place: NodeIndex
  ) -> ValueRange? {
    guard evidence.isComplete(in: judged) else { return nil }
    let open = unsettled(scoped, judged, to: place)
    return index.outermost(open.undated + open.atOtherSteps).reduce(ValueRange(exactly: .zero)) {
      $0 + ValueRange(from: .zero, to: scoped.row($1).range.upper)
    }
  }

  /// Rows that may have reached a place in a period, as far as their time and their step of money tell.
  private func unsettled(
    _ scoped: ScopedRows, _ judged: JudgedPeriod, to place: NodeIndex
  ) -> (undated: [Int], atOtherSteps: [Int]) {
    let reach = index.relations.relation(to: place, during: judged.period)
    let touching = scoped.given.filter { reach(index.recipients[$0]) != .outside }
    return (
      touching.filter { judged.relation(of: index.periods[$0]) == .around },
      touching.filter {
        judged.relation(of: index.periods[$0]) == .inside && status != nil
          && evidence.rows[$0].status != status
      }
    )
  }

  /// What is missing where nothing is on record.
  func nothingOnRecord(
    _ obligation: Obligation, _ scoped: ScopedRows, _ judged: JudgedPeriod, to place: NodeIndex
  ) -> [MissingEvidence] {
    let open = unsettled(scoped, judged, to: place)
    var missing: [MissingEvidence] = []
    if !evidence.isComplete(in: judged) {
      missing.append(
        .amounts(
          fundClass: obligation.scope.fundClass, period: judged.period,
          promised: scoped.promises(in: judged)))
    }
    if !open.undated.isEmpty { missing.append(.dates(rows: scoped.ids(open.undated))) }
    if let status, !open.atOtherSteps.isEmpty {
      missing.append(.laterStep(rows: scoped.ids(open.atOtherSteps), status: status))
    }
    return missing
  }

  /// Warnings on rows that a verdict rests on.
  func rowWarnings(_ rows: [Int]) -> [RuleWarning] {
    rows.compactMap { position in
      let precision = evidence.rows[position].precision
      guard precision == .derived || precision == .inferred else { return nil }
      return .notPrinted(row: evidence.rows[position].id, precision)
    }
  }

  /// Warnings on rows that are set aside because they rest on another agreement.
  func foreignWarnings(_ scoped: ScopedRows, in judged: JudgedPeriod) -> [RuleWarning] {
    scoped.foreign.map(scoped.row).filter { row in
      judged.relation(of: row.period) == .inside
        // A part of a row that counts is counted with it.
        && !(row.partOf.flatMap(index.position(of:)).map(scoped.given.contains) ?? false)
    }.map { .otherAgreement(row: $0.id, agreement: $0.agreement ?? "") }
  }
}

/// Who gives and who receives under a rule.
struct RuleSides {
  let giver: NodeIndex
  let receiver: NodeIndex
  /// At whom the rule is aimed: the group, or all of the receiving side.
  let target: NodeIndex
  /// From the recipient of the agreement to its donor.
  let isReversed: Bool

  /// Nothing when an id names no node.
  init?(_ scope: ObligationScope, in checker: RuleChecker) {
    guard let donor = checker.places.node(id: scope.donor),
      let recipient = checker.places.node(id: scope.recipient)
    else { return nil }
    guard let group = scope.group else {
      self.init(giver: donor, receiver: recipient, target: recipient, isReversed: false)
      return
    }
    guard let target = checker.places.node(id: group) else { return nil }
    func lies(in side: NodeIndex) -> Bool {
      checker.index.relations.relations(to: side, during: .unknown)[Int(target.value)] == .inside
    }
    let isReversed = lies(in: donor) && !lies(in: recipient)
    self.init(
      giver: isReversed ? recipient : donor, receiver: isReversed ? donor : recipient,
      target: target, isReversed: isReversed)
  }

  private init(giver: NodeIndex, receiver: NodeIndex, target: NodeIndex, isReversed: Bool) {
    self.giver = giver
    self.receiver = receiver
    self.target = target
    self.isReversed = isReversed
  }
}

/// Holds rules against evidence: the verdicts in order of the rules, those of a rule in order of time.
///
/// - Parameters:
///   - years: the years to judge; all of each rule when there are none.
///   - status: the one step of money that counts; the furthest on record when there is none.
public func check(
  _ obligations: [Obligation], against evidence: Evidence, years: ClosedRange<Int>? = nil,
  status: FlowStatus? = nil
) -> [Verdict] {
  let checker = RuleChecker(evidence, siblings: obligations, status: status, years: years)
  return obligations.flatMap(checker.verdicts(on:))
}
