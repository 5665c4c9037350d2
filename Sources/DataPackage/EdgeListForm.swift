internal import NetworkModel

/// How a table of edges is laid out, recognised from its first records.
struct EdgeListForm {
  /// Bytes that are looked at.
  static let headLength = 1 << 16
  private static let sampleRecords = 20

  /// Usual names of the two ends, in the order in which they are tried.
  static let usualEnds = [
    ("source", "target"), ("src", "dst"), ("from", "to"), ("donor", "recipient"),
    ("source_id", "target_id"), ("from_id", "to_id"), ("sender", "receiver"),
    ("origin", "destination"), ("start", "end"), ("tail", "head"), ("u", "v"), ("i", "j"),
    ("node1", "node2"), ("起点", "终点"), ("来源", "目标"), ("支援方", "受援方"), ("帮扶方", "受援方"),
    ("结对方", "受援方"),
  ]
  static let weightNames: Set<String> = [
    "weight", "length", "amount", "distance", "dist", "dist_m", "cost", "capacity", "value", "w",
    "权重", "长度", "距离", "金额", "数额",
  ]
  static let yearNames: Set<String> = [
    "year", "period", "time", "date", "年份", "年", "年度", "时段", "时间",
  ]

  var form: EdgeListFile.Form
  /// The byte between fields.
  var separator: UInt8
  /// Where the first record begins, after lines of comment.
  var start: Int
  /// The physical line at which it begins.
  var startLine: Int
  var hasHeader: Bool
  /// The names of the columns; their numbers from 1 where there is no header.
  var columns: [String]
  var source: Int
  var target: Int
  /// Columns that must be numbers.
  var required: Set<Int>

  /// What was found, or the issue that keeps the table from being understood.
  enum Recognition {
    case form(EdgeListForm, remarks: [TableIssue])
    case issues([TableIssue])
  }

  /// Recognises the form of a table.
  ///
  /// - Parameter head: the beginning of the text, UTF-8, without byte order mark.
  static func recognise(
    _ head: UnsafeBufferPointer<UInt8>, file: String, options: EdgeListOptions
  ) -> Recognition {
    let (start, line) = afterComments(head)
    let rest = Array(head[start...].prefix(headLength))
    func issue(
      _ code: IssueCode, _ severity: TableIssue.Severity = .error, column: String? = nil,
      found: String? = nil, _ problem: Wording, _ fix: Wording?
    ) -> TableIssue {
      TableIssue(
        code: code.rawValue, severity: severity, file: file, line: line, column: column,
        found: found, problem: problem, fix: fix)
    }
    guard let (form, separator, sample) = bestSeparator(rest, line) else {
      let text = String(decoding: rest.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
      return .issues([
        issue(
          .separator, found: text,
          Wording(
            en: "no separator makes two columns of the lines", zh: "没有分隔符能将各行分为两列"),
          Wording(
            en: "Put one edge on a line: two names with a comma, tab, semicolon or space between.",
            zh: "请每行写一条边：两个名称之间用逗号、制表符、分号或空格分隔。"))
      ])
    }
    var found = EdgeListForm(
      form: form, separator: separator, start: start, startLine: line, hasHeader: false,
      columns: [], source: 0, target: 1, required: [])
    return found.nameColumns(sample, options, issue)
  }

  private typealias MakeIssue = (
    IssueCode, TableIssue.Severity, String?, String?, Wording, Wording?
  ) -> TableIssue

  /// Decides on the header and finds the columns of the ends.
  private mutating func nameColumns(
    _ sample: [[String]], _ options: EdgeListOptions, _ issue: MakeIssue
  ) -> Recognition {
    let first = sample[0].map { Self.trimmed($0) }
    let lower = first.map { $0.lowercased() }
    let usual = Self.usualEnds.first { lower.contains($0.0) && lower.contains($0.1) }
    let asked = ([options.source, options.target] + options.numbers).compactMap { $0 }
    hasHeader =
      usual != nil || asked.contains { lower.contains($0.lowercased()) && Int($0) == nil }
      || Self.looksLikeHeader(sample)
    columns = first.indices.map { hasHeader && !first[$0].isEmpty ? first[$0] : String($0 + 1) }
    var errors: [TableIssue] = []
    var remarks: [TableIssue] = []
    if hasHeader {
      for (index, name) in columns.enumerated() where columns[..<index].contains(name) {
        errors.append(
          issue(
            .columnRepeated, .error, name, name,
            Wording(en: "two columns have this name", zh: "有两列同名"),
            Wording(en: "Keep one of them.", zh: "请只保留一列。")))
      }
    } else if sample[0].allSatisfy({ !Self.isNumber($0) }) {
      remarks.append(
        issue(
          .headerMissing, .remark, nil, nil,
          Wording(
            en: "no header was recognised; the first line was read as an edge",
            zh: "未识别到表头，首行按一条边读取"),
          Wording(
            en: "If it is a header, name the columns of the ends source and target.",
            zh: "如首行是表头，请将两端的列命名为 source 和 target。")))
    }
    let names = columns
    func index(_ name: String) -> Int? {
      if let at = names.firstIndex(of: name)
        ?? names.firstIndex(where: { $0.lowercased() == name.lowercased() })
      {
        return at
      }
      if let number = Int(name), (1...names.count).contains(number) { return number - 1 }
      let near = Spelling.nearest(to: name, among: names)
      errors.append(
        issue(
          .columnMissing, .error, name, nil,
          Wording(en: "the table has no column ‘\(name)’", zh: "表中没有“\(name)”列"),
          near.map { Wording(en: "Did you mean ‘\($0)’?", zh: "是否应为“\($0)”？") }
            ?? Wording(
              en: "The columns are: \(names.joined(separator: ", ")).",
              zh: "表中的列为：\(names.joined(separator: "、"))。")))
      return nil
    }
    if let usual, let from = lower.firstIndex(of: usual.0), let to = lower.firstIndex(of: usual.1) {
      (source, target) = (from, to)
    }
    if let name = options.source, let at = index(name) {
      source = at
      if options.target == nil, target == at { target = at == 0 ? 1 : 0 }
    }
    if let name = options.target, let at = index(name) {
      target = at
      if options.source == nil, source == at { source = at == 0 ? 1 : 0 }
    }
    if source == target {
      errors.append(
        issue(
          .columnRepeated, .error, columns[source], nil,
          Wording(en: "both ends are read from one column", zh: "两端取自同一列"),
          Wording(en: "Name two different columns.", zh: "请指定两个不同的列。")))
    }
    for name in options.numbers {
      if let at = index(name) { required.insert(at) }
    }
    return errors.isEmpty ? .form(self, remarks: remarks) : .issues(errors)
  }

  /// Lines that begin with `#` or `%` before the first record, as SNAP, KONECT and others write them.
  private static func afterComments(
    _ head: UnsafeBufferPointer<UInt8>
  ) -> (start: Int, line: Int) {
    var at = 0
    var line = 1
    while at < head.count, [0x23, 0x25, 0x0A, 0x0D].contains(head[at]) {
      guard let end = head[at...].firstIndex(of: 0x0A) else { return (head.count, line) }
      at = end + 1
      line += 1
    }
    return (at, line)
  }

  /// The separator that gives most records as many fields as the first has; then more fields win.
  private static func bestSeparator(
    _ head: [UInt8], _ line: Int
  ) -> (EdgeListFile.Form, UInt8, [[String]])? {
    let candidates: [(EdgeListFile.Form, UInt8)] = [
      (.tabs, 0x09), (.commas, 0x2C), (.semicolons, 0x3B), (.bars, 0x7C), (.spaces, 0x20),
    ]
    var best: (form: EdgeListFile.Form, separator: UInt8, sample: [[String]])?
    var bestScore = (0, 0)
    for (form, separator) in candidates {
      if form == .spaces, best != nil { break }
      let sample = records(head, separator)
      guard let width = sample.first?.count, width >= 2 else { continue }
      let score = (sample.count { $0.count == width }, width)
      if score > bestScore { (best, bestScore) = ((form, separator, sample), score) }
    }
    return best
  }

  private static func records(_ head: [UInt8], _ separator: UInt8) -> [[String]] {
    var copy = head
    if separator == 0x20 { EdgeListReader.makeSpaces(of: &copy) }
    // A record that the end of the head cuts short says nothing.
    let isCut = copy.count >= headLength
    return copy.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return [] }
      var reader = CSVReader(bytes: base, region: 0..<buffer.count, separator: separator)
      var records: [[String]] = []
      while records.count <= sampleRecords, reader.next() {
        let cells = (0..<reader.fieldCount).map { reader.text($0) }
          .filter { separator != 0x20 || !$0.isEmpty }
        if !cells.isEmpty, cells != [""] { records.append(cells) }
      }
      if isCut, records.count <= sampleRecords, records.count > 1 { records.removeLast() }
      return Array(records.prefix(sampleRecords))
    }
  }

  /// Whether some column holds a word in the first record and numbers in all others.
  private static func looksLikeHeader(_ sample: [[String]]) -> Bool {
    guard sample.count > 1 else { return false }
    return sample[0].indices.contains { column in
      !isNumber(sample[0][column])
        && sample.dropFirst().allSatisfy { $0.count > column && isNumber($0[column]) }
    }
  }

  private static func isNumber(_ cell: String) -> Bool {
    ExactDecimal(parsing: trimmed(cell).utf8) != nil
  }

  static func trimmed(_ cell: String) -> String {
    var text = cell[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
