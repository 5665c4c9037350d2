public import Analysis
public import NetworkModel

extension ResultDocument {
  /// What `trace` prints: where what reached a node began, where what left it ended, and every step on the way.
  ///
  /// - Parameter top: so many lines of each table of amounts; what is left out is one line more.
  public init(_ trace: FlowTrace, top: Int? = nil, in network: PairingNetwork) {
    let tables = TraceTables(trace: trace, top: top, network: network)
    var all: [ResultTable] = []
    if let side = trace.upstream {
      all.append(
        tables.lines(side, "origins", Wording(en: "Where it began: origins", zh: "资金来源")))
    }
    if let side = trace.downstream {
      all.append(
        tables.lines(side, "ends", Wording(en: "Where it ended: ends", zh: "资金去向")))
    }
    all += [tables.steps(), tables.unknown(), tables.cycles()]
    self.init(
      "trace", facts: tables.facts(), tables: all, remarks: tables.remarks(),
      conventions: Self.traceConventions)
  }

  static let traceConventions = [
    Convention(
      "sharing",
      Wording(
        en:
          "a node passes on a mixture of what it received and of its own, in proportion; time is not considered",
        zh: "各节点转出的资金按其来款（含自有）比例构成，不计先后")),
    Convention(
      "node",
      Wording(
        en:
          "the node with all that lies in it is one place: what runs inside is not traced; returned is what it gave and got back",
        zh: "所问节点连同所辖视为一处，内部流动不作追踪；returned 为其转出后又流回的部分")),
    Convention(
      "reading",
      Wording(
        en:
          "first_on_record received nothing on record; excess gave more than it received on record (of its own, or the record has a gap); last_on_record gave nothing on record; kept gave less than it received (it stayed, or passing it on is not on record)",
        zh:
          "first_on_record 无来款记载；excess 转出多于有记载的来款（自有资金或记载缺失）；last_on_record 无转出记载；kept 转出少于来款（留存或下拨未见记载）"
      )),
    Convention(
      "rounding",
      Wording(
        en:
          "lines and returned add up to the total to the fen (largest remainder, ties by id); what a step carries is rounded by itself",
        zh: "各行与 returned 之和等于总额，精确到分（最大余数法，余数相同按编号）；各环节所载金额单独取整")),
    Convention(
      "precision",
      Wording(
        en:
          "exact: printed amounts added; derived: divided in proportion on the way; a bound only where all runs straight to the node, approximate where a bound or an unknown amount lies on the way",
        zh: "exact 为记载数直接相加；derived 为途中按比例分摊；仅直接往来者给出上下限，途中有上下限或数额不详者记为 approximate")),
    Convention(
      "counted_once",
      Wording(
        en:
          "repeats are left out; a part from the donor of its whole replaces that much of it; a part from the recipient of its whole is money passed on, and both are steps",
        zh: "重复记载不计；与整体同一支援方的分项替换整体的相应部分；由整体的受援方转出的分项为转拨，两者均为环节")),
  ]
}

struct TraceTables {
  let trace: FlowTrace
  let top: Int?
  let network: PairingNetwork

  private var sides: [FlowTrace.Side] { [trace.upstream, trace.downstream].compactMap { $0 } }

  // MARK: - Amounts

  /// Columns for amounts that may be money or a number of something.
  private static func amountColumns(_ key: String, _ valueKey: String, _ title: Wording) -> [Column]
  {
    [Column(key, title, .money), Column(valueKey, title, .decimal)]
  }

  private func amountCells(_ amount: Amount?) -> [Cell] {
    [.money(in: amount), .quantity(in: amount)]
  }

  private var unit: Cell { trace.unit.map(Cell.text) ?? FlowCells.moneyUnit }

  /// An amount as one cell: a fact has no column of its own for money.
  private func cell(_ amount: Amount?) -> Cell {
    switch amount {
    case .money(let money): .money(money)
    case .quantity(let number): .decimal(number)
    case nil: .missing
    }
  }

  private func sum(_ amounts: [Amount]) -> Amount? {
    amounts.dropFirst().reduce(amounts.first) { sum, amount in
      switch (sum, amount) {
      case (.money(let a)?, .money(let b)): a.adding(b).map(Amount.money)
      case (.quantity(let a)?, .quantity(let b)): a.adding(b).map(Amount.quantity)
      default: nil
      }
    }
  }

  // MARK: - Facts

  func facts() -> [ResultDocument.Fact] {
    typealias Fact = ResultDocument.Fact
    let question = trace.question
    let node = network[question.node]
    var facts = [
      Fact("node_id", Wording(en: "Id", zh: "编号"), .text(node.id)),
      Fact("node", Wording(en: "Node", zh: "节点"), .name(of: node)),
      Fact("extent", Wording(en: "Extent", zh: "范围"), Cell(question.extent)),
      Fact("measure", Wording(en: "Measure", zh: "计量"), Cell(question.flows.measure)),
      Fact("status", Wording(en: "Step", zh: "环节"), trace.status.map { Cell($0) } ?? .missing),
    ]
    func add(_ key: String, _ title: Wording, _ cell: Cell) {
      if cell != .missing { facts.append(Fact(key, title, cell)) }
    }
    add(
      "category", Wording(en: "Categories", zh: "类别"),
      question.flows.categories.isEmpty
        ? .missing : Glossary.list(question.flows.categories.sorted()))
    add("agreement", Wording(en: "Agreement", zh: "协议"), Cell(question.flows.agreement))
    add("programme", Wording(en: "Programme", zh: "项目名称"), Cell(question.flows.programme))
    add(
      "years", Wording(en: "Years", zh: "年份"),
      Cell(
        question.flows.years.map {
          $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)/\($0.upperBound)"
        }))
    add("level", Wording(en: "Level", zh: "层级"), question.level.map { Cell($0) } ?? .missing)
    add("unit", Wording(en: "Unit", zh: "单位"), Cell(trace.unit))
    func total(_ key: String, _ title: Wording, _ amount: Amount?, _ precision: TotalPrecision) {
      facts.append(Fact(key, title, cell(amount)))
      facts.append(
        Fact(
          key + "_precision", Wording(en: "  precision", zh: "　精度"),
          amount == nil ? .missing : Cell(precision)))
    }
    total(
      "received", Wording(en: "Received", zh: "流入"), trace.received, trace.receivedPrecision)
    total("given", Wording(en: "Given", zh: "流出"), trace.given, trace.givenPrecision)
    facts += [
      Fact("passed_on", Wording(en: "Passed on", zh: "转出来款"), cell(trace.passedOn)),
      Fact("own", Wording(en: "Own, as far as the record goes", zh: "自有（限于记载）"), cell(trace.own)),
      Fact("kept", Wording(en: "Not passed on on record", zh: "未见下拨记载"), cell(trace.kept)),
      Fact("inside", Wording(en: "Inside, not traced", zh: "内部流动（不追踪）"), cell(trace.inside)),
    ]
    for side in sides {
      let key = side.direction.rawValue
      let (en, zh) = (side.direction.label.en, side.direction.label.zh)
      facts += [
        Fact(
          "unaccounted_\(key)", Wording(en: "Not accounted for, \(en)", zh: "\(zh)：记载未能说明"),
          cell(side.unaccounted)),
        Fact(
          "returned_\(key)", Wording(en: "Returned, \(en)", zh: "\(zh)：流回"), cell(side.returned)),
        Fact(
          "nodes_\(key)", Wording(en: "Nodes on the way, \(en)", zh: "\(zh)：涉及节点"),
          .integer(side.nodeCount)),
        Fact(
          "steps_\(key)", Wording(en: "Steps, \(en)", zh: "\(zh)：环节数"),
          .integer(side.steps.count)),
        Fact(
          "cycles_\(key)", Wording(en: "Cycles, \(en)", zh: "\(zh)：循环"),
          .integer(side.cycles.count)),
      ]
    }
    return facts
  }

  // MARK: - Tables

  func lines(_ side: FlowTrace.Side, _ key: String, _ title: Wording) -> ResultTable {
    var table = ResultTable(
      key, title,
      columns: [
        Column("id", Wording(en: "id", zh: "编号")),
        Column("name", Wording(en: "name", zh: "名称")),
        Column("kind", Wording(en: "kind", zh: "类别")),
      ] + Self.amountColumns("amount", "value", Wording(en: "amount", zh: "数额")) + [
        Column("unit", Wording(en: "unit", zh: "单位")),
        Column("share", Wording(en: "share", zh: "占比"), .percent),
        Column("steps", Wording(en: "steps", zh: "环节数"), .integer),
        Column("reading", Wording(en: "reading", zh: "性质")),
        Column("precision", Wording(en: "precision", zh: "精度")),
        Column("may_overlap", Wording(en: "may overlap", zh: "可能重复")),
      ])
    let shown = side.lines.prefix(top ?? .max)
    for line in shown {
      let node = network[line.node]
      table.append(
        [.text(node.id), .name(of: node), Cell(node.kind)] + amountCells(line.amount) + [
          unit, .decimal(line.share), .integer(line.steps), Cell(line.reading),
          Cell(line.precision), line.mayOverlap ? Cell(Knowledge.yes) : .missing,
        ])
    }
    let others = side.lines.dropFirst(shown.count)
    if !others.isEmpty {
      let share = others.dropFirst().reduce(others.first?.share) { $0?.adding($1.share) }
      table.append(
        [.missing, others.count.others, .missing] + amountCells(sum(others.map(\.amount))) + [
          unit, Cell(share), .missing, .term("others", Wording(en: "others", zh: "其他")), .missing,
          others.contains { $0.mayOverlap } ? Cell(Knowledge.yes) : .missing,
        ])
    }
    if let returned = side.returned {
      let node = network[trace.question.node]
      table.append(
        [.text(node.id), .name(of: node), Cell(node.kind)] + amountCells(returned) + [
          unit, Cell(side.returnedShare), .missing,
          .term("returned", Wording(en: "returned", zh: "流回")), .missing, .missing,
        ])
    }
    return table
  }

  func steps() -> ResultTable {
    var table = ResultTable(
      "steps", Wording(en: "Steps on the way", zh: "途经环节"),
      columns: [
        Column("direction", Wording(en: "direction", zh: "方向")),
        Column("from_id", Wording(en: "from id", zh: "流出方编号"), for: .programs),
        Column("from", Wording(en: "from", zh: "流出方")),
        Column("to_id", Wording(en: "to id", zh: "流入方编号"), for: .programs),
        Column("to", Wording(en: "to", zh: "流入方")),
        Column("distance", Wording(en: "distance", zh: "距离"), .integer),
      ] + Self.amountColumns("carried", "carried_value", Wording(en: "carried", zh: "所载"))
        + Self.amountColumns("whole", "whole_value", Wording(en: "of", zh: "全额")) + [
          Column("unit", Wording(en: "unit", zh: "单位")),
          Column("basis", Wording(en: "basis", zh: "依据")),
          Column("status", Wording(en: "step", zh: "环节")),
          Column("precision", Wording(en: "precision", zh: "精度")),
          Column("may_overlap", Wording(en: "may overlap", zh: "可能重复")),
          Column("flows", Wording(en: "flows", zh: "流动编号")),
          Column("sources", Wording(en: "sources", zh: "出处")),
        ])
    for side in sides {
      for step in side.steps.prefix(top ?? .max) {
        let (donor, recipient) = (network[step.donor], network[step.recipient])
        table.append(
          [
            Cell(side.direction), .text(donor.id), .name(of: donor), .text(recipient.id),
            .name(of: recipient), .integer(step.distance),
          ] + amountCells(step.carried) + amountCells(step.whole) + [
            unit, Cell(step.basis), trace.status.map { Cell($0) } ?? .missing,
            Cell(step.precision), step.mayOverlap ? Cell(Knowledge.yes) : .missing,
            ids(step.rows), FlowCells.sources(network.sources(ofFlows: step.rows)),
          ])
      }
    }
    return table
  }

  func unknown() -> ResultTable {
    var table = ResultTable(
      "unknown", Wording(en: "On the way, amount not known", zh: "途经但数额不详"),
      columns: [
        Column("direction", Wording(en: "direction", zh: "方向")),
        Column("flow", Wording(en: "flow", zh: "流动编号")),
        Column("from_id", Wording(en: "from id", zh: "流出方编号"), for: .programs),
        Column("from", Wording(en: "from", zh: "流出方")),
        Column("to_id", Wording(en: "to id", zh: "流入方编号"), for: .programs),
        Column("to", Wording(en: "to", zh: "流入方")),
        Column("category", Wording(en: "category", zh: "类别")),
        Column("period", Wording(en: "period", zh: "时段")),
        Column("status", Wording(en: "step", zh: "环节")),
        Column("part_of", Wording(en: "part of", zh: "属于")),
        Column("source", Wording(en: "source", zh: "出处")),
        Column("locator", Wording(en: "place in it", zh: "位置")),
      ], emptiness: .passedOver)
    for side in sides {
      for row in side.unknown {
        let flow = network.flow(at: row)
        let (donor, recipient) = (network[flow.donor], network[flow.recipient])
        table.append([
          Cell(side.direction), .text(flow.id), .text(donor.id), .name(of: donor),
          .text(recipient.id), .name(of: recipient), Glossary.cell(flow.category),
          Cell(flow.period), Cell(flow.status), Cell(flow.partOf), Cell(flow.source),
          Cell(flow.locator),
        ])
      }
    }
    return table
  }

  func cycles() -> ResultTable {
    var table = ResultTable(
      "cycles", Wording(en: "Cycles: money that can go round", zh: "循环（资金可能往复）"),
      columns: [
        Column("direction", Wording(en: "direction", zh: "方向")),
        Column("nodes", Wording(en: "nodes", zh: "节点数"), .integer),
        Column("members", Wording(en: "members", zh: "成员")),
      ] + Self.amountColumns("inside", "inside_value", Wording(en: "among them", zh: "其间流动"))
        + Self.amountColumns(
          "goes_round", "goes_round_value", Wording(en: "goes round", zh: "往复数额")) + [
          Column("unit", Wording(en: "unit", zh: "单位"))
        ], emptiness: .passedOver)
    for side in sides {
      for cycle in side.cycles {
        let members =
          cycle.passesNode
          ? (cycle.nodes + [trace.question.node]).sorted() : cycle.nodes
        table.append(
          [Cell(side.direction), .integer(members.count), names(members)]
            + amountCells(cycle.inside) + amountCells(cycle.goesRound) + [unit])
      }
    }
    return table
  }

  private func ids(_ rows: [Int]) -> Cell {
    let ids = rows.map { network.flow(at: $0).id }
    let few = ids.prefix(3).joined(separator: ", ")
    return .term(
      ids.joined(separator: ";"),
      ids.count > 3
        ? Wording(en: "\(few) +\(ids.count - 3)", zh: "\(few) 等 \(ids.count) 笔")
        : Wording(en: few, zh: few))
  }

  private func names(_ nodes: [NodeIndex]) -> Cell {
    let few = nodes.prefix(6).map { network[$0] }
    let more = nodes.count - few.count
    return .term(
      nodes.map { network[$0].id }.joined(separator: ";"),
      Wording(
        en: few.map { $0.name(in: .en) }.joined(separator: ", ") + (more > 0 ? " +\(more)" : ""),
        zh: few.map(\.name).joined(separator: "、") + (more > 0 ? " 等 \(nodes.count) 个" : "")))
  }
}

extension Int {
  /// So many lines that are not shown one by one.
  fileprivate var others: Cell {
    .term("others:\(self)", Wording(en: "\(self) others", zh: "其余 \(self) 个"))
  }
}
