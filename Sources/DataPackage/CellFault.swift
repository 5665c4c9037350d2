package import NetworkModel

/// Why a cell cannot be read, and what to write instead.
package struct CellFault: Error {
  package var code: IssueCode
  package var problem: Wording
  package var fix: Wording

  package init(_ code: IssueCode, _ problem: Wording, _ fix: Wording) {
    self.code = code
    self.problem = problem
    self.fix = fix
  }

  /// “Write ‘…’”, with the value ready to paste.
  package static func write(_ value: String, also: Wording = Wording(en: "", zh: "")) -> Wording {
    Wording(
      en: "Write ‘\(VisibleText.of(value))’\(also.en).",
      zh: "请写作“\(VisibleText.of(value))”\(also.zh)。")
  }
}
