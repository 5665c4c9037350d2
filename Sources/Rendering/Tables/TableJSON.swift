internal import NetworkModel

/// A result as JSON (RFC 8259): one object, keys in a fixed order, one row a line.
///
/// Conventions: money is an integer number of fen in `KEY_fen`; decimals are numbers with all their digits, reals the
/// shortest text that gives the same 64-bit number; `null` is unknown. Nothing depends on the language: titles and remarks stand in both.
enum TableJSON {
  static func render(_ document: ResultDocument) -> String {
    var text = "{\n  \"verb\": \(string(document.verb)),\n  \"facts\": {"
    text += list(document.facts.map { "\n    " + member($0.key, $0.value) }, closing: "\n  ")
    text += "},\n  \"conventions\": {"
    text += list(
      conventions.map { "\n    \(string($0.key)): \(string($0.value))" }
        + document.conventions.map { "\n    \(string($0.key)): \(wording($0.text))" },
      closing: "\n  ")
    text += "},\n  \"remarks\": ["
    text += list(document.remarks.map { "\n    \(wording($0))" }, closing: "\n  ")
    text += "],\n  \"tables\": ["
    text += list(document.tables.map(table), closing: "\n  ")
    return text + "]\n}\n"
  }

  private static let conventions: KeyValuePairs = [
    "missing": "null is unknown or not applicable, never zero",
    "money": "keys that end in _fen are integers of 1/100 yuan",
    "percent": "columns of kind percent are in hundredths: 38.5 is 38.5 %",
    "period": "Extended Date/Time Format, both ends inclusive",
  ]

  private static func table(_ table: ResultTable) -> String {
    var text = "\n    {\n      \"key\": \(string(table.key)),"
    text += "\n      \"title\": \(wording(table.title)),\n      \"columns\": ["
    text += list(
      table.columns.map { column in
        "\n        {\"key\": \(string(key(column))), \"kind\": \(string(column.kind.rawValue)), "
          + "\"title\": \(wording(column.title))}"
      }, closing: "\n      ")
    text += "],\n      \"rows\": ["
    let keys = table.columns.map { string(key($0)) + ": " }
    for (index, row) in table.rows.enumerated() {
      text += index > 0 ? ",\n        {" : "\n        {"
      for (column, cell) in row.enumerated() {
        if column > 0 { text += ", " }
        text += keys[column]
        text += value(cell)
      }
      text += "}"
    }
    return text + (table.rows.isEmpty ? "]\n    }" : "\n      ]\n    }")
  }

  private static func key(_ column: Column) -> String {
    column.kind == .money ? column.key + "_fen" : column.key
  }

  private static func member(_ key: String, _ cell: Cell) -> String {
    if case .money = cell { return "\(string(key + "_fen")): \(value(cell))" }
    return "\(string(key)): \(value(cell))"
  }

  private static func value(_ cell: Cell) -> String {
    switch cell {
    case .text(let text), .term(let text, _): string(text)
    case .integer(let number): String(number)
    case .decimal(let number): number.description
    case .real(let value): value.description
    case .money(let money): String(money.fen)
    case .missing: "null"
    }
  }

  private static func wording(_ wording: Wording) -> String {
    "{\"en\": \(string(wording.en)), \"zh\": \(string(wording.zh))}"
  }

  private static func list(_ items: [String], closing: String) -> String {
    items.isEmpty ? "" : items.joined(separator: ",") + closing
  }

  /// Escapes what JSON requires, and what would end a line or script where the text is pasted.
  private static func string(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case "\u{0}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
