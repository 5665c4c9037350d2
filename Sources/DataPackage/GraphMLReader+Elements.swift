internal import GraphCore
internal import NetworkModel

extension GraphMLReader {
  /// Takes the start of an element.
  mutating func begin(_ name: String, _ attributes: [XMLScanner.Attribute]) {
    defer { path.append(name) }
    if refusedDepth > 0 {
      refusedDepth += 1
      return
    }
    func value(_ wanted: String) -> String? { attributes.first { $0.name == wanted }?.value }
    switch (path.last, name) {
    case (nil, "graphml"): break
    case (nil, _):
      refuse(
        .graphMLStructure, found: name,
        Wording(en: "the root element is not graphml", zh: "根元素不是 graphml"),
        Wording(en: "Only tables and GraphML are read.", zh: "仅能读取表格和 GraphML。"))
    case ("graphml", "key"): beginKey(value)
    case ("graphml", "graph"): beginGraph(value)
    case ("graph", "node"): beginNode(value)
    case ("graph", "edge"): beginEdge(value)
    case ("node", "graph"), ("edge", "graph"):
      refuseUnsupported(
        name, Wording(en: "a nested graph stands here", zh: "此处有嵌套的图"))
    case (_, "hyperedge"):
      refuseUnsupported(name, Wording(en: "a hyperedge stands here", zh: "此处有超边"))
    case (_, "port"):
      refuseUnsupported(name, Wording(en: "a port stands here", zh: "此处有端口"))
    case ("edge", "data"): beginData(value)
    case ("key", "default"): openText = []
    default:
      // Data of nodes and graphs, descriptions and extensions of programs say nothing of edges.
      if !["data", "desc", "locator", "default"].contains(name), path.count < 3 {
        report(
          .graphMLUnsupported, .warning, found: name,
          Wording(en: "the element ‘\(name)’ is not read", zh: "未读取元素“\(name)”"), nil)
      }
      refusedDepth = 1
    }
  }

  /// Takes the end of an element.
  mutating func end() {
    let name = path.removeLast()
    if refusedDepth > 0 {
      refusedDepth -= 1
      return
    }
    switch name {
    case "default" where openKey != nil: openKey?.standard = Self.trimmed(openText)
    case "key":
      if let key = openKey { endKey(key) }
      openKey = nil
    case "data":
      if let column = openColumn { openEdge?.data[column] = Self.trimmed(openText) }
      openColumn = nil
    case "edge":
      if let edge = openEdge { endEdge(edge) }
      openEdge = nil
    default: break
    }
  }

  // MARK: - Keys

  private mutating func beginKey(_ value: (String) -> String?) {
    guard let id = value("id"), !id.isEmpty else {
      refuseMissing("id", of: "key")
      return
    }
    if keys[id] != nil {
      report(
        .graphMLStructure, found: id, Wording(en: "two keys have this id", zh: "有两个键使用此 id"),
        Wording(en: "Give each key an id of its own.", zh: "请为每个键使用不同的 id。"))
    }
    let domain = value("for") ?? "all"
    openText = []
    openKey = GraphMLKey(
      id: id, name: value("attr.name") ?? id, isOfEdges: domain == "edge" || domain == "all")
  }

  private mutating func endKey(_ key: GraphMLKey) {
    keys[key.id] = key
    guard key.isOfEdges else { return }
    let mustBeNumbers = options.numbers.contains {
      $0.lowercased() == key.name.lowercased() || $0 == key.id
    }
    columns.append(
      GraphMLColumn(
        key: key,
        draft: EdgeListColumnDraft(
          field: columns.count, name: key.name, mustBeNumbers: mustBeNumbers)))
  }

  // MARK: - Graph, nodes, edges

  private mutating func beginGraph(_ value: (String) -> String?) {
    guard !sawGraph else {
      refuseUnsupported("graph", Wording(en: "a second graph begins", zh: "出现第二个图"))
      return
    }
    sawGraph = true
    let text = value("edgedefault")
    defaultDirection = text.flatMap(CompactGraph.Direction.init(rawValue:))
    if defaultDirection == nil, options.direction == nil {
      report(
        .graphMLStructure, found: text,
        Wording(
          en: "the graph does not say whether its edges are directed", zh: "图未说明边是否有向"),
        Wording(
          en: "Write edgedefault=\"directed\" or edgedefault=\"undirected\".",
          zh: "请写 edgedefault=\"directed\" 或 edgedefault=\"undirected\"。"))
    }
  }

  private mutating func beginNode(_ value: (String) -> String?) {
    guard let id = value("id"), !id.isEmpty else {
      refuseMissing("id", of: "node")
      return
    }
    let before = nodes.count
    _ = nodes.number(id)
    if nodes.count == before {
      report(
        .graphMLStructure, found: id, Wording(en: "two nodes have this id", zh: "有两个节点使用此 id"),
        Wording(en: "Give each node an id of its own.", zh: "请为每个节点使用不同的 id。"))
    }
  }

  private mutating func beginEdge(_ value: (String) -> String?) {
    guard let source = value("source"), let target = value("target") else {
      refuseMissing(value("source") == nil ? "source" : "target", of: "edge")
      return
    }
    for port in ["sourceport", "targetport"] where value(port) != nil {
      report(
        .graphMLUnsupported, found: value(port),
        Wording(en: "the edge ends at a port", zh: "边连接到端口"), Self.unsupportedFix)
    }
    var direction = defaultDirection
    if let text = value("directed") {
      guard text == "true" || text == "false" else {
        refuse(
          .graphMLStructure, found: text,
          Wording(en: "directed is neither true nor false", zh: "directed 既不是 true 也不是 false"),
          Wording(en: "Write true or false.", zh: "请写 true 或 false。"))
        return
      }
      direction = text == "true" ? .directed : .undirected
    }
    if let direction, directions[direction] == nil { directions[direction] = scanner.eventStart }
    openEdge = Edge(source: source, target: target, offset: scanner.eventStart)
  }

  private mutating func beginData(_ value: (String) -> String?) {
    guard let id = value("key") else {
      refuseMissing("key", of: "data")
      return
    }
    guard let column = columns.firstIndex(where: { $0.key.id == id }) else {
      refuse(
        .graphMLReference, found: id,
        Wording(en: "there is no key ‘\(id)’ for edges", zh: "没有用于边的键“\(id)”"),
        Spelling.nearest(to: id, among: columns.map(\.key.id)).map {
          Wording(en: "Did you mean ‘\($0)’?", zh: "是否应为“\($0)”？")
        } ?? Wording(en: "Declare it before the graph.", zh: "请在图之前声明。"))
      return
    }
    openColumn = column
    openText = []
  }

  private mutating func endEdge(_ edge: Edge) {
    sources.append(ends.number(edge.source))
    targets.append(ends.number(edge.target))
    offsets.append(edge.offset)
    for column in columns.indices {
      let value = edge.data[column] ?? columns[column].key.standard ?? []
      let start = pool.count
      pool += value
      let line = columns[column].draft.needsLine ? scanner.place(of: edge.offset).line : 0
      pool.withUnsafeMutableBufferPointer { pool in
        // An empty pool has no address; then the value is empty too.
        let base = pool.baseAddress ?? UnsafeMutablePointer(bitPattern: 1)!
        columns[column].draft.append(
          FieldSpan(start: start, end: pool.count), base, line, &issues, file)
      }
    }
  }

  private static func trimmed(_ text: [UInt8]) -> [UInt8] {
    Array(
      text.drop(while: XMLScanner.isSpace).reversed().drop(while: XMLScanner.isSpace).reversed())
  }

  // MARK: - Refusals

  private static var unsupportedFix: Wording {
    Wording(
      en: "Write one flat graph with plain edges between nodes.", zh: "请写成一个平面图，边直接连接节点。")
  }

  private mutating func refuse(
    _ code: IssueCode, found: String?, _ problem: Wording, _ fix: Wording?
  ) {
    report(code, found: found, problem, fix)
    refusedDepth = 1
  }

  private mutating func refuseUnsupported(_ name: String, _ problem: Wording) {
    refuse(.graphMLUnsupported, found: name, problem, Self.unsupportedFix)
  }

  private mutating func refuseMissing(_ attribute: String, of element: String) {
    refuse(
      .graphMLStructure, found: element,
      Wording(
        en: "the element \(element) has no attribute ‘\(attribute)’",
        zh: "元素 \(element) 缺少属性“\(attribute)”"),
      Wording(en: "Add it.", zh: "请补上。"))
  }
}
