internal import Analysis
internal import NetworkModel

extension ResultDocument {
  static func totals(_ profile: Profile) -> ResultTable {
    ResultTable(
      "totals", Wording(en: "Totals", zh: "合计"),
      columns: [
        Column("direction", Wording(en: "Direction", zh: "方向")),
        Column("period", Wording(en: "Period", zh: "时段")),
        Column("measure", Wording(en: "Measure", zh: "指标")),
        Column("category", Wording(en: "Category", zh: "类别")),
        Column("status", Wording(en: "Status", zh: "状态")),
        Column("precision", Wording(en: "Precision", zh: "精度")),
        Column("amount", Wording(en: "Amount", zh: "金额"), .money),
        Column("value", Wording(en: "Value", zh: "数值"), .decimal),
        Column("unit", Wording(en: "Unit", zh: "单位")),
        Column("flows", Wording(en: "Flows", zh: "项数"), .integer),
        Column("unknown", Wording(en: "Of them unknown", zh: "其中数额不详"), .integer),
      ],
      rows: profile.totals.map { total in
        [
          Cell(total.direction), Cell(total.period), Cell(total.measure),
          Glossary.cell(total.category),
          Cell(total.status), Cell(total.precision), Cell.money(in: total.amount),
          Cell.quantity(in: total.amount), Cell(total.unit), .integer(total.flowCount),
          .integer(total.unknownCount),
        ]
      })
  }

  static func flows(_ profile: Profile, _ network: PairingNetwork) -> ResultTable {
    ResultTable(
      "flows", Wording(en: "Money and other flows", zh: "资金及其他流动"),
      columns: [
        Column("direction", Wording(en: "Direction", zh: "方向")),
        Column("end", Wording(en: "End", zh: "关系")),
        Column("period", Wording(en: "Period", zh: "时段")),
        Column("as_of", Wording(en: "As of", zh: "截至")),
        Column("measure", Wording(en: "Measure", zh: "指标")),
        Column("category", Wording(en: "Category", zh: "类别")),
        Column("status", Wording(en: "Status", zh: "状态")),
        Column("precision", Wording(en: "Precision", zh: "精度")),
        Column("amount", Wording(en: "Amount", zh: "金额"), .money),
        Column("value", Wording(en: "Value", zh: "数值"), .decimal),
        Column("unit", Wording(en: "Unit", zh: "单位")),
        Column("donor_name", Wording(en: "Donor", zh: "支援方")),
        Column("recipient_name", Wording(en: "Recipient", zh: "受援方")),
        Column("counted", Wording(en: "In a total", zh: "计入合计")),
        Column("part_of", Wording(en: "Part of", zh: "属于")),
        Column("same_as", Wording(en: "Same as", zh: "同于")),
        Column("source", Wording(en: "Source", zh: "出处")),
        Column("locator", Wording(en: "Place in it", zh: "位置")),
        Column("note", Wording(en: "Note", zh: "备注")),
        Column("id", Wording(en: "Flow", zh: "流动编号")),
        Column("donor", Wording(en: "Donor id", zh: "支援方编号"), for: .programs),
        Column("recipient", Wording(en: "Recipient id", zh: "受援方编号"), for: .programs),
      ],
      rows: profile.flows.map { line in
        let flow = line.flow
        let (donor, recipient) = (network[flow.donor], network[flow.recipient])
        return [
          Cell(line.direction), Cell(line.position), Cell(flow.period), Cell(flow.asOf),
          Cell(flow.measure), Glossary.cell(flow.category), Cell(flow.status), Cell(flow.precision),
          Cell.money(in: flow.amount), Cell.quantity(in: flow.amount),
          .unit(flow.unit, of: flow.amount), .name(of: donor), .name(of: recipient),
          Cell(line.isCounted ? Knowledge.yes : .no), Cell(flow.partOf), Cell(flow.sameAs),
          Cell(flow.source), Cell(flow.locator), Cell(flow.note), .text(flow.id), .text(donor.id),
          .text(recipient.id),
        ]
      }, emptiness: .passedOver)
  }
}

extension Cell {
  /// The amount when it is money.
  static func money(in amount: Amount?) -> Cell {
    if case .money(let money) = amount { .money(money) } else { .missing }
  }

  /// The amount when it is not money.
  static func quantity(in amount: Amount?) -> Cell {
    if case .quantity(let quantity) = amount { .decimal(quantity) } else { .missing }
  }

  /// The unit of a quantity; money is shown in a unit of its column.
  static func unit(_ unit: String, of amount: Amount?) -> Cell {
    if case .money = amount { .missing } else { .text(unit) }
  }
}
