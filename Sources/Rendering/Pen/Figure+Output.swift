public import Foundation

extension Figure {
  /// The figure as a file's bytes. The same figure gives the same bytes on every run.
  ///
  /// - Parameter format: SVG keeps text as text; PDF embeds the font; PNG has 200 dots an inch, or
  ///   fewer on very large pages.
  /// - Throws: ``FigureError/missingFont(family:)`` or ``FigureError/graphviz(message:)``.
  public func data(as format: FigureFormat) throws(FigureError) -> Data {
    guard ChineseFont.isInstalled else { throw .missingFont(family: ChineseFont.family) }
    switch format {
    case .svg:
      let svg = try GraphvizPen.draw(DotWriter.dot(self), as: .svg)
      return Data(SVGFinisher.finish(String(decoding: svg, as: UTF8.self), of: self).utf8)
    case .pdf:
      return Data(Self.undated(try GraphvizPen.draw(DotWriter.dot(self), as: .pdf)))
    case .png:
      // Cairo draws at most 32,767 pixels a side.
      let resolution = min(200, Int(30_000 / max(width, height) * 72))
      return Data(try GraphvizPen.draw(DotWriter.dot(self, dotsPerInch: resolution), as: .png))
    }
  }

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

  /// Cairo stamps the time of drawing into a PDF; a fixed date of the same length keeps offsets.
  static func undated(_ pdf: [UInt8]) -> [UInt8] {
    var pdf = pdf
    let key = Array("/CreationDate (D:".utf8)
    let date = Array("19700101000000".utf8)
    var index = 0
    while let start = pdf[index...].firstRange(of: key)?.upperBound, start + date.count < pdf.count
    {
      if pdf[start..<(start + date.count)].allSatisfy({ (0x30...0x39).contains($0) }) {
        pdf.replaceSubrange(start..<(start + date.count), with: date)
      }
      index = start
    }
    return pdf
  }
}
