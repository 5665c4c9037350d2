public import Analysis
public import NetworkModel

extension ScenarioComparison {
  /// What each place had before and has after, with the rules that bound it.
  ///
  /// The amounts are those of ``funds``. A rule of money whose verdict or numbers the scenario changes, or that is not met after
  /// it (see ``rules``), marks the places at which it is aimed; so does a requirement of the scenario on the side that the
  /// lines are about.
  ///
  /// - Parameter level: places below it stand for the place of the level in which they lie.
  /// - Throws: ``PathsError`` when the flows have no one sum.
  public func change(at level: Level) throws(PathsError) -> AmountChange {
    var change = try AmountChange(
      FlowAccounts(question.flows, in: before), FlowAccounts(question.flows, in: after),
      by: question.side == .recipient ? .recipient : .donor, level: level)
    let marks = aims.map { ($0.mark, Set($0.places(among: change.lines, in: after))) }
    for index in change.lines.indices {
      change.lines[index].rules = marks.filter { $0.1.contains(change.lines[index].id) }.map(\.0)
    }
    return change
  }

  /// Rules of money that the scenario touches or breaks and that no place of their own bounds: those of the whole side.
  ///
  /// - Parameter change: what ``change(at:)`` gave.
  public func unplacedRules(_ change: AmountChange) -> [AmountChange.RuleMark] {
    let placed = Set(change.lines.flatMap(\.rules).map(\.id))
    return aims.map(\.mark).filter { !placed.contains($0.id) }
  }

  /// Every rule and requirement that can bound a place, in order of the rules, then of the requirements.
  private var aims: [RuleAim] {
    var aims: [RuleAim] = []
    for rule in rules {
      guard let verdict = rule.after, question.baseline.measure == .money,
        RuleAim.isAboutMoney(verdict.obligation.kind)
      else { continue }
      // Judged in several periods, a rule is as bad as its worst.
      if let known = aims.firstIndex(where: { $0.mark.id == verdict.obligation.id }) {
        aims[known].worsen(by: verdict)
      } else {
        aims.append(RuleAim(verdict, side: question.side))
      }
    }
    for verdict in requirements {
      let isOfSide: Bool =
        switch verdict.requirement.subject {
        case .total: true
        case .recipient: question.side == .recipient
        case .donor: question.side == .donor
        }
      if isOfSide { aims.append(RuleAim(verdict)) }
    }
    return aims
  }
}

/// A rule and the places at which it is aimed.
private struct RuleAim {
  private(set) var mark: AmountChange.RuleMark
  /// The place or group, unless the rule is judged unit by unit.
  private var target: String?
  private var units: [NodeIndex] = []

  static func isAboutMoney(_ kind: ObligationKind) -> Bool {
    switch kind {
    case .schedule, .share, .floor, .ceiling, .holdHarmless, .effort: true
    case .quota, .fullCoverage, .plan, .governance, .fundUse: false
    }
  }

  init(_ verdict: Verdict, side: ComparisonQuestion.Side) {
    let rule = verdict.obligation
    let name = Wording(
      en: "\(rule.kind.label.en) \(rule.id)", zh: "\(rule.kind.label.zh) \(rule.id)")
    mark = AmountChange.RuleMark(id: rule.id, name: name, outcome: Self.outcome(verdict.outcome))
    // The receiving side of an agreement as a whole is no part of it.
    let isPart = rule.scope.group != rule.scope.recipient
    switch side {
    case .recipient:
      target = isPart ? rule.scope.group : nil
      units = verdict.units.map(\.unit)
    case .donor: target = nil
    }
  }

  init(_ verdict: RequirementVerdict) {
    let number = verdict.index + 1
    let outcome: AmountChange.RuleMark.Outcome =
      switch verdict.after.outcome {
      case .met: .kept
      case .notMet: .broken
      case .undetermined: .open
      }
    mark = AmountChange.RuleMark(
      id: "requirement-\(number)", name: Wording(en: "requirement \(number)", zh: "要求 \(number)"),
      outcome: outcome)
    units = verdict.place.map { [$0] } ?? []
  }

  mutating func worsen(by verdict: Verdict) {
    units += verdict.units.map(\.unit)
    let outcome = Self.outcome(verdict.outcome)
    if mark.outcome == .broken || outcome == .kept { return }
    mark = AmountChange.RuleMark(id: mark.id, name: mark.name, outcome: outcome)
  }

  private static func outcome(_ outcome: Verdict.Outcome) -> AmountChange.RuleMark.Outcome {
    switch outcome {
    case .met: .kept
    case .notMet: .broken
    case .undetermined, .noTarget: .open
    }
  }

  /// Ids of the lines at which the rule is aimed: the place or group itself, and what lies in it.
  func places(among lines: [AmountChange.Line], in network: PairingNetwork) -> [String] {
    let roots: PlaceSet
    var own: String?
    if !units.isEmpty {
      roots = PlaceSet(Set(units), in: network)
    } else if let target, let node = network.node(id: target) {
      roots = PlaceSet(node, at: nil, in: network)
      own = target
    } else {
      return []
    }
    return lines.map(\.id).filter { id in
      id == own || network.node(id: id).map(roots.contains) ?? false
    }
  }
}
