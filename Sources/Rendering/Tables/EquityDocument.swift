public import Analysis
public import NetworkModel

extension ResultDocument {
  /// What `equity` prints: indices, their split into groups, the units, the Lorenz curve, the concentration.
  public init(_ report: EquityReport, in network: PairingNetwork) {
    let tables = EquityTables(report: report, network: network)
    self.init(
      "equity", facts: tables.facts(),
      tables: [
        tables.indices(), tables.decomposition(), tables.concentration(), tables.lorenz(),
        tables.notSplit(), tables.units(),
      ], remarks: tables.remarks(), conventions: EquityTables.conventions)
  }
}

struct EquityTables {
  let report: EquityReport
  let network: PairingNetwork

  private var values: UnitValues { report.values }
  private var measure: Measure { report.question.measure }
  private var amounts: FlowCells { FlowCells(network, measure: measure) }
  private var isPerHead: Bool { report.denominator != nil }

  // MARK: - Tables

  func indices() -> ResultTable {
    var table = ResultTable(
      "indices", Wording(en: "Indices of inequality", zh: "不平等指数"),
      columns: [
        Column("index", Wording(en: "index", zh: "指数")),
        Column("aversion", Wording(en: "ε", zh: "ε"), .real),
        Column("estimate", Wording(en: "value", zh: "数值"), .real),
        Column("interval_lower", Wording(en: "from", zh: "区间下限"), .real),
        Column("interval_upper", Wording(en: "to", zh: "区间上限"), .real),
        Column("replicates", Wording(en: "replicates", zh: "重抽样次数"), .integer, for: .programs),
        Column("undefined", Wording(en: "undefined", zh: "其中无定义"), .integer, for: .programs),
      ])
    for index in report.indices where !report.lines.isEmpty {
      var aversion: Double?
      if case .atkinson(let epsilon) = index.index { aversion = epsilon }
      table.append([
        .term(index.index.name, index.index.label), Cell(aversion), Cell(index.value),
        Cell(index.interval?.lower), Cell(index.interval?.upper),
        Cell(index.interval?.replicates), Cell(index.interval?.undefined),
      ])
    }
    return table
  }

  func decomposition() -> ResultTable {
    var table = ResultTable(
      "decomposition", Wording(en: "Theil within and between groups", zh: "泰尔指数的组内、组间分解"),
      columns: [
        Column("index", Wording(en: "index", zh: "指数")),
        Column("group_id", Wording(en: "group id", zh: "分组编号"), for: .programs),
        Column("group", Wording(en: "group", zh: "分组")),
        Column("units", Wording(en: "units", zh: "单位数"), .integer),
        Column("valued", Wording(en: "with a value", zh: "有数值"), .integer),
        Column("weight_share", Wording(en: "of the weight", zh: "权重占比"), .real),
        Column("value_share", Wording(en: "of the value", zh: "数值占比"), .real),
        Column("mean", meanTitle, .decimal),
        Column("estimate", Wording(en: "own index", zh: "组自身指数"), .real),
        Column("within", Wording(en: "within", zh: "组内贡献"), .real),
        Column("between", Wording(en: "between", zh: "组间贡献"), .real),
        Column("contribution", Wording(en: "of the whole", zh: "贡献率"), .percent),
      ], emptiness: .passedOver)
    for split in report.decompositions {
      let index = split.form == .t ? InequalityIndex.theilT : .theilL
      let name = Cell.term(index.name, index.label)
      for part in split.parts {
        let group = report.groups[part.group]
        table.append(
          [name] + cells(of: group) + [
            .integer(group.unitCount), .integer(part.unitCount), Cell(part.weightShare),
            Cell(part.valueShare), mean(part.mean), Cell(part.index), Cell(part.within),
            Cell(part.between), percent(part.within + part.between, of: split.total),
          ])
      }
      table.append([
        name, .missing, .term("total", Wording(en: "total", zh: "合计")),
        .integer(values.units.count), .integer(report.lines.count), .real(1), .real(1),
        mean(report.mean?.approximateValue), Cell(split.total), Cell(split.within),
        Cell(split.between), percent(split.within + split.between, of: split.total),
      ])
      table.append(
        [name, .missing, .term("share", Wording(en: "share of the total", zh: "占合计"))]
          + [Cell](repeating: .missing, count: 6)
          + [
            Cell(split.total > 0 ? split.within / split.total : nil), Cell(split.betweenShare),
            .missing,
          ])
    }
    return table
  }

  func units() -> ResultTable {
    var table = ResultTable(
      "units", Wording(en: "Units", zh: "单位"),
      columns: [
        Column("rank", Wording(en: "rank", zh: "位次"), .integer),
        Column("id", Wording(en: "id", zh: "编号")), Column("name", Wording(en: "name", zh: "名称")),
        Column("state", Wording(en: "record", zh: "记录情况")),
        Column("group_id", Wording(en: "group id", zh: "分组编号"), for: .programs),
        Column("group", Wording(en: "group", zh: "分组")),
      ] + amounts.amountColumns + [
        Column("share", Wording(en: "share", zh: "占比"), .percent),
        Column("rate", Wording(en: "per unit", zh: "平均"), .decimal),
        Column("rate_unit", Wording(en: "of", zh: "平均单位")),
        Column("indicator_value", Wording(en: "indicator", zh: "指标值"), .decimal),
        Column("ranking", Wording(en: "ranked by", zh: "排序依据"), .decimal),
      ])
    for line in report.lines {
      table.append(
        [.integer(line.rank)] + cells(of: line.unit, .valued)
          + cells(of: line.group.map { report.groups[$0] }) + amounts.amount(line.total) + [
            line.share.map { .percent($0, places: 2) } ?? .missing,
            isPerHead ? rate(line.value) : .missing, isPerHead ? rateUnit : .missing,
            Cell(line.denominator), Cell(line.ranking?.rounded(toPlaces: 6)),
          ])
    }
    let blank = [Cell](repeating: .missing, count: amounts.amountColumns.count)
    for state in [UnitValues.State.unknown, .noRecord] {
      for line in values.units where line.state == state {
        table.append(
          [.missing] + cells(of: line.unit, state) + cells(of: report.group(of: line.unit))
            + (line.total.map(amounts.amount) ?? blank)
            + [Cell](repeating: .missing, count: 5))
      }
    }
    return table
  }

  func notSplit() -> ResultTable {
    ResultTable(
      "not_split", Wording(en: "Not split among the units", zh: "未分解到单位"),
      columns: [
        Column("id", Wording(en: "id", zh: "编号")), Column("name", Wording(en: "name", zh: "名称")),
        Column("kind", Wording(en: "kind", zh: "类别")),
      ] + amounts.amountColumns,
      rows: values.notSplit.map { node, total in
        [.text(network[node].id), .name(of: network[node]), Cell(network[node].kind)]
          + amounts.amount(total)
      }, emptiness: .passedOver)
  }

  func concentration() -> ResultTable {
    var table = ResultTable(
      "concentration", Wording(en: "Concentration on holders", zh: "集中度"),
      columns: [
        Column("side", Wording(en: "side", zh: "方向")),
        Column("holders", Wording(en: "holders", zh: "主体数"), .integer),
        Column("hhi", Wording(en: "HHI", zh: "赫芬达尔指数"), .real),
        Column("hhi_exact", Wording(en: "HHI, exact", zh: "赫芬达尔指数（精确）"), for: .programs),
        Column("effective_number", Wording(en: "effective number", zh: "有效主体数"), .real),
        Column("top_share", Wording(en: "largest", zh: "最大占比"), .percent),
        Column("top_id", Wording(en: "largest id", zh: "最大者编号"), for: .programs),
        Column("top", Wording(en: "who", zh: "最大者")),
        Column("amount", Wording(en: "amount", zh: "金额"), .money),
        Column("value", Wording(en: "number", zh: "数量"), .decimal),
        Column("unknown", Wording(en: "unknown", zh: "数额不详"), .integer),
      ])
    for holding in [report.receiving, report.giving].compactMap(\.self) {
      let concentration = holding.concentration
      table.append([
        .term(
          holding.side == .recipient ? "receiving" : "giving",
          holding.side == .recipient
            ? Wording(en: "receiving", zh: "受援") : Wording(en: "giving", zh: "支援")),
        .integer(concentration.holderCount), Cell(concentration.herfindahl.approximateValue),
        .text(concentration.herfindahl.description),
        Cell(concentration.effectiveNumber.approximateValue),
        .percent(concentration.topShare, places: 2), .text(network[holding.top].id),
        .name(of: network[holding.top]), money(holding.sum), quantity(holding.sum),
        .integer(holding.unknownCount),
      ])
    }
    return table
  }

  func lorenz() -> ResultTable {
    ResultTable(
      "lorenz", Wording(en: "Lorenz curve, from the least", zh: "洛伦茨曲线（由低到高）"),
      columns: [
        Column("weight_share", Wording(en: "of the weight", zh: "权重占比"), .real),
        Column("value_share", Wording(en: "of the value", zh: "数值占比"), .real),
      ], rows: (report.lorenz?.points ?? []).map { [Cell($0.weight), Cell($0.value)] },
      emptiness: .passedOver)
  }

  // MARK: - Cells

  private func cells(of unit: NodeIndex, _ state: UnitValues.State) -> [Cell] {
    [.text(network[unit].id), .name(of: network[unit]), Cell(state)]
  }

  private func cells(of group: EquityReport.Group?) -> [Cell] {
    switch group?.kind {
    case nil: [.missing, .missing]
    case .place(let place?): [.text(network[place].id), .name(of: network[place])]
    case .place(nil):
      [.missing, .term("", Wording(en: "(in none)", zh: "（无归属）"))]
    case .members(let node): [.text(network[node].id), .name(of: network[node])]
    case .others(let node):
      [
        .text("!\(network[node].id)"), .term("other", Wording(en: "other", zh: "其他")),
      ]
    }
  }

  func money(_ amount: Amount?) -> Cell {
    if case .money(let money)? = amount { .money(money) } else { .missing }
  }

  func quantity(_ amount: Amount?) -> Cell {
    if case .quantity(let number)? = amount { .decimal(number) } else { .missing }
  }

  /// Yuan, or units of the quantity, for each unit of the indicator.
  private func rate(_ value: ExactRatio) -> Cell {
    Cell((isMoney ? value * .powerOfTen(-2) : value).rounded(toPlaces: 2))
  }

  private var isMoney: Bool { values.whole.map { $0.kind.unit == nil } ?? measure.isMonetary }

  private var rateUnit: Cell {
    let unit = report.denominator?.unit ?? ""
    return isMoney
      ? .term("CNY/\(unit)", Wording(en: "yuan a \(unit)", zh: "元/\(unit)"))
      : .text("\(values.whole?.kind.unit ?? "1")/\(unit)")
  }

  /// A mean in yuan, or in units of the quantity; to two decimals.
  private func mean(_ value: Double?) -> Cell {
    guard let value, value.isFinite else { return .missing }
    let hundredths = ((isMoney ? value : value * 100)).rounded()
    return Int64(exactly: hundredths).map { .decimal(ExactDecimal($0, scale: 2)) } ?? .missing
  }

  private var meanTitle: Wording {
    isMoney ? Wording(en: "mean, yuan", zh: "均值（元）") : Wording(en: "mean", zh: "均值")
  }

  private func percent(_ part: Double, of whole: Double) -> Cell {
    guard whole > 0 else { return .missing }
    return Int64(exactly: (part / whole * 1000).rounded())
      .map { .decimal(ExactDecimal($0, scale: 1)) } ?? .missing
  }

  /// The mean as a fact: money as such, a quantity or a mean per head to two decimals.
  var meanFact: Cell {
    guard let mean = report.mean else { return .missing }
    if isMoney, !isPerHead { return Cell(mean.money) }
    return rate(mean)
  }

  /// In what the mean is, where that is not money.
  var meanUnit: Cell {
    if report.mean == nil || (isMoney && !isPerHead) { return .missing }
    return isPerHead ? rateUnit : Cell(values.whole?.kind.unit)
  }
}

extension InequalityIndex {
  var name: String {
    switch self {
    case .gini: "gini"
    case .theilT: "theil_t"
    case .theilL: "theil_l"
    case .atkinson: "atkinson"
    case .coefficientOfVariation: "variation"
    case .hoover: "hoover"
    case .concentration: "concentration_index"
    }
  }

  var label: Wording {
    switch self {
    case .gini: Wording(en: "Gini", zh: "基尼系数")
    case .theilT: Wording(en: "Theil T", zh: "泰尔 T 指数")
    case .theilL: Wording(en: "Theil L", zh: "泰尔 L 指数")
    case .atkinson: Wording(en: "Atkinson", zh: "阿特金森指数")
    case .coefficientOfVariation: Wording(en: "coefficient of variation", zh: "变异系数")
    case .hoover: Wording(en: "Hoover", zh: "胡佛指数")
    case .concentration: Wording(en: "concentration index", zh: "集中指数")
    }
  }
}
