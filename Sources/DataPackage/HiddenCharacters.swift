internal import NetworkModel

/// Looks for characters in a cell that cannot be seen or that change how others are shown.
enum HiddenCharacters {
  struct Fault {
    var code: IssueCode
    var isError: Bool
    var problem: Wording
    var fix: Wording
  }

  /// The first fault of a cell, or nothing.
  ///
  /// - Parameter isText: free text, where line ends are allowed and most faults only warned about;
  ///   otherwise an id, where every one is an error.
  static func fault(in text: String, isText: Bool) -> Fault? {
    let scalars = Array(text.unicodeScalars)
    var marks = 0
    for (at, scalar) in scalars.enumerated() {
      let value = scalar.value
      if VisibleText.isCombining(value) {
        marks += 1
        if marks > 4 {
          return Fault(
            code: .cellCombining, isError: !isText,
            problem: Wording(
              en: "many combining marks are piled on one letter", zh: "一个字符上叠加了过多组合符号"),
            fix: Wording(en: "Remove the marks.", zh: "请删除这些符号。"))
        }
        continue
      }
      marks = 0
      if value < 0x20 || value == 0x7F || (0x80...0x9F).contains(value) {
        if isText, value == 0x0A || value == 0x0D { continue }
        return control(scalar, isError: !isText || value != 0x09)
      }
      if value == 0xFFFD { return replacement(isError: !isText) }
      if (value & 0xFFFE) == 0xFFFE || (0xFDD0...0xFDEF).contains(value) {
        return control(scalar, isError: true)
      }
      guard VisibleText.isHidden(value) else { continue }
      if isText, isProperUse(scalars, at) { continue }
      return invisible(scalar, isError: !isText)
    }
    return nil
  }

  /// A joiner between emoji or inside a script that needs it; a variation selector after a character.
  private static func isProperUse(_ scalars: [Unicode.Scalar], _ at: Int) -> Bool {
    let value = scalars[at].value
    guard at > 0 else { return false }
    let before = scalars[at - 1].value
    switch value {
    case 0xFE00...0xFE0F, 0xE0100...0xE01EF: return before > 0x20
    case 0x200C, 0x200D:
      guard at + 1 < scalars.count else { return false }
      func joins(_ value: UInt32) -> Bool {
        value >= 0x1F000 && value < 0x20000 || value == 0xFE0F || (0x2600...0x27BF).contains(value)
          || (0x600...0xDFF).contains(value) || (0x1F3FB...0x1F3FF).contains(value)
      }
      return joins(before) && (joins(scalars[at + 1].value))
    default: return false
    }
  }

  private static func control(_ scalar: Unicode.Scalar, isError: Bool) -> Fault {
    let point = VisibleText.codePoint(scalar.value)
    return Fault(
      code: .cellControl, isError: isError,
      problem: Wording(
        en: "the cell holds the control character \(point)", zh: "单元格中有控制字符 \(point)"),
      fix: Wording(en: "Remove it.", zh: "请删除。"))
  }

  private static func replacement(isError: Bool) -> Fault {
    Fault(
      code: .cellReplacement, isError: isError,
      problem: Wording(
        en: "the cell holds U+FFFD: a character was lost before the file came here",
        zh: "单元格中有 U+FFFD：字符在此前的转换中已丢失"),
      fix: Wording(en: "Look it up in the source and write it anew.", zh: "请查对来源后重新填写。"))
  }

  private static func invisible(_ scalar: Unicode.Scalar, isError: Bool) -> Fault {
    let point = VisibleText.codePoint(scalar.value)
    return Fault(
      code: .cellInvisible, isError: isError,
      problem: Wording(
        en: "the cell holds the invisible or reordering character \(point)",
        zh: "单元格中有不可见或改变显示顺序的字符 \(point)"),
      fix: Wording(en: "Remove it.", zh: "请删除。"))
  }
}
