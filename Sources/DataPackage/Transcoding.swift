#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Converts foreign encodings to UTF-8, strictly: one bad sequence and the answer is nothing.
package enum Transcoding {
  /// GB18030 (and so GBK and GB2312) to UTF-8, through the C library's `iconv`.
  static func fromGB18030(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard let converter = iconv_open("UTF-8", "GB18030"), converter != iconv_t(bitPattern: -1)
    else { return nil }
    defer { iconv_close(converter) }
    // Two bytes become at most three, four become at most four.
    var output = [UInt8](repeating: 0, count: bytes.count * 2 + 16)
    var input =
      UnsafeMutablePointer<CChar>(
        mutating: UnsafeRawPointer(bytes.baseAddress!).assumingMemoryBound(to: CChar.self))
      as UnsafeMutablePointer<CChar>?
    var inputLeft = bytes.count
    let written = output.withUnsafeMutableBytes { buffer -> Int? in
      var target =
        buffer.baseAddress!.assumingMemoryBound(to: CChar.self)
        as UnsafeMutablePointer<CChar>?
      var targetLeft = buffer.count
      let result = iconv(converter, &input, &inputLeft, &target, &targetLeft)
      return result == Int(bitPattern: UInt.max) || inputLeft > 0 ? nil : buffer.count - targetLeft
    }
    guard let written else { return nil }
    output.removeLast(output.count - written)
    return output
  }

  /// UTF-16 without its byte order mark to UTF-8; nothing for an odd count or a lone surrogate.
  package static func fromUTF16(_ bytes: UnsafeBufferPointer<UInt8>, bigEndian: Bool) -> [UInt8]? {
    guard bytes.count % 2 == 0 else { return nil }
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    for at in stride(from: 0, to: bytes.count, by: 2) {
      let (first, second) = (UInt16(bytes[at]), UInt16(bytes[at + 1]))
      units.append(bigEndian ? first << 8 | second : second << 8 | first)
    }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count * 3 / 2)
    let failed = transcode(
      units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: true,
      into: { output.append($0) })
    return failed ? nil : output
  }
}
