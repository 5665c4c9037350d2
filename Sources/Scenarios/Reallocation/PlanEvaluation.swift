public import Analysis
public import NetworkModel

/// What an independent pass over a plan finds: every rule, and the objective, in whole fen.
///
/// It judges any plan, solved or typed by hand, from the problem alone: it shares no code with the solvers and knows no
/// tolerance.
public struct PlanEvaluation: Sendable {
  /// How one rule came out.
  public struct Verdict: Sendable, Hashable {
    public let constraint: PlanConstraint
    /// What was required of the recipient (or sum) that has the least to spare.
    public let required: PlanQuantity
    public let bound: RuleBound
    public let got: PlanQuantity
    /// got − required in the direction of the bound; below 0 where the rule is broken.
    public let slack: PlanQuantity
    /// The recipient or pair that has the least to spare, where the rule speaks of each.
    public let tightest: String?
    /// The recipients, pairs or sums that break it, ascending; "" where the rule speaks of one sum.
    public let broken: [String]

    public var isKept: Bool { broken.isEmpty }
  }

  /// Budgets first, then rules by name.
  public let verdicts: [Verdict]
  /// Lines that no plan of the problem may have: a pair without a pairing, an unknown name, an amount below 0, an amount
  /// that is not a whole number of the rounding unit. Each with what is wrong.
  public let irregularLines: [(line: PlanLine, wording: Wording)]
  /// In 10,000 yuan, as a ratio, as an index or as a count, by the objective.
  public let objective: ExactRatio
  /// Σ of the penalties, in units of the objective.
  public let penalty: ExactRatio
  /// Σ |x − x₀|
  public let change: Money

  public var isKept: Bool { irregularLines.isEmpty && verdicts.allSatisfy(\.isKept) }

  /// The objective less (or, where less is better, plus) the penalties.
  public func penalisedObjective(isMaximised: Bool) -> ExactRatio {
    isMaximised ? objective - penalty : objective + penalty
  }
}

/// A number of a rule.
public enum PlanQuantity: Sendable, Hashable {
  case money(Money)
  case ratio(ExactRatio)
  case count(Int)

  public var isNegative: Bool {
    switch self {
    case .money(let money): money.fen < 0
    case .ratio(let ratio): ratio.isNegative
    case .count(let count): count < 0
    }
  }

  var isZero: Bool {
    switch self {
    case .money(let money): money.fen == 0
    case .ratio(let ratio): ratio.isZero
    case .count(let count): count == 0
    }
  }
}

extension ReallocationProblem {
  /// Judges a plan. Lines of 0 need not be given.
  ///
  /// - Precondition: the problem has no ``faults()``.
  /// - Complexity: O(lines × rules), and O(recipients²) for the objective of least inequality.
  public func evaluate(_ plan: [PlanLine: Money]) -> PlanEvaluation {
    let judge = PlanJudge(problem: self, plan: plan.filter { $0.value.fen != 0 })
    return PlanEvaluation(
      verdicts: judge.budgetVerdicts() + sortedRules.compactMap(judge.verdict),
      irregularLines: judge.irregularLines(), objective: judge.objective(),
      penalty: judge.penalty(), change: judge.change())
  }
}

/// One pass over one plan.
private struct PlanJudge {
  typealias Verdict = PlanEvaluation.Verdict

  let problem: ReallocationProblem
  let plan: [PlanLine: Money]

  /// What is required of one sum.
  private struct Item {
    let name: String
    let required: PlanQuantity
    let got: PlanQuantity
    let slack: PlanQuantity
    var bound: RuleBound = .exactly
  }

  // MARK: - Sums

  private func isSelected(_ line: PlanLine, _ selection: LineSelection) -> Bool {
    func matches(_ id: String, _ names: [String]?) -> Bool {
      guard let names else { return true }
      return names.contains { name in problem.groups[name]?.contains(id) ?? (name == id) }
    }
    return matches(line.donor, selection.donors) && matches(line.recipient, selection.recipients)
      && (selection.categories?.contains(line.category) ?? true)
  }

  private func sum(_ amounts: [PlanLine: Money], _ selection: LineSelection) -> Int128 {
    amounts.reduce(0) { $0 + (isSelected($1.key, selection) ? Int128($1.value.fen) : 0) }
  }

  private func sums(_ amounts: [PlanLine: Money], _ selection: LineSelection) -> [String: Int128] {
    var sums: [String: Int128] = [:]
    for (line, amount) in amounts where isSelected(line, selection) {
      sums[line.recipient, default: 0] += Int128(amount.fen)
    }
    return sums
  }

  private func selectedRecipients(_ selection: LineSelection) -> [String] {
    guard let names = selection.recipients else { return problem.recipients }
    let known = Set(problem.recipients)
    return Set(names.flatMap { problem.groups[$0] ?? [$0] }).filter(known.contains).sorted()
  }

  // MARK: - Verdicts

  private func item(
    _ name: String, _ got: Int128, _ bound: RuleBound, required numerator: Int128,
    over denominator: Int128 = 1
  ) -> Item {
    // Whole fen on the side on which the rule is kept.
    let floor = numerator.quotientAndRemainder(dividingBy: denominator)
    let ceiling = floor.quotient + (floor.remainder > 0 ? 1 : 0)
    let required = bound == .atMost ? floor.quotient : ceiling
    let slack: Int128 =
      switch bound {
      case .atLeast: got - required
      case .atMost: required - got
      case .exactly: floor.remainder == 0 ? -abs(got - required) : -max(1, abs(got - required))
      }
    return Item(
      name: name, required: .money(money(required)), got: .money(money(got)),
      slack: .money(money(slack)), bound: bound)
  }

  private func money(_ fen: Int128) -> Money { Money(fen: Int64(clamping: fen)) }

  private func verdict(_ constraint: PlanConstraint, _ items: [Item]) -> Verdict? {
    guard let first = items.first else { return nil }
    func less(_ a: Item, _ b: Item) -> Bool {
      switch (a.slack, b.slack) {
      case (.money(let a), .money(let b)): a < b
      case (.ratio(let a), .ratio(let b)): a < b
      case (.count(let a), .count(let b)): a < b
      default: false
      }
    }
    let tightest = items.dropFirst().reduce(first) { less($1, $0) ? $1 : $0 }
    return Verdict(
      constraint: constraint, required: tightest.required, bound: tightest.bound,
      got: tightest.got, slack: tightest.slack,
      tightest: tightest.name.isEmpty ? nil : tightest.name,
      broken: items.filter { $0.slack.isNegative }.map(\.name).sorted())
  }

  func budgetVerdicts() -> [Verdict] {
    guard let budget = problem.resolvedBudget else { return [] }
    var verdicts = [
      verdict(.budget, [item("", sum(plan, .all), .exactly, required: Int128(budget.total))])
    ]
    for (donor, amount) in budget.donors.sorted(by: { $0.key < $1.key }) {
      let given = plan.reduce(Int128(0)) { $0 + ($1.key.donor == donor ? Int128($1.value.fen) : 0) }
      verdicts.append(
        verdict(.donorBudget(donor), [item("", given, .exactly, required: Int128(amount))]))
    }
    return verdicts.compactMap(\.self)
  }

  func verdict(_ rule: ReallocationRule) -> Verdict? {
    verdict(.rule(rule.name), items(of: rule.requirement))
  }

  private func items(of requirement: ReallocationRule.Requirement) -> [Item] {
    switch requirement {
    case .share(let part, let whole, let bound, let share):
      return [shareItem(sum(plan, part), sum(plan, whole), bound, share)]
    case .total(let selection, let bound, let amount):
      return [item("", sum(plan, selection), bound, required: Int128(amount.fen))]
    case .totalRelative(let selection, let bound, let factor):
      return [
        item(
          "", sum(plan, selection), bound,
          required: sum(problem.baseline, selection) * Int128(factor.significand),
          over: powerOfTen(Int(factor.scale)))
      ]
    case .each(let selection, let bound, let amount):
      let got = sums(plan, selection)
      return selectedRecipients(selection).map {
        item($0, got[$0] ?? 0, bound, required: Int128(amount.fen))
      }
    case .eachRelative(let selection, let bound, let factor):
      let got = sums(plan, selection)
      let before = sums(problem.baseline, selection)
      return selectedRecipients(selection).map {
        item(
          $0, got[$0] ?? 0, bound, required: (before[$0] ?? 0) * Int128(factor.significand),
          over: powerOfTen(Int(factor.scale)))
      }
    case .changeWithin(let selection, let fraction):
      let got = sums(plan, selection)
      let before = sums(problem.baseline, selection)
      return selectedRecipients(selection).map {
        item(
          $0, abs((got[$0] ?? 0) - (before[$0] ?? 0)), .atMost,
          required: (before[$0] ?? 0) * Int128(fraction.significand),
          over: powerOfTen(Int(fraction.scale)))
      }
    case .changeWithinAmount(let selection, let amount):
      let got = sums(plan, selection)
      let before = sums(problem.baseline, selection)
      return selectedRecipients(selection).map {
        item(
          $0, abs((got[$0] ?? 0) - (before[$0] ?? 0)), .atMost, required: Int128(amount.fen))
      }
    case .capacity(let selection, let amount):
      var given: [String: Int128] = [:]
      for (line, money) in plan { given[line.donor, default: 0] += Int128(money.fen) }
      return selectedDonors(selection).map {
        item($0, given[$0] ?? 0, .atMost, required: Int128(amount.fen))
      }
    case .locked(let selection):
      return Set(plan.keys).union(problem.baseline.keys).filter { isSelected($0, selection) }
        .sorted().map {
          item(
            $0.description, Int128(plan[$0]?.fen ?? 0), .exactly,
            required: Int128(problem.baseline[$0]?.fen ?? 0))
        }
    case .donorCount(let selection, let least, let most):
      return donorCountItems(selection, least, most)
    case .newPairings(let most):
      guard let most else { return [] }
      let count = newPairs().count
      return [
        Item(
          name: "", required: .count(most), got: .count(count), slack: .count(most - count),
          bound: .atMost)
      ]
    }
  }

  private func selectedDonors(_ selection: LineSelection) -> [String] {
    guard let names = selection.donors else { return problem.donors }
    let known = Set(problem.donors)
    return Set(names.flatMap { problem.groups[$0] ?? [$0] }).filter(known.contains).sorted()
  }

  private func shareItem(
    _ part: Int128, _ whole: Int128, _ bound: RuleBound, _ share: ExactDecimal
  ) -> Item {
    let scale = powerOfTen(Int(share.scale))
    // part · 10^scale against significand · whole, both whole numbers.
    let difference = part * scale - Int128(share.significand) * whole
    let kept =
      switch bound {
      case .atLeast: difference >= 0
      case .atMost: difference <= 0
      case .exactly: difference == 0
      }
    let got = ExactRatio(part).divided(by: ExactRatio(whole)) ?? .zero
    let required = ExactRatio(share)
    let slack =
      switch bound {
      case .atLeast: got - required
      case .atMost: required - got
      case .exactly: -(got - required).magnitude
      }
    // Without any money no share is broken, whatever 0 : 0 may be.
    return Item(
      name: "", required: .ratio(required), got: .ratio(got),
      slack: .ratio(kept && slack.isNegative ? .zero : slack), bound: bound)
  }

  private func donorCountItems(_ selection: LineSelection, _ least: Int?, _ most: Int?) -> [Item] {
    var givers: [String: Set<String>] = [:]
    for line in plan.keys where isSelected(line, selection) {
      givers[line.recipient, default: []].insert(line.donor)
    }
    return selectedRecipients(selection).flatMap { recipient in
      let count = givers[recipient]?.count ?? 0
      return [
        least.map {
          Item(
            name: recipient, required: .count($0), got: .count(count), slack: .count(count - $0),
            bound: .atLeast)
        },
        most.map {
          Item(
            name: recipient, required: .count($0), got: .count(count), slack: .count($0 - count),
            bound: .atMost)
        },
      ].compactMap(\.self)
    }
  }

  // MARK: - Lines

  private func newPairs() -> Set<PlanLine> {
    let old = Set(
      problem.baseline.keys.map { PlanLine(donor: $0.donor, recipient: $0.recipient) })
    return Set(plan.keys.map { PlanLine(donor: $0.donor, recipient: $0.recipient) })
      .subtracting(old)
  }

  func irregularLines() -> [(line: PlanLine, wording: Wording)] {
    let donors = Set(problem.donors)
    let recipients = Set(problem.recipients)
    let categories = Set(problem.categories)
    let opensPairs = problem.rules.contains {
      if case .newPairings = $0.requirement { true } else { false }
    }
    let new = newPairs()
    let locks = problem.rules.compactMap {
      if case .locked(let selection) = $0.requirement { selection } else { nil }
    }
    var found: [(line: PlanLine, wording: Wording)] = []
    for (line, amount) in plan.sorted(by: { $0.key < $1.key }) {
      func report(_ english: String, _ chinese: String) {
        found.append((line, Wording(en: english, zh: chinese)))
      }
      if amount.fen < 0 { report("is below 0", "金额为负") }
      let isLocked = locks.contains { isSelected(line, $0) }
      if !isLocked, amount.fen % problem.roundingUnit.fen != 0 {
        report("is not a whole number of the rounding unit", "不是取整单位的整数倍")
      }
      if !donors.contains(line.donor) { report("has an unknown donor", "支援方未知") }
      if !recipients.contains(line.recipient) { report("has an unknown recipient", "受援方未知") }
      if !categories.contains(line.category) { report("has an unknown use", "用途未知") }
      let pair = PlanLine(donor: line.donor, recipient: line.recipient)
      if new.contains(pair) {
        if !opensPairs { report("is a pair without a pairing", "双方没有结对关系") }
      } else if problem.baseline[line] == nil {
        report("gives this pair a use of money that it does not have", "该结对没有此项用途的资金")
      }
    }
    return found
  }

  // MARK: - Objective

  private func weight(_ recipient: String) -> ExactRatio {
    ExactRatio(problem.weights[recipient] ?? ExactDecimal(1))
  }

  /// fen as 10,000 yuan.
  private func wan(_ fen: ExactRatio) -> ExactRatio { fen * .powerOfTen(-6) }

  func change() -> Money {
    money(
      Set(plan.keys).union(problem.baseline.keys).reduce(Int128(0)) {
        $0 + abs(Int128(plan[$1]?.fen ?? 0) - Int128(problem.baseline[$1]?.fen ?? 0))
      })
  }

  func penalty() -> ExactRatio {
    problem.penalties.reduce(.zero) { sum, penalty in
      switch penalty {
      case .churn(let rate): return sum + ExactRatio(rate) * wan(ExactRatio(change()))
      case .distance(let rate):
        let carried = plan.reduce(Int128(0)) { carried, entry in
          let pair = PlanLine(donor: entry.key.donor, recipient: entry.key.recipient)
          return carried + Int128(entry.value.fen) * Int128(problem.distances[pair] ?? 0)
        }
        return sum + ExactRatio(rate) * wan(ExactRatio(carried)) * .powerOfTen(-3)
      }
    }
  }

  func objective() -> ExactRatio {
    let got = sums(plan, .all)
    let recipients = problem.recipients
    func amount(_ recipient: String) -> ExactRatio { ExactRatio(got[recipient] ?? 0) }
    func target(_ recipient: String) -> Int128 { Int128(problem.targets[recipient]?.fen ?? 0) }
    switch problem.objectives.first {
    case .maxMin(let measure), .leximin(let measure):
      return recipients.map { recipient in
        switch measure {
        case .amount: wan(amount(recipient))
        case .perTarget: amount(recipient).divided(by: ExactRatio(target(recipient))) ?? .zero
        case .perWeight: wan(amount(recipient)).divided(by: weight(recipient)) ?? .zero
        }
      }.min() ?? .zero
    case .leastShortfall(let weighted):
      return recipients.reduce(.zero) { sum, recipient in
        let short = wan(ExactRatio(max(0, target(recipient) - (got[recipient] ?? 0))))
        return sum + (weighted ? short * weight(recipient) : short)
      }
    case .proportional:
      let total = ExactRatio(got.values.reduce(0, +))
      let weights = recipients.reduce(ExactRatio.zero) { $0 + weight($1) }
      return recipients.reduce(.zero) { sum, recipient in
        let fair = (total * weight(recipient)).divided(by: weights) ?? .zero
        return sum + wan((amount(recipient) - fair).magnitude)
      }
    case .leastInequality: return giniIndex(got)
    case .leastChange: return wan(ExactRatio(change()))
    case .mostCovered(let threshold):
      return ExactRatio(
        recipients.count { recipient in
          let needed: Int128 =
            switch threshold {
            case .amount(let money): Int128(money.fen)
            case .target: target(recipient)
            }
          return (got[recipient] ?? 0) >= needed
        })
    case nil: return .zero
    }
  }

  private func giniIndex(_ got: [String: Int128]) -> ExactRatio {
    // Weights have at most six decimals, so a million of them is a whole number.
    let weights = problem.recipients.map { recipient in
      let weight = problem.weights[recipient] ?? ExactDecimal(1)
      return Int128(weight.significand) * powerOfTen(6 - Int(weight.scale))
    }
    let amounts = problem.recipients.map { got[$0] ?? 0 }
    var differences = ExactRatio.zero
    for a in amounts.indices {
      var row: Int128 = 0
      for b in 0..<a { row += abs(amounts[a] * weights[b] - amounts[b] * weights[a]) }
      differences = differences + ExactRatio(row)
    }
    let whole = ExactRatio(weights.reduce(0, +)) * ExactRatio(amounts.reduce(0, +))
    return differences.divided(by: whole) ?? .zero
  }
}
