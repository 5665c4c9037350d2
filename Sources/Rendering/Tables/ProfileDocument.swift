public import Analysis
public import NetworkModel

extension ResultDocument {
  /// What `who` prints: the profile of a node, one table a subject.
  public init(_ profile: Profile, in network: PairingNetwork) {
    self.init("who")
    facts = Self.facts(of: profile, network)
    tables = [
      Self.pairings(
        profile, .incoming, "helped_by", Wording(en: "Helped by", zh: "受援结对"), network),
      Self.pairings(profile, .outgoing, "helps", Wording(en: "Helps", zh: "支援结对"), network),
      Self.pairings(
        profile, .internal, "internal", Wording(en: "Paired within it", zh: "内部结对"), network),
      Self.totals(profile),
      Self.flows(profile, network),
      Self.claims(profile, network),
      Self.groups(profile, network),
      Self.members(profile, network),
      Self.contents(profile),
      Self.agreements(profile, network),
      Self.indicators(profile),
      Self.events(profile, network),
    ]
    remarks = Self.remarks(profile)
  }

  private static func facts(of profile: Profile, _ network: PairingNetwork) -> [Fact] {
    let node = network[profile.node]
    let place = profile.ancestors.map { network[$0] }
    func path(_ language: Language) -> String {
      place.map { $0.name(in: language) }.joined(separator: " < ")
    }
    return [
      Fact("node_id", Wording(en: "Node", zh: "编号"), .text(node.id)),
      Fact("name", Wording(en: "Name", zh: "名称"), .name(of: node)),
      Fact("kind", Wording(en: "Kind", zh: "类型"), Cell(node.kind)),
      Fact(
        "place", Wording(en: "Lies in", zh: "隶属"),
        place.isEmpty
          ? .missing
          : .term(
            place.map(\.name).joined(separator: " < "), Wording(en: path(.en), zh: path(.zh)))),
      Fact("code", Wording(en: "Code", zh: "代码"), Cell(node.code)),
      Fact("as_of", Wording(en: "As of", zh: "时点"), Cell(profile.date)),
    ]
  }

  private static func remarks(_ profile: Profile) -> [Wording] {
    var remarks: [Wording] = []
    let unclear = profile.pairings.count { $0.active == .unknown }
    if unclear > 0 {
      remarks.append(
        Wording(
          en:
            "Pairings of which the record does not settle whether they were active then: \(unclear).",
          zh: "有 \(unclear) 项结对在该时点是否有效，记录不足以判断。"))
    }
    let uncounted = profile.flows.count { !$0.isCounted }
    if uncounted > 0 {
      remarks.append(
        Wording(
          en:
            "Flows in no total, being parts or repeats of others, a group’s, or items: \(uncounted).",
          zh: "有 \(uncounted) 项为其他项的组成部分或重复记载，或属于集合，或为不可相加的物项，不计入合计。"))
    }
    let unknown = profile.flows.count { $0.flow.amount == nil }
    if unknown > 0 {
      remarks.append(
        Wording(
          en: "Flows whose amount is unknown, which is not zero: \(unknown).",
          zh: "有 \(unknown) 项数额不详，不等于零。"))
    }
    if !profile.silentYears.isEmpty {
      let years = profile.silentYears.map(String.init)
      remarks.append(
        Wording(
          en:
            "No money is recorded for \(years.joined(separator: ", ")): no data, which is not zero.",
          zh: "\(years.joined(separator: "、")) 年无资金记录：缺数据，不等于零。"))
    }
    return remarks
  }
}

// MARK: - Pairings

extension ResultDocument {
  private static func pairings(
    _ profile: Profile, _ direction: Profile.Direction, _ key: String, _ title: Wording,
    _ network: PairingNetwork
  ) -> ResultTable {
    let columns = [
      Column("layer", Wording(en: "Layer", zh: "层次")),
      Column("end", Wording(en: "End", zh: "关系")),
      Column("donor_name", Wording(en: "Donor", zh: "支援方")),
      Column("recipient_name", Wording(en: "Recipient", zh: "受援方")),
      Column("period", Wording(en: "Period", zh: "时段")),
      Column("active", Wording(en: "Active", zh: "是否有效")),
      Column("confidence", Wording(en: "Confidence", zh: "置信度"), .decimal),
      Column("programme", Wording(en: "Programme", zh: "项目名称")),
      Column("source", Wording(en: "Source", zh: "出处")),
      Column("locator", Wording(en: "Place in it", zh: "位置")),
      Column("note", Wording(en: "Note", zh: "备注")),
      Column("id", Wording(en: "Pairing", zh: "结对编号")),
      Column("donor", Wording(en: "Donor id", zh: "支援方编号"), for: .programs),
      Column("recipient", Wording(en: "Recipient id", zh: "受援方编号"), for: .programs),
    ]
    var table = ResultTable(
      key, title, columns: columns, emptiness: direction == .internal ? .passedOver : .said)
    for line in profile.pairings where line.direction == direction {
      let pairing = line.pairing
      let (donor, recipient) = (network[pairing.donor], network[pairing.recipient])
      table.append([
        Cell(pairing.kind), Cell(line.position), .name(of: donor), .name(of: recipient),
        Cell(pairing.period), profile.date == nil ? .missing : Cell(line.active),
        Cell(pairing.confidence), Cell(pairing.programme), Cell(pairing.source),
        Cell(pairing.locator), Cell(pairing.note), .text(pairing.id), .text(donor.id),
        .text(recipient.id),
      ])
    }
    return table
  }

  private static func groups(_ profile: Profile, _ network: PairingNetwork) -> ResultTable {
    ResultTable(
      "groups", Wording(en: "Member of", zh: "所属集合"),
      columns: [
        Column("group_name", Wording(en: "Group", zh: "集合")),
        Column("member_name", Wording(en: "Member", zh: "成员")),
        Column("period", Wording(en: "Period", zh: "时段")),
        Column("active", Wording(en: "Active", zh: "是否有效")),
        Column("source", Wording(en: "Source", zh: "出处")),
        Column("group", Wording(en: "Group id", zh: "集合编号"), for: .programs),
        Column("member", Wording(en: "Member id", zh: "成员编号"), for: .programs),
      ],
      rows: profile.groups.map { line in
        [
          .name(of: network[line.group]), .name(of: network[line.member]),
          Cell(line.membership.period), profile.date == nil ? .missing : Cell(line.active),
          Cell(line.membership.source), .text(network[line.group].id),
          .text(network[line.member].id),
        ]
      }, emptiness: .passedOver)
  }

  private static func members(_ profile: Profile, _ network: PairingNetwork) -> ResultTable {
    ResultTable(
      "members", Wording(en: "Members", zh: "成员"),
      columns: [
        Column("member_name", Wording(en: "Member", zh: "成员")),
        Column("kind", Wording(en: "Kind", zh: "类型")),
        Column("member", Wording(en: "Member id", zh: "成员编号"), for: .programs),
      ],
      rows: profile.members.map { member in
        [.name(of: network[member]), Cell(network.kind(of: member)), .text(network[member].id)]
      }, emptiness: .passedOver)
  }

  private static func contents(_ profile: Profile) -> ResultTable {
    ResultTable(
      "contents", Wording(en: "Lies in it", zh: "所辖单位"),
      columns: [
        Column("kind", Wording(en: "Kind", zh: "类型")),
        Column("rows", Wording(en: "Nodes", zh: "个数"), .integer),
      ],
      rows: profile.contents.map { [Cell($0.kind), .integer($0.count)] }, emptiness: .passedOver)
  }
}

extension Cell {
  /// Whether something holds, when the record may not say.
  public init(_ knowledge: Knowledge) {
    let label =
      switch knowledge {
      case .yes: Wording(en: "yes", zh: "是")
      case .no: Wording(en: "no", zh: "否")
      case .unknown: Wording(en: "unknown", zh: "不详")
      }
    self = .term(knowledge.rawValue, label)
  }
}
