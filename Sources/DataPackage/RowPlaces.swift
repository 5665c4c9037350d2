internal import NetworkModel

/// Where each row of a draft stands: the file and line of a row of a table.
struct RowPlaces {
  /// The rows of one file in its table.
  private struct Part {
    var file: String
    var firstRow: Int
    var lines: [Int32]
  }

  private var parts: [TableName: [Part]] = [:]

  /// Notes the rows of one file; the files of a table come in the order of their rows.
  mutating func add(file: String, of table: TableName, firstRow: Int, lines: [Int32]) {
    parts[table, default: []].append(Part(file: file, firstRow: firstRow, lines: lines))
  }

  func place(of row: Int, in table: TableName) -> (file: String, line: Int) {
    let all = parts[table] ?? []
    guard let part = all.last(where: { $0.firstRow <= row && !$0.lines.isEmpty }) ?? all.first
    else {
      return ("\(table.rawValue).csv", 0)
    }
    let index = row - part.firstRow
    return (part.file, part.lines.indices.contains(index) ? Int(part.lines[index]) : 1)
  }

  var rowCounts: [(table: TableName, rows: Int)] {
    TableName.allCases.compactMap { table in
      parts[table].map { (table, $0.reduce(0) { $0 + $1.lines.count }) }
    }
  }

  /// An issue of rows as one of file, line and column.
  func located(_ issue: FactIssue) -> TableIssue {
    let place = place(of: issue.row, in: issue.table)
    let others = issue.otherRows.prefix(5).map { row in
      let other = self.place(of: row, in: issue.table)
      return other.file == place.file ? "\(other.line)" : "\(other.file):\(other.line)"
    }
    let also =
      others.isEmpty
      ? Wording(en: "", zh: "")
      : Wording(
        en: " (with line \(others.joined(separator: ", ")))",
        zh: "（与第 \(others.joined(separator: "、")) 行）")
    func printable(_ text: String) -> String { VisibleText.of(text, limit: 400) }
    return TableIssue(
      code: issue.code.rawValue, severity: issue.severity, file: place.file, line: place.line,
      column: issue.column, found: issue.found,
      problem: Wording(
        en: printable(issue.problem.en) + also.en, zh: printable(issue.problem.zh) + also.zh),
      fix: Wording(en: printable(issue.fix.en), zh: printable(issue.fix.zh)))
  }
}
