/// Why a figure could not be made.
public enum FigureError: Error, Hashable, Sendable, CustomStringConvertible {
  case unsupportedFormat(fileName: String)
  case missingFont(family: String)
  /// Graphviz refused; `message` is what it said.
  case graphviz(message: String)
  case cannotWrite(path: String, reason: String)
  /// More of something than fits a readable page.
  case tooMany(what: String, count: Int, limit: Int)

  public var description: String {
    switch self {
    case .unsupportedFormat(let fileName):
      let name = InkText.clean(fileName, limit: 200)
      return "The format of ‘\(name)’ is not known. End the file name in .svg, .pdf or .png."
    case .missingFont(let family):
      return "The font ‘\(family)’ is missing, and Chinese text would come out as boxes. "
        + "Install it with: apt-get install fonts-noto-cjk"
    case .graphviz(let message):
      return "Graphviz could not draw the figure: \(message)"
    case .cannotWrite(let path, let reason):
      return "Cannot write \(path): \(reason)"
    case .tooMany(let what, let count, let limit):
      return "\(count) \(what) are more than a page can show (\(limit)). "
        + "Narrow the choice, for example with --within."
    }
  }
}
