public import Analysis
public import NetworkModel

/// How a timeline is cut and laid out.
public struct TimelineOptions: Sendable {
  public var grouping: TimelinePicture.Grouping
  /// The years of the axis; each absent end is that of the data.
  public var from: Int?
  public var to: Int?
  /// A date that is marked.
  public var asOf: CalendarDate?
  /// Whether the dates on which agreements were signed have a lane.
  public var showsAgreements: Bool

  public init(
    grouping: TimelinePicture.Grouping = .recipient, from: Int? = nil, to: Int? = nil,
    asOf: CalendarDate? = nil, showsAgreements: Bool = false
  ) {
    self.grouping = grouping
    self.from = from
    self.to = to
    self.asOf = asOf
    self.showsAgreements = showsAgreements
  }
}

extension TimelinePicture {
  /// The key of the lane of agreements, which no kind of event can have: kinds are words without a blank.
  static let agreementLane = "agreement signed"

  /// Groups that bands can show; more are summed up by a higher level.
  static let mostBands = 40

  /// The picture of a history.
  ///
  /// ## Conventions
  /// - Without `from` and `to` the axis runs over all years in which something has a dated bound. With them, what
  ///   surely lies outside is left out and counted.
  /// - Rows stand by the prefecture of the recipient, by the district of the donor, or by layer. Bands are of the first
  ///   level, upwards, that has no more than 40 places; what lies in no such place is one band.
  ///
  /// - Complexity: O(pairings · depth + lines · years in which something begins or ends).
  public init(
    _ history: PairingHistory, _ options: TimelineOptions = TimelineOptions(),
    in network: PairingNetwork, language: Language, provenance: FigureProvenance
  ) {
    let axis = Self.axis(history, options, in: network)
    let window = options.from == nil && options.to == nil ? nil : axis.map(Self.days)
    func isShown(_ span: PeriodSpan) -> Bool {
      guard let window else { return true }
      return span.possible.lowerBound <= window.upperBound
        && span.possible.upperBound >= window.lowerBound
    }
    let lines = history.lines.filter { line in
      line.rows.contains { isShown(PeriodSpan(network.pairingRows[$0].period)) }
    }
    let names = ShortNames(
      lines.flatMap { [$0.donor, $0.recipient] }, in: network, language)
    let members = TimelineGroups(lines, options.grouping, in: network, language)
    let groups = members.groups.map { group in
      Group(
        id: group.id, name: group.name,
        rows: group.lines.map { line in
          Row(
            donor: names.place(line.donor), recipient: names.place(line.recipient), kind: line.kind,
            bars: line.rows.compactMap { row in
              let pairing = network.pairing(at: row)
              let span = PeriodSpan(pairing.period)
              guard isShown(span) else { return nil }
              return Bar(
                id: pairing.id, period: pairing.period.description, span: span,
                certainty: FigureLink(pairing).certainty)
            })
        })
    }
    let bands = members.bands(most: Self.mostBands).map { group in
      Band(
        id: group.id, name: group.name, total: group.lines.count,
        runs: axis.map { history.runs(group.lines, in: $0) } ?? [])
    }
    var lanes = Self.lanes(history, isShown, in: network, language)
    if options.showsAgreements {
      lanes.append(Self.agreements(history, isShown, in: network, language))
    }
    lanes.removeAll { $0.marks.isEmpty }
    let events = history.events.count { isShown(PeriodSpan(network.events[$0].date)) }
    let words = TimelineWords(
      language: language,
      place: (history.question.focus ?? history.question.group
        ?? history.question.within).map { network[$0].name(in: language) }, axis: axis)
    let sources =
      lines.flatMap(\.rows).compactMap { network.pairing(at: $0).source }
      + history.events.compactMap { network.events[$0].source }
    let unsigned = history.agreements.count { network.agreements[$0].signed == nil }
    var notes: [String] = []
    let outside = history.lines.count - lines.count + history.events.count - events
    if outside > 0 {
      notes.append(
        words.outside(pairings: history.lines.count - lines.count, history.events.count - events))
    }
    if options.showsAgreements, unsigned > 0 { notes.append(words.unsigned(unsigned)) }
    self.init(
      frame: FigureFrame(
        language: language, title: words.title,
        subtitle: words.subtitle(
          layers: PairingKind.allCases.filter { kind in lines.contains { $0.kind == kind } },
          pairings: lines.count, events: events,
          asOf: options.asOf.map { ($0, history.count(lines, on: $0)) }),
        donorsHead: FigureWords.donorSide(language),
        recipientsHead: FigureWords.recipientSide(language),
        sources: PairingPicture.sources(sources, in: network, language), asOf: "",
        provenance: provenance, notes: notes,
        years: axis.map { words.span($0) }),
      grouping: options.grouping, groups: groups, bands: bands, lanes: lanes, axis: axis,
      asOf: options.asOf, outside: outside)
  }

  /// The first and the last day of some years.
  static func days(_ years: ClosedRange<Int>) -> ClosedRange<Int> {
    let first = CalendarDate(year: years.lowerBound)?.firstDay ?? 0
    return first...max(CalendarDate(year: years.upperBound)?.lastDay ?? first, first)
  }

  private static func axis(
    _ history: PairingHistory, _ options: TimelineOptions, in network: PairingNetwork
  ) -> ClosedRange<Int>? {
    var years = history.lines.flatMap(\.rows).flatMap { network.pairingRows[$0].period.years }
    years += history.events.flatMap { network.events[$0].date.years }
    if options.showsAgreements {
      years += history.agreements.compactMap { network.agreements[$0].signed.map { Int($0.year) } }
    }
    if let asOf = options.asOf { years.append(Int(asOf.year)) }
    guard let first = options.from ?? years.min() ?? options.to,
      let last = options.to ?? years.max() ?? options.from
    else { return nil }
    return first <= last ? first...last : options.from == nil ? last...last : first...first
  }

  // MARK: Lanes

  private static func lanes(
    _ history: PairingHistory, _ isShown: (PeriodSpan) -> Bool, in network: PairingNetwork,
    _ language: Language
  ) -> [Lane] {
    let ends = history.events.flatMap { [network.events[$0].from, network.events[$0].to] }
      .compactMap { $0.flatMap(network.node(id:)) }
    let names = ShortNames(ends, in: network, language)
    var marks: [String: [Mark]] = [:]
    for position in history.events {
      let event = network.events[position]
      let span = PeriodSpan(event.date)
      guard isShown(span) else { continue }
      let from = event.from.flatMap(network.node(id:)).map { names[$0] }
      let to = event.to.flatMap(network.node(id:)).map { names[$0] }
      let route = [from, to].compactMap { $0 }.joined(separator: " → ")
      let amount = event.count.map {
        FigureWords.number("\($0)", of: event.unit ?? "", language)
      }
      let date = event.date.description
      marks[event.kind, default: []].append(
        Mark(
          id: event.id, period: date, span: span, from: event.from ?? "", to: event.to ?? "",
          labels: ["\(route) \(date)", route, to ?? from ?? "", date],
          title: ([Glossary.label(of: event.kind)(language) + ": " + route, date]
            + [amount].compactMap { $0 }).joined(separator: ", ")))
    }
    // Kinds as the format lists them, then the package's own by name.
    let known = [
      "phase", "signing", "visit", "meeting", "promotion", "recruitment", "launch", "delisting",
    ]
    let others = marks.keys.filter { !known.contains($0) }.sorted()
    return (known + others).compactMap { kind in
      marks[kind].map { Lane(key: kind, name: Glossary.label(of: kind)(language), marks: $0) }
    }
  }

  private static func agreements(
    _ history: PairingHistory, _ isShown: (PeriodSpan) -> Bool, in network: PairingNetwork,
    _ language: Language
  ) -> Lane {
    let marks = history.agreements.compactMap { position -> Mark? in
      let agreement = network.agreements[position]
      guard let signed = agreement.signed else { return nil }
      let span = PeriodSpan(Period(signed))
      guard isShown(span) else { return nil }
      return Mark(
        id: agreement.id, period: "\(signed)", span: span, from: agreement.donor,
        to: agreement.recipient, labels: [agreement.title, "\(signed)"],
        title: "\(agreement.title), \(signed)")
    }
    return Lane(key: agreementLane, name: TimelineWords.agreements(language), marks: marks)
  }
}

/// The lines of a timeline under the places or layers by which they stand together.
private struct TimelineGroups {
  struct Group {
    var id: String
    var name: String
    var lines: [PairingHistory.Line]
  }

  private(set) var groups: [Group] = []
  private let lines: [PairingHistory.Line]
  private let grouping: TimelinePicture.Grouping
  private let network: PairingNetwork
  private let language: Language

  init(
    _ lines: [PairingHistory.Line], _ grouping: TimelinePicture.Grouping,
    in network: PairingNetwork, _ language: Language
  ) {
    self.lines = lines
    self.grouping = grouping
    self.network = network
    self.language = language
    switch grouping {
    case .kind:
      groups = PairingKind.allCases.compactMap { kind in
        let members = lines.filter { $0.kind == kind }
        return members.isEmpty
          ? nil : Group(id: kind.rawValue, name: kind.label(language), lines: members)
      }
    case .recipient: groups = grouped { self.place(of: $0, from: .prefecture) }
    case .donor: groups = grouped { self.place(of: $0, from: .county) }
    }
  }

  private func end(_ line: PairingHistory.Line) -> NodeIndex {
    grouping == .donor ? line.donor : line.recipient
  }

  /// The place of a level in which a node lies, or of the next level up that it has, or the node itself.
  private func place(of node: NodeIndex, from level: Level) -> NodeIndex {
    for level in Level.allCases.filter({ $0 <= level }).reversed() {
      if let place = network.ancestor(of: node, at: level) { return place }
    }
    return node
  }

  private func grouped(_ place: (NodeIndex) -> NodeIndex) -> [Group] {
    let members = Dictionary(grouping: lines) { place(end($0)) }
    let names = ShortNames(members.keys, in: network, language)
    return members.keys.sorted().map {
      Group(id: network[$0].id, name: names[$0], lines: members[$0] ?? [])
    }
  }

  /// The groups, or those of the lowest higher level that are few enough.
  func bands(most: Int) -> [Group] {
    if grouping == .kind || groups.count <= most { return groups }
    let levels: [Level] = grouping == .donor ? [.prefecture, .province] : [.province]
    for level in levels {
      let members = Dictionary(grouping: lines) { network.ancestor(of: end($0), at: level) }
      guard members.count <= most, members.keys.contains(where: { $0 != nil }) else { continue }
      let names = ShortNames(members.keys.compactMap { $0 }, in: network, language)
      // What lies in no place of the level stands last.
      var found = members.keys.compactMap { $0 }.sorted().map {
        Group(id: network[$0].id, name: names[$0], lines: members[$0] ?? [])
      }
      if let rest = members[nil] {
        found.append(Group(id: "", name: TimelineWords.elsewhere(language), lines: rest))
      }
      return found
    }
    return [Group(id: "", name: TimelineWords.allPairings(language), lines: lines)]
  }
}
