public import Analysis
internal import NetworkModel

extension ResultDocument {
  /// What `reconcile` prints: printed numbers held against the rows, and what both give together.
  ///
  /// - Parameter isBrief: for people who asked about everything: without the rows behind each check, the numbers that
  ///   nothing in the data speaks of, and overlaps below a tenth. A remark counts what is left out.
  public init(_ reconciliation: Reconciliation, isBrief: Bool = false) {
    let tables = ReconciliationTables(reconciliation, isBrief: isBrief)
    var all = [tables.claims()]
    if !isBrief { all.append(tables.parts()) }
    all += [
      tables.explanations(), tables.alternatives(), tables.derived(), tables.backcast(),
      tables.doubles(), tables.overlaps(),
    ]
    self.init(
      "reconcile", facts: Self.facts(of: reconciliation), tables: all,
      remarks: Self.remarks(reconciliation) + tables.omissions,
      conventions: ReconciliationTables.conventions)
  }

  private static func facts(of reconciliation: Reconciliation) -> [Fact] {
    let question = reconciliation.question
    var facts: [Fact] = []
    if let place = question.within {
      facts.append(
        Fact(
          "within", Wording(en: "Within", zh: "范围"), .name(of: reconciliation.network[place])))
    }
    if let years = question.years {
      facts.append(
        Fact(
          "years", Wording(en: "Years", zh: "年份"),
          .text(
            years.count == 1
              ? "\(years.lowerBound)" : "\(years.lowerBound)/\(years.upperBound)")))
    }
    facts.append(
      Fact("claims", Wording(en: "Checked", zh: "核对项数"), .integer(reconciliation.checks.count)))
    for verdict in ReconciliationVerdict.allCases {
      facts.append(Fact(verdict.rawValue, verdict.label, .integer(reconciliation.count(verdict))))
    }
    return facts
  }

  private static func remarks(_ reconciliation: Reconciliation) -> [Wording] {
    var remarks: [Wording] = []
    if !reconciliation.doubles.isEmpty {
      remarks.append(
        Wording(
          en:
            "Possible double entries: \(reconciliation.doubles.count). If two rows are one fact, name the first in same_as of the second.",
          zh: "疑似重复登记 \(reconciliation.doubles.count) 处；如为同一笔，请在后一行的 same_as 中填写前一行的编号。"))
    }
    let contradicted = reconciliation.backcast.count(where: \.isContradicted)
    if contradicted > 0 {
      remarks.append(
        Wording(
          en: "Computed years that contradict another way to them: \(contradicted).",
          zh: "有 \(contradicted) 个推算年度与其他推算途径不一致。"))
    }
    return remarks
  }
}

/// Turns a reconciliation into tables.
struct ReconciliationTables {
  let result: Reconciliation
  let isBrief: Bool
  var network: PairingNetwork { result.network }
  /// Few checks are shown with everything that is known of them.
  private var isDetailed: Bool { result.checks.count <= 3 }

  init(_ result: Reconciliation, isBrief: Bool) {
    self.result = result
    self.isBrief = isBrief
  }

  /// What a short answer leaves out.
  var omissions: [Wording] {
    var remarks: [Wording] = []
    let claims = result.checks.count - ordered.count
    if claims > 0 {
      remarks.append(
        Wording(
          en:
            "Not listed: \(claims) printed numbers that no row could confirm or contradict; --verdict cannot_be_checked lists them.",
          zh: "另有 \(claims) 个原文数字无数据行可资核对，未列出；可用 --verdict cannot_be_checked 查看。"))
    }
    let overlaps = result.overlaps.count - shownOverlaps.count
    if overlaps > 0 {
      remarks.append(
        Wording(
          en:
            "Not listed: \(overlaps) possible overlaps below a tenth of the other number; --format csv and json hold them.",
          zh: "另有 \(overlaps) 处占比不足一成的可能重叠未列出，见 --format csv 或 json。"))
    }
    return remarks
  }

  static let conventions: [ResultDocument.Convention] = [
    .init(
      "numbers",
      Wording(
        en:
          "in the unit of the row; exact where they end within six decimals, else rounded to four, halves away from zero",
        zh: "以该行单位表示；六位小数以内除尽者为准确数，否则四舍五入至四位小数")),
    .init(
      "gap",
      Wording(
        en: "printed less computed: above zero when the print says more than the rows",
        zh: "原文数减计算数；为正表示原文多于各行合计")),
    .init(
      "computed",
      Wording(
        en:
          "from rows that are not derived or inferred, each fact once, bounds as they stand; lower and upper say what it may mean",
        zh: "仅据非推算、非推断的数据行，每一事实计一次，“余”“近”数按印出的数计；lower、upper 为其可能范围")),
    .init(
      "rounding",
      Wording(
        en: "16.1 stands for 16.05 to 16.15; whole numbers of counted things are exact",
        zh: "16.1 表示 16.05 至 16.15；以个数计的整数视为准确")),
    .init(
      "explanations",
      Wording(
        en: "derived: arithmetic gives it; inferred: one candidate, named and not asserted",
        zh: "derived 为算术所得；inferred 为可能的解释之一，仅供参考")),
  ]

  // MARK: - Cells

  func number(_ value: ExactRatio?, _ unit: String) -> Cell {
    Cell(Quantity.decimal(value, in: unit))
  }

  func name(_ id: String?) -> Cell {
    id.flatMap(network.node(id:)).map { .name(of: network[$0]) } ?? .missing
  }

  func ids(_ rows: [ClaimPart.Row]) -> Cell {
    guard !rows.isEmpty else { return .missing }
    let all = rows.map(network.id(of:))
    let few = all.prefix(3).joined(separator: ", ") + (all.count > 3 ? " +\(all.count - 3)" : "")
    return .term(all.joined(separator: ";"), Wording(en: few, zh: few))
  }

  func sources(_ rows: [ClaimPart.Row]) -> Cell {
    FlowCells.sources(Set(rows.compactMap(network.sourcePlace(of:))).sorted())
  }

  static func words(_ wordings: [Wording]) -> Cell {
    guard !wordings.isEmpty else { return .missing }
    return .term(
      wordings.map(\.en).joined(separator: "; "),
      Wording(
        en: wordings.map(\.en).joined(separator: "; "),
        zh: wordings.map(\.zh).joined(separator: "；")))
  }

  static func unit(_ unit: String) -> Cell {
    switch unit {
    case "percent": .term(unit, Wording(en: "%", zh: "%"))
    case "ratio": .term(unit, Wording(en: "times", zh: "倍"))
    case "CNY": .term(unit, Wording(en: "yuan", zh: "元"))
    case "household": .term(unit, Wording(en: unit, zh: "户"))
    default: Glossary.cell(unit)
    }
  }

  // MARK: - Claims

  private var ordered: [ClaimCheck] {
    ReconciliationVerdict.allCases.flatMap { verdict in
      result.checks.filter { check in
        check.verdict == verdict && !(isBrief && check.missing.contains(.counterpart))
      }
    }
  }

  func claims() -> ResultTable {
    let many: Column.Audience = isDetailed ? .everyone : .programs
    var table = ResultTable(
      "claims", Wording(en: "Printed numbers against the rows", zh: "原文数字与数据行核对"),
      columns: [
        Column("claim", Wording(en: "claim", zh: "编号")),
        Column("kind", Wording(en: "kind", zh: "类型")),
        Column("subject_id", Wording(en: "subject id", zh: "对象编号"), for: .programs),
        Column("subject", Wording(en: "subject", zh: "对象")),
        Column("scope_id", Wording(en: "scope id", zh: "范围编号"), for: .programs),
        Column("scope", Wording(en: "scope", zh: "范围"), for: many),
        Column("period", Wording(en: "period", zh: "时段")),
        Column("printed", Wording(en: "printed", zh: "原文数"), .decimal),
        Column("printed_recipients", Wording(en: "recipients", zh: "受援方数"), .decimal),
        Column("precision", Wording(en: "precision", zh: "精度")),
        Column("computed", Wording(en: "computed", zh: "计算数"), .decimal),
        Column("computed_recipients", Wording(en: "named", zh: "列名受援方"), .decimal),
        Column("lower", Wording(en: "at least", zh: "下限"), .decimal, for: many),
        Column("upper", Wording(en: "at most", zh: "上限"), .decimal, for: many),
        Column("gap", Wording(en: "gap", zh: "差额"), .decimal),
        Column("unit", Wording(en: "unit", zh: "单位")),
        Column("verdict", Wording(en: "verdict", zh: "结论")),
        Column("source", Wording(en: "source", zh: "出处")),
        Column("locator", Wording(en: "place", zh: "位置")),
        Column("explanation", Wording(en: "explanation", zh: "说明"), for: .programs),
        Column("formula", Wording(en: "computed as", zh: "算式"), for: many, display: .whole),
        Column("missing", Wording(en: "missing", zh: "所缺"), display: .whole),
      ])
    for check in ordered { table.append(row(check)) }
    return table
  }

  private func row(_ check: ClaimCheck) -> [Cell] {
    let unit = check.unit
    let (subject, scope, period) = about(check)
    let place = network.sourcePlace(of: check.row)
    return [
      .text(network.id(of: check.row)), Glossary.cell(network.kind(of: check)),
      Cell(subject), name(subject), Cell(scope), name(scope), Cell(period),
      number(check.printed?.value, unit), number(check.printedRecipients?.value, unit),
      Cell(check.precision), number(check.computed?.value, unit),
      number(check.computedRecipients?.value, unit), number(check.computed?.range.lower, unit),
      number(check.computed?.range.upper, unit), number(check.gap, unit), Self.unit(unit),
      Cell(check.verdict), Cell(place?.source), Cell(place?.locator),
      Self.words(check.explanations.map(\.text)),
      check.formula.map { Self.words([$0]) } ?? .missing,
      Self.words(check.missing.map(\.wording)),
    ]
  }

  private func about(_ check: ClaimCheck) -> (subject: String?, scope: String?, period: Period) {
    switch check.subject {
    case .claim(let position):
      let claim = network.claims[position]
      return (claim.subject, claim.scope, claim.period)
    case .repeatedFlow(let row):
      let flow = network.flow(at: row)
      return (network[flow.recipient].id, network[flow.donor].id, flow.period)
    }
  }

  func explanations() -> ResultTable {
    var table = ResultTable(
      "explanations", Wording(en: "What bears on it", zh: "相关说明"),
      columns: [
        Column("claim", Wording(en: "claim", zh: "编号")),
        Column("kind", Wording(en: "kind", zh: "类型")),
        Column("certainty", Wording(en: "certainty", zh: "性质")),
        Column("rows", Wording(en: "rows", zh: "数据行"), for: .programs),
        Column("explanation", Wording(en: "explanation", zh: "说明"), display: .whole),
      ], emptiness: .passedOver)
    for check in ordered {
      for explanation in check.explanations {
        table.append([
          .text(network.id(of: check.row)), Cell(explanation.kind), Cell(explanation.certainty),
          ids(explanation.rows), Self.words([explanation.text]),
        ])
      }
    }
    return table
  }

  func alternatives() -> ResultTable {
    var table = ResultTable(
      "alternatives", Wording(en: "Means with other denominators", zh: "以其他分母计算的平均数"),
      columns: [
        Column("claim", Wording(en: "claim", zh: "编号")),
        Column("units", Wording(en: "units", zh: "单位集合")),
        Column("count", Wording(en: "number", zh: "个数"), .integer),
        Column("computed", Wording(en: "computed", zh: "计算数"), .decimal),
        Column("unit", Wording(en: "unit", zh: "单位")),
        Column("verdict", Wording(en: "verdict", zh: "结论")),
      ], emptiness: .passedOver)
    for check in ordered {
      for other in check.alternatives {
        table.append([
          .text(network.id(of: check.row)), Self.words([other.name]), .integer(other.count),
          number(other.computed.value, check.unit), Self.unit(check.unit), Cell(other.verdict),
        ])
      }
    }
    return table
  }
}
