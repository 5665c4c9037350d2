import Foundation
import NetworkModel
import Rendering
import Testing

@Suite struct TablesJSONTests {
  private func parsed(_ document: ResultDocument) throws -> [String: Any] {
    let data = Data(document.rendered(.json, .en).utf8)
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test func isWhatItSays() throws {
    let object = try parsed(TableSample.document)
    #expect(object["verb"] as? String == "sample")
    let facts = try #require(object["facts"] as? [String: Any])
    #expect(facts["as_of"] as? String == "2018")
    #expect(facts["total_fen"] as? Int64 == 2_530_000_000)
    let remarks = try #require(object["remarks"] as? [[String: String]])
    #expect(remarks == [["en": "One remark.", "zh": "一条说明。"]])
    let tables = try #require(object["tables"] as? [[String: Any]])
    let rows = try #require(tables[0]["rows"] as? [[String: Any]])
    #expect(rows[0]["name"] as? String == "甘谷县")
    #expect(rows[0]["state"] as? String == "direct")
    #expect(rows[0]["rate"] as? Double == 38.5)
    #expect(rows[0]["amount_fen"] as? Int64 == 884_930_000)
    #expect(rows[1]["name"] as? String == "a,\"b\"\n=1")
    #expect(rows[1]["state"] is NSNull)
    #expect(rows[1]["id"] as? String == "=HYPERLINK(\"x\")")
    let columns = try #require(tables[0]["columns"] as? [[String: Any]])
    #expect(columns.compactMap { $0["key"] as? String }.sorted() == rows[0].keys.sorted())
  }

  @Test func bytesAreFixed() {
    let document = ResultDocument(
      "x",
      tables: [
        ResultTable(
          "t", Wording(en: "T", zh: "表"), columns: [Column("a", Wording(en: "A", zh: "甲"))],
          rows: [[.text("b")], [.missing]])
      ])
    #expect(
      document.rendered(.json, .en) == """
        {
          "verb": "x",
          "facts": {},
          "conventions": {
            "missing": "null is unknown or not applicable, never zero",
            "money": "keys that end in _fen are integers of 1/100 yuan",
            "percent": "columns of kind percent are in hundredths: 38.5 is 38.5 %",
            "period": "Extended Date/Time Format, both ends inclusive"
          },
          "remarks": [],
          "tables": [
            {
              "key": "t",
              "title": {"en": "T", "zh": "表"},
              "columns": [
                {"key": "a", "kind": "text", "title": {"en": "A", "zh": "甲"}}
              ],
              "rows": [
                {"a": "b"},
                {"a": null}
              ]
            }
          ]
        }

        """)
  }

  @Test func anyTextComesBack() throws {
    var hostile = (0..<0x3000).compactMap(Unicode.Scalar.init).map { String($0) }
    hostile += ["\"\\\u{0}\u{1F}", "</script>", "\u{2028}\u{2029}", "👨‍👩‍👧", "\u{10FFFF}", ""]
    let column = [Column("a", Wording(en: "A", zh: "甲"))]
    let document = ResultDocument(
      "x",
      tables: [
        ResultTable(
          "t", Wording(en: "T", zh: "表"), columns: column, rows: hostile.map { [.text($0)] })
      ])
    let tables = try #require(parsed(document)["tables"] as? [[String: Any]])
    let rows = try #require(tables[0]["rows"] as? [[String: String]])
    #expect(rows.count == hostile.count)
    for (row, text) in zip(rows, hostile) {
      #expect(row["a"].map { Array($0.utf8) } == Array(text.utf8))
    }
  }

  @Test(arguments: [
    (5, 13, "38.5"), (0, 7, "0"), (7, 7, "100"), (1, 3, "33.3"), (2, 3, "66.7"), (1, 2000, "0.1"),
    (1, 2001, "0"), (1, 16, "6.3"),
  ])
  func percentRoundsHalvesUp(part: Int, whole: Int, text: String) {
    guard case .decimal(let number) = Cell.percent(part, of: whole) else {
      Issue.record("no percentage")
      return
    }
    #expect(number.description == text)
  }

  @Test func aShareOfNothingIsMissing() {
    #expect(Cell.percent(0, of: 0) == .missing)
  }
}
