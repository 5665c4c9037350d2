/// Turns Graphviz's SVG into ours: words and titles from the figure, escaped by one function.
///
/// Graphviz leaves entities such as `&lt;` in a name unescaped, writes its own names as titles and
/// adds comments. So the geometry is kept and every text is written anew; each element carries a
/// token of ours (`id="t12"`) that says which caption, mark or stroke it is. Areas have none: they come first, one
/// element for each operation that was written.
enum SVGFinisher {
  /// - Parameter operations: the areas as they were drawn.
  static func finish(
    _ svg: String, of figure: Figure, operations: [AreaOperations.Operation]
  ) -> String {
    var out = ""
    out.reserveCapacity(svg.utf8.count + 4096)
    var token = ""
    var isInComment = false
    var areas = AreaGroups(figure, operations)
    // By bytes: lines by characters would take several times as long.
    for bytes in opaque(svg).utf8.split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true)
    {
      let line = Substring(bytes)
      if isInComment || line.hasPrefix("<!--") {
        isInComment = !line.hasSuffix("-->")
      } else if line.hasPrefix("<!DOCTYPE") || line.hasPrefix(" \"http") {
        continue  // names a file on the network that no reader should fetch
      } else if line.hasPrefix("<svg ") {
        out += line.replacing("<svg ", with: "<svg role=\"img\" aria-labelledby=\"title desc\" ")
        out += "\n"
      } else if line.hasPrefix("<g id=\"graph0\"") {
        out += "<title id=\"title\">\(InkText.xmlEscaped(figure.title))</title>\n"
        out += "<desc id=\"desc\">\(InkText.xmlEscaped(figure.summary))</desc>\n\(line)\n"
      } else if line.hasPrefix("<g id=\"") {
        out += areas.end()
        token = String(line.dropFirst(7).prefix { $0 != "\"" })
        out += group(line, subject: subject(token, in: figure))
      } else if line.hasPrefix("<title>") {
        if let subject = subject(token, in: figure) {
          out += "<title>\(InkText.xmlEscaped(subject.title))</title>\n"
        }
      } else if line.hasPrefix("<text "), let caption = caption(token, in: figure) {
        out += text(line, caption)
      } else {
        if line.hasPrefix("<poly") { out += areas.next() }
        if line.hasPrefix("</") { out += areas.end() }
        out += line
        out += "\n"
      }
    }
    return out
  }

  /// `transparent` is no paint of SVG 1.1. Graphviz escapes quotes in texts, so it stands in attributes only.
  private static func opaque(_ svg: String) -> String {
    let wanted = Array("stroke=\"transparent\"".utf8)
    var svg = svg
    return svg.withUTF8 { bytes in
      var out: [UInt8] = []
      out.reserveCapacity(bytes.count)
      var (start, at) = (0, 0)
      while at + wanted.count <= bytes.count {
        guard bytes[at] == wanted[0], bytes[at..<(at + wanted.count)].elementsEqual(wanted) else {
          at += 1
          continue
        }
        out += bytes[start..<at]
        out += "stroke=\"none\"".utf8
        at += wanted.count
        start = at
      }
      return String(decoding: out + bytes[start...], as: UTF8.self)
    }
  }

  private static func group(_ line: Substring, subject: Figure.Subject?) -> String {
    guard let subject else { return line + "\n" }
    // class="node" or class="edge" gains the role; the id of the data follows.
    guard let end = line.lastIndex(of: "\"") else { return line + "\n" }
    return line[..<end] + " \(subject.role.rawValue)\" "
      + "data-id=\"\(InkText.xmlEscaped(subject.id))\">\n"
  }

  private static func text(_ line: Substring, _ caption: Figure.Caption) -> String {
    // By bytes: a bracket with a joiner or a combining mark after it is another character than the bracket.
    guard let end = line.utf8.firstIndex(of: UInt8(ascii: ">")) else { return "" }
    var tag = String(line[..<end])
    for name in [ChineseFont.boldName, ChineseFont.family] {
      let weight = name == ChineseFont.boldName ? " font-weight=\"bold\"" : ""
      tag = tag.replacing(
        "font-family=\"\(name)\"", with: "font-family=\"\(ChineseFont.cssFamilies)\"\(weight)")
    }
    return "\(tag)>\(InkText.xmlEscaped(caption.text))</text>\n"
  }

  private static func caption(_ token: String, in figure: Figure) -> Figure.Caption? {
    guard token.hasPrefix("t"), let number = Int(token.dropFirst()),
      figure.captions.indices.contains(number - 1)
    else { return nil }
    return figure.captions[number - 1]
  }

  private static func subject(_ token: String, in figure: Figure) -> Figure.Subject? {
    guard let number = Int(token.dropFirst()).map({ $0 - 1 }) else { return nil }
    switch token.first {
    case "t" where figure.captions.indices.contains(number):
      return figure.captions[number].subject
    case "m" where figure.marks.indices.contains(number): return figure.marks[number].subject
    case "s" where figure.strokes.indices.contains(number): return figure.strokes[number].subject
    default: return nil
    }
  }
}

/// Puts the elements of an area that stands for something into a group with its id and title.
private struct AreaGroups {
  /// Graphviz writes the ground of the page, then the paper.
  private static let elementsBefore = 2
  private let areas: [Int]
  private let figure: Figure
  private var count = 0
  private var open: Int?
  private var isOver = false

  init(_ figure: Figure, _ operations: [AreaOperations.Operation]) {
    self.figure = figure
    areas = operations.map(\.area)
  }

  /// What stands before the next element.
  mutating func next() -> String {
    guard !isOver else { return "" }
    defer { count += 1 }
    let position = count - Self.elementsBefore
    guard areas.indices.contains(position) else { return "" }
    let area = areas[position]
    if area == open { return "" }
    let closing = open == nil ? "" : "</g>\n"
    guard let subject = figure.areas[area].subject else {
      open = nil
      return closing
    }
    open = area
    return closing + "<g class=\"area \(subject.role.rawValue)\" "
      + "data-id=\"\(InkText.xmlEscaped(subject.id))\">\n"
      + "<title>\(InkText.xmlEscaped(subject.title))</title>\n"
  }

  /// What stands after the last element.
  mutating func end() -> String {
    isOver = true
    guard open != nil else { return "" }
    open = nil
    return "</g>\n"
  }
}
