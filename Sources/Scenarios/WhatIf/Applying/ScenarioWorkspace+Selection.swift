internal import Analysis
internal import NetworkModel

/// The flows that a change may touch, and how much of each is its own.
struct FundPool {
  var kind: FundKind
  var atoms: FundAtoms
  /// Rows with a known amount, in row order.
  var rows: [Int]
  /// What each has that is not in parts of the same kind.
  var available: [Int64]
  var total: Int64
  /// Rows whose amount is not known; they are left alone.
  var unknown: [Int]
}

extension ScenarioWorkspace {
  /// The flows of a selection that have one measure, unit and step.
  ///
  /// Repeats are left out: one fact counts once. Flows of several years are left out of a choice by years.
  func pool(
    _ selection: FundSelection, _ field: String, scale: UInt8 = 0
  ) throws(ChangeRefusal) -> FundPool {
    let rows: [Int]
    if let id = selection.flow {
      rows = [try named(id, selection, field)]
    } else {
      rows = try chosen(selection, field)
    }
    return try pool(of: rows, field, scale: scale)
  }

  /// Some flows, if they are of one kind.
  func pool(of rows: [Int], _ field: String, scale: UInt8) throws(ChangeRefusal) -> FundPool {
    guard let first = rows.first else {
      throw refusal(
        field, Wording(en: "no flow is meant by this", zh: "没有符合条件的流动"),
        Wording(
          en:
            "Ask for the flows with ‘jiedui flows’; name another donor, recipient, category or year.",
          zh: "可用“jiedui flows”查询；请更正支援方、受援方、类别或年份。"))
    }
    let kind = self.kind(first)
    let kinds = rows.reduce(into: [FundKind]()) { kinds, row in
      if !kinds.contains(self.kind(row)) { kinds.append(self.kind(row)) }
    }
    guard kinds.count == 1 else {
      func words(_ kind: FundKind) -> Wording {
        let unit = kind.unit.map { " (\($0))" } ?? ""
        return Wording(
          en: "\(kind.status.label.en) \(kind.measure.label.en)\(unit)",
          zh: "\(kind.measure.label.zh)·\(kind.status.label.zh)\(unit)")
      }
      let list = kinds.sorted { $0.order < $1.order }.map(words)
      throw refusal(
        field,
        Wording(
          en: "this means flows of several kinds: \(list.map(\.en).joined(separator: ", "))",
          zh: "涉及多种流动：\(list.map(\.zh).joined(separator: "、"))"),
        Wording(
          en:
            "Say which with ‘status’ or ‘measure’, here or in the baseline; kinds are never added up.",
          zh: "请在此处或 baseline 中用 status 或 measure 限定；不同种类不得相加。"))
    }
    guard kind.measure != .items || rows.count == 1 else {
      throw refusal(
        field,
        Wording(en: "items of unlike kinds cannot be added up", zh: "性质不同的项目不可相加"),
        Wording(en: "Name one flow by its id.", zh: "请按编号指定单条流动。"))
    }
    var finest = scale
    for row in rows {
      if case .quantity(let number) = draft.flows[row].amount { finest = max(finest, number.scale) }
    }
    let atoms = FundAtoms(unit: kind.unit, scale: kind.unit == nil ? 0 : finest)
    var pool = FundPool(kind: kind, atoms: atoms, rows: [], available: [], total: 0, unknown: [])
    for row in rows {
      guard let own = try available(row, atoms) else {
        pool.unknown.append(row)
        continue
      }
      pool.rows.append(row)
      pool.available.append(own)
      let (sum, overflow) = pool.total.addingReportingOverflow(own)
      if overflow { throw tooLarge(field) }
      pool.total = sum
    }
    return pool
  }

  func tooLarge(_ field: String?) -> ChangeRefusal {
    refusal(
      field, Wording(en: "the amount is too large to be kept exactly", zh: "数额过大，无法精确保存"),
      Wording(en: "Check the number and its unit.", zh: "请核对数字和单位。"))
  }

  /// What a flow has beyond its parts of the same kind; nothing when it is not known.
  func available(_ row: Int, _ atoms: FundAtoms) throws(ChangeRefusal) -> Int64? {
    guard let amount = draft.flows[row].amount else { return nil }
    guard var own = atoms.count(amount) else { throw tooLarge(nil) }
    for part in parts(of: row) where kind(part) == kind(row) && !isRepeat(part) {
      if let amount = draft.flows[part].amount, let taken = atoms.count(amount) { own -= taken }
    }
    return max(0, own)
  }

  /// The one flow of an id, if the baseline has it.
  private func named(
    _ id: String, _ selection: FundSelection, _ field: String
  ) throws(ChangeRefusal) -> Int {
    guard let row = row(ofFlow: id) else {
      throw refusal(
        field, found: id, Wording(en: "there is no such flow", zh: "没有这条流动"),
        Wording(
          en: "Write the id of a row of flows, or say donor, recipient, category and year.",
          zh: "请填写 flows 表的编号，或写明支援方、受援方、类别和年份。"))
    }
    let flow = draft.flows[row]
    if isRepeat(row) {
      let first = draft.text[flow.sameAs]
      throw refusal(
        field, found: id,
        Wording(en: "the flow only repeats ‘\(first)’", zh: "该流动是“\(first)”的重复记载"),
        Wording(en: "Change ‘\(first)’; its repeats follow.", zh: "请变更“\(first)”，重复记载随之变更。"))
    }
    if let wanted = selection.status ?? scenario.baseline.status, flow.status != wanted {
      throw refusal(
        field, found: id,
        Wording(
          en:
            "the flow is \(flow.status.label.en), the baseline is about what is \(wanted.label.en)",
          zh: "该流动为“\(flow.status.label.zh)”，基准为“\(wanted.label.zh)”"),
        Wording(
          en: "Name a flow of that step, or another status in the baseline.",
          zh: "请选用该环节的流动，或更改 baseline 的 status。"))
    }
    if let years = selection.years ?? scenario.baseline.years {
      switch YearFit(flow.period, in: years) {
      case .inside, .straddling: break
      case .outside, .undated:
        let span =
          years.count == 1 ? "\(years.lowerBound)" : "\(years.lowerBound)–\(years.upperBound)"
        let when = flow.period.isUnknown ? "–" : flow.period.description
        throw refusal(
          field, found: id,
          Wording(
            en: "the flow is of \(when), the baseline of \(span)", zh: "该流动属于 \(when)，基准为 \(span)"),
          Wording(
            en: "Name a flow of those years, or other years in the baseline.",
            zh: "请选用该年份的流动，或更改 baseline 的年份。"))
      }
    }
    return row
  }

  private func chosen(
    _ selection: FundSelection, _ field: String
  ) throws(ChangeRefusal) -> [Int] {
    let donors = try inside(selection.donor, "\(field).donor")
    let recipients = try inside(selection.recipient, "\(field).recipient")
    let measure = selection.measure ?? scenario.baseline.measure
    let status = selection.status ?? scenario.baseline.status
    let years = selection.years ?? scenario.baseline.years
    return draft.flows.indices.filter { row in
      let flow = draft.flows[row]
      guard !removedFlows.contains(row), flow.measure == measure else { return false }
      if let status, flow.status != status { return false }
      if let category = selection.category, draft.text[flow.category] != category { return false }
      if let agreement = selection.agreement, draft.text[flow.agreement] != agreement {
        return false
      }
      if let donors, !donors.contains(flowDonors[row]) { return false }
      if let recipients, !recipients.contains(flowRecipients[row]) { return false }
      if let years, YearFit(flow.period, in: years) != .inside { return false }
      return !isRepeat(row)
    }
  }

  /// The atoms of an amount of a change: its middle, when it is a range.
  func atoms(
    _ amount: FundAmount, _ atoms: FundAtoms, _ field: String
  ) throws(ChangeRefusal) -> Int64 {
    let isMoney = MoneyUnit(rawValue: amount.unit) != nil
    guard isMoney == (atoms.unit == nil), isMoney || amount.unit == atoms.unit else {
      let wanted = atoms.unit ?? MoneyUnit.wan.rawValue
      throw refusal(
        field, found: amount.unit,
        Wording(
          en: "the amount is in \(amount.unit), the flows are in \(atoms.unit ?? "yuan")",
          zh: "数额的单位是 \(amount.unit)，流动的单位是 \(atoms.unit ?? "元")"),
        Wording(en: "Write it in \(wanted).", zh: "请以 \(wanted) 为单位。"))
    }
    let exponent =
      isMoney ? MoneyUnit(rawValue: amount.unit)?.fenExponent ?? 0 : Int(atoms.scale)
    let count = amount.number.central * .powerOfTen(exponent)
    guard let rounded = count.rounded(toPlaces: 0)?.significand else { throw tooLarge(field) }
    return rounded
  }
}
