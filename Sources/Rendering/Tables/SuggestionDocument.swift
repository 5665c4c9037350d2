public import NetworkModel
public import Scenarios

extension ResultDocument {
  /// New pairings that close gaps, why they are these, and what they leave open.
  public init(suggestions report: SuggestionReport, in network: PairingNetwork) {
    self.init(
      "suggest", facts: report.facts(in: network),
      tables: [
        report.suggestionTable(in: network), report.uncoveredTable(in: network),
        report.donorTable(in: network),
      ], remarks: report.remarks(in: network), conventions: SuggestionReport.conventions)
  }

  /// The new pairings as rows of the table `pairings` of a data package.
  public init(pairingsOf report: SuggestionReport, in network: PairingNetwork) {
    self.init(
      "suggest", facts: report.facts(in: network), tables: [report.pairingTable],
      remarks: report.remarks(in: network), conventions: SuggestionReport.conventions)
  }
}

extension SuggestionReport {
  fileprivate static let conventions = [
    ResultDocument.Convention(
      "order_of_aims",
      Wording(
        en:
          "Places reached, if asked for; then units served, the neediest first if a need is asked for; then equal loads, if asked for; then the least total distance; then the lowest donor by id for the first unit by id. Each aim comes before the next.",
        zh: "目标依次为：覆盖面（如有要求）、结对单位数（如有需求指标，需求大者优先）、任务均衡（如有要求）、总距离最短、编号在前者优先。")),
    ResultDocument.Convention(
      "distance",
      Wording(
        en:
          "Kilometres along the WGS 84 ellipsoid between positions, not along roads; each pair is rounded to metres before distances are added.",
        zh: "距离为坐标间的椭球面（WGS 84）最短距离，单位公里，并非公路里程；逐对取整到米后相加。")),
    ResultDocument.Convention(
      "load",
      Wording(
        en:
          "A load counts the recipients of a donor in the layers asked about whose pairing is in force or may be.",
        zh: "任务数为该支援方在所选类别中现有（含时间不明、可能有效）的受援单位数。")),
  ]

  // MARK: Tables

  fileprivate func suggestionTable(in network: PairingNetwork) -> ResultTable {
    var table = ResultTable(
      "suggestions", Wording(en: "Suggested pairings", zh: "建议新增结对"),
      columns: [
        Column("unit_id", Wording(en: "recipient id", zh: "受援方编号"), for: .programs),
        Column("unit", Wording(en: "recipient", zh: "受援方")),
        Column("unit_in", Wording(en: "in", zh: "所属")),
        Column("donor_id", Wording(en: "donor id", zh: "支援方编号"), for: .programs),
        Column("donor", Wording(en: "donor", zh: "支援方")),
        Column("donor_in", Wording(en: "donor in", zh: "支援方所属")),
        Column("distance_km", Wording(en: "km", zh: "距离（公里）"), .decimal),
        Column("distance_m", Wording(en: "metres", zh: "距离（米）"), .integer, for: .programs),
        Column("load_after", Wording(en: "its load", zh: "结对后任务数"), .integer),
        Column("capacity", Wording(en: "of", zh: "名额"), .integer),
        Column("need", Wording(en: "need", zh: "需求"), .decimal),
        Column("ground", Wording(en: "because", zh: "理由")),
        Column("nearest_id", Wording(en: "nearest id", zh: "最近支援方编号"), for: .programs),
        Column("nearest", Wording(en: "nearest", zh: "最近支援方")),
        Column("nearest_nearer_km", Wording(en: "nearer, km", zh: "较近（公里）"), .decimal),
        Column("next_id", Wording(en: "next id", zh: "次选编号"), for: .programs),
        Column("next", Wording(en: "next best", zh: "次选支援方")),
        Column("next_farther_km", Wording(en: "farther, km", zh: "多出（公里）"), .decimal),
        Column("above", Wording(en: "pairing above", zh: "上级结对")),
        Column("state", Wording(en: "before", zh: "原状态")),
        Column("approximate", Wording(en: "approximate", zh: "近似坐标")),
        Column(
          "unit_placed_at", Wording(en: "recipient stands at", zh: "受援方坐标取自"), for: .programs),
        Column("donor_placed_at", Wording(en: "donor stands at", zh: "支援方坐标取自"), for: .programs),
        Column("pairing_id", Wording(en: "pairing id", zh: "结对编号"), for: .programs),
      ])
    var loads: [NodeIndex: DonorLoad] = [:]
    for load in donors { loads[load.donor.node] = load }
    func name(_ node: NodeIndex?) -> Cell { node.map { .name(of: network[$0]) } ?? .missing }
    func id(_ node: NodeIndex?) -> Cell { Cell(node.map { network[$0].id }) }
    for row in suggestions {
      let (unit, donor) = (row.unit.node, row.donor.node)
      table.append([
        id(unit), name(unit), name(network.parent(of: unit)), id(donor), name(donor),
        name(network.parent(of: donor)), .kilometres(row.metres), .integer(Int(row.metres)),
        Cell(loads[donor]?.after), Cell(loads[donor]?.capacity), Cell(row.need), Cell(row.ground),
        id(row.nearest?.donor), name(row.nearest?.donor),
        .kilometres((row.nearest?.farther).map { -$0 }),
        id(row.next?.donor), name(row.next?.donor), .kilometres(row.next?.farther),
        Cell(row.above.map { network.text[network.pairingRows[$0].id] }), Cell(row.state),
        row.approximateEnds, id(row.unit.placedAt), id(row.donor.placedAt), .text(row.id),
      ])
    }
    return table
  }

  fileprivate func uncoveredTable(in network: PairingNetwork) -> ResultTable {
    var table = ResultTable(
      "uncovered", Wording(en: "Still without a donor", zh: "仍无结对的单位"),
      columns: [
        Column("unit_id", Wording(en: "id", zh: "编号"), for: .programs),
        Column("unit", Wording(en: "unit", zh: "单位")),
        Column("unit_in", Wording(en: "in", zh: "所属")),
        Column("reason", Wording(en: "because", zh: "原因")),
        Column("place_id", Wording(en: "place above id", zh: "上级编号"), for: .programs),
        Column("place", Wording(en: "place above", zh: "上级")),
        Column("state", Wording(en: "state", zh: "状态")),
        Column("need", Wording(en: "need", zh: "需求"), .decimal),
      ])
    for row in uncovered {
      table.append([
        .text(network[row.unit].id), .name(of: network[row.unit]),
        network.parent(of: row.unit).map { .name(of: network[$0]) } ?? .missing, Cell(row.reason),
        Cell(row.place.map { network[$0].id }),
        row.place.map { .name(of: network[$0]) } ?? .missing, Cell(row.state), Cell(row.need),
      ])
    }
    return table
  }

  fileprivate func donorTable(in network: PairingNetwork) -> ResultTable {
    var table = ResultTable(
      "donors", Wording(en: "Loads of the donors", zh: "支援方任务"),
      columns: [
        Column("donor_id", Wording(en: "id", zh: "编号"), for: .programs),
        Column("donor", Wording(en: "donor", zh: "支援方")),
        Column("load_before", Wording(en: "before", zh: "现有"), .integer),
        Column("load_added", Wording(en: "added", zh: "新增"), .integer),
        Column("load_after", Wording(en: "after", zh: "结对后任务数"), .integer),
        Column("capacity", Wording(en: "capacity", zh: "名额"), .integer),
        Column("room", Wording(en: "room left", zh: "剩余名额"), .integer),
        Column("distance_km", Wording(en: "km added", zh: "新增距离（公里）"), .decimal),
        Column("binds", Wording(en: "binds", zh: "是否制约")),
      ])
    let binding = Set(shortage?.donors ?? [])
    for row in donors {
      table.append([
        .text(network[row.donor.node].id), .name(of: network[row.donor.node]),
        .integer(row.before), .integer(row.added), .integer(row.after), Cell(row.capacity),
        Cell(row.room), .kilometres(row.metres),
        binding.contains(row.donor.node)
          ? .term("binds", Wording(en: "binds", zh: "制约")) : .missing,
      ])
    }
    return table
  }

  /// As `docs/data-format.md` has it, column by column.
  fileprivate var pairingTable: ResultTable {
    var table = ResultTable(
      "pairings", Wording(en: "New rows of pairings", zh: "pairings 表新增行"),
      columns: [
        Column("id", Wording(en: "id", zh: "编号")),
        Column("kind", Wording(en: "layer", zh: "结对类别")),
        Column("donor", Wording(en: "donor", zh: "支援方编号")),
        Column("recipient", Wording(en: "recipient", zh: "受援方编号")),
        Column("period", Wording(en: "period", zh: "时段")),
        Column("programme", Wording(en: "programme", zh: "项目类型")),
        Column("agreement", Wording(en: "agreement", zh: "协议")),
        Column("confidence", Wording(en: "confidence", zh: "置信度"), .decimal),
        Column("source", Wording(en: "source", zh: "来源")),
        Column("locator", Wording(en: "locator", zh: "出处")),
        Column("note", Wording(en: "note", zh: "备注")),
      ])
    let ids = Set(suggestions.map(\.id))
    for pairing in network.pairings where ids.contains(pairing.id) {
      table.append([
        .text(pairing.id), Cell(pairing.kind), .text(network[pairing.donor].id),
        .text(network[pairing.recipient].id), Cell(pairing.period), Cell(pairing.programme),
        Cell(pairing.agreement), Cell(pairing.confidence), Cell(pairing.source),
        Cell(pairing.locator), Cell(pairing.note),
      ])
    }
    return table
  }
}

extension Suggestion {
  /// Which ends stand at the seat of a place above them.
  fileprivate var approximateEnds: Cell {
    switch (unit.placedAt != nil, donor.placedAt != nil) {
    case (true, true): .term("both", Wording(en: "both", zh: "双方"))
    case (true, false): .term("unit", Wording(en: "recipient", zh: "受援方"))
    case (false, true): .term("donor", Wording(en: "donor", zh: "支援方"))
    case (false, false): .missing
    }
  }
}

extension Cell {
  /// Kilometres to one decimal, halves away from zero.
  static func kilometres(_ metres: Int64?) -> Cell {
    guard let metres else { return .missing }
    let hundreds = (abs(metres) + 50) / 100
    return .decimal(ExactDecimal(metres < 0 ? -hundreds : hundreds, scale: 1))
  }
}
