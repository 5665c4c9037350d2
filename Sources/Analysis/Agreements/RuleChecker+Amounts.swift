internal import NetworkModel

/// Schedules, floors, ceilings and hold-harmless rules.
extension RuleChecker {
  /// The categories of money that a rule governs; nothing for any.
  ///
  /// A rule that names none governs those of the rows that name its agreement, if there are any.
  func classes(_ obligation: Obligation) -> Set<String>? {
    if let fundClass = obligation.scope.fundClass { return [fundClass] }
    let tagged = evidence.rows.filter {
      $0.measure == .money && $0.agreement == obligation.scope.agreement
    }
    return tagged.isEmpty ? nil : Set(tagged.map(\.category))
  }

  func money(_ obligation: Obligation, _ sides: RuleSides, _ classes: Set<String>?) -> ScopedRows {
    ScopedRows(
      index, .money, classes: classes, from: sides.giver, to: sides.receiver,
      agreement: obligation.scope.agreement, during: obligation.scope.period)
  }

  func amounts(_ obligation: Obligation, _ sides: RuleSides) -> [Verdict] {
    let classes = classes(obligation)
    let scoped = money(obligation, sides, classes)
    let judged = judgedPeriods(obligation, scoped, touching: sides.target, merging: false)
    return judged.map { judged in
      guard let required = requiredAmount(obligation, judged) else {
        return Verdict(obligation, judged, .undetermined, .fen)
      }
      switch obligation.terms {
      case .floor(_, _, .eachUnit), .ceiling(_, _, .eachUnit):
        return eachUnit(obligation, sides, judged, scoped) { unit, own in
          (
            amount(obligation, own, judged, to: unit, required, ofAnyClass: classes == nil),
            required
          )
        }
      default:
        return amount(
          obligation, scoped, judged, to: sides.target, required, ofAnyClass: classes == nil)
      }
    }
  }

  private func requiredAmount(_ obligation: Obligation, _ judged: JudgedPeriod) -> ExactRatio? {
    switch obligation.terms {
    case .schedule(let schedule): judged.steps.flatMap(schedule.due(inSteps:))
    case .floor(let amount, _, _), .ceiling(let amount, _, _): amount * ExactRatio(judged.stepCount)
    default: nil
    }
  }

  /// What was given to a place in a period, held against an amount.
  private func amount(
    _ obligation: Obligation, _ scoped: ScopedRows, _ judged: JudgedPeriod, to place: NodeIndex,
    _ required: ExactRatio, ofAnyClass: Bool
  ) -> Verdict {
    var verdict = Verdict(obligation, judged, .undetermined, .fen, required: required)
    if case .ceiling = obligation.terms { verdict.isUpperBound = true }
    verdict.warnings = foreignWarnings(scoped, in: judged)
    let fundClass = obligation.scope.fundClass
    guard let total = total(of: scoped, judged, to: place, ofAnyClass: ofAnyClass) else {
      verdict.actual = absent(scoped, judged, to: place)
      verdict.recorded = verdict.actual?.single
      settle(&verdict, required)
      if verdict.outcome == .undetermined {
        verdict.missing = nothingOnRecord(obligation, scoped, judged, to: place)
      }
      return verdict
    }
    verdict.actual = total.range
    verdict.recorded = total.hasRecord ? total.recorded : nil
    verdict.status = total.status
    verdict.cite(total.rows.map(scoped.row))
    verdict.warnings += classWarning(obligation, scoped, total) + rowWarnings(total.rows)
    verdict.milestones = milestones(total, scoped, judged)
    settle(&verdict, required)
    if verdict.outcome == .undetermined {
      verdict.missing = total.missing(fundClass, judged.period)
    }
    return verdict
  }

  private func settle(_ verdict: inout Verdict, _ required: ExactRatio) {
    guard let actual = verdict.actual else { return }
    verdict.outcome =
      verdict.isUpperBound
      ? actual.verdict(atMost: required) : actual.verdict(atLeast: required)
  }

  /// The total of a selection. Without a class named, and an incomplete record, the classes may overlap: the one with the
  /// greatest sure amount stands for all, and leaves the upper end open.
  private func total(
    of scoped: ScopedRows, _ judged: JudgedPeriod, to place: NodeIndex, ofAnyClass: Bool
  ) -> EvidenceTotal? {
    guard ofAnyClass, !evidence.isComplete(in: judged) else {
      return EvidenceTotal(of: scoped, in: judged, to: place, status: status)
    }
    let totals = Set(scoped.given.map { scoped.row($0).category }).sorted().compactMap { category in
      EvidenceTotal(of: scoped.only(category), in: judged, to: place, status: status)
    }
    let best = totals.max {
      ($0.inside.lower ?? .zero, $0.recorded) < ($1.inside.lower ?? .zero, $1.recorded)
    }
    return totals.count > 1 ? best?.withoutStatement : best
  }

  private func classWarning(
    _ obligation: Obligation, _ scoped: ScopedRows, _ total: EvidenceTotal
  ) -> [RuleWarning] {
    guard obligation.scope.fundClass == nil else { return [] }
    return [.classNotNamed(Set(total.rows.map { scoped.row($0).category }).sorted())]
  }

  /// Parts of what was counted that a first stretch of the period already brought.
  private func milestones(
    _ total: EvidenceTotal, _ scoped: ScopedRows, _ judged: JudgedPeriod
  ) -> [Verdict.Milestone] {
    let counted = Set(total.rows)
    return (scoped.given + scoped.foreign).sorted().compactMap { position in
      let row = scoped.row(position)
      guard row.status == total.status, let value = row.value,
        row.period.firstDay == judged.period.firstDay,
        row.period.lastDay < judged.period.lastDay,
        index.holders(of: position).contains(where: counted.contains)
      else { return nil }
      return Verdict.Milestone(period: row.period, amount: value, row: row.id)
    }
  }

  // MARK: Unit by unit

  /// The units of a rule: the members of its group, else its place.
  func units(
    _ target: NodeIndex, _ judged: JudgedPeriod
  ) -> (units: [NodeIndex], isOfThatTime: Bool) {
    guard places.kind(of: target) == .group else { return ([target], true) }
    return index.relations.units(of: target, during: judged.period)
  }

  /// One verdict over all units: met when each meets it, not met when one does not.
  func eachUnit(
    _ obligation: Obligation, _ sides: RuleSides, _ judged: JudgedPeriod, _ scoped: ScopedRows,
    among given: [NodeIndex]? = nil,
    _ judge: (NodeIndex, _ own: ScopedRows) -> (verdict: Verdict, required: ExactRatio?)
  ) -> Verdict {
    let (members, isOfThatTime) = units(sides.target, judged)
    let units = given ?? members
    var verdict = Verdict(obligation, judged, .undetermined, .fen)
    guard !units.isEmpty else {
      verdict.missing = [.units(group: obligation.scope.group)]
      return verdict
    }
    if !isOfThatTime, let group = obligation.scope.group {
      verdict.warnings.append(.membersOfOtherTime(group: group))
    }
    var without = 0
    var (rows, warnings, facts) = (Set<String>(), Set(verdict.warnings), Set<MissingEvidence>())
    for (unit, scoped) in zip(units, scoped.rows(reaching: units)) {
      let (own, required) = judge(unit, scoped)
      verdict.isUpperBound = own.isUpperBound
      verdict.status = verdict.status ?? own.status
      for id in own.evidence where rows.insert(id).inserted {
        if let row = index.position(of: id) { verdict.cite([evidence.rows[row]]) }
      }
      verdict.units.append(
        Verdict.UnitVerdict(
          unit: unit, outcome: own.outcome, required: required, actual: own.actual))
      for warning in own.warnings where warnings.insert(warning).inserted {
        verdict.warnings.append(warning)
      }
      if own.actual == nil { without += 1 }
      for missing in own.missing where own.actual != nil && facts.insert(missing).inserted {
        verdict.missing.append(missing)
      }
    }
    let outcomes = Set(verdict.units.map(\.outcome))
    verdict.outcome =
      outcomes.contains(.notMet) ? .notMet : outcomes == [.met] ? .met : .undetermined
    if verdict.outcome != .undetermined {
      verdict.missing = []
    } else if without > 0 {
      verdict.missing.insert(
        .unitRecords(
          group: places[sides.target].id, without: without, of: units.count), at: 0)
    }
    return verdict
  }

  func heldHarmless(_ obligation: Obligation, _ sides: RuleSides) -> [Verdict] {
    guard case .holdHarmless(let part, let baseYear, let per) = obligation.terms else { return [] }
    let scoped = money(obligation, sides, classes(obligation))
    let judged = judgedPeriods(obligation, scoped, touching: sides.target, merging: false)
      .filter { $0.steps?.count == 1 }
    return judged.compactMap { judged in
      guard let step = judged.steps?.lowerBound else { return nil }
      let base: JudgedPeriod
      if let baseYear {
        // A yearly base is compared with the same quarter or month of the base year.
        let offset = step % per.stepsPerYear
        let baseStep = per.firstStep(ofYear: baseYear) + offset
        guard baseStep != step else { return nil }
        base = JudgedPeriod(baseStep...baseStep, of: per)
      } else {
        base = JudgedPeriod((step - 1)...(step - 1), of: per)
      }
      let all =
        obligation.scope.group == nil
        ? recipients(scoped, in: base) : nil
      return eachUnit(obligation, sides, judged, scoped, among: all) { unit, own in
        harmless(obligation, own, judged, base, unit, part)
      }
    }
  }

  /// The recipients of what was given in a period, in id order: the units of a rule that names none.
  private func recipients(_ scoped: ScopedRows, in judged: JudgedPeriod) -> [NodeIndex] {
    Set(
      scoped.given.filter { judged.relation(of: scoped.row($0).period) == .inside }
        .map { scoped.row($0).recipient }
    ).sorted()
  }

  private func harmless(
    _ obligation: Obligation, _ scoped: ScopedRows, _ judged: JudgedPeriod, _ base: JudgedPeriod,
    _ unit: NodeIndex, _ part: ExactRatio
  ) -> (Verdict, ExactRatio?) {
    var verdict = Verdict(obligation, judged, .undetermined, .fen)
    let before = EvidenceTotal(of: scoped, in: base, to: unit, status: status)
    let now = EvidenceTotal(of: scoped, in: judged, to: unit, status: status)
    let given = before?.range ?? absent(scoped, base, to: unit)
    verdict.actual = now?.range ?? absent(scoped, judged, to: unit)
    verdict.recorded = now.flatMap { $0.hasRecord ? $0.recorded : nil }
    verdict.status = now?.status
    verdict.cite(((now?.rows ?? []) + (before?.rows ?? [])).map(scoped.row))
    guard let given else {
      verdict.missing = [.base(period: base.period, units: 1)]
      return (verdict, nil)
    }
    if let now, let before, now.status != before.status {
      verdict.warnings.append(.differentSteps(now.status, before.status))
    }
    let required = given.scaled(by: part)
    if let actual = verdict.actual {
      if let least = actual.lower, let most = required.upper, most <= least {
        verdict.outcome = .met
      } else if let most = actual.upper, let least = required.lower, most < least {
        verdict.outcome = .notMet
      } else {
        verdict.missing =
          (now?.missing(obligation.scope.fundClass, judged.period) ?? [])
          + (before?.missing(obligation.scope.fundClass, base.period) ?? [])
      }
    } else {
      verdict.missing = nothingOnRecord(obligation, scoped, judged, to: unit)
    }
    return (verdict, required.single ?? required.lower)
  }
}

extension EvidenceTotal {
  /// The same as a lower bound only.
  fileprivate var withoutStatement: EvidenceTotal {
    var total = self
    total.forgetStatement()
    return total
  }
}
