import NetworkModel
import Rendering

/// A result with every kind of cell, and texts that mean harm.
enum TableSample {
  static let columns = [
    Column("name", Wording(en: "Name", zh: "名称")),
    Column("state", Wording(en: "State", zh: "状态")),
    Column("count", Wording(en: "Count", zh: "数量"), .integer),
    Column("rate", Wording(en: "Rate", zh: "比率"), .percent),
    Column("amount", Wording(en: "Amount", zh: "金额"), .money),
    Column("id", Wording(en: "Id", zh: "编号"), for: .programs),
  ]

  static let document = ResultDocument(
    "sample",
    facts: [
      .init("as_of", Wording(en: "As of", zh: "时点"), .text("2018")),
      .init("total", Wording(en: "Total", zh: "合计"), .money(Money(fen: 253_000_000_0))),
    ],
    tables: [
      ResultTable(
        "rows", Wording(en: "Rows", zh: "各行"), columns: columns,
        rows: [
          [
            .text("甘谷县"), .term("direct", Wording(en: "direct", zh: "直接结对")), .integer(12),
            .percent(5, of: 13), .money(Money(fen: 884_930_000)), .text("620523"),
          ],
          [
            .text("a,\"b\"\n=1"), .missing, .integer(-3), .missing, .money(Money(fen: -1)),
            .text("=HYPERLINK(\"x\")"),
          ],
        ])
    ],
    remarks: [Wording(en: "One remark.", zh: "一条说明。")])
}
