// Yams wraps libyaml and passes its events on only as finished nodes, with aliases resolved; the events themselves are in
// its C module.
internal import CYaml
internal import DataPackage
internal import NetworkModel

/// YAML as a tree of located values, built from the events of libyaml.
///
/// Of YAML only what has one reading is taken: mappings with plain keys, sequences, scalars as text. Aliases, anchors, tags and
/// directives are faults where they stand, and nothing is copied for them.
enum YAMLTree {
  /// Issues are added; nothing comes back when the text cannot be followed to its end.
  static func read(
    _ bytes: [UInt8], file: String, issues: inout [DocumentIssue]
  ) throws(DocumentRefusal) -> DocumentNode? {
    var builder = YAMLBuilder(bytes, file: file)
    let root = bytes.withUnsafeBufferPointer { builder.build($0) }
    issues += builder.issues
    return root
  }
}

private struct YAMLBuilder {
  let bytes: [UInt8]
  let file: String
  private(set) var issues: [DocumentIssue] = []
  private var parser = yaml_parser_t()
  /// The key of the root under which the parser stands.
  private var rootKey: (name: String, place: DocumentPlace)?

  /// Nothing more can be read; the reason is among the issues.
  private struct Stop: Error {}

  private struct Event {
    enum Kind {
      case documentStart(hasDirectives: Bool)
      case documentEnd, streamEnd, alias
      case scalar(String, isPlain: Bool)
      case sequenceStart, sequenceEnd, mappingStart, mappingEnd, other
    }

    var kind: Kind
    var place: DocumentPlace
    var hasAnchor = false
    var tag: String?
  }

  init(_ bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  mutating func build(_ buffer: UnsafeBufferPointer<UInt8>) -> DocumentNode? {
    guard yaml_parser_initialize(&parser) == 1 else {
      report(
        .syntax, at: .start, Wording(en: "there is not enough memory", zh: "内存不足"), nil)
      return nil
    }
    defer { yaml_parser_delete(&parser) }
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
    yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
    do throws(Stop) {
      return try document()
    } catch {
      return nil
    }
  }

  private mutating func report(
    _ code: DocumentIssue.Code, _ severity: DocumentIssue.Severity = .error,
    at place: DocumentPlace,
    path: String = "", found: String? = nil, _ problem: Wording, _ fix: Wording?
  ) {
    guard issues.count < Document.Limit.issues else { return }
    issues.append(
      DocumentIssue(code, severity, file: file, at: place, path: path, found: found, problem, fix))
  }

  // MARK: - Structure

  private mutating func document() throws(Stop) -> DocumentNode? {
    var event = try next()
    while case .other = event.kind { event = try next() }
    guard case .documentStart(let hasDirectives) = event.kind else {
      report(
        .empty, at: .start, Wording(en: "the file holds no value", zh: "文件没有内容"),
        Wording(
          en: "Begin with ‘schema_version: 1’ and ‘name: …’.",
          zh: "请以“schema_version: 1”和“name: …”开头。"))
      return nil
    }
    if hasDirectives {
      report(
        .directive, at: event.place,
        Wording(en: "a directive (%) stands before the document", zh: "文档前有指令（%）"),
        Wording(en: "Remove it and the line ‘---’.", zh: "请删除该指令及“---”行。"))
    }
    let root = try node(try next(), path: "", depth: 0)
    _ = try next()
    if case .documentStart = try next().kind {
      report(
        .severalDocuments, at: try next().place,
        Wording(en: "a second document begins here", zh: "此处开始了第二个文档"),
        Wording(en: "Put each scenario into a file of its own.", zh: "每个情景请用单独的文件。"))
    }
    return root
  }

  private mutating func node(
    _ event: Event, path: String, depth: Int
  ) throws(Stop) -> DocumentNode {
    guard depth < Document.Limit.depth else {
      append(
        .tooDeep(file: file, at: rootKey?.place ?? .start, path: rootKey?.name ?? ""))
      throw Stop()
    }
    refuseExtras(event, path)
    switch event.kind {
    case .scalar(let text, let isPlain):
      return DocumentNode(
        .scalar(text, isPlain ? .plain : .quoted), at: event.place, path: path)
    case .sequenceStart:
      var items: [DocumentNode] = []
      while true {
        let item = try next()
        if case .sequenceEnd = item.kind { break }
        items.append(try node(item, path: "\(path)[\(items.count)]", depth: depth + 1))
      }
      return DocumentNode(.sequence(items), at: event.place, path: path)
    case .mappingStart:
      return DocumentNode(.mapping(try entries(path, depth)), at: event.place, path: path)
    default:
      // An alias: what it stands for is not looked up.
      return DocumentNode(.scalar("", .plain), at: event.place, path: path)
    }
  }

  private mutating func append(_ issue: DocumentIssue) { issues.append(issue) }

  private mutating func entries(_ path: String, _ depth: Int) throws(Stop) -> [DocumentNode.Entry] {
    var entries: [DocumentNode.Entry] = []
    var seen: Set<[UInt8]> = []
    while true {
      let event = try next()
      if case .mappingEnd = event.kind { return entries }
      let key = try key(event, path, depth)
      if depth == 0, let key { rootKey = (key, event.place) }
      let inner = DocumentNode.path(path, key: key ?? "?")
      let value = try node(try next(), path: inner, depth: depth + 1)
      guard let key else { continue }
      guard seen.insert(Array(key.utf8)).inserted else {
        report(
          .repeatedKey, at: event.place, path: inner, found: key,
          Wording(en: "the key stands here a second time", zh: "键在此重复出现"),
          Wording(en: "Keep one of them.", zh: "请只保留一个。"))
        continue
      }
      entries.append(DocumentNode.Entry(key: key, place: event.place, value: value))
    }
  }

  /// The text of a key, or nothing when it is no plain word.
  private mutating func key(_ event: Event, _ path: String, _ depth: Int) throws(Stop) -> String? {
    if case .scalar(let text, let isPlain) = event.kind {
      refuseExtras(event, path)
      if isPlain, text == "<<" {
        report(
          .anchor, at: event.place, path: path, found: text,
          Wording(en: "merge keys are not read", zh: "不支持合并键"),
          Wording(en: "Write the keys out.", zh: "请把各键写全。"))
        return nil
      }
      if !text.isEmpty { return text }
    } else {
      _ = try node(event, path: DocumentNode.path(path, key: "?"), depth: depth + 1)
    }
    report(
      .key, at: event.place, path: path,
      Wording(en: "a key is not a word", zh: "键不是单词"),
      Wording(en: "Write ‘key: value’.", zh: "请写作“键: 值”。"))
    return nil
  }

  private mutating func refuseExtras(_ event: Event, _ path: String) {
    if case .alias = event.kind {
      report(
        .anchor, at: event.place, path: path,
        Wording(en: "aliases (*) are not read", zh: "不支持别名（*）"),
        Wording(en: "Write the value itself.", zh: "请直接写出值。"))
    }
    if event.hasAnchor {
      report(
        .anchor, at: event.place, path: path,
        Wording(en: "anchors (&) are not read", zh: "不支持锚点（&）"),
        Wording(en: "Remove it and write values where they are needed.", zh: "请删除，并在需要处直接写值。"))
    }
    if let tag = event.tag {
      report(
        .tag, at: event.place, path: path, found: tag,
        Wording(en: "tags (!) are not read", zh: "不支持标签（!）"),
        Wording(en: "Write the plain value.", zh: "请直接写值。"))
    }
  }

  // MARK: - Events of libyaml

  private mutating func next() throws(Stop) -> Event {
    var event = yaml_event_t()
    guard yaml_parser_parse(&parser, &event) == 1 else {
      reportSyntax()
      throw Stop()
    }
    defer { yaml_event_delete(&event) }
    func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
      pointer.map { String(cString: $0) }
    }
    let mark = event.start_mark
    var result = Event(
      kind: .other, place: DocumentPlace(line: Int(mark.line) + 1, column: Int(mark.column) + 1))
    switch event.type {
    case YAML_DOCUMENT_START_EVENT:
      let start = event.data.document_start
      result.kind = .documentStart(
        hasDirectives: start.version_directive != nil
          || start.tag_directives.start != start.tag_directives.end)
    case YAML_DOCUMENT_END_EVENT: result.kind = .documentEnd
    case YAML_STREAM_END_EVENT: result.kind = .streamEnd
    case YAML_ALIAS_EVENT: result.kind = .alias
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let content = UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      result.kind = .scalar(
        String(decoding: content, as: UTF8.self), isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
      result.hasAnchor = scalar.anchor != nil
      result.tag = text(scalar.tag)
    case YAML_SEQUENCE_START_EVENT:
      result.kind = .sequenceStart
      result.hasAnchor = event.data.sequence_start.anchor != nil
      result.tag = text(event.data.sequence_start.tag)
    case YAML_SEQUENCE_END_EVENT: result.kind = .sequenceEnd
    case YAML_MAPPING_START_EVENT:
      result.kind = .mappingStart
      result.hasAnchor = event.data.mapping_start.anchor != nil
      result.tag = text(event.data.mapping_start.tag)
    case YAML_MAPPING_END_EVENT: result.kind = .mappingEnd
    default: break
    }
    return result
  }

  /// What libyaml says when it stops, in words for those that people run into.
  private mutating func reportSyntax() {
    let words = parser.problem.map { String(cString: $0) } ?? "unknown error"
    let mark = parser.problem_mark
    let place =
      parser.error == YAML_READER_ERROR
      ? DocumentText.place(of: Int(parser.problem_offset), in: bytes)
      : DocumentPlace(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
    let known: [(String, Wording, Wording)] = [
      (
        "mapping values are not allowed",
        Wording(en: "a colon and a space stand inside a value", zh: "值中有冒号加空格"),
        Wording(en: "Put the value into quotes.", zh: "请给值加引号。")
      ),
      (
        "cannot start any token",
        Wording(
          en: "a character stands here that cannot begin a value (a tab, @ or `)",
          zh: "此处的字符（制表符、@ 或 `）不能作为值的开头"),
        Wording(en: "Indent with spaces; put the value into quotes.", zh: "请用空格缩进，或给值加引号。")
      ),
      (
        "did not find expected key",
        Wording(
          en: "a ‘key: value’ is expected here; the indentation or a quote may be wrong",
          zh: "此处应为“键: 值”；缩进或引号可能有误"),
        Wording(en: "Indent the keys of one mapping alike.", zh: "同一层的键请对齐。")
      ),
      (
        "incompatible YAML document",
        Wording(
          en: "a directive names a version of YAML that is not known", zh: "指令中的 YAML 版本未知"),
        Wording(en: "Remove the directive and the line ‘---’.", zh: "请删除该指令及“---”行。")
      ),
      (
        "control characters are not allowed",
        Wording(en: "a control character stands in the text", zh: "文本中有控制字符"),
        Wording(en: "Remove it.", zh: "请删除。")
      ),
      (
        "found undefined tag handle",
        Wording(en: "tags (!) are not read", zh: "不支持标签（!）"),
        Wording(en: "Write the plain value.", zh: "请直接写值。")
      ),
    ]
    if words.contains("nesting level") {
      append(.tooDeep(file: file, at: rootKey?.place ?? place, path: rootKey?.name ?? ""))
    } else if let match = known.first(where: { words.contains($0.0) }) {
      report(.syntax, at: place, match.1, match.2)
    } else {
      report(
        .syntax, at: place,
        Wording(en: "this is not YAML (\(words))", zh: "不符合 YAML 格式（\(words)）"),
        Wording(
          en: "Check indentation, quotes and brackets near this line.", zh: "请检查附近的缩进、引号和括号。"))
    }
  }
}
