internal import Geodesy
internal import NetworkModel

/// Rows that are hard to believe beside their neighbours.
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
    var severity = TableIssue.Severity.warning
  }

  static func doubts(about draft: NetworkDraft) -> [Doubt] {
    farPositions(draft) + populations(draft) + unitSlips(draft) + selfPaidRecipients(draft)
      + leadingZeros(draft)
  }

  /// Ids such as 07 and 7: the same number, two nodes. Ids are texts; both are kept.
  private static func leadingZeros(_ draft: NetworkDraft) -> [Doubt] {
    var padded: [String: Int] = [:]
    let bytes = draft.text.bytes
    func isNumber(_ id: Text) -> Bool {
      bytes[id.offset..<id.offset + id.count].allSatisfy { (48...57).contains($0) }
    }
    for (row, node) in draft.nodes.enumerated()
    where node.id.count > 1 && bytes[node.id.offset] == 48 && isNumber(node.id) {
      let id = draft.text[node.id]
      padded[String(id.drop { $0 == "0" })] = row
    }
    guard !padded.isEmpty else { return [] }
    return draft.nodes.enumerated().compactMap { row, node in
      guard isNumber(node.id), let other = padded[draft.text[node.id]] else { return nil }
      return Doubt(
        code: .idForm, table: .nodes, row: row, column: "id", found: draft.text[node.id],
        problem: Wording(
          en: "this id and ‘\(draft.text[draft.nodes[other].id])’ are equal as numbers",
          zh: "该编号与“\(draft.text[draft.nodes[other].id])”作为数字相同"),
        fix: Wording(
          en: "Both are kept, for ids are texts; a spreadsheet may have dropped a zero.",
          zh: "编号是文本，两者均保留；可能是电子表格丢失了前导零。"))
    }
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

  /// Money from a node to itself, where the node only ever receives: its donor was lost.
  ///
  /// A donor may well pay itself; that is a warning of the network model.
  private static func selfPaidRecipients(_ draft: NetworkDraft) -> [Doubt] {
    let rows = draft.flows.indices.filter { row in
      let flow = draft.flows[row]
      return flow.measure == .money && !flow.donor.isEmpty
        && draft.text.equal(flow.donor, flow.recipient)
    }
    return rows.compactMap { row in
      let node = draft.flows[row].donor
      let gives = draft.pairings.contains { draft.text.equal($0.donor, node) }
      guard !gives, draft.pairings.contains(where: { draft.text.equal($0.recipient, node) }) else {
        return nil
      }
      return Doubt(
        code: .recipientAsDonor, table: .flows, row: row, column: "donor",
        found: draft.text[node],
        problem: Wording(
          en: "the money goes from a recipient to itself, and it gives in no pairing",
          zh: "资金由受援方流向自身，而该方在任何结对中都不是支援方"),
        fix: Wording(en: "Write the donor.", zh: "请填写支援方。"), severity: .error)
    }
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
