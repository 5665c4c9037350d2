import NetworkModel
import Rendering
import Testing

@Suite struct TablesTextTests {
  private func text(_ document: ResultDocument, _ language: Language = .en) -> [String] {
    document.rendered(.table, language).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
  }

  @Test func alignsByDisplayWidth() {
    #expect(
      text(TableSample.document) == [
        "As of  2018",
        "Total  2,530.00 万元",
        "",
        "Rows (2)",
        "Name          State   Count  Rate (%)  Amount (万元)",
        "────────────  ──────  ─────  ────────  ─────────────",
        "甘谷县        direct     12      38.5         884.93",
        "a,\"b\"\\u{A}=1  –          -3         –      −0.000001",
        "",
      ])
  }

  @Test func speaksChinese() {
    let lines = text(TableSample.document, .zh)
    #expect(lines[0] == "时点  2018")
    #expect(lines[4] == "名称          状态      数量  比率（%）  金额（万元）")
    #expect(lines[6] == "甘谷县        直接结对    12       38.5        884.93")
  }

  @Test func aTableWithoutRowsSaysSoOrIsPassedOver() {
    let column = [Column("a", Wording(en: "A", zh: "甲"))]
    let document = ResultDocument(
      "x",
      tables: [
        ResultTable("said", Wording(en: "Said", zh: "说"), columns: column),
        ResultTable(
          "over", Wording(en: "Over", zh: "过"), columns: column, emptiness: .passedOver),
      ])
    #expect(document.rendered(.table, .en) == "Said (0)\n  none\n")
    #expect(document.rendered(.table, .zh) == "说 (0)\n  无\n")
    #expect(document.rendered(.json, .en).contains("\"over\""))
  }

  @Test(arguments: [
    "\u{1B}[2J", "\u{202E}abc", "a\u{0}b", "a\tb", "a\rb", "\u{200B}", "\u{2028}", "\u{7F}",
  ])
  func showsWhatCannotBeSeen(hostile: String) {
    let column = [Column("a", Wording(en: "A", zh: "甲"))]
    let document = ResultDocument(
      "x",
      tables: [
        ResultTable("t", Wording(en: "T", zh: "表"), columns: column, rows: [[.text(hostile)]])
      ])
    let lines = text(document)
    #expect(lines.count == 5)
    #expect(lines[3].contains("\\u{"))
    #expect(
      lines[3].unicodeScalars.allSatisfy {
        ![.control, .format, .lineSeparator].contains($0.properties.generalCategory)
      })
  }

  @Test func shortensWhatIsTooWide() {
    let column = [Column("a", Wording(en: "A", zh: "甲"))]
    func cell(_ text: String) -> String {
      let document = ResultDocument(
        "x",
        tables: [
          ResultTable("t", Wording(en: "T", zh: "表"), columns: column, rows: [[.text(text)]])
        ])
      return self.text(document)[3]
    }
    #expect(cell(String(repeating: "a", count: 60)) == String(repeating: "a", count: 60))
    #expect(cell(String(repeating: "a", count: 61)) == String(repeating: "a", count: 59) + "…")
    #expect(cell(String(repeating: "县", count: 30)) == String(repeating: "县", count: 30))
    #expect(cell(String(repeating: "县", count: 31)) == String(repeating: "县", count: 29) + "…")
  }
}
