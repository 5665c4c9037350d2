internal import NetworkModel
internal import Rendering

// Money, and what the record holds, misses and contradicts.
extension ReportSummary {
  /// The most printed numbers that disagree whose gap is told in a sentence.
  private static let toldGaps = 5

  var funds: SummaryParagraph {
    var parts: [Phrase] = []
    for row in answer("flows-year")?.rows("totals") ?? [] {
      guard let step = row["status"], let amount = row["amount"], let flows = row["flows"],
        let unknown = row["unknown"]
      else { continue }
      if amount.isMissing {
        parts.append(
          say(
            "\(step): amount unknown (\(flows, "flow", "flows"))", "\(step)：金额不详（\(flows) 笔）"))
        continue
      }
      let doubt =
        unknown.isZero
        ? "" : say("; \(unknown) more without an amount", "；另 \(unknown) 笔金额不详")
      parts.append(
        say(
          "\(step) \(amount)\(bounds(row)) (\(flows, "flow", "flows")\(doubt))",
          "\(step) \(amount)\(bounds(row))（\(flows) 笔\(doubt)）"))
    }
    let list = parts.joined(say("; ", "；").text)
    let sentences: [Phrase] =
      parts.isEmpty
      ? answer("flows-year") == nil ? [] : [say("No money is on record.", "没有资金记录。")]
      : [
        say(
          "All dates together, each step for itself and never added to another: \(list).",
          "不限日期，各环节分列、互不相加：\(list)。")
      ]
    return SummaryParagraph(
      heading: Wording(en: "Money", zh: "资金"), section: "funds", sentences: sentences)
  }

  /// How an amount stands to the truth: `, between … and …`, `, or more`; nothing where it is exact.
  private func bounds(_ row: ReportAnswer.Row) -> Phrase {
    guard let precision = row["precision"], row.word("precision") != "exact" else { return "" }
    guard let lower = row["lower"], let upper = row["upper"] else { return "" }
    switch (lower.isMissing, upper.isMissing) {
    case (false, false) where lower.cell != upper.cell:
      return say(", in truth between \(lower) and \(upper)", "（实际在 \(lower) 至 \(upper) 之间）")
    case (false, true): return say(" or more", "（或更多）")
    case (true, false): return say(" or less", "（或更少）")
    default: return say(" (\(precision))", "（\(precision)）")
    }
  }

  var equity: SummaryParagraph {
    var sentences: [Phrase] = []
    for answer in answers(startingWith: "equity-") {
      guard let step = answer.fact("status"), let units = answer.fact("denominator"),
        let valued = answer.fact("valued"), let silent = answer.fact("no_record")
      else { continue }
      let gini = answer.rows("indices").first { $0.word("index") == "gini" }?["estimate"]
      let index: Phrase =
        if let gini, !gini.isMissing {
          say(
            "the Gini index among them is \(gini) (zero is even, one is all in one place)",
            "其基尼系数为 \(gini)（零为完全均等，一为全部集中于一处）")
        } else {
          say("that is too few for a Gini index", "不足以计算基尼系数")
        }
      sentences.append(
        say(
          "Money \(step): \(valued) of \(units, "county", "counties") in the package \(valued.count == 1 ? "has an amount of its own" : "have amounts of their own"), and \(index). On \(silent) nothing is recorded; they are in no index.",
          "\(step)资金：数据包内 \(units) 个县级单位中有 \(valued) 个有本级资金记录，\(index)；\(silent) 个无记录，不计入指数。"))
    }
    return SummaryParagraph(
      heading: Wording(en: "How even", zh: "均衡程度"), section: "equity", sentences: sentences)
  }

  var reconciliation: SummaryParagraph {
    var sentences: [Phrase] = []
    if let answer = answer("reconcile"), let claims = answer.fact("claims"),
      let exact = answer.fact("reconciles"),
      let rounded = answer.fact("reconciles_within_rounding"),
      let gaps = answer.fact("gap"), let unknown = answer.fact("cannot_be_checked"), !claims.isZero
    {
      sentences.append(
        say(
          "Of \(claims, "printed number", "printed numbers"), \(exact) agree with the rows and \(rounded) within rounding, \(gaps) do not, and \(unknown) cannot be checked from the rows.",
          "\(claims) 个原文数字中，与数据行相符 \(exact) 个，在舍入范围内相符 \(rounded) 个，不符 \(gaps) 个，无法据数据行核对 \(unknown) 个。"
        ))
      let told = answer.rows("claims").filter { $0.word("verdict") == "gap" }
      for row in told.prefix(Self.toldGaps) {
        guard let claim = row["claim"], let printed = row["printed"],
          let computed = row["computed"], let gap = row["gap"], let unit = row["unit"],
          let subject = row["subject"], let period = row["period"]
        else { continue }
        sentences.append(
          say(
            "Does not agree: \(claim) (\(subject), \(period)), \(printed) \(unit) printed, \(computed) in the rows, \(gap) apart.",
            "不符：\(claim)（\(subject)，\(period)），原文 \(printed) \(unit)，数据行合计 \(computed)，差 \(gap)。"))
      }
    }
    return SummaryParagraph(
      heading: Wording(en: "Printed numbers", zh: "原文数字"), section: "reconciliation",
      sentences: sentences)
  }

  var agreements: SummaryParagraph {
    var sentences: [Phrase] = []
    if let answer = answer("agreement"), let agreements = answer.fact("agreements"),
      let rules = answer.fact("rules"), let met = answer.fact("met"),
      let missed = answer.fact("not_met"), let open = answer.fact("cannot_be_determined"),
      let free = answer.fact("no_target"), !rules.isZero
    {
      sentences.append(
        say(
          "\(agreements, "agreement has", "agreements have") \(rules, "rule", "rules"). Judged period by period: \(met) met, \(missed) not met, \(open) cannot be determined from the record (which is not the same as not met), \(free) without a target.",
          "\(agreements) 项协议共有 \(rules) 条规则。分时期判定：达到 \(met) 项，未达到 \(missed) 项，据现有记录无法判定 \(open) 项（不等于未达到），无量化目标 \(free) 项。"
        ))
    }
    return SummaryParagraph(
      heading: Wording(en: "Agreements", zh: "协议"), section: "agreements", sentences: sentences)
  }

  var whatIf: SummaryParagraph {
    var sentences: [Phrase] = []
    if let answer = answer("whatif"), let name = answer.fact("scenario"),
      let changes = answer.fact("changes"), let gained = answer.fact("gained"),
      let lost = answer.fact("lost"), let rules = answer.fact("rules_broken")
    {
      sentences.append(
        say(
          "In the scenario ‘\(name)’ (\(changes, "change", "changes")) \(gained, "unit gains", "units gain") coverage and \(lost) \(lost.count == 1 ? "loses" : "lose") it; rules broken: \(rules).",
          "情景“\(name)”（\(changes) 项变化）：\(gained) 个单位的覆盖改善，\(lost) 个失去覆盖；被打破的规则 \(rules) 条。"))
    }
    return SummaryParagraph(
      heading: Wording(en: "What if", zh: "情景推演"), section: "what-if", sentences: sentences)
  }

  var unknown: SummaryParagraph {
    var sentences: [Phrase] = []
    for row in answer("describe")?.rows("missing") ?? [] {
      guard let table = row["table"], let what = row["missing"], let count = row["count"],
        let rows = row["rows"], let consequence = row["consequence"]
      else { continue }
      sentences.append(
        row.word("missing") == "empty_table"
          ? say(
            "The table \(table) is empty; it is needed for \(consequence).",
            "\(name(row))为空，以下分析需要它：\(consequence)。")
          : say(
            "Table \(table): \(what) in \(count) of \(rows, "row", "rows") – \(consequence).",
            "\(name(row))：\(rows) 行中有 \(count) 行\(what)，\(consequence)。"))
    }
    if let check = answer("check"), let warnings = check.fact("warnings"),
      let remarks = check.fact("remarks")
    {
      sentences.append(
        say(
          "The check of the tables gave \(warnings, "warning", "warnings") and \(remarks, "remark", "remarks").",
          "数据校验有警告 \(warnings) 条，提示 \(remarks) 条。"))
    }
    return SummaryParagraph(
      heading: Wording(en: "What is not known", zh: "未知之处"), section: "data",
      sentences: sentences)
  }

  /// What a table is called in Chinese, with its name in files.
  private func name(_ row: ReportAnswer.Row) -> Phrase {
    guard let table = row["table"] else { return "" }
    let name =
      switch TableName(rawValue: row.word("table")) {
      case .nodes: "节点表"
      case .pairings: "结对表"
      case .flows: "流动表"
      case .claims: "汇总数表"
      case .agreements: "协议表"
      case .rules: "规则表"
      case .groups: "集合表"
      case .indicators: "指标表"
      case .events: "事件表"
      case .sources: "出处表"
      case nil: "表"
      }
    return "\(name) \(table) "
  }

  // MARK: - Large numbers

  var keyNumbers: [KeyNumber] {
    var numbers: [KeyNumber] = []
    if let row = answer("coverage-ladder")?.rows("ladder").first, let direct = row["direct"],
      let units = row["denominator"], !units.isZero, let least = row["covered_at_least"],
      let most = row["covered_at_most"]
    {
      numbers.append(
        KeyNumber(
          number: "\(direct)/\(units)",
          label: say(
            "counties paired by name; between \(least) and \(most) in truth",
            "县级单位有具名结对；实际为 \(least) 至 \(most)")))
    }
    if let structure = answer("dependence"), let pairs = structure.fact("pairs"),
      let donors = structure.fact("donors"), !pairs.isZero
    {
      numbers.append(
        KeyNumber(
          number: "\(pairs)",
          label: say(
            "pairs of donor and recipient, from \(donors, "donor", "donors")",
            "对支援方—受援方，来自 \(donors) 个支援方")))
    }
    if let row = answer("flows-year")?.rows("totals").last(where: {
      !($0["amount"]?.isMissing ?? true)
    }),
      let amount = row["amount"], let step = row["status"]
    {
      numbers.append(
        KeyNumber(
          number: "\(amount)",
          label: row["upper"]?.isMissing == true
            ? say("\(step) at least, all dates together", "\(step)，不限日期，至少")
            : say("\(step), all dates together\(bounds(row))", "\(step)，不限日期\(bounds(row))")))
    }
    if let agreement = answer("agreement"), let met = agreement.fact("met"),
      let open = agreement.fact("cannot_be_determined"), let missed = agreement.fact("not_met"),
      agreement.fact("rules")?.isZero == false
    {
      numbers.append(
        KeyNumber(
          number: "\(met)",
          label: say(
            "verdicts on agreements met; \(missed) not met, \(open) cannot be determined",
            "项协议判定达到；未达到 \(missed)，无法判定 \(open)")))
    }
    return numbers
  }
}
