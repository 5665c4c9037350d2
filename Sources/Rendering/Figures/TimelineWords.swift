internal import Analysis
internal import NetworkModel

/// What a timeline says of itself.
struct TimelineWords {
  let language: Language
  /// What it is about, when that is one place.
  let place: String?
  let axis: ClosedRange<Int>?

  static let agreements = Wording(en: "agreements signed", zh: "协议签订")
  static let elsewhere = Wording(en: "in no such place", zh: "无上级归属")
  static let allPairings = Wording(en: "all pairings", zh: "全部结对")
  static let undated = Wording(
    en: "Period not on record: not known when", zh: "起止日期无记录：何时结对不详")
  static let noYears = Wording(en: "nothing is dated", zh: "均无日期")
  static let sure = Wording(en: "period on record", zh: "有记录")
  static let inferred = Wording(en: "inferred, or confidence below 1", zh: "推断或置信度小于 1")
  static let uncertain = Wording(en: "begins or ends at an uncertain date", zh: "起止日期存疑")
  static let open = Wording(en: "goes on (no end is set)", zh: "持续（未设终止）")
  static let unknown = Wording(en: "end or start not known", zh: "起或止不详")
  static let hollow = Wording(en: "date not exact", zh: "日期不确切")
  static let several = Wording(en: "number at one place", zh: "同处多件")
  static let possible = Wording(
    en: "more that may be active: dates do not settle it", zh: "另有日期不足以判断者")
  static let active = Wording(en: "surely active", zh: "确定有效")
  static let yearNote = Wording(
    en:
      "A date of a year covers the whole year, one of a month the whole month. Rows of one layer between the same two places are one pairing; the legend counts rows.",
    zh: "只记年份的日期按全年绘制，只记月份的按全月绘制。同一层级、同两方的多条记录算作一对；图例按记录条数计。")

  var title: String {
    let years = axis.map { " " + span($0) } ?? ""
    if language == .zh { return "\(place.map { $0 + "：" } ?? "")结对与事件时间线\(years)" }
    return
      "Pairings and events over time\(place.map { ": \($0)" } ?? "")\(years.isEmpty ? "" : ",")\(years)"
  }

  func span(_ years: ClosedRange<Int>) -> String {
    years.count == 1 ? "\(years.lowerBound)" : "\(years.lowerBound)–\(years.upperBound)"
  }

  func subtitle(
    layers: [PairingKind], pairings: Int, events: Int,
    asOf: (date: CalendarDate, count: PairingHistory.Count)?
  ) -> String {
    let names = layers.map { $0.label(language) }.joined(separator: FigureWords.separator(language))
    var parts: [String]
    if language == .zh {
      parts = ["结对 \(pairings) 对", "事件 \(events) 件"]
    } else {
      parts = [
        FigureWords.pairs(pairings, .en),
        events == 1 ? "1 event" : "\(events) events",
      ]
    }
    if let asOf {
      let (sure, possible) = (asOf.count.sure, asOf.count.possible)
      parts.insert(
        language == .zh
          ? "\(asOf.date) 有效 \(sure)/\(pairings) 对"
            + (possible > 0 ? "，另 \(possible) 对不能判断" : "")
          : "\(asOf.date): \(sure) of \(pairings) active"
            + (possible > 0 ? ", \(possible) more possibly" : ""), at: 0)
    }
    if !names.isEmpty { parts.append((language == .zh ? "层级：" : "layers: ") + names) }
    return parts.joined(separator: " · ")
  }

  func outside(pairings: Int, _ events: Int) -> String {
    var parts: [String] = []
    if pairings > 0 {
      parts.append(language == .zh ? "结对 \(pairings) 对" : FigureWords.pairs(pairings, .en))
    }
    if events > 0 {
      parts.append(
        language == .zh ? "事件 \(events) 件" : events == 1 ? "1 event" : "\(events) events")
    }
    let list = parts.joined(separator: FigureWords.separator(language))
    return language == .zh
      ? "所选年份之外、未画：\(list)" : "Outside these years and not drawn: \(list)"
  }

  func unsigned(_ count: Int) -> String {
    language == .zh
      ? "另有 \(count) 份协议签订日期无记录" : "Agreements without a date of signing on record: \(count)"
  }

  static func undatedEvents(_ count: Int, _ language: Language) -> String {
    language == .zh ? "日期不详 \(count) 件" : "\(count) undated"
  }

  static func band(peak: Int, of total: Int, _ language: Language) -> String {
    language == .zh ? "最多 \(peak)，共 \(total) 对" : "at most \(peak) of \(total)"
  }

  static func summed(_ rows: Int, _ limit: Int, _ language: Language) -> String {
    language == .zh
      ? "结对 \(rows) 对，超过 \(limit) 行，按上级汇总为每年有效对数"
      : "\(rows) pairings are more than \(limit) rows, so they are summed up: the number active in each year"
  }
}
