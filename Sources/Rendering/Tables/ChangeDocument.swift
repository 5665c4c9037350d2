internal import Analysis
internal import NetworkModel

extension ResultDocument {
  /// What bars of change show: every unit with its two sides, the legend, and the rules.
  public init(_ bars: ChangeBars, file: String) {
    let tables = ChangeTables(bars.picture)
    let drawn = Dictionary(
      bars.rows.enumerated().map { ($1.key, $0 + 1) }, uniquingKeysWith: { first, _ in first })
    self.init(
      "draw",
      facts: tables.facts(file) + [
        Fact(
          "rows", Wording(en: "rows drawn", zh: "图中行数"), .integer(bars.rows.count))
      ] + tables.amountFacts("limit", Wording(en: "end of the scale", zh: "刻度端值"), bars.limit),
      tables: [
        tables.units(
          position: { drawn[$0.key] }, look: { ($0.line.course.rawValue, $0.line.course.label) }),
        tables.courses(), tables.rules(), Self.notSolved,
      ])
  }
}

extension ResultDocument {
  /// What a slope chart of change shows: every unit with its two sides, the legend, the rules, and which names are left out.
  public init(_ slope: ChangeSlope, file: String) {
    let tables = ChangeTables(slope.picture)
    let drawn = Dictionary(
      slope.drawn.enumerated().map { ($1, $0 + 1) }, uniquingKeysWith: { first, _ in first })
    var left = Self.notSolved
    let dropped = Wording(en: "no room for its name", zh: "名称无处标注")
    for id in slope.unnamed { left.append([.term("no_label", dropped), .text(id)]) }
    self.init(
      "draw",
      facts: tables.facts(file) + [
        Fact("rows", Wording(en: "units drawn", zh: "图中单位数"), .integer(slope.drawn.count))
      ] + tables.amountFacts("lowest", Wording(en: "scale from", zh: "刻度起点"), slope.ticks.first)
        + tables.amountFacts("limit", Wording(en: "end of the scale", zh: "刻度端值"), slope.ticks.last),
      tables: [
        tables.units(
          position: { drawn[$0.key] }, look: { ($0.line.course.rawValue, $0.line.course.label) }),
        tables.courses(), tables.rules(), left,
      ])
  }
}

extension ResultDocument {
  /// What a map of change shows: every unit with its class, the classes with their limits, and what found no place.
  public init(_ map: ChangeMap, file: String) {
    let tables = ChangeTables(map.picture)
    let classes = map.classes
    let shown = Set(map.picture.units.map(\.key)).subtracting(map.withoutArea)
    let order = map.picture.ordered.filter { shown.contains($0.key) }.map(\.key)
    let places = Dictionary(
      order.enumerated().map { ($1, $0 + 1) }, uniquingKeysWith: { first, _ in first })
    var left = Self.notSolved
    let called = Wording(en: "called out beside its area", zh: "名称引出标注")
    let dropped = Wording(en: "no room for its name", zh: "名称无处标注")
    let missing = Wording(en: "no boundary", zh: "无边界数据")
    for id in map.calledOut.sorted() { left.append([.term("called_out", called), .text(id)]) }
    for id in map.unlabelled.sorted() { left.append([.term("no_label", dropped), .text(id)]) }
    for id in map.withoutArea.sorted() { left.append([.term("no_boundary", missing), .text(id)]) }
    self.init(
      "draw",
      facts: tables.facts(file) + [
        Fact("rows", Wording(en: "areas drawn", zh: "图上面域数"), .integer(shown.count))
      ]
        + tables.amountFacts(
          "limit", Wording(en: "end of the scale", zh: "刻度端值"), classes.limits.last),
      tables: [
        tables.units(
          position: { places[$0.key] },
          look: { unit in
            let value = classes.of(unit)
            return (classes.key(value), classes.label(value, in: map.picture))
          }),
        tables.legend(of: classes), tables.rules(), left,
      ])
  }
}

/// The tables that the figures of change have in common.
struct ChangeTables {
  typealias Fact = ResultDocument.Fact

  let picture: ChangePicture

  init(_ picture: ChangePicture) { self.picture = picture }

  private var isMoney: Bool { picture.unit.quantity == nil }

  /// Money, and the number of another unit; one of them is missing.
  func cells(_ atoms: Int64?) -> [Cell] {
    guard let atoms else { return [.missing, .missing] }
    return isMoney
      ? [.money(Money(fen: atoms)), .missing]
      : [.missing, .decimal(ExactDecimal(atoms, scale: picture.unit.scale))]
  }

  private func cell(_ atoms: Int64?) -> Cell { cells(atoms)[isMoney ? 0 : 1] }

  func amountFacts(_ key: String, _ title: Wording, _ atoms: Int64?) -> [Fact] {
    [Fact(key, title, cell(atoms))]
  }

  private func certainty(_ side: AmountChange.Side) -> Cell {
    switch side {
    case .noRecord: .term("no_record", Wording(en: "no record", zh: "无记录"))
    case .unknown: .term("unknown", FigureWords.amountUnknown)
    case .amount(_, let more, let less):
      Cell(
        (more ? (less ? .range : .atLeast) : less ? .atMost : .exact) as TotalPrecision)
    }
  }

  func facts(_ file: String) -> [Fact] {
    [
      Fact("file", Wording(en: "File", zh: "文件"), .text(file)),
      Fact("title", Wording(en: "Title", zh: "标题"), .text(picture.frame.title)),
      Fact("before", Wording(en: "Total before", zh: "变化前合计"), cell(picture.before.atoms)),
      Fact("after", Wording(en: "Total after", zh: "变化后合计"), cell(picture.after.atoms)),
      Fact("difference", Wording(en: "Difference", zh: "合计之差"), cell(picture.difference)),
      Fact(
        "equal", Wording(en: "Totals are equal", zh: "合计相等"),
        picture.difference.map { Cell($0 == 0 ? Knowledge.yes : .no) } ?? .missing),
      Fact(
        "unsettled", Wording(en: "of it, units of unknown amount", zh: "其中属于数额不详的单位"),
        cell(picture.unsettled)),
      Fact(
        "excess_before", Wording(en: "units add up to more before, by", zh: "变化前各单位之和多于合计"),
        cell(picture.excessBefore)),
      Fact(
        "excess_after", Wording(en: "units add up to more after, by", zh: "变化后各单位之和多于合计"),
        cell(picture.excessAfter)),
      Fact("units", Wording(en: "units", zh: "单位数"), .integer(picture.units.count)),
    ]
  }

  /// Every unit once, in the order of the figures.
  ///
  /// - Parameters:
  ///   - position: the row or place of a unit in the figure; nothing for one that is only counted.
  ///   - look: its class in the legend.
  func units(
    position: (ChangePicture.Unit) -> Int?, look: (ChangePicture.Unit) -> (String, Wording)
  ) -> ResultTable {
    var table = ResultTable(
      "units", Wording(en: "Units by change", zh: "各单位变化"),
      columns: [
        Column("position", Wording(en: "place", zh: "图中次序"), .integer),
        Column("node_id", Wording(en: "id", zh: "编号")),
        Column("name", Wording(en: "name", zh: "名称")),
        Column("not_split", Wording(en: "not split", zh: "未分解"), for: .programs),
        Column("before", Wording(en: "before", zh: "变化前"), .money),
        Column("after", Wording(en: "after", zh: "变化后"), .money),
        Column("difference", Wording(en: "difference", zh: "差额"), .money),
        Column("value_before", Wording(en: "number before", zh: "变化前数量"), .decimal),
        Column("value_after", Wording(en: "number after", zh: "变化后数量"), .decimal),
        Column("value_difference", Wording(en: "difference in number", zh: "数量差"), .decimal),
        Column("certainty_before", Wording(en: "before is", zh: "变化前确定性")),
        Column("certainty_after", Wording(en: "after is", zh: "变化后确定性")),
        Column("course", Wording(en: "course", zh: "变化情况")),
        Column("class", Wording(en: "class", zh: "类别"), for: .programs),
        Column("rules", Wording(en: "rules", zh: "规则")),
      ])
    for unit in picture.ordered {
      let line = unit.line
      let (before, after) = (cells(line.before.atoms), cells(line.after.atoms))
      let difference = cells(line.difference)
      let (key, label) = look(unit)
      table.append([
        Cell(position(unit)), .text(line.id), .text(unit.fullName),
        line.isUnsplit ? Cell(Knowledge.yes) : Cell(Knowledge.no), before[0], after[0],
        difference[0], before[1], after[1], difference[1], certainty(line.before),
        certainty(line.after), Cell(line.course), .term(key, label),
        Cell(line.rules.isEmpty ? nil : line.rules.map(\.id).joined(separator: ";")),
      ])
    }
    return table
  }

  static let legendColumns = [
    Column("class", Wording(en: "class", zh: "类别")),
    Column("lowest", Wording(en: "from", zh: "下限"), .money),
    Column("highest", Wording(en: "to", zh: "上限"), .money),
    Column("value_lowest", Wording(en: "number from", zh: "数量下限"), .decimal),
    Column("value_highest", Wording(en: "number to", zh: "数量上限"), .decimal),
    Column("count", Wording(en: "count", zh: "个数"), .integer),
    Column("fill", Wording(en: "fill", zh: "填色"), for: .programs),
    Column("hatch", Wording(en: "hatch", zh: "纹理"), for: .programs),
    Column("outline", Wording(en: "outline", zh: "描边"), for: .programs),
  ]

  func inks(_ look: AreaLook) -> [Cell] {
    [
      .text(look.fill.hexadecimal), Cell(look.hatch?.direction.rawValue),
      Cell(look.outline?.hexadecimal),
    ]
  }

  /// The legend of a figure whose classes are the courses.
  func courses() -> ResultTable {
    var table = ResultTable(
      "legend", Wording(en: "Legend", zh: "图例"), columns: Self.legendColumns)
    for (course, count) in picture.courseCounts {
      table.append(
        [
          .term(course.rawValue, course.label), .missing, .missing, .missing, .missing,
          .integer(count),
        ] + inks(course.look))
    }
    return table
  }

  /// The legend of a map: classes with their limits; the limit nearer to 0 is not in a class.
  func legend(of classes: ChangeClasses) -> ResultTable {
    var table = ResultTable(
      "legend", Wording(en: "Legend", zh: "图例"), columns: Self.legendColumns)
    for value in classes.all {
      let count = picture.units.count { classes.of($0) == value }
      let bounds = classes.bounds(value)
      if count == 0, bounds == nil { continue }
      let ends = bounds.map { (min($0.inner, $0.outer), max($0.inner, $0.outer)) }
      let (low, high) = (cells(ends?.0), cells(ends?.1))
      table.append(
        [
          .term(classes.key(value), classes.label(value, in: picture)), low[0], high[0], low[1],
          high[1], .integer(count),
        ] + inks(classes.look(value)))
    }
    return table
  }

  func rules() -> ResultTable {
    var table = ResultTable(
      "rules", Wording(en: "Rules and how many units they bound", zh: "规则及受约束的单位数"),
      columns: [
        Column("rule", Wording(en: "id", zh: "编号")),
        Column("name", Wording(en: "rule", zh: "规则")),
        Column("outcome", Wording(en: "verdict", zh: "判定")),
        Column("units", Wording(en: "units", zh: "单位数"), .integer),
      ], emptiness: .passedOver)
    for (rule, count) in picture.boundingRules + picture.otherRules.map({ ($0, 0) }) {
      table.append([
        .text(rule.id), .term(rule.name.en, rule.name), Cell(rule.outcome), .integer(count),
      ])
    }
    return table
  }
}
