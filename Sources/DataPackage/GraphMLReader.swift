internal import GraphCore
internal import NetworkModel

/// Reads the graph of a GraphML document: its nodes, its edges, and what is said of edges.
///
/// - Source: Brandes, Eiglsperger, Herman, Himsolt & Marshall (2002), "GraphML progress report",
///   GD 2001, LNCS 2265; http://graphml.graphdrawing.org/primer/graphml-primer.html.
struct GraphMLReader {
  /// Whether the bytes begin as an XML document does.
  static func isXML(_ bytes: [UInt8]) -> Bool {
    var rest = bytes.prefix(512)[...]
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    if rest.starts(with: [0xFF, 0xFE]) || rest.starts(with: [0xFE, 0xFF]) {
      rest = rest.filter { $0 != 0 }.dropFirst(2)
    }
    rest = rest.drop(while: XMLScanner.isSpace)
    return rest.starts(with: Array("<?xml".utf8)) || rest.starts(with: Array("<graphml".utf8))
      || rest.starts(with: Array("<!--".utf8)) || rest.starts(with: Array("<!DOCTYPE graphml".utf8))
  }

  static func read(
    _ bytes: [UInt8], file: String, options: EdgeListOptions
  ) throws(EdgeListRefusal) -> EdgeListFile {
    let (text, start) = try utf8(bytes, file)
    var reader = GraphMLReader(text, from: start, file: file, options: options)
    reader.walk()
    return try reader.finished()
  }

  // MARK: -

  struct Edge {
    var source, target: String
    var offset: Int
    /// The text of each column, or nothing.
    var data: [Int: [UInt8]] = [:]
  }

  let file: String
  let options: EdgeListOptions
  var scanner: XMLScanner
  var issues = IssueList()
  /// The local names of the open elements.
  var path: [String] = []
  /// How deep inside something refused the walk is; nothing is taken there.
  var refusedDepth = 0

  var nodes = NameTable()
  var keys: [String: GraphMLKey] = [:]
  var columns: [GraphMLColumn] = []
  var openKey: GraphMLKey?
  var openEdge: Edge?
  /// The column whose data element is open, and its text so far.
  var openColumn: Int?
  var openText: [UInt8] = []
  var sawGraph = false
  var defaultDirection: CompactGraph.Direction?
  /// Which directions edges have, and where each first stands.
  var directions: [CompactGraph.Direction: Int] = [:]
  /// Edges in document order; their ends are looked up at the end, since nodes may follow edges.
  var ends = NameTable()
  var sources: [Int32] = []
  var targets: [Int32] = []
  var offsets: [Int] = []
  /// The bytes of all values.
  var pool: [UInt8] = []

  private init(_ text: [UInt8], from start: Int, file: String, options: EdgeListOptions) {
    self.file = file
    self.options = options
    scanner = XMLScanner(text, from: start)
  }

  /// The document as UTF-8, and where it begins.
  private static func utf8(
    _ bytes: [UInt8], _ file: String
  ) throws(EdgeListRefusal) -> ([UInt8], Int) {
    func refusal(_ code: IssueCode, line: Int, _ problem: Wording) -> EdgeListRefusal {
      EdgeListRefusal(issues: [
        TableIssue(
          code: code.rawValue, severity: .error, file: file, line: line, problem: problem,
          fix: Wording(en: "Save it as UTF-8.", zh: "请保存为 UTF-8。"))
      ])
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      let converted = bytes.withUnsafeBufferPointer {
        Transcoding.fromUTF16(UnsafeBufferPointer(rebasing: $0[2...]), bigEndian: $0[0] == 0xFE)
      }
      guard let converted else {
        throw refusal(
          .encodingUTF16, line: 1, Wording(en: "the file is damaged UTF-16", zh: "文件是已损坏的 UTF-16"))
      }
      return (converted, 0)
    }
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let bad = bytes.withUnsafeBufferPointer { buffer -> Int? in
      guard let base = buffer.baseAddress else { return nil }
      return UTF8Scan.scan(base + start, count: buffer.count - start).firstBad
    }
    if let bad {
      let line = 1 + bytes[..<(start + bad)].count { $0 == 0x0A }
      throw refusal(
        .encodingInvalid, line: line,
        Wording(
          en: "the text is not UTF-8 at offset \(start + bad)", zh: "偏移 \(start + bad) 处不是 UTF-8"))
    }
    return (bytes, start)
  }

  private mutating func walk() {
    do throws(XMLScanner.Fault) {
      while let event = try scanner.next() {
        switch event {
        case .start(let name, let attributes): begin(Self.local(name), attributes)
        case .end: end()
        case .text(let text): if openColumn != nil || openKey != nil { openText += text }
        }
      }
    } catch {
      report(
        error.isEntity ? .xmlEntity : .xmlSyntax, at: error.offset,
        Wording(en: error.english, zh: error.chinese),
        error.isEntity
          ? Wording(
            en: "Write the text itself; entities are neither expanded nor fetched.",
            zh: "请直接写出文字；实体既不展开也不获取。")
          : Wording(en: "Correct the XML; nothing after it was read.", zh: "请更正 XML；其后内容未读取。"))
    }
  }

  /// A name without its namespace prefix.
  private static func local(_ name: String) -> String {
    name.lastIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name
  }

  mutating func report(
    _ code: IssueCode, _ severity: TableIssue.Severity = .error, at offset: Int? = nil,
    found: String? = nil, _ problem: Wording, _ fix: Wording?
  ) {
    let place = scanner.place(of: offset ?? scanner.eventStart)
    issues.append(
      TableIssue(
        code: code.rawValue, severity: severity, file: file, line: place.line,
        column: "\(place.column)", found: found, problem: problem, fix: fix))
  }
}

/// A `key` element: what the data of one name mean.
struct GraphMLKey {
  let id: String
  let name: String
  let isOfEdges: Bool
  var standard: [UInt8]?
}

/// A column of the edges that a key describes.
struct GraphMLColumn {
  let key: GraphMLKey
  var draft: EdgeListColumnDraft
}
