internal import Analysis
internal import NetworkModel
internal import Scenarios

extension SuggestionReport {
  typealias Fact = ResultDocument.Fact

  /// What was asked, what came of it, and what proves it.
  func facts(in network: PairingNetwork) -> [Fact] {
    questionFacts(in: network) + outcomeFacts + shortageFacts
      + [
        Fact(
          "allowed_pairs", Wording(en: "pairs allowed", zh: "允许的组合数"), .integer(proof.allowedPairs)),
        Fact(
          "weighed_pairs",
          Wording(
            en: "pairs weighed, the rest ruled out by room or prices", zh: "参与求解（其余由名额或对偶价格排除）"),
          .integer(proof.weighedPairs)),
        Fact(
          "status", Wording(en: "status", zh: "求解状态"),
          .term(
            "optimal", Wording(en: "optimal, proved by prices and checked", zh: "最优（已由对偶价格证明并独立检验）")
          )
        ),
      ]
  }

  private func questionFacts(in network: PairingNetwork) -> [Fact] {
    func list(_ nodes: [NodeIndex]) -> Cell {
      .term(
        nodes.map { network[$0].id }.joined(separator: ";"),
        Wording(
          en: nodes.map { network[$0].name(in: .en) }.joined(separator: ", "),
          zh: nodes.map { network[$0].name }.joined(separator: "、")))
    }
    func terms<Word: Term>(_ words: [Word]) -> Cell {
      .term(
        words.map(\.rawValue).joined(separator: ","),
        Wording(
          en: words.map(\.label.en).joined(separator: ", "),
          zh: words.map(\.label.zh).joined(separator: "、")))
    }
    let asked = question.coverage
    var facts = [
      Fact("level", Wording(en: "units", zh: "统计单位"), .term(asked.units.name, asked.units.label)),
      Fact(
        "kinds", Wording(en: "layers", zh: "结对类别"),
        terms(PairingKind.allCases.filter(asked.kinds.contains))),
      Fact(
        "as_of", Wording(en: "as of", zh: "截至"),
        asked.date.map { .text($0.description) }
          ?? .term("any", Wording(en: "any time", zh: "不限时间"))),
    ]
    if let within = asked.within {
      facts.append(Fact("within", Wording(en: "within", zh: "范围"), list([within])))
    }
    if let group = asked.group {
      facts.append(Fact("group", Wording(en: "group", zh: "集合"), list([group])))
    }
    facts += [
      Fact(
        "gap_states", Wording(en: "what counts as a gap", zh: "视为缺口的状态"),
        terms(CoverageState.allCases.filter(question.gapStates.contains))),
      Fact("donor_places", Wording(en: "donors from", zh: "支援方范围"), list(question.donorPlaces)),
      Fact(
        "donor_level", Wording(en: "donors are", zh: "支援方单位"),
        .term(question.donors.name, question.donors.label)),
      Fact("kind", Wording(en: "layer of the new pairings", zh: "新增结对类别"), Cell(kind)),
      Fact(
        "capacity", Wording(en: "recipients a donor, at most", zh: "每个支援方名额上限"),
        question.capacity.map(Cell.integer)
          ?? .term("any", Wording(en: "no limit", zh: "不限"))),
      Fact("order", Wording(en: "who comes first", zh: "优先次序"), orderCell),
    ]
    if let most = question.most {
      facts.append(Fact("most", Wording(en: "new pairings, at most", zh: "新增结对上限"), .integer(most)))
    }
    facts.append(
      Fact(
        "loads", Wording(en: "loads", zh: "任务分配"),
        .term(
          question.loads.rawValue,
          question.loads == .equal
            ? Wording(en: "as equal as possible", zh: "尽量均衡")
            : Wording(en: "by distance", zh: "按距离"))))
    if question.coverage.units.isBelowCounty {
      facts.append(
        Fact(
          "pairing_above", Wording(en: "pairing of the places above", zh: "上级结对关系"),
          .term(
            question.pairingAbove.rawValue,
            question.pairingAbove == .respected
              ? Wording(en: "respected", zh: "须遵循") : Wording(en: "ignored", zh: "不考虑"))))
    }
    facts.append(
      Fact(
        "positions", Wording(en: "positions", zh: "坐标"),
        .term(
          question.positions.rawValue,
          question.positions == .own
            ? Wording(en: "own only", zh: "仅用自身坐标")
            : Wording(en: "own, or of the place above", zh: "无坐标者取上级驻地"))))
    return facts
  }

  private var orderCell: Cell {
    switch question.priority {
    case .indicator(let name, let year):
      let label = Glossary.label(of: name)
      return .term(
        "\(name)/\(year)",
        Wording(en: "largest \(label.en) of \(year)", zh: "\(year) 年\(label.zh)大者优先"))
    case .fewestDonors:
      return .term(
        "fewest_donors", Wording(en: "fewest donors in all layers", zh: "各类结对支援方少者优先"))
    case .none:
      if let level = question.reach {
        return .term(
          "reach",
          Wording(
            en: "as many places of the level \(level.label.en) as possible",
            zh: "覆盖尽可能多的\(level.label.zh)地区"))
      }
      return .term("distance", Wording(en: "the nearest", zh: "距离近者优先"))
    }
  }

  private var outcomeFacts: [Fact] {
    let direct = { (report: CoverageReport) in report.count(.direct) }
    var facts = [
      Fact(
        "denominator", Wording(en: "units (denominator)", zh: "总数（分母）"),
        .integer(before.denominator)),
      Fact("gap_units", Wording(en: "units in need", zh: "待结对单位"), .integer(gapCount)),
      Fact(
        "suggested", Wording(en: "suggested pairings", zh: "建议新增结对"), .integer(suggestions.count)),
      Fact("still_uncovered", Wording(en: "still without", zh: "仍无结对"), .integer(uncovered.count)),
      Fact("paired_before", Wording(en: "paired before", zh: "现有结对单位"), .integer(direct(before))),
      Fact("paired_after", Wording(en: "paired after", zh: "新增后结对单位"), .integer(direct(after))),
      Fact(
        "rate_before", Wording(en: "rate on record before, %", zh: "现有有记录的结对率（%）"),
        .percent(direct(before), of: before.denominator)),
      Fact(
        "rate_after", Wording(en: "rate after, %", zh: "新增后结对率（%）"),
        .percent(direct(after), of: after.denominator)),
      Fact("total_km", Wording(en: "total distance, km", zh: "总距离（公里）"), .kilometres(metres)),
      Fact("mean_km", Wording(en: "mean distance, km", zh: "平均距离（公里）"), .kilometres(meanMetres)),
    ]
    if let need {
      let unit = need.unit
      facts += [
        Fact(
          "need_served", Wording(en: "need served, \(unit)", zh: "已满足需求（\(unit)）"),
          .decimal(need.served)),
        Fact(
          "need_all", Wording(en: "need in all, \(unit)", zh: "需求合计（\(unit)）"), .decimal(need.all)),
        Fact(
          "need_unknown", Wording(en: "units of unknown need", zh: "需求不详的单位"),
          .integer(need.unknown)),
      ]
    }
    if let reach {
      facts += [
        Fact(
          "reach_places", Wording(en: "places with such units", zh: "有此类单位的地区"),
          .integer(reach.places)),
        Fact(
          "reach_before", Wording(en: "places reached before", zh: "现已覆盖地区"),
          .integer(reach.before)),
        Fact(
          "reach_after", Wording(en: "places reached after", zh: "新增后覆盖地区"), .integer(reach.after)),
      ]
    }
    return facts
  }

  private var shortageFacts: [Fact] {
    guard let shortage else { return [] }
    return [
      Fact(
        "short_donors", Wording(en: "donors that bind", zh: "起制约作用的支援方"),
        .integer(shortage.donors.count)),
      Fact(
        "short_units", Wording(en: "units that depend on them", zh: "仅能依靠其结对的单位"),
        .integer(shortage.units)),
      Fact("short_room", Wording(en: "their room", zh: "其剩余名额"), .integer(shortage.room)),
      Fact(
        "capacity_needed", Wording(en: "smallest capacity that serves all", zh: "满足全部所需的最小名额"),
        Cell(shortage.capacityNeeded)),
    ]
  }

  // MARK: Remarks

  func remarks(in network: PairingNetwork) -> [Wording] {
    var remarks: [Wording] = []
    func say(_ count: Int, _ en: (String) -> String, _ zh: (Int) -> String) {
      if count > 0 { remarks.append(Wording(en: en(String(count)), zh: zh(count))) }
    }
    if before.denominator == 0 {
      remarks.append(
        Wording(
          en: "The package names no such unit here, so nothing can be suggested.",
          zh: "数据中此范围没有该类单位，无从建议。"))
    } else if gapCount == 0 {
      remarks.append(
        Wording(
          en: "No unit is in one of the states that count as a gap.", zh: "没有处于缺口状态的单位。"))
    }
    if gapCount > 0, donorCount == 0, donorsWithoutPosition.isEmpty {
      remarks.append(
        Wording(
          en: "None of the places given as donors holds a unit of that kind that could give.",
          zh: "所给支援方范围内没有符合条件的支援单位。"))
    }
    if let shortage {
      let needed = shortage.capacityNeeded.map(String.init)
      remarks.append(
        Wording(
          en:
            "\(shortage.units) units can turn only to the \(shortage.donors.count) donors marked ‘binds’, which have room for \(shortage.room): \(shortage.missing) must stay without. "
            + (needed.map { "With a capacity of \($0) all would be served." }
              ?? "No common capacity would serve all."),
          zh:
            "\(shortage.units) 个单位只能由标为“制约”的 \(shortage.donors.count) 个支援方结对，其剩余名额为 \(shortage.room)，故至少 \(shortage.missing) 个无法结对。"
            + (needed.map { "名额提高到 \($0) 可全部满足。" } ?? "仅提高统一名额无法全部满足。")))
    }
    say(
      count(.mayBePaired),
      {
        "Left out until it is known: \($0), with a pairing whose period does not say whether it was in force."
      }, { "有 \($0) 个单位已有结对但时间不明，查清前不予建议。" })
    say(
      count(.noPosition),
      {
        "Without a position: \($0). --approximate-positions puts them at the seat of the place above."
      }, { "有 \($0) 个单位无坐标。可加 --approximate-positions，以上级驻地代替。" })
    say(
      count(.noPairingAbove),
      {
        "In counties without a pairing in force: \($0); a pairing below would rest on nothing. --ignore-parents lifts the rule."
      }, { "有 \($0) 个单位所在县无有效结对，其下不宜结对。可加 --ignore-parents 取消此限制。" })
    say(
      count(.noDonorThere),
      { "In counties paired only with places that hold none of the donors: \($0)." },
      { "有 \($0) 个单位所在县已结对，但结对方境内没有可选支援方。" })
    say(
      donorsWithoutPosition.count,
      {
        "Donors without a position, which take no part: \($0). --approximate-positions puts them at the seat of the place above."
      }, { "有 \($0) 个支援方无坐标，未参与。可加 --approximate-positions，以上级驻地代替。" })
    say(
      suggestions.count { $0.unit.placedAt != nil || $0.donor.placedAt != nil },
      { "Approximate distances: \($0); an end stands at the seat of a place above it." },
      { "有 \($0) 个距离为近似值：一端或两端以上级驻地代替。" })
    say(
      donors.count { load in load.capacity.map { load.before > $0 } ?? false },
      { "Donors above their capacity already: \($0); nothing is taken from them." },
      { "有 \($0) 个支援方现有任务已超名额；现有结对不变。" })
    say(
      need?.unknown ?? 0, { "Units of unknown need: \($0); they come after all others." },
      { "有 \($0) 个单位需求不详，排在最后。" })
    let passedOver = CoverageState.allCases.filter {
      $0 != .direct && !question.gapStates.contains($0) && before.count($0) > 0
    }
    if !passedOver.isEmpty {
      let names = { (language: Language) in
        passedOver.map { "\($0.label(language)) \(before.count($0))" }
      }
      remarks.append(
        Wording(
          en:
            "Without a pairing of their own, yet not counted as gaps: \(names(.en).joined(separator: ", ")). --gaps \(passedOver.map(\.rawValue).joined(separator: ",")) asks for them.",
          zh:
            "本级无结对但未计为缺口：\(names(.zh).joined(separator: "、"))。可用 --gaps \(passedOver.map(\.rawValue).joined(separator: ",")) 计入。"
        ))
    }
    return remarks
  }
}

extension UnitClass {
  /// Whether units of the class lie in counties.
  fileprivate var isBelowCounty: Bool {
    if case .level(let level) = self { level > .county } else { true }
  }
}
