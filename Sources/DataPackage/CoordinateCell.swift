internal import NetworkModel

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Longitudes and latitudes in cells: decimal degrees; what looks like anything else is explained.
enum CoordinateCell {
  enum Axis {
    case longitude, latitude

    var limit: Double { self == .longitude ? 180 : 90 }
    var english: String { self == .longitude ? "longitude" : "latitude" }
    var chinese: String { self == .longitude ? "经度" : "纬度" }
  }

  /// Reads decimal degrees without judging their range.
  static func degrees(_ bytes: UnsafeBufferPointer<UInt8>, _ axis: Axis) throws(CellFault) -> Double
  {
    if let value = plain(bytes) { return value }
    let text = String(decoding: bytes, as: UTF8.self)
    let trimmed = text.filter { !$0.isWhitespace }
    if trimmed != text, Double(trimmed) != nil {
      throw CellFault(
        .coordinateForm,
        Wording(en: "space stands around the coordinate", zh: "坐标前后有空格"),
        CellFault.write(trimmed))
    }
    if let value = sexagesimal(trimmed) {
      throw CellFault(
        .coordinateForm,
        Wording(en: "the coordinate is in degrees, minutes and seconds", zh: "坐标用度分秒书写"),
        CellFault.write(value))
    }
    if let value = Double(text), !value.isFinite || abs(value) > 1e4 {
      throw outOfRange(value, axis)
    }
    throw CellFault(
      .coordinateForm,
      Wording(en: "this is not a \(axis.english) in decimal degrees", zh: "不是十进制度的\(axis.chinese)"),
      Wording(
        en:
          "Write decimal degrees such as 105.35, negative to the west and south; empty is unknown.",
        zh: "请用十进制度，如 105.35，西经南纬为负；未知请留空。"))
  }

  /// `-?digits[.digits]`; correctly rounded because both parts are exact.
  private static func plain(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    guard bytes.count > 0 else { return nil }
    let negative = bytes[0] == 0x2D
    var significand: UInt64 = 0
    var decimals = 0
    var seenPoint = false
    var digits = 0
    for at in (negative ? 1 : 0)..<bytes.count {
      let byte = bytes[at]
      let digit = byte &- 48
      if digit <= 9 {
        digits += 1
        if significand < 900_719_925_474_099 {
          significand = significand * 10 + UInt64(digit)
          if seenPoint { decimals += 1 }
        } else if !seenPoint {
          return nil
        }
      } else if byte == 0x2E, !seenPoint, digits > 0 {
        seenPoint = true
      } else {
        return nil
      }
    }
    guard digits > 0, bytes[bytes.count - 1] != 0x2E else { return nil }
    let value = Double(significand) / powersOfTen[decimals]
    return negative ? -value : value
  }

  private static let powersOfTen: [Double] = (0...22).map { pow(10, Double($0)) }

  /// What a value out of range probably is.
  static func outOfRange(_ value: Double, _ axis: Axis) -> CellFault {
    let size = abs(value)
    if value.isNaN || [999, 9999, 99999, 999.9, 99].contains(size) {
      return CellFault(
        .coordinatePlaceholder,
        Wording(
          en: "a placeholder stands in place of the \(axis.english)", zh: "\(axis.chinese)栏内是占位值"),
        Wording(en: "Leave both cells empty when the place is unknown.", zh: "位置未知时请将两格留空。"))
    }
    let guess: Wording =
      if size >= 1e6, size <= axis.limit * 1e6, value.rounded() == value {
        if let packed = packedDegrees(value, axis) {
          Wording(
            en:
              "It may be micro-degrees (\(value / 1e6)) or packed degrees, minutes, seconds (\(packed)).",
            zh: "可能是微度（\(value / 1e6)）或度分秒连写（\(packed)）。")
        } else {
          Wording(en: "It may be micro-degrees: \(value / 1e6).", zh: "可能是微度：\(value / 1e6)。")
        }
      } else if let packed = packedDegrees(value, axis) {
        Wording(
          en: "It may be packed degrees, minutes, seconds (\(packed)) or metres.",
          zh: "可能是度分秒连写（\(packed)）或以米为单位的坐标。")
      } else if size > 1000, size < 2e7 {
        Wording(
          en: "It looks like metres of a projected system; convert it to degrees.",
          zh: "看起来是以米为单位的投影坐标，请换算为度。")
      } else {
        Wording(en: "Check the coordinate.", zh: "请核对坐标。")
      }
    return CellFault(
      .coordinateRange,
      Wording(
        en: "the \(axis.english) is not between −\(Int(axis.limit)) and \(Int(axis.limit)) degrees",
        zh: "\(axis.chinese)不在 −\(Int(axis.limit)) 至 \(Int(axis.limit)) 度之间"), guess)
  }

  private static func packedDegrees(_ value: Double, _ axis: Axis) -> String? {
    guard value.rounded() == value, abs(value) >= 10000, abs(value) < 2e7 else { return nil }
    let number = Int(abs(value))
    let (degrees, minutes, seconds) = (number / 10000, number / 100 % 100, number % 100)
    guard Double(degrees) <= axis.limit, minutes < 60, seconds < 60 else { return nil }
    return rounded(Double(degrees) + Double(minutes) / 60 + Double(seconds) / 3600)
  }

  /// `89°06′00″E` as `89.1`.
  private static func sexagesimal(_ text: String) -> String? {
    guard text.contains("°") || text.contains("º") || text.contains("度") else { return nil }
    let parts = text.split { !($0.isASCII && $0.isNumber) && $0 != "." }.compactMap { Double($0) }
    guard (1...3).contains(parts.count) else { return nil }
    var value = parts[0]
    if parts.count > 1 { value += parts[1] / 60 }
    if parts.count > 2 { value += parts[2] / 3600 }
    let isNegative = text.hasPrefix("-") || text.contains { "WSws西南".contains($0) }
    return rounded(isNegative ? -value : value)
  }

  private static func rounded(_ value: Double) -> String {
    String((value * 1e6).rounded() / 1e6)
  }
}
