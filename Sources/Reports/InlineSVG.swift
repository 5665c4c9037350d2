internal import Foundation

/// Makes a figure's SVG a part of a page.
///
/// The XML declaration goes, and every id gets a prefix, so that several figures can stand in one page. An id is told from
/// text by its quotes: texts and attributes of figures hold `&quot;` in their place.
enum InlineSVG {
  static func fragment(_ svg: Data, prefix: String) -> String {
    var text = String(decoding: svg, as: UTF8.self)
    if let start = text.range(of: "<svg ") { text.removeSubrange(..<start.lowerBound) }
    return
      text
      .replacing(" id=\"", with: " id=\"\(prefix)-")
      .replacing(
        "aria-labelledby=\"title desc\"", with: "aria-labelledby=\"\(prefix)-title \(prefix)-desc\""
      )
      .replacing("url(#", with: "url(#\(prefix)-")
      .replacing("href=\"#", with: "href=\"#\(prefix)-")
  }
}
