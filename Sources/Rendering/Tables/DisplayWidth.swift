/// How a text looks in a terminal of fixed-width cells.
enum DisplayWidth {
  /// Columns that a text takes: 2 for wide characters, 0 for marks that join the one before.
  static func width(of text: some StringProtocol) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    return text.unicodeScalars.reduce(0) { $0 + width(of: $1) }
  }

  /// The text with every character that could move, hide or overwrite others shown by its code point.
  static func visible(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
    var shown = ""
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .unassigned:
        shown += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  /// At most `limit` columns of a text, the last of them `…` when something is left out.
  static func shortened(_ text: String, to limit: Int) -> String {
    // A scalar of UTF-8 takes at most one column a byte, so short texts need no count.
    guard text.utf8.count > limit, width(of: text) > limit else { return text }
    var kept = ""
    var used = 0
    for scalar in text.unicodeScalars {
      used += width(of: scalar)
      if used > limit - 1 { break }
      kept.unicodeScalars.append(scalar)
    }
    return kept + "…"
  }

  private static func width(of scalar: Unicode.Scalar) -> Int {
    // Most characters by far, and none of them a mark.
    if (0x4E00...0x9FFF).contains(scalar.value) { return 2 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: return 0
    default: return wide.contains { $0.contains(scalar.value) } ? 2 : 1
    }
  }

  /// Blocks of wide and full-width characters (Unicode Standard Annex #11, classes W and F).
  private static let wide: [ClosedRange<UInt32>] = [
    0x3001...0x303E, 0xFF01...0xFF60, 0x2E80...0x2FFF, 0x3000...0x3000,
    0x3041...0x4DBF, 0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
    0xFFE0...0xFFE6, 0x1100...0x115F, 0x1F300...0x1FAFF, 0x20000...0x3FFFD,
  ]
}
