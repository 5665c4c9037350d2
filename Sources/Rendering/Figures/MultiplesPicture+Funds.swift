public import Analysis
public import NetworkModel

extension MultiplesPicture {
  /// Panels of funds: what each recipient has in each year.
  ///
  /// ## Conventions
  /// - The numbers are those of ``FlowAccounts`` with the years of the panel: flows that do not surely lie in one year
  ///   are in no panel, and counted under the figure.
  /// - A flow that may already be part of another one counts in its own bar, which is right by itself, and not in the
  ///   total of the panel: bars then add up to more than the total, and a note says so.
  /// - Units stand in id order. When a panel would have more than 60 rows, places of the next level up stand for theirs.
  ///
  /// - Parameters:
  ///   - level: places below it stand for the place of the level in which they lie.
  ///   - years: the panels; absent takes the years that have a flow.
  /// - Throws: ``MultiplesError``: several steps, units or directions; too many panels or rows.
  /// - Complexity: O(panels · flows).
  public init(
    funds question: FlowQuestion, level: Level?, years: ClosedRange<Int>? = nil,
    in network: PairingNetwork, language: Language, provenance: FigureProvenance
  ) throws(MultiplesError) {
    var asked = question
    asked.years = years
    let whole = FlowAccounts(asked, in: network)
    do throws(MixedTotals) {
      _ = try whole.total()
    } catch {
      throw .mixed(error)
    }
    let dated = Set(whole.flows.compactMap { network.flowRows[$0].period.singleYear })
    let keys = years.map(Array.init) ?? dated.sorted()
    guard keys.count <= Self.mostPanels else {
      throw .figure(.tooMany(.panels, count: keys.count, limit: Self.mostPanels))
    }
    func accounts(_ year: Int) -> FlowAccounts {
      asked.years = year...year
      return FlowAccounts(asked, in: network)
    }
    let answers = keys.map(accounts)
    let levels: [Level?] =
      [level] + Level.allCases.reversed().filter { $0 < level ?? .town }.map(Optional.some)
    var lines: [[FlowKey: FlowTotal]] = []
    var rows: Set<FlowKey> = []
    var lifted: Level?
    var most = 0
    for level in levels {
      lines = answers.map { $0.byRecipient(level) }
      rows = Set(lines.flatMap(\.keys))
      most = most == 0 ? rows.count : most
      lifted = level
      if rows.count <= Self.mostRows { break }
    }
    guard rows.count <= Self.mostRows else {
      throw .figure(.tooMany(.rows, count: most, limit: Self.mostRows))
    }
    let nodes = rows.compactMap { key -> NodeIndex? in
      if case .node(let node, _) = key { node } else { nil }
    }
    let names = ShortNames(nodes, in: network, language)
    let words = MultiplesWords(language: language)
    let unit = SankeyUnit(quantity: whole.totals.first?.kind.unit)
    let panels = zip(keys, zip(answers, lines)).map { year, found in
      let (accounts, lines) = found
      let before = year > 0 ? accounts.before(year, network).byRecipient(lifted) : [:]
      var panel = Panel(key: "\(year)", head: "\(year)")
      panel.total = accounts.totals.first.map { Bar($0, before: nil) }
      panel.direct = lines.count
      panel.denominator = rows.count
      for (key, total) in lines {
        panel.bars[Self.id(key, network)] = Bar(total, before: before[key])
      }
      return panel
    }
    let units = rows.sorted().map { key in
      guard case .node(let node, let isUnsplit) = key else { return Unit(id: "", name: "") }
      return Unit(
        id: Self.id(key, network),
        name: isUnsplit && lifted != nil ? words.unsplit(names[node]) : names[node],
        fullName: network[node].name(in: language))
    }
    let shown = answers.flatMap(\.flows)
    let left =
      whole.flows.count { network.flowRows[$0].period.singleYear == nil }
      + whole.straddling.count + whole.undated.count
    let kind = whole.totals.first?.kind
    let uncertain = answers.reduce(0) { $0 + $1.uncertain.count }
    self.init(
      frame: FigureFrame(
        language: language,
        title: words.fundsTitle(
          question.measure, place: question.recipient.map { network[$0].name(in: language) }),
        subtitle: words.fundsSubtitle(
          step: (question.status ?? kind?.status)?.label(language), unit: unit),
        donorsHead: "", recipientsHead: "",
        sources: PairingPicture.sources(
          network.sources(ofFlows: shown).map(\.source), in: network, language),
        asOf: "", provenance: provenance,
        notes: words.notes(lifted: lifted == level ? nil : lifted, inferred: 0)
          + (left > 0 ? [words.noYear(left)] : [])
          + (uncertain > 0 ? [words.overlap(uncertain)] : []),
        years: keys.first.map { first in
          keys.count == 1 ? "\(first)" : "\(first)–\(keys[keys.count - 1])"
        }),
      division: .year, content: .bars, panels: panels, recipients: units.isEmpty ? [] : [units],
      unit: unit)
  }

  private static func id(_ key: FlowKey, _ network: PairingNetwork) -> String {
    guard case .node(let node, let isUnsplit) = key else { return "" }
    return network[node].id + (isUnsplit ? "+" : "")
  }
}

extension FlowAccounts {
  fileprivate func byRecipient(_ level: Level?) -> [FlowKey: FlowTotal] {
    Dictionary(
      breakdown(by: [.recipient(level)]).map { ($0.keys[0], $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The same question of the year before.
  fileprivate func before(_ year: Int, _ network: PairingNetwork) -> FlowAccounts {
    var asked = question
    asked.years = (year - 1)...(year - 1)
    return FlowAccounts(asked, in: network)
  }
}

extension MultiplesPicture.Bar {
  fileprivate init(_ total: FlowTotal, before: FlowTotal?) {
    self.init(amount: total.amount, precision: total.precision, before: before?.amount)
  }
}

extension Amount {
  /// For lengths on paper only.
  var approximateValue: Double {
    switch self {
    case .money(let money): Double(money.fen)
    case .quantity(let number): number.approximateValue
    }
  }
}
