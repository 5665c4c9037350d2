public import Analysis
public import NetworkModel

extension ResultDocument {
  /// The rates of a coverage report, whole or summed by a level.
  public init(
    coverage report: CoverageReport, by level: Level? = nil, in network: PairingNetwork
  ) {
    self.init(
      "coverage", facts: report.facts(in: network),
      tables: [report.ratesTable(by: level, in: network)] + report.claimTables(in: network),
      remarks: report.remarks(in: network))
  }

  /// The units with no pairing of their own, whole or counted by a level.
  public init(gaps report: CoverageReport, by level: Level? = nil, in network: PairingNetwork) {
    let tables =
      level.map { [report.ratesTable(by: $0, in: network)] } ?? [report.gapsTable(in: network)]
    self.init(
      "gaps", facts: report.facts(in: network), tables: tables, remarks: report.remarks(in: network)
    )
  }
}

extension CoverageReport {
  /// The terms without which a rate says nothing, then the denominator, the counts and the range.
  fileprivate func facts(in network: PairingNetwork) -> [ResultDocument.Fact] {
    typealias Fact = ResultDocument.Fact
    func place(_ index: NodeIndex?) -> Cell { index.map { .name(of: network[$0]) } ?? .missing }
    let kinds = PairingKind.allCases.filter(question.kinds.contains)
    var facts = [
      Fact(
        "level", Wording(en: "units", zh: "统计单位"),
        .term(question.units.name, question.units.label)),
      Fact(
        "kinds", Wording(en: "layers", zh: "结对类别"),
        .term(
          kinds.map(\.rawValue).joined(separator: ","),
          Wording(
            en: kinds.map(\.label.en).joined(separator: ", "),
            zh: kinds.map(\.label.zh).joined(separator: "、")))),
      Fact(
        "side", Wording(en: "side", zh: "方向"),
        .term(question.side.rawValue, question.side.label)),
      Fact(
        "as_of", Wording(en: "as of", zh: "截至"),
        question.date.map { .text($0.description) }
          ?? .term("any", Wording(en: "any time", zh: "不限时间"))),
    ]
    if question.within != nil {
      facts.append(Fact("within", Wording(en: "within", zh: "范围"), place(question.within)))
    }
    if question.group != nil {
      facts.append(Fact("group", Wording(en: "group", zh: "集合"), place(question.group)))
    }
    facts.append(
      Fact("denominator", Wording(en: "denominator", zh: "总数（分母）"), .integer(denominator)))
    for state in CoverageState.allCases {
      facts.append(Fact(state.rawValue, state.label, .integer(count(state))))
    }
    facts += [
      Fact(
        "covered_at_least", Wording(en: "paired themselves, at least", zh: "本级结对，至少"),
        .integer(range.lowerBound)),
      Fact(
        "covered_at_most", Wording(en: "paired themselves, at most", zh: "本级结对，至多"),
        .integer(range.upperBound)),
      Fact(
        "rate_on_record", Wording(en: "rate on record, %", zh: "有记录的结对率（%）"),
        .percent(count(.direct), of: denominator)),
      Fact(
        "rate_at_least", Wording(en: "rate at least, %", zh: "结对率下限（%）"),
        .percent(range.lowerBound, of: denominator)),
      Fact(
        "rate_at_most", Wording(en: "rate at most, %", zh: "结对率上限（%）"),
        .percent(range.upperBound, of: denominator)),
    ]
    return facts
  }

  fileprivate func remarks(in network: PairingNetwork) -> [Wording] {
    var remarks: [Wording] = []
    if denominator == 0 {
      remarks.append(
        Wording(
          en: "The package names no such unit here, so there is no rate; that is not a rate of 0.",
          zh: "数据中此范围没有该类单位，无法计算比率（并非为 0）。"))
    }
    for claim in claims where claim.speaks(of: question.units) && claim.exceedsKnownRecipients {
      let id = network.claims[claim.position].id
      let (count, known) = (claim.recipientCount ?? 0, claim.recipientUnits.count)
      remarks.append(
        Wording(
          en:
            "\(id) counts \(count) recipients, the package names \(known): the list of units is not complete, and neither is a rate over it.",
          zh: "\(id) 称受援方 \(count) 个，数据仅列名 \(known) 个：单位名录不完整，据此计算的比率亦不完整。"))
    }
    let undated = units.count { $0.hasUndatedPairing && $0.state != .direct }
    if undated > 0 {
      remarks.append(
        Wording(
          en:
            "\(undated == 1 ? "1 unit has" : "\(undated) units have") a pairing whose period does not say whether it was active.",
          zh: "有 \(undated) 个单位的结对时间不足以判断当时是否有效。"))
    }
    if count(.noRecord) > 0 {
      remarks.append(
        Wording(
          en:
            "No record is not the same as no pairing: \(count(.noRecord)) of \(denominator) units.",
          zh: "“无记录”不等于“未结对”：\(denominator) 个单位中有 \(count(.noRecord)) 个。"))
    }
    return remarks
  }

  // MARK: Tables

  fileprivate func ratesTable(by level: Level?, in network: PairingNetwork) -> ResultTable {
    var columns = [
      Column("place_id", Wording(en: "id", zh: "编号")),
      Column("place", Wording(en: "place", zh: "地区")),
      Column("denominator", Wording(en: "units", zh: "总数"), .integer),
    ]
    columns += CoverageState.allCases.map { Column($0.rawValue, $0.label, .integer) }
    columns += [
      Column("rate_on_record", Wording(en: "rate on record", zh: "有记录的结对率"), .percent),
      Column("rate_with_claims", Wording(en: "with claims", zh: "计入汇总表述"), .percent),
      Column("rate_at_most", Wording(en: "at most", zh: "上限"), .percent),
    ]
    func row(_ place: [Cell], _ counts: (CoverageState) -> Int, _ whole: Int) -> [Cell] {
      place + [.integer(whole)] + CoverageState.allCases.map { .integer(counts($0)) } + [
        .percent(counts(.direct), of: whole),
        .percent(counts(.direct) + counts(.claimed), of: whole),
        .percent(whole - counts(.none), of: whole),
      ]
    }
    var table = ResultTable("rates", Wording(en: "Coverage", zh: "结对覆盖情况"), columns: columns)
    if let level {
      for line in summed(by: level, in: network).lines {
        let place: [Cell] =
          line.place.map { [.text(network[$0].id), .name(of: network[$0])] }
          ?? [
            .missing,
            .term("", Wording(en: "(in no \(level.label.en))", zh: "（无\(level.label.zh)归属）")),
          ]
        table.append(row(place, line.count, line.denominator))
      }
    }
    let all = Wording(en: "total", zh: "合计")
    table.append(row([.missing, .term("total", all)], count, denominator))
    return table
  }

  fileprivate func gapsTable(in network: PairingNetwork) -> ResultTable {
    let above: [Level] =
      switch question.units {
      case .level(let level): Level.allCases.filter { $0 < level }
      case .facility: [.province, .prefecture, .county]
      }
    var columns = [
      Column("node_id", Wording(en: "id", zh: "编号")),
      Column("name", Wording(en: "name", zh: "名称")),
    ]
    columns += above.map { Column($0.rawValue, $0.label) }
    columns += [
      Column("state", Wording(en: "state", zh: "状态")),
      Column("through_id", Wording(en: "through", zh: "依据节点")),
      Column("reason", Wording(en: "reason", zh: "说明")),
      Column("source", Wording(en: "source", zh: "来源")),
      Column("locator", Wording(en: "locator", zh: "出处")),
    ]
    var table = ResultTable(
      "gaps", Wording(en: "Units with no pairing of their own", zh: "本级无结对的单位"), columns: columns)
    for gap in gaps {
      let claim = gap.claim.map { network.claims[$0] }
      let node = network[gap.unit]
      table.append(
        [.text(node.id), .name(of: node)]
          + above.map { level in
            network.ancestor(of: gap.unit, at: level).map { .name(of: network[$0]) } ?? .missing
          } + [
            Cell(gap.state), Cell(gap.through.map { network[$0].id }),
            .term("", gap.reason(claim, in: network)).unlessEmpty, Cell(claim?.source),
            Cell(claim?.locator),
          ])
    }
    return table
  }

  /// The counts on two sides, held against what is named; nothing when none is in force.
  fileprivate func claimTables(in network: PairingNetwork) -> [ResultTable] {
    claims.isEmpty ? [] : [claimTable(claims, in: network)]
  }
}

extension UnitCoverage {
  fileprivate func reason(_ claim: Claim?, in network: PairingNetwork) -> Wording {
    switch state {
    case .direct: Wording(en: "", zh: "")
    case .inherited:
      Wording(
        en: "paired through \(through.map { network[$0].name(in: .en) } ?? "")",
        zh: "由\(through.map { network[$0].name } ?? "")结对覆盖")
    case .throughDescendants:
      Wording(
        en: "only inside it: \(through.map { network[$0].name(in: .en) } ?? "")",
        zh: "仅其下\(through.map { network[$0].name } ?? "")等有结对")
    case .claimed:
      Wording(
        en: "a printed count covers it; no partner is named", zh: "汇总数字包含该单位，未具名结对方")
    case .none:
      Wording(en: "not in the complete list", zh: "不在完整名单之内")
    case .noRecord:
      hasUndatedPairing
        ? Wording(en: "a pairing without a clear date", zh: "有结对，时间不明")
        : Wording(en: "", zh: "")
    }
  }
}

extension Cell {
  /// A term without words is missing.
  fileprivate var unlessEmpty: Cell {
    if case .term(_, let wording) = self {
      return wording.en.isEmpty ? .missing : .term(wording.en, wording)
    }
    return self
  }
}

extension CoverageQuestion.Side {
  var label: Wording {
    switch self {
    case .donor: Wording(en: "donors", zh: "支援方")
    case .recipient: Wording(en: "recipients", zh: "受援方")
    case .either: Wording(en: "either", zh: "双方")
    }
  }
}
