internal import Analysis
internal import NetworkModel
internal import Optimisation

/// Why every recipient gets what it gets.
struct PlanExplanation {
  let frame: PlanFrame
  /// fen of each line.
  let lines: [Int64]
  let fractional: FractionalPlan
  let options: ReallocationOptions

  /// One rounding unit, and 10,000 yuan at least.
  var budgetStep: Money { Money(fen: max(1_000_000, frame.unit)) }

  func units() -> [PlannedUnit] {
    let amounts = frame.sumsOfRecipients(lines)
    let reasons = reasons(amounts)
    let moves = options.marginals ? movesOfBudgetStep() : nil
    let prices = options.marginals ? prices() : nil
    return frame.recipients.indices.map { recipient in
      let before = frame.before[recipient]
      return PlannedUnit(
        recipient: frame.recipients[recipient], before: Money(fen: before),
        after: Money(fen: amounts[recipient]),
        relativeChange: ExactRatio(amounts[recipient] - before).divided(by: ExactRatio(before)),
        fixedBy: reasons[recipient],
        perBudgetStep: moves?[recipient], pricePerWan: prices?[recipient])
    }
  }

  // MARK: - Reasons

  private func reasons(_ amounts: [Int64]) -> [[PlannedUnit.Reason]] {
    var own = [[PlannedUnit.Reason]](repeating: [], count: frame.recipients.count)
    var shared = own
    for row in frame.rows where row.lines.count < frame.lines.count {
      let sum = row.lines.reduce(Int64(0)) { $0 + lines[Int($1)] }
      guard let bound = tightBound(row, sum) else { continue }
      let reason = PlannedUnit.Reason.rule(frame.constraints[row.constraint], bound)
      if let recipient = row.recipient {
        if !own[recipient].contains(reason) { own[recipient].append(reason) }
      } else {
        for recipient in Set(row.lines.map { Int(frame.lines[Int($0)].recipient) })
        where !shared[recipient].contains(reason) { shared[recipient].append(reason) }
      }
    }
    let level = level(amounts)
    return frame.recipients.indices.map { recipient in
      if !own[recipient].isEmpty { return own[recipient] }
      return shared[recipient]
        + [isDecidedByObjective(recipient, amounts, level) ? .objective : .smallestChange]
    }
  }

  /// The side on which a row has no room for another unit.
  private func tightBound(_ row: PlanRow, _ sum: Int64) -> RuleBound? {
    if let (lower, upper) = frame.tightened(row) {
      if let lower, lower == upper { return sum == lower ? .exactly : nil }
      if let lower, lower > 0, sum - lower < frame.unit { return .atLeast }
      if let upper, upper - sum < frame.unit { return .atMost }
      return nil
    }
    guard let whole = row.whole else { return nil }
    let all = whole.reduce(Int64(0)) { $0 + lines[Int($1)] }
    if let share = row.lower, share.times(all).ceiling > Int128(sum) - Int128(frame.unit) {
      return .atLeast
    }
    if let share = row.upper, share.times(all).floor < Int128(sum) + Int128(frame.unit) {
      return .atMost
    }
    return nil
  }

  private var measures: [Int64]? {
    switch frame.objective {
    case .maxMin(let measure): frame.measures(measure)
    default: nil
    }
  }

  /// The smallest measure of any recipient.
  private func level(_ amounts: [Int64]) -> Double {
    guard let measures else { return 0 }
    return amounts.indices.map { Double(amounts[$0]) / Double(measures[$0]) }.min() ?? 0
  }

  private func isDecidedByObjective(_ recipient: Int, _ amounts: [Int64], _ level: Double) -> Bool {
    switch frame.objective {
    case .maxMin:
      // At the smallest level, to one rounding unit.
      let measure = Double(measures?[recipient] ?? 1)
      return Double(amounts[recipient]) <= level * measure + Double(frame.unit)
    case .leximin, .leastInequality, .proportional: return true
    case .leastShortfall:
      let target = frame.problem.targets[frame.recipients[recipient]]?.fen ?? 0
      return abs(amounts[recipient] - target) < max(frame.unit, 2)
    case .leastChange: return amounts[recipient] == frame.before[recipient]
    case .mostCovered(let threshold):
      return abs(amounts[recipient] - frame.coverNeeds(threshold)[recipient]) < max(frame.unit, 2)
    }
  }

  // MARK: - Marginals

  /// By how much each amount moves when the budget is one step larger, in fen, to the yuan, before the plan is rounded.
  private func movesOfBudgetStep() -> [Double]? {
    guard frame.donorBudgets.contains(where: { $0 == nil }) else { return nil }
    let donors = frame.donorBudgets.indices.compactMap { index in
      frame.donorBudgets[index].map {
        ReallocationBudget.ofDonor(frame.donors[index], Money(fen: $0))
      }
    }
    let larger = frame.problem.withBudgets(
      [.total(Money(fen: frame.total + budgetStep.fen))] + donors)
    // In whole rounding units a bound may swallow a step; in fen it moves with it.
    guard let before = frame.unit == 1 ? fractional.amounts : finest(frame.problem),
      let after = finest(larger)
    else { return nil }
    return zip(after, before).map { after, before in
      let move = after.approximateValue - before.approximateValue
      return (move / 100).rounded() * 100
    }
  }

  private func finest(_ problem: ReallocationProblem) -> [WaterFilling.Amount]? {
    let fine = problem.withRoundingUnit(Money(fen: 1))
    guard case .plan(let plan) = PlanSearch(PlanFrame(fine), limits: options.limits).run() else {
      return nil
    }
    return plan.amounts
  }

  /// Duals of the rows that bound each recipient, in units of the objective per 10,000 yuan.
  private func prices() -> [Double?]? {
    guard !frame.hasWholeDecisions, frame.lines.count <= 5_000, !isSlowObjective else { return nil }
    if case .mostCovered = frame.objective { return nil }
    var model = PlanModel(frame)
    let goal = model.addGoal()
    let answer = PlanSearch(frame).solver.solve(model.model, within: options.limits)
    guard answer.status == .optimal else { return nil }
    var prices = [Double?](repeating: nil, count: frame.recipients.count)
    for (row, recipient) in model.recipientOfRow.enumerated() {
      guard let recipient, model.constraintOfRow[row] != nil, abs(answer.rowDuals[row]) > 1e-9
      else { continue }
      let price = answer.rowDuals[row] * goal.factor * 1_000_000 / model.scale
      prices[recipient] = (prices[recipient] ?? 0) + price
    }
    return prices
  }

  /// All pairs of many recipients are too much for an explanation.
  private var isSlowObjective: Bool {
    frame.objective == .leastInequality && frame.recipients.count > 200
  }
}
