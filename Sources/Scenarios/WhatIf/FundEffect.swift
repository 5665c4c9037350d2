public import Analysis
public import NetworkModel

/// What a change did to the amounts of one kind.
///
/// ## Conventions
/// - A flow counts with what it has beyond its parts of the same kind; repeats do not count.
/// - Items (projects, shops) have their unit in common and nothing else; they are never added up, and have no effect here.
/// - What leaves one donor–recipient pair and arrives at another is moved; what arrives beyond that is added, what leaves
///   beyond that is cut.
public struct FundEffect: Hashable, Sendable {
  public let kind: FundKind
  /// In fen for money, else in the unit.
  public let moved: ExactRatio
  public let added: ExactRatio
  public let cut: ExactRatio

  /// The amount of a sum of this kind; nothing when it does not fit.
  public static func amount(_ value: ExactRatio, _ kind: FundKind) -> Amount? {
    kind.unit == nil
      ? value.exactMoney.map(Amount.money) : value.exactDecimal.map(Amount.quantity)
  }
}

/// That nothing is lost or made up: what was there, what was added and cut, and what is there now.
public struct FundBalance: Hashable, Sendable {
  public let kind: FundKind
  public let before: ExactRatio
  public let added: ExactRatio
  public let cut: ExactRatio
  /// Counted anew in the network that came out.
  public let after: ExactRatio

  /// To the last fen.
  public var holds: Bool { before + added - cut == after }
}

/// Sums of contributions by donor and recipient.
struct FundContributions {
  struct Key: Hashable {
    var kind: FundKind
    var donor: String
    var recipient: String
  }

  private(set) var sums: [Key: ExactRatio] = [:]

  /// The differences that edits make, with a way to find the row of an id as it stands.
  init(_ edits: [Edit], record: (String) -> FlowRecord?) {
    for case .flow(let before, let after) in edits {
      if let before { add(before, -1, record) }
      if let after { add(after, 1, record) }
    }
  }

  private mutating func add(
    _ flow: FlowRecord, _ sign: Int, _ record: (String) -> FlowRecord?
  ) {
    guard flow.measure != .items, flow.sameAs.isEmpty || record(flow.sameAs) == nil,
      let amount = flow.value
    else { return }
    let value = amount * ExactRatio(sign)
    let kind = FundKind(flow)
    sums[Key(kind: kind, donor: flow.donor, recipient: flow.recipient), default: .zero] =
      (sums[Key(kind: kind, donor: flow.donor, recipient: flow.recipient)] ?? .zero) + value
    if !flow.partOf.isEmpty, let whole = record(flow.partOf), FundKind(whole) == kind,
      whole.amount != nil
    {
      let key = Key(kind: kind, donor: whole.donor, recipient: whole.recipient)
      sums[key] = (sums[key] ?? .zero) - value
    }
  }

  /// In order of kind.
  var effects: [FundEffect] {
    var gains: [FundKind: (up: ExactRatio, down: ExactRatio)] = [:]
    for (key, value) in sums where !value.isZero {
      var entry = gains[key.kind] ?? (.zero, .zero)
      if value.isNegative { entry.down = entry.down - value } else { entry.up = entry.up + value }
      gains[key.kind] = entry
    }
    return gains.sorted { $0.key.order < $1.key.order }.map { kind, entry in
      let moved = min(entry.up, entry.down)
      return FundEffect(
        kind: kind, moved: moved, added: entry.up - moved, cut: entry.down - moved)
    }
  }
}

extension FlowRecord {
  /// Fen, or the number in its unit.
  var value: ExactRatio? {
    switch amount {
    case .money(let money): ExactRatio(money)
    case .quantity(let number): ExactRatio(number)
    case nil: nil
    }
  }
}

extension PairingNetwork {
  /// All amounts of each kind, each counted once.
  func countedFunds() -> [FundKind: ExactRatio] {
    var sums: [FundKind: ExactRatio] = [:]
    for flow in flows where flow.measure != .items {
      guard let amount = flow.amount else { continue }
      let row = flow.row
      if !row.sameAs.isEmpty, self.flow(row.sameAs) != nil { continue }
      let value: ExactRatio =
        switch amount {
        case .money(let money): ExactRatio(money)
        case .quantity(let number): ExactRatio(number)
        }
      let kind = FundKind(row, in: text)
      if let whole = self.flow(row.partOf), FundKind(flowRows[whole], in: text) == kind,
        flowRows[whole].amount != nil
      {
        continue
      }
      sums[kind] = (sums[kind] ?? .zero) + value
    }
    return sums
  }
}
