internal import NetworkModel

/// Shares of a fund class for a group, and of the donor's revenue.
extension RuleChecker {
  func shares(_ obligation: Obligation, _ sides: RuleSides) -> [Verdict] {
    guard case .share(let least, _) = obligation.terms else { return [] }
    let scoped = money(obligation, sides, classes(obligation))
    return judgedPeriods(obligation, scoped, touching: sides.receiver, merging: true).map {
      share(obligation, sides, scoped, $0, least)
    }
  }

  private func share(
    _ obligation: Obligation, _ sides: RuleSides, _ scoped: ScopedRows, _ judged: JudgedPeriod,
    _ least: ExactRatio
  ) -> Verdict {
    var verdict = Verdict(obligation, judged, .undetermined, .ratio, required: least)
    verdict.warnings = foreignWarnings(scoped, in: judged)
    let zero = ValueRange(exactly: .zero)
    guard let whole = EvidenceTotal(of: scoped, in: judged, to: sides.receiver, status: status)
    else {
      if absent(scoped, judged, to: sides.receiver)?.single == .zero {
        // A share of nothing is given.
        verdict.outcome = .met
        verdict.parts = Verdict.Parts(part: zero, whole: zero)
      } else {
        verdict.missing = nothingOnRecord(obligation, scoped, judged, to: sides.receiver)
      }
      return verdict
    }
    let part = EvidenceTotal(of: scoped, in: judged, to: sides.target, status: whole.status)
    let (inside, rest) = (part?.inside ?? zero, part?.rest ?? zero)
    // Of what is not surely of the whole, any part may be on either side.
    let loose = rest + whole.rest
    let outside = part?.outside ?? whole.inside
    verdict.status = whole.status
    verdict.cite(whole.rows.map(scoped.row))
    verdict.warnings += rowWarnings(whole.rows)
    verdict.parts = Verdict.Parts(
      part: ValueRange(from: inside.lower, to: (inside + rest).upper), whole: whole.range)
    guard whole.isComplete || whole.isStated else {
      verdict.missing = whole.missing(obligation.scope.fundClass, judged.period)
      return verdict
    }
    let share = Self.share(of: inside, beside: outside, loose)
    verdict.actual = share
    verdict.recorded = share.single
    verdict.outcome = share.verdict(atLeast: least)
    if verdict.outcome == .undetermined {
      verdict.missing = part?.missing ?? []
      for fact in whole.missing where !verdict.missing.contains(fact) {
        verdict.missing.append(fact)
      }
    }
    return verdict
  }

  /// What part of a whole lies inside, when `loose` may lie on either side.
  private static func share(
    of inside: ValueRange, beside outside: ValueRange, _ loose: ValueRange
  ) -> ValueRange {
    let least = inside.lower ?? .zero
    var lower = ExactRatio.zero
    if let out = outside.upper, let loose = loose.upper {
      lower = least.divided(by: least + out + loose) ?? .zero
    }
    var upper = ExactRatio.one
    if let most = inside.upper, let loose = loose.upper {
      upper = (most + loose).divided(by: most + loose + (outside.lower ?? .zero)) ?? .one
    }
    return ValueRange(from: min(lower, upper), to: upper)
  }

  func efforts(_ obligation: Obligation, _ sides: RuleSides) -> [Verdict] {
    guard case .effort(let least, let indicator, _) = obligation.terms else { return [] }
    let scoped = money(obligation, sides, classes(obligation))
    return judgedPeriods(obligation, scoped, touching: sides.target, merging: false).map {
      effort(obligation, sides, scoped, $0, least, indicator)
    }
  }

  private func effort(
    _ obligation: Obligation, _ sides: RuleSides, _ scoped: ScopedRows, _ judged: JudgedPeriod,
    _ least: ExactRatio, _ indicator: String
  ) -> Verdict {
    var verdict = Verdict(obligation, judged, .undetermined, .ratio, required: least)
    verdict.warnings = [
      .effortNotDefined(fundClass: obligation.scope.fundClass, indicator: indicator)
    ]
    verdict.warnings += foreignWarnings(scoped, in: judged)
    let (revenue, absent) = revenue(of: sides.giver, indicator, judged)
    if !absent.isEmpty || revenue == nil {
      verdict.missing.append(
        .indicator(node: places[sides.giver].id, name: indicator, years: absent))
    }
    var given: ValueRange?
    if let total = EvidenceTotal(of: scoped, in: judged, to: sides.target, status: status) {
      given = total.range
      verdict.status = total.status
      verdict.cite(total.rows.map(scoped.row))
      verdict.warnings += rowWarnings(total.rows)
      verdict.parts = Verdict.Parts(
        part: total.range, whole: revenue.map(ValueRange.init(exactly:)),
        greatestWhole: revenue == nil ? total.recorded.divided(by: least) : nil)
      if let revenue { verdict.recorded = total.recorded.divided(by: revenue) }
    } else if let nothing = self.absent(scoped, judged, to: sides.target) {
      given = nothing
      verdict.recorded = revenue == nil ? nil : nothing.single
    } else {
      verdict.missing += nothingOnRecord(obligation, scoped, judged, to: sides.target)
    }
    guard let given, let revenue, let share = ExactRatio.one.divided(by: revenue) else {
      return verdict
    }
    let actual = given.scaled(by: share)
    verdict.actual = actual
    verdict.outcome = actual.verdict(atLeast: least)
    if verdict.outcome == .undetermined,
      let total = EvidenceTotal(of: scoped, in: judged, to: sides.target, status: status)
    {
      verdict.missing += total.missing(obligation.scope.fundClass, judged.period)
    }
    return verdict
  }

  /// The sum of an indicator in money over the years of a period, and the years without one.
  private func revenue(
    of node: NodeIndex, _ name: String, _ judged: JudgedPeriod
  ) -> (fen: ExactRatio?, absent: [Int]) {
    guard let years = judged.years else { return (nil, []) }
    let id = places[node].id
    var (sum, absent) = (ExactRatio.zero, [Int]())
    for year in years {
      let value = evidence.indicators.first {
        $0.node == id && $0.indicator == name && $0.year == year
      }
      guard let value, let unit = MoneyUnit(rawValue: value.unit),
        ExactDecimal(0) < value.value
      else {
        absent.append(year)
        continue
      }
      sum = sum + ExactRatio(value.value) * .powerOfTen(unit.fenExponent)
    }
    return (absent.isEmpty ? sum : nil, absent)
  }
}
