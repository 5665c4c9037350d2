public import Analysis
public import NetworkModel
public import Scenarios

extension ResultDocument {
  /// The best plan of a problem: who gives what to whom, why, under which rules, and how good it is.
  ///
  /// - Parameters:
  ///   - verdicts: what the rule checker says of the plan, for rules of agreements.
  public init(
    _ result: ReallocationResult, of problem: ReallocationProblem, named name: String,
    verdicts: [Verdict] = [], in network: PairingNetwork
  ) {
    let tables = ReallocationTables(problem: problem, network: network)
    self.init("reallocate")
    facts = tables.facts(named: name) + tables.facts(of: result)
    self.tables = [
      tables.units(result), tables.plan(result.lines), tables.rules(result.evaluation),
    ]
    if !verdicts.isEmpty { self.tables.append(tables.agreements(verdicts)) }
    if !result.alternatives.isEmpty {
      self.tables.append(tables.alternatives(result))
      self.tables.append(tables.alternativeUnits(result))
    }
    if !result.sensitivity.isEmpty { self.tables.append(tables.sensitivity(result)) }
    conventions = [
      Convention(
        "one_answer",
        Wording(
          en:
            "Among the best plans, the one whose largest relative change of a recipient is smallest, then the "
            + "second largest, and so on; then the least change of lines; ties by id.",
          zh: "在最优方案中，取受援方最大相对变动最小者，次大者次之，依此类推；再取各笔变动最小者；仍相同时按编号。")),
      Convention(
        "rounding",
        Wording(
          en:
            "Whole rounding units by largest remainder; every rule was checked again in whole fen.",
          zh: "按最大余额法取整，各项规则均以分为单位重新核验。")),
    ]
  }

  /// Why there is no plan, and what would make one possible.
  public init(
    _ clash: RuleClash, of problem: ReallocationProblem, named name: String,
    in network: PairingNetwork
  ) {
    let tables = ReallocationTables(problem: problem, network: network)
    self.init("reallocate")
    facts =
      tables.facts(named: name) + [
        Fact(
          "status", Wording(en: "Result", zh: "结果"),
          .term("infeasible", Wording(en: "no plan keeps all rules", zh: "没有方案能满足全部规则"))),
        Fact(
          "smallest_clash", Wording(en: "Smallest clash", zh: "最小冲突集"),
          .term(
            clash.isSmallest ? "yes" : "irreducible",
            clash.isSmallest
              ? Wording(en: "yes, every smaller set was tried", zh: "是，已逐一试过更小的组合")
              : Wording(en: "irreducible; smaller ones were not all tried", zh: "不可再减，更小的组合未逐一试过"))),
      ]
    self.tables = [tables.clash(clash), tables.waysOut(clash)]
    remarks = tables.sentences(clash)
  }

  /// How a plan that somebody typed keeps the rules.
  public init(
    _ evaluation: PlanEvaluation, of problem: ReallocationProblem, named name: String,
    in network: PairingNetwork
  ) {
    let tables = ReallocationTables(problem: problem, network: network)
    self.init("reallocate")
    facts =
      tables.facts(named: name) + [
        Fact(
          "status", Wording(en: "Result", zh: "结果"),
          evaluation.isKept
            ? .term("kept", Wording(en: "the plan keeps all rules", zh: "方案满足全部规则"))
            : .term("broken", Wording(en: "the plan breaks rules", zh: "方案违反规则"))),
        Fact(
          "objective_value", Wording(en: "Objective", zh: "目标值"),
          tables.value(
            evaluation.penalisedObjective(isMaximised: problem.objectives[0].isMaximised))),
        Fact("change", Wording(en: "Change of lines", zh: "各笔变动合计"), .money(evaluation.change)),
      ]
    self.tables = [tables.rules(evaluation), tables.irregular(evaluation)]
  }
}
