import Foundation
import FoundationXML

/// What a test needs to know about an SVG, read by a real XML parser.
final class SVGReader: NSObject, XMLParserDelegate {
  static let allowedElements: Set<String> = [
    "svg", "g", "title", "desc", "text", "polygon", "polyline", "path", "ellipse",
  ]
  private(set) var isWellFormed = false
  private(set) var elements: Set<String> = []
  private(set) var attributes: Set<String> = []
  private(set) var texts: [String] = []
  private(set) var titles: [String] = []
  private(set) var dataIDs: [String] = []
  /// Classes of the groups, in document order.
  private(set) var classes: [String] = []
  private(set) var pageSize = ""
  private var words = ""

  init(_ data: Data) {
    super.init()
    let parser = XMLParser(data: data)
    parser.delegate = self
    isWellFormed = parser.parse()
  }

  func parser(
    _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
    qualifiedName: String?, attributes found: [String: String]
  ) {
    words = ""
    elements.insert(element)
    attributes.formUnion(found.keys)
    if let id = found["data-id"] { dataIDs.append(id) }
    if element == "g", let name = found["class"] { classes.append(name) }
    if element == "svg" { pageSize = "\(found["width"] ?? "?") × \(found["height"] ?? "?")" }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { words += string }

  func parser(
    _ parser: XMLParser, didEndElement element: String, namespaceURI: String?,
    qualifiedName: String?
  ) {
    if element == "text" { texts.append(words) }
    if element == "title" { titles.append(words) }
    words = ""
  }
}
