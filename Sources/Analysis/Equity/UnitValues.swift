public import NetworkModel

/// What each unit of a question received or gave, and what cannot be laid to one unit.
///
/// ## Conventions
/// - A unit's value is all that ends (or begins) at it or in it. What goes to a group, or to a place above the units, is
///   not split: it stands apart with its amount, and no unit has a share of it.
/// - Both ends in one unit: it is not received; it stands apart, unless it is part of a whole that came from outside.
/// - A unit without a flow has no record, and is never counted as 0. A recorded 0 is 0. A unit whose amounts are all
///   unknown has no value; if only some are, its value is a lower end.
/// - Parts and repeats are netted as in ``FlowAccounts``: units + not split + inside = the total of the flows.
/// - A flow that may already be part of what a place above received is the unit's all the same: whichever it is, the unit
///   received it. Only the total of all, and what the other side gave, leave it out.
///
/// - Complexity: O(flows + nodes · depth) time and memory.
public struct UnitValues: Sendable {
  public struct Line: Sendable {
    public let unit: NodeIndex
    /// Absent without a record.
    public let total: FlowTotal?

    public var state: State {
      guard let total else { return .noRecord }
      return total.amount == nil ? .unknown : .valued
    }
  }

  /// How a unit stands in the record.
  public enum State: String, Term {
    case valued
    /// There are flows, and the amount of none is known (or each may be part of another).
    case unknown
    case noRecord = "no_record"

    public var label: Wording {
      switch self {
      case .valued: Wording(en: "with a value", zh: "有数值")
      case .unknown: Wording(en: "amount unknown", zh: "有记录、金额不明")
      case .noRecord: Wording(en: "no record", zh: "无记录")
      }
    }
  }

  public let accounts: FlowAccounts
  /// All flows of the question; absent when there is none.
  public let whole: FlowTotal?
  /// Every unit, in id order.
  public let units: [Line]
  /// What ends at other nodes: the node, and its total; by node.
  public let notSplit: [(node: NodeIndex, total: FlowTotal)]
  /// Flows inside one unit; absent when there is none.
  public let inside: FlowTotal?
  /// What each node on the other side gave or received of all these flows, at the level of the units where it lies in one.
  public let otherSide: [(node: NodeIndex, total: FlowTotal)]
  /// What all units with a value have together; absent when none has, or when it does not fit.
  public let sum: Amount?

  /// - Throws: what may not be added, see ``EquityError``.
  public init(_ question: EquityQuestion, in network: PairingNetwork) throws(EquityError) {
    guard question.measure != .items else { throw .items }
    let accounts = FlowAccounts(question.flows, in: network)
    var totals = accounts.totals
    if let unit = question.unit { totals.removeAll { $0.kind.unit ?? "CNY" != unit } }
    guard totals.count <= 1 else { throw .mixed(MixedTotals(kinds: totals.map(\.kind))) }
    let kind = totals.first?.kind
    self.accounts = accounts
    whole = totals.first

    let all =
      question.within.map { network.units(question.units, of: $0, at: nil) }
      ?? network.nodeIndices.filter { question.units.contains(network.kind(of: $0)) }
    let standing = StandingNodes(all, in: network)
    let isDonor = question.side == .donor
    let own = isDonor ? network.flowDonors : network.flowRecipients
    let other = isDonor ? network.flowRecipients : network.flowDonors

    /// Whether a row, and the whole of which it is part, stays inside one unit.
    func staysInside(_ row: Int) -> Bool {
      let top = accounts.ledger.outermost(row)
      return standing.unit(of: own[top]).map { $0 == standing.unit(of: other[top]) } ?? false
        && standing.unit(of: own[row]).map { $0 == standing.unit(of: other[row]) } ?? false
    }
    let lines = accounts.lines(of: kind, .inTheLine) { row in
      staysInside(row) ? -1 : standing.unit(of: own[row]) ?? own[row]
    }
    var byNode: [NodeIndex: FlowTotal] = [:]
    for line in lines where line.group >= 0 { byNode[NodeIndex(Int(line.group))] = line.total }
    inside = lines.first { $0.group < 0 }?.total
    units = all.map { Line(unit: $0, total: byNode[$0]) }
    let isUnit = Set(all)
    notSplit = byNode.filter { !isUnit.contains($0.key) }.map { (node: $0.key, total: $0.value) }
      .sorted { $0.node < $1.node }
    for line in units {
      if let amount = line.total?.amount, amount.isNegative { throw .negative(unit: line.unit) }
    }
    var level: Level?
    if case .level(let asked) = question.units { level = asked }
    otherSide = accounts.lines(of: kind, .anywhere) { row in
      guard !staysInside(row) else { return -1 }
      let node = NodeIndex(Int(other[row]))
      return (level.flatMap { network.ancestor(of: node, at: $0) } ?? node).value
    }.filter { $0.group >= 0 }.map { (node: NodeIndex(Int($0.group)), total: $0.total) }
      .sorted { $0.node < $1.node }
    sum = Self.sum(units.compactMap { $0.total?.amount })
  }

  public func count(_ state: State) -> Int { units.count { $0.state == state } }

  /// Units with a value, in id order.
  public var valued: [(unit: NodeIndex, total: FlowTotal, amount: Amount)] {
    units.compactMap { line in
      line.total.flatMap { total in total.amount.map { (line.unit, total, $0) } }
    }
  }

  /// The exact sum of amounts of one unit; nothing of none, or when it does not fit.
  public static func sum(_ amounts: [Amount]) -> Amount? {
    guard var sum = amounts.first else { return nil }
    for amount in amounts.dropFirst() {
      guard let next = sum.adding(amount) else { return nil }
      sum = next
    }
    return sum
  }
}

/// Why flows give units no values that can be compared.
public enum EquityError: Error, Sendable {
  /// Several steps or units.
  case mixed(MixedTotals)
  /// Items have only their unit in common.
  case items
  case negative(unit: NodeIndex)
  /// No unit has the indicator in any year.
  case noIndicator(name: String)
  /// Units with a value that lack the indicator in the year.
  case missingIndicator(name: String, year: Int, units: [NodeIndex])
  /// The indicator must be above 0 to divide by it.
  case notPositive(name: String, year: Int, units: [NodeIndex])
  case mixedIndicatorUnits(name: String, year: Int, units: [String])
  /// A value per head that no binary fraction holds.
  case outOfRange
  /// A long run was stopped.
  case cancelled
}

/// The unit that each node is or lies in, the nearest.
struct StandingNodes {
  private let standing: [Int32]

  init(_ units: [NodeIndex], in network: PairingNetwork) {
    var isUnit = [Bool](repeating: false, count: network.nodeCount)
    for unit in units { isUnit[Int(unit.value)] = true }
    standing = network.nodeIndices.map { node in
      if isUnit[Int(node.value)] { return node.value }
      return network.ancestors(of: node).first { isUnit[Int($0.value)] }?.value ?? -1
    }
  }

  func unit(of node: Int32) -> Int32? {
    let unit = standing[Int(node)]
    return unit < 0 ? nil : unit
  }
}

extension FlowAccounts {
  /// Sums of one kind by a group of each row.
  ///
  fileprivate func lines(
    of kind: FlowTotal.Kind?, _ overlap: FlowLedger.Overlap,
    groupOf: (Int) -> Int32
  ) -> [(group: Int32, total: FlowTotal)] {
    // Groups are numbers from 0 inside the ledger.
    let lines = ledger.lines(overlap) { groupOf($0) + 1 }
    return lines.filter { ledger.kinds[$0.kind] == kind }.map { line in
      (line.group - 1, ledger.total(line.sum, line.kind, keys: []))
    }
  }
}

extension Amount {
  /// The exact sum of two amounts of one unit, or nothing when it does not fit.
  func adding(_ other: Amount) -> Amount? {
    switch (self, other) {
    case (.money(let a), .money(let b)): a.adding(b).map(Amount.money)
    case (.quantity(let a), .quantity(let b)): a.adding(b).map(Amount.quantity)
    case (.money, .quantity), (.quantity, .money): nil
    }
  }

  var isNegative: Bool { atoms.isNegative }
}
