import NetworkModel
import Testing

@testable import DataPackage

@Suite struct CellTests {
  private func decimal(_ text: String, negative: Bool = false) -> Result<ExactDecimal, CellFault> {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { buffer in
      Result { () throws(CellFault) in
        try NumberCell.decimal(buffer, allowNegative: negative)
      }
    }
  }

  private func fault(_ text: String) -> CellFault? {
    if case .failure(let fault) = decimal(text) { fault } else { nil }
  }

  @Test("plain decimals are exact")
  func plain() throws {
    #expect(try decimal("0").get() == ExactDecimal(0))
    #expect(try decimal("350.123456").get() == ExactDecimal(350_123_456, scale: 6))
    #expect(try decimal("12000.00").get() == ExactDecimal(12000))
    #expect(try decimal("92233720368547758.07").get().significand == .max)
    #expect(try decimal("-1.5", negative: true).get() == ExactDecimal(-15, scale: 1))
  }

  @Test(
    "other spellings are refused with the value to write",
    arguments: [
      ("130,000,000.00", "130000000.00"), ("130，000，000", "130000000"),
      ("130\u{A0}000\u{A0}000", "130000000"), ("１３０００", "13000"), ("1.3e8", "130000000"),
      ("0130000000", "130000000"), ("5.", "5"), (".5", "0.5"), ("'130000000", "130000000"),
      ("￥130000000", "130000000"), ("130000000元", "130000000"), ("13000万元", "13000"),
      ("\t130000000", "130000000"), ("130'000'000", "130000000"), ("+5", "5"), ("1E-2", "0.01"),
    ])
  func suggestions(text: String, value: String) {
    let fault = fault(text)
    #expect(fault?.fix.en.contains("‘\(value)’") == true, "\(text): \(fault?.fix.en ?? "accepted")")
    #expect(fault?.fix.zh.contains("“\(value)”") == true)
  }

  @Test(
    "what cannot be read one way only is refused without a guess",
    arguments: [
      "nan", "-Infinity", "N/A", "-", "无", "……", "1e400", "1e-400", "130.000.000,00", "1,3000,0000",
      "130000000-", "–130000000", "▲130000000", "١٣٠", "13⁷", "Ⅻ", "𝟏𝟑𝟎", "壹亿叁仟万元整", "$130", "65%",
      "约1300000", "100+30", "#REF!", "########", "5-Mar", "130000000 120000000", "l30000000",
      "\u{200F}130000000", "9999999999999999999999999999999999999999", "130\0000000", "3.8万人次",
      "", " ", "1.2.3", "12a",
    ])
  func refusals(text: String) {
    #expect(fault(text) != nil)
  }

  @Test("money is whole fen in every unit, or refused")
  func money() throws {
    #expect(try AmountCell.money(ExactDecimal(15, scale: 1), .yi).fen == 15_000_000_000)
    #expect(try AmountCell.money(ExactDecimal(350_123_456, scale: 6), .wan).fen == 350_123_456)
    #expect(throws: CellFault.self) {
      try AmountCell.money(ExactDecimal(130_000_000_005, scale: 3), .yuan)
    }
    #expect(throws: CellFault.self) {
      try AmountCell.money(ExactDecimal(9_223_372_036_854_775_807, scale: 1), .yuan)
    }
  }

  @Test(
    "dates in other spellings are refused with the EDTF to write",
    arguments: [
      ("2012年", "2012"), ("2012年8月", "2012-08"), ("2012年8月15日", "2012-08-15"),
      ("2012.08", "2012-08"), ("20120815", "2012-08-15"), ("2012-08-01 00:00:00", "2012-08-01"),
      ("二〇一二年八月", "2012-08"), ("二〇一二年十二月三十一日", "2012-12-31"), ("２０１４", "2014"),
      ("2012-2020", "2012/2020"), ("2017/至今", "2017/.."), ("2016年至2020年", "2016/2020"),
      ("2016-01/9999-12-31", "2016-01/.."),
    ])
  func periodSuggestions(text: String, value: String) {
    #expect(PeriodCell.suggestion(text, single: false) == value)
  }

  @Test(
    "dates that can be read more than one way get no guess",
    arguments: ["2012.1", "08/15/2012", "12-08", "39674", "2013-02-29", "2012-00", "101年8月", "204"])
  func ambiguousDates(text: String) {
    #expect(PeriodCell.suggestion(text, single: false) == nil)
    let bytes = Array(text.utf8)
    bytes.withUnsafeBufferPointer { buffer in
      #expect(throws: CellFault.self) { try PeriodCell.period(buffer) }
    }
  }

  @Test(
    "periods in EDTF are read",
    arguments: [
      "2012", "2012-08", "2012-08-05", "2016/2020", "2017/..", "../2016", "2016/", "2016?/2020",
    ])
  func periods(text: String) throws {
    let bytes = Array(text.utf8)
    try bytes.withUnsafeBufferPointer { buffer in
      let period = try PeriodCell.period(buffer)
      #expect(period.description == text)
    }
  }

  @Test("degrees: decimal ones are read, others explained")
  func degrees() throws {
    func read(_ text: String) throws -> Double {
      let bytes = Array(text.utf8)
      return try bytes.withUnsafeBufferPointer { buffer in
        try CoordinateCell.degrees(buffer, .longitude)
      }
    }
    #expect(try read("105.35") == 105.35)
    #expect(try read("-89.1") == -89.1)
    #expect(try read("89.10000000000000000001") == 89.1)
    for text in ["89°06′00″E", "东经89.1", "NaN", "1e300", "89.1 ", ""] {
      #expect(throws: CellFault.self) { try read(text) }
    }
    #expect(CoordinateCell.outOfRange(890_600, .longitude).fix.en.contains("89.1"))
    #expect(CoordinateCell.outOfRange(-999, .longitude).code == .coordinatePlaceholder)
  }
}
