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
struct Evidence {
  var parts: [Part] = []
  /// The sum of the rows that count and have an amount; nothing when there is none.
  var sum: Quantity?
  var missing: [MissingEvidence] = []

  func rows(_ role: Part.Role) -> [Part] { parts.filter { $0.role == role } }

  /// The same rows in the role of the other side of a quotient or difference.
  func parts(as role: Part.Role) -> [Part] {
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
  /// For each claim, the flows that may be part of it.
  private let possibleParts: [String: [Int]]

  init(_ network: PairingNetwork) {
    self.network = network
    places = PlaceIntervals(network)
    claimPositions = Dictionary(
      network.claims.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    rulePositions = Dictionary(
      network.rules.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    var possibleParts: [String: [Int]] = [:]
    for row in network.flowRows.indices where !network.flowRows[row].mayBePartOf.isEmpty {
      for id in network.flow(at: row).mayBePartOf where claimPositions[id] != nil {
        possibleParts[id, default: []].append(row)
      }
    }
    self.possibleParts = possibleParts
  }

  /// Flows that may be part of a claim and are not among some parts, as parts of that role.
  func possibleParts(of claim: Claim, beside parts: [Part]) -> [Part] {
    let known = Set(parts.map(\.row))
    return (possibleParts[claim.id] ?? []).filter { !known.contains(.flow($0)) }.map {
      Part(.flow($0), .mayBeInside, Quantity(network.flow(at: $0)))
    }
  }

  /// The row that an id of `basis` or `may_be_part_of` names.
  func row(_ id: String) -> Part.Row? {
    network.flow(id: id).map(Part.Row.flow) ?? claimPositions[id].map(Part.Row.claim)
      ?? rulePositions[id].map(Part.Row.rule)
  }

  // MARK: - By place and time

  func evidence(_ question: EvidenceQuestion) -> Evidence {
    let region = places.region(question.subject, in: question.period)
    let scope = question.scope.map { places.region($0, in: question.period) }
    let period = question.period
    let chosen = places.flows(to: region).filter { row in
      let flow = network.flowRows[row]
      guard question.measures.contains(flow.measure),
        period.isUnknown || period.encloses(flow.period)
      else { return false }
      let donor = NodeIndex(Int(network.flowDonors[row]))
      guard scope?.contains(donor) ?? !region.contains(donor) else { return false }
      return question.category.map { network.text[flow.category] == $0 } ?? true
    }
    var evidence = sort(chosen, question.dimension, claim: question.claim)
    addGaps(of: period, to: &evidence)
    return evidence
  }

  /// Gives each row its role, and adds up.
  private func sort(_ chosen: [Int], _ dimension: Quantity.Dimension, claim: String?) -> Evidence {
    var evidence = Evidence()
    let given = chosen.filter { !network.flowRows[$0].status.isPromise }
    let candidates = (given.isEmpty ? chosen : given).filter {
      let precision = network.flowRows[$0].precision
      return precision != .derived && precision != .inferred
    }
    let netting = CountedFlows(
      network: network,
      mayHold: { whole, part in
        // Goods without a value hold no money.
        Quantity(self.network.flow(at: whole))?.dimension
          == Quantity(self.network.flow(at: part))?.dimension
      }
    ).netting(of: candidates)
    let isCandidate = Set(candidates)
    let counted = Set(candidates.filter(netting.isCounted))
    var open: [Quantity] = []
    for row in chosen {
      let flow = network.flow(at: row)
      let figure = Quantity(flow)
      let role: Part.Role
      if !isCandidate.contains(row) {
        role = flow.precision == .derived || flow.precision == .inferred ? .notEvidence : .promised
      } else if netting.holders[row] != nil {
        role = .part
      } else if !counted.contains(row) {
        role = .repeat
      } else if figure == nil, Quantity.Dimension(unit: flow.unit) == dimension {
        role = .unknownAmount
      } else if figure?.dimension != dimension {
        role = .otherUnit
      } else if mayBeInside(flow, claim, counted) {
        role = .mayBeInside
        if let figure { open.append(figure) }
      } else {
        role = .counted
        if let figure { evidence.sum = evidence.sum.map { $0 + figure } ?? figure }
      }
      evidence.parts.append(Part(.flow(row), role, figure))
    }
    widen(&evidence, by: open)
    return evidence
  }

  private func mayBeInside(_ flow: Flow, _ claim: String?, _ counted: Set<Int>) -> Bool {
    guard !flow.row.mayBePartOf.isEmpty else { return false }
    return flow.mayBePartOf.contains { id in
      id == claim || network.flow(id: id).map(counted.contains) ?? false
    }
  }

  /// Unknown amounts and rows that may be inside leave the upper end open or raise it.
  private func widen(_ evidence: inout Evidence, by open: [Quantity]) {
    let unknown = evidence.rows(.unknownAmount).compactMap { part -> Int? in
      if case .flow(let row) = part.row { row } else { nil }
    }
    if !unknown.isEmpty { evidence.missing.append(.amounts(unknown)) }
    if evidence.rows(.counted).isEmpty {
      evidence.missing.append(evidence.rows(.notEvidence).isEmpty ? .rows : .evidence)
    }
    guard let sum = evidence.sum, !unknown.isEmpty || !open.isEmpty else { return }
    let upper =
      unknown.isEmpty
      ? open.reduce(sum.range.upper) { total, figure in
        total.flatMap { total in figure.range.upper.map { total + $0 } }
      } : nil
    evidence.sum = Quantity(
      sum.value, sum.dimension, rounding: sum.rounding,
      range: ValueRange(from: sum.range.lower, to: upper))
  }

  /// Says which years of the period no row that counts touches.
  private func addGaps(of period: Period, to evidence: inout Evidence) {
    guard !evidence.rows(.counted).isEmpty else { return }
    let periods = evidence.rows(.counted).compactMap { part -> Period? in
      if case .flow(let row) = part.row { network.flowRows[row].period } else { nil }
    }
    evidence.missing += Self.gaps(of: period, in: periods)
  }

  static func gaps(of period: Period, in periods: [Period]) -> [MissingEvidence] {
    guard !period.isUnknown else { return [] }
    var missing: [MissingEvidence] = []
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
  ) -> Evidence {
    var evidence = Evidence()
    var periods: [Period] = []
    var unknown: [Int] = []
    for id in ids {
      guard let row = row(id) else { continue }
      let figure = figure(of: row)
      var role = Part.Role.counted
      let precision = precision(of: row)
      let wanted = dimension ?? evidence.sum?.dimension
      if precision == .derived || precision == .inferred {
        role = .notEvidence
      } else if let figure {
        if let wanted, figure.dimension != wanted {
          role = .otherUnit
        } else {
          evidence.sum = evidence.sum.map { $0 + figure } ?? figure
          periods.append(self.period(of: row))
        }
      } else {
        role = .unknownAmount
        if case .flow(let index) = row { unknown.append(index) }
      }
      evidence.parts.append(Part(row, role, figure))
    }
    if !unknown.isEmpty { evidence.missing.append(.amounts(unknown)) }
    if evidence.sum == nil {
      evidence.missing.append(evidence.rows(.notEvidence).isEmpty ? .rows : .evidence)
    } else if let period {
      evidence.missing += Self.gaps(of: period, in: periods)
    }
    return evidence
  }

  func figure(of row: Part.Row) -> Quantity? {
    switch row {
    case .flow(let index): Quantity(network.flow(at: index))
    case .claim(let index): Quantity(network.claims[index])
    case .rule(let index): amount(of: network.rules[index], in: nil)
    case .event(let index):
      network.events[index].count.map {
        Quantity(printed: $0, unit: network.events[index].unit ?? "")
      }
    }
  }

  private func precision(of row: Part.Row) -> Precision {
    switch row {
    case .flow(let index): network.flowRows[index].precision
    case .claim(let index): network.claims[index].precision
    case .rule, .event: .exact
    }
  }

  private func period(of row: Part.Row) -> Period {
    switch row {
    case .flow(let index): network.flowRows[index].period
    case .claim(let index): network.claims[index].period
    case .rule(let index): network.rules[index].period
    case .event(let index): network.events[index].date
    }
  }

  /// What a rule asks for in a year: its amount grown from its base year, else its threshold.
  func amount(of rule: Rule, in year: Int?) -> Quantity? {
    guard let base = rule.baseAmount else {
      return rule.threshold.map { Quantity(ExactRatio($0), .unit(rule.per ?? "")) }
    }
    let yuan = ExactRatio(base) * Quantity.factor(of: MoneyUnit.yuan.rawValue)
    guard let rate = rule.rate, let first = rule.baseYear else { return Quantity(yuan, .money) }
    guard let year, year >= first else { return nil }
    return Quantity(yuan * (.one + ExactRatio(rate)).power(year - first), .money)
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
  /// Whether the whole of another period lies in it; a bound that is open or unknown lies in such a bound alone.
  func encloses(_ other: Period) -> Bool {
    guard !other.isUnknown else { return false }
    return firstDay <= other.firstDay && other.lastDay <= lastDay
  }

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
