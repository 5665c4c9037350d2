internal import Analysis
internal import NetworkModel
internal import Rendering

/// The report in sentences: what its tables say, with denominators and dates. It computes nothing: every number is a cell.
struct ReportSummary {
  let question: ReportQuestion
  let sections: [ReportSection]

  var language: Language { question.language }

  /// The paragraph in the language asked for.
  func say(_ english: @autoclosure () -> Phrase, _ chinese: @autoclosure () -> Phrase) -> Phrase {
    language == .zh ? chinese() : english()
  }

  func answer(_ id: String) -> ReportAnswer? {
    sections.lazy.flatMap(\.answers).first { $0.id == id }
  }

  func answers(startingWith prefix: String) -> [ReportAnswer] {
    sections.flatMap(\.answers).filter { $0.id.hasPrefix(prefix) }
  }

  /// `As of 2020` / `截至 2020 年`, or that no date was asked for.
  var date: Phrase {
    guard let date = question.date else { return say("At all dates", "不限日期") }
    return say("As of \(date)", date.month == 0 ? "截至 \(date) 年" : "截至 \(date)")
  }

  var paragraphs: [SummaryParagraph] {
    [
      pairings, coverage, change, funds, equity, reconciliation, agreements, whatIf, unknown,
    ].filter { !$0.sentences.isEmpty }
  }

  // MARK: - Pairings

  private var pairings: SummaryParagraph {
    var sentences: [Phrase] = []
    let layers = (answer("describe")?.rows("pairings") ?? []).compactMap(layer)
    if !layers.isEmpty {
      let list = layers.joined(say("; ", "；").text)
      sentences.append(
        question.date == nil
          ? say("Pairings on record, by layer: \(list).", "有记录的结对，按类别：\(list)。")
          : say(
            "\(date), pairings in force of those on record in the package, by layer: \(list).",
            "\(date)，数据包内有效的结对，按类别：\(list)。"))
    } else if answer("describe") != nil {
      sentences.append(say("The package names no pairing.", "数据包没有结对记录。"))
    }
    if let structure = answer("dependence"), let donors = structure.fact("donors"),
      let recipients = structure.fact("recipients"), let single = structure.fact("single_donor"),
      recipients.count ?? 0 > 0
    {
      sentences.append(
        say(
          "Through them \(donors, "donor helps", "donors help") \(recipients, "recipient", "recipients"); \(single, "recipient has", "recipients have") one donor only.",
          "由此 \(donors) 个支援方帮助 \(recipients) 个受援方，其中 \(single) 个受援方只有一个支援方。"))
    }
    return SummaryParagraph(
      heading: Wording(en: "Who helps whom", zh: "谁帮谁"), section: "pairings",
      sentences: sentences)
  }

  private func layer(_ row: ReportAnswer.Row) -> Phrase? {
    guard let name = row["layer"], let rows = row["rows"] else { return nil }
    guard let active = row["active"], let unclear = row["unclear"], !active.isMissing else {
      return say("\(name) \(rows)", "\(name) \(rows) 对")
    }
    let doubt = unclear.isZero ? "" : say(", perhaps \(unclear) more", "，另 \(unclear) 对是否有效不详")
    return say("\(name) \(active) of \(rows)", "\(name) \(active) 对（记录 \(rows) 对）") + doubt
  }

  // MARK: - Coverage

  private var coverage: SummaryParagraph {
    var sentences: [Phrase] = []
    for row in answer("coverage-ladder")?.rows("ladder") ?? [] {
      guard let units = row["denominator"], !units.isZero, let direct = row["direct"],
        let least = row["covered_at_least"], let most = row["covered_at_most"],
        let level = Level(rawValue: row.word("level"))
      else { continue }
      let (one, many) = Self.nouns(level)
      let isFirst = sentences.isEmpty
      let opening = isFirst ? date + say(", of ", "，") : say("Of ", "")
      let noun = units.count == 1 ? one : many
      sentences.append(
        opening
          + say(
            "\(units) \(noun) in the places that receive, \(direct, "has", "have") a pairing of \(direct.count == 1 ? "its" : "their") own by name; counting printed totals and units without a record, the true number lies between \(least) and \(most).",
            "受援地区 \(units) 个\(level.label.zh)单位中，有具名结对的 \(direct) 个；计入未具名的汇总表述和无记录者，实际数在 \(least) 至 \(most) 之间。"
          ))
      if isFirst { sentences += gaps(row) }
    }
    return SummaryParagraph(
      heading: Wording(en: "Coverage and gaps", zh: "覆盖与空白"), section: "coverage",
      sentences: sentences)
  }

  /// How the units stand that have no pairing of their own.
  private func gaps(_ row: ReportAnswer.Row) -> [Phrase] {
    func part(_ key: String, _ english: (ReportValue) -> Phrase, _ chinese: (ReportValue) -> Phrase)
      -> Phrase?
    {
      guard let value = row[key], !value.isZero else { return nil }
      return language == .zh ? chinese(value) : english(value)
    }
    let parts = [
      part(
        "inherited", { "\($0) only through the place above" }, { "由上级结对覆盖 \($0) 个" }),
      part(
        "through_descendants", { "\($0) only through something inside" }, { "仅下级结对 \($0) 个" }),
      part(
        "claimed", { "\($0) only by a printed total that names no partner" },
        { "仅有未具名汇总表述 \($0) 个" }),
      part("none", { "\($0) with a source that says there is none" }, { "记载为无 \($0) 个" }),
      part(
        "no_record", { "\($0) without any record, which is not the same as none" },
        { "无记录 \($0) 个（不等于未结对）" }),
    ].compactMap(\.self)
    guard !parts.isEmpty else { return [] }
    let list = parts.joined(say(", ", "，").text)
    return [say("Of the others: \(list).", "其余：\(list)。")]
  }

  static func nouns(_ level: Level) -> (String, String) {
    switch level {
    case .province: ("province", "provinces")
    case .prefecture: ("prefecture", "prefectures")
    case .county: ("county", "counties")
    case .town: ("town", "towns")
    case .village: ("village", "villages")
    }
  }

  // MARK: - Change

  private var change: SummaryParagraph {
    var sentences: [Phrase] = []
    if let diff = answer("diff"), let from = question.since, let to = question.date,
      let begun = diff.fact("begun"), let ended = diff.fact("ended"), let kept = diff.fact("kept"),
      let unclear = diff.fact("unclear")
    {
      let doubt =
        unclear.isZero
        ? ""
        : say("; for \(unclear) the record does not say", "；另有 \(unclear) 对记录不足以判断")
      sentences.append(
        say(
          "Between \(from) and \(to), \(begun, "county pairing", "county pairings") began, \(ended) ended and \(kept) went on\(doubt).",
          "从 \(from) 到 \(to)，区县结对新增 \(begun) 对，终止 \(ended) 对，延续 \(kept) 对\(doubt)。"))
    }
    return SummaryParagraph(
      heading: Wording(en: "What changed", zh: "变化"), section: "change", sentences: sentences)
  }
}

extension Phrase {
  /// The words alone: for a mark between phrases.
  var text: String {
    parts.map { if case .words(let words) = $0 { words } else { "" } }.joined()
  }
}
