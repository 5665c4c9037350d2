public import Analysis
internal import NetworkModel

extension ResultDocument {
  /// What `describe` prints: what a package holds and what is missing in it.
  public init(_ description: Description) {
    self.init("describe")
    func rows(_ table: TableName) -> Int {
      description.tables.first { $0.table == table }?.rows ?? 0
    }
    facts = [
      Fact("nodes", Wording(en: "Nodes", zh: "节点"), .integer(rows(.nodes))),
      Fact("pairings", Wording(en: "Pairings", zh: "结对"), .integer(rows(.pairings))),
      Fact("flows", Wording(en: "Flows", zh: "流动"), .integer(rows(.flows))),
      Fact("sources", Wording(en: "Sources", zh: "出处"), .integer(rows(.sources))),
      Fact("as_of", Wording(en: "As of", zh: "时点"), Cell(description.date)),
    ]
    tables = [
      Self.nodes(description), Self.pairings(description), Self.flows(description),
      Self.kinds(description), Self.tables(description), Self.sources(description),
      Self.missing(description),
    ]
  }

  private static let rows = Column("rows", Wording(en: "Rows", zh: "行数"), .integer)
  private static let undated = Column("undated", Wording(en: "Undated", zh: "无时间"), .integer)
  private static let withoutSource = Column(
    "without_source", Wording(en: "Without source", zh: "无出处"), .integer)
  private static let range = [
    Column("earliest", Wording(en: "Earliest", zh: "最早")),
    Column("latest", Wording(en: "Latest", zh: "最晚")),
    Column("open_ended", Wording(en: "Still going on", zh: "仍在进行"), .integer),
  ]

  private static func cells(_ range: PeriodRange) -> [Cell] {
    [Cell(range.earliest), Cell(range.latest), .integer(range.openEnded)]
  }

  private static func nodes(_ description: Description) -> ResultTable {
    ResultTable(
      "nodes", Wording(en: "Nodes by kind", zh: "节点（按类型）"),
      columns: [
        Column("kind", Wording(en: "Kind", zh: "类型")),
        Column("level", Wording(en: "Level", zh: "级别")), rows,
        Column("without_position", Wording(en: "Without position", zh: "无坐标"), .integer),
        withoutSource,
      ],
      rows: description.nodes.map { line in
        [
          Cell(line.kind), line.kind.level.map { Cell($0) } ?? .missing, .integer(line.count),
          .integer(line.withoutPosition), .integer(line.withoutSource),
        ]
      })
  }

  private static func pairings(_ description: Description) -> ResultTable {
    ResultTable(
      "pairings", Wording(en: "Pairings by layer", zh: "结对（按层次）"),
      columns: [Column("layer", Wording(en: "Layer", zh: "层次")), rows] + range + [
        undated, withoutSource,
        Column("uncertain", Wording(en: "Confidence below 1", zh: "置信度低于 1"), .integer),
        Column("active", Wording(en: "Active", zh: "有效"), .integer),
        Column("unclear", Wording(en: "Perhaps active", zh: "是否有效不详"), .integer),
      ],
      rows: description.pairings.map { line in
        [Cell(line.kind), .integer(line.count)] + cells(line.range) + [
          .integer(line.undated), .integer(line.withoutSource), .integer(line.uncertain),
          Cell(line.active), Cell(line.unclear),
        ]
      })
  }

  private static func flows(_ description: Description) -> ResultTable {
    ResultTable(
      "flows", Wording(en: "Flows by measure and status", zh: "流动（按指标与状态）"),
      columns: [
        Column("measure", Wording(en: "Measure", zh: "指标")),
        Column("status", Wording(en: "Status", zh: "状态")), rows,
      ] + range + [
        undated,
        Column("unknown", Wording(en: "Amount unknown", zh: "数额不详"), .integer),
        Column(
          "parts_and_repeats", Wording(en: "Parts and repeats", zh: "组成部分与重复"), .integer),
      ],
      rows: description.flows.map { line in
        [Cell(line.measure), Cell(line.status), .integer(line.count)] + cells(line.range) + [
          .integer(line.range.undated), .integer(line.unknown), .integer(line.partsAndRepeats),
        ]
      })
  }

  private static func kinds(_ description: Description) -> ResultTable {
    ResultTable(
      "kinds", Wording(en: "Claims and events by kind", zh: "汇总数与事件（按类型）"),
      columns: [
        Column("table", Wording(en: "Table", zh: "表")),
        Column("kind", Wording(en: "Kind", zh: "类型")), rows,
      ] + range,
      rows: description.kinds.map { line in
        [.text(line.table.rawValue), Glossary.cell(line.kind), .integer(line.count)]
          + cells(line.range)
      }, emptiness: .passedOver)
  }

  private static func tables(_ description: Description) -> ResultTable {
    ResultTable(
      "tables", Wording(en: "Tables", zh: "各表"),
      columns: [Column("table", Wording(en: "Table", zh: "表")), rows] + range + [
        undated, withoutSource,
      ],
      rows: description.tables.map { line in
        [.text(line.table.rawValue), .integer(line.rows)] + cells(line.range) + [
          .integer(line.undated), Cell(line.withoutSource),
        ]
      })
  }

  private static func sources(_ description: Description) -> ResultTable {
    ResultTable(
      "sources", Wording(en: "Rows by source", zh: "各出处的行数"),
      columns: [
        Column("source", Wording(en: "Source", zh: "出处")),
        Column("title", Wording(en: "Title", zh: "标题")),
        Column("published", Wording(en: "Published", zh: "发布时间")), rows,
      ]
        + TableName.allCases.filter { $0 != .sources }.map {
          Column("in_\($0.rawValue)", Wording(en: $0.rawValue, zh: $0.rawValue), .integer)
        },
      rows: description.sources.map { line in
        [
          .text(line.source.id), .text(line.source.title), Cell(line.source.published),
          .integer(line.total),
        ]
          + TableName.allCases.filter { $0 != .sources }.map { .integer(line.rows[$0] ?? 0) }
      })
  }

  private static func missing(_ description: Description) -> ResultTable {
    ResultTable(
      "missing", Wording(en: "What is missing", zh: "缺失情况"),
      columns: [
        Column("table", Wording(en: "Table", zh: "表")),
        Column("missing", Wording(en: "What", zh: "缺什么")),
        Column("count", Wording(en: "Rows without", zh: "缺失行数"), .integer),
        Column("rows", Wording(en: "Of rows", zh: "共"), .integer),
        Column("consequence", Wording(en: "What it means", zh: "影响")),
      ],
      rows: description.missing.map { fact in
        [
          .text(fact.table.rawValue), Cell(fact.subject), .integer(fact.count),
          .integer(fact.rows), .term(fact.consequence.en, fact.consequence),
        ]
      })
  }
}
