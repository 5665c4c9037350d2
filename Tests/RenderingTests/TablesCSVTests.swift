import NetworkModel
import Rendering
import Testing

@Suite struct TablesCSVTests {
  @Test func writesExactValuesUnderKeys() {
    #expect(
      TableSample.document.rendered(.csv, .en) == """
        name,state,count,rate,amount_cny,id
        甘谷县,direct,12,38.5,8849300,620523
        "a,""b""
        =1",,-3,,-0.01,"'=HYPERLINK(""x"")"

        """)
  }

  @Test func doesNotDependOnTheLanguage() {
    #expect(TableSample.document.rendered(.csv, .en) == TableSample.document.rendered(.csv, .zh))
    #expect(TableSample.document.rendered(.json, .en) == TableSample.document.rendered(.json, .zh))
  }

  @Test(arguments: ["=1", "+1", "-1", "@a", "\ta", "\ra"])
  func neutralisesFormulas(text: String) {
    #expect(row([.text(text)]).contains("'" + text))
    #expect(row([.term(text, Wording(en: "a", zh: "a"))]).contains("'" + text))
  }

  @Test(arguments: ["1", "a=1", "甘谷", "'=1", " =1"])
  func leavesOtherTextsAlone(text: String) {
    #expect(!row([.text(text), .integer(1)]).contains("'" + text))
  }

  @Test func aNegativeNumberIsNoFormula() {
    #expect(row([.integer(-5)]) == "-5\n")
    #expect(row([.decimal(ExactDecimal(-5, scale: 1))]) == "-0.5\n")
  }

  @Test func aCarriageReturnAndLineFeedStayInTheirCell() {
    #expect(row([.text("a\r\nb"), .text("c")]) == "\"a\r\nb\",c\n")
  }

  @Test func aRowOfOneEmptyCellIsNotABlankLine() {
    #expect(row([.missing]) == "\"\"\n")
  }

  @Test func severalTablesBecomeOne() {
    let title = Wording(en: "T", zh: "表")
    let document = ResultDocument(
      "x",
      tables: [
        ResultTable(
          "one", title, columns: [Column("a", title), Column("b", title, .integer)],
          rows: [[.text("x"), .integer(1)]]),
        ResultTable(
          "two", title, columns: [Column("c", title), Column("a", title)],
          rows: [[.text("y"), .text("z")]]),
      ])
    #expect(document.rendered(.csv, .en) == "section,a,b,c\none,x,1,\ntwo,z,,y\n")
  }

  /// The one line that a row of cells gives.
  private func row(_ cells: [Cell]) -> String {
    let columns = cells.indices.map { position in
      let kind: Column.Kind =
        switch cells[position] {
        case .integer: .integer
        case .decimal: .decimal
        default: .text
        }
      return Column("c\(position)", Wording(en: "C", zh: "列"), kind)
    }
    let document = ResultDocument(
      "x",
      tables: [ResultTable("t", Wording(en: "T", zh: "表"), columns: columns, rows: [cells])])
    let text = document.rendered(.csv, .en)
    return String(text[text.index(after: text.firstIndex(of: "\n")!)...])
  }
}
