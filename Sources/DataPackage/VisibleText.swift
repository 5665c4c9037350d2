/// Foreign text made safe to print: controls and invisible characters are spelled out.
///
/// C0 controls and DEL appear as `\x1b`, other invisible or reordering characters as `U+202E`
/// in angle brackets, and long text is cut in the middle of nothing: at its limit, with its
/// full length stated.
public enum VisibleText {
  /// - Parameters:
  ///   - text: any text, from any file.
  ///   - limit: the number of Unicode scalars kept.
  public static func of(_ text: String, limit: Int = 80) -> String {
    var shown = ""
    var count = 0
    for scalar in text.unicodeScalars {
      if count == limit {
        return shown + "…(\(text.unicodeScalars.count) code points)"
      }
      count += 1
      shown += visible(scalar)
    }
    return shown
  }

  private static func visible(_ scalar: Unicode.Scalar) -> String {
    let value = scalar.value
    if value < 0x20 || value == 0x7F {
      let digits = String(value, radix: 16)
      return value < 16 ? "\\x0\(digits)" : "\\x\(digits)"
    }
    return isHidden(value) ? "<\(codePoint(value))>" : String(scalar)
  }

  /// `U+200B` for 0x200B.
  static func codePoint(_ value: UInt32) -> String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// Characters that take no ink, or that change how their neighbours are shown.
  static func isHidden(_ value: UInt32) -> Bool {
    switch value {
    case 0x80...0x9F, 0xA0, 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F,
      0x2000...0x200F, 0x2028...0x202F, 0x205F...0x206F, 0x3000, 0x3164, 0xFE00...0xFE0F, 0xFEFF,
      0xFFA0, 0xFFF9...0xFFFF, 0xE000...0xF8FF, 0xE0000...0xE0FFF, 0xF0000...0x10FFFF:
      true
    default:
      (value & 0xFFFE) == 0xFFFE || (0xFDD0...0xFDEF).contains(value)
        || isCombining(value) && value < 0x370
    }
  }

  /// The combining marks that stack on Latin and common text.
  static func isCombining(_ value: UInt32) -> Bool {
    switch value {
    case 0x300...0x36F, 0x483...0x489, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF,
      0xFE20...0xFE2F:
      true
    default: false
    }
  }

  /// The code points of what cannot be seen or is not ASCII, for a message: `U+0430, U+200B`.
  static func unusualCodePoints(_ text: String) -> String {
    var seen: [String] = []
    for scalar in text.unicodeScalars where scalar.value > 0x7E || scalar.value < 0x20 {
      let point = codePoint(scalar.value)
      if !seen.contains(point), seen.count < 5 { seen.append(point) }
    }
    return seen.joined(separator: ", ")
  }
}
