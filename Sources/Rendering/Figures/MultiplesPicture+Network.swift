internal import Analysis
public import NetworkModel

extension MultiplesPicture {
  /// Panels of pairings: who is paired with whom, or how the recipients are covered.
  ///
  /// ## Conventions
  /// - A pairing is drawn when it is surely active; one that may be is counted in the head of its panel.
  /// - What lies below the level of the units is drawn at the place of that level in which it lies. When a column would
  ///   have more than 60 rows, places of the next level up stand for theirs.
  /// - Units are those of the figures of pairings: without `within` and `group`, those of all provinces that receive in
  ///   the asked layers at any date, so that all panels have the same denominator.
  ///
  /// - Parameter kept: the ids `donor` and `recipient` of an earlier figure, for two columns; what is new stands after
  ///   them, in its group.
  /// - Throws: ``MultiplesError/figure(_:)``: too many panels or rows.
  /// - Complexity: O(panels · (nodes · depth + pairings)).
  public init(
    _ question: MultiplesQuestion, showing content: Content, order kept: [String: [String]] = [:],
    in network: PairingNetwork, language: Language, provenance: FigureProvenance
  ) throws(MultiplesError) {
    let history = PairingHistory(
      HistoryQuestion(within: question.within, group: question.group, kinds: question.kinds),
      in: network)
    let answers = PanelAnswers(question, in: network)
    let words = MultiplesWords(language: language)
    let keys: [PanelKey] =
      switch question.division {
      case .year: (question.years.map(Array.init) ?? history.yearsOfChange).map(PanelKey.year)
      case .kind:
        PairingKind.allCases.filter { kind in history.lines.contains { $0.kind == kind } }
          .map(PanelKey.kind)
      }
    guard keys.count <= Self.mostPanels else {
      throw .figure(.tooMany(.panels, count: keys.count, limit: Self.mostPanels))
    }
    var panels: [Panel] = []
    var standings: [[(line: PairingHistory.Line, standing: PairingHistory.Standing?)]] = []
    for key in keys {
      let found = key.standings(history, date: question.date, in: network)
      var panel = Panel(key: key.key, head: key.head(language))
      panel.active = key.count(history, date: question.date)
      panel.begun = found.count { $0.standing == .begun }
      panel.ended = found.count { $0.standing == .ended }
      let now = answers.states(key.date(question.date), kinds: key.kinds(question.kinds))
      panel.direct = now.values.count { $0 == .direct }
      panel.inside = now.values.count { $0 == .throughDescendants }
      panel.denominator = now.count
      if content == .coverage {
        let before = key.yearBefore.map {
          answers.states($0, kinds: key.kinds(question.kinds))
        }
        for (node, state) in now {
          panel.states[network[node].id] = State(
            look: CoverageClass(state),
            before: before.map { states in states[node].map(CoverageClass.init) ?? .noUnits })
        }
      }
      panels.append(panel)
      standings.append(found.filter { $0.standing != .unclear })
    }
    var donors: [Unit] = []
    var recipients: [[Unit]] = []
    var lifted: Level?
    if content == .diagram {
      let ends = try PanelEnds(
        standings.flatMap { $0.map(\.line) }, units: question.units, kept: kept, in: network,
        language)
      (donors, recipients, lifted) = (ends.donors, ends.recipients, ends.lifted)
      for index in panels.indices {
        panels[index].links = ends.links(standings[index], in: network)
      }
    } else {
      recipients = answers.groups(in: network, language)
    }
    let shown = Set(standings.flatMap { $0.flatMap(\.line.rows) })
    let sources = shown.compactMap { network.pairing(at: $0).source }
    let layers = PairingKind.allCases.filter { kind in history.lines.contains { $0.kind == kind } }
    let place = (question.group ?? question.within).map { network[$0].name(in: language) }
    let first = keys.first?.key ?? ""
    let last = keys.last?.key ?? ""
    let inferred = shown.count {
      FigureLink(network.pairing(at: $0)).certainty == .inferred
    }
    self.init(
      frame: FigureFrame(
        language: language, title: words.title(question.division, content, place: place),
        subtitle: words.subtitle(
          layers: layers, units: question.units, division: question.division, content: content),
        donorsHead: FigureWords.donorSide(language),
        recipientsHead: FigureWords.recipientSide(language),
        sources: PairingPicture.sources(sources, in: network, language),
        asOf: question.date.map { "\($0)" } ?? "", provenance: provenance,
        notes: words.notes(lifted: lifted, inferred: inferred),
        years: question.division == .year
          ? (first == last ? first : "\(first)–\(last)") : nil),
      division: question.division, content: content, panels: panels, donors: donors,
      recipients: recipients)
  }
}

/// What one panel is about.
private enum PanelKey {
  case year(Int)
  case kind(PairingKind)

  var key: String {
    switch self {
    case .year(let year): "\(year)"
    case .kind(let kind): kind.rawValue
    }
  }

  func head(_ language: Language) -> String {
    if case .kind(let kind) = self { kind.label(language) } else { key }
  }

  func date(_ asked: CalendarDate?) -> CalendarDate? {
    if case .year(let year) = self { CalendarDate(year: year) } else { asked }
  }

  var yearBefore: CalendarDate? {
    if case .year(let year) = self { CalendarDate(year: year - 1) } else { nil }
  }

  func kinds(_ asked: Set<PairingKind>) -> Set<PairingKind> {
    if case .kind(let kind) = self { [kind] } else { asked }
  }

  /// The lines that stand in the panel somehow, in order.
  func standings(
    _ history: PairingHistory, date: CalendarDate?, in network: PairingNetwork
  ) -> [(line: PairingHistory.Line, standing: PairingHistory.Standing?)] {
    switch self {
    case .year(let year):
      return history.lines.compactMap { line in
        history.standing(of: line, in: year).map { (line, $0) }
      }
    case .kind(let kind):
      return history.lines.filter { $0.kind == kind }.compactMap { line in
        switch date.map({ network.activity(ofPairings: line.rows, on: $0) }) ?? .yes {
        case .yes: (line, nil)
        case .unknown: (line, .unclear)
        case .no: nil
        }
      }
    }
  }

  func count(_ history: PairingHistory, date: CalendarDate?) -> PairingHistory.Count {
    let lines: [PairingHistory.Line]
    if case .kind(let kind) = self {
      lines = history.lines.filter { $0.kind == kind }
    } else {
      lines = history.lines
    }
    return self.date(date).map { history.count(lines, on: $0) }
      ?? PairingHistory.Count(sure: lines.count)
  }
}

/// The states of the units that all panels share.
private struct PanelAnswers {
  private let question: MultiplesQuestion
  private let network: PairingNetwork
  /// Nothing stands for the places that were asked for.
  private let places: [NodeIndex?]

  init(_ question: MultiplesQuestion, in network: PairingNetwork) {
    self.question = question
    self.network = network
    places =
      question.within != nil || question.group != nil
      ? [nil]
      : PictureEnds(CoverageQuestion(question.units, kinds: question.kinds), in: network)
        .receivingPlaces.map(Optional.some)
  }

  func states(
    _ date: CalendarDate?, kinds: Set<PairingKind>
  ) -> [NodeIndex: CoverageState] {
    var states: [NodeIndex: CoverageState] = [:]
    for place in places {
      let report = coverage(
        CoverageQuestion(
          question.units, within: place ?? question.within, group: question.group, kinds: kinds,
          date: date), in: network)
      for unit in report.units { states[unit.unit] = unit.state }
    }
    return states
  }

  /// All units of any date, by the place that contains them, in id order.
  func groups(in network: PairingNetwork, _ language: Language) -> [[MultiplesPicture.Unit]] {
    let nodes = states(nil, kinds: question.kinds).keys.sorted()
    let names = ShortNames(nodes, in: network, language)
    let groups = Dictionary(grouping: nodes) { network.parent(of: $0) ?? $0 }
    return groups.keys.sorted().map { place in
      (groups[place] ?? []).map(names.place)
    }
  }
}

/// The two columns of a panel, and where the ends of each line stand in them.
private struct PanelEnds {
  let donors: [MultiplesPicture.Unit]
  let recipients: [[MultiplesPicture.Unit]]
  /// The level of the places that stand for what lies in them, when it is above that of the units.
  let lifted: Level?
  private let level: Level?

  init(
    _ lines: [PairingHistory.Line], units: UnitClass, kept: [String: [String]],
    in network: PairingNetwork, _ language: Language
  ) throws(MultiplesError) {
    let start: Level? = if case .level(let level) = units { level } else { nil }
    let levels: [Level?] =
      [start] + Level.allCases.reversed().filter { $0 < start ?? .town }.map(Optional.some)
    var most = 0
    var chosen: (level: Level?, donors: Set<NodeIndex>, recipients: Set<NodeIndex>)?
    for level in levels {
      let donors = Set(lines.map { Self.place($0.donor, level, in: network) })
      let recipients = Set(lines.map { Self.place($0.recipient, level, in: network) })
      let rows = max(donors.count, recipients.count)
      if most == 0 { most = rows }
      if rows <= MultiplesPicture.mostRows {
        chosen = (level, donors, recipients)
        break
      }
    }
    guard let chosen else {
      throw .figure(.tooMany(.rows, count: most, limit: MultiplesPicture.mostRows))
    }
    level = chosen.level
    lifted = chosen.level == start ? nil : chosen.level
    let names = ShortNames(chosen.donors.union(chosen.recipients), in: network, language)
    let byID = Dictionary(
      uniqueKeysWithValues: chosen.donors.union(chosen.recipients).map { (network[$0].id, $0) })
    let groups = Dictionary(grouping: chosen.recipients) { node -> NodeIndex in
      let level = chosen.level ?? .county
      return level > .prefecture
        ? network.ancestor(of: node, at: .prefecture) ?? network.parent(of: node) ?? node
        : network.ancestor(of: node, at: .province) ?? node
    }
    let order = TwoColumnOrder(
      left: chosen.donors.map { network[$0].id }.sorted(),
      right: groups.keys.sorted().map { (groups[$0] ?? []).map { network[$0].id } },
      lines: lines.map { [level] line in
        (
          network[Self.place(line.donor, level, in: network)].id,
          network[Self.place(line.recipient, level, in: network)].id
        )
      }, kept: (kept["donor"] ?? [], kept["recipient"] ?? []))
    donors = order.left.compactMap { byID[$0].map(names.place) }
    recipients = order.right.map { $0.compactMap { byID[$0].map(names.place) } }
  }

  private static func place(
    _ node: NodeIndex, _ level: Level?, in network: PairingNetwork
  ) -> NodeIndex {
    level.flatMap { network.ancestor(of: node, at: $0) } ?? node
  }

  /// The lines between the same two places that stand alike are one.
  func links(
    _ lines: [(line: PairingHistory.Line, standing: PairingHistory.Standing?)],
    in network: PairingNetwork
  ) -> [MultiplesPicture.Link] {
    var counts: [MultiplesPicture.Link: Int] = [:]
    for (line, standing) in lines {
      let link = MultiplesPicture.Link(
        donor: network[Self.place(line.donor, level, in: network)].id,
        recipient: network[Self.place(line.recipient, level, in: network)].id,
        standing: standing, count: 0)
      counts[link, default: 0] += 1
    }
    return counts.map { link, count in
      var link = link
      link.count = count
      return link
    }.sorted { $0.order < $1.order }
  }
}

extension MultiplesPicture.Link {
  /// What changed lies over what did not.
  fileprivate var order: (Int, String, String) {
    let rank =
      switch standing {
      case .ended: 0
      case .kept: 1
      case .settled: 2
      default: 3
      }
    return (rank, donor, recipient)
  }
}
