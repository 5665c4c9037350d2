internal import Geodesy
internal import NetworkModel

/// Positions, rings and polygons of a boundary file.
extension GeoJSONReading {
  /// Checks a geometry; the area when it is a Polygon or MultiPolygon.
  mutating func geometry(_ geometry: JSONNode) -> MultiPolygon? {
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
