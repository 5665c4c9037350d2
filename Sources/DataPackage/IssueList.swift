internal import NetworkModel

/// The issues of one file, kept up to a limit so that a file of millions of bad rows stays readable.
struct IssueList {
  /// Issues kept per file; the rest is counted and said so.
  static let limit = 10_000

  private(set) var kept: [TableIssue] = []
  private(set) var dropped = 0
  /// Whether any issue, kept or not, is an error.
  private(set) var hasErrors = false

  mutating func append(_ issue: TableIssue) {
    if issue.severity == .error { hasErrors = true }
    if kept.count < Self.limit {
      kept.append(issue)
    } else {
      dropped += 1
    }
  }

  /// All issues of the file, with a last one that counts those left out.
  func finished(file: String) -> [TableIssue] {
    guard dropped > 0 else { return kept }
    return kept + [
      TableIssue(
        code: IssueCode.tooManyIssues.rawValue, severity: hasErrors ? .error : .warning, file: file,
        line: 0,
        problem: Wording(
          en: "\(dropped) more issues of this file are not listed", zh: "该文件另有 \(dropped) 个问题未列出"),
        fix: Wording(
          en: "Correct the ones above; many have one cause.", zh: "请先更正以上问题；许多问题往往同出一因。"))
    ]
  }
}
