internal import NetworkModel
internal import Rendering

/// A result table as the inside of an HTML table.
///
/// Written without the template library, which looks every cell up by name: a report has some hundred thousand cells. Every
/// text goes through ``PageText/escaped(_:)``.
struct PageTable {
  let table: ResultTable
  let language: Language
  /// The columns that people see, as in the verb's own table; CSV holds all.
  let columns: [Int]

  init(_ table: ResultTable, _ language: Language) {
    self.table = table
    self.language = language
    columns = TableText.shownColumns(of: table)
  }

  /// Head and body. Cells of numbers carry the number in `data-v`, by which rows are sorted.
  var markup: String {
    var html = "<thead>\n<tr>"
    let looks = columns.map(look)
    for (position, column) in columns.enumerated() {
      html += "<th scope=\"col\" class=\"\(looks[position])\">"
      html += PageText.escaped(TableText.heading(table.columns[column], language)) + "</th>"
    }
    html += "</tr>\n</thead>\n<tbody>\n"
    for row in table.rows {
      html += "<tr>"
      for (position, column) in columns.enumerated() {
        append(
          row[column], of: table.columns[column], looks[position], isFirst: position == 0,
          to: &html)
      }
      html += "</tr>\n"
    }
    return html + "</tbody>\n"
  }

  private func append(
    _ cell: Cell, of column: Column, _ look: String, isFirst: Bool, to html: inout String
  ) {
    html += isFirst ? "<th scope=\"row\" class=\"" : "<td class=\""
    html += look + "\""
    if column.kind != .text { html += " data-v=\"" + Self.number(cell) + "\"" }
    html += ">" + PageText.escaped(text(cell, column)) + (isFirst ? "</th>" : "</td>")
  }

  private func text(_ cell: Cell, _ column: Column) -> String {
    TableText.text(of: TableText.rounded(cell, column.display), language, withUnit: false)
  }

  /// How wide a column wants to be: `n` for numbers, else `s`, `m` or `l` by its longest text.
  private func look(_ column: Int) -> String {
    guard table.columns[column].kind == .text else { return "n" }
    var widest = 0
    for row in table.rows where widest <= Self.middling {
      let scalars = text(row[column], table.columns[column]).unicodeScalars
      widest = max(
        widest, scalars.prefix(Self.middling + 1).reduce(0) { $0 + ($1.value < 0x2E80 ? 1 : 2) })
    }
    return widest <= Self.short ? "s" : widest <= Self.middling ? "m" : "l"
  }

  /// In columns of Latin letters: what stands in one line, and what stands in a few.
  private static let (short, middling) = (18, 44)

  /// The whole number behind a cell, in fen for money; nothing where it is unknown.
  private static func number(_ cell: Cell) -> String {
    switch cell {
    case .integer(let number): String(number)
    case .decimal(let number): number.description
    case .real(let number): number.description
    case .money(let money): String(money.fen)
    case .text, .term, .missing: ""
    }
  }
}
