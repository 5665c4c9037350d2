public import Analysis
public import NetworkModel

extension ResultDocument {
  /// What `flows --funnel` prints: how many came through each step.
  public init(
    _ funnel: FlowFunnel, from origin: NodeIndex, to destination: NodeIndex?,
    in network: PairingNetwork
  ) {
    var table = ResultTable(
      "steps", Wording(en: "Steps", zh: "各环节"),
      columns: [
        Column("step", Wording(en: "step", zh: "环节")),
        Column("value", Wording(en: "number", zh: "数量"), .decimal),
        Column("amount", Wording(en: "amount", zh: "金额"), .money),
        Column("unit", Wording(en: "unit", zh: "单位")),
        Column("precision", Wording(en: "precision", zh: "精度")),
        Column("rate", Wording(en: "of the step before", zh: "占上一环节"), .percent),
        Column("rows", Wording(en: "rows", zh: "数据行")),
        Column("sources", Wording(en: "sources", zh: "出处")),
      ])
    for step in funnel.steps {
      var (value, amount): (Cell, Cell) = (.missing, .missing)
      switch step.amount {
      case .quantity(let number)?: value = .decimal(number)
      case .money(let money)?: amount = .money(money)
      case nil: break
      }
      table.append([
        step.status.map { Cell($0) } ?? .term("offered", Wording(en: "offered", zh: "提供")),
        value, amount, Glossary.cell(step.unit), Cell(step.precision),
        step.rate.map { .percent($0, places: 2) } ?? .missing,
        .text((step.claimIDs + step.flowIDs).joined(separator: ";")),
        FlowCells.sources(step.sources),
      ])
    }
    var remarks: [Wording] = []
    if funnel.steps.contains(where: \.changesUnit) {
      remarks.append(
        Wording(
          en:
            "Some steps count other things than the step before (posts, then people): such a rate compares two populations.",
          zh: "部分环节与上一环节的计量对象不同（如岗位与人员），其比率系两类对象之比。"))
    }
    if funnel.steps.isEmpty {
      remarks.append(Wording(en: "No step is recorded.", zh: "无记载。"))
    }
    self.init(
      "flows",
      facts: [
        Fact("category", Wording(en: "Category", zh: "类别"), Glossary.cell(funnel.category)),
        Fact("measure", Wording(en: "Measure", zh: "计量"), Cell(funnel.measure)),
        Fact("donor", Wording(en: "From", zh: "来自"), .name(of: network[origin])),
        Fact(
          "recipient", Wording(en: "To", zh: "去往"),
          destination.map { .name(of: network[$0]) }
            ?? .term("any", Wording(en: "anywhere", zh: "不限"))),
      ], tables: [table], remarks: remarks,
      conventions: [
        Convention(
          "rate",
          Wording(
            en: "a step over the step before; absent where one of them is not exact",
            zh: "与上一环节之比；任一环节非准确数时留空"))
      ])
  }

  /// What `flows --envelopes` prints: how much of each envelope is used.
  public init(
    envelopes: [Utilisation], of measure: Measure, in network: PairingNetwork
  ) {
    var table = ResultTable(
      "envelopes", Wording(en: "Envelopes and what is used of them", zh: "资金额度及使用情况"),
      columns: [
        Column("envelope", Wording(en: "envelope", zh: "额度编号")),
        Column("donor", Wording(en: "donor", zh: "支援方")),
        Column("recipient", Wording(en: "recipient", zh: "受援方")),
        Column("period", Wording(en: "period", zh: "时段")),
        Column("envelope_status", Wording(en: "step", zh: "环节")),
        Column("envelope_amount", Wording(en: "envelope", zh: "额度"), .money),
        Column("envelope_value", Wording(en: "number", zh: "数量"), .decimal),
        Column("status", Wording(en: "used as", zh: "使用环节")),
        Column("amount", Wording(en: "used", zh: "已用"), .money),
        Column("value", Wording(en: "number used", zh: "已用数量"), .decimal),
        Column("unit", Wording(en: "unit", zh: "单位")),
        Column("precision", Wording(en: "precision", zh: "精度")),
        Column("share", Wording(en: "used", zh: "使用率"), .percent),
        Column("left", Wording(en: "left", zh: "余额"), .money),
        Column("parts", Wording(en: "parts", zh: "组成部分")),
        Column("unknown", Wording(en: "unknown", zh: "数额不详"), .integer),
        Column("sources", Wording(en: "sources", zh: "出处")),
      ])
    func money(_ amount: Amount?) -> Cell {
      if case .money(let money)? = amount { .money(money) } else { .missing }
    }
    func value(_ amount: Amount?) -> Cell {
      if case .quantity(let number)? = amount { .decimal(number) } else { .missing }
    }
    for use in envelopes {
      let flow = network.flow(at: use.envelope)
      let isMoney = if case .money? = flow.amount { true } else { false }
      table.append([
        .text(flow.id), .name(of: network[flow.donor]), .name(of: network[flow.recipient]),
        Cell(flow.period), Cell(flow.status), money(flow.amount), value(flow.amount),
        Cell(use.status), money(use.used), value(use.used),
        isMoney ? FlowCells.moneyUnit : .text(flow.unit),
        Cell(use.precision), use.share.map { .percent($0, places: 2) } ?? .missing,
        money(use.left), .text(use.parts.map { network.flow(at: $0).id }.joined(separator: ";")),
        .integer(use.unknownCount),
        FlowCells.sources(network.sources(ofFlows: [use.envelope] + use.parts)),
      ])
    }
    self.init(
      "flows", facts: [Fact("measure", Wording(en: "Measure", zh: "计量"), Cell(measure))],
      tables: [table],
      conventions: [
        Convention(
          "share",
          Wording(
            en:
              "parts of one step over the envelope; steps of one tranche are the same money and are never added",
            zh: "某一环节组成部分之和与额度之比；同一笔资金的不同环节不相加"))
      ])
  }
}
