/// Parses rows of decimal digits, eight bytes at a time.
///
/// Trusted input only: the bytes are followed by sixteen that are no digits, and every output has room
/// for all rows.
struct EdgeListKernel: @unchecked Sendable {
  enum Role: Sendable {
    case source, target, number
  }

  /// What a part of the file shows besides its numbers.
  struct Findings {
    var highestName = 0
    /// The most decimals that a value of each field has.
    var decimals: [Int]

    init(fields: Int) { decimals = Array(repeating: 0, count: fields) }
  }

  let separator: UInt8
  let roles: [Role]
  /// How many decimals the values of each field are given.
  let decimals: [Int]
  /// Where the column of each field begins.
  let outputs: [UnsafeMutableRawPointer]

  private static let lineFeed: UInt8 = 0x0A

  /// Parses rows; false at the first thing that is not a plain number in its place.
  func parse(
    _ text: UnsafeRawPointer, from begin: Int, count: Int, isLast: Bool, rows: Range<Int>,
    _ findings: inout Findings
  ) -> Bool {
    var at = text + begin
    let end = text + count
    var highest: UInt64 = 0
    let last = roles.count - 1
    return roles.withUnsafeBufferPointer { roles in
      outputs.withUnsafeBufferPointer { outputs in
        for row in rows {
          for field in 0...last {
            let output = outputs[field]
            if roles[field] == .number {
              guard let value = number(&at, field, &findings) else { return false }
              output.storeBytes(of: value, toByteOffset: row &* 8, as: Int64.self)
            } else {
              let (value, length) = Self.digits(at)
              // Eight digits may go on, and a needless zero makes another name.
              guard length > 0, length < 8,
                length == 1 || at.load(as: UInt8.self) != 0x30
              else { return false }
              at += length
              highest = max(highest, value)
              output.storeBytes(
                of: Int32(truncatingIfNeeded: value), toByteOffset: row &* 4, as: Int32.self)
            }
            let stop = at.load(as: UInt8.self)
            if stop == (field == last ? Self.lineFeed : separator) {
              at += 1
            } else if field == last, stop == 0x0D,
              at.load(fromByteOffset: 1, as: UInt8.self) == 0x0A
            {
              at += 2
            } else {
              // Only the last row of the file may lack its line feed.
              guard field == last, at == end, isLast, row == rows.upperBound - 1 else {
                return false
              }
            }
          }
        }
        findings.highestName = Int(highest)
        return at <= end
      }
    }
  }

  /// A number with a minus and decimals, in units of the last decimal of its field.
  @inline(__always)
  private func number(
    _ at: inout UnsafeRawPointer, _ field: Int, _ findings: inout Findings
  ) -> Int64? {
    let first = at.load(as: UInt8.self)
    if first == 0x2D { at += 1 }
    let start = at
    var (value, length) = Self.digits(at)
    at += length
    if length == 8 {
      guard let longer = Self.more(value, &at, from: start) else { return nil }
      value = longer
    }
    let digits = at - start
    guard digits > 0, digits == 1 || start.load(as: UInt8.self) != 0x30 else { return nil }
    if decimals[field] > 0 || at.load(as: UInt8.self) == 0x2E {
      guard let scaled = fraction(value, digits, &at, field, &findings) else { return nil }
      value = scaled
    }
    return first == 0x2D ? -Int64(value) : Int64(value)
  }

  /// The value with the decimals that follow it, scaled as its field asks.
  @inline(never)
  private func fraction(
    _ whole: UInt64, _ digits: Int, _ at: inout UnsafeRawPointer, _ field: Int,
    _ findings: inout Findings
  ) -> UInt64? {
    var value = whole
    var places = 0
    if at.load(as: UInt8.self) == 0x2E {
      at += 1
      let start = at
      while at.load(as: UInt8.self) &- 48 <= 9 {
        guard at - start + digits < 18 else { return nil }
        value = value * 10 + UInt64(at.load(as: UInt8.self) - 48)
        at += 1
      }
      places = at - start
      guard places > 0 else { return nil }
      while places > 0, value % 10 == 0 {
        value /= 10
        places -= 1
      }
    }
    findings.decimals[field] = max(findings.decimals[field], places)
    for _ in places..<max(places, decimals[field]) {
      let (larger, overflow) = value.multipliedReportingOverflow(by: 10)
      guard !overflow, larger <= UInt64(Int64.max) else { return nil }
      value = larger
    }
    return value
  }

  /// Goes on after eight digits; nothing when there are more than 18 altogether.
  @inline(never)
  private static func more(
    _ first: UInt64, _ at: inout UnsafeRawPointer, from start: UnsafeRawPointer
  ) -> UInt64? {
    var value = first
    while at.load(as: UInt8.self) &- 48 <= 9 {
      guard at - start < 18 else { return nil }
      value = value * 10 + UInt64(at.load(as: UInt8.self) - 48)
      at += 1
    }
    return value
  }

  /// The value of the digits at the front of eight bytes, and how many there are.
  ///
  /// - Source: the three multiplications are those of D. Lemire, "Quickly parsing eight digits"
  ///   (2018); the digits are moved to the end of the word, so that zeros stand before them.
  @inline(__always)
  private static func digits(_ at: UnsafeRawPointer) -> (value: UInt64, length: Int) {
    let word = UInt64(littleEndian: at.loadUnaligned(as: UInt64.self)) ^ 0x3030_3030_3030_3030
    // A byte above 9 sets its highest bit.
    let others =
      ((word & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7676_7676_7676_7676 | word) & 0x8080_8080_8080_8080
    let length = others.trailingZeroBitCount >> 3
    guard length > 0 else { return (0, 0) }
    var value = word << UInt64(64 - 8 * length)
    value = ((value & 0x0F0F_0F0F_0F0F_0F0F) &* 2561) >> 8
    value = ((value & 0x00FF_00FF_00FF_00FF) &* 6_553_601) >> 16
    value = ((value & 0x0000_FFFF_0000_FFFF) &* 42_949_672_960_001) >> 32
    return (value, length)
  }

  /// How many line feeds stand in the bytes.
  static func lineFeeds(_ bytes: UnsafeRawBufferPointer, _ count: Int) -> Int {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    var total = 0
    var at = 0
    while at + 8 <= count {
      // Each byte of the sum counts the line feeds in its place, at most 255.
      let words = min(255, (count - at) / 8)
      var lanes: UInt64 = 0
      for word in 0..<words {
        let text = bytes.loadUnaligned(fromByteOffset: at + 8 * word, as: UInt64.self)
        let difference = text ^ 0x0A0A_0A0A_0A0A_0A0A
        lanes &+= ~(((difference & low) &+ low) | difference | low) >> 7
      }
      at += 8 * words
      for lane in 0..<8 { total += Int(lanes >> UInt64(8 * lane) & 0xFF) }
    }
    while at < count {
      if bytes[at] == lineFeed { total += 1 }
      at += 1
    }
    return total
  }
}
