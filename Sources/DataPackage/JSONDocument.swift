/// A JSON value with the place where it stands.
package struct JSONNode: Sendable {
  package enum Value: Sendable {
    case null
    case bool(Bool)
    /// The number as it was written.
    case number(String)
    case string(String)
    case array([JSONNode])
    case object([Member])
  }

  package struct Member: Sendable {
    package var key: String
    package var line: Int
    /// Byte position of the key in its line, from 1.
    package var column: Int
    package var value: JSONNode
  }

  package var value: Value
  /// Physical line, from 1.
  package var line: Int
  /// Byte position in the line, from 1.
  package var column: Int

  subscript(key: String) -> JSONNode? {
    guard case .object(let members) = value else { return nil }
    return members.first { $0.key == key }?.value
  }

  var string: String? {
    if case .string(let text) = value { text } else { nil }
  }

  package var array: [JSONNode]? {
    if case .array(let items) = value { items } else { nil }
  }

  package var members: [Member]? {
    if case .object(let members) = value { members } else { nil }
  }

  var isNull: Bool {
    if case .null = value { true } else { false }
  }

  /// What the value is, for a message.
  var kindName: String {
    switch value {
    case .null: "null"
    case .bool: "true/false"
    case .number: "number"
    case .string: "string"
    case .array: "array"
    case .object: "object"
    }
  }
}

/// Where a JSON text stops being JSON.
package struct JSONSyntaxError: Error {
  package var line: Int
  package var column: Int
  package var problem: String
  package var chinese: String
  /// The keys that lead there: `changes[0].amount`; empty at the root.
  package var path = ""
}

/// A strict JSON reader (RFC 8259) that keeps places, and notes keys that occur twice.
///
/// No trailing commas, no comments, no NaN, at most 200 levels deep, nothing after the value.
package struct JSONDocument {
  package let root: JSONNode
  /// Keys that occur twice in one object, with the line of the second.
  package let repeatedKeys: [(key: String, line: Int, column: Int)]

  package init(_ bytes: UnsafeBufferPointer<UInt8>) throws(JSONSyntaxError) {
    var parser = JSONParser(bytes: bytes)
    root = try parser.document()
    repeatedKeys = parser.repeatedKeys
  }

  package init(_ text: String) throws(JSONSyntaxError) {
    let bytes = Array(text.utf8)
    let result = bytes.withUnsafeBufferPointer { buffer in
      Result { () throws(JSONSyntaxError) in try JSONDocument(buffer) }
    }
    self = try result.get()
  }
}

private struct JSONParser {
  let bytes: UnsafeBufferPointer<UInt8>
  var at = 0
  var line = 1
  var lineStart = 0
  var repeatedKeys: [(key: String, line: Int, column: Int)] = []
  /// The keys and positions under which the parser stands.
  var path: [Step] = []

  /// A way into the document: spelt out only when something is wrong there.
  enum Step {
    case key(String)
    case item(Int)
  }

  init(bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
  }

  var column: Int { at - lineStart + 1 }

  func error(_ problem: String, _ chinese: String) -> JSONSyntaxError {
    JSONSyntaxError(
      line: line, column: column, problem: problem, chinese: chinese,
      path: path.reduce("") { way, step in
        switch step {
        case .key(let key): way.isEmpty ? key : "\(way).\(key)"
        case .item(let index): "\(way)[\(index)]"
        }
      })
  }

  mutating func document() throws(JSONSyntaxError) -> JSONNode {
    skipSpace()
    let root = try value(depth: 0)
    skipSpace()
    guard at == bytes.count else {
      throw error("something follows after the end of the JSON value", "JSON 值结束后还有内容")
    }
    return root
  }

  mutating func skipSpace() {
    while at < bytes.count {
      switch bytes[at] {
      case 0x0A:
        at += 1
        line += 1
        lineStart = at
      case 0x20, 0x09, 0x0D: at += 1
      default: return
      }
    }
  }

  mutating func value(depth: Int) throws(JSONSyntaxError) -> JSONNode {
    guard depth < 200 else {
      throw error("the value is nested more than 200 levels deep", "嵌套超过 200 层")
    }
    guard at < bytes.count else { throw error("the text ends too early", "文本提前结束") }
    let (line, column) = (line, column)
    func node(_ value: JSONNode.Value) -> JSONNode {
      JSONNode(value: value, line: line, column: column)
    }
    switch bytes[at] {
    case UInt8(ascii: "{"): return node(.object(try members(depth: depth)))
    case UInt8(ascii: "["): return node(.array(try items(depth: depth)))
    case UInt8(ascii: "\""): return node(.string(try string()))
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return node(.number(try number()))
    default:
      if take("true") { return node(.bool(true)) }
      if take("false") { return node(.bool(false)) }
      if take("null") { return node(.null) }
      let word = String(
        decoding: bytes[at...].prefix { $0 > 0x20 && !Array(",]}".utf8).contains($0) }.prefix(20),
        as: UTF8.self)
      throw error(
        "‘\(VisibleText.of(word))’ is not a JSON value", "“\(VisibleText.of(word))”不是 JSON 值")
    }
  }

  mutating func take(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard at + count <= bytes.count else { return false }
    for index in 0..<count where bytes[at + index] != word.utf8Start[index] { return false }
    at += count
    return true
  }

  mutating func members(depth: Int) throws(JSONSyntaxError) -> [JSONNode.Member] {
    at += 1
    var members: [JSONNode.Member] = []
    var seen: Set<[UInt8]> = []
    skipSpace()
    if at < bytes.count, bytes[at] == UInt8(ascii: "}") {
      at += 1
      return []
    }
    while true {
      guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else {
        throw error("a key in quotes is expected here", "此处应为带引号的键")
      }
      let (keyLine, keyColumn) = (line, column)
      let key = try string()
      if !seen.insert(Array(key.utf8)).inserted {
        repeatedKeys.append((key, keyLine, keyColumn))
      }
      skipSpace()
      guard at < bytes.count, bytes[at] == UInt8(ascii: ":") else {
        throw error("a colon is expected after the key", "键后应为冒号")
      }
      at += 1
      skipSpace()
      path.append(.key(key))
      members.append(
        JSONNode.Member(
          key: key, line: keyLine, column: keyColumn, value: try value(depth: depth + 1)))
      path.removeLast()
      if try endsAfterComma(UInt8(ascii: "}")) { return members }
    }
  }

  mutating func items(depth: Int) throws(JSONSyntaxError) -> [JSONNode] {
    at += 1
    var items: [JSONNode] = []
    skipSpace()
    if at < bytes.count, bytes[at] == UInt8(ascii: "]") {
      at += 1
      return []
    }
    while true {
      path.append(.item(items.count))
      items.append(try value(depth: depth + 1))
      path.removeLast()
      if try endsAfterComma(UInt8(ascii: "]")) { return items }
    }
  }

  /// Takes a comma (false) or the closing bracket (true).
  mutating func endsAfterComma(_ close: UInt8) throws(JSONSyntaxError) -> Bool {
    skipSpace()
    guard at < bytes.count else { throw error("the text ends too early", "文本提前结束") }
    if bytes[at] == close {
      at += 1
      return true
    }
    guard bytes[at] == UInt8(ascii: ",") else {
      throw error("a comma or a closing bracket is expected here", "此处应为逗号或右括号")
    }
    let comma = (at, line, lineStart)
    at += 1
    skipSpace()
    if at < bytes.count, bytes[at] == close {
      (at, line, lineStart) = comma
      throw error("there is a comma after the last item", "最后一项之后多了逗号")
    }
    return false
  }

  mutating func number() throws(JSONSyntaxError) -> String {
    let start = at
    func isDigit(_ at: Int) -> Bool { at < bytes.count && (48...57).contains(bytes[at]) }
    if bytes[at] == UInt8(ascii: "-") { at += 1 }
    guard isDigit(at) else { throw error("a digit is expected here", "此处应为数字") }
    if bytes[at] == UInt8(ascii: "0"), isDigit(at + 1) {
      throw error("a number has a leading zero", "数字有前导零")
    }
    while isDigit(at) { at += 1 }
    if at < bytes.count, bytes[at] == UInt8(ascii: ".") {
      at += 1
      guard isDigit(at) else { throw error("a digit is expected after the point", "小数点后应有数字") }
      while isDigit(at) { at += 1 }
    }
    if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
      at += 1
      if at < bytes.count, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") {
        at += 1
      }
      guard isDigit(at) else { throw error("the exponent has no digits", "指数缺少数字") }
      while isDigit(at) { at += 1 }
    }
    return String(decoding: bytes[start..<at], as: UTF8.self)
  }

  mutating func string() throws(JSONSyntaxError) -> String {
    at += 1
    var content: [UInt8] = []
    while true {
      let start = at
      while at < bytes.count, bytes[at] != 0x22, bytes[at] != 0x5C, bytes[at] >= 0x20 { at += 1 }
      content.append(contentsOf: bytes[start..<at])
      guard at < bytes.count else { throw error("a string is not closed", "字符串没有结束引号") }
      if bytes[at] == 0x22 {
        at += 1
        return String(decoding: content, as: UTF8.self)
      }
      guard bytes[at] == 0x5C else {
        throw error("a string holds a control character that is not escaped", "字符串含未转义的控制字符")
      }
      try escape(into: &content)
    }
  }

  mutating func escape(into content: inout [UInt8]) throws(JSONSyntaxError) {
    guard at + 1 < bytes.count else { throw error("a string is not closed", "字符串没有结束引号") }
    let mark = bytes[at + 1]
    let simple: [UInt8: UInt8] = [
      0x22: 0x22, 0x5C: 0x5C, 0x2F: 0x2F, 0x62: 8, 0x66: 12, 0x6E: 10, 0x72: 13, 0x74: 9,
    ]
    if let byte = simple[mark] {
      content.append(byte)
      at += 2
      return
    }
    guard mark == UInt8(ascii: "u"), let first = unit(at + 2) else {
      throw error("an unknown escape stands in a string", "字符串中有未知的转义")
    }
    at += 6
    var value = first
    if (0xD800..<0xDC00).contains(first) {
      guard at + 1 < bytes.count, bytes[at] == 0x5C, bytes[at + 1] == UInt8(ascii: "u"),
        let second = unit(at + 2), (0xDC00..<0xE000).contains(second)
      else { throw error("half of a surrogate pair stands alone", "代理对不完整") }
      at += 6
      value = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(value) else {
      throw error("half of a surrogate pair stands alone", "代理对不完整")
    }
    content.append(contentsOf: String(scalar).utf8)
  }

  func unit(_ start: Int) -> UInt32? {
    guard start + 4 <= bytes.count else { return nil }
    let digits = bytes[start..<start + 4]
    guard
      digits.allSatisfy({
        UInt8(ascii: "0") <= $0 && $0 < 0x7F && Character(Unicode.Scalar($0)).isHexDigit
      })
    else { return nil }
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}
