internal import NetworkModel

/// Which flows a printed number is about.
struct EvidenceQuestion {
  var subject: NodeIndex
  /// Who gives; nothing for everyone outside the subject.
  var scope: NodeIndex?
  var measures: Set<Measure>
  var category: String?
  var period: Period
  var dimension: Quantity.Dimension
  /// The claim that is checked: rows that may be part of it only widen the range.
  var claim: String?
}

/// The rows behind a number, each with its role, and what they add up to.
struct ClaimEvidence {
  var parts: [ClaimPart] = []
  /// The sum of the rows that count and have an amount; nothing when there is none.
  var sum: Quantity?
  var missing: [MissingForCheck] = []

  func rows(_ role: ClaimPart.Role) -> [ClaimPart] { parts.filter { $0.role == role } }

  /// The same rows in the role of the other side of a quotient or difference.
  func parts(as role: ClaimPart.Role) -> [ClaimPart] {
    parts.map { part in
      var part = part
      if part.role == .counted { part.role = role }
      return part
    }
  }
}

/// Finds the rows behind printed numbers.
///
/// ## Conventions
/// - A row counts when its recipient is or lies in the subject, its donor is or lies in the scope, and its whole period
///   lies in that of the claim.
/// - One fact counts once: repeats (`same_as`) and parts of rows that count (`part_of`) are left aside, whatever their
///   status, because a printed total joins the steps.
/// - Rows that are themselves derived or inferred prove nothing. Rows that may be inside the claim or inside a row that
///   counts widen the range upwards and add nothing.
/// - Sums that are only pledged, agreed, planned or signed count when there are no others.
struct EvidenceFinder {
  let network: PairingNetwork
  let places: PlaceIntervals
  private let claimPositions: [String: Int]
  private let rulePositions: [String: Int]
  /// First and last day of each flow.
  private let days: [(first: Int32, last: Int32)]
  /// For each claim, the flows that may be part of it.
  private let possibleParts: [String: [Int]]

  init(_ network: PairingNetwork) {
    self.network = network
    places = PlaceIntervals(network)
    claimPositions = Dictionary(
      network.claims.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    rulePositions = Dictionary(
      network.rules.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    days = network.flowRows.map {
      (Int32(clamping: $0.period.firstDay), Int32(clamping: $0.period.lastDay))
    }
    var possibleParts: [String: [Int]] = [:]
    for row in network.flowRows.indices where !network.flowRows[row].mayBePartOf.isEmpty {
      for id in network.flow(at: row).mayBePartOf where claimPositions[id] != nil {
        possibleParts[id, default: []].append(row)
      }
    }
    self.possibleParts = possibleParts
  }

  /// Flows that may be part of a claim and are not among some parts, as parts of that role.
  func possibleParts(of claim: Claim, beside parts: [ClaimPart]) -> [ClaimPart] {
    guard var rows = possibleParts[claim.id].map(Set.init) else { return [] }
    for part in parts {
      if case .flow(let row) = part.row { rows.remove(row) }
    }
    return rows.sorted().map { ClaimPart(.flow($0), .mayBeInside) }
  }

  /// The row that an id of `basis` or `may_be_part_of` names.
  func row(_ id: String) -> ClaimPart.Row? {
    network.flow(id: id).map(ClaimPart.Row.flow) ?? claimPositions[id].map(ClaimPart.Row.claim)
      ?? rulePositions[id].map(ClaimPart.Row.rule)
  }

  // MARK: - By place and time

  func evidence(_ question: EvidenceQuestion) -> ClaimEvidence {
    let region = places.region(question.subject, in: question.period)
    let scope = question.scope.map { places.region($0, in: question.period) }
    let period = question.period
    let first = Int32(clamping: period.firstDay)
    let last = Int32(clamping: period.lastDay)
    let isEverything = period.isUnknown
    var words = WordTable()
    let chosen = places.flows(to: region).filter { row in
      let flow = network.flowRows[row]
      guard question.measures.contains(flow.measure),
        isEverything
          || first <= days[row].first && days[row].last <= last && !flow.period.isUnknown
      else { return false }
      let donor = NodeIndex(Int(network.flowDonors[row]))
      guard scope?.contains(donor) ?? !region.contains(donor) else { return false }
      return question.category.map { words.word(flow.category, in: network.text) == $0 } ?? true
    }
    var evidence = sort(chosen, question.dimension, claim: question.claim)
    addGaps(of: period, to: &evidence)
    return evidence
  }

  /// Gives each row its role, and adds up.
  private func sort(_ chosen: [Int], _ dimension: Quantity.Dimension, claim: String?)
    -> ClaimEvidence
  {
    let rows = network.flowRows
    let hasGiven = chosen.contains { !rows[$0].status.isPromise }
    func isCandidate(_ row: Int) -> Bool {
      rows[row].precision != .derived && rows[row].precision != .inferred
        && !(hasGiven && rows[row].status.isPromise)
    }
    let netting = CountedFlows(
      network: network,
      mayHold: { whole, part in
        // Goods without a value hold no money.
        self.network.dimension(ofFlow: whole) == self.network.dimension(ofFlow: part)
      }
    ).netting(of: chosen.filter(isCandidate))
    func mayBeInside(_ row: Int) -> Bool {
      guard !rows[row].mayBePartOf.isEmpty else { return false }
      return network.flow(at: row).mayBePartOf.contains { id in
        guard id != claim else { return true }
        guard let other = network.flow(id: id), FlowLedger.position(of: other, in: chosen) != nil
        else { return false }
        return isCandidate(other) && netting.isCounted(other)
      }
    }

    var evidence = ClaimEvidence()
    evidence.parts.reserveCapacity(chosen.count)
    var sum = QuantitySum(dimension)
    var open = QuantitySum(dimension)
    var units = WordTable()
    for row in chosen {
      let unit = units.word(rows[row].unit, in: network.text)
      let isKnown = rows[row].amount != nil
      let isMoney = if case .money = rows[row].amount { true } else { false }
      let own = isMoney ? Quantity.Dimension.money : Quantity.Dimension(unit: unit)
      let role: ClaimPart.Role
      if !isCandidate(row) {
        let precision = rows[row].precision
        role = precision == .derived || precision == .inferred ? .notEvidence : .promised
      } else if netting.holders[row] != nil {
        role = .part
      } else if !netting.isCounted(row) {
        role = .repeat
      } else if own != dimension {
        role = .otherUnit
      } else if !isKnown {
        role = .unknownAmount
      } else if mayBeInside(row) {
        role = .mayBeInside
        open.add(network.flow(at: row), unit: unit)
      } else {
        role = .counted
        sum.add(network.flow(at: row), unit: unit)
      }
      evidence.parts.append(ClaimPart(.flow(row), role))
    }
    evidence.sum = sum.quantity
    widen(&evidence, by: open.quantity)
    return evidence
  }

  /// Unknown amounts and rows that may be inside leave the upper end open or raise it.
  private func widen(_ evidence: inout ClaimEvidence, by open: Quantity?) {
    let unknown = evidence.rows(.unknownAmount).compactMap { part -> Int? in
      if case .flow(let row) = part.row { row } else { nil }
    }
    if !unknown.isEmpty { evidence.missing.append(.amounts(unknown)) }
    if evidence.rows(.counted).isEmpty {
      evidence.missing.append(evidence.rows(.notEvidence).isEmpty ? .rows : .evidence)
    }
    guard let sum = evidence.sum, !unknown.isEmpty || open != nil else { return }
    var upper = sum.range.upper
    if let open { upper = upper.flatMap { sum in open.range.upper.map { sum + $0 } } }
    if !unknown.isEmpty { upper = nil }
    if let high = upper, let low = sum.range.lower { upper = max(high, low) }
    evidence.sum = Quantity(
      sum.value, sum.dimension, rounding: sum.rounding,
      range: ValueRange(from: sum.range.lower, to: upper))
  }

  /// Says which years of the period no row that counts touches.
  private func addGaps(of period: Period, to evidence: inout ClaimEvidence) {
    var periods: Set<Period> = []
    for part in evidence.parts where part.role == .counted {
      if case .flow(let row) = part.row { periods.insert(network.flowRows[row].period) }
    }
    guard !periods.isEmpty else { return }
    evidence.missing += Self.gaps(of: period, in: periods)
  }

  static func gaps(of period: Period, in periods: Set<Period>) -> [MissingForCheck] {
    guard !period.isUnknown else { return [] }
    var missing: [MissingForCheck] = []
    if period.firstDay == .min, !periods.contains(where: { $0.firstDay == .min }) {
      missing.append(.start)
    }
    if period.lastDay == .max, !periods.contains(where: { $0.lastDay == .max }) {
      missing.append(.end)
    }
    guard case .date(let start, _) = period.start, case .date(let end, _) = period.end else {
      return missing
    }
    let years = (Int(start.year)...Int(end.year)).filter { year in
      guard let date = CalendarDate(year: year) else { return false }
      let whole = Period(date)
      return !periods.contains { $0.overlaps(whole) }
    }
    if !years.isEmpty { missing.append(.years(years)) }
    return missing
  }

  // MARK: - By ids

  /// The rows that `basis` names, added up.
  func evidence(
    _ ids: [String], period: Period? = nil, dimension: Quantity.Dimension? = nil
  ) -> ClaimEvidence {
    var evidence = ClaimEvidence()
    var periods: Set<Period> = []
    var unknown: [Int] = []
    for id in ids {
      guard let row = row(id) else { continue }
      let figure = network.quantity(of: row)
      var role = ClaimPart.Role.counted
      let precision = network.precision(of: row)
      let wanted = dimension ?? evidence.sum?.dimension
      if precision == .derived || precision == .inferred {
        role = .notEvidence
      } else if let figure {
        if let wanted, figure.dimension != wanted {
          role = .otherUnit
        } else {
          evidence.sum = evidence.sum.map { $0 + figure } ?? figure
          periods.insert(network.period(of: row))
        }
      } else {
        role = .unknownAmount
        if case .flow(let index) = row { unknown.append(index) }
      }
      evidence.parts.append(ClaimPart(row, role))
    }
    if !unknown.isEmpty { evidence.missing.append(.amounts(unknown)) }
    if evidence.sum == nil {
      evidence.missing.append(evidence.rows(.notEvidence).isEmpty ? .rows : .evidence)
    } else if let period {
      evidence.missing += Self.gaps(of: period, in: periods)
    }
    return evidence
  }
}

extension FlowStatus {
  /// Whether nothing has been given yet.
  var isPromise: Bool {
    switch self {
    case .pledged, .agreed, .planned, .signed: true
    case .allocated, .disbursed, .spent, .invested, .realised: false
    }
  }
}

extension Period {
  /// The same stretch one year before; nothing for what is not one stretch within a year.
  var yearBefore: Period? {
    guard singleYear != nil, case .date(let first, _) = start, case .date(let last, _) = end,
      let from = first.yearBefore, let to = last.yearBefore
    else { return nil }
    if first == last { return Period(from) }
    return Period(from: .date(from, .certain), to: .date(to, .certain))
  }
}

extension CalendarDate {
  fileprivate var yearBefore: CalendarDate? {
    CalendarDate(year: Int(year) - 1, month: Int(month), day: Int(day))
  }
}
