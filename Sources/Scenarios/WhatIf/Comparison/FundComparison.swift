public import Analysis
public import NetworkModel

/// What a place gets (or gives) before and after, of one kind.
public struct FundComparison: Sendable {
  public let place: NodeIndex
  /// It lies at or below no place of the level asked for: a province, a group.
  public let isUnsplit: Bool
  public let kind: FlowTotal.Kind
  /// Absent when nothing is on record.
  public let before: FlowTotal?
  public let after: FlowTotal?

  /// After less before, of the numbers as they stand; what is not on record adds nothing.
  public var difference: Amount? { Self.difference(before, after, unit: kind.unit) }

  /// In hundredths of before; absent without a before.
  public var percent: ExactRatio? { Self.percent(difference, of: before) }

  static func percent(_ difference: Amount?, of before: FlowTotal?) -> ExactRatio? {
    guard let before = before?.amount?.ratio, let difference = difference?.ratio else { return nil }
    return difference.divided(by: before).map { $0 * ExactRatio(100) }
  }

  static func difference(_ before: FlowTotal?, _ after: FlowTotal?, unit: String?) -> Amount? {
    let change = (after?.amount?.ratio ?? .zero) - (before?.amount?.ratio ?? .zero)
    return unit == nil
      ? change.exactMoney.map(Amount.money) : change.exactDecimal.map(Amount.quantity)
  }

  /// Lines of one kind in order of the places; what has neither is not there.
  ///
  /// - Complexity: O(flows · log flows).
  static func lines(
    _ question: ComparisonQuestion, _ before: PairingNetwork, _ after: PairingNetwork
  ) -> [FundComparison] {
    let dimension: FlowDimension =
      question.side == .recipient ? .recipient(question.level) : .donor(question.level)
    let old = FlowAccounts(question.flows, in: before).breakdown(by: [dimension])
    let new = FlowAccounts(question.flows, in: after).breakdown(by: [dimension])
    struct Key: Hashable {
      var kind: FlowTotal.Kind
      var place: NodeIndex
    }
    var found: [Key: (before: FlowTotal?, after: FlowTotal?, isUnsplit: Bool)] = [:]
    func take(_ totals: [FlowTotal], isNew: Bool) {
      for total in totals {
        guard case .node(let place, let isUnsplit) = total.keys.first else { continue }
        let key = Key(kind: total.kind, place: place)
        var entry = found[key] ?? (nil, nil, isUnsplit)
        if isNew { entry.after = total } else { entry.before = total }
        found[key] = entry
      }
    }
    take(old, isNew: false)
    take(new, isNew: true)
    return found.map { key, entry in
      FundComparison(
        place: key.place, isUnsplit: entry.isUnsplit, kind: key.kind, before: entry.before,
        after: entry.after)
    }.sorted { a, b in
      if a.kind != b.kind { return a.kind.order < b.kind.order }
      return a.isUnsplit == b.isUnsplit ? a.place < b.place : !a.isUnsplit
    }
  }
}

/// All that is given of one kind, before and after.
public struct TotalComparison: Sendable {
  public let kind: FlowTotal.Kind
  public let before: FlowTotal?
  public let after: FlowTotal?

  public var difference: Amount? {
    FundComparison.difference(before, after, unit: kind.unit)
  }

  /// In hundredths of before; absent without a before.
  public var percent: ExactRatio? { FundComparison.percent(difference, of: before) }

  static func lines(
    _ question: ComparisonQuestion, _ before: PairingNetwork, _ after: PairingNetwork
  ) -> [TotalComparison] {
    let old = FlowAccounts(question.flows, in: before).totals
    let new = FlowAccounts(question.flows, in: after).totals
    let kinds = (old + new).reduce(into: [FlowTotal.Kind]()) { kinds, total in
      if !kinds.contains(total.kind) { kinds.append(total.kind) }
    }
    return kinds.sorted { $0.order < $1.order }.map { kind in
      TotalComparison(
        kind: kind, before: old.first { $0.kind == kind }, after: new.first { $0.kind == kind })
    }
  }
}

extension FlowTotal.Kind {
  /// By unit, then step.
  var order: (String, Int) {
    (unit ?? "", FlowStatus.allCases.firstIndex(of: status) ?? 0)
  }
}

extension Amount {
  /// Fen, or the number in its unit.
  var ratio: ExactRatio {
    switch self {
    case .money(let money): ExactRatio(money)
    case .quantity(let number): ExactRatio(number)
    }
  }
}
