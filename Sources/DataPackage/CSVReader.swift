/// A field of a record: where its bytes lie, quotes already removed.
struct FieldSpan {
  var start: Int
  var end: Int

  var count: Int { end - start }
}

/// Reads RFC 4180 records from bytes, without copying them.
///
/// Line ends may be LF or CRLF, mixed; quoted fields may hold both. A quoted field with doubled
/// quotes is unescaped in place, which is why the bytes are mutable; the reader never writes
/// outside its region. Physical lines are counted from 1, also inside quotes. A fault never stops
/// the reading: it is noted, and reading goes on where a careful reader would.
///
/// - Complexity: one pass, O(bytes).
struct CSVReader {
  enum Fault {
    /// A quote opened on this line is never closed; the rest of the file was swallowed.
    case unclosedQuote
    /// Something stands between a closing quote and the next separator.
    case textAfterQuote
    /// A quote stands inside a field that does not begin with one.
    case quoteInsideField
    /// A carriage return without a line feed stands in an unquoted field.
    case strayCarriageReturn
  }

  struct FaultNote {
    var fault: Fault
    var line: Int
    var field: Int
  }

  private let bytes: UnsafeMutablePointer<UInt8>
  private let separator: UInt8
  private var position: Int
  private let end: Int
  private(set) var fields: [FieldSpan] = []
  private(set) var fieldCount = 0
  /// The physical line on which the current record begins.
  private(set) var recordLine = 0
  /// The faults met so far; rare, so an array.
  private(set) var faults: [FaultNote] = []
  private var line: Int

  /// - Parameters:
  ///   - bytes: the start of the buffer that all field spans refer to.
  ///   - region: the part of it to read; UTF-8, no byte order mark.
  ///   - separator: what stands between fields, an ASCII character.
  ///   - firstLine: the number of the physical line at which the region begins.
  init(
    bytes: UnsafeMutablePointer<UInt8>, region: Range<Int>, separator: UInt8 = 0x2C,
    firstLine: Int = 1
  ) {
    self.bytes = bytes
    self.separator = separator
    line = firstLine
    position = region.lowerBound
    end = region.upperBound
    fields = Array(repeating: FieldSpan(start: 0, end: 0), count: 64)
  }

  /// Moves to the next record; false at the end of the region.
  ///
  /// A blank line is a record of one empty field.
  mutating func next() -> Bool {
    guard position < end else { return false }
    recordLine = line
    fieldCount = 0
    // Locals keep the hot loop free of exclusivity checks.
    let bytes = self.bytes
    let end = self.end
    let separator = self.separator
    // Whatever ends a field is at most this byte; almost every other byte is above it.
    let highest = max(separator, 0x22)
    var at = position
    while true {
      let start = at
      if at < end, bytes[at] == 0x22 {
        let field = quotedField(from: at)
        at = field.next
        append(field.span)
      } else {
        while at < end {
          let byte = bytes[at]
          if byte <= highest {
            if byte == separator || byte == 0x0A { break }
            if byte == 0x0D {
              if at + 1 < end, bytes[at + 1] == 0x0A { break }
              if at + 1 == end { break }
              note(.strayCarriageReturn)
            } else if byte == 0x22 {
              note(.quoteInsideField)
            }
          }
          at += 1
        }
        append(FieldSpan(start: start, end: at))
      }
      if at >= end {
        position = end
        return true
      }
      let byte = bytes[at]
      if byte == separator {
        at += 1
        continue
      }
      if byte == 0x0D {
        at += 1
        if at < end, bytes[at] == 0x0A { at += 1 }
      } else {
        at += 1
      }
      line += 1
      position = at
      return true
    }
  }

  /// The text of a field of the current record.
  func text(_ index: Int) -> String {
    let span = fields[index]
    return String(
      decoding: UnsafeBufferPointer(start: bytes + span.start, count: span.count), as: UTF8.self)
  }

  private mutating func append(_ span: FieldSpan) {
    if fieldCount == fields.count {
      fields.append(contentsOf: repeatElement(FieldSpan(start: 0, end: 0), count: fieldCount))
    }
    fields[fieldCount] = span
    fieldCount += 1
  }

  private mutating func note(_ fault: Fault) {
    // The same fault twice in one field says nothing new.
    if let last = faults.last, last.line == line, last.field == fieldCount { return }
    faults.append(FaultNote(fault: fault, line: line, field: fieldCount))
  }

  /// Reads a quoted field that opens at `open`; returns its content and where the next byte is.
  private mutating func quotedField(from open: Int) -> (span: FieldSpan, next: Int) {
    let bytes = self.bytes
    let openingLine = line
    var at = open + 1
    var write = at
    var closed = false
    while at < end {
      let byte = bytes[at]
      if byte == 0x22 {
        if at + 1 < end, bytes[at + 1] == 0x22 {
          bytes[write] = 0x22
          write += 1
          at += 2
          continue
        }
        closed = true
        at += 1
        break
      }
      if byte == 0x0A { line += 1 }
      if write != at { bytes[write] = byte }
      write += 1
      at += 1
    }
    let span = FieldSpan(start: open + 1, end: write)
    if !closed {
      faults.append(FaultNote(fault: .unclosedQuote, line: openingLine, field: fieldCount))
      return (span, end)
    }
    if at < end, bytes[at] != separator, bytes[at] != 0x0A,
      !(bytes[at] == 0x0D && (at + 1 == end || bytes[at + 1] == 0x0A))
    {
      faults.append(FaultNote(fault: .textAfterQuote, line: openingLine, field: fieldCount))
      while at < end, bytes[at] != separator, bytes[at] != 0x0A { at += 1 }
    }
    return (span, at)
  }
}
