public import NetworkModel

/// How much of an envelope its parts use: 1,000 paid of 2,000 set aside.
///
/// ## Conventions
/// - An envelope is a flow with a known amount that other flows name in `part_of`, of the same measure and unit.
/// - Parts of each status stand apart, because a later step of a tranche is the same money. Repeats and parts of parts
///   are not added.
/// - ``share`` is absent when the envelope is no exact number or is zero; with parts that have bounds it is a bound.
public struct Utilisation: Sendable {
  /// Rows of the flows table.
  public let envelope: Int
  public let status: FlowStatus
  /// The parts of this status, ascending.
  public let parts: [Int]
  public let used: Amount?
  public let precision: TotalPrecision
  /// What is left of the envelope; never below zero.
  public let left: Amount?
  public let share: ExactRatio?
  /// Parts whose amount is not known.
  public let unknownCount: Int
}

/// Every envelope of a measure with what its parts use, in order of the envelope's row and the step.
///
/// - Complexity: O(*f* + *p* log *f*) for *f* flows, *p* of them parts.
public func utilisations(
  _ measure: Measure = .money, within place: NodeIndex? = nil, in network: PairingNetwork
) -> [Utilisation] {
  let inside = place.map { InsideNodes($0, in: network) }
  var parts: [Int: [Int]] = [:]
  for row in network.flowRows.indices where network.flowRows[row].measure == measure {
    guard network.flowRows[row].sameAs.isEmpty,
      let whole = network.flow(network.flowRows[row].partOf),
      network.flowRows[whole].measure == measure, network.flowRows[whole].amount != nil
    else { continue }
    if let inside, !inside.contains(NodeIndex(Int(network.flowRecipients[whole]))) { continue }
    parts[whole, default: []].append(row)
  }
  return parts.keys.sorted().flatMap { whole in
    FlowStatus.allCases.compactMap { status in
      let rows = (parts[whole] ?? []).filter { network.flowRows[$0].status == status }
      return rows.isEmpty ? nil : utilisation(of: whole, status, rows, in: network)
    }
  }
}

private func utilisation(
  of whole: Int, _ status: FlowStatus, _ rows: [Int], in network: PairingNetwork
) -> Utilisation? {
  guard let envelope = network.flowRows[whole].amount else { return nil }
  var sum = FlowSum()
  var scale: UInt8 = 0
  var isComparable = true
  for row in rows + [whole] {
    switch (network.flowRows[row].amount, envelope) {
    case (.quantity(let number)?, .quantity): scale = max(scale, number.scale)
    case (.money?, .money), (nil, _): break
    default: isComparable = false
    }
  }
  guard isComparable else { return nil }
  for row in rows {
    let flow = network.flowRows[row]
    if let part = FlowLedger.contribution(flow, scale) {
      sum.add(part, of: row, precision: flow.precision, isRest: false, isUncertain: false)
    } else {
      sum.addUnknown(row)
    }
  }
  let isMoney = if case .money = envelope { true } else { false }
  let total = sum.total(
    FlowTotal.Kind(
      boundary: nil, measure: network.flowRows[whole].measure,
      unit: isMoney ? nil : network.text[network.flowRows[whole].unit], status: status), keys: []
  ) { Amount(atoms: $0, isMoney: isMoney, scale: scale) }
  let isExact = network.flowRows[whole].precision == .exact
  let left = total.amount.flatMap { used -> Amount? in
    let rest = envelope.atoms - used.atoms
    let least = rest.isNegative ? .zero : rest
    return isMoney
      ? least.exactMoney.map(Amount.money) : least.exactDecimal.map(Amount.quantity)
  }
  return Utilisation(
    envelope: whole, status: status, parts: rows, used: total.amount, precision: total.precision,
    left: left,
    share: isExact ? total.amount.flatMap { $0.atoms.divided(by: envelope.atoms) } : nil,
    unknownCount: total.unknownCount)
}
