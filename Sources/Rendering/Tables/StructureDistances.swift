internal import Analysis
internal import NetworkModel

extension StructureTables {
  /// To ten metres, which is more than positions of places are worth.
  func kilometres(_ metres: Double?) -> Cell {
    guard let metres, let tens = Int64(exactly: (metres / 10).rounded()) else { return .missing }
    return .decimal(ExactDecimal(tens, scale: 2))
  }

  /// Pairs of donor and recipient, the farthest first, those without a distance last.
  func distances() -> ResultTable {
    var table = ResultTable(
      "distances", Wording(en: "Distances", zh: "距离"),
      columns: [
        Column("donor_id", Wording(en: "donor id", zh: "支援方编号"), for: .programs),
        Column("donor", Wording(en: "donor", zh: "支援方")),
        Column("recipient_id", Wording(en: "recipient id", zh: "受援方编号"), for: .programs),
        Column("recipient", Wording(en: "recipient", zh: "受援方")),
        Column("edges", Wording(en: "edges", zh: "边数"), .integer),
        Column("given", Wording(en: "given", zh: "支援量"), weightKind),
        Column("distance_km", Wording(en: "distance, km", zh: "距离（公里）"), .decimal),
        Column("printed_km", Wording(en: "printed, km", zh: "印载（公里）"), .decimal),
        Column("printed_ratio", Wording(en: "printed over measured", zh: "印载与测算之比"), .real),
        Column("printed_source", Wording(en: "source", zh: "来源")),
        Column("printed_locator", Wording(en: "locator", zh: "出处")),
      ])
    let lines = structure.distances.lines.sorted {
      ($1.distance.metres ?? -1, $0.donor, $0.recipient)
        < ($0.distance.metres ?? -1, $1.donor, $1.recipient)
    }
    for line in lines {
      let claim = line.distance.printed.map { network.claims[$0.claim] }
      table.append([
        .text(node(line.donor).id), .name(of: node(line.donor)), .text(node(line.recipient).id),
        .name(of: node(line.recipient)), .integer(line.edgeCount), weight(line.weight),
        kilometres(line.distance.metres), Cell(line.distance.printed?.kilometres),
        Cell(line.distance.ratio), Cell(claim?.source), Cell(claim?.locator),
      ])
    }
    return table
  }

  func distanceRemarks() -> [Wording] {
    let missing = structure.distances.lines.count - structure.distances.measuredCount
    guard missing > 0 else { return [] }
    return [
      Wording(
        en:
          "Pairs without a distance, because an end has no position: \(missing). No mean counts them.",
        zh: "因一端无位置而没有距离的有 \(missing) 对，均值不含。")
    ]
  }
}
