public import Foundation

extension Figure {
  /// The figure as a file's bytes. The same figure gives the same bytes on every run.
  ///
  /// - Parameter format: SVG keeps text as text; PDF embeds the font; PNG has 200 dots an inch, or
  ///   fewer on very large pages.
  /// - Throws: ``FigureError/missingFont(family:)`` or ``FigureError/graphviz(message:)``.
  public func data(as format: FigureFormat) throws(FigureError) -> Data {
    if format == .dot { return Data(dot.utf8) }
    guard ChineseFont.isInstalled else { throw .missingFont(family: ChineseFont.family) }
    let elements = areas.count + strokes.count + marks.count + captions.count
    guard elements <= Self.mostElements else {
      throw .tooMany(.elements, count: elements, limit: Self.mostElements)
    }
    let operations = AreaOperations.operations(of: self)
    let text = DotWriter.dot(
      self, dotsPerInch: format == .png ? dotsPerInch : nil, operations: operations)
    let drawn = try GraphvizPen.draw(text, as: format)
    switch format {
    case .svg:
      return Data(
        SVGFinisher.finish(
          String(decoding: drawn, as: UTF8.self), of: self, operations: operations
        ).utf8)
    case .pdf: return Data(Self.undated(drawn))
    case .png, .dot: return Data(drawn)
    }
  }

  /// Of a PNG. Cairo draws at most 32,767 pixels a side; the whole must fit into memory.
  private var dotsPerInch: Int {
    let bySide = 30_000 / max(width, height) * 72
    let byArea = (Self.mostPixels / (width * height)).squareRoot() * 72
    return min(200, Int(min(bySide, byArea)))
  }

  /// Many times what a page can show, and what Graphviz still draws.
  private static let mostElements = 200_000

  /// 400 megabytes of pixels.
  private static let mostPixels = 1e8

  /// Writes the figure, in the format of the file name, whole or not at all.
  public func write(to file: URL) throws(FigureError) {
    let format = try FigureFormat(fileName: file.lastPathComponent)
    let data = try data(as: format)
    do {
      try data.write(to: file, options: .atomic)
    } catch {
      throw .cannotWrite(path: file.path, reason: error.localizedDescription)
    }
  }

  /// The DOT text that Graphviz draws.
  public var dot: String { DotWriter.dot(self) }
}
