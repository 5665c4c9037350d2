internal import NetworkModel

/// One CSV file of a table on its way to rows: header understood, records checked one by one.
///
/// What holds for every table stands here; the columns of each table are taken in
/// `TableFile+Nodes.swift` and its neighbours.
struct TableFile {
  /// A column of the schema and the field of a record that holds it.
  struct Slot {
    var column: TableSchema.Column
    /// −1 when the file has no such column.
    var field: Int
  }

  /// What a package asks of its columns beyond the schema of the table.
  struct Strictness {
    var required: Set<String> = []
    var yearOnly: Set<String> = []
  }

  let file: String
  let schema: TableSchema
  let strictness: Strictness
  let base: UnsafeMutablePointer<UInt8>
  var reader: CSVReader
  var issues = IssueList()
  /// The physical line of each row decoded, in row order.
  var lines: [Int32] = []
  /// Whether any record was left out because of an error, so that references to it may dangle.
  var isIncomplete = false

  /// Schema column → slot; field → schema column, −1 for an unknown one.
  var slots: [Slot] = []
  var columnOfField: [Int] = []
  var header: [String] = []
  var requiredSlots: [Int] = []
  private let inspectsCells: Bool
  private var faultsSeen = 0
  private var pendingBlankLines: [Int] = []

  init(
    file: String, schema: TableSchema, strictness: Strictness, base: UnsafeMutablePointer<UInt8>,
    region: Range<Int>, inspectsCells: Bool
  ) {
    self.file = file
    self.schema = schema
    self.strictness = strictness
    self.base = base
    self.inspectsCells = inspectsCells
    reader = CSVReader(bytes: base, region: region)
  }

  func slot(_ column: String) -> Slot {
    guard let index = schema.index(of: column) else {
      preconditionFailure("\(schema.table) has no column \(column).")
    }
    return slots[index]
  }

  // MARK: - Issues

  mutating func report(
    _ code: IssueCode, _ severity: TableIssue.Severity = .error, line: Int? = nil,
    column: String? = nil, found: String? = nil, _ problem: Wording, _ fix: Wording? = nil
  ) {
    issues.append(
      TableIssue(
        code: code.rawValue, severity: severity, file: file, line: line ?? reader.recordLine,
        column: column, found: found, problem: problem, fix: fix))
  }

  mutating func report(_ fault: CellFault, _ slot: Slot, severity: TableIssue.Severity = .error) {
    report(
      fault.code, severity, column: slot.column.name, found: string(slot), fault.problem, fault.fix)
  }

  // MARK: - Records

  /// Moves to the next row that can be decoded; reports and skips all others.
  mutating func nextRow() -> Bool {
    while reader.next() {
      let count = reader.fieldCount
      if count == 1, reader.fields[0].count == 0, header.count > 1 {
        pendingBlankLines.append(reader.recordLine)
        continue
      }
      if !pendingBlankLines.isEmpty { reportBlankLines() }
      if reader.faults.count > faultsSeen {
        reportFaults()
        isIncomplete = true
        continue
      }
      guard count == header.count else {
        reportRagged()
        isIncomplete = true
        continue
      }
      if isSound() {
        lines.append(Int32(clamping: reader.recordLine))
        return true
      }
    }
    if reader.faults.count > faultsSeen { reportFaults() }
    if lines.isEmpty, !isIncomplete, [.nodes, .pairings].contains(schema.table) {
      report(
        .noRows, .warning, line: 1, Wording(en: "the table has no rows", zh: "表中没有数据行"),
        Wording(en: "Nothing to do if that is meant.", zh: "如属预期则无需处理。"))
    }
    return false
  }

  mutating func reportBlankLines() {
    for line in pendingBlankLines {
      report(
        .blankRow, .warning, line: line, column: header.first,
        Wording(en: "the line is blank; it was skipped", zh: "空行，已跳过"),
        Wording(en: "Remove it.", zh: "请删除。"))
    }
    pendingBlankLines.removeAll()
  }

  mutating func reportFaults() {
    while faultsSeen < reader.faults.count {
      let note = reader.faults[faultsSeen]
      faultsSeen += 1
      let column = note.field < header.count ? header[note.field] : nil
      let (code, problem, fix) = note.fault.words
      report(code, line: note.line, column: column, problem, fix)
    }
  }

  private mutating func reportRagged() {
    let first = reader.text(0)
    if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].contains(where: first.hasPrefix) {
      report(
        .conflictMarker, found: first,
        Wording(en: "an unresolved merge conflict stands in the file", zh: "文件中有未解决的合并冲突"),
        Wording(en: "Resolve the conflict and remove the marker.", zh: "请解决冲突并删除标记。"))
      return
    }
    let record = (0..<reader.fieldCount).map { reader.text($0) }
    if record.contains(where: Self.isTotalWord) { return reportTotal(record) }
    let hint =
      record.contains { $0.contains("，") }
      ? Wording(en: " A full-width comma ‘，’ stands in the row.", zh: "行内有全角逗号“，”。")
      : Wording(en: "", zh: "")
    report(
      .raggedRow, found: record.joined(separator: ","),
      Wording(
        en: "the row has \(reader.fieldCount) fields, the header \(header.count)",
        zh: "本行有 \(reader.fieldCount) 个字段，表头有 \(header.count) 个"),
      Wording(
        en: "Quote fields that hold commas; add or remove the others.\(hint.en)",
        zh: "含逗号的字段请加引号；缺少的补上，多余的删除。\(hint.zh)"))
  }

  private mutating func reportTotal(_ record: [String]) {
    report(
      .totalRow, column: header.first, found: record.first(where: Self.isTotalWord),
      Wording(en: "a row of totals stands among the data", zh: "数据中混有合计行"),
      Wording(
        en: "Remove it, or state the total as a row of claims.", zh: "请删除，或将合计写入 claims 表。"))
  }

  private static func isTotalWord(_ text: String) -> Bool {
    ["合计", "总计", "小计", "共计", "总和", "total", "sum", "subtotal", "grand total"]
      .contains(text.lowercased().filter { !$0.isWhitespace })
  }

  // MARK: - Cells in general

  /// Checks what holds for all cells of the record; false when the record is not a row.
  private mutating func isSound() -> Bool {
    var filled = 0
    for field in 0..<reader.fieldCount {
      let span = reader.fields[field]
      if span.count == 0 { continue }
      filled += 1
      // Spaces and controls are the bytes up to 0x20; most cells are done after this line.
      if base[span.start] <= 0x20 || base[span.end - 1] <= 0x20 { checkEdges(field) }
      if span.count > 1000 { checkLength(field) }
      if inspectsCells { inspect(field) }
    }
    if filled == 0 {
      report(
        .blankRow, .warning, column: header.first,
        Wording(en: "all cells of the row are empty; it was skipped", zh: "整行为空，已跳过"),
        Wording(en: "Remove it.", zh: "请删除。"))
      return false
    }
    for index in requiredSlots where reader.fields[slots[index].field].count == 0 {
      reportRequired(slots[index])
    }
    let first = reader.fields[0]
    if first.count > 0, first.count <= 16 {
      // An id column that holds a word of sums, or the header once more.
      let byte = base[first.start]
      if byte >= 0xE5 || byte | 0x20 == 0x74 || byte | 0x20 == 0x73 || byte | 0x20 == 0x67 {
        let text = reader.text(0)
        if Self.isTotalWord(text), schema.columns.first?.kind == .identifier {
          reportTotal([text])
          return false
        }
      }
      if first.count == header[0].utf8.count, reader.text(0) == header[0],
        (0..<header.count).allSatisfy({ reader.text($0) == header[$0] })
      {
        report(
          .repeatedHeader, column: header.first,
          Wording(en: "the header stands here once more", zh: "表头在此重复出现"),
          Wording(en: "Remove the line.", zh: "请删除该行。"))
        return false
      }
    }
    return true
  }

  mutating func reportRequired(_ slot: Slot) {
    report(
      .cellRequired, column: slot.column.name,
      Wording(en: "the cell is empty but must not be", zh: "该单元格不得为空"),
      Wording(
        en: "Fill it in; merged cells must be filled on every row.", zh: "请填写；合并单元格须逐行填写。"))
  }

  private mutating func checkEdges(_ field: Int) {
    guard columnOfField[field] >= 0 else { return }
    let slot = slots[columnOfField[field]]
    let text = reader.text(field)
    if text.allSatisfy(\.isWhitespace) {
      if requiredSlots.contains(columnOfField[field]) {
        reportRequired(slot)
      } else {
        report(
          .cellSpace, .error, column: slot.column.name, found: text,
          Wording(en: "the cell holds only space", zh: "单元格内只有空白"),
          Wording(en: "Leave it empty.", zh: "请留空。"))
      }
      return
    }
    switch slot.column.kind {
    case .identifier, .reference:
      report(
        .cellSpace, column: slot.column.name, found: text,
        Wording(en: "space stands around the id", zh: "编号前后有空白"),
        CellFault.write(text.trimmed))
    case .text:
      report(
        .cellSpace, .warning, column: slot.column.name, found: text,
        Wording(en: "space stands around the text; it was kept", zh: "文字前后有空白，已保留"),
        CellFault.write(text.trimmed))
    default: break
    }
  }

  private mutating func checkLength(_ field: Int) {
    guard columnOfField[field] >= 0 else { return }
    let column = slots[columnOfField[field]].column
    let count = reader.fields[field].count
    let isLongText = [
      "note", "title", "aliases", "locator", "may_be_part_of", "basis",
    ].contains(column.name)
    guard count > Text.maximumCount || !isLongText || count > 20_000 else { return }
    report(
      .cellTooLong, count > Text.maximumCount ? .error : .warning, column: column.name,
      found: reader.text(field),
      Wording(en: "the cell is \(count) bytes long", zh: "单元格长 \(count) 字节"),
      Wording(
        en: "Check whether several cells ran together; figures cut it off.",
        zh: "请核对是否多格粘连；图中将截断显示。"))
  }

  private mutating func inspect(_ field: Int) {
    guard columnOfField[field] >= 0 else { return }
    let slot = slots[columnOfField[field]]
    let isText: Bool
    switch slot.column.kind {
    case .text: isText = true
    case .identifier, .reference, .references: isText = false
    default: return  // These are held against exact forms anyway.
    }
    let text = reader.text(field)
    guard let fault = HiddenCharacters.fault(in: text, isText: isText) else { return }
    report(
      fault.code, fault.isError ? .error : .warning, column: slot.column.name, found: text,
      fault.problem, fault.fix)
  }
}
