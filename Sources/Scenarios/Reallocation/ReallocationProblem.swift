public import NetworkModel

/// Which money should go where: a plan in force, a budget, one objective, and the rules.
///
///     let problem = ReallocationProblem()
///       .now("120116", "620122", Money(fen: 3_000_000_000))
///       .now("120110", "620523", Money(fen: 5_000_000_000))
///       .group("tibetan", ["620122"])
///       .budget(.totalFactor(ExactDecimal(108, scale: 2)))
///       .objective(.leastChange)
///       .rule("tibetan-share", .share(of: .to("tibetan"), within: .all, .atLeast, ExactDecimal(4, scale: 1)))
///
/// Each verb adds one thing; the order in which they are called changes nothing. Whether all of it makes sense together
/// is asked by ``faults()``, before solving.
public struct ReallocationProblem: Sendable {
  /// The plan in force.
  public private(set) var baseline: [PlanLine: Money] = [:]
  public private(set) var extraDonors: Set<String> = []
  public private(set) var extraRecipients: Set<String> = []
  public private(set) var groups: [String: [String]] = [:]
  public private(set) var budgets: [ReallocationBudget] = []
  public private(set) var objectives: [ReallocationObjective] = []
  public private(set) var targets: [String: Money] = [:]
  public private(set) var weights: [String: ExactDecimal] = [:]
  public private(set) var rules: [ReallocationRule] = []
  public private(set) var penalties: [ReallocationPenalty] = []
  /// Metres between donor and recipient; the category of the key is empty.
  public private(set) var distances: [PlanLine: Int64] = [:]
  /// Every amount of the plan is a whole number of it, locked lines apart.
  public private(set) var roundingUnits: [Money] = []
  /// What was said twice, with two values.
  private(set) var repeated: [String] = []

  public init() {}

  public var roundingUnit: Money { roundingUnits.first ?? Money(fen: 1) }

  private func adding(_ edit: (inout Self) -> Void) -> Self {
    var copy = self
    edit(&copy)
    return copy
  }

  /// A line of the plan in force; 0 makes the pairing known without money.
  public func now(
    _ donor: String, _ recipient: String, _ amount: Money, for category: String = ""
  ) -> Self {
    adding {
      let line = PlanLine(donor: donor, recipient: recipient, category: category)
      if $0.baseline.updateValue(amount, forKey: line) != nil { $0.repeated.append("now \(line)") }
    }
  }

  /// A donor that gives nothing in the plan in force.
  public func donor(_ id: String) -> Self { adding { $0.extraDonors.insert(id) } }

  /// A recipient that gets nothing in the plan in force.
  public func recipient(_ id: String) -> Self { adding { $0.extraRecipients.insert(id) } }

  /// A named set of donors or recipients. Members that are neither are left out.
  public func group(_ name: String, _ members: [String]) -> Self {
    adding {
      let members = Set(members).sorted()
      if let old = $0.groups.updateValue(members, forKey: name), old != members {
        $0.repeated.append("group \(name)")
      }
    }
  }

  /// Money that there is. A total and budgets of donors may stand together.
  public func budget(_ budget: ReallocationBudget) -> Self { adding { $0.budgets.append(budget) } }

  public func objective(_ objective: ReallocationObjective) -> Self {
    adding { $0.objectives.append(objective) }
  }

  /// What a recipient should get; no plan must reach it.
  public func target(_ recipient: String, _ amount: Money) -> Self {
    adding {
      if $0.targets.updateValue(amount, forKey: recipient) != nil {
        $0.repeated.append("target \(recipient)")
      }
    }
  }

  /// How much a recipient counts; 1 where nothing is said.
  public func weight(_ recipient: String, _ weight: ExactDecimal) -> Self {
    adding {
      if $0.weights.updateValue(weight, forKey: recipient) != nil {
        $0.repeated.append("weight \(recipient)")
      }
    }
  }

  /// A rule that every plan must keep.
  public func rule(_ name: String, _ requirement: ReallocationRule.Requirement) -> Self {
    adding { $0.rules.append(ReallocationRule(name, requirement)) }
  }

  public func penalty(_ penalty: ReallocationPenalty) -> Self {
    adding { $0.penalties.append(penalty) }
  }

  /// Metres from a donor to a recipient, for a penalty of distance.
  public func distance(_ donor: String, _ recipient: String, metres: Int64) -> Self {
    adding { $0.distances[PlanLine(donor: donor, recipient: recipient)] = metres }
  }

  /// The unit in whole numbers of which the plan is made; a fen when nothing is said.
  public func rounded(to unit: Money) -> Self { adding { $0.roundingUnits.append(unit) } }

  /// The same problem with another requirement in the place of a rule, or without it.
  public func replacing(_ name: String, by requirement: ReallocationRule.Requirement?) -> Self {
    adding { copy in
      copy.rules = copy.rules.compactMap { rule in
        guard rule.name == name else { return rule }
        return requirement.map { ReallocationRule(name, $0) }
      }
    }
  }

  /// The same problem in another rounding unit.
  public func withRoundingUnit(_ unit: Money) -> Self { adding { $0.roundingUnits = [unit] } }

  /// The same problem with other budgets.
  public func withBudgets(_ budgets: [ReallocationBudget]) -> Self {
    adding { $0.budgets = budgets }
  }
}

extension ReallocationProblem {
  /// Ids of all donors, ascending.
  public var donors: [String] {
    extraDonors.union(baseline.keys.map(\.donor)).sorted()
  }

  /// Ids of all recipients, ascending.
  public var recipients: [String] {
    extraRecipients.union(baseline.keys.map(\.recipient)).sorted()
  }

  /// Names of uses, ascending.
  public var categories: [String] {
    let named = Set(baseline.keys.map(\.category)).sorted()
    return named.isEmpty ? [""] : named
  }

  /// The rules in order of their names: the order in which they are listed everywhere.
  public var sortedRules: [ReallocationRule] { rules.sorted { $0.name < $1.name } }

  /// All the money that there is; nothing when the budgets do not say.
  public var budgetTotal: Money? { resolvedBudget.map { Money(fen: $0.total) } }

  /// Every donor's budget where there is one, and the total, both in fen; nothing when budgets do not determine a total.
  var resolvedBudget: (total: Int64, donors: [String: Int64])? {
    var total: Int64?
    var ofDonors: [String: Int64] = [:]
    var before: [String: Int64] = [:]
    for (line, amount) in baseline { before[line.donor, default: 0] += amount.fen }
    for budget in budgets {
      switch budget {
      case .total(let money): total = money.fen
      case .totalFactor(let factor):
        total = rounded(before.values.reduce(0, +), times: factor)
      case .ofDonor(let donor, let money): ofDonors[donor] = money.fen
      case .everyDonorFactor(let factor):
        for donor in donors {
          ofDonors[donor] = rounded(before[donor] ?? 0, times: factor)
        }
      }
    }
    if total == nil, !ofDonors.isEmpty, donors.allSatisfy({ ofDonors[$0] != nil }) {
      total = ofDonors.values.reduce(0, +)
    }
    return total.map { ($0, ofDonors) }
  }

  /// fen × factor to the nearest rounding unit, halves up.
  private func rounded(_ fen: Int64, times factor: ExactDecimal) -> Int64 {
    let unit = Int128(max(1, roundingUnit.fen))
    let scale = powerOfTen(Int(factor.scale))
    let product = Int128(fen) * Int128(factor.significand)
    let divisor = scale * unit
    let units = (2 * product + divisor) / (2 * divisor)
    return Int64(clamping: units * unit)
  }
}

func powerOfTen(_ exponent: Int) -> Int128 {
  (0..<exponent).reduce(1) { power, _ in power * 10 }
}
