package import NetworkModel

/// Periods in cells: the common EDTF forms fast, the others through ``Period``, the rest explained.
package enum PeriodCell {
  /// Reads a period.
  package static func period(_ bytes: UnsafeBufferPointer<UInt8>) throws(CellFault) -> Period {
    if bytes.count == 4 || bytes.count == 7 || bytes.count == 10, let date = date(bytes) {
      return Period(date)
    }
    if bytes.count == 9, bytes[4] == 0x2F,
      let start = date(.init(rebasing: bytes[0..<4])),
      let end = date(.init(rebasing: bytes[5..<9])),
      let period = Period(from: .date(start, .certain), to: .date(end, .certain))
    {
      return period
    }
    let text = String(decoding: bytes, as: UTF8.self)
    do {
      return try Period(text)
    } catch .reversed {
      throw CellFault(
        .periodReversed,
        Wording(en: "the period ends before it starts", zh: "时段的结束早于开始"),
        Wording(en: "Exchange or correct the two dates.", zh: "请对调或更正两个日期。"))
    } catch {
      throw explain(text)
    }
  }

  /// Reads a single date of year, month or day precision.
  package static func singleDate(_ bytes: UnsafeBufferPointer<UInt8>) throws(CellFault)
    -> CalendarDate
  {
    if let date = date(bytes) { return date }
    throw explain(String(decoding: bytes, as: UTF8.self), single: true)
  }

  /// Reads a year of four digits.
  package static func year(_ bytes: UnsafeBufferPointer<UInt8>) throws(CellFault) -> Int {
    if bytes.count == 4, let date = date(bytes) { return Int(date.year) }
    throw explain(String(decoding: bytes, as: UTF8.self), single: true, yearOnly: true)
  }

  /// `2012`, `2012-08`, `2012-08-05`.
  private static func date(_ bytes: UnsafeBufferPointer<UInt8>) -> CalendarDate? {
    func number(_ from: Int, _ count: Int) -> Int? {
      var value = 0
      for at in from..<from + count {
        let digit = bytes[at] &- 48
        guard digit <= 9 else { return nil }
        value = value * 10 + Int(digit)
      }
      return value
    }
    switch bytes.count {
    case 4:
      guard let year = number(0, 4) else { return nil }
      return CalendarDate(year: year)
    case 7:
      guard bytes[4] == 0x2D, let year = number(0, 4), let month = number(5, 2), month > 0 else {
        return nil
      }
      return CalendarDate(year: year, month: month)
    case 10:
      guard bytes[4] == 0x2D, bytes[7] == 0x2D, let year = number(0, 4), let month = number(5, 2),
        let day = number(8, 2), month > 0, day > 0
      else { return nil }
      return CalendarDate(year: year, month: month, day: day)
    default: return nil
    }
  }

  // MARK: - Explaining

  static func explain(_ text: String, single: Bool = false, yearOnly: Bool = false) -> CellFault {
    let forms =
      yearOnly
      ? Wording(en: "Write a year of four digits, such as 2014.", zh: "请填写四位年份，如 2014。")
      : single
        ? Wording(
          en: "Write 2012, 2012-08 or 2012-08-05.", zh: "请写作 2012、2012-08 或 2012-08-05。")
        : Wording(
          en: "Write 2012, 2012-08, 2012-08-05, 2016/2020, 2017/.. or ../2016; empty is unknown.",
          zh: "请写作 2012、2012-08、2012-08-05、2016/2020、2017/.. 或 ../2016；未知请留空。")
    let problem = Wording(en: "this is not a date or period", zh: "不是日期或时段")
    if let suggestion = suggestion(text, single: single), !yearOnly || suggestion.count == 4 {
      return CellFault(.periodForm, problem, CellFault.write(suggestion))
    }
    if yearOnly, let suggestion = suggestion(text, single: true) {
      return CellFault(.periodForm, problem, CellFault.write(String(suggestion.prefix(4))))
    }
    return CellFault(.periodForm, problem, forms)
  }

  /// The same period in EDTF, when there is only one way to read it.
  static func suggestion(_ text: String, single: Bool) -> String? {
    let clean = NumberCell.halfWidth(text)
    if !single {
      for separator in ["/", "至", "到", "—", "–", "~", "～"] {
        let parts = clean.components(separatedBy: separator)
        if parts.count == 2, let from = bound(parts[0]), let to = bound(parts[1]),
          (try? Period("\(from)/\(to)")) != nil
        {
          return "\(from)/\(to)"
        }
      }
      let years = clean.split(separator: "-")
      if years.count == 2, years.allSatisfy({ $0.count == 4 }), clean.count == 9,
        (try? Period("\(years[0])/\(years[1])")) != nil
      {
        return "\(years[0])/\(years[1])"
      }
    }
    guard let date = bound(clean), date != ".." else { return nil }
    return date
  }

  /// One date in any of the usual unambiguous spellings; `..` for “until now”.
  private static func bound(_ text: String) -> String? {
    let trimmed = text.filter { !$0.isWhitespace || $0 == " " }
    if CalendarDate(trimmed) != nil, !trimmed.hasPrefix("9999"), !trimmed.hasPrefix("0000") {
      return trimmed
    }
    if ["", "..", "至今", "今", "现在", "present", "now", "9999-12-31", "9999"].contains(trimmed) {
      return ".."
    }
    // 2012-08-01 00:00:00 and 2012-08-01T00:00Z
    if trimmed.count > 10, let day = CalendarDate(trimmed.prefix(10)),
      trimmed.dropFirst(10).first.map({ $0 == " " || $0 == "T" }) == true
    {
      return day.description
    }
    let digits = hanziDigits(trimmed)
    if digits.count == 8, digits.allSatisfy(\.isASCII), let number = Int(digits) {
      return CalendarDate(year: number / 10000, month: number / 100 % 100, day: number % 100)
        .flatMap { (1900...2100).contains(Int($0.year)) && $0.day > 0 ? $0.description : nil }
    }
    let marks = digits.replacing("年", with: "-").replacing("月", with: "-").replacing("日", with: "-")
      .replacing("号", with: "-")
    let dotted =
      marks == digits ? digits.replacing(".", with: "-").replacing("/", with: "-") : marks
    var parts = dotted.split(separator: "-", omittingEmptySubsequences: false)
    if marks != digits, parts.last?.isEmpty == true { parts.removeLast() }
    guard (1...3).contains(parts.count), parts[0].count == 4, let year = Int(parts[0]) else {
      return nil
    }
    // 2012.1 may have been 2012.10: a lost zero is not guessed.
    if marks == digits, parts.count == 2, parts[1].count != 2 { return nil }
    let numbers = parts.dropFirst().map { Int($0) ?? 0 }
    guard numbers.allSatisfy({ $0 > 0 }) else { return nil }
    return CalendarDate(
      year: year, month: numbers.first ?? 0, day: numbers.count > 1 ? numbers[1] : 0)?.description
  }

  /// 二〇一二年八月 as 2012年8月.
  private static func hanziDigits(_ text: String) -> String {
    let values: [Character: Int] = [
      "〇": 0, "零": 0, "○": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8,
      "九": 9,
    ]
    var result = ""
    var tens: Int?
    for (at, character) in text.enumerated() {
      if character == "十" {
        let before = at > 0 ? values[Array(text)[at - 1]] : nil
        if before != nil { result.removeLast() }
        tens = (before ?? 1) * 10
        let next = at + 1 < text.count ? values[Array(text)[at + 1]] : nil
        if next == nil {
          result += String(tens ?? 0)
          tens = nil
        }
      } else if let digit = values[character] {
        result += String((tens ?? 0) + digit)
        tens = nil
      } else {
        result.append(character)
      }
    }
    return result
  }
}

extension String {
  fileprivate func components(separatedBy separator: String) -> [String] {
    var parts: [String] = []
    var rest = self[...]
    while let range = rest.firstRange(of: separator) {
      parts.append(String(rest[..<range.lowerBound]))
      rest = rest[range.upperBound...]
    }
    parts.append(String(rest))
    return parts
  }
}
