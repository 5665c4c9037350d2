public import Analysis
public import NetworkModel
public import Optimisation

/// What came of a problem.
public enum ReallocationOutcome: Sendable {
  case solved(ReallocationResult)
  /// No plan keeps all rules.
  case infeasible(RuleClash)
}

/// Why there is neither a plan nor a proof that there is none.
public enum ReallocationError: Error, Sendable {
  /// The problem makes no sense; see each.
  case faults([ReallocationFault])
  /// Time or steps ran out, or numbers were beyond the solver.
  case undecided
  /// Rules can be kept with fractions of the rounding unit, but not with whole ones.
  case noWholeUnits(unit: Money)
  /// The solver's plan did not pass the independent evaluation. A defect of this program.
  case planFailedEvaluation(PlanEvaluation)
}

extension ReallocationError {
  public var wording: Wording {
    switch self {
    case .faults(let faults):
      Wording(
        en: faults.map { "\($0.subject): \($0.wording.en)" }.joined(separator: "\n"),
        zh: faults.map { "\($0.subject)：\($0.wording.zh)" }.joined(separator: "\n"))
    case .undecided:
      Wording(
        en: "No plan was found and none was ruled out within the limits; allow more time.",
        zh: "在限定的时间内既未求得方案，也未证明无解，请放宽时限。")
    case .noWholeUnits(let unit):
      Wording(
        en: "The rules can be kept, but not in whole units of \(unit.formatted(in: .yuan, .en)); "
          + "choose a smaller rounding unit.",
        zh: "规则可以满足，但无法以\(unit.formatted(in: .yuan, .zh))为单位取整，请改用更小的取整单位。")
    case .planFailedEvaluation:
      Wording(
        en: "The plan did not pass the independent evaluation and is withheld. This is a defect.",
        zh: "方案未通过独立核验，不予输出。这是程序缺陷。")
    }
  }
}

/// The best plan, with what proves and explains it.
public struct ReallocationResult: Sendable {
  /// All lines that have money now or had it before, by donor, recipient and use.
  public let lines: [PlannedLine]
  /// By recipient.
  public let units: [PlannedUnit]
  /// The independent judgement of the plan.
  public let evaluation: PlanEvaluation
  public let certificate: PlanCertificate
  public var alternatives: [AlternativePlan] = []
  public var sensitivity: [RuleSensitivity] = []

  /// The plan as lines that have money.
  public var plan: [PlanLine: Money] {
    Dictionary(uniqueKeysWithValues: lines.filter { $0.after.fen != 0 }.map { ($0.line, $0.after) })
  }
}

public struct PlannedLine: Sendable, Hashable {
  public let line: PlanLine
  public let before: Money
  public let after: Money
  /// The pair had no pairing before.
  public let isNew: Bool
}

/// What a recipient gets, and why.
public struct PlannedUnit: Sendable, Hashable {
  public let recipient: String
  public let before: Money
  public let after: Money
  /// (after − before) ÷ before; absent where there was nothing before.
  public let relativeChange: ExactRatio?
  /// What fixes the amount: rules that leave no room to it, or else the objective or the smallest change.
  public let fixedBy: [Reason]
  /// By how much the amount (before rounding) moves when the budget grows by ``PlanCertificate/budgetStep``, in fen, to
  /// the yuan;
  /// absent where that breaks a rule or was not asked.
  public let perBudgetStep: Double?
  /// What the objective gains (or, below 0, loses) when a floor or ceiling that binds here is moved up by 10,000 yuan;
  /// absent where none binds. Where several plans are optimal it is one of several such prices.
  public let pricePerWan: Double?

  public enum Reason: Sendable, Hashable {
    case rule(PlanConstraint, RuleBound)
    case objective
    /// Among equally good plans the one of the smallest relative changes.
    case smallestChange
  }
}

/// Proof that a plan is the best.
public struct PlanCertificate: Sendable, Hashable {
  public enum Status: String, Sendable {
    /// No plan has a better objective than the bound; the gap is what rounding to whole units cost.
    case optimal
    /// A limit cut the search short: the plan keeps all rules, and no plan is better than the bound.
    case feasible
  }

  public let status: Status
  /// Of the plan in whole units, penalties counted, as evaluated independently.
  public let objective: ExactRatio
  /// No plan, with fractions of the unit or without, has a better one.
  public let bound: Double
  /// How much better than the plan a plan could be at most: |objective − bound|, 0 within the solver's precision.
  public let gap: Double
  public let method: PlanMethod
  /// Name and version.
  public let solver: String
  public let rounding: RoundingMethod
  public let roundingUnit: Money
  /// By how much ``PlannedUnit/perBudgetStep`` raises the budget.
  public let budgetStep: Money
}

/// Another good plan, as different as could be found.
public struct AlternativePlan: Sendable {
  public let lines: [PlannedLine]
  public let units: [PlannedUnit]
  public let objective: ExactRatio
  /// Money that would have to move to turn the best plan into it: Σ |difference| ÷ 2.
  public let moved: Money
  /// The same, to the nearest of all plans listed before it.
  public let movedFromNearest: Money
}

/// What becomes of the objective when a rule moves.
public struct RuleSensitivity: Sendable, Hashable {
  public let constraint: PlanConstraint
  public let number: ExactDecimal
  public let moved: ExactDecimal
  /// The best objective then (before rounding); absent when no plan keeps all rules.
  public let objective: Double?
}

/// What to work out beside the plan.
public struct ReallocationOptions: Sendable {
  public var limits = SolverLimits.none
  /// 0…5
  public var alternatives = 0
  /// How much worse, as a fraction, the objective of an alternative may be.
  public var alternativeTolerance = 0.01
  public var sensitivity = false
  /// What one more step of the budget would change, and the prices of floors and ceilings.
  public var marginals = true

  public init() {}
}
