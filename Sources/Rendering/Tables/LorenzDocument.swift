internal import Analysis
internal import NetworkModel

extension ResultDocument {
  /// What a Lorenz figure shows: the curve, the units of each piece, and which are named.
  public init(_ diagram: LorenzDiagram, file: String) {
    let picture = diagram.picture
    let named = Set(diagram.named)
    var table = ResultTable(
      "pieces", Wording(en: "Pieces of the curve, from the least", zh: "曲线各段（由低到高）"),
      columns: [
        Column("position", Wording(en: "position", zh: "次序"), .integer),
        Column("ids", Wording(en: "ids", zh: "编号")),
        Column("names", Wording(en: "units", zh: "单位")),
        Column("amount", Wording(en: "each has", zh: "各为")),
        Column("weight_share", Wording(en: "of the weight, up to here", zh: "权重累计占比"), .real),
        Column("value_share", Wording(en: "of the value, up to here", zh: "数值累计占比"), .real),
        Column("named", Wording(en: "named", zh: "图中标名")),
      ])
    for (position, piece) in picture.pieces.enumerated() {
      let isNamed = piece.ids.contains(where: named.contains)
      table.append([
        .integer(position + 1), .text(piece.ids.joined(separator: ";")),
        .text(piece.names.joined(separator: ";")), .text(piece.amount), .real(piece.weight),
        .real(piece.value),
        isNamed
          ? .term("yes", Wording(en: "yes", zh: "是")) : .term("no", Wording(en: "no", zh: "否")),
      ])
    }
    var ranked = ResultTable(
      "concentration",
      Wording(en: "Concentration curve, from the lowest rank", zh: "集中曲线（按排序依据由低到高）"),
      columns: [
        Column("position", Wording(en: "position", zh: "次序"), .integer),
        Column("weight_share", Wording(en: "of the weight, up to here", zh: "权重累计占比"), .real),
        Column("value_share", Wording(en: "of the value, up to here", zh: "数值累计占比"), .real),
      ], emptiness: .passedOver)
    for (position, point) in (picture.concentration?.points ?? []).enumerated() {
      ranked.append([.integer(position), .real(point.weight), .real(point.value)])
    }
    var left = Self.notSolved
    let dropped = Wording(en: "no room for its name", zh: "名称无处标注")
    for id in diagram.unlabelled.sorted() { left.append([.term("no_label", dropped), .text(id)]) }
    self.init(
      "draw",
      facts: [
        Fact("file", Wording(en: "File", zh: "文件"), .text(file)),
        Fact("title", Wording(en: "Title", zh: "标题"), .text(picture.frame.title)),
        Fact("gini", Wording(en: "Gini coefficient", zh: "基尼系数"), Cell(picture.gini)),
        Fact("interval_lower", Wording(en: "from", zh: "区间下限"), Cell(picture.interval?.lower)),
        Fact("interval_upper", Wording(en: "to", zh: "区间上限"), Cell(picture.interval?.upper)),
        Fact(
          "rank_by", Wording(en: "Ranked by", zh: "排序依据"), Cell(picture.concentration?.name)),
        Fact(
          "concentration_index", Wording(en: "Concentration index", zh: "集中指数"),
          Cell(picture.concentration?.index)),
        Fact(
          "units", Wording(en: "units on the curve", zh: "曲线上单位数"),
          .integer(picture.pieces.reduce(0) { $0 + $1.ids.count })),
      ], tables: [table, ranked, left])
  }
}
