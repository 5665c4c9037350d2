internal import Analysis
internal import NetworkModel

/// The legend of a network: classes and layers with counts, sizes with numbers, how direction is shown.
struct GraphLegend: Sendable {
  private let picture: GraphPicture
  private let looks: GraphLooks

  init(_ picture: GraphPicture, _ looks: GraphLooks) {
    self.picture = picture
    self.looks = looks
  }

  private var language: Language { picture.frame.language }

  /// What must be said in whole sentences, under the figure.
  var notes: [String] { [GraphLegend.distances(language)] }

  /// The rows of one part of the legend.
  private struct Row {
    enum Look {
      case head
      case mark(GraphLooks.Look, radius: Double, isHollow: Bool)
      case line(GraphLooks.Line)
      case fading
      case none
    }

    var look: Look
    var text: String
    var number = ""
    /// How much the row takes, beyond the usual.
    var height = 12.5
  }

  private func parts(scale: GraphScale?, names: GraphNames?) -> [[Row]] {
    var parts = [nodeRows, lineRows]
    if picture.measure != nil { parts.append(sizeRows(scale)) }
    parts.append(nameRows(names))
    return parts
  }

  private var nodeRows: [Row] {
    let counts = picture.classCounts
    var rows = [
      Row(
        look: .head, text: Self.head(picture.colour)(language), number: "\(picture.nodes.count)")
    ]
    for number in looks.classes {
      rows.append(
        Row(
          look: .mark(looks.ofClass[number], radius: 3.6, isHollow: false),
          text: picture.classes[number].label, number: "\(counts[number])"))
    }
    if !looks.otherClasses.isEmpty {
      let sum = looks.otherClasses.reduce(0) { $0 + counts[$1] }
      rows.append(
        Row(
          look: .mark(GraphLooks.others, radius: 3.6, isHollow: false),
          text: Self.others(looks.otherClasses.map { picture.classes[$0].label }, language),
          number: "\(sum)"))
    }
    return rows
  }

  private var lineRows: [Row] {
    let counts = picture.layerCounts
    var rows = [
      Row(look: .head, text: Self.linesHead(language), number: "\(picture.edges.count)")
    ]
    for number in looks.layers {
      rows.append(
        Row(
          look: .line(looks.ofLayer[number]), text: picture.layers[number].label,
          number: "\(counts[number])"))
    }
    if !looks.otherLayers.isEmpty {
      let sum = looks.otherLayers.reduce(0) { $0 + counts[$1] }
      rows.append(
        Row(
          look: .line(GraphLooks.otherLine),
          text: Self.others(looks.otherLayers.map { picture.layers[$0].label }, language),
          number: "\(sum)"))
    }
    if picture.isDirected, picture.edges.count > Figure.mostArrowheads {
      rows.append(Row(look: .fading, text: Self.fading(language)))
    }
    return rows
  }

  private func sizeRows(_ scale: GraphScale?) -> [Row] {
    var rows = [Row(look: .head, text: picture.sizeHead)]
    for example in scale?.examples ?? [(1, 15), (0.25, 8), (0.05, 3)] {
      rows.append(
        Row(
          look: .mark(
            GraphLooks.Look(ink: .rule, shape: .circle), radius: example.radius, isHollow: false),
          text: picture.words(like(example.value)), height: max(12.5, 2 * example.radius + 3)))
    }
    if picture.nodes.contains(where: { !$0.isIsolated && $0.value?.size == 0 }) {
      rows.append(
        Row(
          look: .mark(
            GraphLooks.Look(ink: .rule, shape: .circle), radius: scale?.leastRadius ?? 2,
            isHollow: false), text: "0",
          number: "\(picture.nodes.count { !$0.isIsolated && $0.value?.size == 0 })"))
    }
    let without = picture.nodes.count { !$0.isIsolated && $0.value?.size == nil }
    if without > 0 {
      rows.append(
        Row(
          look: .mark(
            GraphLooks.Look(ink: .rule, shape: .circle), radius: 2.6, isHollow: true),
          text: Self.noValue(language), number: "\(without)"))
    }
    let isolated = picture.nodes.count(where: \.isIsolated)
    if isolated > 0 {
      rows.append(
        Row(
          look: .mark(
            GraphLooks.Look(ink: .rule, shape: .circle), radius: 2.6, isHollow: true),
          text: Self.isolated(language), number: "\(isolated)"))
    }
    return rows
  }

  /// A number as a value of the kind that the measure gives.
  private func like(_ value: Double) -> MeasureValue {
    for node in picture.nodes {
      switch node.value {
      case .integer: return .integer(Int(value))
      case .strength: return .strength(Int64(value))
      case .length: return .length(Int64(value))
      case .real: return .real(value)
      default: continue
      }
    }
    return .real(value)
  }

  private func nameRows(_ names: GraphNames?) -> [Row] {
    guard let names else { return [Row(look: .none, text: Self.named(0, 0, 0, language))] }
    let placed = names.placement.labels.count
    let dropped = names.placement.dropped.count
    guard dropped + names.untried > 0 else { return [] }
    return [Row(look: .none, text: Self.named(placed, dropped, names.untried, language))]
  }

  // MARK: Space

  private static let size = 8.0
  private static let partGap = 8.0
  private static let columnGap = 18.0

  private func height(_ rows: [Row], width: Double, on page: Figure) -> Double {
    rows.reduce(0) { $0 + height($1, width: width, on: page) } + (rows.isEmpty ? 0 : Self.partGap)
  }

  private func lines(_ row: Row, width: Double, on page: Figure) -> [String] {
    let isHead = if case .head = row.look { true } else { false }
    let indent =
      switch row.look {
      case .head, .none: 0.0
      case .mark(_, let radius, _): max(14, 2 * radius + 8)
      case .line, .fading: 28.0
      }
    let room = width - indent - TextMetrics.width(row.number, size: Self.size, bold: isHead) - 8
    switch row.look {
    case .none, .fading: return page.wrapped(row.text, size: Self.size - 0.5, width: room)
    default: return [TextMetrics.fitted(row.text, size: Self.size, width: room, bold: isHead)]
    }
  }

  private func height(_ row: Row, width: Double, on page: Figure) -> Double {
    let lines = lines(row, width: width, on: page).count
    return max(row.height, 12.5 + 10 * Double(lines - 1))
  }

  private func columns(_ width: Double, isBeside: Bool) -> Int {
    isBeside ? 1 : max(1, min(3, Int(width / 165)))
  }

  func height(width: Double, isBeside: Bool, on page: Figure) -> Double {
    let count = columns(width, isBeside: isBeside)
    let each = (width - Self.columnGap * Double(count - 1)) / Double(count)
    let heights = parts(scale: nil, names: nil).map { height($0, width: each, on: page) }
    return Self.filled(heights, columns: count).map(\.height).max() ?? 0
  }

  /// Parts in columns, each part where least stands.
  private static func filled(
    _ heights: [Double], columns: Int
  ) -> [(parts: [Int], height: Double)] {
    var filled = [(parts: [Int], height: Double)](repeating: ([], 0), count: columns)
    for (part, height) in heights.enumerated() {
      let least = filled.indices.reduce(0) { filled[$1].height < filled[$0].height ? $1 : $0 }
      filled[least].parts.append(part)
      filled[least].height += height
    }
    return filled
  }

  func draw(
    on page: inout Figure, from start: Spot, width: Double, isBeside: Bool, scale: GraphScale,
    names: GraphNames
  ) {
    let count = columns(width, isBeside: isBeside)
    let each = (width - Self.columnGap * Double(count - 1)) / Double(count)
    let parts = parts(scale: scale, names: names)
    let heights = parts.map { height($0, width: each, on: page) }
    for (column, filling) in Self.filled(heights, columns: count).enumerated() {
      let left = start.x + Double(column) * (each + Self.columnGap)
      var y = start.y
      for part in filling.parts {
        for row in parts[part] {
          let tall = height(row, width: each, on: page)
          draw(row, on: &page, left: left, width: each, top: y, height: tall)
          y += tall
        }
        if !parts[part].isEmpty { y += Self.partGap }
      }
    }
  }

  private func draw(
    _ row: Row, on page: inout Figure, left: Double, width: Double, top: Double, height: Double
  ) {
    let lines = lines(row, width: width, on: page)
    let middle = top + height / 2
    let first = middle - 5 * Double(lines.count - 1)
    var x = left
    var isBold = false
    switch row.look {
    case .head: isBold = true
    case .none: break
    case .mark(let look, let radius, let isHollow):
      page.mark(look, at: Spot(left + max(5, radius), middle), radius: radius, isHollow: isHollow)
      x += max(14, 2 * radius + 8)
    case .line(let look):
      page.line(
        Spot(left, middle), Spot(left + 22, middle), look.ink, width: 1.2, dashed: look.isDashed)
      x += 28
    case .fading:
      page.line(
        Spot(left, first), Spot(left + 22, first), .quietText.opacity(0.35), width: 1.2)
      page.line(Spot(left, first), Spot(left + 11, first), .quietText, width: 1.2)
      x += 28
    }
    let isSmall = if case .head = row.look { false } else { lines.count > 1 }
    for (position, line) in lines.enumerated() {
      page.caption(
        line, at: Spot(x, first + 10 * Double(position)),
        size: isSmall ? Self.size - 0.5 : Self.size,
        isBold ? .text : .quietText, bold: isBold)
    }
    if !row.number.isEmpty {
      page.caption(
        row.number, at: Spot(left + width, middle), size: Self.size, isBold ? .text : .quietText,
        anchor: .end, bold: isBold)
    }
  }
}

// Words.
extension GraphLegend {
  static let linesHead = Wording(en: "Lines", zh: "连线")
  static let fading = Wording(
    en: "direction: dark half at the giver", zh: "方向：深色一端为支援方")
  static let distances = Wording(
    en:
      "Connected nodes are drawn close together; positions and distances on the page measure nothing else.",
    zh: "有联系的节点画得较近；图上的位置与距离不表示其他含义。")
  static let noValue = Wording(en: "no value (not zero)", zh: "无数值（不等于 0）")
  static let isolated = Wording(en: "no edge", zh: "无任何联系")

  static func head(_ colour: GraphPicture.Colour) -> Wording {
    switch colour {
    case .kind: Wording(en: "Nodes by kind", zh: "节点类别")
    case .community: Wording(en: "Nodes by community", zh: "节点所属社群")
    case .side: Wording(en: "Nodes by side", zh: "节点角色")
    }
  }

  static func others(_ labels: [String], _ language: Language) -> String {
    if labels.count <= 3 { return labels.joined(separator: FigureWords.separator(language)) }
    return language == .zh ? "其他 \(labels.count) 类" : "\(labels.count) others"
  }

  static func named(_ placed: Int, _ dropped: Int, _ untried: Int, _ language: Language) -> String {
    if language == .zh {
      let small = untried > 0 ? "；较小的 \(untried) 个未标" : ""
      return "标名 \(placed) 个；\(dropped) 个无处标注\(small)，见数据表"
    }
    let small = untried > 0 ? "; the \(untried) smaller ones are not named" : ""
    return "\(placed) named; \(dropped) names found no room\(small): see the table"
  }
}
