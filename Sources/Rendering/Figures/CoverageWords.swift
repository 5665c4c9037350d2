internal import Analysis
public import NetworkModel

/// The titles of coverage figures: layer, level, date and denominator, as a rate needs them.
struct CoverageWords {
  private let question: CoverageQuestion
  private let places: [NodeIndex]
  private let network: PairingNetwork
  private let language: Language

  init(
    _ question: CoverageQuestion, _ places: [NodeIndex], in network: PairingNetwork,
    _ language: Language
  ) {
    self.question = question
    self.places = places
    self.network = network
    self.language = language
  }

  var isChinese: Bool { language == .zh }

  func shortName(_ node: Node) -> String {
    isChinese ? node.shortName : FigureWords.shortName(node)
  }

  func noPlace(_ level: Level) -> String {
    isChinese ? "无\(level.label.zh)归属" : "in no \(level.label.en)"
  }

  /// Under which places lists of units stand.
  var groupLevel: Level? {
    switch question.units {
    case .level(.province), .level(.prefecture): .province
    case .level(.county): .prefecture
    case .level(.town): .county
    case .level(.village): .town
    case .facility: .county
    }
  }

  var placeNames: String {
    places.map { network[$0].name(in: language) }.joined(separator: FigureWords.separator(language))
  }

  var date: String { question.date.map { "\($0)" } ?? FigureWords.anyTime(language) }

  var layers: String {
    let labels = PairingKind.allCases.filter(question.kinds.contains).map { $0.label(language) }
    guard labels.count > 3 else { return labels.joined(separator: FigureWords.separator(language)) }
    return isChinese ? "\(labels[0])等 \(labels.count) 类" : "\(labels.count) layers of"
  }

  var unitsName: String {
    if case .level = question.units {
      return isChinese
        ? "\(question.units.label.zh)单位" : "\(question.units.label.en)-level units"
    }
    return question.units.label(language)
  }

  private var side: String {
    switch question.side {
    case .recipient: isChinese ? "受援" : "recipients"
    case .donor: isChinese ? "支援" : "donors"
    case .either: isChinese ? "结对" : "either side"
    }
  }

  func title(_ denominator: Int, by level: Level?) -> String {
    let by = level.map { isChinese ? "（按\($0.label.zh)）" : " by \($0.label.en)" } ?? ""
    return isChinese
      ? "\(placeNames) \(date) \(layers)覆盖\(by)：有结对的\(unitsName)／全部 \(denominator) 个"
      : "\(placeNames), \(date): \(layers) pairings\(by), of \(denominator) "
        + (denominator == 1 ? unitsName.replacing("units", with: "unit") : unitsName)
  }

  func subtitle(direct: Int, of total: Int, range: ClosedRange<Int>) -> String {
    guard total > 0 else {
      return isChinese ? "数据中此范围没有该类单位" : "The data name no such unit here"
    }
    func share(_ count: Int) -> String { "\(count)（\(FigureWords.percent(count, of: total))）" }
    let isSure = range.lowerBound == range.upperBound
    if isChinese {
      let spread =
        isSure
        ? share(range.lowerBound) : "\(share(range.lowerBound))至 \(share(range.upperBound))"
      return "\(side)方 · 具名结对 \(share(direct))；计入汇总表述和无记录情形，为 \(spread)"
    }
    func part(_ count: Int) -> String { "\(count) (\(FigureWords.percent(count, of: total)))" }
    let spread =
      isSure
      ? part(range.lowerBound) : "between \(part(range.lowerBound)) and \(part(range.upperBound))"
    return
      "As \(side) · by name \(part(direct)); \(spread) if printed totals and missing records are counted"
  }

  func legendHead(by level: Level?) -> String {
    guard let level else { return isChinese ? "\(unitsName)的结对状态" : "State of the \(unitsName)" }
    return isChinese
      ? "\(level.label.zh)各地具名结对率" : "Rate paired by name, by \(level.label.en)"
  }
}

extension FigureWords {
  /// `32.6 %`, one decimal, halves away from zero; nothing for a whole of 0.
  static func percent(_ part: Int, of whole: Int) -> String {
    guard case .decimal(let number) = Cell.percent(part, of: whole) else { return "" }
    let digits = "\(number)"
    return digits.contains(".") ? "\(digits) %" : "\(digits).0 %"
  }

  static let total = Wording(en: "total", zh: "合计")
  static let unplacedAreas = Wording(
    en: "No boundary in the data; shown by a box:", zh: "无边界数据，以色块列示：")
  static let moreListed = Wording(en: "and more; see the table", zh: "……余见数据表")
  static let leastRate = Wording(
    en: "≥: more units may be paired; the record is silent or gives a printed total only.",
    zh: "≥：另有单位无记录或仅有汇总表述，实际可能更高。")
}

// The words of the ladder.
extension FigureWords {
  static let possible = Wording(
    en: "fewest to most that can be paired", zh: "可能的结对数（下限至上限）")
  static let noUnits = Wording(
    en: "The data name no such unit here: no rate, which is not a rate of 0.",
    zh: "数据中此范围没有该级单位，无法计算（并非为 0）")
  static let ladderNote = Wording(
    en:
      "Each bar is all units of its level; bars have different denominators and are not added. Figures in bold: paired by name.",
    zh: "每条为该级全部单位，各级分母不同，不可相加。粗体为具名结对数。")

  static func ladderTitle(
    _ places: String, _ date: String, _ levels: [String], _ language: Language
  ) -> String {
    language == .zh
      ? "\(places) \(date) 结对覆盖阶梯：\(levels.joined(separator: "—"))"
      : "\(places), \(date): how far down pairing reaches (\(levels.joined(separator: ", ")))"
  }

  static let ladderSubtitle = Wording(
    en: "Units of each level by state; the silence of the record and printed totals are kept apart",
    zh: "各级单位按结对状态分列；“无记录”与“仅有汇总表述”单列，不计为有，也不计为无")

  static func spread(_ range: ClosedRange<Int>, of total: Int, _ language: Language) -> String {
    let (low, high) = (range.lowerBound, range.upperBound)
    let shares = [percent(low, of: total), percent(high, of: total)]
    if low == high {
      return language == .zh ? "计入汇总表述 \(low)（\(shares[0])）" : "\(low) with totals (\(shares[0]))"
    }
    return language == .zh
      ? "可能 \(low)–\(high)（\(shares[0])–\(shares[1])）"
      : "perhaps \(low)–\(high) (\(shares[0])–\(shares[1]))"
  }

  static func incompleteList(
    _ claim: String, _ layer: String, counted: Int, known: Int, _ language: Language
  ) -> String {
    language == .zh
      ? "名录不完整：\(claim)（\(layer)）称受援方 \(counted) 个，数据仅列名 \(known) 个"
      : "Incomplete list: \(claim) (\(layer)) counts \(counted) recipients, the data name \(known)"
  }
}

extension FigureFrame {
  /// The note that names whose boundaries a map shows, as their licences ask.
  public static func boundaryCredits(_ credits: [String], _ language: Language) -> [String] {
    guard !credits.isEmpty else { return [] }
    let chinese = language == .zh
    return [(chinese ? "边界数据：" : "Boundaries: ") + credits.joined(separator: chinese ? "；" : "; ")]
  }
}
