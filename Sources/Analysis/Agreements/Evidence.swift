public import NetworkModel

/// What rules are held against: amounts, and the places, documents, events and indicators that are known.
///
/// A value of its own, so that the record, a scenario and a plan typed by hand are judged by the same functions. The
/// network lends its nodes and groups for containment; the amounts are in ``rows`` and come from wherever the caller likes.
public struct Evidence: Sendable {
  /// For which years ``rows`` hold everything that was given.
  public enum Completeness: Hashable, Sendable {
    /// What is not on record may have been given all the same.
    case none
    /// What is not listed for these years was not given.
    case years(Set<Int>)
    case all
  }

  /// Nodes and groups.
  public let places: PairingNetwork
  public var rows: [EvidenceRow]
  public var completeness: Completeness
  public var agreements: [Agreement]
  public var claims: [Claim]
  public var events: [Event]
  public var indicators: [Indicator]

  /// The record of a network. Rows are in id order.
  ///
  /// - Complexity: O(flows) time and memory.
  public init(_ network: PairingNetwork, completeness: Completeness = .none) {
    self.init(
      rows: network.flows.map { EvidenceRow($0) }, in: network, completeness: completeness)
  }

  /// Amounts from elsewhere; documents, claims, events and indicators are those of the network.
  public init(
    rows: [EvidenceRow], in places: PairingNetwork, completeness: Completeness = .none
  ) {
    self.places = places
    self.rows = rows.sorted { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }
    self.completeness = completeness
    agreements = places.agreements
    claims = places.claims
    events = places.events
    indicators = places.indicators
  }

  /// The steps of money that count as giving, the one nearest to the recipient last.
  ///
  /// What is pledged, agreed or signed is a promise and fulfils nothing. A planned amount counts as given only in the years
  /// of a plan, where the plan is all there is.
  public static let countedStatuses: [FlowStatus] = [
    .allocated, .disbursed, .spent, .invested, .realised,
  ]

  /// How far a row has come; nothing for a promise.
  func step(of row: EvidenceRow) -> Int? {
    if row.status == .planned {
      return isPlan && row.period.singleYear.map(isComplete(year:)) ?? false
        ? Self.countedStatuses.count : nil
    }
    return Self.countedStatuses.firstIndex(of: row.status)
  }

  /// Made from a plan, so that what is planned is what is judged.
  public internal(set) var isPlan = false

  func isComplete(year: Int) -> Bool {
    switch completeness {
    case .none: false
    case .years(let years): years.contains(year)
    case .all: true
    }
  }

  func isComplete(in judged: JudgedPeriod) -> Bool {
    if completeness == .all { return true }
    return judged.years?.allSatisfy(isComplete(year:)) ?? false
  }
}

/// One line of a plan: so much, from whom, to whom, for what, in which year.
public struct PlannedAmount: Hashable, Sendable {
  /// Ids of nodes.
  public var donor: String
  public var recipient: String
  public var category: String
  public var year: Int
  public var amount: Money

  public init(donor: String, recipient: String, category: String, year: Int, amount: Money) {
    self.donor = donor
    self.recipient = recipient
    self.category = category
    self.year = year
    self.amount = amount
  }
}

/// A line of a plan that cannot be judged.
public enum PlanFault: Error, Hashable, Sendable {
  /// The line, counted from 1, and the id that no node has.
  case unknownNode(line: Int, id: String)
  case noSuchYear(line: Int, year: Int)
  case negativeAmount(line: Int)

  public var message: Wording {
    switch self {
    case .unknownNode(let line, let id):
      Wording(
        en: "Line \(line) of the plan: there is no node ‘\(id)’.",
        zh: "方案第 \(line) 行：没有编号为“\(id)”的节点。")
    case .noSuchYear(let line, let year):
      Wording(
        en: "Line \(line) of the plan: \(year) is not a year between 0 and 9999.",
        zh: "方案第 \(line) 行：\(year) 不是 0 至 9999 之间的年份。")
    case .negativeAmount(let line):
      Wording(
        en: "Line \(line) of the plan: an amount is not negative.",
        zh: "方案第 \(line) 行：金额不得为负。")
    }
  }
}

extension Evidence {
  /// A plan: what it does not list for its years is not given in them.
  ///
  /// - Parameter history: what was given in other years, for rules that look back; its rows that touch a year of the plan
  ///   are left out.
  /// - Throws: the first line that names no node, no year, or less than nothing.
  public init(
    plan: [PlannedAmount], in places: PairingNetwork, history: Evidence? = nil
  ) throws(PlanFault) {
    var rows: [EvidenceRow] = []
    var years: Set<Int> = []
    let width = String(plan.count).utf8.count
    for (index, line) in plan.enumerated() {
      func node(_ id: String) throws(PlanFault) -> NodeIndex {
        guard let node = places.node(id: id) else {
          throw .unknownNode(line: index + 1, id: id)
        }
        return node
      }
      guard let date = CalendarDate(year: line.year) else {
        throw .noSuchYear(line: index + 1, year: line.year)
      }
      guard line.amount >= .zero else { throw .negativeAmount(line: index + 1) }
      let number = String(index + 1)
      rows.append(
        EvidenceRow(
          id: "plan-" + String(repeating: "0", count: width - number.utf8.count) + number,
          measure: .money, category: line.category, donor: try node(line.donor),
          recipient: try node(line.recipient), period: Period(date), amount: .money(line.amount),
          unit: MoneyUnit.yuan.rawValue, status: .planned))
      years.insert(line.year)
    }
    let earlier = (history?.rows ?? []).filter { row in
      !years.contains { year in
        CalendarDate(year: year).map { row.period.overlaps(Period($0)) || row.period.isUnknown }
          ?? false
      }
    }
    var complete = years
    if case .years(let known) = history?.completeness { complete.formUnion(known) }
    self.init(
      rows: rows + earlier, in: places,
      completeness: history?.completeness == .all ? .all : .years(complete))
    isPlan = true
    if let history {
      (agreements, claims) = (history.agreements, history.claims)
      (events, indicators) = (history.events, history.indicators)
    }
  }
}
