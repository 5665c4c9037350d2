public import NetworkModel

extension PairingNetwork {
  /// The id of a row on which a check rests.
  public func id(of row: ClaimPart.Row) -> String {
    switch row {
    case .flow(let index): flow(at: index).id
    case .claim(let index): claims[index].id
    case .rule(let index): rules[index].id
    case .event(let index): events[index].id
    }
  }

  /// The source of a row, and the place in it.
  public func sourcePlace(of row: ClaimPart.Row) -> SourcePlace? {
    switch row {
    case .flow(let index):
      flow(at: index).source.map { SourcePlace(source: $0, locator: flow(at: index).locator) }
    case .claim(let index):
      claims[index].source.map { SourcePlace(source: $0, locator: claims[index].locator) }
    case .rule(let index):
      rules[index].source.map { SourcePlace(source: $0, locator: rules[index].locator) }
    case .event(let index):
      events[index].source.map { SourcePlace(source: $0, locator: events[index].locator) }
    }
  }

  /// The number of a row; nothing when it is not known.
  ///
  /// - Parameter year: of a rule that grows, the year asked about.
  public func quantity(of row: ClaimPart.Row, in year: Int? = nil) -> Quantity? {
    switch row {
    case .flow(let index): Quantity(flow(at: index))
    case .claim(let index): Quantity(claims[index])
    case .rule(let index): amount(of: rules[index], in: year)
    case .event(let index):
      events[index].count.map { Quantity(printed: $0, unit: events[index].unit ?? "") }
    }
  }

  /// What a rule asks for in a year: its amount grown from its base year, else its threshold.
  private func amount(of rule: Rule, in year: Int?) -> Quantity? {
    guard let base = rule.baseAmount else {
      return rule.threshold.map { Quantity(ExactRatio($0), .unit(rule.per ?? "")) }
    }
    let yuan = ExactRatio(base) * Quantity.factor(of: MoneyUnit.yuan.rawValue)
    guard let rate = rule.rate, let first = rule.baseYear else { return Quantity(yuan, .money) }
    guard let year, year >= first else { return nil }
    return GrowthSchedule(base: yuan, baseYear: first, rate: ExactRatio(rate), per: .year)
      .due(atStep: Cadence.year.firstStep(ofYear: year)).map { Quantity($0, .money) }
  }

  func precision(of row: ClaimPart.Row) -> Precision {
    switch row {
    case .flow(let index): flowRows[index].precision
    case .claim(let index): claims[index].precision
    case .rule(let index): rules[index].precision
    case .event: .exact
    }
  }

  func period(of row: ClaimPart.Row) -> Period {
    switch row {
    case .flow(let index): flowRows[index].period
    case .claim(let index): claims[index].period
    case .rule(let index): rules[index].period
    case .event(let index): events[index].date
    }
  }

  /// The dimension of a flow's amount, known or not.
  func dimension(ofFlow row: Int) -> Quantity.Dimension {
    if case .money = flowRows[row].amount { return .money }
    return Quantity.Dimension(unit: text[flowRows[row].unit])
  }
}
