/// A digest of a table file that does not depend on the order of its rows.
///
/// The header comes first, then the records in byte order, each with its line end. A file whose records stand in that
/// order already is hashed as it is. Two files with the same header and the same records, however shuffled,
/// have one digest; any other change of a byte changes it.
///
/// - Complexity: O(bytes) when the records are in order, O(bytes + records · log records) otherwise.
enum TableFingerprint {
  static func hex(_ file: UnsafeBufferPointer<UInt8>) -> String {
    let records = self.records(in: file)
    let rows = records.dropFirst()
    var hash = SHA256()
    if zip(rows, rows.dropFirst()).allSatisfy({ !precedes($1, $0, in: file) }) {
      hash.update(file)
      if let last = file.last, last != lineFeed { append([lineFeed], to: &hash) }
      return hash.finish()
    }
    var ordered: [UInt8] = []
    ordered.reserveCapacity(file.count + 1)
    for record in records.prefix(1) + rows.sorted(by: { precedes($0, $1, in: file) }) {
      ordered.append(contentsOf: file[record])
      if file[record].last != lineFeed { ordered.append(lineFeed) }
    }
    append(ordered, to: &hash)
    return hash.finish()
  }

  private static let lineFeed = UInt8(ascii: "\n")

  private static func append(_ bytes: [UInt8], to hash: inout SHA256) {
    bytes.withUnsafeBufferPointer { hash.update($0) }
  }

  /// The stretches of the records, line ends included; a line feed between quotes ends none.
  private static func records(in file: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var records: [Range<Int>] = []
    var start = 0
    var isQuoted = false
    for index in file.indices {
      switch file[index] {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case lineFeed where !isQuoted:
        records.append(start..<index + 1)
        start = index + 1
      default: break
      }
    }
    if start < file.count { records.append(start..<file.count) }
    return records
  }

  /// Byte order of two records, without their line ends: the last record of a file may have none.
  private static func precedes(
    _ a: Range<Int>, _ b: Range<Int>, in file: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    var (left, right) = (a.lowerBound, b.lowerBound)
    while left < a.upperBound, right < b.upperBound {
      let (one, two) = (file[left], file[right])
      if one != two { return one == lineFeed || (two != lineFeed && one < two) }
      left += 1
      right += 1
    }
    return left == a.upperBound && right < b.upperBound && file[right] != lineFeed
  }
}
