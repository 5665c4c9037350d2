internal import NetworkModel

/// What a `datapackage.json` says: which files hold which table.
struct DataPackageDescriptor {
  struct Resource {
    var table: TableName
    var paths: [String]
    var strictness: TableFile.Strictness
    /// The resource says that its files are GB18030 (or GBK).
    var isGB18030: Bool
  }

  static let fileName = "datapackage.json"

  var resources: [Resource] = []
  var issues: [TableIssue] = []

  /// A package without descriptor: every table that has a file of its name.
  init(conventional exists: (String) -> Bool) {
    for table in TableName.allCases where exists("\(table.rawValue).csv") {
      resources.append(
        Resource(
          table: table, paths: ["\(table.rawValue).csv"], strictness: .init(), isGB18030: false))
    }
    issues.append(
      TableIssue(
        code: IssueCode.descriptorMissing.rawValue, severity: .warning, file: Self.fileName,
        line: 0,
        problem: Wording(
          en: "there is no datapackage.json; the tables were found by their file names",
          zh: "没有 datapackage.json；按文件名查找各表"),
        fix: Wording(
          en: "Add one, so that other tools know the types of the columns.",
          zh: "请补充，以便其他工具了解各列类型。")))
  }

  init(_ bytes: [UInt8]) {
    let source = bytes.withUnsafeBufferPointer {
      SourceText($0, file: Self.fileName, assumeGB18030: false, isTable: false)
    }
    issues = source.issues
    let content: [UInt8]
    switch source.content {
    case .refused: return
    case .converted(let converted): content = converted
    case .region(let region): content = Array(bytes[region])
    }
    let document: JSONDocument
    do throws(JSONSyntaxError) {
      document = try JSONDocument(String(decoding: content, as: UTF8.self))
    } catch {
      report(
        .jsonSyntax, line: error.line, column: "\(error.column)",
        Wording(en: error.problem, zh: error.chinese),
        Wording(en: "Correct the JSON text.", zh: "请更正 JSON 文本。"))
      return
    }
    for key in document.repeatedKeys {
      report(
        .jsonRepeatedKey, line: key.line, column: key.key,
        Wording(en: "the key occurs twice in one object", zh: "同一对象中键重复"),
        Wording(en: "Keep one of them.", zh: "请只保留一个。"))
    }
    take(document.root)
  }

  private mutating func report(
    _ code: IssueCode, _ severity: TableIssue.Severity = .error, line: Int, column: String? = nil,
    found: String? = nil, _ problem: Wording, _ fix: Wording?
  ) {
    issues.append(
      TableIssue(
        code: code.rawValue, severity: severity, file: Self.fileName, line: line, column: column,
        found: found, problem: problem, fix: fix))
  }

  private mutating func take(_ root: JSONNode) {
    guard let items = root["resources"]?.array else {
      report(
        .descriptorInvalid, line: root.line, column: "resources",
        Wording(en: "the descriptor has no list of resources", zh: "描述文件没有 resources 列表"),
        Wording(
          en: "List the tables: {\"resources\": [{\"name\": \"nodes\", \"path\": \"nodes.csv\"}]}.",
          zh: "请列出各表：{\"resources\": [{\"name\": \"nodes\", \"path\": \"nodes.csv\"}]}。"))
      return
    }
    for item in items { takeResource(item) }
  }

  private mutating func takeResource(_ item: JSONNode) {
    guard let name = item["name"]?.string else {
      report(
        .descriptorInvalid, line: item.line, column: "name",
        Wording(en: "a resource has no name", zh: "有资源没有名称"),
        Wording(en: "Name it after its table.", zh: "请以表名命名。"))
      return
    }
    guard let table = TableName(rawValue: name) else {
      let near = Spelling.nearest(to: name, among: TableName.allCases.map(\.rawValue))
      report(
        .unknownResource, .warning, line: item.line, column: "name", found: name,
        Wording(
          en: "‘\(VisibleText.of(name))’ is not a table of this format; it is not read",
          zh: "“\(VisibleText.of(name))”不是本格式的表，未读取"),
        near.map { Wording(en: "Did you mean ‘\($0)’?", zh: "是否应为“\($0)”？") }
          ?? Wording(en: "Nothing to do if it is meant for others.", zh: "如供其他用途，则无需处理。"))
      return
    }
    guard !resources.contains(where: { $0.table == table }) else {
      report(
        .repeatedResource, line: item.line, column: "name", found: name,
        Wording(en: "the table is listed twice", zh: "同一张表列出两次"),
        Wording(
          en: "Give one resource a list of paths.", zh: "请合并为一个资源，path 写成列表。"))
      return
    }
    guard let paths = paths(of: item) else { return }
    var resource = Resource(table: table, paths: paths, strictness: .init(), isGB18030: false)
    if let encoding = item["encoding"]?.string?.lowercased() {
      resource.isGB18030 = ["gb18030", "gbk", "gb2312", "cp936"].contains(encoding)
    }
    if let mark = item["dialect"]?["delimiter"]?.string, mark != "," {
      report(
        .descriptorInvalid, line: item["dialect"]?.line ?? item.line, column: "dialect.delimiter",
        found: mark,
        Wording(en: "only the comma is read as a separator", zh: "只支持逗号分隔"),
        Wording(en: "Export the table with commas.", zh: "请导出为逗号分隔。"))
    }
    if let schema = item["schema"] { takeSchema(schema, &resource) }
    resources.append(resource)
  }

  private mutating func paths(of item: JSONNode) -> [String]? {
    let node = item["path"]
    let paths = node?.array.map { $0.compactMap(\.string) } ?? node?.string.map { [$0] } ?? []
    guard let node, !paths.isEmpty, paths.count == node.array?.count ?? 1 else {
      report(
        .descriptorInvalid, line: item.line, column: "path",
        Wording(en: "the resource has no path", zh: "资源没有 path"),
        Wording(
          en: "Give the file name, or a list of file names.", zh: "请填写文件名或文件名列表。"))
      return nil
    }
    for path in paths where !Self.isSafe(path) {
      report(
        .unsafePath, line: node.line, column: "path", found: path,
        Wording(en: "the path leads out of the package", zh: "路径指向数据包之外"),
        Wording(
          en: "Put the file into the folder of the package.", zh: "请将文件放入数据包文件夹。"))
      return nil
    }
    return paths
  }

  private static func isSafe(_ path: String) -> Bool {
    !path.isEmpty && !path.hasPrefix("/") && !path.hasPrefix("~") && !path.contains("://")
      && !path.contains("\\") && !path.contains("\0")
      && !path.split(separator: "/").contains("..")
  }

  private mutating func takeSchema(_ schema: JSONNode, _ resource: inout Resource) {
    let known = TableSchema.of(resource.table).columns
    for field in schema["fields"]?.array ?? [] {
      guard let name = field["name"]?.string else { continue }
      guard known.contains(where: { $0.name == name }) else {
        report(
          .schemaDiffers, .warning, line: field.line, column: name,
          Wording(
            en: "the schema names a column that is not in the format; it is not read",
            zh: "schema 中的该列不属于本格式，未读取"),
          Wording(
            en: "Nothing to do if it is meant for others.", zh: "如供其他用途，则无需处理。"))
        continue
      }
      if case .bool(true)? = field["constraints"]?["required"]?.value {
        resource.strictness.required.insert(name)
      }
      if let type = field["type"]?.string, type == "year" || type == "gyear" {
        resource.strictness.yearOnly.insert(name)
      }
    }
  }
}
