internal import Analysis
internal import NetworkModel

extension ResultDocument {
  /// What a tree shows: every unit with its place, state and partners; states by level.
  public init(_ diagram: TreeDiagram, file: String) {
    let picture = diagram.picture
    var legend = ResultTable(
      "legend", Wording(en: "States by level", zh: "各级状态"),
      columns: [
        Column("level", Wording(en: "level", zh: "层级")),
        Column("state", Wording(en: "state", zh: "状态")),
        Column("count", Wording(en: "count", zh: "数量"), .integer),
      ])
    for level in picture.levels {
      for state in CoverageState.allCases {
        let count = picture.count(state, level)
        if count > 0 { legend.append([Cell(level), Cell(state), .integer(count)]) }
      }
    }
    var units = ResultTable(
      "units", Wording(en: "Units", zh: "单位"),
      columns: [
        Column("node_id", Wording(en: "id", zh: "编号")),
        Column("name", Wording(en: "name", zh: "名称")),
        Column("level", Wording(en: "level", zh: "层级")),
        Column("parent_id", Wording(en: "in", zh: "所属"), for: .programs),
        Column("state", Wording(en: "state", zh: "状态")),
        Column("partners", Wording(en: "partners", zh: "结对方")),
        Column("partner_ids", Wording(en: "partner ids", zh: "结对方编号"), for: .programs),
        Column("inside_level", Wording(en: "level inside", zh: "下级")),
        Column("inside_direct", Wording(en: "paired by name", zh: "具名结对"), .integer),
        Column("inside_units", Wording(en: "of all", zh: "共"), .integer),
        Column("shown", Wording(en: "shown", zh: "图中")),
      ])
    for (position, unit) in picture.units.enumerated() {
      units.append([
        .text(unit.id), .text(unit.fullName), Cell(unit.level),
        unit.parent.map { .text(picture.units[$0].id) } ?? .missing, Cell(unit.state),
        unit.partners.isEmpty
          ? .missing : .text(unit.partners.map(\.name).joined(separator: ";")),
        unit.partners.isEmpty ? .missing : .text(unit.partners.map(\.id).joined(separator: ";")),
        unit.inside.map { Cell($0.level) } ?? .missing, Cell(unit.inside?.direct),
        Cell(unit.inside?.all),
        diagram.rows.folded.contains(position)
          ? .term("folded", Wording(en: "with others", zh: "合并"))
          : .term("row", Wording(en: "in a row", zh: "单列")),
      ])
    }
    self.init(
      "draw",
      facts: [
        Fact("file", Wording(en: "File", zh: "文件"), .text(file)),
        Fact("title", Wording(en: "Title", zh: "标题"), .text(picture.frame.title)),
        Fact("units", Wording(en: "units", zh: "单位数"), .integer(picture.units.count)),
        Fact("rows", Wording(en: "rows", zh: "行数"), .integer(diagram.rows.rows.count)),
        Fact(
          "folded", Wording(en: "folded units", zh: "合并的单位"), .integer(diagram.rows.folded.count)),
      ], tables: [legend, units])
  }
}
