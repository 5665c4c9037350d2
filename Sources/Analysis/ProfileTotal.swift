public import NetworkModel

/// A sum of flows that may be added: of one direction, measure, unit, category, status, period and precision.
///
/// ## Conventions
/// - A part of a flow that is counted itself is not counted again; nor is a repeat of one. A part whose whole
///   stands outside the profile, has another status, or has no amount, counts.
/// - What goes to or comes from a group that holds the node counts for the group only.
/// - Items are listed and never added: projects, shops and workshops share the unit 个 and nothing else.
/// - An unknown amount adds nothing and is counted as unknown, so a total with unknowns is a lower end.
public struct ProfileTotal: Sendable {
  public let direction: Profile.Direction
  public let measure: Measure
  /// The unit of a quantity; absent for money.
  public let unit: String?
  public let category: String
  public let status: FlowStatus
  public let period: Period
  public let precision: Precision
  /// Absent when no amount is known, or when the sum does not fit.
  public let amount: Amount?
  public let flowCount: Int
  public let unknownCount: Int
}

extension ProfileTotal {
  /// Positions of the lines that may be added without counting a fact twice.
  static func counted(_ lines: [Profile.FlowLine], in network: PairingNetwork) -> Set<Int> {
    var lineOfFlow: [Int: Int] = [:]
    for (position, line) in lines.enumerated()
    where line.position != .group && line.flow.measure != .items {
      lineOfFlow[line.flow.index] = position
    }
    let counting = CountedFlows(network: network) { whole, part in
      guard let a = lineOfFlow[whole], let b = lineOfFlow[part] else { return false }
      return lines[a].direction == lines[b].direction
        && lines[a].flow.measure == lines[b].flow.measure
        && lines[a].flow.status == lines[b].flow.status
    }
    return Set(counting.rows(of: Array(lineOfFlow.keys)).compactMap { lineOfFlow[$0] })
  }

  /// The totals of lines that may be added, in the order in which their first lines stand.
  static func totals(of lines: [Profile.FlowLine]) -> [ProfileTotal] {
    struct Key: Hashable {
      var direction: Profile.Direction
      var measure: Measure
      var unit: String?
      var category: String
      var status: FlowStatus
      var period: Period
      var precision: Precision
    }
    var order: [Key] = []
    var groups: [Key: [Flow]] = [:]
    for line in lines {
      let flow = line.flow
      let key = Key(
        direction: line.direction, measure: flow.measure, unit: unit(of: flow),
        category: flow.category, status: flow.status, period: year(of: flow.period),
        precision: flow.precision)
      if groups[key] == nil { order.append(key) }
      groups[key, default: []].append(flow)
    }
    return order.map { key in
      let flows = groups[key] ?? []
      let amounts = flows.compactMap(\.amount)
      return ProfileTotal(
        direction: key.direction, measure: key.measure, unit: key.unit, category: key.category,
        status: key.status, period: key.period, precision: key.precision, amount: sum(amounts),
        flowCount: flows.count, unknownCount: flows.count - amounts.count)
    }
  }

  /// The year in which a period surely lies, else the period.
  private static func year(of period: Period) -> Period {
    guard case .date(_, .certain) = period.start, case .date(_, .certain) = period.end,
      let year = period.singleYear, let date = CalendarDate(year: year)
    else { return period }
    return Period(date)
  }

  private static func unit(of flow: Flow) -> String? {
    if case .money = flow.amount { return nil }
    return flow.measure.isMonetary ? nil : flow.unit
  }

  private static func sum(_ amounts: [Amount]) -> Amount? {
    guard var total = amounts.first else { return nil }
    for amount in amounts.dropFirst() {
      switch (total, amount) {
      case (.money(let a), .money(let b)):
        guard let sum = a.adding(b) else { return nil }
        total = .money(sum)
      case (.quantity(let a), .quantity(let b)):
        guard let sum = a.adding(b) else { return nil }
        total = .quantity(sum)
      default: return nil
      }
    }
    return total
  }
}
