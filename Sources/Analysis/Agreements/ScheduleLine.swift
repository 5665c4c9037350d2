public import NetworkModel

/// What falls due under a schedule, floor or ceiling in a stretch of time, beside what was given.
///
/// Amounts are in fen, exact, and computed on every run: none is stored. A total is the sum of exact amounts, so that it can
/// differ by a few fen from the sum of the rounded ones; see ``ScheduleLine/roundedSum``.
public struct ScheduleLine: Sendable {
  public enum Kind: String, Term {
    /// One step: a year, quarter or month.
    case step
    /// Several steps, for which the record has one amount.
    case together
    /// The first part of a step, at the end of which so much had been given.
    case toDate = "to_date"
    /// All steps.
    case total
    /// All steps for which the record has an amount of one status.
    case onRecord = "on_record"

    public var label: Wording {
      switch self {
      case .step: Wording(en: "due", zh: "应到")
      case .together: Wording(en: "together", zh: "数期合计")
      case .toDate: Wording(en: "to date", zh: "期内累计")
      case .total: Wording(en: "total", zh: "合计")
      case .onRecord: Wording(en: "on record", zh: "有记录年份合计")
      }
    }
  }

  public let obligation: Obligation
  public let kind: Kind
  /// Periods that follow each other, joined; several where there are gaps.
  public let periods: [Period]
  public let due: ExactRatio
  /// The same, each step rounded to the fen before adding; differs from the rounded ``due`` by a few fen at most.
  public var roundedSum: ExactRatio
  /// The share rule of the same agreement and fund class, and what is due under it.
  public var share: Obligation?
  public var shareDue: ExactRatio?
  public var actual: ValueRange?
  /// The sum of the numbers on record; amounts of different status are never added.
  public var recorded: ExactRatio?
  public var status: FlowStatus?
  /// What is due over what was due in the step before, by this or an earlier schedule of the same scope.
  public var ratioToStepBefore: ExactRatio?
  public var outcome: Verdict.Outcome?
  public var shareOutcome: Verdict.Outcome?

  public var difference: ValueRange? { actual.map { $0 - ValueRange(exactly: due) } }
  public var fulfilment: ExactRatio? { recorded.flatMap { $0.divided(by: due) } }
}

/// The schedule behind the verdicts on amounts, rule by rule.
///
/// - Parameters:
///   - verdicts: those of a check; rules that are judged unit by unit are left out.
///   - all: the rules among which shares and earlier schedules are looked for.
public func scheduleLines(of verdicts: [Verdict], among all: [Obligation]) -> [ScheduleLine] {
  var order: [String] = []
  var byRule: [String: [Verdict]] = [:]
  for verdict in verdicts {
    guard [.schedule, .floor, .ceiling].contains(verdict.obligation.kind),
      verdict.required != nil, verdict.units.isEmpty
    else { continue }
    if byRule[verdict.obligation.id] == nil { order.append(verdict.obligation.id) }
    byRule[verdict.obligation.id, default: []].append(verdict)
  }
  return order.flatMap { id -> [ScheduleLine] in
    guard let own = byRule[id], let obligation = own.first?.obligation else { return [] }
    let shares = all.filter { share in
      guard case .share = share.terms, obligation.kind != .ceiling else { return false }
      return share.scope.agreement == obligation.scope.agreement
        && share.scope.fundClass == obligation.scope.fundClass
    }
    let tables: [Obligation?] = shares.isEmpty ? [nil] : shares
    return tables.flatMap { share in
      ScheduleLines(
        obligation: obligation, share: share, all: all, verdicts: own,
        shareVerdicts: verdicts.filter { $0.obligation.id == share?.id }
      ).lines
    }
  }
}

private struct ScheduleLines {
  let obligation: Obligation
  let share: Obligation?
  let all: [Obligation]
  let verdicts: [Verdict]
  let shareVerdicts: [Verdict]

  var lines: [ScheduleLine] {
    var lines: [ScheduleLine] = []
    for verdict in verdicts {
      guard let due = verdict.required else { continue }
      var line = makeLine(
        verdict.judged.stepCount > 1 ? .together : .step, [verdict.period], due)
      line.actual = verdict.actual
      line.recorded = verdict.recorded
      line.status = verdict.status
      line.outcome = verdict.outcome
      line.ratioToStepBefore = ratioToStepBefore(verdict)
      if let steps = verdict.judged.steps {
        line.shareOutcome =
          shareVerdicts.first {
            $0.judged.steps.map { $0.contains(steps.lowerBound) && $0.contains(steps.upperBound) }
              ?? false
          }?.outcome
      }
      lines.append(line)
      for milestone in verdict.milestones {
        var line = makeLine(.toDate, [milestone.period], due)
        line.recorded = milestone.amount
        line.actual = ValueRange(from: milestone.amount, to: nil)
        line.status = verdict.status
        line.outcome =
          verdict.isUpperBound
          ? milestone.amount <= due ? nil : .notMet : due <= milestone.amount ? .met : nil
        lines.append(line)
      }
    }
    let steps = verdicts.filter { $0.judged.steps?.count == 1 }
    if steps.count > 1 {
      lines.append(sum(.total, of: steps))
      let statuses = FlowStatus.allCases.filter { status in
        steps.contains { $0.status == status }
      }
      for status in statuses {
        let recorded = steps.filter { $0.status == status && $0.recorded != nil }
        var line = sum(.onRecord, of: recorded)
        line.status = status
        line.recorded = recorded.compactMap(\.recorded).reduce(.zero, +)
        line.actual = recorded.compactMap(\.actual).reduce(ValueRange(exactly: .zero), +)
        lines.append(line)
      }
    }
    return lines
  }

  private func makeLine(
    _ kind: ScheduleLine.Kind, _ periods: [Period], _ due: ExactRatio
  ) -> ScheduleLine {
    var line = ScheduleLine(
      obligation: obligation, kind: kind, periods: periods, due: due,
      roundedSum: rounded(due))
    if let share, case .share(let part, _) = share.terms, kind != .toDate {
      line.share = share
      line.shareDue = due * part
    }
    return line
  }

  private func rounded(_ fen: ExactRatio) -> ExactRatio {
    fen.rounded(toPlaces: 0).map { ExactRatio($0) } ?? fen
  }

  private func sum(_ kind: ScheduleLine.Kind, of steps: [Verdict]) -> ScheduleLine {
    let dues = steps.compactMap(\.required)
    var line = makeLine(kind, joined(steps), dues.reduce(.zero, +))
    line.roundedSum = dues.map(rounded).reduce(.zero, +)
    return line
  }

  /// The periods of steps that follow each other, as one.
  private func joined(_ verdicts: [Verdict]) -> [Period] {
    var runs: [ClosedRange<Int>] = []
    for step in verdicts.compactMap(\.judged.steps) {
      if let last = runs.last, last.upperBound + 1 == step.lowerBound {
        runs[runs.count - 1] = last.lowerBound...step.upperBound
      } else {
        runs.append(step)
      }
    }
    return runs.map(obligation.terms.cadence.period(of:))
  }

  private func ratioToStepBefore(_ verdict: Verdict) -> ExactRatio? {
    guard let steps = verdict.judged.steps, steps.count == 1, let due = verdict.required,
      case .schedule(let own) = obligation.terms
    else { return nil }
    let before = steps.lowerBound - 1
    let period = own.per.period(of: before...before)
    guard case .date(let date, _) = period.start else { return nil }
    let earlier = ([obligation] + all).first { other in
      guard case .schedule(let schedule) = other.terms, schedule.per == own.per else {
        return false
      }
      return other.scope.fundClass == obligation.scope.fundClass
        && (other.scope.group ?? other.scope.recipient)
          == (obligation.scope.group ?? obligation.scope.recipient)
        && other.scope.donor == obligation.scope.donor
        && other.scope.recipient == obligation.scope.recipient
        && other.scope.period.covers(date) == .yes
    }
    guard case .schedule(let schedule)? = earlier?.terms else { return nil }
    return schedule.due(atStep: before).flatMap { due.divided(by: $0) }
  }
}
