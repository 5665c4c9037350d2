internal import Geodesy
internal import NetworkModel

extension TableFile {
  /// Decodes the rows of `nodes`.
  mutating func nodes() -> [NodeRow] {
    let (id, kind, name) = (slot("id"), slot("kind"), slot("name"))
    let (nameEnglish, aliases, parent) = (slot("name_en"), slot("aliases"), slot("parent"))
    let (longitude, latitude, datum) = (slot("lon"), slot("lat"), slot("datum"))
    let (positionPrecision, code, period) = (
      slot("position_precision"), slot("code"), slot("period")
    )
    let (source, locator) = (slot("source"), slot("locator"))
    var kinds = TermTable<NodeKind>()
    var periods = PeriodCache()
    var rows: [NodeRow] = []
    var positionsWithoutDatum = 0
    var converted = 0
    while nextRow() {
      var row = NodeRow(id: identifier(id), kind: term(kind, &kinds) ?? .other, name: text(name))
      row.nameEnglish = text(nameEnglish)
      row.aliases = text(aliases)
      row.parent = text(parent)
      row.position = position(longitude, latitude)
      if !bytes(datum).isEmpty {
        if self.datum(datum) == .gcj02, let position = row.position {
          row.position = GCJ02.wgs84(of: position)
          converted += 1
        }
      } else if row.position != nil {
        positionsWithoutDatum += 1
      }
      row.positionPrecision = text(positionPrecision)
      row.code = text(code)
      row.period = self.period(period, &periods)
      row.source = text(source)
      row.locator = text(locator)
      checkLink(source)
      rows.append(row)
    }
    if positionsWithoutDatum > 0 {
      report(
        .coordinateDatum, .remark, line: 1, column: "datum",
        Wording(
          en: "\(positionsWithoutDatum) position(s) state no datum; they are read as WGS84",
          zh: "有 \(positionsWithoutDatum) 个坐标未注明坐标系，按 WGS84 读取"),
        Wording(
          en: "Fill in WGS84, CGCS2000 or GCJ-02.", zh: "请填写 WGS84、CGCS2000 或 GCJ-02。"))
    }
    if converted > 0 {
      report(
        .coordinateConverted, .remark, line: 1, column: "datum",
        Wording(
          en: "\(converted) position(s) in GCJ-02 were converted to WGS84, to about a metre",
          zh: "有 \(converted) 个 GCJ-02 坐标已换算为 WGS84，精度约 1 米"), nil)
    }
    return rows
  }

  private func isWGS84(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    cell.count == 5 && cell[0] == 0x57 && cell[1] == 0x47 && cell[2] == 0x53 && cell[3] == 0x38
      && cell[4] == 0x34
  }

  /// CGCS2000 and WGS 84 differ by centimetres and are read alike.
  private mutating func datum(_ slot: Slot) -> GeographicDatum? {
    // The usual spelling, without making a string of it.
    if isWGS84(bytes(slot)) { return .wgs84 }
    let word = string(slot) ?? ""
    if let datum = GeographicDatum(parsing: word) { return datum }
    reportUnknownTerm(slot, labels: TableSchema.datums.map { ($0, Wording(en: $0, zh: $0)) })
    return nil
  }

  private mutating func position(_ longitude: Slot, _ latitude: Slot) -> GeoPoint? {
    let (hasLongitude, hasLatitude) = (!bytes(longitude).isEmpty, !bytes(latitude).isEmpty)
    guard hasLongitude || hasLatitude else { return nil }
    guard hasLongitude, hasLatitude else {
      let missing = hasLongitude ? latitude : longitude
      report(
        .coordinateHalf, column: missing.column.name,
        Wording(
          en: "only one of the two coordinates is given", zh: "两个坐标只填了一个"),
        Wording(en: "Give both, or leave both empty.", zh: "请两格都填，或都留空。"))
      return nil
    }
    let east = degrees(longitude, .longitude)
    let north = degrees(latitude, .latitude)
    guard let east, let north else { return nil }
    if east == 0, north == 0 {
      report(
        .coordinatePlaceholder, column: longitude.column.name, found: "0, 0",
        Wording(en: "0, 0 stands in place of an unknown position", zh: "以 0, 0 代替未知位置"),
        Wording(en: "Leave both cells empty when the place is unknown.", zh: "位置未知时请将两格留空。"))
      return nil
    }
    if abs(north) > 90, abs(north) <= 180, abs(east) <= 90 {
      report(
        .coordinateSwapped, column: latitude.column.name, found: string(latitude),
        Wording(en: "longitude and latitude are exchanged", zh: "经纬度填反"),
        Wording(
          en: "Write lon \(north), lat \(east).", zh: "请写作 lon \(north)、lat \(east)。"))
      return nil
    }
    for (value, axis, slot) in [
      (east, CoordinateCell.Axis.longitude, longitude), (north, .latitude, latitude),
    ] where !(abs(value) <= axis.limit) {
      report(CoordinateCell.outOfRange(value, axis), slot)
    }
    if abs(north) > 85, abs(north) <= 90 {
      report(
        .coordinateImplausible, .warning, column: latitude.column.name, found: string(latitude),
        Wording(en: "the place lies at a pole", zh: "位置在极点附近"),
        Wording(en: "Check the coordinate.", zh: "请核对坐标。"))
    }
    return GeoPoint(longitude: east, latitude: north)
  }

  private mutating func degrees(_ slot: Slot, _ axis: CoordinateCell.Axis) -> Double? {
    do throws(CellFault) {
      return try CoordinateCell.degrees(bytes(slot), axis)
    } catch {
      report(error, slot)
      return nil
    }
  }
}
