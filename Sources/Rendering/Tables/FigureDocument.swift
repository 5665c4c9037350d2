internal import NetworkModel

extension ResultDocument {
  /// What a diagram shows: counts, crossings, and the order of its columns for the next one.
  public init(diagram: BipartiteDiagram, of picture: PairingPicture, file: String) {
    var order = ResultTable(
      "order", Wording(en: "Order", zh: "排列顺序"),
      columns: [
        Column("side", Wording(en: "side", zh: "方向")),
        Column("position", Wording(en: "position", zh: "次序"), .integer),
        Column("node_id", Wording(en: "id", zh: "编号")),
      ])
    for (side, label, ids) in [
      ("donor", Wording(en: "donor", zh: "支援方"), diagram.donorOrder),
      ("recipient", Wording(en: "recipient", zh: "受援方"), diagram.recipientOrder),
    ] {
      for (position, id) in ids.enumerated() {
        order.append([.term(side, label), .integer(position + 1), .text(id)])
      }
    }
    self.init(
      "draw", facts: Self.shown(picture, file) + [Self.crossings(diagram.crossings)],
      tables: [order])
  }

  /// A figure without findings of its own.
  public init(figureFile file: String) {
    self.init("draw", facts: [Fact("file", Wording(en: "File", zh: "文件"), .text(file))])
  }

  static func shown(_ picture: PairingPicture, _ file: String) -> [Fact] {
  /// What a map shows and what it could not: lines under foreign nodes, names without a place.
  public init(map: PairingMap, of picture: PairingPicture, file: String) {
    var left = ResultTable(
      "not_solved", Wording(en: "Left unsolved on the map", zh: "图面未尽之处"),
      columns: [
        Column("problem", Wording(en: "problem", zh: "问题")),
        Column("id", Wording(en: "id", zh: "编号")),
        Column("others", Wording(en: "others", zh: "相关")),
      ])
    let under = Wording(en: "runs under a node that it does not join", zh: "连线穿过无关节点")
    for (flow, nodes) in map.flowsUnderForeignNodes.sorted(by: { $0.key < $1.key }) {
      left.append([
        .term("flow_under_node", under), .text(flow),
        .text(nodes.sorted().joined(separator: ";")),
      ])
    }
    for id in map.unlabelled.sorted() {
      left.append([
        .term("no_label", Wording(en: "no room for its name", zh: "名称无处标注")), .text(id), .missing,
      ])
    }
    for id in map.outside.sorted() {
      left.append([
        .term("outside", Wording(en: "outside the frame, or no position", zh: "图幅外或无坐标")),
        .text(id), .missing,
      ])
    }
    self.init(
      "draw", facts: Self.shown(picture, file) + [Self.crossings(map.crossings)], tables: [left])
  }

  private static func shown(_ picture: PairingPicture, _ file: String) -> [Fact] {
    [
      Fact("file", Wording(en: "File", zh: "文件"), .text(file)),
      Fact(
        "donors", Wording(en: "donors", zh: "支援方"), .integer(picture.donors.count)),
      Fact(
        "recipients", Wording(en: "recipients", zh: "受援方"),
        .integer(picture.recipients.reduce(0) { $0 + $1.units.count })),
      picture.funds == nil
        ? Fact("pairings", Wording(en: "pairings", zh: "结对"), .integer(picture.links.count))
        : Fact("lines", Wording(en: "lines", zh: "连线"), .integer(picture.links.count)),
    ]
  }

  static func crossings(_ count: Int) -> Fact {
    Fact("crossings", Wording(en: "crossings", zh: "交叉"), .integer(count))
  }
}
