internal import Analysis
internal import NetworkModel

extension ResultDocument {
  /// What a coverage map shows: its classes with counts, every unit, and what found no place.
  public init(coverageMap map: CoverageMap, of picture: CoveragePicture, file: String) {
    var legend = ResultTable(
      "legend", Wording(en: "Legend", zh: "图例"),
      columns: [
        Column("class", Wording(en: "class", zh: "类别")),
        Column("count", Wording(en: "count", zh: "个数"), .integer),
        Column("share", Wording(en: "share", zh: "占比"), .percent),
        Column("fill", Wording(en: "fill", zh: "填色"), for: .programs),
        Column("hatch", Wording(en: "hatch", zh: "纹理"), for: .programs),
        Column("outline", Wording(en: "outline", zh: "描边"), for: .programs),
      ])
    for (look, count) in picture.classCounts {
      legend.append([
        .term(look.rawValue, look.label), .integer(count), .percent(count, of: picture.units.count),
        .text(look.fill.hexadecimal), Cell(look.hatch?.direction.rawValue),
        Cell(look.outline?.hexadecimal),
      ])
    }
    var units = ResultTable(
      "units", Wording(en: "Units on the map", zh: "图上单位"),
      columns: [
        Column("node_id", Wording(en: "id", zh: "编号")),
        Column("name", Wording(en: "name", zh: "名称")),
        Column("class", Wording(en: "class", zh: "类别")),
        Column("direct", Wording(en: "paired by name", zh: "具名结对"), .integer),
        Column("most", Wording(en: "at most", zh: "上限"), .integer),
        Column("units", Wording(en: "units", zh: "总数"), .integer),
        Column("sources", Wording(en: "sources", zh: "出处")),
      ])
    for unit in picture.units.sorted(by: { $0.id < $1.id }) {
      units.append([
        .text(unit.id), .text(unit.fullName), .term(unit.look.rawValue, unit.look.label),
        Cell(unit.counts?.direct), Cell(unit.counts?.most), Cell(unit.counts?.all),
        FlowCells.sources(unit.sources),
      ])
    }
    var left = Self.notSolved
    let called = Wording(en: "called out beside its area", zh: "名称引出标注")
    let dropped = Wording(en: "no room for its name", zh: "名称无处标注")
    let missing = Wording(en: "no boundary", zh: "无边界数据")
    for id in map.calledOut.sorted() { left.append([.term("called_out", called), .text(id)]) }
    for id in map.unlabelled.sorted() { left.append([.term("no_label", dropped), .text(id)]) }
    for id in map.withoutBoundary.sorted() {
      left.append([.term("no_boundary", missing), .text(id)])
    }
    self.init(
      "draw",
      facts: [
        Fact("file", Wording(en: "File", zh: "文件"), .text(file)),
        Fact("title", Wording(en: "Title", zh: "标题"), .text(picture.frame.title)),
        Fact(
          "areas", Wording(en: "units or places shown", zh: "图上单位数"), .integer(picture.units.count)),
        Fact(
          "denominator", Wording(en: "denominator", zh: "总数（分母）"), .integer(picture.denominator)),
      ] + picture.stateFacts, tables: [legend, units, left])
  }

  /// What a coverage ladder shows: one row a level.
  public init(ladder: CoverageLadder, file: String) {
    var table = ResultTable(
      "ladder", Wording(en: "Coverage by level", zh: "各级结对覆盖"),
      columns: [
        Column("level", Wording(en: "level", zh: "级别")),
        Column("denominator", Wording(en: "units", zh: "总数"), .integer),
      ] + CoverageState.allCases.map { Column($0.rawValue, $0.label, .integer) } + [
        Column("covered_at_least", Wording(en: "at least", zh: "下限"), .integer),
        Column("covered_at_most", Wording(en: "at most", zh: "上限"), .integer),
        Column("sources", Wording(en: "sources", zh: "出处")),
      ])
    for row in ladder.rows {
      let level: Cell = Level(rawValue: row.level).map { Cell($0) } ?? .text(row.level)
      table.append(
        [level, .integer(row.denominator)]
          + CoverageState.allCases.map { .integer(row.states[$0] ?? 0) } + [
            .integer(row.range.lowerBound), .integer(row.range.upperBound),
            FlowCells.sources(row.sources),
          ])
    }
    self.init(
      "draw",
      facts: [
        Fact("file", Wording(en: "File", zh: "文件"), .text(file)),
        Fact("title", Wording(en: "Title", zh: "标题"), .text(ladder.figure.title)),
      ], tables: [table])
  }

  /// A table for what a figure could not do well.
  static var notSolved: ResultTable {
    ResultTable(
      "not_solved", Wording(en: "Left unsolved in the figure", zh: "图面未尽之处"),
      columns: [
        Column("problem", Wording(en: "problem", zh: "问题")),
        Column("id", Wording(en: "id", zh: "编号")),
      ], emptiness: .passedOver)
  }
}

extension CoveragePicture {
  fileprivate var stateFacts: [ResultDocument.Fact] {
    CoverageState.allCases.map { state in
      ResultDocument.Fact(state.rawValue, state.label, .integer(states[state] ?? 0))
    } + [
      ResultDocument.Fact(
        "covered_at_least", Wording(en: "paired themselves, at least", zh: "本级结对，至少"),
        .integer(range.lowerBound)),
      ResultDocument.Fact(
        "covered_at_most", Wording(en: "paired themselves, at most", zh: "本级结对，至多"),
        .integer(range.upperBound)),
    ]
  }
}
