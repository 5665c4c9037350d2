/// Walks through the tags and texts of an XML document, one after the other.
///
/// It knows what data files need of XML 1.0: elements, attributes, text, CDATA, comments, processing
/// instructions, the five predefined entities and character references. It never expands a
/// declared entity and never opens anything: a document type with declarations of entities is
/// refused. What is open is kept in an array, so depth costs memory in proportion, not stack.
/// FoundationXML's parser is no way out: it dies on `<!NOTATION` and `<!ATTLIST`, and expands
/// declared entities without a word to its delegate.
///
/// - Complexity: one pass, O(bytes).
struct XMLScanner {
  struct Attribute {
    let name: String
    let value: String
  }

  enum Event {
    /// An element begins; an empty element is followed by its end.
    case start(name: String, attributes: [Attribute])
    case end(name: String)
    case text([UInt8])
  }

  struct Fault: Error {
    let offset: Int
    let isEntity: Bool
    let english: String
    let chinese: String
  }

  /// Attributes of one element; each is compared with those before it.
  private static let attributeLimit = 100

  private let bytes: [UInt8]
  private var at: Int
  private var open: [String] = []
  private var pendingEnd: String?
  private var sawRoot = false
  private var asked = (offset: 0, line: 1, column: 1)
  /// Where the event that was returned last begins.
  private(set) var eventStart = 0

  /// - Parameter bytes: well-formed UTF-8.
  init(_ bytes: [UInt8], from start: Int) {
    self.bytes = bytes
    at = start
  }

  /// The next event, or nothing at the end of the document.
  mutating func next() throws(Fault) -> Event? {
    if let name = pendingEnd {
      pendingEnd = nil
      open.removeLast()
      return .end(name: name)
    }
    while at < bytes.count {
      eventStart = at
      guard bytes[at] == UInt8(ascii: "<") else {
        let text = try text()
        if !open.isEmpty { return .text(text) }
        guard text.allSatisfy(Self.isSpace) else {
          throw fault("text stands outside the root element", "根元素之外有文字", at: eventStart)
        }
        continue
      }
      if begins("<!--") {
        try skip(past: "-->", of: "comment", "注释")
      } else if begins("<![CDATA[") {
        let from = at + 9
        try skip(past: "]]>", of: "CDATA section", "CDATA 段")
        guard !open.isEmpty else {
          throw fault("text stands outside the root element", "根元素之外有文字", at: eventStart)
        }
        return .text(Array(bytes[from..<at - 3]))
      } else if begins("<?") {
        try skip(past: "?>", of: "processing instruction", "处理指令")
      } else if begins("<!DOCTYPE") {
        try skipDocumentType()
      } else if begins("</") {
        return try endTag()
      } else {
        return try startTag()
      }
    }
    eventStart = at
    if let name = open.last {
      throw fault("the element ‘\(name)’ is never closed", "元素“\(name)”没有结束", at: at)
    }
    guard sawRoot else { throw fault("there is no element", "文件中没有元素", at: at) }
    return nil
  }

  /// The line and the character in the line of a byte, both from 1.
  ///
  /// - Complexity: O(bytes since the last question), or from the beginning when it lies further back.
  mutating func place(of offset: Int) -> (line: Int, column: Int) {
    if offset < asked.offset { asked = (0, 1, 1) }
    for byte in bytes[asked.offset..<min(offset, bytes.count)] {
      if byte == 0x0A {
        asked.line += 1
        asked.column = 1
      } else if byte & 0xC0 != 0x80 {
        asked.column += 1
      }
    }
    asked.offset = min(offset, bytes.count)
    return (asked.line, asked.column)
  }

  // MARK: - Tags

  private mutating func startTag() throws(Fault) -> Event {
    at += 1
    let name = try self.name()
    if open.isEmpty, sawRoot {
      throw fault("a second root element begins", "出现第二个根元素", at: eventStart)
    }
    sawRoot = true
    var attributes: [Attribute] = []
    while true {
      let before = at
      skipSpace()
      guard at < bytes.count else {
        throw fault("the tag of ‘\(name)’ is not finished", "“\(name)”的标签不完整", at: eventStart)
      }
      if bytes[at] == UInt8(ascii: ">") {
        at += 1
        open.append(name)
        return .start(name: name, attributes: attributes)
      }
      if begins("/>") {
        at += 2
        open.append(name)
        pendingEnd = name
        return .start(name: name, attributes: attributes)
      }
      guard at > before else { throw fault("a space is missing here", "此处缺少空格", at: at) }
      let start = at
      let attribute = try attribute()
      guard !attributes.contains(where: { $0.name == attribute.name }) else {
        throw fault(
          "the attribute ‘\(attribute.name)’ stands twice", "属性“\(attribute.name)”重复", at: start)
      }
      attributes.append(attribute)
      guard attributes.count <= Self.attributeLimit else {
        throw fault(
          "the element ‘\(name)’ has more than \(Self.attributeLimit) attributes",
          "元素“\(name)”的属性超过 \(Self.attributeLimit) 个", at: start)
      }
    }
  }

  private mutating func attribute() throws(Fault) -> Attribute {
    let name = try self.name()
    skipSpace()
    guard at < bytes.count, bytes[at] == UInt8(ascii: "=") else {
      throw fault("‘=’ is missing after ‘\(name)’", "“\(name)”之后缺少“=”", at: at)
    }
    at += 1
    skipSpace()
    guard at < bytes.count, bytes[at] == 0x22 || bytes[at] == 0x27 else {
      throw fault("the value of ‘\(name)’ is not quoted", "“\(name)”的值没有加引号", at: at)
    }
    let quote = bytes[at]
    let start = at
    at += 1
    var value: [UInt8] = []
    while at < bytes.count, bytes[at] != quote {
      switch bytes[at] {
      case UInt8(ascii: "<"): throw fault("‘<’ stands in a value", "属性值中出现“<”", at: at)
      case UInt8(ascii: "&"): value += try reference()
      default:
        value.append(Self.isSpace(bytes[at]) ? 0x20 : bytes[at])
        at += 1
      }
    }
    guard at < bytes.count else {
      throw fault("the value of ‘\(name)’ is not closed", "“\(name)”的值没有结束", at: start)
    }
    at += 1
    return Attribute(name: name, value: String(decoding: value, as: UTF8.self))
  }

  private mutating func endTag() throws(Fault) -> Event {
    at += 2
    let name = try self.name()
    skipSpace()
    guard at < bytes.count, bytes[at] == UInt8(ascii: ">") else {
      throw fault("the end tag of ‘\(name)’ is not finished", "“\(name)”的结束标签不完整", at: eventStart)
    }
    at += 1
    guard open.last == name else {
      let expected = open.last ?? ""
      throw fault(
        "‘</\(name)>’ stands where ‘</\(expected)>’ belongs", "此处应为“</\(expected)>”而不是“</\(name)>”",
        at: eventStart)
    }
    open.removeLast()
    return .end(name: name)
  }

  private mutating func name() throws(Fault) -> String {
    let start = at
    while at < bytes.count, Self.isNameByte(bytes[at]) { at += 1 }
    guard at > start, !(48...57).contains(bytes[start]), bytes[start] != 0x2D, bytes[start] != 0x2E
    else { throw fault("a name is expected here", "此处应为名称", at: start) }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  // MARK: - Text

  private mutating func text() throws(Fault) -> [UInt8] {
    var text: [UInt8] = []
    while at < bytes.count, bytes[at] != UInt8(ascii: "<") {
      if bytes[at] == UInt8(ascii: "&") {
        text += try reference()
      } else {
        text.append(bytes[at])
        at += 1
      }
    }
    return text
  }

  /// `&amp;` and its four fellows, `&#20010;`, `&#x4E2A;`.
  private mutating func reference() throws(Fault) -> [UInt8] {
    let start = at
    guard let end = bytes[at...].prefix(16).firstIndex(of: UInt8(ascii: ";")) else {
      throw fault("a bare ‘&’ stands here; write ‘&amp;’", "此处有孤立的“&”，应写作“&amp;”", at: start)
    }
    let name = String(decoding: bytes[at + 1..<end], as: UTF8.self)
    at = end + 1
    let known = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]
    if let character = known[name] { return Array(character.utf8) }
    let number =
      name.hasPrefix("#x")
      ? UInt32(name.dropFirst(2), radix: 16) : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
    if name.hasPrefix("#") {
      guard let number, number == 9 || number == 10 || number == 13 || number >= 32,
        let scalar = Unicode.Scalar(number)
      else { throw fault("‘&\(name);’ is not a character", "“&\(name);”不是字符", at: start) }
      return Array(String(scalar).utf8)
    }
    throw Fault(
      offset: start, isEntity: true, english: "the entity ‘&\(name);’ is not one of XML's own",
      chinese: "实体“&\(name);”不是 XML 预定义的实体")
  }

  // MARK: - What is skipped

  private mutating func skip(
    past mark: StaticString, of english: String, _ chinese: String
  ) throws(Fault) {
    while at < bytes.count {
      if begins(mark) {
        at += mark.utf8CodeUnitCount
        return
      }
      at += 1
    }
    throw fault("a \(english) is never closed", "\(chinese)没有结束", at: eventStart)
  }

  /// Skips `<!DOCTYPE …>`; refuses declarations of entities, skips all others.
  private mutating func skipDocumentType() throws(Fault) {
    var depth = 0
    var quote: UInt8?
    while at < bytes.count {
      if begins("<!ENTITY") {
        throw Fault(
          offset: at, isEntity: true, english: "the document type declares an entity",
          chinese: "文档类型声明了实体")
      }
      let byte = bytes[at]
      at += 1
      if let mark = quote {
        if byte == mark { quote = nil }
      } else if byte == 0x22 || byte == 0x27 {
        quote = byte
      } else if byte == UInt8(ascii: "<") {
        depth += 1
      } else if byte == UInt8(ascii: ">") {
        depth -= 1
        if depth == 0 { return }
      }
    }
    throw fault("the document type is never closed", "文档类型声明没有结束", at: eventStart)
  }

  private mutating func skipSpace() {
    while at < bytes.count, Self.isSpace(bytes[at]) { at += 1 }
  }

  private func begins(_ mark: StaticString) -> Bool {
    let count = mark.utf8CodeUnitCount
    guard at + count <= bytes.count else { return false }
    for offset in 0..<count where bytes[at + offset] != mark.utf8Start[offset] { return false }
    return true
  }

  private func fault(_ english: String, _ chinese: String, at offset: Int) -> Fault {
    Fault(offset: offset, isEntity: false, english: english, chinese: chinese)
  }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x3A, 0x5F: true
    default: byte >= 0x80
    }
  }
}
