/// The file formats a figure can have.
public enum FigureFormat: String, Hashable, Sendable, CaseIterable {
  case svg, pdf, png
  /// The text that Graphviz draws, with every position given: for `dot -Knop2`.
  case dot

  /// The format that the end of a file name asks for, in any letter case.
  ///
  /// - Throws: ``FigureError/unsupportedFormat(fileName:)``.
  public init(fileName: String) throws(FigureError) {
    let name = fileName.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex,
      let format = FigureFormat(rawValue: name[name.index(after: dot)...].lowercased())
    else { throw .unsupportedFormat(fileName: fileName) }
    self = format
  }
}
