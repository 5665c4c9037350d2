internal import Analysis
internal import NetworkModel
internal import Optimisation

extension ReallocationProblem {
  /// The best plan, or why there is none.
  ///
  /// ## Conventions
  /// - One answer: among plans of the best objective, the one whose largest relative change of a recipient is smallest,
  ///   then the second largest, and so on; that settles every recipient's amount. A change is relative to what the
  ///   recipient got before, or, where that was nothing, to the average of those that got something. Then lines: the
  ///   cheapest under the penalties, or the least change; ties by code. So recipients with the same data get the same,
  ///   to one rounding unit. (With whole-number decisions, which pairs are open is settled by the largest relative change
  ///   alone, then by the search.)
  /// - Whole rounding units by largest remainder, every rule checked again in whole fen. A plan that fails the independent
  ///   evaluation is an error.
  /// - The same problem gives the same plan, in whatever order it was built.
  ///
  /// - Throws: ``ReallocationError``.
  /// - Complexity: nested rules and an objective of levels: O(*n* log *n*) and one flow; else a linear program for each
  ///   level, at most one for each recipient; whole-number decisions: exponential at worst.
  public func solve(_ options: ReallocationOptions = ReallocationOptions())
    throws(ReallocationError)
    -> ReallocationOutcome
  {
    let faults = faults()
    guard faults.isEmpty else { throw .faults(faults) }
    let frame = PlanFrame(self)
    let search = PlanSearch(frame, limits: options.limits)
    switch search.run() {
    case .undecided: throw .undecided
    case .infeasible: return .infeasible(ClashFinder(frame, limits: options.limits).clash())
    case .plan(let fractional):
      let (lines, rounding) = try search.wholePlan(fractional)
      let plan = frame.plan(lines)
      let evaluation = evaluate(plan)
      guard evaluation.isKept else { throw .planFailedEvaluation(evaluation) }
      let maximised = frame.objective.isMaximised
      let objective = evaluation.penalisedObjective(isMaximised: maximised)
      let short =
        maximised
        ? fractional.bound - objective.approximateValue
        : objective.approximateValue - fractional.bound
      let explanation = PlanExplanation(
        frame: frame, lines: lines, fractional: fractional, options: options)
      var result = ReallocationResult(
        lines: frame.plannedLines(lines), units: explanation.units(), evaluation: evaluation,
        certificate: PlanCertificate(
          status: fractional.isProven ? .optimal : .feasible, objective: objective,
          bound: fractional.bound, gap: Self.gap(short, bound: fractional.bound),
          method: fractional.method, solver: fractional.solver, rounding: rounding,
          roundingUnit: roundingUnit, budgetStep: explanation.budgetStep))
      if options.alternatives > 0 {
        result.alternatives = AlternativeSearch(
          frame: frame, best: lines, fractional: fractional, options: options
        ).plans()
      }
      if options.sensitivity { result.sensitivity = sensitivity(options.limits) }
      return .solved(result)
    }
  }

  /// 0 where a linear program cannot tell the difference.
  private static func gap(_ short: Double, bound: Double) -> Double {
    short <= 1e-9 * max(1, abs(bound)) ? 0 : short
  }
}

extension PlanSearch {
  /// fen of each line in whole units.
  func wholePlan(_ plan: FractionalPlan) throws(ReallocationError) -> (
    lines: [Int64], method: RoundingMethod
  ) {
    let rounding = PlanRounding(
      frame: frame, amounts: plan.amounts, lineLimits: plan.lineLimits, floors: plan.floors)
    guard
      let whole = rounding.round(
        lineAmounts: { lineAmounts(of: plan) }, solver: solver, limits: limits)
    else { throw .noWholeUnits(unit: frame.problem.roundingUnit) }
    return whole
  }
}

extension PlanFrame {
  /// A plan by its lines that have money.
  func plan(_ fen: [Int64]) -> [PlanLine: Money] {
    var plan: [PlanLine: Money] = [:]
    for (line, amount) in fen.enumerated() where amount != 0 {
      plan[planLine(line)] = Money(fen: amount)
    }
    return plan
  }

  func plannedLines(_ fen: [Int64]) -> [PlannedLine] {
    lines.indices.filter { fen[$0] != 0 || !lines[$0].isNew }.map {
      PlannedLine(
        line: planLine($0), before: Money(fen: lines[$0].before), after: Money(fen: fen[$0]),
        isNew: lines[$0].isNew)
    }
  }

  func sumsOfRecipients(_ fen: [Int64]) -> [Int64] {
    linesOfRecipient.map { $0.reduce(0) { $0 + fen[Int($1)] } }
  }
}
