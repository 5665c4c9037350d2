internal import Foundation
package import NetworkModel

/// A result as aligned columns for a terminal.
///
/// Conventions: wide characters take two columns; numbers stand right; money is in 万元 with all the decimals
/// that it has, unless the column says otherwise (``Column/Display``); `–` is unknown; a column without any value, or for programs, is left out; a cell wider than 60 columns ends
/// in `…` (CSV and JSON keep it whole); characters that cannot be seen are shown by code point.
package enum TableText {
  static let widestCell = 60

  static func render(_ document: ResultDocument, _ language: Language) -> String {
    var blocks: [String] = []
    if !document.facts.isEmpty { blocks.append(facts(document.facts, language)) }
    for table in document.tables where !table.rows.isEmpty || table.emptiness == .said {
      blocks.append(block(table, language))
    }
    return blocks.joined(separator: "\n")
  }

  private static func facts(_ facts: [ResultDocument.Fact], _ language: Language) -> String {
    let titles = facts.map { DisplayWidth.visible($0.title(language)) }
    let width = titles.map(DisplayWidth.width(of:)).max() ?? 0
    return zip(facts, titles).map { fact, title in
      padded(title, to: width, numeric: false) + "  "
        + DisplayWidth.visible(text(of: fact.value, language, withUnit: true)) + "\n"
    }.joined()
  }

  private static func block(_ table: ResultTable, _ language: Language) -> String {
    let title = "\(DisplayWidth.visible(table.title(language))) (\(table.rows.count))\n"
    guard !table.rows.isEmpty else { return title + (language == .zh ? "  无\n" : "  none\n") }
    let shown = shownColumns(of: table)
    let columns = shown.map { table.columns[$0] }
    let header = columns.map { heading($0, language) }
    let rows = table.rows.map { row in
      shown.map { column in
        let display = table.columns[column].display
        let visible = DisplayWidth.visible(
          text(of: rounded(row[column], display), language, withUnit: false))
        return display == .whole ? visible : DisplayWidth.shortened(visible, to: widestCell)
      }
    }
    var widths = header.map(DisplayWidth.width(of:))
    for row in rows {
      for (column, cell) in row.enumerated() {
        widths[column] = max(widths[column], DisplayWidth.width(of: cell))
      }
    }
    func line(_ cells: [String]) -> String {
      var line = ""
      for (column, cell) in cells.enumerated() {
        if column > 0 { line += "  " }
        line += padded(cell, to: widths[column], numeric: columns[column].kind != .text)
      }
      while line.utf8.last == UInt8(ascii: " ") { line.unicodeScalars.removeLast() }
      return line + "\n"
    }
    var block = title + line(header)
    block += widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ") + "\n"
    for row in rows { block += line(row) }
    return block
  }

  /// The columns that people see: for everyone, and with a value somewhere.
  package static func shownColumns(of table: ResultTable) -> [Int] {
    table.columns.indices.filter { column in
      table.columns[column].audience == .everyone
        && table.rows.contains { $0[column] != .missing }
    }
  }

  /// The title of a column with its unit.
  package static func heading(_ column: Column, _ language: Language) -> String {
    let title = DisplayWidth.visible(column.title(language))
    switch column.kind {
    case .money: return language == .zh ? "\(title)（万元）" : "\(title) (万元)"
    case .percent: return language == .zh ? "\(title)（%）" : "\(title) (%)"
    case .text, .integer, .decimal, .real: return title
    }
  }

  /// A computed amount that goes below five decimals of 万元, to two of them, halves away from zero.
  package static func rounded(_ cell: Cell, _ display: Column.Display) -> Cell {
    guard display == .computedMoney, case .money(let money) = cell, money.fen % 10 != 0 else {
      return cell
    }
    let hundredth: Int64 = 10_000
    let (quotient, remainder) = money.fen.quotientAndRemainder(dividingBy: hundredth)
    let carry: Int64 = remainder.magnitude * 2 >= hundredth.magnitude ? money.fen.signum() : 0
    let (fen, overflow) = (quotient + carry).multipliedReportingOverflow(by: hundredth)
    return overflow ? cell : .money(Money(fen: fen))
  }

  /// A cell as people read it.
  package static func text(of cell: Cell, _ language: Language, withUnit: Bool) -> String {
    switch cell {
    case .text(let text): return text
    case .term(_, let wording): return wording(language)
    case .integer(let number): return String(number)
    case .decimal(let number): return number.description
    case .real(let value): return String(format: "%.6g", value)
    case .money(let money):
      let text = money.formatted(in: .wan, language)
      return withUnit ? text : String(text.prefix { $0 != " " })
    case .missing: return "–"
    }
  }

  private static func padded(_ text: String, to width: Int, numeric: Bool) -> String {
    let space = String(repeating: " ", count: max(0, width - DisplayWidth.width(of: text)))
    return numeric ? space + text : text + space
  }
}
