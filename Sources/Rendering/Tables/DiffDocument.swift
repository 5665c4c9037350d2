public import Analysis
public import NetworkModel

extension ResultDocument {
  /// What became of the pairings between two dates.
  public init(diff: PairingDiff, level: Level = .prefecture, in network: PairingNetwork) {
    var facts = [
      Fact("from", Wording(en: "from", zh: "起"), .text(diff.from.description)),
      Fact("to", Wording(en: "to", zh: "止"), .text(diff.to.description)),
    ]
    for change in PairingDiff.Change.allCases {
      facts.append(Fact(change.rawValue, change.label, .integer(diff.count(change))))
    }
    var tables = [Self.changes(diff, in: network), Self.places(diff, level, in: network)]
    if !diff.claimsBefore.isEmpty {
      tables.append(claimTable(diff.claimsBefore, key: "claims_from", in: network))
    }
    if !diff.claimsAfter.isEmpty {
      tables.append(claimTable(diff.claimsAfter, key: "claims_to", in: network))
    }
    self.init("diff", facts: facts, tables: tables, remarks: Self.netRemarks(diff, in: network))
  }

  private static func changes(_ diff: PairingDiff, in network: PairingNetwork) -> ResultTable {
    var table = ResultTable(
      "pairings", Wording(en: "Pairings", zh: "结对变化"),
      columns: [
        Column("change", Wording(en: "change", zh: "变化")),
        Column("kind", Wording(en: "layer", zh: "结对类别")),
        Column("donor_id", Wording(en: "donor id", zh: "支援方编号")),
        Column("donor", Wording(en: "donor", zh: "支援方")),
        Column("recipient_id", Wording(en: "recipient id", zh: "受援方编号")),
        Column("recipient", Wording(en: "recipient", zh: "受援方")),
        Column("moved", Wording(en: "moved", zh: "更换")),
        Column("pairings", Wording(en: "rows", zh: "数据行")),
        Column("source", Wording(en: "source", zh: "来源")),
      ])
    for line in diff.lines {
      let rows = line.rows.map { network.pairingRows[$0] }
      let sources = Set(rows.compactMap { network.text.string($0.source) }).sorted()
      table.append([
        Cell(line.change), Cell(line.kind), .text(network[line.donor].id),
        .name(of: network[line.donor]), .text(network[line.recipient].id),
        .name(of: network[line.recipient]),
        line.isMove ? .term("moved", Wording(en: "moved", zh: "更换结对方")) : .missing,
        .text(rows.map { network.text[$0.id] }.joined(separator: ";")),
        Cell(sources.isEmpty ? nil : sources.joined(separator: ";")),
      ])
    }
    return table
  }

  private static func places(
    _ diff: PairingDiff, _ level: Level, in network: PairingNetwork
  ) -> ResultTable {
    var table = ResultTable(
      "places", Wording(en: "Places with a recipient", zh: "受援方所在地区"),
      columns: [
        Column("change", Wording(en: "change", zh: "变化")),
        Column("place_id", Wording(en: "id", zh: "编号")),
        Column("place", Wording(en: "place", zh: "地区")),
      ])
    let groups: [(String, Wording, [NodeIndex])] = [
      ("entered", Wording(en: "entered", zh: "新进入"), diff.entered),
      ("left", Wording(en: "left", zh: "已退出"), diff.left),
      ("stayed", Wording(en: "stayed", zh: "延续"), diff.stayed),
    ]
    for (key, label, places) in groups {
      for place in places {
        table.append([.term(key, label), .text(network[place].id), .name(of: network[place])])
      }
    }
    return table
  }

  /// A difference of two printed counts is a net number: it names nobody who came or went.
  private static func netRemarks(_ diff: PairingDiff, in network: PairingNetwork) -> [Wording] {
    diff.claimsBefore.flatMap { before in
      diff.claimsAfter.compactMap { after -> Wording? in
        guard before.kind == after.kind, before.unit == after.unit,
          before.position != after.position, let a = before.recipientCount,
          let b = after.recipientCount
        else { return nil }
        let net = b >= a ? "+\(b - a)" : "−\(a - b)"
        let (old, new) = (network.claims[before.position].id, network.claims[after.position].id)
        return Wording(
          en:
            "Printed counts (\(old), \(new)): \(a) recipients, then \(b): \(net) net. Two counts do not say which ones came or went.",
          zh: "汇总数字（\(old)、\(new)）：受援方由 \(a) 个变为 \(b) 个，净变化 \(net)；两个总数本身不能说明具体增减。")
      }
    }
  }
}
