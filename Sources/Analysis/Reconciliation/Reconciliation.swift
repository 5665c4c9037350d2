public import NetworkModel

/// Which printed numbers are held against the rows.
public struct ReconciliationQuestion: Sendable {
  /// Ids of claims, or of flows that repeat another one; empty for all.
  public var ids: Set<String>
  /// Kinds of claims, and `repeat`; empty for all.
  public var kinds: Set<String>
  /// Only what is about this place or group, or about what lies in it.
  public var within: NodeIndex?
  /// Only what shares a day with these years.
  public var years: ClosedRange<Int>?
  /// Only checks that came to one of these; empty for all.
  public var verdicts: Set<ReconciliationVerdict>

  public init(
    ids: Set<String> = [], kinds: Set<String> = [], within: NodeIndex? = nil,
    years: ClosedRange<Int>? = nil, verdicts: Set<ReconciliationVerdict> = []
  ) {
    self.ids = ids
    self.kinds = kinds
    self.within = within
    self.years = years
    self.verdicts = verdicts
  }

  /// Whether single claims were chosen, so that only what rests on them is shown beside them.
  public var choosesClaims: Bool { !ids.isEmpty || !kinds.isEmpty || !verdicts.isEmpty }
}

/// Every printed number held against what the rows say, and what can be computed from both.
///
/// - Complexity: O(nodes + flows · log flows + claims · (flows to their subjects + pairings)) time.
public struct Reconciliation: Sendable {
  public let question: ReconciliationQuestion
  public let network: PairingNetwork
  /// Claims in order of their ids, then flows that repeat others.
  public let checks: [ClaimCheck]
  public let derived: [DerivedFigure]
  public let backcast: [BackcastAmount]
  public let doubles: [PossibleDouble]
  public let overlaps: [PossibleOverlap]

  public init(_ question: ReconciliationQuestion = .init(), in network: PairingNetwork) {
    self.question = question
    self.network = network
    let finder = EvidenceFinder(network)
    let checker = ClaimChecker(network, finder)
    let scope = ReconciliationScope(question, finder)

    var all: [ClaimCheck] = []
    for position in network.claims.indices where scope.holds(.claim(position)) {
      all.append(checker.check(claim: position))
    }
    for row in network.flowRows.indices
    where !network.flowRows[row].sameAs.isEmpty && scope.holds(.flow(row)) {
      all.append(checker.check(repeatOf: row))
    }
    let checks = all.filter { check in
      let id = network.id(of: check.row)
      return (question.ids.isEmpty || question.ids.contains(id))
        && (question.kinds.isEmpty || question.kinds.contains(network.kind(of: check)))
        && (question.verdicts.isEmpty || question.verdicts.contains(check.verdict))
    }
    self.checks = checks
    let chosen = Set(checks.map(\.row))
    func isWanted(_ rows: [ClaimPart.Row]) -> Bool {
      question.choosesClaims
        ? rows.contains(where: chosen.contains) : rows.contains(where: scope.holds)
    }
    derived = DerivedFigures(checker: checker).all(all).filter {
      isWanted($0.numerator.rows + $0.denominator.rows)
    }
    backcast = Backcast(checker: checker).amounts().filter { isWanted($0.rows) }
    overlaps = possibleOverlaps(finder).filter { isWanted([$0.row, $0.other]) }
    // Two parts that may be one fact bear on the claim that they add up to.
    let touched =
      question.choosesClaims ? chosen.union(checks.flatMap { $0.parts.map(\.row) }) : []
    doubles = DoubleFinder(network, finder.places).doubles().filter { double in
      let rows = [ClaimPart.Row.flow(double.first), .flow(double.second)]
      return question.choosesClaims
        ? rows.contains(where: touched.contains) : rows.contains(where: scope.holds)
    }
  }

  /// How many checks came to a verdict.
  public func count(_ verdict: ReconciliationVerdict) -> Int {
    checks.count { $0.verdict == verdict }
  }

  /// The check of a claim, or of a flow that repeats another one.
  public func check(_ id: String) -> ClaimCheck? {
    checks.first { network.id(of: $0.row) == id }
  }
}

extension ClaimCheck {
  /// The row that is checked.
  public var row: ClaimPart.Row {
    switch subject {
    case .claim(let position): .claim(position)
    case .repeatedFlow(let row): .flow(row)
    }
  }
}

extension PairingNetwork {
  /// The kind of a claim, or `repeat` for a second mention.
  public func kind(of check: ClaimCheck) -> String {
    switch check.subject {
    case .claim(let position): claims[position].kind
    case .repeatedFlow: "repeat"
    }
  }

  /// Kinds that ``ReconciliationQuestion/kinds`` may name, in order of their names.
  public var reconciledKinds: [String] {
    Set(claims.map(\.kind)).sorted() + ["repeat"]
  }

  /// Ids that ``ReconciliationQuestion/ids`` may name: claims, and flows that repeat another one.
  public var reconciledIDs: Set<String> {
    Set(claims.map(\.id)).union(
      flowRows.indices.filter { !flowRows[$0].sameAs.isEmpty }.map { flow(at: $0).id })
  }
}

/// Whether a row is about the place and years asked for.
private struct ReconciliationScope {
  private let network: PairingNetwork
  private let region: Region?
  private let years: Period?

  init(_ question: ReconciliationQuestion, _ finder: EvidenceFinder) {
    network = finder.network
    region = question.within.map { finder.places.region($0, in: .unknown) }
    years = question.years.flatMap { years in
      guard let first = CalendarDate(year: years.lowerBound),
        let last = CalendarDate(year: years.upperBound)
      else { return nil }
      return Period(from: .date(first, .certain), to: .date(last, .certain))
    }
  }

  func holds(_ row: ClaimPart.Row) -> Bool {
    let places: [NodeIndex]
    let period: Period
    switch row {
    case .claim(let position):
      let claim = network.claims[position]
      places = [claim.subject].compactMap(network.node(id:))
      period = claim.period
    case .flow(let index):
      let flow = network.flow(at: index)
      places = [flow.donor, flow.recipient]
      period = flow.period
    case .event(let index):
      let event = network.events[index]
      places = [event.from, event.to].compactMap { $0.flatMap(network.node(id:)) }
      period = event.date
    case .rule(let index):
      places = [network.rules[index].group].compactMap { $0.flatMap(network.node(id:)) }
      period = network.rules[index].period
    }
    if let region, !places.contains(where: region.contains) { return false }
    return years.map(period.overlaps) ?? true
  }
}
