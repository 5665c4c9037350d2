package import NetworkModel

/// Numbers in cells: plain ASCII decimals, read exactly; everything else explained.
package enum NumberCell {
  /// Reads `digits[.digits]`, with a minus where that is legal; no other form is accepted.
  package static func decimal(
    _ bytes: UnsafeBufferPointer<UInt8>, allowNegative: Bool = false
  ) throws(CellFault) -> ExactDecimal {
    if let plain = plainDecimal(bytes) { return plain }
    let text = String(decoding: bytes, as: UTF8.self)
    if bytes.first == UInt8(ascii: "-"), let value = plainDecimal(.init(rebasing: bytes[1...])) {
      if allowNegative { return ExactDecimal(-value.significand, scale: value.scale) }
      throw CellFault(
        .numberSign,
        Wording(en: "a negative number is not allowed here", zh: "此处不允许负数"),
        Wording(
          en: "Give the amount without sign; money that goes back is a flow of its own.",
          zh: "请去掉负号；退回的资金应单独列为一条资金流。"))
    }
    throw explain(text)
  }

  /// The hot path: at most 18 digits, no leading zero, no sign.
  @inline(__always)
  private static func plainDecimal(_ bytes: UnsafeBufferPointer<UInt8>) -> ExactDecimal? {
    let count = bytes.count
    guard count > 0, count <= 19 else { return longDecimal(bytes) }
    var significand: Int64 = 0
    var point = -1
    var digits = 0
    for at in 0..<count {
      let byte = bytes[at]
      let digit = byte &- 48
      if digit <= 9 {
        significand = significand &* 10 &+ Int64(digit)
        digits += 1
      } else if byte == 0x2E, point < 0, at > 0, at < count - 1 {
        point = at
      } else {
        return nil
      }
    }
    guard digits <= 18 else { return longDecimal(bytes) }
    if bytes[0] == 48, count > 1, point != 1 { return nil }
    return ExactDecimal(significand, scale: point < 0 ? 0 : UInt8(count - 1 - point))
  }

  private static func longDecimal(_ bytes: UnsafeBufferPointer<UInt8>) -> ExactDecimal? {
    guard bytes.count > 0, bytes.count <= 60, isPlainForm(bytes) else { return nil }
    return ExactDecimal(parsing: bytes)
  }

  /// Digits, at most one point between digits, no needless leading zero.
  private static func isPlainForm(_ bytes: some Collection<UInt8>) -> Bool {
    let parts = bytes.split(separator: 0x2E, omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count),
      parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (48...57).contains($0) } })
    else { return false }
    return parts[0].count == 1 || parts[0].first != 48
  }

  // MARK: - Explaining

  /// What is wrong with a text that is not a plain decimal, most particular reason first.
  static func explain(_ text: String) -> CellFault {
    let trimmed = String(
      text.unicodeScalars.drop(while: isSpace).reversed().drop(while: isSpace)
        .reversed().map(Character.init))
    if isPlainForm(text.utf8) {
      return CellFault(
        .numberRange,
        Wording(
          en: "the number has more digits than can be kept exactly (18)",
          zh: "数字位数超过可精确保存的 18 位"),
        Wording(
          en: "Check it; write only the digits that the source states.", zh: "请核对，仅保留来源所载的位数。"))
    }
    if let fault = placeholder(trimmed) ?? spreadsheet(trimmed) { return fault }
    if trimmed != text, isPlainForm(trimmed.utf8) {
      return form("space or a tab stands around the number", "数字前后有空格或制表符", trimmed)
    }
    return marked(trimmed) ?? punctuated(trimmed) ?? worded(trimmed)
      ?? CellFault(
        .numberForm,
        Wording(en: "this is not a decimal number", zh: "不是十进制数字"),
        Wording(
          en: "Write ASCII digits with at most one point, such as 350.5.\(unusual(text).en)",
          zh: "请用半角数字和至多一个小数点，如 350.5。\(unusual(text).zh)"))
  }

  private static func form(_ english: String, _ chinese: String, _ value: String) -> CellFault {
    CellFault(.numberForm, Wording(en: english, zh: chinese), CellFault.write(value))
  }

  private static func form(_ english: String, _ chinese: String, fix: Wording) -> CellFault {
    CellFault(.numberForm, Wording(en: english, zh: chinese), fix)
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar.value == 0xFEFF || scalar.value == 0x200B
  }

  private static func unusual(_ text: String) -> Wording {
    let points = VisibleText.unusualCodePoints(text)
    return points.isEmpty
      ? Wording(en: "", zh: "")
      : Wording(en: " It holds \(points).", zh: "其中含有 \(points)。")
  }

  private static func placeholder(_ text: String) -> CellFault? {
    let words: Set<String> = [
      "", "n/a", "na", "null", "nil", "none", "nan", "-nan", "inf", "+inf", "-inf", "infinity",
      "-infinity", "+infinity", "-", "--", "---", "–", "—", "——", "/", "\\", "无", "无数据", "不详", "未知",
      "暂无", "缺", "…", "……", "...", "......", ".", "*", "**", "?", "？", "x", "tbd", "待定", "missing",
      "unknown", "，", "、", "〇〇", "#",
    ]
    guard words.contains(text.lowercased()) else { return nil }
    return CellFault(
      .numberPlaceholder,
      Wording(en: "a placeholder stands where a number belongs", zh: "数字栏内是占位符"),
      Wording(
        en: "Leave the cell empty when the number is unknown; unknown is not zero.",
        zh: "数值未知时请留空；未知不等于零。"))
  }

  private static func spreadsheet(_ text: String) -> CellFault? {
    if text.hasPrefix("#") {
      return form(
        "a spreadsheet error or a column too narrow was exported", "导出了电子表格的错误值或过窄的列",
        fix: Wording(
          en: "Correct the sheet and export it again.", zh: "请在原表中更正后重新导出。"))
    }
    if text.hasPrefix("=") {
      return form(
        "a formula stands in the cell", "单元格内是公式",
        fix: Wording(en: "Write its value.", zh: "请填写公式的结果。"))
    }
    let months = [
      "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    if months.contains(where: text.lowercased().contains) || text.contains("月") {
      return form(
        "a spreadsheet turned the number into a date", "电子表格把数字变成了日期",
        fix: Wording(en: "Write the number as the source has it.", zh: "请按来源填写数字。"))
    }
    return nil
  }

  /// Signs, currencies and words around the digits.
  private static func marked(_ text: String) -> CellFault? {
    let minusSigns: [Character] = ["–", "—", "−", "－", "▲", "△", "﹣"]
    if text.last == "-" || text.first.map(minusSigns.contains) == true
      || (text.hasPrefix("(") && text.hasSuffix(")"))
      || (text.hasPrefix("（") && text.hasSuffix("）"))
    {
      return CellFault(
        .numberSign,
        Wording(en: "the sign is not a leading ASCII minus", zh: "负号不是半角的前置减号"),
        Wording(
          en: "If it is negative, say so with a leading ‘-’ where negatives are allowed.",
          zh: "如确为负数，请在允许处使用前置“-”。"))
    }
    let approximate = [
      "约", "余", "多", "近", "超过", "不足", "左右", "以上", "以下", "~", "～", "≈", "<", ">", "≥", "≤", "±",
      "about",
    ]
    if approximate.contains(where: text.contains), text.contains(where: \.isNumber) {
      return form(
        "a word of approximation stands beside the number", "数字旁带有约数词",
        fix: Wording(
          en: "Write the number alone and put at_least, at_most or approximate into precision.",
          zh: "请只写数字，并在 precision 栏填写 at_least、at_most 或 approximate。"))
    }
    if text.hasSuffix("%") || text.hasSuffix("％") || text.hasSuffix("‰") {
      return form(
        "a percentage stands where an amount belongs", "此处应为数额，而不是百分比",
        fix: Wording(en: "Write the amount itself.", zh: "请填写数额本身。"))
    }
    let foreign = ["$", "＄", "€", "£", "USD", "EUR", "HK", "US"]
    if foreign.contains(where: text.contains) {
      return form(
        "a foreign currency stands in the cell", "单元格内是外币",
        fix: Wording(
          en: "Convert it, write the yuan and note the rate.", zh: "请折算为人民币填写，并注明汇率。"))
    }
    if let rest = text.first.flatMap({ "¥￥".contains($0) ? String(text.dropFirst()) : nil }) {
      return form("a currency sign stands before the number", "数字前有货币符号", plainer(rest))
    }
    for unit in [
      "亿元", "億元", "万元", "萬元", "千元", "亿", "万", "萬", "千", "元", "人民币", "RMB", "CNY", "人", "个", "户",
      "亩", "吨",
    ]
    where text.hasSuffix(unit) && text.first?.isNumber == true {
      let rest = plainer(String(text.dropLast(unit.count)))
      return CellFault(
        .numberForm,
        Wording(
          en: "the unit ‘\(unit)’ stands inside the number", zh: "数字中夹有单位“\(unit)”"),
        CellFault.write(
          rest,
          also: Wording(en: " and put the unit into the unit column", zh: "，并在单位栏填写单位")))
    }
    if text.hasPrefix("+") {
      return form(
        "a plus sign stands before the number", "数字前有加号", plainer(String(text.dropFirst())))
    }
    if text.hasPrefix("'"),
      text.dropFirst().allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") })
    {
      return form(
        "a spreadsheet's text apostrophe stands before the number", "数字前有电子表格的文本撇号",
        String(text.dropFirst()))
    }
    return nil
  }

  /// Separators, full-width digits, exponents.
  private static func punctuated(_ text: String) -> CellFault? {
    let ascii = halfWidth(text)
    if ascii != text, isPlainForm(ascii.utf8) {
      return form("full-width digits stand in the number", "数字为全角字符", ascii)
    }
    if let value = scientific(ascii) {
      return form("the number is in scientific notation", "数字用了科学计数法", value)
    }
    let groups = ascii.split(omittingEmptySubsequences: false) {
      $0 == "," || $0 == " " || $0 == "\u{A0}" || $0 == "\u{202F}" || $0 == "\u{2009}"
    }
    if groups.count > 1, ascii.contains(where: \.isNumber),
      ascii.allSatisfy({ $0.isNumber && $0.isASCII || ", .\u{A0}\u{202F}\u{2009}".contains($0) })
    {
      let integers = groups.dropLast() + [groups[groups.count - 1].prefix { $0 != "." }]
      let regular =
        (1...3).contains(integers[0].count) && integers.dropFirst().allSatisfy { $0.count == 3 }
      let joined = groups.joined()
      if regular, isPlainForm(joined.utf8) {
        return form("thousands separators stand in the number", "数字中有千分位分隔符", joined)
      }
      return form(
        "the digits are separated in a way that can be read more than one way", "数字的分隔方式有歧义",
        fix: Wording(
          en: "Write the digits without separators and the decimals after a point.",
          zh: "请去掉分隔符，小数用小数点。"))
    }
    if ascii.contains("'") || ascii.contains("’"), ascii.contains(where: \.isNumber) {
      return form(
        "apostrophes separate the digits", "数字用撇号分隔",
        plainer(ascii.filter { $0 != "'" && $0 != "’" }))
    }
    if ascii.filter({ $0 == "." }).count > 1 || ascii.contains("。") {
      return form(
        "the decimal point cannot be told", "无法判断小数点",
        fix: Wording(
          en: "Write one ASCII point before the decimals and no other separators.",
          zh: "小数前用一个半角点，不用其他分隔符。"))
    }
    if ascii.hasSuffix("."), isPlainForm(ascii.dropLast().utf8) {
      return form("no digit follows the decimal point", "小数点后没有数字", String(ascii.dropLast()))
    }
    if ascii.hasPrefix("."), isPlainForm(("0" + ascii).utf8) {
      return form("no digit stands before the decimal point", "小数点前没有数字", "0" + ascii)
    }
    if ascii.hasPrefix("0"), isPlainForm(plainer(ascii).utf8) {
      return form("the number begins with a needless zero", "数字有多余的前导零", plainer(ascii))
    }
    return nil
  }

  private static func worded(_ text: String) -> CellFault? {
    let hanzi = "〇零一二三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟萬億两"
    if text.contains(where: hanzi.contains) {
      return form(
        "the number is written in Chinese numerals", "数字用汉字书写",
        fix: Wording(
          en: "Write it in ASCII digits, the unit in the unit column.",
          zh: "请用阿拉伯数字填写，单位写入单位栏。"))
    }
    for mark in ["-", "–", "~", "～", "+", "*", "/", "×", ";", "；"] where text.contains(mark) {
      return form(
        "two numbers or an expression stand in one cell", "一个单元格内有两个数字或算式",
        fix: Wording(
          en: "One cell holds one number; use two rows, or precision for a range.",
          zh: "一格只填一个数字；请分为两行，或用 precision 表示范围。"))
    }
    return nil
  }

  /// The text with full-width ASCII forms made half-width.
  static func halfWidth(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if (0xFF01...0xFF5E).contains(scalar.value),
        let narrow = Unicode.Scalar(scalar.value - 0xFEE0)
      {
        result.unicodeScalars.append(narrow)
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Separators and leading zeros removed, for a suggestion.
  private static func plainer(_ text: String) -> String {
    var digits = halfWidth(text).filter { !", \u{A0}'".contains($0) }
    while digits.hasPrefix("0"), digits.count > 1, !digits.hasPrefix("0.") { digits.removeFirst() }
    return digits
  }

  /// `1.3e8` as `130000000`, when it is short enough to be exact.
  private static func scientific(_ text: String) -> String? {
    let parts = text.lowercased().split(separator: "e", omittingEmptySubsequences: false)
    guard parts.count == 2, let exponent = Int(parts[1].drop { $0 == "+" }), abs(exponent) < 19,
      isPlainForm(parts[0].utf8), let value = ExactDecimal(parsing: parts[0].utf8)
    else { return nil }
    let scale = Int(value.scale) - exponent
    if scale >= 0 {
      return scale <= 18 ? ExactDecimal(value.significand, scale: UInt8(scale)).description : nil
    }
    return String(value.significand) + String(repeating: "0", count: -scale)
  }
}
