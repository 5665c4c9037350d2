public import Analysis
public import NetworkModel

extension ResultDocument {
  /// What `flows --matrix` prints: who does what where, as a long table and as a matrix with margins.
  ///
  /// The matrix holds amounts when `status` is chosen and one total stands behind each cell; else the number of kinds
  /// of help between the two places.
  public init(_ matrix: WhoDoesWhat, of question: FlowQuestion, in network: PairingNetwork) {
    let tables = MatrixTables(matrix: matrix, question: question, network: network)
    self.init(
      "flows",
      facts: tables.facts(), tables: [tables.matrixTable(), tables.cellTable()],
      remarks: tables.remarks(),
      conventions: Self.flowConventions + [
        Convention(
          "matrix",
          Wording(
            en:
              "an empty cell of the matrix is no record, never zero; a place that lies in none of the level stands for itself",
            zh: "矩阵空格表示无记录，不等于零；不属于所选级别的地区以其自身列示"))
      ])
  }
}

private struct MatrixTables {
  let matrix: WhoDoesWhat
  let question: FlowQuestion
  let network: PairingNetwork

  /// Amounts are shown when they are of one kind; flows between places are in one direction here.
  private var showsAmounts: Bool {
    question.status != nil && question.measure.isMonetary
      && Set(matrix.cells.compactMap { $0.total?.kind }).count == 1
  }

  func facts() -> [ResultDocument.Fact] {
    typealias Fact = ResultDocument.Fact
    func level(_ level: Level?) -> Cell {
      level.map { Cell($0) } ?? .term("node", Wording(en: "as recorded", zh: "按记载"))
    }
    return [
      Fact("measure", Wording(en: "Measure", zh: "计量"), Cell(question.measure)),
      Fact(
        "status", Wording(en: "Step", zh: "环节"),
        question.status.map { Cell($0) }
          ?? .term("any", Wording(en: "each for itself", zh: "各环节分列"))),
      Fact("as_of", Wording(en: "As of", zh: "时点"), Cell(matrix.date)),
      Fact("donor_level", Wording(en: "Donors by", zh: "支援方级别"), level(matrix.donorLevel)),
      Fact(
        "recipient_level", Wording(en: "Recipients by", zh: "受援方级别"), level(matrix.recipientLevel)),
      Fact("donors", Wording(en: "Donors", zh: "支援方"), .integer(matrix.donors.count)),
      Fact("recipients", Wording(en: "Recipients", zh: "受援方"), .integer(matrix.recipients.count)),
      Fact(
        "shows", Wording(en: "Matrix shows", zh: "矩阵内容"),
        showsAmounts
          ? .term("amount", Wording(en: "amounts", zh: "金额"))
          : .term("kinds", Wording(en: "number of kinds of help", zh: "帮扶类别数"))),
    ]
  }

  func remarks() -> [Wording] {
    var remarks: [Wording] = []
    if !showsAmounts {
      remarks.append(
        Wording(
          en:
            "The matrix counts kinds of help; for amounts choose one --status, and --within where money goes both ways.",
          zh: "矩阵为帮扶类别数；如需金额，请用 --status 选定一个环节，双向流动时另用 --within 限定。"))
    }
    if showsAmounts, !matrix.uncertain.isEmpty {
      remarks.append(
        Wording(
          en:
            "Flows that may already be part of another one: \(matrix.uncertain.count); amounts of several cells are not added.",
          zh: "有 \(matrix.uncertain.count) 笔流动可能已含于他项，各格金额不予相加。"))
    }
    if !matrix.undated.isEmpty {
      remarks.append(
        Wording(
          en: "Flows left out because it is not known when they began: \(matrix.undated.count).",
          zh: "有 \(matrix.undated.count) 笔流动起始时间不详，未计入。"))
    }
    return remarks
  }

  func matrixTable() -> ResultTable {
    let kind: Column.Kind = showsAmounts ? .money : .integer
    var columns = [
      Column("donor_id", Wording(en: "donor id", zh: "支援方编号"), for: .programs),
      Column("donor", Wording(en: "donor", zh: "支援方")),
    ]
    columns += matrix.recipients.map { node in
      let place = network[node]
      return Column(
        "to_" + place.id, Wording(en: place.nameEnglish ?? place.name, zh: place.shortName), kind)
    }
    columns.append(Column("total", Wording(en: "total", zh: "合计"), kind))
    var table = ResultTable(
      "matrix", Wording(en: "Who does what where", zh: "帮扶关系矩阵"), columns: columns)
    var byEnds: [NodeIndex: [NodeIndex: [WhoDoesWhat.Cell]]] = [:]
    for cell in matrix.cells {
      byEnds[cell.donor, default: [:]][cell.recipient, default: []].append(cell)
    }
    for donor in matrix.donors {
      let row = matrix.recipients.map { byEnds[donor]?[$0] ?? [] }
      table.append(
        [.text(network[donor].id), .name(of: network[donor])] + row.map(content)
          + [content(row.flatMap { $0 })])
    }
    let all = matrix.recipients.map { recipient in
      matrix.donors.flatMap { byEnds[$0]?[recipient] ?? [] }
    }
    table.append(
      [.missing, .term("total", Wording(en: "total", zh: "合计"))] + all.map(content)
        + [content(all.flatMap { $0 })])
    return table
  }

  /// What a set of cells holds together: a sum of money, or how many kinds of help.
  private func content(_ cells: [WhoDoesWhat.Cell]) -> Cell {
    guard !cells.isEmpty else { return .missing }
    guard showsAmounts else {
      return .integer(Set(cells.map { MatrixTables.name(of: $0.kind) }).count)
    }
    // What may be counted in another cell already makes no sum.
    guard matrix.uncertain.isEmpty || cells.count == 1 else { return .missing }
    var sum: Money?
    for cell in cells {
      guard case .money(let money)? = cell.total?.amount else { continue }
      guard let next = (sum ?? .zero).adding(money) else { return .missing }
      sum = next
    }
    return Cell(sum)
  }

  private static func name(of kind: WhoDoesWhat.Kind) -> String {
    switch kind {
    case .pairing(let kind): "pairing " + kind.rawValue
    case .flow(let category, _): "flow " + category
    }
  }

  func cellTable() -> ResultTable {
    let cells = FlowCells(network, measure: question.measure)
    var table = ResultTable(
      "cells", Wording(en: "Each kind of help", zh: "逐项帮扶"),
      columns: [
        Column("donor_id", Wording(en: "donor id", zh: "支援方编号"), for: .programs),
        Column("donor", Wording(en: "donor", zh: "支援方")),
        Column("recipient_id", Wording(en: "recipient id", zh: "受援方编号"), for: .programs),
        Column("recipient", Wording(en: "recipient", zh: "受援方")),
        Column("fact", Wording(en: "fact", zh: "性质")),
        Column("kind", Wording(en: "kind", zh: "类别")),
        Column("count", Wording(en: "rows", zh: "笔数"), .integer),
        Column("status", Wording(en: "step", zh: "环节")),
      ] + cells.amountColumns.filter { ["amount", "value", "unit", "precision"].contains($0.key) }
        + [
          Column("sources", Wording(en: "sources", zh: "出处"))
        ])
    let kept = cells.amountColumns.enumerated().filter {
      ["amount", "value", "unit", "precision"].contains($0.element.key)
    }.map(\.offset)
    for cell in matrix.cells {
      var row: [Cell] = [
        .text(network[cell.donor].id), .name(of: network[cell.donor]),
        .text(network[cell.recipient].id), .name(of: network[cell.recipient]),
      ]
      switch cell.kind {
      case .pairing(let kind):
        row += [
          .term("pairing", Wording(en: "pairing", zh: "结对")), Cell(kind), .integer(cell.count),
          .missing,
        ]
      case .flow(let category, let kind):
        row += [
          .term("flow", Wording(en: "flow", zh: "流动")), Glossary.cell(category),
          .integer(cell.count), Cell(kind.status),
        ]
      }
      let amount = cell.total.map(cells.amount)
      row += kept.map { amount?[$0] ?? .missing }
      row.append(FlowCells.sources(cell.sources))
      table.append(row)
    }
    return table
  }
}
