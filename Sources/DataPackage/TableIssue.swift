public import NetworkModel

/// One thing the reader has to say about a package: where, what, and what to do about it.
///
/// Lines are physical lines of the file, 1-based, the header is line 1. `line` is 0 when the
/// whole file is meant (a missing file). `column` is the header name of a table column, or a
/// JSON path in a JSON document.
public struct TableIssue: Error, Hashable, Sendable {
  /// How bad it is: errors stop the reading, warnings and remarks do not.
  public typealias Severity = FactIssue.Severity

  /// The stable code, such as `csv/unclosed-quote`; all are listed in `docs/issue-codes.md`.
  public var code: String
  public var severity: Severity
  /// The file's path inside the package.
  public var file: String
  public var line: Int
  public var column: String?
  /// The text found, made printable and shortened; nil when there is nothing to quote.
  public var found: String?
  public var problem: Wording
  public var fix: Wording?

  /// Makes an issue; all texts are escaped and shortened here, so no message carries raw controls.
  public init(
    code: String, severity: Severity, file: String, line: Int, column: String? = nil,
    found: String? = nil, problem: Wording, fix: Wording? = nil
  ) {
    self.code = code
    self.severity = severity
    self.file = VisibleText.of(file)
    self.line = line
    self.column = column.map { VisibleText.of($0, limit: 60) }
    self.found = found.map { VisibleText.of($0) }
    self.problem = Self.printable(problem)
    self.fix = fix.map(Self.printable)
  }

  private static func printable(_ words: Wording) -> Wording {
    Wording(en: VisibleText.of(words.en, limit: 600), zh: VisibleText.of(words.zh, limit: 600))
  }

  /// `file:line [column]`, without the parts that are not known.
  public var place: String {
    var text = file
    if line > 0 { text += ":\(line)" }
    if let column { text += " [\(column)]" }
    return text
  }
}

extension TableIssue {
  /// The whole message in one line: place, severity and code, what was found, what to do.
  public func message(in language: Language) -> String {
    let name =
      switch (severity, language) {
      case (.error, .en): "error"
      case (.warning, .en): "warning"
      case (.remark, .en): "remark"
      case (.error, .zh): "错误"
      case (.warning, .zh): "警告"
      case (.remark, .zh): "提示"
      }
    /// A sentence with exactly one mark at its end.
    func ended(_ sentence: String, _ stop: String) -> String {
      let bare = String(sentence.reversed().drop { $0 == "." || $0 == "。" }.reversed())
      return bare.hasSuffix("?") || bare.hasSuffix("？") ? bare : bare + stop
    }
    switch language {
    case .en:
      let advice = fix.map { " " + ended($0.en, ".") } ?? ""
      return "\(place): \(name) \(code): \(ended(problem.en, "."))\(advice)"
    case .zh:
      let advice = fix.map { ended($0.zh, "。") } ?? ""
      return "\(place)：\(name) \(code)：\(ended(problem.zh, "。"))\(advice)"
    }
  }
}
