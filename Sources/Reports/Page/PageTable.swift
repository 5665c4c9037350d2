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
    for column in columns {
      let isNumber = table.columns[column].kind != .text
      html += isNumber ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">"
      html += PageText.escaped(TableText.heading(table.columns[column], language)) + "</th>"
    }
    html += "</tr>\n</thead>\n<tbody>\n"
    for row in table.rows {
      html += "<tr>"
      for (position, column) in columns.enumerated() {
        append(row[column], of: table.columns[column], isFirst: position == 0, to: &html)
      }
      html += "</tr>\n"
    }
    return html + "</tbody>\n"
  }

  private func append(_ cell: Cell, of column: Column, isFirst: Bool, to html: inout String) {
    let tag = isFirst ? "th scope=\"row\"" : "td"
    html += "<" + tag
    if column.kind != .text {
      html += " class=\"n\" data-v=\"" + Self.number(cell) + "\""
    } else if column.display == .whole {
      html += " class=\"t\""
    }
    html += ">"
    html += PageText.escaped(
      TableText.text(of: TableText.rounded(cell, column.display), language, withUnit: false))
    html += isFirst ? "</th>" : "</td>"
  }

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
