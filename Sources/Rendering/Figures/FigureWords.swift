internal import Analysis
internal import NetworkModel

/// Every word that figures add of their own, in both languages.
enum FigureWords {
  static let solid = Wording(en: "on record", zh: "有记录")
  static let dashed = Wording(en: "inferred, or confidence below 1", zh: "推断或置信度小于 1")
  static let noRecordNote = Wording(
    en: "Hollow means that nothing is on record, not that there is none.",
    zh: "空心 = 无记录，不等于未结对。")
  static let noRecordHatch = Wording(
    en: "Grey hatch: nothing is on record, which is not the same as none.",
    zh: "灰色斜线 = 无记录，不等于未结对。")
  static let sources = Wording(en: "Sources: ", zh: "资料来源：")
  static let noSources = Wording(en: "none on record", zh: "无记录")
  static let asOf = Wording(en: "As of ", zh: "截至 ")
  static let years = Wording(en: "Years ", zh: "年份 ")
  /// Inside a title.
  static let anyTime = Wording(en: "all dates", zh: "不限日期")
  static let allTime = Wording(en: "All dates", zh: "不限日期")
  static let fingerprint = Wording(en: "data ", zh: "数据指纹 ")
  static let notReviewed = Wording(
    en: "Map review number: not submitted; for internal use, not for publication",
    zh: "审图号：未送审，内部使用，不得公开登载")
  static let reviewed = Wording(en: "Map review number: ", zh: "审图号：")
  static let northUp = Wording(en: "north is up", zh: "北向上")
  static let scalesDiffer = Wording(en: "the panels differ in scale", zh: "各幅比例尺不同")
  static let albers = Wording(
    en: "Projection: Albers equal area (25°N, 47°N; 105°E)",
    zh: "投影：Albers 等积圆锥（25°N、47°N；105°E）")
  static let projection = Wording(en: "Projection: ", zh: "投影：")
  static let nothing = Wording(
    en: "The data hold nothing that this figure could show.", zh: "数据中没有符合条件的单位和结对，本图为空。")
  static let noLinks = Wording(
    en: "No pairing is on record under these conditions.", zh: "在所选条件下没有结对记录。")
  static let unnamed = Wording(en: " (not named)", zh: "（未具名）")
  static let enlarged = Wording(en: "Enlarged", zh: "局部放大")
  static let seeInset = Wording(en: "see enlargement", zh: "见放大图")

  static func states(_ state: CoverageState, _ language: Language) -> String {
    state.label(language)
  }

  /// `71 户`, `19 个乡镇`: a number with the measure word of its unit.
  static func number(_ value: String, of unit: String, _ language: Language) -> String {
    guard language == .zh else {
      let irregular = ["county": "counties", "children": "children", "person": "persons"]
      let name = unit.replacing("_", with: " ")
      return value == "1" ? "1 \(name)" : "\(value) \(irregular[name] ?? name + "s")"
    }
    let words = [
      "household": "户", "household_group": "户", "town": "个乡镇", "village": "个村", "hospital": "家医院",
      "school": "所学校", "county": "个县（市、区）", "prefecture": "个市（州）", "province": "个省",
      "enterprise": "家企业", "social_organisation": "个社会组织", "park": "个园区", "department": "个部门",
      "pair": "对", "pairing": "对", "person": "人",
    ]
    return words[unit].map { "\(value) \($0)" } ?? "\(value) \(unit)"
  }

  static func undated(_ count: Int, _ language: Language) -> String {
    language == .zh
      ? "另有 \(count) 对起止日期不足以判断当时是否有效，未画"
      : "\(count) more pairings whose dates do not settle the matter are not drawn"
  }

  static let sidesNotTold = Wording(en: ", sides not told apart", zh: "，未分两侧")
  static let all = Wording(en: "all ", zh: "全部 ")
  static let donorSide = Wording(en: "Donors", zh: "支援方")
  static let recipientSide = Wording(en: "Recipients", zh: "受援方")
  static let separator = Wording(en: ", ", zh: "、")

  static func title(
    _ donors: String, _ recipients: String, _ units: String, _ language: Language
  ) -> String {
    language == .zh
      ? "\(donors)与\(recipients)结对关系（\(units)）"
      : "\(donors) paired with \(recipients) (\(units) level)"
  }

  static func focusTitle(_ name: String, _ partner: String?, _ language: Language) -> String {
    switch (language, partner) {
    case (.zh, nil): "\(name)：各层结对"
    case (.zh, let partner?): "\(name)与\(partner)：各层结对"
    case (.en, nil): "\(name): pairings of all layers"
    case (.en, let partner?): "\(name) and \(partner): pairings of all layers"
    }
  }

  /// Layer, level, date and denominator; the range where there is no record.
  static func subtitle(
    layers: String, date: String, direct: Int, of total: Int, range: ClosedRange<Int>,
    _ language: Language
  ) -> String {
    let isSure = range.lowerBound == range.upperBound
    if language == .zh {
      let spread = isSure ? "\(range.lowerBound)" : "\(range.lowerBound)–\(range.upperBound)"
      return "\(layers) · \(date) · 具名结对 \(direct)/\(total)；计入汇总表述和无记录情形，为 \(spread) 个"
    }
    let spread =
      isSure ? "\(range.lowerBound)" : "between \(range.lowerBound) and \(range.upperBound)"
    return
      "\(layers) · \(date) · \(direct) of \(total) by name; \(spread) if printed totals "
      + "and missing records are counted"
  }

  /// An English name without its administrative words: Zhangjiachuan for Zhangjiachuan Hui Autonomous County.
  static func shortName(_ node: Node) -> String {
    let name = node.name(in: .en)
    guard node.nameEnglish != nil, node.level != nil else { return name }
    var words = name.split(separator: " ").map(String.init)
    if words.count > 2, words.contains("Autonomous") { return words[0] }
    let ranks: Set = [
      "County", "District", "City", "Prefecture", "Province", "Municipality", "Town", "Township",
    ]
    while words.count > 1, let last = words.last, ranks.contains(last) { words.removeLast() }
    let stem = words.joined(separator: " ")
    // Ning County would be hard to recognise as Ning.
    return stem.count <= 4 ? name : stem
  }

  static func pairs(_ count: Int, _ language: Language) -> String {
    language == .zh ? "\(count) 对" : count == 1 ? "1 pairing" : "\(count) pairings"
  }

  static func counted(_ words: String, _ count: Int, _ language: Language) -> String {
    language == .zh ? "\(words)(\(count))" : "\(words) (\(count))"
  }

  static func count(_ count: Int, of total: Int, _ language: Language) -> String {
    language == .zh ? "\(count)/\(total)" : "\(count) of \(total)"
  }

  static func outsideFrame(_ count: Int, _ language: Language) -> String {
    language == .zh
      ? "图幅外或无坐标另有 \(count) 个单位，均无结对线" : "\(count) more units without a line lie outside the frame"
  }

  static func noPosition(_ names: [String], _ language: Language) -> String {
    language == .zh
      ? "有结对而无坐标，未画：\(listed(names, language))"
      : "Paired but without coordinates, not drawn: \(listed(names, language))"
  }

  static func dropped(_ names: [String], _ language: Language) -> String {
    language == .zh
      ? "未标注名称：\(listed(names, language))" : "Not labelled: \(listed(names, language))"
  }

  /// The first dozen names and how many there are in all.
  private static func listed(_ names: [String], _ language: Language) -> String {
    let shown = names.prefix(12).joined(separator: separator(language))
    guard names.count > 12 else { return shown }
    return language == .zh ? "\(shown)等 \(names.count) 个" : "\(shown) and others (\(names.count))"
  }

  static func passesUnder(
    _ donor: String, _ recipient: String, _ others: [String], _ language: Language
  ) -> String {
    language == .zh
      ? "\(donor)→\(recipient) 的线经过 \(others.joined(separator: "、"))"
      : "The line \(donor)–\(recipient) passes \(others.joined(separator: ", "))"
  }
}
