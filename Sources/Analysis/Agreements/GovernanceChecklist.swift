public import NetworkModel

/// One thing that the partners of an agreement have on record, or one that is not on record.
public struct ChecklistItem: Sendable {
  public enum Element: String, Term {
    case agreement, plan
    case fundRule = "fund_rule"
    case register, body
    case meeting
    /// A printed number of agreements, beside those that are named.
    case agreementCount = "agreement_count"
    /// A printed number of projects, beside those that are named.
    case projectCount = "project_count"

    public var label: Wording {
      switch self {
      case .agreement: Wording(en: "agreement", zh: "协议")
      case .plan: Wording(en: "plan", zh: "规划计划")
      case .fundRule: Wording(en: "fund rules", zh: "资金管理办法")
      case .register: Wording(en: "register", zh: "台账（项目库）")
      case .body: Wording(en: "body", zh: "工作机构")
      case .meeting: Wording(en: "meetings", zh: "联席会议")
      case .agreementCount: Wording(en: "agreements, printed number", zh: "协议数（公布）")
      case .projectCount: Wording(en: "projects, printed number", zh: "项目数（公布）")
      }
    }
  }

  public enum Finding: String, Term {
    case onRecord = "on_record"
    /// Only a number is printed.
    case claimed
    case noRecord = "no_record"

    public var label: Wording {
      switch self {
      case .onRecord: Wording(en: "on record", zh: "有")
      case .claimed: Wording(en: "claimed", zh: "仅有汇总数")
      case .noRecord: Wording(en: "no record", zh: "无记录")
      }
    }
  }

  public let donor: NodeIndex
  public let recipient: NodeIndex
  public let element: Element
  public let finding: Finding
  /// Id of the agreement, node, event or claim.
  public var id: String?
  /// Its title or name.
  public var title: Wording?
  public var period = Period.unknown
  /// The printed number.
  public var count: ExactDecimal?
  /// Of a printed number, those that are named on record.
  public var named: Int?
  /// The word after `state=` in the note of a claim, such as `started`.
  public var state: String?
  public var source: String?
  public var locator: String?

  /// Of a printed number, those that are not named.
  public var unnamed: Int? {
    guard let count = count?.wholeNumber, let named else { return nil }
    return count - named
  }
}

extension RuleChecker {
  /// What each pair of partners with an agreement has on record: agreements, plans, fund rules, registers, bodies, meetings.
  ///
  /// ## Conventions
  /// - A document is a plan, a set of fund rules or a register when all its rules are of that kind, numbers of people aside;
  ///   otherwise an agreement.
  /// - Bodies are departments of either side from a paragraph that states one of the pair's rules, and that are not paired
  ///   themselves. Meetings are those of the two sides themselves.
  /// - Elements of which two places have nothing have a line that says so: no record, which is not the same as none.
  ///
  /// Order: the agreements' donors and recipients by id, then the elements, then ids.
  public func checklist(of agreements: [Agreement]) -> [ChecklistItem] {
    struct Pair: Hashable {
      var donor: NodeIndex
      var recipient: NodeIndex
    }
    var pairs: Set<Pair> = []
    for agreement in agreements {
      if let donor = places.node(id: agreement.donor),
        let recipient = places.node(id: agreement.recipient)
      {
        pairs.insert(Pair(donor: donor, recipient: recipient))
      }
    }
    return pairs.sorted { ($0.donor, $0.recipient) < ($1.donor, $1.recipient) }.flatMap {
      items($0.donor, $0.recipient)
    }
  }

  private func items(_ donor: NodeIndex, _ recipient: NodeIndex) -> [ChecklistItem] {
    let (donorID, recipientID) = (places[donor].id, places[recipient].id)
    let own = evidence.agreements.filter { $0.donor == donorID && $0.recipient == recipientID }
    let rules = siblings.filter { rule in own.contains { $0.id == rule.scope.agreement } }
    // What meets a rule that a plan must exist is a plan, even if it states no rule of its own.
    let plans = rules.filter { $0.terms == .plan(number: nil, per: $0.terms.cadence) }.flatMap {
      rule in
      plan(rule, JudgedPeriod(whole: rule.scope.period)).evidence
        .filter { $0 != rule.scope.agreement }
    }
    var items = own.map { agreement in
      let first = rules.first { $0.scope.agreement == agreement.id }
      var item = ChecklistItem(
        donor: donor, recipient: recipient,
        element: plans.contains(agreement.id) ? .plan : element(of: agreement, rules),
        finding: .onRecord, id: agreement.id,
        title: Wording(en: agreement.title, zh: agreement.title))
      item.period = agreement.period
      (item.source, item.locator) = (agreement.source, first?.locator)
      return item
    }
    items += bodies(of: rules, donor, recipient).map { node in
      let node = places[node]
      var item = ChecklistItem(
        donor: donor, recipient: recipient, element: .body, finding: .onRecord, id: node.id,
        title: Wording(en: node.name(in: .en), zh: node.name))
      (item.source, item.locator) = (node.source, node.locator)
      return item
    }
    items += evidence.events.filter { $0.kind == "meeting" && joins($0, donor, recipient) }.map {
      event in
      var item = ChecklistItem(
        donor: donor, recipient: recipient, element: .meeting, finding: .onRecord, id: event.id)
      (item.period, item.count) = (event.date, event.count)
      (item.source, item.locator) = (event.source, event.locator)
      return item
    }
    let arePlaces = places[donor].level != nil && places[recipient].level != nil
    for element in [ChecklistItem.Element.plan, .fundRule, .register, .body, .meeting]
    where arePlaces && !items.contains(where: { $0.element == element }) {
      items.append(
        ChecklistItem(
          donor: donor, recipient: recipient, element: element, finding: .noRecord))
    }
    items += counts(donor, recipient, own)
    let order = ChecklistItem.Element.allCases
    return items.enumerated().sorted { a, b in
      let (first, second) = (
        order.firstIndex(of: a.element.element) ?? 0, order.firstIndex(of: b.element.element) ?? 0
      )
      return (first, a.offset) < (second, b.offset)
    }.map(\.element)
  }

  private func element(of agreement: Agreement, _ rules: [Obligation]) -> ChecklistItem.Element {
    let own = rules.filter {
      $0.scope.agreement == agreement.id && ![.quota, .fullCoverage].contains($0.kind)
    }
    guard let first = own.first else { return .agreement }
    if own.contains(where: { $0.kind != first.kind }) { return .agreement }
    switch first.terms {
    case .plan(nil, _): return .plan
    case .fundUse: return .fundRule
    case .governance(nil, _): return .register
    default: return .agreement
    }
  }

  /// Printed numbers of agreements and projects of two sides, beside what is named.
  private func counts(
    _ donor: NodeIndex, _ recipient: NodeIndex, _ own: [Agreement]
  ) -> [ChecklistItem] {
    let sides: Set = [places[donor].id, places[recipient].id]
    return evidence.claims.compactMap { claim in
      guard claim.kind == "count", let scope = claim.scope, [claim.subject, scope] as Set == sides,
        claim.measure == claim.unit, claim.measure == "agreement" || claim.measure == "project"
      else { return nil }
      let isProject = claim.measure == "project"
      var item = ChecklistItem(
        donor: donor, recipient: recipient,
        element: isProject ? .projectCount : .agreementCount, finding: .claimed, id: claim.id)
      item.period = claim.period
      item.count = claim.value
      item.named = isProject ? namedProjects(donor, recipient, claim.period) : own.count
      item.state = claim.value(inNote: "state")
      (item.source, item.locator) = (claim.source, claim.locator)
      return item
    }
  }

  private func namedProjects(
    _ donor: NodeIndex, _ recipient: NodeIndex, _ period: Period
  ) -> Int {
    let judged = JudgedPeriod(whole: period)
    let rows = evidence.rows.enumerated().filter { position, row in
      row.measure == .items && row.category == "project" && row.donor == donor
        && places.contains(recipient, row.recipient) && !index.isRepeat[position]
        && judged.relation(of: row.period) != .outside
    }
    return Set(rows.map { $0.element.recipient }).count
  }
}
