import Foundation
import NetworkModel
import Testing

@testable import Rendering

/// What holds for every figure: size of text, colours, furniture, a page that nothing leaves.
enum FigureChecks {
  static func expectSound(
    _ figure: Figure, fingerprint: String = "01234567",
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    #expect(figure.captions.allSatisfy { $0.size >= 6.5 }, sourceLocation: sourceLocation)
    var inks: [Ink?] = figure.strokes.map(\.ink)
    for caption in figure.captions { inks += [caption.ink, caption.backing] }
    for area in figure.areas { inks += [area.fill, area.outline, area.hatch?.ink] }
    for mark in figure.marks { inks += [mark.fill, mark.outline] }
    let colours = Set(inks.compactMap(\.self).map(\.rgb))
    #expect(colours.isSubset(of: Ink.palette), sourceLocation: sourceLocation)
    let words = figure.captions.map(\.text)
    for part in [fingerprint, "jiedui test"] {
      #expect(words.contains { $0.contains(part) }, "\(part)", sourceLocation: sourceLocation)
    }
    #expect(
      words.contains { $0.hasPrefix("资料来源") || $0.hasPrefix("Sources") },
      sourceLocation: sourceLocation)
    for caption in figure.captions {
      let box = box(of: caption)
      #expect(
        box.left >= -0.5 && box.right <= figure.width + 0.5 && box.top >= 0
          && box.bottom <= figure.height, "‘\(caption.text)’ leaves the page",
        sourceLocation: sourceLocation)
    }
    let reader = SVGReader(try figure.data(as: .svg))
    #expect(reader.isWellFormed, sourceLocation: sourceLocation)
    #expect(
      reader.elements.isSubset(of: SVGReader.allowedElements), sourceLocation: sourceLocation)
  }

  /// Pairs of captions that lie on each other: none in a good figure.
  static func overlaps(_ figure: Figure) -> [String] {
    let boxes = figure.captions.map { ($0.text, box(of: $0).insetBy(0.4)) }
    return boxes.indices.flatMap { a in
      boxes.indices.dropFirst(a + 1).filter { boxes[a].1.overlaps(boxes[$0].1) }
        .map { "\(boxes[a].0) | \(boxes[$0].0)" }
    }
  }

  static func box(of caption: Figure.Caption) -> PageBox {
    let width = TextMetrics.width(caption.text, size: caption.size, bold: caption.isBold)
    let left =
      switch caption.anchor {
      case .start: caption.spot.x
      case .middle: caption.spot.x - width / 2
      case .end: caption.spot.x - width
      }
    return PageBox(
      left: left, top: caption.spot.y - caption.size * 0.5, right: left + width,
      bottom: caption.spot.y + caption.size * 0.5)
  }
}
