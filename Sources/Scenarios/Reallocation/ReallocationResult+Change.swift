public import Analysis
internal import NetworkModel

extension ReallocationResult {
  /// What each recipient got and gets, with the rules that leave its amount no room.
  public var change: AmountChange {
    var change = AmountChange(
      money: units.map { ($0.recipient, $0.before, $0.after) })
    let reasons = Dictionary(
      units.map { ($0.recipient, $0.fixedBy) }, uniquingKeysWith: { first, _ in first })
    for index in change.lines.indices {
      change.lines[index].rules = (reasons[change.lines[index].id] ?? []).compactMap(\.mark)
    }
    return change
  }
}

extension PlannedUnit.Reason {
  /// Nothing for what is no rule.
  fileprivate var mark: AmountChange.RuleMark? {
    guard case .rule(let constraint, let bound) = self else { return nil }
    let (id, name): (String, Wording) =
      switch constraint {
      case .budget: ("budget", Wording(en: "budget", zh: "预算总额"))
      case .donorBudget(let donor):
        ("budget:\(donor)", Wording(en: "budget of \(donor)", zh: "\(donor)预算"))
      case .rule(let name): (name, Wording(en: name, zh: name))
      }
    return AmountChange.RuleMark(
      id: id, name: Wording(en: "\(name.en) \(bound.sign)", zh: "\(name.zh) \(bound.sign)"),
      outcome: .kept)
  }
}
