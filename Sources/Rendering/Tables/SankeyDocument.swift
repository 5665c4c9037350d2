internal import Analysis
internal import NetworkModel

extension ResultDocument {
  /// What a Sankey diagram shows: nodes and bands with their exact amounts and places, and the order of the columns.
  public init(_ diagram: SankeyDiagram, file: String) {
    let picture = diagram.picture
    let unit = picture.unit
    func amount(_ atoms: Int64) -> [Cell] {
      unit.quantity == nil
        ? [.money(Money(fen: atoms)), .missing]
        : [.missing, .decimal(ExactDecimal(atoms, scale: unit.scale))]
    }
    let amounts = [
      Column("amount", Wording(en: "amount", zh: "金额"), .money),
      Column("value", Wording(en: "number", zh: "数量"), .decimal),
    ]
    var nodes = ResultTable(
      "nodes", Wording(en: "Nodes", zh: "节点"),
      columns: [
        Column("column", Wording(en: "column", zh: "栏")),
        Column("position", Wording(en: "position", zh: "次序"), .integer),
        Column("id", Wording(en: "id", zh: "编号")),
        Column("name", Wording(en: "name", zh: "名称")),
      ] + amounts + [
        Column("share", Wording(en: "share", zh: "占比"), .percent),
        Column("precision", Wording(en: "precision", zh: "精度")),
        Column("stated", Wording(en: "stated", zh: "来源说明")),
        Column("flows", Wording(en: "flows", zh: "笔数"), .integer),
        Column("grouped", Wording(en: "grouped", zh: "归并个数"), .integer),
        Column("top", Wording(en: "top, pt", zh: "上缘（点）"), .real, for: .programs),
        Column("height", Wording(en: "height, pt", zh: "高度（点）"), .real, for: .programs),
      ])
    var links = ResultTable(
      "links", Wording(en: "Bands", zh: "流带"),
      columns: [
        Column("column", Wording(en: "from column", zh: "起栏")),
        Column("from", Wording(en: "from", zh: "起")),
        Column("to", Wording(en: "to", zh: "止")),
        Column("colour", Wording(en: "of", zh: "着色节点")),
      ] + amounts + [
        Column("flows", Wording(en: "flows", zh: "笔数"), .integer),
        Column("width", Wording(en: "width, pt", zh: "宽度（点）"), .real, for: .programs),
      ])
    var order = ResultTable(
      "order", Wording(en: "Order, for --order of the next figure", zh: "排列顺序（供下一图 --order 使用）"),
      columns: [
        Column("column", Wording(en: "column", zh: "栏")),
        Column("position", Wording(en: "position", zh: "次序"), .integer),
        Column("id", Wording(en: "id", zh: "编号")),
      ])
    if let layout = diagram.layout {
      for (column, placed) in zip(picture.columns, layout.columns) {
        for (position, node) in placed.enumerated() {
          nodes.append(
            [
              .text(column.key), .integer(position + 1), Cell(Self.known(node.node.id)),
              .text(node.node.fullName),
            ] + (node.hasAmount ? amount(node.atoms) : [.missing, .missing]) + [
              node.hasAmount ? Cell.share(node.atoms, of: layout.total) : .missing, node.precision,
              node.node.isUnstated
                ? .term("no", Wording(en: "no", zh: "否"))
                : .term("yes", Wording(en: "yes", zh: "是")), .integer(node.flowCount),
              .integer(node.groupedCount), .real(rounded(node.top)), .real(rounded(node.height)),
            ])
        }
        for (position, node) in column.nodes.filter({ !$0.isUnstated }).enumerated() {
          order.append([.text(column.key), .integer(position + 1), .text(node.id)])
        }
      }
      for band in layout.bands {
        links.append(
          [
            .text(picture.columns[band.column].key),
            Cell(Self.known(layout.columns[band.column][band.from].node.id)),
            Cell(Self.known(layout.columns[band.column + 1][band.to].node.id)),
            Cell(Self.known(layout.columns[picture.colouredColumn][band.colour].node.id)),
          ] + amount(band.atoms) + [
            .integer(band.flowCount), .real(rounded(Double(band.atoms) * layout.scale)),
          ])
      }
    }
    self.init(
      "draw",
      facts: [
        Fact("file", Wording(en: "File", zh: "文件"), .text(file)),
        Fact("title", Wording(en: "Title", zh: "标题"), .text(picture.frame.title)),
        Fact(
          "total", Wording(en: "Total", zh: "合计"),
          amount(diagram.layout?.total ?? 0)[unit.quantity == nil ? 0 : 1]),
        Fact(
          "columns", Wording(en: "Columns", zh: "各栏"),
          .text(picture.columns.map(\.key).joined(separator: ","))),
        Fact(
          "coloured_by", Wording(en: "Coloured by", zh: "着色依据"),
          Cell(
            picture.columns.indices.contains(picture.colouredColumn)
              ? picture.columns[picture.colouredColumn].key : nil)),
      ], tables: [nodes, links, order])
  }

  private static func known(_ id: String) -> String? { id.isEmpty ? nil : id }
}

extension SankeyLayout.Node {
  fileprivate var hasAmount: Bool { !node.isAbsent && (flowCount > 0 || !node.hasUnknown) }

  fileprivate var precision: Cell {
    if node.isAbsent { return .missing }
    if flowCount == 0, node.hasUnknown {
      return .term("unknown", FigureWords.amountUnknown)
    }
    let precision: TotalPrecision =
      mayBeMore ? (mayBeLess ? .range : .atLeast) : mayBeLess ? .atMost : .exact
    return Cell(precision)
  }
}

extension Cell {
  /// `part` in hundredths of `whole`, one decimal.
  static func share(_ part: Int64, of whole: Int64) -> Cell {
    .percent(Int(part), of: Int(whole))
  }
}

/// A place on the page as it is drawn, in tenths of a point.
func rounded(_ points: Double) -> Double { (points * 10).rounded() / 10 }
