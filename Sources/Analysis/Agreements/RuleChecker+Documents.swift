internal import NetworkModel

/// Plans, bodies, meetings and rules for the use of funds.
///
/// ## Conventions
/// - A document exists when the table of agreements holds it. A rule of a plan is met by another document of the same two
///   sides, of the time of the rule; or by its own, when the agreement that states it says nothing about amounts of money and
///   so is itself the plan. A register or a set of fund rules is its own document when its agreement states nothing else.
/// - A body exists when a department of either side is on record from the very paragraph that states the rule.
/// - What is not on record may exist, so these rules are met or not determined, and never broken.
extension RuleChecker {
  func documents(_ obligation: Obligation, _ sides: RuleSides) -> [Verdict] {
    switch obligation.terms {
    case .plan(let number?, _): plansByStep(obligation, number)
    case .plan: judgedWhole(obligation).map { plan(obligation, $0) }
    case .governance(let number?, _): meetings(obligation, sides, number)
    case .governance: judgedWhole(obligation).map { body(obligation, sides, $0) }
    case .fundUse: judgedWhole(obligation).map { fundUse(obligation, sides, $0) }
    default: []
    }
  }

  /// Rules of the same agreement.
  private func rules(beside obligation: Obligation) -> [Obligation] {
    [obligation] + siblings.filter { $0.scope.agreement == obligation.scope.agreement }
  }

  /// Documents of the same two sides, other than the agreement itself.
  private func otherDocuments(_ obligation: Obligation) -> [Agreement] {
    let scope = obligation.scope
    return evidence.agreements.filter {
      $0.donor == scope.donor && $0.recipient == scope.recipient && $0.id != scope.agreement
    }
  }

  private func ownDocument(_ obligation: Obligation) -> Agreement? {
    evidence.agreements.first { $0.id == obligation.scope.agreement }
  }

  private func found(
    _ obligation: Obligation, _ judged: JudgedPeriod, _ ids: [String], unit: String = "document",
    else missing: MissingEvidence
  ) -> Verdict {
    var verdict = Verdict(
      obligation, judged, ids.isEmpty ? .undetermined : .met, .count(unit), required: .one)
    verdict.evidence = ids
    if ids.isEmpty {
      verdict.missing = [missing]
    } else {
      verdict.actual = ValueRange(from: ExactRatio(ids.count), to: nil)
    }
    return verdict
  }

  func plan(_ obligation: Obligation, _ judged: JudgedPeriod) -> Verdict {
    let own =
      rules(beside: obligation).contains(where: \.terms.isAboutMoney)
      ? nil : ownDocument(obligation)
    let others = otherDocuments(obligation).filter {
      own == nil && !$0.period.isUnknown && $0.period == judged.period
    }
    return found(
      obligation, judged, (own.map { [$0.id] } ?? []) + others.map(\.id),
      else: .document(period: judged.period))
  }

  private func plansByStep(_ obligation: Obligation, _ number: ExactRatio) -> [Verdict] {
    // A document of several years is the agreement of none of them.
    let documents = otherDocuments(obligation).filter { document in
      guard case .date(let first, _) = document.period.start,
        case .date(let last, _) = document.period.end
      else { return false }
      let cadence = obligation.terms.cadence
      return cadence.step(of: first, atEnd: false) == cadence.step(of: last, atEnd: true)
    }
    return judgedPeriods(obligation, recorded: documents.map(\.period), merging: true)
      .map { judged in
        let ids = documents.filter { judged.relation(of: $0.period) == .inside }.map(\.id)
        let required = number * ExactRatio(judged.stepCount)
        var verdict = Verdict(
          obligation, judged, .undetermined, .count("document"), required: required)
        verdict.evidence = ids
        if !ids.isEmpty {
          verdict.actual = ValueRange(from: ExactRatio(ids.count), to: nil)
          verdict.recorded = ExactRatio(ids.count)
        }
        if required <= ExactRatio(ids.count) {
          verdict.outcome = .met
        } else {
          verdict.missing = [.document(period: judged.period)]
        }
        return verdict
      }
  }

  private func meetings(
    _ obligation: Obligation, _ sides: RuleSides, _ number: ExactRatio
  ) -> [Verdict] {
    let meetings = evidence.events.filter { event in
      event.kind == "meeting" && joins(event, sides.giver, sides.receiver)
    }
    return judgedPeriods(obligation, recorded: meetings.map(\.date), merging: true).map { judged in
      let held = meetings.filter { judged.relation(of: $0.date) == .inside }
      let sum = held.reduce(ExactRatio.zero) { $0 + ($1.count.map { ExactRatio($0) } ?? .one) }
      let required = number * ExactRatio(judged.stepCount)
      var verdict = Verdict(
        obligation, judged, .undetermined, .count("meeting"), required: required)
      verdict.evidence = held.map(\.id)
      if !held.isEmpty {
        verdict.actual = ValueRange(from: sum, to: nil)
        verdict.recorded = sum
      }
      if required <= sum {
        verdict.outcome = .met
      } else {
        verdict.missing = [.meetings(period: judged.period)]
      }
      return verdict
    }
  }

  /// Whether an event is between two sides: at each end a side itself or a group that lies in it.
  func joins(_ event: Event, _ one: NodeIndex, _ other: NodeIndex) -> Bool {
    func stands(_ id: String?, for side: NodeIndex) -> Bool {
      guard let node = id.flatMap(places.node(id:)) else { return false }
      return node == side || (places.kind(of: node) == .group && places.contains(side, node))
    }
    return (stands(event.from, for: one) && stands(event.to, for: other))
      || (stands(event.from, for: other) && stands(event.to, for: one))
  }

  private func body(
    _ obligation: Obligation, _ sides: RuleSides, _ judged: JudgedPeriod
  ) -> Verdict {
    var ids = bodies(of: [obligation], sides.giver, sides.receiver).map { places[$0].id }
    let isRegister = rules(beside: obligation).allSatisfy {
      if case .governance(nil, _) = $0.terms { true } else { false }
    }
    if isRegister, let own = ownDocument(obligation) { ids.append(own.id) }
    return found(obligation, judged, ids, unit: "body", else: .body)
  }

  /// Departments of two sides that stand in the very paragraphs that state some rules, in id order.
  ///
  /// Departments that are themselves paired are left out: they are partners, not bodies of the agreement.
  func bodies(
    of obligations: [Obligation], _ one: NodeIndex, _ other: NodeIndex
  ) -> [NodeIndex] {
    let paragraphs = Set(
      obligations.compactMap { rule in rule.source.map { [$0, rule.locator ?? ""] } })
    let paired = Set(places.pairings.flatMap { [$0.donor, $0.recipient] })
    return places.nodeIndices.filter { node in
      let node = places[node]
      guard node.kind == .department, let source = node.source,
        paragraphs.contains([source, node.locator ?? ""]), !paired.contains(node.index)
      else { return false }
      return places.contains(one, node.index) || places.contains(other, node.index)
    }
  }

  // MARK: Use of funds

  private func fundUse(
    _ obligation: Obligation, _ sides: RuleSides, _ judged: JudgedPeriod
  ) -> Verdict {
    let isOwn = rules(beside: obligation).allSatisfy { $0.kind == .fundUse }
    var verdict = found(
      obligation, judged, isOwn ? ownDocument(obligation).map { [$0.id] } ?? [] : [],
      else: .document(period: judged.period))
    let scoped = ScopedRows(
      index, .money, classes: obligation.scope.fundClass.map { [$0] }, from: sides.giver,
      to: sides.target, agreement: nil,
      during: obligation.scope.period)
    let inTime = scoped.given.filter { isGoverned(scoped.row($0), scoped, judged) }
    let wholes = inTime.filter { !index.holders(of: $0).contains(where: inTime.contains) }
    let others = wholes.filter { !isTarget(scoped.row($0).recipient) }
    for row in others.map(scoped.row) {
      verdict.warnings.append(
        .recipientNotATarget(row: row.id, recipient: places[row.recipient].id))
    }
    let unpaid = inTime.filter { isUnpaid($0, scoped) }
    if !unpaid.isEmpty { verdict.warnings.append(.allocatedOnly(rows: scoped.ids(unpaid))) }
    verdict.cite(wholes.map(scoped.row))
    if wholes.isEmpty || !others.isEmpty { verdict.outcome = .undetermined }
    if wholes.isEmpty {
      verdict.missing.append(
        .amounts(
          fundClass: obligation.scope.fundClass, period: judged.period,
          promised: scoped.promises(in: judged)))
    } else if !others.isEmpty {
      verdict.missing.append(.targets(rows: scoped.ids(others)))
    }
    return verdict
  }

  /// Surely between the two sides, at a time that may lie in that of the rule, whose bounds may be uncertain.
  private func isGoverned(
    _ row: EvidenceRow, _ scoped: ScopedRows, _ judged: JudgedPeriod
  ) -> Bool {
    let receivers = index.relations.relations(to: scoped.receiver, during: judged.period)
    return judged.relation(of: row.period) != .outside
      && scoped.giverRelations[Int(row.donor.value)] == .inside
      && receivers[Int(row.recipient.value)] == .inside
  }

  /// Whether a node is, or lies in, a village or households; a group when all its members do.
  private func isTarget(_ node: NodeIndex) -> Bool {
    func isOne(_ node: NodeIndex) -> Bool {
      [.village, .householdGroup].contains(places.kind(of: node))
    }
    if isOne(node) || places.ancestors(of: node).contains(where: isOne) { return true }
    guard places.kind(of: node) == .group else { return false }
    let members = places.members(of: node)
    return !members.isEmpty
      && members.allSatisfy { isOne($0) || places.ancestors(of: $0).contains(where: isOne) }
  }

  /// Set aside, and not paid out in full as far as the record goes.
  private func isUnpaid(_ position: Int, _ scoped: ScopedRows) -> Bool {
    let row = scoped.row(position)
    guard row.status == .allocated else { return false }
    let paid = scoped.given.filter {
      scoped.step($0) > scoped.step(position) && index.holders(of: $0).first == position
    }.reduce(ExactRatio.zero) { $0 + (scoped.row($1).value ?? .zero) }
    return row.value.map { paid < $0 } ?? true
  }
}
