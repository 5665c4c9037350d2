package import NetworkModel

/// Amounts with their units: money to the fen, counts in their own unit.
package enum AmountCell {
  /// Converts a decimal in a money unit to fen, exactly.
  package static func money(_ decimal: ExactDecimal, _ unit: MoneyUnit) throws(CellFault) -> Money {
    do {
      return try Money(decimal, unit)
    } catch .finerThanFen {
      throw CellFault(
        .moneyFinerThanFen,
        Wording(
          en: "the amount is not a whole number of fen (0.01 yuan)", zh: "金额不是整数分（0.01 元）"),
        Wording(
          en:
            "Write at most \(unit.fenExponent) decimals in \(unit.rawValue), as the source has it; "
            + "nothing is rounded silently.",
          zh: "以 \(unit.rawValue) 为单位时至多 \(unit.fenExponent) 位小数，请按来源填写；程序不会自行舍入。"))
    } catch {
      throw CellFault(
        .moneyRange,
        Wording(
          en: "the amount exceeds 92,233,720,368,547,758.07 yuan",
          zh: "金额超过 92,233,720,368,547,758.07 元"),
        Wording(en: "Check the amount and its unit.", zh: "请核对金额和单位。"))
    }
  }

  /// The units that a measure may be written in; nil when any counted unit will do.
  package static func units(of measure: Measure) -> [String]? {
    switch measure {
    case .money, .sales, .investment: MoneyUnit.allCases.map(\.rawValue)
    case .persons: ["人"]
    case .personTimes: ["人次"]
    case .area: ["亩", "ha", "m2", "km2"]
    case .goods, .items: nil
    }
  }

  /// What is wrong with a unit that its measure does not allow.
  package static func unitFault(_ unit: String, allowed: [String]) -> CellFault {
    let known: [String: Wording] = [
      "元": CellFault.write("CNY"), "人民币": CellFault.write("CNY"), "RMB": CellFault.write("CNY"),
      "萬元": CellFault.write("万元"), "億元": CellFault.write("亿元"), "亿": CellFault.write("亿元"),
      "万": CellFault.write("万元"),
      "千元": Wording(
        en: "Write the amount in CNY (times 1000) or in 万元 (divided by 10).",
        zh: "请换算为 CNY（乘以 1000）或万元（除以 10）。"),
      "百万元": Wording(
        en: "Write the amount in 万元 (times 100).", zh: "请换算为万元（乘以 100）。"),
      "m²": CellFault.write("m2"), "公顷": CellFault.write("ha"), "平方公里": CellFault.write("km2"),
    ]
    let bare = String(
      unit.unicodeScalars.filter { !$0.properties.isWhitespace && !VisibleText.isHidden($0.value) }
        .map(Character.init))
    let list = allowed.joined(separator: ", ")
    var fix = allowed.contains(bare) ? CellFault.write(bare) : known[bare]
    if fix == nil {
      fix = Wording(en: "Use one of: \(list).", zh: "请使用：\(list)。")
    }
    let points = VisibleText.unusualCodePoints(
      String(unit.unicodeScalars.filter { VisibleText.isHidden($0.value) }.map(Character.init)))
    let hidden = points.isEmpty ? "" : " (\(points))"
    return CellFault(
      .unitForm,
      Wording(
        en: "‘\(VisibleText.of(unit))’\(hidden) is not a unit of this measure",
        zh: "“\(VisibleText.of(unit))”\(hidden)不是该指标的单位"), fix!)
  }
}
