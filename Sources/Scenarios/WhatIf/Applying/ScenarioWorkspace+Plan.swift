internal import Analysis
internal import NetworkModel

/// Funds as a plan has them.
extension ScenarioWorkspace {
  private struct Line {
    var donor: NodeIndex
    var recipient: NodeIndex
    var category: String?
    var year: Int
    var status: FlowStatus
    var amount: Money

    /// Whether two lines plan the same.
    func hasSameKey(_ other: Line) -> Bool {
      donor == other.donor && recipient == other.recipient && category == other.category
        && year == other.year && status == other.status
    }
  }

  /// For its donors, years and steps, and for its categories if it names any, a plan is all that is given.
  mutating func take(plan: [PlannedFunds]) throws(ChangeRefusal) {
    var lines: [Line] = []
    for (index, row) in plan.enumerated() {
      let line = try line(row, "plan[\(index)]")
      if lines.contains(where: line.hasSameKey) {
        throw refusal(
          "plan[\(index)]",
          Wording(
            en: "the plan already has a line for this donor, recipient, category and year",
            zh: "方案中已有同一支援方、受援方、类别和年份的行"),
          Wording(en: "Add the two amounts up in one line.", zh: "请合并为一行。"))
      }
      lines.append(line)
    }
    let covered = draft.flows.indices.filter { row in
      let flow = draft.flows[row]
      guard flow.measure == .money, !removedFlows.contains(row), !isRepeat(row),
        let year = flow.period.singleYear
      else { return false }
      let category = draft.text[flow.category]
      return lines.contains {
        $0.donor == flowDonors[row] && $0.year == year && $0.status == flow.status
          && ($0.category.map { $0 == category } ?? true)
      }
    }
    var planned: Set<Int> = []
    for (index, line) in lines.enumerated() {
      let field = "plan[\(index)].amount"
      let rows = covered.filter { row in
        let flow = draft.flows[row]
        return line.donor == flowDonors[row] && line.recipient == flowRecipients[row]
          && line.year == flow.period.singleYear && line.status == flow.status
          && (line.category.map { $0 == draft.text[flow.category] } ?? true)
          && !planned.contains(row)
      }
      planned.formUnion(rows)
      if rows.isEmpty {
        insert(line, number: index + 1)
        continue
      }
      let pool = try pool(of: rows, field, scale: 0)
      if pool.rows.isEmpty {
        let row = rows[0]
        let before = record(row)
        edit(row) {
          $0.amount = .money(line.amount)
          $0.unit = MoneyUnit.yuan.rawValue
          $0.precision = .derived
        }
        stamp(row, was: before)
      } else {
        try spread(line.amount.fen - pool.total, over: pool, field)
        settle(pool)
      }
    }
    let atoms = FundAtoms(unit: nil, scale: 0)
    for row in covered where !planned.contains(row) {
      guard let own = try available(row, atoms), own > 0 else { continue }
      add(-own, to: row, atoms, keepingWhole: false)
    }
    let unnamed = lines.count { $0.category == nil }
    if unnamed > 0 {
      warn(
        "plan",
        Wording(
          en:
            "\(unnamed) lines name no category; new ones get ‘unspecified’, which rules on a class of funds do not see",
          zh: "有 \(unnamed) 行未注明类别；新增款项记为 unspecified，按资金类别的规则不予计入"),
        Wording(en: "Add a column category.", zh: "请增加 category 列。"))
    }
  }

  private func line(_ row: PlannedFunds, _ field: String) throws(ChangeRefusal) -> Line {
    let donor = try node(row.donor, "\(field).donor")
    let recipient = try node(row.recipient, "\(field).recipient")
    guard donor != recipient else {
      throw refusal(
        "\(field).recipient", found: row.recipient,
        Wording(en: "the money goes to the node it comes from", zh: "资金流向自身"),
        Wording(en: "Name another recipient.", zh: "请填写其他受援方。"))
    }
    let years = scenario.baseline.years
    guard let year = row.year ?? (years?.count == 1 ? years?.lowerBound : nil) else {
      throw refusal(
        "\(field).year", Wording(en: "it does not say of which year it is", zh: "未说明年份"),
        Wording(en: "Add a column year, or give --year.", zh: "请增加 year 列，或使用 --year。"))
    }
    guard let status = row.status ?? scenario.baseline.status else {
      throw refusal(
        "\(field).status", Wording(en: "it does not say which step is planned", zh: "未说明资金环节"),
        Wording(en: "Add a column status, or give --status.", zh: "请增加 status 列，或使用 --status。"))
    }
    return Line(
      donor: donor, recipient: recipient, category: row.category, year: year, status: status,
      amount: row.amount)
  }

  private mutating func insert(_ line: Line, number: Int) {
    guard let date = CalendarDate(year: line.year) else { return }
    var new = FlowRecord(
      id: "plan.s\(number)", measure: .money, category: line.category ?? "unspecified",
      donor: places[line.donor].id, recipient: places[line.recipient].id,
      unit: MoneyUnit.yuan.rawValue, status: line.status)
    new.period = Period(date)
    new.amount = .money(line.amount)
    new.precision = .derived
    provenance.stamp(&new, was: nil)
    new.locator += " line \(number)"
    insert(new)
  }
}
