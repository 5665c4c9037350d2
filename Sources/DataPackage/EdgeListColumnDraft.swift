internal import NetworkModel

/// A column that is read as numbers until a cell is not one; then it is a column of words.
struct EdgeListColumnDraft {
  let field: Int
  let name: String
  let mustBeNumbers: Bool
  private var significands: [Int64] = []
  private var scales: [UInt8] = []
  /// Where the cells so far stand in the bytes, in case they turn out to be words.
  private var cells: [Text] = []
  private var words: NameTable?
  private var codes: [Int32] = []

  private(set) var numberColumn: NumberColumn?
  private(set) var termColumn: TermColumn?

  init(field: Int, name: String, mustBeNumbers: Bool) {
    self.field = field
    self.name = name
    self.mustBeNumbers = mustBeNumbers
  }

  /// Whether a fault could still be found in a cell, so that its line is worth knowing.
  var needsLine: Bool { words == nil }

  /// Takes the cell of the next edge.
  mutating func append(
    _ span: FieldSpan, _ base: UnsafeMutablePointer<UInt8>, _ line: Int, _ issues: inout IssueList,
    _ file: String
  ) {
    let key = UnsafeRawBufferPointer(start: base + span.start, count: span.count)
    guard words == nil else {
      codes.append(code(key))
      return
    }
    cells.append(Text(offset: span.start, count: min(span.count, Text.maximumCount)))
    do throws(CellFault) {
      let value = try NumberCell.decimal(
        UnsafeBufferPointer(start: base + span.start, count: span.count), allowNegative: true)
      significands.append(value.significand)
      scales.append(value.scale)
    } catch {
      let found = String(decoding: key, as: UTF8.self)
      if mustBeNumbers {
        significands.append(0)
        scales.append(0)
        report(error, .error, line, found, &issues, file)
      } else {
        if !significands.isEmpty { reportWords(found, line, &issues, file) }
        becomeWords(base)
      }
    }
  }

  /// Forgets the cell that was taken last.
  mutating func removeLast() {
    if words != nil {
      codes.removeLast()
    } else {
      cells.removeLast()
      significands.removeLast()
      scales.removeLast()
    }
  }

  /// Makes the column, once all cells are there.
  mutating func settle(
    _ base: UnsafeMutablePointer<UInt8>, _ lines: [Int32], _ issues: inout IssueList, _ file: String
  ) {
    if words == nil {
      let decimals = scales.max() ?? 0
      for row in significands.indices {
        for _ in scales[row]..<decimals {
          let (larger, overflow) = significands[row].multipliedReportingOverflow(by: 10)
          if overflow {
            reportOverflow(ExactDecimal(significands[row], scale: scales[row]), decimals)
            break
          }
          significands[row] = larger
          scales[row] += 1
        }
        func reportOverflow(_ value: ExactDecimal, _ decimals: UInt8) {
          let fault = CellFault(
            .numberRange,
            Wording(
              en: "with the \(decimals) decimals of this column the number exceeds 64 bits",
              zh: "按本列的 \(decimals) 位小数，数字超过 64 位的范围"),
            Wording(
              en: "Write the column in a larger unit or with fewer decimals.",
              zh: "请改用更大的单位或减少小数位数。"))
          report(fault, .error, Int(lines[row]), value.description, &issues, file)
        }
      }
      numberColumn = NumberColumn(name: name, decimals: Int(decimals), values: significands)
    } else if let words {
      termColumn = TermColumn(
        name: name, terms: (0..<words.count).map { words[$0] }, codes: codes)
    }
  }

  private mutating func becomeWords(_ base: UnsafeMutablePointer<UInt8>) {
    words = NameTable()
    codes.reserveCapacity(cells.count)
    for cell in cells {
      codes.append(code(UnsafeRawBufferPointer(start: base + cell.offset, count: cell.count)))
    }
    (cells, significands, scales) = ([], [], [])
  }

  private mutating func code(_ key: UnsafeRawBufferPointer) -> Int32 {
    key.isEmpty ? -1 : words?.number(key) ?? -1
  }

  // MARK: - Issues

  private func report(
    _ fault: CellFault, _ severity: TableIssue.Severity, _ line: Int, _ found: String,
    _ issues: inout IssueList, _ file: String
  ) {
    issues.append(
      TableIssue(
        code: fault.code.rawValue, severity: severity, file: file, line: line, column: name,
        found: found, problem: fault.problem, fix: fault.fix))
  }

  private func reportWords(_ found: String, _ line: Int, _ issues: inout IssueList, _ file: String)
  {
    let fault = CellFault(
      .columnOfWords,
      Wording(
        en: "the column is read as words, since this cell is not a number",
        zh: "该单元格不是数字，因此整列按文字读取"),
      Wording(
        en: "Correct the cell if the column is one of numbers.", zh: "如该列应为数字，请更正此单元格。"))
    report(fault, .warning, line, found, &issues, file)
  }
}
