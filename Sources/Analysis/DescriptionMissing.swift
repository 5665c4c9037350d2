public import NetworkModel

/// Something that is not there, how often, and what cannot be answered without it.
public struct MissingFact: Hashable, Sendable {
  public enum Subject: String, Term {
    case emptyTable = "empty_table"
    case position, period, source, amount

    public var label: Wording {
      switch self {
      case .emptyTable: Wording(en: "table is empty", zh: "表为空")
      case .position: Wording(en: "no position", zh: "无坐标")
      case .period: Wording(en: "no period", zh: "无时间")
      case .source: Wording(en: "no source", zh: "无出处")
      case .amount: Wording(en: "amount unknown", zh: "金额或数量不详")
      }
    }
  }

  public let subject: Subject
  public let table: TableName
  /// Rows without it, of how many; both 0 for an empty table.
  public let count: Int
  public let rows: Int
  public let consequence: Wording

  static func all(
    nodes: [Description.NodeLine], pairings: [Description.PairingLine],
    flows: [Description.FlowLine], tables: [Description.TableLine]
  ) -> [MissingFact] {
    var missing: [MissingFact] = []
    for table in tables where table.rows == 0 {
      missing.append(
        MissingFact(
          subject: .emptyTable, table: table.table, count: 0, rows: 0,
          consequence: whatNeeds(table.table)))
    }
    func add(
      _ subject: Subject, _ table: TableName, _ count: Int, of rows: Int, _ consequence: Wording
    ) {
      guard count > 0 else { return }
      missing.append(
        MissingFact(
          subject: subject, table: table, count: count, rows: rows, consequence: consequence))
    }
    let places = nodes.filter { $0.kind.level != nil }
    add(
      .position, .nodes, places.reduce(0) { $0 + $1.withoutPosition },
      of: places.reduce(0) { $0 + $1.count },
      Wording(en: "places that cannot be drawn on the map", zh: "无法在地图上标出的地方"))
    add(
      .period, .pairings, pairings.reduce(0) { $0 + $1.undated },
      of: pairings.reduce(0) { $0 + $1.count },
      Wording(
        en: "they count at no date, only in the upper end of a range",
        zh: "按时点统计时不计入，仅计入区间上限"))
    add(
      .amount, .flows, flows.reduce(0) { $0 + $1.unknown }, of: flows.reduce(0) { $0 + $1.count },
      Wording(
        en: "flows that no total includes: totals are lower ends", zh: "任何合计均不含，合计为下限"))
    for table in tables {
      add(
        .source, table.table, table.withoutSource ?? 0, of: table.rows,
        Wording(en: "rows that cannot be traced", zh: "无法追溯的行"))
    }
    return missing
  }

  /// What an empty table leaves unanswered.
  private static func whatNeeds(_ table: TableName) -> Wording {
    switch table {
    case .nodes: Wording(en: "everything", zh: "所有分析")
    case .pairings: Wording(en: "coverage, gaps and differences", zh: "覆盖、空白与变化分析")
    case .flows: Wording(en: "money and other flows of a node", zh: "节点的资金与其他流动")
    case .claims:
      Wording(en: "units that only a printed count covers", zh: "仅见于汇总表述的覆盖情况")
    case .agreements, .rules: Wording(en: "obligations of agreements", zh: "协议义务")
    case .groups: Wording(en: "questions about named sets of places", zh: "按集合（片区、名单）提问")
    case .indicators: Wording(en: "figures per head and per area", zh: "人均、单位面积指标")
    case .events: Wording(en: "visits, meetings and milestones", zh: "互访、会议与重要节点")
    case .sources: Wording(en: "tracing a figure to its document", zh: "数据溯源")
    }
  }
}
