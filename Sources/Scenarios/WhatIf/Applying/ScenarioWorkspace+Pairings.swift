internal import Analysis
internal import NetworkModel

/// Changes of pairings, groups and rules.
extension ScenarioWorkspace {
  // MARK: - Pairings

  mutating func pair(_ new: NewPairing) throws(ChangeRefusal) {
    let donor = try node(new.donor, "pair.donor")
    let recipient = try node(new.recipient, "pair.recipient")
    guard donor != recipient else {
      throw refusal(
        "pair.recipient", found: new.recipient,
        Wording(en: "a node cannot be paired with itself", zh: "不能与自身结对"),
        Wording(en: "Name another recipient.", zh: "请填写其他受援方。"))
    }
    let start = try since(nil, "pair.period", new.period)
    try addPairing(
      new.kind, donor, recipient, start, programme: new.programme ?? "",
      agreement: new.agreement ?? "", "pair")
  }

  /// The period of a pairing that begins: the one stated, or from a date on with no end.
  private func since(
    _ date: CalendarDate?, _ field: String, _ period: Period? = nil
  ) throws(ChangeRefusal) -> Period {
    if let period { return period }
    guard let first = date ?? scenario.baseline.asOf,
      let open = Period(from: .date(first, .certain), to: .open)
    else { throw noDate(field) }
    return open
  }

  private func noDate(_ field: String) -> ChangeRefusal {
    refusal(
      field, Wording(en: "it does not say since when", zh: "未说明起始时间"),
      Wording(
        en: "Add ‘since’, or a year or date to the baseline.", zh: "请补充 since，或在 baseline 中写明年份或日期。"
      ))
  }

  private mutating func addPairing(
    _ kind: PairingKind, _ donor: NodeIndex, _ recipient: NodeIndex, _ period: Period,
    programme: String, agreement: String, _ field: String
  ) throws(ChangeRefusal) {
    let (donorID, recipientID) = (places[donor].id, places[recipient].id)
    for row in draft.pairings.indices where !removedPairings.contains(row) {
      let old = draft.pairings[row]
      guard old.kind == kind, draft.text[old.donor] == donorID,
        draft.text[old.recipient] == recipientID,
        old.period == period || old.period.overlaps(period)
      else { continue }
      let (a, b) = (name(donor), name(recipient))
      let id = draft.text[old.id]
      throw refusal(
        field, found: id,
        Wording(
          en: "\(a.en) and \(b.en) are already paired in this time (\(old.period))",
          zh: "\(a.zh)与\(b.zh)在此期间（\(old.period)）已有结对"),
        Wording(en: "Leave the change out, or name another time.", zh: "请删去此项，或改写时段。"))
    }
    if !agreement.isEmpty, !draft.agreements.contains(where: { $0.id == agreement }) {
      throw refusal(
        "\(field).agreement", found: agreement,
        Wording(en: "there is no such agreement", zh: "没有这份协议"),
        Wording(en: "Write the id of a row of agreements.", zh: "请填写 agreements 表的编号。"))
    }
    var record = PairingRecord(
      id: "pair.s\(changeIndex + 1)", kind: kind, donor: donorID, recipient: recipientID)
    record.period = period
    record.programme = programme
    record.agreement = agreement
    provenance.stamp(&record, was: nil)
    insert(pairing: record)
  }

  mutating func unpair(
    _ selection: PairingSelection, _ since: CalendarDate?
  ) throws(ChangeRefusal) {
    let date = try start(since)
    for row in try pairings(selection, at: date, "unpair") { try end(row, before: date) }
  }

  mutating func rePair(
    _ selection: PairingSelection, _ to: String, _ since: CalendarDate?
  ) throws(ChangeRefusal) {
    let date = try start(since)
    let target = try node(to, "to")
    for row in try pairings(selection, at: date, "re_pair") {
      let old = record(pairing: row)
      guard places[target].id != old.recipient else {
        throw refusal(
          "to", found: to,
          Wording(en: "the pairing already ends at this recipient", zh: "该结对的受援方本就如此"),
          Wording(en: "Name another recipient.", zh: "请填写其他受援方。"))
      }
      try end(row, before: date)
      try begin(old, from: date, recipient: target, "to")
    }
  }

  /// A pairing with the terms of another one, from a date to the end of that one.
  private mutating func begin(
    _ old: PairingRecord, from date: CalendarDate, donor: NodeIndex? = nil,
    recipient: NodeIndex? = nil, _ field: String
  ) throws(ChangeRefusal) {
    guard let from = donor ?? places.node(id: old.donor),
      let to = recipient ?? places.node(id: old.recipient)
    else { return }
    guard from != to else {
      throw refusal(
        field, found: places[to].id,
        Wording(en: "a node cannot be paired with itself", zh: "不能与自身结对"),
        Wording(en: "Name another one.", zh: "请填写其他节点。"))
    }
    let start = max(date.firstDay, old.period.firstDay) == date.firstDay
    let first: Period.Bound = start ? .date(date, .certain) : old.period.start
    let last: Period.Bound = old.period.isUnknown ? .unknown : old.period.end
    guard let period = Period(from: first, to: last) else { return }
    try addPairing(
      old.kind, from, to, period, programme: old.programme, agreement: old.agreement, field)
  }

  /// Lets a pairing end on the day before a date; one that begins later is taken away.
  private mutating func end(_ row: Int, before date: CalendarDate) throws(ChangeRefusal) {
    var record = record(pairing: row)
    guard let last = date.previous,
      !(record.period.firstDay >= date.firstDay),
      let period = Period(
        from: record.period.isUnknown ? .unknown : record.period.start, to: .date(last, .certain))
    else {
      edit(pairing: row, nil)
      return
    }
    let before = record
    record.period = period
    provenance.stamp(&record, was: before)
    edit(pairing: row, record)
  }

  /// The first date from which a change holds.
  private func start(_ since: CalendarDate?) throws(ChangeRefusal) -> CalendarDate {
    guard let date = since ?? scenario.baseline.asOf else { throw noDate("since") }
    return date
  }

  /// The pairings meant that hold on a date or later.
  private func pairings(
    _ selection: PairingSelection, at date: CalendarDate, _ field: String
  ) throws(ChangeRefusal) -> [Int] {
    func holds(_ row: Int) -> Bool { draft.pairings[row].period.lastDay >= date.firstDay }
    if let id = selection.id {
      guard let row = row(ofPairing: id) else {
        throw refusal(
          field, found: id, Wording(en: "there is no such pairing", zh: "没有这条结对"),
          Wording(
            en: "Write the id of a row of pairings, or its donor and recipient.",
            zh: "请填写 pairings 表的编号，或写明双方。"))
      }
      guard holds(row) else {
        let period = draft.pairings[row].period
        throw refusal(
          field, found: id,
          Wording(en: "the pairing has ended before (\(period))", zh: "该结对此前已结束（\(period)）"),
          Wording(en: "Name an earlier date.", zh: "请填写更早的日期。"))
      }
      return [row]
    }
    let donor = try selection.donor.map { name throws(ChangeRefusal) in
      try node(name, "\(field).donor")
    }
    let recipient = try selection.recipient.map { name throws(ChangeRefusal) in
      try node(name, "\(field).recipient")
    }
    let found = draft.pairings.indices.filter { row in
      let pairing = draft.pairings[row]
      guard !removedPairings.contains(row), holds(row) else { return false }
      if let kind = selection.kind, pairing.kind != kind { return false }
      if let donor, draft.text[pairing.donor] != places[donor].id { return false }
      if let recipient, draft.text[pairing.recipient] != places[recipient].id { return false }
      return true
    }
    guard !found.isEmpty else {
      throw refusal(
        field, Wording(en: "no pairing of these two holds at that time", zh: "当时没有符合条件的结对"),
        Wording(
          en: "See ‘jiedui who’ for the pairings of a place.", zh: "可用“jiedui who”查看某地的结对。"))
    }
    return found
  }

  // MARK: - A donor leaves

  mutating func withdraw(_ withdrawal: Withdrawal) throws(ChangeRefusal) {
    let date = try start(withdrawal.since)
    let donor = try node(withdrawal.donor, "withdraw")
    let inside = InsideNodes(donor, at: scenario.baseline.asOf, in: places)
    func leaves(_ node: NodeIndex) -> Bool {
      withdrawal.extent == .all ? inside.contains(node) : node == donor
    }
    let funds = try successor(withdrawal.fundsTo, "funds_to", of: donor)
    let pairs = try successor(withdrawal.pairingsTo, "pairings_to", of: donor)
    var count = 0
    for row in draft.pairings.indices where !removedPairings.contains(row) {
      let pairing = draft.pairings[row]
      guard let end = places.node(id: draft.text[pairing.donor]), leaves(end),
        pairing.period.lastDay >= date.firstDay
      else { continue }
      count += 1
      let old = record(pairing: row)
      try self.end(row, before: date)
      if let pairs { try begin(old, from: date, donor: pairs, "pairings_to") }
    }
    var straddling: [Int] = []
    for row in draft.flows.indices where !removedFlows.contains(row) && leaves(flowDonors[row]) {
      let flow = draft.flows[row]
      guard flow.period.firstDay >= date.firstDay, !flow.period.isUnknown else {
        if flow.period.lastDay >= date.firstDay { straddling.append(row) }
        continue
      }
      count += 1
      let before = record(row)
      if let funds {
        let id = places[funds].id
        edit(row) {
          $0.donor = id
          $0.pairing = ""
        }
      } else if !isRepeat(row) {
        try emptyOut(row)
      }
      if before != record(row), funds != nil { stamp(row, was: before) }
    }
    guard count > 0 else {
      let name = name(donor)
      throw refusal(
        "withdraw", found: withdrawal.donor,
        Wording(
          en: "\(name.en) has no pairing and gives nothing from \(date) on",
          zh: "自 \(date) 起\(name.zh)既无结对也无资金"),
        Wording(en: "Name another donor or an earlier date.", zh: "请填写其他支援方或更早的日期。"))
    }
    if !straddling.isEmpty {
      let ids = straddling.prefix(5).map { draft.text[draft.flows[$0].id] }.joined(separator: ", ")
      warn(
        "withdraw",
        Wording(
          en:
            "\(straddling.count) flows began before \(date) or are undated; they were left (\(ids))",
          zh: "有 \(straddling.count) 条流动始于 \(date) 之前或时间不明，保持不变（\(ids)）"),
        Wording(en: "Cut them by their ids if they end too.", zh: "如亦终止，请按编号削减。"))
    }
  }

  private func successor(
    _ name: String?, _ field: String, of donor: NodeIndex
  ) throws(ChangeRefusal) -> NodeIndex? {
    guard let name else { return nil }
    let node = try node(name, field)
    guard node != donor else {
      throw refusal(
        field, found: name, Wording(en: "this is the donor that leaves", zh: "这正是退出的支援方"),
        Wording(en: "Name another one.", zh: "请填写其他支援方。"))
    }
    return node
  }

  /// Nothing is given: what a flow has beyond its parts goes, and an amount that was not known is none.
  private mutating func emptyOut(_ row: Int) throws(ChangeRefusal) {
    let kind = kind(row)
    guard let amount = draft.flows[row].amount else {
      let before = record(row)
      edit(row) {
        $0.amount = kind.unit == nil ? .money(.zero) : .quantity(ExactDecimal(0))
        $0.precision = .derived
      }
      stamp(row, was: before)
      return
    }
    var scale: UInt8 = 0
    if case .quantity(let number) = amount { scale = number.scale }
    let atoms = FundAtoms(unit: kind.unit, scale: scale)
    // The parts take their own with them when it is their turn.
    guard let own = try available(row, atoms) else { return }
    add(-own, to: row, atoms, keepingWhole: false)
  }

  // MARK: - Groups

  mutating func join(
    _ name: String, _ group: String, _ since: CalendarDate?
  ) throws(ChangeRefusal) {
    let member = try node(name, "join")
    let set = try self.group(group)
    var membership = Membership(group: places[set].id, node: places[member].id)
    if let date = since ?? scenario.baseline.asOf {
      membership.period = Period(from: .date(date, .certain), to: .open) ?? .unknown
    }
    membership.source = provenance.source
    let (a, b) = (self.name(member), self.name(set))
    if draft.memberships.contains(where: {
      $0.group == membership.group && $0.node == membership.node
        && ($0.period == membership.period || $0.period.isUnknown
          || $0.period.overlaps(membership.period))
    }) {
      throw refusal(
        "join", found: name,
        Wording(en: "\(a.en) already belongs to \(b.en)", zh: "\(a.zh)已属于\(b.zh)"),
        Wording(en: "Leave the change out.", zh: "请删去此项。"))
    }
    try edit(membership: nil, membership)
  }

  mutating func leave(
    _ name: String, _ group: String, _ since: CalendarDate?
  ) throws(ChangeRefusal) {
    let member = try node(name, "leave")
    let set = try self.group(group)
    let date = since ?? scenario.baseline.asOf
    let held = draft.memberships.filter {
      $0.group == places[set].id && $0.node == places[member].id
        && ($0.period.isUnknown || $0.period.lastDay >= date?.firstDay ?? .min)
    }
    let (a, b) = (self.name(member), self.name(set))
    guard !held.isEmpty else {
      throw refusal(
        "leave", found: name,
        Wording(en: "\(a.en) does not belong to \(b.en)", zh: "\(a.zh)不属于\(b.zh)"),
        Wording(
          en: "The members of a group are in the table groups; a group may have none on record.",
          zh: "成员见 groups 表；有的集合没有成员记录。"))
    }
    for before in held {
      var after = before
      if let date, let last = date.previous, before.period.firstDay < date.firstDay,
        let period = Period(
          from: before.period.isUnknown ? .open : before.period.start, to: .date(last, .certain))
      {
        after.period = period
        try edit(membership: before, after)
      } else {
        try edit(membership: before, nil)
      }
    }
  }

  private func group(_ name: String) throws(ChangeRefusal) -> NodeIndex {
    let node = try node(name, "group")
    guard places.kind(of: node) == .group else {
      throw refusal(
        "group", found: name,
        Wording(en: "this is a \(places.kind(of: node).label.en), not a group", zh: "这不是集合"),
        Wording(en: "Name a node of kind group.", zh: "请填写类型为 group 的节点。"))
    }
    return node
  }

  // MARK: - Rules

  mutating func agree(_ selection: RuleSelection, _ terms: RuleTerms) throws(ChangeRefusal) {
    let rows = draft.rules.indices.filter { row in
      let rule = draft.rules[row]
      if let id = selection.id { return rule.id == id }
      return (selection.agreement.map { rule.agreement == $0 } ?? true)
        && (selection.kind.map { rule.kind == $0 } ?? true)
    }
    guard rows.count == 1 else {
      let ids = rows.prefix(10).map { draft.rules[$0].id }.joined(separator: ", ")
      throw refusal(
        "agree", found: selection.id ?? selection.agreement,
        rows.isEmpty
          ? Wording(en: "there is no such rule", zh: "没有这条规则")
          : Wording(en: "this means several rules: \(ids)", zh: "涉及多条规则：\(ids)"),
        Wording(en: "Write the id of one row of rules.", zh: "请填写 rules 表中一行的编号。"))
    }
    var rule = draft.rules[rows[0]]
    if let base = terms.base { rule.baseAmount = base }
    if let year = terms.baseYear { rule.baseYear = year }
    if let rate = terms.rate { rule.rate = rate }
    if let threshold = terms.threshold { rule.threshold = threshold }
    if let period = terms.period { rule.period = period }
    guard rule != draft.rules[rows[0]] else {
      throw refusal(
        "agree", found: rule.id, Wording(en: "the rule already has these terms", zh: "规则本就如此"),
        Wording(en: "Leave the change out.", zh: "请删去此项。"))
    }
    rule.source = provenance.source
    rule.locator = provenance.locator
    edit(rule: rows[0], rule)
  }

}

extension CalendarDate {
  /// The date of the same precision just before: 2019 before 2020, 2019-12 before 2020-01.
  var previous: CalendarDate? {
    let (year, month, day) = (Int(year), Int(month), Int(day))
    if month == 0 { return CalendarDate(year: year - 1) }
    if day > 1 { return CalendarDate(year: year, month: month, day: day - 1) }
    let (before, inYear) = month > 1 ? (month - 1, year) : (12, year - 1)
    if day == 0 { return CalendarDate(year: inYear, month: before) }
    return (28...31).reversed().lazy.compactMap {
      CalendarDate(year: inYear, month: before, day: $0)
    }.first
  }
}
