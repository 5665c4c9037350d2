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
        ])
    }
    var reading = GeoJSONReading(file: file)
    reading.read(bytes)
    let hasErrors = reading.issues.contains { $0.severity == .error }
    return Result(
      boundaries: hasErrors ? [] : reading.boundaries,
      issues: reading.issues.enumerated().sorted {
        ($0.element.line, $0.offset) < ($1.element.line, $1.offset)
      }.map(\.element))
  }
}

private struct GeoJSONReading {
  typealias Kind = TableIssue.Severity
  let file: String
  var issues: [TableIssue] = []
  var boundaries: [GeoJSONReader.Boundary] = []
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

// MARK: - Geometry

extension GeoJSONReading {
  /// Checks a geometry; the area when it is a Polygon or MultiPolygon.
  fileprivate mutating func geometry(_ geometry: JSONNode) -> MultiPolygon? {
    guard let type = geometry["type"]?.string else {
      report(
        .geojsonStructure, geometry, at: "\(path).type", "the geometry has no type", "几何没有 type",
        fix: Wording(en: "Add it.", zh: "请补充。"))
      return nil
    }
    guard let coordinates = geometry["coordinates"]?.array else {
      if type == "GeometryCollection" {
        report(
          .geojsonGeometry, geometry, found: type, "a GeometryCollection has no single place",
          "GeometryCollection 没有唯一位置",
          fix: Wording(en: "Use one Polygon or MultiPolygon.", zh: "请用一个 Polygon 或 MultiPolygon。"))
      } else {
        report(
          .geojsonStructure, geometry, at: "\(path).coordinates", found: type,
          "the geometry has no coordinates", "几何没有坐标", fix: Wording(en: "Add them.", zh: "请补充。"))
      }
      return nil
    }
    switch type {
    case "Point": _ = position(geometry["coordinates"] ?? geometry)
    case "MultiPoint", "LineString": for item in coordinates { _ = position(item) }
    case "MultiLineString":
      for line in coordinates { for item in line.array ?? [] { _ = position(item) } }
    case "Polygon": return polygon(coordinates, geometry).map { MultiPolygon([$0]) }
    case "MultiPolygon":
      if coordinates.isEmpty { reportEmpty(geometry) }
      let parts = coordinates.compactMap { polygon($0.array ?? [], $0) }
      return parts.count == coordinates.count && !parts.isEmpty ? MultiPolygon(parts) : nil
    default:
      report(
        .geojsonStructure, geometry, at: "\(path).type", found: type, "this is not a geometry type",
        "不是几何类型",
        fix: Wording(
          en: "Use Polygon or MultiPolygon, spelt exactly so.", zh: "请用 Polygon 或 MultiPolygon。"))
    }
    return nil
  }

  private mutating func reportEmpty(_ node: JSONNode) {
    report(
      .geojsonGeometry, severity: .warning, node, "the polygon is empty; it is not drawn",
      "多边形为空，不绘出",
      fix: Wording(en: "Use null for an unknown place.", zh: "位置未知请用 null。"))
  }

  private mutating func position(_ node: JSONNode) -> GeoPoint? {
    func fault(_ en: String, _ zh: String, _ found: String?, _ fix: Wording) {
      report(.geojsonPosition, node, found: found, en, zh, fix: fix)
    }
    let plain = Wording(
      en: "A position is [longitude, latitude] in degrees.", zh: "位置应为 [经度, 纬度]，单位为度。")
    guard let items = node.array, items.count >= 2 else {
      fault("this is not a position", "不是位置", node.kindName, plain)
      return nil
    }
    var numbers: [Double] = []
    for item in items.prefix(3) {
      guard case .number(let text) = item.value, let number = Double(text) else {
        fault("a position holds something that is not a number", "位置中有非数字内容", item.kindName, plain)
        return nil
      }
      numbers.append(number)
    }
    let (east, north) = (numbers[0], numbers[1])
    if let point = GeoPoint(longitude: east, latitude: north) { return point }
    let found = "\(east), \(north)"
    if abs(north) > 90, abs(north) <= 180, abs(east) <= 90 {
      fault(
        "longitude and latitude are exchanged", "经纬度填反", found,
        Wording(en: "Write [\(north), \(east)].", zh: "请写作 [\(north), \(east)]。"))
    } else {
      fault(
        "the position lies outside −180…180, −90…90 degrees", "位置超出 −180…180、−90…90 度", found,
        Wording(
          en: "Convert it to degrees on WGS 84, if it is in metres.", zh: "如以米为单位，请换算为 WGS 84 经纬度。")
      )
    }
    return nil
  }

  private mutating func polygon(_ rings: [JSONNode], _ node: JSONNode) -> Polygon? {
    guard !rings.isEmpty else {
      reportEmpty(node)
      return nil
    }
    var read: [[GeoPoint]] = []
    for (index, ring) in rings.enumerated() {
      guard let points = self.ring(ring, isOuter: index == 0) else { return nil }
      read.append(points)
    }
    return Polygon(outer: read[0], holes: Array(read.dropFirst()))
  }

  private mutating func ring(_ node: JSONNode, isOuter: Bool) -> [GeoPoint]? {
    guard let items = node.array else {
      report(
        .geojsonGeometry, node, found: node.kindName, "this is not a ring of positions",
        "不是由位置组成的环",
        fix: Wording(en: "A ring is a list of positions.", zh: "环应为位置列表。"))
      return nil
    }
    var points: [GeoPoint] = []
    points.reserveCapacity(items.count)
    for item in items {
      guard let point = position(item) else { return nil }
      points.append(point)
    }
    guard points.count >= 4 else {
      report(
        .geojsonGeometry, node, "a ring has fewer than four positions", "环少于四个位置",
        fix: Wording(en: "The last position repeats the first.", zh: "末位置应与首位置相同。"))
      return nil
    }
    guard points.first == points.last else {
      report(
        .geojsonGeometry, node, "a ring is not closed", "环没有闭合",
        fix: Wording(en: "Repeat the first position at the end.", zh: "请在末尾重复首位置。"))
      return nil
    }
    guard Set(points).count >= 3 else {
      report(
        .geojsonGeometry, node, "a ring has no area", "环没有面积",
        fix: Wording(en: "Remove it.", zh: "请删除。"))
      return nil
    }
    judge(points, node, isOuter: isOuter)
    return points
  }

  /// Winding, span and crossings of a closed ring.
  private mutating func judge(_ ring: [GeoPoint], _ node: JSONNode, isOuter: Bool) {
    let spans = zip(ring, ring.dropFirst()).contains { abs($0.longitude - $1.longitude) > 180 }
    if spans || ring.contains(where: { abs($0.latitude) > 85 }) {
      report(
        .geojsonSpan, severity: .warning, node,
        "the ring crosses the 180° meridian or reaches a pole",
        "环跨越 180° 经线或到达极点",
        fix: Wording(
          en: "Cut it at the meridian; it is not drawn truly.", zh: "请在该经线处切开；否则绘图失真。"))
      return
    }
    if GeometryChecks.crossesItself(ring) {
      report(
        .geojsonGeometry, severity: .warning, node, "the ring crosses itself", "环自相交",
        fix: Wording(en: "Correct the boundary.", zh: "请更正边界。"))
      return
    }
    let isCounterclockwise = GeometryChecks.signedArea(ring) > 0
    if isCounterclockwise != isOuter {
      report(
        .geojsonWinding, severity: .warning, node,
        isOuter ? "an outer ring runs clockwise" : "a hole runs counterclockwise",
        isOuter ? "外环为顺时针方向" : "内环为逆时针方向",
        fix: Wording(
          en: "Reverse its positions (RFC 7946); it is drawn all the same.",
          zh: "请按 RFC 7946 反转次序；不影响绘图。"))
    }
  }
}
