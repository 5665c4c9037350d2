internal import Analysis
internal import NetworkModel

extension TraceTables {
  /// What a reader must know before quoting a number.
  func remarks() -> [Wording] {
    let node = network[trace.question.node]
    let (en, zh) = (node.name(in: .en), node.name)
    var remarks: [Wording] = []
    func say(_ en: String, _ zh: String) { remarks.append(Wording(en: en, zh: zh)) }
    guard let status = trace.status, trace.received != nil || trace.given != nil || hasUnknown
    else {
      say(
        "No flow of this kind crosses the boundary of \(en) on record: nothing to trace, which is not zero.",
        "记载中没有此类流动进出\(zh)，无可追踪；未见记载不等于零。")
      sayLeftOut(&remarks)
      return remarks
    }
    if trace.statusWasChosen {
      say(
        "All flows into and out of \(en) are \(status.label.en); that step is traced.",
        "进出\(zh)的流动均为“\(status.label.zh)”，按此环节追踪。")
    }
    if !trace.question.flows.measure.canBePassedOn {
      say(
        "People, attendances and land are not passed on as money is: read what runs straight, not the shares beyond one step.",
        "人员、人次与面积不同于资金，并不逐级转拨：宜只看直接往来，不宜引用一步以外的份额。")
    }
    if let own = trace.own, trace.question.directions.contains(.downstream) {
      say(
        "\(en) gave \(text(own, .en)) more than it received on record: that much begins here as far as the record goes, of its own or from a source that is not on record.",
        "\(zh)转出超过有记载的来款 \(text(own, .zh))：限于现有记载，该部分以此为源头，或为自有，或来款未见记载。")
    }
    if let kept = trace.kept, trace.question.directions.contains(.upstream) {
      say(
        "\(en) received \(text(kept, .en)) more than it gave on record: it stayed, or passing it on is not on record.",
        "\(zh)来款超过有记载的转出 \(text(kept, .zh))：或留存，或下拨未见记载。")
    }
    list(
      trace.uncertain,
      "On the way, may already be part of another flow that counts; counted as printed",
      "途经流动中可能已含于他项者，按记载计入", &remarks)
    list(trace.repeats, "Second mentions, not counted", "重复记载，不计入", &remarks)
    list(
      trace.exceeded, "Parts take, or pass on, more than their whole", "分项或转拨之和超过整体", &remarks)
    list(
      trace.rolledUp, "Both ends stand for the same place of the level; internal to it, not traced",
      "两端同属该层级的一处，视为内部流动，不追踪", &remarks)
    sayLeftOut(&remarks)
    let unknown = Set([trace.upstream, trace.downstream].flatMap { $0?.unknown ?? [] }).count
    if unknown > 0 {
      say(
        "Flows on the way whose amount is not known, which is not zero: \(unknown). Totals with them are lower ends.",
        "途经流动中有 \(unknown) 笔数额不详，不等于零，相应合计为下限。")
    }
    for side in [trace.upstream, trace.downstream].compactMap({ $0 }) where side.belowUnit > 0 {
      say(
        "Nodes whose share is less than the smallest unit and left out, \(side.direction.label.en): \(side.belowUnit).",
        "\(side.direction.label.zh)中有 \(side.belowUnit) 个节点的份额不足最小单位，未列。")
    }
    let cycles = [trace.upstream, trace.downstream].map { $0?.cycles.count ?? 0 }.max() ?? 0
    if cycles > 0 {
      say(
        "Money can go round among some nodes (table cycles): \(cycles). Shares are those of the mixture in the long run.",
        "部分节点间资金可能往复（见循环表）：\(cycles) 处；份额按混合达到稳定时计。")
    }
    if let top {
      let hidden = [trace.upstream, trace.downstream].reduce(0) { sum, side in
        sum + max(0, (side?.steps.count ?? 0) - top)
      }
      if hidden > 0 {
        say("Steps not shown: \(hidden).", "另有 \(hidden) 个环节未显示。")
      }
    }
    return remarks
  }

  private var hasUnknown: Bool {
    [trace.upstream, trace.downstream].contains { $0.map { !$0.unknown.isEmpty } ?? false }
  }

  private func sayLeftOut(_ remarks: inout [Wording]) {
    list(
      trace.straddling, "Left out: the period reaches beyond the years asked for",
      "未计入：时段超出所问年份", &remarks)
    list(trace.undated, "Left out: a bound of the period is not known", "未计入：时段起止不详", &remarks)
    list(
      trace.shared, "To or from a group that lies only partly in the node; outside here, not split",
      "涉及仅部分成员在所问范围内的集合，视为外部，不予拆分", &remarks)
  }

  private func list(_ rows: [Int], _ en: String, _ zh: String, _ remarks: inout [Wording]) {
    guard !rows.isEmpty else { return }
    let ids =
      rows.prefix(6).map { network.flow(at: $0).id }.joined(separator: ", ")
      + (rows.count > 6 ? ", …" : "")
    remarks.append(
      Wording(en: "\(en): \(rows.count) (\(ids)).", zh: "\(zh)：\(rows.count) 笔（\(ids)）。"))
  }

  private func text(_ amount: Amount, _ language: Language) -> String {
    switch amount {
    case .money(let money): money.formatted(in: .wan, language)
    case .quantity(let number): "\(number) \(trace.unit ?? "")"
    }
  }
}

extension Measure {
  /// Whether what one node receives may be what it gives.
  fileprivate var canBePassedOn: Bool {
    switch self {
    case .money, .goods, .sales, .investment: true
    case .persons, .personTimes, .area, .items: false
    }
  }
}
