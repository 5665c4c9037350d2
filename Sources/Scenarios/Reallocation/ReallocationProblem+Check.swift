internal import NetworkModel

extension ReallocationProblem {
  /// Whatever makes no sense, all at once, in a fixed order; nothing when the problem can be given to a solver.
  ///
  /// That the rules can be kept together is not asked here: a clash of rules is an answer, not a fault.
  public func faults() -> [ReallocationFault] {
    var check = ProblemCheck(problem: self)
    check.run()
    return check.faults
  }
}

/// One walk over a problem.
private struct ProblemCheck {
  let problem: ReallocationProblem
  var faults: [ReallocationFault] = []
  let donors: Set<String>
  let recipients: Set<String>

  init(problem: ReallocationProblem) {
    self.problem = problem
    donors = Set(problem.donors)
    recipients = Set(problem.recipients)
  }

  mutating func add(
    _ code: ReallocationFault.Code, _ subject: String, _ english: String, _ chinese: String
  ) {
    faults.append(
      ReallocationFault(code: code, subject: subject, wording: Wording(en: english, zh: chinese)))
  }

  mutating func run() {
    for subject in problem.repeated.sorted() {
      add(.saidTwice, subject, "is said twice; keep one", "重复给出，请只保留一个")
    }
    checkAmounts()
    guard faults.isEmpty else { return }
    checkBudget()
    checkObjective()
    checkUnits()
    checkRules()
    checkPenalties()
  }

  // MARK: - Amounts

  mutating func checkAmounts() {
    if donors.isEmpty || recipients.isEmpty {
      add(
        .nothingToPlan, "now", "there is no donor or no recipient; give the plan in force",
        "没有支援方或受援方，请给出现行方案")
    }
    var sum: Int128 = 0
    for (line, amount) in problem.baseline.sorted(by: { $0.key < $1.key }) {
      sum += Int128(amount.fen)
      if amount.fen < 0 {
        add(.badAmount, "now \(line)", "an amount is 0 or more", "金额不得为负")
      }
    }
    if sum > largestTotal {
      add(.tooLarge, "now", "all amounts exceed 90 trillion yuan", "金额合计超过90万亿元")
    }
    for unit in problem.roundingUnits where unit.fen <= 0 {
      add(.badAmount, "rounding", "the unit is above 0", "取整单位必须大于0")
    }
    if problem.roundingUnits.count > 1 {
      add(.saidTwice, "rounding", "is said twice; keep one", "重复给出，请只保留一个")
    }
  }

  /// Amounts up to it are exact in binary fractions, which linear programs use.
  private let largestTotal: Int128 = 9_000_000_000_000_000

  // MARK: - Budget and objective

  mutating func checkBudget() {
    var totals = 0
    var ofDonors: [String: Int] = [:]
    var factors = 0
    for budget in problem.budgets {
      switch budget {
      case .total(let money):
        totals += 1
        checkBudgetAmount(money, "budget")
      case .totalFactor(let factor):
        totals += 1
        checkFactor(factor, "budget")
      case .ofDonor(let donor, let money):
        ofDonors[donor, default: 0] += 1
        checkBudgetAmount(money, "budget \(donor)")
        if !donors.contains(donor) {
          add(.unknownName, "budget \(donor)", "is no donor of the plan", "不是方案中的支援方")
        }
      case .everyDonorFactor(let factor):
        factors += 1
        checkFactor(factor, "budget")
      }
    }
    if totals > 1 || factors > 1 {
      add(.saidTwice, "budget", "is said twice; keep one", "重复给出，请只保留一个")
    }
    for donor in ofDonors.keys.sorted() where ofDonors[donor]! > 1 || factors > 0 {
      add(.saidTwice, "budget \(donor)", "is said twice; keep one", "重复给出，请只保留一个")
    }
    guard faults.isEmpty else { return }
    guard let budget = problem.resolvedBudget else {
      add(
        .noBudget, "budget", "give a total, or a budget for every donor",
        "请给出总额，或给出每个支援方的额度")
      return
    }
    let ofAll = budget.donors.values.reduce(Int128(0)) { $0 + Int128($1) }
    if ofAll > Int128(budget.total)
      || (budget.donors.count == donors.count && ofAll != Int128(budget.total))
    {
      add(
        .budgetsDisagree, "budget",
        "the budgets of donors come to \(yuan(ofAll)), the total is \(yuan(Int128(budget.total))) yuan",
        "各支援方额度合计\(yuan(ofAll))元，总额为\(yuan(Int128(budget.total)))元")
    }
    if Int128(budget.total) > largestTotal || ofAll > largestTotal {
      add(.tooLarge, "budget", "exceeds 90 trillion yuan", "超过90万亿元")
    }
  }

  mutating func checkBudgetAmount(_ money: Money, _ subject: String) {
    if money.fen < 0 { add(.badAmount, subject, "a budget is 0 or more", "预算不得为负") }
    let locked = problem.rules.contains { if case .locked = $0.requirement { true } else { false } }
    if !locked, money.fen % max(1, problem.roundingUnit.fen) != 0 {
      add(
        .notARoundedAmount, subject,
        "is not a whole number of the rounding unit, \(yuan(Int128(problem.roundingUnit.fen))) yuan",
        "不是取整单位（\(yuan(Int128(problem.roundingUnit.fen)))元）的整数倍")
    }
  }

  mutating func checkObjective() {
    switch problem.objectives.count {
    case 0: add(.noObjective, "objective", "say what the best plan is best at", "请给出目标")
    case 1: break
    default:
      add(.manyObjectives, "objective", "there is one; keep one", "目标只能有一个，请只保留一个")
    }
  }

  mutating func checkUnits() {
    for (recipient, amount) in problem.targets.sorted(by: { $0.key < $1.key }) {
      if !recipients.contains(recipient) {
        add(.unknownName, "target \(recipient)", "is no recipient of the plan", "不是方案中的受援方")
      }
      if amount.fen < 0 { add(.badAmount, "target \(recipient)", "is 0 or more", "目标额不得为负") }
      if Int128(amount.fen) > largestTotal {
        add(.tooLarge, "target \(recipient)", "exceeds 90 trillion yuan", "超过90万亿元")
      }
    }
    for (recipient, weight) in problem.weights.sorted(by: { $0.key < $1.key }) {
      if !recipients.contains(recipient) {
        add(.unknownName, "weight \(recipient)", "is no recipient of the plan", "不是方案中的受援方")
      }
      if weight.significand <= 0 || weight.approximateValue > 1e12 || weight.scale > 6 {
        add(
          .badWeight, "weight \(recipient)",
          "a weight is above 0, at most 10^12, with at most 6 decimals",
          "权重须大于0、不超过10^12、最多6位小数")
      }
    }
    let needed = problem.objectives.first
    guard needed?.needsTargets == true else { return }
    let perTarget = needed == .maxMin(.perTarget) || needed == .leximin(.perTarget)
    for recipient in problem.recipients {
      guard let target = problem.targets[recipient] else {
        if case .leastShortfall = needed { continue }
        add(
          .missingTarget, "target \(recipient)", "the objective needs a target for every recipient",
          "该目标需要每个受援方的目标额")
        continue
      }
      if perTarget, target.fen <= 0 {
        add(
          .badAmount, "target \(recipient)", "a target that is divided by is above 0",
          "作为除数的目标额必须大于0")
      }
    }
    if problem.targets.isEmpty, case .leastShortfall = needed {
      add(.missingTarget, "target", "give the targets", "请给出目标额")
    }
  }

  // MARK: - Rules

  mutating func checkRules() {
    var names: Set<String> = []
    for rule in problem.sortedRules {
      let subject = "rule \(rule.name)"
      if !names.insert(rule.name).inserted {
        add(.repeatedRule, subject, "two rules have this name", "有两条规则同名")
      }
      checkRequirement(rule.requirement, subject)
    }
  }

  mutating func checkRequirement(_ requirement: ReallocationRule.Requirement, _ subject: String) {
    switch requirement {
    case .share(let part, let whole, _, let share):
      checkSelection(part, subject)
      checkSelection(whole, subject)
      if share.significand < 0 || share > ExactDecimal(1) || share.scale > 9 {
        add(
          .badShare, subject, "a share is from 0 to 1, with at most 9 decimals",
          "份额须在0至1之间，最多9位小数")
      }
    case .total(let selection, _, let money), .each(let selection, _, let money),
      .changeWithinAmount(let selection, let money), .capacity(let selection, let money):
      checkSelection(selection, subject)
      if money.fen < 0 || Int128(money.fen) > largestTotal {
        add(.badAmount, subject, "an amount is from 0 to 90 trillion yuan", "金额须在0至90万亿元之间")
      }
    case .totalRelative(let selection, _, let factor), .eachRelative(let selection, _, let factor),
      .changeWithin(let selection, let factor):
      checkSelection(selection, subject)
      checkFactor(factor, subject)
    case .locked(let selection): checkSelection(selection, subject)
    case .donorCount(let selection, let least, let most):
      checkSelection(selection, subject)
      if (least ?? 0) < 0 || (most ?? 0) < 0 || (least ?? 0) > (most ?? .max)
        || (least == nil && most == nil)
      {
        add(
          .badCount, subject, "give a least or a largest number of donors, in order",
          "请给出支援方个数的下限或上限，且下限不大于上限")
      }
    case .newPairings(let most):
      if let most, most < 0 { add(.badCount, subject, "a number is 0 or more", "个数不得为负") }
      if most != nil, donors.count * recipients.count > 20_000 {
        add(
          .tooManyPairs, subject,
          "choosing among \(donors.count * recipients.count) pairs is beyond the search (20,000)",
          "可选结对达\(donors.count * recipients.count)个，超出搜索能力（20000个）")
      }
    }
  }

  mutating func checkFactor(_ factor: ExactDecimal, _ subject: String) {
    if factor.significand < 0 || factor > ExactDecimal(1000) || factor.scale > 9 {
      add(
        .badFactor, subject, "a factor is from 0 to 1000, with at most 9 decimals",
        "倍数须在0至1000之间，最多9位小数")
    }
  }

  mutating func checkSelection(_ selection: LineSelection, _ subject: String) {
    checkNames(selection.donors, among: donors, subject, "donor", "支援方")
    checkNames(selection.recipients, among: recipients, subject, "recipient", "受援方")
    let categories = Set(problem.categories)
    for name in selection.categories ?? [] where !categories.contains(name) {
      add(.unknownName, subject, "no money is for ‘\(name)’", "没有用于“\(name)”的资金")
    }
  }

  mutating func checkNames(
    _ names: [String]?, among known: Set<String>, _ subject: String, _ english: String,
    _ chinese: String
  ) {
    for name in names ?? [] {
      let members = problem.groups[name]
      if members != nil, known.contains(name) {
        add(
          .ambiguousName, subject, "‘\(name)’ is a group and a \(english)",
          "“\(name)”既是组名又是\(chinese)")
      } else if let members {
        if !members.contains(where: known.contains) {
          add(
            .emptySelection, subject,
            "no member of the group ‘\(name)’ is a \(english) of the plan",
            "组“\(name)”中没有方案内的\(chinese)")
        }
      } else if !known.contains(name) {
        add(
          .unknownName, subject, "‘\(name)’ is no \(english) of the plan and no group",
          "“\(name)”既不是方案中的\(chinese)，也不是组名")
      }
    }
    if let names, names.isEmpty {
      add(.emptySelection, subject, "a list of \(english)s is empty", "\(chinese)名单为空")
    }
  }

  // MARK: - Penalties

  mutating func checkPenalties() {
    var kinds: Set<Bool> = []
    for penalty in problem.penalties {
      let (isChurn, rate) =
        switch penalty {
        case .churn(let rate): (true, rate)
        case .distance(let rate): (false, rate)
        }
      if !kinds.insert(isChurn).inserted {
        add(.penaltiesOfOneKind, "penalty", "is said twice; keep one", "重复给出，请只保留一个")
      }
      if rate.significand < 0 || rate.scale > 9 {
        add(
          .badPenalty, "penalty", "a rate is 0 or more, with at most 9 decimals",
          "费率不得为负，最多9位小数")
      }
      if !isChurn { checkDistances() }
    }
    if !problem.penalties.isEmpty, case .leximin = problem.objectives.first {
      add(
        .penaltyOnLeximin, "penalty",
        "leximin compares lists of amounts, against which nothing can be weighed; use max_min",
        "字典序最大最小目标比较的是金额序列，无法与费用权衡，请改用最大最小目标")
    }
  }

  mutating func checkDistances() {
    let anyPair = problem.rules.contains {
      if case .newPairings = $0.requirement { true } else { false }
    }
    let pairs =
      anyPair
      ? problem.donors.flatMap { donor in
        problem.recipients.map { PlanLine(donor: donor, recipient: $0) }
      }
      : Set(problem.baseline.keys.map { PlanLine(donor: $0.donor, recipient: $0.recipient) })
        .sorted()
    for pair in pairs {
      guard let metres = problem.distances[pair] else {
        add(
          .missingDistance, "distance \(pair)", "a penalty of distance needs it",
          "计算距离费用需要该距离")
        continue
      }
      if metres < 0 || metres > 40_100_000 {
        add(
          .badAmount, "distance \(pair)", "a distance is from 0 to 40,100,000 m",
          "距离须在0至40100000米之间")
      }
    }
  }
}

/// fen as yuan, for messages.
func yuan(_ fen: Int128) -> String {
  Int64(exactly: fen).map { Money(fen: $0).decimal(in: .yuan).description } ?? "\(fen / 100)"
}
