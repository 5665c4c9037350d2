/// How wide text is in Noto Sans CJK SC, without asking a text engine.
///
/// ASCII advances are the font's own (version 2.004, regular weight, thousandths of an em); Chinese
/// characters and full-width punctuation advance one em; marks that combine advance nothing; other
/// letters count 0.6 em. Bold is 5 % wider in ASCII.
enum TextMetrics {
  private static let ascii: [Double] = [
    224, 323, 474, 555, 555, 921, 680, 278, 338, 338, 467, 555, 278, 347, 278, 392,  // space … /
    555, 555, 555, 555, 555, 555, 555, 555, 555, 555, 278, 278, 555, 555, 555, 474,  // 0 … ?
    946, 608, 657, 638, 688, 589, 552, 689, 728, 293, 535, 646, 543, 812, 723, 742,  // @ … O
    633, 742, 635, 596, 599, 721, 575, 878, 573, 531, 603, 338, 392, 338, 555, 559,  // P … _
    606, 563, 618, 510, 620, 554, 325, 564, 607, 275, 275, 552, 284, 926, 610, 606,  // ` … o
    620, 620, 388, 468, 377, 607, 521, 802, 498, 521, 475, 338, 270, 338, 555,  // p … ~
  ]

  /// The advance width in points.
  static func width(_ text: String, size: Double, bold: Bool = false) -> Double {
    var ems = 0.0
    for scalar in text.unicodeScalars {
      let value = Int(scalar.value)
      if value < 0x20 {
        ems += 1
      } else if value < 0x7F {
        ems += ascii[value - 0x20] / 1000 * (bold ? 1.05 : 1)
      } else {
        ems += advance(of: scalar)
      }
    }
    return ems * size
  }

  private static func advance(of scalar: Unicode.Scalar) -> Double {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    switch scalar.value {
    case 0x2013: return 0.54
    case 0xB0: return 0.37
    case 0xFF61...0xFF9F: return 0.5
    case 0xB1, 0xB7, 0xD7, 0x2014...0x27BF, 0x2E80...0xFFEF, 0x1F000...0x3FFFF: return 1
    default: return 0.62
    }
  }

  /// The text cut to a width, with an ellipsis when something was left out.
  ///
  /// - Complexity: O(width): reads no more of the text than fits.
  static func fitted(_ text: String, size: Double, width limit: Double, bold: Bool = false)
    -> String
  {
    let text = InkText.clean(text)
    guard width(text, size: size, bold: bold) > limit else { return text }
    let room = limit - size
    var kept = ""
    var used = 0.0
    for character in text {
      let advance = width(String(character), size: size, bold: bold)
      guard used + advance <= room else { break }
      kept.append(character)
      used += advance
    }
    return kept + "…"
  }
}
