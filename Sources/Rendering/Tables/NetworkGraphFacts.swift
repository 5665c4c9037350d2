public import Analysis
public import NetworkModel

extension ResultDocument {
  /// Says of which edges the graph is made, and what was left out of it.
  public mutating func describe(_ graph: NetworkGraph, in network: PairingNetwork) {
    let layers = graph.question.layers
    var about = [
      Fact(
        "layers", Wording(en: "layers", zh: "类别"),
        .term(
          layers.map(\.name).joined(separator: ","),
          Wording(
            en: layers.map(\.label.en).joined(separator: ", "),
            zh: layers.map(\.label.zh).joined(separator: "、")))),
      Fact(
        "as_of", Wording(en: "as of", zh: "截至"),
        graph.question.date.map { .text($0.description) }
          ?? .term("any", Wording(en: "any time", zh: "不限时间"))),
    ]
    if let status = graph.question.status {
      about.append(Fact("status", Wording(en: "status", zh: "状态"), Cell(status)))
    }
    if let place = graph.question.within {
      about.append(Fact("within", Wording(en: "within", zh: "范围"), .name(of: network[place])))
    }
    if let level = graph.question.level {
      about.append(Fact("level", Wording(en: "level", zh: "层级"), Cell(level)))
    }
    about.append(
      Fact("weight", Wording(en: "weight of an edge", zh: "边的权重"), graph.weightCell))
    facts.insert(contentsOf: about, at: 0)
    remarks += graph.remarks(in: network)
  }
}

extension NetworkGraph {
  fileprivate var weightCell: Cell {
    if unweighable != nil { return .missing }
    switch weightUnit {
    case .edges: return .term("edges", Wording(en: "1 each", zh: "每条计 1"))
    case .fen: return .term("money", Wording(en: "money", zh: "金额"))
    case .quantity(let unit, _): return .text(unit)
    }
  }

  /// What was left out of the graph, in sentences.
  func remarks(in network: PairingNetwork) -> [Wording] {
    var remarks: [Wording] = []
    let absent = network.nodeCount - nodes.count
    if absent > 0 {
      remarks.append(
        Wording(
          en:
            "No edge of these layers touches \(absent) of the \(network.nodeCount) nodes of the package; they are not in the graph.",
          zh: "数据包 \(network.nodeCount) 个节点中有 \(absent) 个不涉及所选类别，未列入图中。"))
    }
    if undated > 0 {
      remarks.append(
        Wording(
          en: "Left out, because their period does not settle the date: \(undated).",
          zh: "因时间不足以判断而未计入的有 \(undated) 条。"))
    }
    if repeated > 0 {
      remarks.append(
        Wording(
          en:
            "Left out, because they repeat or are part of a flow that is in the graph: \(repeated).",
          zh: "因与已计入的资金流重复或为其组成部分而未计入的有 \(repeated) 条。"))
    }
    if uncertain > 0 {
      remarks.append(
        Wording(
          en:
            "Flows that may already be part of another flow in the graph: \(uncertain). Sums with both are upper ends.",
          zh: "有 \(uncertain) 条可能已含于图中他项，同时含有两者的合计为上限。"))
    }
    if inside > 0 {
      remarks.append(
        Wording(
          en: "Left out, because both ends lie in the same place: \(inside).",
          zh: "因两端同属一地而未计入的有 \(inside) 条。"))
    }
    if unknownAmounts > 0 {
      remarks.append(
        Wording(
          en: "Flows without a known amount: \(unknownAmounts). Sums with them are lower ends.",
          zh: "金额未知的有 \(unknownAmounts) 条，相应合计为下限。"))
    }
    if let unweighable { remarks.append(unweighable.message) }
    return remarks
  }
}

extension NetworkGraph.Unweighable {
  /// Why nothing can be added up, and what to ask for instead.
  public var message: Wording {
    switch self {
    case .mixedLayers:
      Wording(
        en:
          "Pairings and flows, or flows of several measures, cannot be added up; ask for one layer to weigh edges.",
        zh: "结对与资金流、或不同计量的流向不可相加；计权重时请只选一类。")
    case .mixedStatuses(let statuses):
      Wording(
        en:
          "The flows are \(statuses.map(\.label.en).joined(separator: ", ")), which are steps of one and the same thing; choose one with --status.",
        zh:
          "所选资金流含\(statuses.map(\.label.zh).joined(separator: "、"))，为同一事项的不同环节，不可相加；请用 --status 选定其一。"
      )
    case .mixedUnits(let units):
      Wording(
        en: "The flows are counted in \(units.joined(separator: ", ")), which cannot be added up.",
        zh: "所选流向的计量单位为\(units.joined(separator: "、"))，不可相加。")
    case .items:
      Wording(
        en: "Items of unlike kinds (projects, shops) cannot be added up.",
        zh: "性质不同的项目不可相加。")
    }
  }
}
