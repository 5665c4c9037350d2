internal import DataPackage
internal import NetworkModel
internal import Rendering

/// The answer of one verb as a report shows it: facts, tables, remarks, and the very bytes of its CSV.
struct ReportAnswer: Sendable {
  /// One ASCII word, once a page.
  let id: String
  let title: Wording
  /// What is typed after `jiedui` for the same answer; `PACKAGE` and `FILE` stand for paths.
  let arguments: [String]
  let facts: [ResultDocument.Fact]
  let tables: [ResultTable]
  let remarks: [Wording]
  let conventions: [ResultDocument.Convention]
  /// What the verb writes with `--format csv`.
  let csv: String

  init(_ id: String, _ title: Wording, _ arguments: [String], _ document: ResultDocument) {
    self.id = id
    self.title = title
    self.arguments = arguments
    // A figure says into which file it went; here it is on the page.
    facts = document.facts.filter { $0.key != "file" && $0.key != "inputs_sha256" }
    tables = document.tables
    remarks = document.remarks
    conventions = document.conventions
    csv = document.rendered(.csv, .en)
  }

  /// What `check` found.
  init(
    _ id: String, _ title: Wording, _ arguments: [String], _ report: IssueReport,
    _ language: Language
  ) {
    self.id = id
    self.title = title
    self.arguments = arguments
    facts = [
      .init("errors", Wording(en: "Errors", zh: "错误"), .integer(report.count(.error))),
      .init("warnings", Wording(en: "Warnings", zh: "警告"), .integer(report.count(.warning))),
      .init("remarks", Wording(en: "Remarks", zh: "提示"), .integer(report.count(.remark))),
    ]
    tables = [Self.table(report)]
    remarks = []
    conventions = []
    csv = report.text(.csv, language)
  }

  private static func table(_ report: IssueReport) -> ResultTable {
    var table = ResultTable(
      "issues", Wording(en: "What the check of the package found", zh: "数据校验结果"),
      columns: [
        Column("severity", Wording(en: "severity", zh: "程度")),
        Column("code", Wording(en: "code", zh: "代码")),
        Column("file", Wording(en: "file", zh: "文件")),
        Column("line", Wording(en: "line", zh: "行"), .integer),
        Column("column", Wording(en: "column", zh: "列")),
        Column("found", Wording(en: "found", zh: "原文")),
        Column("problem", Wording(en: "problem", zh: "问题")),
        Column("fix", Wording(en: "what to do", zh: "如何处理")),
      ])
    for issue in report.issues {
      let severity =
        switch issue.severity {
        case .error: Wording(en: "error", zh: "错误")
        case .warning: Wording(en: "warning", zh: "警告")
        case .remark: Wording(en: "remark", zh: "提示")
        }
      table.append([
        .term(issue.severity.rawValue, severity), .text(issue.code), .text(issue.file),
        issue.line > 0 ? .integer(issue.line) : .missing, Cell(issue.column), Cell(issue.found),
        .term(issue.problem.en, issue.problem),
        issue.fix.map { .term($0.en, $0) } ?? .missing,
      ])
    }
    return table
  }

  // MARK: - Values for sentences

  /// A fact by its key.
  func fact(_ key: String) -> ReportValue? {
    facts.first { $0.key == key }.map { ReportValue($0.value, "\(id)/\(key)") }
  }

  /// The rows of a table, with their cells by column key.
  func rows(_ key: String) -> [Row] {
    guard let table = tables.first(where: { $0.key == key }) else { return [] }
    return table.rows.indices.map { Row(answer: id, table: table, index: $0) }
  }

  struct Row {
    let answer: String
    let table: ResultTable
    let index: Int

    /// The cell of a column; where it came from names the answer, the table, the row from 1 and the column.
    subscript(_ key: String) -> ReportValue? {
      guard let column = table.columns.firstIndex(where: { $0.key == key }) else { return nil }
      return ReportValue(
        table.rows[index][column], "\(answer)/\(table.key)/\(index + 1)/\(key)")
    }

    /// The word of a vocabulary as it is in data.
    func word(_ key: String) -> String {
      switch self[key]?.cell {
      case .text(let text), .term(let text, _): text
      default: ""
      }
    }
  }
}

/// A value of an answer, and where in the page it stands.
struct ReportValue: Hashable, Sendable {
  let cell: Cell
  let origin: String

  init(_ cell: Cell, _ origin: String) {
    self.cell = cell
    self.origin = origin
  }

  /// How many, where it is a count.
  var count: Int? { if case .integer(let number) = cell { number } else { nil } }
  var isZero: Bool { count == 0 }
  var isMissing: Bool { cell == .missing }
}
