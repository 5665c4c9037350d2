internal import Analysis
internal import NetworkModel
public import Scenarios

extension ResultDocument {
  /// What `whatif` prints: what was changed, and what came of it.
  ///
  /// - Parameters:
  ///   - applied: the scenario with its changes; its name is that of the side after.
  ///   - against: the name of the other scenario, when two scenarios are compared instead of one with the record.
  public init(_ comparison: ScenarioComparison, of applied: AppliedScenario, against: String? = nil)
  {
    let tables = WhatIfTables(comparison: comparison, applied: applied, against: against)
    self.init(
      "whatif", facts: tables.facts(),
      tables: [
        tables.changes(), tables.balance(), tables.totals(), tables.funds(), tables.coverage(),
        tables.units(), tables.dependence(), tables.equity(), tables.requirements(),
        tables.rules(), tables.rows(),
      ], remarks: tables.remarks(), conventions: WhatIfTables.conventions)
  }
}

struct WhatIfTables {
  let comparison: ScenarioComparison
  let applied: AppliedScenario
  let against: String?

  static let conventions: [ResultDocument.Convention] = [
    .init(
      "difference",
      Wording(
        en:
          "after less before, of the numbers on record; an amount that is not on record adds nothing to a difference and stays missing itself",
        zh: "差额为变化后减变化前的记载数；无记载的数额本身仍为缺失，差额中不计")),
    .init(
      "moved",
      Wording(
        en:
          "what leaves one donor and recipient and arrives at others; added and cut are what arrives or leaves beyond that",
        zh: "调整数为从一对支受双方转至其他双方的数额；新增、削减为其余部分")),
    .init(
      "conserved",
      Wording(
        en: "before + added − cut = after, counted anew in the result, to the last fen",
        zh: "变化前 + 新增 − 削减 = 变化后，按结果重新计数核对到分")),
    .init(
      "broken",
      Wording(
        en:
          "a rule is broken when it is not met and was not missed by as much before; a plan answers for every rule on its money",
        zh: "规则在变化后未达到、且此前并非同等程度未达到，即为被打破；方案对其资金的全部规则负责")),
  ]

  private var before: PairingNetwork { comparison.before }
  private var after: PairingNetwork { comparison.after }

  // MARK: - Facts

  func facts() -> [ResultDocument.Fact] {
    typealias Fact = ResultDocument.Fact
    let baseline = comparison.question.baseline
    var facts = [
      Fact("scenario", Wording(en: "scenario", zh: "情景"), .text(applied.scenario.name))
    ]
    if let against {
      facts.append(Fact("against", Wording(en: "against", zh: "对照"), .text(against)))
    }
    let years = baseline.years.map {
      $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)/\($0.upperBound)"
    }
    facts += [
      Fact("measure", Wording(en: "measure", zh: "指标"), Cell(baseline.measure)),
      Fact(
        "status", Wording(en: "step", zh: "环节"),
        baseline.status.map { Cell($0) } ?? .term("each", Wording(en: "each", zh: "分别"))),
      Fact(
        "years", Wording(en: "years", zh: "年份"),
        years.map(Cell.text) ?? .term("any", Wording(en: "any time", zh: "不限时间"))),
      Fact(
        "as_of", Wording(en: "as of", zh: "截至"),
        baseline.asOf.map { .text($0.description) }
          ?? .term("any", Wording(en: "any time", zh: "不限时间"))),
      Fact(
        "units", Wording(en: "units", zh: "统计单位"),
        .term(comparison.question.units.name, comparison.question.units.label)),
      Fact("changes", Wording(en: "changes", zh: "变化"), .integer(applied.steps.count)),
      Fact(
        "rows", Wording(en: "rows changed", zh: "变动行数"),
        .integer(applied.steps.reduce(0) { $0 + $1.edits.count(where: \.isOfData) })),
    ]
    if !applied.balances.isEmpty {
      let holds = applied.balances.allSatisfy(\.holds)
      facts.append(
        Fact(
          "conserved", Wording(en: "conserved", zh: "收支平衡"),
          holds
            ? .term("yes", Wording(en: "yes, to the fen", zh: "是（核对到分）"))
            : .term("no", Wording(en: "NO", zh: "否"))))
    }
    let (gained, lost) = comparison.coverage.changes.reduce(into: (0, 0)) { counts, change in
      if change.isGain { counts.0 += 1 } else { counts.1 += 1 }
    }
    facts += [
      Fact("gained", Wording(en: "units gaining coverage", zh: "改善覆盖的单位"), .integer(gained)),
      Fact("lost", Wording(en: "units losing coverage", zh: "失去覆盖的单位"), .integer(lost)),
      Fact(
        "requirements_broken", Wording(en: "requirements broken", zh: "未达到的要求"),
        .integer(comparison.requirements.count(where: \.isBroken))),
      Fact(
        "rules_broken", Wording(en: "rules broken", zh: "被打破的规则"),
        .integer(comparison.rules.count(where: comparison.isBroken))),
    ]
    return facts
  }

  func remarks() -> [Wording] {
    var remarks: [Wording] = []
    for balance in applied.balances where !balance.holds {
      remarks.append(
        Wording(
          en:
            "The sums of \(balance.kind.measure.label.en) (\(balance.kind.status.label.en)) do not balance: this is a fault of the program; please report it.",
          zh: "\(balance.kind.measure.label.zh)（\(balance.kind.status.label.zh)）不平衡：此为程序错误，请反馈。"))
    }
    let uncertain = comparison.totals.reduce(0) { $0 + ($1.after?.uncertainCount ?? 0) }
    if uncertain > 0 {
      remarks.append(
        Wording(
          en:
            "The totals leave out \(uncertain) flows that may already be counted in others; the balance counts every row.",
          zh: "合计未计入 \(uncertain) 条可能已包含在其他款项中的资金；收支平衡核对按全部行计算。"))
    }
    let touchesPairings = applied.steps.contains { step in
      step.edits.contains { if case .pairing = $0 { true } else { false } }
    }
    if touchesPairings, !comparison.coverage.after.claims.isEmpty {
      remarks.append(
        Wording(
          en:
            "Printed counts and lists stay those of the record: ‘claimed’ says what they claimed before the change.",
          zh: "汇总数字和名单仍以记载为准：“仅有汇总表述”反映变化前的表述。"))
    }
    if applied.scenario.isUncertain {
      remarks.append(
        Wording(
          en: "Some numbers are ranges; the tables use the most likely value or the middle.",
          zh: "部分数字为区间；表中采用最可能值或中点。"))
    }
    if let refusal = comparison.equityRefusal {
      let message = refusal.message(in: after)
      remarks.append(
        Wording(en: "Equity is not compared: \(message.en)", zh: "未比较均衡程度：\(message.zh)"))
    } else if comparison.equityUnits.before != comparison.equityUnits.after {
      let (a, b) = comparison.equityUnits
      remarks.append(
        Wording(
          en:
            "Equity is over \(a) units with a value before and \(b) after: units without a record are in neither.",
          zh: "均衡指数在变化前有 \(a) 个单位有数值，变化后有 \(b) 个；无记录的单位不计。"))
    }
    return remarks
  }

  // MARK: - What was changed

  func changes() -> ResultTable {
    var table = ResultTable(
      "changes", Wording(en: "Changes", zh: "变化"),
      columns: [
        Column("number", Wording(en: "no.", zh: "序号"), .integer),
        Column("change_id", Wording(en: "id", zh: "编号")),
        Column("verb", Wording(en: "verb", zh: "动作"), for: .programs),
        Column("change", Wording(en: "change", zh: "内容"), display: .whole),
        Column("origin", Wording(en: "from scenario", zh: "来自情景")),
        Column("rows", Wording(en: "rows", zh: "行数"), .integer),
        Column("moved", Wording(en: "moved", zh: "调整"), .money),
        Column("added", Wording(en: "added", zh: "新增"), .money),
        Column("cut", Wording(en: "cut", zh: "削减"), .money),
        Column("other", Wording(en: "other than money", zh: "资金以外")),
        Column("note", Wording(en: "note", zh: "备注")),
      ])
    for step in applied.steps {
      func sum(_ part: (FundEffect) -> Cell?) -> Cell {
        let money = step.effects.filter { $0.kind.unit == nil && $0.kind.measure == .money }
        // Steps of money are not added up; the first is shown, and the balance shows all.
        return money.first.flatMap(part) ?? .missing
      }
      func cell(_ value: KeyPath<FundEffect, ExactRatioCell>) -> Cell {
        sum { $0[keyPath: value].money }
      }
      let others = step.effects.filter { $0.kind.unit != nil || $0.kind.measure != .money }
      let other = others.map { effect in
        let unit = effect.kind.unit ?? "CNY"
        let net = effect.addedCell.value + effect.movedCell.value - effect.cutCell.value
        return "\(effect.kind.measure.rawValue) \(effect.kind.status.rawValue): \(net) \(unit)"
      }.joined(separator: ";")
      table.append([
        .integer(step.index + 1), Cell(step.change.id), .text(step.change.verb),
        .term(step.change.words.en, step.change.words), Cell(step.change.origin),
        .integer(step.edits.count(where: \.isOfData)), cell(\.movedCell), cell(\.addedCell),
        cell(\.cutCell), Cell(other.isEmpty ? nil : other), Cell(step.change.note),
      ])
    }
    return table
  }

  func balance() -> ResultTable {
    var table = ResultTable(
      "balance", Wording(en: "Balance", zh: "收支平衡核对"),
      columns: [
        Column("measure", Wording(en: "measure", zh: "指标")),
        Column("status", Wording(en: "step", zh: "环节")),
        Column("before", Wording(en: "before", zh: "变化前"), .money),
        Column("added", Wording(en: "added", zh: "新增"), .money),
        Column("cut", Wording(en: "cut", zh: "削减"), .money),
        Column("after", Wording(en: "after", zh: "变化后"), .money),
        Column("value_before", Wording(en: "number before", zh: "变化前数量"), .decimal),
        Column("value_added", Wording(en: "number added", zh: "新增数量"), .decimal),
        Column("value_cut", Wording(en: "number cut", zh: "削减数量"), .decimal),
        Column("value_after", Wording(en: "number after", zh: "变化后数量"), .decimal),
        Column("unit", Wording(en: "unit", zh: "单位")),
        Column("holds", Wording(en: "holds", zh: "平衡")),
      ], emptiness: .passedOver)
    for balance in applied.balances {
      let values = [balance.before, balance.added, balance.cut, balance.after]
        .map(ExactRatioCell.init)
      let isMoney = balance.kind.unit == nil
      let missing = [Cell](repeating: .missing, count: 4)
      table.append(
        [Cell(balance.kind.measure), Cell(balance.kind.status)]
          + (isMoney ? values.map(\.money) + missing : missing + values.map(\.decimal))
          + [
            balance.kind.unit.map(Cell.text) ?? FlowCells.moneyUnit,
            Cell(balance.holds ? Knowledge.yes : .no),
          ])
    }
    return table
  }

  /// The rows that were made, changed and taken away.
  func rows() -> ResultTable {
    var table = ResultTable(
      "rows", Wording(en: "Rows changed", zh: "变动明细"),
      columns: [
        Column("number", Wording(en: "change", zh: "变化序号"), .integer),
        Column("table", Wording(en: "table", zh: "表")),
        Column("id", Wording(en: "row", zh: "行")),
        Column("donor", Wording(en: "donor", zh: "支援方")),
        Column("recipient", Wording(en: "recipient", zh: "受援方")),
        Column("before", Wording(en: "before", zh: "变化前"), .money),
        Column("after", Wording(en: "after", zh: "变化后"), .money),
        Column("was", Wording(en: "was", zh: "原为")),
        Column("becomes", Wording(en: "becomes", zh: "改为")),
        Column("source", Wording(en: "source before", zh: "原出处")),
        Column("donor_id", Wording(en: "donor id", zh: "支援方编号"), for: .programs),
        Column("recipient_id", Wording(en: "recipient id", zh: "受援方编号"), for: .programs),
      ], emptiness: .passedOver)
    for step in applied.steps {
      for edit in step.edits where edit.isOfData {
        table.append([.integer(step.index + 1)] + row(edit))
      }
    }
    return table
  }

  private func name(_ id: String?) -> Cell {
    guard let id, let node = after.node(id: id) else { return Cell(id) }
    return .name(of: after[node])
  }

  private func row(_ edit: Edit) -> [Cell] {
    func line(
      _ table: String, _ id: String, _ donor: String?, _ recipient: String?, _ money: (Cell, Cell),
      _ words: (String?, String?), _ source: String?
    ) -> [Cell] {
      [
        .text(table), .text(id), name(donor), name(recipient), money.0, money.1, Cell(words.0),
        Cell(words.1), Cell(source), Cell(donor), Cell(recipient),
      ]
    }
    switch edit {
    case .flow(let old, let new):
      let row = new ?? old
      func words(_ record: FlowRecord?) -> String? {
        guard let record else { return nil }
        var parts: [String] = []
        if case .quantity(let number) = record.amount { parts.append("\(number) \(record.unit)") }
        if let old, let new, old.donor != new.donor { parts.append("donor=\(record.donor)") }
        return parts.isEmpty ? nil : parts.joined(separator: ";")
      }
      return line(
        "flows", row?.id ?? "", row?.donor, row?.recipient,
        (Cell.money(in: old?.amount), Cell.money(in: new?.amount)), (words(old), words(new)),
        old.map { [$0.source, $0.locator].filter { !$0.isEmpty }.joined(separator: " ") })
    case .pairing(let old, let new):
      let row = new ?? old
      return line(
        "pairings", row?.id ?? "", row?.donor, row?.recipient, (.missing, .missing),
        (old?.period.description, new?.period.description),
        old.map { [$0.source, $0.locator].filter { !$0.isEmpty }.joined(separator: " ") })
    case .membership(let old, let new):
      let row = new ?? old
      return line(
        "groups", row?.group ?? "", nil, row?.node, (.missing, .missing),
        (
          old.map { $0.period.isUnknown ? "member" : $0.period.description },
          new.map { $0.period.isUnknown ? "member" : $0.period.description }
        ), old?.source)
    case .rule(let old, let new):
      func words(_ rule: Rule) -> String {
        var parts: [String] = []
        if old.baseAmount != new.baseAmount {
          parts.append("base_amount=\(rule.baseAmount?.description ?? "")")
        }
        if old.baseYear != new.baseYear { parts.append("base_year=\(rule.baseYear ?? 0)") }
        if old.rate != new.rate { parts.append("rate=\(rule.rate?.description ?? "")") }
        if old.threshold != new.threshold {
          parts.append("threshold=\(rule.threshold?.description ?? "")")
        }
        if old.period != new.period { parts.append("period=\(rule.period)") }
        return parts.joined(separator: ";")
      }
      return line(
        "rules", new.id, nil, new.group, (.missing, .missing), (words(old), words(new)),
        [old.source, old.locator].compactMap { $0 }.joined(separator: " "))
    case .source(_, let new):
      return line("sources", new?.id ?? "", nil, nil, (.missing, .missing), (nil, nil), nil)
    }
  }
}

extension Edit {
  /// Not the line in `sources` that names the scenario.
  var isOfData: Bool {
    if case .source = self { false } else { true }
  }
}
