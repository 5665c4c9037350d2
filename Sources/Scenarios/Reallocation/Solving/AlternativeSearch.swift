internal import Analysis
internal import NetworkModel
internal import Optimisation

/// Other good plans.
///
/// Which plan within a tolerance of the best objective is furthest from the ones at hand is a hard question (a convex
/// function is to be made large). This search looks at the plans that are extreme for one recipient, giving it as
/// much or as little as the rules and the tolerance allow, and takes the one whose nearest plan at hand is furthest. No
/// recipient's relative change may be more than twice the largest one of the best plan, so that an alternative does not
/// put everything on one county. It is a good plan at a stated distance; that none is further is not claimed.
struct AlternativeSearch {
  let frame: PlanFrame
  /// fen of each line.
  let best: [Int64]
  let fractional: FractionalPlan
  let options: ReallocationOptions

  /// At most this many recipients, those with the most money, are made extreme.
  private static let mostExtremes = 40

  func plans() -> [AlternativePlan] {
    guard frame.lines.count <= 5_000 else { return [] }
    let candidates = candidates()
    var chosen = [frame.sumsOfRecipients(best)]
    var plans: [AlternativePlan] = []
    var isUsed = [Bool](repeating: false, count: candidates.count)
    while plans.count < min(5, options.alternatives) {
      var furthest: (index: Int, distance: Double)?
      for (index, candidate) in candidates.enumerated() where !isUsed[index] {
        let distance = chosen.map { self.distance($0, candidate) }.min() ?? 0
        if distance > furthest?.distance ?? 0 { furthest = (index, distance) }
      }
      // Less than a thousandth of the money is no other plan.
      guard let furthest, furthest.distance > max(Double(frame.unit), Double(frame.total) / 1000)
      else { break }
      isUsed[furthest.index] = true
      guard let plan = alternative(candidates[furthest.index], chosen) else { continue }
      chosen.append(frame.sumsOfRecipients(plan.lines))
      plans.append(plan.alternative)
    }
    return plans
  }

  /// Money that would have to move, in fen.
  private func distance(_ plan: [Int64], _ other: [WaterFilling.Amount]) -> Double {
    var sum = 0.0
    for (amount, wanted) in zip(plan, other) {
      sum += abs(Double(amount) - wanted.approximateValue)
    }
    return sum / 2
  }

  private func candidates() -> [[WaterFilling.Amount]] {
    var plan = PlanModel(frame)
    let goal = plan.addGoal()
    let search = PlanSearch(frame, limits: options.limits)
    let first = search.solver.solve(plan.model, within: options.limits)
    guard let objective = first.objective else { return [] }
    var model = plan.model
    if let limits = fractional.lineLimits {
      for (line, limit) in limits.enumerated() {
        model.setBounds(
          ofColumn: line, from: Double(limit.lower) / plan.scale,
          to: Double(limit.upper) / plan.scale)
      }
    }
    model = model.relaxed
    let slack = options.alternativeTolerance * abs(objective) + 1e-9
    if goal.covered.isEmpty {
      model.addRow(
        goal.terms, from: goal.goal == .maximise ? objective - slack : -.infinity,
        to: goal.goal == .minimise ? objective + slack : .infinity)
    } else {
      for (recipient, floor) in (fractional.floors ?? []).enumerated() where floor > 0 {
        model.setBounds(
          ofColumn: plan.firstRecipient + recipient, from: Double(floor) / plan.scale,
          to: .infinity)
      }
    }
    let amounts = frame.sumsOfRecipients(best)
    let bases = frame.changeBases
    let worst =
      amounts.indices.map {
        Double(abs(amounts[$0] - frame.before[$0])) / Double(bases[$0])
      }.max() ?? 0
    for recipient in amounts.indices where worst > 0 {
      let before = Double(frame.before[recipient]) / plan.scale
      let room = 2 * worst * Double(bases[recipient]) / plan.scale
      model.addRow(
        [LinearModel.Term(1, plan.firstRecipient + recipient)], from: before - room,
        to: before + room)
    }
    let extremes = frame.recipients.indices.sorted { (amounts[$1], $0) < (amounts[$0], $1) }
      .prefix(Self.mostExtremes)
    var basis: LinearBasis?
    return extremes.flatMap { recipient in
      [LinearModel.Goal.maximise, .minimise].compactMap { goal in
        model.setCosts(goal, [LinearModel.Term(1, plan.firstRecipient + recipient)])
        let answer = search.solver.solve(model, startingFrom: basis, within: options.limits)
        guard answer.status == .optimal else { return nil }
        basis = answer.basis
        return frame.recipients.indices.map {
          search.amount(answer.values[plan.firstRecipient + $0] * plan.scale, scale: plan.scale)
        }
      }
    }
  }

  private func alternative(_ amounts: [WaterFilling.Amount], _ chosen: [[Int64]]) -> (
    lines: [Int64], alternative: AlternativePlan
  )? {
    var candidate = FractionalPlan(
      amounts: amounts, bound: fractional.bound, isProven: true, method: .linearProgram,
      solver: fractional.solver)
    candidate.lineLimits = fractional.lineLimits
    candidate.floors = fractional.floors
    let search = PlanSearch(frame, limits: options.limits)
    guard let (lines, _) = try? search.wholePlan(candidate) else { return nil }
    let evaluation = frame.problem.evaluate(frame.plan(lines))
    guard evaluation.isKept else { return nil }
    let sums = frame.sumsOfRecipients(lines)
    let distances = chosen.map { plan in
      zip(plan, sums).reduce(Int64(0)) { $0 + abs($1.0 - $1.1) } / 2
    }
    var plain = options
    plain.marginals = false
    return (
      lines,
      AlternativePlan(
        lines: frame.plannedLines(lines),
        units: PlanExplanation(
          frame: frame, lines: lines, fractional: candidate, options: plain
        ).units(),
        objective: evaluation.penalisedObjective(isMaximised: frame.objective.isMaximised),
        moved: Money(fen: distances[0]), movedFromNearest: Money(fen: distances.min() ?? 0))
    )
  }
}
