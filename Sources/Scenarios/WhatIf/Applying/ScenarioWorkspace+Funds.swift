internal import Analysis
internal import NetworkModel

/// Changes of money and other flows.
extension ScenarioWorkspace {
  // MARK: - Verbs

  mutating func move(
    _ selection: FundSelection, _ to: [SplitShare], _ portion: Portion
  ) throws(ChangeRefusal) {
    let targets = try split(to)
    var pool = try pool(selection, "move", scale: scale(of: portion))
    if targets.count == 1 {
      // What is there already does not move.
      let target = targets[0].node
      let staying = pool.rows.indices.filter { flowRecipients[pool.rows[$0]] == target }
      guard staying.count < pool.rows.count || pool.rows.isEmpty else {
        let name = name(target)
        throw refusal(
          "to", found: to[0].node,
          Wording(
            en: "the money already goes to \(name.en)", zh: "该款项本就拨付\(name.zh)"),
          Wording(en: "Name another recipient.", zh: "请填写其他受援方。"))
      }
      for position in staying.reversed() {
        pool.total -= pool.available[position]
        pool.rows.remove(at: position)
        pool.available.remove(at: position)
      }
    }
    warnOfPromises(pool, "move")
    let taken = try amounts(portion, of: pool)
    for (position, row) in pool.rows.enumerated() where taken[position] > 0 {
      let source = record(row)
      guard
        let parts = apportioned(taken[position], by: targets.map(\.weight))
      else { continue }
      add(-taken[position], to: row, pool.atoms, keepingWhole: true)
      for (target, part) in zip(targets, parts) where part > 0 {
        var new = source
        new.id = "\(source.id).s\(changeIndex + 1)"
        new.recipient = places[target.node].id
        new.amount = pool.atoms.amount(part)
        if pool.atoms.unit == nil { new.unit = MoneyUnit.yuan.rawValue }
        // A stated amount is what it says; a part of a bound is a bound.
        new.precision = portion.isAmount ? .derived : source.precision.derived
        new.pairing = ""
        new.sameAs = ""
        new.basis = ""
        new.note = "moved from \(source.recipient), flow \(source.id)"
        provenance.stamp(&new, was: nil)
        insert(new)
      }
    }
    warnOfUnknown(pool, "move")
  }

  mutating func set(_ selection: FundSelection, _ amount: FundAmount) throws(ChangeRefusal) {
    let pool = try pool(selection, "set", scale: scale(of: .amount(amount)))
    let wanted = try atoms(amount, pool.atoms, "amount")
    if pool.rows.isEmpty, pool.unknown.count == 1 {
      let row = pool.unknown[0]
      edit(row) {
        $0.amount = pool.atoms.amount(wanted)
        $0.precision = .derived
      }
      stamp(row, was: nil)
      return
    }
    guard !pool.rows.isEmpty else { throw allUnknown("set") }
    warnOfUnknown(pool, "set")
    try spread(wanted - pool.total, over: pool, "amount")
    settle(pool)
  }

  /// A sum that is stated is no bound any more.
  mutating func settle(_ pool: FundPool) {
    for row in pool.rows where draft.flows[row].precision != .exact {
      edit(row) { $0.precision = .derived }
    }
  }

  mutating func scale(
    _ selection: FundSelection, _ percent: UncertainNumber
  ) throws(ChangeRefusal) {
    let pool = try pool(selection, "scale")
    guard !pool.rows.isEmpty else { throw allUnknown("scale") }
    let change = ExactRatio(pool.total) * percent.central * .powerOfTen(-2)
    guard let delta = change.rounded(toPlaces: 0)?.significand else { throw tooLarge("percent") }
    warnOfUnknown(pool, "scale")
    try spread(delta, over: pool, "percent")
  }

  mutating func cut(_ selection: FundSelection, _ portion: Portion) throws(ChangeRefusal) {
    let pool = try pool(selection, "cut", scale: scale(of: portion))
    guard !pool.rows.isEmpty else { throw allUnknown("cut") }
    let taken = try amounts(portion, of: pool)
    warnOfUnknown(pool, "cut")
    for (row, part) in zip(pool.rows, taken) {
      add(-part, to: row, pool.atoms, keepingWhole: false)
    }
  }

  mutating func add(_ funds: NewFunds, _ amount: FundAmount) throws(ChangeRefusal) {
    let donor = try node(funds.donor, "add.donor")
    let targets = try split(funds.recipients, "add.recipient")
    let measure = funds.measure ?? scenario.baseline.measure
    guard let status = funds.status ?? scenario.baseline.status else {
      throw refusal(
        "add",
        Wording(en: "it does not say how far the money has come", zh: "未说明资金环节"),
        Wording(
          en: "Add ‘status’ (such as allocated), here or in the baseline.",
          zh: "请在此处或 baseline 中补充 status（如 allocated）。"))
    }
    guard let period = funds.period ?? scenario.baseline.years.flatMap(Self.period) else {
      throw refusal(
        "add", Wording(en: "it does not say of which year it is", zh: "未说明年份"),
        Wording(
          en: "Add ‘year’, here or in the baseline.", zh: "请在此处或 baseline 中补充 year。"))
    }
    let unit = MoneyUnit(rawValue: amount.unit) == nil ? amount.unit : nil
    if measure.isMonetary, let unit {
      throw refusal(
        "amount", found: unit,
        Wording(en: "this is not a unit of money", zh: "不是货币单位"),
        Wording(en: "Write CNY, 万元 or 亿元.", zh: "请使用 元、万元或亿元。"))
    }
    if measure == .persons || measure == .personTimes {
      let wanted = measure == .persons ? "人" : "人次"
      if amount.unit != wanted {
        throw refusal(
          "amount", found: amount.unit,
          Wording(
            en: "this is not the unit of \(measure.label.en)", zh: "不是\(measure.label.zh)的单位"),
          Wording(en: "Write \(wanted).", zh: "请使用\(wanted)。"))
      }
    }
    if let agreement = funds.agreement, !draft.agreements.contains(where: { $0.id == agreement }) {
      throw refusal(
        "add.agreement", found: agreement,
        Wording(en: "there is no such agreement", zh: "没有这份协议"),
        Wording(en: "Write the id of a row of agreements.", zh: "请填写 agreements 表的编号。"))
    }
    let atoms = FundAtoms(unit: unit, scale: unit == nil ? 0 : amount.number.greatest.scale)
    let total = try self.atoms(amount, atoms, "amount")
    guard let parts = apportioned(total, by: targets.map(\.weight)) else { return }
    for (target, part) in zip(targets, parts) {
      var new = FlowRecord(
        id: "add.s\(changeIndex + 1)", measure: measure, category: funds.category,
        donor: places[donor].id, recipient: places[target.node].id,
        unit: unit ?? MoneyUnit.yuan.rawValue, status: status)
      new.period = period
      new.amount = atoms.amount(part)
      new.precision = .derived
      new.agreement = funds.agreement ?? ""
      provenance.stamp(&new, was: nil)
      insert(new)
    }
  }

  // MARK: - Amounts

  /// What a portion takes from each flow of a pool: proportionally, to the last unit.
  private func amounts(_ portion: Portion, of pool: FundPool) throws(ChangeRefusal) -> [Int64] {
    let wanted: Int64
    switch portion {
    case .all: return pool.available
    case .amount(let amount):
      wanted = try atoms(amount, pool.atoms, "amount")
      if wanted > pool.total { throw tooMuch(wanted, pool) }
    case .percent(let percent):
      let exact = ExactRatio(pool.total) * percent.central * .powerOfTen(-2)
      guard let rounded = exact.rounded(toPlaces: 0)?.significand else { throw tooLarge("percent") }
      wanted = min(rounded, pool.total)
    }
    return apportioned(wanted, by: pool.available) ?? pool.available
  }

  private func tooMuch(_ wanted: Int64, _ pool: FundPool) -> ChangeRefusal {
    let (have, want) = (pool.atoms.text(pool.total), pool.atoms.text(wanted))
    let missing = pool.atoms.text(wanted - pool.total)
    return refusal(
      "amount",
      Wording(
        en: "there is only \(have.en); \(want.en) is \(missing.en) too much",
        zh: "可用数额仅 \(have.zh)；\(want.zh) 超出 \(missing.zh)"),
      Wording(
        en: "Take \(have.en) at most, or choose more flows.", zh: "至多 \(have.zh)，或扩大所选流动的范围。"))
  }

  /// Adds to (or takes from) the flows of a pool in proportion to what they have; evenly when all have nothing.
  mutating func spread(
    _ delta: Int64, over pool: FundPool, _ field: String
  ) throws(ChangeRefusal) {
    guard delta != 0 else { return }
    let weights = pool.total > 0 ? pool.available : pool.available.map { _ in Int64(1) }
    guard let parts = apportioned(Int64(delta.magnitude), by: weights) else { return }
    for (row, part) in zip(pool.rows, parts) where part > 0 {
      let change = delta < 0 ? -part : part
      guard let now = draft.flows[row].amount.flatMap(pool.atoms.count),
        !now.addingReportingOverflow(change).overflow
      else { throw tooLarge(field) }
      add(change, to: row, pool.atoms, keepingWhole: false)
    }
  }

  /// Changes the amount of a flow; its repeats follow, and so do the wholes of its kind unless they are to keep what they have.
  mutating func add(_ delta: Int64, to row: Int, _ atoms: FundAtoms, keepingWhole: Bool) {
    guard delta != 0 else { return }
    var chain = [row]
    if !keepingWhole {
      while let whole = wholeOfOneKind(chain[chain.count - 1]), !chain.contains(whole) {
        chain.append(whole)
      }
    }
    for row in chain {
      guard let old = draft.flows[row].amount, let count = atoms.count(old) else { continue }
      let before = record(row)
      let new = atoms.amount(count + delta)
      for other in [row] + repeats(of: row) where draft.flows[other].amount == old {
        edit(other) {
          $0.amount = new
          if case .money = new { $0.unit = MoneyUnit.yuan.rawValue }
          $0.precision = $0.precision.derived
        }
        stamp(other, was: before)
      }
    }
  }

  // MARK: - Targets

  struct Target {
    var node: NodeIndex
    /// Shares as whole numbers of one scale.
    var weight: Int64
  }

  /// The recipients of a split, their shares as whole weights.
  func split(_ shares: [SplitShare], _ field: String = "to") throws(ChangeRefusal) -> [Target] {
    let scale = shares.map(\.share.scale).max() ?? 0
    let atoms = FundAtoms(unit: "", scale: scale)
    var targets: [Target] = []
    for share in shares {
      let place = shares.count == 1 ? field : "\(field).\(share.node)"
      guard let weight = atoms.count(.quantity(share.share)) else { throw tooLarge(place) }
      let target = try node(share.node, place)
      if targets.contains(where: { $0.node == target }) {
        throw refusal(
          place, found: share.node, Wording(en: "the recipient is named twice", zh: "受援方重复"),
          Wording(en: "Name it once, with its whole share.", zh: "请合并为一项。"))
      }
      targets.append(Target(node: target, weight: weight))
    }
    return targets
  }

  static func period(_ years: ClosedRange<Int>) -> Period? {
    guard let first = CalendarDate(year: years.lowerBound),
      let last = CalendarDate(year: years.upperBound)
    else { return nil }
    return years.count == 1
      ? Period(first) : Period(from: .date(first, .certain), to: .date(last, .certain))
  }

  private func scale(of portion: Portion) -> UInt8 {
    guard case .amount(let amount) = portion else { return 0 }
    return max(amount.number.least.scale, amount.number.greatest.scale)
  }

  /// Says on a row which change made it what it is.
  mutating func stamp(_ row: Int, was before: FlowRecord?) {
    let provenance = provenance
    edit(row) { provenance.stamp(&$0, was: before) }
  }

  // MARK: - Warnings

  private func allUnknown(_ field: String) -> ChangeRefusal {
    refusal(
      field,
      Wording(
        en: "the amounts of these flows are not known, so there is nothing to work with",
        zh: "这些流动数额不详，无从变更"),
      Wording(en: "Use ‘set’ on one flow, or ‘add’.", zh: "可对单条流动使用 set，或使用 add。"))
  }

  private mutating func warnOfUnknown(_ pool: FundPool, _ field: String) {
    guard !pool.unknown.isEmpty, !pool.rows.isEmpty else { return }
    let ids = pool.unknown.prefix(5).map { draft.text[draft.flows[$0].id] }.joined(separator: ", ")
    warn(
      field,
      Wording(
        en: "\(pool.unknown.count) flows of unknown amount were left as they are (\(ids))",
        zh: "有 \(pool.unknown.count) 条数额不详的流动保持不变（\(ids)）"),
      Wording(en: "Give them an amount with ‘set’ first.", zh: "可先用 set 填写数额。"))
  }

  /// Money that is only promised moves like any other, but nobody should think that it is there.
  private mutating func warnOfPromises(_ pool: FundPool, _ field: String) {
    guard [.pledged, .agreed, .planned, .signed].contains(pool.kind.status),
      scenario.baseline.status == nil
    else { return }
    let label = pool.kind.status.label
    warn(
      field,
      Wording(
        en: "this money is only \(label.en), not yet given", zh: "该款项仅为“\(label.zh)”，尚未到位"),
      Wording(
        en: "Say ‘status: \(pool.kind.status.rawValue)’ in the baseline if that is meant.",
        zh: "如确指此类资金，请在 baseline 中写明 status: \(pool.kind.status.rawValue)。"))
  }
}

extension Portion {
  fileprivate var isAmount: Bool {
    if case .amount = self { true } else { false }
  }
}

extension Precision {
  /// Of a number that is computed from this one. Bounds stay bounds: 10 % less than at least 400 is at least 360.
  var derived: Precision {
    switch self {
    case .exact, .derived: .derived
    case .inferred, .atLeast, .atMost, .approximate: self
    }
  }
}
