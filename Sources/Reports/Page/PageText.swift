internal import Mustache
internal import Rendering

/// How values become text of a page.
///
/// Every value is cleaned as texts of figures are (control characters become visible, characters that reorder others
/// become U+FFFD) and escaped scalar by scalar. The escape of the template library works on characters: a quote with a
/// combining mark is another character for it, would stay, and would end an attribute.
struct PageText: MustacheContentType {
  static let name = "JIEDUI"

  func escapeText(_ text: String) -> String { Self.escaped(text) }

  static func escaped(_ text: String) -> String { InkText.xmlEscaped(text, limit: .max) }

  /// The whole page with its values.
  static func page(_ values: [String: Any]) -> String {
    templates.render(values, withTemplate: "page") ?? ""
  }

  /// The library with all templates of a page; each begins by choosing this escape.
  private static let templates: MustacheLibrary = {
    MustacheContentTypes.register(PageText(), named: name)
    var library = MustacheLibrary()
    for (name, text) in [
      ("page", PageTemplates.page), ("section", PageTemplates.section),
      ("figure", PageTemplates.figure), ("answer", PageTemplates.answer),
      ("table", PageTemplates.table),
    ] {
      do {
        try library.register("{{% CONTENT_TYPE:\(Self.name)}}" + text, named: name)
      } catch {
        preconditionFailure("The template ‘\(name)’ is not well formed: \(error)")
      }
    }
    return library
  }()
}
