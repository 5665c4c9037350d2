internal import Analysis
public import NetworkModel
internal import Optimisation

extension ReallocationRule.Requirement {
  /// The number that a way out or a step of sensitivity moves: a factor or share, an amount in fen, or a count.
  var numberValue: ExactDecimal? {
    switch self {
    case .share(_, _, _, let factor), .totalRelative(_, _, let factor),
      .eachRelative(_, _, let factor), .changeWithin(_, let factor):
      factor
    case .total(_, _, let money), .each(_, _, let money), .changeWithinAmount(_, let money),
      .capacity(_, let money):
      ExactDecimal(money.fen)
    case .donorCount(_, let least, let most): (most ?? least).map { ExactDecimal(Int64($0)) }
    case .newPairings(let most): most.map { ExactDecimal(Int64($0)) }
    case .locked: nil
    }
  }

  /// The same requirement with another number.
  func with(number: ExactDecimal) -> Self {
    let money = Money(fen: number.scale == 0 ? number.significand : 0)
    let count = number.scale == 0 ? Int(number.significand) : 0
    switch self {
    case .share(let part, let whole, let bound, _):
      return .share(of: part, within: whole, bound, number)
    case .totalRelative(let selection, let bound, _):
      return .totalRelative(of: selection, bound, number)
    case .eachRelative(let selection, let bound, _):
      return .eachRelative(of: selection, bound, number)
    case .changeWithin(let selection, _): return .changeWithin(of: selection, number)
    case .total(let selection, let bound, _): return .total(of: selection, bound, money)
    case .each(let selection, let bound, _): return .each(of: selection, bound, money)
    case .changeWithinAmount(let selection, _):
      return .changeWithinAmount(of: selection, money)
    case .capacity(let selection, _): return .capacity(of: selection, money)
    case .donorCount(let selection, let least, let most):
      return most == nil
        ? .donorCount(of: selection, atLeast: count, atMost: nil)
        : .donorCount(of: selection, atLeast: least.map { min($0, count) }, atMost: count)
    case .newPairings: return .newPairings(atMost: count)
    case .locked: return self
    }
  }
}

extension ReallocationProblem {
  /// The number of a constraint: fen for budgets; nothing for a rule without one.
  func number(of constraint: PlanConstraint) -> ExactDecimal? {
    switch constraint {
    case .budget: resolvedBudget.map { ExactDecimal($0.total) }
    case .donorBudget(let donor): resolvedBudget?.donors[donor].map { ExactDecimal($0) }
    case .rule(let name): rules.first { $0.name == name }?.requirement.numberValue
    }
  }

  /// The same problem with another number of a constraint; nothing where it has none.
  ///
  /// Where every donor has a budget, a new total is shared out in proportion, and a donor's new budget changes the total.
  func moving(_ constraint: PlanConstraint, to number: ExactDecimal) -> ReallocationProblem? {
    switch constraint {
    case .rule(let name):
      guard let rule = rules.first(where: { $0.name == name }),
        rule.requirement.numberValue != nil
      else { return nil }
      return replacing(name, by: rule.requirement.with(number: number))
    case .budget:
      guard let budget = resolvedBudget else { return nil }
      let everyDonor = donors.allSatisfy { budget.donors[$0] != nil }
      guard everyDonor else {
        return withBudgets(
          [.total(Money(fen: number.significand))] + budgetsOfDonors(budget.donors))
      }
      let shares = apportioned(
        number.significand, by: donors.map { budget.donors[$0]! }, unit: roundingUnit.fen)
      return withBudgets(
        budgetsOfDonors(Dictionary(uniqueKeysWithValues: zip(donors, shares))))
    case .donorBudget(let donor):
      guard var budget = resolvedBudget?.donors, let total = resolvedBudget?.total else {
        return nil
      }
      budget[donor] = number.significand
      let everyDonor = donors.allSatisfy { budget[$0] != nil }
      return withBudgets(
        budgetsOfDonors(budget) + (everyDonor ? [] : [.total(Money(fen: total))]))
    }
  }

  private func budgetsOfDonors(_ budgets: [String: Int64]) -> [ReallocationBudget] {
    budgets.sorted { $0.key < $1.key }.map { .ofDonor($0.key, Money(fen: $0.value)) }
  }

  /// The best objective when each number moves by a step: a hundredth for factors, a hundredth of an amount (one unit at
  /// least), one for counts; down and up.
  func sensitivity(_ limits: SolverLimits) -> [RuleSensitivity] {
    let frame = PlanFrame(self)
    return frame.constraints.flatMap { constraint -> [RuleSensitivity] in
      guard let number = number(of: constraint) else { return [] }
      let kind = frame.numbers[frame.constraints.firstIndex(of: constraint)!]
      return ([-1, 1] as [Int64]).compactMap { direction in
        guard let moved = number.stepped(direction, kind: kind, unit: roundingUnit.fen),
          let problem = moving(constraint, to: moved), problem.faults().isEmpty
        else { return nil }
        return RuleSensitivity(
          constraint: constraint, number: number, moved: moved,
          objective: PlanSearch(PlanFrame(problem), limits: limits).bestObjective())
      }
    }
  }
}

/// A total in whole units in proportion to weights, by largest remainder; what is left below a unit goes to the first.
private func apportioned(_ total: Int64, by weights: [Int64], unit: Int64) -> [Int64] {
  guard let shares = apportioned(total / unit, by: weights) else { return weights.map { _ in 0 } }
  var amounts = shares.map { $0 * unit }
  if !amounts.isEmpty { amounts[0] += total % unit }
  return amounts
}

extension ExactDecimal {
  /// One step down or up; nothing where that leaves the meaning of the number.
  fileprivate func stepped(_ direction: Int64, kind: RuleNumber, unit: Int64) -> ExactDecimal? {
    let moved: ExactDecimal?
    switch kind {
    case .none: return nil
    case .count: moved = adding(ExactDecimal(direction))
    case .factor: moved = adding(ExactDecimal(direction, scale: 2))
    case .amount:
      let step = max(1, significand / 100 / max(1, unit)) * unit
      moved = adding(ExactDecimal(direction * step))
    }
    return moved.flatMap { $0.significand < 0 ? nil : $0 }
  }
}

extension ReallocationProblem {
  /// A number of a constraint in its meaning: budgets and amounts are money, factors and shares ratios.
  public func quantity(_ number: ExactDecimal, of constraint: PlanConstraint) -> PlanQuantity {
    let kind: RuleNumber =
      switch constraint {
      case .budget, .donorBudget: .amount
      case .rule(let name): rules.first { $0.name == name }?.requirement.number ?? .none
      }
    switch kind {
    case .amount: return .money(Money(fen: number.significand))
    case .factor: return .ratio(ExactRatio(number))
    case .count, .none: return .count(Int(number.significand))
    }
  }
}
