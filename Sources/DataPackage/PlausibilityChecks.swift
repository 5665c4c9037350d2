internal import Geodesy
internal import NetworkModel

/// Rows that are legal but hard to believe beside their neighbours. Warnings only.
enum PlausibilityChecks {
  /// What is doubtful about a row, before its line is known.
  struct Doubt {
    var code: IssueCode
    var table: TableName
    var row: Int
    var column: String
    var found: String
    var problem: Wording
    var fix: Wording
  }

  static func doubts(about draft: NetworkDraft) -> [Doubt] {
    farPositions(draft) + populations(draft) + unitSlips(draft)
  }

  /// China with its seas, generously.
  private static func liesInChina(_ point: GeoPoint) -> Bool {
    (73...136).contains(point.longitude) && (3...54).contains(point.latitude)
  }

  /// The few places outside China of a package that lies in China.
  private static func farPositions(_ draft: NetworkDraft) -> [Doubt] {
    var located = 0
    var outside: [Int] = []
    for row in draft.nodes.indices {
      guard let point = draft.nodes[row].position else { continue }
      located += 1
      if !liesInChina(point) { outside.append(row) }
    }
    // More than one in five outside: the package is not about China alone.
    guard located >= 5, outside.count * 5 <= located else { return [] }
    return outside.map { row in
      let point = draft.nodes[row].position
      return Doubt(
        code: .coordinateImplausible, table: .nodes, row: row, column: "lon",
        found: point.map { "\($0.longitude), \($0.latitude)" } ?? "",
        problem: Wording(
          en: "the place lies far from nearly all others, outside China", zh: "该地点远离其他各点，位于中国之外"),
        fix: Wording(en: "Check the sign and the order of the coordinates.", zh: "请核对坐标的正负号和次序。"))
    }
  }

  /// A part of a place with more people than the whole, in one year.
  private static func populations(_ draft: NetworkDraft) -> [Doubt] {
    struct Key: Hashable {
      var node: String
      var year: Int
    }
    var people: [Key: (value: ExactDecimal, row: Int)] = [:]
    for (row, indicator) in draft.indicators.enumerated() where indicator.indicator == "population"
    {
      people[Key(node: indicator.node, year: indicator.year)] = (indicator.value, row)
    }
    guard !people.isEmpty else { return [] }
    var parents: [String: String] = [:]
    for node in draft.nodes where !node.parent.isEmpty {
      parents[draft.text[node.id]] = draft.text[node.parent]
    }
    var doubts: [Doubt] = []
    for (key, part) in people {
      guard let parent = parents[key.node],
        let whole = people[Key(node: parent, year: key.year)], whole.value < part.value
      else { continue }
      doubts.append(
        Doubt(
          code: .indicatorImplausible, table: .indicators, row: part.row, column: "value",
          found: part.value.description,
          problem: Wording(
            en:
              "‘\(key.node)’ has more people than ‘\(parent)’, of which it is a part (\(whole.value))",
            zh: "“\(key.node)”的人口多于其所属的“\(parent)”（\(whole.value)）"),
          fix: Wording(en: "Check both numbers and their units.", zh: "请核对两个数字及其单位。")))
    }
    return doubts.sorted { $0.row < $1.row }
  }

  /// Amounts between the same two nodes whose numbers agree but whose units do not: 12,000 CNY beside
  /// 12,500.50 万元.
  private static func unitSlips(_ draft: NetworkDraft) -> [Doubt] {
    // Only packages that write money in more than one unit can hold such a slip.
    var units: Set<String> = []
    for flow in draft.flows where flow.measure == .money {
      if units.count < 2 { units.insert(draft.text[flow.unit]) }
    }
    guard units.count > 1, draft.flows.count <= 200_000 else { return [] }
    var groups: [String: [Int]] = [:]
    for (row, flow) in draft.flows.enumerated() where flow.measure == .money && flow.amount != nil {
      let key = [flow.donor, flow.recipient].map { draft.text[$0] }.joined(separator: "\u{1F}")
      groups[key + "\u{1F}" + flow.status.rawValue, default: []].append(row)
    }
    var doubts: [Doubt] = []
    for rows in groups.values where rows.count > 1 {
      for row in rows {
        guard let (fen, exponent) = money(draft, row) else { continue }
        let others = rows.filter { $0 != row }.compactMap { money(draft, $0) }
        let looksOff = others.contains { other, otherExponent in
          guard otherExponent != exponent else { return false }
          let (real, written) = (
            other / fen, (other / Self.power(otherExponent)) / (fen / Self.power(exponent))
          )
          return real >= 1000 && (0.1...10).contains(written)
        }
        guard looksOff else { continue }
        doubts.append(
          Doubt(
            code: .amountOutlier, table: .flows, row: row, column: "unit",
            found: draft.text[draft.flows[row].unit],
            problem: Wording(
              en: "the number is like others between these two nodes, but its unit is far smaller",
              zh: "数字与同一对节点间的其他款项相近，但单位小得多"),
            fix: Wording(en: "Check the unit.", zh: "请核对单位。")))
      }
    }
    return doubts.sorted { $0.row < $1.row }
  }

  private static func money(_ draft: NetworkDraft, _ row: Int) -> (fen: Double, exponent: Int)? {
    guard case .money(let money)? = draft.flows[row].amount, money.fen > 0,
      let unit = MoneyUnit(rawValue: draft.text[draft.flows[row].unit])
    else { return nil }
    return (Double(money.fen), unit.fenExponent)
  }

  private static func power(_ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { value, _ in value * 10 }
  }
}
