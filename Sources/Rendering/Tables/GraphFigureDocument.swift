internal import Analysis
internal import NetworkModel

extension ResultDocument {
  /// What the drawing of a network shows: every node with place, size and class; the legend; names left out.
  public init(_ diagram: GraphDiagram, file: String) {
    let picture = diagram.picture
    let isSized = picture.measure != nil
    func cell(_ value: MeasureValue?) -> Cell {
      switch value {
      case .integer(let number): .integer(number)
      case .real(let number): Cell(number)
      case .strength(let number): picture.strengths.cell(number)
      case .length(let number): .integer(Int(number))
      default: .missing
      }
    }
    let kind: Column.Kind =
      switch picture.nodes.lazy.compactMap(\.value).first(where: { $0.size != nil }) {
      case .integer, .length: .integer
      case .strength: picture.strengths.kind
      default: .real
      }
    func tenths(_ number: Double) -> Cell { .real((number * 10).rounded() / 10) }
    let named = Set(diagram.labelled)
    var nodes = ResultTable(
      "nodes", Wording(en: "Nodes", zh: "节点"),
      columns: [
        Column("node_id", Wording(en: "id", zh: "编号")),
        Column("name", Wording(en: "name", zh: "名称")),
        Column("kind", Wording(en: "kind", zh: "类别")),
        Column("class", Wording(en: "colour class", zh: "颜色分组")),
        Column("value", Wording(en: "value", zh: "数值"), kind),
        Column("x", Wording(en: "from the left, points", zh: "距左（点）"), .real),
        Column("y", Wording(en: "from the top, points", zh: "距上（点）"), .real),
        Column("radius", Wording(en: "radius, points", zh: "半径（点）"), .real),
        Column("component", Wording(en: "component", zh: "连通分支"), .integer),
        Column("named", Wording(en: "named", zh: "图中标名")),
      ])
    for (node, place) in zip(picture.nodes, diagram.places) {
      let group = picture.classes[node.group]
      nodes.append([
        .text(node.id), .text(node.fullName), Cell(node.kind),
        .term(group.key, Wording(en: group.label, zh: group.label)),
        isSized ? cell(node.value) : .missing, tenths(place.centre.x), tenths(place.centre.y),
        .real((place.radius * 100).rounded() / 100), .integer(place.component + 1),
        named.contains(node.id)
          ? .term("yes", Wording(en: "yes", zh: "是")) : .term("no", Wording(en: "no", zh: "否")),
      ])
    }
    var left = Self.notSolved
    for id in diagram.unlabelled.sorted() {
      left.append([
        .term("no_label", Wording(en: "no room for its name", zh: "名称无处标注")), .text(id),
      ])
    }
    for (a, b) in diagram.overlaps {
      left.append([
        .term("overlap", Wording(en: "lies on another node", zh: "与其他节点重叠")), .text("\(a);\(b)"),
      ])
    }
    self.init(
      "draw",
      facts: [
        Fact("file", Wording(en: "File", zh: "文件"), .text(file)),
        Fact("title", Wording(en: "Title", zh: "标题"), .text(picture.frame.title)),
        Fact("nodes", Wording(en: "nodes", zh: "节点数"), .integer(picture.nodes.count)),
        Fact("edges", Wording(en: "edges", zh: "边数"), .integer(picture.edges.count)),
        Fact(
          "components", Wording(en: "components", zh: "连通分支"), .integer(diagram.componentCount)),
        Fact(
          "isolated", Wording(en: "isolated nodes", zh: "孤立节点"),
          .integer(picture.nodes.count(where: \.isIsolated))),
        Fact(
          "size", Wording(en: "size", zh: "大小"),
          picture.measure.map { Cell($0) } ?? .term("none", Wording(en: "alike", zh: "一律相同"))),
        Fact("named", Wording(en: "named", zh: "标名"), .integer(diagram.labelled.count)),
        Fact(
          "not_named", Wording(en: "not named", zh: "未标名"),
          .integer(picture.nodes.count - diagram.labelled.count)),
      ], tables: [Self.legend(diagram), nodes, left],
      conventions: picture.measure.map { [Convention($0.rawValue, $0.convention)] } ?? [])
  }

  private static func legend(_ diagram: GraphDiagram) -> ResultTable {
    let picture = diagram.picture
    let looks = diagram.looks
    var legend = ResultTable(
      "legend", Wording(en: "Legend", zh: "图例"),
      columns: [
        Column("part", Wording(en: "part", zh: "部分")),
        Column("class", Wording(en: "class", zh: "分组")),
        Column("count", Wording(en: "count", zh: "数量"), .integer),
        Column("colour", Wording(en: "colour", zh: "颜色"), for: .programs),
        Column("look", Wording(en: "shape or line", zh: "形状或线型")),
        Column("radius", Wording(en: "radius, points", zh: "半径（点）"), .real),
      ])
    let parts = (
      nodes: Cell.term("nodes", Wording(en: "nodes", zh: "节点")),
      lines: Cell.term("lines", Wording(en: "lines", zh: "连线")),
      sizes: Cell.term("size", Wording(en: "size", zh: "大小"))
    )
    func label(_ group: GraphPicture.Group) -> Cell {
      .term(group.key, Wording(en: group.label, zh: group.label))
    }
    let classCounts = picture.classCounts
    for number in looks.classes + looks.otherClasses {
      let look = looks.ofClass[number]
      legend.append([
        parts.nodes, label(picture.classes[number]), .integer(classCounts[number]),
        .text(look.ink.hexadecimal), .text(look.shape.rawValue), .missing,
      ])
    }
    let layerCounts = picture.layerCounts
    for number in looks.layers + looks.otherLayers {
      let line = looks.ofLayer[number]
      legend.append([
        parts.lines, label(picture.layers[number]), .integer(layerCounts[number]),
        .text(line.ink.hexadecimal), .text(line.isDashed ? "dashed" : "solid"), .missing,
      ])
    }
    for size in diagram.sizes {
      legend.append([
        parts.sizes, .text(picture.words(.real(size.value))), .missing, .missing, .missing,
        .real((size.radius * 100).rounded() / 100),
      ])
    }
    return legend
  }
}
