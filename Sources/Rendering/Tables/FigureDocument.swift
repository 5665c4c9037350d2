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

  static func shown(_ picture: PairingPicture, _ file: String) -> [Fact] {
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
