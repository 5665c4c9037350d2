public import Analysis
public import Geodesy
public import NetworkModel

/// What a figure is made from, and on which paper.
public struct FigureProvenance: Hashable, Sendable {
  /// Hexadecimal hash of the data; figures print the first eight digits.
  public var fingerprint: String
  /// Program name and version.
  public var program: String
  /// The number of the official review of this very map, if there is one.
  public var mapNumber: String?
  /// The paper; nothing lets the figure choose.
  public var sheet: Sheet?

  public init(
    fingerprint: String, program: String, mapNumber: String? = nil, sheet: Sheet? = nil
  ) {
    self.fingerprint = fingerprint
    self.program = program
    self.mapNumber = mapNumber
    self.sheet = sheet
  }
}

extension PairingPicture {
  /// The picture that answers a question about coverage: every unit with its state, every pairing by name.
  ///
  /// ## Conventions
  /// - Recipients are the units asked about; without `within` and `group`, those of the provinces that
  ///   receive in the asked layers at any date. Donors are the units of the same class in the provinces that
  ///   give, so figures of different dates show the same units.
  /// - An end that is no such unit (a prefecture, a development zone) is shown and not counted.
  /// - A pairing is drawn when it was active on the date. One that may have been is counted in a note.
  /// - A pairing with a confidence below 1 is drawn as inferred.
  ///
  /// - Parameter question: its side is ignored: a figure shows both.
  /// - Complexity: O(nodes · depth + pairings).
  public init(
    _ question: CoverageQuestion, in network: PairingNetwork, language: Language,
    provenance: FigureProvenance
  ) {
    let ends = PictureEnds(question, in: network)
    var asked = question
    asked.side = .recipient
    let reports: [CoverageReport] =
      question.within != nil || question.group != nil
      ? [coverage(asked, in: network)]
      : ends.receivingPlaces.map { place in
        var part = asked
        part.within = place
        return coverage(part, in: network)
      }
    var counted: [NodeIndex: CoverageState] = [:]
    for unit in reports.flatMap(\.units) { counted[unit.unit] = unit.state }
    var giving: [NodeIndex: CoverageState] = [:]
    asked.side = .donor
    asked.group = nil
    for place in ends.givingPlaces {
      asked.within = place
      for unit in coverage(asked, in: network).units { giving[unit.unit] = unit.state }
    }
    if case .facility = question.units {
      // Most facilities give nothing to anyone: only those with a pairing are donors.
      giving = giving.filter { $0.value == .direct }
    }

    let isOpen = question.within == nil && question.group == nil
    let active = ends.active.filter { pairing in
      isOpen || counted[pairing.recipient] != nil
        || question.within.map { network.contains($0, pairing.recipient) } ?? false
    }
    let groupLevel = Self.groupLevel(question.units)
    var groups: [String: FigureGroup] = [:]
    func add(_ node: NodeIndex, _ state: CoverageState, isCounted: Bool) {
      let place = network.ancestor(of: node, at: groupLevel) ?? network.parent(of: node) ?? node
      let unit = FigureUnit(
        network[node], state, isCounted: isCounted, language: language)
      let id = network[place].id
      groups[
        id, default: FigureGroup(id: id, name: network[place].name(in: language), units: [])
      ].units.append(unit)
    }
    for (node, state) in counted { add(node, state, isCounted: true) }
    for node in Set(active.map(\.recipient)) where counted[node] == nil {
      add(node, .direct, isCounted: false)
    }
    var donors = giving.map { node, state in
      FigureUnit(network[node], state, isCounted: true, language: language)
    }
    for node in Set(active.map(\.donor)) where giving[node] == nil {
      donors.append(
        FigureUnit(network[node], .direct, isCounted: false, language: language)
      )
    }
    let links = active.map { FigureLink($0) }

    let direct = counted.values.count { $0 == .direct }
    let range = reports.reduce(0...0) {
      ($0.lowerBound + $1.range.lowerBound)...($0.upperBound + $1.range.upperBound)
    }
    let date = question.date.map { "\($0)" } ?? FigureWords.allTime(language)
    let donorPlaces = Self.names(ends.givingPlaces, in: network, language)
    let recipientPlaces =
      (question.group ?? question.within).map { network[$0].name(in: language) }
      ?? Self.names(ends.receivingPlaces, in: network, language)
    let givers = FigureWords.donorSide(language) + (language == .zh ? "：" : ": ")
    let takers = FigureWords.recipientSide(language) + (language == .zh ? "：" : ": ")
    self.init(
      frame: FigureFrame(
        language: language,
        title: FigureWords.title(
          donorPlaces.isEmpty ? FigureWords.donorSide(language) : donorPlaces,
          recipientPlaces.isEmpty ? FigureWords.recipientSide(language) : recipientPlaces,
          question.units.label(language), language),
        subtitle: FigureWords.subtitle(
          layers: FigureWords.layers(question.kinds, language), date: date,
          direct: direct, of: counted.count, range: range, language),
        donorsHead: givers + donorPlaces, recipientsHead: takers + recipientPlaces,
        sources: Self.sources(active.compactMap(\.source), in: network, language),
        asOf: question.date.map { "\($0)" } ?? "", provenance: provenance,
        notes: ends.undated == 0 ? [] : [FigureWords.undated(ends.undated, language)]),
      donors: donors.sorted { $0.id < $1.id },
      recipients: groups.values.sorted { $0.id < $1.id }, links: links)
    self.layers = PairingKind.allCases.filter(question.kinds.contains)
    tellHomonymsApart()
  }

  /// The places under whose names units stand together: one level up.
  private static func groupLevel(_ units: UnitClass) -> Level {
    switch units {
    case .level(.province), .level(.prefecture): .province
    case .level(.county): .prefecture
    case .level(.town): .county
    case .level(.village): .town
    case .facility: .county
    }
  }

  private static func names(
    _ places: [NodeIndex], in network: PairingNetwork, _ language: Language
  ) -> String {
    places.map { language == .zh ? network[$0].name : FigureWords.shortName(network[$0]) }
      .joined(separator: FigureWords.separator(language))
  }

  /// The sources by id and beginning of the title.
  static func sources(
    _ ids: [String], in network: PairingNetwork, _ language: Language
  ) -> String {
    Set(ids).sorted().map { id in
      guard let title = network.source(id: id)?.title else { return id }
      return "\(id) \(TextMetrics.fitted(title, size: 1, width: 19))"
    }.joined(separator: language == .zh ? "；" : "; ")
  }
}

extension FigureFrame {
  init(
    language: Language, title: String, subtitle: String, donorsHead: String,
    recipientsHead: String, sources: String, asOf: String, provenance: FigureProvenance,
    notes: [String], years: String? = nil
  ) {
    self.init(
      language: language, title: title, subtitle: subtitle, donorsHead: donorsHead,
      recipientsHead: recipientsHead, sources: sources, asOf: asOf,
      fingerprint: String(provenance.fingerprint.prefix(8)), program: provenance.program,
      notes: notes, mapNumber: provenance.mapNumber)
    self.years = years
    sheet = provenance.sheet
  }
}

extension FigureUnit {
  init(
    _ node: Node, _ state: CoverageState, isCounted: Bool, language: Language
  ) {
    let fullName = node.name(in: language)
    let short = language == .zh ? node.shortName : FigureWords.shortName(node)
    self.init(
      id: node.id, name: isCounted ? short : fullName, fullName: fullName, state: state,
      position: node.position, isCounted: isCounted)
  }
}

extension PairingPicture {
  /// Short names that several units would share give way to the full ones: 临夏市 and 临夏县.
  fileprivate mutating func tellHomonymsApart() {
    var counts: [String: Int] = [:]
    for unit in donors + recipientUnits { counts[unit.name, default: 0] += 1 }
    for index in donors.indices where counts[donors[index].name] ?? 0 > 1 {
      donors[index].name = donors[index].fullName
    }
    for group in recipients.indices {
      for index in recipients[group].units.indices {
        let unit = recipients[group].units[index]
        if counts[unit.name] ?? 0 > 1 { recipients[group].units[index].name = unit.fullName }
      }
    }
  }
}

extension FigureLink {
  init(_ pairing: Pairing) {
    let network = pairing.network
    self.init(
      id: pairing.id, donor: network[pairing.donor].id, recipient: network[pairing.recipient].id,
      certainty: (pairing.confidence?.approximateValue ?? 1) < 1 ? .inferred : .onRecord,
      note: pairing.period.description, kind: pairing.kind)
  }
}

extension FigureArea {
  /// The area of the place with this id or code, ranked by the place's level; of an unknown place, as ground.
  public init(id: String, area: MultiPolygon, in network: PairingNetwork) {
    let rank: Rank =
      switch network.node(id: id).flatMap({ network.kind(of: $0).level }) {
      case .province: .province
      case .prefecture: .prefecture
      default: .county
      }
    self.init(id: id, rank: rank, area: area)
  }
}

/// The pairings of the asked layers, and the places at their ends.
struct PictureEnds {
  var active: [Pairing] = []
  /// How many pairings may have been active, or not.
  var undated = 0
  var givingPlaces: [NodeIndex] = []
  var receivingPlaces: [NodeIndex] = []

  init(_ question: CoverageQuestion, in network: PairingNetwork) {
    var giving: Set<NodeIndex> = []
    var receiving: Set<NodeIndex> = []
    for pairing in network.pairings where question.kinds.contains(pairing.kind) {
      giving.insert(Self.top(of: pairing.donor, in: network))
      receiving.insert(Self.top(of: pairing.recipient, in: network))
      switch question.date.map(pairing.period.covers) ?? .yes {
      case .yes: active.append(pairing)
      case .unknown: undated += 1
      case .no: break
      }
    }
    givingPlaces = giving.sorted()
    receivingPlaces = receiving.sorted()
  }

  /// The province of a node, or its highest ancestor.
  private static func top(of node: NodeIndex, in network: PairingNetwork) -> NodeIndex {
    network.ancestor(of: node, at: .province) ?? network.ancestors(of: node).suffix(1).last ?? node
  }
}
