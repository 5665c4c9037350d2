public import Analysis
public import NetworkModel
public import Scenarios

extension ChangePicture {
  /// The change between two spans of years.
  ///
  /// - Parameters:
  ///   - old: the accounts of the earlier years, whose question names them.
  ///   - new: the accounts of the later years, of the same question else.
  ///   - level: the level of the units.
  /// - Throws: ``PathsError`` when the flows have no one sum.
  /// - Complexity: O(flows + nodes · depth).
  public init(
    from old: FlowAccounts, to new: FlowAccounts, by end: AmountChange.End = .recipient,
    level: Level, language: Language, provenance: FigureProvenance
  ) throws(PathsError) {
    let network = new.network
    let change = try AmountChange(old, new, by: end, level: level)
    let words = ChangeWords(network: network, language: language, end: end, level: level)
    let spans = [old, new].map { words.years($0.question.years) }
    self.init(
      frame: FigureFrame(
        language: language,
        title: words.title(
          new.question, status: change.status, time: words.between(spans[0], spans[1])),
        subtitle: words.subtitle(new.question),
        donorsHead: "", recipientsHead: "",
        sources: PairingPicture.sources(
          network.sources(ofFlows: (Set(old.flows).union(new.flows)).sorted()).map(\.source),
          in: network, language),
        asOf: "", provenance: provenance,
        notes: words.notes(change, [old, new], spans: [old, new].map(\.question.years)),
        years: spans.joined(separator: " → ")),
      change: change, units: words.units(change), beforeHead: spans[0], afterHead: spans[1])
  }

  /// The change that a scenario makes.
  ///
  /// - Parameters:
  ///   - name: what the scenario is called.
  ///   - against: the scenario with which it is compared, instead of the record.
  public init(
    _ comparison: ScenarioComparison, named name: String, against: String? = nil, level: Level,
    language: Language, provenance: FigureProvenance
  ) throws(PathsError) {
    let network = comparison.after
    let change = try comparison.change(at: level)
    let baseline = comparison.question.baseline
    let flows = FlowQuestion(
      measure: baseline.measure, status: baseline.status, years: baseline.years)
    let words = ChangeWords(
      network: network, language: language,
      end: comparison.question.side == .recipient ? .recipient : .donor, level: level)
    let accounts = [comparison.before, comparison.after].map { FlowAccounts(flows, in: $0) }
    let places = zip([comparison.before, comparison.after], accounts).flatMap { network, account in
      network.sources(ofFlows: account.flows).map(\.source)
    }
    self.init(
      frame: FigureFrame(
        language: language,
        title: words.title(flows, status: change.status, name: words.scenario(name)),
        subtitle: words.subtitle(flows), donorsHead: "", recipientsHead: "",
        sources: PairingPicture.sources(places, in: network, language),
        asOf: "", provenance: provenance, notes: words.notes(change, accounts, spans: []),
        years: baseline.years == nil ? nil : words.years(baseline.years)),
      change: change, units: words.units(change),
      beforeHead: against ?? FigureWords.onRecord(language),
      afterHead: FigureWords.withScenario(language),
      otherRules: comparison.unplacedRules(change))
  }

  /// The change that a plan of reallocation makes, recipient by recipient.
  public init(
    _ result: ReallocationResult, named name: String, year: Int?, in network: PairingNetwork,
    language: Language, provenance: FigureProvenance
  ) {
    let change = result.change
    let words = ChangeWords(network: network, language: language, end: .recipient, level: nil)
    self.init(
      frame: FigureFrame(
        language: language, title: words.planTitle(name), subtitle: words.planSubtitle,
        donorsHead: "", recipientsHead: "", sources: "", asOf: "", provenance: provenance,
        notes: [FigureWords.planNote(language)], years: year.map { "\($0)" }),
      change: change, units: words.units(change),
      beforeHead: FigureWords.planBefore(language), afterHead: FigureWords.planAfter(language))
  }
}

/// What figures of change say of their question and its limits.
private struct ChangeWords {
  let network: PairingNetwork
  let language: Language
  let end: AmountChange.End
  let level: Level?

  private var isChinese: Bool { language == .zh }

  func units(_ change: AmountChange) -> [ChangePicture.Unit] {
    var units = change.lines.map { line in
      guard let node = network.node(id: line.id).map({ network[$0] }) else {
        return ChangePicture.Unit(line, name: line.id)
      }
      let short = isChinese ? node.shortName : FigureWords.shortName(node)
      let full = node.name(in: language)
      let isGroup = node.kind == .group
      let tail = line.isUnsplit ? FigureWords.notSplit(language) : ""
      return ChangePicture.Unit(
        line, name: (isGroup ? full : short) + tail, fullName: full + tail)
    }
    let counts = Dictionary(grouping: units, by: \.name).mapValues(\.count)
    for index in units.indices where counts[units[index].name] ?? 0 > 1 {
      units[index].name = units[index].fullName
    }
    return units
  }

  func years(_ years: ClosedRange<Int>?) -> String {
    years.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)–\($0.upperBound)" }
      ?? FigureWords.anyTime(language)
  }

  func between(_ before: String, _ after: String) -> String {
    isChinese ? "\(before) 年至 \(after) 年" : ", \(before) → \(after)"
  }

  func scenario(_ name: String) -> String {
    isChinese ? "情景“\(name)”" : ": scenario ‘\(name)’"
  }

  private var side: String {
    switch end {
    case .recipient: isChinese ? "各受援方" : "by recipient"
    case .donor: isChinese ? "各支援方" : "by donor"
    }
  }

  private func places(_ question: FlowQuestion) -> String {
    func name(_ node: NodeIndex?) -> String? { node.map { network[$0].name(in: language) } }
    switch (name(question.donor), name(question.recipient)) {
    case (let from?, let to?): return isChinese ? "\(from)→\(to) " : "\(from) → \(to): "
    case (let from?, nil): return isChinese ? "\(from)提供 " : "From \(from): "
    case (nil, let to?): return isChinese ? "\(to)接受 " : "To \(to): "
    case (nil, nil): return ""
    }
  }

  /// - Parameters:
  ///   - time: between which years, for a change in time.
  ///   - name: the scenario, for a change by one; it stands last, because it may be long.
  func title(
    _ question: FlowQuestion, status: FlowStatus?, time: String = "", name: String = ""
  ) -> String {
    let measure = question.measure.label(language)
    let step = (question.status ?? status)?.label(language)
    guard !isChinese else {
      let tail = name.isEmpty ? "" : "：\(name)"
      return "\(places(question))\(time)\(side)\(measure)\(step.map { "（\($0)）" } ?? "")变化\(tail)"
    }
    let start = places(question)
    let head = start.isEmpty ? measure.prefix(1).uppercased() + measure.dropFirst() : measure
    return "\(start)\(head)\(step.map { " \($0)" } ?? "") \(side)\(time)\(name)"
  }

  /// Level, side and what narrows the flows.
  func subtitle(_ question: FlowQuestion) -> String {
    let place = level.map { isChinese ? "\($0.label.zh)" : "\($0.label.en)-level " } ?? ""
    var parts = [
      isChinese ? "各\(place)单位的变化" : "Change by \(place)unit"
    ]
    if !question.categories.isEmpty {
      let names = question.categories.sorted().map { Glossary.label(of: $0)(language) }
      parts.append(
        (isChinese ? "类别：" : "categories: ")
          + names.joined(separator: FigureWords.separator(language)))
    }
    if let agreement = question.agreement {
      let title = network.agreements.first { $0.id == agreement }?.title ?? agreement
      parts.append((isChinese ? "协议：" : "agreement: ") + title)
    }
    if let programme = question.programme {
      parts.append((isChinese ? "项目：" : "programme: ") + programme)
    }
    return parts.joined(separator: " · ")
  }

  func planTitle(_ name: String) -> String {
    isChinese ? "各受援方资金变化：方案“\(name)”" : "Funds by recipient: plan ‘\(name)’"
  }

  var planSubtitle: String {
    isChinese
      ? "原方案与最优方案 · 标记为使该受援方金额没有余地的规则"
      : "The plan in force and the best plan · marks: rules that leave an amount no room"
  }

  func notes(
    _ change: AmountChange, _ accounts: [FlowAccounts], spans: [ClosedRange<Int>?]
  ) -> [String] {
    var notes: [String] = []
    let counts = spans.compactMap { $0?.count }
    if counts.count == 2, counts[0] != counts[1] {
      notes.append(
        isChinese
          ? "两段年数不同（\(counts[0]) 年与 \(counts[1]) 年），数额为各段合计，不是年均"
          : "the spans have \(counts[0]) and \(counts[1]) years; amounts are totals, not averages")
    }
    let unknown = Set(
      accounts.flatMap { account in
        account.flows.filter { account.network.flow(at: $0).amount == nil }
      }
    )
    .count
    if unknown > 0 {
      notes.append(
        isChinese
          ? "\(unknown) 笔数额不详，相应数值标“≥”或“不详”"
          : "flows of unknown amount: \(unknown); the numbers say ‘≥’ or ‘unknown’")
    }
    let uncertain = accounts.map(\.uncertain.count).max() ?? 0
    if uncertain > 0 {
      notes.append(
        isChinese
          ? "\(uncertain) 笔可能已含在其他数额中" : "\(uncertain) that others may contain already")
    }
    let left = accounts.map { $0.straddling.count + $0.undated.count }.max() ?? 0
    if left > 0 {
      notes.append(
        isChinese ? "\(left) 笔跨年或年份不明，未计入" : "\(left) that cross the years or are undated, left out"
      )
    }
    return notes.isEmpty ? [] : [notes.joined(separator: isChinese ? "；" : "; ")]
  }
}
