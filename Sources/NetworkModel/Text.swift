/// A stretch of UTF-8 in a ``TextStore``: eight bytes instead of a string of its own.
///
/// A national package has tens of millions of short cells; keeping each as a reference into the bytes
/// that were read is what lets it fit in memory. An empty text is an absent cell.
public struct Text: Hashable, Sendable {
  /// 40 bits of offset, then 24 bits of length.
  private let bits: UInt64

  /// The absent cell.
  public static let none = Text(offset: 0, count: 0)

  /// The longest text that can be referred to: 16 MiB less one byte.
  public static let maximumCount = (1 << 24) - 1

  public init(offset: Int, count: Int) {
    precondition(offset >= 0 && offset < 1 << 40, "A text store holds less than one tebibyte.")
    precondition(count >= 0 && count <= Self.maximumCount, "A cell is shorter than 16 MiB.")
    bits = count == 0 ? 0 : UInt64(offset) << 24 | UInt64(count)
  }

  public var offset: Int { Int(bits >> 24) }
  public var count: Int { Int(bits & 0xFF_FFFF) }
  public var isEmpty: Bool { bits == 0 }
}

/// The bytes that texts refer to. Appending never moves what is there.
public struct TextStore: Sendable {
  public private(set) var bytes: [UInt8]

  public init(bytes: [UInt8] = []) {
    self.bytes = bytes
  }

  /// Adds a string and returns the reference to it.
  public mutating func append(_ string: String) -> Text {
    let offset = bytes.count
    bytes.append(contentsOf: string.utf8)
    return Text(offset: offset, count: bytes.count - offset)
  }

  /// The string that a text refers to; empty for an absent cell.
  public subscript(text: Text) -> String {
    String(decoding: bytes[text.offset..<text.offset + text.count], as: UTF8.self)
  }

  /// The string, or nothing for an absent cell.
  public func string(_ text: Text) -> String? {
    text.isEmpty ? nil : self[text]
  }

  /// Whether two texts hold the same bytes.
  public func equal(_ a: Text, _ b: Text) -> Bool {
    a == b || (a.count == b.count && compare(a, b) == 0)
  }

  /// Byte order of two texts: negative, zero or positive.
  public func compare(_ a: Text, _ b: Text) -> Int {
    bytes.withUnsafeBufferPointer { all in
      let shared = min(a.count, b.count)
      var index = 0
      while index < shared {
        let left = all[a.offset + index]
        let right = all[b.offset + index]
        if left != right { return Int(left) - Int(right) }
        index += 1
      }
      return a.count - b.count
    }
  }
}
