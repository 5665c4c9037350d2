internal import GraphCore

/// Columns of integers that are filled part by part.
struct IntegerTable {
  let roles: [EdgeListKernel.Role]
  let separator: UInt8
  /// The number of the first row of each part, and how many rows there are.
  private let firstRows: [Int]
  let rowCount: Int

  private(set) var sources: [Int32] = []
  private(set) var targets: [Int32] = []
  /// The fields that are numbers, and their values.
  let numberFields: [Int]
  private(set) var numbers: [[Int64]] = []
  /// The decimals of each field.
  private(set) var decimals: [Int]
  private(set) var highestName: Int?

  init(roles: [EdgeListKernel.Role], separator: UInt8, rows: [Int]) {
    self.roles = roles
    self.separator = separator
    var first = 0
    firstRows = rows.map { count in
      defer { first += count }
      return first
    }
    rowCount = first
    numberFields = roles.indices.filter { roles[$0] == .number }
    decimals = Array(repeating: 0, count: roles.count)
  }

  /// Parses all parts; false when something in them is not plain.
  mutating func fill(_ source: BlockSource, _ parts: Parts) -> Bool {
    while true {
      let wanted = decimals
      numbers = Array(repeating: [], count: numberFields.count)
      guard parse(source, parts, column: 0, outputs: []) else { return false }
      if decimals == wanted { return true }
    }
  }

  /// Makes room for one column after the other, none of it cleared first, and then parses.
  private mutating func parse(
    _ source: BlockSource, _ parts: Parts, column: Int, outputs: [UnsafeMutableRawPointer]
  ) -> Bool {
    guard column < roles.count else { return run(source, parts, outputs) }
    var isParsed = false
    func room<Value>(_ table: inout IntegerTable) -> [Value] {
      [Value](unsafeUninitializedCapacity: table.rowCount) { buffer, count in
        let address = UnsafeMutableRawPointer(buffer.baseAddress!)
        isParsed = table.parse(source, parts, column: column + 1, outputs: outputs + [address])
        count = isParsed ? table.rowCount : 0
      }
    }
    switch roles[column] {
    case .source:
      let values: [Int32] = room(&self)
      sources = values
    case .target:
      let values: [Int32] = room(&self)
      targets = values
    case .number:
      let values: [Int64] = room(&self)
      if let at = numberFields.firstIndex(of: column) { numbers[at] = values }
    }
    return isParsed
  }

  private mutating func run(
    _ source: BlockSource, _ parts: Parts, _ outputs: [UnsafeMutableRawPointer]
  ) -> Bool {
    let kernel = EdgeListKernel(
      separator: separator, roles: roles, decimals: decimals, outputs: outputs)
    var findings = [EdgeListKernel.Findings](
      repeating: .init(fields: roles.count), count: parts.count)
    let firstRows = firstRows
    let rowCount = rowCount
    let isPlain = findings.withUnsafeMutableBufferPointer { findings in
      nonisolated(unsafe) let findings = findings
      return parts.runEach { part, scratch in
        let range = parts.range(part)
        let from = max(range.lowerBound - 1, parts.start)
        let wanted = from..<min(parts.end, range.upperBound + Parts.overlap)
        guard source.fetch(wanted, scratch), let base = scratch.baseAddress else { return false }
        // What stands behind the bytes must not look like a digit.
        scratch[wanted.count..<wanted.count + 16].copyBytes(from: repeatElement(0, count: 16))
        let text = UnsafeRawPointer(base)
        var begin = 0
        if part > 0 {
          while begin < wanted.count, scratch[begin] != 0x0A { begin += 1 }
          begin += 1
        }
        let last = part + 1 < firstRows.count ? firstRows[part + 1] : rowCount
        return kernel.parse(
          text, from: begin, count: wanted.count, isLast: wanted.upperBound == parts.end,
          rows: firstRows[part]..<last, &findings[part])
      }
    }
    guard isPlain else { return false }
    for finding in findings {
      decimals = zip(decimals, finding.decimals).map(max)
      highestName = max(highestName ?? 0, finding.highestName)
    }
    return true
  }
}
