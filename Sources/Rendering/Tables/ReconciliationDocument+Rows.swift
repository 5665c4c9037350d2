internal import Analysis
internal import NetworkModel

extension ReconciliationTables {
  /// The rows behind each check, those left aside among them.
  func parts() -> ResultTable {
    var table = ResultTable(
      "parts", Wording(en: "Rows behind it", zh: "所依据的数据行"),
      columns: [
        Column("claim", Wording(en: "claim", zh: "编号")),
        Column("role", Wording(en: "role", zh: "作用")),
        Column("row", Wording(en: "row", zh: "数据行")),
        Column("table", Wording(en: "table", zh: "所在表"), for: .programs),
        Column("value", Wording(en: "value", zh: "数值"), .decimal),
        Column("unit", Wording(en: "unit", zh: "单位")),
        Column("precision", Wording(en: "precision", zh: "精度")),
        Column("status", Wording(en: "step", zh: "环节")),
        Column("category", Wording(en: "category", zh: "类别")),
        Column("period", Wording(en: "period", zh: "时段")),
        Column("donor_id", Wording(en: "donor id", zh: "支援方编号"), for: .programs),
        Column("donor", Wording(en: "donor", zh: "支援方")),
        Column("recipient_id", Wording(en: "recipient id", zh: "受援方编号"), for: .programs),
        Column("recipient", Wording(en: "recipient", zh: "受援方")),
        Column("source", Wording(en: "source", zh: "出处")),
        Column("locator", Wording(en: "place", zh: "位置")),
      ], emptiness: .passedOver)
    for check in result.checks {
      for part in check.parts {
        table.append(
          [.text(network.id(of: check.row)), Cell(part.role), .text(network.id(of: part.row))]
            + cells(part))
      }
    }
    return table
  }

  private func cells(_ part: ClaimPart) -> [Cell] {
    let place = network.sourcePlace(of: part.row)
    let sources = [Cell(place?.source), Cell(place?.locator)]
    let quantity = part.quantity(in: network)
    func value(_ unit: String) -> [Cell] { [number(quantity?.value, unit), Self.unit(unit)] }
    switch part.row {
    case .flow(let index):
      let flow = network.flow(at: index)
      let (donor, recipient) = (network[flow.donor], network[flow.recipient])
      return [.text("flows")] + value(flow.unit)
        + [
          Cell(flow.precision), Cell(flow.status), Glossary.cell(flow.category),
          Cell(flow.period), .text(donor.id), .name(of: donor), .text(recipient.id),
          .name(of: recipient),
        ] + sources
    case .claim(let index):
      let claim = network.claims[index]
      return [.text("claims")] + value(claim.unit)
        + [
          Cell(claim.precision), .missing, Glossary.cell(claim.category), Cell(claim.period),
          Cell(claim.scope), name(claim.scope), .text(claim.subject), name(claim.subject),
        ] + sources
    case .rule(let index):
      let rule = network.rules[index]
      return [.text("rules")] + value(quantity?.readableUnit ?? "")
        + [
          .missing, .missing, Glossary.cell(rule.fundClass), Cell(rule.period), .missing, .missing,
          Cell(rule.group), name(rule.group),
        ] + sources
    case .event(let index):
      let event = network.events[index]
      return [.text("events")] + value(event.unit ?? "")
        + [
          .missing, .missing, Glossary.cell(event.kind), Cell(event.date), Cell(event.from),
          name(event.from), Cell(event.to), name(event.to),
        ] + sources
    }
  }

  // MARK: - Computed from both

  func derived() -> ResultTable {
    var table = ResultTable(
      "derived", Wording(en: "Means, shares and multiples", zh: "推算的平均数、占比与倍数"),
      columns: [
        Column("kind", Wording(en: "kind", zh: "类型")),
        Column("of", Wording(en: "of", zh: "计量对象")),
        Column("numerator", Wording(en: "numerator", zh: "分子所在行")),
        Column("numerator_value", Wording(en: "value", zh: "分子"), .decimal),
        Column("numerator_unit", Wording(en: "unit", zh: "单位")),
        Column("denominator", Wording(en: "denominator", zh: "分母所在行")),
        Column("denominator_value", Wording(en: "value", zh: "分母"), .decimal),
        Column("denominator_unit", Wording(en: "unit", zh: "单位")),
        Column("value", Wording(en: "result", zh: "结果"), .decimal),
        Column("lower", Wording(en: "at least", zh: "下限"), .decimal, for: .programs),
        Column("upper", Wording(en: "at most", zh: "上限"), .decimal, for: .programs),
        Column("unit", Wording(en: "unit", zh: "单位")),
        Column("precision", Wording(en: "precision", zh: "精度")),
        Column("rest", Wording(en: "left", zh: "余额"), .decimal),
        Column("sources", Wording(en: "sources", zh: "出处")),
      ], emptiness: .passedOver)
    for figure in result.derived {
      let (a, b) = (figure.numerator, figure.denominator)
      table.append([
        Cell(figure.kind), Glossary.cell(figure.subject), ids(a.rows),
        number(a.figure.value, a.unit), Self.unit(a.unit), ids(b.rows),
        number(b.figure.value, b.unit), Self.unit(b.unit),
        number(figure.value.value, figure.unit),
        number(figure.value.range.lower, figure.unit),
        number(figure.value.range.upper, figure.unit), Self.unit(figure.unit),
        Cell(figure.value.bound), number(figure.rest?.value, b.unit), sources(a.rows + b.rows),
      ])
    }
    return table
  }

  func backcast() -> ResultTable {
    var table = ResultTable(
      "backcast", Wording(en: "Years that no row records, computed", zh: "未录得年份的推算"),
      columns: [
        Column("subject_id", Wording(en: "subject id", zh: "对象编号"), for: .programs),
        Column("subject", Wording(en: "subject", zh: "对象")),
        Column("scope_id", Wording(en: "scope id", zh: "范围编号"), for: .programs),
        Column("scope", Wording(en: "scope", zh: "范围"), for: .programs),
        Column("measure", Wording(en: "measure", zh: "计量"), for: .programs),
        Column("category", Wording(en: "category", zh: "类别")),
        Column("year", Wording(en: "year", zh: "年份"), .integer),
        Column("value", Wording(en: "value", zh: "数值"), .decimal),
        Column("lower", Wording(en: "at least", zh: "下限"), .decimal),
        Column("upper", Wording(en: "at most", zh: "上限"), .decimal),
        Column("unit", Wording(en: "unit", zh: "单位")),
        Column("precision", Wording(en: "precision", zh: "精度")),
        Column("steps", Wording(en: "steps", zh: "推算步数"), .integer),
        Column("contradicted", Wording(en: "contradicted", zh: "相互矛盾")),
        Column("rows", Wording(en: "rows", zh: "数据行"), for: .programs),
        Column("sources", Wording(en: "sources", zh: "出处")),
        Column("formula", Wording(en: "computed as", zh: "算式"), display: .whole),
        Column("assumptions", Wording(en: "assuming that", zh: "假设"), display: .whole),
      ], emptiness: .passedOver)
    for line in result.backcast {
      let unit = line.figure.dimension == .money ? "万元" : line.figure.readableUnit
      table.append([
        .text(network[line.subject].id), .name(of: network[line.subject]),
        Cell(line.scope.map { network[$0].id }),
        line.scope.map { .name(of: network[$0]) } ?? .missing, .text(line.measure),
        Glossary.cell(line.category), .integer(line.year), number(line.figure.value, unit),
        number(line.figure.range.lower, unit), number(line.figure.range.upper, unit),
        Self.unit(unit), Cell(line.bound), .integer(line.steps),
        line.isContradicted ? .term("yes", Wording(en: "yes", zh: "是")) : .missing,
        ids(line.rows), sources(line.rows), Self.words([line.formula]),
        Self.words(line.assumptions),
      ])
    }
    return table
  }

  func doubles() -> ResultTable {
    var table = ResultTable(
      "doubles", Wording(en: "Possible double entries, not merged", zh: "疑似重复登记（未合并）"),
      columns: [
        Column("first", Wording(en: "first", zh: "前一行")),
        Column("first_value", Wording(en: "value", zh: "数值"), .decimal),
        Column("first_precision", Wording(en: "precision", zh: "精度")),
        Column("first_status", Wording(en: "step", zh: "环节"), for: .programs),
        Column("second", Wording(en: "second", zh: "后一行")),
        Column("second_value", Wording(en: "value", zh: "数值"), .decimal),
        Column("second_precision", Wording(en: "precision", zh: "精度")),
        Column("second_status", Wording(en: "step", zh: "环节"), for: .programs),
        Column("unit", Wording(en: "unit", zh: "单位")),
        Column("likeness", Wording(en: "likeness", zh: "相似处")),
        Column("donor", Wording(en: "donor", zh: "支援方")),
        Column("recipient", Wording(en: "recipient", zh: "受援方")),
        Column("sources", Wording(en: "sources", zh: "出处")),
      ], emptiness: .passedOver)
    for double in result.doubles {
      let (first, second) = (network.flow(at: double.first), network.flow(at: double.second))
      // Money of both is shown in the unit of the first.
      let unit = first.unit
      table.append([
        .text(first.id), number(Quantity(first)?.value, unit), Cell(first.precision),
        Cell(first.status), .text(second.id), number(Quantity(second)?.value, unit),
        Cell(second.precision), Cell(second.status), Self.unit(unit), Cell(double.likeness),
        .name(of: network[first.donor]), .name(of: network[first.recipient]),
        sources([.flow(double.first), .flow(double.second)]),
      ])
    }
    return table
  }

  /// In short and about everywhere, what would be a tenth of the other number or more.
  var shownOverlaps: [PossibleOverlap] {
    guard isBrief, result.question.within == nil, result.question.years == nil else {
      return result.overlaps
    }
    return result.overlaps.filter { $0.shareIfInside.map { ExactRatio(10) <= $0.value } ?? true }
  }

  func overlaps() -> ResultTable {
    var table = ResultTable(
      "overlaps", Wording(en: "What may already be inside another number", zh: "可能已含于其他数字者"),
      columns: [
        Column("row", Wording(en: "row", zh: "数据行")),
        Column("value", Wording(en: "value", zh: "数值"), .decimal),
        Column("unit", Wording(en: "unit", zh: "单位")),
        Column("other", Wording(en: "may be inside", zh: "可能含于")),
        Column("other_value", Wording(en: "value", zh: "数值"), .decimal),
        Column("other_unit", Wording(en: "unit", zh: "单位")),
        Column("lower", Wording(en: "together at least", zh: "合计下限"), .decimal),
        Column("upper", Wording(en: "together at most", zh: "合计上限"), .decimal),
        Column("share_if_inside", Wording(en: "share if inside", zh: "如含于内占比"), .percent),
        Column("sources", Wording(en: "sources", zh: "出处")),
      ], emptiness: .passedOver)
    for overlap in shownOverlaps {
      let (unit, other) = (self.unit(of: overlap.row), self.unit(of: overlap.other))
      table.append([
        ids([overlap.row]), number(overlap.figure.value, unit), Self.unit(unit),
        ids([overlap.other]), number(overlap.otherFigure.value, other), Self.unit(other),
        number(overlap.together.lower, other), number(overlap.together.upper, other),
        Cell(Quantity.decimal(overlap.shareIfInside?.value, in: "percent", places: 2)),
        sources([overlap.row, overlap.other]),
      ])
    }
    return table
  }

  private func unit(of row: ClaimPart.Row) -> String {
    switch row {
    case .flow(let index): network.flow(at: index).unit
    case .claim(let index): network.claims[index].unit
    case .rule: MoneyUnit.yuan.rawValue
    case .event(let index): network.events[index].unit ?? ""
    }
  }
}
