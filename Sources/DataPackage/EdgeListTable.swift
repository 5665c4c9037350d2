internal import GraphCore
internal import NetworkModel

/// A table of edges on its way to a graph, record by record.
struct EdgeListTable {
  private let file: String
  private let form: EdgeListForm
  private let inspectsNames: Bool
  private var issues = IssueList()
  private var names = NameTable()
  private var sources: [Int32] = []
  private var targets: [Int32] = []
  /// The physical line of each edge.
  private var lines: [Int32] = []
  private var columns: [EdgeListColumnDraft]
  private var faultsSeen = 0
  private var toldOfSpace = false

  init(file: String, form: EdgeListForm, inspectsNames: Bool) {
    self.file = file
    self.form = form
    self.inspectsNames = inspectsNames
    columns = form.columns.indices
      .filter { $0 != form.source && $0 != form.target }
      .map {
        EdgeListColumnDraft(
          field: $0, name: form.columns[$0], mustBeNumbers: form.required.contains($0))
      }
  }

  mutating func read(_ bytes: inout [UInt8], _ region: Range<Int>) {
    if form.form == .spaces { EdgeListReader.makeSpaces(of: &bytes) }
    bytes.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      var reader = CSVReader(
        bytes: base, region: region, separator: form.separator, firstLine: form.startLine)
      var fields: [FieldSpan] = []
      var isFirst = true
      var blankLine: Int?
      while reader.next() {
        fields.removeAll(keepingCapacity: true)
        for field in 0..<reader.fieldCount {
          let span = trimmed(reader.fields[field], base)
          if form.form == .spaces, span.count == 0, reader.fields[field].count == 0 { continue }
          fields.append(span)
        }
        if isFirst, form.hasHeader {
          isFirst = false
          continue
        }
        isFirst = false
        if fields.isEmpty || (fields.count == 1 && fields[0].count == 0) {
          blankLine = blankLine ?? reader.recordLine
          continue
        }
        if let line = blankLine {
          report(
            .blankRow, .warning, line: line,
            Wording(en: "the line is blank; it was skipped", zh: "空行，已跳过"),
            Wording(en: "Remove it.", zh: "请删除。"))
          blankLine = nil
        }
        take(fields, reader, base)
      }
      reportFaults(reader)
      for index in columns.indices { columns[index].settle(base, lines, &issues, file) }
    }
  }

  private mutating func take(
    _ fields: [FieldSpan], _ reader: CSVReader, _ base: UnsafeMutablePointer<UInt8>
  ) {
    let line = reader.recordLine
    if reader.faults.count > faultsSeen {
      reportFaults(reader)
      return
    }
    guard fields.count == form.columns.count else {
      report(
        .raggedRow, line: line, found: "\(fields.count)",
        Wording(
          en: "the line has \(fields.count) fields instead of \(form.columns.count)",
          zh: "该行有 \(fields.count) 个字段，应为 \(form.columns.count) 个"),
        Wording(
          en: "Add what is missing, or quote names that hold the separator.",
          zh: "请补齐缺少的字段；名称中含分隔符时请加引号。"))
      return
    }
    var ends: [Int32] = [0, 0]
    var isSound = true
    for (position, column) in [form.source, form.target].enumerated() {
      let span = fields[column]
      guard span.count > 0 else {
        isSound = false
        report(
          .cellRequired, line: line, column: form.columns[column],
          Wording(en: "the name of a node is missing", zh: "缺少节点名称"),
          Wording(en: "Name the node, or remove the line.", zh: "请填写节点名称或删除该行。"))
        continue
      }
      let key = UnsafeRawBufferPointer(start: base + span.start, count: span.count)
      if inspectsNames, !isVisible(key, line, form.columns[column]) {
        isSound = false
        continue
      }
      ends[position] = names.number(key)
    }
    for index in columns.indices {
      columns[index].append(fields[columns[index].field], base, line, &issues, file)
    }
    guard isSound else {
      for index in columns.indices { columns[index].removeLast() }
      return
    }
    sources.append(ends[0])
    targets.append(ends[1])
    lines.append(Int32(clamping: line))
  }

  /// The graph, unless there was an error.
  consuming func finished(
    _ options: EdgeListOptions, before: [TableIssue]
  ) throws(EdgeListRefusal) -> EdgeListFile {
    if sources.isEmpty, !issues.hasErrors {
      report(
        .noRows, .warning, line: form.startLine,
        Wording(en: "the table has no edges", zh: "表中没有边"),
        Wording(en: "Nothing to do if that is meant.", zh: "如属预期则无需处理。"))
    }
    let store = nodeNames()
    let graph: CompactGraph
    do {
      graph = try CompactGraph(
        options.direction ?? .directed, nodeCount: store.count, sources: sources, targets: targets)
    } catch {
      throw EdgeListRefusal(issues: [EdgeListRefusal.tooLarge(error, file: file)])
    }
    let all = before + issues.finished(file: file)
    guard !all.contains(where: { $0.severity == .error }) else {
      throw EdgeListRefusal(inOrder: all)
    }
    return EdgeListFile(
      file: file, form: form.form, graph: graph, names: store,
      numbers: columns.compactMap(\.numberColumn), terms: columns.compactMap(\.termColumn),
      issues: all)
  }

  /// The names; numbers are put in ascending order, and the ends renumbered.
  private mutating func nodeNames() -> NodeNames {
    guard let numbers = names.plainIntegers, !numbers.isEmpty else { return NodeNames(names) }
    let order = numbers.indices.sorted { numbers[$0] < numbers[$1] }
    var place = [Int32](repeating: 0, count: order.count)
    for (position, name) in order.enumerated() { place[name] = Int32(position) }
    sources = sources.map { place[Int($0)] }
    targets = targets.map { place[Int($0)] }
    return NodeNames(ascending: order.map { numbers[$0] })
  }

  // MARK: - Issues

  private mutating func report(
    _ code: IssueCode, _ severity: TableIssue.Severity = .error, line: Int, column: String? = nil,
    found: String? = nil, _ problem: Wording, _ fix: Wording?
  ) {
    issues.append(
      TableIssue(
        code: code.rawValue, severity: severity, file: file, line: line, column: column,
        found: found, problem: problem, fix: fix))
  }

  /// The field without spaces around it.
  private mutating func trimmed(
    _ span: FieldSpan, _ base: UnsafeMutablePointer<UInt8>
  ) -> FieldSpan {
    var span = span
    while span.count > 0, base[span.start] == 0x20 || base[span.start] == 0x09 { span.start += 1 }
    while span.count > 0, base[span.end - 1] == 0x20 || base[span.end - 1] == 0x09 { span.end -= 1 }
    return span
  }

  private mutating func isVisible(
    _ key: UnsafeRawBufferPointer, _ line: Int, _ column: String
  ) -> Bool {
    let text = String(decoding: key, as: UTF8.self)
    guard let fault = HiddenCharacters.fault(in: text, isText: false) else { return true }
    report(
      fault.code, fault.isError ? .error : .warning, line: line, column: column, found: text,
      fault.problem, fault.fix)
    return !fault.isError
  }

  private mutating func reportFaults(_ reader: CSVReader) {
    while faultsSeen < reader.faults.count {
      let note = reader.faults[faultsSeen]
      faultsSeen += 1
      let (code, problem, fix) = note.fault.words
      report(
        code, line: note.line,
        column: note.field < form.columns.count ? form.columns[note.field] : nil, problem, fix)
    }
  }
}

extension EdgeListRefusal {
  /// The issues by line, those of one line as they were met.
  init(inOrder issues: [TableIssue]) {
    let order = issues.indices.sorted { (issues[$0].line, $0) < (issues[$1].line, $1) }
    self.init(issues: order.map { issues[$0] })
  }

  static func tooLarge(_ error: GraphError, file: String) -> TableIssue {
    TableIssue(
      code: IssueCode.graphTooLarge.rawValue, severity: .error, file: file, line: 0,
      problem: Wording(en: error.description, zh: "节点或边的数量超过 32 位编号的范围"),
      fix: Wording(en: "Split the file.", zh: "请拆分文件。"))
  }
}
