internal import NetworkModel

/// The text of a file, found out from its bytes: clean UTF-8 to read on, or the reason why not.
struct SourceText {
  /// What is to be read: part of the bytes as they were, or converted ones.
  enum Content {
    case region(Range<Int>)
    case converted([UInt8])
    case refused
  }

  var content: Content
  /// Whether some cell holds an invisible or control character.
  var hasSuspicious = false
  var issues: [TableIssue] = []

  /// Recognises the encoding and form of a file.
  ///
  /// - Parameters:
  ///   - bytes: the bytes of the whole file.
  ///   - file: its path in the package, for messages.
  ///   - assumeGB18030: convert what is not UTF-8 from GB18030 instead of refusing it.
  ///   - isTable: whether a CSV table is expected, rather than JSON.
  init(
    _ bytes: UnsafeBufferPointer<UInt8>, file: String, assumeGB18030: Bool, isTable: Bool = true
  ) {
    content = .refused
    var start = 0
    var end = bytes.count
    func begins(_ pattern: [UInt8]) -> Bool {
      end - start >= pattern.count
        && (0..<pattern.count).allSatisfy { bytes[start + $0] == pattern[$0] }
    }
    func issue(
      _ code: IssueCode, _ severity: TableIssue.Severity, line: Int = 1, column: String? = nil,
      found: String? = nil, _ problem: Wording, _ fix: Wording?
    ) {
      issues.append(
        TableIssue(
          code: code.rawValue, severity: severity, file: file, line: line, column: column,
          found: found, problem: problem, fix: fix))
    }

    if let form = Self.foreignForm(bytes) {
      issue(
        .notATable, .error,
        Wording(
          en: "The file looks like \(form), not like \(isTable ? "a CSV table" : "a JSON text").",
          zh: "该文件看起来是\(form)，不是\(isTable ? "CSV 表" : "JSON 文本")。"),
        Wording(
          en: "Export it again as “CSV UTF-8”.", zh: "请重新导出为“CSV UTF-8”格式。"))
      return
    }
    if begins([0xFF, 0xFE]) || begins([0xFE, 0xFF]) {
      let bigEndian = bytes[0] == 0xFE
      let rest = UnsafeBufferPointer(rebasing: bytes[2...])
      guard var converted = Transcoding.fromUTF16(rest, bigEndian: bigEndian) else {
        issue(
          .encodingUTF16, .error,
          Wording(
            en: "The file says it is UTF-16 but is damaged.", zh: "该文件标明为 UTF-16，但内容已损坏。"),
          Wording(en: "Save it again as UTF-8.", zh: "请重新保存为 UTF-8。"))
        return
      }
      issue(
        .encodingConverted, .remark,
        Wording(
          en: "The file is UTF-16 (\(bigEndian ? "big" : "little") endian); it was read as such.",
          zh: "该文件编码为 UTF-16（\(bigEndian ? "大" : "小")端序），已按此读取。"),
        Wording(
          en: "Save it as UTF-8 to keep the package uniform.", zh: "建议另存为 UTF-8，以保持统一。"))
      if converted.last == 0x1A { converted.removeLast() }
      finish(converted: converted)
      return
    }
    if begins([0xEF, 0xBB, 0xBF]) {
      start = 3
      if begins([0xEF, 0xBB, 0xBF]) {
        while begins([0xEF, 0xBB, 0xBF]) { start += 3 }
        issue(
          .encodingRepeatedBOM, .warning, column: Self.firstHeader(bytes, from: start),
          Wording(
            en: "The file begins with more than one byte order mark; all were skipped.",
            zh: "文件开头有多个字节顺序标记（BOM），均已跳过。"),
          Wording(en: "Remove the extra U+FEFF.", zh: "请删除多余的 U+FEFF。"))
      }
    }
    guard end > start else {
      issue(
        .fileEmpty, .error,
        Wording(en: "The file is empty.", zh: "文件为空。"),
        Wording(
          en: "A table without rows still has its header line.", zh: "没有数据的表也应有表头行。"))
      return
    }
    var last = end - 1
    while last > start, bytes[last] == 0x0A || bytes[last] == 0x0D { last -= 1 }
    if bytes[last] == 0x1A {
      end = last
      let line = 1 + (start..<end).reduce(0) { $0 + (bytes[$1] == 0x0A ? 1 : 0) }
      issue(
        .controlZ, .warning, line: line, found: "\u{1A}",
        Wording(
          en: "The file ends with the DOS end-of-file character (Ctrl-Z); it was skipped.",
          zh: "文件末尾有 DOS 文件结束符（Ctrl-Z），已跳过。"),
        Wording(en: "Remove the last byte.", zh: "请删除最后一个字节。"))
    }
    let region = UnsafeBufferPointer(rebasing: bytes[start..<end])
    guard let base = region.baseAddress else { return }
    let scan = UTF8Scan.scan(base, count: region.count)
    let zeros = max(scan.zeroBytesAtEven, scan.zeroBytesAtOdd)
    if Self.looksLikeUTF16(region, zerosSeen: zeros) {
      issue(
        .encodingUTF16, .error,
        Wording(
          en: "The file looks like UTF-16 without a byte order mark.",
          zh: "该文件看起来是没有字节顺序标记的 UTF-16。"),
        Wording(
          en: "Convert it: iconv -f UTF-16LE -t UTF-8.",
          zh: "请先转换：iconv -f UTF-16LE -t UTF-8。"))
      return
    }
    guard let bad = scan.firstBad else {
      hasSuspicious = scan.hasSuspicious
      content = .region(start..<end)
      return
    }
    let asGB18030 = Transcoding.fromGB18030(region)
    if assumeGB18030, let asGB18030 {
      issue(
        .encodingConverted, .remark,
        Wording(en: "The file was converted from GB18030.", zh: "文件已由 GB18030 转换。"),
        Wording(
          en: "Save it as UTF-8 to keep the package uniform.", zh: "建议另存为 UTF-8，以保持统一。"))
      finish(converted: asGB18030)
      return
    }
    let suspect = Self.firstForeignByte(before: bad, in: region)
    let place =
      isTable ? Self.place(of: suspect, in: region) : Self.linePlace(of: suspect, in: region)
    let byte = "0x" + String(region[bad], radix: 16, uppercase: true)
    let context = Self.context(of: bad, in: region)
    if asGB18030 != nil {
      issue(
        .encodingGB18030, .error, line: place.line, column: place.column, found: context,
        Wording(
          en: "The file is not UTF-8 (byte \(byte) at offset \(start + bad)); it can be read as "
            + "GB18030 (GBK), but Big5 and others cannot be told from it with certainty.",
          zh: "文件不是 UTF-8（偏移 \(start + bad) 处为字节 \(byte)）；可按 GB18030（GBK）读取，但无法与 Big5 等编码确切区分。"),
        Wording(
          en: "If it is GB18030, give --encoding gb18030; otherwise convert it to UTF-8.",
          zh: "如确为 GB18030，请使用 --encoding gb18030；否则请先转换为 UTF-8。"))
    } else {
      issue(
        .encodingInvalid, .error, line: place.line, column: place.column, found: context,
        Wording(
          en: "The text is not UTF-8: byte \(byte) at offset \(start + bad), near “\(context)”.",
          zh: "文本不是 UTF-8：偏移 \(start + bad) 处为字节 \(byte)，位于“\(context)”附近。"),
        Wording(
          en: "Find out how the file was made and save it as UTF-8; parts may be pasted together.",
          zh: "请查明文件来源并另存为 UTF-8；可能由不同编码的内容拼接而成。"))
    }
  }

  private mutating func finish(converted: [UInt8]) {
    hasSuspicious = converted.withUnsafeBufferPointer {
      $0.isEmpty ? false : UTF8Scan.scan($0.baseAddress!, count: $0.count).hasSuspicious
    }
    content = .converted(converted)
  }
}

extension SourceText {
  /// What the first bytes say when the file is something else altogether.
  private static func foreignForm(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
    let head = Array(bytes.prefix(512))
    if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
      return "XLSX/ZIP"
    }
    if head.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return "XLS/OLE" }
    if head.starts(with: [0x1F, 0x8B]) { return "gzip" }
    if head.starts(with: Array("%PDF".utf8)) { return "PDF" }
    if head.starts(with: Array("SQLite format".utf8)) { return "SQLite" }
    let text = String(decoding: head, as: UTF8.self).lowercased()
      .drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    for mark in ["<!doctype", "<html", "<table", "<?xml", "<head", "<body"] {
      if text.hasPrefix(mark) { return mark == "<?xml" ? "XML" : "HTML" }
    }
    return nil
  }

  private static func looksLikeUTF16(_ bytes: UnsafeBufferPointer<UInt8>, zerosSeen: Int) -> Bool {
    guard zerosSeen > 0, bytes.count >= 8 else { return false }
    let sample = min(bytes.count, 4096)
    var even = 0
    var odd = 0
    for at in 0..<sample where bytes[at] == 0 {
      if at & 1 == 0 { even += 1 } else { odd += 1 }
    }
    return max(even, odd) * 4 > sample && min(even, odd) * 8 < max(even, odd)
  }

  private static func firstHeader(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> String {
    let line = bytes[start...].prefix { $0 != 0x2C && $0 != 0x0A && $0 != 0x0D }
    return String(decoding: line, as: UTF8.self)
  }

  /// The physical line of an offset, and the header name of the field that it lies in.
  private static func place(
    of offset: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> (line: Int, column: String?) {
    var line = 1
    var lineStart = 0
    for at in 0..<offset where bytes[at] == 0x0A {
      line += 1
      lineStart = at + 1
    }
    var field = 0
    var quoted = false
    for at in lineStart..<offset {
      if bytes[at] == 0x22 { quoted.toggle() }
      if bytes[at] == 0x2C, !quoted { field += 1 }
    }
    let header = bytes.prefix { $0 != 0x0A && $0 != 0x0D }
      .split(separator: 0x2C, omittingEmptySubsequences: false)
    guard field < header.count else { return (line, nil) }
    return (line, String(decoding: header[field], as: UTF8.self))
  }

  /// Where the foreign text of a line begins: some of its bytes may pass for UTF-8 by chance, so in a
  /// line that reads as GB18030 as a whole it is the first byte that is not ASCII.
  private static func firstForeignByte(
    before bad: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> Int {
    let start = bytes[..<bad].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let end = bytes[bad...].firstIndex(of: 0x0A) ?? bytes.count
    let line = UnsafeBufferPointer(rebasing: bytes[start..<end])
    guard Transcoding.fromGB18030(line) != nil else { return bad }
    return start + (line.firstIndex { $0 >= 0x80 } ?? bad - start)
  }

  private static func linePlace(
    of offset: Int, in bytes: UnsafeBufferPointer<UInt8>
  ) -> (line: Int, column: String?) {
    (1 + (0..<offset).reduce(0) { $0 + (bytes[$1] == 0x0A ? 1 : 0) }, nil)
  }

  /// The cell around a bad byte, its bad bytes written as `\xE9`.
  private static func context(of offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> String {
    func stops(_ byte: UInt8) -> Bool { byte == 0x2C || byte == 0x0A || byte == 0x0D }
    var from = offset
    while from > 0, offset - from < 20, !stops(bytes[from - 1]) { from -= 1 }
    while from < offset, bytes[from] & 0xC0 == 0x80 { from += 1 }
    var to = offset
    while to < bytes.count, to - offset < 12, !stops(bytes[to]) { to += 1 }
    var text = ""
    var at = from
    guard let base = bytes.baseAddress else { return "" }
    while at < to {
      if let (value, length) = UTF8Scan.scalar(base, at, bytes.count),
        let scalar = Unicode.Scalar(value)
      {
        text += VisibleText.of(String(scalar))
        at += length
      } else {
        let digits = String(bytes[at], radix: 16)
        text += "\\x" + (digits.count == 1 ? "0" : "") + digits
        at += 1
      }
    }
    return text
  }
}
