public import Geodesy
internal import NetworkModel

/// Reads boundaries: a GeoJSON FeatureCollection (RFC 7946), strictly.
///
/// Positions are WGS 84, longitude first. Each feature has an id (its `id`, or the property `id` or
/// `adcode`), perhaps a name, and a Polygon or MultiPolygon. Points and lines are checked like all
/// others but give no boundary.
public enum GeoJSONReader {
  /// One unit and its area.
  public struct Boundary: Sendable {
    public let id: String
    public let name: String?
    public let area: MultiPolygon
  }

  public struct Result: Sendable {
    /// The boundaries in file order; empty when there is any error.
    public let boundaries: [Boundary]
    /// All issues, by line.
    public let issues: [TableIssue]
    /// Whom a figure drawn from the file must name, and under which licence, as the file says (its members
    /// `attribution` and `license`).
    public let attribution: String?

    public var hasErrors: Bool { issues.contains { $0.severity == .error } }
  }

  /// Reads a file.
  ///
  /// - Parameter path: the file; it is named in issues by its last component.
  public static func read(_ path: String) -> Result {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    guard let bytes = FileBytes.all(path) else {
      return Result(
        boundaries: [],
        issues: [
          TableIssue(
            code: IssueCode.fileMissing.rawValue, severity: .error, file: file, line: 0,
            problem: Wording(en: "the file cannot be read", zh: "文件无法读取"),
            fix: Wording(en: "Check its name.", zh: "请检查文件名。"))
        ], attribution: nil)
    }
    var reading = GeoJSONReading(file: file)
    reading.read(bytes)
    let hasErrors = reading.issues.contains { $0.severity == .error }
    return Result(
      boundaries: hasErrors ? [] : reading.boundaries,
      issues: reading.issues.enumerated().sorted {
        ($0.element.line, $0.offset) < ($1.element.line, $1.offset)
      }.map(\.element), attribution: reading.attribution)
  }
}

struct GeoJSONReading {
  typealias Kind = TableIssue.Severity
  let file: String
  var issues: [TableIssue] = []
  var boundaries: [GeoJSONReader.Boundary] = []
  var attribution: String?
  /// Ids seen, with their lines.
  var ids: [String: Int] = [:]
  /// Where the geometry being read stands.
  var path = ""

  init(file: String) {
    self.file = file
  }

  mutating func report(
    _ code: IssueCode, severity: Kind = .error, _ node: JSONNode, at column: String? = nil,
    found: String? = nil, _ en: String, _ zh: String, fix: Wording? = nil
  ) {
    issues.append(
      TableIssue(
        code: code.rawValue, severity: severity, file: file, line: node.line,
        column: column ?? (path.isEmpty ? nil : path), found: found,
        problem: Wording(en: en, zh: zh),
        fix: fix))
  }

  mutating func read(_ bytes: [UInt8]) {
    let source = bytes.withUnsafeBufferPointer {
      SourceText($0, file: file, assumeGB18030: false, isTable: false)
    }
    issues = source.issues
    let content: [UInt8]
    switch source.content {
    case .refused: return
    case .converted(let converted): content = converted
    case .region(let region): content = Array(bytes[region])
    }
    do throws(JSONSyntaxError) {
      let text = String(decoding: content, as: UTF8.self)
      let document = try JSONDocument(text)
      for key in document.repeatedKeys {
        issues.append(
          TableIssue(
            code: IssueCode.jsonRepeatedKey.rawValue, severity: .error, file: file, line: key.line,
            column: key.key,
            problem: Wording(en: "the key occurs twice in one object", zh: "同一对象中键重复"),
            fix: Wording(en: "Keep one of them.", zh: "请只保留一个。")))
      }
      collection(document.root)
    } catch {
      issues.append(
        TableIssue(
          code: IssueCode.jsonSyntax.rawValue, severity: .error, file: file, line: error.line,
          column: "\(error.column)", problem: Wording(en: error.problem, zh: error.chinese),
          fix: Wording(
            en: "Correct the JSON text; one FeatureCollection, no text sequences.",
            zh: "请更正 JSON 文本；应为一个 FeatureCollection，而非文本序列。")))
    }
  }

  mutating func collection(_ root: JSONNode) {
    guard root["type"]?.string == "FeatureCollection", let features = root["features"]?.array else {
      let type = root["type"]?.string
      report(
        .geojsonStructure, root, at: "type", found: type, "this is not a GeoJSON FeatureCollection",
        "不是 GeoJSON FeatureCollection",
        fix: Wording(
          en: "The root is {\"type\": \"FeatureCollection\", \"features\": […]}, spelt exactly so.",
          zh: "根对象应为 {\"type\": \"FeatureCollection\", \"features\": […]}，大小写须一致。"))
      return
    }
    let credits = ["attribution", "license"].compactMap { root[$0]?.string }.filter { !$0.isEmpty }
    attribution = credits.isEmpty ? nil : credits.joined(separator: "; ")
    if let crs = root["crs"], !crs.isNull {
      let name = crs["properties"]?["name"]?.string ?? ""
      let isWGS84 = name.contains("CRS84") || name.hasSuffix("4326")
      report(
        .geojsonReferenceSystem, severity: isWGS84 ? .remark : .error, crs, at: "crs", found: name,
        isWGS84
          ? "the member crs is obsolete; GeoJSON is always WGS 84"
          : "the file states another reference system; GeoJSON is always WGS 84",
        isWGS84 ? "crs 成员已废止；GeoJSON 一律为 WGS 84" : "文件声明了其他坐标系；GeoJSON 一律为 WGS 84",
        fix: Wording(en: "Convert it to longitude and latitude on WGS 84.", zh: "请转换为 WGS 84 经纬度。"))
    }
    if features.isEmpty {
      report(
        .geojsonStructure, severity: .warning, root, at: "features",
        "the collection has no features",
        "集合中没有要素", fix: Wording(en: "Nothing is drawn from it.", zh: "不会绘出任何内容。"))
    }
    for (index, feature) in features.enumerated() {
      path = "features[\(index)]"
      self.feature(feature)
    }
  }

  mutating func feature(_ feature: JSONNode) {
    guard feature.members != nil, feature["type"]?.string == "Feature" else {
      report(
        .geojsonStructure, feature, found: feature.kindName, "this is not a Feature", "不是 Feature",
        fix: Wording(en: "Remove it or give it its type.", zh: "请删除或补充 type。"))
      return
    }
    let id = identity(feature)
    let name = properties(feature)
    guard let geometry = feature["geometry"] else {
      report(
        .geojsonStructure, feature, at: "\(path).geometry", "the feature has no geometry member",
        "要素没有 geometry 成员", fix: Wording(en: "Add it, or null.", zh: "请补充，或写 null。"))
      return
    }
    if geometry.isNull {
      report(
        .geojsonUnlocated, severity: .warning, geometry, at: "\(path).geometry",
        "the feature has no place; it is kept but not drawn", "要素没有位置；予以保留但不绘出",
        fix: Wording(en: "Nothing to do if that is meant.", zh: "如属预期则无需处理。"))
      return
    }
    path += ".geometry"
    let area = self.geometry(geometry)
    if let id, let area {
      boundaries.append(GeoJSONReader.Boundary(id: id, name: name, area: area))
    }
  }

  private mutating func identity(_ feature: JSONNode) -> String? {
    let node = feature["id"] ?? feature["properties"]?["id"] ?? feature["properties"]?["adcode"]
    let id: String
    switch node?.value {
    case .string(let text)?: id = text
    case .number(let text)?:
      guard text.allSatisfy(\.isNumber) else {
        report(
          .geojsonIdentity, node ?? feature, at: "\(path).id", found: text,
          "the id is not a whole number or a text", "id 不是整数或文本",
          fix: Wording(en: "Write ids as text.", zh: "请将 id 写成文本。"))
        return nil
      }
      id = text
    default:
      report(
        .geojsonIdentity, feature, at: "\(path).id", "the feature has no id", "要素没有 id",
        fix: Wording(
          en: "Give it the id of its node, as id or as the property adcode.",
          zh: "请填写对应节点的 id，或在属性 adcode 中填写。"))
      return nil
    }
    if id.isEmpty || HiddenCharacters.fault(in: id, isText: false) != nil {
      report(
        .geojsonIdentity, node ?? feature, at: "\(path).id", found: id,
        "the id is empty or holds invisible characters", "id 为空或含不可见字符",
        fix: Wording(en: "Write the id anew.", zh: "请重新填写 id。"))
      return nil
    }
    if let earlier = ids[id] {
      report(
        .geojsonIdentity, feature, at: "\(path).id", found: id,
        "the id stands twice (with line \(earlier))", "id 重复（与第 \(earlier) 行）",
        fix: Wording(
          en: "Merge the two features into one MultiPolygon.", zh: "请将两者合并为一个 MultiPolygon。"))
      return nil
    }
    ids[id] = feature.line
    return id
  }

  /// The name among the properties.
  private mutating func properties(_ feature: JSONNode) -> String? {
    guard let properties = feature["properties"], let members = properties.members else {
      report(
        .geojsonProperty, severity: .warning, feature["properties"] ?? feature,
        at: "\(path).properties",
        "the feature has no properties, so no name", "要素没有属性，因而没有名称",
        fix: Wording(en: "Add {\"name\": …}.", zh: "请补充 {\"name\": …}。"))
      return nil
    }
    for member in members {
      if let text = member.value.string, let fault = HiddenCharacters.fault(in: text, isText: true)
      {
        report(
          fault.code, severity: fault.isError ? .error : .warning, member.value,
          at: "\(path).properties.\(member.key)", found: text, fault.problem.en, fault.problem.zh,
          fix: fault.fix)
      }
      let value = member.value.string?.lowercased().filter { !" -_".contains($0) } ?? ""
      if ["gcj02", "bd09", "bd09ll", "mars", "火星坐标"].contains(value) {
        report(
          .geojsonReferenceSystem, member.value, at: "\(path).properties.\(member.key)",
          found: member.value.string, "the feature says that its coordinates are not WGS 84",
          "要素声明其坐标不是 WGS 84",
          fix: Wording(en: "Convert the file to WGS 84.", zh: "请将文件转换为 WGS 84。"))
      }
    }
    guard let name = properties["name"], !name.isNull else { return nil }
    guard let text = name.string else {
      report(
        .geojsonProperty, severity: .warning, name, at: "\(path).properties.name",
        found: name.kindName,
        "the name is not a text", "名称不是文本",
        fix: Wording(en: "Write it in quotes.", zh: "请加引号。"))
      return nil
    }
    return text
  }
}
