internal import Analysis
internal import NetworkModel

/// Turns totals of flows into cells.
struct FlowCells {
  private let network: PairingNetwork
  private let measure: Measure
  /// Lists of sources longer than this are cut in the text for people, never in data.
  private static let shownSources = 4

  init(_ network: PairingNetwork, measure: Measure) {
    self.network = network
    self.measure = measure
  }

  /// Money is in yuan in data; texts show it in 万元.
  static let moneyUnit = Cell.term("CNY", Wording(en: "万元", zh: "万元"))

  static let kindColumns = [
    Column("class", Wording(en: "class", zh: "流向")),
    Column("status", Wording(en: "step", zh: "环节")),
  ]

  func kind(_ total: FlowTotal) -> [Cell] {
    [total.kind.boundary.map { Cell($0) } ?? .missing, Cell(total.kind.status)]
  }

  var amountColumns: [Column] {
    var columns = [
      Column("amount", Wording(en: "amount", zh: "金额"), .money),
      Column("value", Wording(en: "number", zh: "数量"), .decimal),
      Column("unit", Wording(en: "unit", zh: "单位")),
    ]
    if measure == .area {
      columns.append(Column("hectares", Wording(en: "hectares", zh: "公顷"), .decimal))
    }
    return columns + [
      Column("precision", Wording(en: "precision", zh: "精度")),
      Column("lower", Wording(en: "at least", zh: "下限"), .money, for: .programs),
      Column("upper", Wording(en: "at most", zh: "上限"), .money, for: .programs),
      Column("value_lower", Wording(en: "number at least", zh: "数量下限"), .decimal, for: .programs),
      Column(
        "value_upper", Wording(en: "number at most", zh: "数量上限"), .decimal, for: .programs),
      Column("flows", Wording(en: "flows", zh: "笔数"), .integer),
      Column("rests", Wording(en: "rests", zh: "其中余额"), .integer, for: .programs),
      Column("unknown", Wording(en: "unknown", zh: "数额不详"), .integer),
      Column("uncertain", Wording(en: "may be counted", zh: "可能重复"), .integer, for: .programs),
      Column("sources", Wording(en: "sources", zh: "出处")),
    ]
  }

  func amount(_ total: FlowTotal) -> [Cell] {
    func money(_ amount: Amount?) -> Cell {
      if case .money(let money)? = amount { .money(money) } else { .missing }
    }
    func value(_ amount: Amount?) -> Cell {
      if case .quantity(let number)? = amount { .decimal(number) } else { .missing }
    }
    var cells = [
      money(total.amount), value(total.amount),
      total.kind.unit.map(Cell.text) ?? Self.moneyUnit,
    ]
    if measure == .area {
      var hectares = Cell.missing
      if case .quantity(let number)? = total.amount,
        let unit = total.kind.unit.flatMap(AreaUnit.init(rawValue:))
      {
        hectares = Cell(unit.hectares(of: number).rounded(toPlaces: 2))
      }
      cells.append(hectares)
    }
    return cells + [
      precision(total), money(total.lower), money(total.upper), value(total.lower),
      value(total.upper), .integer(total.flowCount), .integer(total.restCount),
      .integer(total.unknownCount), .integer(total.uncertainCount),
      Self.sources(network.sources(ofFlows: total.rows)),
    ]
  }

  /// The precision; for people a range says its ends.
  private func precision(_ total: FlowTotal) -> Cell {
    guard total.precision == .range, let lower = total.lower else { return Cell(total.precision) }
    func words(_ language: Language) -> String {
      func text(_ amount: Amount) -> String {
        switch amount {
        case .money(let money):
          String(money.formatted(in: .wan, language).prefix { $0 != " " })
        case .quantity(let number): number.description
        }
      }
      return "\(text(lower))–\(total.upper.map(text) ?? "?")"
    }
    return .term(total.precision.rawValue, Wording(en: words(.en), zh: words(.zh)))
  }

  /// Every source and place in data; the first few for people.
  static func sources(_ places: [SourcePlace]) -> Cell {
    guard !places.isEmpty else { return .missing }
    let all = places.map(\.description).joined(separator: ";")
    let few = places.prefix(shownSources).map(\.description).joined(separator: ", ")
    let more = places.count - shownSources
    return .term(
      all,
      Wording(
        en: few + (more > 0 ? " +\(more)" : ""), zh: few + (more > 0 ? " 等 \(places.count) 处" : ""))
    )
  }

  // MARK: - Keys

  func columns(of dimension: FlowDimension) -> [Column] {
    switch dimension {
    case .donor:
      [
        Column("donor_id", Wording(en: "donor id", zh: "支援方编号"), for: .programs),
        Column("donor", Wording(en: "donor", zh: "支援方")),
        Column("donor_unsplit", Wording(en: "donor not split", zh: "支援方未拆分"), for: .programs),
      ]
    case .recipient:
      [
        Column("recipient_id", Wording(en: "recipient id", zh: "受援方编号"), for: .programs),
        Column("recipient", Wording(en: "recipient", zh: "受援方")),
        Column(
          "recipient_unsplit", Wording(en: "recipient not split", zh: "受援方未拆分"), for: .programs),
      ]
    case .category: [Column("category", Wording(en: "category", zh: "类别"))]
    case .programme: [Column("programme", Wording(en: "programme", zh: "项目名称"))]
    case .agreement: [Column("agreement", Wording(en: "agreement", zh: "协议"))]
    case .year: [Column("year", Wording(en: "year", zh: "年份"))]
    case .donorLevel: [Column("donor_level", Wording(en: "donor level", zh: "支援方级别"))]
    case .recipientLevel: [Column("recipient_level", Wording(en: "recipient level", zh: "受援方级别"))]
    case .source: [Column("source", Wording(en: "source", zh: "来源"))]
    case .precision: [Column("part_precision", Wording(en: "part", zh: "分项精度"))]
    case .flow: [Column("flow", Wording(en: "flow", zh: "流动编号"))]
    }
  }

  func cells(_ key: FlowKey, of dimension: FlowDimension) -> [Cell] {
    switch key {
    case .node(let node, let isUnsplit):
      return [
        .text(network[node].id), isUnsplit ? unsplit(network[node]) : .name(of: network[node]),
        .term(
          isUnsplit ? "yes" : "no",
          isUnsplit ? Wording(en: "yes", zh: "是") : Wording(en: "no", zh: "否")),
      ]
    case .word(let word): return [dimension == .category ? Glossary.cell(word) : .text(word)]
    case .period(let period): return [Cell(period)]
    case .level(let level): return [Cell(level)]
    case .precision(let precision): return [Cell(precision)]
    case .missing: return [.missing]
    }
  }

  private func unsplit(_ node: Node) -> Cell {
    .term(
      node.name,
      Wording(en: "\(node.name(in: .en)) (not split)", zh: "\(node.name)（未拆分）"))
  }

  // MARK: - Rates

  static let rateColumns = [
    Column("rate", Wording(en: "per unit", zh: "平均"), .decimal),
    Column("rate_unit", Wording(en: "of", zh: "平均单位")),
    Column("indicator", Wording(en: "indicator", zh: "指标"), for: .programs),
    Column("indicator_year", Wording(en: "indicator year", zh: "指标年份"), .integer),
    Column("indicator_value", Wording(en: "indicator value", zh: "指标值"), .decimal),
    Column("indicator_source", Wording(en: "indicator source", zh: "指标出处")),
  ]

  func rate(_ rate: FlowRate?) -> [Cell] {
    guard let rate else { return Self.rateColumns.map { _ in .missing } }
    let value = measure.isMonetary ? rate.value * .powerOfTen(-2) : rate.value
    let unit = rate.indicator.unit
    return [
      Cell(value.rounded(toPlaces: 2)),
      measure.isMonetary
        ? .term("CNY/\(unit)", Wording(en: "yuan a \(unit)", zh: "元/\(unit)")) : .text("1/\(unit)"),
      .text(rate.indicator.indicator), .integer(rate.indicator.year),
      .decimal(rate.indicator.value), Cell(rate.indicator.source),
    ]
  }
}

extension Cell {
  /// A ratio in hundredths with some decimals.
  static func percent(_ ratio: ExactRatio, places: Int) -> Cell {
    Cell((ratio * .powerOfTen(2)).rounded(toPlaces: places))
  }
}
