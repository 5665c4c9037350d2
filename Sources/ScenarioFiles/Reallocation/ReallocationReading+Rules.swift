internal import Analysis
internal import NetworkModel
internal import Scenarios

/// The rules of a problem.
extension ReallocationReading {
  private static let kinds = [
    "share", "total", "each", "total_relative", "each_relative", "change_within", "capacity",
    "locked", "donor_count", "new_pairings", "agreement",
  ]
  private static let ruleKeys = [
    "id", "rule", "donors", "recipients", "categories", "of", "at_least", "at_most", "exactly",
    "within",
  ]

  mutating func readRules(_ node: DocumentNode) {
    guard let items = reading.items(node) else { return }
    var ids: [String: DocumentPlace] = [:]
    for item in items {
      guard let map = reading.mapping(item, known: Self.ruleKeys, required: ["id", "rule"]),
        let id = map["id"].flatMap({ reading.text($0) }),
        let kind = map["rule"].flatMap({ reading.text($0) })
      else { continue }
      if let first = ids[id] {
        reading.report(
          .repeatedID, at: map["id"] ?? item,
          Wording(
            en: "the id is already that of the rule in line \(first.line)",
            zh: "编号与第 \(first.line) 行的规则重复"),
          Wording(en: "Give each rule an id of its own.", zh: "请为每条规则使用不同编号。"))
        continue
      }
      ids[id] = item.place
      places["rule \(id)"] = item
      if kind == "agreement" {
        readAgreementRule(id, map)
      } else if let requirement = requirement(kind, map) {
        problem = problem.rule(id, requirement)
      }
    }
  }

  private mutating func selection(_ map: DocumentNode) -> LineSelection {
    LineSelection(
      donors: map["donors"].flatMap { names($0) },
      recipients: map["recipients"].flatMap { names($0) },
      categories: map["categories"].map { node in
        (node.items ?? [node]).compactMap { reading.text($0) }
      })
  }

  /// The one bound of a rule and the node of its number.
  private mutating func bound(_ map: DocumentNode) -> (RuleBound, DocumentNode)? {
    let given = RuleBound.allCases.compactMap { bound in map[bound.rawValue].map { (bound, $0) } }
    if given.count == 1 { return given[0] }
    reading.report(
      given.isEmpty ? .keyMissing : .conflict, at: map,
      Wording(
        en: given.isEmpty
          ? "a bound is missing" : "a rule has one bound",
        zh: given.isEmpty ? "缺少界限" : "一条规则只能有一个界限"),
      Wording(
        en: "Write one of at_least, at_most, exactly.", zh: "请填写 at_least、at_most、exactly 之一。"))
    return nil
  }

  private mutating func count(_ node: DocumentNode?) -> Int? {
    node.flatMap { reading.whole($0, in: 0...100_000) }
  }

  private mutating func requirement(
    _ kind: String, _ map: DocumentNode
  ) -> ReallocationRule.Requirement? {
    let part = selection(map)
    switch kind {
    case "share":
      let whole =
        map["of"].flatMap { node in
          reading.mapping(node, known: ["donors", "recipients", "categories"]).map {
            selection($0)
          }
        } ?? .all
      guard let (bound, node) = bound(map), let share = percent(node) else { return nil }
      return .share(of: part, within: whole, bound, share)
    case "total", "each":
      guard let (bound, node) = bound(map), let amount = money(node) else { return nil }
      return kind == "total" ? .total(of: part, bound, amount) : .each(of: part, bound, amount)
    case "total_relative", "each_relative":
      guard let (bound, node) = bound(map), let factor = percent(node) else { return nil }
      return kind == "total_relative"
        ? .totalRelative(of: part, bound, factor) : .eachRelative(of: part, bound, factor)
    case "change_within":
      guard let node = required("within", map) else { return nil }
      if node.scalar?.contains(where: { $0 == "%" || $0 == "％" }) == true {
        return percent(node).map { .changeWithin(of: part, $0) }
      }
      return money(node).map { .changeWithinAmount(of: part, $0) }
    case "capacity":
      guard let node = required("at_most", map), let amount = money(node) else { return nil }
      return .capacity(of: part, amount)
    case "locked": return .locked(part)
    case "donor_count":
      return .donorCount(
        of: part, atLeast: count(map["at_least"]), atMost: count(map["at_most"]))
    case "new_pairings": return .newPairings(atMost: count(map["at_most"]))
    default:
      reading.report(
        .valueUnknown, at: map["rule"] ?? map,
        Wording(en: "the kind of rule is not known", zh: "规则类型不可识别"),
        Wording(
          en: "Kinds are: \(Self.kinds.joined(separator: ", ")).",
          zh: "可用类型：\(Self.kinds.joined(separator: "、"))。"))
      return nil
    }
  }

  private mutating func required(_ key: String, _ map: DocumentNode) -> DocumentNode? {
    if let node = map[key] { return node }
    reading.report(
      .keyMissing, at: map,
      Wording(en: "the key ‘\(key)’ is missing", zh: "缺少键“\(key)”"),
      Wording(en: "Add it.", zh: "请补充。"))
    return nil
  }

  /// A rule of an agreement of the package, by its id.
  private mutating func readAgreementRule(_ id: String, _ map: DocumentNode) {
    let node = map["id"] ?? map
    guard let rule = network.rules.first(where: { $0.id == id }),
      let agreement = network.agreements.first(where: { $0.id == rule.agreement })
    else {
      reading.report(
        .valueUnknown, at: node,
        Wording(en: "the package has no rule with this id", zh: "数据包中没有此编号的规则"),
        Wording(
          en: "‘jiedui agreement’ lists the rules.", zh: "可用“jiedui agreement”查看规则。"))
      return
    }
    guard let year else {
      reading.report(
        .keyMissing, at: node,
        Wording(en: "a rule of an agreement needs the year of the plan", zh: "引用协议规则须指明方案年度"),
        Wording(en: "Add ‘year: 2013’ to the problem.", zh: "请在问题中补充“year: 2013”。"))
      return
    }
    do {
      let obligation = try Obligation(rule, of: agreement)
      problem = try problem.adding(obligation, year: year, places: network)
      obligations.append(obligation)
      if category == nil, let fundClass = obligation.scope.fundClass,
        problem.categories == [""]
      {
        category = fundClass
      }
    } catch let fault as AgreementRuleFault {
      reading.report(.conflict, at: node, fault.wording)
    } catch let fault as ObligationFault {
      reading.report(.conflict, at: node, fault.message)
    } catch {
      reading.report(.conflict, at: node, Wording(en: "\(error)", zh: "\(error)"))
    }
  }
}
