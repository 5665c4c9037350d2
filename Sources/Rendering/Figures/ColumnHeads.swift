/// Names over columns that are narrower than the names: one character under the other where all names are Chinese,
/// else in tiers with a fine line to each column.
struct ColumnHeads {
  let names: [String]
  let size: Double
  let isVertical: Bool
  let tiers: Int
  let height: Double

  private static let mostCharacters = 9
  private static let mostTiers = 12

  init(_ names: [String], pitch: Double, size: Double, isVertical: Bool? = nil) {
    self.size = size
    // A digit or a quotation mark among characters stands upright, too.
    let isChinese = names.allSatisfy { ($0.unicodeScalars.first?.value ?? 0) > 0x2E80 }
    self.isVertical = isVertical ?? isChinese
    if self.isVertical {
      self.names = names.map {
        $0.count > Self.mostCharacters
          ? String($0.prefix(Self.mostCharacters - 1)) + "…" : $0
      }
      tiers = 1
      height = Double(self.names.map(\.count).max() ?? 0) * (size + 0.6) + 4
    } else {
      let widest = names.map { TextMetrics.width($0, size: size) }.max() ?? 0
      tiers = min(
        max(Int(((widest + 5) / pitch).rounded(.up)), 1), Self.mostTiers, max(names.count, 1))
      let room = pitch * Double(tiers) - 5
      self.names = names.map { TextMetrics.fitted($0, size: size, width: max(room, 40)) }
      height = Double(tiers) * (size + 2.2) + 5
    }
  }
}

extension Figure {
  /// One head at the edge of the grid; in tiers the first of each run stands farthest.
  mutating func columnHead(
    _ heads: ColumnHeads, _ index: Int, x: Double, edge: Double, below: Bool
  ) {
    let name = heads.names[index]
    guard !heads.isVertical else {
      let pitch = heads.size + 0.6
      for (place, character) in name.enumerated() {
        let fromEdge = Double(name.count - place) * pitch - pitch / 2 + 3
        caption(
          String(character), at: Spot(x, edge - fromEdge), size: heads.size, anchor: .middle)
      }
      return
    }
    let tier = heads.tiers - 1 - index % heads.tiers
    let distance = 7 + Double(tier) * (heads.size + 2.2)
    let y = below ? edge + distance + 1 : edge - distance
    if tier > 0 {
      line(
        Spot(x, edge + (below ? 1 : -1)), Spot(x, y + (below ? -heads.size : heads.size) / 2),
        .rule,
        width: 0.4)
    }
    caption(name, at: Spot(x, y), size: heads.size, anchor: .middle, backing: .paper)
  }
}
