public import Analysis
public import GraphCore
internal import NetworkModel

extension ResultDocument {
  /// What measures say of a graph: one table of nodes, one of edges, and the tables of other shapes.
  ///
  /// Nodes and edges stand by the first column that ranks, largest first, ties in their order; `top` keeps
  /// that many rows of each.
  public init(
    _ verb: String, _ readings: [MeasureReading], of graph: CompactGraph,
    as presentation: MeasurePresentation, top: Int? = nil
  ) {
    var facts = [
      Fact(
        "graph_nodes", Wording(en: "nodes in the graph", zh: "图中节点数"), .integer(graph.nodeCount)),
      Fact("graph_edges", Wording(en: "edges in the graph", zh: "图中边数"), .integer(graph.edgeCount)),
      Fact(
        "direction", Wording(en: "direction", zh: "方向"),
        graph.isDirected
          ? .term("directed", Wording(en: "directed", zh: "有向"))
          : .term("undirected", Wording(en: "undirected", zh: "无向"))),
    ]
    var tables: [ResultTable] = []
    let maker = MeasureTables(graph: graph, presentation: presentation, top: top)
    let nodeColumns = readings.flatMap(\.nodes)
    if !nodeColumns.isEmpty {
      tables.append(maker.nodes(nodeColumns, ranked: Self.ranks(readings)))
    }
    let edgeReadings = readings.filter { !$0.edges.isEmpty }
    if !edgeReadings.isEmpty { tables.append(maker.edges(edgeReadings.flatMap(\.edges))) }
    for reading in readings {
      // Two measures may state the same thing, a seed say; it is said once.
      for fact in reading.facts where !facts.contains(where: { $0.key == fact.key }) {
        facts.append(Fact(fact.key, fact.title, maker.cell(fact.value)))
      }
      tables += reading.tables.map(maker.table)
    }
    self.init(
      verb, facts: facts, tables: tables, remarks: readings.flatMap(\.remarks),
      conventions: readings.map { Convention($0.measure.rawValue, $0.measure.convention) })
  }

  /// The first node column whose size means something; the number of a component does not.
  private static func ranks(_ readings: [MeasureReading]) -> Int? {
    var position = 0
    for reading in readings {
      if !reading.nodes.isEmpty, !reading.measure.isMembership { return position }
      position += reading.nodes.count
    }
    return nil
  }
}

/// Makes tables of columns in node or edge order.
private struct MeasureTables {
  let graph: CompactGraph
  let presentation: MeasurePresentation
  let top: Int?

  func cell(_ value: MeasureValue) -> Cell {
    switch value {
    case .integer(let number): .integer(number)
    case .real(let number): Cell(number)
    case .strength(let amount): presentation.strengths.cell(amount)
    case .length(let amount): presentation.lengths.cell(amount)
    case .node(let node): presentation.name(node)
    case .cost(let amount):
      Int64(exactly: amount).map(presentation.costs.cell) ?? .text(amount.description)
    case .word(let key, let wording): .term(key, wording)
    case .missing: .missing
    }
  }

  private func kind(_ values: some Sequence<MeasureValue>) -> Column.Kind {
    for value in values {
      switch value {
      case .integer: return .integer
      case .real: return .real
      case .strength: return presentation.strengths.kind
      case .length: return presentation.lengths.kind
      case .cost: return presentation.costs.kind
      case .node, .word: return .text
      case .missing: continue
      }
    }
    return .real
  }

  func nodes(_ columns: [MeasureReading.Column], ranked: Int?) -> ResultTable {
    var table = ResultTable(
      "nodes", Wording(en: "Nodes", zh: "节点"),
      columns: presentation.nodeColumns
        + columns.map { Column($0.key, $0.title, kind($0.values)) })
    for node in order(Array(0..<graph.nodeCount), by: ranked.map { columns[$0].values }) {
      table.append(presentation.nodeCells(node) + columns.map { cell($0.values[node]) })
    }
    return table
  }

  func edges(_ columns: [MeasureReading.Column]) -> ResultTable {
    let source = Wording(
      en: graph.isDirected ? "from" : "one end", zh: graph.isDirected ? "起点" : "一端")
    let target = Wording(
      en: graph.isDirected ? "to" : "other end", zh: graph.isDirected ? "终点" : "另一端")
    var table = ResultTable(
      "edges", Wording(en: "Edges", zh: "边"),
      columns: [Column("source", source), Column("target", target)] + presentation.edgeColumns
        + columns.map { Column($0.key, $0.title, kind($0.values)) })
    // An edge of which no measure says anything is not among the bridges, or not in the forest.
    let spoken = (0..<graph.edgeCount).filter { edge in
      columns.contains { $0.values[edge] != .missing }
    }
    for edge in order(spoken, by: columns[0].values) {
      let (source, target) = graph.ends(of: edge)
      table.append(
        [presentation.name(source), presentation.name(target)] + presentation.edgeCells(edge)
          + columns.map { cell($0.values[edge]) })
    }
    return table
  }

  func table(_ table: MeasureReading.Table) -> ResultTable {
    let columns = table.columns.enumerated().map { position, column in
      Column(column.key, column.title, kind(table.rows.lazy.map { $0[position] }))
    }
    return ResultTable(
      table.key, table.title.capitalized, columns: columns, rows: table.rows.map { $0.map(cell) })
  }

  /// Positions by value, largest first; missing last, ties in their order; at most `top`.
  private func order(_ positions: [Int], by values: [MeasureValue]?) -> [Int] {
    var order = positions
    if let values {
      let keys = values.map(\.rank)
      order.sort { (keys[$1], $0) < (keys[$0], $1) }
    }
    return top.map { Array(order.prefix($0)) } ?? order
  }
}

extension Wording {
  /// The English words with a capital letter, as the title of a table.
  fileprivate var capitalized: Wording {
    Wording(en: en.prefix(1).uppercased() + en.dropFirst(), zh: zh)
  }
}

extension MeasureValue {
  fileprivate var rank: Double {
    switch self {
    case .integer(let number): Double(number)
    case .real(let number): number
    case .strength(let number), .length(let number): Double(number)
    case .cost(let number): Double(number)
    case .node, .word: 0
    case .missing: -.infinity
    }
  }
}

extension GraphMeasure {
  /// The value is the number of a group, not a size.
  var isMembership: Bool {
    switch self {
    case .component, .strongComponent, .leiden, .louvain, .labelPropagation: true
    default: false
    }
  }
}
