internal import DataPackage
internal import NetworkModel

/// JSON (RFC 8259, strictly) as a tree of located values.
enum JSONTree {
  /// Issues are added; nothing comes back when the text is not JSON or too deep.
  static func read(
    _ bytes: [UInt8], file: String, issues: inout [DocumentIssue]
  ) throws(DocumentRefusal) -> DocumentNode? {
    let parsed = bytes.withUnsafeBufferPointer { buffer in
      Result { () throws(JSONSyntaxError) in try JSONDocument(buffer) }
    }
    let document: JSONDocument
    do throws(JSONSyntaxError) {
      document = try parsed.get()
    } catch {
      issues.append(
        DocumentIssue(
          .syntax, file: file, at: place(error.line, error.column, in: bytes), path: error.path,
          Wording(en: error.problem, zh: error.chinese),
          Wording(en: "Correct the JSON text.", zh: "请更正 JSON 文本。")))
      return nil
    }
    for key in document.repeatedKeys.prefix(Document.Limit.issues) {
      issues.append(
        DocumentIssue(
          .repeatedKey, file: file, at: place(key.line, key.column, in: bytes), path: key.key,
          found: key.key,
          Wording(en: "the key occurs twice in one object", zh: "同一对象中键重复"),
          Wording(en: "Keep one of them.", zh: "请只保留一个。")))
    }
    var lines = LineStarts(bytes)
    do throws(TooDeep) {
      return try node(document.root, path: "", depth: 0, &lines)
    } catch {
      let first = document.root.members?.first { depth($0.value) >= Document.Limit.depth }
      issues.append(
        .tooDeep(
          file: file,
          at: first.map { place($0.line, $0.column, in: bytes) } ?? .start, path: first?.key ?? ""))
      return nil
    }
  }

  private struct TooDeep: Error {}

  private static func depth(_ node: JSONNode) -> Int {
    let inner = (node.array ?? []) + (node.members ?? []).map(\.value)
    return 1 + (inner.map(depth).max() ?? 0)
  }

  private static func node(
    _ json: JSONNode, path: String, depth: Int, _ lines: inout LineStarts
  ) throws(TooDeep) -> DocumentNode {
    guard depth < Document.Limit.depth else { throw TooDeep() }
    let place = lines.place(json.line, json.column)
    func scalar(_ text: String, _ form: DocumentNode.ScalarForm) -> DocumentNode {
      DocumentNode(.scalar(text, form), at: place, path: path)
    }
    switch json.value {
    case .null: return scalar("null", .word)
    case .bool(let value): return scalar(value ? "true" : "false", .word)
    case .number(let text): return scalar(text, .number)
    case .string(let text): return scalar(text, .quoted)
    case .array(let items):
      var nodes: [DocumentNode] = []
      for (index, item) in items.enumerated() {
        nodes.append(try node(item, path: "\(path)[\(index)]", depth: depth + 1, &lines))
      }
      return DocumentNode(.sequence(nodes), at: place, path: path)
    case .object(let members):
      var entries: [DocumentNode.Entry] = []
      for member in members {
        entries.append(
          DocumentNode.Entry(
            key: member.key, place: lines.place(member.line, member.column),
            value: try node(
              member.value, path: DocumentNode.path(path, key: member.key), depth: depth + 1,
              &lines)))
      }
      return DocumentNode(.mapping(entries), at: place, path: path)
    }
  }

  private static func place(_ line: Int, _ byte: Int, in bytes: [UInt8]) -> DocumentPlace {
    var lines = LineStarts(bytes)
    return lines.place(line, byte)
  }
}

/// Turns positions in bytes into positions in characters.
private struct LineStarts {
  private let bytes: [UInt8]
  private var starts = [0]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    for (offset, byte) in bytes.enumerated() where byte == 0x0A { starts.append(offset + 1) }
  }

  mutating func place(_ line: Int, _ byte: Int) -> DocumentPlace {
    guard starts.indices.contains(line - 1) else { return DocumentPlace(line: line, column: byte) }
    let start = starts[line - 1]
    let end = min(bytes.count, start + byte - 1)
    return DocumentPlace(
      line: line, column: bytes[start..<max(start, end)].count { $0 & 0xC0 != 0x80 } + 1)
  }
}

extension DocumentIssue {
  static func tooDeep(file: String, at place: DocumentPlace, path: String) -> DocumentIssue {
    DocumentIssue(
      .tooDeep, file: file, at: place, path: path,
      Wording(
        en: "values are nested more than \(Document.Limit.depth) deep here",
        zh: "此处嵌套超过 \(Document.Limit.depth) 层"),
      Wording(en: "A scenario needs five levels at most.", zh: "情景文件至多需要五层。"))
  }
}
