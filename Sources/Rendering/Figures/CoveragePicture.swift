public import Analysis
public import NetworkModel

/// Which units are paired and which are not: the plain input of the coverage map.
public struct CoveragePicture: Hashable, Sendable {
  /// A unit, or a place with the units in it.
  public struct Unit: Hashable, Sendable {
    public var id: String
    /// The short name that the figure prints, followed by ``fraction``.
    public var name: String
    public var fullName: String
    /// The name of the place in which lists show it.
    public var group: String
    public var look: CoverageClass
    /// Paired units and all units in a place; absent for a unit.
    public var counts: Counts?
    /// Where its state is from.
    public var sources: [SourcePlace]

    public init(
      id: String, name: String, fullName: String? = nil, group: String = "", look: CoverageClass,
      counts: Counts? = nil, sources: [SourcePlace] = []
    ) {
      self.id = id
      self.name = name
      self.fullName = fullName ?? name
      self.group = group
      self.look = look
      self.counts = counts
      self.sources = sources
    }
  }

  /// The units in a place.
  public struct Counts: Hashable, Sendable {
    /// Paired by name.
    public var direct: Int
    /// With the record's silence and printed totals on its side.
    public var most: Int
    public var all: Int

    public init(direct: Int, most: Int, all: Int) {
      self.direct = direct
      self.most = most
      self.all = all
    }

    /// `6/7`, or `≥2/7` when more may be.
    var fraction: String { (most > direct ? "≥" : "") + "\(direct)/\(all)" }
  }

  public var frame: FigureFrame
  /// What the figure shows over what: the head of the legend.
  public var legendHead: String
  public var units: [Unit]
  /// How many units the rates are over.
  public var denominator: Int
  /// How many of them each state has.
  public var states: [CoverageState: Int]
  /// Fewest and most units that can be paired.
  public var range: ClosedRange<Int>

  public init(
    frame: FigureFrame, legendHead: String, units: [Unit], denominator: Int,
    states: [CoverageState: Int], range: ClosedRange<Int>
  ) {
    self.frame = frame
    self.legendHead = legendHead
    self.units = units
    self.denominator = denominator
    self.states = states
    self.range = range
  }

  /// How many units or places each class has, classes without any left out; the counts add up to the units.
  public var classCounts: [(look: CoverageClass, count: Int)] {
    CoverageClass.allCases.compactMap { look in
      let count = units.count { $0.look == look }
      return count == 0 ? nil : (look, count)
    }
  }
}

extension CoveragePicture {
  /// The picture that answers a question: every unit with its state, or every place of a level with its rate.
  ///
  /// Without `within` and `group` the units are those of the provinces that receive (or give, by the side asked for)
  /// in the asked layers at any date, so figures of different dates show the same units.
  ///
  /// - Complexity: O(nodes · depth + pairings).
  public init(
    _ question: CoverageQuestion, by level: Level? = nil, in network: PairingNetwork,
    language: Language, provenance: FigureProvenance
  ) {
    let answer = CoverageAnswer(question, in: network)
    let words = CoverageWords(question, answer.places, in: network, language)
    let sources = answer.sources
    var units: [Unit] = []
    if let level {
      for report in answer.reports {
        for line in report.summed(by: level, in: network).lines {
          let node = line.place.map { network[$0] }
          let inside = report.units.filter {
            network.ancestor(of: $0.unit, at: level) == line.place
          }
          units.append(
            Unit(
              id: node?.id ?? "", name: node.map(words.shortName) ?? words.noPlace(level),
              fullName: node?.name(in: language) ?? words.noPlace(level),
              look: CoverageClass(rateOf: line.counts),
              counts: Counts(
                direct: line.count(.direct), most: line.denominator - line.count(.none),
                all: line.denominator),
              sources: Set(inside.flatMap { sources[$0.unit] ?? [] }).sorted()))
        }
      }
    } else {
      for unit in answer.reports.flatMap(\.units) {
        let node = network[unit.unit]
        let group = words.groupLevel.flatMap { network.ancestor(of: unit.unit, at: $0) }
        units.append(
          Unit(
            id: node.id, name: words.shortName(node), fullName: node.name(in: language),
            group: group.map { network[$0].name(in: language) } ?? "",
            look: CoverageClass(unit.state), sources: sources[unit.unit] ?? []))
      }
    }
    let shared = Dictionary(grouping: units, by: \.name).filter { $0.value.count > 1 }
    for index in units.indices where shared[units[index].name] != nil {
      units[index].name = units[index].fullName
    }
    let denominator = answer.reports.reduce(0) { $0 + $1.denominator }
    let direct = answer.count(.direct)
    let notes = answer.undated == 0 ? [] : [FigureWords.undated(answer.undated, language)]
    self.init(
      frame: FigureFrame(
        language: language, title: words.title(denominator, by: level),
        subtitle: words.subtitle(direct: direct, of: denominator, range: answer.range),
        donorsHead: "", recipientsHead: "",
        sources: PairingPicture.sources(
          (sources.values.flatMap(\.self) + answer.claimSources).map(\.source), in: network,
          language),
        asOf: question.date.map { "\($0)" } ?? "", provenance: provenance, notes: notes),
      legendHead: words.legendHead(by: level), units: units.sorted { $0.id < $1.id },
      denominator: denominator,
      states: Dictionary(
        uniqueKeysWithValues: CoverageState.allCases.map { ($0, answer.count($0)) }),
      range: answer.range)
  }
}

/// The reports of the places that a coverage figure shows.
struct CoverageAnswer {
  private(set) var places: [NodeIndex] = []
  private(set) var reports: [CoverageReport] = []
  /// How many pairings of the asked layers may have been active, or not.
  let undated: Int
  private let network: PairingNetwork

  init(_ question: CoverageQuestion, in network: PairingNetwork) {
    self.network = network
    let ends = PictureEnds(question, in: network)
    undated = ends.undated
    if question.within != nil || question.group != nil {
      places = [question.group ?? question.within].compactMap(\.self)
      reports = [coverage(question, in: network)]
    } else {
      let giving = question.side == .recipient ? [] : ends.givingPlaces
      let receiving = question.side == .donor ? [] : ends.receivingPlaces
      places = Set(giving + receiving).sorted()
      reports = places.map { place in
        var part = question
        part.within = place
        return coverage(part, in: network)
      }
    }
  }

  func count(_ state: CoverageState) -> Int { reports.reduce(0) { $0 + $1.count(state) } }

  /// Fewest and most paired units of all places together.
  var range: ClosedRange<Int> {
    reports.reduce(0...0) {
      ($0.lowerBound + $1.range.lowerBound)...($0.upperBound + $1.range.upperBound)
    }
  }

  /// Where the printed totals are from that the range takes into account.
  var claimSources: [SourcePlace] {
    reports.flatMap(\.claims).compactMap { claim in
      let row = network.claims[claim.position]
      return row.source.map { SourcePlace(source: $0, locator: row.locator) }
    }
  }

  /// For each unit, where its state is from: the pairings that end at it or at what covers it, or the claim.
  var sources: [NodeIndex: [SourcePlace]] {
    guard let question = reports.first?.question else { return [:] }
    var ending: [NodeIndex: Set<SourcePlace>] = [:]
    for pairing in network.pairings where question.kinds.contains(pairing.kind) {
      guard question.date.map(pairing.period.covers) ?? .yes == .yes, let source = pairing.source
      else { continue }
      let place = SourcePlace(source: source, locator: pairing.locator)
      if question.side != .donor { ending[pairing.recipient, default: []].insert(place) }
      if question.side != .recipient { ending[pairing.donor, default: []].insert(place) }
    }
    var found: [NodeIndex: [SourcePlace]] = [:]
    for unit in reports.flatMap(\.units) {
      if let claim = unit.claim.map({ network.claims[$0] }), let source = claim.source {
        found[unit.unit] = [SourcePlace(source: source, locator: claim.locator)]
      } else {
        let node = unit.state == .direct ? unit.unit : unit.through
        found[unit.unit] = node.flatMap { ending[$0]?.sorted() } ?? []
      }
    }
    return found
  }
}
