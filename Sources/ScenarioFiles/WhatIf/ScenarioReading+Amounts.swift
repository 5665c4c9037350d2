internal import DataPackage
internal import NetworkModel
internal import Scenarios

/// Numbers with units, ranges, percentages and shares.
extension ScenarioReading {
  /// An amount: `300 万元`, or a number with the unit in a key of its own; `400..500 万元` is a range.
  ///
  /// - Parameter owner: the mapping in which a missing unit is missed.
  mutating func amount(
    _ node: DocumentNode, unit: DocumentNode?, in owner: DocumentNode, allowsZero: Bool = true
  ) -> FundAmount? {
    guard case .scalar(let text, let form) = node.content else {
      return reading.text(node).flatMap { _ in nil }
    }
    if form == .word || (form == .plain && ["", "~", "null"].contains(text.lowercased())) {
      _ = reading.text(node)
      return nil
    }
    let (number, inline) = Self.parts(of: text.trimmed)
    let written = unit.flatMap { reading.text($0) }
    if let inline, unit != nil {
      reading.report(
        .conflict, at: node,
        Wording(
          en: "the unit stands in the amount (\(inline)) and in a key of its own",
          zh: "数额中已有单位（\(inline)），又另写了 unit"),
        Wording(en: "Keep one of them.", zh: "请只保留一处。"))
      return nil
    }
    guard let value = range(number, at: node, form) else { return nil }
    guard let word = inline ?? written else {
      if unit == nil {
        reading.append(
          DocumentIssue(
            .keyMissing, file: file, at: owner.place,
            path: DocumentNode.path(owner.path, key: "unit"), found: text,
            Wording(en: "the amount has no unit", zh: "数额没有单位"),
            Wording(
              en: "Write ‘\(number) 万元’, or add ‘unit: 万元’.",
              zh: "请写作“\(number) 万元”，或补充“unit: 万元”。")))
      }
      return nil
    }
    let name = word == "元" ? MoneyUnit.yuan.rawValue : word
    if let money = MoneyUnit(rawValue: name) {
      for end in [value.least, value.greatest] {
        do throws(CellFault) {
          _ = try AmountCell.money(end, money)
        } catch {
          reading.report(.valueForm, at: node, error.problem, error.fix)
          return nil
        }
      }
    } else if let fault = Self.unitFault(name) {
      reading.report(.valueForm, at: unit ?? node, fault.problem, fault.fix)
      return nil
    }
    if !allowsZero, value.greatest.significand == 0 {
      reading.report(
        .range, at: node, Wording(en: "the amount is zero", zh: "数额为零"),
        Wording(en: "Write more than 0, or leave the change out.", zh: "请填写大于 0 的数，或删去此项。"))
      return nil
    }
    return FundAmount(value, name)
  }

  /// Money in other units than ours, and what is no unit at all.
  private static func unitFault(_ unit: String) -> CellFault? {
    let money = ["人民币", "RMB", "萬元", "億元", "亿", "万", "千元", "百万元", "yuan"]
    let isWord = unit.allSatisfy { $0.isLetter || $0.isNumber || $0 == "²" || $0 == "_" }
    guard money.contains(unit) || !isWord || unit.count > 20 else { return nil }
    return AmountCell.unitFault(unit, allowed: MoneyUnit.allCases.map(\.rawValue))
  }

  /// A number and the unit behind it; the unit is a word that begins after the digits.
  static func parts(of text: String) -> (number: String, unit: String?) {
    let number = text.prefix { $0.isASCII && !$0.isLetter && !$0.isWhitespace }
    let rest = String(text.dropFirst(number.count)).trimmed
    guard !number.isEmpty, let first = rest.first, first.isLetter else { return (text, nil) }
    let isKnown =
      MoneyUnit(rawValue: rest) != nil || ["ha", "m2", "km2"].contains(rest)
      || rest.allSatisfy { !$0.isASCII && $0.isLetter }
    return isKnown ? (String(number), rest) : (text, nil)
  }

  /// `300`, `400..500`, or `400..450..500` with the most likely one in the middle.
  private mutating func range(
    _ text: String, at node: DocumentNode, _ form: DocumentNode.ScalarForm,
    allowNegative: Bool = false
  ) -> UncertainNumber? {
    var pieces: [String] = []
    var rest = text[...]
    while let dots = rest.firstRange(of: "..") {
      pieces.append(String(rest[..<dots.lowerBound]))
      rest = rest[dots.upperBound...]
    }
    pieces.append(String(rest))
    guard (1...3).contains(pieces.count) else {
      reading.report(
        .valueForm, at: node, Wording(en: "this is not a range", zh: "不是区间"),
        Wording(en: "Write 400..500, or 400..450..500.", zh: "请写作 400..500 或 400..450..500。"))
      return nil
    }
    var numbers: [ExactDecimal] = []
    for piece in pieces {
      guard
        let number = reading.decimal(
          piece.trimmed, at: node, allowNegative: allowNegative, isNumber: form == .number)
      else { return nil }
      numbers.append(number)
    }
    guard zip(numbers, numbers.dropFirst()).allSatisfy({ $0 < $1 || $0 == $1 }) else {
      reading.report(
        .valueForm, at: node, Wording(en: "the range does not rise", zh: "区间未按从小到大书写"),
        Wording(en: "Write the least first.", zh: "请先写最小值。"))
      return nil
    }
    switch numbers.count {
    case 1: return .exact(numbers[0])
    case 2:
      return numbers[0] == numbers[1]
        ? .exact(numbers[0]) : .between(numbers[0], numbers[1], mostLikely: nil)
    default:
      return numbers[0] == numbers[2]
        ? .exact(numbers[0]) : .between(numbers[0], numbers[2], mostLikely: numbers[1])
    }
  }

  /// `10`, `10%`, `5..10%`.
  mutating func percent(
    _ node: DocumentNode, in bounds: ClosedRange<ExactDecimal>, zeroIsNothing: Bool = false
  ) -> UncertainNumber? {
    guard case .scalar(let text, let form) = node.content, form != .word else {
      return reading.text(node).flatMap { _ in nil }
    }
    var digits = text.trimmed
    if digits.hasSuffix("%") { digits = String(digits.dropLast()).trimmed }
    guard
      let value = range(digits, at: node, form, allowNegative: bounds.lowerBound < ExactDecimal(0))
    else { return nil }
    guard bounds.lowerBound <= value.least, value.greatest <= bounds.upperBound else {
      reading.report(
        .range, at: node,
        Wording(
          en: "the percentage lies outside \(bounds.lowerBound) to \(bounds.upperBound)",
          zh: "百分比不在 \(bounds.lowerBound) 至 \(bounds.upperBound) 之间"),
        Wording(en: "Correct it.", zh: "请更正。"))
      return nil
    }
    return value
  }

  /// A fraction: `8%` or `0.08`; a number above 1 where numbers are counted.
  mutating func fraction(_ node: DocumentNode) -> ExactDecimal? {
    guard case .scalar(let text, let form) = node.content, text.trimmed.hasSuffix("%"),
      form != .word
    else { return reading.decimal(node) }
    let digits = String(text.trimmed.dropLast()).trimmed
    guard let value = reading.decimal(digits, at: node) else { return nil }
    guard value.scale <= 16 else {
      reading.report(
        .valueForm, at: node, Wording(en: "there are too many decimals", zh: "小数位过多"),
        Wording(en: "Write fewer.", zh: "请减少小数位。"))
      return nil
    }
    return ExactDecimal(value.significand, scale: value.scale + 2)
  }

  // MARK: - Recipients

  /// One recipient, or several with their shares: `{甘谷县: 70%, 岷县: 30%}`.
  mutating func split(_ node: DocumentNode) -> [SplitShare]? {
    guard let entries = node.entries else {
      return reading.text(node).map { [SplitShare($0)] }
    }
    guard !entries.isEmpty else {
      reading.report(
        .wrongType, at: node, Wording(en: "no recipient is named", zh: "未写受援方"),
        Wording(en: "Name at least one.", zh: "请至少填写一个。"))
      return nil
    }
    var shares: [SplitShare] = []
    var percents = 0
    for entry in entries {
      guard case .scalar(let text, _) = entry.value.content else {
        _ = reading.text(entry.value)
        return nil
      }
      let isPercent = text.trimmed.hasSuffix("%")
      let digits = isPercent ? String(text.trimmed.dropLast()).trimmed : text.trimmed
      guard let share = reading.decimal(digits, at: entry.value) else { return nil }
      if isPercent { percents += 1 }
      shares.append(SplitShare(entry.key, share: share))
    }
    guard percents == 0 || percents == shares.count else {
      reading.report(
        .conflict, at: node,
        Wording(en: "some shares are percentages and some are not", zh: "份额有的是百分比，有的不是"),
        Wording(en: "Write all of them alike.", zh: "请统一写法。"))
      return nil
    }
    let sum = shares.reduce(ExactDecimal(0)) { $0.adding($1.share) ?? $0 }
    guard sum.significand > 0 else {
      reading.report(
        .range, at: node, Wording(en: "all shares are zero", zh: "所有份额均为零"),
        Wording(en: "Give at least one more than 0.", zh: "请至少有一个大于 0。"))
      return nil
    }
    if percents > 0, sum != ExactDecimal(100) {
      let isNear = ExactDecimal(999, scale: 1) <= sum && sum < ExactDecimal(100)
      reading.report(
        isNear ? .conflict : .range, isNear ? .warning : .error, at: node,
        isNear
          ? Wording(
            en:
              "the shares add up to \(sum) %, not 100; they are read as proportions, and nothing is left over",
            zh: "份额合计 \(sum)%，不足 100%；按比例读取，不留余数")
          : Wording(en: "the shares add up to \(sum) %", zh: "份额合计为 \(sum)%"),
        Wording(en: "Let them add up to 100 %, or write plain weights.", zh: "请使其合计 100%，或写作权重。"))
      if !isNear { return nil }
    }
    return shares
  }
}
