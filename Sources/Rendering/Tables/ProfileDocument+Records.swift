internal import Analysis
internal import NetworkModel

extension ResultDocument {
  static func claims(_ profile: Profile, _ network: PairingNetwork) -> ResultTable {
    ResultTable(
      "claims", Wording(en: "Printed figures", zh: "公布的汇总数"),
      columns: [
        Column("end", Wording(en: "End", zh: "关系")),
        Column("kind", Wording(en: "Kind", zh: "类型")),
        Column("measure", Wording(en: "Measure", zh: "指标")),
        Column("period", Wording(en: "Period", zh: "时段")),
        Column("precision", Wording(en: "Precision", zh: "精度")),
        Column("value", Wording(en: "Value", zh: "数值"), .decimal),
        Column("value_2", Wording(en: "Other side", zh: "另一方数值"), .decimal),
        Column("unit", Wording(en: "Unit", zh: "单位")),
        Column("subject_name", Wording(en: "Subject", zh: "对象")),
        Column("scope_name", Wording(en: "Scope", zh: "范围")),
        Column("source", Wording(en: "Source", zh: "出处")),
        Column("locator", Wording(en: "Place in it", zh: "位置")),
        Column("note", Wording(en: "Note", zh: "备注")),
        Column("id", Wording(en: "Claim", zh: "表述编号")),
        Column("subject", Wording(en: "Subject id", zh: "对象编号"), for: .programs),
        Column("scope", Wording(en: "Scope id", zh: "范围编号"), for: .programs),
      ],
      rows: profile.claims.map { line in
        let claim = line.claim
        return [
          Cell(line.position), Glossary.cell(claim.kind), Glossary.cell(claim.measure),
          Cell(claim.period),
          Cell(claim.precision), Cell(claim.value), Cell(claim.value2), Glossary.cell(claim.unit),
          name(claim.subject, network), name(claim.scope, network), Cell(claim.source),
          Cell(claim.locator), Cell(claim.note), .text(claim.id), .text(claim.subject),
          Cell(claim.scope),
        ]
      }, emptiness: .passedOver)
  }

  static func agreements(_ profile: Profile, _ network: PairingNetwork) -> ResultTable {
    ResultTable(
      "agreements", Wording(en: "Agreements and plans", zh: "协议与规划"),
      columns: [
        Column("title", Wording(en: "Title", zh: "名称")),
        Column("donor_name", Wording(en: "Donor", zh: "支援方")),
        Column("recipient_name", Wording(en: "Recipient", zh: "受援方")),
        Column("signed", Wording(en: "Signed", zh: "签订时间")),
        Column("period", Wording(en: "Period", zh: "时段")),
        Column("source", Wording(en: "Source", zh: "出处")),
        Column("id", Wording(en: "Agreement", zh: "协议编号")),
        Column("donor", Wording(en: "Donor id", zh: "支援方编号"), for: .programs),
        Column("recipient", Wording(en: "Recipient id", zh: "受援方编号"), for: .programs),
      ],
      rows: profile.agreements.map { agreement in
        [
          .text(agreement.title), name(agreement.donor, network),
          name(agreement.recipient, network), Cell(agreement.signed), Cell(agreement.period),
          Cell(agreement.source), .text(agreement.id), .text(agreement.donor),
          .text(agreement.recipient),
        ]
      }, emptiness: .passedOver)
  }

  static func indicators(_ profile: Profile) -> ResultTable {
    ResultTable(
      "indicators", Wording(en: "Indicators", zh: "指标"),
      columns: [
        Column("indicator", Wording(en: "Indicator", zh: "指标")),
        Column("year", Wording(en: "Year", zh: "年份"), .integer),
        Column("value", Wording(en: "Value", zh: "数值"), .decimal),
        Column("unit", Wording(en: "Unit", zh: "单位")),
        Column("source", Wording(en: "Source", zh: "出处")),
      ],
      rows: profile.indicators.map { indicator in
        [
          .text(indicator.indicator), .integer(indicator.year), .decimal(indicator.value),
          .text(indicator.unit), Cell(indicator.source),
        ]
      }, emptiness: .passedOver)
  }

  static func events(_ profile: Profile, _ network: PairingNetwork) -> ResultTable {
    ResultTable(
      "events", Wording(en: "Events", zh: "大事"),
      columns: [
        Column("period", Wording(en: "Date", zh: "日期")),
        Column("kind", Wording(en: "Kind", zh: "类型")),
        Column("from_name", Wording(en: "From", zh: "来自")),
        Column("to_name", Wording(en: "To", zh: "到")),
        Column("value", Wording(en: "Count", zh: "数量"), .decimal),
        Column("unit", Wording(en: "Unit", zh: "单位")),
        Column("source", Wording(en: "Source", zh: "出处")),
        Column("locator", Wording(en: "Place in it", zh: "位置")),
        Column("id", Wording(en: "Event", zh: "事件编号")),
        Column("from", Wording(en: "From id", zh: "来自编号"), for: .programs),
        Column("to", Wording(en: "To id", zh: "到编号"), for: .programs),
      ],
      rows: profile.events.map { event in
        [
          Cell(event.date), Glossary.cell(event.kind), name(event.from, network),
          name(event.to, network),
          Cell(event.count), Glossary.cell(event.unit), Cell(event.source), Cell(event.locator),
          .text(event.id), Cell(event.from), Cell(event.to),
        ]
      }, emptiness: .passedOver)
  }

  private static func name(_ id: String?, _ network: PairingNetwork) -> Cell {
    id.flatMap(network.node(id:)).map { Cell.name(of: network[$0]) } ?? .missing
  }
}
