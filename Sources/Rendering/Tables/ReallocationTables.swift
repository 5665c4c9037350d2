internal import Analysis
internal import NetworkModel
internal import Scenarios

/// The tables of a reallocation.
struct ReallocationTables {
  typealias Fact = ResultDocument.Fact

  let problem: ReallocationProblem
  let network: PairingNetwork

  // MARK: - Words

  func name(_ id: String) -> Cell {
    network.node(id: id).map { .name(of: network[$0]) } ?? .text(id)
  }

  private func label(_ id: String, _ language: Language) -> String {
    guard let node = network.node(id: id).map({ network[$0] }) else { return id }
    return language == .en ? node.nameEnglish ?? node.name : node.name
  }

  func constraint(_ constraint: PlanConstraint) -> Cell {
    switch constraint {
    case .budget: .term("budget", Wording(en: "budget", zh: "预算总额"))
    case .donorBudget(let donor):
      .term(
        "budget:\(donor)",
        Wording(en: "budget of \(label(donor, .en))", zh: "\(label(donor, .zh))预算"))
    case .rule(let name): .text(name)
    }
  }

  private func words(_ constraint: PlanConstraint) -> Wording {
    switch self.constraint(constraint) {
    case .term(_, let words): words
    case .text(let name): Wording(en: "‘\(name)’", zh: "“\(name)”")
    default: Wording(en: "", zh: "")
    }
  }

  /// A number with its unit, for people and programs.
  func quantity(_ quantity: PlanQuantity) -> Cell {
    switch quantity {
    case .money(let money):
      .term(
        "\(money.decimal(in: .yuan)) CNY",
        Wording(en: money.formatted(in: .wan, .en), zh: money.formatted(in: .wan, .zh)))
    case .count(let count): .text(String(count))
    case .ratio(let ratio):
      Cell(
        (ratio * ExactRatio(100)).rounded(toPlaces: 4).map { "\($0) %" })
    }
  }

  private func text(_ cell: Cell, _ language: Language) -> String {
    switch cell {
    case .text(let text): text
    case .term(_, let words): words(language)
    default: "–"
    }
  }

  /// A value of the objective, in 10,000 yuan, as a ratio, an index or a count.
  func value(_ ratio: ExactRatio) -> Cell {
    ratio.exactDecimal.map(Cell.decimal) ?? Cell(ratio.rounded(toPlaces: 9))
  }

  private var unit: Wording {
    switch problem.objectives[0] {
    case .maxMin(.perTarget), .leximin(.perTarget):
      Wording(en: "part of the target", zh: "占目标额之比")
    case .maxMin(.perWeight), .leximin(.perWeight):
      Wording(en: "万元 per weight", zh: "万元/权重")
    case .leastInequality: Wording(en: "Gini index", zh: "基尼系数")
    case .mostCovered: Wording(en: "recipients", zh: "个受援方")
    default: Wording(en: "万元", zh: "万元")
    }
  }

  private var objective: Wording {
    switch problem.objectives[0] {
    case .maxMin: Wording(en: "largest minimum", zh: "最低者尽可能高")
    case .leximin: Wording(en: "leximin: the lowest first", zh: "字典序最大最小：先保最低者")
    case .leastShortfall(weighted: false): Wording(en: "least shortfall", zh: "缺口合计最小")
    case .leastShortfall(weighted: true): Wording(en: "least weighted shortfall", zh: "加权缺口合计最小")
    case .proportional: Wording(en: "nearest to proportional", zh: "最接近按权重分配")
    case .leastInequality: Wording(en: "least inequality", zh: "差距最小")
    case .leastChange: Wording(en: "least change", zh: "变动最小")
    case .mostCovered: Wording(en: "most recipients covered", zh: "达标受援方最多")
    }
  }

  // MARK: - Facts

  func facts(named name: String) -> [Fact] {
    let before = problem.baseline.values.reduce(Int64(0)) { $0 + $1.fen }
    let budget = problem.budgetTotal
    return [
      Fact("problem", Wording(en: "Problem", zh: "问题"), .text(name)),
      Fact(
        "objective", Wording(en: "Best at", zh: "目标"),
        .term(problem.objectives[0].key, objective)),
      Fact("before", Wording(en: "Before", zh: "原总额"), .money(Money(fen: before))),
      Fact("budget", Wording(en: "Budget", zh: "预算"), Cell(budget)),
      Fact("donors", Wording(en: "Donors", zh: "支援方数"), .integer(problem.donors.count)),
      Fact("recipients", Wording(en: "Recipients", zh: "受援方数"), .integer(problem.recipients.count)),
    ]
  }

  func facts(of result: ReallocationResult) -> [Fact] {
    let certificate = result.certificate
    return [
      Fact(
        "status", Wording(en: "Result", zh: "结果"),
        certificate.status == .optimal
          ? .term("optimal", Wording(en: "optimal", zh: "最优"))
          : .term("feasible", Wording(en: "keeps all rules, not proven best", zh: "可行，未证明最优"))),
      Fact("objective_value", Wording(en: "Objective", zh: "目标值"), value(certificate.objective)),
      Fact("objective_unit", Wording(en: "in", zh: "单位"), .term(unit.en, unit)),
      Fact(
        "bound", Wording(en: "No plan is better than", zh: "任何方案不优于"),
        .real(certificate.bound.tidy)),
      Fact("gap", Wording(en: "Gap", zh: "差距上限"), .real(certificate.gap.tidy)),
      Fact(
        "change", Wording(en: "Change of lines", zh: "各笔变动合计"), .money(result.evaluation.change)),
      Fact(
        "method", Wording(en: "Method", zh: "方法"),
        .term(certificate.method.rawValue, method(certificate.method))),
      Fact("solver", Wording(en: "Solver", zh: "求解器"), .text(certificate.solver)),
      Fact(
        "rounding_unit", Wording(en: "Rounding unit", zh: "取整单位"), .money(certificate.roundingUnit)),
      Fact(
        "rounding", Wording(en: "Rounded by", zh: "取整方法"),
        certificate.rounding == .flow
          ? .term("flow", Wording(en: "a cheapest flow", zh: "最小费用流"))
          : .term("whole_numbers", Wording(en: "whole numbers", zh: "整数规划"))),
      Fact(
        "budget_step", Wording(en: "Step of the budget", zh: "预算增量"), .money(certificate.budgetStep)
      ),
    ]
  }

  private func method(_ method: PlanMethod) -> Wording {
    switch method {
    case .waterFilling: Wording(en: "closed form, in whole numbers", zh: "整数闭式解")
    case .linearProgram: Wording(en: "linear programs", zh: "线性规划")
    case .wholeNumbers: Wording(en: "whole-number decisions", zh: "整数规划")
    }
  }

  // MARK: - The plan

  func units(_ result: ReallocationResult) -> ResultTable {
    ResultTable(
      "units", Wording(en: "What each recipient gets, and why", zh: "各受援方所得及依据"),
      columns: [
        Column("recipient_id", Wording(en: "id", zh: "编号")),
        Column("recipient", Wording(en: "recipient", zh: "受援方")),
        Column("before", Wording(en: "before", zh: "原额"), .money),
        Column("after", Wording(en: "after", zh: "现额"), .money),
        Column("change", Wording(en: "change", zh: "变动"), .money),
        Column("percent", Wording(en: "change", zh: "变动率"), .percent),
        Column("fixed_by", Wording(en: "fixed by", zh: "由何决定")),
        Column(
          "per_step", Wording(en: "of one more step of budget", zh: "预算每增一步可得"), .money,
          display: .computedMoney),
        Column("price", Wording(en: "price of its bound", zh: "界限影子价格"), .real),
      ],
      rows: result.units.map { unit in
        [
          .text(unit.recipient), name(unit.recipient), .money(unit.before), .money(unit.after),
          .money(unit.after - unit.before),
          Cell(unit.relativeChange.flatMap { ($0 * ExactRatio(100)).rounded(toPlaces: 2) }),
          reasons(unit.fixedBy),
          Cell(unit.perBudgetStep.map { Money(fen: Int64($0.rounded())) }),
          Cell(unit.pricePerWan.map(\.tidy)),
        ]
      })
  }

  private func reasons(_ reasons: [PlannedUnit.Reason]) -> Cell {
    func words(_ reason: PlannedUnit.Reason) -> (String, Wording) {
      switch reason {
      case .objective: return ("objective", Wording(en: "objective", zh: "目标"))
      case .smallestChange:
        return ("smallest_change", Wording(en: "smallest change", zh: "变动最小"))
      case .rule(let constraint, let bound):
        let cell = self.constraint(constraint)
        let key: String =
          switch cell {
          case .term(let raw, _), .text(let raw): raw
          default: ""
          }
        return (
          "\(key) \(bound.rawValue)",
          Wording(en: "\(text(cell, .en)) (\(bound.sign))", zh: "\(text(cell, .zh))（\(bound.sign)）")
        )
      }
    }
    let all = reasons.map(words)
    return .term(
      all.map(\.0).joined(separator: ";"),
      Wording(
        en: all.map(\.1.en).joined(separator: ", "), zh: all.map(\.1.zh).joined(separator: "、")))
  }

  func plan(_ lines: [PlannedLine]) -> ResultTable {
    ResultTable(
      "plan", Wording(en: "The plan", zh: "方案"),
      columns: [
        Column("donor_id", Wording(en: "donor id", zh: "支援方编号"), for: .programs),
        Column("donor", Wording(en: "donor", zh: "支援方")),
        Column("recipient_id", Wording(en: "recipient id", zh: "受援方编号"), for: .programs),
        Column("recipient", Wording(en: "recipient", zh: "受援方")),
        Column("category", Wording(en: "use", zh: "用途")),
        Column("before", Wording(en: "before", zh: "原额"), .money),
        Column("after", Wording(en: "after", zh: "现额"), .money),
        Column("change", Wording(en: "change", zh: "变动"), .money),
        Column("new", Wording(en: "new pairing", zh: "新结对")),
      ],
      rows: lines.map { line in
        [
          .text(line.line.donor), name(line.line.donor), .text(line.line.recipient),
          name(line.line.recipient),
          line.line.category.isEmpty ? .missing : Glossary.cell(line.line.category),
          .money(line.before), .money(line.after), .money(line.after - line.before),
          line.isNew ? Cell(Knowledge.yes) : .missing,
        ]
      })
  }

  // MARK: - Rules

  func rules(_ evaluation: PlanEvaluation) -> ResultTable {
    ResultTable(
      "rules", Wording(en: "Rules, checked in whole fen", zh: "规则核验（以分为单位）"),
      columns: [
        Column("rule", Wording(en: "rule", zh: "规则")),
        Column("bound", Wording(en: "bound", zh: "界限")),
        Column("required", Wording(en: "required", zh: "要求")),
        Column("got", Wording(en: "got", zh: "实际")),
        Column("slack", Wording(en: "to spare", zh: "余量")),
        Column("kept", Wording(en: "kept", zh: "是否满足")),
        Column("tightest", Wording(en: "at", zh: "最紧处")),
        Column("broken", Wording(en: "broken at", zh: "违反处"), display: .whole),
      ],
      rows: evaluation.verdicts.map { verdict in
        [
          constraint(verdict.constraint),
          .term(verdict.bound.rawValue, Wording(en: verdict.bound.sign, zh: verdict.bound.sign)),
          quantity(verdict.required), quantity(verdict.got), quantity(verdict.slack),
          Cell(verdict.isKept ? Knowledge.yes : Knowledge.no),
          verdict.tightest.map(name) ?? .missing,
          verdict.broken.isEmpty || verdict.broken == [""]
            ? .missing : .text(verdict.broken.joined(separator: ";")),
        ]
      })
  }

  func irregular(_ evaluation: PlanEvaluation) -> ResultTable {
    ResultTable(
      "lines", Wording(en: "Lines that cannot be", zh: "不成立的行"),
      columns: [
        Column("donor", Wording(en: "donor", zh: "支援方")),
        Column("recipient", Wording(en: "recipient", zh: "受援方")),
        Column("problem", Wording(en: "problem", zh: "问题")),
      ],
      rows: evaluation.irregularLines.map {
        [name($0.line.donor), name($0.line.recipient), .term($0.wording.en, $0.wording)]
      }, emptiness: .passedOver)
  }

  func agreements(_ verdicts: [Verdict]) -> ResultTable {
    ResultTable(
      "agreements",
      Wording(en: "Rules of agreements, by the rule checker", zh: "协议规则（规则核验器）"),
      columns: [
        Column("rule", Wording(en: "rule", zh: "规则")),
        Column("agreement", Wording(en: "agreement", zh: "协议"), for: .programs),
        Column("period", Wording(en: "period", zh: "期间")),
        Column("verdict", Wording(en: "verdict", zh: "结论")),
      ],
      rows: verdicts.map {
        [
          .text($0.obligation.id), .text($0.obligation.scope.agreement), Cell($0.period),
          Cell($0.outcome),
        ]
      })
  }

  // MARK: - Other plans

  func alternatives(_ result: ReallocationResult) -> ResultTable {
    ResultTable(
      "alternatives",
      Wording(
        en: "Other good plans (extreme for one recipient; that none is further is not claimed)",
        zh: "其他较优方案（某一受援方取极值，不保证为差别最大者）"),
      columns: [
        Column("alternative", Wording(en: "plan", zh: "方案"), .integer),
        Column("objective_value", Wording(en: "objective", zh: "目标值"), .decimal),
        Column("moved", Wording(en: "money moved from the best", zh: "与最优方案相差"), .money),
        Column("moved_from_nearest", Wording(en: "from the nearest", zh: "与最近方案相差"), .money),
      ],
      rows: result.alternatives.enumerated().map { index, plan in
        [
          .integer(index + 1), value(plan.objective), .money(plan.moved),
          .money(plan.movedFromNearest),
        ]
      })
  }

  func alternativeUnits(_ result: ReallocationResult) -> ResultTable {
    var rows: [[Cell]] = []
    for (index, plan) in result.alternatives.enumerated() {
      for (unit, best) in zip(plan.units, result.units) where unit.after != best.after {
        rows.append([
          .integer(index + 1), .text(unit.recipient), name(unit.recipient), .money(unit.after),
          .money(unit.after - best.after),
        ])
      }
    }
    return ResultTable(
      "alternative_units", Wording(en: "Where they differ from the best", zh: "与最优方案不同之处"),
      columns: [
        Column("alternative", Wording(en: "plan", zh: "方案"), .integer),
        Column("recipient_id", Wording(en: "id", zh: "编号"), for: .programs),
        Column("recipient", Wording(en: "recipient", zh: "受援方")),
        Column("after", Wording(en: "gets", zh: "所得"), .money),
        Column("difference", Wording(en: "than the best", zh: "比最优方案"), .money),
      ], rows: rows)
  }

  func sensitivity(_ result: ReallocationResult) -> ResultTable {
    ResultTable(
      "sensitivity", Wording(en: "What moving a rule would change", zh: "规则变动的影响"),
      columns: [
        Column("rule", Wording(en: "rule", zh: "规则")),
        Column("number", Wording(en: "now", zh: "现值")),
        Column("moved", Wording(en: "moved to", zh: "变为")),
        Column("objective_value", Wording(en: "best objective then", zh: "届时目标值"), .real),
        Column("difference", Wording(en: "difference", zh: "差额"), .real),
        Column("feasible", Wording(en: "possible", zh: "是否可行")),
      ],
      rows: result.sensitivity.map { row in
        [
          constraint(row.constraint), quantity(problem.quantity(row.number, of: row.constraint)),
          quantity(problem.quantity(row.moved, of: row.constraint)), Cell(row.objective?.tidy),
          Cell(row.objective.map { ($0 - result.certificate.bound).tidy }),
          Cell(row.objective == nil ? Knowledge.no : Knowledge.yes),
        ]
      })
  }

  // MARK: - Clash

  func clash(_ clash: RuleClash) -> ResultTable {
    ResultTable(
      "clash", Wording(en: "Rules that clash", zh: "相互冲突的规则"),
      columns: [
        Column("rule", Wording(en: "rule", zh: "规则")),
        Column("bound", Wording(en: "bound", zh: "界限")),
        Column("required", Wording(en: "needs", zh: "需要"), .money),
        Column("left", Wording(en: "the others leave", zh: "其余规则留出"), .money),
        Column("missing", Wording(en: "missing", zh: "相差"), .money),
        Column("recipients", Wording(en: "for", zh: "涉及"), .text),
      ],
      rows: clash.constraints.map { constraint in
        guard let numbers = clash.numbers.first(where: { $0.constraint == constraint }) else {
          return [self.constraint(constraint)] + [Cell](repeating: .missing, count: 5)
        }
        return [
          self.constraint(constraint),
          .term(numbers.bound.rawValue, Wording(en: numbers.bound.sign, zh: numbers.bound.sign)),
          .money(numbers.required), .money(numbers.left),
          .money(Money(fen: abs(numbers.required.fen - numbers.left.fen))),
          .term(
            numbers.recipients.joined(separator: ";"),
            Wording(en: names(numbers.recipients, .en), zh: names(numbers.recipients, .zh))),
        ]
      })
  }

  /// A few names, or how many there are.
  private func names(_ ids: [String], _ language: Language) -> String {
    guard ids.count <= 3 else {
      return language == .en ? "\(ids.count) recipients" : "\(ids.count)个受援方"
    }
    return ids.map { label($0, language) }.joined(separator: language == .en ? ", " : "、")
  }

  func waysOut(_ clash: RuleClash) -> ResultTable {
    var rows: [[Cell]] = []
    for (index, way) in clash.waysOut.enumerated() {
      for change in way.changes { rows.append([.integer(index + 1)] + cells(change)) }
    }
    return ResultTable(
      "ways_out",
      Wording(en: "Ways out, each solved and checked", zh: "可行的出路（均已求解并核验）"),
      columns: [
        Column("way", Wording(en: "way", zh: "出路"), .integer),
        Column("rule", Wording(en: "rule", zh: "规则")),
        Column("change", Wording(en: "change", zh: "变动")),
        Column("from", Wording(en: "from", zh: "由")),
        Column("to", Wording(en: "to", zh: "至")),
      ], rows: rows)
  }

  private func cells(_ change: RuleClash.WayOut.Change) -> [Cell] {
    switch change {
    case .number(let constraint, let from, let to):
      [
        self.constraint(constraint),
        from < to
          ? .term("raise", Wording(en: "raise", zh: "提高"))
          : .term("lower", Wording(en: "lower", zh: "降低")),
        quantity(problem.quantity(from, of: constraint)),
        quantity(problem.quantity(to, of: constraint)),
      ]
    case .drop(let constraint):
      [
        self.constraint(constraint), .term("drop", Wording(en: "drop", zh: "取消")), .missing,
        .missing,
      ]
    case .openPairings(let count):
      [
        .term("new_pairings", Wording(en: "new pairings", zh: "新增结对")),
        .term("allow", Wording(en: "allow", zh: "允许")), .text("0"), .text(String(count)),
      ]
    case .roundingUnit(let unit):
      [
        .term("rounding", Wording(en: "rounding unit", zh: "取整单位")),
        .term("lower", Wording(en: "lower", zh: "降低")),
        quantity(.money(problem.roundingUnit)), quantity(.money(unit)),
      ]
    }
  }

  /// The clash in sentences.
  func sentences(_ clash: RuleClash) -> [Wording] {
    let rules = clash.constraints.map(words)
    var sentences = [
      Wording(
        en: "These cannot be kept together: \(rules.map(\.en).joined(separator: ", ")).",
        zh: "以下规则不能同时满足：\(rules.map(\.zh).joined(separator: "、"))。")
    ]
    for numbers in clash.numbers where numbers.bound == .atLeast {
      let rule = words(numbers.constraint)
      sentences.append(
        Wording(
          en: "\(rule.en) needs \(numbers.required.formatted(in: .wan, .en)) for "
            + "\(names(numbers.recipients, .en)); the others leave \(numbers.left.formatted(in: .wan, .en)).",
          zh:
            "\(rule.zh)需要\(numbers.required.formatted(in: .wan, .zh))（\(names(numbers.recipients, .zh))），"
            + "其余规则只留出\(numbers.left.formatted(in: .wan, .zh))。"))
    }
    return sentences
  }
}

extension Double {
  /// Twelve digits: what a linear program is good for, and the same on every machine.
  fileprivate var tidy: Double {
    guard self != 0, isFinite else { return self == 0 ? 0 : self }
    var scale = 1.0
    while abs(self) * scale < 1e11, scale < 1e12 { scale *= 10 }
    let rounded = (self * scale).rounded() / scale
    return abs(rounded) < 1e-9 ? 0 : rounded
  }
}
