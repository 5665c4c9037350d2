public import NetworkModel

/// Which pairings and events are asked about over time.
public struct HistoryQuestion: Sendable {
  /// Only pairings whose recipient is, or lies in, this place or a member of this group.
  public var within: NodeIndex?
  public var group: NodeIndex?
  /// Only what touches this place, or something that lies in it, at either end.
  public var focus: NodeIndex?
  public var kinds: Set<PairingKind>

  /// - Parameter kinds: the layers; all but central when empty.
  public init(
    within: NodeIndex? = nil, group: NodeIndex? = nil, focus: NodeIndex? = nil,
    kinds: Set<PairingKind> = []
  ) {
    self.within = within
    self.group = group
    self.focus = focus
    self.kinds = kinds.isEmpty ? Set(PairingKind.allCases.filter { $0 != .central }) : kinds
  }
}

/// Pairings with all their periods, and what happened beside them.
///
/// ## Conventions
/// - Rows of one kind between the same two nodes are one pairing, as in ``PairingDiff``.
/// - Events and agreements belong when one of their ends lies in the places asked about. An event of a group belongs to
///   the places in which the group lies and to the group itself, not to each of its members.
/// - Layers choose pairings only: events have none.
///
/// - Complexity: O(pairings · log pairings + (pairings + events + agreements) · depth).
public struct PairingHistory: Sendable {
  public struct Line: Hashable, Sendable {
    public let kind: PairingKind
    public let donor: NodeIndex
    public let recipient: NodeIndex
    /// Positions in ``PairingNetwork/pairingRows``, the earliest first, unknown periods last.
    public let rows: [Int]
  }

  /// How many pairings are active on a date.
  public struct Count: Hashable, Sendable {
    public var sure = 0
    /// Their periods do not settle it.
    public var possible = 0

    public init(sure: Int = 0, possible: Int = 0) {
      self.sure = sure
      self.possible = possible
    }
  }

  /// Years in which a count is the same.
  public struct Run: Hashable, Sendable {
    public let years: ClosedRange<Int>
    public let count: Count

    public init(years: ClosedRange<Int>, count: Count) {
      self.years = years
      self.count = count
    }
  }

  public let question: HistoryQuestion
  /// By recipient, donor and layer.
  public let lines: [Line]
  /// Positions in ``PairingNetwork/events`` and ``PairingNetwork/agreements``, ascending.
  public let events: [Int]
  public let agreements: [Int]
  let network: PairingNetwork

  public init(_ question: HistoryQuestion, in network: PairingNetwork) {
    self.question = question
    self.network = network
    let places = [question.within, question.group].compactMap { $0 }.map {
      TouchedPlaces($0, in: network)
    }
    let focus = question.focus.map { TouchedPlaces($0, in: network) }
    lines = network.pairingLines(question.kinds).filter { line in
      places.allSatisfy { $0.contains(line.recipient) }
        && focus.map { $0.contains(line.recipient) || $0.contains(line.donor) } ?? true
    }
    let asked = places + [focus].compactMap { $0 }
    func touches(_ ends: [String?]) -> Bool {
      let nodes = ends.compactMap { $0.flatMap(network.node(id:)) }
      return asked.allSatisfy { place in nodes.contains(where: place.contains) }
    }
    events = network.events.indices.filter {
      touches([network.events[$0].from, network.events[$0].to])
    }
    agreements = network.agreements.indices.filter {
      touches([network.agreements[$0].donor, network.agreements[$0].recipient])
    }
  }

  /// How many of some lines are active on a date, or at some time in a month or year.
  public func count(_ lines: [Line], on date: CalendarDate) -> Count {
    var count = Count()
    for line in lines {
      switch network.activity(ofPairings: line.rows, on: date) {
      case .yes: count.sure += 1
      case .unknown: count.possible += 1
      case .no: break
      }
    }
    return count
  }

  /// The counts of some lines in each of some years, equal neighbours as one run.
  ///
  /// - Complexity: O(lines · years in which one begins or ends).
  public func runs(_ lines: [Line], in years: ClosedRange<Int>) -> [Run] {
    // A count can change only in the year of a bound and in the year after it.
    var starts: Set<Int> = [years.lowerBound]
    for row in lines.flatMap(\.rows) {
      for year in network.pairingRows[row].period.years {
        starts.formUnion([year, year + 1].filter(years.contains))
      }
    }
    let order = starts.sorted()
    var runs: [Run] = []
    for (place, start) in order.enumerated() {
      guard let date = CalendarDate(year: start) else { continue }
      let end = place + 1 < order.count ? order[place + 1] - 1 : years.upperBound
      let count = self.count(lines, on: date)
      if let last = runs.last, last.count == count {
        runs[runs.count - 1] = Run(years: last.years.lowerBound...end, count: count)
      } else {
        runs.append(Run(years: start...end, count: count))
      }
    }
    return runs
  }
}

extension PairingNetwork {
  /// The pairings of some layers, the rows between the same two nodes as one line.
  func pairingLines(_ kinds: Set<PairingKind>) -> [PairingHistory.Line] {
    struct Key: Hashable {
      var kind: PairingKind
      var donor: NodeIndex
      var recipient: NodeIndex
    }
    var rows: [Key: [Int]] = [:]
    for pairing in pairings where kinds.contains(pairing.kind) {
      let key = Key(kind: pairing.kind, donor: pairing.donor, recipient: pairing.recipient)
      rows[key, default: []].append(pairing.index)
    }
    func order(_ row: Int) -> [Int] {
      let period = pairingRows[row].period
      return [period.isUnknown ? 1 : 0, period.firstDay, period.lastDay, row]
    }
    let ranks = Dictionary(
      uniqueKeysWithValues: PairingKind.allCases.enumerated().map { ($1, $0) })
    func order(_ line: PairingHistory.Line) -> [Int] {
      [Int(line.recipient.value), Int(line.donor.value), ranks[line.kind] ?? 0]
    }
    return rows.map { key, rows in
      PairingHistory.Line(
        kind: key.kind, donor: key.donor, recipient: key.recipient,
        rows: rows.sorted { order($0).lexicographicallyPrecedes(order($1)) })
    }.sorted { order($0).lexicographicallyPrecedes(order($1)) }
  }

  /// Whether a pairing written in some rows is active on a date.
  package func activity(ofPairings rows: [Int], on date: CalendarDate) -> Knowledge {
    let answers = rows.map { pairingRows[$0].period.covers(date) }
    return answers.contains(.yes) ? .yes : answers.contains(.unknown) ? .unknown : .no
  }
}

extension Period {
  /// The years of its dated bounds.
  package var years: [Int] {
    [start, end].compactMap { bound in
      if case .date(let date, _) = bound { Int(date.year) } else { nil }
    }
  }
}

/// A place with what lies in it; a group with its members and what lies in those.
private struct TouchedPlaces {
  private let node: NodeIndex
  private let places: PlaceSet

  init(_ node: NodeIndex, in network: PairingNetwork) {
    self.node = node
    places = PlaceSet(node, at: nil, in: network)
  }

  func contains(_ other: NodeIndex) -> Bool { other == node || places.contains(other) }
}
