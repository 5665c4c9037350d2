internal import NetworkModel
internal import Scenarios

/// The verbs of changes.
extension ScenarioReading {
  /// Each verb with the keys that may stand beside it.
  static let verbs: [(verb: String, keys: [String])] = [
    ("move", ["to", "amount", "unit", "percent"]),
    ("set", ["amount", "unit"]),
    ("scale", ["percent"]),
    ("add", ["amount", "unit"]),
    ("cut", ["amount", "unit", "percent"]),
    ("pair", []),
    ("unpair", ["since"]),
    ("re_pair", ["to", "since"]),
    ("withdraw", ["since", "funds_to", "pairings_to", "extent"]),
    ("join", ["group", "since"]),
    ("leave", ["group", "since"]),
    ("agree", ["base", "base_year", "rate", "threshold", "period"]),
  ]
  static let commonKeys = ["id", "note"]
  static let fundKeys = [
    "flow", "donor", "recipient", "category", "agreement", "year", "years", "status", "measure",
  ]
  static let newFundKeys = [
    "donor", "recipient", "category", "agreement", "year", "period", "status", "measure",
  ]
  static let newPairingKeys = [
    "kind", "donor", "recipient", "period", "since", "programme", "agreement",
  ]
  static let pairingKeys = ["donor", "recipient", "kind"]
  static let ruleKeys = ["agreement", "kind"]

  mutating func change(_ node: DocumentNode) -> Change? {
    let names = Self.verbs.map(\.verb)
    guard let entries = node.entries else {
      _ = reading.mapping(node, known: names)
      return nil
    }
    let used = Self.verbs.filter { node[$0.verb] != nil }
    guard let verb = used.first, used.count == 1, let what = node[verb.verb] else {
      let near = entries.first { !Self.commonKeys.contains($0.key) }?.key
      reading.report(
        .verb, at: node,
        used.isEmpty
          ? Wording(
            en:
              "a change says what it does, and this one does not\(near.map { " (‘\($0)’ is no verb)" } ?? "")",
            zh: "变化须写明做什么，此项未写\(near.map { "（“\($0)”不是动作）" } ?? "")")
          : Wording(
            en:
              "a change does one thing, and this one does \(used.map(\.verb).joined(separator: " and "))",
            zh: "一项变化只做一件事，此项同时有 \(used.map(\.verb).joined(separator: "、"))"),
        Wording(
          en: "Begin it with one of: \(names.joined(separator: ", ")).",
          zh: "请以其中之一开头：\(names.joined(separator: "、"))。"))
      return nil
    }
    let before = issues.count { $0.severity == .error }
    let map =
      reading.mapping(node, known: [verb.verb] + verb.keys + Self.commonKeys) ?? node
    let id = map["id"].flatMap { reading.text($0) }
    let note = map["note"].flatMap { reading.text($0) }
    let action = action(verb.verb, what, map)
    guard issues.count(where: { $0.severity == .error }) == before, let action else { return nil }
    return Change(action, id: id, note: note)
  }

  private mutating func action(
    _ verb: String, _ what: DocumentNode, _ map: DocumentNode
  ) -> Change.Action? {
    switch verb {
    case "move":
      let funds = selection(what)
      let to = required("to", in: map).flatMap { split($0) }
      let portion = portion(map)
      guard let funds, let to, let portion else { return nil }
      return .move(funds, to: to, portion)
    case "set":
      let funds = selection(what)
      let amount = required("amount", in: map).flatMap {
        self.amount($0, unit: map["unit"], in: map)
      }
      guard let funds, let amount else { return nil }
      return .set(funds, amount)
    case "scale":
      let funds = selection(what)
      let percent = required("percent", in: map).flatMap {
        self.percent($0, in: ExactDecimal(-100)...ExactDecimal(100_000))
      }
      guard let funds, let percent else { return nil }
      return .scale(funds, percent: percent)
    case "add":
      let funds = newFunds(what)
      let amount = required("amount", in: map).flatMap {
        self.amount($0, unit: map["unit"], in: map, allowsZero: false)
      }
      guard let funds, let amount else { return nil }
      return .add(funds, amount)
    case "cut":
      let funds = selection(what)
      let portion = portion(map)
      guard let funds, let portion else { return nil }
      return .cut(funds, portion)
    case "agree": return agree(what, map)
    case "withdraw": return withdraw(what, map)
    case "join", "leave":
      let node = reading.text(what)
      let group = required("group", in: map).flatMap { reading.text($0) }
      let since = map["since"].flatMap { reading.date($0) }
      guard let node, let group else { return nil }
      return verb == "join"
        ? .join(node: node, group: group, since: since)
        : .leave(node: node, group: group, since: since)
    case "pair": return newPairing(what).map(Change.Action.pair)
    default:
      let pairing = pairing(what)
      let since = map["since"].flatMap { reading.date($0) }
      if verb == "unpair" { return pairing.map { .unpair($0, since: since) } }
      let to = required("to", in: map).flatMap { reading.text($0) }
      guard let pairing, let to else { return nil }
      return .rePair(pairing, to: to, since: since)
    }
  }

  private mutating func required(_ key: String, in map: DocumentNode) -> DocumentNode? {
    if let node = map[key] { return node }
    reading.append(
      DocumentIssue(
        .keyMissing, file: file, at: map.place, path: DocumentNode.path(map.path, key: key),
        Wording(en: "the key ‘\(key)’ is missing", zh: "缺少键“\(key)”"),
        Wording(en: "Add it.", zh: "请补充。")))
    return nil
  }

  // MARK: - Funds

  /// Exactly one of amount and percent.
  private mutating func portion(_ map: DocumentNode) -> Portion? {
    switch (map["amount"], map["percent"]) {
    case (let amount?, nil):
      return self.amount(amount, unit: map["unit"], in: map, allowsZero: false)
        .map(Portion.amount)
    case (nil, let percent?):
      if let unit = map["unit"] {
        reading.report(
          .conflict, at: unit, Wording(en: "a percentage has no unit", zh: "百分比没有单位"),
          Wording(en: "Remove it.", zh: "请删除。"))
        return nil
      }
      return self.percent(percent, in: ExactDecimal(0)...ExactDecimal(100)).map(Portion.percent)
    case (_?, _?):
      reading.report(
        .conflict, at: map,
        Wording(en: "both ‘amount’ and ‘percent’ are given", zh: "同时写了 amount 和 percent"),
        Wording(en: "Keep one of them.", zh: "请只保留一个。"))
      return nil
    case (nil, nil):
      reading.append(
        DocumentIssue(
          .keyMissing, file: file, at: map.place,
          path: DocumentNode.path(map.path, key: "amount"),
          Wording(en: "it does not say how much", zh: "未写明多少"),
          Wording(
            en: "Add ‘amount: 300 万元’ or ‘percent: 10’ (all is 100).",
            zh: "请补充“amount: 300 万元”或“percent: 10”（全部为 100）。")))
      return nil
    }
  }

  /// A flow by its id, or donor, recipient, category, year and so on.
  private mutating func selection(_ node: DocumentNode) -> FundSelection? {
    if node.entries == nil { return reading.text(node).map { FundSelection(flow: $0) } }
    guard let map = reading.mapping(node, known: Self.fundKeys) else { return nil }
    if map.entries?.isEmpty ?? true {
      reading.report(
        .wrongType, at: node, Wording(en: "it does not say which funds", zh: "未写明哪些资金"),
        Wording(en: "Name a donor, recipient, category or year.", zh: "请写明支援方、受援方、类别或年份。"))
      return nil
    }
    var selection = FundSelection()
    selection.flow = map["flow"].flatMap { reading.text($0) }
    selection.donor = map["donor"].flatMap { reading.text($0) }
    selection.recipient = map["recipient"].flatMap { reading.text($0) }
    selection.category = map["category"].flatMap { reading.text($0) }
    selection.agreement = map["agreement"].flatMap { reading.text($0) }
    selection.years = years(of: map)
    selection.status = map["status"].flatMap { reading.term($0, FlowStatus.self) }
    selection.measure = map["measure"].flatMap { reading.term($0, Measure.self) }
    if let flow = map["flow"],
      let other = map.entries?.first(where: { !["flow", "status"].contains($0.key) })
    {
      reading.report(
        .conflict, at: flow,
        Wording(
          en: "a flow is named, so ‘\(other.key)’ adds nothing", zh: "已指定单条流动，无需再写 \(other.key)"),
        Wording(en: "Keep one of them.", zh: "请只保留一个。"))
      return nil
    }
    return selection
  }

  private mutating func newFunds(_ node: DocumentNode) -> NewFunds? {
    guard
      let map = reading.mapping(
        node, known: Self.newFundKeys, required: ["donor", "recipient", "category"])
    else { return nil }
    let donor = map["donor"].flatMap { reading.text($0) }
    let recipients = map["recipient"].flatMap { split($0) }
    let category = map["category"].flatMap { reading.text($0) }
    var period = map["period"].flatMap { reading.period($0) }
    if let node = map["year"] {
      if map["period"] != nil {
        reading.report(
          .conflict, at: node,
          Wording(en: "‘year’ and ‘period’ stand side by side", zh: "同时写了 year 和 period"),
          Wording(en: "Keep one of them.", zh: "请只保留一个。"))
      }
      period = reading.year(node).flatMap { CalendarDate(year: $0) }.map { Period($0) }
    }
    let status = map["status"].flatMap { reading.term($0, FlowStatus.self) }
    let measure = map["measure"].flatMap { reading.term($0, Measure.self) }
    let agreement = map["agreement"].flatMap { reading.text($0) }
    guard let donor, let recipients, let category else { return nil }
    return NewFunds(
      donor: donor, recipients: recipients, category: category, period: period, status: status,
      measure: measure, agreement: agreement)
  }

  // MARK: - Pairings, donors, rules

  private mutating func newPairing(_ node: DocumentNode) -> NewPairing? {
    guard
      let map = reading.mapping(
        node, known: Self.newPairingKeys, required: ["kind", "donor", "recipient"])
    else { return nil }
    let kind = map["kind"].flatMap { reading.term($0, PairingKind.self) }
    let donor = map["donor"].flatMap { reading.text($0) }
    let recipient = map["recipient"].flatMap { reading.text($0) }
    var period = map["period"].flatMap { reading.period($0) }
    if let since = map["since"] {
      if map["period"] != nil {
        reading.report(
          .conflict, at: since,
          Wording(en: "‘since’ and ‘period’ stand side by side", zh: "同时写了 since 和 period"),
          Wording(en: "Keep one of them.", zh: "请只保留一个。"))
      }
      period = reading.date(since).flatMap { Period(from: .date($0, .certain), to: .open) }
    }
    let programme = map["programme"].flatMap { reading.text($0) }
    let agreement = map["agreement"].flatMap { reading.text($0) }
    guard let kind, let donor, let recipient else { return nil }
    return NewPairing(
      kind, donor: donor, recipient: recipient, period: period, programme: programme,
      agreement: agreement)
  }

  private mutating func pairing(_ node: DocumentNode) -> PairingSelection? {
    if node.entries == nil { return reading.text(node).map { PairingSelection(id: $0) } }
    guard
      let map = reading.mapping(
        node, known: Self.pairingKeys, required: ["donor", "recipient"])
    else { return nil }
    let donor = map["donor"].flatMap { reading.text($0) }
    let recipient = map["recipient"].flatMap { reading.text($0) }
    let kind = map["kind"].flatMap { reading.term($0, PairingKind.self) }
    guard donor != nil, recipient != nil else { return nil }
    return PairingSelection(donor: donor, recipient: recipient, kind: kind)
  }

  private mutating func withdraw(_ what: DocumentNode, _ map: DocumentNode) -> Change.Action? {
    guard let donor = reading.text(what) else { return nil }
    return .withdraw(
      Withdrawal(
        donor, since: map["since"].flatMap { reading.date($0) },
        fundsTo: map["funds_to"].flatMap { reading.text($0) },
        pairingsTo: map["pairings_to"].flatMap { reading.text($0) },
        extent: map["extent"].flatMap { reading.term($0, Withdrawal.Extent.self) } ?? .all))
  }

  private mutating func agree(_ what: DocumentNode, _ map: DocumentNode) -> Change.Action? {
    var rule: RuleSelection?
    if what.entries == nil {
      rule = reading.text(what).map { RuleSelection(id: $0) }
    } else if let keys = reading.mapping(what, known: Self.ruleKeys, required: Self.ruleKeys) {
      rule = RuleSelection(
        agreement: keys["agreement"].flatMap { reading.text($0) },
        kind: keys["kind"].flatMap { reading.text($0) })
    }
    var terms = RuleTerms()
    if let node = map["base"], let base = amount(node, unit: nil, in: map) {
      if base.number.isRange {
        reading.report(
          .valueForm, at: node, Wording(en: "a term is one number", zh: "条款应为单个数"),
          Wording(en: "Write one number.", zh: "请填写一个数。"))
      } else if let unit = MoneyUnit(rawValue: base.unit) {
        terms.base = (try? Money(base.number.least, unit))?.decimal(in: .yuan)
      } else {
        terms.base = base.number.least
      }
    }
    terms.baseYear = map["base_year"].flatMap { reading.year($0) }
    terms.rate = map["rate"].flatMap { fraction($0) }
    terms.threshold = map["threshold"].flatMap { fraction($0) }
    terms.period = map["period"].flatMap { reading.period($0) }
    if terms == RuleTerms(), Self.verbs.last?.keys.allSatisfy({ map[$0] == nil }) ?? true {
      reading.report(
        .keyMissing, at: map, Wording(en: "no new term is given", zh: "未写任何新条款"),
        Wording(
          en: "Add base, base_year, rate, threshold or period.",
          zh: "请补充 base、base_year、rate、threshold 或 period。"))
    }
    return rule.map { .agree($0, terms) }
  }
}
