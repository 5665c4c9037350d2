internal import NetworkModel

/// A result as CSV (RFC 4180): UTF-8 without a byte order mark, lines that end in LF.
///
/// Conventions: the header holds the keys, in no language; money is exact yuan in a column `KEY_cny`; an empty
/// cell is unknown. A text that a spreadsheet would run as a formula gets a leading apostrophe. Several tables
/// become one: a column `section` names the table, and the columns are those of all tables.
enum TableCSV {
  static func render(_ document: ResultDocument) -> String {
    let columns = union(document.tables)
    let hasSections = document.tables.count > 1
    var header = columns.map { $0.kind == .money ? "\($0.key)_cny" : $0.key }
    if hasSections { header.insert("section", at: 0) }
    var text = header.joined(separator: ",") + "\n"
    for table in document.tables {
      let positions = columns.map { column in table.columns.firstIndex { $0.key == column.key } }
      for row in table.rows {
        if hasSections { text += table.key + "," }
        for (index, position) in positions.enumerated() {
          if index > 0 { text += "," }
          if let position { append(row[position], to: &text) }
        }
        // A row whose only cell is empty would read as a blank line.
        if columns.count == 1, !hasSections, text.utf8.last == UInt8(ascii: "\n") {
          text += "\"\""
        }
        text += "\n"
      }
    }
    return text
  }

  /// The columns of all tables, in the order in which they first appear.
  private static func union(_ tables: [ResultTable]) -> [Column] {
    var columns: [Column] = []
    for column in tables.flatMap(\.columns) {
      if let known = columns.first(where: { $0.key == column.key }) {
        precondition(known.kind == column.kind, "One key has one kind in all tables of a result.")
      } else {
        columns.append(column)
      }
    }
    return columns
  }

  private static func append(_ cell: Cell, to text: inout String) {
    switch cell {
    case .text(let content), .term(let content, _): text += quoted(neutralised(content))
    case .integer(let number): text += String(number)
    case .decimal(let number): text += number.description
    case .real(let value): text += value.description
    case .money(let money): text += money.decimal(in: .yuan).description
    case .missing: break
    }
  }

  /// Spreadsheets run cells that begin with these as formulas, wherever the file came from.
  private static func neutralised(_ text: String) -> String {
    switch text.utf8.first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"),
      UInt8(ascii: "\t"), UInt8(ascii: "\r"):
      "'" + text
    default: text
    }
  }

  private static func quoted(_ text: String) -> String {
    var needsQuotes = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: ","), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        needsQuotes = true
      default: continue
      }
    }
    guard needsQuotes else { return text }
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { quoted += "\"" }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }
}
