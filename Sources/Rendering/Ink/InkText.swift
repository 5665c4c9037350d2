/// Makes any text safe to draw, without hiding what was in it.
///
/// - Control characters become their visible pictures (␛, ␀, ␊), so that markup stays well formed.
/// - Bidirectional overrides, which could reorder a neighbour's words, line separators and code
///   points that XML forbids become � (U+FFFD); so does a text of nothing but zero-width characters.
/// - Everything else stays: quotes, angle brackets and backslashes are escaped by the writers.
package enum InkText {
  /// Longest text that is drawn or shown as a title, in Unicode scalars.
  package static let longest = 400

  /// The text with invisible dangers made visible, cut to `limit` scalars with an ellipsis.
  ///
  /// - Complexity: O(`limit`), whatever the length of the text.
  package static func clean(_ text: String, limit: Int = longest) -> String {
    var scalars = String.UnicodeScalarView()
    var count = 0
    for scalar in text.unicodeScalars {
      if count == limit {
        scalars.removeLast()
        scalars.append("…")
        break
      }
      scalars.append(visible(scalar))
      count += 1
    }
    let isInvisible = scalars.allSatisfy(\.properties.isDefaultIgnorableCodePoint)
    return isInvisible && count > 0 ? "\u{FFFD}" : String(scalars)
  }

  private static func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0...0x1F: return Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
    case 0x7F: return "\u{2421}"
    case 0x80...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFFFE, 0xFFFF:
      return "\u{FFFD}"
    case let value where value & 0xFFFE == 0xFFFE: return "\u{FFFD}"
    default: return scalar
    }
  }

  /// The text inside a DOT quoted string that Graphviz reads as a label: no escape sequence, no
  /// entity, no end of the string can arise from it.
  static func dotEscaped(_ text: String) -> String {
    var out = ""
    for scalar in clean(text).unicodeScalars {
      switch scalar {
      case "\\": out += "\\\\"
      case "\"": out += "\\\""
      case "&": out += "&amp;"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// The text as XML character data or inside a quoted attribute.
  ///
  /// Scalar by scalar: a quote that is followed by a combining mark is one character, and a quote all the same.
  package static func xmlEscaped(_ text: String, limit: Int = longest) -> String {
    var out = ""
    for scalar in clean(text, limit: limit).unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
