public import NetworkModel

extension Change {
  /// The verb, as it is written in a file.
  public var verb: String {
    switch action {
    case .move: "move"
    case .set: "set"
    case .scale: "scale"
    case .add: "add"
    case .cut: "cut"
    case .pair: "pair"
    case .unpair: "unpair"
    case .rePair: "re_pair"
    case .withdraw: "withdraw"
    case .join: "join"
    case .leave: "leave"
    case .agree: "agree"
    case .plan: "plan"
    case .revert: "revert"
    }
  }

  /// The change as a sentence.
  public var words: Wording {
    switch action {
    case .move(let funds, let to, let portion):
      let (what, target, much) = (funds.words, Self.words(to), portion.words)
      return Wording(
        en: "move \(much.en) of \(what.en) to \(target.en)",
        zh: "将\(what.zh)的\(much.zh)调整给\(target.zh)")
    case .set(let funds, let amount):
      return Wording(
        en: "set \(funds.words.en) to \(amount.text)", zh: "将\(funds.words.zh)定为 \(amount.text)")
    case .scale(let funds, let percent):
      let isCut = percent.greatest.significand < 0
      return Wording(
        en: "change \(funds.words.en) by \(isCut ? "" : "+")\(percent.description) %",
        zh: "将\(funds.words.zh)调整 \(isCut ? "" : "+")\(percent.description)%")
    case .add(let funds, let amount):
      let target = Self.words(funds.recipients)
      return Wording(
        en: "add \(amount.text) from \(funds.donor) to \(target.en) (\(funds.category))",
        zh: "新增\(funds.donor)拨付\(target.zh) \(amount.text)（\(funds.category)）")
    case .cut(let funds, let portion):
      return Wording(
        en: "cut \(portion.words.en) of \(funds.words.en)",
        zh: "削减\(funds.words.zh)的\(portion.words.zh)")
    case .pair(let pairing):
      return Wording(
        en: "pair \(pairing.donor) with \(pairing.recipient) (\(pairing.kind.label.en))",
        zh: "\(pairing.donor)与\(pairing.recipient)结对（\(pairing.kind.label.zh)）")
    case .unpair(let pairing, let since):
      return Wording(
        en: "end \(pairing.words.en)\(Self.since(since).en)",
        zh: "\(Self.since(since).zh)终止\(pairing.words.zh)")
    case .rePair(let pairing, let to, let since):
      return Wording(
        en: "move \(pairing.words.en) to \(to)\(Self.since(since).en)",
        zh: "\(Self.since(since).zh)将\(pairing.words.zh)改为与\(to)结对")
    case .withdraw(let withdrawal):
      let funds = withdrawal.fundsTo.map {
        Wording(en: "; \($0) gives in its place", zh: "，资金由\($0)承接")
      }
      let pairs = withdrawal.pairingsTo.map {
        Wording(en: "; \($0) takes its pairings over", zh: "，结对由\($0)承接")
      }
      return Wording(
        en:
          "\(withdrawal.donor) withdraws\(Self.since(withdrawal.since).en)\(funds?.en ?? "")\(pairs?.en ?? "")",
        zh:
          "\(Self.since(withdrawal.since).zh)\(withdrawal.donor)退出\(funds?.zh ?? "")\(pairs?.zh ?? "")"
      )
    case .join(let node, let group, let since):
      return Wording(
        en: "\(node) joins \(group)\(Self.since(since).en)",
        zh: "\(Self.since(since).zh)\(node)加入\(group)")
    case .leave(let node, let group, let since):
      return Wording(
        en: "\(node) leaves \(group)\(Self.since(since).en)",
        zh: "\(Self.since(since).zh)\(node)退出\(group)")
    case .agree(let rule, let terms):
      let id = rule.id ?? "\(rule.agreement ?? "") \(rule.kind ?? "")"
      return Wording(
        en: "agree on \(terms.text) in \(id)", zh: "将规则 \(id) 改为 \(terms.text)")
    case .plan(let rows):
      return Wording(en: "take the plan of \(rows.count) lines", zh: "采用 \(rows.count) 行的方案")
    case .revert: return Wording(en: "take back", zh: "撤回")
    }
  }

  private static func since(_ date: CalendarDate?) -> Wording {
    date.map { Wording(en: " from \($0) on", zh: "自 \($0) 起") } ?? Wording(en: "", zh: "")
  }

  private static func words(_ shares: [SplitShare]) -> Wording {
    guard shares.count > 1 else {
      return Wording(en: shares.first?.node ?? "", zh: shares.first?.node ?? "")
    }
    let list = shares.map { "\($0.node) \($0.share)" }
    return Wording(en: list.joined(separator: " : "), zh: list.joined(separator: "："))
  }
}

extension FundSelection {
  var words: Wording {
    if let flow { return Wording(en: flow, zh: flow) }
    var (en, zh) = (["funds"], ["资金"])
    if let category { (en, zh) = (["\(category) funds"], ["\(category) 资金"]) }
    if let donor {
      en.append("from \(donor)")
      zh.insert(donor, at: 0)
    }
    if let recipient {
      en.append("to \(recipient)")
      zh.insert(donor == nil ? "拨付\(recipient)的" : "对\(recipient)的", at: zh.count - 1)
    }
    if let years {
      let span =
        years.count == 1 ? "\(years.lowerBound)" : "\(years.lowerBound)–\(years.upperBound)"
      en.append("of \(span)")
      zh.insert("\(span)年", at: 0)
    }
    if let status {
      en.insert(status.label.en, at: 0)
      zh.append("（\(status.label.zh)）")
    }
    return Wording(en: en.joined(separator: " "), zh: zh.joined())
  }
}

extension Portion {
  var words: Wording {
    switch self {
    case .all: Wording(en: "all", zh: "全部")
    case .amount(let amount): Wording(en: amount.text, zh: " \(amount.text)")
    case .percent(let percent):
      Wording(en: "\(percent.description) %", zh: " \(percent.description)%")
    }
  }
}

extension FundAmount {
  var text: String { "\(number.description) \(unit)" }
}

extension PairingSelection {
  var words: Wording {
    if let id { return Wording(en: id, zh: "结对 \(id)") }
    return Wording(
      en: "the pairing of \(donor ?? "–") with \(recipient ?? "–")",
      zh: "\(donor ?? "–")与\(recipient ?? "–")的结对")
  }
}

extension RuleTerms {
  var text: String {
    var parts: [String] = []
    if let base { parts.append("base \(base)") }
    if let baseYear { parts.append("base_year \(baseYear)") }
    if let rate { parts.append("rate \(rate)") }
    if let threshold { parts.append("threshold \(threshold)") }
    if let period { parts.append("period \(period)") }
    return parts.joined(separator: ", ")
  }
}
