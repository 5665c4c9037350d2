internal import Analysis
internal import NetworkModel
internal import Scenarios

/// The tables of before, after and difference.
extension WhatIfTables {
  private static let amountColumns = [
    Column("status", Wording(en: "step", zh: "环节")),
    Column("before", Wording(en: "before", zh: "变化前"), .money),
    Column("after", Wording(en: "after", zh: "变化后"), .money),
    Column("difference", Wording(en: "difference", zh: "差额"), .money),
    Column("value_before", Wording(en: "number before", zh: "变化前数量"), .decimal),
    Column("value_after", Wording(en: "number after", zh: "变化后数量"), .decimal),
    Column("value_difference", Wording(en: "difference in number", zh: "数量差"), .decimal),
    Column("unit", Wording(en: "unit", zh: "单位")),
    Column("percent", Wording(en: "change", zh: "变化率"), .percent),
    Column("precision_before", Wording(en: "precision before", zh: "原精度")),
    Column("precision_after", Wording(en: "precision after", zh: "现精度")),
    Column("unknown_before", Wording(en: "unknown before", zh: "原数额不详"), .integer, for: .programs),
    Column("unknown_after", Wording(en: "unknown after", zh: "现数额不详"), .integer, for: .programs),
  ]

  private func amounts(
    _ kind: FlowTotal.Kind, _ before: FlowTotal?, _ after: FlowTotal?, _ difference: Amount?,
    _ percent: ExactRatio?
  ) -> [Cell] {
    let old = before?.amount
    let new = after?.amount
    return [
      Cell(kind.status), Cell.money(in: old), Cell.money(in: new), Cell.money(in: difference),
      Cell.quantity(in: old), Cell.quantity(in: new), Cell.quantity(in: difference),
      kind.unit.map(Cell.text) ?? FlowCells.moneyUnit, Cell(percent?.rounded(toPlaces: 1)),
      before.map { Cell($0.precision) } ?? .missing, after.map { Cell($0.precision) } ?? .missing,
      Cell(before?.unknownCount), Cell(after?.unknownCount),
    ]
  }

  func totals() -> ResultTable {
    ResultTable(
      "totals", Wording(en: "All funds of the baseline", zh: "基准范围合计"),
      columns: Self.amountColumns,
      rows: comparison.totals.map {
        amounts($0.kind, $0.before, $0.after, $0.difference, $0.percent)
      },
      emptiness: .passedOver)
  }

  /// Every place with funds on either side.
  func funds() -> ResultTable {
    let isReceiving = comparison.question.side == .recipient
    return ResultTable(
      "funds",
      isReceiving
        ? Wording(en: "Funds by recipient", zh: "各受援方资金")
        : Wording(en: "Funds by donor", zh: "各支援方资金"),
      columns: [
        Column("place_id", Wording(en: "id", zh: "编号")),
        Column("place", Wording(en: "place", zh: "地区")),
        Column("not_split", Wording(en: "not split", zh: "未分解")),
      ] + Self.amountColumns,
      rows: comparison.funds.map { line in
        [
          .text(comparison.after[line.place].id), .name(of: comparison.after[line.place]),
          line.isUnsplit ? Cell(Knowledge.yes) : .missing,
        ] + amounts(line.kind, line.before, line.after, line.difference, line.percent)
      })
  }

  // MARK: - Coverage

  func coverage() -> ResultTable {
    var table = ResultTable(
      "coverage", Wording(en: "Coverage", zh: "结对覆盖"),
      columns: [
        Column("state", Wording(en: "state", zh: "状态")),
        Column("units_before", Wording(en: "units before", zh: "变化前"), .integer),
        Column("units_after", Wording(en: "units after", zh: "变化后"), .integer),
        Column("units_difference", Wording(en: "difference", zh: "差额"), .integer),
        Column("denominator", Wording(en: "of", zh: "总数"), .integer),
      ])
    let (old, new) = (comparison.coverage.before, comparison.coverage.after)
    for state in CoverageState.allCases {
      let (a, b) = (old.count(state), new.count(state))
      table.append([
        Cell(state), .integer(a), .integer(b), .integer(b - a), .integer(new.denominator),
      ])
    }
    return table
  }

  /// The units that gain or lose.
  func units() -> ResultTable {
    var table = ResultTable(
      "units", Wording(en: "Units that gain or lose coverage", zh: "覆盖状态变化的单位"),
      columns: [
        Column("change", Wording(en: "change", zh: "变化")),
        Column("unit_id", Wording(en: "id", zh: "编号")),
        Column("unit", Wording(en: "unit", zh: "单位")),
        Column("state_before", Wording(en: "before", zh: "变化前")),
        Column("state_after", Wording(en: "after", zh: "变化后")),
      ])
    for isGain in [false, true] {
      for change in comparison.coverage.changes where change.isGain == isGain {
        let node = comparison.after[change.unit]
        table.append([
          isGain
            ? .term("gained", Wording(en: "gained", zh: "改善"))
            : .term("lost", Wording(en: "lost", zh: "失去")),
          .text(node.id), .name(of: node), Cell(change.before), Cell(change.after),
        ])
      }
    }
    return table
  }

  // MARK: - Dependence and equity

  func dependence() -> ResultTable {
    var table = ResultTable(
      "dependence", Wording(en: "Dependence, where it differs", zh: "依赖程度（有变化者）"),
      columns: [
        Column("recipient_id", Wording(en: "id", zh: "编号")),
        Column("recipient", Wording(en: "recipient", zh: "受援方")),
        Column("pairing_donors_before", Wording(en: "paired donors before", zh: "原结对方数"), .integer),
        Column("pairing_donors_after", Wording(en: "paired donors after", zh: "现结对方数"), .integer),
        Column("fund_donors_before", Wording(en: "donors of funds before", zh: "原资金来源数"), .integer),
        Column("fund_donors_after", Wording(en: "donors of funds after", zh: "现资金来源数"), .integer),
        Column("herfindahl_before", Wording(en: "HHI before", zh: "原集中度 HHI"), .real),
        Column("herfindahl_after", Wording(en: "HHI after", zh: "现集中度 HHI"), .real),
        Column("donors_lost", Wording(en: "donors lost", zh: "失去的支援方")),
        Column("donors_won", Wording(en: "donors won", zh: "新增的支援方")),
      ])
    for line in comparison.dependence {
      let old = Set(line.before.pairingDonors + line.before.fundDonors)
      let new = Set(line.after.pairingDonors + line.after.fundDonors)
      let node = comparison.after[line.recipient]
      table.append([
        .text(node.id), .name(of: node), .integer(line.before.pairingDonors.count),
        .integer(line.after.pairingDonors.count), .integer(line.before.fundDonors.count),
        .integer(line.after.fundDonors.count), Cell(line.before.herfindahl?.approximateValue),
        Cell(line.after.herfindahl?.approximateValue), names(old.subtracting(new)),
        names(new.subtracting(old)),
      ])
    }
    return table
  }

  private func names(_ nodes: Set<NodeIndex>) -> Cell {
    guard !nodes.isEmpty else { return .missing }
    let list = nodes.sorted().map { comparison.after[$0] }
    return .term(
      list.map(\.id).joined(separator: ";"),
      Wording(
        en: list.map { $0.name(in: .en) }.joined(separator: ", "),
        zh: list.map(\.name).joined(separator: "、")))
  }

  func equity() -> ResultTable {
    var table = ResultTable(
      "equity", Wording(en: "Equity over units with a value", zh: "均衡程度（有数值的单位）"),
      columns: [
        Column("index", Wording(en: "index", zh: "指数")),
        Column("aversion", Wording(en: "ε", zh: "ε"), .real),
        Column("index_before", Wording(en: "before", zh: "变化前"), .real),
        Column("index_after", Wording(en: "after", zh: "变化后"), .real),
        Column("index_difference", Wording(en: "difference", zh: "差"), .real),
        Column("units_before", Wording(en: "units before", zh: "原单位数"), .integer),
        Column("units_after", Wording(en: "units after", zh: "现单位数"), .integer),
      ], emptiness: .passedOver)
    for line in comparison.equity {
      var aversion: Double?
      if case .atkinson(let epsilon) = line.index { aversion = epsilon }
      var difference: Double?
      if let before = line.before, let after = line.after { difference = after - before }
      table.append([
        .term(line.index.name, line.index.label), Cell(aversion), Cell(line.before),
        Cell(line.after), Cell(difference), .integer(comparison.equityUnits.before),
        .integer(comparison.equityUnits.after),
      ])
    }
    return table
  }

  // MARK: - Requirements and rules

  func requirements() -> ResultTable {
    var table = ResultTable(
      "requirements", Wording(en: "Requirements of the scenario", zh: "情景自设要求"),
      columns: [
        Column("number", Wording(en: "no.", zh: "序号"), .integer),
        Column("side", Wording(en: "side", zh: "对象")),
        Column("place_id", Wording(en: "id", zh: "编号")),
        Column("place", Wording(en: "place", zh: "地区")),
        Column("at_least", Wording(en: "at least", zh: "不少于"), .decimal),
        Column("at_most", Wording(en: "at most", zh: "不多于"), .decimal),
        Column("amount_before", Wording(en: "before", zh: "变化前"), .decimal),
        Column("amount_after", Wording(en: "after", zh: "变化后"), .decimal),
        Column("unit", Wording(en: "unit", zh: "单位")),
        Column("verdict_before", Wording(en: "verdict before", zh: "原判定")),
        Column("verdict_after", Wording(en: "verdict after", zh: "现判定")),
        Column("gap", Wording(en: "missed by", zh: "相差"), .decimal),
      ], emptiness: .passedOver)
    for verdict in comparison.requirements {
      let side: Cell =
        switch verdict.requirement.subject {
        case .total: .term("total", Wording(en: "total", zh: "合计"))
        case .donor: .term("donor", Wording(en: "donor", zh: "支援方"))
        case .recipient: .term("recipient", Wording(en: "recipient", zh: "受援方"))
        }
      table.append([
        .integer(verdict.index + 1), side,
        Cell(verdict.place.map { comparison.after[$0].id }),
        verdict.place.map { .name(of: comparison.after[$0]) } ?? .missing,
        Cell(verdict.requirement.atLeast), Cell(verdict.requirement.atMost),
        Cell(verdict.before.amount?.exactDecimal), Cell(verdict.after.amount?.exactDecimal),
        .text(verdict.requirement.unit), Cell(verdict.before.outcome),
        Cell(verdict.after.outcome), Cell(verdict.after.gap?.exactDecimal),
      ])
    }
    return table
  }

  /// Rules whose verdict or numbers differ, and rules that are not met after.
  func rules() -> ResultTable {
    var table = ResultTable(
      "rules", Wording(en: "Rules that differ or are not met", zh: "有变化或未达到的规则"),
      columns: [
        Column("rule", Wording(en: "rule", zh: "规则")),
        Column("kind", Wording(en: "kind", zh: "类型")),
        Column("period", Wording(en: "period", zh: "时段")),
        Column("required_before", Wording(en: "required before", zh: "原要求")),
        Column("required_after", Wording(en: "required after", zh: "现要求")),
        Column("actual_before", Wording(en: "on record before", zh: "原记录")),
        Column("actual_after", Wording(en: "after", zh: "变化后")),
        Column("verdict_before", Wording(en: "verdict before", zh: "原判定")),
        Column("verdict_after", Wording(en: "verdict after", zh: "现判定")),
        Column("shortfall", Wording(en: "difference after", zh: "变化后差额")),
        Column("broken", Wording(en: "broken", zh: "被打破")),
      ], emptiness: .passedOver)
    let old = AgreementTables(report: comparison.agreements.before, network: comparison.before)
    let new = AgreementTables(report: comparison.agreements.after, network: comparison.after)
    for rule in comparison.rules {
      guard let verdict = rule.after ?? rule.before else { continue }
      table.append([
        .text(verdict.obligation.id), Cell(verdict.obligation.kind), Cell(verdict.period),
        rule.before.map(old.required) ?? .missing, rule.after.map(new.required) ?? .missing,
        rule.before.map(old.actual) ?? .missing, rule.after.map(new.actual) ?? .missing,
        rule.before.map { Cell($0.outcome) } ?? .missing,
        rule.after.map { Cell($0.outcome) } ?? .missing,
        rule.after.map(new.difference) ?? .missing,
        comparison.isBroken(rule) ? Cell(Knowledge.yes) : .missing,
      ])
    }
    return table
  }
}

/// An exact number on its way into a cell: fen as money, others as decimals.
struct ExactRatioCell {
  let value: ExactRatio

  init(_ value: ExactRatio) { self.value = value }

  var money: Cell { Cell(value.exactMoney) }
  var decimal: Cell { Cell(value.exactDecimal) }
}

extension FundEffect {
  var movedCell: ExactRatioCell { ExactRatioCell(moved) }
  var addedCell: ExactRatioCell { ExactRatioCell(added) }
  var cutCell: ExactRatioCell { ExactRatioCell(cut) }
}
