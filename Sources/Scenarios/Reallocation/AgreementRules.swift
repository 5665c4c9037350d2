public import Analysis
public import NetworkModel

/// Why a rule of an agreement cannot be a hard rule of a reallocation.
public enum AgreementRuleFault: Error, Hashable, Sendable {
  /// It is not about how money is split: people, documents, meetings, revenue.
  case notAboutTheSplit(ObligationKind)
  /// It was not in force in the year.
  case notInForce(Period)
  /// It adds up several years, or none.
  case otherSteps
  /// No recipient of the plan belongs to the group at which it is aimed.
  case nobody(String)
  /// Its number has more decimals than rules take.
  case number

  public var wording: Wording {
    switch self {
    case .notAboutTheSplit(let kind):
      Wording(
        en: "a rule of kind ‘\(kind.label.en)’ does not say how money is split",
        zh: "“\(kind.label.zh)”类规则不涉及资金如何分配")
    case .notInForce(let period):
      Wording(
        en: "the rule is in force in \(period), not in the year of the plan",
        zh: "该规则的执行期为\(period)，不含方案年度")
    case .otherSteps:
      Wording(
        en: "the rule is not about single years", zh: "该规则不按年度执行")
    case .nobody(let group):
      Wording(
        en: "no recipient of the plan belongs to ‘\(group)’", zh: "方案中没有属于“\(group)”的受援方")
    case .number:
      Wording(en: "its number has more than nine decimals", zh: "其数值超过9位小数")
    }
  }
}

extension ReallocationProblem {
  /// The problem with a rule of an agreement as a hard rule, under the rule's id.
  ///
  /// ## Conventions
  /// - A share is taken of all lines of its fund class (of all lines where the plan tells no uses apart), what is due in a year
  ///   is rounded up to the fen. Hold-harmless refers to the plan in force, whatever base year the rule names.
  /// - Recipients in the group at the end of the year belong to it.
  public func adding(
    _ obligation: Obligation, year: Int, places: PairingNetwork
  ) throws(AgreementRuleFault) -> ReallocationProblem {
    guard let day = CalendarDate(year: year) else { throw .otherSteps }
    let period = obligation.scope.period
    if !period.isUnknown, period.firstDay > day.lastDay || period.lastDay < day.firstDay {
      throw .notInForce(period)
    }
    let uses = obligation.scope.fundClass.flatMap { categories.contains($0) ? [$0] : nil }
    var problem = self
    var part = LineSelection(categories: uses)
    let all = part
    let target = obligation.scope.group ?? obligation.scope.recipient
    if let node = places.node(id: target) {
      let members = recipients.filter { id in
        places.node(id: id).map { places.belongs($0, to: node, at: day) } ?? false
      }
      guard !members.isEmpty else { throw .nobody(target) }
      if members != recipients {
        // A name of its own: the group of the package may have members that are no recipients.
        let name = "\(obligation.id):\(target)"
        problem = problem.group(name, members)
        part.recipients = [name]
      }
    }
    func due(_ amount: ExactRatio) throws(AgreementRuleFault) -> Money {
      // Whole fen, upwards: −⌊−x⌋ through rounding of x + 1/2 would not be exact, so by hand.
      guard let rounded = amount.money else { throw .number }
      return ExactRatio(rounded) < amount ? rounded + Money(fen: 1) : rounded
    }
    func decimal(_ ratio: ExactRatio) throws(AgreementRuleFault) -> ExactDecimal {
      guard let decimal = ratio.exactDecimal, decimal.scale <= 9 else { throw .number }
      return decimal
    }
    let requirement: ReallocationRule.Requirement
    switch obligation.terms {
    case .share(let share, let per):
      try Self.requireYears(per)
      requirement = .share(of: part, within: all, .atLeast, try decimal(share))
    case .schedule(let schedule):
      try Self.requireYears(schedule.per)
      guard let amount = schedule.due(atStep: year) else { throw .number }
      requirement = .total(of: part, .atLeast, try due(amount))
    case .floor(let amount, let per, let reach), .ceiling(let amount, let per, let reach):
      try Self.requireYears(per)
      let bound: RuleBound = obligation.kind == .floor ? .atLeast : .atMost
      let money = bound == .atLeast ? try due(amount) : try floor(amount)
      requirement =
        reach == .whole ? .total(of: part, bound, money) : .each(of: part, bound, money)
    case .holdHarmless(let least, _, let per):
      try Self.requireYears(per)
      requirement = .eachRelative(of: part, .atLeast, try decimal(least))
    case .quota, .effort, .fullCoverage, .plan, .governance, .fundUse:
      throw .notAboutTheSplit(obligation.kind)
    }
    return problem.rule(obligation.id, requirement)
  }

  private func floor(_ amount: ExactRatio) throws(AgreementRuleFault) -> Money {
    guard let rounded = amount.money else { throw .number }
    return amount < ExactRatio(rounded) ? rounded - Money(fen: 1) : rounded
  }

  private static func requireYears(_ per: Cadence) throws(AgreementRuleFault) {
    guard per == .year || per == .unstated || per == .total else { throw .otherSteps }
  }
}

extension PairingNetwork {
  /// Whether a place is a node, lies in it, or is or lies in a member of it at a date.
  fileprivate func belongs(_ place: NodeIndex, to node: NodeIndex, at date: CalendarDate) -> Bool {
    contains(node, place) || members(of: node, at: date).contains { contains($0, place) }
  }
}

extension ReallocationResult {
  /// What the rule checker says of the plan, given in one year, under rules of agreements.
  ///
  /// - Parameters:
  ///   - category: the use of lines that tell none.
  ///   - status: not needed; planned amounts of the year are all there is.
  /// - Throws: ``Analysis/PlanFault`` when a place of the plan is none of the network.
  public func verdicts(
    under obligations: [Obligation], year: Int, category: String, places: PairingNetwork
  ) throws(PlanFault) -> [Verdict] {
    let planned = lines.filter { $0.after.fen > 0 }.map {
      PlannedAmount(
        donor: $0.line.donor, recipient: $0.line.recipient,
        category: $0.line.category.isEmpty ? category : $0.line.category, year: year,
        amount: $0.after)
    }
    let evidence = try Evidence(plan: planned, in: places, history: Evidence(places))
    return check(obligations, against: evidence, years: year...year)
  }
}
