internal import NetworkModel

/// Quotas of people or things, and full coverage.
extension RuleChecker {
  /// The rows of a class that are counted, in one measure and unit.
  private struct Counted {
    var scoped: ScopedRows
    var unit: String
    var warnings: [RuleWarning] = []
    /// Rows in measures that may not be added.
    var others: [(Measure, ScopedRows)] = []
  }

  /// People if there are any; else the one kind of things that is on record. 人次 never stand for 人.
  private func counted(_ obligation: Obligation, _ sides: RuleSides) -> Counted {
    func rows(_ measure: Measure) -> ScopedRows {
      ScopedRows(
        index, measure, classes: obligation.scope.fundClass.map { [$0] }, from: sides.giver,
        to: sides.receiver, agreement: obligation.scope.agreement,
        during: obligation.scope.period)
    }
    func isEmpty(_ scoped: ScopedRows) -> Bool { scoped.given.isEmpty && scoped.promised.isEmpty }
    let people = rows(.persons)
    var chosen = Counted(scoped: people, unit: "人")
    let things = [Measure.items, .goods, .area].map { ($0, rows($0)) }.filter { !isEmpty($0.1) }
    if isEmpty(people), things.count == 1, let (_, scoped) = things.first {
      let units = Set((scoped.given + scoped.promised).map { scoped.row($0).unit })
      if let unit = units.first, units.count == 1 {
        chosen = Counted(scoped: scoped, unit: unit, warnings: [.unitNotNamed(unit)])
      }
    }
    let times = (Measure.personTimes, rows(.personTimes))
    chosen.others = (things + [times]).filter {
      $0.0 != chosen.scoped.measure && !isEmpty($0.1)
    }
    return chosen
  }

  func quotas(_ obligation: Obligation, _ sides: RuleSides) -> [Verdict] {
    guard case .quota(let number, let per) = obligation.terms else { return [] }
    let counted = counted(obligation, sides)
    guard let number else {
      return judgedWhole(obligation).map {
        Verdict(obligation, $0, .noTarget, .count(counted.unit))
      }
    }
    return judgedPeriods(obligation, counted.scoped, touching: sides.target, merging: true).map {
      judged in
      quota(obligation, sides, counted, judged, number * ExactRatio(judged.stepCount), per)
    }
  }

  private func quota(
    _ obligation: Obligation, _ sides: RuleSides, _ counted: Counted, _ judged: JudgedPeriod,
    _ required: ExactRatio, _ per: Cadence
  ) -> Verdict {
    var verdict = Verdict(
      obligation, judged, .undetermined, .count(counted.unit), required: required)
    let scoped = counted.scoped
    verdict.warnings = counted.warnings + foreignWarnings(scoped, in: judged)
    for (measure, others) in counted.others {
      let relations = index.relations.relations(to: sides.target, during: judged.period)
      let rows = others.given.filter {
        judged.relation(of: others.row($0).period) == .inside
          && relations[Int(others.row($0).recipient.value)] != .outside
      }
      if !rows.isEmpty { verdict.warnings.append(.otherMeasure(rows: others.ids(rows), measure)) }
    }
    // Both readings must agree where the source does not say which it means.
    var most = required
    if per == .unstated, let years = judged.years, years.count > 1 {
      most = required * ExactRatio(years.count)
      verdict.warnings.append(.cadenceNotStated(inAll: required, yearly: most))
    }
    let total = EvidenceTotal(of: scoped, in: judged, to: sides.target, status: status)
    if let total {
      let relations = index.relations.relations(to: sides.target, during: judged.period)
      verdict.actual = total.range
      verdict.recorded = total.hasRecord ? total.recorded + total.recordedAround : nil
      verdict.status = total.status
      verdict.cite(total.rows.map(scoped.row))
      for row in total.rows.map(scoped.row) {
        verdict.warnings.append(
          relations[Int(row.recipient.value)] == .around
            ? .audienceDiffers(
              row: row.id, recipient: places[row.recipient].id, group: places[sides.target].id)
            : .populationNotDeclared(row: row.id, note: row.note))
      }
    } else if let nothing = absent(scoped, judged, to: sides.target) {
      (verdict.actual, verdict.recorded) = (nothing, nothing.single)
    }
    guard let actual = verdict.actual else {
      verdict.missing = nothingOnRecord(obligation, scoped, judged, to: sides.target)
      return verdict
    }
    switch (actual.verdict(atLeast: required), actual.verdict(atLeast: most)) {
    case (.met, .met): verdict.outcome = .met
    case (.notMet, .notMet): verdict.outcome = .notMet
    case (let a, let b):
      verdict.missing =
        total?.missing(obligation.scope.fundClass, judged.period)
        ?? nothingOnRecord(obligation, scoped, judged, to: sides.target)
      if a != b { verdict.missing.append(.cadence) }
    }
    return verdict
  }

  // MARK: Full coverage

  func coverages(_ obligation: Obligation, _ sides: RuleSides) -> [Verdict] {
    judgedWhole(obligation).map { coverage(obligation, sides, $0) }
  }

  private func coverage(
    _ obligation: Obligation, _ sides: RuleSides, _ judged: JudgedPeriod
  ) -> Verdict {
    guard case .fullCoverage(let least) = obligation.terms else {
      return Verdict(obligation, judged, .undetermined, .count("unit"))
    }
    var verdict = Verdict(obligation, judged, .undetermined, .count("unit"))
    verdict.claims = claims(of: obligation, sides.target, judged)
    let (units, isOfThatTime) = units(sides.target, judged)
    guard obligation.scope.group != nil, !units.isEmpty else {
      verdict.missing = [.units(group: obligation.scope.group)]
      return verdict
    }
    if !isOfThatTime {
      verdict.warnings.append(.membersOfOtherTime(group: places[sides.target].id))
    }
    let counted = counted(obligation, sides)
    let family = family(of: obligation, judged)
    let present = counted.scoped.given.filter { isInForce(counted.scoped.row($0), judged) }
    // A row to a place that holds several of the units says nothing about any of them.
    let undivided = present.filter { row in
      let recipient = counted.scoped.row(row).recipient
      return family.contains { $0 != recipient && places.contains(recipient, $0) }
    }
    let single = present.filter { !undivided.contains($0) }
    for unit in units {
      let rows = single.filter { places.contains(unit, counted.scoped.row($0).recipient) }
      let sum = rows.filter { !counted.scoped.index.holders(of: $0).contains(where: rows.contains) }
        .reduce(ValueRange(exactly: .zero)) { $0 + counted.scoped.row($1).range }
      let isComplete = evidence.isComplete(in: judged)
      let range = ValueRange(from: sum.lower, to: isComplete ? sum.upper : nil)
      verdict.cite(rows.map(counted.scoped.row))
      verdict.units.append(
        Verdict.UnitVerdict(
          unit: unit, outcome: range.verdict(atLeast: least), required: least,
          actual: rows.isEmpty && !isComplete ? nil : range))
    }
    let covered = verdict.units.count { $0.outcome == .met }
    let failing = verdict.units.count { $0.outcome == .notMet }
    verdict.required = ExactRatio(units.count)
    verdict.actual = ValueRange(from: ExactRatio(covered), to: ExactRatio(units.count - failing))
    verdict.recorded =
      covered > 0 || evidence.isComplete(in: judged) ? ExactRatio(covered) : nil
    verdict.outcome = failing > 0 ? .notMet : covered == units.count ? .met : .undetermined
    if verdict.outcome == .undetermined {
      verdict.missing = [
        .unitRecords(
          group: places[sides.target].id, without: units.count - covered, of: units.count)
      ]
      verdict.warnings += undivided.compactMap { row in
        let evidence = counted.scoped.row(row)
        guard let total = evidence.value, !family.isEmpty,
          family.allSatisfy({ places.contains(evidence.recipient, $0) })
        else { return nil }
        verdict.cite([evidence])
        return .meanOnly(total: total, units: family.count)
      }
    }
    return verdict
  }

  /// All units for which rules of the same agreement ask full coverage by the same class.
  private func family(of obligation: Obligation, _ judged: JudgedPeriod) -> Set<NodeIndex> {
    let related = siblings.filter {
      $0.kind == .fullCoverage && $0.scope.agreement == obligation.scope.agreement
        && $0.scope.fundClass == obligation.scope.fundClass
    }
    return Set(
      ([obligation] + related).compactMap(\.scope.group).compactMap(places.node(id:))
        .flatMap { units($0, judged).units })
  }

  /// Whether a row speaks of a date: it lies in it, or surely goes on through it.
  private func isInForce(_ row: EvidenceRow, _ judged: JudgedPeriod) -> Bool {
    if judged.relation(of: row.period) == .inside { return true }
    guard case .date(_, .certain) = row.period.start, case .date(_, .certain) = row.period.end
    else {
      return false
    }
    return row.period.firstDay <= judged.period.firstDay
      && judged.period.lastDay <= row.period.lastDay
  }

  /// Claims that say that assistance of this class reaches the units.
  private func claims(
    of obligation: Obligation, _ target: NodeIndex, _ judged: JudgedPeriod
  ) -> [String] {
    guard let fundClass = obligation.scope.fundClass else { return [] }
    return evidence.claims.filter { claim in
      guard claim.kind == "full_coverage" || claim.kind == "coverage_of_units",
        claim.category == fundClass || claim.measure == fundClass,
        judged.relation(of: claim.period) != .outside,
        let subject = places.node(id: claim.subject)
      else { return false }
      return index.relations.relations(to: subject, during: .unknown)[Int(target.value)] == .inside
    }.map(\.id)
  }
}

extension Claim {
  /// The word after `KEY=` in the note.
  func value(inNote key: String) -> String? {
    note?.split(separator: ";").map { String($0).trimmed }
      .first { $0.hasPrefix(key + "=") }.map { String($0.dropFirst(key.count + 1)) }
  }
}
