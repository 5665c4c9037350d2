public import NetworkModel

/// What each place had before and after, of one kind of flow: between two spans of years, or without and with a scenario.
///
/// ## Conventions
/// - One measure, unit, status and class of boundary: anything else has no difference, and is refused.
/// - Amounts are those of ``FlowAccounts/breakdown(by:order:)``: each fact counts once, and the lines of each side add up to
///   its total. They exceed it by ``excessBefore`` or ``excessAfter`` where parts exceed their wholes, or where a flow that may
///   be part of another is its place's all the same, but is left out of the total.
/// - Silence is not 0. A place with a record on one side only has begun or ended; its difference is all that it has, because
///   what is not on record adds nothing, and its course says so.
/// - A place of which an amount is wholly unknown on a side has no difference. ``unsettled`` is what such places have on the
///   other side: the differences of the lines and it, less the growth of the excess, are the difference of the totals.
/// - Places of the level that have nothing on record on either side are lines too, when they lie in a province that has some
///   line; lines of what is not split among places of the level (a province, a group) stand last.
public struct AmountChange: Hashable, Sendable {
  /// What is on record of a place on one side.
  public enum Side: Hashable, Sendable {
    case noRecord
    /// There are flows, and no amount is known.
    case unknown
    /// A sum in atoms, with what the record leaves open.
    case amount(Int64, mayBeMore: Bool, mayBeLess: Bool)

    /// Absent without a known amount.
    public var atoms: Int64? {
      if case .amount(let atoms, _, _) = self { atoms } else { nil }
    }
  }

  /// What became of a place.
  public enum Course: String, Term {
    case rise
    /// Something on record after, nothing on record before.
    case begun
    case fall
    /// Something on record before, nothing on record after.
    case ended
    case unchanged
    /// On record as 0 on both sides, or on one with silence on the other.
    case zero
    /// The amount of a side is unknown.
    case unknown
    case noRecord = "no_record"

    public var label: Wording {
      switch self {
      case .rise: Wording(en: "more", zh: "增加")
      case .begun: Wording(en: "more; no record before", zh: "增加（前期无记录）")
      case .fall: Wording(en: "less", zh: "减少")
      case .ended: Wording(en: "less; no record after", zh: "减少（后期无记录）")
      case .unchanged: Wording(en: "unchanged", zh: "不变")
      case .zero: Wording(en: "on record as 0", zh: "记录为零")
      case .unknown: Wording(en: "amount of a side unknown", zh: "前期或后期数额不详")
      case .noRecord: Wording(en: "no record on either side", zh: "前后均无记录")
      }
    }
  }

  /// A place with its two sides.
  public struct Line: Hashable, Sendable {
    public let id: String
    /// It lies at or below no place of the level asked for: a province, a group.
    public let isUnsplit: Bool
    public let before: Side
    public let after: Side
    /// Rules that bound the place, by name.
    public var rules: [RuleMark] = []

    public init(id: String, isUnsplit: Bool = false, before: Side, after: Side) {
      self.id = id
      self.isUnsplit = isUnsplit
      self.before = before
      self.after = after
    }

    /// After less before in atoms, silence adding nothing; absent when an amount is unknown, or without any record.
    public var difference: Int64? {
      switch (before, after) {
      case (.unknown, _), (_, .unknown), (.noRecord, .noRecord): nil
      default: (after.atoms ?? 0) - (before.atoms ?? 0)
      }
    }

    public var course: Course {
      guard let difference else {
        return before == .noRecord && after == .noRecord ? .noRecord : .unknown
      }
      let isZero = (before.atoms ?? 0) == 0 && (after.atoms ?? 0) == 0
      if isZero { return .zero }
      if before == .noRecord { return .begun }
      if after == .noRecord { return .ended }
      return difference > 0 ? .rise : difference < 0 ? .fall : .unchanged
    }
  }

  /// A rule that bounds a place.
  public struct RuleMark: Hashable, Sendable {
    public enum Outcome: String, Term {
      case kept, broken, open

      public var label: Wording {
        switch self {
        case .kept: Wording(en: "kept", zh: "满足")
        case .broken: Wording(en: "not met", zh: "未达到")
        case .open: Wording(en: "cannot be determined", zh: "无法判定")
        }
      }
    }

    /// The id of the rule, or its number among the requirements of a scenario.
    public let id: String
    /// Its short name.
    public let name: Wording
    public let outcome: Outcome

    public init(id: String, name: Wording, outcome: Outcome) {
      self.id = id
      self.name = name
      self.outcome = outcome
    }
  }

  /// The unit of a quantity; absent for money.
  public let unit: String?
  /// Decimals of the atoms of a quantity; money is in fen.
  public let scale: UInt8
  /// The step of the flows; absent without any.
  public let status: FlowStatus?
  /// By id, what is not split last.
  public var lines: [Line]
  public let before: Side
  public let after: Side

  /// The difference of the totals in atoms; absent when a side has flows and no known amount, or neither has a record.
  public var difference: Int64? {
    Line(id: "", before: before, after: after).difference
  }

  /// What belongs to places of which a side is unknown: after less before of what is known of them, in atoms.
  public var unsettled: Int64 {
    lines.filter { $0.course == .unknown }.reduce(0) {
      $0 + ($1.after.atoms ?? 0) - ($1.before.atoms ?? 0)
    }
  }

  /// By how much the lines add up to more than the total, in atoms.
  public var excessBefore: Int64 {
    lines.reduce(0) { $0 + ($1.before.atoms ?? 0) } - (before.atoms ?? 0)
  }

  public var excessAfter: Int64 {
    lines.reduce(0) { $0 + ($1.after.atoms ?? 0) } - (after.atoms ?? 0)
  }

  /// Whether both sides have the same total to the last atom.
  public var isBalanced: Bool { before.atoms != nil && before.atoms == after.atoms }

  /// A number of atoms as an amount.
  public func amount(_ atoms: Int64) -> Amount {
    unit == nil ? .money(Money(fen: atoms)) : .quantity(ExactDecimal(atoms, scale: scale))
  }

  /// Amounts of money of places that are known by their ids, such as those of a plan.
  public init(
    money lines: [(id: String, before: Money, after: Money)], status: FlowStatus? = nil
  ) {
    func side(_ money: Money) -> Side {
      .amount(money.fen, mayBeMore: false, mayBeLess: false)
    }
    self.unit = nil
    self.scale = 0
    self.status = status
    self.lines = lines.map { Line(id: $0.id, before: side($0.before), after: side($0.after)) }
      .sorted { $0.id < $1.id }
    before = side(lines.reduce(.zero) { $0 + $1.before })
    after = side(lines.reduce(.zero) { $0 + $1.after })
  }
}

extension AmountChange {
  /// Which end of a flow the lines are about.
  public enum End: String, CaseIterable, Sendable {
    case recipient, donor
  }

  /// The change between two accounts, of one network or of two that have the same places.
  ///
  /// - Parameter level: places below it stand for the place of the level in which they lie.
  /// - Throws: ``PathsError`` when the flows have no one sum.
  /// - Complexity: O(flows + places · depth) expected time.
  public init(
    _ old: FlowAccounts, _ new: FlowAccounts, by end: End = .recipient, level: Level
  ) throws(PathsError) {
    let kinds = (old.totals + new.totals).reduce(into: [FlowTotal.Kind]()) { kinds, total in
      if !kinds.contains(total.kind) { kinds.append(total.kind) }
    }
    guard kinds.count <= 1 else { throw .mixed(MixedTotals(kinds: kinds)) }
    if kinds.first?.measure == .items { throw .notAdditive }
    let network = new.network
    let dimension: FlowDimension = end == .recipient ? .recipient(level) : .donor(level)
    let parts = [old.breakdown(by: [dimension]), new.breakdown(by: [dimension])]
    let totals = [old.totals.first, new.totals.first]
    let amounts = (parts.joined().map(\.amount) + totals.map { $0?.amount }).compactMap(\.self)
    let scale = amounts.map(\.decimals).max() ?? 0
    func side(_ total: FlowTotal?) throws(PathsError) -> Side {
      guard let total else { return .noRecord }
      guard let amount = total.amount else { return .unknown }
      guard let atoms = amount.atoms(scale), abs(atoms) < Int64.max / 4 else { throw .tooLarge }
      let (more, less) = total.precision.openEnds
      return .amount(atoms, mayBeMore: more, mayBeLess: less)
    }
    struct Place: Hashable {
      var node: NodeIndex
      var isUnsplit: Bool
    }
    var found: [Place: [FlowTotal?]] = [:]
    for (number, part) in parts.enumerated() {
      for total in part {
        guard case .node(let node, let isUnsplit)? = total.keys.first else { continue }
        found[Place(node: node, isUnsplit: isUnsplit), default: [nil, nil]][number] = total
      }
    }
    let provinces = Set(found.keys.compactMap { network.ancestor(of: $0.node, at: .province) })
    for node in network.nodeIndices where network.kind(of: node).level == level {
      let place = Place(node: node, isUnsplit: false)
      guard found[place] == nil, let province = network.ancestor(of: node, at: .province),
        provinces.contains(province)
      else { continue }
      found[place] = [nil, nil]
    }
    var lines: [Line] = []
    for place in found.keys.sorted(by: { a, b in
      a.isUnsplit == b.isUnsplit ? a.node < b.node : b.isUnsplit
    }) {
      lines.append(
        Line(
          id: network[place.node].id, isUnsplit: place.isUnsplit,
          before: try side(found[place]?[0]), after: try side(found[place]?[1])))
    }
    unit = kinds.first?.unit
    self.scale = scale
    status = kinds.first?.status
    self.lines = lines
    before = try side(totals[0])
    after = try side(totals[1])
  }
}

extension TotalPrecision {
  /// Whether the truth may be more, or less, than the number.
  fileprivate var openEnds: (more: Bool, less: Bool) {
    switch self {
    case .exact, .derived, .inferred: (false, false)
    case .atLeast: (true, false)
    case .atMost: (false, true)
    case .range, .approximate: (true, true)
    }
  }
}

extension Amount {
  fileprivate var decimals: UInt8 {
    if case .quantity(let number) = self { number.scale } else { 0 }
  }

  /// Fen, or the number in units of 10 to the power of −`scale`; nothing when it does not fit.
  fileprivate func atoms(_ scale: UInt8) -> Int64? {
    switch self {
    case .money(let money): return money.fen
    case .quantity(let number):
      return (number.scale..<max(scale, number.scale)).reduce(Int64?(number.significand)) {
        value, _ in
        value.flatMap {
          let (product, overflow) = $0.multipliedReportingOverflow(by: 10)
          return overflow ? nil : product
        }
      }
    }
  }
}
