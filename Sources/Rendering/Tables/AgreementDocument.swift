public import Analysis
public import NetworkModel

extension ResultDocument {
  /// What `agreement` prints: what is due, what the record says of each rule, and what it does not.
  public init(_ report: AgreementReport, in network: PairingNetwork) {
    let tables = AgreementTables(report: report, network: network)
    self.init(
      "agreement", facts: tables.facts(),
      tables: [
        tables.schedule(), tables.verdicts(), tables.units(), tables.checklist(),
        tables.warnings(), tables.faults(),
      ],
      remarks: tables.remarks(), conventions: AgreementTables.conventions)
  }
}

struct AgreementTables {
  let report: AgreementReport
  let network: PairingNetwork

  static let conventions: [ResultDocument.Convention] = [
    .init(
      "due",
      Wording(
        en:
          "computed on every run, exact, compound; due is rounded to the fen at the end (halves away from zero), due_exact is the exact number of yuan where that is not a whole number of fen; a total adds the exact amounts, rounded_sum the rounded ones",
        zh: "应到数每次按复利精确计算，最后四舍五入到分；due_exact 为不足整分时的精确元数；合计为精确数之和，rounded_sum 为逐年舍入后之和")),
    .init(
      "verdict",
      Wording(
        en:
          "met and not_met are said only where all values that the record allows agree; what is not on record may have been given, unless the record is taken as complete",
        zh: "仅当记载所允许的各种取值结论一致时才判定达到或未达到；未注明记录完整时，无记录不等于未给予")),
    .init(
      "status",
      Wording(
        en:
          "the furthest step of money on record, or the one asked for; steps are never added; promises (pledged, agreed, planned, signed) fulfil nothing",
        zh: "按记录中最后的环节（或所选环节）判定，不同环节不相加；承诺、协议、计划、签约不算落实")),
    .init(
      "difference", Wording(en: "given less required; below 0 is a shortfall", zh: "落实数减要求数，负数为缺口")),
  ]

  // MARK: Facts and remarks

  func facts() -> [ResultDocument.Fact] {
    typealias Fact = ResultDocument.Fact
    let question = report.question
    func node(_ index: NodeIndex?) -> Cell { index.map { .name(of: network[$0]) } ?? .missing }
    var facts: [Fact] = []
    func add(_ key: String, _ title: Wording, _ cell: Cell) {
      if cell != .missing { facts.append(Fact(key, title, cell)) }
    }
    add("agreement", Wording(en: "Agreement", zh: "协议"), Cell(question.agreement))
    add("donor", Wording(en: "Donor", zh: "支援方"), node(question.donor))
    add("recipient", Wording(en: "Recipient", zh: "受援方"), node(question.recipient))
    add(
      "years", Wording(en: "Years", zh: "年份"),
      Cell(
        question.years.map {
          $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)/\($0.upperBound)"
        }))
    facts += [
      Fact(
        "status", Wording(en: "Step judged", zh: "判定环节"),
        question.status.map { Cell($0) }
          ?? .term("furthest", Wording(en: "the furthest on record", zh: "记录中最后的环节"))),
      Fact(
        "record", Wording(en: "Record taken as", zh: "记录视为"),
        report.completeness == .none
          ? .term("open", Wording(en: "not complete", zh: "不完整"))
          : .term("complete", Wording(en: "complete", zh: "完整"))),
      Fact("agreements", Wording(en: "Agreements", zh: "协议数"), .integer(report.agreements.count)),
      Fact("rules", Wording(en: "Rules", zh: "规则数"), .integer(report.obligations.count)),
    ]
    for outcome in Verdict.Outcome.allCases {
      facts.append(
        Fact(
          outcome.rawValue,
          Wording(
            en: "Verdicts: \(outcome.label.en)", zh: "判定：\(outcome.label.zh)"),
          .integer(report.count(outcome))))
    }
    return facts
  }

  func remarks() -> [Wording] {
    var remarks: [Wording] = []
    for line in report.schedule where line.kind == .total {
      guard let exact = line.due.money, let sum = line.roundedSum.exactMoney, exact != sum else {
        continue
      }
      remarks.append(
        Wording(
          en:
            "\(line.obligation.id): the exact amounts add up to \(exact.formatted(in: .yuan, .en)), those rounded to the fen to \(sum.formatted(in: .yuan, .en)).",
          zh:
            "\(line.obligation.id)：精确数之和为 \(exact.formatted(in: .yuan, .zh))，逐年舍入到分后之和为 \(sum.formatted(in: .yuan, .zh))。"
        ))
    }
    if !report.faults.isEmpty {
      remarks.append(
        Wording(
          en: "Rules that do not make sense and were not judged: \(report.faults.count).",
          zh: "有 \(report.faults.count) 条规则填写有误，未予判定。"))
    }
    let open = report.count(.undetermined)
    if open > 0 {
      remarks.append(
        Wording(
          en:
            "Cannot be determined is not the same as not met: \(open) of \(report.verdicts.count) verdicts.",
          zh: "“无法判定”不等于“未达到”：\(report.verdicts.count) 项判定中有 \(open) 项。"))
    }
    return remarks
  }

  // MARK: Cells

  func name(_ id: String?) -> Cell {
    guard let id else { return .missing }
    return network.node(id: id).map { .name(of: network[$0]) } ?? .text(id)
  }

  /// At whom a rule is aimed.
  func target(_ obligation: Obligation) -> Cell {
    name(obligation.scope.group ?? obligation.scope.recipient)
  }

  func money(_ fen: ExactRatio?) -> Cell { Cell(fen.flatMap(\.money)) }

  /// A fraction in hundredths, one decimal.
  func percent(_ ratio: ExactRatio?) -> Cell {
    Cell(ratio.flatMap { ($0 * ExactRatio(100)).rounded(toPlaces: 1) })
  }

  func decimal(_ number: ExactRatio?, places: Int = 6) -> Cell {
    Cell(number.flatMap { $0.exactDecimal ?? $0.rounded(toPlaces: places) })
  }

  func list(_ ids: [String]) -> Cell { ids.isEmpty ? .missing : .text(ids.joined(separator: ";")) }

  func periods(_ periods: [Period]) -> Cell {
    let known = periods.filter { !$0.isUnknown }.map(\.description)
    return known.isEmpty ? .missing : .text(known.joined(separator: ";"))
  }

  // MARK: Tables

  func schedule() -> ResultTable {
    var table = ResultTable(
      "schedule", Wording(en: "What is due, and what was given", zh: "应到与实到"),
      columns: [
        Column("rule", Wording(en: "rule", zh: "规则")),
        Column("agreement", Wording(en: "agreement", zh: "协议"), for: .programs),
        Column("kind", Wording(en: "kind", zh: "类型")),
        Column("line", Wording(en: "line", zh: "行")),
        Column("period", Wording(en: "period", zh: "时段")),
        Column("due", Wording(en: "due", zh: "应到"), .money, display: .computedMoney),
        Column("due_exact", Wording(en: "exactly (yuan)", zh: "精确数（元）")),
        Column("ratio", Wording(en: "over the step before", zh: "与上期之比"), .decimal),
        Column("share_rule", Wording(en: "share rule", zh: "占比规则")),
        Column("share_due", Wording(en: "share due", zh: "其中应到"), .money, display: .computedMoney),
        Column("recorded_amount", Wording(en: "on record", zh: "记录数"), .money),
        Column("status", Wording(en: "step", zh: "环节")),
        Column("fulfilment", Wording(en: "fulfilment", zh: "完成率"), .percent),
        Column(
          "difference_amount", Wording(en: "difference", zh: "差额"), .money, display: .computedMoney),
        Column("verdict", Wording(en: "amount", zh: "金额判定")),
        Column("share_verdict", Wording(en: "share", zh: "占比判定")),
        Column("due_precision", Wording(en: "due is", zh: "应到数性质"), for: .programs),
        Column("share_group", Wording(en: "share for", zh: "占比对象"), for: .programs),
        Column(
          "share_due_exact", Wording(en: "share due exactly (yuan)", zh: "其中应到精确数（元）"),
          for: .programs),
        Column("rounded_sum", Wording(en: "sum of rounded", zh: "舍入后之和"), .money, for: .programs),
        Column("amount_lower", Wording(en: "given at least", zh: "实到下限"), .money, for: .programs),
        Column("amount_upper", Wording(en: "given at most", zh: "实到上限"), .money, for: .programs),
      ], emptiness: .passedOver)
    for line in report.schedule {
      table.append([
        .text(line.obligation.id), .text(line.obligation.scope.agreement),
        Cell(line.obligation.kind), Cell(line.kind), periods(line.periods), money(line.due),
        exact(line.due), decimal(line.ratioToStepBefore, places: 4),
        Cell(line.share?.id), money(line.shareDue), money(line.recorded),
        line.status.map { Cell($0) } ?? .missing, percent(line.fulfilment),
        money(line.recorded.map { $0 - line.due }),
        line.outcome.map { Cell($0) } ?? .missing, line.shareOutcome.map { Cell($0) } ?? .missing,
        line.obligation.kind == .schedule
          ? Cell(Precision.derived) : Cell(line.obligation.precision),
        Cell(line.share.map { $0.scope.group ?? $0.scope.recipient }),
        line.shareDue.map { exact($0) } ?? .missing,
        money(line.roundedSum), money(line.actual?.lower), money(line.actual?.upper),
      ])
    }
    return table
  }

  /// The exact number of yuan, where it is not a whole number of fen.
  private func exact(_ fen: ExactRatio) -> Cell {
    guard fen.exactMoney == nil else { return .missing }
    return .text((fen * .powerOfTen(-MoneyUnit.yuan.fenExponent)).description)
  }

  func checklist() -> ResultTable {
    var table = ResultTable(
      "checklist", Wording(en: "What the partners have on record", zh: "工作机制清单"),
      columns: [
        Column("donor", Wording(en: "donor", zh: "支援方")),
        Column("recipient", Wording(en: "recipient", zh: "受援方")),
        Column("element", Wording(en: "element", zh: "事项")),
        Column("finding", Wording(en: "finding", zh: "情况")),
        Column("title", Wording(en: "title", zh: "名称")),
        Column("period", Wording(en: "period", zh: "时段")),
        Column("count", Wording(en: "number", zh: "数量"), .decimal),
        Column("named", Wording(en: "named", zh: "其中列名"), .integer),
        Column("unnamed", Wording(en: "not named", zh: "未列名"), .integer),
        Column("state", Wording(en: "state", zh: "状态")),
        Column("source", Wording(en: "document", zh: "文件")),
        Column("locator", Wording(en: "paragraph", zh: "段落")),
        Column("id", Wording(en: "row", zh: "数据行")),
        Column("donor_id", Wording(en: "donor id", zh: "支援方编号"), for: .programs),
        Column("recipient_id", Wording(en: "recipient id", zh: "受援方编号"), for: .programs),
      ], emptiness: .passedOver)
    for item in report.checklist {
      table.append([
        .name(of: network[item.donor]), .name(of: network[item.recipient]), Cell(item.element),
        Cell(item.finding), item.title.map { .term($0.zh, $0) } ?? .missing, Cell(item.period),
        Cell(item.count), Cell(item.named), Cell(item.unnamed), Glossary.cell(item.state),
        Cell(item.source), Cell(item.locator), Cell(item.id), .text(network[item.donor].id),
        .text(network[item.recipient].id),
      ])
    }
    return table
  }

  func warnings() -> ResultTable {
    var table = ResultTable(
      "warnings", Wording(en: "Before using these verdicts", zh: "使用提示"),
      columns: [
        Column("rule", Wording(en: "rule", zh: "规则")),
        Column("periods", Wording(en: "periods", zh: "时段")),
        Column("warning", Wording(en: "warning", zh: "提示类型"), for: .programs),
        Column("text", Wording(en: "what to know", zh: "说明"), display: .whole),
      ], emptiness: .passedOver)
    for line in report.warnings {
      let text = line.warning.message(in: network)
      table.append([
        .text(line.obligation.id), periods(line.periods), .text(line.warning.key),
        .term(text.en, text),
      ])
    }
    return table
  }

  func faults() -> ResultTable {
    var table = ResultTable(
      "faults", Wording(en: "Rules that do not make sense", zh: "填写有误的规则"),
      columns: [
        Column("rule", Wording(en: "rule", zh: "规则")),
        Column("agreement", Wording(en: "agreement", zh: "协议")),
        Column("problem", Wording(en: "problem", zh: "问题"), display: .whole),
      ], emptiness: .passedOver)
    for fault in report.faults {
      table.append([
        .text(fault.rule), .text(fault.agreement), .term(fault.message.en, fault.message),
      ])
    }
    return table
  }
}
