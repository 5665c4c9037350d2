public import Analysis
internal import NetworkModel

extension ResultDocument {
  /// What `flows` prints: the totals of each kind, and the same broken down.
  ///
  /// - Parameters:
  ///   - lines: a breakdown of `accounts` by `dimensions`.
  ///   - rates: for each line, the total over an indicator, when one was asked for.
  public init(
    _ accounts: FlowAccounts, by dimensions: [FlowDimension], lines: [FlowTotal],
    rates: [FlowRate?]? = nil, top: Int? = nil
  ) {
    let cells = FlowCells(accounts.network, measure: accounts.question.measure)
    var tables = [
      ResultTable(
        "totals", Wording(en: "Totals, one a kind: never added to each other", zh: "合计（分类列示，互不相加）"),
        columns: FlowCells.kindColumns + cells.amountColumns,
        rows: accounts.totals.map { cells.kind($0) + cells.amount($0) })
    ]
    if !dimensions.isEmpty {
      let shares = LineShares(accounts.totals)
      var columns = FlowCells.kindColumns + dimensions.flatMap(cells.columns(of:))
      columns += cells.amountColumns
      columns.append(Column("share", Wording(en: "of the total", zh: "占合计"), .percent))
      if rates != nil { columns += FlowCells.rateColumns }
      var table = ResultTable(
        "lines", Wording(en: "Breakdown", zh: "分列"), columns: columns)
      for (position, line) in lines.prefix(top ?? .max).enumerated() {
        var row = cells.kind(line)
        for (key, dimension) in zip(line.keys, dimensions) {
          row += cells.cells(key, of: dimension)
        }
        row += cells.amount(line) + [shares.share(of: line)]
        if let rates { row += cells.rate(rates[position]) }
        table.append(row)
      }
      tables.append(table)
    }
    self.init(
      "flows", facts: Self.facts(of: accounts), tables: tables,
      remarks: Self.remarks(accounts, hidden: max(0, lines.count - (top ?? .max))),
      conventions: Self.flowConventions)
  }

  static func facts(of accounts: FlowAccounts) -> [Fact] {
    let question = accounts.question
    let network = accounts.network
    func node(_ index: NodeIndex?) -> Cell { index.map { .name(of: network[$0]) } ?? .missing }
    var facts = [
      Fact("measure", Wording(en: "Measure", zh: "计量"), Cell(question.measure)),
      Fact(
        "status", Wording(en: "Step", zh: "环节"),
        question.status.map { Cell($0) }
          ?? .term("any", Wording(en: "each for itself", zh: "各环节分列"))),
    ]
    func add(_ key: String, _ title: Wording, _ cell: Cell) {
      if cell != .missing { facts.append(Fact(key, title, cell)) }
    }
    add("within", Wording(en: "Within", zh: "范围"), node(question.within))
    add("donor", Wording(en: "From", zh: "支援方"), node(question.donor))
    add("recipient", Wording(en: "To", zh: "受援方"), node(question.recipient))
    add(
      "category", Wording(en: "Categories", zh: "类别"),
      question.categories.isEmpty
        ? .missing : Glossary.list(question.categories.sorted()))
    add("agreement", Wording(en: "Agreement", zh: "协议"), Cell(question.agreement))
    add("programme", Wording(en: "Programme", zh: "项目名称"), Cell(question.programme))
    add(
      "years", Wording(en: "Years", zh: "年份"),
      Cell(
        question.years.map {
          $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)/\($0.upperBound)"
        }))
    facts.append(Fact("flows", Wording(en: "Flows", zh: "流动笔数"), .integer(accounts.flows.count)))
    return facts
  }

  static let flowConventions = [
    Convention(
      "kinds",
      Wording(
        en:
          "a total is over one class, one measure, one unit and one status; nothing is added across them",
        zh: "每项合计只含同一流向、同一计量、同一单位、同一环节，不跨类相加")),
    Convention(
      "counted_once",
      Wording(
        en:
          "repeats (same_as) are not added; a part (part_of) is inside its whole, and in a breakdown the whole keeps what its parts leave",
        zh: "重复记载（same_as）不计；组成部分（part_of）已含于整体，分列时整体只计余额")),
    Convention(
      "bounds",
      Wording(
        en:
          "amount is the sum as recorded; lower and upper say what it is at least and at most, empty where the record sets no bound",
        zh: "amount 为记载数之和；lower、upper 为下限与上限，记载未予限定者留空")),
    Convention(
      "uncertain",
      Wording(
        en: "a flow that may already be part of another one that counts raises upper alone",
        zh: "可能已含于他项者仅计入上限")),
  ]

  /// What was left out of accounts, and why.
  ///
  /// - Parameter saysUncertain: whether flows that may be part of others are left out of the numbers shown.
  static func remarks(
    _ accounts: FlowAccounts, hidden: Int = 0, saysUncertain: Bool = true
  ) -> [Wording] {
    let network = accounts.network
    var remarks: [Wording] = []
    func list(_ rows: [Int]) -> String {
      rows.prefix(6).map { network.flow(at: $0).id }.joined(separator: ", ")
        + (rows.count > 6 ? ", …" : "")
    }
    func add(_ rows: [Int], _ en: String, _ zh: String) {
      guard !rows.isEmpty else { return }
      remarks.append(
        Wording(
          en: "\(en): \(rows.count) (\(list(rows))).", zh: "\(zh)：\(rows.count) 笔（\(list(rows))）。"))
    }
    add(accounts.repeats, "Second mentions, not counted", "重复记载，不计入")
    add(
      saysUncertain ? accounts.uncertain : [],
      "May already be part of another flow; only in the upper end",
      "可能已含于他项，仅计入上限")
    add(
      accounts.straddling, "Left out: the period reaches beyond the years asked for",
      "未计入：时段超出所问年份")
    add(
      accounts.undated, "Left out: a bound of the period is not known", "未计入：时段起止不详")
    add(
      accounts.shared, "To or from a group that lies only partly in the place; not split",
      "涉及仅部分成员在所问范围内的集合，不予拆分")
    add(
      accounts.exceeded, "Parts add up to more than their whole", "组成部分之和超过整体")
    let unknown = accounts.totals.reduce(0) { $0 + $1.unknownCount }
    if unknown > 0 {
      remarks.append(
        Wording(
          en: "Flows whose amount is unknown, which is not zero: \(unknown).",
          zh: "有 \(unknown) 笔数额不详，不等于零。"))
    }
    if hidden > 0 {
      remarks.append(
        Wording(en: "Lines not shown: \(hidden).", zh: "另有 \(hidden) 行未显示。"))
    }
    return remarks
  }
}

/// The share of each line in the total of its kind; none where flows may be counted twice, for want of one total.
private struct LineShares {
  private let totals: [FlowTotal.Kind: Amount]

  init(_ totals: [FlowTotal]) {
    self.totals = Dictionary(
      totals.filter { $0.uncertainCount == 0 }.compactMap { total in
        total.amount.map { (total.kind, $0) }
      },
      uniquingKeysWith: { first, _ in first })
  }

  func share(of line: FlowTotal) -> Cell {
    switch (line.amount, totals[line.kind]) {
    case (.money(let part)?, .money(let whole)?): .percent(Int(part.fen), of: Int(whole.fen))
    case (.quantity(let part)?, .quantity(let whole)?):
      ExactRatio(part).divided(by: ExactRatio(whole)).map { .percent($0, places: 1) } ?? .missing
    default: .missing
    }
  }
}
