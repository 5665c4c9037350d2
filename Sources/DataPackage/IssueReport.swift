public import NetworkModel

/// What was found in a package, as text for people or as a table for programs.
///
/// The columns of CSV and the keys of JSON are a stable contract:
/// `severity, code, file, line, column, found, problem, fix`.
public struct IssueReport: Sendable {
  public enum Format: String, CaseIterable, Sendable {
    case table, csv, json
  }

  public let issues: [TableIssue]
  public let rowCounts: [(table: TableName, rows: Int)]

  public init(issues: [TableIssue], rowCounts: [(table: TableName, rows: Int)] = []) {
    self.issues = issues
    self.rowCounts = rowCounts
  }

  public func count(_ severity: TableIssue.Severity) -> Int {
    issues.lazy.filter { $0.severity == severity }.count
  }

  /// The report in a format, with a line feed at the end.
  ///
  /// - Parameter errorsOnly: leave warnings and remarks out of the list (not out of the counts).
  public func text(_ format: Format, _ language: Language, errorsOnly: Bool = false) -> String {
    let shown = errorsOnly ? issues.filter { $0.severity == .error } : issues
    switch format {
    case .table:
      var text = ""
      for issue in shown { text += issue.message(in: language) + "\n" }
      return text + summary(language) + "\n"
    case .csv: return csv(shown, language)
    case .json: return json(shown, language)
    }
  }

  /// One line: how many issues of each severity, how many rows were read.
  public func summary(_ language: Language) -> String {
    let (errors, warnings, remarks) = (count(.error), count(.warning), count(.remark))
    let rows = rowCounts.map { entry in
      language == .zh
        ? "\(entry.table.rawValue) \(entry.rows) 行" : "\(entry.table.rawValue) \(entry.rows)"
    }
    switch language {
    case .en:
      let read = rows.isEmpty ? "" : "; rows read: \(rows.joined(separator: ", "))"
      return
        "\(plural(errors, "error")), \(plural(warnings, "warning")), \(plural(remarks, "remark"))\(read)"
    case .zh:
      let read = rows.isEmpty ? "" : "；已读取：\(rows.joined(separator: "、"))"
      return "错误 \(errors) 个，警告 \(warnings) 个，提示 \(remarks) 个\(read)"
    }
  }

  private func plural(_ count: Int, _ noun: String) -> String {
    count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
  }

  private func csv(_ shown: [TableIssue], _ language: Language) -> String {
    var text = "severity,code,file,line,column,found,problem,fix\n"
    for issue in shown {
      let line = issue.line > 0 ? String(issue.line) : ""
      let cells = [
        issue.severity.rawValue, issue.code, issue.file, line, issue.column ?? "",
        issue.found ?? "", issue.problem(language), issue.fix?(language) ?? "",
      ]
      text += cells.map(Self.csvCell).joined(separator: ",") + "\n"
    }
    return text
  }

  /// Quotes where needed; a cell that a spreadsheet would take for a formula gets an apostrophe.
  private static func csvCell(_ text: String) -> String {
    var cell = text
    if let first = cell.unicodeScalars.first, "=+-@\t".unicodeScalars.contains(first) {
      cell = "'" + cell
    }
    guard cell.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) else {
      return cell
    }
    return "\"" + cell.replacing("\"", with: "\"\"") + "\""
  }

  private func json(_ shown: [TableIssue], _ language: Language) -> String {
    func string(_ text: String?) -> String { text.map(JSONText.quoted) ?? "null" }
    let rows = shown.map { issue in
      "    {\"severity\": \(string(issue.severity.rawValue)), \"code\": \(string(issue.code)), "
        + "\"file\": \(string(issue.file)), \"line\": \(issue.line > 0 ? "\(issue.line)" : "null"), "
        + "\"column\": \(string(issue.column)), \"found\": \(string(issue.found)), "
        + "\"problem\": \(string(issue.problem(language))), \"fix\": \(string(issue.fix?(language)))}"
    }
    let counts = rowCounts.map { "\(string($0.table.rawValue)): \($0.rows)" }
    return """
      {
        "errors": \(count(.error)),
        "warnings": \(count(.warning)),
        "remarks": \(count(.remark)),
        "rows": {\(counts.joined(separator: ", "))},
        "issues": [\(rows.isEmpty ? "" : "\n" + rows.joined(separator: ",\n") + "\n  ")]
      }

      """
  }
}
