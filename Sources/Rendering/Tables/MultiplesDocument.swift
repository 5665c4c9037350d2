internal import Analysis
internal import NetworkModel

extension ResultDocument {
  /// What small multiples show: the panels with their counts, the order they share, and what stands in each.
  public init(_ diagram: MultiplesDiagram, file: String) {
    let picture = diagram.picture
    let money = [
      Column("amount", Wording(en: "amount", zh: "金额"), .money),
      Column("value", Wording(en: "number", zh: "数量"), .decimal),
      Column("precision", Wording(en: "precision", zh: "精度")),
    ]
    func amount(_ bar: MultiplesPicture.Bar?) -> [Cell] {
      guard let bar else { return [.missing, .missing, .missing] }
      guard let amount = bar.amount else {
        return [.missing, .missing, .term("unknown", MultiplesWords.unknownAmount)]
      }
      switch amount {
      case .money(let money): return [.money(money), .missing, Cell(bar.precision)]
      case .quantity(let number): return [.missing, .decimal(number), Cell(bar.precision)]
      }
    }
    var panels = ResultTable(
      "panels", Wording(en: "Panels", zh: "分图"),
      columns: [
        Column("panel", Wording(en: "panel", zh: "分图")),
        Column("name", Wording(en: "name", zh: "名称")),
        Column("active", Wording(en: "active", zh: "有效"), .integer),
        Column("possible", Wording(en: "unclear", zh: "不能判断"), .integer),
        Column("begun", Wording(en: "new", zh: "新增"), .integer),
        Column("ended", Wording(en: "ended", zh: "终止"), .integer),
        Column("direct", Wording(en: "units with one", zh: "有的单位"), .integer),
        Column("inside", Wording(en: "by places inside", zh: "仅下级结对"), .integer),
        Column("denominator", Wording(en: "of units", zh: "全部单位"), .integer),
      ] + money + [
        Column("left", Wording(en: "left, pt", zh: "左缘（点）"), .real, for: .programs),
        Column("top", Wording(en: "top, pt", zh: "上缘（点）"), .real, for: .programs),
        Column("width", Wording(en: "width, pt", zh: "宽度（点）"), .real, for: .programs),
        Column("height", Wording(en: "height, pt", zh: "高度（点）"), .real, for: .programs),
      ])
    let isBars = picture.content == .bars
    let isYears = picture.division == .year
    for (index, panel) in picture.panels.enumerated() {
      let box = diagram.boxes.indices.contains(index) ? diagram.boxes[index] : nil
      panels.append(
        [
          .text(panel.key), .text(panel.head),
          isBars ? .missing : .integer(panel.active.sure),
          isBars ? .missing : .integer(panel.active.possible),
          isBars || !isYears ? .missing : .integer(panel.begun),
          isBars || !isYears ? .missing : .integer(panel.ended), .integer(panel.direct),
          isBars ? .missing : .integer(panel.inside), .integer(panel.denominator),
        ] + amount(panel.total) + [
          Cell((box?.left).map(rounded)), Cell((box?.top).map(rounded)),
          Cell((box?.width).map(rounded)), Cell((box?.height).map(rounded)),
        ])
    }
    var order = ResultTable(
      "order", Wording(en: "Order in every panel", zh: "各幅共同次序"),
      columns: [
        Column("side", Wording(en: "side", zh: "方向")),
        Column("position", Wording(en: "position", zh: "次序"), .integer),
        Column("id", Wording(en: "id", zh: "编号")),
        Column("name", Wording(en: "name", zh: "名称")),
        Column("y", Wording(en: "y in the panel, pt", zh: "分图内纵坐标（点）"), .real, for: .programs),
      ])
    for (side, label, units, places) in [
      ("donor", Wording(en: "donor", zh: "支援方"), picture.donors, diagram.rows?.donors),
      (
        "recipient", Wording(en: "recipient", zh: "受援方"), picture.recipients.flatMap(\.self),
        diagram.rows?.recipients
      ),
    ] {
      for (position, unit) in units.enumerated() {
        order.append([
          .term(side, label), .integer(position + 1), .text(unit.id), .text(unit.fullName),
          Cell((places?[unit.id]).map(rounded)),
        ])
      }
    }
    var values = ResultTable(
      "values", Wording(en: "In the panels", zh: "分图内容"),
      columns: [
        Column("panel", Wording(en: "panel", zh: "分图")),
        Column("donor", Wording(en: "donor", zh: "支援方")),
        Column("recipient", Wording(en: "recipient", zh: "受援方")),
        Column("state", Wording(en: "state", zh: "状态")),
        Column("before", Wording(en: "year before", zh: "上年")),
        Column("pairings", Wording(en: "pairings", zh: "对数"), .integer),
      ] + money)
    let units = picture.recipients.flatMap(\.self)
    for panel in picture.panels {
      for link in panel.links {
        values.append(
          [
            .text(panel.key), .text(link.donor), .text(link.recipient),
            link.standing.map { Cell($0) }
              ?? .term("active", Wording(en: "active", zh: "有效")),
            .missing, .integer(link.count),
          ] + amount(nil))
      }
      for unit in units {
        if let state = panel.states[unit.id] {
          values.append(
            [
              .text(panel.key), .missing, .text(unit.id),
              .term(state.look.rawValue, state.look.label),
              state.before.map { .term($0.rawValue, $0.label) } ?? .missing, .missing,
            ] + amount(nil))
        }
        if let bar = panel.bars[unit.id] {
          values.append(
            [.text(panel.key), .missing, .text(unit.id), .missing, .missing, .missing]
              + amount(bar))
        }
      }
    }
    var left = Self.notSolved
    for id in diagram.withoutBoundary {
      left.append([.term("no_boundary", MultiplesWords.noBoundary), .text(id)])
    }
    self.init(
      "draw",
      facts: [
        Fact("file", Wording(en: "File", zh: "文件"), .text(file)),
        Fact("title", Wording(en: "Title", zh: "标题"), .text(picture.frame.title)),
        Fact("figure", Wording(en: "Figure", zh: "图形"), .text(picture.content.rawValue)),
        Fact("by", Wording(en: "Panels by", zh: "分图依据"), .text(picture.division.rawValue)),
        Fact(
          "panels", Wording(en: "panels", zh: "分图数"), .integer(picture.panels.count)),
        Fact("scale", Wording(en: "Shared scale", zh: "共用比例"), Cell(diagram.sharedScale)),
      ], tables: [panels, order, values, left])
  }
}

extension MultiplesDiagram {
  /// Points a pairing; points 10,000 yuan or a unit of a quantity; points a kilometre.
  fileprivate var sharedScale: Double? {
    guard !boxes.isEmpty else { return nil }
    switch picture.content {
    case .diagram: return scale
    case .bars: return picture.unit.quantity == nil ? scale * 1_000_000 : scale
    case .coverage: return maps.first.map { $0.scale * 1000 }
    }
  }
}
