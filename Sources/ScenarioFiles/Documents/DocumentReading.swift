internal import DataPackage
public import NetworkModel

/// Takes values out of a document and notes everything that is wrong on the way, so that all of it is said at once.
///
/// A value that cannot be read gives nothing, and the reading goes on; whoever reads asks ``hasErrors`` at the end.
public struct DocumentReading: Sendable {
  public let file: String
  public private(set) var issues: [DocumentIssue]

  public init(_ document: Document) {
    file = document.file
    issues = document.issues
  }

  public var hasErrors: Bool { issues.contains { $0.severity == .error } }

  public mutating func report(
    _ code: DocumentIssue.Code, _ severity: DocumentIssue.Severity = .error, at node: DocumentNode,
    _ problem: Wording, _ fix: Wording? = nil
  ) {
    append(
      DocumentIssue(
        code, severity, file: file, at: node.place, path: node.path, found: node.scalar, problem,
        fix))
  }

  public mutating func append(_ issue: DocumentIssue) {
    guard issues.count < Document.Limit.issues else { return }
    issues.append(issue)
  }

  // MARK: - Mappings

  /// The node as a mapping of known keys; unknown and missing ones are noted.
  ///
  /// - Parameters:
  ///   - known: every key that may stand there.
  ///   - elsewhere: for keys that people write here and mean elsewhere, where they belong.
  public mutating func mapping(
    _ node: DocumentNode, known: [String], required: [String] = [],
    elsewhere: [String: String] = [:]
  ) -> DocumentNode? {
    guard let entries = node.entries else {
      reportType(node, Wording(en: "keys with values", zh: "键值"), known)
      return nil
    }
    for entry in entries where !known.contains(entry.key) {
      let near = Spelling.nearest(to: entry.key.lowercased(), among: known)
      let hint =
        elsewhere[entry.key.lowercased()].map {
          Wording(en: "It belongs into ‘\($0)’.", zh: "应写入“\($0)”。")
        } ?? near.map { Wording(en: "Did you mean ‘\($0)’?", zh: "是否应为“\($0)”？") }
        ?? Wording(
          en: "Keys are: \(known.joined(separator: ", ")).",
          zh: "可用的键：\(known.joined(separator: "、"))。")
      append(
        DocumentIssue(
          .keyUnknown, file: file, at: entry.place, path: entry.value.path, found: entry.key,
          Wording(en: "the key is not known here", zh: "此处没有这个键"), hint))
    }
    for key in required where node[key] == nil {
      append(
        DocumentIssue(
          .keyMissing, file: file, at: node.place, path: DocumentNode.path(node.path, key: key),
          Wording(en: "the key ‘\(key)’ is missing", zh: "缺少键“\(key)”"),
          Wording(en: "Add it.", zh: "请补充。")))
    }
    return node
  }

  private mutating func reportType(
    _ node: DocumentNode, _ wanted: Wording, _ keys: [String] = []
  ) {
    let found =
      switch node.content {
      case .scalar: Wording(en: "a single value", zh: "单个值")
      case .sequence: Wording(en: "a list", zh: "列表")
      case .mapping: Wording(en: "keys with values", zh: "键值")
      }
    let list = keys.joined(separator: ", ")
    report(
      .wrongType, at: node,
      Wording(
        en: "\(found.en) stands where \(wanted.en) must stand",
        zh: "此处应为\(wanted.zh)，实为\(found.zh)"),
      keys.isEmpty
        ? nil : Wording(en: "Write some of: \(list).", zh: "请使用以下键：\(list)。"))
  }

  /// The node as a list.
  public mutating func items(_ node: DocumentNode) -> [DocumentNode]? {
    if let items = node.items { return items }
    reportType(node, Wording(en: "a list (lines that begin with ‘- ’)", zh: "列表（以“- ”开头的各行）"))
    return nil
  }

  // MARK: - Scalars

  /// The node as text. Numbers and words of JSON must be in quotes.
  public mutating func text(_ node: DocumentNode) -> String? {
    guard case .scalar(let text, let form) = node.content else {
      reportType(node, Wording(en: "a single value", zh: "单个值"))
      return nil
    }
    switch form {
    case .quoted: break
    case .plain:
      if Self.otherReadings.contains(text.lowercased()) {
        if text == "~" || text.lowercased() == "null" || text.isEmpty { return reportNothing(node) }
        report(
          .wordLikeBoolean, .warning, at: node,
          Wording(
            en: "it is read as the text ‘\(text)’; other YAML readers take it for true or false",
            zh: "按文字“\(text)”读取；其他 YAML 软件会当作真或假"),
          Wording(en: "Put it into quotes.", zh: "请加引号。"))
      }
    case .number, .word:
      if text == "null" { return reportNothing(node) }
      report(
        .wrongType, at: node,
        Wording(en: "text must stand in quotes", zh: "文字须加引号"),
        Wording(en: "Write \"\(text)\".", zh: "请写作 \"\(text)\"。"))
      return nil
    }
    guard !text.trimmed.isEmpty else { return reportNothing(node) }
    if let control = text.unicodeScalars.first(where: {
      ($0.value < 0x20 && $0 != "\n") || $0.value == 0x7F || $0.value == 0xFFFD
    }) {
      let digits = String(control.value, radix: 16, uppercase: true)
      report(
        .controlCharacter, at: node,
        Wording(
          en: "the character U+\(digits) stands in the text", zh: "文字中有字符 U+\(digits)"),
        Wording(en: "Remove it.", zh: "请删除。"))
      return nil
    }
    return text.trimmed
  }

  /// What YAML 1.1 takes for a truth value or for nothing.
  private static let otherReadings: Set<String> = [
    "", "~", "null", "y", "n", "yes", "no", "on", "off", "true", "false",
  ]

  private mutating func reportNothing(_ node: DocumentNode) -> String? {
    report(
      .wrongType, at: node, Wording(en: "there is no value", zh: "没有值"),
      Wording(en: "Write it, or leave the key out.", zh: "请填写，或删去该键。"))
    return nil
  }

  /// A decimal number, exactly as it is written.
  public mutating func decimal(
    _ node: DocumentNode, allowNegative: Bool = false
  ) -> ExactDecimal? {
    guard case .scalar(let text, let form) = node.content else {
      reportType(node, Wording(en: "a number", zh: "数字"))
      return nil
    }
    if form == .word || (form == .plain && (text.isEmpty || text == "~")) {
      _ = reportNothing(node)
      return nil
    }
    return decimal(text, at: node, allowNegative: allowNegative, isNumber: form == .number)
  }

  mutating func decimal(
    _ text: String, at node: DocumentNode, allowNegative: Bool = false, isNumber: Bool = false
  ) -> ExactDecimal? {
    let read = Array(text.utf8).withUnsafeBufferPointer { bytes in
      Result { () throws(CellFault) in
        try NumberCell.decimal(bytes, allowNegative: allowNegative)
      }
    }
    do throws(CellFault) {
      let value = try read.get()
      if isNumber, text.contains(".") {
        report(
          .inexactNumber, .warning, at: node,
          Wording(
            en: "it is read as exactly \(value); other JSON readers keep about 15 digits",
            zh: "按 \(value) 精确读取；其他 JSON 软件约保留 15 位"),
          Wording(en: "Put it into quotes.", zh: "请加引号。"))
      }
      return value
    } catch {
      report(.valueForm, at: node, error.problem, error.fix)
      return nil
    }
  }

  /// A whole number between two bounds, written with digits alone.
  ///
  /// - Parameter allowsQuotes: `false` refuses a number in quotes, `true` takes it with a warning.
  public mutating func whole<Number: FixedWidthInteger & Sendable>(
    _ node: DocumentNode, in range: ClosedRange<Number>, allowsQuotes: Bool = true
  ) -> Number? {
    guard case .scalar(let text, let form) = node.content else {
      reportType(node, Wording(en: "a whole number", zh: "整数"))
      return nil
    }
    let isPlain =
      !text.isEmpty && text.utf8.count <= 40 && text.utf8.allSatisfy { (48...57).contains($0) }
      && (text.utf8.count == 1 || text.utf8.first != 48)
    guard isPlain, form != .quoted || allowsQuotes else {
      report(
        isPlain ? .wrongType : .valueForm, at: node,
        isPlain
          ? Wording(en: "a number must stand without quotes", zh: "数字不得加引号")
          : Wording(
            en: "this is not a whole number written with digits alone", zh: "不是仅用数字书写的整数"),
        Wording(
          en: "Write a whole number from \(range.lowerBound) to \(range.upperBound).",
          zh: "请填写 \(range.lowerBound) 至 \(range.upperBound) 的整数。"))
      return nil
    }
    guard let value = Number(text), range.contains(value) else {
      report(
        .range, at: node,
        Wording(
          en: "the number lies outside \(range.lowerBound) to \(range.upperBound)",
          zh: "数值不在 \(range.lowerBound) 至 \(range.upperBound) 之间"),
        Wording(en: "Correct it.", zh: "请更正。"))
      return nil
    }
    if form == .quoted {
      report(
        .quotedNumber, .warning, at: node,
        Wording(
          en: "a number stands in quotes; it is read as \(value)", zh: "数字加了引号，按 \(value) 读取"),
        Wording(en: "Remove the quotes.", zh: "请去掉引号。"))
    }
    return value
  }

  /// A word of a closed vocabulary.
  public mutating func term<Word: Term>(_ node: DocumentNode, _ type: Word.Type) -> Word? {
    guard let text = text(node) else { return nil }
    if let word = Word(rawValue: text) { return word }
    let words = Word.allCases.map(\.rawValue)
    let meant =
      Word.allCases.first { $0.label.zh == text || $0.label.en == text }?.rawValue
      ?? Spelling.nearest(to: text.lowercased(), among: words)
    let hint = meant.map { Wording(en: "Did you mean ‘\($0)’? ", zh: "是否应为“\($0)”？") }
    report(
      .valueUnknown, at: node, Wording(en: "the word is not known here", zh: "不是此处可用的词"),
      Wording(
        en: "\(hint?.en ?? "")Words are: \(words.joined(separator: ", ")).",
        zh: "\(hint?.zh ?? "")可用：\(words.joined(separator: "、"))。"))
    return nil
  }

  /// A year of four digits, from 1900 to 2200.
  public mutating func year(_ node: DocumentNode) -> Int? {
    whole(node, in: 1900...2200)
  }

  /// A day, month or year.
  public mutating func date(_ node: DocumentNode) -> CalendarDate? {
    guard let text = dateText(node) else { return nil }
    let read = Array(text.utf8).withUnsafeBufferPointer { bytes in
      Result { () throws(CellFault) in try PeriodCell.singleDate(bytes) }
    }
    do throws(CellFault) {
      let date = try read.get()
      if (1900...2200).contains(date.year) { return date }
      report(
        .range, at: node,
        Wording(en: "the year lies outside 1900 to 2200", zh: "年份不在 1900 至 2200 之间"),
        Wording(en: "Correct it.", zh: "请更正。"))
    } catch {
      report(.valueForm, at: node, error.problem, error.fix)
    }
    return nil
  }

  /// A period in Extended Date/Time Format.
  public mutating func period(_ node: DocumentNode) -> Period? {
    guard let text = dateText(node) else { return nil }
    let read = Array(text.utf8).withUnsafeBufferPointer { bytes in
      Result { () throws(CellFault) in try PeriodCell.period(bytes) }
    }
    do throws(CellFault) {
      return try read.get()
    } catch {
      report(.valueForm, at: node, error.problem, error.fix)
      return nil
    }
  }

  /// Dates may be numbers of JSON: 2012 is a year.
  private mutating func dateText(_ node: DocumentNode) -> String? {
    if case .scalar(let text, .number) = node.content { return text }
    return text(node)
  }
}
