internal import Analysis
internal import NetworkModel

extension EquityTables {
  private typealias Fact = ResultDocument.Fact

  /// What was asked of which units, who has a value, and how values are weighed.
  func facts() -> [ResultDocument.Fact] {
    let question = report.question
    let values = report.values
    var facts = [
      Fact(
        "level", Wording(en: "Units", zh: "统计单位"),
        .term(question.units.name, question.units.label)),
      Fact(
        "side", Wording(en: "Side", zh: "方向"), .term(question.side.rawValue, question.side.label)),
    ]
    func add(_ key: String, _ title: Wording, _ cell: Cell) {
      if cell != .missing { facts.append(Fact(key, title, cell)) }
    }
    add(
      "within", Wording(en: "Within", zh: "范围"),
      question.within.map { .name(of: network[$0]) } ?? .missing)
    facts += ResultDocument.facts(of: values.accounts).filter {
      $0.key != "donor" && $0.key != "recipient" && $0.key != "status"
    }
    add(
      "status", Wording(en: "Step", zh: "环节"),
      (question.status ?? values.whole?.kind.status).map { Cell($0) } ?? .missing)
    add("unit", Wording(en: "Unit", zh: "单位"), Cell(values.whole.map { $0.kind.unit ?? "CNY" }))
    add(
      "by", Wording(en: "Groups", zh: "分组"),
      question.grouping.map { grouping in
        switch grouping {
        case .level(let level): Cell(level)
        case .members(let group): .name(of: network[group])
        }
      } ?? .missing)
    facts += [
      Fact(
        "denominator", Wording(en: "Units (denominator)", zh: "单位总数（分母）"),
        .integer(values.units.count)),
      Fact("valued", Wording(en: "With a value", zh: "有数值"), .integer(values.count(.valued))),
      Fact(
        "unknown_amount", Wording(en: "Amount unknown", zh: "有记录、金额不明"),
        .integer(values.count(.unknown))),
      Fact("no_record", Wording(en: "No record", zh: "无记录"), .integer(values.count(.noRecord))),
    ]
    add("amount", Wording(en: "All units with a value", zh: "有数值单位合计"), money(values.sum))
    add("value", Wording(en: "All units with a value", zh: "有数值单位合计"), quantity(values.sum))
    let notSplit = UnitValues.sum(values.notSplit.compactMap(\.total.amount))
    facts.append(
      Fact(
        "not_split", Wording(en: "Recipients or donors not split", zh: "未分解的主体"),
        .integer(values.notSplit.count)))
    add("not_split_amount", Wording(en: "Amount not split", zh: "未分解金额"), money(notSplit))
    add("not_split_value", Wording(en: "Number not split", zh: "未分解数量"), quantity(notSplit))
    add("inside_amount", Wording(en: "Inside one unit", zh: "单位内部"), money(values.inside?.amount))
    add("inside_value", Wording(en: "Inside one unit", zh: "单位内部"), quantity(values.inside?.amount))
    facts.append(Fact("weighting", Wording(en: "Weighting", zh: "加权"), weighting))
    add("mean", Wording(en: "Mean", zh: "均值"), meanFact)
    add("mean_unit", Wording(en: "Mean in", zh: "均值单位"), meanUnit)
    if let ranking = report.ranking {
      add("rank_by", Wording(en: "Ranked by", zh: "排序依据"), rankingText(ranking))
    }
    if let bootstrap = report.bootstrap {
      facts += [
        Fact("bootstrap", Wording(en: "Replicates", zh: "重抽样次数"), .integer(bootstrap.replicates)),
        Fact(
          "confidence", Wording(en: "Share between the ends", zh: "区间覆盖率"), .real(bootstrap.level)),
        Fact("seed", Wording(en: "Seed", zh: "随机种子"), .text(String(bootstrap.seed))),
      ]
    }
    return facts
  }

  private var weighting: Cell {
    guard let denominator = report.denominator else {
      return .term("unit", Wording(en: "each unit counts 1", zh: "各单位权重相同"))
    }
    let name = Glossary.label(of: denominator.name)
    return .term(
      "\(denominator.name) \(denominator.year)",
      Wording(
        en:
          "per unit of \(name.en) (\(denominator.unit)) of \(denominator.year), which is the weight",
        zh: "按 \(denominator.year) 年\(name.zh)（\(denominator.unit)）平均并加权"))
  }

  private func rankingText(_ ranking: (indicator: IndicatorValues, divisor: IndicatorValues?))
    -> Cell
  {
    func text(_ values: IndicatorValues) -> (String, Wording) {
      let name = Glossary.label(of: values.name)
      return (
        "\(values.name) \(values.year)",
        Wording(en: "\(name.en) of \(values.year)", zh: "\(values.year) 年\(name.zh)")
      )
    }
    let indicator = text(ranking.indicator)
    guard let divisor = ranking.divisor.map(text) else { return .term(indicator.0, indicator.1) }
    return .term(
      "\(indicator.0)/\(divisor.0)",
      Wording(
        en: "\(indicator.1.en) over \(divisor.1.en)", zh: "\(indicator.1.zh)除以\(divisor.1.zh)"))
  }

  // MARK: - Remarks

  func remarks() -> [Wording] {
    let values = report.values
    let units = values.units.count
    var remarks: [Wording] = []
    if units == 0 {
      remarks.append(
        Wording(
          en: "The package names no such unit here, so there is nothing to compare.",
          zh: "数据中此范围没有该类单位，无从比较。"))
    } else if values.count(.valued) == 0 {
      remarks.append(
        Wording(
          en: "No unit has a value, so there is no index; that is not an index of 0.",
          zh: "没有单位有数值，无法计算指数（并非为 0）。"))
    }
    let silent = values.count(.noRecord)
    if silent > 0 {
      remarks.append(
        Wording(
          en: "No record is not zero: \(silent) of \(units) units are in no index.",
          zh: "“无记录”不等于零：\(units) 个单位中有 \(silent) 个未计入指数。"))
    }
    if values.count(.unknown) > 0 {
      remarks.append(
        Wording(
          en: "Units with flows of unknown amount alone, in no index: \(values.count(.unknown)).",
          zh: "仅有金额不明记录、未计入指数的单位：\(values.count(.unknown)) 个。"))
    }
    let bounded = report.lines.count { $0.total.precision.isBound }
    if bounded > 0 {
      remarks.append(
        Wording(
          en:
            "Units whose value is a bound or approximate: \(bounded). The indices take the number as it is recorded.",
          zh: "有 \(bounded) 个单位的数值为下限、上限或约数，指数按记载数计算。"))
    }
    if !values.notSplit.isEmpty {
      remarks.append(
        Wording(
          en:
            "What goes to or comes from groups and places above the units is not split among them: see not_split.",
          zh: "涉及集合或上级地区的数额不分解到单位，另列于“未分解到单位”。"))
    }
    if report.denominator == nil, !report.lines.isEmpty {
      remarks.append(
        Wording(
          en:
            "Each unit counts 1, whatever its population; --indicator population weighs by heads.",
          zh: "各单位权重相同，未计人口；可用 --indicator population 按人口加权。"))
    }
    if report.bootstrap != nil, (1..<20).contains(report.lines.count) {
      remarks.append(
        Wording(
          en: "An interval from so few units (\(report.lines.count)) is rough.",
          zh: "仅 \(report.lines.count) 个单位，区间仅供参考。"))
    }
    if report.indices.contains(where: { $0.index == .theilL && $0.value == nil }),
      report.lines.contains(where: { $0.amount.isZero }), report.mean.map({ !$0.isZero }) ?? false
    {
      remarks.append(
        Wording(
          en: "A unit has 0: Theil L is not defined, and Atkinson is 1 from ε = 1.",
          zh: "有单位数值为 0：泰尔 L 指数无定义，ε 不小于 1 的阿特金森指数为 1。"))
    }
    return remarks + ResultDocument.remarks(values.accounts, saysUncertain: false)
  }

  static let conventions: [ResultDocument.Convention] = [
    .init(
      "units",
      Wording(
        en:
          "a unit's value is all that ends at it or in it (giving: begins); no record is no value, never 0; a recorded 0 is 0",
        zh: "单位数值为止于该单位及其所辖的全部数额（支援方则为发出者）；无记录即无数值，不作零计；记载为 0 者计 0")),
    .init(
      "not_split",
      Wording(
        en:
          "what goes to a group or to a place above the units is listed apart; no unit has a share of it",
        zh: "给予集合或上级地区的数额另列，不分摊到单位")),
    .init(
      "possible_parts",
      Wording(
        en:
          "a flow that may already be part of what a place above received counts for its unit; giving leaves it out",
        zh: "可能已含于上级地区所受数额者，仍计入该单位；计算支援方集中度时不计")),
    .init(
      "gini",
      Wording(
        en: "half the mean difference over the mean, of the population: at most (n − 1) / n",
        zh: "平均差之半与均值之比，总体口径，最大为 (n − 1)/n")),
    .init(
      "theil",
      Wording(
        en:
          "T = Σ p (x/μ) ln(x/μ), 0 ln 0 = 0; L = Σ p ln(μ/x), not defined with a 0; within + between = total",
        zh: "T = Σ p (x/μ) ln(x/μ)，0 ln 0 取 0；L = Σ p ln(μ/x)，有 0 则无定义；组内 + 组间 = 合计")),
    .init(
      "atkinson",
      Wording(
        en: "1 − equally distributed equivalent over the mean; 1 where a value is 0 and ε ≥ 1",
        zh: "1 − 等价均等分配值与均值之比；有 0 且 ε ≥ 1 时为 1")),
    .init(
      "variation_hoover",
      Wording(
        en:
          "variation: standard deviation of the population over the mean; Hoover: the share that must move to make all equal",
        zh: "变异系数：总体标准差与均值之比；胡佛指数：使各单位均等所须转移的份额")),
    .init(
      "concentration_index",
      Wording(
        en:
          "twice the covariance of value and fractional rank over the mean; ranks from the lowest, ties share their mean rank; below 0: with the low ranks",
        zh: "数值与分数位次协方差的二倍与均值之比；由低到高排序，同值取平均位次；负值表示偏向低位次者")),
    .init(
      "interval",
      Wording(
        en:
          "percentile bootstrap over units, quantiles linear between order statistics (type 7), SplitMix64; undefined replicates are left out and counted",
        zh: "对单位重抽样的百分位自助法区间，分位数线性插值（第 7 型），SplitMix64；无定义的重抽样不计入并计数")),
    .init(
      "concentration",
      Wording(
        en:
          "HHI = Σ share² of amounts, each holder 1; receiving over the units with a value, giving over donors of all these flows at the level of the units, what is not split included",
        zh: "赫芬达尔指数为金额占比平方和，每一主体计 1；受援以有数值单位计，支援以上述全部流动的支援方（归并至统计层级）计，含未分解部分")),
  ]
}

extension TotalPrecision {
  /// Whether the number is not the value itself.
  fileprivate var isBound: Bool {
    switch self {
    case .exact, .derived, .inferred: false
    case .atLeast, .atMost, .range, .approximate: true
    }
  }
}

extension Amount {
  var isZero: Bool {
    switch self {
    case .money(let money): money.fen == 0
    case .quantity(let number): number.significand == 0
    }
  }
}

extension EquityQuestion.Side {
  var label: Wording {
    switch self {
    case .recipient: Wording(en: "received", zh: "受援")
    case .donor: Wording(en: "given", zh: "支援")
    }
  }
}
