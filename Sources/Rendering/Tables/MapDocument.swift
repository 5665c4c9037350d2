internal import Analysis
internal import NetworkModel

extension ResultDocument {
  /// What a map shows: its panels and lines, with funds what is no line, and what it could not do well.
  public init(map: PairingMap, of picture: PairingPicture, file: String) {
    var facts = Self.shown(picture, file) + [Self.crossings(map.crossings)]
    facts.append(
      Fact(
        "frame", Wording(en: "Frame", zh: "图幅"),
        map.frame.map { .term($0.isOneFrame ? "one" : "two", $0.label) } ?? .missing))
    facts.append(
      Fact(
        "frame_reason", Wording(en: "Why", zh: "图幅依据"),
        map.frame.map { .term($0.reason.rawValue, $0.reason.label) } ?? .missing))
    var tables = [panels(of: map), lines(of: map)]
    if let funds = picture.funds {
      let drawn = map.drawnAtoms
      let undrawn = funds.undrawn
      facts += [
        Fact("total", Wording(en: "Total", zh: "合计"), amount(funds.total, funds.unit)),
        Fact("drawn", Wording(en: "Drawn as lines", zh: "画成线的"), amount(drawn, funds.unit)),
        Fact(
          "not_drawn", Wording(en: "Not drawn as lines", zh: "未画成线的"),
          amount(undrawn.reduce(Int64(0)) { $0 + $1.atoms }, funds.unit)),
        Fact(
          "difference", Wording(en: "By which parts exceed their wholes", zh: "分项之和超出总项"),
          amount(funds.difference, funds.unit)),
        Fact(
          "scale", Wording(en: "Widths", zh: "线宽"),
          map.lines?.widths.map { widths in
            widths.isLinear
              ? .term("linear", Wording(en: "linear", zh: "成正比"))
              : .term("classes", Wording(en: "in classes", zh: "分级"))
          } ?? .missing),
      ]
      tables.append(notDrawn(undrawn, funds.unit))
    }
    tables += [legend(of: map, picture), unsolved(of: map)]
    self.init("draw", facts: facts, tables: tables)
  }
}

private func amount(_ atoms: Int64, _ unit: SankeyUnit) -> Cell {
  unit.quantity == nil
    ? .money(Money(fen: atoms)) : .decimal(ExactDecimal(atoms, scale: unit.scale))
}

private func cells(_ atoms: Int64?, _ unit: SankeyUnit?) -> [Cell] {
  guard let atoms, let unit else { return [.missing, .missing] }
  return unit.quantity == nil
    ? [amount(atoms, unit), .missing] : [.missing, amount(atoms, unit)]
}

private let amounts = [
  Column("amount", Wording(en: "amount", zh: "金额"), .money),
  Column("value", Wording(en: "number", zh: "数量"), .decimal),
]

private func panels(of map: PairingMap) -> ResultTable {
  var table = ResultTable(
    "panels", Wording(en: "Panels", zh: "图幅"),
    columns: [
      Column("panel", Wording(en: "panel", zh: "图幅")),
      Column("units", Wording(en: "units", zh: "单位数"), .integer),
      Column("bar_km", Wording(en: "scale bar, km", zh: "比例尺（公里）"), .real),
      Column("bar_points", Wording(en: "scale bar, pt", zh: "比例尺（点）"), .real, for: .programs),
      Column("variation", Wording(en: "lengths vary by", zh: "长度偏差"), .percent),
      Column("north", Wording(en: "north, degrees from up", zh: "北向（度）"), .real),
      Column("enlarged", Wording(en: "enlarged", zh: "放大倍数"), .real),
    ])
  guard let layout = map.layout else { return table }
  for (place, role) in layout.roles.enumerated() {
    let gauge = map.gauges[place]
    var parent: Int?
    if case .inset(let of) = role { parent = of }
    let factor = parent.map { rounded(layout.panels[place].scale / layout.panels[$0].scale) }
    table.append([
      .term(role.key, role.label), .integer(layout.homes.values.count { $0 == place }),
      .real(gauge.bar.kilometres), .real(rounded(gauge.bar.points)),
      .percent(Int((gauge.bar.variation * 1000).rounded()), of: 1000),
      Cell(gauge.north?.angle), Cell(factor),
    ])
  }
  return table
}

private func lines(of map: PairingMap) -> ResultTable {
  var table = ResultTable(
    "lines", Wording(en: "Lines", zh: "连线"),
    columns: [
      Column("id", Wording(en: "id", zh: "编号")),
      Column("donor", Wording(en: "donor", zh: "支援方")),
      Column("recipient", Wording(en: "recipient", zh: "受援方")),
      Column("layer", Wording(en: "layer", zh: "层次")),
    ] + amounts + [
      Column("flows", Wording(en: "flows", zh: "笔数"), .integer),
      Column("width", Wording(en: "width, pt", zh: "线宽（点）"), .real, for: .programs),
      Column("offset", Wording(en: "offset, pt", zh: "侧移（点）"), .real, for: .programs),
    ], emptiness: .passedOver)
  let drawn = Set(map.curves.map(\.flow.id))
  for bundle in map.lines?.bundles ?? [] where drawn.contains(bundle.id) {
    for line in bundle.lines {
      let link = line.link
      var row: [Cell] = [.text(link.id), .text(link.donor), .text(link.recipient)]
      row.append(link.kind.map { Cell($0) } ?? .missing)
      row += cells(link.atoms, map.picture.funds?.unit)
      row.append(link.atoms == nil ? .missing : .integer(link.flowCount))
      row.append(.real((line.width * 1000).rounded() / 1000))
      row.append(.real((line.offset * 1000).rounded() / 1000))
      table.append(row)
    }
  }
  return table
}

private func notDrawn(_ items: [FigureFunds.Undrawn], _ unit: SankeyUnit) -> ResultTable {
  var table = ResultTable(
    "not_drawn", Wording(en: "On record, but no line", zh: "有记录而未画成线"),
    columns: [
      Column("donor", Wording(en: "donor", zh: "支援方")),
      Column("recipient", Wording(en: "recipient", zh: "受援方")),
      Column("reason", Wording(en: "reason", zh: "原因")),
    ] + amounts + [Column("flows", Wording(en: "flows", zh: "笔数"), .integer)],
    emptiness: .passedOver)
  for item in items {
    table.append(
      [
        .text(item.donor), .text(item.recipient),
        .term(item.reason.rawValue, FigureWords.reason(item.reason)),
      ] + cells(item.atoms, unit) + [.integer(item.flowCount)])
  }
  return table
}

/// Classes of width, or layers, with how many lines have them.
private func legend(of map: PairingMap, _ picture: PairingPicture) -> ResultTable {
  var table = ResultTable(
    "legend", Wording(en: "Legend", zh: "图例"),
    columns: [
      Column("sign", Wording(en: "sign", zh: "图例项")),
      Column("lowest", Wording(en: "from", zh: "下限"), .money),
      Column("highest", Wording(en: "to", zh: "上限"), .money),
      Column("lowest_value", Wording(en: "from", zh: "下限"), .decimal),
      Column("highest_value", Wording(en: "to", zh: "上限"), .decimal),
      Column("count", Wording(en: "count", zh: "个数"), .integer),
      Column("width", Wording(en: "width, pt", zh: "线宽（点）"), .real, for: .programs),
      Column("colour", Wording(en: "colour", zh: "颜色"), for: .programs),
    ], emptiness: .passedOver)
  if let funds = picture.funds {
    guard let widths = map.lines?.widths else { return table }
    let line = Wording(en: "line", zh: "线")
    func row(_ lowest: Int64, _ highest: Int64, _ count: Cell, _ width: Double) {
      let (low, high) = (cells(lowest, funds.unit), cells(highest, funds.unit))
      let row: [Cell] = [
        .term("line", line), low[0], high[0], low[1], high[1], count, .real(width),
        .text(Ink.blue.hexadecimal),
      ]
      table.append(row)
    }
    switch widths.scale {
    case .linear(let largest): row(largest, largest, .missing, widths.width(of: largest))
    case .classes(let classes):
      for found in classes {
        row(found.lowest, found.highest, .integer(found.count), widths.width(of: found.lowest))
      }
    }
    return table
  }
  for look in LayerLooks(picture).looks {
    let count = map.lines?.bundles.flatMap(\.lines).count { $0.look == look } ?? 0
    let key = look.kinds.count == 1 ? look.kinds[0].rawValue : "other"
    let row: [Cell] = [
      .term(key, Wording(en: look.label(.en), zh: look.label(.zh))), .missing, .missing, .missing,
      .missing, .integer(count), .missing, .text(look.ink.hexadecimal),
    ]
    table.append(row)
  }
  return table
}

private func unsolved(of map: PairingMap) -> ResultTable {
  var table = ResultTable(
    "not_solved", Wording(en: "Left unsolved on the map", zh: "图面未尽之处"),
    columns: [
      Column("problem", Wording(en: "problem", zh: "问题")),
      Column("id", Wording(en: "id", zh: "编号")),
      Column("others", Wording(en: "others", zh: "相关")),
    ])
  let under = Wording(en: "runs under a node that it does not join", zh: "连线穿过无关节点")
  for (flow, nodes) in map.flowsUnderForeignNodes.sorted(by: { $0.key < $1.key }) {
    table.append([
      .term("flow_under_node", under), .text(flow), .text(nodes.sorted().joined(separator: ";")),
    ])
  }
  for id in map.unlabelled.sorted() {
    table.append([
      .term("no_label", Wording(en: "no room for its name", zh: "名称无处标注")), .text(id), .missing,
    ])
  }
  for id in map.outside.sorted() {
    table.append([
      .term("outside", Wording(en: "outside the frame, or no position", zh: "图幅外或无坐标")),
      .text(id), .missing,
    ])
  }
  return table
}

extension PairingMap {
  /// The sum of all lines, in atoms.
  var drawnAtoms: Int64 {
    let drawn = Set(curves.map(\.flow.id))
    return (lines?.bundles ?? []).filter { drawn.contains($0.id) }.flatMap(\.lines)
      .reduce(0) { $0 + ($1.link.atoms ?? 0) }
  }
}

extension FrameChoice {
  fileprivate var label: Wording {
    isOneFrame ? Wording(en: "one frame", zh: "单幅") : Wording(en: "two panels", zh: "两幅")
  }
}

extension FrameChoice.Reason {
  fileprivate var label: Wording {
    switch self {
    case .asked: Wording(en: "as asked", zh: "按要求")
    case .oneSide: Wording(en: "one side only", zh: "仅一侧")
    case .overlap: Wording(en: "the two extents overlap", zh: "两侧范围重叠")
    case .near: Wording(en: "near each other for their size", zh: "相对其范围较近")
    case .far: Wording(en: "far apart for their size", zh: "相对其范围较远")
    }
  }
}

extension MapLayout.Role {
  fileprivate var key: String {
    switch self {
    case .recipients: "recipients"
    case .donors: "donors"
    case .both: "both"
    case .inset: "inset"
    }
  }

  fileprivate var label: Wording {
    switch self {
    case .recipients: Wording(en: "recipients", zh: "受援方")
    case .donors: Wording(en: "donors", zh: "支援方")
    case .both: Wording(en: "one frame", zh: "单幅")
    case .inset: FigureWords.enlarged
    }
  }
}
