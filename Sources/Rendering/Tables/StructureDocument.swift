public import Analysis
internal import GraphCore
public import NetworkModel

extension ResultDocument {
  /// How a network hangs together; with `leaving`, what that donor's leaving takes away.
  public init(
    _ structure: NetworkStructure, leaving donor: Int? = nil, in network: PairingNetwork
  ) {
    let tables = StructureTables(structure: structure, network: network)
    var facts = tables.facts()
    var all = [
      tables.recipients(), tables.donors(), tables.cutNodes(), tables.cutEdges(),
      tables.components(), tables.communities(), tables.cores(), tables.distances(),
    ]
    var remarks = tables.distanceRemarks()
    if let donor {
      let name = network[structure.graph.nodes[donor]]
      facts.append(Fact("leaving", Wording(en: "if it leaves", zh: "假设退出"), .name(of: name)))
      facts += tables.splitFacts(donor)
      all.insert(tables.loss(DonorLoss(donor, in: structure)), at: 0)
      if DonorLoss(donor, in: structure) == nil {
        remarks.append(
          Wording(
            en: "\(name.name(in: .en)) gives nothing in these layers; nobody loses help.",
            zh: "\(name.name)在所选类别中没有支援对象，无人因其退出而失去支援。"))
      }
    }
    self.init(
      "structure", facts: facts, tables: all, remarks: remarks,
      conventions: StructureTables.conventions)
    describe(structure.graph, in: network)
  }
}

struct StructureTables {
  let structure: NetworkStructure
  let network: PairingNetwork

  private var graph: NetworkGraph { structure.graph }

  static let conventions: [ResultDocument.Convention] = [
    .init(
      "direction",
      Wording(
        en: "components, cut nodes and edges, cores and communities ignore direction",
        zh: "连通分支、割点、割边、核与社群均不计方向")),
    .init(
      "donors",
      Wording(
        en:
          "distinct donors of the unit itself; donors_above help a place that contains it and are counted apart",
        zh: "对该单位自身结对的不同支援方；donors_above 为支援其上级地区者，另行计数")),
    .init(
      "cut_off",
      Wording(
        en: "nodes outside the largest part that remains of the component, without the node itself",
        zh: "移除后不在所余最大部分之内的节点数，不含被移除者")),
    .init(
      "communities",
      Wording(
        en: "Leiden, modularity, direction ignored; weights where they may be added",
        zh: "Leiden 算法，以模块度为目标，不计方向；权重可相加时计权重")),
    .init(
      "hhi",
      Wording(
        en:
          "the sum of the squared shares of a recipient's donors, or a donor's recipients, in the amounts; 1 is one alone",
        zh: "受援方各支援方（或支援方各受援方）金额占比的平方和；1 表示只有一方")),
    .init(
      "distances",
      Wording(
        en:
          "geodesics on WGS 84 between the positions of the ends; a printed distance well above is that of a route; a donor and a recipient are one pair; means leave out pairs without a position, the weighted one weighs by amount",
        zh: "两端位置间的测地线距离（WGS 84），印载距离明显偏大者为路程；同一支援方与受援方计为一对；均值不含缺少位置者，加权均值按金额加权")),
  ]

  func node(_ position: Int) -> Node { network[graph.nodes[position]] }
  private func cells(_ position: Int) -> [Cell] {
    [.text(node(position).id), .name(of: node(position)), Cell(node(position).kind)]
  }
  private static let nodeColumns = [
    Column("id", Wording(en: "id", zh: "编号")), Column("name", Wording(en: "name", zh: "名称")),
    Column("kind", Wording(en: "kind", zh: "类别")),
  ]

  private func names(_ positions: some Collection<Int>, limit: Int = .max) -> Cell {
    guard !positions.isEmpty else { return .missing }
    let shown = positions.prefix(limit).map(node)
    let more = positions.count - shown.count
    return .term(
      shown.map(\.id).joined(separator: ";") + (more > 0 ? ";…" : ""),
      Wording(
        en: shown.map { $0.name(in: .en) }.joined(separator: ", ")
          + (more > 0 ? " … +\(more)" : ""),
        zh: shown.map(\.name).joined(separator: "、") + (more > 0 ? "等 \(positions.count) 个" : "")))
  }

  func weight(_ amount: Int64?) -> Cell {
    amount.map(MeasurePresentation(graph, in: network).strengths.cell) ?? .missing
  }
  var weightKind: Column.Kind { MeasurePresentation(graph, in: network).strengths.kind }

  func facts() -> [ResultDocument.Fact] {
    typealias Fact = ResultDocument.Fact
    return [
      Fact("graph_nodes", Wording(en: "nodes", zh: "节点"), .integer(graph.nodes.count)),
      Fact("graph_edges", Wording(en: "edges", zh: "边"), .integer(graph.graph.edgeCount)),
      Fact("donors", Wording(en: "donors", zh: "支援方"), .integer(structure.help.donors.count)),
      Fact(
        "recipients", Wording(en: "recipients", zh: "受援方"),
        .integer(structure.help.recipients.count)),
      Fact(
        "single_donor", Wording(en: "recipients with one donor", zh: "仅有一个支援方的受援方"),
        .integer(structure.help.recipients.count { $0.soleDonor != nil })),
      Fact(
        "components", Wording(en: "components", zh: "连通分支"),
        .integer(structure.components.count)),
      Fact("cut_nodes", Wording(en: "cut nodes", zh: "割点"), .integer(structure.cutNodes.count)),
      Fact(
        "cut_edges", Wording(en: "cut edges", zh: "割边"),
        .integer(structure.cutEdges.bridges.count)),
      Fact(
        "communities", Wording(en: "communities", zh: "社群"),
        .integer(structure.communities.partition.count)),
      Fact(
        "modularity", Wording(en: "modularity", zh: "模块度"),
        Cell(structure.communities.quality)),
      Fact(
        "pairs", Wording(en: "pairs of donor and recipient", zh: "支援方与受援方对数"),
        .integer(structure.distances.lines.count)),
      Fact(
        "pairs_measured", Wording(en: "pairs with a distance", zh: "其中有距离"),
        .integer(structure.distances.measuredCount)),
      Fact(
        "mean_distance_km", Wording(en: "mean distance, km", zh: "平均距离（公里）"),
        kilometres(structure.distances.meanInMetres)),
      Fact(
        "weighted_mean_distance_km",
        Wording(en: "mean distance weighted by amount, km", zh: "按金额加权的平均距离（公里）"),
        kilometres(structure.distances.weightedMeanInMetres)),
    ]
  }

  func splitFacts(_ donor: Int) -> [ResultDocument.Fact] {
    [
      ResultDocument.Fact(
        "parts", Wording(en: "parts of its component then", zh: "所在分支届时分成"),
        .integer(Int(structure.removal.parts[donor]))),
      ResultDocument.Fact(
        "cut_off", Wording(en: "nodes cut off", zh: "脱离的节点"),
        .integer(Int(structure.removal.cutOff[donor]))),
    ]
  }

  func recipients() -> ResultTable {
    var table = ResultTable(
      "recipients", Wording(en: "Recipients: how many hands hold each", zh: "受援方及其支援方数"),
      columns: Self.nodeColumns + [
        Column("donors", Wording(en: "donors", zh: "支援方数"), .integer),
        Column("donor_names", Wording(en: "who", zh: "支援方")),
        Column("donors_above", Wording(en: "above", zh: "上级支援方数"), .integer),
        Column("edges", Wording(en: "edges", zh: "边数"), .integer),
        Column("received", Wording(en: "received", zh: "受援量"), weightKind),
        Column("largest_share", Wording(en: "largest donor", zh: "最大支援方占比"), .percent),
        Column("hhi", Wording(en: "HHI", zh: "赫芬达尔指数"), .real),
      ])
    let lines = structure.help.recipients.sorted {
      ($0.donors.count, $0.node) < ($1.donors.count, $1.node)
    }
    for line in lines {
      table.append(
        cells(line.node) + [
          .integer(line.donors.count), names(line.donors), .integer(line.donorsAbove.count),
          .integer(line.edgeCount), weight(line.weight),
          line.largest.map { .percent(Int($0.weight), of: Int(line.weight ?? 0)) } ?? .missing,
          Cell(line.concentration?.herfindahl.approximateValue),
        ])
    }
    return table
  }

  func donors() -> ResultTable {
    var table = ResultTable(
      "donors", Wording(en: "Donors: what is lost if one leaves", zh: "支援方及其退出的影响"),
      columns: Self.nodeColumns + [
        Column("recipients", Wording(en: "recipients", zh: "受援方数"), .integer),
        Column("left_with_none", Wording(en: "left with none", zh: "失去全部支援者"), .integer),
        Column("left_names", Wording(en: "who", zh: "名单")),
        Column("edges", Wording(en: "edges", zh: "边数"), .integer),
        Column("given", Wording(en: "given", zh: "支援量"), weightKind),
        Column("largest_share", Wording(en: "largest recipient", zh: "最大受援方占比"), .percent),
        Column("hhi", Wording(en: "HHI", zh: "赫芬达尔指数"), .real),
      ])
    let lines = structure.help.donors.sorted {
      ($1.onlyDonorOf.count, $1.recipients.count, $0.node)
        < ($0.onlyDonorOf.count, $0.recipients.count, $1.node)
    }
    for line in lines {
      table.append(
        cells(line.node) + [
          .integer(line.recipients.count), .integer(line.onlyDonorOf.count),
          names(line.onlyDonorOf), .integer(line.edgeCount), weight(line.weight),
          line.concentration.map { .percent($0.topShare, places: 1) } ?? .missing,
          Cell(line.concentration?.herfindahl.approximateValue),
        ])
    }
    return table
  }

  func loss(_ loss: DonorLoss?) -> ResultTable {
    var table = ResultTable(
      "loss", Wording(en: "Who loses what", zh: "各受援方的损失"),
      columns: Self.nodeColumns + [
        Column("edges", Wording(en: "edges", zh: "边数"), .integer),
        Column("lost", Wording(en: "lost", zh: "失去"), weightKind),
        Column("lost_share", Wording(en: "share", zh: "占比"), .percent),
        Column("donors", Wording(en: "donors left", zh: "尚余支援方数"), .integer),
        Column("donor_names", Wording(en: "who", zh: "尚余支援方")),
      ])
    for line in loss?.lines ?? [] {
      let share: Cell =
        if let lost = line.weight, let whole = line.whole {
          .percent(Int(lost), of: Int(whole))
        } else {
          .missing
        }
      table.append(
        cells(line.recipient) + [
          .integer(line.edges), weight(line.weight), share, .integer(line.remaining.count),
          names(line.remaining),
        ])
    }
    return table
  }

  func cutNodes() -> ResultTable {
    var table = ResultTable(
      "cut_nodes", Wording(en: "Cut nodes", zh: "割点"),
      columns: Self.nodeColumns + [
        Column("parts", Wording(en: "parts without it", zh: "移除后分成"), .integer),
        Column("cut_off", Wording(en: "cut off", zh: "脱离节点数"), .integer),
      ])
    for position in structure.cutNodes {
      table.append(
        cells(position) + [
          .integer(Int(structure.removal.parts[position])),
          .integer(Int(structure.removal.cutOff[position])),
        ])
    }
    return table
  }

  func cutEdges() -> ResultTable {
    var table = ResultTable(
      "cut_edges", Wording(en: "Cut edges", zh: "割边"),
      columns: [
        Column("source_id", Wording(en: "from id", zh: "起点编号"), for: .programs),
        Column("source", Wording(en: "from", zh: "起点")),
        Column("target_id", Wording(en: "to id", zh: "终点编号"), for: .programs),
        Column("target", Wording(en: "to", zh: "终点")),
        Column("layer", Wording(en: "layer", zh: "类别")),
        Column("cut_off", Wording(en: "cut off", zh: "脱离节点数"), .integer),
      ])
    let bridges = structure.cutEdges.bridges.indices.sorted {
      (structure.cutEdges.cutOff[$1], $0) < (structure.cutEdges.cutOff[$0], $1)
    }
    for position in bridges {
      let edge = Int(structure.cutEdges.bridges[position])
      let (source, target) = graph.graph.ends(of: edge)
      let layer = graph.layer(of: edge)
      table.append([
        .text(node(source).id), .name(of: node(source)), .text(node(target).id),
        .name(of: node(target)), .term(layer.name, layer.label),
        .integer(Int(structure.cutEdges.cutOff[position])),
      ])
    }
    return table
  }

  private func parts(
    _ key: String, _ title: Wording, _ membership: [Int32], count: Int
  ) -> ResultTable {
    var table = ResultTable(
      key, title,
      columns: [
        Column("number", Wording(en: "no.", zh: "序号"), .integer),
        Column("nodes", Wording(en: "nodes", zh: "节点数"), .integer),
        Column("donors", Wording(en: "donors", zh: "支援方数"), .integer),
        Column("recipients", Wording(en: "recipients", zh: "受援方数"), .integer),
        Column("members", Wording(en: "members", zh: "成员")),
      ])
    var members = [[Int]](repeating: [], count: count)
    for position in membership.indices { members[Int(membership[position])].append(position) }
    let giving = Set(structure.help.donors.map(\.node))
    let receiving = Set(structure.help.recipients.map(\.node))
    for number in (0..<count).sorted(by: { (members[$1].count, $0) < (members[$0].count, $1) }) {
      table.append([
        .integer(number + 1), .integer(members[number].count),
        .integer(members[number].count(where: giving.contains)),
        .integer(members[number].count(where: receiving.contains)),
        names(members[number], limit: 6),
      ])
    }
    return table
  }

  func components() -> ResultTable {
    parts(
      "components", Wording(en: "Components", zh: "连通分支"), structure.components.membership,
      count: structure.components.count)
  }

  func communities() -> ResultTable {
    parts(
      "communities", Wording(en: "Communities", zh: "社群"),
      structure.communities.partition.membership,
      count: structure.communities.partition.count)
  }

  func cores() -> ResultTable {
    var table = ResultTable(
      "cores", Wording(en: "Cores", zh: "核"),
      columns: [
        Column("core", Wording(en: "core number", zh: "核数"), .integer),
        Column("nodes", Wording(en: "nodes", zh: "节点数"), .integer),
        Column("members", Wording(en: "members", zh: "成员")),
      ])
    for core in Set(structure.cores).sorted(by: >) {
      let members = structure.cores.indices.filter { structure.cores[$0] == core }
      table.append([.integer(core), .integer(members.count), names(members, limit: 6)])
    }
    return table
  }
}
