internal import Analysis
internal import NetworkModel

extension ResultDocument {
  /// What a figure of pairings that changed shows: every line, and every unit with its place and counts.
  public init(_ diagram: PairingChangeDiagram, file: String) {
    let picture = diagram.picture
    var links = ResultTable(
      "links", Wording(en: "Lines", zh: "连线"),
      columns: [
        Column("change", Wording(en: "change", zh: "变化")),
        Column("kind", Wording(en: "layer", zh: "结对类别")),
        Column("donor_id", Wording(en: "donor id", zh: "支援方编号")),
        Column("recipient_id", Wording(en: "recipient id", zh: "受援方编号")),
        Column("moved", Wording(en: "moved", zh: "更换")),
        Column("pairings", Wording(en: "rows", zh: "数据行")),
      ])
    for link in picture.links {
      links.append([
        Cell(link.change), Cell(link.kind), .text(link.donor), .text(link.recipient),
        link.isMove ? Cell(Knowledge.yes) : .missing, .text(link.key),
      ])
    }
    var ends = ResultTable(
      "ends", Wording(en: "Units in their order", zh: "各单位及排列"),
      columns: [
        Column("side", Wording(en: "side", zh: "方向")),
        Column("position", Wording(en: "position", zh: "次序"), .integer),
        Column("node_id", Wording(en: "id", zh: "编号")),
        Column("name", Wording(en: "name", zh: "名称")),
      ] + PairingDiff.Change.allCases.map { Column($0.rawValue, $0.label, .integer) } + [
        Column("moved", Wording(en: "moved", zh: "更换"))
      ])
    for (isDonor, side, label, ids, units) in [
      (true, "donor", Wording(en: "donor", zh: "支援方"), diagram.donorOrder, picture.donors),
      (
        false, "recipient", Wording(en: "recipient", zh: "受援方"), diagram.recipientOrder,
        picture.recipients
      ),
    ] {
      let names = Dictionary(
        units.map { ($0.id, $0.fullName) }, uniquingKeysWith: { first, _ in first })
      for (position, id) in ids.enumerated() {
        ends.append(
          [
            .term(side, label), .integer(position + 1), .text(id), Cell(names[id]),
          ]
            + PairingDiff.Change.allCases.map {
              .integer(picture.counts(of: id, $0, isDonor: isDonor))
            } + [!isDonor && picture.hasMoved(id) ? Cell(Knowledge.yes) : .missing])
      }
    }
    self.init(
      "draw",
      facts: [
        Fact("file", Wording(en: "File", zh: "文件"), .text(file)),
        Fact("title", Wording(en: "Title", zh: "标题"), .text(picture.frame.title)),
      ]
        + PairingDiff.Change.allCases.map {
          Fact($0.rawValue, $0.label, .integer(picture.count($0)))
        } + [
          Fact(
            "moved", FigureWords.movedUnits,
            .integer(picture.recipients.count { picture.hasMoved($0.id) })),
          Fact("crossings", Wording(en: "crossings", zh: "交叉"), .integer(diagram.crossings)),
        ], tables: [links, ends])
  }
}
