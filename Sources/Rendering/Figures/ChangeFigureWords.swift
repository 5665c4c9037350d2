internal import Analysis
internal import NetworkModel

// The words of the figures of change.
extension FigureWords {
  static let unknownShort = Wording(en: "unknown", zh: "不详")
  static let notSplit = Wording(en: " (not split)", zh: "（未拆分）")
  static let onRecord = Wording(en: "on record", zh: "现状")
  static let withScenario = Wording(en: "scenario", zh: "情景")
  static let planBefore = Wording(en: "in force", zh: "原方案")
  static let planAfter = Wording(en: "best plan", zh: "最优方案")
  static let planNote = Wording(
    en: "Amounts of a plan, not facts on record; its baseline is what the problem file states.",
    zh: "金额为方案数据，不是已记录的事实；原方案以问题文件所列为准。")
  static let changeTotal = Wording(en: "Total", zh: "合计")
  static let changeHead = Wording(en: "change", zh: "变化")
  static let unitHead = Wording(en: "unit", zh: "单位")
  static let ruleHead = Wording(en: "bound by", zh: "受约束的规则")
  static let equalTotals = Wording(en: "equal", zh: "相等")
  static let totalsUnknown = Wording(en: "no known total", zh: "合计不详")
  static let changeUnknown = Wording(en: "cannot be stated", zh: "无法计算")
  static let noChange = Wording(
    en: "No unit changes, as far as the record goes.", zh: "就现有记录，各单位均无变化。")
  static let changeNote = Wording(
    en:
      "Same scale both ways from 0. Hollow bars: nothing is on record on the other side, which is not the same as 0. Units that do not change and no rule bounds are counted in the legend only.",
    zh: "0 两侧同一比例。空心条：另一侧无记录，不等于 0。不变且不受规则约束的单位只在图例中计数。")
  static let slopeNote = Wording(
    en:
      "One linear scale on both sides. Solid: more; dashed: less; grey: unchanged. Hollow: nothing is on record on the other side, which is not the same as 0.",
    zh: "两侧同一线性刻度。实线：增加；虚线：减少；灰线：不变。空心点：另一侧无记录，不等于 0。")

  /// `规则：◆ …` is drawn; this is what stands beside a glyph.
  static func bounds(_ rule: AmountChange.RuleMark, _ count: Int, _ language: Language) -> String {
    counted("\(rule.name(language)): \(rule.outcome.label(language))", count, language)
  }

  static func otherRules(_ rules: [AmountChange.RuleMark], _ language: Language) -> String {
    let words = rules.map { "\($0.name(language)) (\($0.outcome.label(language)))" }
      .joined(separator: separator(language))
    return language == .zh
      ? "针对整体而不针对某一单位的规则：\(words)" : "Rules that bind the whole and no unit of their own: \(words)"
  }

  static func unsettled(_ words: String, _ language: Language) -> String {
    language == .zh
      ? "合计之差中有 \(words) 属于数额不详的单位，未画"
      : "\(words) of the difference of the totals belongs to units of unknown amount, which are not drawn"
  }

  /// Why units add up to more than the total.
  static func excess(_ before: String, _ after: String, _ language: Language) -> String {
    language == .zh
      ? "各单位之和比合计多 \(before)（变化前）和 \(after)（变化后）：可能已含在其他款项中的计入所在单位，不计入合计；或分项之和超出总项"
      : "Units add up to more than the totals, by \(before) before and \(after) after: what others may contain already is counted in its unit and not in the total, or parts exceed their wholes"
  }

  static func slopeTail(_ count: Int, _ language: Language) -> String {
    language == .zh
      ? "变化最小的 \(count) 个单位以细线绘出而不标名，见数据表"
      : "The \(count) units that change least are thin lines without a name; see the table"
  }

  /// Units of unknown amount, the first dozen by name.
  static func notDrawn(_ names: [String], _ language: Language) -> String {
    let shown = names.prefix(12).joined(separator: separator(language))
    let rest =
      names.count > 12
      ? (language == .zh ? "等 \(names.count) 个" : " and others (\(names.count))") : ""
    return language == .zh
      ? "数额不详，未画：\(shown)\(rest)" : "Of unknown amount, not drawn: \(shown)\(rest)"
  }

  // The map of change.
  static let ruleMark = "◆"
  static let oneSided = Wording(
    en: "lines across: no record on one side, which is not the same as 0", zh: "横线：前期或后期无记录，不等于 0")
  static let ruleBound = Wording(en: "bound by a rule", zh: "受规则约束")
  static let withoutArea = Wording(
    en: "No area on the map (not split, or no boundary):", zh: "图上无面域（未拆分或无边界）：")

  static let listedOnly = Wording(en: "no area on the map, see list", zh: "图上无面域，见列表")

  static func changeClasses(_ unit: SankeyUnit, _ language: Language) -> String {
    let name = unit.quantity.map { Glossary.label(of: $0)(language) }
    return language == .zh
      ? "变化（\(name ?? "万元")）" : "Change, \(name ?? "10,000 yuan (万元)")"
  }

  /// A count that is part of the classes' counts, and not beside them.
  static func ofThese(_ words: String, _ count: Int, _ language: Language) -> String {
    language == .zh ? "其中\(words)(\(count))" : "of these, \(words) (\(count))"
  }
}
