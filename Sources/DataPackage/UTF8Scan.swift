/// What one pass over the bytes of a text file shows.
package struct UTF8Scan {
  /// Offset of the first byte that is not well-formed UTF-8, from the start of the region.
  package var firstBad: Int?
  /// Whether there is any character that takes no ink or controls something: the cells of such a
  /// file are looked at one by one, the cells of all others need not be.
  var hasSuspicious = false
  var zeroBytesAtEven = 0
  var zeroBytesAtOdd = 0

  /// Scans a region; stops at the first malformed byte. Complexity: O(bytes), eight at a time for
  /// plain ASCII.
  package static func scan(_ bytes: UnsafePointer<UInt8>, count: Int) -> UTF8Scan {
    var result = UTF8Scan()
    var at = 0
    let raw = UnsafeRawPointer(bytes)
    while at < count {
      while at + 8 <= count {
        let word = raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        let high = word & 0x8080_8080_8080_8080
        // A byte below 0x20 borrows when 0x20 is taken from it.
        let low = (word &- 0x2020_2020_2020_2020) & ~word & 0x8080_8080_8080_8080
        // DEL, 0x7F, becomes zero and borrows when 1 is taken.
        let del = word ^ 0x7F7F_7F7F_7F7F_7F7F
        let deleted = (del &- 0x0101_0101_0101_0101) & ~del & 0x8080_8080_8080_8080
        if high | low | deleted != 0 { break }
        at += 8
      }
      if at >= count { break }
      let byte = bytes[at]
      if byte < 0x80 {
        if byte < 0x20, byte != 0x0A, byte != 0x0D {
          result.hasSuspicious = true
          if byte == 0 {
            if at & 1 == 0 { result.zeroBytesAtEven += 1 } else { result.zeroBytesAtOdd += 1 }
          }
        } else if byte == 0x7F {
          result.hasSuspicious = true
        }
        at += 1
        continue
      }
      guard let (value, length) = scalar(bytes, at, count) else {
        result.firstBad = at
        return result
      }
      at += length
      // Hanzi and most else lie where nothing hides.
      if value >= 0x3400 && value < 0xE000 { continue }
      if !result.hasSuspicious, VisibleText.isHidden(value) || VisibleText.isCombining(value) {
        result.hasSuspicious = true
      }
    }
    return result
  }

  /// The scalar at an offset, or nil when it is malformed, overlong, a surrogate or out of range.
  @inline(__always)
  static func scalar(
    _ bytes: UnsafePointer<UInt8>, _ at: Int, _ count: Int
  ) -> (value: UInt32, length: Int)? {
    let first = bytes[at]
    func continuation(_ offset: Int) -> UInt32? {
      guard at + offset < count, bytes[at + offset] & 0xC0 == 0x80 else { return nil }
      return UInt32(bytes[at + offset] & 0x3F)
    }
    switch first {
    case 0..<0x80:
      return (UInt32(first), 1)
    case 0xC2...0xDF:
      guard let a = continuation(1) else { return nil }
      return (UInt32(first & 0x1F) << 6 | a, 2)
    case 0xE0...0xEF:
      guard let a = continuation(1), let b = continuation(2) else { return nil }
      let value = UInt32(first & 0x0F) << 12 | a << 6 | b
      return value < 0x800 || (0xD800...0xDFFF).contains(value) ? nil : (value, 3)
    case 0xF0...0xF4:
      guard let a = continuation(1), let b = continuation(2), let c = continuation(3) else {
        return nil
      }
      let value = UInt32(first & 0x07) << 18 | a << 12 | b << 6 | c
      return value < 0x10000 || value > 0x10FFFF ? nil : (value, 4)
    default:
      return nil
    }
  }
}
