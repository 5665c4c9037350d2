internal import DataPackage
public import NetworkModel

/// One thing to say about a document: where, what was found, what to do.
public struct DocumentIssue: Error, Hashable, Sendable {
  public typealias Severity = FactIssue.Severity

  /// The stable codes; `docs/scenario-format.md` lists them.
  public enum Code: String, CaseIterable, Sendable {
    case fileMissing = "document/missing"
    case fileTooLarge = "document/too-large"
    case fileName = "document/file-name"
    case encoding = "document/encoding"
    case controlCharacter = "document/control-character"
    case empty = "document/empty"
    case syntax = "document/syntax"
    case repeatedKey = "document/repeated-key"
    case key = "document/key"
    case anchor = "document/anchor"
    case tag = "document/tag"
    case directive = "document/directive"
    case severalDocuments = "document/several-documents"
    case tooDeep = "document/too-deep"
    case notAMapping = "document/not-a-mapping"
    case wordLikeBoolean = "document/word-like-boolean"
    case keyUnknown = "scenario/unknown-key"
    case keyMissing = "scenario/missing-key"
    case wrongType = "scenario/wrong-type"
    case version = "scenario/version"
    case valueUnknown = "scenario/unknown-value"
    case valueForm = "scenario/form"
    case quotedNumber = "scenario/quoted-number"
    case inexactNumber = "scenario/inexact-number"
    case range = "scenario/range"
    case path = "scenario/path"
    case baseFile = "scenario/based-on"
    case verb = "scenario/verb"
    case conflict = "scenario/conflict"
    case repeatedID = "scenario/repeated-id"
    case nothing = "scenario/nothing"
    case change = "scenario/change"
    case requirement = "scenario/requirement"
  }

  public let code: String
  public let severity: Severity
  public let file: String
  /// Absent when the whole file is meant.
  public let place: DocumentPlace?
  /// The keys that lead to it; empty for the root.
  public let path: String
  public let found: String?
  public let problem: Wording
  public let fix: Wording?

  /// Texts are made printable and cut here, so no message carries raw controls.
  public init(
    _ code: Code, _ severity: Severity = .error, file: String, at place: DocumentPlace?,
    path: String = "", found: String? = nil, _ problem: Wording, _ fix: Wording? = nil
  ) {
    self.init(
      code: code.rawValue, severity, file: file, at: place, path: path, found: found, problem, fix)
  }

  init(
    code: String, _ severity: Severity, file: String, at place: DocumentPlace?, path: String,
    found: String?, _ problem: Wording, _ fix: Wording?
  ) {
    func printable(_ words: Wording) -> Wording {
      Wording(en: Self.printable(words.en), zh: Self.printable(words.zh))
    }
    self.code = code
    self.severity = severity
    self.file = VisibleText.of(file)
    self.place = place
    self.path = VisibleText.of(path, limit: 120)
    self.found = found.map { VisibleText.of($0, limit: 60) }
    self.problem = printable(problem)
    self.fix = fix.map(printable)
  }

  /// Line feeds stay: they separate candidates of a name.
  private static func printable(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { VisibleText.of(String($0), limit: 600) }.joined(separator: "\n")
  }

  /// `file:line:column [path]`, without what is not known.
  public var placeText: String {
    var text = file
    if let place { text += ":\(place.line):\(place.column)" }
    if !path.isEmpty { text += " [\(path)]" }
    return text
  }

  /// Place, severity, code, what was found, what is wrong and what to do.
  public func message(in language: Language) -> String {
    func ended(_ sentence: String, _ stop: String) -> String {
      let marks: Set<Character> = [".", "。"]
      let bare = String(sentence.reversed().drop(while: marks.contains).reversed())
      return bare.hasSuffix("?") || bare.hasSuffix("？") ? bare : bare + stop
    }
    let name =
      switch (severity, language) {
      case (.error, .en): "error"
      case (.warning, .en): "warning"
      case (.remark, .en): "remark"
      case (.error, .zh): "错误"
      case (.warning, .zh): "警告"
      case (.remark, .zh): "提示"
      }
    switch language {
    case .en:
      let quote = found.map { "‘\($0)’: " } ?? ""
      let advice = fix.map { " " + ended($0.en, ".") } ?? ""
      return "\(placeText): \(name) \(code): \(quote)\(ended(problem.en, "."))\(advice)"
    case .zh:
      let quote = found.map { "“\($0)”：" } ?? ""
      let advice = fix.map { ended($0.zh, "。") } ?? ""
      return "\(placeText)：\(name) \(code)：\(quote)\(ended(problem.zh, "。"))\(advice)"
    }
  }
}

/// A document or a scenario that cannot be used: every issue, in order of place.
public struct DocumentRefusal: Error, Sendable {
  public let issues: [DocumentIssue]

  public init(_ issues: [DocumentIssue]) {
    self.issues = issues.sorted(by: DocumentIssue.precede)
  }
}

extension DocumentIssue {
  /// By file as they were read, then by place; the order of equal places is kept by the caller's sort.
  static func precede(_ a: DocumentIssue, _ b: DocumentIssue) -> Bool {
    if a.file != b.file { return a.file.utf8.lexicographicallyPrecedes(b.file.utf8) }
    let (x, y) = (a.place ?? .start, b.place ?? .start)
    if x != y { return x < y }
    return (a.code, a.path) < (b.code, b.path)
  }
}
