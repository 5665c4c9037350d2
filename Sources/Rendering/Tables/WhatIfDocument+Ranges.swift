internal import Analysis
public import NetworkModel
public import Scenarios

extension ResultDocument {
  /// A scenario at each value of a sweep.
  public init(
    sweep points: [SweepPoint], over key: String, of name: String, in network: PairingNetwork
  ) {
    self.init(
      "whatif",
      facts: [
        Fact("scenario", Wording(en: "scenario", zh: "情景"), .text(name)),
        Fact("sweep", Wording(en: "swept over", zh: "扫描参数"), .text(key)),
        Fact("values", Wording(en: "values", zh: "取值数"), .integer(points.count)),
        Fact(
          "impossible", Wording(en: "of them impossible", zh: "其中不可行"),
          .integer(points.count { $0.outcome == nil })),
      ],
      tables: [Self.sweepTable(points), Self.sweepFunds(points, in: network)],
      conventions: WhatIfTables.conventions)
  }

  private static func sweepTable(_ points: [SweepPoint]) -> ResultTable {
    var table = ResultTable(
      "sweep", Wording(en: "Results by value", zh: "各取值的结果"),
      columns: [
        Column("value", Wording(en: "value", zh: "取值"), .decimal),
        Column("status", Wording(en: "step", zh: "环节")),
        Column("before", Wording(en: "before", zh: "变化前"), .money),
        Column("after", Wording(en: "after", zh: "变化后"), .money),
        Column("difference", Wording(en: "difference", zh: "差额"), .money),
        Column("value_after", Wording(en: "number after", zh: "变化后数量"), .decimal),
        Column("value_difference", Wording(en: "difference in number", zh: "数量差"), .decimal),
        Column("unit", Wording(en: "unit", zh: "单位")),
        Column("covered", Wording(en: "units covered", zh: "直接结对单位"), .integer),
        Column("gini", Wording(en: "Gini", zh: "基尼系数"), .real),
        Column("requirements_broken", Wording(en: "requirements broken", zh: "未达到的要求"), .integer),
        Column("rules_broken", Wording(en: "rules broken", zh: "被打破的规则"), .integer),
        Column("problem", Wording(en: "why impossible", zh: "不可行原因"), display: .whole),
      ])
    for point in points {
      guard let outcome = point.outcome else {
        let why = point.refusal ?? Wording(en: "", zh: "")
        table.append(
          [.decimal(point.value)] + [Cell](repeating: .missing, count: 11)
            + [.term(why.en, why)])
        continue
      }
      for total in outcome.totals {
        table.append([
          .decimal(point.value), Cell(total.kind.status), Cell.money(in: total.before?.amount),
          Cell.money(in: total.after?.amount), Cell.money(in: total.difference),
          Cell.quantity(in: total.after?.amount), Cell.quantity(in: total.difference),
          total.kind.unit.map(Cell.text) ?? FlowCells.moneyUnit, .integer(outcome.covered),
          Cell(outcome.gini), .integer(outcome.requirementsBroken), .integer(outcome.rulesBroken),
          .missing,
        ])
      }
    }
    return table
  }

  /// The places for which some value makes a difference.
  private static func sweepFunds(
    _ points: [SweepPoint], in network: PairingNetwork
  ) -> ResultTable {
    var moved: Set<NodeIndex> = []
    for point in points {
      for line in point.outcome?.funds ?? [] {
        if let difference = line.difference, !difference.isZero { moved.insert(line.place) }
      }
    }
    var table = ResultTable(
      "sweep_funds", Wording(en: "Places that differ, by value", zh: "各取值下有变化的地区"),
      columns: [
        Column("value", Wording(en: "value", zh: "取值"), .decimal),
        Column("place_id", Wording(en: "id", zh: "编号")),
        Column("place", Wording(en: "place", zh: "地区")),
        Column("status", Wording(en: "step", zh: "环节")),
        Column("before", Wording(en: "before", zh: "变化前"), .money),
        Column("after", Wording(en: "after", zh: "变化后"), .money),
        Column("difference", Wording(en: "difference", zh: "差额"), .money),
        Column("value_after", Wording(en: "number after", zh: "变化后数量"), .decimal),
        Column("value_difference", Wording(en: "difference in number", zh: "数量差"), .decimal),
        Column("unit", Wording(en: "unit", zh: "单位")),
      ])
    for point in points {
      for line in point.outcome?.funds ?? [] where moved.contains(line.place) {
        table.append([
          .decimal(point.value), .text(network[line.place].id), .name(of: network[line.place]),
          Cell(line.kind.status), Cell.money(in: line.before?.amount),
          Cell.money(in: line.after?.amount), Cell.money(in: line.difference),
          Cell.quantity(in: line.after?.amount), Cell.quantity(in: line.difference),
          line.kind.unit.map(Cell.text) ?? FlowCells.moneyUnit,
        ])
      }
    }
    return table
  }

  /// Adds what an uncertain scenario may come to.
  public mutating func append(
    _ uncertainty: ScenarioUncertainty, of scenario: Scenario, in network: PairingNetwork
  ) {
    facts += [
      Fact("draws", Wording(en: "draws", zh: "抽样次数"), .integer(uncertainty.draws)),
      Fact("seed", Wording(en: "seed", zh: "随机种子"), .text(String(uncertainty.seed))),
      Fact(
        "impossible", Wording(en: "impossible draws", zh: "不可行的抽样"),
        .integer(uncertainty.impossible)),
    ]
    tables += [Self.spreads(uncertainty, in: network), Self.odds(uncertainty, of: scenario)]
    conventions.append(
      .init(
        "quantiles",
        Wording(
          en:
            "nearest rank: the smallest value that at least so many per cent of the possible draws do not exceed",
          zh: "最近秩法：可行抽样中至少该百分比不超过的最小值")))
    if let refusal = uncertainty.firstRefusal {
      remarks.append(
        Wording(
          en:
            "\(uncertainty.impossible) of \(uncertainty.draws) draws are impossible and left out; the first: \(refusal.problem.en).",
          zh:
            "\(uncertainty.draws) 次抽样中有 \(uncertainty.impossible) 次不可行，未计入；首个原因：\(refusal.problem.zh)。"
        ))
    }
  }

  private static func spreads(
    _ uncertainty: ScenarioUncertainty, in network: PairingNetwork
  ) -> ResultTable {
    let quantiles = ScenarioUncertainty.quantiles
    func columns(_ prefix: String, _ kind: Column.Kind) -> [Column] {
      func column(_ key: String, _ en: String, _ zh: String) -> Column {
        Column(
          prefix + key,
          prefix.isEmpty
            ? Wording(en: en, zh: zh) : Wording(en: "number, \(en)", zh: "数量·\(zh)"), kind)
      }
      return [
        column("before", "before", "变化前"), column("least", "least", "最小"),
      ] + quantiles.map { column("p\($0)", "\($0) %", "\($0)% 分位") } + [
        column("greatest", "greatest", "最大"), column("mean", "mean", "平均"),
      ]
    }
    var table = ResultTable(
      "uncertainty", Wording(en: "Over all draws", zh: "抽样结果分布"),
      columns: [
        Column("place_id", Wording(en: "id", zh: "编号")),
        Column("place", Wording(en: "place", zh: "地区")),
        Column("status", Wording(en: "step", zh: "环节")),
      ] + columns("", .money) + columns("value_", .decimal) + [
        Column("unit", Wording(en: "unit", zh: "单位"))
      ])
    for spread in uncertainty.spreads {
      let values =
        [spread.before, spread.least] + spread.quantiles.map(Optional.some)
        + [spread.greatest, spread.mean]
      table.append(
        [
          Cell(spread.place.map { network[$0].id }),
          spread.place.map { .name(of: network[$0]) }
            ?? .term("total", Wording(en: "total", zh: "合计")),
          Cell(spread.kind.status),
        ] + values.map { Cell.money(in: $0) } + values.map { Cell.quantity(in: $0) } + [
          spread.kind.unit.map(Cell.text) ?? FlowCells.moneyUnit
        ])
    }
    return table
  }

  private static func odds(
    _ uncertainty: ScenarioUncertainty, of scenario: Scenario
  ) -> ResultTable {
    var table = ResultTable(
      "odds", Wording(en: "Requirements over all draws", zh: "各项要求的达到比例"),
      columns: [
        Column("number", Wording(en: "no.", zh: "序号"), .integer),
        Column("met", Wording(en: "draws that meet it", zh: "达到次数"), .integer),
        Column("draws", Wording(en: "possible draws", zh: "可行抽样数"), .integer),
        Column("share", Wording(en: "share", zh: "比例"), .percent),
      ], emptiness: .passedOver)
    for index in scenario.requirements.indices {
      table.append([
        .integer(index + 1), .integer(uncertainty.met[index]), .integer(uncertainty.possible),
        .percent(uncertainty.met[index], of: uncertainty.possible),
      ])
    }
    return table
  }
}
