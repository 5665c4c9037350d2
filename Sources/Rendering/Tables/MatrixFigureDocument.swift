internal import Analysis
internal import NetworkModel

extension ResultDocument {
  /// What a matrix shows: every cell with its layers or amount, the classes, the margins and the order.
  public init(_ diagram: MatrixDiagram, file: String) {
    let picture = diagram.picture
    var unit: SankeyUnit?
    if case .amounts(let found) = picture.content { unit = found }
    func amount(_ atoms: Int64?) -> [Cell] {
      guard let unit, let atoms else { return [.missing, .missing] }
      return unit.quantity == nil
        ? [.money(Money(fen: atoms)), .missing]
        : [.missing, .decimal(ExactDecimal(atoms, scale: unit.scale))]
    }
    let amounts = [
      Column("amount", Wording(en: "amount", zh: "金额"), .money),
      Column("value", Wording(en: "number", zh: "数量"), .decimal),
    ]
    let names = Dictionary(
      (picture.rows + picture.columns).map { ($0.id, $0.fullName) },
      uniquingKeysWith: { first, _ in first })
    var cells = ResultTable(
      "cells", Wording(en: "Cells", zh: "各格"),
      columns: [
        Column("row_id", Wording(en: "row id", zh: "行编号"), for: .programs),
        Column("row", Wording(en: "row", zh: "行")),
        Column("column_id", Wording(en: "column id", zh: "列编号"), for: .programs),
        Column("column", Wording(en: "column", zh: "列")),
        Column("layers", Wording(en: "layers", zh: "层数"), .integer),
        Column("kinds", Wording(en: "kinds", zh: "结对类别")),
      ] + amounts + [
        Column("precision", Wording(en: "precision", zh: "精度")),
        Column("sources", Wording(en: "sources", zh: "出处")),
      ])
    for cell in picture.cells {
      let precision: Cell =
        cell.atoms == nil
        ? (cell.hasUnknown ? .term("unknown", FigureWords.amountUnknown) : .missing)
        : Cell(cell.mayBeMore || cell.hasUnknown ? TotalPrecision.atLeast : .exact)
      cells.append(
        [
          .text(cell.row), Cell(names[cell.row]), .text(cell.column), Cell(names[cell.column]),
          .integer(cell.layers.count),
          cell.layers.isEmpty ? .missing : .text(cell.layers.joined(separator: ";")),
        ] + amount(cell.atoms) + [
          precision,
          cell.sources.isEmpty ? .missing : .text(cell.sources.joined(separator: ";")),
        ])
    }
    var margins = ResultTable(
      "margins", Wording(en: "Totals", zh: "合计"),
      columns: [
        Column("side", Wording(en: "side", zh: "方向")),
        Column("position", Wording(en: "position", zh: "次序"), .integer),
        Column("id", Wording(en: "id", zh: "编号")),
        Column("name", Wording(en: "name", zh: "名称")),
        Column("pairs", Wording(en: "pairs", zh: "对数"), .integer),
        Column("layers", Wording(en: "layers", zh: "层数"), .integer),
      ] + amounts)
    let row = ("row", Wording(en: "row", zh: "行"))
    let column = ("column", Wording(en: "column", zh: "列"))
    for (side, ids) in [
      (row, diagram.rowOrder), (column, diagram.columnOrder), (row, diagram.silentRows),
      (column, diagram.silentColumns),
    ] {
      for (position, id) in ids.enumerated() {
        let own = picture.cells.filter { (side.0 == "row" ? $0.row : $0.column) == id }
        let known = own.compactMap(\.atoms)
        margins.append(
          [
            .term(side.0, side.1), own.isEmpty ? .missing : .integer(position + 1), .text(id),
            Cell(names[id]), .integer(own.count),
            .integer(own.reduce(0) { $0 + $1.layers.count }),
          ] + amount(known.isEmpty ? nil : known.reduce(0, +)))
      }
    }
    var legend = ResultTable(
      "legend", Wording(en: "Classes", zh: "分级"),
      columns: [
        Column("class", Wording(en: "class", zh: "级"), .integer),
        Column("lowest", Wording(en: "lowest", zh: "最低"), .money),
        Column("highest", Wording(en: "highest", zh: "最高"), .money),
        Column("lowest_value", Wording(en: "lowest number", zh: "最低数量"), .decimal),
        Column("highest_value", Wording(en: "highest number", zh: "最高数量"), .decimal),
        Column("count", Wording(en: "cells", zh: "格数"), .integer),
        Column("fill", Wording(en: "fill", zh: "填色"), for: .programs),
      ], emptiness: .passedOver)
    if unit != nil {
      for (place, band) in diagram.classes.enumerated() {
        let (low, high) = (amount(band.lowest), amount(band.highest))
        legend.append([
          .integer(place + 1), low[0], high[0], low[1], high[1], .integer(band.count),
          .text(MatrixLooks.shade(place, of: diagram.classes.count).hexadecimal),
        ])
      }
    }
    self.init(
      "draw",
      facts: [
        Fact("file", Wording(en: "File", zh: "文件"), .text(file)),
        Fact("title", Wording(en: "Title", zh: "标题"), .text(picture.frame.title)),
        Fact("rows", Wording(en: "rows", zh: "行数"), .integer(diagram.rowOrder.count)),
        Fact("columns", Wording(en: "columns", zh: "列数"), .integer(diagram.columnOrder.count)),
        Fact("pairs", Wording(en: "pairs", zh: "对数"), .integer(picture.cells.count)),
        Fact(
          "layers", Wording(en: "layers", zh: "层数"),
          .integer(picture.cells.reduce(0) { $0 + $1.layers.count })),
      ]
        + (unit == nil
          ? []
          : [
            Fact(
              "total", Wording(en: "Total", zh: "合计"),
              amount(picture.cells.compactMap(\.atoms).reduce(0, +)).first { $0 != .missing }
                ?? .missing)
          ]),
      tables: [margins, cells, legend])
  }
}
