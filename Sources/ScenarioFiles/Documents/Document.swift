internal import DataPackage
internal import NetworkModel

/// A YAML or JSON file as a tree of located values.
///
/// Strict on purpose. A file is at most 1 MiB of UTF-8 (UTF-16 with a byte order mark is converted, with a warning), its root is a
/// mapping, it is nested at most 32 deep, no key occurs twice, and it holds one document. Of YAML, anchors, aliases, tags, merge
/// keys and directives are refused as soon as the parser meets them, before anything is put together, so that no file can
/// grow in memory.
///
/// - Complexity: O(bytes) time and memory.
public struct Document: Sendable {
  public enum Limit {
    public static let bytes = 1 << 20
    public static let depth = 32
    /// Issues kept for one file.
    public static let issues = 200
  }

  /// The name by which messages call it.
  public let file: String
  public let root: DocumentNode
  /// SHA-256 of the file, 64 hexadecimal digits.
  public let digest: String
  /// Warnings and remarks.
  public let issues: [DocumentIssue]

  public init(file: String, root: DocumentNode, digest: String, issues: [DocumentIssue]) {
    self.file = file
    self.root = root
    self.digest = digest
    self.issues = issues
  }

  /// Reads a file; the end of its name (`.yaml`, `.yml` or `.json`) says which of the two it is.
  ///
  /// - Throws: ``DocumentRefusal`` with every issue.
  public static func read(_ path: String) throws(DocumentRefusal) -> Document {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    func refusal(_ code: DocumentIssue.Code, _ problem: Wording, _ fix: Wording) -> DocumentRefusal
    {
      DocumentRefusal([DocumentIssue(code, file: name, at: nil, problem, fix)])
    }
    guard !path.utf8.contains(0), let size = FileBytes.size(path) else {
      throw refusal(
        .fileMissing, Wording(en: "there is no such file", zh: "没有这个文件"),
        Wording(en: "Check its name.", zh: "请检查文件名。"))
    }
    guard size <= Limit.bytes else {
      throw refusal(
        .fileTooLarge,
        Wording(
          en: "the file has \(size) bytes, more than \(Limit.bytes) (1 MiB)",
          zh: "文件有 \(size) 字节，超过 \(Limit.bytes) 字节（1 MiB）"),
        Wording(
          en: "A scenario is a short list of changes; put tables into CSV.",
          zh: "情景文件只列变化；成表的数据请用 CSV。"))
    }
    guard let bytes = FileBytes.all(path) else {
      throw refusal(
        .fileMissing, Wording(en: "the file cannot be read", zh: "文件无法读取"),
        Wording(en: "Check its permissions.", zh: "请检查文件权限。"))
    }
    return try read(bytes, named: name)
  }

  /// Reads bytes that are in memory already.
  public static func read(
    _ bytes: [UInt8], named file: String
  ) throws(DocumentRefusal) -> Document {
    let lower = file.lowercased()
    let isJSON = lower.hasSuffix(".json")
    guard isJSON || lower.hasSuffix(".yaml") || lower.hasSuffix(".yml") else {
      throw DocumentRefusal([
        DocumentIssue(
          .fileName, file: file, at: nil,
          Wording(
            en: "the name of the file does not say whether it is YAML or JSON",
            zh: "文件名未表明是 YAML 还是 JSON"),
          Wording(en: "Name it .yaml, .yml or .json.", zh: "请以 .yaml、.yml 或 .json 结尾。"))
      ])
    }
    let text = try DocumentText(bytes, file: file)
    var issues = text.issues
    let root =
      isJSON
      ? try JSONTree.read(text.bytes, file: file, issues: &issues)
      : try YAMLTree.read(text.bytes, file: file, issues: &issues)
    if let root, root.entries == nil {
      let what =
        root.items == nil ? Wording(en: "one value", zh: "单个值") : Wording(en: "a list", zh: "列表")
      issues.append(
        DocumentIssue(
          .notAMapping, file: file, at: root.place,
          Wording(
            en: "the document is \(what.en), not keys with values", zh: "文档为\(what.zh)，而非键值"),
          Wording(
            en: "Begin with ‘schema_version: 1’ and ‘name: …’.",
            zh: "请以“schema_version: 1”和“name: …”开头。")))
    }
    guard let root, !issues.contains(where: { $0.severity == .error }) else {
      throw DocumentRefusal(issues)
    }
    return Document(file: file, root: root, digest: SHA256.hex(bytes), issues: issues)
  }
}

/// The bytes of a document as clean UTF-8 without NUL.
struct DocumentText {
  private(set) var bytes: [UInt8]
  private(set) var issues: [DocumentIssue] = []

  init(_ given: [UInt8], file: String) throws(DocumentRefusal) {
    bytes = given
    func refusal(
      _ code: DocumentIssue.Code, at place: DocumentPlace, path: String = "",
      found: String? = nil, _ problem: Wording, _ fix: Wording
    ) -> DocumentRefusal {
      DocumentRefusal([
        DocumentIssue(code, file: file, at: place, path: path, found: found, problem, fix)
      ])
    }
    if given.starts(with: [0xFF, 0xFE]) || given.starts(with: [0xFE, 0xFF]) {
      let converted = given.withUnsafeBufferPointer {
        Transcoding.fromUTF16(.init(rebasing: $0[2...]), bigEndian: given[0] == 0xFE)
      }
      guard let converted else {
        throw refusal(
          .encoding, at: .start,
          Wording(en: "the file says it is UTF-16 but is damaged", zh: "文件标明为 UTF-16，但内容已损坏"),
          Wording(en: "Save it again as UTF-8.", zh: "请重新保存为 UTF-8。"))
      }
      bytes = converted
      issues.append(
        DocumentIssue(
          .encoding, .warning, file: file, at: .start,
          Wording(en: "the file is UTF-16; it was read as such", zh: "文件编码为 UTF-16，已按此读取"),
          Wording(en: "Save it as UTF-8.", zh: "请另存为 UTF-8。")))
    } else if given.starts(with: [0xEF, 0xBB, 0xBF]) {
      bytes.removeFirst(3)
    }
    if let zero = bytes.firstIndex(of: 0) {
      let isWide = bytes.prefix(64).count { $0 == 0 } > 8
      throw refusal(
        isWide ? .encoding : .controlCharacter, at: Self.place(of: isWide ? 0 : zero, in: bytes),
        found: isWide ? nil : "\0",
        isWide
          ? Wording(
            en: "the file looks like UTF-16 without a byte order mark", zh: "文件疑为没有字节顺序标记的 UTF-16")
          : Wording(en: "a NUL byte stands in the text", zh: "文本中有 NUL 字节"),
        isWide
          ? Wording(en: "Save it as UTF-8.", zh: "请另存为 UTF-8。")
          : Wording(en: "Remove it.", zh: "请删除。"))
    }
    let bad = bytes.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.flatMap { UTF8Scan.scan($0, count: buffer.count).firstBad }
    }
    if let bad {
      let digits = String(bytes[bad], radix: 16, uppercase: true)
      throw refusal(
        .encoding, at: Self.place(of: bad, in: bytes), path: Self.key(before: bad, in: bytes),
        Wording(
          en: "the text is not UTF-8: byte 0x\(digits) at offset \(bad)",
          zh: "文本不是 UTF-8：偏移 \(bad) 处为字节 0x\(digits)"),
        Wording(en: "Save it as UTF-8.", zh: "请另存为 UTF-8。"))
    }
    guard bytes.contains(where: { $0 > 0x20 }) else {
      throw refusal(
        .empty, at: .start, Wording(en: "the file is empty", zh: "文件为空"),
        Wording(
          en: "Begin with ‘schema_version: 1’ and ‘name: …’.",
          zh: "请以“schema_version: 1”和“name: …”开头。"))
    }
  }

  /// The key at the beginning of the line of a byte, if there is one: nothing more is known of a text that cannot be read.
  private static func key(before offset: Int, in bytes: [UInt8]) -> String {
    let start = bytes[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let line = bytes[start..<offset].drop { $0 == 0x20 || $0 == 0x22 || $0 == 0x7B }
    let word = line.prefix {
      (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || $0 == 0x5F
    }
    let rest = line[word.endIndex...].drop { $0 == 0x22 || $0 == 0x20 }
    return rest.first == 0x3A ? String(decoding: word, as: UTF8.self) : ""
  }

  /// The place of a byte, columns counted in characters.
  static func place(of offset: Int, in bytes: [UInt8]) -> DocumentPlace {
    let before = bytes[..<min(offset, bytes.count)]
    let line = before.count { $0 == 0x0A } + 1
    let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let column = before[start...].count { $0 & 0xC0 != 0x80 } + 1
    return DocumentPlace(line: line, column: column)
  }
}
