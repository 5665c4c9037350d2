internal import Analysis
internal import NetworkModel

extension AgreementTables {
  /// One line a rule and period: a text for people, and the same numbers typed for programs.
  func verdicts() -> ResultTable {
    var table = ResultTable(
      "verdicts", Wording(en: "Verdicts", zh: "逐条判定"),
      columns: [
        Column("rule", Wording(en: "rule", zh: "规则")),
        Column("agreement", Wording(en: "agreement", zh: "协议"), for: .programs),
        Column("kind", Wording(en: "kind", zh: "类型")),
        Column("class", Wording(en: "fund class", zh: "资金类别")),
        Column("group", Wording(en: "group", zh: "对象")),
        Column("period", Wording(en: "period", zh: "时段")),
        Column("required", Wording(en: "required", zh: "要求")),
        Column("actual", Wording(en: "on record", zh: "记录")),
        Column("difference", Wording(en: "difference", zh: "差额")),
        Column("fulfilment", Wording(en: "fulfilment", zh: "完成率"), .percent),
        Column("verdict", Wording(en: "verdict", zh: "判定")),
        Column("status", Wording(en: "step", zh: "环节")),
        Column("source", Wording(en: "document", zh: "文件")),
        Column("locator", Wording(en: "paragraph", zh: "段落")),
        Column("claimed", Wording(en: "claimed by", zh: "汇总表述")),
        Column("missing", Wording(en: "missing", zh: "缺少"), display: .whole),
      ] + Self.typedColumns)
    for verdict in report.verdicts {
      let rule = verdict.obligation
      table.append(
        [
          .text(rule.id), .text(rule.scope.agreement), Cell(rule.kind),
          Glossary.cell(rule.scope.fundClass), target(rule), Cell(verdict.period),
          required(verdict), actual(verdict), difference(verdict),
          verdict.unit == .ratio ? .missing : percent(verdict.fulfilment),
          Cell(verdict.outcome), verdict.status.map { Cell($0) } ?? .missing, Cell(rule.source),
          Cell(rule.locator), list(verdict.claims), missing(verdict),
        ] + typed(verdict))
    }
    return table
  }

  private static let typedColumns: [Column] = [
    Column("group_id", Wording(en: "group id", zh: "对象编号"), for: .programs),
    Column("steps", Wording(en: "steps", zh: "期数"), .integer, for: .programs),
    Column("unit", Wording(en: "unit", zh: "单位"), for: .programs),
    Column("required_amount", Wording(en: "required amount", zh: "要求金额"), .money, for: .programs),
    Column("amount_lower", Wording(en: "amount at least", zh: "金额下限"), .money, for: .programs),
    Column("amount_upper", Wording(en: "amount at most", zh: "金额上限"), .money, for: .programs),
    Column("required_number", Wording(en: "required number", zh: "要求数"), .decimal, for: .programs),
    Column("number_lower", Wording(en: "number at least", zh: "数量下限"), .decimal, for: .programs),
    Column("number_upper", Wording(en: "number at most", zh: "数量上限"), .decimal, for: .programs),
    Column("recorded", Wording(en: "recorded number", zh: "记录数"), .decimal, for: .programs),
    Column("recorded_amount", Wording(en: "recorded amount", zh: "记录金额"), .money, for: .programs),
    Column("part_lower", Wording(en: "part at least", zh: "部分下限"), .money, for: .programs),
    Column("part_upper", Wording(en: "part at most", zh: "部分上限"), .money, for: .programs),
    Column("whole_lower", Wording(en: "whole at least", zh: "总体下限"), .money, for: .programs),
    Column("whole_upper", Wording(en: "whole at most", zh: "总体上限"), .money, for: .programs),
    Column(
      "greatest_whole", Wording(en: "met if the whole is at most", zh: "总体不超过此数时达到"), .money,
      for: .programs),
    Column("missing_facts", Wording(en: "missing, words", zh: "缺少（代码）"), for: .programs),
    Column("precision", Wording(en: "precision", zh: "精度"), for: .programs),
    Column("evidence", Wording(en: "evidence", zh: "依据"), for: .programs),
    Column("evidence_sources", Wording(en: "evidence from", zh: "依据出处"), for: .programs),
  ]

  private func typed(_ verdict: Verdict) -> [Cell] {
    let isMoney = verdict.unit == .fen
    func amount(_ value: ExactRatio?) -> Cell { isMoney ? money(value) : .missing }
    func number(_ value: ExactRatio?) -> Cell { isMoney ? .missing : decimal(value) }
    let unit: Cell =
      switch verdict.unit {
      case .fen: .text("CNY")
      case .count(let unit): .text(unit)
      case .ratio: .text("ratio")
      }
    let scope = verdict.obligation.scope
    return [
      .text(scope.group ?? scope.recipient), .integer(verdict.judged.stepCount), unit,
      amount(verdict.required), amount(verdict.actual?.lower), amount(verdict.actual?.upper),
      number(verdict.required), number(verdict.actual?.lower), number(verdict.actual?.upper),
      number(verdict.recorded), amount(verdict.recorded), money(verdict.parts?.part.lower),
      money(verdict.parts?.part.upper), money(verdict.parts?.whole?.lower),
      money(verdict.parts?.whole?.upper), money(verdict.parts?.greatestWhole),
      list(verdict.missing.map(\.key)),
      list(verdict.precisions.map(\.rawValue)), list(verdict.evidence), list(verdict.citations),
    ]
  }

  func units() -> ResultTable {
    var table = ResultTable(
      "units", Wording(en: "Units with a record, of rules judged unit by unit", zh: "分单位判定（有记录者）"),
      columns: [
        Column("rule", Wording(en: "rule", zh: "规则")),
        Column("period", Wording(en: "period", zh: "时段")),
        Column("unit_name", Wording(en: "unit", zh: "单位")),
        Column("required", Wording(en: "required", zh: "要求")),
        Column("actual", Wording(en: "on record", zh: "记录")),
        Column("verdict", Wording(en: "verdict", zh: "判定")),
        Column("unit_id", Wording(en: "unit id", zh: "单位编号"), for: .programs),
      ], emptiness: .passedOver)
    for verdict in report.verdicts {
      // Full coverage counts units, and its units are judged by what they have.
      let unitsOf: Shown =
        verdict.obligation.kind == .fullCoverage ? .count("record") : Shown(verdict)
      for unit in verdict.units where unit.actual != nil {
        table.append([
          .text(verdict.obligation.id), Cell(verdict.period), .name(of: network[unit.unit]),
          unit.required.map { bound(text($0, unitsOf), isUpper: verdict.isUpperBound) }
            ?? .missing,
          range(unit.actual, nil, unitsOf), Cell(unit.outcome),
          .text(network[unit.unit].id),
        ])
      }
    }
    return table
  }

  // MARK: Texts

  /// The unit of a text; shares below 2 % are in thousandths, as the rules print them.
  private enum Shown {
    case fen
    case count(String)
    case ratio(isSmall: Bool)

    init(_ verdict: Verdict) {
      switch verdict.unit {
      case .fen: self = .fen
      case .count(let unit): self = .count(unit)
      case .ratio:
        let limit = ExactRatio(ExactDecimal(2, scale: 2))
        self = .ratio(isSmall: verdict.required.map { $0 < limit } ?? false)
      }
    }
  }

  private struct Both {
    var data: String
    var shown: Wording
    var cell: Cell { .term(data, shown) }
  }

  private func text(_ value: ExactRatio, _ unit: Shown) -> Both {
    switch unit {
    case .fen:
      guard let money = value.money,
        case .money(let rounded) = TableText.rounded(.money(money), .computedMoney)
      else { return Both(data: value.description, shown: Wording(en: "–", zh: "–")) }
      return Both(
        data: "\(money.decimal(in: .yuan)) CNY",
        shown: Wording(
          en: rounded.formatted(in: .wan, .en), zh: rounded.formatted(in: .wan, .zh)))
    case .count(let unit):
      let number = (value.exactDecimal ?? value.rounded(toPlaces: 2))?.description ?? "–"
      let label = Self.unitLabel(unit)
      return Both(
        data: "\(number) \(unit)",
        shown: Wording(en: "\(number) \(label.en)", zh: "\(number) \(label.zh)"))
    case .ratio(let isSmall):
      let scaled = (value * ExactRatio(isSmall ? 1000 : 100)).rounded(toPlaces: 2)
      let shown = (scaled?.description ?? "–") + (isSmall ? " ‰" : " %")
      let data = (value.exactDecimal ?? value.rounded(toPlaces: 6))?.description
      return Both(data: data ?? "", shown: Wording(en: shown, zh: shown))
    }
  }

  private static func unitLabel(_ unit: String) -> Wording {
    switch unit {
    case "人": Wording(en: "persons", zh: "人")
    case "document": Wording(en: "document(s)", zh: "份")
    case "body": Wording(en: "body or register", zh: "个机构或台账")
    case "meeting": Wording(en: "meetings", zh: "次")
    case "unit": Wording(en: "unit(s)", zh: "个单位")
    case "record": Wording(en: "on record", zh: "（记录数）")
    case "row": Wording(en: "rows", zh: "行")
    default: Wording(en: unit, zh: unit)
    }
  }

  private func bound(_ text: Both, isUpper: Bool) -> Cell {
    let sign = isUpper ? "≤ " : "≥ "
    return .term(
      text.data, Wording(en: sign + text.shown.en, zh: sign + text.shown.zh))
  }

  func required(_ verdict: Verdict) -> Cell {
    guard let required = verdict.required else { return .missing }
    return bound(text(required, Shown(verdict)), isUpper: verdict.isUpperBound)
  }

  func actual(_ verdict: Verdict) -> Cell {
    if verdict.unit == .ratio, verdict.actual == nil, let parts = verdict.parts {
      if let greatest = parts.greatestWhole {
        let yi = ExactRatio.powerOfTen(-MoneyUnit.yi.fenExponent)
        let limit = (greatest * yi).rounded(toPlaces: 2)?.description ?? "–"
        return .term(
          "greatest_whole=\(text(greatest, .fen).data)",
          Wording(en: "met if revenue ≤ \(limit) 亿元", zh: "收入不超过 \(limit) 亿元时达到"))
      }
      return range(parts.part, nil, .fen)
    }
    return range(verdict.actual, verdict.recorded, Shown(verdict))
  }

  /// A value, a bound, a range, or what is on record where that bounds nothing.
  private func range(
    _ range: ValueRange?, _ recorded: ExactRatio?, _ unit: Shown
  ) -> Cell {
    guard let range, let lower = range.lower else { return .missing }
    let least = text(lower, unit)
    if range.single != nil { return least.cell }
    if let recorded, recorded != lower {
      let known = text(recorded, unit)
      return .term(
        known.data, Wording(en: "\(known.shown.en) recorded", zh: "记录 \(known.shown.zh)"))
    }
    guard let upper = range.upper else {
      guard !lower.isZero else { return .missing }
      return .term(
        "\(least.data)/..", Wording(en: "≥ \(least.shown.en)", zh: "≥ \(least.shown.zh)"))
    }
    let most = text(upper, unit)
    if case .count = unit {
      let number = lower.description
      return .term(
        "\(least.data)/\(most.data)",
        Wording(en: "\(number) … \(most.shown.en)", zh: "\(number)～\(most.shown.zh)"))
    }
    return .term(
      "\(least.data)/\(most.data)",
      Wording(en: "\(least.shown.en) … \(most.shown.en)", zh: "\(least.shown.zh)～\(most.shown.zh)"))
  }

  /// What was given less what is required, where it is one number or surely on one side of 0.
  func difference(_ verdict: Verdict) -> Cell {
    guard let difference = verdict.difference, verdict.unit != .ratio,
      ![.plan, .governance, .fundUse].contains(verdict.obligation.kind)
    else { return .missing }
    if let single = difference.single { return signed(single, Shown(verdict), "") }
    if verdict.outcome == .met, !verdict.isUpperBound, let least = difference.lower {
      return signed(least, Shown(verdict), "≥ ")
    }
    if verdict.outcome == .notMet {
      if verdict.isUpperBound, let least = difference.lower {
        return signed(least, Shown(verdict), "≥ ")
      }
      if let most = difference.upper { return signed(most, Shown(verdict), "≤ ") }
    }
    return .missing
  }

  private func signed(_ value: ExactRatio, _ unit: Shown, _ mark: String) -> Cell {
    let shown = text(value, unit)
    let plus = value.isNegative || value.isZero ? "" : "+"
    func minus(_ text: String) -> String { text.replacing("-", with: "−") }
    return .term(
      shown.data,
      Wording(
        en: mark + plus + minus(shown.shown.en), zh: mark + plus + minus(shown.shown.zh)))
  }

  private func missing(_ verdict: Verdict) -> Cell {
    guard !verdict.missing.isEmpty else { return .missing }
    let words = verdict.missing.map { $0.message(in: network) }
    let en = words.map(\.en).joined(separator: "; ")
    return .term(en, Wording(en: en, zh: words.map(\.zh).joined(separator: "；")))
  }
}
